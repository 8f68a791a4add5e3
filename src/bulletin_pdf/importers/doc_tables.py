"""Tables of a Word 97-2003 file: rows of paragraphs that end in marks of cells ([MS-DOC] 2.4.3, 2.9.321)."""

from collections.abc import Callable, Sequence

from bulletin_pdf.importers import doc_properties as sprm
from bulletin_pdf.importers.doc_file import word
from bulletin_pdf.importers.doc_properties import number_of
from bulletin_pdf.importers.doc_state import CELL, DocPara, DocReading
from bulletin_pdf.importers.docx_tables import Cell, made_of, spanned
from bulletin_pdf.importers.material import MaterialItem
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Span

_NEAR = 40
"""Twips; edges no further apart are one."""
_MERGED = 2
_VERTICAL = {1: "continue", 3: "restart"}
Read = Callable[[Sequence[DocPara]], list[MaterialItem]]


class _Row(NamedTuple):
    cells: list[list[MaterialItem]]
    edges: list[int]
    flags: list[int]
    header: bool


def read_table(reading: DocReading, paras: Sequence[DocPara], read: Read) -> list[MaterialItem]:
    """Read the paragraphs of a table; `read` reads those of one cell. A table in a cell is text of that cell."""
    start = reading.number + 1
    rows = _rows(paras, read)
    columns = _columns([row.edges for row in rows])
    cells = [_cells(row, columns) for row in rows]
    gaps = [_column(columns, row.edges[0]) if row.edges else 0 for row in rows]
    place, end = Span(reading.path, start, 1), Span(reading.path, max(reading.number, 1), 1)
    if not rows:
        return []
    return made_of(cells, spanned(cells, gaps), [row.header for row in rows], place, end, reading.edits)


def _rows(paras: Sequence[DocPara], read: Read) -> list[_Row]:
    rows: list[_Row] = []
    cells: list[list[MaterialItem]] = []
    inside: list[DocPara] = []
    for para in paras:
        if number_of(para.properties, sprm.ROW_END) and para.mark == CELL:
            cells += [read(inside)] if inside else []
            rows.append(_row(cells, para))
            cells, inside = [], []
            continue
        inside.append(para)
        if para.mark == CELL:
            cells.append(read(inside))
            inside = []
    if inside:
        cells.append(read(inside))
    if cells:
        rows.append(_Row(cells, [], [], header=False))
    return rows


def _row(cells: list[list[MaterialItem]], end: DocPara) -> _Row:
    edges, flags = _edges(end.properties.get(sprm.EDGES, b""))
    header = bool(number_of(end.properties, sprm.HEADER_ROW))
    if len(edges) != len(cells) + 1:
        return _Row(cells, [], [], header)
    return _Row(cells, edges, flags, header)


def _edges(held: bytes) -> tuple[list[int], list[int]]:
    """Read where the cells of a row begin and end, in twips, and how each is merged."""
    count = held[0] if held else 0
    if not count or 1 + 2 * (count + 1) > len(held):
        return [], []
    edges = [word(held, 1 + 2 * at) for at in range(count + 1)]
    first = 1 + 2 * (count + 1)
    places = [first + 20 * at for at in range(count)]
    flags = [word(held, place) if place + 2 <= len(held) else 0 for place in places]
    return [edge - 0x10000 if edge & 0x8000 else edge for edge in edges], flags


def _columns(rows: Sequence[Sequence[int]]) -> list[int]:
    """The edges of all rows, from left to right."""
    columns: list[int] = []
    for edge in sorted(edge for row in rows for edge in row):
        if not columns or edge - columns[-1] > _NEAR:
            columns.append(edge)
    return columns


def _column(columns: Sequence[int], edge: int) -> int:
    return min(range(len(columns)), key=lambda at: abs(columns[at] - edge))


def _cells(row: _Row, columns: Sequence[int]) -> list[Cell]:
    if not row.edges:
        return [Cell(items) for items in row.cells]
    made: list[Cell] = []
    for items, flags, left, right in zip(row.cells, row.flags, row.edges, row.edges[1:], strict=False):
        wide = max(_column(columns, right) - _column(columns, left), 1)
        if flags & _MERGED and made:
            made[-1] = made[-1]._replace(items=[*made[-1].items, *items], columns=made[-1].columns + wide)
        else:
            made.append(Cell(items, wide, _VERTICAL.get(flags >> 5 & 3, "")))
    return made
