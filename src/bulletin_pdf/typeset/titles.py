"""Centred titles broken by sense: 词意完整、排列对称、长短适宜 (GB/T 9704-2012 7.3.1, T-70…T-73)."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final, NamedTuple

from bulletin_pdf.typeset.breaks import FORBIDDEN, find_breaks
from bulletin_pdf.typeset.classes import LATIN, LONG_DASH, classify
from bulletin_pdf.typeset.spacing import Spaced

_AUTHOR: Final = 0.0
_AFTER_PAUSE: Final = 0.3
_AT_BRACKET: Final = 0.6
_NEW_PART: Final = 0.9
_WORD: Final = 1.5
_UNKNOWN: Final = 3.0
_RELUCTANT: Final = 4.0
_GOOD: Final = 1.2
"""A setting that costs no more is taken without asking for word boundaries."""
_MOST_LINES: Final = 5
_NEVER_FIRST: Final = frozenset("的地得和与及等了着过们")
"""P-33: these stay with what goes before."""
_LEANING: Final = frozenset("和与及或以把将向对从在为由按")
"""P-33: these lean on what follows and do not end a line gladly."""
_SHORT_QUOTATION: Final = 9
_SPACE_PASSED: Final = 3.0
"""T-73: what it costs not to turn at a space of the author's, once the title takes several lines."""
_SHORTEST_LAST: Final = 3.0
"""A last line shorter than this (em) looks lost."""

_PARTED: Final = re.compile("(?<=[HCSu]) (?=[HO])")
"""A space between two halves of a Chinese title."""
_MAY_BE_WIDER: Final = re.compile(f"[{''.join(sorted(LATIN))}{LONG_DASH}]")
"""Latin has the advances of its face, and white beside it."""


Segmenter = Callable[[str], Mapping[int, bool]]
"""Text → where words begin; true where a new part of the sentence begins."""


def break_title(
    spaced: Spaced, measure: float, segment: Segmenter | None = None, joint: int = 0
) -> tuple[int, ...]:
    """Give where the lines of a title end; empty when it fits on one line of `measure` em.

    `joint` is where two parts were put together (地区 and title): a good place. `segment`
    is asked for word boundaries only when no mark of the author's divides the title well.
    """
    text = spaced.text
    if _width(spaced, 0, len(text)) <= measure:
        return ()
    best = _best(spaced, measure, {}, joint)
    if segment is not None and (best is None or best.dearest > _AT_BRACKET or best.cost > _GOOD):
        best = _best(spaced, measure, segment(text), joint) or best
    return best.ends if best else ()


def surely_fits(text: str, measure: float) -> bool:
    """Tell a title that fits on one line before it is measured: nothing of Chinese is wider than one em."""
    return len(text) <= measure and not _MAY_BE_WIDER.search(classify(text))


class _Setting(NamedTuple):
    cost: float
    ends: tuple[int, ...]
    dearest: float


def _best(spaced: Spaced, measure: float, words: Mapping[int, bool], joint: int) -> _Setting | None:
    """Try every way to set the title in as few lines as it needs, or in one more."""
    costs = _costs(spaced, words)
    if joint in costs:
        costs[joint] = min(costs[joint], _AT_BRACKET)
    parts = [match.end() for match in _PARTED.finditer(spaced.classes)]
    fewest = int(_width(spaced, 0, len(spaced.text)) / measure) + 1
    best: _Setting | None = None
    for lines in range(fewest, max(fewest, _MOST_LINES) + 1):
        for ends in combinations(_affordable(costs, lines), lines - 1):
            cost = sum(costs[end] for end in ends)
            cost += _SPACE_PASSED * sum(part not in ends for part in parts)
            if best is not None and cost >= best.cost:
                continue
            shape = _shape(spaced, ends, measure)
            if shape is not None and (best is None or cost + shape < best.cost):
                best = _Setting(cost + shape, ends, max(costs[end] for end in ends))
        if best is not None and best.cost < _RELUCTANT:
            break
    return best


def _affordable(costs: Mapping[int, float], lines: int) -> list[int]:
    """Leave out the dearest places when a title of many lines has too many to try them all."""
    most = {2: 200, 3: 60, 4: 30}.get(lines, 20)
    return sorted(sorted(costs, key=lambda index: costs[index])[:most])


def _costs(spaced: Spaced, words: Mapping[int, bool]) -> dict[int, float]:
    """Price every place where the title may be broken, best first in T-71's order."""
    text, classes = spaced.text, spaced.classes
    breaks = find_breaks(text, classes, "strict").costs
    costs: dict[int, float] = {}
    for index in range(2, len(text)):
        if breaks[index] == FORBIDDEN or (text[index] in _NEVER_FIRST and classes[index - 1] not in " PS"):
            continue
        before, after = classes[index - 1], classes[index]
        if before == " ":
            cost = _AUTHOR
        elif before in "PS":
            cost = _AFTER_PAUSE
        elif after == "O" or before == "C" or after in "MW":
            cost = _AT_BRACKET
        elif index in words:
            cost = _NEW_PART if words[index] or text[index - 1] == "的" else _WORD
        else:
            cost = _RELUCTANT if words else _UNKNOWN
        if breaks[index]:
            cost += _RELUCTANT
        costs[index] = cost + _WORD * (text[index - 1] in _LEANING) + _inside_brackets(text, index)
    return costs


def _inside_brackets(text: str, index: int) -> float:
    """T-72: what it costs to part a quotation or a 《title》; one short enough to stay whole should."""
    for left, right in ("“”", "《》", "（）", "「」"):
        start, end = text.rfind(left, 0, index), text.find(right, index)
        if start >= 0 and end >= 0 and right not in text[start:index]:
            return _RELUCTANT if end - start <= _SHORT_QUOTATION else _WORD
    return 0.0


def _width(spaced: Spaced, start: int, end: int) -> float:
    while end > start and spaced.classes[end - 1] == " ":
        end -= 1
    width = spaced.positions[end] - spaced.positions[start]
    return width - spaced.left_blanks.get(start, 0.0) - spaced.right_blanks.get(end - 1, 0.0)


def _shape(spaced: Spaced, ends: Sequence[int], measure: float) -> float | None:
    """Price the shape of a setting; None when a line is too long."""
    widths: list[float] = []
    for start, end in pairwise((0, *ends, len(spaced.text))):
        width = _width(spaced, start, end)
        if width > measure:
            return None
        widths.append(width)
    return _shape_cost(widths, measure)


def _shape_cost(widths: Sequence[float], measure: float) -> float:
    """P-30, P-32: trapezium or lozenge; no rectangle of full lines, no hour-glass."""
    longest, shortest = max(widths), min(widths)
    cost = 3.0 * ((longest - shortest) / longest) ** 2
    if longest - shortest < 0.5 and longest > 0.95 * measure:
        cost += 4.0
    if any(a > b < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False)):
        cost += 3.0
    if widths[-1] < _SHORTEST_LAST:
        cost += 5.0
    return cost
