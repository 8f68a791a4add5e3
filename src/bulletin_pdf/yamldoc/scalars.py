"""Values written as YAML: quoted only when necessary, on separate lines when long."""

import re
from collections.abc import Mapping, Sequence

from bulletin_pdf.patterns import pattern

Value = str | bool | int | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written: texts, truth values, whole numbers, lists and mappings of these."""

FLOW_WIDTH = 100
"""A list of short values is written on one line of at most so many characters."""

_SAYS_MORE = pattern(r"[-?:,\[\]{}#&*!|>'\"%@`\s]")
_MEANS_MORE = pattern(r": |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_NOT_IN_A_FILE = pattern(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML allows in no file but as an escape, and what ends a line."""
_FLOW_MARKS = pattern(r"[,\[\]{}:#?]")
_WORDS = frozenset(["~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<"])
_NUMBER_LIKE = pattern(r"[-+.0-9][-+._,:0-9eExXoO]*")
_PLAIN_NUMBER = pattern(r"[1-9][0-9]*|0|[0-9]{4}-[0-9]{2}-[0-9]{2}")


def scalar(text: str, flow: bool = False) -> str:
    """Return a text of one line as YAML, in quotes only when it needs them; `flow` inside brackets."""
    plain = (
        text != ""
        and text == text.strip()
        and not _SAYS_MORE.match(text)
        and not _MEANS_MORE.search(text)
        and text.lower() not in _WORDS
        and not (_NUMBER_LIKE.fullmatch(text) and not _PLAIN_NUMBER.fullmatch(text))
        and not (flow and _FLOW_MARKS.search(text))
        and not text.startswith(("---", "..."))
    )
    if plain:
        return text
    return double_quoted(text) if _NOT_IN_A_FILE.search(text) else single_quoted(text)


def single_quoted(text: str) -> str:
    """Return a text of one line in single quotes."""
    return "'" + text.replace("'", "''") + "'"


def double_quoted(text: str) -> str:
    """Return any text in double quotes, on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{_NOT_IN_A_FILE.sub(_escape, escaped)}"'


def _escape(char: re.Match[str]) -> str:
    code = ord(char[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def value_lines(value: Value, indent: int) -> list[str]:
    """Return the lines of a value that stands below its key or dash, `indent` blanks in.

    A value that fits next to its key comes as one line without indent.
    """
    match value:
        case bool() | int():
            return [str(value).lower()]
        case str():
            return _text_lines(value, indent)
        case Mapping():
            return [
                line for key, part in value.items() for line in _entry(f"{scalar(key)}:", part, indent, 2)
            ]
        case _:
            return [line for part in value for line in _item(part, indent)]


def _entry(opening: str, value: Value, indent: int, step: int) -> list[str]:
    """Return an entry's lines: its key or dash, and the value next to or below it."""
    margin = " " * indent
    if is_collection(value):
        line = f"{margin}{opening} {in_flow(value)}" if is_short(value) else ""
        if not value or (line and len(line) <= FLOW_WIDTH):
            return [line]
        return [margin + opening, *value_lines(value, indent + step)]
    first, *rest = value_lines(value, indent + step)
    return [f"{margin}{opening} {first}", *rest]


def _item(value: Value, indent: int) -> list[str]:
    """Return an item of a list; a mapping begins next to its dash."""
    if not (isinstance(value, Mapping) and value):
        return _entry("-", value, indent, 2)
    first, *rest = value_lines(value, indent + 2)
    return [" " * indent + "- " + first.lstrip(" "), *rest]


def is_collection(value: Value) -> bool:
    """Whether a value is a list or a mapping."""
    return not isinstance(value, str | bool | int)


def is_short(value: Value) -> bool:
    """Whether a collection is written in brackets: empty, or a list of values of one line."""
    if isinstance(value, Mapping) or not value:
        return not value
    parts = [] if isinstance(value, str | bool | int) else value
    return not any(is_collection(part) or "\n" in str(part) for part in parts)


def in_flow(value: Value) -> str:
    """Return a value as it stands inside brackets."""
    match value:
        case bool() | int():
            return str(value).lower()
        case str():
            return double_quoted(value) if "\n" in value or not value else scalar(value, flow=True)
        case Mapping():
            return "{" + ", ".join(f"{in_flow(key)}: {in_flow(part)}" for key, part in value.items()) + "}"
    return "[" + ", ".join(map(in_flow, value)) + "]"


def _text_lines(text: str, indent: int) -> list[str]:
    if "\n" not in text.rstrip("\n"):
        return [scalar(text.rstrip("\n"))]
    return [block_header(text), *block_lines(text, indent)]


def block_header(text: str) -> str:
    """Return the sign of a block of lines; a text whose first line begins with a blank says how far in it stands."""
    first = next((line for line in text.split("\n") if line), "")
    return "|2" if first[:1] in (" ", "\t") else "|"


def block_lines(text: str, indent: int) -> list[str]:
    """Return the lines of a block, `indent` blanks in; a line without text stays empty."""
    margin = " " * indent
    return [margin + line if line else "" for line in text.rstrip("\n").split("\n")]
