"""Tables of a Word document: of data, of photographs, and those that only arrange text."""

from collections.abc import Iterator

from bulletin_pdf.importers.docx_package import W, XmlElement
from bulletin_pdf.importers.docx_state import Reading
from bulletin_pdf.importers.docx_xml import children, switch, value
from bulletin_pdf.importers.material import (
    Image,
    ImportedCell,
    ImportedTable,
    MaterialItem,
    Para,
    SourceEdit,
)
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Span
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.written import PlacedText, join

_MAX_CAPTION = 60
_MAX_IN_A_CELL = 300
"""Characters; a paragraph beyond this is text that a table only arranges."""
_MAX_COLUMNS = 60


class Cell(NamedTuple):
    """A cell as it stands in its row; `merge` is restart, continue or nothing."""

    items: list[MaterialItem]
    columns: int = 1
    merge: str = ""


class Placed(NamedTuple):
    """A cell with the rows it covers."""

    cell: Cell
    rows: int


def read_table(reading: Reading, table: XmlElement) -> list[MaterialItem]:
    """Read a table; rows that are deleted or hidden stand in the log."""
    start = reading.number + 1
    rows = [row for row in children(table, W + "tr") if _is_shown(reading, row)]
    cells = [[_cell(reading, cell) for cell in children(row, W + "tc")] for row in rows]
    headers = [switch(row.find(W + "trPr"), "tblHeader") is True for row in rows]
    grid = spanned(cells, [_gap(row) for row in rows])
    place, end = Span(reading.path, start, 1), Span(reading.path, max(reading.number, 1), 1)
    return made_of(cells, grid, headers, place, end, reading.edits)


def made_of(
    cells: list[list[Cell]],
    grid: list[list[Placed]],
    headers: list[bool],
    place: Span,
    end: Span,
    log: list[SourceEdit],
) -> list[MaterialItem]:
    """Return what the cells of a table make: figures, text, or a table with what stands below it.

    `headers` says of each row whether it is repeated on each page; `end` is the place of empty cells. What stands in
    a cell that is merged into the one above is not shown, and goes to `log`.
    """
    photographs = _photographs(cells)
    if photographs:
        return [*photographs, *_feet(cells)]
    if _is_layout(grid):
        return _laid_out(cells)
    shown = {id(placed.cell) for row in grid for placed in row}
    log += [
        SourceEdit(text.span(), text.text, "", "vanished")
        for row in cells
        for cell in row
        if id(cell) not in shown
        for text in _texts(cell.items)
    ]
    rows = tuple(
        tuple(_grid_cell(placed, header, end) for placed in row)
        for row, header in zip(grid, headers, strict=True)
    )
    return [ImportedTable(rows, place), *_pictures(cells), *_feet(cells)]


def _is_shown(reading: Reading, row: XmlElement) -> bool:
    """Whether a row is neither deleted nor hidden; else its text goes into the log."""
    properties = row.find(W + "trPr")
    hidden = switch(properties, "hidden") is True
    deleted = properties is not None and properties.find(W + "del") is not None
    if not hidden and not deleted:
        return True
    if reading.left_out(row, None, "vanished" if hidden else "deleted"):
        reading.counts["hidden" if hidden else "deleted"] += 1
    return False


def _cell(reading: Reading, cell: XmlElement) -> Cell:
    properties = cell.find(W + "tcPr")
    span = value(properties, "gridSpan")
    merge = None if properties is None else properties.find(W + "vMerge")
    state = "" if merge is None else merge.get(W + "val", "continue")
    return Cell(reading.blocks(cell), min(max(int(span), 1), _MAX_COLUMNS) if span.isdigit() else 1, state)


def _gap(row: XmlElement) -> int:
    before = value(row.find(W + "trPr"), "gridBefore")
    return int(before) if before.isdigit() and len(before) < 3 else 0


def _is_layout(rows: list[list[Placed]]) -> bool:
    """Whether a table only arranges text: one cell, one column of text, or a line of a masthead."""
    cells = [placed.cell for row in rows for placed in row]
    if len(rows) == 1 or all(len(row) == 1 for row in rows):
        return True
    inner = sum(
        len(row)
        for cell in cells
        for item in cell.items
        if isinstance(item, ImportedTable)
        for row in item.rows
    )
    return inner > len(cells) or any(
        isinstance(item, Para) and len(item.words) > _MAX_IN_A_CELL for cell in cells for item in cell.items
    )


