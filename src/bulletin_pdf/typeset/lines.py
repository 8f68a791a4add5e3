"""Choosing the breaks of a paragraph and justifying each line (§5).

A line is first broken greedily by T-50. Where that leaves a loose line, a reluctant
break or a lone last character, the whole paragraph is broken again by total fit.
"""

from itertools import pairwise
from typing import Literal

from bulletin_pdf.typeset.breaks import RELUCTANT, TORN, Breaks, with_words_parted
from bulletin_pdf.typeset.greedy import break_greedily
from bulletin_pdf.typeset.justify import set_line
from bulletin_pdf.typeset.line_costs import LineCosts
from bulletin_pdf.typeset.longwords import HAS_LONG_WORD
from bulletin_pdf.typeset.measure import LOOSE, Line, ParagraphShape, natural_width, stretch_of
from bulletin_pdf.typeset.spacing import Spaced
from bulletin_pdf.typeset.total_fit import fit_to_count, improve_breaks

Fit = Literal["greedy", "best"]


def set_lines(
    spaced: Spaced, breaks: Breaks, shape: ParagraphShape, fit: Fit = "best", more: int = 0
) -> list[Line]:
    """Break `spaced` into lines and justify all but the last.

    `more` asks for that many lines more or fewer than would be best (T-64); where the
    limits of §5 do not allow it the best setting is given.
    """
    starts, notes = _break(spaced, breaks, shape, fit, more)
    if HAS_LONG_WORD.search(spaced.classes) and (
        notes or shape.justified and _has_hole(spaced, shape, starts)
    ):
        parted = with_words_parted(breaks)
        if parted:
            starts, notes = _break(spaced, parted, shape, fit, more)
            notes |= {a: "word" for a, b in pairwise(starts) if RELUCTANT < parted.costs[b] <= TORN}
    return [
        set_line(
            spaced,
            shape,
            start,
            end,
            last=not shape.justified or end == len(spaced.text),
            note=notes.get(start, ""),
        )
        for start, end in pairwise(starts)
    ]


def _break(
    spaced: Spaced, breaks: Breaks, shape: ParagraphShape, fit: Fit, more: int
) -> tuple[list[int], dict[int, str]]:
    """Return the edges of all lines, and which rule gave way for a line by its start."""
    starts, notes = break_greedily(spaced, breaks, shape, avoid_reluctant=fit == "best")
    if not notes:
        line_costs = LineCosts(spaced, breaks, shape)
        if fit == "best" and shape.justified:
            starts = improve_breaks(line_costs, starts) or starts
        if more:
            starts = fit_to_count(line_costs, spaced, shape, len(starts) - 1 + more) or starts
    return starts, notes


def _has_hole(spaced: Spaced, shape: ParagraphShape, starts: list[int]) -> bool:
    """Whether a line would be loose."""
    return any(
        stretch_of(spaced, a, b, shape.room(a) - natural_width(spaced, a, b)) > LOOSE
        for a, b in pairwise(starts)
    )
