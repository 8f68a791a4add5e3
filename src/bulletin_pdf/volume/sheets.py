"""Tables of the volume's own parts, and the same rows as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.tables import table_blocks
from bulletin_pdf.compose.tree import TagTree
from bulletin_pdf.geometry import ZIHAO
from bulletin_pdf.issue.model import Cell, Prose, Table
from bulletin_pdf.layout.block import Block, TableBlock

_SIZES = tuple(ZIHAO[size] for size in ("小四", "五号", "小五"))


class Sheet(NamedTuple):
    """Rows under a head, all cells as text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    unit: str = ""

    def blocks(self, tree: TagTree) -> list[Block]:
        """Give it as a table to be set."""
        rows = ((self.head, *self.rows) if self.head else self.rows) or (("",),)
        cells = tuple(tuple(Cell(Prose(text)) for text in row) for row in rows)
        table = Table(cells, Prose(self.caption), Prose(self.unit), int(bool(self.head)), None)
        return [_close(block) for block in table_blocks(table, Design(), tree, 0)]


def _close(block: Block) -> Block:
    """Let a wide table stand upright in small type before it is turned."""
    return block._replace(sizes=_SIZES) if isinstance(block, TableBlock) else block


def as_csv(sheet: Sheet) -> bytes:
    """Give a sheet as CSV: UTF-8 with a byte order mark, by which spreadsheets know it, and CR LF (RFC 4180)."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerows(map(_harmless, (sheet.head, *sheet.rows)))
    return stream.getvalue().encode("utf-8-sig")


def _harmless(row: Sequence[str]) -> Iterable[str]:
    """A cell that begins like a formula would be reckoned by a spreadsheet; a quote keeps it text."""
    return ("'" + cell if cell[:1] in tuple("=+-@\t\r") else cell for cell in row)
