"""The cost of a line: how far it is shrunk or stretched, a lone last character, a separated pair.

The cost of a line is the sum of two parts:

- of its width. Squeezed: nearly nothing while spaces and marks alone give way, growing with the square of how
  much of that is used, then more where Han close or marks must give way further. Opened: growing with the square of what
  each gap between Han opens by, measured in `_SHOWS`. A line that cannot be set at all has no cost, and none is taken.
- of its end: what the break costs there (`BREAK_COSTS`), and `ORPHAN_COST` for a last line of one character.

Costs compare settings of one paragraph: `total_fit` looks for the least sum, `greedy` weighs two ends of one line.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from bulletin_pdf.typeset.breaks import Breaks
from bulletin_pdf.typeset.classes import HAN, LATIN
from bulletin_pdf.typeset.measure import (
    ENOUGH,
    TOO_LOOSE,
    ParagraphShape,
    first_shrinkable,
    stretch_of,
    visible_end,
    white_per_gap,
)
from bulletin_pdf.typeset.spacing import Spaced

_SHOWS: Final = 0.015
"""Han opened or closed by so much (em) cost 2, by twice as much 6, and so on: many a little, rather than one much."""
ORPHAN_COST: Final = 1100.0
"""As much as Han opened by half an em."""
FAULT_COST: Final = 1700.0
BREAK_COSTS: Final = (0.0, 24.0, 100.0, 600.0)
"""Of no pair, a reluctant one, a key and a word parted: as much as Han opened by 7, 15 and 36 %."""
_EASY_COST: Final = 0.05
"""What it costs at least to squeeze spaces, marks and gaps."""
_DEEP_COST: Final = 0.4
"""What it costs further to squeeze them as far as they go before Han close; half as far costs a quarter."""
_HARD_COST: Final = 16.0
"""What it costs at least to squeeze pauses further still."""


class LineCosts:
    """The costs of all lines a paragraph may be broken into."""

    def __init__(self, spaced: Spaced, breaks: Breaks, shape: ParagraphShape) -> None:
        self._spaced, self._breaks, self._dearest = spaced, breaks, breaks.dearest
        self._first_room, self._turned_room = shape.room(0), shape.room(1)

    def line(self, start: int, end: int) -> float | None:
        """Return what a line costs in looks; None when it cannot be set at all."""
        spaced, room = self._spaced, self._turned_room if start else self._first_room
        surplus = spaced.right_edges[end] - spaced.left_edges[start] - room
        if surplus > ENOUGH:
            return _squeeze_cost(spaced, start, visible_end(spaced, start, end), surplus)
        if end == len(spaced.text):
            return ORPHAN_COST if _is_orphan(spaced, start) else 0.0
        return _stretch_cost(stretch_of(spaced, start, end, -surplus))

    def lines(self, starts: Sequence[int]) -> Iterator[float]:
        """Return the costs of the lines between `starts`, with what breaking reluctantly after each of them costs."""
        costs = self._breaks.costs
        for start, end in zip(starts, starts[1:], strict=False):
            cost = self.line(start, end)
            yield (FAULT_COST if cost is None else cost) + BREAK_COSTS[costs[end]]

    def ends(self, start: int, limit: float) -> list[tuple[int, float]]:
        """Return where the line that begins at `start` may end for less than `limit`, and at what cost."""
        spaced = self._spaced
        full = spaced.left_edges[start] + (self._turned_room if start else self._first_room)
        near = bisect_right(spaced.right_edges, full + ENOUGH, lo=start + 1) - 1
        ends: list[tuple[int, float]] = []
        self._add_shorter(ends, start, near, full, limit)
        self._add_fuller(ends, start, near, full, limit)
        return ends

    # Both reckon as `line` and `lines` would, without their calls; they take most of the time of total fit.

    def _add_fuller(
        self, ends: list[tuple[int, float]], start: int, near: int, full: float, limit: float
    ) -> None:
        """Add the ends after `near`, for which the line must be squeezed."""
        spaced, costs, dearest = self._spaced, self._breaks.costs, self._dearest
        right_edges, classes, easy = spaced.right_edges, spaced.classes, spaced.easy
        given = easy[start + (classes[start] == "O")]
        for index in range(near + 1, len(costs)):
            if (broken := costs[index]) > dearest:
                continue
            surplus, gives = right_edges[index] - full, easy[index - 1] - given
            cost: float | None
            if surplus <= gives and classes[index - 1] != " ":
                cost = _EASY_COST + _DEEP_COST * (surplus / gives) ** 2
            else:
                cost = _squeeze_cost(spaced, start, visible_end(spaced, start, index), surplus)
                # Past what gives easily, lines become dearer with every place.
                if cost is None or limit <= cost > _EASY_COST + _DEEP_COST:
                    break
            cost += BREAK_COSTS[broken]
            if cost < limit:
                ends.append((index, cost))

    def _add_shorter(
        self, ends: list[tuple[int, float]], start: int, near: int, full: float, limit: float
    ) -> None:
        """Add the ends up to `near`, the last first, until the line is too short to cost less than `limit`."""
        spaced, costs, dearest = self._spaced, self._breaks.costs, self._dearest
        right_edges, stretch_sums, counts = spaced.right_edges, spaced.stretch_sums, spaced.stretch_counts
        spared, gaps_before = full + stretch_sums[start], counts[start]
        size, alike = len(spaced.text), spaced.limits.alike
        loose = _stretch_cost(alike)
        for index in range(near, start, -1):
            if (broken := costs[index]) > dearest:
                continue
            if index == size or spaced.classes[index - 1] == " ":
                cost = self.line(start, index) or 0.0
            else:
                missing = spared - right_edges[index] - stretch_sums[index - 1]
                if missing <= ENOUGH:
                    cost = 0.0
                elif missing <= alike * (gaps := counts[index - 1] - gaps_before):
                    cost = (x := missing / gaps / _SHOWS) * (1 + x)
                elif limit > loose:
                    cost = _stretch_cost(white_per_gap(spaced, start, index, missing))
                else:
                    cost = loose
            cost += BREAK_COSTS[broken]
            if cost < limit:
                ends.append((index, cost))
            elif index < near - 1:
                break


def _squeeze_cost(spaced: Spaced, start: int, end: int, surplus: float) -> float | None:
    """Return the cost of taking `surplus` out of a line; None when it does not give so much."""
    first, last = first_shrinkable(spaced, start), end - 1
    easy = spaced.easy[last] - spaced.easy[first]
    if surplus <= easy:
        return _EASY_COST + _DEEP_COST * (surplus / easy) ** 2
    surplus -= easy
    plain, han = spaced.close_counts[last] - spaced.close_counts[start], spaced.limits.han
    if surplus <= han * plain:
        return _EASY_COST + _DEEP_COST + (x := surplus / plain / _SHOWS) * (1 + x)
    surplus -= han * plain
    rest = spaced.squeeze[last] - spaced.squeeze[first] - easy
    if surplus > rest + ENOUGH:
        return None
    return _HARD_COST * (1.0 + (surplus / rest if rest > 0 else 0.0))


_WORDS: Final = "".join({HAN, *LATIN})


def _is_orphan(spaced: Spaced, start: int) -> bool:
    """T-60: the last line must hold at least two Han (marks do not count)."""
    if start == 0:
        return False
    tail = spaced.classes[start:]
    return sum(map(tail.count, _WORDS)) < 2


def _stretch_cost(stretch: float) -> float:
    cost = (x := stretch / _SHOWS) * (1 + x)
    return cost + FAULT_COST * (stretch / TOO_LOOSE) if stretch > TOO_LOOSE else cost
