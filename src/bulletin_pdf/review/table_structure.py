"""Rows and columns of tables added to or removed from the YAML."""

from collections.abc import Iterator

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.review.proposal import ProposalPart
from bulletin_pdf.review.written_values import WrittenValue
from bulletin_pdf.yamldoc.operations import Edit, Insert, Path, Remove

TABLE_FLIPS = frozenset(("row", "row+", "cell", "cell+"))
"""Of a part: its row or cell goes, or others come behind it or, with side `before`, in front of it."""


class TableEdit(NamedTuple):
    """A change of rows or cells: which file, where it stands among others, what is done, what goes with it."""

    file: int
    order: Path
    edit: Edit
    gone: Path
    """The row or cell whose texts go; empty for one that comes."""


def table_edits(value: WrittenValue, part: ProposalPart) -> Iterator[TableEdit]:
    """Yield what a part asks for, given the value of its cell. Raises `ValueError` where the cell stands in no list of rows."""
    cell = _cell_path(value.path)
    row, table = cell[:-1], cell[:-2]
    number, column = row[-1], cell[-1]
    assert isinstance(number, int) and isinstance(column, int)
    step = part.side == "after"
    match part.flip:
        case "row":
            yield TableEdit(value.file, (*row, 0), Remove(row), row)
        case "cell":
            yield TableEdit(value.file, (*cell, 0), Remove(cell), cell)
        case "row+":
            # The last is put in first, all of them at the same place.
            at = (*table, number + step)
            rows = [line.split("\t") for line in part.now.split("\n")]
            for texts in reversed(rows):
                yield TableEdit(value.file, at, Insert(at, texts), ())
        case _:
            at = (*row, column + step)
            yield TableEdit(value.file, at, Insert(at, part.now), ())


def _cell_path(path: Path) -> Path:
    last = max((at for at, step in enumerate(path) if isinstance(step, int)), default=-1)
    cell = path[: last + 1]
    if len(cell) < 3 or not isinstance(cell[-2], int) or not isinstance(cell[-3], str):
        raise ValueError(f"no cell of a table stands at {path}")
    return cell
