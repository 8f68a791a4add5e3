"""Tables of a report: every row the same columns, the head by what the source says or by what it holds."""

import re

from bulletin_pdf.importers.draft import Guess
from bulletin_pdf.importers.material import ImportedTable, SourceEdit
from bulletin_pdf.importers.table_grid import regular
from bulletin_pdf.importers.wide_tables import fitted, is_surely_narrow, try_on_page
from bulletin_pdf.issue.model import Cell, Element, Prose, Table

_MAX_HEADS = 6
_MAX_IN_HEADS = 300
"""Rows and characters of a table's head: more leaves a page no room for what it is the head of."""


def read_table(grid: ImportedTable, notes: list[Guess], log: list[SourceEdit]) -> list[Element]:
    """Return a table as a page has room for it, with what is guessed of its head."""
    rows = regular(
        [[Cell(Prose(cell.text.text), cell.colspan, cell.rowspan) for cell in row] for row in grid.rows]
    )
    heads = _said_heads(grid)
    if not heads and _may_be_head(grid, guessed := max((cell.rowspan for cell in grid.rows[0]), default=1)):
        heads = guessed
        notes.append(Guess("header-row"))
    table = Table(rows, Prose(""), Prose(""), min(heads, len(rows)), None)
    if is_surely_narrow(table):
        return [table]
    made = fitted(table, try_on_page())
    if made != [table]:
        words = "；".join(cell.text.text for cell in grid.rows[0])[:60]
        log.append(SourceEdit(grid.place, words, "", "parted-table"))
        notes.append(Guess("parted-table", (("count", str(len(made))),)))
    return made


def _said_heads(grid: ImportedTable) -> int:
    """Return how many rows the source repeats on each page; nothing where it says so of all, or of too much."""
    heads = 0
    while heads < len(grid.rows) and all(cell.header for cell in grid.rows[heads]):
        heads += 1
    return heads if _fits_head(grid, heads) else 0


def _may_be_head(grid: ImportedTable, heads: int) -> bool:
    """Whether the first rows are a head by what they hold: words without figures."""
    return _fits_head(grid, heads) and not any(re.search("[0-9]", cell.text.text) for cell in grid.rows[0])


def _fits_head(grid: ImportedTable, heads: int) -> bool:
    """Whether rows may be repeated on each page, and leave others to stand below them."""
    letters = sum(len(cell.text.text) for row in grid.rows[:heads] for cell in row)
    return 0 < heads < len(grid.rows) and heads <= _MAX_HEADS and letters <= _MAX_IN_HEADS
