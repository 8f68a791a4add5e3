"""The sets of hanzi that standards ask a font to cover."""

import os
from collections.abc import Iterator

_DATA = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data")

# GB 18030-2022: the unified ideographs of Unicode 11, 87,887 with the twelve among the compatibility block.
_BASIC = ((0x4E00, 0x9FEF), (0x3400, 0x4DB5))
_EXTENSIONS = (
    (0x20000, 0x2A6D6),
    (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D),
    (0x2B820, 0x2CEA1),
    (0x2CEB0, 0x2EBE0),
)
_UNIFIED_IN_COMPATIBILITY = (
    0xFA0E,
    0xFA0F,
    0xFA11,
    0xFA13,
    0xFA14,
    0xFA1F,
    0xFA21,
    0xFA23,
    0xFA24,
    0xFA27,
    0xFA28,
    0xFA29,
)


def repertoires() -> dict[str, frozenset[int]]:
    """Return each set of hanzi by name, from the one every face should cover to the largest."""
    standard = frozenset(map(ord, _general_standard_characters()))
    level_1 = frozenset((*_points(_BASIC), *_UNIFIED_IN_COMPATIBILITY))
    return {
        "GB 2312": frozenset(_gb2312()),
        "8105": standard,
        "GB 18030-2": level_1 | standard,
        "GB 18030-3": level_1 | frozenset(_points(_EXTENSIONS)),
    }


def _general_standard_characters() -> str:
    """通用规范汉字表 (2013), 8105 characters in its own order."""
    with open(os.path.join(_DATA, "tgscc-2013.txt"), encoding="utf-8") as file:
        return file.read().replace("\n", "")


def _gb2312() -> Iterator[int]:
    """The 6763 hanzi of GB 2312: rows 16 to 87 of the code table."""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            char = bytes((row, cell)).decode("gb2312", "ignore")
            if char:
                yield ord(char)


def _points(ranges: tuple[tuple[int, int], ...]) -> Iterator[int]:
    for first, last in ranges:
        yield from range(first, last + 1)
