"""Classes of characters for measuring, written down here once more from clreq and GB/T 15834."""

import re
from typing import Final, NamedTuple

from conformance.elements import Line
from support.printed import PrintedGlyph

OPEN: Final = "“‘（《〈「『【〖〔［｛〘〚｟〝﹙﹛﹝"
CLOSE: Final = "”’）》〉」』】〗〕］｝〙〛｠〞〟﹚﹜﹞"
PAUSE: Final = "，、；：．﹐﹑﹔﹕"
STOP: Final = "。！？｡﹒﹗﹖"
RIGHT_BLANK: Final = CLOSE + PAUSE + STOP
CONNECTORS: Final = "·—–～/-"
NOT_FIRST: Final = frozenset(CLOSE + PAUSE + STOP + "·—～%‰℃")
"""GB/T 15834-2011 5.1.1–5.1.7; a pair —— may begin a line and is left out by the check."""
NOT_LAST: Final = frozenset(OPEN)
LATIN_FONTS: Final = ("Liberation",)

_HAN: Final = re.compile(r"[〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]")
_LATIN: Final = re.compile(r"[A-Za-z0-9]")


def is_han(char: str) -> bool:
    return _HAN.match(char) is not None


def is_latin(char: str) -> bool:
    return _LATIN.match(char) is not None


def is_wide(glyph: PrintedGlyph) -> bool:
    """Tell a full-width mark from the same character set in a Latin phrase (T-04)."""
    return not glyph.font.startswith(LATIN_FONTS)


def face_left(glyph: PrintedGlyph) -> float:
    """Where a glyph's face begins: an opening mark hugs the right half of its box, · is half an em wide."""
    if glyph.text in OPEN and is_wide(glyph):
        return glyph.x + glyph.advance - 0.5 * glyph.size
    if glyph.text == "·":
        return glyph.x + 0.5 * glyph.advance - 0.25 * glyph.size
    return glyph.x


def face_right(glyph: PrintedGlyph) -> float:
    """Where a glyph's face ends: closing marks, pauses and stops fill the left half of their box."""
    if glyph.text in RIGHT_BLANK and is_wide(glyph):
        return glyph.x + 0.5 * glyph.size
    if glyph.text == "·":
        return glyph.x + 0.5 * glyph.advance + 0.25 * glyph.size
    return glyph.x + glyph.advance


class Gap(NamedTuple):
    """The white between two neighbours' faces, in em."""

    before: PrintedGlyph
    after: PrintedGlyph
    white: float

    @property
    def pair(self) -> str:
        return self.before.text + self.after.text


def gaps_of(line: Line) -> list[Gap]:
    """Measure the white between all neighbours of a line."""
    return [
        Gap(before, after, (face_left(after) - face_right(before)) / before.size)
        for before, after in zip(line.glyphs, line.glyphs[1:], strict=False)
    ]


def is_plain(gap: Gap) -> bool:
    """Two Han with nothing between them."""
    return is_han(gap.before.text) and is_han(gap.after.text) and not gap.after.spaced
