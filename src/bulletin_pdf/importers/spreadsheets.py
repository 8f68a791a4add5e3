"""Tables that come as such: .xlsx and .csv."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bulletin_pdf.importers.material import (
    MAX_ITEMS,
    ImportedCell,
    ImportedTable,
    Material,
    MaterialItem,
    Para,
    Remark,
    SourceEdit,
    TooMuchError,
)
from bulletin_pdf.issue.blocks import MAX_COLUMNS
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.written import PlacedText

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_MAX_UNPACKED = 100 << 20
_DECIMALS = pattern(r"0\.(0+)")
_SAMPLE = 8192


def read_csv(path: str, text: str) -> Material:
    """Read a table of values parted by commas, semicolons or tabs."""
    try:
        dialect: Any = csv.Sniffer().sniff(text[:_SAMPLE], ",;\t，")
    except csv.Error:
        dialect = csv.excel
    rows: list[list[ImportedCell]] = []
    reader = csv.reader(io.StringIO(text), dialect)
    try:
        for values in reader:
            if any(value.strip() for value in values):
                rows.append([ImportedCell(_written(value, path, reader.line_num, 1)) for value in values])
            if sum(map(len, rows[-1:])) * len(rows) > 4 * MAX_ITEMS:
                raise TooMuchError(Code.IMPORT_TOO_MANY_PARAGRAPHS, limit=MAX_ITEMS)
    except csv.Error:
        from bulletin_pdf.importers.plain_text import read_plain_text

        return read_plain_text(path, text)._replace(said=tuple(text.split("\n")))
    said = tuple(cell.text.text for row in rows for cell in row)
    return Material("text", path, tuple(_items(rows, path)), said=said)


_UNNAMED = pattern(r"(?:Sheet|工作表|表|Table)\s?\(?[0-9]*\)?")
"""How programs call a sheet that nobody named."""


def read_sheets(path: str, data: bytes, problems: Problems) -> Material | None:
    """Read the sheets of an .xlsx workbook; None when it is damaged, with the reason in `problems`."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(info.file_size for info in package.infolist()) > _MAX_UNPACKED:
                raise TooMuchError(Code.IMPORT_TOO_MANY_PARAGRAPHS, limit=MAX_ITEMS)
        values = load_workbook(io.BytesIO(data), data_only=True)
        formulas = load_workbook(io.BytesIO(data))
    except TooMuchError:
        raise
    except Exception:  # openpyxl raises whatever its XML reader does
        problems.add(Code.WORKBOOK_DAMAGED, Span(path, 1, 1))
        return None
    items: list[MaterialItem] = []
    edits: list[SourceEdit] = []
    remarks: list[Remark] = []
    said: list[str] = []
    names: list[str] = []
    for sheet in values.worksheets:
        rows = list(_rows(sheet, formulas[sheet.title], path, edits))
        said += [cell.text.text for row in rows for cell in row]
        if sheet.sheet_state != "visible" and rows:
            remarks.append(
                Remark(Code.HIDDEN_SHEET_LEFT_OUT, Span(path, 1, 1), (("sheet", sheet.title[:60]),))
            )
            edits += [
                SourceEdit(cell.text.span(), cell.text.text, "", "hidden-sheet")
                for row in rows
                for cell in row
            ]
            continue
        names += [sheet.title] if rows else []
        items += _items(rows, path)
    title = names[0] if len(names) == 1 and not _UNNAMED.fullmatch(names[0].strip()) else ""
    return Material("text", path, tuple(items), title, tuple(edits), tuple(remarks), said=tuple(said))


