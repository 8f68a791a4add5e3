"""The one door to reportlab: its Drawings (artwork, charts, codes) become marks.

Only outlines are taken over; text in a drawing is handed back for setting, so that it
is set in our faces, tagged and inked like everything else. reportlab and svglib are
imported when something is drawn, never before.
"""

from collections.abc import Callable, Iterator, Sequence
from math import cos, pi, sin
from typing import Any

from bulletin_pdf.geometry import Rect
from bulletin_pdf.inks import BLACK, Cmyk, Ink, Rgb
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Mark, Path, Rule, TagId
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.svg_limits import MAX_BYTES, ArtworkError, bounded

Steps = tuple[tuple[str | float, ...], ...]
DrawingMatrix = tuple[float, float, float, float, float, float]
SetString = Callable[[str, float, float, float, str], Sequence[Mark]]
"""Text, x, baseline and size (pt), anchor (start, middle, end) → marks."""

_IDENTITY: DrawingMatrix = (1, 0, 0, 1, 0, 0)
_FARTHEST = 1e6
"""Coordinates of a drawing, in its own units."""
_CIRCLE_HANDLE = 0.5522847498
"""How far the handles of a quarter circle reach, radii."""


class Outline(NamedTuple):
    """One filled shape of a drawing, y downwards from its top, in the drawing's own units."""

    steps: Steps
    even_odd: bool
    ink: Ink


class Artwork(NamedTuple):
    """A drawing reduced to filled outlines, and the box its ink fills."""

    box: Rect
    outlines: tuple[Outline, ...]


