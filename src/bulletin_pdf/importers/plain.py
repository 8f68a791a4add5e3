"""Plain text, typed or pasted from Word or WPS: one paragraph a line."""

from bulletin_pdf.importers.material import MOST_ITEMS, Edited, Grid, GridCell, Item, Material, Para, TooMuch
from bulletin_pdf.yamldoc.source import Source, make_source
from bulletin_pdf.yamldoc.written import Written

_FEWEST_ROWS = 2


def read_plain(path: str, text: str) -> Material:
    """Read text; rows of cells parted by tabs, as Word and WPS paste a table, are a table again."""
    for end in ("\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    source = make_source(path, text)
    if sum(1 for line in text.split("\n") if line.strip()) > MOST_ITEMS:
        raise TooMuch("B922", limit=MOST_ITEMS)
    items: list[Item] = []
    rows: list[int] = []
    for number in range(1, len(source.starts) + 1):
        line = source.line(number)
        if _is_row(line):
            rows.append(number)
            continue
        _end_rows(rows, source, items)
        if line.strip():
            items.append(Para(_written(source, number, 0, len(line))))
    _end_rows(rows, source, items)
    edits: tuple[Edited, ...] = ()
    return Material("text", path, tuple(items), "", edits)


def _is_row(line: str) -> bool:
    """Tell a row of cells from a line with a tab in its indent or before a date."""
    return "\t" in line.strip() and len(line) < 500


def _end_rows(rows: list[int], source: Source, items: list[Item]) -> None:
    """Make a table of the rows gathered, or lines again when they are none."""
    widths = {source.line(number).rstrip("\n").count("\t") for number in rows}
    if len(rows) >= _FEWEST_ROWS and len(widths) == 1:
        grid = tuple(tuple(_cells(source, number)) for number in rows)
        items.append(Grid(grid, _written(source, rows[0], 0, 1).span()))
    else:
        for number in rows:
            items.append(Para(_written(source, number, 0, len(source.line(number)))))
    rows.clear()


def _cells(source: Source, number: int) -> list[GridCell]:
    cells, at = [], 0
    for part in source.line(number).split("\t"):
        cells.append(GridCell(_written(source, number, at, at + len(part))))
        at += len(part) + 1
    return cells


def _written(source: Source, number: int, start: int, end: int) -> Written:
    return Written(source.line(number)[start:end], source.path, ((0, number, start + 1),))
