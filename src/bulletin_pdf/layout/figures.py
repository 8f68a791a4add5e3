"""Figures: one picture or a group with its caption and credit (T-82).

A figure takes whole grid lines, the space over and under it alike (P-17). Pictures of a
group stand in order, two abreast in one height where they fit. A figure that meets the
foot of a page is set a little smaller if that makes it fit.
"""

from collections.abc import Sequence
from math import ceil
from typing import Final

from bulletin_pdf.geometry import Rect, mm
from bulletin_pdf.layout.block import FigureBlock, TextBlock
from bulletin_pdf.layout.galley import Galley, Row
from bulletin_pdf.layout.page_numbers import moved
from bulletin_pdf.layout.ragged import line_count, put_lines, set_even, set_single, widest_line
from bulletin_pdf.layout.style import EM_CENTRE, Grid
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Mark, Picture, TagId
from bulletin_pdf.pictures.facts import FINE, PictureFacts
from bulletin_pdf.problem_codes import Code

MIN_WHITE: Final = 0.4
"""White over and under a figure or table together, at least, in grid lines; the text's own
leading comes to it."""
_TIGHT_WHITE: Final = 0.25
"""The same where that saves 报尾 a sheet of its own."""
_TALLEST_PORTRAIT: Final = 0.60
"""A portrait takes at most this share of the type area's height."""
_TALLEST: Final = 0.53
"""A picture as wide as high or wider: half a page, so that 4 : 3 fills the measure."""
_GUTTER: Final = mm(4)
_WIDEST_ABREAST: Final = 2.0
"""Pictures wider than twice their height stand alone."""
_COARSEST: Final = 150.0
"""docs/rules/press.md §6: no picture is enlarged beyond this many ppi while it can be set smaller."""
_SMALLEST_SHARE: Final = 0.5
"""A coarse picture is set down to half its usual width, no further."""
_SMALLEST_SCALE: Final = 0.7
"""How far pictures may shrink to end a page well."""
_LITTLE_SMALLER: Final = 0.92
"""How far they may shrink so that 报尾 need not take a sheet of its own."""
_LAST_SCALE: Final = 0.2
"""The same where a caption leaves no more of a whole page."""
_PARTED_SCALE: Final = 0.9
"""The same for a group that is parted between two pages."""
_CAPTION_WHITE: Final = 6.0
"""Between picture and caption, pt."""
_CAPTION_SHARE: Final = 0.82
"""A caption of several lines is evened out in this share of the measure."""
_CREDIT_WHITE: Final = 2.0
"""Between a caption and the credit on the same line, em."""
_LEADING: Final = 1.4
"""Distance of caption baselines, em."""


class Band(NamedTuple):
    """Pictures abreast, all `height` pt high."""

    pictures: tuple[PictureFacts, ...]
    height: float

    @property
    def width(self) -> float:
        """Width from the first picture's left edge to the last one's right, pt."""
        ratios = sum(picture.ratio for picture in self.pictures)
        return ratios * self.height + _GUTTER * (len(self.pictures) - 1)


class CaptionLines(NamedTuple):
    """Caption and credit: marks from the left edge of the measure, 0 at the picture's foot.

    A `credit` on a line of its own is placed from its right edge, which stands under the
    picture's or at `right` if the words are wider.
    """

    marks: tuple[Mark, ...] = ()
    height: float = 0.0
    credit: tuple[Mark, ...] = ()
    right: float = 0.0


