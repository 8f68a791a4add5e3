"""Tables: caption and unit above, cells in ruled columns, heads repeated page by page (T-81).

A table takes whole grid lines on each of its pages (P-17). It is cut between rows; what
goes over begins with （续表） and the heads again. One that is too wide for the measure is
turned a quarter to the left and has its pages to itself (P-65).
"""

import re
from collections.abc import Sequence
from math import ceil
from typing import Final, NamedTuple

from bulletin_pdf.geometry import mm
from bulletin_pdf.inks import BLACK
from bulletin_pdf.layout.block import CellBlock, TableBlock, TextBlock
from bulletin_pdf.layout.columns import Need, choose_columns, squeeze_columns
from bulletin_pdf.layout.figures import LEAST_WHITE
from bulletin_pdf.layout.galley import NEVER, Galley, Row, SetText
from bulletin_pdf.layout.number import moved
from bulletin_pdf.layout.ragged import (
    line_count,
    put_lines,
    set_even,
    set_ragged,
    set_single,
    widest_line,
)
from bulletin_pdf.layout.shaping import Setter
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.pages import Group, Mark, Rule, TextRun
from bulletin_pdf.typeset.breaks import FORBIDDEN, find_breaks

_THICK: Final = mm(0.35)
_THIN: Final = mm(0.18)
_SIDE: Final = 0.5
"""White left and right in a cell, em."""
_LEADING: Final = 1.35
"""Distance of baselines in a cell, em."""
_OVER: Final = 0.3
"""White over and under the lines of a cell, em."""
_LEAST_COLUMN: Final = 3.0
"""Hanzi a column has room for at least, if it has so many."""
_SHORT: Final = 8.0
"""Columns of texts no longer than this are centred, em."""
_CAPTION_PITCH: Final = 1.7
"""The line of the caption, em of its size."""
_UNIT_PITCH: Final = 1.5
_KEPT_WHOLE: Final = 8
"""A table of so many grid lines or fewer is not cut."""
_WELL_FILLED: Final = 0.4
"""A cell over many rows is parted before a page is left emptier than this."""
_LEAST_ROWS: Final = 2
"""Rows of the body on either side of a cut, if it can be."""


class Place(NamedTuple):
    """A cell and the places it takes."""

    row: int
    column: int
    rows: int
    columns: int
    block: CellBlock


class SetCell(NamedTuple):
    """A cell set: its lines, how they stand, and how far they are moved in."""

    place: Place
    text: SetText
    align: str
    left: float
    pitch: float

    @property
    def height(self) -> float:
        """What the cell asks of its rows, pt."""
        return max(line_count(self.text), 1) * self.pitch + 2 * _OVER * self.text.size


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


def set_table(block: TableBlock, grid: Grid, setter: Setter) -> Galley:
    """Set a table upright if its columns fit the measure, else turned."""
    places = _place_cells(block.rows)
    if not places:
        return ()
    for size in block.sizes:
        widths = _columns(places, size, grid.width, setter)
        if widths is not None:
            table = _set_table(block, places, size, widths, grid.width, setter)
            _note_tall(table, grid.height, block, setter)
            part = TablePart(table, table.heads, len(table.heights), False, grid)
            return (part.row(),)
    return _set_turned(block, places, grid, setter)


def _note_tall(table: SetTable, room: float, block: TableBlock, setter: Setter) -> None:
    """B515: a row that does not fit on a page with the heads over it."""
    heads = sum(table.heights[: table.heads])
    body = table.heights[table.heads :]
    if heads + max(body, default=0.0) + max(table.opening.height, table.continuing.height) > room:
        setter.problems.add("B515", block.source.place)


# Cells and columns ----------------------------------------------------------------------


def _place_cells(rows: Sequence[Sequence[CellBlock]]) -> list[Place]:
    """Give each cell its place: it goes to the first column no cell above reaches into."""
    places: list[Place] = []
    hanging: dict[int, int] = {}
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while hanging.get(column, 0) > row:
                column += 1
            reach = min(cell.rows, len(rows) - row)
            places.append(Place(row, column, reach, cell.columns, cell))
            for taken in range(column, column + cell.columns):
                hanging[taken] = row + reach
            column += cell.columns
    return places


