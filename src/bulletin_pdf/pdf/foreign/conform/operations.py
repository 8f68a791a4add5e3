"""A content stream as a sequence of operations, each with its position in the stream."""

import re
from collections.abc import Iterator

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_TOKEN = re.compile(
    rb"[\x00\t\n\f\r ]+|%[^\r\n]*|/[^\x00\t\n\f\r ()<>\[\]{}/%]*|<<|>>|<[^<>]*>"
    rb"|[^\x00\t\n\f\r ()<>\[\]{}/%]+|.",
    re.DOTALL,
)
_STRING_PART = re.compile(rb"\\.|[()]", re.DOTALL)
_NUMBER = pattern(rb"[+-]*[0-9.][0-9.+-]*")
_VALUES = frozenset((b"true", b"false", b"null"))
_BLANKS = b"\x00\t\n\f\r %"
_BRACKETS = frozenset(b"[]<>{}()/")
_IMAGE_END = pattern(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)")
_TEXT = pattern(rb"[\t\n\f\r\x20-\x7e]*\Z")
_LOOK_AHEAD = 24


class Operation(NamedTuple):
    """An operator, its operands as they are written, and where both stand."""

    operator: bytes
    operands: list[bytes]
    start: int
    end: int
    image: tuple[int, int] = (0, 0)
    """Where the data of an inline image (BI) stand."""


def operations(data: bytes) -> Iterator[Operation]:
    """Go through a stream; operands that no operator follows are not given."""
    at, operands = 0, list[bytes]()
    start = -1
    match = _TOKEN.match
    while at < len(data):
        first = data[at]
        if first == 0x28:
            end = _past_string(data, at)
        else:
            found = match(data, at)
            end = found.end() if found else at + 1
        word = data[at:end]
        begin, at = at, end
        if first in _BLANKS:
            continue
        if start < 0:
            start = begin
        if first in _BRACKETS or _NUMBER.fullmatch(word) or word in _VALUES:
            operands.append(word)
            continue
        if word == b"BI":
            operands.append(word)
            continue
        if word == b"ID":
            begin, at = _image(data, end)
            yield Operation(b"BI", operands[1:], start, at, (begin, max(begin, at - 3)))
        else:
            yield Operation(word, operands, start, at)
        operands, start = [], -1


def _image(data: bytes, at: int) -> tuple[int, int]:
    """Find where an inline image ends: an EI with text behind it, for its data may hold the letters."""
    begin = at + 1
    for found in _IMAGE_END.finditer(data, at):
        if _TEXT.match(data[found.end() : found.end() + _LOOK_AHEAD]):
            return begin, found.end()
    return begin, len(data)


def _past_string(data: bytes, at: int) -> int:
    """Strings hold balanced parentheses and escaped ones."""
    depth = 0
    for found in _STRING_PART.finditer(data, at):
        part = found.group()
        if part == b"(":
            depth += 1
        elif part == b")":
            depth -= 1
            if not depth:
                return found.end()
    return len(data)


_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
}


def string_of(token: bytes) -> bytes:
    """Return the bytes of a string as it is written, (…) or <…>."""
    if token[:1] == b"<":
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", token)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    if token[:1] != b"(":
        return b""
    return _ESCAPE.sub(_unescaped, token[1:-1])


def _unescaped(found: re.Match[bytes]) -> bytes:
    char = found.group(1)
    if char[:1].isdigit():
        return bytes((int(char, 8) & 255,))
    return _ESCAPED.get(char, char)


_HASHED = pattern(rb"#([0-9A-Fa-f]{2})")


def name_of(token: bytes) -> str:
    """Return a name as the file's dictionaries have it."""
    plain = _HASHED.sub(lambda found: bytes.fromhex(found.group(1).decode("ascii")), token[1:])
    for encoding in ("utf-8", "gbk"):
        try:
            return plain.decode(encoding)
        except UnicodeDecodeError:
            continue
    return plain.decode("latin-1")
