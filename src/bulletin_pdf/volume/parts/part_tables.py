"""Tables of the volume's own parts, and the same rows as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.table_blocks import table_blocks
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.geometry import ZIHAO
from bulletin_pdf.issue.model import Cell, Prose, Table
from bulletin_pdf.layout.block import Block, CellBlock, TableBlock
from bulletin_pdf.named_tuples import NamedTuple

_SIZES = tuple(ZIHAO[size] for size in ("小四", "五号", "小五"))


class CellLinks(NamedTuple):
    """Where the cells of one column lead, row by row, and what the rows themselves are called."""

    column: int
    targets: tuple[str, ...]
    names: tuple[str, ...] = ()


class PartTable(NamedTuple):
    """Rows under a head, all cells as text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    unit: str = ""
    links: CellLinks | None = None
    weights: tuple[int, ...] = ()
    """Columns of long texts, and how they share the room the others leave."""

    def blocks(self, tree: TagTree, design: Design) -> list[Block]:
        """Return it as a table to be set."""
        rows = ((self.head, *self.rows) if self.head else self.rows) or (("",),)
        cells = tuple(tuple(Cell(Prose(text)) for text in row) for row in rows)
        table = Table(cells, Prose(self.caption), Prose(self.unit), int(bool(self.head)), None)
        return [self._finished(block, tree) for block in table_blocks(table, design, tree, 0)]

    def _finished(self, block: Block, tree: TagTree) -> Block:
        """Set a wide table upright in small type before it is turned; add its links."""
        if not isinstance(block, TableBlock):
            return block
        rows = block.rows
        if self.links is not None:
            heads = rows[: block.heads]
            linked = (_linked(row, place, self.links, tree) for place, row in enumerate(rows[block.heads :]))
            rows = (*heads, *linked)
        return block._replace(rows=rows, sizes=_SIZES, weights=self.weights)


def _linked(row: tuple[CellBlock, ...], place: int, links: CellLinks, tree: TagTree) -> tuple[CellBlock, ...]:
    cells = list(row)
    cell = cells[links.column]
    target = links.targets[place]
    if target and cell.content.tag is not None:
        content = cell.content._replace(tag=tree.add("Link", cell.content.tag))
        cells[links.column] = cell._replace(content=content, target=target)
    if links.names:
        first = cells[0]
        cells[0] = first._replace(content=first.content._replace(anchor=links.names[place]))
    return tuple(cells)


def as_csv(sheet: PartTable) -> bytes:
    """Return a sheet as CSV: UTF-8 with a byte order mark, by which spreadsheets recognise it, and CR LF (RFC 4180)."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerows(map(_harmless, (sheet.head, *sheet.rows)))
    return stream.getvalue().encode("utf-8-sig")


def _harmless(row: Sequence[str]) -> Iterable[str]:
    """A cell that begins like a formula would be reckoned by a spreadsheet; a quote keeps it text."""
    return ("'" + cell if cell[:1] in tuple("=+-@\t\r") else cell for cell in row)