def _sized(block: TextBlock, size: float) -> TextBlock:
    text = block.style.text._replace(size=size)
    pieces = tuple(piece._replace(style=piece.style._replace(size=size)) for piece in block.pieces)
    return block._replace(style=block.style._replace(text=text), pieces=pieces)


def _count_columns(places: Sequence[Place]) -> int:
    return max(place.column + place.columns for place in places)


def _columns(
    places: Sequence[Place], size: float, measure: float, setter: Setter
) -> tuple[float, ...] | None:
    """Choose the columns' widths, pt, for text of `size` pt."""
    needs = [_need(place, size, setter) for place in places]
    figures = [column for column, cells in _by_column(places).items() if _are_figures(cells)]
    widths = choose_columns(needs, _count_columns(places), measure / size, 2 * _SIDE, figures)
    return None if widths is None else tuple(width * size for width in widths)


def _need(place: Place, size: float, setter: Setter) -> Need:
    text = set_single(_sized(place.block.content, size), setter)
    natural = widest_line(text) / size
    least = max(_longest_stretch(text, setter), min(natural, _LEAST_COLUMN))
    return Need(place.row, place.column, place.columns, least, natural)


def _longest_stretch(text: SetText, setter: Setter) -> float:
    """Give the longest stretch no line may be broken in, em."""
    spaced = text.paragraph.spaced
    costs = find_breaks(spaced.text, spaced.classes, setter.rules.level).costs
    longest, start = 0.0, 0
    for index in range(1, len(spaced.text) + 1):
        if index == len(spaced.text) or costs[index] < FORBIDDEN:
            blank = spaced.left_blanks.get(start, 0.0) + spaced.right_blanks.get(index - 1, 0.0)
            blank += spaced.gaps.get(index - 1, 0.0)
            longest = max(longest, spaced.positions[index] - spaced.positions[start] - blank)
            start = index
    return longest


# Figures in columns -----------------------------------------------------------------------

_FIGURE: Final = re.compile(r"[+＋±\-−－—]?[0-9][0-9,， ]*(?:\.[0-9]+)?[%％‰]?")
_NO_FIGURE: Final = re.compile(r"[-—–－/…·]*")


def _by_column(places: Sequence[Place]) -> dict[int, list[str]]:
    """Give the texts of each column's own cells below the first row."""
    columns: dict[int, list[str]] = {}
    for place in places:
        if place.columns == 1 and place.row > 0:
            columns.setdefault(place.column, []).append(place.block.content.text)
    return columns


def _are_figures(texts: Sequence[str]) -> bool:
    """Say whether a column holds figures: most of what is there, and nothing long beside."""
    given = [text for text in texts if not _NO_FIGURE.fullmatch(text)]
    return bool(given) and sum(_is_figure(text) for text in given) * 5 >= len(given) * 4


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None


def _point(text: str) -> int:
    """Give the index of the decimal point, or of what follows the whole number."""
    digits = re.match(r"[^.%％‰]*", text)
    return digits.end() if digits else len(text)


# Setting the cells ------------------------------------------------------------------------


def _set_table(
    block: TableBlock, places: Sequence[Place], size: float, widths: Sequence[float], measure: float,
    setter: Setter,
) -> SetTable:  # fmt: skip
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    cells = [_set_cell(place, size, edges, block.heads, setter) for place in places]
    cells = _align_columns(cells, edges, block.heads)
    heights = _row_heights(cells, len(block.rows))
    owners = _owners(cells, len(block.rows), len(widths))
    opening = _opening(block, edges[-1], measure, setter)
    continuing = _continuing(block.continued, edges[-1], setter)
    heads = min(block.heads, len(heights))
    return SetTable(tuple(cells), owners, tuple(edges), heights, heads, opening, continuing)


