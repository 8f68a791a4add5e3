"""A content stream token by token: the strings it shows, the fonts, the marks (ISO 32000-1, 7.8.2 and 14.6)."""

import re
from binascii import hexlify
from collections.abc import Mapping

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.readback.font_codes import ReadFont

ARTIFACT, UNMARKED = -1, -2
"""What stands in place of a marked-content id: decoration, and content outside all marks."""

TokenSpan = tuple[ReadFont | None, int, int, int]
"""Font, first and last hexadecimal digit, marked content."""


class MarkedStrings(NamedTuple):
    """The strings of a stream as hexadecimal digits, and which font and mark each stretch has."""

    digits: list[bytes]
    spans: list[TokenSpan]


STRING, LITERAL = rb"<[0-9A-Fa-f]+>", rb"\((?:[^\\()]|\\.)*\)"
NAMED_OPERATOR = rb"/[^\s/<>\[\]()]+ (?:[-+.\d]+ Tf|(?:<<.*?>>|/\S+) ?BDC|BMC)"
# Each alternative begins with one character, by which the next token is sought.
_TOKEN = pattern(b"(?s)" + b"|".join((STRING, LITERAL, NAMED_OPERATOR, rb"EMC|q(?=\s|$)|Q(?=\s|$)")))
MCID = pattern(rb"/MCID (\d+)")
_ESCAPE = rb"(?s)\\([0-7]{1,3}|\r\n|.)"
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
HEX_STRING, LITERAL_STRING, NAME, END, SAVE, RESTORE = b"<(/EqQ"


def by_tokens(data: bytes, fonts: Mapping[bytes, ReadFont]) -> MarkedStrings:
    """Go through a content stream: what is shown, in which font, under which mark."""
    strings: list[bytes] = []
    spans: list[TokenSpan] = []
    saved: list[ReadFont | None] = []
    chosen: dict[bytes, ReadFont] = {}
    font: ReadFont | None = None
    mark, start, digits = UNMARKED, 0, 0
    for token in _TOKEN.findall(data):
        kind = token[0]
        if kind == HEX_STRING:
            strings.append(token)
            digits += len(token) - 2
            continue
        if kind == LITERAL_STRING:
            strings.append(hexlify(unescaped(token[1:-1])))
            digits += len(strings[-1])
            continue
        if digits > start:
            spans.append((font, start, digits, mark))
            start = digits
        if kind == NAME:
            if token in chosen:
                font = chosen[token]
                continue
            name, _, rest = token[1:].partition(b" ")
            if rest.endswith(b"Tf"):
                font = chosen[token] = fonts[name]
            elif found := MCID.search(rest):
                mark = int(found[1])
            elif name == b"Artifact":
                mark = ARTIFACT
        elif kind == END:
            mark = UNMARKED
        elif kind == SAVE:
            saved.append(font)
        else:
            font = saved.pop() if saved else None
    if digits > start:
        spans.append((font, start, digits, mark))
    return MarkedStrings([b"".join(strings).translate(None, b"<>")], spans)


def unescaped(literal: bytes) -> bytes:
    """Return what stands in a literal string (7.3.4.2)."""
    return re.sub(_ESCAPE, _character, literal) if b"\\" in literal else literal


def _character(escape: "re.Match[bytes]") -> bytes:
    word = escape[1]
    if word[:1].isdigit():
        return bytes((int(word, 8) & 255,))
    return b"" if word in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(word, word)
