"""What an issue gets as a part of the volume: a page to begin on, the volume's folio, headings one level down."""

from typing import Final

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import ZIHAO, mm
from bulletin_pdf.inks import BLACK
from bulletin_pdf.layout.style import EM_CENTRE, Grid
from bulletin_pdf.pages import (
    TagRole,
    TextRun,
)

FOLIO_SIZE: Final = ZIHAO["五号"]
"""docs/rules/archive.md §6: smaller than the issue's own."""


_FOLIO_ROLE = "song"


_FOLIO_DROP = mm(7)
"""On the line of the issue's folio (P-61)."""


_LOWER: dict[TagRole, TagRole] = {"H1": "H2", "H2": "H3", "H3": "H4", "H4": "H5", "H5": "H6"}
"""A-64: headings below the volume's own; PDF 1.7 knows none below H6."""


def next_odd(number: int) -> int:
    """Return the first odd number from here on."""
    return number if number % 2 else number + 1


def volume_folio(label: str, side: int, grid: Grid, book: FontBook) -> TextRun:
    """Set the volume's folio as · 12 · at the foot of the middle of the type area (A-60).

    `side` counts all sides of the volume from 1: odd ones lie on the right.
    """
    face = book.face(_FOLIO_ROLE)
    text = f"· {label} ·"
    width = sum(face.advances[char] for char in text) * FOLIO_SIZE
    x = grid.left(side) + (grid.width - width) / 2
    y = grid.bottom + _FOLIO_DROP + (face.centre_of("—") or EM_CENTRE) * FOLIO_SIZE
    return TextRun(x, y, text, face.id, FOLIO_SIZE, BLACK)


def role_below(role: TagRole) -> TagRole:
    """Return the role of a heading one level down."""
    return _LOWER.get(role, role)
