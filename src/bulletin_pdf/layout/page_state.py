"""A page of several columns while it is being filled."""

from bulletin_pdf.layout.made_up import ColumnBand, PlacedRow
from bulletin_pdf.named_tuples import NamedTuple


class PageState(NamedTuple):
    """A page as far as it is filled, and the row that comes next."""

    at: int
    line: int = 0
    placed: tuple[PlacedRow, ...] = ()
    bands: tuple[ColumnBand, ...] = ()
