"""The page by the standards, worked out here once more and not taken from the engine (docs/rules/page.md §2)."""

from typing import Final

MM: Final = 72 / 25.4
PAGE: Final = (210 * MM, 297 * MM)
TOP: Final = 37 * MM
WIDTH: Final = 156 * MM
HEIGHT: Final = 225 * MM
BOTTOM: Final = TOP + HEIGHT
LINES: Final = 22
CELLS: Final = 28
PITCH: Final = HEIGHT / LINES
CELL: Final = WIDTH / CELLS
ER_HAO: Final = 22.0
SI_HAO: Final = 14.0
FOLIO_AREA: Final = BOTTOM + 4 * MM
"""Baselines below this are those of folios."""

RED: Final = (0.0, 1.0, 1.0, 0.0)
BLACK: Final = (0.0, 0.0, 0.0, 1.0)


def left_of(page: int) -> float:
    """P-03, P-07: the binding edge is 28 mm wide, on the right of even pages."""
    return (28 if page % 2 else 26) * MM


def right_of(page: int) -> float:
    return left_of(page) + WIDTH


def grid_line(baseline: float, size: float = CELL) -> float:
    """Give the grid line a baseline stands on, 0 to 21; the text is centred in its line (P-15)."""
    return (baseline - TOP - PITCH / 2 - 0.38 * size) / PITCH
