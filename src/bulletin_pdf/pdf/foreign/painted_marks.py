"""Values for what a page of an existing PDF paints: marks with inks and positions, and resources used.

Places are boxes in pt from the upper left corner of the trim, y downwards; clips are left out of account.
"""

from collections.abc import Mapping
from typing import Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.colour_spaces import Colour
from bulletin_pdf.pdf.foreign.font_facts import FontFacts
from bulletin_pdf.pdf.foreign.page_boxes import PageGeometry
from bulletin_pdf.pdf.foreign.pdf_values import PdfStream, PdfValue

PaintKind = Literal["text", "stroke", "fill", "image", "shading"]


class ImageFacts(NamedTuple):
    """An image as placed: pixels, colour space, packing, pixels an inch."""

    width: int
    height: int
    space: Colour
    bits: int
    filters: tuple[str, ...]
    ppi: float
    entries: Mapping[str, PdfValue]
    stream: PdfStream | None = None


class PaintedMark(NamedTuple):
    """One thing that leaves ink."""

    kind: PaintKind
    left: float
    top: float
    right: float
    bottom: float
    colour: Colour
    size: float = 0.0
    """Size of text or weight of a line as it shows, pt; for an area its shorter side."""
    baseline: float = 0.0
    overprint: bool = False
    text: str = ""
    font: FontFacts | None = None
    unmapped: bool = False
    """Some of the text is .notdef, or says nothing of its characters."""
    image: ImageFacts | None = None


class PaintedPage(NamedTuple):
    """All that a page paints, and what else its streams use."""

    geometry: PageGeometry
    painted: tuple[PaintedMark, ...]
    spaces: tuple[tuple[str, PdfValue], ...]
    """Separation and DeviceN spaces: the plates' names and the whole space."""
    states: tuple[Mapping[str, PdfValue], ...]
    """Graphics state dictionaries."""
    streams: tuple[Mapping[str, PdfValue], ...]
    """Dictionaries of the XObjects."""
    fonts: tuple[FontFacts, ...]
    """Those that text is shown in; one that is only chosen prints nothing."""
    transparent: bool
    placed: tuple[tuple[float, float, float, float], ...] = ()
    """Boxes of the forms that the page itself draws: left, top, right, bottom."""
