"""A table on its pages: split between rows, heads repeated, cells ruled (T-81)."""

from collections.abc import Sequence
from math import ceil
from typing import Final

from bulletin_pdf.geometry import Rect, mm
from bulletin_pdf.inks import BLACK
from bulletin_pdf.layout.cells import SetCell
from bulletin_pdf.layout.figures import MIN_WHITE
from bulletin_pdf.layout.ragged import put_lines
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Link, Mark, Rule

_THICK: Final = mm(0.35)
_THIN: Final = mm(0.18)


class TableStrip(NamedTuple):
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
    opening: TableStrip
    """Caption and unit."""
    continuing: TableStrip
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
    heads_cut: bool = False
    """Whether cells of the head that reach into the body are cut with it; else they are said again whole."""

    @property
    def over(self) -> TableStrip:
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
        return ceil(self.height / self.grid.pitch + MIN_WHITE - 1e-6)

    @property
    def anchors(self) -> tuple[str, ...]:
        """Names of the rows that begin in this part."""
        return tuple(
            cell.place.block.content.anchor
            for cell in (self.table.cells[index] for index in _cells_in(self))
            if cell.place.block.content.anchor and not self.repeats(cell) and not cell.rest
        )

    def repeats(self, cell: SetCell) -> bool:
        """Whether the part says again what a cell says on an earlier page."""
        return cell.again or (self.continued and cell.place.row < self.table.heads and not cell.rest)


def part_marks(part: TablePart) -> list[Mark]:
    """Return a part's marks from its top left corner: words, cells, rules.

    What is said again comes first, then the rests of cells that were cut, as the proof of the text reads them.
    """
    tops = _tops(part)
    marks: list[Mark] = list(part.over.marks)
    cells = [part.table.cells[index] for index in _cells_in(part)]
    again = [cell for cell in cells if part.repeats(cell)]
    rests = [cell for cell in cells if cell.rest]
    others = [cell for cell in cells if not cell.rest and not part.repeats(cell)]
    for cell in (*again, *rests, *others):
        marks += _cell_marks(cell, part, tops)
    return marks + _rules(part, tops)


def _tops(part: TablePart) -> list[float]:
    """Return the upper edge of each row in the part, and the foot of the last."""
    tops = [part.over.height + _THICK / 2]
    for row in part.rows:
        tops.append(tops[-1] + part.table.heights[row])
    return tops


def _cells_in(part: TablePart) -> list[int]:
    """Return the cells that stand in the part, row by row."""
    return list(dict.fromkeys(cell for row in part.rows for cell in part.table.owners[row] if cell >= 0))


def _cell_marks(cell: SetCell, part: TablePart, tops: Sequence[float]) -> list[Mark]:
    """Set a cell in the middle of its rows, one that is cut from the top; what is said again is decoration."""
    if not cell.lines and cell.is_cut:
        return []
    place = cell.place
    here = [n for n, row in enumerate(part.rows) if place.row <= row < place.row + place.rows]
    top, foot = tops[here[0]], tops[here[-1] + 1]
    y = top + cell.white / 2 if cell.is_cut else (top + foot - cell.lines * cell.pitch) / 2
    lines = range(cell.first, cell.end)
    left = part.table.edges[place.column] + cell.left
    marks = put_lines(cell.text, cell.align, left, y, cell.pitch, lines)
    if part.repeats(cell):
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
    """Return the stretches of true flags as (first, after the last)."""
    stretches: list[tuple[int, int]] = []
    for index, flag in enumerate(flags):
        if flag and stretches and stretches[-1][1] == index:
            stretches[-1] = (stretches[-1][0], index + 1)
        elif flag:
            stretches.append((index, index + 1))
    return stretches
