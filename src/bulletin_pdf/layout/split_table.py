"""Splitting a table at the foot of a page: between rows, through groups of rows, between lines of a row (T-81).

1. Rows are taken as far as they fit. The last place between two of them that parts no cell is the cut, if it leaves
   little of the page empty.
2. Otherwise a cell over several rows is parted: a short one is said again on the next page, a long one goes on there.
3. A row too tall for what is left is cut between its lines: each cell keeps the lines that fit, the rest goes on. So is a head
   that no page has room for.

The height of what goes on is counted again, since cells may need less there.
"""

from itertools import accumulate
from typing import Final

from bulletin_pdf.layout.cells import SetCell
from bulletin_pdf.layout.figures import MIN_WHITE
from bulletin_pdf.layout.galley import Galley, Row
from bulletin_pdf.layout.page_numbers import moved
from bulletin_pdf.layout.ragged import line_count
from bulletin_pdf.layout.table_parts import SetTable, TablePart, part_marks
from bulletin_pdf.named_tuples import NamedTuple

_MIN_ROWS: Final = 2
"""Rows of the body on either side of a cut, if it can be."""
_MAX_LEFT: Final = 4.0
"""A page is not left emptier than this for the sake of a clean cut, grid lines."""
_MIN_ROOM: Final = 5.0
"""Groups and rows are not cut to begin a table in less room, grid lines."""
_MIN_LINES: Final = 2
"""Lines of a cell that is cut, on either side."""
_NEAR: Final = 1e-6

_MAX_HEADS: Final = 3
"""Rows across the table, one behind the other, that head a group together; more of them are text."""

_KEPT_WHOLE: Final = 8
"""A table of so many grid lines or fewer is not cut."""

Parts = tuple[TablePart, TablePart]


class _Uncut(NamedTuple):
    """A part that may be cut where it meets the foot of a page."""

    part: TablePart

    def within(self, lines: int) -> Galley | None:
        """Cut it so that its first rows take at most `lines`; None for a small one."""
        page, pitch = self.part.grid.lines, self.part.grid.pitch
        if self.part.lines <= _KEPT_WHOLE and lines < page:
            return None
        cut = cut_part(self.part, (lines - MIN_WHITE) * pitch, must=lines >= page)
        return None if cut is None else tuple(map(part_row, cut))


def part_row(part: TablePart) -> Row:
    """Return a part as one row, centred in the measure, its space over and under it alike.

    One taller than a page is not drawn: it will be cut first.
    """
    grid, lines = part.grid, part.lines
    if lines > grid.lines:
        return Row(lines, elastic=_Uncut(part))
    x = (grid.width - part.table.width) / 2
    white = lines * grid.pitch - part.height
    # At the head of a page nothing stands above that the white could part it from.
    y = 0.0 if part.continued else white / 2
    marks = tuple(moved(mark, x, y) for mark in part_marks(part))
    return Row(lines, marks, anchors=part.anchors, elastic=_Uncut(part))


class _Cut(NamedTuple):
    """Rows before `row` stay; of this row as much as goes into `share` pt, nothing if that is 0."""

    row: int
    share: float = 0.0


def cut_part(part: TablePart, room: float, *, must: bool) -> Parts | None:
    """Cut a part so that the first one is at most `room` pt high; None where it had better move on.

    `must` when a whole page holds no more. Cells of the head that reach into the body are said again whole
    unless nothing would ever be left behind then.
    """
    cut = _cut_within(part, room, must)
    if cut is None or part.heads_cut or _goes_on(part, cut[1]):
        return cut
    return _cut_within(part._replace(heads_cut=True), room, must)


def _goes_on(part: TablePart, rest: TablePart) -> bool:
    """Whether a cut leaves rows or lines behind."""
    return rest.start > part.start or _lines_left(rest) < _lines_left(part)


def _lines_left(part: TablePart) -> int:
    return sum(cell.lines for cell in part.table.cells if cell.place.row + cell.place.rows > part.start)


