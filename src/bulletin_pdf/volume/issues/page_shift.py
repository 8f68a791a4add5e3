"""Pages of an issue centred on larger pages of a volume, at their original size."""

from bulletin_pdf.geometry import Point, Size
from bulletin_pdf.layout.page_numbers import moved
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.pages import Document, Page, TypeArea

_SLIGHT = 0.01


def shift_to(own: Size, page: Size) -> Point:
    """Return how far right and down pages of a size stand on those of the volume."""
    return Point((page.width - own.width) / 2, (page.height - own.height) / 2)


def fits_on(own: Size, page: Size) -> bool:
    """Whether pages of a size go on those of the volume as they are."""
    return own.width <= page.width + _SLIGHT and own.height <= page.height + _SLIGHT


def _stays(own: Size, page: Size) -> bool:
    return abs(own.width - page.width) < _SLIGHT and abs(own.height - page.height) < _SLIGHT


def shifted_document(document: Document, page: Size) -> Document:
    """Return a document on pages of the volume; the same one where they are as large as its own."""
    if not document.pages or _stays(document.pages[0].size, page):
        return document
    return document._replace(pages=tuple(_shifted_page(one, page) for one in document.pages))


def _shifted_page(one: Page, page: Size) -> Page:
    by = shift_to(one.size, page)
    marks = tuple(moved(mark, by.x, by.y) for mark in one.marks)
    anchors = tuple(anchor._replace(y=anchor.y + by.y) for anchor in one.anchors)
    return one._replace(size=page, marks=marks, anchors=anchors)


def shifted_grid(grid: Grid, page: Size) -> Grid:
    """Return where the type area stands then."""
    if _stays(grid.page, page):
        return grid
    by = shift_to(grid.page, page)
    return grid._replace(page=page, top=grid.top + by.y, inner=grid.inner + by.x)


def shifted_area(area: TypeArea, page: Size) -> TypeArea:
    """Return what the file says of such pages."""
    by = shift_to(area.page, page)
    return area._replace(
        page=page,
        inner=area.inner + by.x,
        top=area.top + by.y,
        folio=area.folio._replace(at=area.folio.at + by.y),
        upper=area.upper + by.y,
        lower=area.lower + by.y,
        foot=area.foot + by.y,
    )
