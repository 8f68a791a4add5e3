"""Breaking a whole paragraph at once: the cheapest path over all reachable line starts.

Most paragraphs are set well line after line (`greedy`); a second look is worth its time only where a line of
that setting shows: opened, closed, or with a pair torn apart. Then every place a line may start at is a node, each
line from one start to the next an edge with the cost that `line_costs` gives it, and the cheapest path from the first
character to the end is the setting (Knuth and Plass 1981, by Dijkstra's order): the cheapest beginning known
is followed first, and none that costs as much already as the greedy setting does. Costs are never
negative, so the first path to reach the end is the cheapest; of equal ones the furthest goes on first.

For a given number of lines (`fit_to_count`) the same edges are followed one line at a time: after each line, for every
start that can be reached in so many lines, the cheapest way there is kept, and starts from which the rest
cannot go into the lines left, even squeezed as far as it goes, are dropped.
"""

from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import accumulate
from operator import sub
from typing import Final

from bulletin_pdf.typeset.line_costs import ORPHAN_COST, LineCosts
from bulletin_pdf.typeset.measure import ParagraphShape
from bulletin_pdf.typeset.spacing import Spaced

_UGLY_COST: Final = 0.25
"""Above this a line shows: its Han are opened or closed, or a reluctant pair is parted."""


def improve_breaks(line_costs: LineCosts, greedy: Sequence[int]) -> list[int]:
    """Return the line starts of the cheapest setting where a line of `greedy` shows; empty when none is better."""
    if len(greedy) < 3:
        return []
    costs = list(line_costs.lines(greedy))
    if max(costs) <= _UGLY_COST:
        return []
    return _cheapest_path(line_costs, greedy[-1], sum(costs))


def _cheapest_path(line_costs: LineCosts, size: int, bound: float) -> list[int]:
    """Return the line starts of the cheapest setting below `bound`; empty when there is none.

    The cheapest beginning is followed first, the furthest of equal ones.
    """
    best: dict[int, tuple[float, int]] = {0: (0.0, -1)}
    heap = [(0.0, 0)]
    while heap:
        base, place = heappop(heap)
        start = -place
        if start == size:
            break
        if base > best[start][0]:
            continue
        for end, cost in line_costs.ends(start, bound - base):
            total = base + cost
            known = best.get(end)
            if known is None or total < known[0] - 1e-9:
                best[end] = (total, start)
                heappush(heap, (total, -end))
    else:
        return []
    path = [size]
    while path[-1] > 0:
        path.append(best[path[-1]][1])
    return path[::-1]


def fit_to_count(line_costs: LineCosts, spaced: Spaced, shape: ParagraphShape, count: int) -> list[int]:
    """Return the cheapest line starts of a setting in exactly `count` lines, no line at fault."""
    size = len(spaced.text)
    least, room = _least_widths(spaced), shape.room(size)
    known: dict[int, list[tuple[int, float]]] = {}
    reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for left in range(count - 1, -1, -1):
        too_wide = least[size] - left * room - _SLACK
        further: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (base, path) in reached.items():
            if start not in known:
                known[start] = line_costs.ends(start, ORPHAN_COST)
            for end, cost in known[start]:
                if (end == size) != (not left) or least[end] < too_wide:
                    continue
                if end not in further or base + cost < further[end][0]:
                    further[end] = (base + cost, (*path, end))
        reached = further
    return list(reached[size][1]) if size in reached else []


_SLACK: Final = 1e-6


def _least_widths(spaced: Spaced) -> list[float]:
    """Return prefix sums of what no line can make narrower, em: boxes without what they may give or lose at an edge."""
    positions, squeeze = spaced.positions, spaced.squeeze
    boxes = map(sub, positions[1:], positions)
    given = map(sub, squeeze[1:], squeeze)
    at_end = map(sub, positions[1:], spaced.right_edges[1:])
    at_start = map(sub, spaced.left_edges, positions)
    return list(accumulate(map(sub, boxes, map(max, given, at_end, at_start)), initial=0.0))
