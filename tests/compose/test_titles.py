"""Titles broken by sense, with the segmenter that builds use."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_pdf.compose.title_lines import title_joints
from bulletin_pdf.typeset.classes import LATIN, LONG_DASH, classify
from bulletin_pdf.typeset.spacing import Spaced, SpacingStyle, space
from bulletin_pdf.typeset.title_breaks import break_title, surely_fits

MEASURE = 20.1
CASES = [
    line for line in Path(__file__).with_name("titles.txt").read_text("utf-8").splitlines() if line[:1] != "#"
]


def spaced(title: str) -> Spaced:
    classes = classify(title)
    return space(title, classes, [0.5 if c in LATIN else 1.0 for c in classes], SpacingStyle(han_space=1.0))


@pytest.mark.parametrize("case", CASES)
def test_title_is_broken_by_sense(case: str) -> None:
    title = case.replace("¦", "")
    edges = [0, *break_title(spaced(title), MEASURE, title_joints), len(title)]
    assert "¦".join(title[a:b] for a, b in zip(edges, edges[1:], strict=False)) == case


def test_the_segmenter_is_left_alone_when_the_author_showed_where_to_break() -> None:
    def asked(text: str) -> dict[int, float]:
        raise AssertionError(text)

    title = "湘潭市坚持五注重五结合打造路径 推动中心建设走深走实"
    assert break_title(spaced(title), MEASURE, asked) == (16,)


@pytest.mark.parametrize("length", range(21, 60))
def test_no_line_of_a_title_is_over_long_or_a_single_character(length: int) -> None:
    title = ("深化拓展新时代文明实践中心建设推动志愿服务融入基层社会治理提升群众获得感幸福感安全感" * 2)[
        :length
    ]
    edges = [0, *break_title(spaced(title), MEASURE, title_joints), len(title)]
    lengths = [b - a for a, b in zip(edges, edges[1:], strict=False)]
    assert max(lengths) <= 20
    assert min(lengths) >= 2


@given(st.text(alphabet="甲乙的，。：！（“”）《》—…·⸺ 　\u00a0１aW8%々℃￥–ー", min_size=1, max_size=24))
def test_a_title_that_surely_fits_is_on_one_line(title: str) -> None:
    """Whatever the face says: here Latin is wide, and what is not Latin has an advance no box keeps."""
    classes = classify(title)
    measured = space(title, classes, [1.4] * len(title), SpacingStyle(han_space=1.0))
    if surely_fits(title, MEASURE):
        assert break_title(measured, MEASURE) == ()
    else:
        assert len(title) > MEASURE or set(classes) & {*LATIN, LONG_DASH}