def _laid_out(cells: list[list[Cell]]) -> list[MaterialItem]:
    items: list[MaterialItem] = []
    for row in cells:
        filled = [cell for cell in row if cell.items]
        lines = [cell.items[0] for cell in filled if len(cell.items) == 1]
        paras = [item for item in lines if isinstance(item, Para) and len(item.words) < 60]
        if len(filled) > 1 and len(paras) == len(filled):
            items.append(Para(join([para.text for para in paras], " "), (), paras[0].align))
        else:
            items += [item for cell in row for item in cell.items]
    return items


def _grid_cell(placed: Placed, header: bool, end: Span) -> ImportedCell:
    texts = list(_texts(placed.cell.items))
    empty = PlacedText("", SourceMap.start(end.path, end.line))
    return ImportedCell(join(texts, " ") if texts else empty, placed.cell.columns, placed.rows, header)


def _texts(items: list[MaterialItem]) -> Iterator[PlacedText]:
    """The texts of a cell, those of a table in it row by row; footnotes stand below the table."""
    for item in items:
        if isinstance(item, Para) and not item.note:
            yield item.text
        elif isinstance(item, ImportedTable):
            for row in item.rows:
                yield from (cell.text for cell in row if cell.text.text.strip())


def _pictures(cells: list[list[Cell]]) -> list[MaterialItem]:
    return [item for row in cells for cell in row for item in cell.items if isinstance(item, Image)]


def _feet(cells: list[list[Cell]]) -> list[MaterialItem]:
    """Footnotes whose marks stand in cells."""
    items = [item for row in cells for cell in row for item in cell.items]
    return [item for item in items if isinstance(item, Para) and item.note]


def _photographs(cells: list[list[Cell]]) -> list[MaterialItem]:
    """The pictures of a table that only arranges them, each with the caption in its cell or below it.

    Nothing where a row holds both pictures and words of others: that is a table of data.
    """
    seen: set[tuple[int, int]] = set()
    made: list[MaterialItem] = []
    for number, row in enumerate(cells):
        for column, cell in enumerate(row):
            images = [item for item in cell.items if isinstance(item, Image)]
            if not images:
                continue
            seen.add((number, column))
            words = _words(cell)
            below = (
                cells[number + 1][column]
                if number + 1 < len(cells) and len(cells[number + 1]) == len(row)
                else None
            )
            if not words and below is not None and not any(isinstance(item, Image) for item in below.items):
                seen.add((number + 1, column))
                words = _words(below)
            made += [*images, *(word._replace(align="center") for word in words)]
    rest = [
        item for number, row in enumerate(cells) for column, cell in enumerate(row) for item in cell.items
        if (number, column) not in seen
    ]  # fmt: skip
    captions = [item for item in made if isinstance(item, Para)]
    return [] if rest or any(len(item.words) > _MAX_CAPTION for item in captions) else made


def _words(cell: Cell) -> list[Para]:
    return [item for item in cell.items if isinstance(item, Para) and not item.note]


def spanned(cells: list[list[Cell]], gaps: list[int]) -> list[list[Placed]]:
    """Count the rows each vertically merged cell covers; those merged into it go. `gaps` are columns before each row."""
    starts = [_starts(row, gap) for row, gap in zip(cells, gaps, strict=True)]
    return [
        [
            Placed(cell, _rows_covered(starts, number, at))
            for at, cell in row.items()
            if not _is_merged(starts, number, at)
        ]
        for number, row in enumerate(starts)
    ]


def _starts(row: list[Cell], gap: int) -> dict[int, Cell]:
    """The cells of a row by the column each begins in."""
    at, placed = gap, {}
    for cell in row:
        placed[at] = cell
        at += cell.columns
    return placed


def _is_merged(starts: list[dict[int, Cell]], number: int, at: int) -> bool:
    """Whether a cell is part of the one above it."""
    cell = starts[number][at]
    above = starts[number - 1].get(at) if number else None
    return (
        cell.merge == "continue" and above is not None and bool(above.merge) and above.columns == cell.columns
    )


def _rows_covered(starts: list[dict[int, Cell]], number: int, at: int) -> int:
    cell, rows = starts[number][at], 1
    while (
        cell.merge
        and number + rows < len(starts)
        and (below := starts[number + rows].get(at)) is not None
        and below.merge == "continue"
        and below.columns == cell.columns
    ):
        rows += 1
    return rows
