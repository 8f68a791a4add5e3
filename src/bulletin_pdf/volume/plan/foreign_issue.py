"""An issue that survives only as PDF, as used by the volume."""

from collections.abc import Mapping

from bulletin_pdf.geometry import Size
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.conform.page_faults import PageFault


class ForeignPage(NamedTuple):
    """One page of such a file, as far as the volume needs it."""

    size: Size
    faults: tuple[PageFault, ...] = ()
    paints: bool = True
    """Whether its content says that something is painted."""
    recognised: bool = False
    """Whether it has a text that a program recognised."""


class ForeignIssue(NamedTuple):
    """A file that stands for an issue."""

    path: str
    pages: tuple[ForeignPage, ...]
    starts: tuple[int, ...]
    """Pages its reports begin on, counted from 1."""
    pixels: int = 0
    """Dots an inch its pages are drawn in; 0 when they are copied as they are."""
    spots: Mapping[str, str] = {}
    """Inks of its own → how they are mixed."""
    raster: str = "raster"
    """What its entry calls the field that has pages drawn."""
