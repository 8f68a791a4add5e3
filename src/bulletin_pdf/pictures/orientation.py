"""The orientation of a picture in its file (EXIF, tag 0112), where reading it does not correct it."""

from typing import Final

from bulletin_pdf.pictures.open_picture import OpenedPicture

UPRIGHT: Final = 1
_EXIF_ORIENTATION: Final = 0x0112
_ON_ITS_SIDE: Final = frozenset({5, 6, 7, 8})


def orientation_of(found: OpenedPicture) -> int:
    """Return the orientation that is still to be applied, 1 to 8.

    Pillow turns a TIFF itself when it is unpacked, and gives its size as it stands upright.
    """
    if found.kind == "TIFF":
        return UPRIGHT
    value = found.image.getexif().get(_EXIF_ORIENTATION, UPRIGHT)
    return value if value in range(1, 9) else UPRIGHT


def is_on_its_side(orientation: int) -> bool:
    """Whether width and height change places."""
    return orientation in _ON_ITS_SIDE
