"""Entries of 要目 that take several lines (T-60, T-77)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_pdf.compose.contents import anchor_of
from bulletin_pdf.compose.title_lines import title_joints
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.layout.block import EntryBlock
from bulletin_pdf.layout.contents_entries import set_entry
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.pages import PageRef, TextRun
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset.classes import classify
from bulletin_pdf.typeset.entry_breaks import break_entry
from bulletin_pdf.typeset.measure import ParagraphShape, natural_width
from bulletin_pdf.typeset.spacing import SpacingStyle, space
from support.plain_design import DESIGN

BOOK = open_book()
SHAPE = ParagraphShape(24.0, hang=2.0, justified=False)


def broken(text: str, shape: ParagraphShape = SHAPE) -> list[str]:
    spaced = space(text, classify(text), [1.0] * len(text), SpacingStyle())
    edges = [0, *break_entry(spaced, shape, "gb", title_joints), len(text)]
    return [text[a:b] for a, b in pairwise(edges)]


@pytest.mark.parametrize(
    "lines",
    [
        "某县全面推进“三横两纵一中心”综合交通枢纽¦体系建设",
        "某市坚决淘汰落后低效产能项目和设备¦推进产业转型升级",
        "某县人民政府办公室关于印发某县乡村振兴战略规划¦实施方案的通知",
        "某县整治农村人居环境的实践与思考",
    ],
)
def test_entries_turn_between_words(lines: str) -> None:
    assert broken(lines.replace("¦", "")) == lines.split("¦")


@given(st.text(alphabet="建设文明实践中心的和、，“”《》（）2024", min_size=25, max_size=80))
def test_no_line_is_over_long_and_none_is_a_lone_character(text: str) -> None:
    lines = broken(text)
    assert "".join(lines) == text
    spaced = space(text, classify(text), [1.0] * len(text), SpacingStyle())
    edges = [0]
    for line in lines:
        edges.append(edges[-1] + len(line))
    widths = [natural_width(spaced, a, b) for a, b in pairwise(edges)]
    if len(lines) > 1:
        assert widths[0] <= 24.0 + 1e-6 and max(widths[1:]) <= 22.0 + 1e-6
        assert widths[-1] >= 2.0 - 1e-6


def test_leader_and_number_stand_on_the_last_line() -> None:
    title = "某市坚决淘汰落后低效产能项目和设备推进产业转型升级"
    anchor = anchor_of(1)
    entry = EntryBlock(title, DESIGN.contents_entry, 1, anchor, 2, numbered=True, joints=title_joints)
    rows = set_entry(entry, DESIGN.grid, Typesetter(BOOK, DESIGN.rules, Problems()))
    words = ["".join(mark.text for mark in row.marks if isinstance(mark, TextRun)) for row in rows]
    assert words == ["某市坚决淘汰落后低效产能项目和设备", "推进产业转型升级"]
    numbers = [[mark for mark in row.marks if isinstance(mark, PageRef)] for row in rows]
    assert [len(row) for row in numbers] == [0, 1]
    assert numbers[1][0].x == pytest.approx(DESIGN.grid.width)
