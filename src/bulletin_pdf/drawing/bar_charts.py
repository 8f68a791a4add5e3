"""Bar charts as Drawings of reportlab, in tints of black."""

from collections.abc import Sequence
from typing import Any

from bulletin_pdf.named_tuples import NamedTuple

_SHADES = (0.75, 0.4, 0.15)
"""Tints of black for the parts of a bar: distinct in print and in a copy."""
_LEGEND = 24.0
"""Height of the legend and the space under it, pt."""
_CHART_TEXT = 10.5
_CHART_VALUE = 9.0
_MIN_LABEL = 7.0
"""Size of a label that is too long, pt; what goes beyond its room then is left out, the table has it whole."""
_LABELS = 0.4
"""Share of a chart's width that labels at its left take at most."""


class Bar(NamedTuple):
    """A labelled quantity, in as many parts as the chart has kinds."""

    label: str
    parts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All parts together."""
        return sum(self.parts)


def horizontal_bars(bars: Sequence[Bar], kinds: Sequence[str], width: float, pitch: float) -> Any:
    """Draw bars from left to right under each other, `pitch` pt apart, labels at the left, totals behind."""
    from reportlab.graphics import shapes

    legend = _legend(kinds, width)
    height = len(bars) * pitch + (_LEGEND if legend else 0.0)
    drawing = shapes.Drawing(width, height)
    left = min(max(len(bar.label) for bar in bars) * _CHART_TEXT + 8, _LABELS * width)
    longest = max((bar.total for bar in bars), default=0) or 1
    scale = (width - left - 3.5 * _CHART_VALUE) / longest
    for place, bar in enumerate(bars):
        middle = (len(bars) - place - 0.5) * pitch
        drawing.add(_words(left - 6, middle, *_fitted(bar.label, left - 8), "end"))
        x = left
        for shade, part in zip(_SHADES, bar.parts, strict=False):
            if part:
                drawing.add(_block(x, middle - 0.31 * pitch, part * scale, 0.62 * pitch, shade))
            x += part * scale
        drawing.add(_words(x + 4, middle, str(bar.total), _CHART_VALUE, "start"))
    drawing.add(_line(left, 0.0, left, len(bars) * pitch))
    for shape in legend:
        shape.translate(0.0, height - 12.0)
        drawing.add(shape)
    return drawing


def _fitted(label: str, room: float) -> tuple[str, float]:
    """Return a label and the size in which it takes no more than `room` pt, counted as full-width characters."""
    size = min(_CHART_TEXT, room / max(len(label), 1))
    if size >= _MIN_LABEL:
        return label, size
    return label[: int(room / _MIN_LABEL) - 1] + "…", _MIN_LABEL


def vertical_bars(bars: Sequence[Bar], kinds: Sequence[str], width: float, height: float) -> Any:
    """Draw bars side by side on a common foot, labels below and totals above."""
    from reportlab.graphics import shapes

    legend = _legend(kinds, width)
    drawing = shapes.Drawing(width, height)
    foot = 1.8 * _CHART_TEXT
    room = height - foot - 1.8 * _CHART_VALUE - (_LEGEND if legend else 0.0)
    highest = max((bar.total for bar in bars), default=0) or 1
    step = width / len(bars)
    for place, bar in enumerate(bars):
        middle = (place + 0.5) * step
        y = foot
        for shade, part in zip(_SHADES, bar.parts, strict=False):
            if part:
                drawing.add(_block(middle - 0.29 * step, y, 0.58 * step, part / highest * room, shade))
            y += part / highest * room
        drawing.add(_words(middle, y + 0.75 * _CHART_VALUE, str(bar.total), _CHART_VALUE, "middle"))
        drawing.add(_words(middle, foot - _CHART_TEXT, bar.label, _CHART_TEXT, "middle"))
    drawing.add(_line(0.0, foot, width, foot))
    for shape in legend:
        shape.translate(0.0, height - 12.0)
        drawing.add(shape)
    return drawing


def _legend(kinds: Sequence[str], width: float) -> list[Any]:
    """Return the words at the upper right for what the shades stand for, when there is more than one."""
    from reportlab.graphics import shapes

    if len(kinds) < 2:
        return []
    group = shapes.Group()
    x = width
    for shade, kind in reversed(list(zip(_SHADES, kinds, strict=False))):
        x -= len(kind) * _CHART_VALUE
        group.add(_words(x, 5.0, kind, _CHART_VALUE, "start"))
        group.add(_block(x - 12.0, 1.0, 8.0, 8.0, shade))
        x -= 26.0
    return [group]


def _block(x: float, y: float, width: float, height: float, shade: float) -> Any:
    from reportlab.graphics import shapes
    from reportlab.lib.colors import CMYKColor

    return shapes.Rect(x, y, width, height, fillColor=CMYKColor(0, 0, 0, shade), strokeColor=None)


def _line(x: float, y: float, x2: float, y2: float) -> Any:
    from reportlab.graphics import shapes
    from reportlab.lib.colors import CMYKColor

    return shapes.Line(x, y, x2, y2, strokeColor=CMYKColor(0, 0, 0, 1), strokeWidth=0.5)


def _words(x: float, middle: float, text: str, size: float, anchor: str) -> Any:
    from reportlab.graphics import shapes

    # Height of the em box's centre above the baseline.
    y = middle - 0.38 * size
    return shapes.String(x, y, text, fontSize=size, textAnchor=anchor)
