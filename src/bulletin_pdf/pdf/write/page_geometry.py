"""Rectangles of a page in the coordinates of the file: from the lower left corner of the media."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from bulletin_pdf.geometry import Rect, Size
from bulletin_pdf.pages import (
    Page,
    Path,
    Rule,
)
from bulletin_pdf.pdf.objects import array, number
from bulletin_pdf.pdf.write.written_pages import WrittenPage

if TYPE_CHECKING:
    from bulletin_pdf.pdf.write.structure_tree import Corners


def extent_of(mark: Path | Rule) -> Rect:
    """Return the area an outline or a line fills; handles of curves count as well."""
    if isinstance(mark, Rule):
        xs, ys = [mark.x, mark.x2], [mark.y, mark.y2]
    else:
        places = [float(place) for _, *step in mark.steps for place in step]
        xs, ys = places[::2], places[1::2]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def corners_of(rect: Rect, page: Page | WrittenPage) -> "Corners":
    """Return a rectangle as the file counts: from the lower left corner of the media."""
    margin = page.slug + page.bleed
    left, top = margin + rect.x, margin + page.size.height - rect.y
    return (left, top - rect.height, left + rect.width, top)


@lru_cache(8)
def page_boxes(size: Size, bleed: float, slug: float) -> Mapping[str, str]:
    """Page boxes (R-10, R-50, R-51): the trim, the bleed around it, the slug around both."""
    margin = slug + bleed

    def box(inset: float) -> str:
        right, top = size.width + 2 * margin - inset, size.height + 2 * margin - inset
        return array(map(number, (inset, inset, right, top)))

    return {"MediaBox": box(0.0), "BleedBox": box(slug), "TrimBox": box(margin)}
