"""Stroke order (笔画序): by number of strokes, then by their kinds, as in 通用规范汉字表 (GF 3003).

The table comes from `scripts/make_strokes.py`; it is read when there is an index to sort by it.
"""

import os
from functools import cache
from typing import Final

from bulletin_pdf.han_numerals import number_to_han
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.volume.parts.pinyin import SKIPPED

_DATA: Final = os.path.join(
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "data"
)
_UNLISTED: Final = 99
"""A character the table lacks comes after all it has."""


class Strokes(NamedTuple):
    """One character's place in the order; what is not Han comes first, as it is written."""

    number: int
    place: int
    char: str


@cache
def _table() -> dict[str, Strokes]:
    table: dict[str, Strokes] = {}
    with open(os.path.join(_DATA, "strokes.txt"), encoding="utf-8") as file:
        for line in file:
            count, chars = line.split()
            for place, char in enumerate(chars):
                table[char] = Strokes(int(count), place, char)
    return table


def _strokes_of(char: str) -> Strokes:
    found = _table().get(char)
    if found is not None:
        return found
    return Strokes(_UNLISTED if char >= "\u2e80" else 0, 0, char.upper())


def stroke_sort_key(text: str) -> tuple[Strokes, ...]:
    """Return the key a text is sorted by, character by character."""
    return tuple(_strokes_of(char) for char in text if char not in SKIPPED)


def stroke_head(text: str) -> str:
    """Return what a text stands under in an index: 四画; # for figures and Latin."""
    key = stroke_sort_key(text)
    if not key or not key[0].number:
        return "#"
    return "其他" if key[0].number == _UNLISTED else f"{number_to_han(key[0].number)}画"
