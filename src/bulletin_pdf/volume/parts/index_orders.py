"""The sort orders of an index."""

from collections.abc import Callable
from typing import Any, Final

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.volume.parts import pinyin, strokes


class IndexOrder(NamedTuple):
    """How names are sorted, and what one stands under."""

    key: Callable[[str], Any]
    head: Callable[[str], str]
    name_key: Callable[[str], Any]
    """How offices and persons are sorted among each other."""


PINYIN: Final = IndexOrder(pinyin.pinyin_sort_key, pinyin.initial, pinyin.name_key)
STROKES: Final = IndexOrder(strokes.stroke_sort_key, strokes.stroke_head, strokes.stroke_sort_key)

ORDERS: Final = {"pinyin": PINYIN, "strokes": STROKES}
