"""A scanned page → where it has ink: bands of text from the top down, its left and right edge, and what is red."""

from collections.abc import Iterator, Sequence
from typing import Final

from PIL import ImageChops
from PIL.Image import Image

from bulletin_pdf.named_tuples import NamedTuple

_EDGE: Final = 4.0
"""mm at the edges of the sheet, where scanners leave shadows."""
_DARK: Final = 140
_REDNESS: Final = 60
_TURNS: Final = tuple(step * 0.25 for step in range(-6, 7))
"""Degrees a sheet may lie askew."""
_SMALL: Final = 360
"""Pixels of width that show how a sheet lies."""
_INKED: Final = 3
"""Of 255: rows and columns with less ink are white."""


class ScanBand(NamedTuple):
    """Rows of pixels with ink, in pixels from the top; `left` and `right` are the ends of what is in it."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def middle(self) -> float:
        """Halfway down."""
        return (self.top + self.bottom) / 2


def straight(picture: Image) -> Image:
    """Turn a page by the small angle at which its lines lie straight."""
    small = picture.convert("L").resize((_SMALL, max(1, picture.height * _SMALL // picture.width)))
    dark = small.point(lambda value: 255 if value < _DARK else 0)

    def evenness(turn: float) -> float:
        rows = profile(dark.rotate(turn), across=False)
        return sum(value * value for value in rows)

    best = max(_TURNS, key=evenness)
    return (
        picture if evenness(best) <= 1.02 * evenness(0.0) else picture.rotate(best, fillcolor=_white(picture))
    )


def _white(picture: Image) -> int | tuple[int, ...]:
    return 255 if len(picture.getbands()) == 1 else (255,) * len(picture.getbands())


def ink_of(picture: Image, dots: float) -> Image:
    """Return where a page is dark or red; its edges are left out."""
    dark = picture.convert("L").point(lambda value: 255 if value < _DARK else 0)
    red = red_of(picture, dots)
    return _trimmed(dark if red is None else ImageChops.lighter(dark, red), dots)


def red_of(picture: Image, dots: float) -> Image | None:
    """Return where a page is red; None for a grey one."""
    bands = picture.split()
    if len(bands) < 3:
        return None
    red, green, blue = bands[:3]
    redder = ImageChops.subtract(red, ImageChops.lighter(green, blue))
    return _trimmed(redder.point(lambda value: 255 if value > _REDNESS else 0), dots)


def _trimmed(mask: Image, dots: float) -> Image:
    edge = round(_EDGE / 25.4 * dots)
    inner = mask.crop((edge, edge, mask.width - edge, mask.height - edge))
    made = mask.point(lambda _: 0)
    made.paste(inner, (edge, edge))
    return made


def profile(mask: Image, *, across: bool) -> list[int]:
    """Return how dark each column (`across`) or each row is, 0 to 255."""
    from_box = mask.reduce((1, mask.height) if across else (mask.width, 1))
    return list(from_box.tobytes())


def bands_of(mask: Image, least: int) -> list[ScanBand]:
    """Return the bands with ink, those of at least so many pixels' height."""
    found: list[ScanBand] = []
    for top, bottom in _runs(profile(mask, across=False), _INKED):
        if bottom - top >= least:
            strip = mask.crop((0, top, mask.width, bottom))
            columns = [place for place, value in enumerate(profile(strip, across=True)) if value > 8]
            if columns:
                found.append(ScanBand(top, bottom, columns[0], columns[-1] + 1))
    return found


def _runs(values: Sequence[int], over: int) -> Iterator[tuple[int, int]]:
    start = None
    for place, value in enumerate([*values, 0]):
        if value > over and start is None:
            start = place
        elif value <= over and start is not None:
            yield start, place
            start = None
