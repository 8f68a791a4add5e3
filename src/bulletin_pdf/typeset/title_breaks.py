"""Centred titles broken by sense: 词意完整、排列对称、长短适宜 (GB/T 9704-2012 7.3.1, T-70…T-73).

Every place where a line may end has a cost: nothing at a space of the author's, little after a pause, and
between words what the caller's `Joints` says. A setting costs what its places cost, what its shape costs
(even lines, 梯形 or 菱形, no short last line) and a little for each line more than the title needs. The
cheapest is taken. Words are looked up only when the author's own marks do not divide the title well.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.typeset.breaks import FORBIDDEN, find_breaks
from bulletin_pdf.typeset.classes import LATIN, LONG_DASH, classify
from bulletin_pdf.typeset.spacing import Spaced

_AUTHOR: Final = 0.0
_AFTER_PAUSE: Final = 0.2
_CITY: Final = 0.6
"""Between the 地区 and the title, which were put together for the heading."""
_RELUCTANT: Final = 3.0
"""At a pair of characters that `breaks` keeps together where it can."""
_IN_WORD: Final = 8.0
_GOOD: Final = 1.2
"""A setting at the author's own marks that costs no more is taken without asking for words."""
_MAX_LINES: Final = 5
_SPACE_PASSED: Final = 3.0
"""T-73: what it costs not to turn at a space of the author's or before ——, once the title takes several lines."""
_LINE_MORE: Final = 3.5
"""What each line costs that the title could do without, times the white of the fewest lines."""
_FULL: Final = 1.05

_PARTED: Final = pattern("(?<=[HCSu]) (?=[HO])")
"""A space between two halves of a Chinese title."""
_SECOND_TITLE: Final = pattern("——")
_MAY_BE_WIDER: Final = pattern(f"[{''.join(sorted(LATIN))}{LONG_DASH}]")
"""Latin has the advances of its face, and white next to it."""


Segmenter = Callable[[str], Mapping[int, bool]]
"""Text → where words begin; true where a new part of the sentence begins."""
Joints = Callable[[str], Mapping[int, float]]
"""Text → where words begin, and what it costs to end a line there: 0.5 at the best places, 4 where it is avoided."""


def break_title(
    spaced: Spaced, measure: float, joints: Joints | None = None, city: int = 0
) -> tuple[int, ...]:
    """Return where the lines of a title end; empty when it fits on one line of `measure` em.

    `city` is where 地区 and title were put together: a good place. `joints` is called only
    when no mark of the author's divides the title well.
    """
    if _width(spaced, 0, len(spaced.text)) <= measure:
        return ()
    best = _best(spaced, measure, _marks(spaced, city))
    if joints is not None and (best is None or best.cost > _GOOD):
        best = _best(spaced, measure, _break_costs(spaced, joints(spaced.text), city)) or best
    return best.ends if best else ()


def surely_fits(text: str, measure: float) -> bool:
    """Whether a title fits on one line, before it is measured: nothing of Chinese is wider than one em."""
    return len(text) <= measure and not _MAY_BE_WIDER.search(classify(text))


class _Setting(NamedTuple):
    cost: float
    ends: tuple[int, ...]


def _best(spaced: Spaced, measure: float, break_costs: Mapping[int, float]) -> _Setting | None:
    """Try every way to set the title in as few lines as it needs, or in one or two more."""
    spaces = [match.end() for match in _PARTED.finditer(spaced.classes)]
    parts = [end for end in spaces if break_costs[end] == _AUTHOR] + _dashes(spaced.text, break_costs)
    needed = _width(spaced, 0, len(spaced.text)) / measure
    fewest = int(needed) + 1
    line_more = _LINE_MORE * (_FULL - needed / fewest)
    best: _Setting | None = None
    for lines in range(fewest, max(fewest, _MAX_LINES) + 1):
        base = line_more * (lines - fewest)
        if best is not None and best.cost <= base:
            break
        for ends in combinations(_affordable(break_costs, lines), lines - 1):
            cost = base + sum(break_costs[end] for end in ends)
            cost += _SPACE_PASSED * sum(part not in ends for part in parts)
            if best is not None and cost >= best.cost:
                continue
            shape = _shape(spaced, ends, measure)
            if shape is not None and (best is None or cost + shape < best.cost):
                best = _Setting(cost + shape, ends)
    return best


def _dashes(text: str, break_costs: Mapping[int, float]) -> list[int]:
    """Return where a second title begins: ——……."""
    starts = (match.start() for match in _SECOND_TITLE.finditer(text))
    return [start for start in starts if start in break_costs and _begins_second_title(text, start)]


