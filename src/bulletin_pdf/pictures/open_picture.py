"""Pictures are opened here and nowhere else; limits are checked before decoding.

Pillow is imported only when a document has pictures.
"""

import contextlib
import os
import sys
import warnings
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Final

from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pictures.jpeg import MAX_SCANS, Jpeg, read_jpeg
from bulletin_pdf.pictures.picture_error import MAX_BYTES, PictureError

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS: Final = 100_000_000
"""Ten times what a full A4 page needs at 300 ppi; beyond it a file is a mistake or an attack."""
MAX_MEMORY: Final = 240 << 20
"""Bytes that unpacking a picture may take. The whole process stays below 400 MB with it."""

# Bytes a pixel of an image in memory, and of the bytes that are printed of it.
_HELD: Final = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16L": 2, "I;16B": 2, "I;16N": 2}
_GIVEN: Final = {"1": 0, "L": 1, "LA": 1, "La": 1, "I;16": 1, "I;16L": 1, "I;16B": 1, "I;16N": 1, "CMYK": 4}
# What decoders hold besides, bytes a pixel: two canvases and a copy; integers of each component.
_DECODERS: Final = {"WEBP": 16, "JPEG2000": 16, "AVIF": 16}
_MAX_DIGITS: Final = 12 << 20
"""Bytes of a portable map written in digits, each of which is read by itself: three seconds."""
_STDERR: Final = 2
_TIFF: Final = (b"II*\0", b"MM\0*")
_JPEG: Final = b"\xff\xd8\xff"
# First bytes, and the format and the module as Pillow calls them.
_KINDS: Final = (
    (_JPEG, "JPEG", "Jpeg"),
    (b"\x89PNG\r\n\x1a\n", "PNG", "Png"),
    (b"GIF8", "GIF", "Gif"),
    (b"BM", "BMP", "Bmp"),
    *((mark, "TIFF", "Tiff") for mark in _TIFF),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG2000", "Jpeg2K"),
    (b"\xff\x4f\xff\x51", "JPEG2000", "Jpeg2K"),
    *((mark, "PPM", "Ppm") for mark in (b"P1", b"P2", b"P3", b"P4", b"P5", b"P6")),
)
# Others: some run programs (EPS), some hold several pictures (ICO) or none that is finished (PSD).
_NAMES: Final = (
    (b"%!PS", "EPS"),
    (b"8BPS", "PSD"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"\xc5\xd0\xd3\xc6", "EPS"),
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word, Excel, ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word, WPS, Excel"),
    (b"<svg", "SVG"),
    (b"<?xml", "SVG"),
    (b"\xd7\xcd\xc6\x9a", "WMF"),
    (b"P7", "PAM"),
    (b"PF", "PFM"),
    (b"Pf", "PFM"),
    (b"#define ", "XBM"),
    (b"/* XPM */", "XPM"),
    (b"\x0a\x05\x01", "PCX"),
    (b"\x59\xa6\x6a\x95", "Sun raster"),
    (b"\x01\xda", "SGI"),
    (b"SIMPLE  =", "FITS"),
    (b"DDS ", "DDS"),
    (b"icns", "ICNS"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"II\xbc", "JPEG XR"),
    (b"II+\0", "BigTIFF"),
    (b"MM\0+", "BigTIFF"),
    (b"AT&TFORM", "DjVu"),
    (b"gimp xcf", "XCF"),
)


class OpenedPicture(NamedTuple):
    """A picture whose head is read; nothing is unpacked yet."""

    image: "Image"
    kind: str
    data: bytes
    jpeg: Jpeg | None
    """The segments, of a JPEG file."""

    @property
    def passes_through(self) -> bool:
        """Whether its data can stand in a PDF as they are."""
        return self.jpeg is not None and self.jpeg.is_plain and self.image.mode in ("L", "RGB", "CMYK")


@contextlib.contextmanager
def opened(data: bytes) -> Iterator[OpenedPicture]:
    """Open a picture from the bytes of its file; raises `PictureError`, also for what fails inside.

    Pillow's own warnings (sizes, odd but harmless tags) are not for the terminal; ours are problems.
    """
    import logging

    from PIL import Image

    _demand_size(data)
    logging.getLogger("PIL").setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings(), _without_words_of_libtiff(data):
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=[_reader_for(data)]) as image:
                found = OpenedPicture(image, image.format or "", data, _segments(image, data))
                _demand_bounds(found)
                yield found
    except Image.DecompressionBombError as error:
        raise PictureError("too large", f"> {MAX_PIXELS // 1_000_000} Mpx") from error
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, OverflowError,
            zlib.error) as error:  # fmt: skip
        raise PictureError("damaged", Term("does not unpack")) from error


