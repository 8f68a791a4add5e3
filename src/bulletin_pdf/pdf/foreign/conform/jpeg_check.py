"""JPEG pictures of existing PDFs: whether their kind is allowed in a PDF and their data complete.

libjpeg, like every viewer, goes on drawing when its data are damaged: grey from there, or shifted. So it is not used;
see `pictures.integrity`. What a picture takes is known from its segments before anything is unpacked.
"""

from io import BytesIO

from bulletin_pdf.messages import Term
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdfError
from bulletin_pdf.pictures.integrity import check_jpeg
from bulletin_pdf.pictures.jpeg import MAX_SCANS, PLAIN_PROCESSES, Jpeg, read_jpeg
from bulletin_pdf.pictures.picture_error import PictureError

MAX_JPEG_PIXELS = 400_000_000
"""Of a picture in one scan, which is unpacked at an eighth of its size: A0 at 400 dpi and more."""


def check_pdf_jpeg(data: bytes) -> bool:
    """Check a picture; `ForeignPdfError` when it is broken, cut off, of another kind or past a limit.

    Return whether it was looked at to its end: see `check_jpeg`.
    """
    try:
        jpeg = read_jpeg(data)
        _demand_limits(jpeg)
        whole = check_jpeg(data, jpeg)
        if len(jpeg.scans) == 1 and not jpeg.is_progressive:
            _unpack(data)
    except PictureError as error:
        cut = error.detail == Term("cut off")
        raise ForeignPdfError("lost", f"a picture {'is cut off' if cut else 'cannot be read'}") from error
    except (OSError, ValueError, SyntaxError, IndexError, TypeError, KeyError) as error:
        raise ForeignPdfError("lost", "a picture cannot be read") from error
    return whole


def _demand_limits(jpeg: Jpeg) -> None:
    """ISO 32000-2, 7.4.8: baseline, extended and progressive pictures of 8 bits; PDF has no others."""
    if jpeg.process not in PLAIN_PROCESSES or jpeg.bits != 8:
        raise ForeignPdfError("lost", "a picture is of another kind")
    if jpeg.width * jpeg.height > MAX_JPEG_PIXELS:
        raise ForeignPdfError("limit", "a picture has too many pixels")
    if len(jpeg.scans) > MAX_SCANS:
        raise ForeignPdfError("limit", "a picture has too many scans")


def _unpack(data: bytes) -> None:
    """Unpack at an eighth of the size: what a library refuses shows itself."""
    from PIL.JpegImagePlugin import JpegImageFile

    with JpegImageFile(BytesIO(data)) as image:
        image.draft(image.mode, (1, 1))
        image.load()
