"""JPEG pictures of existing PDFs: do their data decode to the last row?

libjpeg, like every viewer, draws on when its data are spoilt: grey from there, or shifted. Pillow
hears of it only when a marker is out of place. Two more decodings tell the rest apart: in a sound
file bytes put before the end mark change nothing, and other bytes instead of the last ones do.
"""

import re
from io import BytesIO

from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdfError
from bulletin_pdf.pictures.integrity import check_picture
from bulletin_pdf.pictures.picture_error import PictureError

_RESTARTS = re.compile(rb"\xff[\xd0-\xd7]")
_END = b"\xff\xd9"
_PADDING = bytes((0x35, 0x96, 0xA3, 0x5C)) * 32
_TAIL = 24
"""Bytes at the end that a sound picture needs; a few more than encoders leave over."""
_FLIP = 0x55
_MAX_PIXELS = 400_000_000
_MAX_WHOLE = 70_000_000
"""Pixels that are decoded at an eighth of the size, and at full size: A3 at 600 dots an inch.

A progressive picture has no rows before it is whole."""
_SMALL = 8


def check_pdf_jpeg(data: bytes) -> None:
    """Decode a picture; `ForeignPdfError` when it is broken or cut off."""
    if _RESTARTS.search(data):
        _follow(data)
    end = data.rfind(_END)
    if end < 0:
        raise ForeignPdfError("lost", "a picture is cut off")
    # A picture that lacks data reads on into the bytes put in.
    if _decoded(data) != _decoded(data[:end] + _PADDING + data[end:]):
        raise ForeignPdfError("lost", "a picture is cut off")
    body = data[:end].rstrip(b"\0\xff")
    if _needs_no_end(data, _flipped(body) + data[len(body) :]):
        raise ForeignPdfError("lost", "a picture cannot be read")


def _follow(data: bytes) -> None:
    """Follow the codes of a picture with restarts: after each of them a viewer is in step again."""
    try:
        check_picture(data)
    except PictureError as error:
        raise ForeignPdfError("lost", "a picture cannot be read") from error


def _needs_no_end(data: bytes, flipped: bytes) -> bool:
    """Whether other bytes at the end make no difference: what stands before them was misread.

    The last bytes may hold no more than the finest details, so both are decoded at full size.
    """
    try:
        return _decoded(flipped, small=False) == _decoded(data, small=False)
    except ForeignPdfError:
        return False


def _flipped(body: bytes) -> bytes:
    """Change the last bytes; none becomes, or follows, the byte that begins a marker."""
    tail = bytearray(body[-_TAIL:])
    for place, byte in enumerate(tail):
        before = tail[place - 1] if place else body[-_TAIL - 1]
        if before != 0xFF and byte not in (0xFF, 0xFF ^ _FLIP):
            tail[place] = byte ^ _FLIP
    return body[:-_TAIL] + bytes(tail)


def _decoded(data: bytes, *, small: bool = True) -> bytes:
    """Decode, at an eighth of the size if that is enough; all data are gone through just the same."""
    from PIL.JpegImagePlugin import JpegImageFile

    try:
        image = JpegImageFile(BytesIO(data))
        progressive = bool(image.info.get("progressive"))
        small = small and not progressive
        if image.width * image.height > (_MAX_PIXELS if small else _MAX_WHOLE):
            raise ForeignPdfError("damaged", "a picture is too large")
        if small:
            image.draft(image.mode, (max(1, image.width // _SMALL), max(1, image.height // _SMALL)))
        image.load()
        return image.tobytes()
    except (OSError, ValueError, SyntaxError, IndexError, TypeError, KeyError) as error:
        raise ForeignPdfError("lost", "a picture cannot be read") from error
