"""A table on its pages: cut between rows, heads set again, cells ruled (T-81)."""

from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from typing import Final, NamedTuple

from bulletin_pdf.geometry import Rect, mm
from bulletin_pdf.inks import BLACK
from bulletin_pdf.layout.cells import SetCell
from bulletin_pdf.layout.figures import LEAST_WHITE
from bulletin_pdf.layout.galley import Galley, Row
from bulletin_pdf.layout.number import moved
from bulletin_pdf.layout.ragged import line_count, put_lines
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.pages import Link, Mark, Rule

_THICK: Final = mm(0.35)
_THIN: Final = mm(0.18)
_KEPT_WHOLE: Final = 8
"""A table of so many grid lines or fewer is not cut."""
_LEAST_ROWS: Final = 2
"""Rows of the body on either side of a cut, if it can be."""
_WELL_FILLED: Final = 0.4
"""A cell over many rows is parted before a page is left emptier than this."""


class Strip(NamedTuple):
    """Lines over a table: marks from the table's left edge, and how high they are."""

    marks: tuple[Mark, ...] = ()
    height: float = 0.0


class SetTable(NamedTuple):
    """A table set: where its columns stand and how high its rows are, pt."""

    cells: tuple[SetCell, ...]
    owners: tuple[tuple[int, ...], ...]
    """Row by row, which cell takes each column."""
    edges: tuple[float, ...]
    """The columns' edges from the table's left one."""
    heights: tuple[float, ...]
    heads: int
    opening: Strip
    """Caption and unit."""
    continuing: Strip
    """（续表）."""

    @property
    def width(self) -> float:
        """Width of the table, pt."""
        return self.edges[-1]


class TablePart(NamedTuple):
    """The rows start..end of a table's body with what stands over them on their page."""

    table: SetTable
    start: int
    end: int
    continued: bool
    grid: Grid

    @property
    def over(self) -> Strip:
        """Caption and unit on the first page, （续表） on the others."""
        return self.table.continuing if self.continued else self.table.opening

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows that stand in this part, heads first."""
        return (*range(self.table.heads), *range(self.start, self.end))

    @property
    def height(self) -> float:
        """Height of everything in the part, pt."""
        return self.over.height + sum(self.table.heights[row] for row in self.rows) + _THICK

    @property
    def lines(self) -> int:
        """Grid lines the part takes."""
        return ceil(self.height / self.grid.pitch + LEAST_WHITE - 1e-6)

    def row(self) -> Row:
        """Give the part as one row, centred in the measure, its white over and under it alike.

        One taller than a page is not drawn: it will be cut first.
        """
        if self.lines > self.grid.lines:
            return Row(self.lines, elastic=self)
        x = (self.grid.width - self.table.width) / 2
        white = self.lines * self.grid.pitch - self.height
        # At the head of a page nothing stands above that the white could part it from.
        y = 0.0 if self.continued else white / 2
        marks = tuple(moved(mark, x, y) for mark in part_marks(self))
        return Row(self.lines, marks, anchors=self.anchors, elastic=self)

    @property
    def anchors(self) -> tuple[str, ...]:
        """Names of the rows that begin in this part."""
        cells = (self.table.cells[index].place for index in _cells_in(self))
        return tuple(
            cell.block.content.anchor
            for cell in cells
            if cell.block.content.anchor and self.start <= cell.row < self.end
        )

    def within(self, lines: int) -> Galley | None:
        """Cut the table so that its first rows take at most `lines`; None for a small one."""
        page = self.grid.lines
        if self.lines <= _KEPT_WHOLE and lines < page:
            return None
        white = LEAST_WHITE * self.grid.pitch
        # Where not even a whole page holds a clean cut, moving to one is no help.
        must = lines >= page or (self.lines > page and self.cut(self.grid.height - white, must=False) is None)
        cut = self.cut(lines * self.grid.pitch - white, must=must)
        return None if cut is None else tuple(part.row() for part in cut)

    def cut(self, room: float, *, must: bool) -> "tuple[TablePart, TablePart] | None":
        """Cut between rows so that the first part is at most `room` pt high.

        Two rows of the body stay on either side and no cell is parted, unless the part
        fills a page and it `must` be.
        """
        bare = self._replace(end=self.start).height
        heights = accumulate(self.table.heights[self.start : self.end - 1], initial=bare)
        fits = [self.start + count for count, height in enumerate(heights) if count and height <= room]
        good = [end for end in fits if self._parts_no_cell(end)]
        best = [end for end in good if self._leaves_rows(end)]
        if must and (not best or self._replace(end=best[-1]).height < _WELL_FILLED * room):
            best = [end for end in fits if self._leaves_rows(end)] or good or fits
        if not best:
            return None
        return self._replace(end=best[-1]), self._replace(start=best[-1], continued=True)

    def _leaves_rows(self, end: int) -> bool:
        return end - self.start >= _LEAST_ROWS and self.end - end >= _LEAST_ROWS

    def _parts_no_cell(self, end: int) -> bool:
        owners = self.table.owners
        return all(above != below for above, below in zip(owners[end - 1], owners[end], strict=True))


def part_marks(part: TablePart) -> list[Mark]:
    """Give a part's marks from its top left corner: words, cells, rules."""
    tops = _tops(part)
    marks: list[Mark] = list(part.over.marks)
    for index in _cells_in(part):
        marks += _cell_marks(part.table.cells[index], part, tops)
    return marks + _rules(part, tops)