def _cut_within(part: TablePart, room: float, must: bool) -> Parts | None:
    """Cut a part where that is best; the parameters are those of `cut_part`."""
    fits = _fitting(part, room)
    spare = _MAX_LEFT * part.grid.pitch
    allowed = [row for row in fits if not _heads_group(part, row - 1) and _begins_all(part, row)]
    clean = [row for row in allowed if _leaves_rows(part, row) and _parts_no_cell(part.table, row)]
    if clean and room - _height(part, clean[-1]) <= spare:
        return _divide(part, _Cut(clean[-1]))
    if not must and room < _MIN_ROOM * part.grid.pitch:
        return _divide(part, _Cut(clean[-1])) if clean else None
    best = [row for row in allowed if _leaves_rows(part, row)] or allowed
    if best and room - _height(part, best[-1]) <= spare:
        return _divide(part, _Cut(best[-1]))
    last = fits[-1] if fits else part.start
    split = _split_row(part, _Cut(last, room - _height(part, last)))
    if split is not None:
        return split
    if best:
        return _divide(part, _Cut(best[-1]))
    if not must:
        return None
    return (
        _divide(part, _Cut(fits[-1]))
        if fits
        else _divide(part, _Cut(part.start, room - _height(part, part.start)))
    )


def _height(part: TablePart, row: int) -> float:
    """Return how high the part is up to a row."""
    return part._replace(end=row).height


def _fitting(part: TablePart, room: float) -> list[int]:
    """Return the rows before which the part may be cut to stay within `room` pt."""
    heights = accumulate(part.table.heights[part.start : part.end - 1], initial=_height(part, part.start))
    return [part.start + count for count, height in enumerate(heights) if count and height <= room + _NEAR]


def _leaves_rows(part: TablePart, row: int) -> bool:
    return row - part.start >= _MIN_ROWS and part.end - row >= _MIN_ROWS


def _parts_no_cell(table: SetTable, row: int) -> bool:
    return all(above != below for above, below in zip(table.owners[row - 1], table.owners[row], strict=True))


def _begins_all(part: TablePart, row: int) -> bool:
    """Whether every cell parted before a row has at least a line above it."""
    heights, owners = part.table.heights, part.table.owners
    crossing = {cell for cell in owners[row] if cell >= 0 and cell in owners[row - 1]}
    cells = (part.table.cells[index] for index in crossing)
    return all(
        not cell.lines
        or cell.again
        or cell.pitch + cell.white <= sum(heights[max(cell.place.row, part.start) : row]) + _NEAR
        for cell in cells
    )


def _heads_group(part: TablePart, row: int) -> bool:
    """Whether a row is one cell across the table and heads rows below that are not."""
    following = range(row, min(row + _MAX_HEADS + 1, part.end))
    alone = [_is_across(part.table, number) for number in following]
    return alone[0] and not all(alone)


def _is_across(table: SetTable, row: int) -> bool:
    return len(table.owners[row]) > 1 and len(set(table.owners[row])) == 1


# Dividing -------------------------------------------------------------------------------------


def _split_row(part: TablePart, cut: _Cut) -> Parts | None:
    """Divide a row between lines where that leaves enough of them on either side."""
    if cut.row >= part.end or _heads_group(part, cut.row):
        return None
    before, after = _divide(part, cut)
    sides = [
        (first.lines, rest.lines)
        for first, rest in zip(before.table.cells, after.table.cells, strict=True)
        if _covers(first, cut.row) and rest.rest and rest.lines
    ]
    longest = max(sides, key=sum, default=(0, 0))
    return (before, after) if min(longest) >= _MIN_LINES else None


def _covers(cell: SetCell, row: int) -> bool:
    return cell.place.row <= row < cell.place.row + cell.place.rows


