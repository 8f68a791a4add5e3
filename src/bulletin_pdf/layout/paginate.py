"""Rows → pages: keeps, widows, and what is pinned to the foot of the last page.

All galleys are put in one row of rows; each row says how many grid lines it takes and what a page end after
it costs (its penalty: nothing, something for a widow, `NEVER` behind a heading). Pages are filled from the first
on: as far as rows fit, every place is a candidate, and the page ends at the cheapest, where an empty line
costs 1 and the last of equal places wins. What has to begin a page ends the one before; empty rows at the head of a page
are dropped. A page once filled is not looked at again: `fit` changes blocks and fills anew.

Then 报尾 is pinned to the foot of the last page. Where it finds no room, it takes a further page, and takes the last
few lines of text along so that it does not stand alone; where it has to stand on an even page (P-56), a blank page comes before
it or lines stay behind. A 报尾 longer than a page may begin below the text.
"""

from collections.abc import Sequence
from math import ceil

from bulletin_pdf.layout.fit_foot import fit_foot
from bulletin_pdf.layout.galley import NEVER, Galley, Row
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.named_tuples import NamedTuple, new_tuple


class PlacedRow(NamedTuple):
    """A row and the grid line it begins on, counted from 0 at the top of the type area."""

    line: int
    row: Row


class MadeUpPage(NamedTuple):
    """The rows of one page, and the block pinned to its foot if it carries one."""

    rows: tuple[PlacedRow, ...]
    foot: Row | None = None


def paginate(
    galleys: Sequence[Galley], feet: Sequence[Row], grid: Grid, *, foot_on_even: bool = False
) -> tuple[MadeUpPage, ...]:
    """Make up pages; `feet` (报尾) go to the foot of the last page, or of further ones.

    `foot_on_even` puts it on the last side of a sheet (P-56); a single page keeps its own.
    """
    rows = _join(galleys)
    pages = _filled(list(rows), grid, all_before=True)
    if not feet:
        return tuple(pages)
    pinned = _pinned(pages, feet, grid, foot_on_even=foot_on_even)
    if pages[-1].rows and pages[-1].rows[-1].row.turned:
        # 报尾 finds no room on the page of a turned table: text that stays behind it makes some.
        behind = _filled(rows, grid, all_before=False)
        pinned = min(pinned, _pinned(behind, feet, grid, foot_on_even=foot_on_even), key=_waste)
    return tuple(pinned)


def _waste(pages: Sequence[MadeUpPage]) -> tuple[int, int]:
    """Count pages, and those of them with no text."""
    return len(pages), sum(not page.rows for page in pages)


def _filled(rows: list[Row], grid: Grid, *, all_before: bool) -> list[MadeUpPage]:
    """Put rows on pages; `all_before` lets all that follows a turned table stand before it."""
    pages: list[tuple[PlacedRow, ...]] = []
    at = 0
    while at < len(rows):
        fit_foot(rows, at, grid.lines, all_before=all_before)
        end = _page_end(rows, at, grid.lines)
        pages.append(_place(rows[at:end]))
        at = _skip_blanks(rows, end)
    return [MadeUpPage(page) for page in pages if page] or [MadeUpPage(())]


def _join(galleys: Sequence[Galley]) -> list[Row]:
    """Put galleys in one row; a heading takes two lines of what follows along (T-63)."""
    rows: list[Row] = []
    for galley in galleys:
        after_heading = bool(rows) and rows[-1].penalty == NEVER
        start = len(rows)
        if rows and galley and galley[0].keep_with_previous:
            rows[-1] = rows[-1]._replace(penalty=NEVER)
        if rows and galley and galley[0].turned:
            rows[-1] = rows[-1]._replace(penalty=0)  # nothing can stand on the page of a turned table
        rows += galley
        if after_heading and len(galley) > 1:
            rows[start] = rows[start]._replace(penalty=NEVER)
    return rows


