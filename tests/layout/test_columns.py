"""Pages of several columns: nothing lost, all columns on one line, balanced where they end, no heading at a foot."""

from itertools import groupby, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_pdf.layout.block import TextBlock
from bulletin_pdf.layout.fit import make_up
from bulletin_pdf.layout.galley import NEVER, Galley, Row
from bulletin_pdf.layout.made_up import ColumnBand, MadeUpPage, PlacedRow
from bulletin_pdf.layout.page_numbers import PageNumbering, number_pages
from bulletin_pdf.layout.paginate import paginate
from bulletin_pdf.layout.style import BlockStyle, Grid
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.pages import Rule
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset.paragraph import Rules
from support.galleys import FOOT, filled, heading, paragraph
from support.plain_design import BODY, GRID, INDENT
from support.random_issues import BOOK

TWO = GRID._replace(columns=2, gap=20.0, rule=0.3)
THREE = GRID._replace(columns=3, gap=20.0)


def title(lines: int = 3) -> Galley:
    return (Row(lines, penalty=NEVER, wide=True),)


def picture(lines: int) -> Galley:
    return (Row(lines, wide=True, floats=True),)


def head(lines: int) -> Galley:
    return (Row(lines, wide=True),)


BLANK: Galley = (Row(1, blank=True),)


def bands(pages: tuple[MadeUpPage, ...]) -> list[list[tuple[int, ...]]]:
    return [[band.heights for band in page.bands] for page in pages]


def columns_of(page: MadeUpPage, band: ColumnBand, grid: Grid) -> list[list[PlacedRow]]:
    """The rows of a band, column by column."""
    last = band.line + max(band.heights)
    inside = [each for each in page.rows if not each.row.wide and band.line <= each.line < last]
    lefts = [grid.column_left(number) for number in range(grid.columns)]
    return [[each for each in inside if each.x == left] for left in lefts]


def test_text_flows_from_column_to_column() -> None:
    pages = paginate([tuple(Row(1) for _ in range(50))], (), TWO)
    assert bands(pages) == [[(22, 22)], [(3, 3)]]
    assert [placed.line for placed in pages[0].rows] == [*range(22), *range(22)]


def test_the_first_columns_are_the_longer_ones() -> None:
    assert bands(paginate([tuple(Row(1) for _ in range(7))], (), TWO)) == [[(4, 3)]]
    assert bands(paginate([tuple(Row(1) for _ in range(10))], (), THREE)) == [[(4, 3, 3)]]


def test_a_title_across_all_columns_ends_those_above_it() -> None:
    pages = paginate([head(4), paragraph(9), BLANK, title(), paragraph(12)], (), TWO)
    assert [band.line for band in pages[0].bands] == [4, 4 + 5 + 1 + 3]
    assert bands(pages) == [[(5, 4), (6, 6)]]


def test_empty_lines_beside_what_spans_all_columns_lower_them_all() -> None:
    pages = paginate([title(), BLANK, paragraph(8)], (), TWO)
    assert {placed.line for placed in pages[0].rows} >= {4} and 3 not in {p.line for p in pages[0].rows}


def test_empty_lines_vanish_at_the_head_of_a_column() -> None:
    galleys = [tuple(Row(1) for _ in range(22)), BLANK, tuple(Row(1) for _ in range(25))]
    second = [placed for placed in paginate(galleys, (), TWO)[0].rows if placed.x]
    assert [placed.line for placed in second] == [*range(22)]


