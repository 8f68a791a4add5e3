"""The process that pdfium runs in: asked by `raster`, it answers on standard output.

It imports nothing of the program, so that it is quick to start.
"""

import struct
import sys
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

LOCKED, FAILED = 3, 4
"""How it ends when it cannot answer."""
_MEMORY = 3 << 30
_TRIAL = 200
"""Pixels of the longer side that show whether a page can be drawn."""
_JPEG_GAIN = 3
"""JPEG blurs letters; it is taken only where it is so many times smaller, as for photographs."""
_QUALITY = 90
_WHITE = (255, 255, 255, 255)


def serve(words: list[str]) -> int:
    """`try FILE`: sizes of all pages, each drawn once; `draw FILE PAGE WIDTH HEIGHT`: one page in pixels."""
    import pypdfium2

    _bound_memory()
    try:
        document = pypdfium2.PdfDocument(words[1])
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        return LOCKED if "password" in str(error).lower() else FAILED
    try:
        answer = _tried(document) if words[0] == "try" else _drawn(document, *map(int, words[2:5]))
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


def _tried(document: "PdfDocument") -> bytes:
    sizes = []
    for page in document:
        size = page.get_size()
        if min(size) >= 1:
            _image(page, _TRIAL / max(size))
        sizes.append(struct.pack(">dd", *size))
        page.close()
    return b"".join(sizes)


def _drawn(document: "PdfDocument", place: int, width: int, height: int) -> bytes:
    """Draw on white paper; grey where there is no colour."""
    page = document[place]
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
    sys.exit(serve(sys.argv[1:]))
