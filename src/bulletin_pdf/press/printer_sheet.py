"""A printer's sheet and its settings."""

from bulletin_pdf.geometry import Size
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.press.schemes import Scheme

CALIPER = 0.1
"""Thickness of offset paper of 80 g/m² (R-62), mm."""


AUTO = "auto"


class ImposeOptions(NamedTuple):
    """How sheets are to be made."""

    scheme: Scheme
    sheet: str = AUTO
    """Name of a sheet, or `auto` for the one that suits the trim."""
    up: int = 4
    caliper: float = CALIPER
    """mm; what creep is reckoned from."""
    marks: bool = False
    """Room for marks around sheets that the pages fill."""
    fit: bool = False
    """Pages that are too large for the sheet are reduced, not refused."""


class PrinterSheet(NamedTuple):
    """A sheet to be filled: its size, the marks' room around it, what stands on it."""

    size: Size
    slug: float
    slot: Size
    path: str