def _tops(part: TablePart) -> list[float]:
    """Give the upper edge of each row in the part, and the foot of the last."""
    tops = [part.over.height + _THICK / 2]
    for row in part.rows:
        tops.append(tops[-1] + part.table.heights[row])
    return tops


def _cells_in(part: TablePart) -> list[int]:
    """Give the cells that stand in the part, row by row."""
    return list(dict.fromkeys(cell for row in part.rows for cell in part.table.owners[row] if cell >= 0))


def _cell_marks(cell: SetCell, part: TablePart, tops: Sequence[float]) -> list[Mark]:
    """Set a cell in the middle of its rows; heads set again are decoration."""
    place = cell.place
    here = [n for n, row in enumerate(part.rows) if place.row <= row < place.row + place.rows]
    top, foot = tops[here[0]], tops[here[-1] + 1]
    y = (top + foot - line_count(cell.text) * cell.pitch) / 2
    marks = put_lines(cell.text, cell.align, part.table.edges[place.column] + cell.left, y, cell.pitch)
    again = place.row < (part.start if part.continued else 0)
    if again:
        return [mark._replace(tag=None) for mark in marks]
    return [*marks, *_cell_link(cell, part, top, foot)]


def _cell_link(cell: SetCell, part: TablePart, top: float, foot: float) -> list[Mark]:
    if not cell.place.block.target:
        return []
    left, right = (part.table.edges[cell.place.column + n] for n in (0, cell.place.columns))
    content = cell.place.block.content
    area = Rect(left, top, right - left, foot - top)
    return [Link(area, cell.place.block.target, content.text, content.tag)]


# Rules ----------------------------------------------------------------------------------------


def _rules(part: TablePart, tops: Sequence[float]) -> list[Mark]:
    """Rule the part: thick at head and foot, thin between cells, open at the sides."""
    width = part.table.width
    rules: list[Mark] = [Rule(0.0, y, width, y, _THICK, BLACK) for y in (tops[0], tops[-1])]
    owners = [part.table.owners[row] for row in part.rows]
    rules += _lying_rules(owners, part.table.edges, tops)
    rules += _standing_rules(owners, part.table.edges, tops)
    return rules


def _lying_rules(
    owners: Sequence[Sequence[int]], edges: Sequence[float], tops: Sequence[float]
) -> list[Mark]:
    rules: list[Mark] = []
    for number in range(1, len(owners)):
        parted = [a != b for a, b in zip(owners[number - 1], owners[number], strict=True)]
        y = tops[number]
        rules += [Rule(edges[a], y, edges[b], y, _THIN, BLACK) for a, b in _stretches(parted)]
    return rules


def _standing_rules(
    owners: Sequence[Sequence[int]], edges: Sequence[float], tops: Sequence[float]
) -> list[Mark]:
    rules: list[Mark] = []
    for column in range(1, len(edges) - 1):
        parted = [row[column - 1] != row[column] for row in owners]
        x = edges[column]
        rules += [Rule(x, tops[a], x, tops[b], _THIN, BLACK) for a, b in _stretches(parted)]
    return rules


def _stretches(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """Give the stretches of true flags as (first, after the last)."""
    stretches: list[tuple[int, int]] = []
    for index, flag in enumerate(flags):
        if flag and stretches and stretches[-1][1] == index:
            stretches[-1] = (stretches[-1][0], index + 1)
        elif flag:
            stretches.append((index, index + 1))
    return stretches
