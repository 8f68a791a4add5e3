"""What a page of an existing PDF paints: text, lines, areas and images, with their inks and places.

Only what preflight needs (`painted_marks.py`). Operators are carried out on a canvas (`painted_canvas.py`, `painted_text.py`).
"""

from collections.abc import Mapping
from typing import Any

from bulletin_pdf.geometry import IDENTITY, multiply_matrices
from bulletin_pdf.pdf.foreign.colour_spaces import Colour, colour_parts
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.page_boxes import PageGeometry, geometry_of
from bulletin_pdf.pdf.foreign.painted_canvas import PaintBox, PaintState, bounds, dictionary_of, matrix_of
from bulletin_pdf.pdf.foreign.painted_marks import ImageFacts, PaintedMark, PaintedPage
from bulletin_pdf.pdf.foreign.painted_text import TextCanvas
from bulletin_pdf.pdf.foreign.pdf_values import PdfStream, PdfValue

_DEEPEST_FORM = 12


def read_painted_page(foreign: ForeignPdf, place: int) -> PaintedPage:
    """Go through a page's content and the forms in it."""
    page, geometry = foreign.page(place), geometry_of(foreign, place)
    contents = foreign.follow(page.get("Contents"))
    parts = contents if isinstance(contents, list) else [contents]
    streams = [part for part in map(foreign.follow, parts) if isinstance(part, PdfStream)]
    painter = _Painter(foreign, geometry)
    painter.run(
        b"\n".join(stream.unpack() for stream in streams), dictionary_of(foreign, page.get("Resources")), 0
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


class _Painter(TextCanvas):
    """Carries operators out."""

    def __init__(self, foreign: ForeignPdf, geometry: PageGeometry) -> None:
        super().__init__(foreign, geometry)
        self.states: list[Mapping[str, PdfValue]] = []
        self.streams: list[Mapping[str, PdfValue]] = []
        self.transparent = False
        self.placed: list[PaintBox] = []
        self._inside = 0
        """How many patterns deep."""
        self._tiles: dict[bytes, tuple[Colour, ...]] = {}

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
            self.add_path(operator, [float(value) for value in operands])
        elif operator in _PAINTS:
            self.paint(**_PAINTS[operator])
        elif operator in _TEXT_STATE:
            setting: dict[str, Any] = {_TEXT_STATE[operator]: float(operands[0])}
            self.state = self.state._replace(**setting)
        elif operator in _SHOWS:
            self.show_text(operator, operands)
        elif operator in ("q", "Q", "cm", "gs", "w"):
            self._general(operator, operands, resources)
        elif operator in ("BT", "Td", "TD", "Tm", "T*", "Tf", "Tz", "Tr"):
            self.place_text(operator, operands, resources)
        elif operator.lower() in ("g", "rg", "k", "cs", "sc", "scn"):
            self.set_colour(operator, operands, resources)
        elif operator in ("Do", "INLINE IMAGE", "sh"):
            self._external(operator, operands, resources, depth)

    # Graphics state

    def _general(self, operator: str, operands: list[PdfValue], resources: dict[str, PdfValue]) -> None:
        if operator == "q":
            self.saved.append(self.state)
        elif operator == "Q" and self.saved:
            self.state = self.saved.pop()
        elif operator == "cm":
            self.state = self.state._replace(matrix=multiply_matrices(matrix_of(operands), self.state.matrix))
        elif operator == "w":
            self.state = self.state._replace(width=float(operands[0]))
        elif operator == "gs":
            self._external_state(self.resource(resources, "ExtGState", operands[0]))

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

    # Patterns

    def tiled(self, box: PaintBox) -> None:
        """Paint an area with the cells of a pattern: each of their colours once."""
        tile = self.state.tile
        if tile is None or self._inside >= _DEEPEST_FORM:
            return
        if tile.raw not in self._tiles:
            self._tiles[tile.raw] = self._colours_of(tile)
        self.painted += (
            PaintedMark("fill", *box, colour, min(box[2] - box[0], box[3] - box[1]))
            for colour in self._tiles[tile.raw]
        )

    def _colours_of(self, tile: PdfStream) -> tuple[Colour, ...]:
        """Run the cell of a pattern and give the colours in it."""
        kept, state, saved = self.painted, self.state, self.saved
        path, text = (self.points, self.rectangles), (self.text, self.line)
        self.painted, self.state, self.saved, self.points, self.rectangles = (
            [],
            PaintState(IDENTITY),
            [],
            [],
            [],
        )
        self._inside += 1
        self.run(tile.unpack(), dictionary_of(self.foreign, tile.entries.get("Resources")), 1)
        self._inside -= 1
        colours = tuple(dict.fromkeys(mark.colour for mark in self.painted))
        self.painted, self.state, self.saved = kept, state, saved
        (self.points, self.rectangles), (self.text, self.line) = path, text
        return colours

    # Images, forms, shadings

    def _external(
        self, operator: str, operands: list[PdfValue], resources: dict[str, PdfValue], depth: int
    ) -> None:
        if operator == "sh":
            width, height = self.geometry.size
            shading = self.resource(resources, "Shading", operands[0])
            entries = shading.entries if isinstance(shading, PdfStream) else shading
            space = self.spaces.space(dictionary_of(self.foreign, entries).get("ColorSpace"), resources)
            self.painted.append(PaintedMark("shading", 0, 0, width, height, space.first))
            return
        if operator == "INLINE IMAGE":
            self._image(
                {_SHORT.get(key, key): value for key, value in (operands[0] or {}).items()}, resources
            )
            return
        external = self.resource(resources, "XObject", operands[0])
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
                matrix_of([self.foreign.follow(part) for part in matrix])
                if isinstance(matrix, list)
                else IDENTITY
            )
            self.state, self.saved = saved._replace(matrix=multiply_matrices(inner, saved.matrix)), []
            if depth == 0:
                self._note_place(entries.get("BBox"))
            own = dictionary_of(self.foreign, entries["Resources"]) if "Resources" in entries else resources
            self.run(external.unpack(), own, depth + 1)
            self.state, self.saved = saved, stack

    def _note_place(self, box: PdfValue) -> None:
        sides = colour_parts(map(self.foreign.follow, box if isinstance(box, list) else []))
        if len(sides) == 4:
            self.placed.append(bounds([self.at(x, y) for x in sides[::2] for y in sides[1::2]]))

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
        corners = [self.at(x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)]
        over = self.state.fill_over and mask
        self.painted.append(PaintedMark("image", *bounds(corners), space, overprint=over, image=facts))


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
