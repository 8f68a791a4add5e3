"""Pages of existing PDFs as pixels, for those that cannot be made to conform as they are.

pdfium draws them, in a process of its own, with bounds on time and memory: what a
file does to it, it does to nobody else.
"""

import errno
import struct
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from typing import NamedTuple

from bulletin_pdf.geometry import Size
from bulletin_pdf.pages import PlacedPdf
from bulletin_pdf.pdf.existing import ExistingError
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, dictionary, number, reference
from bulletin_pdf.pdf.pdfium import LOCKED

_SECONDS = 60
_ARTIST = "bulletin_pdf.pdf.pdfium"
_NOT_DRAWN = "the page cannot be drawn"


class Pixels(NamedTuple):
    """A page as an image: its packed rows, and how they are packed."""

    width: int
    height: int
    components: int
    jpeg: bool
    data: bytes


def can_rasterise() -> bool:
    """Tell whether pdfium is installed (`pip install bulletin-pdf[raster]`)."""
    return find_spec("pypdfium2") is not None


def try_pages(path: str) -> tuple[Size, ...]:
    """Draw every page for trial; give their sizes as they show, pt. `ExistingError` when that cannot be done."""
    answer = _ask("try", path)
    return tuple(Size(*pair) for pair in struct.iter_unpack(">dd", answer))


def draw(path: str, page: int, width: int, height: int) -> Pixels:
    """Draw a page, counted from 0, so many pixels wide and high; `OSError` when time or memory do not suffice.

    Whether the page can be drawn at all is known from `try_pages`.
    """
    try:
        answer = _ask("draw", path, str(page), str(width), str(height))
    except ExistingError as error:
        raise OSError(errno.ENOMEM, _NOT_DRAWN, path) from error
    wide, high, components, jpeg = struct.unpack(">IIBB", answer[:10])
    return Pixels(wide, high, components, bool(jpeg), answer[10:])


def pixel_size(size: Size, dots: int) -> tuple[int, int]:
    """Give the pixels of an area at so many dots an inch."""
    return max(1, round(size.width / 72 * dots)), max(1, round(size.height / 72 * dots))


def write_raster(mark: PlacedPdf, table: ObjectTable, defaults: Mapping[str, Ref]) -> Ref:
    """Write a page as a form that holds one image."""
    pixels = draw(mark.path, mark.page, *pixel_size(Size(mark.rect.width, mark.rect.height), mark.pixels))
    device = "DeviceGray" if pixels.components == 1 else "DeviceRGB"
    default = defaults.get("DefaultRGB") if pixels.components == 3 else None
    entries = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": str(pixels.width),
        "Height": str(pixels.height),
        "BitsPerComponent": "8",
        "ColorSpace": f"/{device}" if default is None else reference(default),
    }
    if pixels.jpeg:
        entries["Filter"] = "/DCTDecode"
    else:
        parms = {"Predictor": "15", "Colors": str(pixels.components), "Columns": str(pixels.width)}
        entries |= {"Filter": "/FlateDecode", "DecodeParms": dictionary(parms)}
    image = table.add_stream(pixels.data, entries, deflate=False)
    width, height = number(mark.rect.width), number(mark.rect.height)
    form = {
        "Type": "/XObject",
        "Subtype": "/Form",
        "BBox": array(("0", "0", width, height)),
        "Resources": dictionary({"XObject": dictionary({"Im": reference(image)})}),
    }
    return table.add_stream(f"q {width} 0 0 {height} 0 0 cm /Im Do Q".encode("ascii"), form)


def _ask(*words: str) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", _ARTIST, *words],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise ExistingError("damaged", _NOT_DRAWN) from None
    if done.returncode:
        raise ExistingError("encrypted" if done.returncode == LOCKED else "damaged", _NOT_DRAWN)
    return done.stdout
