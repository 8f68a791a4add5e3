"""What a line costs in looks: how far it is squeezed or opened, a lone last character, a pair torn apart."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from bulletin_pdf.typeset.breaks import RELUCTANT, Breaks
from bulletin_pdf.typeset.classes import HAN, LATIN
from bulletin_pdf.typeset.elastic import STEPS
from bulletin_pdf.typeset.measure import (
    ENOUGH,
    TOO_LOOSE,
    Shape,
    capacity,
    first_giver,
    stretch_of,
    visible_end,
    white_per_gap,
)
from bulletin_pdf.typeset.spacing import Spaced

ORPHAN_COST: Final = 40.0
FAULT_COST: Final = 60.0
RELUCTANT_COST: Final = 2.0
_SHOWS: Final = 0.08
"""Gaps opened so far (em) cost 1."""
_STEP_COSTS: Final = (0.1, 0.15, 0.2, 0.6, 0.8)
"""What it costs to squeeze as far as each step of §5."""


class Prices:
    """The prices of all lines a paragraph may be broken into."""

    def __init__(self, spaced: Spaced, breaks: Breaks, shape: Shape) -> None:
        self._spaced, self._breaks, self._shape = spaced, breaks, shape
        self._sums: list[tuple[float, ...]] = []

    def line(self, start: int, end: int) -> float | None:
        """Give what a line costs in looks; None when it cannot be set at all."""
        spaced, room = self._spaced, self._shape.room(start)
        surplus = spaced.right_edges[end] - spaced.left_edges[start] - room
        if surplus > ENOUGH:
            end = visible_end(spaced, start, end)
            if surplus > capacity(spaced, start, end) + ENOUGH:
                return None
            return self._squeeze(first_giver(spaced, start), end - 1, surplus)
        if end == len(spaced.text):
            return ORPHAN_COST if _is_orphan(spaced, start) else 0.0
        return _stretch_cost(stretch_of(spaced, start, end, -surplus))

    def lines(self, starts: Sequence[int]) -> Iterator[float]:
        """Price the lines between `starts`, with what breaking reluctantly after each of them costs."""
        costs = self._breaks.costs
        for start, end in zip(starts, starts[1:], strict=False):
            cost = self.line(start, end)
            yield (FAULT_COST if cost is None else cost) + RELUCTANT_COST * (costs[end] == RELUCTANT)

    def _squeeze(self, first: int, last: int, surplus: float) -> float | None:
        """Price taking `surplus` out of what gives way from `first` to before `last`, step by step."""
        givers = self._spaced.givers
        sums = self._sums = self._sums or _sums_by_step(self._spaced)
        before, after = sums[bisect_left(givers, first)], sums[bisect_left(givers, last)]
        for step, cost in enumerate(_STEP_COSTS):
            amount = after[step] - before[step]
            if amount > 0 and surplus <= amount + ENOUGH:
                return cost * (0.5 + surplus / amount)
            surplus -= amount
        return None

    def ends(self, start: int, limit: float) -> list[tuple[int, float]]:
        """Give where the line that begins at `start` may end for less than `limit`, and its price."""
        spaced, room = self._spaced, self._shape.room(start)
        positions = spaced.positions
        near = bisect_right(positions, positions[start] + room, lo=start + 1) - 1
        return [*self._fuller(start, near, room, limit), *self._shorter(start, near, room, limit)]

    # Both price as `line` and `lines` would, without their calls; they take most of the time of total fit.

    def _fuller(self, start: int, near: int, room: float, limit: float) -> list[tuple[int, float]]:
        """Price the ends after `near`, for most of which the line must be squeezed."""
        spaced, costs = self._spaced, self._breaks.costs
        right_edges, squeeze, left = spaced.right_edges, spaced.squeeze, spaced.left_edges[start]
        first = first_giver(spaced, start)
        ends: list[tuple[int, float]] = []
        for index in range(near + 1, len(costs)):
            if costs[index] > RELUCTANT:
                continue
            surplus = right_edges[index] - left - room
            cost: float | None
            if surplus <= ENOUGH or spaced.classes[index - 1] == " ":
                cost = self.line(start, index)
            elif surplus > squeeze[index - 1] - squeeze[first] + ENOUGH:
                break
            else:
                cost = self._squeeze(first, index - 1, surplus)
            if cost is None:
                break
            cost += RELUCTANT_COST * costs[index]
            if cost < limit:
                ends.append((index, cost))
        return ends

    def _shorter(self, start: int, near: int, room: float, limit: float) -> list[tuple[int, float]]:
        """Price the ends up to `near`, the last first, until the line is too short to cost less than `limit`."""
        spaced, costs = self._spaced, self._breaks.costs
        right_edges, spare, counts = spaced.right_edges, spaced.spare, spaced.stretch_counts
        full, spared, gaps_before = spaced.left_edges[start] + room, spare[start], counts[start]
        size = len(spaced.text)
        ends: list[tuple[int, float]] = []
        for index in range(near, start, -1):
            if costs[index] > RELUCTANT:
                continue
            if index == size or spaced.classes[index - 1] == " ":
                cost = self.line(start, index) or 0.0
            else:
                missing = full - right_edges[index] - spare[index - 1] + spared
                if missing <= ENOUGH:
                    cost = 0.0
                elif missing <= TOO_LOOSE * (gaps := counts[index - 1] - gaps_before):
                    cost = (missing / gaps / _SHOWS) ** 2
                else:
                    cost = _stretch_cost(white_per_gap(spaced, start, index, missing))
            cost += RELUCTANT_COST * costs[index]
            if cost < limit:
                ends.append((index, cost))
            elif index < near - 1:
                break
        return ends


_WORDS: Final = "".join({HAN, *LATIN})


def _is_orphan(spaced: Spaced, start: int) -> bool:
    """T-60: the last line must hold at least two Han (marks do not count)."""
    if start == 0:
        return False
    tail = spaced.classes[start:]
    return sum(map(tail.count, _WORDS)) < 2


def _stretch_cost(stretch: float) -> float:
    cost = (stretch / _SHOWS) ** 2
    return cost + FAULT_COST * (stretch / TOO_LOOSE) if stretch > TOO_LOOSE else cost


def _sums_by_step(spaced: Spaced) -> list[tuple[float, ...]]:
    """Give for each giver what all before it may give in each step, em."""
    sums = [0.0] * STEPS
    rows = [tuple(sums)]
    for index in spaced.givers:
        step, amount = spaced.giving[index]
        sums[step] += amount
        rows.append(tuple(sums))
    return rows
