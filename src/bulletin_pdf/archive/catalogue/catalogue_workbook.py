"""The catalogue as a workbook (XLSX), written row by row: contents, indexes, register of figures, statistics with charts."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from bulletin_pdf.archive.catalogue.catalogue_entries import CatalogueContents, CatalogueEntry, read_figures
from bulletin_pdf.archive.catalogue.catalogue_tables import (
    IndexGroup,
    by_year,
    city_index,
    city_years,
    entries_by_issue,
    theme_index,
    title_index,
    unit_index,
    unit_years,
)
from bulletin_pdf.volume.files.workbook import set_up_print
from bulletin_pdf.volume.parts.part_tables import PartTable

_MAX_ROWS = 1_048_576
"""A sheet has no more; further ones are named on its last."""
_WIDTHS = {
    "篇名": 50,
    "所述事项": 50,
    "供稿单位": 26,
    "文件": 40,
    "期号": 26,
    "编发单位": 26,
    "专题": 20,
    "刊名": 20,
    "地区": 14,
    "日期": 11,
}
_WIDTH = 9
_BUSIEST = 20
"""Cities in the chart."""

Value = str | int
Rows = Iterable[Sequence[Value]]


def as_workbook(database: sqlite3.Connection, contents: CatalogueContents) -> bytes:
    """Return the workbook; the only date it names is that of the latest issue."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    # Rows go to a file as they are written: a register of figures has hundreds of thousands.
    book = Workbook(stream, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = datetime.fromisoformat(contents.date) if contents.date else datetime(1980, 1, 1)
    book.set_properties({"title": f"{contents.title} {contents.span}", "created": created})
    sheets = _Sheets(book)
    sheets.add("总目录", _CONTENTS, _contents(contents))
    sheets.add("地区索引", ("地区", *_ENTRY), _index(city_index(contents)))
    sheets.add("供稿单位索引", ("供稿单位", *_ENTRY), _index(unit_index(contents)))
    sheets.add("专题索引", ("专题", *_ENTRY), _index(theme_index(contents)))
    sheets.add("篇名索引", ("音序", *_ENTRY), _index(title_index(contents)))
    figures = (
        (row.city, row.number, row.unit, row.words, row.issue.full_label, row.page)
        for row in read_figures(database, contents)
    )
    sheets.add("数据一览", ("地区", "数字", "单位", "所述事项", "期号", "页"), figures)
    sheets.table("各年收录", by_year(contents), chart="column", count=len(contents.years))
    sheets.table("各地区各年", city_years(contents), chart="bar", count=_BUSIEST)
    sheets.table("各单位各年", unit_years(contents, 0))
    book.close()
    return stream.getvalue()


_CONTENTS = (
    "年度", "刊名", "期号", "总期号", "日期", "编发单位", "专题", "篇名", "地区", "供稿单位", "页", "密级", "文件",
)  # fmt: skip
_ENTRY = ("篇名", "期号", "页", "日期")


def _contents(contents: CatalogueContents) -> Rows:
    for issue, entries in entries_by_issue(contents):
        head = (issue.year or "", issue.name, issue.series + issue.label, issue.serial or "", issue.date)
        around = (issue.publishers, issue.theme)
        for entry in entries:
            own = (entry.title, entry.city, entry.by, entry.page)
            yield (*head, *around, *own, issue.secrecy, issue.path)
        if not entries:
            yield (*head, *around, issue.title, "", "", "", issue.secrecy, issue.path)


def _index(groups: Iterable[IndexGroup]) -> Rows:
    return ((group.head, *_entry(entry)) for group in groups for entry in group.entries)


def _entry(entry: CatalogueEntry) -> tuple[Value, ...]:
    return (entry.title, entry.issue.full_label, entry.page, entry.issue.date)


class _Sheets:
    """Adds sheets to a workbook."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.head = book.add_format({"bold": True, "border": 1, "valign": "vcenter", "align": "center"})
        self.cell = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})

    def add(self, name: str, head: Sequence[str], rows: Rows) -> Any:
        """Add a sheet with a head that stays, a filter and a print set-up; return it."""
        page = self.book.add_worksheet(name)
        for column, word in enumerate(head):
            page.set_column(column, column, _WIDTHS.get(word, _WIDTH))
        page.write_row(0, 0, head, self.head)
        last = 0
        for last, row in enumerate(rows, start=1):
            if last == _MAX_ROWS:
                break
            for column, value in enumerate(row):
                if isinstance(value, int):
                    page.write_number(last, column, value, self.cell)
                else:
                    page.write_string(last, column, value, self.cell)
        page.autofilter(0, 0, max(last, 1), len(head) - 1)
        set_up_print(page)
        return page

    def table(self, name: str, table: PartTable, chart: str = "", count: int = 0) -> None:
        """Add a table of statistics, with a chart of its first `count` rows where one is asked for."""
        rows: list[tuple[Value, ...]] = [
            (row[0], *(int(cell) if cell else 0 for cell in row[1:])) for row in table.rows
        ]
        page = self.add(name, table.head, rows)
        shown = min(count, len(rows) - 1)
        if not chart or shown < 1:
            return
        # Of years the reports are drawn, of cities all years together.
        column = table.head.index("篇数") if "篇数" in table.head else len(table.head) - 1
        drawn = self.book.add_chart({"type": chart})
        drawn.add_series(
            {
                "name": table.caption,
                "categories": [name, 1, 0, shown, 0],
                "values": [name, 1, column, shown, column],
                "data_labels": {"value": True},
            }
        )
        drawn.set_legend({"none": True})
        drawn.set_title({"name": table.caption.partition("\u3000")[2] or table.caption})
        if chart == "bar":
            drawn.set_y_axis({"reverse": True})
        page.insert_chart(1, len(table.head) + 1, drawn)
