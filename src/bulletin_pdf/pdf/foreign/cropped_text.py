"""Text that a reader's program shows and a trimmed page does not: it is cut off where a page is placed."""

from bulletin_pdf.geometry import multiply_matrices, transform
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.page_boxes import geometry_of, shown_box, upright
from bulletin_pdf.pdf.foreign.painted import read_painted_page

_ALMOST = 2.0
"""pt; what reaches over the edge by less is a descender or a rounding."""


def cropped_text(foreign: ForeignPdf, place: int) -> str:
    """Return the first text that stands on a page as it is shown, and not whole inside its trim; empty for none."""
    geometry, shown = geometry_of(foreign, place), shown_box(foreign, place)
    if shown == geometry.trim:
        return ""
    width, height = geometry.size
    turned = multiply_matrices(upright(geometry), (1, 0, 0, -1, 0, height))
    across, down = zip(*(transform(turned, x, y) for x in shown[::2] for y in shown[1::2]), strict=True)
    for mark in read_painted_page(foreign, place).painted:
        if mark.kind != "text" or not mark.text.strip():
            continue
        inside = (
            mark.left > -_ALMOST
            and mark.top > -_ALMOST
            and mark.right < width + _ALMOST
            and mark.bottom < height + _ALMOST
        )
        seen = (
            mark.right > min(across)
            and mark.left < max(across)
            and mark.bottom > min(down)
            and mark.top < max(down)
        )
        if seen and not inside:
            return mark.text.strip()
    return ""
