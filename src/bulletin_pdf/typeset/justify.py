"""Justification of a line: what shrinks and what stretches, in the steps of §5.

A line wider than its measure is squeezed in three steps, each only as far as the surplus needs:

1. Spaces, brackets, pauses, Han–Latin gaps and stops, in this order, each as far as hardly shows (`Limits.easy`).
2. All gaps between Han, by the same small amount (`Limits.han`).
3. The parts of step 1 again, in the same order, as far as they can.

A line narrower than its measure takes white in three steps:

1. Latin spaces, then Han–Latin gaps, up to the width that is set for both (`Limits.gap`).
2. All gaps between Han alike, while that hardly shows (`Limits.alike`).
3. What is still lacking goes into these and the spaces and gaps together, after the letters of addresses and the other
   loose places have taken what they can.

Within one step white is shared evenly: places of little room are used up, and the others share the rest (`_level`). A
last line is squeezed if it must be and never opened.
"""

from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from bulletin_pdf.named_tuples import new_tuple
from bulletin_pdf.typeset.measure import (
    ENOUGH,
    Line,
    ParagraphShape,
    elastic_places,
    first_shrinkable,
    letters_between,
    loose_places,
    visible_end,
)
from bulletin_pdf.typeset.spacing import Spaced


def set_line(
    spaced: Spaced, shape: ParagraphShape, start: int, end: int, *, last: bool, note: str = ""
) -> Line:
    """Justify the line start..end; a last line is squeezed if it must, never stretched."""
    measure, indent, hang, _ = shape
    shift = hang if start else indent
    room = measure - shift
    left = spaced.left_edges[start]
    width = natural = spaced.right_edges[end] - left
    end = visible_end(spaced, start, end)
    moved: dict[int, float] = {}
    tracking = 0.0
    if natural > room + ENOUGH:
        tracking, over = _squeeze(spaced, start, end, natural - room, moved)
        width = room + over
    elif natural < room - ENOUGH and not last:
        tracking = _open(spaced, start, end, room - natural, moved)
        width = room
    x = shift + spaced.offsets.get(start, 0.0) - (left - spaced.positions[start])
    shifts = tuple(sorted(moved.items())) if moved else ()
    return new_tuple(Line, (start, end, x, width, tracking, shifts, note))


def _shrinkable(spaced: Spaced, start: int, end: int) -> list[int]:
    shrinkable = spaced.shrinkable
    return shrinkable[
        bisect_left(shrinkable, first_shrinkable(spaced, start)) : bisect_left(shrinkable, end - 1)
    ]


_Places = list[tuple[int, float]]
"""(index after which white goes, how far it may give way in em)."""


def _squeeze(
    spaced: Spaced, start: int, end: int, surplus: float, moved: dict[int, float]
) -> tuple[float, float]:
    """Take `surplus` out of a line; return the tracking of Han, and what is left over.

    All give way as far as hardly shows, then Han, then all as far as they can.
    """
    steps, limits = _steps(spaced, start, end), spaced.limits
    for step, most in zip(steps, limits.easy, strict=True):
        if step:
            surplus = _take_shrink([(i, a if a < most else most) for i, a in step], surplus, moved)
            if surplus <= ENOUGH:
                return 0.0, 0.0
    tracking = _close(spaced, start, end, surplus, moved)
    surplus += tracking * (spaced.close_counts[end - 1] - spaced.close_counts[start])
    for step, most in zip(steps, limits.easy, strict=True):
        if surplus <= ENOUGH:
            return tracking, 0.0
        surplus = _take_shrink([(i, a - most) for i, a in step if a > most], surplus, moved)
    return tracking, surplus


def _close(spaced: Spaced, start: int, end: int, surplus: float, moved: dict[int, float]) -> float:
    """Return the tracking that takes as much of `surplus` out between Han as they give; next to marks it is undone."""
    places = spaced.close_counts[end - 1] - spaced.close_counts[start]
    closed = min(surplus, spaced.limits.han * places)
    if not closed:
        return 0.0
    tracking = -closed / places
    for index in range(start, end - 1):
        if spaced.stretchable[index] and not spaced.closing[index]:
            moved[index] = moved.get(index, 0.0) - tracking
    return tracking


def _steps(spaced: Spaced, start: int, end: int) -> tuple[_Places, ...]:
    """Share out what may give way by the order in which it does."""
    steps: tuple[_Places, ...] = ([], [], [], [], [])
    shrink, classes = spaced.shrink, spaced.classes
    for index in _shrinkable(spaced, start, end):
        step, amount = shrink[index]
        steps[step].append((index - (classes[index] == "O"), amount))
    return steps


def _take_shrink(places: _Places, surplus: float, moved: dict[int, float]) -> float:
    """Take as much of `surplus` out of `places` as they give, evenly; give what is left over."""
    amount = sum([a for _, a in places])
    if amount <= 0:
        return surplus
    if amount <= surplus:
        for index, depth in places:
            moved[index] = moved.get(index, 0.0) - depth
        return surplus - amount
    for index, share in _level(places, surplus):
        moved[index] = moved.get(index, 0.0) - share
    return 0.0


def _level(step: Sequence[tuple[int, float]], total: float) -> list[tuple[int, float]]:
    """Share `total` evenly among places of different depth."""
    shares: list[tuple[int, float]] = []
    ordered = sorted(step, key=itemgetter(1))
    for left, (index, depth) in zip(range(len(ordered), 0, -1), ordered, strict=True):
        even = total / left
        share = depth if depth < even else even
        shares.append((index, share))
        total -= share
    return shares


def _open(spaced: Spaced, start: int, end: int, missing: float, moved: dict[int, float]) -> float:
    """Put `missing` em of white into the line (s1, s2, s3); return the tracking of s3."""
    gaps, widths, limits = spaced.gaps, spaced.widths, spaced.limits
    elastic = elastic_places(spaced, start, end)
    latin_spaces = [(i, max(0.0, limits.gap - widths[i])) for i in elastic if i not in gaps]
    han_latin = [(i, max(0.0, limits.gap - gaps[i])) for i in elastic if i in gaps]
    for step in (latin_spaces, han_latin):
        missing = _take_white(step, missing, moved)
    plain = spaced.stretch_counts[end - 1] - spaced.stretch_counts[start]
    if missing <= max(ENOUGH, limits.alike * plain):
        return missing / plain if plain and missing > ENOUGH else 0.0
    letters = letters_between(spaced, start, end)
    missing = _take_white(loose_places(spaced, elastic, letters), missing - limits.alike * plain, moved)
    elastic += letters
    share = missing / (plain + len(elastic) or max(1, end - start - 1))
    for index in elastic if plain or elastic else range(start, end - 1):
        moved[index] = moved.get(index, 0.0) + share
    return limits.alike + share if plain else 0.0


def _take_white(places: _Places, missing: float, moved: dict[int, float]) -> float:
    """Put as much of `missing` em into `places` as they take, evenly; give what is left over."""
    used = min(sum(amount for _, amount in places), missing)
    if used <= 0:
        return missing
    for index, share in _level(places, used):
        moved[index] = moved.get(index, 0.0) + share
    return missing - used
