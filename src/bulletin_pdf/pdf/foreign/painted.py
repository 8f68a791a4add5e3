"""What a page of an existing PDF paints: text, lines, areas and images, with their inks and places.

Only what preflight needs: places are boxes in pt from the upper left corner of
the trim, y downwards; clips are left out of account.
"""

import math
from collections.abc import Mapping
from typing import Any, Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.colour_spaces import Colour, ColourSpace, ColourSpaces, colour_parts
from bulletin_pdf.pdf.foreign.font_facts import FontFacts, font_facts
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.page_boxes import PageGeometry, geometry_of, upright
from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfStream, PdfValue

PaintMatrix = tuple[float, float, float, float, float, float]
PaintKind = Literal["text", "stroke", "fill", "image", "shading"]

_IDENTITY: PaintMatrix = (1, 0, 0, 1, 0, 0)
_DEEPEST_FORM = 12
_SETS = {"g": "DeviceGray", "rg": "DeviceRGB", "k": "DeviceCMYK"}


class ImageFacts(NamedTuple):
    """An image as placed: pixels, colour space, packing, pixels an inch."""

    width: int
    height: int
    space: Colour
    bits: int
    filters: tuple[str, ...]
    ppi: float
    entries: Mapping[str, PdfValue]
    stream: PdfStream | None = None


class PaintedMark(NamedTuple):
    """One thing that leaves ink."""

    kind: PaintKind
    left: float
    top: float
    right: float
    bottom: float
    colour: Colour
    size: float = 0.0
    """Size of text or weight of a line as it shows, pt; for an area its shorter side."""
    baseline: float = 0.0
    overprint: bool = False
    text: str = ""
    font: FontFacts | None = None
    unmapped: bool = False
    """Some of the text is .notdef, or says nothing of its characters."""
    image: ImageFacts | None = None


class PaintedPage(NamedTuple):
    """All that a page paints, and what else its streams use."""

    geometry: PageGeometry
    painted: tuple[PaintedMark, ...]
    spaces: tuple[tuple[str, PdfValue], ...]
    """Separation and DeviceN spaces: the plates' names and the whole space."""
    states: tuple[Mapping[str, PdfValue], ...]
    """Graphics state dictionaries."""
    streams: tuple[Mapping[str, PdfValue], ...]
    """Dictionaries of the XObjects."""
    fonts: tuple[FontFacts, ...]
    """Those that text is shown in; one that is only chosen prints nothing."""
    transparent: bool
    placed: tuple[tuple[float, float, float, float], ...] = ()
    """Boxes of the forms that the page itself draws: left, top, right, bottom."""


class _State(NamedTuple):
    matrix: PaintMatrix
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


def read_painted_page(foreign: ForeignPdf, place: int) -> PaintedPage:
    """Go through a page's content and the forms in it."""
    page, geometry = foreign.page(place), geometry_of(foreign, place)
    contents = foreign.follow(page.get("Contents"))
    parts = contents if isinstance(contents, list) else [contents]
    streams = [part for part in map(foreign.follow, parts) if isinstance(part, PdfStream)]
    painter = _Painter(foreign, geometry)
    painter.run(
        b"\n".join(stream.unpack() for stream in streams), _dictionary(foreign, page.get("Resources")), 0
    )
    return PaintedPage(
        geometry,
        tuple(painter.painted),
        tuple(painter.spaces.plates),
        tuple(painter.states),
        tuple(painter.streams),
        tuple(painter.shown.values()),
        painter.transparent,
        tuple(painter.placed),
    )


