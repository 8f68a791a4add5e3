"""Choosing the breaks of a paragraph and justifying each line (§5).

A line is first broken greedily by T-50. Where that leaves a loose line, a reluctant
break or a lone last character, the whole paragraph is broken again by total fit: the
cheapest path over the line starts that can be reached.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from typing import Final, Literal, NamedTuple

from bulletin_pdf.typeset.breaks import RELUCTANT, Breaks, relaxed
from bulletin_pdf.typeset.classes import LATIN
from bulletin_pdf.typeset.spacing import STEPS, Spaced, spare_of

Fit = Literal["greedy", "best"]

LOOSE: Final = 0.15
"""A gap stretched further than this (em) is worth a note (§5 s3)."""
TOO_LOOSE: Final = 0.35
"""A gap stretched further than this (em) is a fault (§5 s3)."""
_RELUCTANT_STRETCH: Final = 0.25
"""§2.3: a reluctant pair may be broken to avoid more stretch than this per gap, em."""
_ENOUGH: Final = 1e-7


class Shape(NamedTuple):
    """The measure of a paragraph's lines and what its first line is indented by, em."""

    measure: float
    indent: float = 0.0
    hang: float = 0.0
    """Indent of the turned lines."""
    justified: bool = True
    """Whether lines are opened to fill the measure; centred and ragged ones are not (T-52)."""

    def room(self, start: int) -> float:
        """Width of the line that begins at index `start`, em."""
        return self.measure - (self.hang if start else self.indent)


class Line(NamedTuple):
    """One set line: a range of the text and how its glyphs are moved.

    `x` is the origin of the first glyph from the paragraph's left edge, `width` the
    distance from that line's own left edge to its right ink edge; `tracking` goes after
    every stretchable character, `shifts` are (index in the text, further advance), em.
    """

    start: int
    end: int
    x: float
    width: float
    tracking: float
    shifts: tuple[tuple[int, float], ...]
    relaxed: str = ""
    """Which rule gave way because nothing legal fitted (T-11); else empty."""


def set_lines(spaced: Spaced, breaks: Breaks, shape: Shape, fit: Fit = "best", more: int = 0) -> list[Line]:
    """Break `spaced` into lines and justify all but the last.

    `more` asks for that many lines more or fewer than would be best (T-64); where the
    limits of §5 do not allow it the best setting is given.
    """
    starts, notes = _greedy(spaced, breaks, shape, avoid_reluctant=fit == "best")
    if fit == "best" and shape.justified and not notes and _is_ugly(spaced, breaks, shape, starts):
        starts = _total_fit(spaced, breaks, shape, starts) or starts
    if more and not notes:
        starts = _fit_to(spaced, breaks, shape, len(starts) - 1 + more) or starts
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


# Measuring ---------------------------------------------------------------------------


def _natural(spaced: Spaced, start: int, end: int) -> float:
    """Measure the line start..end with its edges trimmed (T-32, T-33, T-41), em."""
    positions = spaced.positions
    width = positions[end] - positions[start] - spaced.end_trims.get(end, 0.0)
    return width - spaced.start_trims.get(start, 0.0)


def _visible_end(spaced: Spaced, start: int, end: int) -> int:
    """Leave out the spaces a line ends with."""
    while end > start + 1 and spaced.classes[end - 1] == " ":
        end -= 1
    return end


def _givers(spaced: Spaced, start: int, end: int) -> tuple[int, int]:
    """Give the range of `givers` that may give way inside the line start..end.

    An opening mark at its start and a mark at its end have lost their blank already.
    """
    givers = spaced.givers
    low, high = bisect_left(givers, start), bisect_left(givers, end - 1)
    if low < high and givers[low] == start and spaced.classes[start] == "O":
        low += 1
    return low, high


def _capacity(spaced: Spaced, start: int, end: int) -> float:
    low, high = _givers(spaced, start, end)
    return spaced.sums.squeeze[high] - spaced.sums.squeeze[low]


# Greedy ------------------------------------------------------------------------------


class _Candidates(NamedTuple):
    under: int
    short: float
    over: int
    surplus: float


def _candidates(spaced: Spaced, costs: bytearray, start: int, room: float, dearest: int) -> _Candidates:
    """Find the last break that underfills and the first that overfills (T-50)."""
    positions, size = spaced.positions, len(spaced.text)
    near = bisect_right(positions, positions[start] + room + 1e-9, lo=start + 1) - 1
    under, short = 0, 0.0
    over, surplus = 0, 0.0
    index = min(size, near + 3)
    while index < size and costs[index] > dearest:
        index += 1
    while index > start:
        if costs[index] <= dearest:
            natural = _natural(spaced, start, index)
            if natural > room + _ENOUGH:
                over, surplus = index, natural - room
            else:
                under, short = index, room - natural
                break
        index -= 1
    return _Candidates(under, short, over, surplus)


