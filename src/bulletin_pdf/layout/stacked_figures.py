"""Consecutive figures without text between them, set as one to improve a last page (T-64).

Each figure by itself takes whole grid lines. Together only their sum does: what each lacks
to a whole line is shared, and pictures a little smaller gain a line where one alone gains none.
"""

from collections.abc import Sequence

from bulletin_pdf.layout.figures import MIN_WHITE, SetFigure, little_smaller
from bulletin_pdf.layout.galley import Galley, Row
from bulletin_pdf.pages import Mark


def stacked(galleys: Sequence[Galley], heights: range) -> tuple[Galley, ...] | None:
    """Set figures as one in the first of `heights`, grid lines, that they go into; the first galley has them all.

    None if a galley is no figure as it was set first, or the pictures would be much smaller.
    """
    figures = [galley[0].elastic for galley in galleys if len(galley) == 1]
    set_figures = [figure for figure in figures if isinstance(figure, SetFigure)]
    if len(set_figures) < len(galleys):
        return None
    found = (_in_lines(set_figures, height) for height in heights)
    row = next((row for row in found if row is not None), None)
    return None if row is None else ((row,), *(() for _ in galleys[1:]))


def _in_lines(figures: Sequence[SetFigure], lines: int) -> Row | None:
    """Set figures in so many lines with one scale and equal white, never parted.

    White between them stays what it must be where that over and under them is less.
    """
    pitch = figures[0].grid.pitch
    scale = little_smaller(figures, lines)
    if lines > figures[0].grid.lines or scale is None:
        return None
    figures = [figure.scaled(scale) for figure in figures]
    white = lines * pitch - sum(figure.height for figure in figures)
    between = max(white / len(figures), MIN_WHITE * pitch)
    y = (white - between * (len(figures) - 1)) / 2
    marks: list[Mark] = []
    for figure in figures:
        marks += figure.marks(y)
        y += figure.height + between
    return Row(lines, tuple(marks), elastic=figures[0] if len(figures) == 1 else None)