class _Painter:
    """Carries operators out; the graphics state is a value, so that saving it costs nothing."""

    def __init__(self, foreign: ForeignPdf, geometry: PageGeometry) -> None:
        self.foreign = foreign
        self.geometry = geometry
        a, b, c, d, e, f = upright(geometry)
        self.device: PaintMatrix = (a, -b, c, -d, e, geometry.size.height - f)
        self.painted: list[PaintedMark] = []
        self.spaces = ColourSpaces(foreign)
        self.states: list[Mapping[str, PdfValue]] = []
        self.streams: list[Mapping[str, PdfValue]] = []
        self.fonts: dict[str, FontFacts] = {}
        self.shown: dict[int, FontFacts] = {}
        self.transparent = False
        self.placed: list[tuple[float, float, float, float]] = []
        self.inside = 0
        """How many patterns deep."""
        self.tiles: dict[bytes, tuple[Colour, ...]] = {}
        self.state = _State(_IDENTITY)
        self.saved: list[_State] = []
        self.points: list[tuple[float, float]] = []
        self.rectangles: list[tuple[float, float, float, float]] = []
        self.text: PaintMatrix = _IDENTITY
        self.line: PaintMatrix = _IDENTITY

    def run(self, content: bytes, resources: dict[str, PdfValue], depth: int) -> None:
        for operands, operator in self.foreign.operations(content):
            try:
                self._carry_out(operator, operands, resources, depth)
            except (IndexError, ValueError, TypeError, ZeroDivisionError):
                continue  # operands that no reader could use paint nothing

    def _carry_out(
        self, operator: str, operands: list[PdfValue], resources: dict[str, PdfValue], depth: int
    ) -> None:
        if operator in _PATHS:
            self._path(operator, [float(value) for value in operands])
        elif operator in _PAINTS:
            self._paint(**_PAINTS[operator])
        elif operator in _TEXT_STATE:
            setting: dict[str, Any] = {_TEXT_STATE[operator]: float(operands[0])}
            self.state = self.state._replace(**setting)
        elif operator in _SHOWS:
            self._show(operator, operands)
        elif operator in ("q", "Q", "cm", "gs", "w"):
            self._general(operator, operands, resources)
        elif operator in ("BT", "Td", "TD", "Tm", "T*", "Tf", "Tz", "Tr"):
            self._text_place(operator, operands, resources)
        elif operator.lower() in ("g", "rg", "k", "cs", "sc", "scn"):
            self._colour(operator, operands, resources)
        elif operator in ("Do", "INLINE IMAGE", "sh"):
            self._external(operator, operands, resources, depth)

    # Graphics state

    def _general(self, operator: str, operands: list[PdfValue], resources: dict[str, PdfValue]) -> None:
        if operator == "q":
            self.saved.append(self.state)
        elif operator == "Q" and self.saved:
            self.state = self.saved.pop()
        elif operator == "cm":
            self.state = self.state._replace(matrix=_times(_matrix(operands), self.state.matrix))
        elif operator == "w":
            self.state = self.state._replace(width=float(operands[0]))
        elif operator == "gs":
            self._external_state(self._resource(resources, "ExtGState", operands[0]))

    def _external_state(self, entries: PdfValue) -> None:
        if not isinstance(entries, dict):
            return
        entries = {key: self.foreign.follow(value) for key, value in entries.items()}
        self.states.append(entries)
        stroke = bool(entries.get("OP", self.state.stroke_over))
        fill = bool(entries.get("op", entries.get("OP", self.state.fill_over)))
        one = entries.get("OPM") == 1 if "OPM" in entries else self.state.mode_one
        self.state = self.state._replace(stroke_over=stroke, fill_over=fill, mode_one=one)
        if "LW" in entries:
            self.state = self.state._replace(width=float(entries["LW"]))
        blend = entries.get("BM", "Normal")
        veiled = any(entries.get(key, 1) != 1 for key in ("ca", "CA"))
        masked = entries.get("SMask", "None") != "None"
        self.transparent |= veiled or masked or blend not in ("Normal", "Compatible")

    def _colour(self, operator: str, operands: list[PdfValue], resources: dict[str, PdfValue]) -> None:
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
            pattern = self._resource(resources, "Pattern", operands[-1])
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
        shading = _dictionary(self.foreign, pattern.get("Shading")) if isinstance(pattern, dict) else {}
        return self.spaces.space(shading.get("ColorSpace"), resources).first, None

    def _tiled(self, box: tuple[float, float, float, float]) -> None:
        """Paint an area with the cells of a pattern: each of their colours once."""
        tile = self.state.tile
        if tile is None or self.inside >= _DEEPEST_FORM:
            return
        if tile.raw not in self.tiles:
            self.tiles[tile.raw] = self._colours_of(tile)
        self.painted += (
            PaintedMark("fill", *box, colour, min(box[2] - box[0], box[3] - box[1]))
            for colour in self.tiles[tile.raw]
        )

    def _colours_of(self, tile: PdfStream) -> tuple[Colour, ...]:
        """Run the cell of a pattern and give the colours in it."""
        kept, state, saved = self.painted, self.state, self.saved
        path, text = (self.points, self.rectangles), (self.text, self.line)
        self.painted, self.state, self.saved, self.points, self.rectangles = [], _State(_IDENTITY), [], [], []
        self.inside += 1
        self.run(tile.unpack(), _dictionary(self.foreign, tile.entries.get("Resources")), 1)
        self.inside -= 1
        colours = tuple(dict.fromkeys(mark.colour for mark in self.painted))
        self.painted, self.state, self.saved = kept, state, saved
        (self.points, self.rectangles), (self.text, self.line) = path, text
        return colours

    # Paths

    def _path(self, operator: str, values: list[float]) -> None:
        if operator == "re":
            x, y, width, height = values
            corners = [
                self._at(px, py)
                for px, py in ((x, y), (x + width, y), (x, y + height), (x + width, y + height))
            ]
            self.points += corners
            self.rectangles.append(_bounds(corners))
        else:
            self.points += [self._at(*values[place : place + 2]) for place in range(0, len(values) - 1, 2)]

    def _paint(self, *, fills: bool, strokes: bool) -> None:
        boxes = self.rectangles if self.rectangles else [_bounds(self.points)] if self.points else []
        if fills:
            for left, top, right, bottom in boxes:
                shorter = min(right - left, bottom - top)
                over = self.state.fill_over
                self.painted.append(
                    PaintedMark("fill", left, top, right, bottom, self.state.fill, shorter, overprint=over)
                )
                self._tiled((left, top, right, bottom))
        if strokes and self.points:
            weight = self.state.width * self._scale(self.state.matrix)
            left, top, right, bottom = _bounds(self.points)
            half = weight / 2
            along_x, along_y = (0.0, half) if bottom - top < right - left else (half, 0.0)
            box = (left - along_x, top - along_y, right + along_x, bottom + along_y)
            over = self.state.stroke_over
            self.painted.append(PaintedMark("stroke", *box, self.state.stroke, weight, overprint=over))
        self.points, self.rectangles = [], []

    # Text

    def _text_place(self, operator: str, operands: list[PdfValue], resources: dict[str, PdfValue]) -> None:
        if operator == "BT":
            self.text = self.line = _IDENTITY
        elif operator in ("Td", "TD"):
            x, y = float(operands[0]), float(operands[1])
            if operator == "TD":
                self.state = self.state._replace(leading=-y)
            self._next_line(x, y)
        elif operator == "Tm":
            self.text = self.line = _matrix(operands)
        elif operator == "T*":
            self._next_line(0, -self.state.leading)
        elif operator == "Tf":
            self.state = self.state._replace(font=self._font(operands[0], resources), size=float(operands[1]))
        elif operator == "Tz":
            self.state = self.state._replace(scale=float(operands[0]) / 100)
        elif operator == "Tr":
            self.state = self.state._replace(render=int(operands[0]))

    def _next_line(self, x: float, y: float) -> None:
        self.text = self.line = _times((1, 0, 0, 1, x, y), self.line)

    def _font(self, key: PdfValue, resources: dict[str, PdfValue]) -> FontFacts | None:
        pointer = _dictionary(self.foreign, resources.get("Font")).get(str(key))
        mark = repr(pointer)
        if mark not in self.fonts:
            entries = self.foreign.follow(pointer)
            if not isinstance(entries, dict):
                return None
            self.fonts[mark] = font_facts(self.foreign, entries)
        return self.fonts[mark]

    def _show(self, operator: str, operands: list[PdfValue]) -> None:
        if operator in ("'", '"'):
            self._next_line(0, -self.state.leading)
        parts = operands[-1] if operator == "TJ" else [operands[-1]]
        if self.state.font is None or not isinstance(parts, list):
            return
        if any(isinstance(part, bytes) and part for part in parts):
            self.shown[id(self.state.font)] = self.state.font
        start, text, unmapped, trail = self.text, "", False, 0.0
        for part in parts:
            if isinstance(part, bytes):
                glyphs = self.state.font.glyphs(part)
                for glyph in glyphs:
                    white = self.state.word if glyph.space else 0.0
                    self._advance(glyph.width * self.state.size + self.state.tracking + white)
                    trail = self.state.tracking + white
                    text += glyph.text
                    unmapped |= glyph.missing or not glyph.text
            elif isinstance(part, int | float):
                self._advance(-float(part) / 1000 * self.state.size)
        end = self.text
        # What is spaced out has white after its last character too, but no ink.
        self._advance(-trail)
        self._add_text(start, text, unmapped)
        self.text = end

    def _advance(self, width: float) -> None:
        self.text = _times((1, 0, 0, 1, width * self.state.scale, 0), self.text)

    def _add_text(self, start: PaintMatrix, text: str, unmapped: bool) -> None:
        if self.state.render == 3:
            return
        before, after = _times(start, self.state.matrix), _times(self.text, self.state.matrix)
        size = abs(self.state.size) * self._scale(before)
        rise = self.state.rise
        ends = [self._device(*_applied(matrix, 0, rise)) for matrix in (before, after)]
        low, high = -0.12 * self.state.size, 0.88 * self.state.size
        corners = [self._device(*_applied(m, 0, rise + y)) for m in (before, after) for y in (low, high)]
        left, top, right, bottom = _bounds(corners)
        outlined = self.state.render in (1, 5)
        colour = self.state.stroke if outlined else self.state.fill
        over = self.state.stroke_over if outlined else self.state.fill_over
        self._tiled((left, top, right, bottom))
        self.painted.append(
            PaintedMark(
                "text",
                left,
                top,
                right,
                bottom,
                colour,
                size,
                ends[0][1],
                over,
                text,
                self.state.font,
                unmapped,
            )
        )

    # Images, forms, shadings

    def _external(
        self, operator: str, operands: list[PdfValue], resources: dict[str, PdfValue], depth: int
    ) -> None:
        if operator == "sh":
            width, height = self.geometry.size
            shading = self._resource(resources, "Shading", operands[0])
            entries = shading.entries if isinstance(shading, PdfStream) else shading
            space = self.spaces.space(_dictionary(self.foreign, entries).get("ColorSpace"), resources)
            self.painted.append(PaintedMark("shading", 0, 0, width, height, space.first))
            return
        if operator == "INLINE IMAGE":
            self._image(
                {_SHORT.get(key, key): value for key, value in (operands[0] or {}).items()}, resources
            )
            return
        external = self._resource(resources, "XObject", operands[0])
        if not isinstance(external, PdfStream):
            return
        entries = {key: self.foreign.follow(value) for key, value in external.entries.items()}
        self.streams.append(entries)
        if entries.get("Subtype") == "Image":
            self.transparent |= isinstance(entries.get("SMask"), PdfStream)
            self._image(entries, resources, external)
        elif entries.get("Subtype") == "Form" and depth < _DEEPEST_FORM:
            saved, stack = self.state, self.saved
            matrix = entries.get("Matrix")
            inner = (
                _matrix([self.foreign.follow(part) for part in matrix])
                if isinstance(matrix, list)
                else _IDENTITY
            )
            self.state, self.saved = saved._replace(matrix=_times(inner, saved.matrix)), []
            if depth == 0:
                self._note_place(entries.get("BBox"))
            own = _dictionary(self.foreign, entries["Resources"]) if "Resources" in entries else resources
            self.run(external.unpack(), own, depth + 1)
            self.state, self.saved = saved, stack

    def _note_place(self, box: PdfValue) -> None:
        sides = colour_parts(map(self.foreign.follow, box if isinstance(box, list) else []))
        if len(sides) == 4:
            self.placed.append(_bounds([self._at(x, y) for x in sides[::2] for y in sides[1::2]]))

    def _image(
        self, entries: dict[str, PdfValue], resources: dict[str, PdfValue], stream: PdfStream | None = None
    ) -> None:
        width, height = int(entries.get("Width") or 1), int(entries.get("Height") or 1)
        matrix = self.state.matrix
        across = (matrix[0] ** 2 + matrix[1] ** 2) ** 0.5 * self.geometry.unit
        up = (matrix[2] ** 2 + matrix[3] ** 2) ** 0.5 * self.geometry.unit
        ppi = min(width * 72 / across, height * 72 / up) if across and up else 0.0
        mask = bool(entries.get("ImageMask"))
        space = self.state.fill if mask else self.spaces.space(entries.get("ColorSpace"), resources).first
        filters = self.foreign.follow(entries.get("Filter"))
        listed = filters if isinstance(filters, list) else [filters] if filters else []
        bits = 1 if mask else int(entries.get("BitsPerComponent") or 8)
        facts = ImageFacts(width, height, space, bits, tuple(map(str, listed)), ppi, entries, stream)
        corners = [self._at(x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        over = self.state.fill_over and mask
        self.painted.append(PaintedMark("image", *_bounds(corners), space, overprint=over, image=facts))

    # Places

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._device(*_applied(self.state.matrix, x, y))

    def _device(self, x: float, y: float) -> tuple[float, float]:
        return _applied(self.device, x, y)

    def _scale(self, matrix: PaintMatrix) -> float:
        a, b, c, d, *_ = matrix
        return math.sqrt(abs(a * d - b * c)) * self.geometry.unit

    def _resource(self, resources: dict[str, PdfValue], kind: str, key: PdfValue) -> PdfValue:
        return self.foreign.follow(_dictionary(self.foreign, resources.get(kind)).get(str(key)))


_PATHS = frozenset({"m", "l", "c", "v", "y", "re"})
_PAINTS = {
    **{key: {"fills": False, "strokes": True} for key in ("S", "s")},
    **{key: {"fills": True, "strokes": False} for key in ("f", "F", "f*")},
    **{key: {"fills": True, "strokes": True} for key in ("B", "B*", "b", "b*")},
    "n": {"fills": False, "strokes": False},
}
_TEXT_STATE = {"Tc": "tracking", "Tw": "word", "TL": "leading", "Ts": "rise"}
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_SHORT = {
    "W": "Width",
    "H": "Height",
    "CS": "ColorSpace",
    "BPC": "BitsPerComponent",
    "F": "Filter",
    "IM": "ImageMask",
}


def _matrix(operands: list[PdfValue]) -> PaintMatrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return (a, b, c, d, e, f)


def _times(first: PaintMatrix, then: PaintMatrix) -> PaintMatrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _applied(matrix: PaintMatrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _dictionary(foreign: ForeignPdf, value: PdfValue) -> dict[str, Any]:
    value = foreign.follow(value)
    if isinstance(value, PdfStream):
        return value.entries
    return value if isinstance(value, dict) else {}
