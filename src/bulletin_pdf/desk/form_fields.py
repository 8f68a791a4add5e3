"""The fields of a YAML mapping in the form, under the names of the vocabulary."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.messages import Language
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.yamldoc.key_table import Key, Keys
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.operations import Path

_KINDS = {
    "number": "number",
    "year": "number",
    "copies": "number",
    "header_rows": "number",
    "level": "number",
    "date": "date",
    "flag": "flag",
    "lines": "lines",
    "files": "lines",
    "title": "lines",
    "prose": "text",
}
"""Kinds of values in the terms of the vocabulary, and how each is typed."""


class Field(NamedTuple):
    """One value of the form."""

    path: Path
    name: str
    label: str
    kind: str
    """line, lines, text, date, number or flag."""
    value: str
    shared: bool = False
    """Whether the value is that of bulletin.yaml."""


def value_of(node: Node | None, table: Keys, name: str) -> tuple[str, Node] | None:
    """Return a key as it is written, and its value; None when the mapping has none."""
    return next(
        (
            (key.value, value)
            for key, value in (node.pairs if node is not None else ())
            if key.value in table.by_name and table.by_name[key.value].name == name
        ),
        None,
    )


def fields_of(
    node: Node | None, table: Keys, above: Path, names: tuple[Sequence[str], Sequence[str]], chinese: bool,
    lang: Language, shared: Node | None = None,
) -> Iterator[Field]:  # fmt: skip
    """Yield the fields that are always shown and those that are when they are there; `shared` gives values too."""
    always, often = names
    for name in (*always, *often):
        key = table.by_name[name]
        there = value_of(node, table, name)
        if there is not None:
            yield _field(key, (*above, there[0]), lang, there[1])
        elif name in always:
            given = value_of(shared, table, name)
            field = _field(key, (*above, key.names[chinese]), lang, given[1] if given else None)
            yield field._replace(shared=given is not None)


def missing_fields(
    node: Node, table: Keys, above: Path, names: Sequence[str], chinese: bool, lang: Language
) -> Iterator[Field]:
    """Yield, empty, those of some fields that a mapping does not have."""
    for name in names:
        if value_of(node, table, name) is None:
            key = table.by_name[name]
            yield _field(key, (*above, key.names[chinese]), lang, None)


def _field(key: Key, path: Path, lang: Language, node: Node | None) -> Field:
    kind = _KINDS.get(key.value, "line")
    if kind == "text" and node is not None and node.kind == "list":
        kind = "lines"
    label = key.chinese if lang == "zh" else key.name.replace("_", " ")
    return Field(path, key.name, label, kind, shown(node) if node is not None else "")


def shown(node: Node) -> str:
    """Return a value as it is shown in a form: the texts of a list on a line each."""
    if node.kind == "list":
        return "\n".join(item.value for item in node.items)
    return "" if node.is_blank else node.value


def text_nodes(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    """Yield every text below a value with its path."""
    if node.kind == "text":
        yield path, node
    for number, item in enumerate(node.items):
        yield from text_nodes(item, (*path, number))
    for key, value in node.pairs:
        yield from text_nodes(value, (*path, key.value))
