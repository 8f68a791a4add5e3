"""Total fit against plain definitions: what it skips or reckons in short must change nothing."""

from itertools import pairwise
from math import inf
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_pdf.typeset import total_fit
from bulletin_pdf.typeset.breaks import RELUCTANT, Breaks, find_breaks
from bulletin_pdf.typeset.classes import LATIN, classify
from bulletin_pdf.typeset.elastic import LIMITS, Typesetting
from bulletin_pdf.typeset.greedy import break_greedily
from bulletin_pdf.typeset.line_costs import BREAK_COSTS, ORPHAN_COST, LineCosts
from bulletin_pdf.typeset.measure import ParagraphShape
from bulletin_pdf.typeset.spacing import MarkStyle, Spaced, SpacingStyle, space

_HAN = st.sampled_from("新时代文明实践中心建设工作，、。；：！？“”‘’（）《》·—…一二三是的和")
_OTHER = st.sampled_from(["2022", "98.5%", "DTP ", " e ", "a b", "——", "……", "。”", "！！"])
TEXTS = st.lists(st.one_of(_HAN, _HAN, _HAN, _HAN, _OTHER), min_size=20, max_size=120).map("".join)
SHAPES = st.tuples(st.integers(8, 24), st.sampled_from([0.0, 2.0]), st.sampled_from([0.0, 1.0])).map(
    lambda lengths: ParagraphShape(float(lengths[0]), *lengths[1:])
)
TYPESETTINGS: st.SearchStrategy[Typesetting] = st.sampled_from(["even", "grid"])
MARKS: st.SearchStrategy[MarkStyle] = st.sampled_from(["line-end-half", "full", "half"])
STYLES = st.tuples(MARKS, st.sampled_from([0.25, 0.0]), st.booleans()).map(
    lambda style: SpacingStyle(marks=style[0], han_latin_gap=style[1], hanging=style[2])
)


_LOOSE = 30.0
"""Past this some line is so loose that not every place for its end is looked at."""


def prepared(
    text: str, shape: ParagraphShape, style: SpacingStyle, typesetting: Typesetting = "even"
) -> tuple[LineCosts, Spaced, Breaks]:
    classes = classify(text)
    advances = [0.5 if letter in LATIN or letter in "Dh/ " else 1.0 for letter in classes]
    spaced, breaks = space(text, classes, advances, style, LIMITS[typesetting]), find_breaks(text, classes)
    return LineCosts(spaced, breaks, shape), spaced, breaks


@given(TEXTS, SHAPES, STYLES, TYPESETTINGS, st.sampled_from([0.3, 3.0, 30.0, ORPHAN_COST]), st.data())
@settings(max_examples=150, deadline=None)
def test_ends_cost_what_single_lines_cost(
    text: str, shape: ParagraphShape, style: SpacingStyle, typesetting: Typesetting, limit: float, data: Any
) -> None:
    line_costs, _, breaks = prepared(text, shape, style, typesetting)
    start = data.draw(st.integers(0, len(text) - 1))
    ends = dict(line_costs.ends(start, limit))
    for end in range(min(ends, default=0), max(ends, default=-1) + 1):
        cost = line_costs.line(start, end) if breaks.costs[end] <= RELUCTANT else None
        if cost is not None and (cost := cost + BREAK_COSTS[breaks.costs[end]]) < limit:
            assert ends.pop(end) == pytest.approx(cost)
    assert not ends


@given(TEXTS, SHAPES, STYLES, TYPESETTINGS)
@settings(max_examples=100, deadline=None)
def test_no_setting_is_cheaper(
    text: str, shape: ParagraphShape, style: SpacingStyle, typesetting: Typesetting
) -> None:
    line_costs, spaced, breaks = prepared(text, shape, style, typesetting)
    greedy, notes = break_greedily(spaced, breaks, shape, avoid_reluctant=True)
    if notes:
        return
    mended = total_fit.improve_breaks(line_costs, greedy)
    cost = sum(line_costs.lines(mended or greedy))
    assert cost <= sum(line_costs.lines(greedy))
    if (
        max(line_costs.lines(greedy)) > total_fit._UGLY_COST
        and (least := cheapest(line_costs, breaks)) < _LOOSE
    ):
        assert cost == pytest.approx(least)


def cheapest(line_costs: LineCosts, breaks: Breaks) -> float:
    """Give the cost of the cheapest setting, looking at every line there could be."""
    size = len(breaks.costs) - 1
    best = [0.0, *[inf] * size]
    for end in range(1, size + 1):
        if breaks.costs[end] > RELUCTANT:
            continue
        for start in range(end):
            if best[start] < inf and (cost := line_costs.line(start, end)) is not None:
                best[end] = min(best[end], best[start] + cost + BREAK_COSTS[breaks.costs[end]])
    return best[size]


@given(TEXTS, SHAPES, STYLES, st.sampled_from([-2, -1, 0, 1]))
@settings(max_examples=150, deadline=None)
def test_settings_that_cannot_end_in_time_are_left_out_rightly(
    text: str, shape: ParagraphShape, style: SpacingStyle, more: int
) -> None:
    line_costs, spaced, breaks = prepared(text, shape, style)
    greedy, _ = break_greedily(spaced, breaks, shape, avoid_reluctant=True)
    count = len(greedy) - 1 + more
    starts = total_fit.fit_to_count(line_costs, spaced, shape, count)
    with mock.patch.object(total_fit, "_least_widths", lambda spaced: [0.0] * (len(spaced.text) + 1)):
        assert starts == total_fit.fit_to_count(line_costs, spaced, shape, count)
    if starts:
        assert (starts[0], starts[-1], len(starts)) == (0, len(text), count + 1)
        assert all(line_costs.line(a, b) is not None for a, b in pairwise(starts))
