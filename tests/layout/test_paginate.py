"""Pages made up from rows: keeps, widows, spaces at the top, the foot of the last page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_pdf.layout.galley import NEVER, Galley, Row
from bulletin_pdf.layout.made_up import MadeUpPage
from bulletin_pdf.layout.paginate import paginate
from support.galleys import FOOT, filled, heading, paragraph
from support.plain_design import GRID


def lines_of(pages: tuple[MadeUpPage, ...]) -> list[int]:
    return [sum(placed.row.lines for placed in page.rows) for page in pages]


def test_a_page_is_filled_to_its_22_lines_p10() -> None:
    assert lines_of(paginate([tuple(Row(1) for _ in range(50))], (), GRID)) == [22, 22, 6]


def test_a_page_never_starts_with_the_last_line_of_a_paragraph_t61() -> None:
    pages = paginate([paragraph(19), paragraph(4), paragraph(5)], (), GRID)
    assert lines_of(pages)[0] == 21


def test_a_page_never_ends_with_the_first_line_of_a_paragraph_t62() -> None:
    assert lines_of(paginate([paragraph(21), paragraph(6)], (), GRID))[0] == 21


def test_a_short_paragraph_may_leave_its_first_line_to_save_more_than_two_t62() -> None:
    kept = paginate([paragraph(20), heading(1), paragraph(3)], (), GRID)
    assert lines_of(kept) == [20, 4]


@pytest.mark.parametrize("room", [1, 2])
def test_a_heading_never_ends_a_page_t63(room: int) -> None:
    pages = paginate([paragraph(22 - room), heading(), paragraph(8)], (), GRID)
    assert lines_of(pages)[0] == 22 - room


def test_two_lines_follow_a_heading_t63() -> None:
    pages = paginate([paragraph(19), heading(), paragraph(8)], (), GRID)
    assert lines_of(pages)[0] in (19, 22)
    assert lines_of(paginate([paragraph(20), heading(), paragraph(8)], (), GRID))[0] == 20


def test_a_one_line_paragraph_is_enough_after_a_heading_t63() -> None:
    pages = paginate([paragraph(20), heading(), paragraph(1), paragraph(5)], (), GRID)
    assert lines_of(pages)[0] == 22


def test_space_vanishes_at_the_top_of_a_page() -> None:
    blank = (Row(1, blank=True), Row(1, blank=True))
    pages = paginate([paragraph(22), blank, paragraph(3)], (), GRID)
    assert [placed.line for placed in pages[1].rows] == [0, 1, 2]


def test_the_colophon_stands_at_the_foot_of_the_last_page_j15() -> None:
    pages = paginate([paragraph(10)], (FOOT,), GRID)
    assert len(pages) == 1
    assert pages[0].foot == FOOT


def test_a_colophon_without_room_takes_a_page_of_its_own() -> None:
    pages = paginate([paragraph(19)], (FOOT,), GRID)
    assert [page.foot for page in pages] == [None, FOOT]


def test_the_colophon_goes_to_the_last_side_of_a_sheet_p56() -> None:
    three = paginate([paragraph(50)], (FOOT,), GRID, foot_on_even=True)
    assert [page.foot for page in three] == [None, None, None, FOOT]
    one = paginate([paragraph(5)], (FOOT,), GRID, foot_on_even=True)
    assert [page.foot for page in one] == [FOOT]


def test_a_long_colophon_runs_over_its_page() -> None:
    pages = paginate([paragraph(10)], (Row(21), Row(5)), GRID)
    assert [page.foot.lines if page.foot else 0 for page in pages] == [0, 21, 5]


@pytest.mark.parametrize(
    ("lines", "feet"), [(10, (21, 5)), (10, (21, 21, 5)), (30, (21, 5)), (50, (21, 5)), (5, (12, 5))]
)
def test_the_rest_of_a_long_colophon_stands_on_an_even_page_p56(lines: int, feet: tuple[int, ...]) -> None:
    pages = paginate([paragraph(lines)], tuple(Row(n) for n in feet), GRID, foot_on_even=True)
    assert len(pages) % 2 == 0
    assert [page.foot.lines for page in pages if page.foot] == list(feet)
    assert all(not page.foot for page in pages[: -len(feet)])


TURNED: Galley = (Row(22, penalty=NEVER, turned=True), Row(22, turned=True))


def test_text_fills_the_page_before_a_turned_table_p65() -> None:
    pages = paginate([paragraph(8), TURNED, paragraph(9), paragraph(9), paragraph(9)], (), GRID)
    assert [[placed.row.turned for placed in page.rows[:1]] for page in pages] == [
        [False],
        [True],
        [True],
        [False],
    ]
    assert [filled(page) for page in pages] == [22, 22, 22, 13]


def test_text_of_the_next_report_stays_behind_a_turned_table_p65() -> None:
    title = (Row(3, penalty=NEVER, anchors=("report-2",)),)
    pages = paginate([paragraph(8), TURNED, paragraph(4), title, paragraph(9)], (), GRID)
    assert [filled(page) for page in pages] == [12, 22, 22, 12]


def test_a_heading_is_not_alone_on_the_page_before_its_turned_table_p65() -> None:
    pages = paginate([paragraph(8), heading(1), TURNED, paragraph(9)], (), GRID)
    assert [filled(page) for page in pages] == [18, 22, 22]
    pages = paginate([paragraph(8), heading(1), TURNED, paragraph(20)], (), GRID)
    assert [filled(page) for page in pages] == [22, 22, 22, 7]
    pages = paginate([paragraph(8), heading(1), TURNED], (), GRID)
    assert [filled(page) for page in pages] == [9, 22, 22]


GALLEYS = st.lists(
    st.one_of(st.integers(1, 30).map(paragraph), st.integers(1, 5).map(heading)), min_size=1, max_size=30
)


@given(GALLEYS)
def test_every_row_stands_once_in_order_on_a_page_that_holds_it(galleys: list[Galley]) -> None:
    pages = paginate(galleys, (), GRID)
    rows = [placed.row for page in pages for placed in page.rows]
    assert [(row.lines, row.penalty >= NEVER) for row in rows if row.lines > 1] == [
        (row.lines, True) for galley in galleys for row in galley if row.lines > 1
    ]
    assert sum(row.lines for row in rows) == sum(row.lines for galley in galleys for row in galley)
    assert all(filled(page) <= GRID.lines for page in pages)


def test_blank_page_before_a_colophon_that_finds_no_room_p63() -> None:
    pages = paginate([paragraph(42)], (FOOT,), GRID, foot_on_even=True)
    assert [bool(page.rows) for page in pages] == [True, True, False, False]
    assert [page.foot for page in pages] == [None, None, None, FOOT]


def test_text_goes_along_with_a_colophon_that_finds_no_room() -> None:
    pages = paginate([paragraph(12), paragraph(10)], (FOOT,), GRID, foot_on_even=True)
    assert [page.foot for page in pages] == [None, FOOT]
    assert lines_of(pages) == [19, 3]
    assert [placed.line for placed in pages[1].rows] == [0, 1, 2]