def read_svg(path: str) -> Artwork:
    """Read an SVG's filled shapes; raises `ArtworkError` when it gives none."""
    import logging
    from io import BytesIO

    try:
        data = bounded(read_plain(path, MAX_BYTES + 1))
    except OSError as error:
        raise ArtworkError("unreadable") from error
    from svglib.svglib import svg2rlg

    for name in ("svglib", "svglib.svglib"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        drawing = svg2rlg(BytesIO(data))
        outlines = () if drawing is None else tuple(_outlines(drawing))
    except Exception as error:  # svglib lets whatever its parsers raise pass
        raise ArtworkError("unreadable") from error
    if not all(_is_drawable(place) for shape in outlines for _, *step in shape.steps for place in step):
        raise ArtworkError("numbers")
    box = _box(outlines)
    if box is None:
        raise ArtworkError("no outlines")
    return Artwork(box, outlines)


def _is_drawable(place: str | float) -> bool:
    """Whether a coordinate can be printed: finite, and no more than a thousand times a page away."""
    return abs(float(place)) <= _FARTHEST  # NaN is not.


def place_artwork(artwork: Artwork, rect: Rect, ink: Ink | None, tag: TagId | None) -> list[Path]:
    """Scale artwork into `rect`, keeping its proportions, centred; in one ink when `ink` is given."""
    box = artwork.box
    scale = min(rect.width / box.width, rect.height / box.height)
    x = rect.x + (rect.width - box.width * scale) / 2 - box.x * scale
    y = rect.y + (rect.height - box.height * scale) / 2 - box.y * scale
    matrix = (scale, 0, 0, scale, x, y)
    return [
        Path(_moved(shape.steps, matrix), ink or shape.ink, shape.even_odd, tag) for shape in artwork.outlines
    ]


def drawing_marks(drawing: Any, x: float, y: float, set_string: SetString) -> list[Mark]:
    """Return the marks of a reportlab Drawing with its top left corner at (x, y), pt."""
    marks: list[Mark] = []
    matrix = (1, 0, 0, -1, x, y + drawing.height)
    for node, own in _leaves(drawing, matrix):
        marks += _leaf_marks(node, own, set_string)
    return marks


def _leaf_marks(node: Any, matrix: DrawingMatrix, set_string: SetString) -> list[Mark]:
    if type(node).__name__ == "String":
        x, y = _point(matrix, node.x, node.y)
        return list(set_string(node.text, x, y, node.fontSize * abs(matrix[0]), node.textAnchor))
    marks: list[Mark] = []
    steps = _steps(node)
    ink = _ink(getattr(node, "fillColor", None))
    if steps and ink is not None:
        marks.append(Path(_moved(steps, matrix), ink, getattr(node, "fillMode", 1) == 0))
    stroke = _ink(getattr(node, "strokeColor", None))
    if stroke is not None and node.strokeWidth:
        weight = node.strokeWidth * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        marks += [Rule(*a, *b, weight, stroke) for a, b in _sides(_moved(steps or _line_steps(node), matrix))]
    return marks


def _outlines(drawing: Any) -> Iterator[Outline]:
    for node, matrix in _leaves(drawing, (1, 0, 0, -1, 0, drawing.height)):
        ink = _ink(getattr(node, "fillColor", None))
        steps = _steps(node)
        if steps and ink is not None:
            yield Outline(_moved(steps, matrix), getattr(node, "fillMode", 1) == 0, ink)


def _leaves(node: Any, matrix: DrawingMatrix) -> Iterator[tuple[Any, DrawingMatrix]]:
    """Walk a drawing; every leaf comes with the matrix it is drawn under."""
    if hasattr(node, "provideNode"):
        yield from _leaves(node.provideNode(), matrix)
    elif hasattr(node, "contents"):
        own = _times(getattr(node, "transform", _IDENTITY), matrix)
        for child in node.contents:
            yield from _leaves(child, own)
    elif hasattr(node, "asPolygon"):  # wedges of a pie
        yield from _leaves(node.asPolygon(), matrix)
    else:
        yield node, matrix


def _steps(node: Any) -> Steps:
    """Return a shape's outline; nothing for what has no inside."""
    match type(node).__name__:
        case "Rect" | "SRect":  # the boxes of bar codes
            x, y, right, top = node.x, node.y, node.x + node.width, node.y + node.height
            return ("M", x, y), ("L", right, y), ("L", right, top), ("L", x, top), ("Z",)
        case "Circle":
            return _ellipse(node.cx, node.cy, node.r, node.r)
        case "Ellipse":
            return _ellipse(node.cx, node.cy, node.rx, node.ry)
        case "Polygon":
            return (*_corners(node.points), ("Z",))
        case "Path":
            return tuple(_path_steps(node))
        case _:
            return ()


def _line_steps(node: Any) -> Steps:
    if type(node).__name__ == "Line":
        return ("M", node.x1, node.y1), ("L", node.x2, node.y2)
    return tuple(_corners(getattr(node, "points", ())))


def _corners(points: Sequence[float]) -> list[tuple[str | float, ...]]:
    pairs = list(zip(points[::2], points[1::2], strict=False))
    return [("L" if number else "M", x, y) for number, (x, y) in enumerate(pairs)]


def _path_steps(node: Any) -> Iterator[tuple[str | float, ...]]:
    # reportlab keeps operators as numbers: move, line, curve, close.
    points = iter(node.points)
    for operator in node.operators:
        name, count = (("M", 2), ("L", 2), ("C", 6), ("Z", 0))[operator]
        yield (name, *(next(points) for _ in range(count)))


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> Steps:
    steps: list[tuple[str | float, ...]] = [("M", cx + rx, cy)]
    for quarter in range(4):
        start, end = quarter * pi / 2, (quarter + 1) * pi / 2
        k = _CIRCLE_HANDLE
        steps.append((
            "C",
            cx + rx * (cos(start) - k * sin(start)), cy + ry * (sin(start) + k * cos(start)),
            cx + rx * (cos(end) + k * sin(end)), cy + ry * (sin(end) - k * cos(end)),
            cx + rx * cos(end), cy + ry * sin(end),
        ))  # fmt: skip
    return (*steps, ("Z",))


def _sides(steps: Steps) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Take an outline apart into straight sides; a curve is taken by its ends."""
    start = here = (0.0, 0.0)
    for name, *places in steps:
        there = start if name == "Z" else (float(places[-2]), float(places[-1]))
        if name == "M":
            start = there
        elif there != here:
            yield here, there
        here = there


def _ink(colour: Any) -> Ink | None:
    if colour is None or getattr(colour, "alpha", 1) == 0:
        return None
    if hasattr(colour, "cyan"):
        return Cmyk(colour.cyan, colour.magenta, colour.yellow, colour.black)
    rgb = Rgb(colour.red, colour.green, colour.blue)
    return BLACK if rgb == (0, 0, 0) else rgb


def _times(inner: Sequence[float], outer: DrawingMatrix) -> DrawingMatrix:
    a, b, c, d, e, f = inner
    x, y = _point(outer, e, f)
    oa, ob, oc, od, _, _ = outer
    return (a * oa + b * oc, a * ob + b * od, c * oa + d * oc, c * ob + d * od, x, y)


def _point(matrix: DrawingMatrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _moved(steps: Steps, matrix: DrawingMatrix) -> Steps:
    return tuple(_moved_step(step, matrix) for step in steps)


def _moved_step(step: tuple[str | float, ...], matrix: DrawingMatrix) -> tuple[str | float, ...]:
    name, *places = step
    numbers = [float(place) for place in places]
    points = (_point(matrix, x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
    return (name, *(number for point in points for number in point))


def _box(outlines: Sequence[Outline]) -> Rect | None:
    """Return the box around all places an outline names; a curve's handles count as well."""
    places = [float(place) for shape in outlines for _, *step in shape.steps for place in step]
    if not places:
        return None
    xs, ys = places[::2], places[1::2]
    box = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return box if box.width > 0 and box.height > 0 else None


def qr_code(text: str, side: float) -> Any:
    """Draw a QR code, `side` pt wide, as a reportlab Drawing."""
    from reportlab.graphics.barcode.qr import QrCodeWidget
    from reportlab.graphics.shapes import Drawing

    drawing = Drawing(side, side)
    drawing.add(QrCodeWidget(text, barWidth=side, barHeight=side, barBorder=0, barLevel="M"))
    return drawing


def labelled_boxes(groups: Sequence[Sequence[str]], width: float, height: float, gap: float) -> Any:
    """Draw rows of boxes that touch, each with a word in its middle; white between the groups."""
    from reportlab.graphics import shapes
    from reportlab.lib.colors import black

    drawing = shapes.Drawing(sum(len(group) * width + gap for group in groups), height)
    x = 0.0
    for group in groups:
        for word in group:
            box = shapes.Rect(x, 0, width, height, fillColor=None, strokeColor=black, strokeWidth=0.5)
            drawing.add(box)
            drawing.add(shapes.String(x + width / 2, height / 2 - 4, word, fontSize=12, textAnchor="middle"))
            x += width
        x += gap
    return drawing


# Charts -------------------------------------------------------------------------------------

_SHADES = (0.75, 0.4, 0.15)
"""Tints of black for the parts of a bar: distinct in print and in a copy."""
_LEGEND = 24.0
"""Height of the legend and the white under it, pt."""
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