def _begins_second_title(text: str, start: int) -> bool:
    """Whether —— stands here, and not within a quotation."""
    before = text[:start]
    quoted = any(before.count(left) > before.count(right) for left, right in ("“”", "《》"))
    return bool(_SECOND_TITLE.match(text, start)) and not quoted


def _affordable(break_costs: Mapping[int, float], lines: int) -> list[int]:
    """Leave out the dearest places when a title of many lines has too many to try them all."""
    most = {2: 200, 3: 60, 4: 30}.get(lines, 20)
    return sorted(sorted(break_costs, key=lambda index: break_costs[index])[:most])


def _marks(spaced: Spaced, city: int) -> dict[int, float]:
    """Return the costs of the places the author's own marks show."""
    return {
        index: cost
        for index, cost in _break_costs(spaced, {}, city).items()
        if spaced.classes[index - 1] in " PS" or index == city
    }


def _break_costs(spaced: Spaced, joints: Mapping[int, float], city: int) -> dict[int, float]:
    """Return the cost of every place where the title may be broken (T-71)."""
    text, classes = spaced.text, spaced.classes
    breaks = find_breaks(text, classes, "gb").costs
    break_costs: dict[int, float] = {}
    for index in range(2, len(text)):
        if breaks[index] == FORBIDDEN:
            continue
        cost = _AFTER_PAUSE if classes[index - 1] in "PS" and text[index - 1] != "、" else _IN_WORD
        cost = joints.get(index, _AUTHOR if classes[index - 1] == " " else cost)
        cost += _RELUCTANT * (bool(breaks[index]) or (classes[index - 1] == " " and _is_quoted(text, index)))
        cost += _RELUCTANT * (index < city)
        break_costs[index] = min(cost, _CITY) if index == city else cost
    return break_costs


def _is_quoted(text: str, index: int) -> bool:
    """Whether a place lies between “ and ”: a space there parts a slogan, not the title."""
    opened = text.rfind("“", 0, index)
    return opened >= 0 and "”" not in text[opened:index] and "”" in text[index:]


def _width(spaced: Spaced, start: int, end: int) -> float:
    while end > start and spaced.classes[end - 1] == " ":
        end -= 1
    width = spaced.positions[end] - spaced.positions[start]
    return width - spaced.left_blanks.get(start, 0.0) - spaced.right_blanks.get(end - 1, 0.0)


def _shape(spaced: Spaced, ends: Sequence[int], measure: float) -> float | None:
    """Return the cost of the shape of a setting; None when a line is too long. A second title (——) has a shape of its own."""
    groups: list[list[float]] = [[]]
    by_author = bool(ends) and spaced.classes[ends[0] - 1] in " PS"
    for start, end in pairwise((0, *ends, len(spaced.text))):
        width = _width(spaced, start, end)
        if width > measure:
            return None
        if start and _begins_second_title(spaced.text, start):
            groups.append([])
        groups[-1].append(width)
    cost = sum(_shape_cost(widths, measure) for widths in groups)
    return cost if by_author else cost + sum(_short_first(widths) for widths in groups)


_UNEVEN: Final = 3.0
_HOURGLASS: Final = 6.0
"""For a line shorter than both its neighbours, times how much of the longest line it lacks."""
_SHORT_FIRST: Final = (1.0, 12.0, 3.0)
"""For a first line shorter than half the longest: once, times the share it lacks of that half, and at most."""
_FULL_BLOCK: Final = 1.0
_SHORT_LAST: Final = ((2.5, 8.0), (3.5, 4.0), (4.5, 1.5))
"""Below so many em a last line looks lost, and what that costs."""


def _shape_cost(widths: Sequence[float], measure: float) -> float:
    """P-30, P-32: trapezium or lozenge; no rectangle of full lines, no hour-glass."""
    longest, shortest = max(widths), min(widths)
    cost = _UNEVEN * ((longest - shortest) / longest) ** 2
    if longest - shortest < 0.5 and longest > 0.97 * measure:
        cost += _FULL_BLOCK
    for a, b, c in zip(widths, widths[1:], widths[2:], strict=False):
        cost += _HOURGLASS * max(0.0, min(a, c) - b) / longest
    if len(widths) == 1:
        return cost
    return cost + next((more for width, more in _SHORT_LAST if widths[-1] < width), 0.0)


def _short_first(widths: Sequence[float]) -> float:
    """Return the cost of a first line that is shorter than half the longest."""
    lacking = 0.5 - widths[0] / max(widths)
    once, more, most = _SHORT_FIRST
    return min(most, once + more * lacking) if lacking > 0 else 0.0
