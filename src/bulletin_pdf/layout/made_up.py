"""Made-up pages: rows in their positions, ends of columns, spacing that may shrink at the foot.

A figure or table that meets the foot is set smaller, or cut in two. One that can do neither goes to the next page, and
text never passes it: what a reader of the file extracts keeps the order in which the editor wrote it. Only a turned
table, which has its pages to itself, lets text that follows it fill the page before it (P-65, T-64).
"""

from collections.abc import Sequence
from typing import Final

from bulletin_pdf.layout.galley import Row
from bulletin_pdf.named_tuples import NamedTuple, new_tuple

_MIN_UNDER_HEADING: Final = 2
"""Lines of text that follow a heading before a turned table."""
_MAX_LOST: Final = 3
"""So many lines may stay empty before a turned table; text is not carried past it for fewer."""


class PlacedRow(NamedTuple):
    """A row and the grid line it begins on, counted from 0 at the top of the type area."""

    line: int
    row: Row
    x: float = 0.0
    """The left edge of its column, from that of the type area, pt."""


class ColumnBand(NamedTuple):
    """A stretch of a page in several columns, from one line on: what stands between two things that span them."""

    line: int
    heights: tuple[int, ...]
    """How many grid lines each column is filled to."""
    closed: bool
    """Whether its text ends here, so that its columns are balanced; else it goes on over the page."""

    @property
    def spread(self) -> int:
        """By how many lines its columns differ at most."""
        return max(self.heights) - min(self.heights)


class MadeUpPage(NamedTuple):
    """The rows of one page, and the block pinned to its foot if it carries one."""

    rows: tuple[PlacedRow, ...]
    foot: Row | None = None
    bands: tuple[ColumnBand, ...] = ()
    """Its stretches in several columns; none on a page of a single one."""
    stream: tuple[Row, ...] = ()
    """Of a page of several columns: its rows in their order, empty ones among them."""


def column_end(rows: Sequence[Row], start: int, room: int, stop: int) -> int:
    """Find where the column that begins at row `start` is cut: the cheapest place that fits, at most `stop`."""
    filled, best, best_cost = 0, 0, float("inf")
    index = start
    while index < stop:
        row = rows[index]
        if row.starts_page and index > start:
            return index
        if filled + row.lines > room:
            break
        filled += row.lines
        index += 1
        cost = (room - filled) + (rows[index - 1].penalty if index < stop else 0)
        if cost <= best_cost or index == stop:
            best, best_cost = index, cost
    if index == stop:
        return index
    return best or max(index, start + 1)


def skip_blanks(rows: Sequence[Row], at: int) -> int:
    """Return the first row from `at` on that is not empty: such rows vanish at the head of a column."""
    while at < len(rows) and rows[at].blank:
        at += 1
    return at


def place_rows(rows: Sequence[Row], line: int = 0, x: float = 0.0) -> tuple[PlacedRow, ...]:
    """Put rows under each other from a grid line on."""
    placed: list[PlacedRow] = []
    for row in rows:
        if not row.blank and not row.starts_page:
            placed.append(new_tuple(PlacedRow, (line, row, x)))
        line += row.lines
    return tuple(placed)


# At the foot ---------------------------------------------------------------------------------


def fit_foot(
    rows: list[Row],
    start: int,
    room: int,
    *,
    all_before: bool = True,
    stop: int | None = None,
    before_turned: bool = True,
) -> None:
    """Rearrange the rows of the page, or column, of `room` lines that begins at row `start`.

    Without `all_before` some of the text that follows a turned table stays behind it. Rows from `stop` on are left
    alone. Without `before_turned` no text goes before a turned table, but its headings go over it on its page.
    """
    filled = 0
    for index in range(start, len(rows) if stop is None else stop):
        row = rows[index]
        if row.starts_page and index > start:
            return
        if filled + row.lines > room:
            if row.elastic is not None and (given := row.elastic.within(room - filled)):
                across = (each._replace(wide=True, floats=row.floats) for each in given)
                rows[index : index + 1] = across if row.wide else given
            elif row.turned and index > start:
                if before_turned:
                    _end_before_turned(rows, start, index, room - filled, all_before=all_before)
                else:
                    _with_headings_over(rows, start, index)
            return
        filled += row.lines


def _end_before_turned(rows: list[Row], start: int, table: int, room: int, *, all_before: bool) -> None:
    """End the page before a turned table: with text from behind it, or without the table's own headings.

    A heading that no text would follow goes over the table on its page.
    """
    first = table
    while first < len(rows) and rows[first].turned:
        first += 1
    end = first + (_most_lines(rows[first : _own_text_end(rows, first)], room) if room > _MAX_LOST else 0)
    if end == len(rows) and not all_before:
        end = first
    if rows[table].headed is not None and end - first < _MIN_UNDER_HEADING:
        _with_headings_over(rows, start, table)
        return
    rows[table] = rows[table]._replace(headed=None)  # its headings stay where they are, with that text
    rows[table:end] = rows[first:end] + rows[table:first]


def _with_headings_over(rows: list[Row], start: int, table: int) -> None:
    """Put a turned table with its headings over it in the place of both, if they stand on the page before it."""
    headed = rows[table].headed
    if headed is not None and table - headed.before >= start:
        wide = rows[table].wide
        rows[table - headed.before : table + headed.own] = [row._replace(wide=wide) for row in headed.rows]


def _own_text_end(rows: Sequence[Row], first: int) -> int:
    """Return where the text ends that may be taken from its place: headings of the next turned table stay."""
    later = next((at for at in range(first, len(rows)) if rows[at].turned), len(rows))
    headed = rows[later].headed if later < len(rows) else None
    return later - (headed.before if headed else 0)


def _most_lines(rows: Sequence[Row], room: int) -> int:
    """Count the rows of text that fill `room` lines best, cut as a page may be."""
    best, best_cost, filled = 0, room, 0
    for count, row in enumerate(rows, 1):
        filled += row.lines
        if filled > room or row.anchors or row.starts_page or row.turned or row.elastic or not row.lines:
            break
        cost = room - filled + (row.penalty if count < len(rows) else 0)
        if cost <= best_cost:
            best, best_cost = count, cost
    return best
