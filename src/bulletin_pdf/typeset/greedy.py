"""Breaking line after line (T-50): each line takes what fits it best.

From the start of a line two places are weighed: the last allowed break before the measure, which leaves white to
be shared out, and the first behind it, for which marks, gaps and spaces have to give way. The one that is
nearer to the measure is taken; the longer line only where what it lacks can be had without closing Han further
than that shows. Then the choice is tried against two wishes: a pair that is parted reluctantly stays together
where the line before it is not opened much for that, and a line that would be loose may end at a dearer break.
Where no break is allowed at all, rules give way one after the other, and which one is noted.

A line is never taken back here; `total_fit` looks at whole paragraphs of which a line shows.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from bulletin_pdf.typeset.breaks import RELUCTANT, Breaks, relaxed
from bulletin_pdf.typeset.measure import (
    ENOUGH,
    LOOSE,
    ParagraphShape,
    capacity,
    natural_width,
    shrinks_easily,
    stretch_of,
)
from bulletin_pdf.typeset.spacing import Spaced

_RELUCTANT_STRETCH: Final = 0.25
"""§2.3: a reluctant pair may be broken to avoid more stretch than this per gap, em."""
_LOOSE: Final = 0.05
"""Rather than open Han further than this (em), marks give way as far as they can."""


def break_greedily(
    spaced: Spaced, breaks: Breaks, shape: ParagraphShape, *, avoid_reluctant: bool
) -> tuple[list[int], dict[int, str]]:
    """Return the edges of all lines, and which rule gave way for a line by its start (T-11)."""
    size = len(spaced.text)
    starts: list[int] = [0]
    notes: dict[int, str] = {}
    weaker: tuple[tuple[str, bytearray], ...] = ()
    start = 0
    room, turned = shape.room(0), shape.room(1)
    while start < size:
        end = _choose(spaced, breaks.costs, start, room, RELUCTANT)
        if end and avoid_reluctant and breaks.costs[end] == RELUCTANT:
            calmer = _choose(spaced, breaks.costs, start, room, 0)
            if calmer and (
                not shape.justified
                or stretch_of(spaced, start, calmer, room - natural_width(spaced, start, calmer))
                <= _RELUCTANT_STRETCH
            ):
                end = calmer
        if breaks.dearest > RELUCTANT and (not end or _is_loose(spaced, shape, start, end)):
            end = _choose(spaced, breaks.costs, start, room, breaks.dearest) or end
        if not end:
            weaker = weaker or relaxed(breaks, spaced.text)
            end, notes[start] = _relax(spaced, weaker, start, room)
        starts.append(end)
        start, room = end, turned
    return starts, notes


def _is_loose(spaced: Spaced, shape: ParagraphShape, start: int, end: int) -> bool:
    missing = shape.room(start) - natural_width(spaced, start, end)
    return shape.justified and stretch_of(spaced, start, end, missing) > LOOSE


def _choose(spaced: Spaced, costs: bytearray, start: int, room: float, dearest: int) -> int:
    """Return the end of the line that begins at `start`, or 0 when nothing legal fits.

    Weighed are the last break that underfills the line and the first that overfills it.
    """
    right_edges, size = spaced.right_edges, len(costs) - 1
    full = spaced.left_edges[start] + room
    under = bisect_right(right_edges, full + ENOUGH, lo=start + 1) - 1
    over = under + 1
    while under > start and costs[under] > dearest:
        under -= 1
    missing = full - right_edges[under]
    if under == size or (missing <= ENOUGH and under > start):
        return under
    while over < size and costs[over] > dearest:
        over += 1
    surplus = right_edges[over] - full
    if under == start:
        return over if surplus <= capacity(spaced, start, over) + ENOUGH else 0
    if surplus > missing + ENOUGH:
        return under
    if shrinks_easily(spaced, start, over, surplus):
        return over
    loose = stretch_of(spaced, start, under, missing) > _LOOSE
    return over if loose and surplus <= capacity(spaced, start, over) + ENOUGH else under


def _relax(
    spaced: Spaced, weaker: Sequence[tuple[str, bytearray]], start: int, room: float
) -> tuple[int, str]:
    for name, costs in weaker:
        end = _choose(spaced, costs, start, room, RELUCTANT)
        if end:
            return end, name
    return start + 1, "any"
