"""Figures in tables: a number in a cell, with unit and subject from the heads of its column and row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bulletin_pdf.issue.model import Table
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Tag, TagId
from bulletin_pdf.patterns import pattern
from bulletin_pdf.volume.issues.measure_units import LARGE, unit_at
from bulletin_pdf.volume.issues.numbers import BARE_NUMBER, Number, numbers_in

_NO_QUANTITY: Final = pattern(
    r"序号|编号|号码|年份|年度|日期|时间|电话|邮编|期号|期次|名次|排名|位次|代码|门牌|房号|学号|单号|账号|版本"
)
_RATE: Final = pattern(r"[率比]|增长|增幅|增速|增减|降幅|升幅|±")
_BRACKETED: Final = pattern(r"[（(](?:计量)?(?:单位[：:])?([^（()）]{1,12})[)）]")
_AFTER_SLASH: Final = pattern(r"[/／]([^/／（(]{1,6})$")
_NUMBER_OF: Final = pattern(
    r"(人次|场次|车次|班次|批次|件次|户次|[人户次件篇个天亩台家份页期场辆所处名项条])数?$"
)
_LARGE: Final = pattern(LARGE)
_UNIT_HEADS: Final = ("单位", "计量单位")
_PARTED: Final = pattern(r"[、，,；;]\s*")
_SHORT: Final = 14
"""Characters of a cell that needs the words of its row and column to be understood."""
_LONGEST: Final = 36
"""Characters kept of the heads."""
_MAX_HEADS: Final = 2


class CellPlace(NamedTuple):
    """Where a cell stands: its table, its row and its first column, counted from 0."""

    table: "FigureGrid"
    row: int
    column: int


class FigureGrid:
    """A table with its spans spread out: the text at each row and column."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.texts: dict[tuple[int, int], str] = {}
        self.places: list[list[int]] = []
        for row, cells in enumerate(table.rows):
            column = 0
            self.places.append([])
            for cell in cells:
                while (row, column) in self.texts:
                    column += 1
                self.places[row].append(column)
                for down in range(cell.rowspan):
                    for along in range(cell.colspan):
                        self.texts[row + down, column + along] = cell.prose.text.strip()
                column += cell.colspan

    def heads_of(self, column: int) -> list[str]:
        """Return what stands over a column, from the top."""
        texts = (self.texts.get((row, column), "") for row in range(self.table.header_rows))
        return list(dict.fromkeys(text for text in texts if text))

    def names_of(self, row: int, column: int) -> list[str]:
        """Return the cells of a row, left of a column, that are no numbers."""
        texts = [self.texts.get((row, left), "") for left in range(column)]
        names = [text for text in texts if text and not BARE_NUMBER.fullmatch(text) and not _is_unit(text)]
        return list(dict.fromkeys(names))[:_MAX_HEADS]

    def unit_of(self, row: int, column: int) -> str:
        """Return the unit of a number in a cell; empty when the table names none."""
        heads = self.heads_of(column)
        if any(_NO_QUANTITY.search(head) for head in heads):
            return ""
        names = [self.texts.get((row, left), "") for left in range(column)]
        for text in (*reversed(heads), *reversed(names)):
            if unit := _unit_in(text):
                return unit
        return self._unit_column(row) or self._whole_unit(heads, column) or _counted_in(heads)

    def _unit_column(self, row: int) -> str:
        width = 1 + max((column for _, column in self.texts), default=-1)
        columns = (column for column in range(width) if set(self.heads_of(column)) & set(_UNIT_HEADS))
        return next((text for column in columns if _is_unit(text := self.texts.get((row, column), ""))), "")

    def _whole_unit(self, heads: Sequence[str], column: int) -> str:
        """Return the unit said of the whole table; it does not hold of the first column, nor of shares."""
        said = self.table.unit.text.rpartition("：")[2].rpartition(":")[2]
        captioned = re.search(r"单位[：:]([^（()）]{1,20})", self.table.caption.text)
        units = _PARTED.split(said or (captioned[1] if captioned else ""))
        if not column or not all(map(_is_unit, units)):
            return ""
        rates = [unit for unit in units if unit in ("%", "％", "‰")]
        if any(_RATE.search(head) for head in heads):
            return rates[0] if rates else ""
        return next((unit for unit in units if unit not in rates or len(units) == 1), "")


def _unit_in(text: str) -> str:
    """Return the unit a head names: 产值（亿元）, 补助/元."""
    for match in (*_BRACKETED.finditer(text), *_AFTER_SLASH.finditer(text)):
        if _is_unit(match[1].strip()):
            return match[1].strip()
    return ""


def _is_unit(text: str) -> bool:
    if not text:
        return False
    at = large.end() if (large := _LARGE.match(text)) else 0
    unit = unit_at(text, at, bodies=False)
    return unit is not None and unit.end == len(text)


def _counted_in(heads: Sequence[str]) -> str:
    """Return the unit a head is named by: 参加人数, 户, 惠及人次."""
    for head in reversed(heads):
        if _is_unit(head):
            return head
        if match := _NUMBER_OF.search(head):
            return match[1] if head.endswith("数") or "次" in match[1] else ""
    return ""


def cell_places(tables: Sequence[Table], tags: Sequence[Tag]) -> Mapping[TagId, CellPlace]:
    """Find the cells of the tables among the tags of an issue."""
    grids = [FigureGrid(table) for table in tables]
    found: dict[TagId, CellPlace] = {}
    number = row = cell = -1
    for place, tag in enumerate(tags):
        match tag.role:
            case "Table":
                number, row = number + 1, -1
            case "TR":
                row, cell = row + 1, -1
            case "TH" | "TD":
                cell += 1
                grid = grids[number]
                found[place] = CellPlace(grid, row, grid.places[row][cell])
    return found


def tabled_figures(text: str, place: CellPlace) -> Iterator[tuple[Number, str]]:
    """Return the figures of a cell, and what the heads of its row and column say where the cell says little."""
    grid, row, column = place
    if row < grid.table.header_rows:
        return
    label = "·".join((*grid.names_of(row, column), *grid.heads_of(column))) or grid.table.caption.text
    label = label if len(label) <= _LONGEST else label[:_LONGEST] + "…"
    if BARE_NUMBER.fullmatch(text.strip()):
        if unit := grid.unit_of(row, column):
            yield Number(0, len(text), text.strip(), unit), f"{label}：{text.strip()}"
        return
    for number in numbers_in(text):
        yield number, f"{label}：{text}" if label and len(text) <= _SHORT else ""
