"""Names say one thing each: what two rooms both call something stands here with its reason."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from house.source import ROOT, nodes, trees

FILES = {
    **dict.fromkeys(
        (
            "build.py",
            "compare.py",
            "design.py",
            "impose.py",
            "importing.py",
            "recognise.py",
            "review.py",
            "schema.py",
            "volume.py",
        ),
        "cli/ and api/ name their modules after the command or the object they offer",
    ),
    **dict.fromkeys(
        ("geometry.py", "model.py", "read.py", "shipped.py", "vocabulary.py"),
        "design/ is built as issue/ and fonts/ are: a model, its vocabulary, its reader, what is shipped",
    ),
    "findings.py": "the desk shows findings; preflight collects them",
    "form.py": "the form of an official paper; the form on the page of the desk",
    "office.py": "LibreOffice, which reads old documents; the lists that an office keeps",
    "operations.py": "operators of a content stream; changes of a YAML file",
    "options.py": "options as the Python interface takes them; print options",
    "pairs.py": "pairs of words; pairs of marks",
}
"""File name that several rooms have → why."""

TYPES = {
    **dict.fromkeys(
        ("Issue", "Result", "Checked"),
        "public names of the Python interface, each over the inner value of its name",
    ),
    **dict.fromkeys(
        ("MarkStyle", "Typesetting", "Schema"), "the same literal type; the rooms may not import each other"
    ),
    **dict.fromkeys(
        ("Block", "Field", "Glyph", "Made", "Record", "Report", "State", "TooMuchError"),
        "what the desk shows or sends",
    ),
    **dict.fromkeys(
        ("Cell", "Field", "Line", "Piece", "Reading", "Style", "Styles"),
        "parts of a Word document, in its own terms",
    ),
    **dict.fromkeys(
        ("PageForm", "Row", "Table", "TextKind"), "parts of a design, which editors write under these words"
    ),
    **dict.fromkeys(("Node", "Path", "Value"), "terms of YAML, used in its room alone"),
}
"""Public type that several modules define → why."""


def public_types(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                if name[:1].isupper() and not name.isupper():
                    yield name


def shared(names: Iterator[tuple[str, Path]]) -> set[str]:
    places = defaultdict(set)
    for name, path in names:
        places[name].add(path)
    return {name for name, paths in places.items() if len(paths) > 1 and not name.startswith("_")}


def test_files_of_one_name_are_listed() -> None:
    assert shared((path.name, path) for path in trees()) == set(FILES)


def test_types_of_one_name_are_listed() -> None:
    assert shared((name, path) for path, tree in trees().items() for name in public_types(tree)) == set(TYPES)


@pytest.mark.parametrize("where", ["src", "tests", "scripts", "bench"])
def test_limits_begin_with_max_and_min(where: str) -> None:
    odd = re.compile(r"\b_?(?:MOST|LEAST)_[A-Z]\w*")
    found = {(path.name, *odd.findall(path.read_text("utf-8"))) for path in (ROOT / where).rglob("*.py")}
    assert not {names for names in found if len(names) > 1}


def test_docstrings_open_with_what_is_returned() -> None:
    """`Return …` for a value, `Whether …` for a predicate."""
    odd = []
    for path, node in nodes(ast.FunctionDef):
        if node.returns is not None and (text := ast.get_docstring(node)):
            first, returned = text.split()[0], ast.unparse(node.returns)
            if returned != "None" and first in ("Give", "Say", "Tell"):
                odd.append((path.name, node.name, first))
    assert not odd
