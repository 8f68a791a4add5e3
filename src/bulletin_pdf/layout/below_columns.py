"""Figures and tables across all columns, placed below the text of their page.

One in the midst of a text would cut the columns in two. It stands below them instead, where the page holds all the
text before its place and the text after it goes on over it. What is drawn keeps the order of the source, page by page.
"""

from collections.abc import Sequence
from typing import Final

from bulletin_pdf.layout.column_fill import Column, balanced_columns, filled_columns, lines_between
from bulletin_pdf.layout.galley import Row
from bulletin_pdf.layout.made_up import ColumnBand, PlacedRow
from bulletin_pdf.layout.page_state import PageState
from bulletin_pdf.layout.style import Grid

_FEWEST_LINES: Final = 3
"""Lines of columns over such a figure, at least."""


def with_floats_below(rows: list[Row], state: PageState, grid: Grid) -> PageState | None:
    """Place a text in columns with as many of its figures and tables below it as the page holds; None if with none."""
    floats, stop = _floats(rows, state.at)
    for count in range(len(floats), 0, -1):
        limit = floats[count] if count < len(floats) else stop
        after = _with_some(rows, state, floats[:count], limit, grid)
        if after is not None:
            return after
    return None


def _floats(rows: Sequence[Row], at: int) -> tuple[list[int], int]:
    """Return which rows of a text may stand below it, and where the text ends; what stands last does so by itself."""
    stop = at
    while stop < len(rows) and (rows[stop].floats or not rows[stop].wide) and not rows[stop].starts_page:
        stop += 1
    while stop > at and (rows[stop - 1].floats or rows[stop - 1].blank):
        stop -= 1
    return [index for index in range(at, stop) if rows[index].floats], stop


def _with_some(
    rows: list[Row], state: PageState, floats: Sequence[int], limit: int, grid: Grid
) -> PageState | None:
    """Place the text up to row `limit`, or as much as the page holds, over all of `floats`; None where that cannot be."""
    below = sum(rows[index].lines for index in floats)
    room = grid.lines - state.line - below
    if room < _FEWEST_LINES:
        return None
    places = [index for index in range(state.at, limit) if not rows[index].floats]
    text = [rows[index] for index in places]
    columns = balanced_columns(text, 0, len(text), room, grid.columns)
    closed = columns is not None
    if columns is None:
        columns = filled_columns(text, 0, room, grid.columns)
        if len(text) != len(places) or lines_between(text, *columns[0]) > room:
            return None
        limit = places[columns[-1][1] - 1] + 1
        if len(columns) < grid.columns:
            # What comes next finds no room in any column: what is here ends together.
            columns = balanced_columns(text, 0, columns[-1][1], room, grid.columns) or columns
            closed = True
    if limit <= floats[-1]:
        return None
    for index, row in zip(places, text, strict=True):
        rows[index] = row
    return _placed(rows, state, columns, places, floats, limit, grid, closed=closed)


def _placed(
    rows: Sequence[Row],
    state: PageState,
    columns: Sequence[Column],
    places: Sequence[int],
    floats: Sequence[int],
    limit: int,
    grid: Grid,
    *,
    closed: bool,
) -> PageState:
    """Put columns side by side and what spans them below, all in the order of the source."""
    found: list[tuple[int, PlacedRow]] = []
    heights: list[int] = []
    for number, (start, stop) in enumerate(columns):
        line = state.line
        for index in places[start:stop]:
            if not rows[index].blank:
                found.append((index, PlacedRow(line, rows[index], grid.column_left(number))))
            line += rows[index].lines
        heights.append(line - state.line)
    heights += [0] * (grid.columns - len(heights))
    line = state.line + max(heights)
    if not closed:
        line = grid.lines - sum(rows[index].lines for index in floats)
    for index in floats:
        found.append((index, PlacedRow(line, rows[index])))
        line += rows[index].lines
    placed = (*state.placed, *(row for _, row in sorted(found, key=lambda each: each[0])))
    return PageState(limit, line, placed, (*state.bands, ColumnBand(state.line, tuple(heights), closed)))
