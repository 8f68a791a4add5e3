"""着重号: a dot centred below each hanzi, none below punctuation (T-83, GB/T 15834 5.1.8)."""

from collections.abc import Sequence
from typing import Final

from bulletin_pdf.inks import Ink
from bulletin_pdf.layout.runs import glyph_origin
from bulletin_pdf.layout.style import TextStyle
from bulletin_pdf.pages import Mark, Path
from bulletin_pdf.typeset.classes import HAN
from bulletin_pdf.typeset.measure import Line
from bulletin_pdf.typeset.spacing import Spaced

_BELOW: Final = 0.26
"""The dot's middle below the baseline, em: in the line gap, clear of the strokes."""
_RADIUS: Final = 0.075
_ROUND: Final = 0.5523
"""Handle of a curve that is a quarter of a circle, radii."""


def dot_marks(
    spaced: Spaced,
    line: Line,
    stretches: Sequence[tuple[int, int]],
    left: float,
    baseline: float,
    style: TextStyle,
) -> list[Mark]:
    """Return the dots of a line, drawn: they are no part of the text."""
    size, ink = style.size, style.ink
    marks: list[Mark] = []
    for start, end in stretches:
        for index in range(max(start, line.start), min(end, line.end)):
            if spaced.classes[index] == HAN:
                middle = glyph_origin(spaced, line, index) + spaced.advances[index] / 2
                marks.append(_dot(left + middle * size, baseline + _BELOW * size, _RADIUS * size, ink))
    return marks


def _dot(x: float, y: float, r: float, ink: Ink) -> Path:
    k = _ROUND * r
    return Path(
        (
            ("M", x + r, y),
            ("C", x + r, y + k, x + k, y + r, x, y + r),
            ("C", x - k, y + r, x - r, y + k, x - r, y),
            ("C", x - r, y - k, x - k, y - r, x, y - r),
            ("C", x + k, y - r, x + r, y - k, x + r, y),
            ("Z",),
        ),
        ink,
    )
