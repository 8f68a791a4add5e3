"""Breaking a whole paragraph at once: the cheapest path over the line starts that can be reached."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush
from typing import Final

from bulletin_pdf.typeset.breaks import RELUCTANT, Breaks
from bulletin_pdf.typeset.classes import LATIN
from bulletin_pdf.typeset.measure import (
    ENOUGH,
    TOO_LOOSE,
    Shape,
    capacity,
    first_giver,
    natural_width,
    stretch_of,
    visible_end,
    white_per_gap,
)
from bulletin_pdf.typeset.spacing import STEPS, Spaced

_ORPHAN_COST: Final = 40.0
_FAULT_COST: Final = 60.0
_RELUCTANT_COST: Final = 2.0
_UGLY_COST: Final = 0.3
"""Above this a line shows: gaps opened by some 0.04 em, or stops and Han–Latin gaps squeezed."""


def is_ugly(spaced: Spaced, breaks: Breaks, shape: Shape, starts: list[int]) -> bool:
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
    surplus = natural_width(spaced, start, end) - room
    if surplus > ENOUGH:
        return _squeeze_cost(spaced, start, visible_end(spaced, start, end), surplus)
    if end == len(spaced.text):
        return _ORPHAN_COST if _is_orphan(spaced, start) else 0.0
    return _stretch_cost(stretch_of(spaced, start, end, room))


def _stretch_cost(stretch: float) -> float:
    cost = (stretch / 0.08) ** 2
    return cost + _FAULT_COST * (stretch / TOO_LOOSE) if stretch > TOO_LOOSE else cost


_STEP_COSTS: Final = (0.1, 0.15, 0.2, 0.6, 0.8)
"""What it costs to squeeze as far as each step of §5."""


def _squeeze_cost(spaced: Spaced, start: int, end: int, surplus: float) -> float | None:
    if surplus > capacity(spaced, start, end) + ENOUGH:
        return None
    givers, giving = spaced.givers, spaced.giving
    amounts = [0.0] * STEPS
    for index in givers[bisect_left(givers, first_giver(spaced, start)) : bisect_left(givers, end - 1)]:
        step, amount = giving[index]
        amounts[step] += amount
    for cost, amount in zip(_STEP_COSTS, amounts, strict=True):
        if amount > 0 and surplus <= amount + ENOUGH:
            return cost * (0.5 + surplus / amount)
        surplus -= amount
    return None


_CAPS: Final = (0.3, 1.0)
"""What most paragraphs can be set for; paths dearer than a cap are looked at only when none is cheaper."""


def fit_whole(spaced: Spaced, breaks: Breaks, shape: Shape, greedy: Sequence[int]) -> list[int]:
    """Give the line starts of the cheapest setting; empty when none is better than `greedy`."""
    bound = _path_cost(spaced, breaks, shape, greedy)
    for cap in (*(cap for cap in _CAPS if cap < bound), bound):
        path = _cheapest_path(spaced, breaks, shape, cap)
        if path:
            return path
    return []


def _cheapest_path(spaced: Spaced, breaks: Breaks, shape: Shape, bound: float) -> list[int]:
    """Give the line starts of the cheapest setting below `bound`; empty when there is none."""
    size = len(spaced.text)
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


def fit_to_count(spaced: Spaced, breaks: Breaks, shape: Shape, count: int) -> list[int]:
    """Give the cheapest line starts of a setting in exactly `count` lines, no line at fault."""
    size = len(spaced.text)
    known: dict[int, list[tuple[int, float]]] = {}
    reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for number in range(count):
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (base, path) in reached.items():
            if start not in known:
                known[start] = _ends(spaced, breaks, shape, start, _ORPHAN_COST)
            for end, cost in known[start]:
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
    # Most lines tried fall short; they are priced here as `_line_cost` would, without its calls.
    right_edges, spare, counts = spaced.right_edges, spaced.spare, spaced.stretch_counts
    full = spaced.left_edges[start] + room
    for index in range(near, start, -1):
        if costs[index] > RELUCTANT:
            continue
        if index == size or spaced.classes[index - 1] == " ":
            cost = _line_cost(spaced, shape, start, index, room) or 0.0
        else:
            missing = full - right_edges[index] - spare[index - 1] + spare[start]
            if missing <= ENOUGH:
                cost = 0.0
            elif missing <= TOO_LOOSE * (gaps := counts[index - 1] - counts[start]):
                cost = _stretch_cost(missing / gaps)
            else:
                cost = _stretch_cost(white_per_gap(spaced, start, index, missing))
        ends.append((index, cost + _RELUCTANT_COST * costs[index]))
        if cost >= limit and index < near - 1:
            break
    return [(end, cost) for end, cost in ends if cost < limit]
