"""Tables that go on over a page: what is printed again at its head (T-81)."""

from collections.abc import Sequence
from typing import NamedTuple

from bulletin_pdf.fidelity.wording import CellWords, TableWords, Wording


class Again(NamedTuple):
    """A page that begins inside a table: how much of it is said again, and where its text ends."""

    skipped: int
    """Characters at the head of the page that are not compared for white space."""
    end: int
    """Place in the wording after the page."""


class _Placed(NamedTuple):
    cell: CellWords
    row: int
    column: int


def again_at(said: Wording, at: int, body: str) -> Again | None:
    """Read a page that begins with a table set on; None if it does not, or not rightly."""
    for table in said.tables:
        if not body.startswith(table.continued):
            continue
        for row in _rows_at(table, at):
            opening, after = _opening(said.text, table, row)
            if body.startswith(opening) and said.text.startswith(body[len(opening) :], after):
                return Again(len(opening), after + len(body) - len(opening))
    return None


def _rows_at(table: TableWords, at: int) -> Sequence[int]:
    """Give the rows of the body that begin at a place of the wording; empty rows share one."""
    return [
        number
        for number, row in enumerate(table.rows)
        if number > table.heads and (row[0].start if row else at) == at
    ]


def _opening(text: str, table: TableWords, row: int) -> tuple[str, int]:
    """Give what a page that goes on with `row` begins with, and where the wording goes on after it.

    （续表）, the heads, then the row itself, and in it every cell that reaches into it from above.
    """
    shown = dict.fromkeys(
        placed.cell for number in (*range(table.heads), row) for placed in _covering(table, number)
    )
    after = max((cell.end for cell in table.rows[row]), default=0)
    return table.continued + "".join(text[cell.start : cell.end] for cell in shown), after


def _covering(table: TableWords, number: int) -> list[_Placed]:
    """Give the cells that stand in a row, from left to right."""
    taken: set[tuple[int, int]] = set()
    found: list[_Placed] = []
    for row, cells in enumerate(table.rows[: number + 1]):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            places = [
                (row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)
            ]
            taken.update(places)
            if row <= number < row + cell.rows:
                found.append(_Placed(cell, row, column))
            column += cell.columns
    return sorted(found, key=lambda placed: placed.column)