@pytest.mark.parametrize("before", range(34, 40))
def test_two_lines_follow_a_title_across_all_columns_t63(before: int) -> None:
    pages = paginate([tuple(Row(1) for _ in range(before)), title(), paragraph(30)], (), TWO)
    on_first = any(placed.row.wide for placed in pages[0].rows)
    room = 22 - -(-before // 2) - 3
    assert on_first == (room >= 2)


def test_a_figure_stands_below_the_text_it_would_cut_in_two() -> None:
    pages = paginate([paragraph(6), picture(8), paragraph(10)], (), TWO)
    assert bands(pages) == [[(8, 8)]]
    assert [(p.line, p.row.lines) for p in pages[0].rows if p.row.wide] == [(8, 8)]
    assert [p.row.floats for p in pages[0].rows].index(True) == 6, (
        "what is drawn keeps the order of the source"
    )


def test_a_figure_stands_at_the_foot_where_text_goes_on_over_the_page() -> None:
    pages = paginate([paragraph(6), picture(8), paragraph(40)], (), TWO)
    assert [(p.line, p.row.lines) for p in pages[0].rows if p.row.wide] == [(14, 8)]
    assert bands(pages)[0] == [(14, 14)]


def test_a_figure_comes_no_earlier_than_its_text() -> None:
    pages = paginate([paragraph(36), picture(8), paragraph(10)], (), TWO)
    assert [[p.row.floats for p in page.rows].count(True) for page in pages] == [0, 1]


def test_columns_end_above_a_colophon_j15() -> None:
    pages = paginate([paragraph(15), paragraph(16)], (FOOT,), TWO)
    assert bands(pages) == [[(16, 15)]] or bands(pages) == [[(15, 16)]]
    assert pages[0].foot == FOOT


def test_text_goes_along_with_a_colophon_that_finds_no_room() -> None:
    lines = tuple(Row(1) for _ in range(42))
    pages = paginate([lines], (FOOT,), TWO, foot_on_even=True)
    assert [bool(page.foot) for page in pages] == [False, True]
    assert all(filled(page) <= 17 for page in pages[1:])
    assert sum(len(page.rows) for page in pages) == 42
    assert pages[1].rows


def test_the_rule_between_columns_is_as_high_as_the_text() -> None:
    made = paginate([title(), tuple(Row(1) for _ in range(9))], (), TWO)
    page = number_pages(made, TWO, PageNumbering(), BOOK)[0]
    (rule,) = [mark for mark in page.marks if isinstance(mark, Rule)]
    assert rule.x == rule.x2 == TWO.left(1) + TWO.column + TWO.gap / 2
    assert TWO.top + 3 * TWO.pitch < rule.y < rule.y2 < TWO.top + 8 * TWO.pitch
    assert rule.y2 - rule.y > 4.5 * TWO.pitch


TEXT = st.integers(1, 30).map(paragraph)
STRETCH = st.one_of(
    TEXT.map(lambda text: [text]),
    st.tuples(st.integers(1, 3), TEXT).map(lambda both: [heading(both[0]), both[1]]),
    st.tuples(st.integers(2, 5), TEXT).map(lambda both: [BLANK, title(both[0]), both[1]]),
    st.integers(2, 12).map(lambda lines: [picture(lines)]),
    st.integers(2, 12).map(lambda lines: [(Row(lines),)]),
    st.just([BLANK]),
)
GALLEYS = st.lists(STRETCH, min_size=1, max_size=25).map(lambda parts: [g for part in parts for g in part])
GRIDS = st.sampled_from([TWO, THREE])


def numbered(galleys: list[Galley]) -> list[Galley]:
    """Each row with a name of its own, by which it is known again on its page."""
    count = iter(range(10**6))
    return [tuple(row._replace(anchors=(str(next(count)),)) for row in galley) for galley in galleys]


@given(GALLEYS, GRIDS)
@settings(max_examples=150, deadline=None)
def test_every_row_stands_once_and_nothing_is_over_another(galleys: list[Galley], grid: Grid) -> None:
    wanted = [row.anchors for galley in numbered(galleys) for row in galley if not row.blank]
    pages = paginate(numbered(galleys), (), grid)
    assert [placed.row.anchors for page in pages for placed in page.rows] == wanted
    for page in pages:
        taken: set[tuple[int, float]] = set()
        for line, row, x in page.rows:
            lefts = [grid.column_left(n) for n in range(grid.columns)] if row.wide else [x]
            cells = {(line + down, left) for down in range(row.lines) for left in lefts}
            assert not cells & taken
            taken |= cells
        assert filled(page) <= grid.lines


@given(GALLEYS, GRIDS)
@settings(max_examples=150, deadline=None)
def test_columns_begin_on_one_line_and_end_where_they_may(galleys: list[Galley], grid: Grid) -> None:
    pages = paginate(galleys, (), grid)
    for page in pages:
        for band in page.bands:
            columns = columns_of(page, band, grid)
            assert all(column[0].line == band.line for column in columns if column)
            assert [bool(column) for column in columns] == sorted((bool(c) for c in columns), reverse=True)
            ends = [column[-1].row for column in columns if column]
            # Another column follows, or the page ends in the midst of a text: neither may be behind a heading.
            assert all(row.penalty < NEVER for row in (ends[:-1] if band.closed else ends))


def lowest(rows: list[Row]) -> int:
    """The lowest two columns that rows can be shared out in, every cut tried."""
    heights = []
    for cut in range(1, len(rows) + 1):
        if cut == len(rows) or rows[cut - 1].penalty == 0:
            rest = rows[cut:]
            while rest and rest[0].blank:
                rest = rest[1:]
            heights.append(max(sum(row.lines for row in part) for part in (rows[:cut], rest)))
    return min(heights)


@given(st.lists(st.one_of(TEXT, st.just(BLANK)), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_balanced_columns_are_as_low_as_they_can_be(galleys: list[Galley]) -> None:
    rows = [row for galley in galleys for row in galley]
    while rows and rows[-1].blank:
        rows.pop()
    while rows and rows[0].blank:
        rows = rows[1:]
    tall = TWO._replace(lines=400)
    pages = paginate([head(1), tuple(rows)], (), tall) if rows else ()
    for page in pages:
        assert [max(band.heights) for band in page.bands] == [lowest(rows)]


def test_many_empty_lines_vanish_between_two_columns() -> None:
    pages = paginate([head(1), paragraph(5), *[BLANK] * 10, paragraph(5)], (), TWO)
    assert bands(pages) == [[(5, 5)]]


def test_rows_of_a_band_keep_their_distance() -> None:
    pages = paginate([paragraph(9), (Row(3),), paragraph(9)], (), TWO)
    for _, group in groupby(pages[0].rows, key=lambda placed: placed.x):
        assert all(after.line == before.line + before.row.lines for before, after in pairwise(group))


TEXT_OF_LINES = "两栏的正文每行字数少，段落的首行和末行都不能单独留在栏底或者排到栏首，所以从正中断开有时差两行，要靠一段多一行或者少一行。"


@pytest.mark.parametrize("lengths", [(3, 4, 3), (6, 5, 2, 3)])
def test_columns_that_would_differ_by_two_lines_are_levelled(lengths: tuple[int, ...]) -> None:
    """T-64: a paragraph gives or takes a line where its characters hardly move for it."""
    grid = GRID.with_measure(GRID.width)._replace(columns=2, gap=20.0)
    typesetter = Typesetter(BOOK, Rules(), Problems())
    style = BlockStyle(BODY, indent=INDENT)
    characters = int(grid.column / BODY.size)
    found = []
    for more in range(-8, 9):
        blocks = [
            TextBlock((TEXT_OF_LINES * 9)[: characters * lines - 3 + more], style, None) for lines in lengths
        ]
        plain, level = (
            make_up(blocks, (), grid, typesetter, fit=fit, foot_on_even=False) for fit in (False, True)
        )
        spreads = [made.pages[0].bands[0].spread for made in (plain, level)]
        assert spreads[1] <= spreads[0]
        assert bool(level.adjusted) == (spreads[1] < spreads[0])
        found.append(spreads)
    assert all(after < 2 for before, after in found if before < 2)
    assert any(after < before for before, after in found) or all(before < 2 for before, _ in found)
