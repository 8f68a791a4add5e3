"""Where the text of pages has to stand, from their marks alone: what a finished file is held against (docs/certificate.md)."""

from collections.abc import Iterable
from operator import itemgetter
from struct import pack, unpack

from bulletin_pdf.geometry import Matrix, multiply_matrices
from bulletin_pdf.pages import Group, Mark, Page, TextRun

TextPlaces = bytes
"""Three numbers a run, in the order of painting: x and y of where it begins, and the white added inside it.

In pt as a PDF counts, from the left foot of the media; the white is what tracking and shifts add to the widths of the glyphs.
"""

NUMBERS_PER_RUN = 3
_shift = itemgetter(1)


def pack_places(values: list[float]) -> TextPlaces:
    """Return numbers in the form they are compared in."""
    return pack(f"{len(values)}f", *values)


def place_values(places: TextPlaces) -> tuple[float, ...]:
    """Return the numbers that were packed."""
    return unpack(f"{len(places) // 4}f", places)


def text_places(page: Page) -> TextPlaces:
    """Return the places of all text of a page; a run without characters is none."""
    left = page.slug + page.bleed
    turned_over = (1.0, 0.0, 0.0, -1.0, left, left + page.size.height)
    values: list[float] = []
    _note((*page.marks, *page.over), turned_over, values)
    return pack_places(values)


def _note(marks: Iterable[Mark], matrix: Matrix, values: list[float]) -> None:
    """Note the text among marks that stand under a matrix."""
    a, b, c, d, e, f = matrix
    for mark in marks:
        if isinstance(mark, TextRun):
            x, y, text, _, _, _, tracking, shifts, _ = mark
            if not text:
                continue
            white = len(text) * tracking if tracking else 0.0
            if shifts:
                white += sum(map(_shift, shifts))
            values += (a * x + c * y + e, b * x + d * y + f, white)
        elif isinstance(mark, Group):
            _note(mark.marks, multiply_matrices(mark.matrix, matrix), values)
