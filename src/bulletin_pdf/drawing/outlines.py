"""Drawings of reportlab → outlines and marks.

Only outlines are taken over; text in a drawing is handed back for setting, so that it is set in our faces, tagged and
inked like everything else. reportlab is imported when something is drawn, never before.
"""

from collections.abc import Callable, Iterator, Sequence
from math import cos, pi, sin
from typing import Any

from bulletin_pdf.geometry import IDENTITY, Matrix, Rect, multiply_matrices, transform
from bulletin_pdf.inks import BLACK, Cmyk, Ink, Rgb
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Mark, Path, Rule

Steps = tuple[tuple[str | float, ...], ...]
SetString = Callable[[str, float, float, float, str], Sequence[Mark]]
"""Text, x, baseline and size (pt), anchor (start, middle, end) → marks."""

_CIRCLE_HANDLE = 0.5522847498
"""How far the handles of a quarter circle reach, radii."""


class Outline(NamedTuple):
    """One filled shape of a drawing, y downwards from its top, in the drawing's own units."""

    steps: Steps
    even_odd: bool
    ink: Ink


def drawing_marks(drawing: Any, x: float, y: float, set_string: SetString) -> list[Mark]:
    """Return the marks of a reportlab Drawing with its top left corner at (x, y), pt."""
    marks: list[Mark] = []
    matrix = (1, 0, 0, -1, x, y + drawing.height)
    for node, own in _leaves(drawing, matrix):
        marks += _leaf_marks(node, own, set_string)
    return marks


def _leaf_marks(node: Any, matrix: Matrix, set_string: SetString) -> list[Mark]:
    if type(node).__name__ == "String":
        x, y = transform(matrix, node.x, node.y)
        return list(set_string(node.text, x, y, node.fontSize * abs(matrix[0]), node.textAnchor))
    marks: list[Mark] = []
    steps = _steps(node)
    ink = _ink(getattr(node, "fillColor", None))
    if steps and ink is not None:
        marks.append(Path(moved_steps(steps, matrix), ink, getattr(node, "fillMode", 1) == 0))
    stroke = _ink(getattr(node, "strokeColor", None))
    if stroke is not None and node.strokeWidth:
        weight = node.strokeWidth * abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        marks += [
            Rule(*a, *b, weight, stroke) for a, b in _sides(moved_steps(steps or _line_steps(node), matrix))
        ]
    return marks


def outlines_of(drawing: Any) -> Iterator[Outline]:
    """Return the filled shapes of a Drawing."""
    for node, matrix in _leaves(drawing, (1, 0, 0, -1, 0, drawing.height)):
        ink = _ink(getattr(node, "fillColor", None))
        steps = _steps(node)
        if steps and ink is not None:
            yield Outline(moved_steps(steps, matrix), getattr(node, "fillMode", 1) == 0, ink)


def _leaves(node: Any, matrix: Matrix) -> Iterator[tuple[Any, Matrix]]:
    """Walk a drawing; every leaf comes with the matrix it is drawn under."""
    if hasattr(node, "provideNode"):
        yield from _leaves(node.provideNode(), matrix)
    elif hasattr(node, "contents"):
        own = multiply_matrices(getattr(node, "transform", IDENTITY), matrix)
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


def moved_steps(steps: Steps, matrix: Matrix) -> Steps:
    """Return an outline under a matrix."""
    return tuple(_moved_step(step, matrix) for step in steps)


def _moved_step(step: tuple[str | float, ...], matrix: Matrix) -> tuple[str | float, ...]:
    name, *places = step
    numbers = [float(place) for place in places]
    points = (transform(matrix, x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
    return (name, *(number for point in points for number in point))


def box_around(outlines: Sequence[Outline]) -> Rect | None:
    """Return the box around all places an outline names; a curve's handles count as well."""
    places = [float(place) for shape in outlines for _, *step in shape.steps for place in step]
    if not places:
        return None
    xs, ys = places[::2], places[1::2]
    box = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return box if box.width > 0 and box.height > 0 else None
