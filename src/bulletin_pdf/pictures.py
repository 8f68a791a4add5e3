"""What an image file is: its size upright, its colours, and how finely it is drawn.

Pillow is imported only when a document has pictures.
"""

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

Colours = Literal["line", "gray", "rgb", "cmyk"]
"""1-bit line art, or continuous tone in one, three or four channels."""
Fault = Literal["unreadable", "too large", "too small"]

MOST_PIXELS: Final = 100_000_000
"""Ten times what a full A4 page needs at 300 ppi; beyond it a file is a mistake or an attack."""
LEAST_PIXELS: Final = 32
"""A side shorter than this is a tracking dot or a stray icon, not a picture."""
FINE: Final[dict[Colours, float]] = {"line": 800.0, "gray": 225.0, "rgb": 225.0, "cmyk": 225.0}
"""docs/rules/press.md §6: below this many pixels an inch a print begins to look coarse."""

_EXIF_ORIENTATION: Final = 0x0112
_ON_ITS_SIDE: Final = frozenset({5, 6, 7, 8})


class PictureFacts(NamedTuple):
    """One image file: `width` and `height` in pixels as it stands upright (EXIF)."""

    path: str
    name: str
    """What its user calls it, for problems."""
    width: int
    height: int
    colours: Colours
    alpha: bool = False

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height

    def ppi(self, width: float) -> float:
        """Give the pixels an inch when it is `width` pt wide."""
        return self.width * 72 / width


class PictureError(Exception):
    """A file that cannot be set as a picture; `size` says how large it is, when that is known."""

    def __init__(self, fault: Fault, size: str = "") -> None:
        super().__init__(f"{fault} {size}".strip())
        self.fault: Fault = fault
        self.size = size


def look_at(path: str, name: str = "") -> PictureFacts:
    """Look at an image file; raises `PictureError` when it cannot be printed."""
    try:
        state = os.stat(path)
    except OSError as error:
        raise PictureError("unreadable") from error
    return _look_at(path, state.st_mtime_ns, state.st_size)._replace(name=name or path)


@lru_cache(maxsize=512)
def _look_at(path: str, changed: int, length: int) -> PictureFacts:
    """Look once at a file that stays the same: an issue may be composed twice."""
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow's own opinion of sizes and of odd but harmless tags; ours comes below.
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                return _facts(image, path)
    except Image.DecompressionBombError as error:
        raise PictureError("too large", f"> {MOST_PIXELS // 1_000_000} Mpx") from error
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, EOFError) as error:
        raise PictureError("unreadable") from error


def _facts(image: "Image", path: str) -> PictureFacts:
    width, height = image.size
    size = f"{width} × {height} px"
    if width * height > MOST_PIXELS:
        raise PictureError("too large", size)
    if min(width, height) < LEAST_PIXELS:
        raise PictureError("too small", size)
    colours, alpha = _colours(image), image.has_transparency_data
    if image.getexif().get(_EXIF_ORIENTATION, 1) in _ON_ITS_SIDE:
        width, height = height, width
    _read_through(image)
    return PictureFacts(path, path, width, height, colours, alpha)


def _colours(image: "Image") -> Colours:
    if image.mode == "1":
        return "line"
    if image.mode == "CMYK":
        return "cmyk"
    return "gray" if image.mode in ("L", "LA", "La", "I", "F") or image.mode.startswith("I;") else "rgb"


def _read_through(image: "Image") -> None:
    """Read the data to their end: a truncated file raises `OSError`."""
    if image.format == "JPEG":
        image.draft(image.mode, (1, 1))  # an eighth of the size: nothing is kept of it
    image.load()
