"""Any block → rows of type: the only way from blocks to galleys.

Figures and tables are set by rooms of their own, opened for issues that have any; so is what stands in columns.
"""

from bulletin_pdf.layout.block import Block, EntryBlock, FigureBlock, TableBlock
from bulletin_pdf.layout.contents_entries import set_entry
from bulletin_pdf.layout.galley import Galley, set_line_block
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.layout.typesetter import Typesetter


def set_block(block: Block, grid: Grid, typesetter: Typesetter) -> Galley:
    """Set one block on a grid; where that has several columns, in one of them or across all."""
    if grid.columns == 1:
        return _set_in_measure(block, grid, typesetter)
    from bulletin_pdf.layout.spans import set_in_columns

    return set_in_columns(block, grid, typesetter, _set_in_measure)


def _set_in_measure(block: Block, grid: Grid, typesetter: Typesetter) -> Galley:
    """Set one block in the grid's measure."""
    match block:
        case FigureBlock():
            from bulletin_pdf.layout.figures import set_figure

            return set_figure(block, grid, typesetter)
        case TableBlock():
            from bulletin_pdf.layout.tables import set_table

            return set_table(block, grid, typesetter)
        case EntryBlock():
            return set_entry(block, grid, typesetter)
        case _:
            return set_line_block(block, grid, typesetter)
