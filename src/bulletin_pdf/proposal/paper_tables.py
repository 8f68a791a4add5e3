"""Tables of a paper, known by their rules → the styles of heads, cells, captions and units."""

from collections.abc import Iterator, Sequence
from typing import Final

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.proposal.findings import Findings
from bulletin_pdf.proposal.paper_rows import MeasuredRule, PaperPage, PaperRow
from bulletin_pdf.proposal.paper_text import note_type
from bulletin_pdf.proposal.text_area import TextArea

_FEWEST: Final = 3
"""Rules across that a table has at least."""
_SAME_END: Final = 2.0
"""pt"""
_UNIT: Final = pattern(r"[（(]?单位[:：].{1,12}[）)]?")
_ABOVE: Final = 3.2
"""em: a caption stands no farther above its table."""


class MeasuredTable(NamedTuple):
    """Rows of a table by what they are."""

    head: tuple[PaperRow, ...]
    cells: tuple[PaperRow, ...]
    caption: tuple[PaperRow, ...]
    unit: tuple[PaperRow, ...]


def note_tables(
    pages: Sequence[PaperPage], taken: set[PaperRow], area: TextArea, found: Findings
) -> set[PaperRow]:
    """Note the styles of tables, those of a foot aside (`taken`); return their rows."""
    tables = [table for page in pages for table in _tables(page, taken)]
    for style, field in (("table_head", 0), ("table_cell", 1), ("table_caption", 2), ("table_unit", 3)):
        rows = [row for table in tables for row in table[field] if row.role]
        if rows:
            note_type(style, rows, area, found)
    return {row for table in tables for rows in table for row in rows}


def _tables(page: PaperPage, taken: set[PaperRow]) -> Iterator[MeasuredTable]:
    for rules in _grids(page.rules):
        upper, lower = rules[0].top, rules[-1].bottom
        inside = [row for row in page.rows if upper < row.baseline < lower and row not in taken]
        if len(inside) < _FEWEST:
            continue
        head = [row for row in inside if row.baseline < rules[1].bottom]
        above = [row for row in page.rows if _is_above(row, rules[0]) and row not in taken]
        unit = [row for row in above if _UNIT.fullmatch(row.text)]
        caption = [row for row in above if row not in unit and len(row.text) < 40]
        cells = [row for row in inside if row not in head]
        yield MeasuredTable(tuple(head), tuple(cells), tuple(caption[-1:]), tuple(unit))


def _grids(rules: Sequence[MeasuredRule]) -> Iterator[list[MeasuredRule]]:
    """Part black rules into those with the same ends, close enough to be of one table."""
    grid: list[MeasuredRule] = []
    for rule in sorted((rule for rule in rules if rule.ink == "black"), key=lambda rule: rule.top):
        if grid and max(abs(rule.left - grid[-1].left), abs(rule.right - grid[-1].right)) > _SAME_END:
            if len(grid) >= _FEWEST:
                yield grid
            grid = []
        grid.append(rule)
    if len(grid) >= _FEWEST:
        yield grid


def _is_above(row: PaperRow, rule: MeasuredRule) -> bool:
    return 0 <= rule.top - row.baseline < _ABOVE * row.size and rule.left - 5 < row.middle < rule.right + 5
