"""How a page of an existing PDF is displayed: boxes, rotation, unit (ISO 32000-1, 7.7.3.3 and 14.11.2)."""

from bulletin_pdf.geometry import Matrix, Size
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.pdf_values import PdfValue

_LARGEST_UNIT = 75_000.0
_FARTHEST = 1_000_000.0
"""Units from the origin; readers stop at 14,400 (ISO 32000-1, annex C)."""


class PageGeometry(NamedTuple):
    """Boxes of an existing page as PDF counts them (left, foot, right, top), its turn and its unit."""

    media: tuple[float, float, float, float]
    bleed: tuple[float, float, float, float]
    trim: tuple[float, float, float, float]
    turn: int
    """Degrees clockwise: 0, 90, 180 or 270."""
    unit: float

    @property
    def size(self) -> Size:
        """The trimmed page as it shows, pt."""
        width, height = (self.trim[2] - self.trim[0]) * self.unit, (self.trim[3] - self.trim[1]) * self.unit
        return Size(height, width) if self.turn % 180 else Size(width, height)

    @property
    def bleeds(self) -> float:
        """How far the bleed reaches over the trim at least, pt."""
        sides = [abs(bleed - trim) for bleed, trim in zip(self.bleed, self.trim, strict=True)]
        return min(sides) * self.unit


def geometry_of(foreign: ForeignPdf, place: int) -> PageGeometry:
    """Read a page's boxes; missing ones are as the next larger one (14.11.2)."""
    page, media = foreign.page(place), _media(foreign, place)
    crop = shown_box(foreign, place)
    trim = _within(_box(foreign, page.get("TrimBox")) or _box(foreign, page.get("ArtBox")), crop)
    bleed = _within(_box(foreign, page.get("BleedBox")), crop)
    unit = foreign.follow(page.get("UserUnit"))
    unit = float(unit) if isinstance(unit, int | float) and 0 < unit < _LARGEST_UNIT else 1.0
    return PageGeometry(media, bleed, trim, turn_of(foreign.follow(page.get("Rotate"))), unit)


def shown_box(foreign: ForeignPdf, place: int) -> tuple[float, float, float, float]:
    """Return what readers show of a page: its CropBox, as far as it lies in the MediaBox."""
    return _within(_box(foreign, foreign.page(place).get("CropBox")), _media(foreign, place))


def _media(foreign: ForeignPdf, place: int) -> tuple[float, float, float, float]:
    media = _box(foreign, foreign.page(place).get("MediaBox"))
    if media is not None and any(abs(side) > _FARTHEST for side in media):
        raise ForeignPdfError("lost", "a page is too large")
    if media is None or media[2] - media[0] < 1 or media[3] - media[1] < 1:
        raise ForeignPdfError("lost", "a page has no size")
    return media


def turn_of(rotate: PdfValue) -> int:
    """Return the degrees a page is turned clockwise, 0, 90, 180 or 270, from its `/Rotate` (ISO 32000-1, 7.7.3.3).

    Only multiples of 90 turn a page; anything else counts for nothing, as in viewers.
    """
    whole = isinstance(rotate, int | float) and not isinstance(rotate, bool)
    return int(rotate % 360) if whole and rotate % 90 == 0 else 0


def _box(foreign: ForeignPdf, value: PdfValue) -> tuple[float, float, float, float] | None:
    value = foreign.follow(value)
    sides = [foreign.follow(side) for side in value] if isinstance(value, list) else []
    if len(sides) != 4 or not all(isinstance(side, int | float) for side in sides):
        return None
    x, y, x2, y2 = (float(side) for side in sides)
    return min(x, x2), min(y, y2), max(x, x2), max(y, y2)


def _within(
    box: tuple[float, float, float, float] | None, outer: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    if box is None:
        return outer
    inner = max(box[0], outer[0]), max(box[1], outer[1]), min(box[2], outer[2]), min(box[3], outer[3])
    return inner if inner[0] < inner[2] and inner[1] < inner[3] else outer


def upright(geometry: PageGeometry) -> Matrix:
    """The matrix that turns a page upright with its trimmed corner at the origin."""
    left, foot, right, top = geometry.trim
    unit = geometry.unit
    a, b, c, d, e, f = {
        0: (1, 0, 0, 1, -left, -foot),
        90: (0, -1, 1, 0, -foot, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }[geometry.turn]
    return (a * unit, b * unit, c * unit, d * unit, e * unit, f * unit)
