"""Interpreter of painting operators: the graphics state, the current path, the marks so far.

The graphics state is a value, so that saving it costs nothing.
"""

import math
from collections.abc import Sequence
from typing import Any

from bulletin_pdf.geometry import IDENTITY, Matrix, transform
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.colour_spaces import Colour, ColourSpace, ColourSpaces, colour_parts
from bulletin_pdf.pdf.foreign.font_facts import FontFacts
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.page_boxes import PageGeometry, upright
from bulletin_pdf.pdf.foreign.painted_marks import PaintedMark
from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfStream, PdfValue

PaintBox = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_SETS = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}


class PaintState(NamedTuple):
    """The graphics state (8.4), as far as preflight needs it."""

    matrix: Matrix
    fill: Colour = Colour("DeviceGray", (0.0,))
    stroke: Colour = Colour("DeviceGray", (0.0,))
    fill_space: ColourSpace = ColourSpace(Colour("DeviceGray", (0.0,)))
    stroke_space: ColourSpace = ColourSpace(Colour("DeviceGray", (0.0,)))
    tile: PdfStream | None = None
    """The pattern areas are filled with, when its cells bring colours of their own."""
    width: float = 1.0
    fill_over: bool = False
    stroke_over: bool = False
    mode_one: bool = False
    font: FontFacts | None = None
    size: float = 1.0
    tracking: float = 0.0
    word: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0


class Canvas:
    """Paths and colours."""

    def __init__(self, foreign: ForeignPdf, geometry: PageGeometry) -> None:
        """Begin with nothing painted."""
        self.foreign = foreign
        self.geometry = geometry
        a, b, c, d, e, f = upright(geometry)
        self._device: Matrix = (a, -b, c, -d, e, geometry.size.height - f)
        self.painted: list[PaintedMark] = []
        self.spaces = ColourSpaces(foreign)
        self.state = PaintState(IDENTITY)
        self.saved: list[PaintState] = []
        self.points: list[tuple[float, float]] = []
        self.rectangles: list[PaintBox] = []

    def tiled(self, box: PaintBox) -> None:
        """Paint an area with the cells of the pattern that areas are filled with."""
        raise NotImplementedError

    # Colours

    def set_colour(self, operator: str, operands: list[PdfValue], resources: dict[str, PdfValue]) -> None:
        """Choose the colour of areas or of lines."""
        side = "stroke" if operator.isupper() else "fill"
        plain = operator.lower()
        tile = None if side == "fill" else self.state.tile
        space = self.state.stroke_space if side == "stroke" else self.state.fill_space
        if plain in ("g", "rg", "k"):
            space = self.spaces.space(PdfName(_SETS[plain]), resources)
            colour = space.colour(colour_parts(operands))
        elif plain == "cs":
            space = self.spaces.space(operands[0], resources)
            colour = space.first
        elif operands and isinstance(operands[-1], PdfName):
            pattern = self.resource(resources, "Pattern", operands[-1])
            colour, own = self._pattern(pattern, space.colour(colour_parts(operands)), resources)
            tile = own if side == "fill" else tile
        else:
            colour = space.colour(colour_parts(operands))
        chosen: dict[str, Any] = {side: colour, f"{side}_space": space, "tile": tile}
        self.state = self.state._replace(**chosen)

    def _pattern(
        self, pattern: PdfValue, plain: Colour, resources: dict[str, PdfValue]
    ) -> tuple[Colour, PdfStream | None]:
        """Return the colour a pattern paints with: its shading's, that of the operands, or those of its cells."""
        if isinstance(pattern, PdfStream):
            coloured = self.foreign.follow(pattern.entries.get("PaintType")) != 2
            return (Colour("Pattern"), pattern) if coloured else (plain, None)
        shading = dictionary_of(self.foreign, pattern.get("Shading")) if isinstance(pattern, dict) else {}
        return self.spaces.space(shading.get("ColorSpace"), resources).first, None

    # Paths

    def add_path(self, operator: str, values: list[float]) -> None:
        """Go on with the path."""
        if operator == "re":
            x, y, width, height = values
            corners = [
                self.at(px, py)
                for px, py in ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
            ]
            self.points += corners
            self.rectangles.append(bounds(corners))
        else:
            self.points += [self.at(*values[place : place + 2]) for place in range(0, len(values) - 1, 2)]

    def paint(self, *, fills: bool, strokes: bool) -> None:
        """Paint the path and end it."""
        boxes = self.rectangles if self.rectangles else [bounds(self.points)] if self.points else []
        if fills:
            for left, top, right, bottom in boxes:
                shorter = min(right - left, bottom - top)
                over = self.state.fill_over
                self.painted.append(
                    PaintedMark("fill", left, top, right, bottom, self.state.fill, shorter, overprint=over)
                )
                self.tiled((left, top, right, bottom))
        if strokes and self.points:
            weight = self.state.width * self.scale(self.state.matrix)
            left, top, right, bottom = bounds(self.points)
            half = weight / 2
            along_x, along_y = (0.0, half) if bottom - top < right - left else (half, 0.0)
            box = (left - along_x, top - along_y, right + along_x, bottom + along_y)
            over = self.state.stroke_over
            self.painted.append(PaintedMark("stroke", *box, self.state.stroke, weight, overprint=over))
        self.points, self.rectangles = [], []

    # Places

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return a place of user space on the page."""
        return self.on_page(*transform(self.state.matrix, x, y))

    def on_page(self, x: float, y: float) -> tuple[float, float]:
        """Return a place of device space on the page, y downwards."""
        return transform(self._device, x, y)

    def scale(self, matrix: Matrix) -> float:
        """Return how many times larger things become under a matrix."""
        a, b, c, d, *_ = matrix
        return math.sqrt(abs(a * d - b * c)) * self.geometry.unit

    def resource(self, resources: dict[str, PdfValue], kind: str, key: PdfValue) -> PdfValue:
        """Return a resource by its name."""
        return self.foreign.follow(dictionary_of(self.foreign, resources.get(kind)).get(str(key)))


def matrix_of(operands: Sequence[Any]) -> Matrix:
    """Return six operands as a matrix."""
    a, b, c, d, e, f = (float(value) for value in operands)
    return (a, b, c, d, e, f)


def bounds(points: list[tuple[float, float]]) -> PaintBox:
    """Return the box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def dictionary_of(foreign: ForeignPdf, value: PdfValue) -> dict[str, Any]:
    """Return a dictionary, of a stream its own; an empty one for anything else."""
    value = foreign.follow(value)
    if isinstance(value, PdfStream):
        return value.entries
    return value if isinstance(value, dict) else {}
