"""Rows in columns of one height: filled, or balanced where they end together."""

from collections.abc import Sequence
from math import ceil

from bulletin_pdf.layout.galley import NEVER, Row
from bulletin_pdf.layout.made_up import column_end, fit_foot, skip_blanks

Column = tuple[int, int]
"""Its first row and the one after its last."""


def stretch_end(rows: Sequence[Row], at: int) -> int:
    """Return where the stretch across all columns, or in columns, ends that begins at a row."""
    stop = at + 1
    while stop < len(rows) and rows[stop].wide == rows[at].wide and not rows[stop].starts_page:
        stop += 1
    return stop


def lines_between(rows: Sequence[Row], start: int, end: int) -> int:
    """Return how many lines rows take."""
    return sum(row.lines for row in rows[start:end])


def is_cut_badly(rows: Sequence[Row], column: Column) -> bool:
    """Whether a column ends where none may."""
    end = column[1]
    more = end < len(rows) and not rows[end].starts_page
    return more and rows[end - 1].penalty >= NEVER


def filled_columns(rows: list[Row], at: int, room: int, count: int) -> list[Column]:
    """Fill columns to the foot; fewer of them where nothing may stand in the next."""
    columns: list[Column] = []
    while len(columns) < count and at < _stop(rows, at, columns):
        stop = _stop(rows, at, columns)
        fit_foot(rows, at, room, stop=stop, before_turned=False)
        stop = _stop(rows, at, columns)
        end = column_end(rows, at, room, stop)
        if columns and (lines_between(rows, at, end) > room or is_cut_badly(rows, (at, end))):
            break
        columns.append((at, end))
        at = min(skip_blanks(rows, end), stop)
    return columns


def _stop(rows: Sequence[Row], at: int, columns: Sequence[Column]) -> int:
    return stretch_end(rows, columns[0][0] if columns else at)


# Balance ------------------------------------------------------------------------------------


def balanced_columns(rows: Sequence[Row], at: int, stop: int, room: int, count: int) -> list[Column] | None:
    """Return the lowest columns that hold a whole stretch; None where the room is too little."""
    least = sum(row.lines for row in rows[at:stop] if not row.blank)
    if least > room * count:
        return None
    for worst in (0, NEVER - 1):
        for height in range(max(ceil(least / count), 1), room + 1):
            columns = _even(rows, at, stop, height, count, worst)
            if columns is not None:
                return columns
    return None


def _even(
    rows: Sequence[Row], at: int, stop: int, height: int, count: int, worst: int
) -> list[Column] | None:
    """Share a stretch among columns of at most `height` lines as evenly as may be, cut at penalties up to `worst`."""
    if count == 1 or at >= stop:
        return [(at, stop)] * (at < stop) if lines_between(rows, at, stop) <= height else None
    best: list[Column] | None = None
    best_spread = height + 1
    seen = -1
    # What the others cannot hold must stand here.
    least = sum(row.lines for row in rows[at:stop] if not row.blank) - (count - 1) * height
    for limit in range(height, max(least, 1) - 1, -1):
        end = _last_cut(rows, at, stop, limit, worst)
        if end == seen or end <= at:
            continue
        seen = end
        rest = _even(rows, min(skip_blanks(rows, end), stop), stop, height, count - 1, worst)
        if rest is not None:
            columns = [(at, end), *rest]
            heights = [lines_between(rows, *column) for column in columns]
            heights += [0] * (count - len(heights))
            spread = max(heights) - min(heights)
            if spread < best_spread:
                best, best_spread = columns, spread
    return best


def _last_cut(rows: Sequence[Row], at: int, stop: int, limit: int, worst: int) -> int:
    """Return the last place within `limit` lines where a column may be cut; `at` if there is none."""
    filled, found = 0, at
    for index in range(at, stop):
        filled += rows[index].lines
        if filled > limit:
            break
        if rows[index].penalty <= worst or index + 1 == stop:
            found = index + 1
    return found