def _choose(spaced: Spaced, costs: bytearray, start: int, room: float, dearest: int) -> int:
    """Give the end of the line that begins at `start`, or 0 when nothing legal fits."""
    found = _candidates(spaced, costs, start, room, dearest)
    if (
        found.over
        and (found.surplus <= found.short + _ENOUGH or not found.under)
        and found.surplus <= _capacity(spaced, start, found.over) + _ENOUGH
    ):
        return found.over
    return found.under


def _greedy(
    spaced: Spaced, breaks: Breaks, shape: Shape, *, avoid_reluctant: bool
) -> tuple[list[int], dict[int, str]]:
    size = len(spaced.text)
    starts, notes = [0], {}
    weaker: tuple[tuple[str, bytearray], ...] = ()
    while starts[-1] < size:
        start = starts[-1]
        room = shape.room(start)
        end = _choose(spaced, breaks.costs, start, room, RELUCTANT)
        if end and avoid_reluctant and breaks.costs[end] == RELUCTANT:
            calmer = _choose(spaced, breaks.costs, start, room, 0)
            stretch = _stretch(spaced, start, calmer, room) if calmer and shape.justified else 0.0
            if calmer and stretch <= _RELUCTANT_STRETCH:
                end = calmer
        if not end:
            weaker = weaker or relaxed(breaks, spaced.text)
            end, notes[start] = _relax(spaced, weaker, start, room)
        starts.append(end)
    return starts, notes


def _relax(
    spaced: Spaced, weaker: Sequence[tuple[str, bytearray]], start: int, room: float
) -> tuple[int, str]:
    for name, costs in weaker:
        end = _choose(spaced, costs, start, room, RELUCTANT)
        if end:
            return end, name
    return start + 1, "any"


def _stretch(spaced: Spaced, start: int, end: int, room: float) -> float:
    """White each plain gap of the line would have to take, em; 0 when it is full."""
    missing = room - _natural(spaced, start, end)
    if missing <= _ENOUGH or end == len(spaced.text):
        return 0.0
    end = _visible_end(spaced, start, end)
    low, high = _givers(spaced, start, end)
    missing -= spaced.sums.spare[high] - spaced.sums.spare[low]
    if missing <= 0:
        return 0.0
    gaps = spaced.stretch_counts[end - 1] - spaced.stretch_counts[start]
    return missing / gaps if gaps else missing


# Total fit ---------------------------------------------------------------------------

_ORPHAN_COST: Final = 40.0
_FAULT_COST: Final = 60.0
_RELUCTANT_COST: Final = 2.0
_UGLY_COST: Final = 0.3
"""Above this a line shows: gaps opened by some 0.04 em, or stops and Han–Latin gaps squeezed."""


def _is_ugly(spaced: Spaced, breaks: Breaks, shape: Shape, starts: list[int]) -> bool:
    """Say whether a greedy setting leaves something total fit could mend."""
    if len(starts) < 3:
        return False
    for start, end in zip(starts, starts[1:], strict=False):
        cost = _line_cost(spaced, shape, start, end, shape.room(start))
        if breaks.costs[end] == RELUCTANT or cost is None or cost > _UGLY_COST:
            return True
    return False


def _is_orphan(spaced: Spaced, start: int) -> bool:
    """T-60: the last line must hold at least two Han (marks do not count)."""
    if start == 0:
        return False
    tail = spaced.classes[start:]
    return sum(letter == "H" or letter in LATIN for letter in tail) < 2


def _line_cost(spaced: Spaced, shape: Shape, start: int, end: int, room: float) -> float | None:
    """Give what a line costs in looks; None when it cannot be set at all."""
    surplus = _natural(spaced, start, end) - room
    if surplus > _ENOUGH:
        return _squeeze_cost(spaced, start, _visible_end(spaced, start, end), surplus)
    if end == len(spaced.text):
        return _ORPHAN_COST if _is_orphan(spaced, start) else 0.0
    stretch = _stretch(spaced, start, end, room)
    cost = (stretch / 0.08) ** 2
    return cost + _FAULT_COST * (stretch / TOO_LOOSE) if stretch > TOO_LOOSE else cost


_STEP_COSTS: Final = (0.1, 0.15, 0.2, 0.6, 0.8)
"""What it costs to squeeze as far as each step of §5."""


def _squeeze_cost(spaced: Spaced, start: int, end: int, surplus: float) -> float | None:
    low, high = _givers(spaced, start, end)
    sums = spaced.sums
    if surplus > sums.squeeze[high] - sums.squeeze[low] + _ENOUGH:
        return None
    amounts = [0.0] * STEPS
    for step, amount in sums.steps[low:high]:
        amounts[step] += amount
    for cost, amount in zip(_STEP_COSTS, amounts, strict=True):
        if amount > 0 and surplus <= amount + _ENOUGH:
            return cost * (0.5 + surplus / amount)
        surplus -= amount
    return None


