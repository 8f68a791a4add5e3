"""Pages of existing PDFs as pixels, for those that cannot be made to conform as they are.

pdfium draws them, in a process of its own, with bounds on time and memory: what a
file does to it, it does to nobody else.
"""

import errno
import os
import struct
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec

from bulletin_pdf.geometry import Size
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import ForeignPdfPage
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.page_boxes import PageGeometry, geometry_of
from bulletin_pdf.pdf.foreign.pdfium import LOCKED, MISCOUNTED, VIEW
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, dictionary, number, reference
from bulletin_pdf.plain_files import open_plain

_SECONDS = 60
_PAGES_A_SECOND = 10
"""At least so many are drawn for trial."""
_ARTIST = "bulletin_pdf.pdf.foreign.pdfium"
_NOT_DRAWN = "the page cannot be drawn"


class PagePixels(NamedTuple):
    """A page as an image: its packed rows, and how they are packed."""

    width: int
    height: int
    components: int
    jpeg: bool
    data: bytes


def can_rasterise() -> bool:
    """Whether pdfium is installed (`pip install bulletin-pdf[raster]`)."""
    return find_spec("pypdfium2") is not None


class DrawingTrial(NamedTuple):
    """A page that was drawn for trial."""

    size: Size
    """As it shows, pt."""
    blank: bool


class PageRasteriser:
    """Draws the pages of one file, as a page copied from it would show.

    pdfium follows the page tree of a damaged file: such a file is drawn from a sound copy.
    Leave the context, and the copy is gone.
    """

    def __init__(self, path: str) -> None:
        """Open the file; `ForeignPdfError` when that cannot be done."""
        with open_plain(path) as file:
            self.foreign = ForeignPdf(file.read(), lenient=True)
        self.path, self.source = path, path
        self.room: tempfile.TemporaryDirectory[str] | None = None
        if self.foreign.recovered:
            self._copy()

    def __enter__(self) -> "PageRasteriser":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Take the copy away."""
        if self.room is not None:
            self.room.cleanup()

    def try_pages(self) -> tuple[DrawingTrial, ...]:
        """Draw every page for trial; `ForeignPdfError` when that cannot be done."""
        count = self.foreign.page_count
        geometries = [geometry_of(self.foreign, place) for place in range(count)]
        blank = self._ask(("try",), (), b"".join(map(_view, geometries)), _SECONDS + count // _PAGES_A_SECOND)
        return tuple(
            DrawingTrial(geometry.size, bool(flag)) for geometry, flag in zip(geometries, blank, strict=True)
        )

    def draw(self, page: int, width: int, height: int) -> PagePixels:
        """Draw a page, counted from 0, so many pixels wide and high; `OSError` when time or memory do not suffice.

        Whether the page can be drawn at all is known from `try_pages`.
        """
        words = tuple(map(str, (self.foreign.page_count, page, width, height)))
        try:
            answer = self._ask(("draw",), words, _view(geometry_of(self.foreign, page)), _SECONDS)
        except ForeignPdfError as error:
            raise OSError(errno.ENOMEM, _NOT_DRAWN, self.path) from error
        wide, high, components, jpeg = struct.unpack(">IIBB", answer[:10])
        return PagePixels(wide, high, components, bool(jpeg), answer[10:])

    def _ask(self, head: tuple[str, ...], words: tuple[str, ...], views: bytes, seconds: int) -> bytes:
        try:
            return _ask((*head, self.source, *words), views, seconds)
        except _MiscountedError:
            if self.room is not None:
                raise
            self._copy()
            return _ask((*head, self.source, *words), views, seconds)

    def _copy(self) -> None:
        self.room = tempfile.TemporaryDirectory(prefix="bulletin-drawing-")
        self.source = os.path.join(self.room.name, "copy.pdf")
        with open(self.source, "wb") as file:
            file.write(self.foreign.sound_copy())


def _view(geometry: PageGeometry) -> bytes:
    return struct.pack(VIEW, *geometry.trim, geometry.turn)


def try_pages(path: str) -> tuple[DrawingTrial, ...]:
    """Draw every page of a file for trial; `ForeignPdfError` when that cannot be done."""
    with PageRasteriser(path) as drawing:
        return drawing.try_pages()


def pixel_size(size: Size, dots: int) -> tuple[int, int]:
    """Return the pixels of an area at so many dpi."""
    return max(1, round(size.width / 72 * dots)), max(1, round(size.height / 72 * dots))


def write_raster(
    mark: ForeignPdfPage, drawing: PageRasteriser, table: ObjectTable, defaults: Mapping[str, Ref]
) -> Ref:
    """Write a page as a form that holds one image."""
    pixels = drawing.draw(mark.page, *pixel_size(Size(mark.rect.width, mark.rect.height), mark.pixels))
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


class _MiscountedError(ForeignPdfError):
    """pdfium finds another number of pages in the file."""


def _ask(words: tuple[str, ...], views: bytes, seconds: int) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", _ARTIST, *words],
            capture_output=True,
            timeout=seconds,
            check=False,
            input=views,
        )
    except subprocess.TimeoutExpired:
        raise ForeignPdfError("damaged", _NOT_DRAWN) from None
    if done.returncode == MISCOUNTED:
        raise _MiscountedError("damaged", _NOT_DRAWN)
    if done.returncode:
        raise ForeignPdfError("encrypted" if done.returncode == LOCKED else "damaged", _NOT_DRAWN)
    return done.stdout
