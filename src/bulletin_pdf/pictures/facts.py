"""Facts about an image file: its upright size, its colours, its resolution."""

import os
from functools import lru_cache
from typing import Final, Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pictures.integrity import unpack_picture
from bulletin_pdf.pictures.open_picture import OpenedPicture, opened
from bulletin_pdf.pictures.orientation import is_on_its_side, orientation_of
from bulletin_pdf.pictures.picture_error import MAX_BYTES, PictureError
from bulletin_pdf.pictures.pixels import mode_of
from bulletin_pdf.plain_files import read_plain

PictureColours = Literal["line", "gray", "rgb", "cmyk"]
"""1-bit line art, or continuous tone in one, three or four channels."""

MIN_PIXELS: Final = 32
"""A side shorter than this is a tracking dot or a stray icon, not a picture."""
FINE: Final[dict[PictureColours, float]] = {"line": 800.0, "gray": 225.0, "rgb": 225.0, "cmyk": 225.0}
"""docs/rules/press.md §6: below this many pixels an inch a print begins to look coarse."""

_COLOURS: Final[dict[str, PictureColours]] = {"1": "line", "L": "gray", "RGB": "rgb", "CMYK": "cmyk"}
# Kinds whose further pictures are pages or frames; MPO has previews of the first.
_OF_PAGES: Final = frozenset({"TIFF", "GIF", "WEBP", "PNG", "AVIF"})


class PictureFacts(NamedTuple):
    """One image file: `width` and `height` in pixels as it stands upright (EXIF)."""

    path: str
    name: str
    """What its user calls it, for problems."""
    width: int
    height: int
    colours: PictureColours
    alpha: bool = False
    several: bool = False
    """Whether the file has more pages or frames than the one that is set."""

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height

    def ppi(self, width: float) -> float:
        """Return the pixels an inch when it is `width` pt wide."""
        return self.width * 72 / width


def read_picture_facts(path: str, name: str = "") -> PictureFacts:
    """Look at an image file; raises `PictureError` when it cannot be printed."""
    try:
        state = os.stat(path)
        facts = _look_once(path, state.st_mtime_ns, state.st_size)
    except OSError as error:
        raise PictureError("unreadable") from error
    return facts._replace(name=name or path)


def picture_facts_of_data(data: bytes) -> PictureFacts:
    """Look at a picture that lies in no file of its own."""
    with opened(data) as found:
        return _facts(found)


@lru_cache(maxsize=512)
def _look_once(path: str, changed: int, length: int) -> PictureFacts:
    """Look once at a file that stays the same: an issue may be composed twice."""
    return picture_facts_of_data(read_plain(path, MAX_BYTES + 1))._replace(path=path)


def _facts(found: OpenedPicture) -> PictureFacts:
    image = found.image
    width, height = image.size
    if min(width, height) < MIN_PIXELS:
        raise PictureError("too small", f"{width} × {height} px")
    alpha, several = image.has_transparency_data, found.kind in _OF_PAGES and _has_more(image)
    unpack_picture(found)
    orientation = orientation_of(found)
    colours = _COLOURS[mode_of(found)]
    if is_on_its_side(orientation):
        width, height = height, width
    return PictureFacts("", "", width, height, colours, alpha, several)


def _has_more(image: object) -> bool:
    return bool(getattr(image, "is_animated", False))
