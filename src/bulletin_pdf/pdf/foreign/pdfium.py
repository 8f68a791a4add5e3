"""The process that pdfium runs in: called by `raster`, it answers on standard output.

It imports nothing of the program, so that it is quick to start.
"""

import struct
import sys
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

LOCKED, FAILED, MISCOUNTED = 3, 4, 5
"""How it ends when it cannot answer; MISCOUNTED when the file has another number of pages for pdfium."""
VIEW = ">5d"
"""How a page is to be seen: the left, lower, right and upper side of what shows, and degrees of its turn."""
_MEMORY = 3 << 30
_TRIAL = 200
"""Pixels of the longer side that show whether a page can be drawn."""
_JPEG_GAIN = 3
"""JPEG blurs letters; it is taken only where it is so many times smaller, as for photographs."""
_QUALITY = 90
_WHITE = (255, 255, 255, 255)


def serve(words: list[str], views: bytes) -> int:
    """Draw pages of a file.

    `try FILE` draws all pages once and answers with a byte for each, whether it is blank;
    `draw FILE COUNT PAGE WIDTH HEIGHT` draws one of them in pixels. `views` has the page or pages requested.
    """
    import pypdfium2

    _bound_memory()
    seen = list(struct.iter_unpack(VIEW, views))
    try:
        document = pypdfium2.PdfDocument(words[1])
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        return LOCKED if "password" in str(error).lower() else FAILED
    if len(document) != (len(seen) if words[0] == "try" else int(words[2])):
        return MISCOUNTED
    try:
        answer = (
            _tried(document, seen) if words[0] == "try" else _drawn(document, seen[0], *map(int, words[3:6]))
        )
    except (pypdfium2.PdfiumError, MemoryError, ValueError, IndexError):
        return FAILED
    sys.stdout.buffer.write(answer)
    return 0


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _tried(document: "PdfDocument", views: list[tuple[float, ...]]) -> bytes:
    blank = bytearray()
    for place, view in enumerate(views):
        page = _page(document, place, view)
        image = _image(page, _TRIAL / max(1.0, *page.get_size()))
        blank.append(image.getextrema() == ((255, 255),) * 3)
        page.close()
    return bytes(blank)


def _page(document: "PdfDocument", place: int, view: tuple[float, ...]) -> "PdfPage":
    """Open a page and have it seen as the other side reads its boxes and its turn."""
    page = document[place]
    page.set_mediabox(*view[:4])
    page.set_cropbox(*view[:4])
    page.set_rotation(int(view[4]))
    return page


def _drawn(document: "PdfDocument", view: tuple[float, ...], place: int, width: int, height: int) -> bytes:
    """Draw on white paper; grey where there is no colour."""
    page = _page(document, place, view)
    image = _image(page, max(width / page.get_width(), height / page.get_height()))
    if image.size != (width, height):
        image = image.resize((width, height))
    red, green, blue = image.split()
    if red.tobytes() == green.tobytes() == blue.tobytes():
        image = red
    png, jpeg = BytesIO(), BytesIO()
    image.save(png, "PNG")
    image.save(jpeg, "JPEG", quality=_QUALITY, subsampling=0)
    rows = _png_rows(png.getvalue())
    small = len(jpeg.getvalue()) * _JPEG_GAIN < len(rows)
    head = struct.pack(">IIBB", width, height, len(image.getbands()), small)
    return head + (jpeg.getvalue() if small else rows)


def _image(page: "PdfPage", scale: float) -> "Image":
    drawn: Image = page.render(scale=scale, may_draw_forms=True, fill_color=_WHITE).to_pil()
    return drawn.convert("RGB")


def _png_rows(png: bytes) -> bytes:
    """Take the packed rows out of a PNG file: a PDF keeps them in the same way."""
    rows, at = [], 8
    while at + 8 <= len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            rows.append(png[at + 8 : at + 8 + length])
        at += 12 + length
    return b"".join(rows)


if __name__ == "__main__":
    sys.exit(serve(sys.argv[1:], sys.stdin.buffer.read()))
