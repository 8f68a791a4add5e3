"""What gives way where a figure or table meets the foot of a page.

It is set smaller or cut in two; one that can do neither lets the text after it go first
and stands at the head of the next page (T-82), so that no page ends in a hole.
"""

from bulletin_pdf.layout.galley import NEVER, Row

_WORTH_PASSING = 3
"""Text goes before a figure only to fill at least so many lines."""


def fit_foot(rows: list[Row], start: int, room: int) -> None:
    """Rearrange the rows of the page of `room` lines that begins at row `start`."""
    filled = 0
    for index in range(start, len(rows)):
        row = rows[index]
        if row.starts_page and index > start:
            return
        if filled + row.lines > room:
            _give_way(rows, index, room - filled)
            return
        filled += row.lines


def _give_way(rows: list[Row], index: int, left: int) -> None:
    elastic = rows[index].elastic
    if elastic is not None and (given := elastic.within(left)):
        rows[index : index + 1] = given
    elif rows[index].floats:
        _let_pass(rows, index, left)


def _let_pass(rows: list[Row], index: int, left: int) -> None:
    """Put text that fills the `left` lines before the floating rows at `index`."""
    after = index + 1
    while after < len(rows) and rows[after].floats and rows[after - 1].hold == NEVER:
        after += 1
    best, least = 0, left - _WORTH_PASSING + 1
    filled = 0
    # The text goes on below the figure: it never comes to stand after its report.
    for end in range(after + 1, len(rows)):
        row = rows[end - 1]
        filled += row.lines
        if filled > left or not (_is_text(row) and _is_text(rows[end])):
            break
        cost = left - filled + row.hold
        if cost < least:
            best, least = end, cost
    if best:
        rows[index:best] = [*rows[after:best], *rows[index:after]]


def _is_text(row: Row) -> bool:
    return not (row.anchors or row.blank or row.floats or row.starts_page or row.elastic)