class SetFigure(NamedTuple):
    """A figure set: bands of pictures from top to bottom, and the words below the last."""

    bands: tuple[Band, ...]
    words: CaptionLines
    tag: TagId | None
    grid: Grid

    @property
    def depth(self) -> float:
        """Height of all bands with their gutters, pt."""
        return sum(band.height for band in self.bands) + _GUTTER * (len(self.bands) - 1)

    @property
    def height(self) -> float:
        """Height of bands and words, pt."""
        return self.depth + self.words.height

    @property
    def lines(self) -> int:
        """Grid lines the figure takes."""
        return ceil(self.height / self.grid.pitch + MIN_WHITE - 1e-6)

    def row(self) -> Row:
        """Return the figure as one row; pictures and words are never parted."""
        return Row(self.lines, self.marks((self.lines * self.grid.pitch - self.height) / 2), elastic=self)

    def marks(self, top: float) -> tuple[Mark, ...]:
        """Return pictures and words, the first picture's upper edge at `top` pt."""
        y = top
        marks: list[Mark] = []
        for band in self.bands:
            x = (self.grid.width - band.width) / 2
            for picture in band.pictures:
                width = picture.ratio * band.height
                marks.append(Picture(Rect(x, y, width, band.height), picture.path, self.tag))
                x += width + _GUTTER
            y += band.height + _GUTTER
        edge = max(self.words.right, (self.grid.width + self.bands[-1].width) / 2)
        marks += [moved(mark, 0.0, y - _GUTTER) for mark in self.words.marks]
        marks += [moved(mark, edge, y - _GUTTER) for mark in self.words.credit]
        return tuple(marks)

    def within(self, lines: int) -> Galley | None:
        """Return the figure smaller, or a tall group in two; the first row takes at most `lines`."""
        room = (lines - MIN_WHITE) * self.grid.pitch
        gutters = _GUTTER * (len(self.bands) - 1)
        scale = (room - self.words.height - gutters) / (self.depth - gutters)
        alone = len(self.bands) == 1 and lines >= self.grid.lines
        if scale >= (_LAST_SCALE if alone else _SMALLEST_SCALE):
            return (self.scaled(min(scale, 1.0)).row(),)
        # Only a group taller than a page is parted.
        return self._cut(room) if self.lines > self.grid.lines else None

    def scaled(self, scale: float) -> "SetFigure":
        """Return the figure with its pictures so much smaller; words and gutters stay."""
        return self._replace(bands=tuple(band._replace(height=band.height * scale) for band in self.bands))

    def _cut(self, room: float) -> Galley | None:
        """Part a group between two bands; the words stay with the last."""
        for count in range(len(self.bands) - 1, 0, -1):
            first = self._replace(bands=self.bands[:count], words=CaptionLines())
            gutters = _GUTTER * (count - 1)
            scale = min(1.0, (room - gutters) / (first.depth - gutters))
            if scale >= _PARTED_SCALE:
                rest = self._replace(bands=self.bands[count:])
                return (first.scaled(scale).row(), rest.scaled(scale).row())
        return None


def little_smaller(figures: Sequence[SetFigure], lines: int) -> float | None:
    """Return the scale by which figures one under another go into `lines`; None if it is much smaller.

    White over the first and under the last is tight only where the pictures would be too small else.
    """
    pitch = figures[0].grid.pitch
    pictures = sum(band.height for figure in figures for band in figure.bands)
    between = (len(figures) - 1) * MIN_WHITE * pitch
    rest = sum(figure.height for figure in figures) - pictures + between
    for white in (MIN_WHITE, _TIGHT_WHITE):
        scale = ((lines - white) * pitch - rest) / pictures
        if scale >= _LITTLE_SMALLER:
            return min(scale, 1.0)
    return None


def set_figure(block: FigureBlock, grid: Grid, typesetter: Typesetter) -> Galley:
    """Set a figure; coarse pictures are noted (B505)."""
    bands = _arrange(block.pictures, grid)
    for band in bands:
        for picture in band.pictures:
            _note_coarse(picture, band.height * picture.ratio, block, typesetter)
    words = _set_words(block, bands[-1].width, grid, typesetter)
    return (SetFigure(bands, words, block.tag, grid).row(),)


def _note_coarse(picture: PictureFacts, width: float, block: FigureBlock, typesetter: Typesetter) -> None:
    ppi = picture.ppi(width)
    if ppi < FINE[picture.colours]:
        typesetter.problems.add(Code.PICTURE_LOW_RESOLUTION, block.place, file=picture.name, dpi=int(ppi))


# Pictures ----------------------------------------------------------------------------


