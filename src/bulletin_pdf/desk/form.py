"""An issue's YAML as a form: each field and each text with the path of its value in the file."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.issue.paths import find_bulletin
from bulletin_pdf.issue.vocabulary import BLOCKS, ISSUE, REPORT
from bulletin_pdf.messages import Language
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.fields import Keys, is_han
from bulletin_pdf.yamldoc.node import Node, load, parse_yaml
from bulletin_pdf.yamldoc.operations import Path
from bulletin_pdf.yamldoc.source import make_source

_ALWAYS = ("publisher", "series", "number", "theme", "bulletin", "date")
"""Fields of the masthead that the form has even when the file does not."""
_OFTEN = ("serial", "year", "label", "secrecy", "urgency", "signer", "copy_number", "supplement")
"""Fields it has when the file has them."""
_OF_REPORT = ("city", "title", "by")
_OF_SOME_REPORTS = ("subtitle", "contents_title", "heading")
_KINDS = {
    "number": "number",
    "year": "number",
    "date": "date",
    "flag": "flag",
    "lines": "lines",
    "title": "lines",
}


class Field(NamedTuple):
    """One value of the form."""

    path: Path
    name: str
    label: str
    kind: str
    """line, lines, date, number or flag."""
    value: str
    shared: bool = False
    """Whether the value is that of bulletin.yaml."""


class Block(NamedTuple):
    """A part of a report's body: a text that is edited as one, or something that is shown by name."""

    kind: str
    """text or other."""
    path: Path
    value: str
    label: str = ""


class Report(NamedTuple):
    """One report of the form."""

    path: Path
    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]


class Form(NamedTuple):
    """The form of an issue; `texts` are all texts of the file by path, to find a place by."""

    fields: tuple[Field, ...]
    reports: tuple[Report, ...]
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
    fields = tuple(_fields(root, ISSUE, (), (_ALWAYS, _OFTEN), chinese, lang, shared))
    reports = _value(root, ISSUE, "reports")
    found: tuple[Report, ...] = ()
    if reports is not None and reports[1].kind == "list":
        name, node = reports
        found = tuple(
            _report(item, (name, number), chinese, lang)
            for number, item in enumerate(node.items)
            if item.kind == "mapping"
        )
    return Form(fields, found, chinese, tuple(_texts(root, ())))


def _value(node: Node, table: Keys, name: str) -> tuple[str, Node] | None:
    """Return a key as it is written, and its value."""
    return next(
        (
            (key.value, value)
            for key, value in node.pairs
            if key.value in table.by_name and table.by_name[key.value].name == name
        ),
        None,
    )


def _fields(
    node: Node, table: Keys, above: Path, names: tuple[Sequence[str], Sequence[str]], chinese: bool, lang: Language,
    shared: Node | None = None,
) -> Iterator[Field]:  # fmt: skip
    always, often = names
    for name in (*always, *often):
        key = table.by_name[name]
        label = key.chinese if lang == "zh" else key.name.replace("_", " ")
        kind = _KINDS.get(key.value, "line")
        there = _value(node, table, name)
        if there is not None:
            yield Field((*above, there[0]), name, label, kind, _shown(there[1]))
        elif name in always:
            given = _value(shared, table, name) if shared is not None else None
            spelt = key.chinese if chinese else key.name
            yield Field(
                (*above, spelt), name, label, kind, _shown(given[1]) if given else "", given is not None
            )


def _shown(node: Node) -> str:
    if node.kind == "list":
        return "\n".join(item.value for item in node.items)
    return "" if node.is_blank else node.value


def _report(node: Node, path: Path, chinese: bool, lang: Language) -> Report:
    fields = tuple(_fields(node, REPORT, path, (_OF_REPORT, _OF_SOME_REPORTS), chinese, lang))
    return Report(path, fields, tuple(_blocks(node, path, chinese, lang)))


def _blocks(node: Node, path: Path, chinese: bool, lang: Language) -> Iterator[Block]:
    text, body = _value(node, REPORT, "text"), _value(node, REPORT, "body")
    if text is not None or body is None:
        name = text[0] if text else REPORT.by_name["text"].names[chinese]
        yield Block("text", (*path, name), _shown(text[1]) if text else "")
    if body is None or body[1].kind != "list":
        return
    for number, item in enumerate(body[1].items):
        place = (*path, body[0], number)
        if item.kind == "text":
            yield Block("text", place, item.value)
        else:
            yield Block("other", place, _summary(item), _label(item, lang))


def _label(item: Node, lang: Language) -> str:
    names = {key.value for key, _ in item.pairs}
    table = next((table for table in BLOCKS.values() if names & set(table.keys[0].names)), None)
    if table is None:
        return "?"
    return table.keys[0].chinese if lang == "zh" else table.keys[0].name


def _summary(item: Node) -> str:
    """Return the first words of a block, such as a caption or the name of a picture."""
    words = [node.value for _, node in _texts(item, ()) if node.value.strip()]
    return "，".join(" ".join(word.split())[:30] for word in words[:3])


def _texts(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    if node.kind == "text":
        yield path, node
    for number, item in enumerate(node.items):
        yield from _texts(item, (*path, number))
    for key, value in node.pairs:
        yield from _texts(value, (*path, key.value))


def place_of(form: Form, span: Span | None) -> tuple[Path, int, int] | None:
    """Return the value that a place of the file stands in, and the stretch of its text; None for none."""
    if span is None:
        return None
    for path, node in form.texts:
        written = node.written()
        for number, (index, line, column) in enumerate(written.anchors):
            after = (
                written.anchors[number + 1][0] if number + 1 < len(written.anchors) else len(node.value) + 1
            )
            at = index + span.column - column
            if line == span.line and index <= at < max(after, index + 1):
                return path, at, min(at + max(span.length, 1), len(node.value))
    return None
