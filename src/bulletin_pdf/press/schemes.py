"""Imposition schemes: which page goes where on the printer's sheets, independent of paper (docs/rules/press.md §5).

Pages count from 1; None is a blank. A side lists its places from left to right, or in
reading order; front and back of a sheet follow each other.
"""

from typing import Literal, get_args

from bulletin_pdf.named_tuples import NamedTuple

Scheme = Literal["saddle", "perfect", "nup"]

SCHEMES: tuple[Scheme, ...] = get_args(Scheme)

GRIDS: dict[int, tuple[int, int]] = {2: (2, 1), 4: (2, 2), 6: (3, 2), 8: (4, 2), 9: (3, 3), 16: (4, 4)}
"""R-71: pages on a side → columns and rows."""


class Side(NamedTuple):
    """One side of a sheet; `sheet` counts from 1, the outermost."""

    sheet: int
    front: bool
    places: tuple[int | None, ...]


def page_order(count: int, multiple: int) -> tuple[int | None, ...]:
    """Fill up to a multiple with blanks, before the last page: 版记 stays last (R-60).

    A single page comes first: it is the front of its sheet.
    """
    blanks = (None,) * (-count % multiple)
    pages = tuple(range(1, count + 1))
    return (*pages, *blanks) if count == 1 else (*pages[:-1], *blanks, *pages[-1:])


def saddle(count: int) -> tuple[Side, ...]:
    """Two pages a side, folded and nested: sheet s carries n−2(s−1) · 2s−1 and 2s · n−2s+1."""
    pages = page_order(count, 4)
    n = len(pages)
    sides = []
    for s in range(1, n // 4 + 1):
        sides.append(Side(s, True, (pages[n - 2 * (s - 1) - 1], pages[2 * s - 2])))
        sides.append(Side(s, False, (pages[2 * s - 1], pages[n - 2 * s])))
    return tuple(sides)


def single(count: int) -> tuple[Side, ...]:
    """One page a side, in order."""
    pages = page_order(count, 2)
    return tuple(Side(place // 2 + 1, place % 2 == 0, (page,)) for place, page in enumerate(pages))


def cut_and_stack(count: int) -> tuple[Side, ...]:
    """Two pages a side, cut in the middle: the left pile is followed by the right one (R-66, R-70).

    Turned over the short edge, the back of the right half stands on the left.
    """
    pages = page_order(count, 4)
    half = len(pages) // 2
    sides = []
    for s in range(half // 2):
        front, back = 2 * s, 2 * s + 1
        sides.append(Side(s + 1, True, (pages[front], pages[half + front])))
        sides.append(Side(s + 1, False, (pages[half + back], pages[back])))
    return tuple(sides)


def nup(count: int, up: int) -> tuple[Side, ...]:
    """`up` pages a side in reading order, for proofs (R-71)."""
    pages: list[int | None] = list(range(1, count + 1))
    pages += [None] * (-count % up)
    starts = range(0, len(pages), up)
    return tuple(
        Side(number // 2 + 1, number % 2 == 0, tuple(pages[start : start + up]))
        for number, start in enumerate(starts)
    )


def creep_of(sheet: int, sheets: int, caliper: float) -> float:
    """R-62: how far a sheet's pages move towards the fold; nothing while the whole creep is slight."""
    return (sheet - 1) * caliper if (sheets - 1) * caliper > 0.2 else 0.0
