"""Tables in the form, and edits of rows and columns that keep merged cells intact."""

from collections.abc import Iterator, Sequence
from typing import Literal

from bulletin_pdf.issue.vocabulary import CELL
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.operations import Edit, Insert, Path, Remove, SetValue
from bulletin_pdf.yamldoc.scalars import Value

Action = Literal["add-row", "remove-row", "add-column", "remove-column", "merge-right", "merge-down", "split"]


class Cell(NamedTuple):
    """One cell: the path of its text, where it stands, and how far it reaches."""

    path: Path
    value: str
    row: int
    column: int
    colspan: int
    rowspan: int
    place: Path
    """Path of the cell itself, which is that of the text for a plain one."""
    keys: tuple[str, str] = ("colspan", "rowspan")
    """Names of its spans as the file writes them, or would."""


class TableError(Exception):
    """A change that this table does not allow."""


def cells_of(node: Node, path: Path, chinese: bool) -> tuple[tuple[Cell, ...], ...] | None:
    """Return the cells of a table row by row; None when its rows are no lists or do not fit each other."""
    if node.kind != "list" or any(row.kind != "list" for row in node.items):
        return None
    rows: list[tuple[Cell, ...]] = []
    taken: set[Square] = set()
    for number, row in enumerate(node.items):
        read = [_cell(item, (*path, number, at), chinese) for at, item in enumerate(row.items)]
        cells = [cell for cell in read if cell is not None]
        columns = _columns([(cell.colspan, cell.rowspan) for cell in cells], number, taken)
        if columns is None or len(cells) < len(read):
            return None
        placed = zip(cells, columns, strict=True)
        rows.append(tuple(cell._replace(row=number, column=column) for cell, column in placed))
    return tuple(rows) if _is_filled(taken, len(rows)) else None


