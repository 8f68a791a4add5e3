"""Artwork: an SVG file as filled outlines, placed on a page. svglib is imported when a file is read."""

from bulletin_pdf.drawing.outlines import Outline, box_around, moved_steps, outlines_of
from bulletin_pdf.geometry import Rect
from bulletin_pdf.inks import Ink
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Path, TagId
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.svg_limits import MAX_BYTES, ArtworkError, bounded

_FARTHEST = 1e6
"""Coordinates of a drawing, in its own units."""


class Artwork(NamedTuple):
    """A drawing reduced to filled outlines, and the box its ink fills."""

    box: Rect
    outlines: tuple[Outline, ...]


def read_svg(path: str) -> Artwork:
    """Read an SVG's filled shapes; raises `ArtworkError` when it gives none."""
    import logging
    from io import BytesIO

    try:
        data = bounded(read_plain(path, MAX_BYTES + 1))
    except OSError as error:
        raise ArtworkError("unreadable") from error
    from svglib.svglib import svg2rlg

    for name in ("svglib", "svglib.svglib"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        drawing = svg2rlg(BytesIO(data))
        outlines = () if drawing is None else tuple(outlines_of(drawing))
    except Exception as error:  # svglib lets whatever its parsers raise pass
        raise ArtworkError("unreadable") from error
    if not all(_is_drawable(place) for shape in outlines for _, *step in shape.steps for place in step):
        raise ArtworkError("numbers")
    box = box_around(outlines)
    if box is None:
        raise ArtworkError("no outlines")
    return Artwork(box, outlines)


def _is_drawable(place: str | float) -> bool:
    """Whether a coordinate can be printed: finite, and no more than a thousand times a page away."""
    return abs(float(place)) <= _FARTHEST  # NaN is not.


def place_artwork(artwork: Artwork, rect: Rect, ink: Ink | None, tag: TagId | None) -> list[Path]:
    """Scale artwork into `rect`, keeping its proportions, centred; in one ink when `ink` is given."""
    box = artwork.box
    scale = min(rect.width / box.width, rect.height / box.height)
    x = rect.x + (rect.width - box.width * scale) / 2 - box.x * scale
    y = rect.y + (rect.height - box.height * scale) / 2 - box.y * scale
    matrix = (scale, 0, 0, scale, x, y)
    return [
        Path(moved_steps(shape.steps, matrix), ink or shape.ink, shape.even_odd, tag)
        for shape in artwork.outlines
    ]
