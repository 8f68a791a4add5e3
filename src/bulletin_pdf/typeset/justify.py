"""Justifying a line: what gives way, what takes white, in the steps of §5."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from bulletin_pdf.typeset.elastic import GAP_CEILING, SPACE_CEILING, STEPS
from bulletin_pdf.typeset.measure import (
    ENOUGH,
    TOO_LOOSE,
    Line,
    Shape,
    elastic_places,
    first_giver,
    visible_end,
    white_per_gap,
)
from bulletin_pdf.typeset.spacing import Spaced


def set_line(spaced: Spaced, shape: Shape, start: int, end: int, *, last: bool, note: str = "") -> Line:
    """Justify the line start..end; a last line is squeezed if it must, never stretched."""
    room = shape.room(start)
    left = spaced.left_edges[start]
    width = natural = spaced.right_edges[end] - left
    end = visible_end(spaced, start, end)
    moved: dict[int, float] = {}
    tracking = 0.0
    if natural > room + ENOUGH:
        width = room + _squeeze(_steps(spaced, start, end), natural - room, moved)
    elif natural < room - ENOUGH and not last:
        tracking = _open(spaced, start, end, room - natural, moved)
        width = room
    x = (shape.hang if start else shape.indent) + spaced.offsets.get(start, 0.0)
    x -= left - spaced.positions[start]
    return Line(start, end, x, width, tracking, tuple(sorted(moved.items())) if moved else (), note)


def _givers(spaced: Spaced, start: int, end: int) -> list[int]:
    givers = spaced.givers
    return givers[bisect_left(givers, first_giver(spaced, start)) : bisect_left(givers, end - 1)]


def _steps(spaced: Spaced, start: int, end: int) -> list[list[tuple[int, float]]]:
    """Share out what may give way by step; each entry is (index after which white goes, em)."""
    steps: list[list[tuple[int, float]]] = [[] for _ in range(STEPS)]
    for index in _givers(spaced, start, end):
        step, amount = spaced.giving[index]
        steps[step].append((index - (spaced.classes[index] == "O"), amount))
    return steps


def _squeeze(steps: Sequence[Sequence[tuple[int, float]]], surplus: float, moved: dict[int, float]) -> float:
    """Take `surplus` out step by step, evenly within a step; give what is left over."""
    for step in steps:
        amount = sum(a for _, a in step)
        if amount <= 0:
            continue
        used = min(amount, surplus)
        for index, share in _level(step, used):
            moved[index] = moved.get(index, 0.0) - share
        surplus -= used
        if surplus <= ENOUGH:
            return 0.0
    return surplus


def _level(step: Sequence[tuple[int, float]], total: float) -> list[tuple[int, float]]:
    """Share `total` evenly among places of different depth."""
    shares: list[tuple[int, float]] = []
    ordered = sorted(step, key=_depth)
    for rank, (index, depth) in enumerate(ordered):
        share = min(depth, total / (len(ordered) - rank))
        shares.append((index, share))
        total -= share
    return shares


_depth: Callable[[tuple[int, float]], float] = lambda place: place[1]  # noqa: E731


def _open(spaced: Spaced, start: int, end: int, missing: float, moved: dict[int, float]) -> float:
    """Put `missing` em of white into the line (s1, s2, s3); give the tracking of s3."""
    gaps, widths = spaced.gaps, spaced.widths
    elastic = elastic_places(spaced, start, end)
    latin_spaces = [(i, max(0.0, SPACE_CEILING - widths[i])) for i in elastic if i not in gaps]
    han_latin = [(i, max(0.0, GAP_CEILING - gaps[i])) for i in elastic if i in gaps]
    for step in (latin_spaces, han_latin):
        used = min(sum(a for _, a in step), missing)
        if used > 0:
            for index, share in _level(step, used):
                moved[index] = moved.get(index, 0.0) + share
            missing -= used
    if missing <= ENOUGH:
        return 0.0
    plain = spaced.stretch_counts[end - 1] - spaced.stretch_counts[start]
    white = white_per_gap(spaced, start, end, missing)
    if plain and white <= TOO_LOOSE:
        return white
    share = white - TOO_LOOSE if plain else white
    for index in elastic if plain or elastic else range(start, end - 1):
        moved[index] = moved.get(index, 0.0) + share
    return white if plain else 0.0