def is_whole(rows: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Whether rows of cells that reach over so many columns and rows make one rectangle without gaps."""
    taken: set[Square] = set()
    placed = all(_columns(row, number, taken) is not None for number, row in enumerate(rows))
    return placed and _is_filled(taken, len(rows))


Square = tuple[int, int]
"""Row and column, from 0."""


def _columns(spans: Sequence[tuple[int, int]], row: int, taken: set[Square]) -> list[int] | None:
    """Return the column of each cell of a row, and take the places they cover; None when two cover one place."""
    columns, column = [], 0
    for colspan, rowspan in spans:
        while (row, column) in taken:
            column += 1
        covered = {(row + down, column + right) for down in range(rowspan) for right in range(colspan)}
        if covered & taken:
            return None
        taken |= covered
        columns.append(column)
        column += colspan
    return columns


def _is_filled(taken: set[Square], height: int) -> bool:
    width = max((column for _, column in taken), default=-1) + 1
    return len(taken) == width * height and all(row < height for row, _ in taken)


def _cell(item: Node, path: Path, chinese: bool) -> Cell | None:
    if item.kind == "text":
        return Cell(path, "" if item.is_blank else item.value, 0, 0, 1, 1, path, _span_names(chinese))
    if item.kind != "mapping":
        return None
    said = {
        CELL.by_name[key.value].name: (key.value, value)
        for key, value in item.pairs
        if key.value in CELL.by_name
    }
    name, text = said.get("text", (CELL.by_name["text"].names[chinese], None))
    spans = [_span(said[each][1].value) if each in said else 1 for each in ("colspan", "rowspan")]
    if None in spans or (text is not None and text.kind != "text"):
        return None
    value = "" if text is None or text.is_blank else text.value
    across, down = _span_names(chinese)
    names = said.get("colspan", (across,))[0], said.get("rowspan", (down,))[0]
    return Cell((*path, name), value, 0, 0, spans[0] or 1, spans[1] or 1, path, names)


def _span_names(chinese: bool) -> tuple[str, str]:
    across, down = (CELL.by_name[name].names[chinese] for name in ("colspan", "rowspan"))
    return across, down


def _span(written: str) -> int | None:
    return int(written) if written.isdecimal() and 1 <= int(written) <= 1000 else None


def table_edits(
    rows: Sequence[Sequence[Cell]], path: Path, action: Action, row: int, column: int, chinese: bool
) -> list[Edit]:
    """Return the edits of an action at a cell; `path` is that of the list of rows.

    A row or a column is added below or right of the cell's. Cells that reach across become longer or shorter with
    it. Raises `TableError` for what cannot be done, such as taking the last row away.
    """
    change = _Change([cell for line in rows for cell in line], path, len(rows), chinese)
    match action:
        case "add-row":
            return list(change.row_added(row))
        case "remove-row":
            return list(change.row_removed(row))
        case "add-column":
            return list(change.column_added(column))
        case "remove-column":
            return list(change.column_removed(column))
        case "merge-right":
            return list(change.merged(row, column, 0, 1))
        case "merge-down":
            return list(change.merged(row, column, 1, 0))
        case "split":
            return list(change.split(row, column))


class _Change:
    """One change of a table; edits are yielded in an order in which each path still holds when it is made."""

    def __init__(self, cells: Sequence[Cell], path: Path, height: int, chinese: bool) -> None:
        self.cells, self.path, self.height, self.chinese = cells, path, height, chinese
        self.width = max((cell.column + cell.colspan for cell in cells), default=0)

    def at(self, row: int, column: int) -> Cell:
        """Return the cell that covers a place."""
        for cell in self.cells:
            across = cell.column <= column < cell.column + cell.colspan
            if across and cell.row <= row < cell.row + cell.rowspan:
                return cell
        raise TableError

    def row_added(self, row: int) -> Iterator[Edit]:
        if row >= self.height:
            raise TableError
        crossing = [cell for cell in self.cells if cell.row <= row < cell.row + cell.rowspan - 1]
        for cell in crossing:
            yield from self._resized(cell, cell.colspan, cell.rowspan + 1)
        free = self.width - sum(cell.colspan for cell in crossing)
        yield Insert((*self.path, row + 1), [""] * free)

    def row_removed(self, row: int) -> Iterator[Edit]:
        if self.height < 2 or row >= self.height:
            raise TableError
        crossing = [
            cell for cell in self.cells if cell.row <= row < cell.row + cell.rowspan and cell.rowspan > 1
        ]
        for cell in crossing:
            if cell.row < row:
                yield from self._resized(cell, cell.colspan, cell.rowspan - 1)
        # Cells that begin here and reach further down begin in the next row from now on.
        moving = [cell for cell in crossing if cell.row == row]
        for cell in reversed(moving):
            before = sum(1 for other in self.cells if other.row == row + 1 and other.column < cell.column)
            yield Insert(
                (*self.path, row + 1, before), self._value(cell.value, cell.colspan, cell.rowspan - 1)
            )
        yield Remove((*self.path, row))

    def column_added(self, column: int) -> Iterator[Edit]:
        done: set[Path] = set()
        for row in reversed(range(self.height)):
            cell = self.at(row, column)
            if cell.column + cell.colspan - 1 > column:
                if cell.place not in done:
                    done.add(cell.place)
                    yield from self._resized(cell, cell.colspan + 1, cell.rowspan)
                continue
            before = sum(1 for other in self.cells if other.row == row and other.column <= column)
            yield Insert((*self.path, row, before), "")

    def column_removed(self, column: int) -> Iterator[Edit]:
        if self.width < 2 or column >= self.width:
            raise TableError
        done: set[Path] = set()
        for row in reversed(range(self.height)):
            cell = self.at(row, column)
            if cell.place in done:
                continue
            done.add(cell.place)
            if cell.colspan > 1:
                yield from self._resized(cell, cell.colspan - 1, cell.rowspan)
            else:
                yield Remove(cell.place)

    def merged(self, row: int, column: int, down: int, right: int) -> Iterator[Edit]:
        cell = self.at(row, column)
        try:
            other = self.at(cell.row + cell.rowspan * down, cell.column + cell.colspan * right)
        except TableError:
            raise TableError from None
        fits = (
            other.row == cell.row and other.rowspan == cell.rowspan
            if right
            else other.column == cell.column and other.colspan == cell.colspan
        )
        if not fits or other is cell:
            raise TableError
        text = " ".join(filter(None, (cell.value, other.value)))
        yield Remove(other.place)
        colspan, rowspan = cell.colspan + other.colspan * right, cell.rowspan + other.rowspan * down
        yield SetValue(cell.place, self._value(text, colspan, rowspan))

    def split(self, row: int, column: int) -> Iterator[Edit]:
        cell = self.at(row, column)
        if cell.colspan == cell.rowspan == 1:
            raise TableError
        for below in reversed(range(cell.row, cell.row + cell.rowspan)):
            before = sum(1 for other in self.cells if other.row == below and other.column < cell.column)
            first = before + (below == cell.row)
            for _ in range(cell.colspan - (below == cell.row)):
                yield Insert((*self.path, below, first), "")
        yield SetValue(cell.place, cell.value)

    def _resized(self, cell: Cell, colspan: int, rowspan: int) -> Iterator[Edit]:
        """Yield the edits that give a cell other spans; of one that has spans already nothing else is touched."""
        if cell.place == cell.path or colspan == rowspan == 1:
            yield SetValue(cell.place, self._value(cell.value, colspan, rowspan))
            return
        for name, old, new in zip(cell.keys, (cell.colspan, cell.rowspan), (colspan, rowspan), strict=True):
            if new != old:
                yield SetValue((*cell.place, name), str(new))

    def _value(self, text: str, colspan: int, rowspan: int) -> Value:
        if colspan == rowspan == 1:
            return text
        spans = {"colspan": colspan, "rowspan": rowspan}
        named = {
            CELL.by_name[name].names[self.chinese]: str(span) for name, span in spans.items() if span > 1
        }
        return {CELL.by_name["text"].names[self.chinese]: text, **named}