@contextlib.contextmanager
def _without_words_of_libtiff(data: bytes) -> Iterator[None]:
    """Keep what libtiff says of a damaged file from the terminal: it writes past Python, among lines of JSON."""
    if data[:4] not in _TIFF:
        yield
        return
    try:
        kept = os.dup(_STDERR)
    except OSError:  # there is no such stream
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:
            sys.stderr.flush()
            os.dup2(nowhere.fileno(), _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)


def passes_through(data: bytes) -> bool:
    """Whether a file is a JPEG that is printed, and its data stand in a PDF as they are."""
    if not data.startswith(_JPEG):
        return False
    with opened(data) as found:
        return found.passes_through


def _reader_for(data: bytes) -> str:
    """Load what reads this kind of picture and give its format; raises `PictureError` for other kinds."""
    from importlib import import_module

    for mark, kind, module in (*_KINDS, *_container_kinds(data)):
        if data.startswith(mark):
            import_module(f"PIL.{module}ImagePlugin")
            return kind
    other = kind_named(data)
    raise PictureError("kind", other) if other else PictureError("unreadable")


def _container_kinds(data: bytes) -> Iterator[tuple[bytes, str, str]]:
    """Return the kinds that need more than the first bytes."""
    from PIL import features

    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        yield b"RIFF", "WEBP", "WebP"
    if data[4:12] in (b"ftypavif", b"ftypavis") and features.check("avif"):
        yield data[:4], "AVIF", "Avif"


def kind_named(data: bytes) -> str:
    """Name a kind of picture that is known but not printed here; empty for what is none."""
    if data[4:8] == b"ftyp":
        return "HEIC" if data[8:12] in (b"heic", b"heix", b"mif1", b"hevc") else data[8:12].decode("latin-1")
    heads = data[:64], data[:64].lstrip()
    return next((name for mark, name in _NAMES if any(head.startswith(mark) for head in heads)), "")


def _segments(image: "Image", data: bytes) -> Jpeg | None:
    return read_jpeg(data) if image.format in ("JPEG", "MPO") else None


def _demand_size(data: bytes) -> None:
    """Look at what must be known before a library opens the file."""
    most = _MAX_DIGITS if data[:2] in (b"P1", b"P2", b"P3") else MAX_BYTES
    if len(data) > most:
        size = f"{len(data) / (1 << 20):.0f} MB > {most >> 20} MB"
        raise PictureError("too large", size)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":  # takes its room when it is opened
        width, height = _webp_size(data)
        _demand_pixels(width, height)
        _demand_memory(width, height, width * height * (_DECODERS["WEBP"] + 4))


def _webp_size(data: bytes) -> tuple[int, int]:
    """Read the size of the canvas (WebP container: VP8X, VP8L, VP8)."""
    chunk, body = data[12:16], data[20:30]
    if len(body) < 10:
        raise PictureError("damaged", Term("cut off"))
    if chunk == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if chunk == b"VP8L":
        packed = int.from_bytes(body[1:5], "little")
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF


def _demand_bounds(found: OpenedPicture) -> None:
    width, height = found.image.size
    _demand_pixels(width, height)
    _demand_memory(width, height, _memory(found))
    if found.jpeg is not None and len(found.jpeg.scans) > MAX_SCANS:
        raise PictureError("damaged", Term("too many scans"))


def _demand_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        most = f"> {MAX_PIXELS // 1_000_000} Mpx"
        raise PictureError("too large", f"{width} × {height} px {most}")


def _demand_memory(width: int, height: int, needed: int) -> None:
    if needed > MAX_MEMORY:
        size = f"{width} × {height} px, {needed >> 20} MB > {MAX_MEMORY >> 20} MB"
        raise PictureError("too large", size)


def _memory(found: OpenedPicture) -> int:
    """Estimate what unpacking takes, in bytes, from the head alone."""
    image = found.image
    if found.passes_through and found.jpeg is not None:
        return found.jpeg.memory
    held = _HELD.get(image.mode, 4)
    most = held + max(_GIVEN.get(image.mode, 3), _DECODERS.get(found.kind, 0), _strip(found))
    return image.width * image.height * most + (found.jpeg.memory if found.jpeg else 0)


def _strip(found: OpenedPicture) -> int:
    """Return the bytes a pixel of TIFF data: all of them may lie in one strip, unpacked in one go."""
    bits = getattr(found.image, "tag_v2", {}).get(258, ()) if found.kind == "TIFF" else ()
    return (sum(bits) if isinstance(bits, tuple) else int(bits)) // 8