def _items(rows: Sequence[Sequence[ImportedCell]], path: str) -> Iterator[MaterialItem]:
    """Lines of one filled cell above and below a table are text; the rest is the table."""
    filled = [sum(bool(cell.text.text.strip()) for cell in row) for row in rows]
    first = next((at for at, count in enumerate(filled) if count > 1), len(rows))
    last = next((at for at in range(len(rows) - 1, -1, -1) if filled[at] > 1), len(rows) - 1)
    table = rows[first : last + 1]
    for row in rows[:first]:
        yield from _lines(row)
    if len(table) > 1 and max(sum(cell.colspan for cell in row) for row in table) <= MAX_COLUMNS:
        yield ImportedTable(tuple(map(tuple, table)), table[0][0].text.span())
    else:
        for row in table:
            yield from _lines(row)
    for row in rows[last + 1 :]:
        yield from _lines(row)


def _lines(row: Sequence[ImportedCell]) -> Iterator[Para]:
    for cell in row:
        if cell.text.text.strip():
            yield Para(cell.text._replace(text=" ".join(cell.text.text.split("\n"))))


# 工作表


def _rows(
    sheet: "Worksheet", formulas: "Worksheet", path: str, edits: list[SourceEdit]
) -> Iterator[list[ImportedCell]]:
    if sheet.max_row * sheet.max_column > 8 * MAX_ITEMS and sheet.max_column > MAX_COLUMNS:
        raise TooMuchError(Code.IMPORT_TOO_MANY_PARAGRAPHS, limit=MAX_ITEMS)
    spans = {
        (area.min_row, area.min_col): (area.max_col - area.min_col + 1, area.max_row - area.min_row + 1)
        for area in sheet.merged_cells.ranges
    }
    covered = {
        (row, column)
        for (top, left), (across, down) in spans.items()
        for row in range(top, top + down)
        for column in range(left, left + across)
    } - set(spans)
    count = 0
    width = _filled_width(sheet)
    for row in sheet.iter_rows(max_col=width):
        cells = []
        for cell in row:
            if (cell.row, cell.column) in covered:
                continue
            text = shown_value(cell, formulas.cell(cell.row, cell.column).value)
            across, down = spans.get((cell.row, cell.column), (1, 1))
            cells.append(ImportedCell(_written(text, path, cell.row, cell.column), across, down))
            if cell.comment and cell.comment.text.strip():
                edits.append(SourceEdit(Span(path, cell.row, cell.column), cell.comment.text, "", "comment"))
        count += len(cells)
        if count > 4 * MAX_ITEMS:
            raise TooMuchError(Code.IMPORT_TOO_MANY_PARAGRAPHS, limit=MAX_ITEMS)
        if any(cell.text.text for cell in cells):
            yield cells


def _filled_width(sheet: "Worksheet") -> int:
    """The last column that holds anything: formats alone make sheets wider."""
    return max(
        (cell.column for row in sheet.iter_rows() for cell in row if cell.value is not None), default=1
    )


def shown_value(cell: "Cell | MergedCell", formula: object) -> str:
    """Return a cell's value as the sheet shows it; a formula nobody has worked out as it is written."""
    value = cell.value
    if value is None:
        return str(formula) if isinstance(formula, str) and formula.startswith("=") else ""
    form = str(cell.number_format or "")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, form)
    if isinstance(value, datetime.datetime | datetime.date):
        return _day(value, form)
    return str(value)


def _number(value: float, form: str) -> str:
    places = _DECIMALS.search(form)
    decimals = len(places[1]) if places else 0
    comma = "," if "#,##" in form else ""
    if "%" in form:
        return f"{value * 100:{comma}.{decimals}f}%"
    if places or comma or form == "0":
        return f"{value:{comma}.{decimals}f}"
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.15g}"


def _day(value: datetime.date, form: str) -> str:
    day = (
        f"{value.year}年{value.month}月{value.day}日"
        if "年" in form
        else f"{value.year}-{value.month:02}-{value.day:02}"
    )
    timed = isinstance(value, datetime.datetime) and (value.hour or value.minute)
    return f"{day} {value:%H:%M}" if timed else day


def _written(text: str, path: str, row: int, column: int) -> PlacedText:
    """A cell's text: its place is row and column of the sheet."""
    return PlacedText(text.strip(), SourceMap.start(path, row, column))
