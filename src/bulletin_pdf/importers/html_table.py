"""Tables of a web page: those that hold data, and those that only lay it out."""

from collections import Counter

from bulletin_pdf.importers.material import MaterialItem, Para
from bulletin_pdf.issue.blocks import MAX_COLUMNS
from bulletin_pdf.problems import Span
from bulletin_pdf.yamldoc.written import join

_MAX_CELL = 160
"""Characters of a cell beyond which a table lays out the page."""


class HtmlCell:
    """A cell being read."""

    def __init__(self, tag: dict[str, str], header: bool) -> None:
        self.items: list[MaterialItem] = []
        self.colspan = _span(tag.get("colspan", ""))
        self.rowspan = _span(tag.get("rowspan", ""))
        self.header = header


class HtmlTable:
    """A table being read; `cell` is the one open."""

    def __init__(self, place: Span) -> None:
        self.place = place
        self.rows: list[list[HtmlCell]] = []
        self.cell: HtmlCell | None = None


def is_data(rows: list[list[HtmlCell]]) -> bool:
    """Whether a table holds data and does not lay out the page."""
    cells = [cell for row in rows for cell in row]
    widths = Counter(sum(cell.colspan for cell in row) for row in rows)
    if len(rows) < 2 or not cells or not 2 <= max(widths) <= MAX_COLUMNS:
        return False
    if any(not isinstance(item, Para) for cell in cells for item in cell.items):
        return False
    paras = [[item for item in cell.items if isinstance(item, Para)] for cell in cells]
    if any(len(of_cell) > 4 or sum(len(para.words) for para in of_cell) > _MAX_CELL for of_cell in paras):
        return False
    filled = sum(bool(of_cell) for of_cell in paras)
    linked = sum(para.linked for of_cell in paras for para in of_cell)
    total = sum(len(para.words) for of_cell in paras for para in of_cell)
    return filled * 2 > len(cells) and linked * 2 < total


def laid_out(row: list[HtmlCell]) -> list[MaterialItem]:
    """A row that only lays out: cells of one short line stand side by side on one line."""
    filled = [cell for cell in row if cell.items]
    short = [
        cell.items[0]
        for cell in filled
        if len(cell.items) == 1 and isinstance(cell.items[0], Para) and len(cell.items[0].words) < 60
    ]
    if len(filled) > 1 and len(short) == len(filled):
        paras = [item for item in short if isinstance(item, Para)]
        linked = sum(para.linked for para in paras)
        return [Para(join([para.text for para in paras], " "), (), paras[0].align, 0, linked)]
    return [item for cell in row for item in cell.items]


def _span(value: str) -> int:
    digits = value.strip()[:3]
    return min(max(int(digits), 1), 60) if digits.isascii() and digits.isdigit() else 1
