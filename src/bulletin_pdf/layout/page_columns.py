"""A page of several columns: bands from top to bottom, each in columns or across all of them.

What spans all columns (通栏) ends the columns over it. So a page is a row of stretches, some across and some in columns:

1. A stretch in columns that ends on the page is balanced: its columns become as low as they can be without a cut
   that a column must not have, and as even as that allows, the first ones longer. The next stretch begins below the
   highest of them, all its columns on the same line.
2. One that goes on over the page fills its columns to the foot, each cut at the cheapest place, as a page of a single
   column is.
3. A figure or table across all columns in the midst of a text stands below that text, where both find room, and the text
   goes on next to what was before it: columns are read to their end. What is drawn keeps the order of the source.
4. What spans all columns and must be followed by text (a title) stands where two lines of it find room in the first
   column; else it begins the next page, and so it does where a further column would stay empty.
"""

from collections.abc import Sequence
from math import ceil

from bulletin_pdf.layout.below_columns import with_floats_below
from bulletin_pdf.layout.column_fill import (
    Column,
    balanced_columns,
    filled_columns,
    is_cut_badly,
    lines_between,
    stretch_end,
)
from bulletin_pdf.layout.galley import NEVER, Row
from bulletin_pdf.layout.made_up import ColumnBand, MadeUpPage, column_end, fit_foot, place_rows
from bulletin_pdf.layout.page_state import PageState
from bulletin_pdf.layout.style import Grid


def with_wide_blanks(rows: list[Row]) -> None:
    """Let empty rows next to what spans all columns span them too, so that all columns begin on one line."""
    for order in (range(1, len(rows)), range(len(rows) - 2, -1, -1)):
        step = 1 if order.step < 0 else -1
        for index in order:
            row, beside = rows[index], rows[index + step]
            if row.blank and not row.wide and beside.wide and not beside.floats:
                rows[index] = row._replace(wide=True)


def fill_columns(rows: list[Row], at: int, grid: Grid) -> tuple[MadeUpPage, int]:
    """Fill a page from row `at` on; return it and the row after its last. Rows that give way are replaced."""
    state = PageState(at + rows[at].starts_page)
    without_head: PageState | None = None
    while state.at < len(rows) and not rows[state.at].starts_page:
        if rows[state.at].blank and not rows[state.at].wide:
            state = state._replace(at=state.at + 1)  # empty lines vanish at the head of columns
            continue
        wide = rows[state.at].wide
        after = _across(rows, state, grid) if wide else _in_columns(rows, state, grid, without_head)
        if after is None:
            state = without_head or state
            break
        without_head = _without_head(rows, state, after.at) if wide else None
        # What is left of the stretch goes over the page.
        over = after.at < stretch_end(rows, state.at)
        state = after
        if over:
            break
    return MadeUpPage(state.placed, None, state.bands, tuple(rows[at : state.at])), state.at


def _without_head(rows: Sequence[Row], state: PageState, end: int) -> PageState | None:
    """Return a page without what stands last across all columns and must be followed by text; None if nothing must."""
    cut = end
    while cut > state.at and rows[cut - 1].penalty >= NEVER:
        cut -= 1
    if cut == end or end == len(rows):
        return None
    placed = (*state.placed, *place_rows(rows[state.at : cut], state.line))
    line = state.line + lines_between(rows, state.at, cut)
    return PageState(cut, line, placed, state.bands) if placed else None


def _across(rows: list[Row], state: PageState, grid: Grid) -> PageState | None:
    """Place a stretch across all columns, or as much of it as the page holds; None where it begins the next page."""
    at, line, placed, bands = state
    room = grid.lines - line
    fit_foot(rows, at, room, stop=stretch_end(rows, at), before_turned=False)
    stop = stretch_end(rows, at)
    end = column_end(rows, at, room, stop)
    bad = lines_between(rows, at, end) > room or (end < stop and rows[end - 1].penalty >= NEVER)
    if bad and placed:
        return None
    return PageState(
        end, line + lines_between(rows, at, end), (*placed, *place_rows(rows[at:end], line)), bands
    )


# Columns ------------------------------------------------------------------------------------


def _in_columns(
    rows: list[Row], state: PageState, grid: Grid, without_head: PageState | None
) -> PageState | None:
    """Place a stretch in columns, or as much of it as the page holds.

    None where it begins the next page, with what stands over it if there is a page `without_head`.
    """
    room = grid.lines - state.line
    stop = stretch_end(rows, state.at)
    if stop < len(rows) and rows[stop].floats:
        after = with_floats_below(rows, state, grid)
        if after is not None:
            return after
    columns = balanced_columns(rows, state.at, stop, room, grid.columns)
    if columns is not None:
        return _with_columns(rows, state, columns, stop, grid, closed=True)
    columns = filled_columns(rows, state.at, room, grid.columns)
    is_bad = lines_between(rows, *columns[0]) > room or is_cut_badly(rows, columns[0])
    if (is_bad and state.placed) or (without_head and len(columns) < grid.columns):
        return None
    end = columns[-1][1]
    closed = end == stretch_end(rows, state.at)
    if len(columns) < grid.columns and not closed:
        # What comes next finds no room in any column: what is here ends together.
        columns = balanced_columns(rows, state.at, end, room, grid.columns) or columns
        closed = True
    return _with_columns(rows, state, columns, end, grid, closed=closed)


def _with_columns(
    rows: Sequence[Row], state: PageState, columns: Sequence[Column], end: int, grid: Grid, *, closed: bool
) -> PageState:
    """Put columns side by side below what is placed."""
    placed = list(state.placed)
    for number, (start, stop) in enumerate(columns):
        placed += place_rows(rows[start:stop], state.line, grid.column_left(number))
    heights = tuple(lines_between(rows, *column) for column in columns)
    heights += (0,) * (grid.columns - len(heights))
    bands = (*state.bands, ColumnBand(state.line, heights, closed)) if max(heights) else state.bands
    return PageState(end, state.line + max(heights), tuple(placed), bands)


# The last page -------------------------------------------------------------------------------


def parted(page: MadeUpPage, grid: Grid, room: int, lines: range) -> tuple[MadeUpPage, MadeUpPage] | None:
    """Part the end of a page from it, so many `lines` high and at most `room`, both filled again; None where it may not be cut."""
    rows = page.stream
    for cut in range(len(rows) - 1, 0, -1):
        height = ceil(sum(lines_of(row, grid) for row in rows[cut:]) / grid.columns)
        if height >= min(lines.stop, room + 1):
            break
        if height in lines and rows[cut - 1].penalty == 0 and not rows[cut].blank:
            kept, _ = fill_columns(list(rows[:cut]), 0, grid)
            carried, end = fill_columns(list(rows[cut:]), 0, grid)
            depth = max(placed.line + placed.row.lines for placed in carried.rows)
            if end == len(rows) - cut and depth <= room and len(kept.stream) == cut:
                return kept, carried
    return None


def lines_of(row: Row, grid: Grid) -> int:
    """Return how many lines of columns a row takes: those of each of them where it spans them all."""
    return row.lines * grid.columns if row.wide else row.lines
