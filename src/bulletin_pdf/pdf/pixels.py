"""The ink of CMYK images of existing PDFs, from a small sample of their pixels."""

from io import BytesIO

from bulletin_pdf.pdf.painted import ImageFacts

_SAMPLE = 200
"""Pixels a side; ink limits are about areas, not dots."""


def cmyk_totals(image: ImageFacts) -> list[int]:
    """Give the sum of the four inks (0 to 1020) of sampled pixels; empty when they cannot be read."""
    from PIL import Image

    stream = image.stream
    if stream is None or image.width * image.height > 100_000_000:
        return []
    try:
        if "DCTDecode" in image.filters:
            picture: Image.Image = Image.open(
                BytesIO(stream.raw if len(image.filters) == 1 else stream.unpack())
            )
            inverted = "adobe" in picture.info
        elif image.bits == 8:
            picture = Image.frombytes("CMYK", (image.width, image.height), stream.unpack())
            inverted = False
        else:
            return []
        picture.thumbnail((_SAMPLE, _SAMPLE), Image.Resampling.NEAREST)
    except (OSError, ValueError, SyntaxError):
        return []
    if picture.mode != "CMYK":
        return []
    flipped = _is_flipped(image) != inverted
    data = picture.tobytes()
    sums = (sum(data[place : place + 4]) for place in range(0, len(data), 4))
    # Pillow turns Adobe's inverted values round already, and Decode may turn them once more.
    return [1020 - total if flipped and not inverted else total for total in sums]


def _is_flipped(image: ImageFacts) -> bool:
    decode = image.entries.get("Decode")
    return isinstance(decode, list) and decode[:2] == [1, 0]
