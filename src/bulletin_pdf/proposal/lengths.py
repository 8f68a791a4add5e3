"""Measured lengths as an editor would write them: whole halves of a millimetre and names of sizes where they are meant."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from bulletin_pdf.geometry import POINTS_PER_MM, ZIHAO

_NEAR_HALF: Final = 0.045
"""mm: what is so near to a half of a millimetre was meant to be one."""
_NEAR_TWENTIETH: Final = 0.008
"""pt: office programs count in twentieths of a point."""
_NEAR_ZIHAO: Final = 0.07
"""pt"""


def in_mm(length: float) -> str:
    """Return a length in pt as mm."""
    exact = length / POINTS_PER_MM
    half = round(exact * 2) / 2
    return f"{half if abs(exact - half) <= _NEAR_HALF else round(exact, 2):g}mm"


def in_pt(length: float) -> str:
    """Return a length in pt."""
    step = round(length * 20) / 20
    return f"{step if abs(step - length) <= _NEAR_TWENTIETH else round(length, 2):g}pt"


def in_em(length: float, size: float) -> str:
    """Return a length in pt as characters of this size, to a twentieth of one."""
    return f"{round(length / size * 20) / 20:g}em"


def type_size(size: float, cell: float = 0.0) -> str:
    """Return a size of type: `cell` where it fills the cells of the grid, by its name where it has one."""
    if cell and abs(size - cell) <= _NEAR_ZIHAO:
        return "cell"
    named = next((name for name, points in ZIHAO.items() if abs(points - size) <= _NEAR_ZIHAO), "")
    return named or in_pt(size)


def usual(values: Iterable[float], step: float = 0.2) -> tuple[float, int]:
    """Return the value that most of these are near to, and how many are; 0 and 0 for none."""
    values = sorted(values)
    if not values:
        return 0.0, 0
    counted = Counter(round(value / step) for value in values)
    most = max(
        counted, key=lambda place: (counted[place - 1] + counted[place] + counted[place + 1], counted[place])
    )
    near = [value for value in values if abs(value / step - most) <= 1.5]
    middle = near[len(near) // 2]
    return middle, len(near)
