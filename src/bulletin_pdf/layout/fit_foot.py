"""What gives way where a figure or table meets the foot of a page: set smaller, or cut in two.

One that can do neither goes to the next page, and text never passes it: what a reader of
the file extracts keeps the order in which the editor wrote it. Only a turned table, which
has its pages to itself, lets text that follows it fill the page before it (P-65, T-64).
"""

from collections.abc import Sequence
from typing import Final

from bulletin_pdf.layout.galley import Row

_MIN_UNDER_HEADING: Final = 2
"""Lines of text that follow a heading before a turned table."""
_MAX_LOST: Final = 3
"""So many lines may stay empty before a turned table; text is not carried past it for fewer."""


def fit_foot(rows: list[Row], start: int, room: int, *, all_before: bool = True) -> None:
    """Rearrange the rows of the page of `room` lines that begins at row `start`.

    Without `all_before` some of the text that follows a turned table stays behind it.
    """
    filled = 0
    for index in range(start, len(rows)):
        row = rows[index]
        if row.starts_page and index > start:
            return
        if filled + row.lines > room:
            if row.elastic is not None and (given := row.elastic.within(room - filled)):
                rows[index : index + 1] = given
            elif row.turned and index > start:
                _end_before_turned(rows, start, index, room - filled, all_before=all_before)
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
    headed = rows[table].headed
    if headed is not None and end - first < _MIN_UNDER_HEADING:
        if table - headed.before >= start:
            rows[table - headed.before : table + headed.own] = headed.rows
        return
    rows[table] = rows[table]._replace(headed=None)  # its headings stay where they are, with that text
    rows[table:end] = rows[first:end] + rows[table:first]


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
