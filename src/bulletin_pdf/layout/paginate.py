"""Rows → pages: keeps, widows, and rows fixed to the foot of the last page.

All galleys are put in one row of rows; each row says how many grid lines it takes and what a page end after
it costs (its penalty: nothing, something for a widow, `NEVER` behind a heading). Pages are filled from the first
on: as far as rows fit, every place is a candidate, and the page ends at the cheapest, where an empty line
costs 1 and the last of equal places wins. What has to begin a page ends the one before; empty rows at the head of a page
are dropped. A page once filled is not looked at again: `fit` changes blocks and fills again.

Then 报尾 is pinned to the foot of the last page. Where it finds no room, it takes a further page, and takes the last
few lines of text along so that it does not stand alone; where it has to stand on an even page (P-56), a blank page comes before
it or lines stay behind. A 报尾 longer than a page may begin below the text.

A page of several columns is filled by `page_columns`, which cuts each of them as a page of a single one is cut here.
"""

from collections.abc import Sequence
from math import ceil

from bulletin_pdf.layout.galley import NEVER, Galley, Row
from bulletin_pdf.layout.made_up import MadeUpPage, PlacedRow, column_end, fit_foot, place_rows, skip_blanks
from bulletin_pdf.layout.style import Grid


def paginate(
    galleys: Sequence[Galley], feet: Sequence[Row], grid: Grid, *, foot_on_even: bool = False
) -> tuple[MadeUpPage, ...]:
    """Make up pages; `feet` (报尾) go to the foot of the last page, or of further ones.

    `foot_on_even` puts it on the last side of a sheet (P-56); a single page keeps its own.
    """
    rows = _join(galleys)
    if grid.columns > 1:
        from bulletin_pdf.layout.page_columns import with_wide_blanks

        with_wide_blanks(rows)
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
    if grid.columns > 1:
        return _filled_columns(rows, grid)
    pages: list[tuple[PlacedRow, ...]] = []
    at = 0
    while at < len(rows):
        fit_foot(rows, at, grid.lines, all_before=all_before)
        end = column_end(rows, at, grid.lines, len(rows))
        pages.append(place_rows(rows[at:end]))
        at = skip_blanks(rows, end)
    return [MadeUpPage(page) for page in pages if page] or [MadeUpPage(())]


def _filled_columns(rows: list[Row], grid: Grid) -> list[MadeUpPage]:
    """Put rows on pages of several columns."""
    from bulletin_pdf.layout.page_columns import fill_columns

    pages: list[MadeUpPage] = []
    at = 0
    while at < len(rows):
        page, end = fill_columns(rows, at, grid)
        if page.rows:
            pages.append(page)
        at = skip_blanks(rows, end)
    return pages or [MadeUpPage(())]


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


_WHITE_OVER_FOOT = 0.15
"""White between the text and 报尾, grid lines; the leading of the last line comes to it."""
_FEWEST_CARRIED = 3
_MAX_CARRIED = 8
"""Lines of text taken along so that 报尾 does not stand on a page alone."""


def lines_over(foot: Row) -> int:
    """Return the grid lines a foot takes with the space over it."""
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
    elif not fits and (both := _parted(last, grid, grid.lines - lines_over(feet[0]))):
        pages[-1:] = [both[0], both[1]._replace(foot=feet[0])]
        feet = feet[1:]
    return [*pages, *(MadeUpPage((), foot) for foot in feet)]


def _begun_below(feet: Sequence[Row], room: int, pages: int, *, foot_on_even: bool) -> Sequence[Row]:
    """Begin a 报尾 longer than a page in the room below the text, where it ends well then."""
    long = feet[0].elastic if len(feet) > 1 else None
    given = long.within(room) if long else None
    if given and not (foot_on_even and (pages + len(given) - 1) % 2):
        return given
    return feet


def _parted(page: MadeUpPage, grid: Grid, room: int) -> tuple[MadeUpPage, MadeUpPage] | None:
    """Part the last few lines of a page, at most `room`, from it where it may be cut before them."""
    if grid.columns > 1:
        from bulletin_pdf.layout.page_columns import parted

        return parted(page, grid, room, range(_FEWEST_CARRIED, _MAX_CARRIED + 1))
    end = page.rows[-1].line + page.rows[-1].row.lines
    for index in range(len(page.rows) - 1, 0, -1):
        first = page.rows[index].line
        if end - first > min(_MAX_CARRIED, room):
            break
        if end - first >= _FEWEST_CARRIED and page.rows[index - 1].row.penalty == 0:
            carried = tuple(placed._replace(line=placed.line - first) for placed in page.rows[index:])
            return page._replace(rows=page.rows[:index]), MadeUpPage(carried)
    return None