def _total_fit(spaced: Spaced, breaks: Breaks, shape: Shape, greedy: Sequence[int]) -> list[int]:
    """Give the line starts of the cheapest setting; empty when none is better than `greedy`."""
    size = len(spaced.text)
    bound = _path_cost(spaced, breaks, shape, greedy)
    best: dict[int, tuple[float, int]] = {0: (0.0, -1)}
    heap = [0]
    while heap:
        start = heappop(heap)
        if start == size:
            break
        base = best[start][0]
        for end, cost in _ends(spaced, breaks, shape, start, bound - base):
            total = base + cost
            known = best.get(end)
            if known is None:
                heappush(heap, end)
            if known is None or total < known[0] - 1e-9:
                best[end] = (total, start)
    if size not in best:
        return []
    path = [size]
    while path[-1] > 0:
        path.append(best[path[-1]][1])
    return path[::-1]


def _path_cost(spaced: Spaced, breaks: Breaks, shape: Shape, starts: Sequence[int]) -> float:
    total = 0.0
    for start, end in zip(starts, starts[1:], strict=False):
        cost = _line_cost(spaced, shape, start, end, shape.room(start))
        total += _FAULT_COST if cost is None else cost
        total += _RELUCTANT_COST * (breaks.costs[end] == RELUCTANT)
    return total


def _fit_to(spaced: Spaced, breaks: Breaks, shape: Shape, count: int) -> list[int]:
    """Give the cheapest line starts of a setting in exactly `count` lines, no line at fault."""
    size = len(spaced.text)
    reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for number in range(count):
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (base, path) in reached.items():
            for end, cost in _ends(spaced, breaks, shape, start, _ORPHAN_COST):
                if (end == size) != (number == count - 1):
                    continue
                if end not in further or base + cost < further[end][0]:
                    further[end] = (base + cost, (*path, end))
        reached = further
    return list(reached[size][1]) if size in reached else []


def _ends(spaced: Spaced, breaks: Breaks, shape: Shape, start: int, limit: float) -> list[tuple[int, float]]:
    """Give where the line that begins at `start` may end for less than `limit`, and its cost."""
    room = shape.room(start)
    positions, costs, size = spaced.positions, breaks.costs, len(spaced.text)
    near = bisect_right(positions, positions[start] + room, lo=start + 1) - 1
    ends: list[tuple[int, float]] = []
    for index in range(near + 1, size + 1):
        if costs[index] <= RELUCTANT:
            cost = _line_cost(spaced, shape, start, index, room)
            if cost is None:
                break
            ends.append((index, cost + _RELUCTANT_COST * costs[index]))
    for index in range(near, start, -1):
        if costs[index] <= RELUCTANT:
            cost = _line_cost(spaced, shape, start, index, room)
            if cost is not None:
                ends.append((index, cost + _RELUCTANT_COST * costs[index]))
                if cost >= limit and index < near - 1:
                    break
    return [(end, cost) for end, cost in ends if cost < limit]


# Justifying --------------------------------------------------------------------------


def set_line(spaced: Spaced, shape: Shape, start: int, end: int, *, last: bool, note: str = "") -> Line:
    """Justify the line start..end; a last line is squeezed if it must, never stretched."""
    room = shape.room(start)
    natural = _natural(spaced, start, end)
    end = _visible_end(spaced, start, end)
    moved: dict[int, float] = {}
    tracking = 0.0
    width = natural
    if natural > room + _ENOUGH:
        width = room + _squeeze(_steps(spaced, start, end), natural - room, moved)
    elif natural < room - _ENOUGH and not last:
        tracking = _open(spaced, start, end, room - natural, moved)
        width = room
    trim = spaced.start_trims.get(start, 0.0)
    x = (shape.hang if start else shape.indent) + spaced.offsets.get(start, 0.0) - trim
    return Line(start, end, x, width, tracking, tuple(sorted(moved.items())), note)


def _steps(spaced: Spaced, start: int, end: int) -> list[list[tuple[int, float]]]:
    """Share out what may give way by step; each entry is (index after which white goes, em)."""
    steps: list[list[tuple[int, float]]] = [[] for _ in range(STEPS)]
    low, high = _givers(spaced, start, end)
    for index, (step, amount) in zip(spaced.givers[low:high], spaced.sums.steps[low:high], strict=True):
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
        if surplus <= _ENOUGH:
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
    low, high = _givers(spaced, start, end)
    spare = [
        (i, spare_of(spaced, i))
        for i in spaced.givers[low:high]
        if spaced.classes[i] == " " or i in spaced.gaps
    ]
    for is_gap in (False, True):
        step = [(index, room) for index, room in spare if (index in spaced.gaps) == is_gap]
        used = min(sum(a for _, a in step), missing)
        if used > 0:
            for index, share in _level(step, used):
                moved[index] = moved.get(index, 0.0) + share
            missing -= used
    if missing <= _ENOUGH:
        return 0.0
    gaps = spaced.stretch_counts[end - 1] - spaced.stretch_counts[start]
    if gaps:
        return missing / gaps
    places = [index for index, _ in spare] or list(range(start, end - 1))
    for index in places:
        moved[index] = moved.get(index, 0.0) + missing / len(places)
    return 0.0
