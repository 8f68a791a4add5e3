"""Additions to an issue in a volume: a starting page, the volume's folio, headings one level lower."""

from typing import Final

from bulletin_pdf.compose.design import Design
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import mm
from bulletin_pdf.layout.style import EM_CENTRE, Grid, TextStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import (
    TagRole,
    TextRun,
)

_DROP: Final = mm(7)
"""On the line of the issue's folio (P-61)."""
_CLEAR: Final = mm(6)
"""Folios whose middles are so far apart do not meet."""


_LOWER: dict[TagRole, TagRole] = {"H1": "H2", "H2": "H3", "H3": "H4", "H4": "H5", "H5": "H6"}
"""A-64: headings below the volume's own; PDF 1.7 has none below H6."""


def next_odd(number: int) -> int:
    """Return the first odd number from here on."""
    return number if number % 2 else number + 1


class BoundFolio(NamedTuple):
    """How the page numbers of a volume look on the pages of one issue or part."""

    style: TextStyle
    at: float
    """The middle of its marks from the page's top edge."""
    outer: bool = False
    """On the outer side, where the issue's own number stands in the middle."""


def bound_folio(style: TextStyle, design: Design, grid: Grid, down: float = 0.0) -> BoundFolio:
    """Return where the volume's folio stands on pages of a design: in the middle of the foot (A-60), clear of what is there.

    `down` is how far the pages stand lower than in their design.
    """
    folio = design.house.folio
    foot = grid.bottom + max(design.house.foot.drop, 0.0)
    at = min(foot + _DROP, (foot + grid.page.height) / 2)
    for item in design.house.frame:
        near = (item.row.place.at or 0.0) + down
        if abs(near - at) < _CLEAR:
            at = min(near + _CLEAR, (near + grid.page.height) / 2)
    met = folio.place == "center" and abs(folio.at + down - at) < _CLEAR
    return BoundFolio(style, at, met)


def volume_folio(label: str, side: int, grid: Grid, form: BoundFolio, book: FontBook) -> TextRun:
    """Set the volume's folio as · 12 · (A-60).

    `side` counts all sides of the volume from 1: odd ones lie on the right.
    """
    style = form.style
    face = book.face(style.role)
    text = f"· {label} ·"
    width = sum(face.advances[char] for char in text) * style.size
    room = grid.width - width
    x = grid.left(side) + (room / 2 if not form.outer else room if side % 2 else 0.0)
    y = form.at + (face.centre_of("—") or EM_CENTRE) * style.size
    return TextRun(x, y, text, face.id, style.size, style.ink)


def role_below(role: TagRole) -> TagRole:
    """Return the role of a heading one level down."""
    return _LOWER.get(role, role)