def _divide(part: TablePart, cut: _Cut) -> Parts:
    """Return the two parts of a cut."""
    pairs = [_parted(cell, part, cut) for cell in part.table.cells]
    end = cut.row + (cut.share > 0)
    before = part.table._replace(cells=tuple(first for first, _ in pairs))
    after = part.table._replace(cells=tuple(rest for _, rest in pairs))
    if cut.share:
        before = before._replace(heights=_with_height(before, cut.row, _needed(before, part, cut)))
        after = after._replace(
            heights=_with_height(after, cut.row, _rest_height(after, cut.row, part.heads_cut))
        )
    after = after._replace(heights=_opened(after, cut.row))
    return part._replace(table=before, end=end), part._replace(table=after, start=cut.row, continued=True)


def _parted(cell: SetCell, part: TablePart, cut: _Cut) -> tuple[SetCell, SetCell]:
    """Return what stands of a cell before and after a cut."""
    place = cell.place
    reaches = place.row < cut.row + (cut.share > 0) and place.row + place.rows > cut.row
    if not reaches or (place.row < part.table.heads and not part.heads_cut):
        return cell, cell
    in_head = _in_head(cell, part.table)
    above = in_head + sum(part.table.heights[max(place.row, part.start) : cut.row]) + cut.share
    below = in_head + sum(part.table.heights[cut.row + (cut.share > 0) : place.row + place.rows])
    if cell.again:
        return _if_it_fits(cell, above), _if_it_fits(cell, below)
    if not cell.is_cut and cell.height <= min(above, below) + _NEAR:
        return cell, cell._replace(again=True)
    lines = max(0, min(cell.lines, int((above - cell.white) / cell.pitch + _NEAR)))
    if cell.lines - lines == 1 and lines > _MIN_LINES:
        lines -= 1
    middle = cell.first + lines
    return cell._replace(after=middle), cell._replace(first=middle, after=cell.end, rest=True)


def _in_head(cell: SetCell, table: SetTable) -> float:
    """Return how much of a cell's height stands in the head, which every page has again, pt."""
    return sum(table.heights[cell.place.row : table.heads])


def _if_it_fits(cell: SetCell, room: float) -> SetCell:
    """Leave out what a cell says again where there is no room for it."""
    height = line_count(cell.text) * cell.pitch + cell.white
    return cell._replace(after=-1 if height <= room + _NEAR else cell.first)


def _with_height(table: SetTable, row: int, height: float) -> tuple[float, ...]:
    return (*table.heights[:row], height, *table.heights[row + 1 :])


def _needed(before: SetTable, part: TablePart, cut: _Cut) -> float:
    """Return what the first part of a divided row needs of its share."""
    needs = [
        cell.height - _in_head(cell, before) - sum(before.heights[max(cell.place.row, part.start) : cut.row])
        for cell in before.cells
        if _covers(cell, cut.row) and (cell.place.row >= part.table.heads or part.heads_cut)
    ]
    return min(max(needs, default=cut.share), cut.share)


def _rest_height(after: SetTable, row: int, heads_cut: bool) -> float:
    """Return how high the rest of a divided row is: what the cells that end in it ask, or a line."""
    standing = [cell for cell in after.cells if _covers(cell, row)]
    ending = (
        cell.height - (_in_head(cell, after) if heads_cut else 0.0)
        for cell in standing
        if cell.place.row + cell.place.rows == row + 1
    )
    return max(ending, default=min(cell.pitch + cell.white for cell in standing))


def _opened(after: SetTable, row: int) -> tuple[float, ...]:
    """Open rows from `row` on alike where the rest of a cell over several of them needs more."""
    heights = list(after.heights)
    for cell in after.cells:
        last = cell.place.row + cell.place.rows
        if not _covers(cell, row) or not cell.rest or not cell.lines:
            continue
        missing = cell.height - _in_head(cell, after) - sum(heights[row:last])
        if missing > 0:
            for number in range(row, last):
                heights[number] += missing / (last - row)
    return tuple(heights)
