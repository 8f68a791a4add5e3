"""Tables of a report: heads in 黑体, cells in 仿宋, the tree of rows and cells (T-81)."""

from bulletin_pdf.compose.design import LEAD_STYLES, Design
from bulletin_pdf.compose.place import lead_pieces, source_of
from bulletin_pdf.compose.script import in_script
from bulletin_pdf.compose.tree import TagTree
from bulletin_pdf.compose.words import word_starts
from bulletin_pdf.geometry import ZIHAO
from bulletin_pdf.issue.model import Cell, Prose, Table
from bulletin_pdf.layout.block import Block, CellBlock, Source, TableBlock, TextBlock
from bulletin_pdf.layout.style import BlockStyle, TextStyle
from bulletin_pdf.pages import TagId

_SIZE = ZIHAO["小四"]
_SMALL = ZIHAO["五号"]
_CAPTION = BlockStyle(TextStyle("hei", _SIZE, latin="hei"), align="center")
_UNIT = BlockStyle(TextStyle("fangsong", _SMALL), align="right")
_HEAD = BlockStyle(TextStyle("hei", _SIZE, latin="hei"), align="left")
_CELL = BlockStyle(TextStyle("fangsong", _SIZE), align="left")
_CONTINUED = "（续表）"


def table_blocks(table: Table, design: Design, tree: TagTree, section: TagId) -> list[Block]:
    """Compose a table; its caption and its unit are one Caption of the tree."""
    tag = tree.add("Table", section)
    caption = unit = None
    if table.caption.text or table.unit.text:
        words = tree.add("Caption", tag)
        caption = _words(table.caption, _CAPTION, words)
        unit = _unit(table.unit, design, tree.add("Span", words) if caption and table.unit.text else words)
    heads = tree.add("THead", tag) if table.header_rows else tag
    rows = [_row(row, True, tree, heads) for row in table.rows[: table.header_rows]]
    body = tree.add("TBody", tag)
    rows += [_row(row, False, tree, body) for row in table.rows[table.header_rows :]]
    continued = TextBlock(in_script(_CONTINUED, design.lang), _UNIT, None)
    return [
        TableBlock(
            tuple(rows),
            table.header_rows,
            continued,
            caption,
            unit,
            segment=word_starts,
            source=Source(table.place),
        )
    ]


def _words(prose: Prose, style: BlockStyle, tag: TagId) -> TextBlock | None:
    return TextBlock(prose.text, style, tag, source=source_of(prose)) if prose.text else None


def _unit(prose: Prose, design: Design, tag: TagId) -> TextBlock | None:
    """单位：人; the label is added when the author left it out."""
    if not prose.text:
        return None
    label = "" if "：" in prose.text or ":" in prose.text else in_script("单位：", design.lang)
    source = source_of(prose)
    if source.place is not None:
        source = source._replace(place=source.place._replace(column=source.place.column - len(label)))
    return TextBlock(label + prose.text, _UNIT, tag, source=source)


def _row(cells: tuple[Cell, ...], head: bool, tree: TagTree, parent: TagId) -> tuple[CellBlock, ...]:
    row = tree.add("TR", parent)
    return tuple(_cell(cell, head, tree, row) for cell in cells)


def _cell(cell: Cell, head: bool, tree: TagTree, row: TagId) -> CellBlock:
    prose = cell.prose
    tag = tree.add("TH" if head else "TD", row, spans=(cell.colspan, cell.rowspan))
    pieces = lead_pieces(prose, LEAD_STYLES)
    content = TextBlock(prose.text, _HEAD if head else _CELL, tag, pieces, source=source_of(prose))
    return CellBlock(content, cell.colspan, cell.rowspan)
