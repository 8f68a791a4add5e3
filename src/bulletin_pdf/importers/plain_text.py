"""Plain text, typed or pasted from Word or WPS: one paragraph a line, unless lines were broken (wrapped.py)."""

from collections.abc import Sequence

from bulletin_pdf.importers.material import (
    MAX_ITEMS,
    ImportedCell,
    ImportedTable,
    Material,
    MaterialItem,
    Para,
    SourceEdit,
    TooMuchError,
)
from bulletin_pdf.importers.wrapped import group_lines
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.source import Source, make_source
from bulletin_pdf.yamldoc.written import PlacedText, join

_FEWEST_ROWS = 2


def read_plain_text(path: str, text: str) -> Material:
    """Read text; rows of cells parted by tabs, as Word and WPS paste a table, are a table again."""
    for end in ("\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    source = make_source(path, text)
    if sum(1 for line in text.split("\n") if line.strip()) > MAX_ITEMS:
        raise TooMuchError(Code.IMPORT_TOO_MANY_PARAGRAPHS, limit=MAX_ITEMS)
    lines = [source.line(number) for number in range(1, len(source.starts) + 1)]
    grouped = group_lines(lines)
    begun = {group[0]: group for group in grouped.groups}
    edits = [_page_number(source, at) for at in grouped.pages]
    items: list[MaterialItem] = []
    rows: list[int] = []
    for at, line in enumerate(lines):
        if len(begun.get(at, ())) == 1 and _is_row(line):
            rows.append(at + 1)
            continue
        if line.strip() and at in begun:
            _end_rows(rows, source, items)
            items.append(Para(_paragraph(source, begun[at], edits)))
        elif not line.strip():
            _end_rows(rows, source, items)
    _end_rows(rows, source, items)
    return Material("text", path, tuple(items), "", tuple(edits))


def _page_number(source: Source, at: int) -> SourceEdit:
    """Log a line that only numbers a page."""
    line = source.line(at + 1)
    return SourceEdit(_written(source, at + 1, 0, len(line)).span(), line.strip(), "", "page-number")


def _paragraph(source: Source, group: Sequence[int], edits: list[SourceEdit]) -> PlacedText:
    """Join the lines of a paragraph; letters on both sides are parted by a space, as words are."""
    parts: list[PlacedText] = []
    for number, at in enumerate(group):
        line = source.line(at + 1)
        begin = len(line) - len(line.lstrip()) if number else 0
        part = _written(source, at + 1, begin, len(line) if at == group[-1] else len(line.rstrip()))
        if parts:
            last, first = parts[-1].text[-1:], part.text[:1]
            latin = (last + first).isascii() and first.isalpha() and not last.isdigit() and last != "-"
            place = parts[-1].span(max(len(parts[-1].text) - 1, 0))
            edits.append(SourceEdit(place, "\n", " " if latin else "", "joined"))
            if latin:
                parts.append(PlacedText(" ", SourceMap.start(source.path, at + 1, begin + 1)))
        parts.append(part)
    return join(parts, "")


def _is_row(line: str) -> bool:
    """Whether a line is a row of cells, not one with a tab in its indent or before a date."""
    return "\t" in line.strip() and len(line) < 500


def _end_rows(rows: list[int], source: Source, items: list[MaterialItem]) -> None:
    """Make a table of the rows gathered, or lines again when they are none."""
    widths = {source.line(number).rstrip("\n").count("\t") for number in rows}
    if len(rows) >= _FEWEST_ROWS and len(widths) == 1:
        grid = tuple(tuple(_cells(source, number)) for number in rows)
        items.append(ImportedTable(grid, _written(source, rows[0], 0, 1).span()))
    else:
        for number in rows:
            items.append(Para(_written(source, number, 0, len(source.line(number)))))
    rows.clear()


def _cells(source: Source, number: int) -> list[ImportedCell]:
    cells, at = [], 0
    for part in source.line(number).split("\t"):
        cells.append(ImportedCell(_written(source, number, at, at + len(part))))
        at += len(part) + 1
    return cells


def _written(source: Source, number: int, start: int, end: int) -> PlacedText:
    return PlacedText(source.line(number)[start:end], SourceMap.start(source.path, number, start + 1))