def _set_cell(place: Place, size: float, edges: Sequence[float], heads: int, setter: Setter) -> SetCell:
    content = _sized(place.block.content, size)
    room = edges[place.column + place.columns] - edges[place.column] - 2 * _SIDE * size
    text = set_single(content, setter)
    if widest_line(text) > room + 1e-6:
        even = place.row < heads
        text = set_even(content, room, setter) if even else set_ragged(content, room, setter)
    return SetCell(place, text._replace(measure=room), "center", _SIDE * size, _LEADING * size)


def _align_columns(cells: Sequence[SetCell], edges: Sequence[float], heads: int) -> list[SetCell]:
    """Stand each column's cells alike: figures on the point, short texts centred, others left."""
    bodies: dict[int, list[SetCell]] = {}
    for cell in cells:
        if cell.place.row >= heads and cell.place.columns == 1:
            bodies.setdefault(cell.place.column, []).append(cell)
    moves: dict[tuple[int, int], tuple[str, float]] = {}
    for column, body in bodies.items():
        texts = [cell.place.block.content.text for cell in body]
        if _are_figures(texts):
            moves |= _on_the_point(body)
        elif any(map(_is_long, body)):
            moves |= {(cell.place.row, column): ("left", cell.left) for cell in body}
    aligned: list[SetCell] = []
    for cell in cells:
        align, left = moves.get((cell.place.row, cell.place.column), (cell.align, cell.left))
        aligned.append(cell._replace(align=align, left=left))
    return aligned


def _is_long(cell: SetCell) -> bool:
    return line_count(cell.text) > 1 or widest_line(cell.text) > _SHORT * cell.text.size


def _on_the_point(body: Sequence[SetCell]) -> dict[tuple[int, int], tuple[str, float]]:
    """Stand figures under each other, decimal point on decimal point, centred as a whole."""
    split: dict[tuple[int, int], tuple[float, float]] = {}
    for cell in body:
        text = cell.place.block.content.text
        if _is_figure(text) and line_count(cell.text) == 1:
            before = cell.text.paragraph.spaced.positions[_point(text)] * cell.text.size
            split[cell.place.row, cell.place.column] = before, widest_line(cell.text) - before
    if not split:
        return {}
    whole = max(before for before, _ in split.values())
    rest = max(after for _, after in split.values())
    measure, left = body[0].text.measure, body[0].left
    if whole + rest > measure:
        return {}
    start = left + (measure - whole - rest) / 2
    return {key: ("left", start + whole - before) for key, (before, _) in split.items()}


def _row_heights(cells: Sequence[SetCell], count: int) -> tuple[float, ...]:
    """Give each row what its cells ask; a cell over several rows opens all of them alike."""
    heights = [0.0] * count
    for cell in sorted(cells, key=lambda cell: cell.place.rows):
        rows = range(cell.place.row, cell.place.row + cell.place.rows)
        missing = cell.height - sum(heights[row] for row in rows)
        if missing > 0:
            for row in rows:
                heights[row] += missing / len(rows)
    return tuple(heights)


def _owners(cells: Sequence[SetCell], rows: int, columns: int) -> tuple[tuple[int, ...], ...]:
    owners = [[-1] * columns for _ in range(rows)]
    for index, cell in enumerate(cells):
        place = cell.place
        for row in range(place.row, place.row + place.rows):
            for column in range(place.column, min(place.column + place.columns, columns)):
                owners[row][column] = index
    return tuple(tuple(row) for row in owners)


def _opening(block: TableBlock, width: float, measure: float, setter: Setter) -> Strip:
    """Set the caption centred over the table and the unit flush right on its rule."""
    marks: list[Mark] = []
    y = 0.0
    if block.caption is not None:
        text = set_even(block.caption, measure, setter)
        pitch = _CAPTION_PITCH * text.size
        marks += put_lines(text._replace(measure=measure), "center", (width - measure) / 2, y, pitch)
        y += line_count(text) * pitch
    if block.unit is not None:
        text = set_single(block.unit, setter)
        pitch = _UNIT_PITCH * text.size
        marks += put_lines(text, "right", width - text.measure, y, pitch)
        y += pitch
    return Strip(tuple(marks), y)


