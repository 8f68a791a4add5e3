"""Choosing the breaks of a paragraph and justifying each line (§5).

A line is first broken greedily by T-50. Where that leaves a loose line, a reluctant
break or a lone last character, the whole paragraph is broken again by total fit: the
cheapest path over the line starts that can be reached.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from typing import Final, Literal, NamedTuple

from bulletin_pdf.typeset.breaks import FORBIDDEN, RELUCTANT, Breaks, relaxed
from bulletin_pdf.typeset.classes import LATIN
from bulletin_pdf.typeset.spacing import Spaced

Fit = Literal["greedy", "best"]

LOOSE: Final = 0.15
"""A gap stretched further than this (em) is worth a note (§5 s3)."""
TOO_LOOSE: Final = 0.35
"""A gap stretched further than this (em) is a fault (§5 s3)."""
_RELUCTANT_STRETCH: Final = 0.25
"""§2.3: a reluctant pair may be broken to avoid more stretch than this per gap, em."""
_ENOUGH: Final = 1e-7

_SPACE_FLOOR: Final = 0.25
_SPACE_CEILING: Final = 0.5
_GAP_FLOOR: Final = 0.125
_GAP_CEILING: Final = 0.5


class Shape(NamedTuple):
    """The measure of a paragraph's lines and what its first line is indented by, em."""

    measure: float
    indent: float = 0.0
    hang: float = 0.0
    """Indent of the turned lines."""

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


class _Edge(NamedTuple):
    """Where a line visibly ends and what its edges lose."""

    end: int
    natural: float


def set_lines(spaced: Spaced, breaks: Breaks, shape: Shape, fit: Fit = "best") -> list[Line]:
    """Break `spaced` into lines and justify all but the last."""
    starts, notes = _greedy(spaced, breaks, shape, avoid_reluctant=fit == "best")
    if fit == "best" and _is_ugly(spaced, breaks, shape, starts):
        starts = _total_fit(spaced, breaks, shape) or starts
    return [
        set_line(spaced, shape, start, end, last=end == len(spaced.text), note=notes.get(start, ""))
        for start, end in zip(starts, starts[1:], strict=False)
    ]


# Measuring ---------------------------------------------------------------------------


def _edge(spaced: Spaced, start: int, end: int) -> _Edge:
    """Measure the line start..end with its edge marks trimmed (T-32, T-33, T-41)."""
    classes = spaced.classes
    while end > start + 1 and classes[end - 1] == " ":
        end -= 1
    last = end - 1
    natural = spaced.positions[end] - spaced.positions[start] - spaced.gaps.get(last, 0.0)
    style = spaced.style
    if style.hanging and last > start and spaced.text[last] in "。，、" and classes[last - 1] not in "OCPS":
        natural -= spaced.widths[last]  # T-36
    elif style.marks != "full":
        natural -= spaced.right_blanks.get(last, 0.0)
    return _Edge(end, natural - _opening_trim(spaced, start))


def _opening_trim(spaced: Spaced, start: int) -> float:
    trim = spaced.style.trim_open_at_start
    if trim == "never" or spaced.style.marks == "full" or (trim == "turned" and start == 0):
        return 0.0
    return spaced.left_blanks.get(start, 0.0)


def _givers(spaced: Spaced, start: int, end: int) -> tuple[list[tuple[int, float]], ...]:
    """What can be squeezed in start..end, by step c2, c4, c5, c6, c7 (§5).

    Each entry is (index after which white is taken, how much, em).
    """
    spaces: list[tuple[int, float]] = []
    brackets: list[tuple[int, float]] = []
    pauses: list[tuple[int, float]] = []
    gaps: list[tuple[int, float]] = []
    stops: list[tuple[int, float]] = []
    givers, classes = spaced.givers, spaced.classes
    low = bisect_right(givers, start - 1)
    for index in givers[low : bisect_right(givers, end - 1)]:
        letter = classes[index]
        if letter == "O":
            if index > start:
                brackets.append((index - 1, spaced.left_blanks[index]))
            continue
        if index == end - 1:
            continue
        if letter == " " and index not in spaced.gaps:
            spaces.append((index, max(0.0, spaced.widths[index] - _SPACE_FLOOR)))
        elif index in spaced.gaps:
            gaps.append((index, max(0.0, spaced.gaps[index] - _GAP_FLOOR)))
        elif letter == "C":
            brackets.append((index, spaced.right_blanks[index]))
        elif letter == "P":
            pauses.append((index, spaced.right_blanks[index]))
        elif letter == "S" and not spaced.style.stop_fixed:
            stops.append((index, spaced.right_blanks[index]))
    return spaces, brackets, pauses, gaps, stops


def _capacity(spaced: Spaced, start: int, end: int) -> float:
    return sum(amount for step in _givers(spaced, start, end) for _, amount in step)


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
            natural = _edge(spaced, start, index).natural
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
        and found.surplus <= _capacity(spaced, start, _edge(spaced, start, found.over).end) + _ENOUGH
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
            if calmer and _stretch(spaced, start, calmer, room) <= _RELUCTANT_STRETCH:
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
    edge = _edge(spaced, start, end)
    missing = room - edge.natural
    if missing <= _ENOUGH or end == len(spaced.text):
        return 0.0
    missing -= sum(room_left for _, room_left in _spare(spaced, start, edge.end))
    if missing <= 0:
        return 0.0
    gaps = spaced.stretch_counts[edge.end - 1] - spaced.stretch_counts[start]
    return missing / gaps if gaps else missing


