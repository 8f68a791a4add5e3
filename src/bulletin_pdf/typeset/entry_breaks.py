"""Entries of 要目 over several lines: broken between words, without a lone last character (T-60, T-77).

An entry takes as few lines as it needs. Among the ways to part it into so many, the cheapest is found from each place
a line may end to the next: what ending there costs by the sense (`Joints`), and the white left free in the line. A last line
of less than two em is not taken.
"""

from typing import Final

from bulletin_pdf.typeset.breaks import FORBIDDEN, RuleLevel, find_breaks
from bulletin_pdf.typeset.measure import ENOUGH, ParagraphShape, natural_width
from bulletin_pdf.typeset.spacing import Spaced
from bulletin_pdf.typeset.title_breaks import Joints

_IN_WORD: Final = 8.0
_RELUCTANT: Final = 3.0
_UNFILLED: Final = 0.2
"""What each em costs that a turned line leaves free: an entry's lines are filled before they are even."""
_SHORTEST_LAST: Final = 2.0
"""A last line has at least so many em."""
_LOOKS_LOST: Final = 4.0
_LOST: Final = 1.5
"""What a last line costs that is shorter than that."""


def break_entry(spaced: Spaced, shape: ParagraphShape, level: RuleLevel, joints: Joints) -> tuple[int, ...]:
    """Return where the lines of an entry end, in as few lines as it needs; empty if it needs one.

    The cheapest way is found from each end to the next: what joints cost, and the white left free.
    """
    size = len(spaced.text)
    if natural_width(spaced, 0, size) <= shape.room(0) + ENOUGH:
        return ()
    joint_costs = _costs(spaced, level, joints)
    best: dict[int, tuple[int, float, tuple[int, ...]]] = {0: (0, 0.0, ())}
    for end in (*sorted(joint_costs), size):
        ways = [_after(spaced, shape, start, end, way) for start, way in best.items() if start < end]
        found = [way for way in ways if way is not None]
        if found:
            lines, cost, ends = min(found)
            best[end] = (lines, cost + joint_costs.get(end, 0.0), (*ends, end))
    return best[size][2][:-1] if size in best else ()


def _costs(spaced: Spaced, level: RuleLevel, joints: Joints) -> dict[int, float]:
    costs = find_breaks(spaced.text, spaced.classes, level).costs
    words = joints(spaced.text)
    return {
        index: words.get(index, _IN_WORD) + _RELUCTANT * bool(costs[index])
        for index in range(1, len(spaced.text))
        if costs[index] != FORBIDDEN
    }


def _after(
    spaced: Spaced, shape: ParagraphShape, start: int, end: int, way: tuple[int, float, tuple[int, ...]]
) -> tuple[int, float, tuple[int, ...]] | None:
    """Return the way to `end` by a line from `start`; None if the line is too long, or too short as the last."""
    width, room = natural_width(spaced, start, end), shape.room(start)
    if width > room + ENOUGH:
        return None
    lines, cost, ends = way
    if end < len(spaced.text):
        return lines + 1, cost + _UNFILLED * (room - width), ends
    if width < _SHORTEST_LAST - ENOUGH:
        return None
    return lines + 1, cost + _LOST * (width < _LOOKS_LOST), ends
