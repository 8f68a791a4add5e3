"""The ink of CMYK images of existing PDFs, from a small sample of their pixels."""

from typing import TYPE_CHECKING

from bulletin_pdf.pdf.foreign.painted_marks import ImageFacts
from bulletin_pdf.pictures.open_picture import MAX_PIXELS, opened
from bulletin_pdf.pictures.picture_error import PictureError

if TYPE_CHECKING:
    from PIL.Image import Image

_SAMPLE = 200
"""Pixels a side; ink limits are about areas, not dots."""


def cmyk_totals(image: ImageFacts) -> list[int]:
    """Return the sum of the four inks (0 to 1020) of sampled pixels; empty when they cannot be read."""
    stream = image.stream
    if stream is None or image.width * image.height > MAX_PIXELS:
        return []
    try:
        if "DCTDecode" in image.filters:
            data, inverted = _of_jpeg(stream.raw if len(image.filters) == 1 else stream.unpack())
        elif image.bits == 8:
            data, inverted = _of_samples(stream.unpack(), image.width, image.height), False
        else:
            return []
    except (OSError, ValueError, SyntaxError, PictureError):
        return []
    flipped = _is_flipped(image) != inverted
    sums = (sum(data[place : place + 4]) for place in range(0, len(data), 4))
    # Pillow turns Adobe's inverted values round already, and Decode may turn them once more.
    return [1020 - total if flipped and not inverted else total for total in sums]


def _of_jpeg(data: bytes) -> tuple[bytes, bool]:
    """Return a sample of a JPEG's pixels, and whether they are Adobe's inverted ones; none for other colours."""
    with opened(data) as found:
        inverted = "adobe" in found.image.info
        return _sampled(found.image), inverted


def _of_samples(data: bytes, width: int, height: int) -> bytes:
    from PIL import Image

    return _sampled(Image.frombytes("CMYK", (width, height), data))


def _sampled(picture: "Image") -> bytes:
    from PIL.Image import Resampling

    picture.thumbnail((_SAMPLE, _SAMPLE), Resampling.NEAREST)
    return picture.tobytes() if picture.mode == "CMYK" else b""


def _is_flipped(image: ImageFacts) -> bool:
    decode = image.entries.get("Decode")
    return isinstance(decode, list) and decode[:2] == [1, 0]