def _continuing(block: TextBlock, width: float, setter: Setter) -> Strip:
    text = set_single(block, setter)
    pitch = _UNIT_PITCH * text.size
    return Strip(tuple(put_lines(text, "right", width - text.measure, 0.0, pitch)), pitch)


# Parts --------------------------------------------------------------------------------------


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
        """Give the part as one row, centred in the measure, its white over and under it alike."""
        x = (self.grid.width - self.table.width) / 2
        white = self.lines * self.grid.pitch - self.height
        # At the head of a page nothing stands above that the white could part it from.
        y = 0.0 if self.continued else white / 2
        marks = tuple(moved(mark, x, y) for mark in part_marks(self))
        return Row(self.lines, marks, elastic=self, floats=not self.continued)

    def within(self, lines: int) -> Galley | None:
        """Cut the table so that its first rows take at most `lines`; None for a small one."""
        fresh = lines >= self.grid.lines
        if self.lines <= _KEPT_WHOLE and not fresh:
            return None
        cut = self.cut((lines - LEAST_WHITE) * self.grid.pitch, must=fresh)
        return None if cut is None else tuple(part.row() for part in cut)

    def cut(self, room: float, *, must: bool) -> "tuple[TablePart, TablePart] | None":
        """Cut between rows so that the first part is at most `room` pt high.

        Two rows of the body stay on either side and no cell is parted, unless the part
        fills a page and it `must` be.
        """
        fits = [end for end in range(self.start + 1, self.end) if self._replace(end=end).height <= room]
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


def _cell_marks(cell: SetCell, part: TablePart, tops: Sequence[float]) -> list[TextRun]:
    """Set a cell in the middle of its rows; heads set again are decoration."""
    place = cell.place
    here = [n for n, row in enumerate(part.rows) if place.row <= row < place.row + place.rows]
    top, foot = tops[here[0]], tops[here[-1] + 1]
    y = (top + foot - line_count(cell.text) * cell.pitch) / 2
    marks = put_lines(cell.text, cell.align, part.table.edges[place.column] + cell.left, y, cell.pitch)
    again = place.row < (part.start if part.continued else 0)
    return [mark._replace(tag=None) for mark in marks] if again else marks


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


# Turned tables ----------------------------------------------------------------------------------


def _set_turned(block: TableBlock, places: Sequence[Place], grid: Grid, setter: Setter) -> Galley:
    """Set a table along the height of the page, its head to the left (P-65)."""
    measure = grid.height
    for size in block.turned_sizes:
        widths = _columns(places, size, measure, setter)
        if widths is not None:
            break
    else:
        count = _count_columns(places)
        setter.problems.add("B513", block.source.place, columns=count)
        needs = [_need(place, size, setter) for place in places]
        widths = tuple(width * size for width in squeeze_columns(needs, count, measure / size, 2 * _SIDE))
    table = _set_table(block, places, size, widths, measure, setter)
    _note_tall(table, grid.width, block, setter)
    rows: list[Row] = []
    rest: TablePart | None = TablePart(table, table.heads, len(table.heights), False, grid)
    while rest is not None:
        cut = rest.cut(grid.width, must=True) if rest.height > grid.width else None
        part, rest = cut or (rest, None)
        rows.append(Row(grid.lines, (_turn(part, grid),), NEVER if rest else 0, floats=True))
    return tuple(rows)


def _turn(part: TablePart, grid: Grid) -> Group:
    """Turn a part a quarter to the left; its top stands at the left edge of the type area."""
    x = (grid.height - part.table.width) / 2
    marks = tuple(moved(mark, x, 0.0) for mark in part_marks(part))
    return Group((0.0, -1.0, 1.0, 0.0, 0.0, grid.height), marks)
