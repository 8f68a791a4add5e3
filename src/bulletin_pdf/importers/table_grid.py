"""Where the cells of a table stand among its rows and columns."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.issue.model import Cell, Prose
from bulletin_pdf.named_tuples import NamedTuple


class PlacedCell(NamedTuple):
    """A cell and its first column."""

    column: int
    cell: Cell


def placed(rows: Sequence[Sequence[Cell]]) -> Iterator[list[PlacedCell]]:
    """Every row with the columns of its cells, those taken by cells above left free."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        at, of_row = 0, []
        for cell in row:
            while (number, at) in taken:
                at += 1
            of_row.append(PlacedCell(at, cell))
            taken |= {
                (number + down, at + along)
                for down in range(1, cell.rowspan)
                for along in range(cell.colspan)
            }
            at += cell.colspan
        yield of_row


def regular(rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
    """Return every row the same columns: short ones are filled up, spans that reach too far are cut."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[int, Cell]]] = []
    for number, row in enumerate(rows):
        at, of_row = 0, []
        for cell in row:
            while (number, at) in taken:
                at += 1
            columns = next((n for n in range(cell.colspan) if (number, at + n) in taken), cell.colspan)
            below = min(cell.rowspan, len(rows) - number)
            cell = cell._replace(colspan=columns, rowspan=below)
            taken |= {(number + down, at + along) for down in range(below) for along in range(columns)}
            of_row.append((at, cell))
            at += columns
        placed.append(of_row)
    width = max((column for _, column in taken), default=0) + 1
    made = []
    for number, of_row in enumerate(placed):
        gaps = [(at, Cell(Prose(""))) for at in range(width) if (number, at) not in taken]
        made.append(tuple(cell for _, cell in sorted([*of_row, *gaps], key=lambda entry: entry[0])))
    return tuple(made) if taken else ((Cell(Prose("")),),)
