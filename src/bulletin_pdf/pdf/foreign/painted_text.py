"""Text shown by the operators of a content stream: position, font, content."""

from bulletin_pdf.geometry import IDENTITY, Matrix, multiply_matrices, transform
from bulletin_pdf.pdf.foreign.font_facts import FontFacts, font_facts
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.page_boxes import PageGeometry
from bulletin_pdf.pdf.foreign.painted_canvas import Canvas, bounds, dictionary_of, matrix_of
from bulletin_pdf.pdf.foreign.painted_marks import PaintedMark
from bulletin_pdf.pdf.foreign.pdf_values import PdfValue


class TextCanvas(Canvas):
    """A canvas that text is shown on."""

    def __init__(self, foreign: ForeignPdf, geometry: PageGeometry) -> None:
        """Begin with nothing painted."""
        super().__init__(foreign, geometry)
        self._fonts: dict[str, FontFacts] = {}
        self.shown: dict[int, FontFacts] = {}
        """Fonts that text is shown in."""
        self.text: Matrix = IDENTITY
        self.line: Matrix = IDENTITY

    def place_text(self, operator: str, operands: list[PdfValue], resources: dict[str, PdfValue]) -> None:
        """Carry out an operator that says where text stands or what it is set in."""
        if operator == "BT":
            self.text = self.line = IDENTITY
        elif operator in ("Td", "TD"):
            x, y = float(operands[0]), float(operands[1])
            if operator == "TD":
                self.state = self.state._replace(leading=-y)
            self._next_line(x, y)
        elif operator == "Tm":
            self.text = self.line = matrix_of(operands)
        elif operator == "T*":
            self._next_line(0, -self.state.leading)
        elif operator == "Tf":
            self.state = self.state._replace(font=self._font(operands[0], resources), size=float(operands[1]))
        elif operator == "Tz":
            self.state = self.state._replace(scale=float(operands[0]) / 100)
        elif operator == "Tr":
            self.state = self.state._replace(render=int(operands[0]))

    def _next_line(self, x: float, y: float) -> None:
        self.text = self.line = multiply_matrices((1, 0, 0, 1, x, y), self.line)

    def _font(self, key: PdfValue, resources: dict[str, PdfValue]) -> FontFacts | None:
        pointer = dictionary_of(self.foreign, resources.get("Font")).get(str(key))
        mark = repr(pointer)
        if mark not in self._fonts:
            entries = self.foreign.follow(pointer)
            if not isinstance(entries, dict):
                return None
            self._fonts[mark] = font_facts(self.foreign, entries)
        return self._fonts[mark]

    def show_text(self, operator: str, operands: list[PdfValue]) -> None:
        """Show text."""
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
        self.text = multiply_matrices((1, 0, 0, 1, width * self.state.scale, 0), self.text)

    def _add_text(self, start: Matrix, text: str, unmapped: bool) -> None:
        if self.state.render == 3:
            return
        before, after = (
            multiply_matrices(start, self.state.matrix),
            multiply_matrices(self.text, self.state.matrix),
        )
        size = abs(self.state.size) * self.scale(before)
        rise = self.state.rise
        ends = [self.on_page(*transform(matrix, 0, rise)) for matrix in (before, after)]
        low, high = -0.12 * self.state.size, 0.88 * self.state.size
        corners = [self.on_page(*transform(m, 0, rise + y)) for m in (before, after) for y in (low, high)]
        left, top, right, bottom = bounds(corners)
        outlined = self.state.render in (1, 5)
        colour = self.state.stroke if outlined else self.state.fill
        over = self.state.stroke_over if outlined else self.state.fill_over
        self.tiled((left, top, right, bottom))
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
