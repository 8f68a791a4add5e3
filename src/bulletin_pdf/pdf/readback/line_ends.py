"""Where the lines of a content stream end, for white space that may vanish there."""

import re
from binascii import unhexlify

from bulletin_pdf.pdf.readback.content_text import ContentText
from bulletin_pdf.pdf.readback.content_tokens import (
    HEX_STRING,
    LITERAL,
    LITERAL_STRING,
    NAME,
    NAMED_OPERATOR,
    RESTORE,
    SAVE,
    STRING,
    unescaped,
)
from bulletin_pdf.pdf.readback.font_codes import ReadFont

_MOVE = re.compile(
    b"|".join(
        (rb"[-+.\d]+ T[dD]\b|T\*|[-+.\d]+ Tm\b|ET\b", STRING, LITERAL, NAMED_OPERATOR, rb"[qQ](?=\s|$)")
    ),
    re.DOTALL,
)
_SAME_LINE = 4.0
"""A borrowed mark stands up to this much above or below its line's baseline, pt."""


def run_ends(content: ContentText) -> set[int]:
    """Return after how many characters of the stream's text a run ends that is placed by itself."""
    return line_ends(content, -1.0)


def line_ends(content: ContentText, same_line: float = _SAME_LINE) -> set[int]:
    """Return after how many characters of the stream's text its lines end, and a few that do not."""
    ends: set[int] = set()
    saved: list[ReadFont | None] = []
    font: ReadFont | None = None
    at = 0
    for token in _MOVE.findall(content.stream()):
        kind = token[0]
        if kind in (HEX_STRING, LITERAL_STRING):
            inner = token[1:-1]
            codes = unhexlify(inner) if kind == HEX_STRING else unescaped(inner)
            at += len(font.decode(codes)) if font else 0
        elif kind == NAME:
            font = content.fonts.get(token[1:].partition(b" ")[0], font)
        elif kind == SAVE:
            saved.append(font)
        elif kind == RESTORE:
            font = saved.pop() if saved else None
        elif not token.endswith((b"Td", b"TD")) or abs(float(token[:-3])) > same_line:
            ends.add(at)
    return ends
