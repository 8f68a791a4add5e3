"""Whether a picture is intact: its data are decoded once before use."""

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from bulletin_pdf.messages import Term
from bulletin_pdf.pictures.entropy import check_end, check_entropy, check_padded, unpacked_size
from bulletin_pdf.pictures.jpeg import PLAIN_PROCESSES, Jpeg
from bulletin_pdf.pictures.open_picture import MAX_MEMORY, OpenedPicture, opened
from bulletin_pdf.pictures.picture_error import PictureError

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_FOLLOWED: Final = 1 << 20
"""Bytes of packed JPEG data that are followed code by code: half a second. Of more, the end is looked at."""

_PNG_MARK: Final = 8
# TIFF: places of strips and tiles, rows of a strip, sizes of tiles, samples a pixel, and whether each has a plane to itself.
_STRIPS, _TILES, _STRIP_ROWS, _TILE_WIDTH, _TILE_HEIGHT, _SAMPLES, _PLANES = 273, 324, 278, 322, 323, 277, 284
_APART = 2
_CHECKED: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"eXIf", b"iCCP"})
"""Chunks that decide what is seen; a damaged comment is no matter."""


def check_picture(data: bytes) -> None:
    """Unpack a picture of any kind, keeping nothing; raises `PictureError` when it is not whole."""
    with opened(data) as found:
        unpack_picture(found)


def unpack_picture(found: OpenedPicture) -> None:
    """Unpack an open picture to its end and check what its kind has to be checked by."""
    if found.kind == "PNG":
        _check_png(found.data)
    if found.kind == "TIFF":
        _check_strips(found.image)
    if found.jpeg is not None:
        check_jpeg(found.data, found.jpeg)
    if found.passes_through:
        found.image.draft(found.image.mode, (1, 1))  # an eighth of the size: nothing is kept of it
    found.image.load()


def check_jpeg(data: bytes, jpeg: Jpeg) -> bool:
    """Check that the packed data of a JPEG file come out even; `PictureError` when they do not.

    Return whether they were looked at to their end: a picture in several scans is held in memory whole, and
    one that does not go into it is followed as far as `MAX_FOLLOWED` only.
    """
    if jpeg.process not in PLAIN_PROCESSES or jpeg.bits != 8:
        return False
    if len(jpeg.scans) == 1 and not jpeg.is_progressive and jpeg.packed > MAX_FOLLOWED:
        check_end(data, jpeg)
        return True
    if check_entropy(data, jpeg, MAX_FOLLOWED):
        return True
    if unpacked_size(jpeg) > MAX_MEMORY:
        return False
    check_padded(data, jpeg)
    return True


def _check_strips(image: "Image") -> None:
    """Check that a TIFF file has as many strips or tiles as its rows and planes need: Pillow leaves those it lacks black."""
    tags = image.tag_v2  # type: ignore[attr-defined]
    width, height = image.size
    strips, tiles = tags.get(_STRIPS, ()), tags.get(_TILES, ())
    across, down = (
        (width, tags.get(_STRIP_ROWS, height)) if strips else (tags.get(_TILE_WIDTH), tags.get(_TILE_HEIGHT))
    )
    if not across or not down:
        raise PictureError("damaged", Term("does not unpack"))
    planes = tags.get(_SAMPLES, 1) if tags.get(_PLANES, 1) == _APART else 1
    if len(strips or tiles) < -(-width // across) * -(-height // down) * planes:
        raise PictureError("damaged", Term("cut off"))


def _check_png(data: bytes) -> None:
    """PNG (ISO/IEC 15948), 5.3: every chunk has a sum of its own."""
    last = b""
    for kind, body, expected in _chunks(data):
        if kind in _CHECKED and zlib.crc32(body) != expected:
            raise PictureError("damaged", Term("wrong sum"))
        last = kind
    if last != b"IEND":
        raise PictureError("damaged", Term("cut off"))


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview, int]]:
    """Return kind, kind with data, and sum of each chunk to the one that ends the file."""
    view, place = memoryview(data), _PNG_MARK
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        end = place + 8 + length
        if end + 4 > len(data):
            raise PictureError("damaged", Term("cut off"))
        kind = data[place + 4 : place + 8]
        yield kind, view[place + 4 : end], int.from_bytes(data[end : end + 4], "big")
        if kind == b"IEND":
            return
        place = end + 4
