"""An issue's YAML as a form: each field and each text with the path of its value in the file."""

from collections.abc import Iterator

from bulletin_pdf.desk.form_blocks import Block, blocks_of
from bulletin_pdf.desk.form_fields import Field, fields_of, missing_fields, text_nodes, value_of
from bulletin_pdf.issue.paths import find_bulletin
from bulletin_pdf.issue.vocabulary import COLOPHON, DISTRIBUTION, ISSUE, REPORT
from bulletin_pdf.messages import Language
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.key_table import is_han
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.operations import Path
from bulletin_pdf.yamldoc.parse import load, parse_yaml
from bulletin_pdf.yamldoc.source import make_source

_ALWAYS = ("publisher", "series", "number", "theme", "bulletin", "date")
"""Fields of the masthead that the form has even when the file does not."""
_OFTEN = (
    "serial", "year", "label", "secrecy", "urgency", "signer", "copy_number", "supplement", "permit", "published",
    "note",
)  # fmt: skip
"""Fields it has when the file has them, and offers else."""
_OF_REPORT = ("city", "title", "by")
_OF_SOME_REPORTS = (
    "subtitle", "contents_title", "heading", "column", "source", "date", "attending", "absent", "observing",
)  # fmt: skip
_SECTIONS = {"distribution": DISTRIBUTION, "colophon": COLOPHON}


class Report(NamedTuple):
    """One report of the form."""

    path: Path
    fields: tuple[Field, ...]
    more: tuple[Field, ...]
    """Fields that it may have besides."""
    blocks: tuple[Block, ...]


class Section(NamedTuple):
    """What stands at the end of an issue: 报尾 or 版记."""

    name: str
    label: str
    fields: tuple[Field, ...]


class Form(NamedTuple):
    """The form of an issue; `texts` are all texts of the file by path, to find a place by."""

    fields: tuple[Field, ...]
    more: tuple[Field, ...]
    reports: tuple[Report, ...]
    sections: tuple[Section, ...]
    chinese: bool
    texts: tuple[tuple[Path, Node], ...]


def form_of(path: str, text: str, lang: Language) -> Form | None:
    """Return the form of an issue's text; None when it is no YAML that can be edited in parts."""
    root = parse_yaml(make_source(path, text), Problems())
    if root is None:
        return None
    chinese = any(is_han(key.value) for key, _ in root.pairs)
    beside = find_bulletin(path)
    shared = load(beside, Problems()) if beside else None
    fields = tuple(fields_of(root, ISSUE, (), (_ALWAYS, _OFTEN), chinese, lang, shared))
    more = tuple(missing_fields(root, ISSUE, (), _OFTEN, chinese, lang))
    reports = value_of(root, ISSUE, "reports")
    found: tuple[Report, ...] = ()
    if reports is not None and reports[1].kind == "list":
        name, node = reports
        found = tuple(
            _report(item, (name, number), chinese, lang)
            for number, item in enumerate(node.items)
            if item.kind == "mapping"
        )
    sections = tuple(_sections(root, shared, chinese, lang))
    return Form(fields, more, found, sections, chinese, tuple(text_nodes(root, ())))


def _report(node: Node, path: Path, chinese: bool, lang: Language) -> Report:
    fields = tuple(fields_of(node, REPORT, path, (_OF_REPORT, _OF_SOME_REPORTS), chinese, lang))
    more = tuple(missing_fields(node, REPORT, path, _OF_SOME_REPORTS, chinese, lang))
    return Report(path, fields, more, tuple(blocks_of(node, path, chinese, lang)))


def _sections(root: Node, shared: Node | None, chinese: bool, lang: Language) -> Iterator[Section]:
    """Yield 报尾 and 版记 with all their fields; what an issue leaves out altogether is that of bulletin.yaml."""
    for name, table in _SECTIONS.items():
        key = ISSUE.by_name[name]
        own = value_of(root, ISSUE, name)
        given = value_of(shared, ISSUE, name) if shared is not None and own is None else None
        path: Path = (own[0] if own else key.chinese if chinese else key.name,)
        inner = own[1] if own and own[1].kind == "mapping" else None
        beside = given[1] if given and given[1].kind == "mapping" else None
        names = tuple(each.name for each in table.keys)
        label = key.chinese if lang == "zh" else key.name
        yield Section(name, label, tuple(fields_of(inner, table, path, (names, ()), chinese, lang, beside)))


def place_of(form: Form, span: Span | None) -> tuple[Path, int, int] | None:
    """Return the value that a place of the file stands in, and the stretch of its text; None for none."""
    if span is None:
        return None
    for path, node in form.texts:
        written = node.written()
        for number, (index, line, column) in enumerate(written.source.anchors):
            after = (
                written.source.anchors[number + 1][0]
                if number + 1 < len(written.source.anchors)
                else len(node.value) + 1
            )
            at = index + span.column - column
            if line == span.line and index <= at < max(after, index + 1):
                return path, at, min(at + max(span.length, 1), len(node.value))
    return None