def _spare(spaced: Spaced, start: int, end: int) -> list[tuple[int, float]]:
    """How far Latin spaces and Han–Latin gaps may open (s1, s2)."""
    spare: list[tuple[int, float]] = []
    givers = spaced.givers
    low = bisect_right(givers, start - 1)
    for index in givers[low : bisect_right(givers, end - 2)]:
        if index in spaced.gaps:
            spare.append((index, max(0.0, _GAP_CEILING - spaced.gaps[index])))
        elif spaced.classes[index] == " ":
            spare.append((index, max(0.0, _SPACE_CEILING - spaced.widths[index])))
    return spare


# Total fit ---------------------------------------------------------------------------

_ORPHAN_COST: Final = 40.0
_FAULT_COST: Final = 60.0
_RELUCTANT_COST: Final = 2.0


def _is_ugly(spaced: Spaced, breaks: Breaks, shape: Shape, starts: list[int]) -> bool:
    """Say whether a greedy setting leaves something total fit could mend."""
    if len(starts) < 3:
        return False
    for start, end in zip(starts, starts[1:], strict=False):
        if breaks.costs[end] == RELUCTANT or _stretch(spaced, start, end, shape.room(start)) > 0.05:
            return True
    return _is_orphan(spaced, starts[-2])


def _is_orphan(spaced: Spaced, start: int) -> bool:
    """T-60: the last line must hold at least two Han (marks do not count)."""
    if start == 0:
        return False
    tail = spaced.classes[start:]
    return sum(letter == "H" or letter in LATIN for letter in tail) < 2


def _line_cost(spaced: Spaced, shape: Shape, start: int, end: int, room: float) -> float | None:
    """Give what a line costs in looks; None when it cannot be set at all."""
    edge = _edge(spaced, start, end)
    surplus = edge.natural - room
    if surplus > _ENOUGH:
        squeezed = 0.0
        for step, amounts in enumerate(_givers(spaced, start, edge.end)):
            amount = sum(a for _, a in amounts)
            used = min(amount, surplus - squeezed)
            squeezed += used
            if squeezed >= surplus - _ENOUGH:
                return (0.1, 0.15, 0.2, 0.6, 0.8)[step] * (0.5 + used / amount)
        return None
    if end == len(spaced.text):
        return _ORPHAN_COST if _is_orphan(spaced, start) else 0.0
    stretch = _stretch(spaced, start, end, room)
    cost = (stretch / 0.08) ** 2
    return cost + _FAULT_COST * (stretch / TOO_LOOSE) if stretch > TOO_LOOSE else cost


def _total_fit(spaced: Spaced, breaks: Breaks, shape: Shape) -> list[int]:
    """Give the line starts of the cheapest setting; empty when none is legal."""
    size = len(spaced.text)
    best: dict[int, tuple[float, int]] = {0: (0.0, -1)}
    heap = [0]
    while heap:
        start = heappop(heap)
        if start == size:
            break
        base = best[start][0]
        for end, cost in _ends(spaced, breaks, shape, start):
            total = base + cost
            if end not in best:
                heappush(heap, end)
            if end not in best or total < best[end][0] - 1e-9:
                best[end] = (total, start)
    if size not in best:
        return []
    path = [size]
    while path[-1] > 0:
        path.append(best[path[-1]][1])
    return path[::-1]


_WIDEST_SHORTFALL: Final = 4.0
"""How much of a line total fit may leave to be stretched, em."""


def _ends(spaced: Spaced, breaks: Breaks, shape: Shape, start: int) -> list[tuple[int, float]]:
    room = shape.room(start)
    positions, costs, size = spaced.positions, breaks.costs, len(spaced.text)
    first = bisect_right(positions, positions[start] + room - _WIDEST_SHORTFALL, lo=start + 1)
    ends: list[tuple[int, float]] = []
    for index in range(min(first, size), size + 1):
        if costs[index] > RELUCTANT:
            continue
        cost = _line_cost(spaced, shape, start, index, room)
        if cost is None:
            break
        ends.append((index, cost + _RELUCTANT_COST * (costs[index] == RELUCTANT)))
    return ends


# Justifying --------------------------------------------------------------------------


def set_line(
    spaced: Spaced, shape: Shape, start: int, end: int, *, last: bool, note: str = ""
) -> Line:
    """Justify the line start..end; a last line is squeezed if it must, never stretched."""
    room = shape.room(start)
    edge = _edge(spaced, start, end)
    moved: dict[int, float] = {}
    tracking = 0.0
    missing = room - edge.natural
    if missing < -_ENOUGH:
        left = _squeeze(_givers(spaced, start, edge.end), -missing, moved)
        missing = -left
    elif missing > _ENOUGH and not last:
        tracking = _open(spaced, start, edge.end, missing, moved)
        missing = 0.0
    elif missing < 0:
        missing = 0.0
    width = room - missing if missing else room
    if last and missing > 0:
        width = edge.natural
    trim = _opening_trim(spaced, start)
    x = (shape.hang if start else shape.indent) + spaced.offsets.get(start, 0.0) - trim
    return Line(start, edge.end, x, width, tracking, tuple(sorted(moved.items())), note)


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
    spare = _spare(spaced, start, end)
    for kind in (" ", ""):
        step = [p for p in spare if (spaced.classes[p[0]] == " " and p[0] not in spaced.gaps) == (kind == " ")]
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
