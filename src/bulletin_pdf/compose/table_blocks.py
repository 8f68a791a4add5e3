"""Tables of a report: heads and cells, the tree of rows and cells (T-81)."""

from collections.abc import Sequence

from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.single_lines import lead_pieces
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.compose.word_breaks import word_starts
from bulletin_pdf.issue.model import Cell, Prose, Table
from bulletin_pdf.issue.printed_form import in_script, printed_unit
from bulletin_pdf.layout.block import Block, CellBlock, TableBlock, TextBlock
from bulletin_pdf.layout.style import BlockStyle, TextStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import TagId

_CONTINUED = "（续表）"
_SMALLER = 0.875
_SMALLEST = 0.75
"""Of the size of its cells: tried where a table finds no room, 五号 and 小五 for one in 小四."""


def table_blocks(table: Table, design: Design, tree: TagTree, section: TagId) -> list[Block]:
    """Compose a table; its caption and its unit are one Caption of the tree."""
    tag = tree.add("Table", section)
    caption = unit = None
    if table.caption.text or table.unit.text:
        words = tree.add("Caption", tag)
        caption = _words(table.caption, design.block("table_caption"), words)
        unit = _unit(table.unit, design, tree.add("Span", words) if caption and table.unit.text else words)
    styles = _Styles(design.block("table_head"), design.block("table_cell"), design.leads)
    cells, count = _without_covered_rows(table)
    heads = tree.add("THead", tag) if count else tag
    rows = [_row(row, True, styles, tree, heads) for row in cells[:count]]
    body = tree.add("TBody", tag)
    rows += [_row(row, False, styles, tree, body) for row in cells[count:]]
    size = styles.cell.text.size
    continued = TextBlock(in_script(_CONTINUED, design.lang), design.block("table_unit"), None)
    return [
        TableBlock(
            tuple(rows),
            count,
            continued,
            caption,
            unit,
            sizes=(size, size * _SMALLER),
            smallest=size * _SMALLEST,
            turned_sizes=(size, size * _SMALLER, size * _SMALLEST),
            segment=word_starts,
            place=table.place,
            wide=design.spans("table_caption", table.span),
        )
    ]


def _without_covered_rows(table: Table) -> tuple[list[tuple[Cell, ...]], int]:
    """Return the rows that have cells of their own, and how many of them are heads.

    A row wholly covered by cells above it would be a TR without cells, which no reader of tags can count (UA-1, 7.2).
    """
    rows: list[tuple[Cell, ...]] = []
    for index, row in enumerate(table.rows):
        if row:
            shorter = (_covered(cell.rowspan, index, table.rows) for cell in row)
            rows.append(tuple(cell._replace(rowspan=span) for cell, span in zip(row, shorter, strict=True)))
    return rows, sum(map(bool, table.rows[: table.header_rows]))


def _covered(span: int, start: int, rows: Sequence[tuple[Cell, ...]]) -> int:
    """Return how many rows with cells of their own a cell covers."""
    return span if span == 1 else sum(map(bool, rows[start : start + span]))


def _words(prose: Prose, style: BlockStyle, tag: TagId) -> TextBlock | None:
    return TextBlock(prose.text, style, tag, source=prose.source) if prose.text else None


def _unit(prose: Prose, design: Design, tag: TagId) -> TextBlock | None:
    """单位：人; the label is added when the author left it out."""
    if not prose.text:
        return None
    shown = printed_unit(prose, design.lang)
    return TextBlock(shown.text, design.block("table_unit"), tag, source=shown.source)


class _Styles(NamedTuple):
    head: BlockStyle
    cell: BlockStyle
    leads: dict[str, TextStyle]


def _row(
    cells: tuple[Cell, ...], head: bool, styles: _Styles, tree: TagTree, parent: TagId
) -> tuple[CellBlock, ...]:
    row = tree.add("TR", parent)
    return tuple(_cell(cell, head, styles, tree, row) for cell in cells)


def _cell(cell: Cell, head: bool, styles: _Styles, tree: TagTree, row: TagId) -> CellBlock:
    prose = cell.prose
    tag = tree.add("TH" if head else "TD", row, spans=(cell.colspan, cell.rowspan))
    pieces = lead_pieces(prose, styles.leads)
    content = TextBlock(prose.text, styles.head if head else styles.cell, tag, pieces, source=prose.source)
    return CellBlock(content, cell.colspan, cell.rowspan)
