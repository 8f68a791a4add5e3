"""`design:` of an issue and its bulletin → the chain of files it extends → a house style."""

import os
from typing import Final

from bulletin_pdf.design.kinds import Layer
from bulletin_pdf.design.model import HouseStyle
from bulletin_pdf.design.read import read_layer
from bulletin_pdf.design.resolve import resolve
from bulletin_pdf.design.shipped import DEFAULT, layers_of, names, shipped
from bulletin_pdf.design.vocabulary import DESIGN
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.field_values import read_line, report_type
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.key_table import is_han
from bulletin_pdf.yamldoc.named_files import read_file_name
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.parse import load

MAX_PARENTS: Final = 4
"""A chain of more files is a mistake."""
_FILES: Final = (".yaml", ".yml")


class _Chain(NamedTuple):
    """Layers, nearest first, and the files of the office's own they were read from."""

    layers: list[Layer]
    files: list[str]


def read_house_style(node: Node, fields: Fields, problems: Problems) -> HouseStyle:
    """Read `design` of an issue where it is more than the name of a shipped one."""
    below = fields.fallback.own("design") if fields.fallback is not None else None
    found, mine = _Chain([], []), Problems()
    _open(node, fields.name_of("design"), found, mine, None if below is node else below)
    made = shipped() if mine.errors else resolve(found.layers, mine)
    problems.extend(mine)
    return made._replace(base=_base(node), files=tuple(found.files))


def read_design(path: str, problems: Problems) -> tuple[HouseStyle, list[Layer]] | None:
    """Read a design from its file, with the layers it was worked out from; None when it has errors."""
    found, mine = _Chain([], []), Problems()
    _open_file(os.path.abspath(path), path, found, mine)
    made = None if mine.errors else resolve(found.layers, mine)
    problems.extend(mine)
    return None if made is None or mine.errors else (made._replace(files=tuple(found.files)), found.layers)


def _base(node: Node) -> str:
    """Return what a design is named by, where it is only named."""
    return node.value.strip() if node.kind == "text" else ""


def _open(node: Node, key: str, chain: _Chain, problems: Problems, below: Node | None) -> None:
    """Add what a `design` says: nothing is the default."""
    if node.is_blank:
        chain.layers.extend(layers_of(DEFAULT))
    elif node.kind == "text":
        _open_named(node, key, chain, problems)
    elif node.kind == "mapping":
        _open_mapping(node, key, chain, problems, below)
    else:
        report_type(node, key, "text", problems)


def _open_mapping(node: Node, key: str, chain: _Chain, problems: Problems, below: Node | None) -> None:
    fields = Fields(node, DESIGN, problems)
    chain.layers.append(read_layer(fields, node.source.path))
    parent = fields.value("extends")
    if parent is not None:
        _open_named(parent, fields.name_of("extends"), chain, problems)
    elif below is not None:
        _open(below, key, chain, problems, None)
    else:
        chain.layers.extend(layers_of(DEFAULT))


def _open_named(node: Node, key: str, chain: _Chain, problems: Problems) -> None:
    """Add a shipped design or a file next to the one that names it."""
    written = read_line(node, key, problems)
    if written is None:
        return
    if not written.text:
        chain.layers.extend(layers_of(DEFAULT))
        return
    known = names()
    if written.text in known:
        chain.layers.extend(layers_of(known[written.text]))
    elif written.text.startswith("./") or written.text.endswith(_FILES):
        path = read_file_name(written, Code.PICTURE_NOT_READ, problems)
        if path is None:
            return
        if path in chain.files:
            around = " → ".join(os.path.basename(file) for file in (*chain.files, path))
            problems.add(Code.DESIGN_CIRCLE, node.span, around=around)
        elif len(chain.files) > MAX_PARENTS:
            problems.add(Code.DESIGN_CHAIN_TOO_LONG, node.span, limit=MAX_PARENTS)
        else:
            _open_file(path, written.text, chain, problems)
    else:
        _report_unknown(written.text, node, key, problems)


def _report_unknown(name: str, node: Node, key: str, problems: Problems) -> None:
    known = [each for each in names() if is_han(each) == is_han(name)]
    import difflib  # only a misspelt name pays for it

    near = difflib.get_close_matches(name, known, 1, 0.5)
    problems.add(Code.UNKNOWN_DESIGN, node.span, key=key, value=name[:40], known=tuple(near or known))


def _open_file(path: str, shown: str, chain: _Chain, problems: Problems) -> None:
    node = load(path, problems)
    if node is None:
        return
    chain.files.append(path)
    fields = Fields(node, DESIGN, problems)
    chain.layers.append(read_layer(fields, shown))
    parent = fields.value("extends")
    if parent is None:
        chain.layers.extend(layers_of(DEFAULT))
    else:
        _open_named(parent, fields.name_of("extends"), chain, problems)
