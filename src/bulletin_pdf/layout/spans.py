"""Blocks on a page of several columns: which stay in one column and which span all (通栏).

- What its design sets across all columns is set in the whole measure: the head of the issue, titles, figures.
- A table spans all columns where it is too wide for one of them, and where it is taller than part of a column: a
  table in a column is never cut, so that what a reader of the file extracts keeps its order.
- Headings that lead to what spans all columns span them too: they would stand alone at a column's foot else.
"""

from collections.abc import Callable, Sequence
from typing import Final

from bulletin_pdf.layout.block import (
    Block,
    EntryBlock,
    FigureBlock,
    FixedBlock,
    RuleBlock,
    SpaceBlock,
    TableBlock,
    TextBlock,
)
from bulletin_pdf.layout.galley import Galley
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.layout.typesetter import Typesetter

_TALLEST_TABLE: Final = 1 / 3
"""Of a column's lines: a taller table spans all columns, where it may be cut."""


def is_wide(block: Block) -> bool:
    """Whether a block is to span all columns, whatever room it needs."""
    match block:
        case TextBlock() | EntryBlock():
            return block.style.wide
        case RuleBlock() | FixedBlock() | FigureBlock() | TableBlock():
            return block.wide
        case _:
            return False


Setter = Callable[[Block, Grid, Typesetter], Galley]
"""Sets a block in the measure of a grid of one column."""


def set_in_columns(block: Block, grid: Grid, typesetter: Typesetter, set_in_measure: Setter) -> Galley:
    """Set one block in a column of the grid, or across all; rows say which."""
    whole, column = grid.with_measure(grid.width), grid.with_measure(grid.column)
    if isinstance(block, TableBlock) and not block.wide:
        return _set_table(block, whole, column, typesetter, set_in_measure)
    if is_wide(block):
        floats = isinstance(block, TableBlock) or (isinstance(block, FigureBlock) and not block.stays)
        return _across(set_in_measure(block, whole, typesetter), floats=floats)
    return set_in_measure(block, column, typesetter)


def _across(galley: Galley, *, floats: bool = False) -> Galley:
    return tuple(row._replace(wide=True, floats=floats and not row.turned) for row in galley)


def _set_table(
    block: TableBlock, whole: Grid, column: Grid, typesetter: Typesetter, set_in_measure: Setter
) -> Galley:
    """Set a table in a column where its columns and its rows find room there."""
    from bulletin_pdf.layout.tables import fits_upright

    if fits_upright(block, column, typesetter.quiet()):
        galley = set_in_measure(block, column, typesetter.quiet())
        if galley and galley[0].lines <= _TALLEST_TABLE * column.lines:
            # Set once more, for what is to be said about it.
            return tuple(row._replace(elastic=None) for row in set_in_measure(block, column, typesetter))
    return _across(set_in_measure(block, whole, typesetter), floats=True)


def with_wide_headings(
    blocks: Sequence[Block], galleys: Sequence[Galley], grid: Grid, typesetter: Typesetter, set_block: Setter
) -> tuple[list[Block], list[Galley]]:
    """Return blocks and galleys with headings set across all columns that lead to what spans them."""
    known, rows = list(blocks), list(galleys)
    quiet = typesetter.quiet()
    for index in range(len(known) - 1, 0, -1):
        before = known[index - 1]
        if not (rows[index] and rows[index][0].wide) or not _leads(before, rows[index - 1]):
            continue
        if isinstance(before, TextBlock):
            known[index - 1] = before._replace(style=before.style._replace(wide=True))
            rows[index - 1] = set_block(known[index - 1], grid, quiet)
        else:
            rows[index - 1] = _across(rows[index - 1])
    return known, rows


def _leads(block: Block, galley: Galley) -> bool:
    """Whether a block in a column must stand with what follows it."""
    if not galley or galley[0].wide:
        return False
    if isinstance(block, TextBlock):
        return block.style.keep_with_next > 0
    return isinstance(block, SpaceBlock) and block.keep_with_next and not block.keep_with_previous
