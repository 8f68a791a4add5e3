"""归档文件目录 as a spreadsheet (XLSX), ready to print; the same rows give the same bytes."""

from datetime import datetime
from io import BytesIO
from typing import Any

from bulletin_pdf.volume.parts.part_tables import PartTable

_WIDTHS = {
    "序号": 6,
    "档号": 28,
    "文号": 14,
    "责任者": 30,
    "题名": 40,
    "日期": 11,
    "密级": 10,
    "页数": 7,
    "备注": 16,
}
_WIDTH = 14
_NUMBERS = frozenset(("序号", "页数"))
_A4 = 9


def as_xlsx(sheet: PartTable, title: str, date: str) -> bytes:
    """Return a sheet as a workbook; `date` (YYYY-MM-DD) is the only one it names."""
    from xlsxwriter import Workbook

    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = datetime.fromisoformat(date) if date else datetime(1980, 1, 1)
    book.set_properties({"title": title, "created": created})
    page = book.add_worksheet(title[:31])
    head = book.add_format(
        {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
    )
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
    for column, name in enumerate(sheet.head):
        page.set_column(column, column, _WIDTHS.get(name, _WIDTH))
        page.write_string(0, column, name, head)
        for row, values in enumerate(sheet.rows, start=1):
            value = values[column]
            if name in _NUMBERS and value.isdecimal():
                page.write_number(row, column, int(value), cell)
            else:
                page.write_string(row, column, value, cell)
    set_up_print(page)
    book.close()
    return stream.getvalue()


def set_up_print(page: Any) -> None:
    """Set a worksheet to print on landscape A4, with its head on every page and numbered pages."""
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P / &N")