def _arrange(pictures: Sequence[PictureFacts], grid: Grid) -> tuple[Band, ...]:
    """Set pictures in order, two abreast where both are narrow enough."""
    bands: list[Band] = []
    at = 0
    while at < len(pictures):
        pair = tuple(pictures[at : at + 2])
        if len(pair) == 2 and all(picture.ratio <= _WIDEST_ABREAST for picture in pair):
            bands.append(_abreast(pair, grid))
            at += 2
            continue
        bands.append(_alone(pictures[at], bands[-1] if bands else None, grid))
        at += 1
    return tuple(bands)


def _abreast(pair: tuple[PictureFacts, ...], grid: Grid) -> Band:
    height = (grid.width - _GUTTER) / sum(picture.ratio for picture in pair)
    finest = min(picture.height for picture in pair) * 72 / _COARSEST
    height = min(height, grid.height * _TALLEST)
    return Band(pair, min(height, max(finest, height * _SMALLEST_SHARE)))


def _alone(picture: PictureFacts, above: Band | None, grid: Grid) -> Band:
    """Set one picture as wide as the measure allows; the odd one of a group as high as its pair."""
    tallest = grid.height * (_TALLEST_PORTRAIT if picture.ratio < 1 else _TALLEST)
    height = min(grid.width / picture.ratio, tallest)
    if above is not None and len(above.pictures) > 1:
        height = min(height, above.height)
    finest = picture.height * 72 / _COARSEST
    return Band((picture,), min(height, max(finest, height * _SMALLEST_SHARE)))


# Caption and credit --------------------------------------------------------------------


def _set_words(block: FigureBlock, width: float, grid: Grid, typesetter: Typesetter) -> CaptionLines:
    """Set the caption centred and the credit after it, or flush right below (T-82)."""
    if block.caption is None:
        words = CaptionLines(height=_CAPTION_WHITE if block.credit else 0.0)
    elif block.credit is not None and (line := _one_line(block.caption, block.credit, grid, typesetter)):
        return line
    else:
        words = _set_caption(block.caption, max(width, grid.width * _CAPTION_SHARE), grid, typesetter)
    return words if block.credit is None else _add_credit(words, block.credit, grid, typesetter)


def _set_caption(caption: TextBlock, measure: float, grid: Grid, typesetter: Typesetter) -> CaptionLines:
    pitch = _LEADING * caption.style.text.size
    text = set_single(caption, typesetter)
    if widest_line(text) > measure:
        text = set_even(caption, measure, typesetter)
    marks = put_lines(text._replace(measure=grid.width), "center", 0.0, _CAPTION_WHITE, pitch)
    right = (grid.width + widest_line(text)) / 2
    return CaptionLines(tuple(marks), _CAPTION_WHITE + line_count(text) * pitch, right=right)


def _add_credit(words: CaptionLines, credit: TextBlock, grid: Grid, typesetter: Typesetter) -> CaptionLines:
    pitch = _LEADING * credit.style.text.size
    text = set_even(credit, grid.width, typesetter)
    marks = put_lines(text, "right", -text.measure, words.height, pitch)
    right = max(words.right, (grid.width + widest_line(text)) / 2)
    return CaptionLines(words.marks, words.height + line_count(text) * pitch, tuple(marks), right)


def _one_line(
    caption: TextBlock, credit: TextBlock, grid: Grid, typesetter: Typesetter
) -> CaptionLines | None:
    """Set caption and credit on one line, centred together, when both go on it."""
    first, second = set_single(caption, typesetter), set_single(credit, typesetter)
    white = _CREDIT_WHITE * first.size
    width = widest_line(first) + white + widest_line(second)
    if width > grid.width * _CAPTION_SHARE:
        return None
    pitch = _LEADING * first.size
    x = (grid.width - width) / 2
    # One baseline for both sizes: the smaller line box is as high and stands lower.
    lower = (first.size - second.size) * EM_CENTRE
    marks = [
        *put_lines(first, "left", x, _CAPTION_WHITE, pitch),
        *put_lines(second, "left", x + widest_line(first) + white, _CAPTION_WHITE + lower, pitch),
    ]
    return CaptionLines(tuple(marks), _CAPTION_WHITE + pitch)