def _page_end(rows: Sequence[Row], start: int, room: int) -> int:
    """Find where the page that begins at row `start` is cut: the cheapest place that fits."""
    filled, best, best_cost = 0, 0, float("inf")
    index = start
    while index < len(rows):
        row = rows[index]
        if row.starts_page and index > start:
            return index
        if filled + row.lines > room:
            break
        filled += row.lines
        index += 1
        cost = (room - filled) + (rows[index - 1].penalty if index < len(rows) else 0)
        if cost <= best_cost or index == len(rows):
            best, best_cost = index, cost
    if index == len(rows):
        return index
    return best or max(index, start + 1)


def _skip_blanks(rows: Sequence[Row], at: int) -> int:
    while at < len(rows) and rows[at].blank:
        at += 1
    return at


def _place(rows: Sequence[Row]) -> tuple[PlacedRow, ...]:
    placed: list[PlacedRow] = []
    line = 0
    for row in rows:
        if not row.blank and not row.starts_page:
            placed.append(new_tuple(PlacedRow, (line, row)))
        line += row.lines
    return tuple(placed)


_WHITE_OVER_FOOT = 0.15
"""White between the text and 报尾, grid lines; the leading of the last line comes to it."""
_FEWEST_CARRIED = 3
_MAX_CARRIED = 8
"""Lines of text taken along so that 报尾 does not stand on a page alone."""


def lines_over(foot: Row) -> int:
    """Return the grid lines a foot takes with the white over it."""
    return ceil(foot.depth + _WHITE_OVER_FOOT) if foot.depth else foot.lines + 1


def _pinned(
    made_up: Sequence[MadeUpPage], feet: Sequence[Row], grid: Grid, *, foot_on_even: bool
) -> list[MadeUpPage]:
    """Put 报尾 on the last page, or on further ones."""
    pages = list(made_up)
    last = pages[-1]
    used = max((placed.line + placed.row.lines for placed in last.rows), default=0)
    feet = _begun_below(feet, grid.lines - used - 1, len(pages), foot_on_even=foot_on_even)
    fits = used + lines_over(feet[0]) <= grid.lines or not last.rows
    own_page_is_right = (len(pages) + len(feet)) % 2 == 0
    """Whether its last part stands on an even page when the first begins a page of its own."""
    if fits and not (foot_on_even and own_page_is_right and len(pages) + len(feet) > 2):
        pages[-1], feet = last._replace(foot=feet[0]), feet[1:]
    elif not fits and foot_on_even and not own_page_is_right:
        pages.append(MadeUpPage(()))  # P-63: a blank page before that of 报尾
    elif not fits and (carried := _carried(last, grid.lines - lines_over(feet[0]))):
        kept = last.rows[: -len(carried)]
        pages[-1] = last._replace(rows=kept)
        pages.append(MadeUpPage(carried, feet[0]))
        feet = feet[1:]
    return [*pages, *(MadeUpPage((), foot) for foot in feet)]


def _begun_below(feet: Sequence[Row], room: int, pages: int, *, foot_on_even: bool) -> Sequence[Row]:
    """Begin a 报尾 longer than a page in the room below the text, where it ends well then."""
    long = feet[0].elastic if len(feet) > 1 else None
    given = long.within(room) if long else None
    if given and not (foot_on_even and (pages + len(given) - 1) % 2):
        return given
    return feet


def _carried(page: MadeUpPage, room: int) -> tuple[PlacedRow, ...]:
    """Return the last few lines of a page, at most `room`, where it may be cut before them."""
    end = page.rows[-1].line + page.rows[-1].row.lines
    for index in range(len(page.rows) - 1, 0, -1):
        first = page.rows[index].line
        if end - first > min(_MAX_CARRIED, room):
            break
        if end - first >= _FEWEST_CARRIED and page.rows[index - 1].row.penalty == 0:
            return tuple(placed._replace(line=placed.line - first) for placed in page.rows[index:])
    return ()
