"""An example with English keys converted to Chinese ones."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.handbook.key_tables import TABLES, FileKind, below
from bulletin_pdf.handbook.words_of_values import choices, pairs
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.key_table import Key, Keys
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.parse import parse_yaml
from bulletin_pdf.yamldoc.source import make_source

_Change = tuple[int, int, str]


def in_chinese(text: str, kind: FileKind) -> str:
    """Return YAML with the Chinese names of its keys and of the words that values may be; nothing else changes."""
    node = parse_yaml(make_source("example", text), Problems())
    if node is None:
        raise ValueError(f"no YAML: {text}")
    table = TABLES[kind][0]
    changed = text
    for start, end, word in sorted(_mapping(node, table, kind), reverse=True):
        changed = changed[:start] + word + changed[end:]
    return changed


def _mapping(node: Node, table: Keys, kind: FileKind) -> Iterator[_Change]:
    for name, value in node.pairs:
        key = table.by_name.get(name.value)
        if key is not None:
            yield name.start, name.end, key.chinese
            yield from _value(value, key, table, kind)


def _value(node: Node, key: Key, table: Keys, kind: FileKind) -> Iterator[_Change]:
    if node.kind == "list":
        for item in node.items:
            yield from _value(item, key, table, kind)
    elif node.kind == "mapping":
        inside = _that_knows(node, below(kind, table, key.value))
        if inside is not None:
            yield from _mapping(node, inside, kind)
    else:
        words = pairs(choices(kind, table in TABLES["design"], key.value))
        if node.value in words:
            yield node.start, node.end, words[node.value]


def _that_knows(node: Node, tables: Sequence[Keys]) -> Keys | None:
    first = node.pairs[0][0].value if node.pairs else ""
    return next((table for table in tables if first in table.by_name), None)
