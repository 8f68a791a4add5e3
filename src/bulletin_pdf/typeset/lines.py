"""Choosing the breaks of a paragraph and justifying each line (§5).

A line is first broken greedily by T-50. Where that leaves a loose line, a reluctant
break or a lone last character, the whole paragraph is broken again by total fit.
"""

from typing import Literal

from bulletin_pdf.typeset.breaks import Breaks
from bulletin_pdf.typeset.greedy import break_greedily
from bulletin_pdf.typeset.justify import set_line
from bulletin_pdf.typeset.measure import Line, Shape
from bulletin_pdf.typeset.prices import Prices
from bulletin_pdf.typeset.spacing import Spaced
from bulletin_pdf.typeset.total_fit import fit_to_count, mend

Fit = Literal["greedy", "best"]


def set_lines(spaced: Spaced, breaks: Breaks, shape: Shape, fit: Fit = "best", more: int = 0) -> list[Line]:
    """Break `spaced` into lines and justify all but the last.

    `more` asks for that many lines more or fewer than would be best (T-64); where the
    limits of §5 do not allow it the best setting is given.
    """
    starts, notes = break_greedily(spaced, breaks, shape, avoid_reluctant=fit == "best")
    if not notes:
        prices = Prices(spaced, breaks, shape)
        if fit == "best" and shape.justified:
            starts = mend(prices, starts) or starts
        if more:
            starts = fit_to_count(prices, spaced, shape, len(starts) - 1 + more) or starts
    return [
        set_line(
            spaced,
            shape,
            start,
            end,
            last=not shape.justified or end == len(spaced.text),
            note=notes.get(start, ""),
        )
        for start, end in zip(starts, starts[1:], strict=False)
    ]
