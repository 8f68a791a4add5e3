"""Last pages of one or two lines are avoided, within the limits of the rules (T-64)."""

import pytest

from bulletin_pdf.compose.design import BODY, GRID, INDENT
from bulletin_pdf.diagnostics import Problems
from bulletin_pdf.fonts.book import open_book
from bulletin_pdf.layout.block import TextBlock
from bulletin_pdf.layout.fit import LEAST_LAST_LINES, MadeUp, make_up
from bulletin_pdf.layout.shaping import Setter
from bulletin_pdf.layout.style import BlockStyle
from bulletin_pdf.typeset.measure import TOO_LOOSE
from bulletin_pdf.typeset.paragraph import Rules

TEXT = (
    "全市各级各部门坚持把新时代文明实践中心建设作为重要抓手，整合资源、建强队伍、创新载体，广泛开展理论宣讲、"
    "文化活动、科普宣传、移风易俗等志愿服务，推动党的创新理论“飞入寻常百姓家”，群众的获得感、幸福感不断增强，"
    "城乡文明程度明显提升，形成了一批可复制、可推广的经验做法，受到干部群众的普遍欢迎和好评。"
)


@pytest.fixture(scope="module")
def setter() -> Setter:
    return Setter(open_book(), Rules(), Problems())


def issue_of(paragraphs: int, extra: int) -> list[TextBlock]:
    style = BlockStyle(BODY, indent=INDENT)
    blocks = [TextBlock(TEXT, style, None) for _ in range(paragraphs)]
    return [*blocks, TextBlock(TEXT[:extra], style, None)] if extra else blocks


def last_lines(made: MadeUp) -> int:
    return sum(placed.row.lines for placed in made.pages[-1].rows)


@pytest.mark.parametrize("paragraphs", range(6, 16))
@pytest.mark.parametrize("extra", [0, 15, 45])
def test_a_last_page_has_three_lines_or_is_saved(setter: Setter, paragraphs: int, extra: int) -> None:
    blocks = issue_of(paragraphs, extra)
    plain = make_up(blocks, (), GRID, setter, fit=False, foot_on_even=True)
    fitted = make_up(blocks, (), GRID, setter, fit=True, foot_on_even=True)
    if last_lines(plain) >= LEAST_LAST_LINES:
        assert fitted == plain
        return
    if fitted.adjusted:
        assert last_lines(fitted) >= LEAST_LAST_LINES
        assert len(fitted.pages) <= len(plain.pages)
    else:
        assert fitted.pages == plain.pages


def test_some_last_page_is_mended(setter: Setter) -> None:
    mended = [
        (paragraphs, extra)
        for paragraphs in range(6, 16)
        for extra in (0, 15, 45)
        if make_up(issue_of(paragraphs, extra), (), GRID, setter, fit=True, foot_on_even=True).adjusted
    ]
    assert mended


def test_no_line_is_set_too_loose_for_the_sake_of_a_page(setter: Setter) -> None:
    for paragraphs in range(6, 16):
        made = make_up(issue_of(paragraphs, 15), (), GRID, setter, fit=True, foot_on_even=True)
        runs = [mark for page in made.pages for placed in page.rows for mark in placed.row.marks]
        assert max(getattr(run, "tracking", 0.0) / BODY.size for run in runs) <= TOO_LOOSE
