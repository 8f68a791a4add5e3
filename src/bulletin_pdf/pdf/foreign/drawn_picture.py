"""A page that pdfium drew → a picture that can be looked at pixel by pixel."""

import struct
import zlib
from io import BytesIO

from PIL import Image

from bulletin_pdf.pdf.foreign.raster import PagePixels


def picture_of(pixels: PagePixels) -> Image.Image:
    """Return a drawn page as a picture, grey or in colours; its packed rows are those of a PNG."""
    data = pixels.data
    if not pixels.jpeg:
        head = struct.pack(
            ">2I5B", pixels.width, pixels.height, 8, 0 if pixels.components == 1 else 2, 0, 0, 0
        )
        chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
        data = b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
            for kind, body in chunks
        )
    return Image.open(BytesIO(data))
