"""The position of each run of text of a content stream, and how it is drawn (ISO 32000-1, 8.3, 8.5.4 and 9.3).

All operators that have a part in it are carried out. It is slower than reading the text, so it is
asked only where that left a doubt.
"""

from binascii import unhexlify
from collections.abc import Callable, Iterable, Iterator, Mapping
from struct import unpack
from unicodedata import category

from bulletin_pdf.geometry import IDENTITY, Matrix, multiply_matrices
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.readback.content_text import ASCENT, DESCENT, SMALLEST, ContentText, TextBox
from bulletin_pdf.pdf.readback.content_tokens import LITERAL, unescaped
from bulletin_pdf.pdf.readback.font_codes import ReadFont
from bulletin_pdf.pdf.text_places import TextPlaces, pack_places

_EVERYWHERE = TextBox(-1e9, -1e9, 1e9, 1e9)
_NOWHERE = TextBox(1e9, 1e9, -1e9, -1e9)
_TOLERANCE = 0.01
"""Of boxes, pt, and of matrices: what rounding to three decimals leaves."""

_TOKEN = pattern(
    rb"(?s)<<|>>|<[0-9A-Fa-f\s]*>|"
    + LITERAL
    + rb"|/[^\s/<>\[\]()]*|[-+.]?[\d.]+|[\[\]]|[A-Za-z'\"][A-Za-z0-9*]*"
)


class PlacedRun(NamedTuple):
    """One string as it stands on its page."""

    text: str
    font: ReadFont
    box: TextBox
    """From its feet to its heads, on the page."""
    codes: tuple[int, ...]
    plain: bool
    """Whether it is drawn filled, unclipped, upright or turned, and large enough to be read."""
    start: tuple[float, float] | None
    """Where its line of text was begun, on the page; None for what goes on where a string ended."""
    white: float
    """What its operator adds to the widths of all its glyphs, pt; 0 behind its first string."""


class _Text(NamedTuple):
    """The state of text, saved with the rest of the graphics state."""

    font: ReadFont | None = None
    size: float = 0.0
    tracking: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    render: int = 0


class _State(NamedTuple):
    text: _Text = _Text()
    matrix: Matrix = IDENTITY
    clip: TextBox = _EVERYWHERE


_SETS: Mapping[bytes, tuple[str, Callable[[float], float]]] = {
    b"Tc": ("tracking", float),
    b"Tz": ("scale", lambda value: value / 100),
    b"TL": ("leading", float),
    b"Ts": ("rise", float),
    b"Tr": ("render", int),
}
# Table A.1: how many operands each operator has; None where that is no fixed number.
_OPERANDS: Mapping[bytes, int | None] = {
    **dict.fromkeys((b"BT", b"ET", b"EMC", b"q", b"Q", b"T*", b"h", b"W", b"W*", b"S", b"s", b"n"), 0),
    **dict.fromkeys((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"), 0),
    **dict.fromkeys((b"Tj", b"'", b"Tc", b"Tw", b"Tz", b"TL", b"Ts", b"Tr", b"Do", b"gs", b"cs", b"CS"), 1),
    **dict.fromkeys((b"g", b"G", b"w", b"J", b"j", b"M", b"i", b"ri", b"sh", b"BMC", b"MP"), 1),
    **dict.fromkeys((b"Td", b"TD", b"Tf", b"m", b"l"), 2),
    **dict.fromkeys((b"rg", b"RG", b'"'), 3),
    **dict.fromkeys((b"k", b"K", b"re", b"v", b"y"), 4),
    **dict.fromkeys((b"cm", b"Tm", b"c"), 6),
    **dict.fromkeys((b"TJ", b"d", b"sc", b"SC", b"scn", b"SCN", b"BDC", b"DP"), None),
}
_PAINTS = frozenset((b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"S", b"s", b"n"))


def placed_runs(content: ContentText) -> Iterator[PlacedRun]:
    """Return every string shown, in the order of painting; raises `ValueError` for what no reader could carry out."""
    data = content.stream()
    if stray := _TOKEN.sub(b"", data).strip(b"\0\t\n\f\r "):
        raise ValueError(f"what is {stray[:8]!r}?")
    painter = _Painter(content.fonts)
    operands: list[bytes] = []
    for token in _TOKEN.findall(data):
        if token[:1].isalpha() or token in (b"'", b'"'):
            count = _OPERANDS.get(token, -1)
            if count is not None and count != len(operands):
                raise ValueError(f"{token.decode('ascii')} after {len(operands)} operands")
            yield from painter.carry_out(token, operands)
            operands = []
        else:
            operands.append(token)


class _Painter:
    """The graphics state as it goes on from operator to operator."""

    def __init__(self, fonts: Mapping[bytes, ReadFont]) -> None:
        self.fonts = fonts
        self.state = _State()
        self.saved: list[_State] = []
        self.line = self.place = IDENTITY
        self.moved = False
        self.path: list[TextBox] = []
        self.clipping = False

    def carry_out(self, operator: bytes, operands: list[bytes]) -> Iterator[PlacedRun]:
        if operator in (b"Tj", b"TJ", b"'", b'"'):
            if operator in (b"'", b'"'):
                self._next_line(0.0, -self.state.text.leading)
            yield from self._show(operands)
        elif operator in _SETS:
            field, convert = _SETS[operator]
            self._set(**{field: convert(float(operands[-1]))})
        elif operator == b"Tf":
            self._set(font=self.fonts[operands[-2][1:]], size=float(operands[-1]))
        elif operator in (b"BT", b"Td", b"TD", b"T*", b"Tm"):
            self._move(operator, operands)
        elif operator == b"q":
            self.saved.append(self.state)
        elif operator == b"Q":
            self.state = self.saved.pop() if self.saved else self.state
        elif operator == b"cm":
            self.state = self.state._replace(matrix=multiply_matrices(_matrix(operands), self.state.matrix))
        elif operator in (b"re", b"m", b"l", b"c", b"v", b"y"):
            self.path.append(self._rectangle(operands) if operator == b"re" else _NOWHERE)
        elif operator in (b"W", b"W*"):
            self.clipping = True
        elif operator in _PAINTS:
            self._end_path()

    def _set(self, **changes: object) -> None:
        self.state = self.state._replace(text=self.state.text._replace(**changes))  # type: ignore[arg-type]

    def _move(self, operator: bytes, operands: list[bytes]) -> None:
        self.moved = True
        if operator in (b"BT", b"Tm"):
            self.line = self.place = IDENTITY if operator == b"BT" else _matrix(operands)
        elif operator == b"T*":
            self._next_line(0.0, -self.state.text.leading)
        else:
            across, up = map(float, operands[-2:])
            if operator == b"TD":
                self._set(leading=-up)
            self._next_line(across, up)

    def _next_line(self, across: float, up: float) -> None:
        self.moved = True
        self.line = self.place = multiply_matrices((1.0, 0.0, 0.0, 1.0, across, up), self.line)

    # Clips

    def _rectangle(self, operands: list[bytes]) -> TextBox:
        x, y, width, height = map(float, operands[-4:])
        box = TextBox(min(x, x + width), min(y, y + height), max(x, x + width), max(y, y + height))
        return _moved(box, self.state.matrix)

    def _end_path(self) -> None:
        """8.5.4: a clip holds from the end of its path on. Of other shapes than one rectangle nothing is inside."""
        if self.clipping:
            shape = self.path[0] if len(self.path) == 1 else _NOWHERE
            left, foot, right, top = self.state.clip
            inner = TextBox(
                max(left, shape.left), max(foot, shape.foot), min(right, shape.right), min(top, shape.top)
            )
            self.state = self.state._replace(clip=inner)
        self.path, self.clipping = [], False

    # Text

    def _show(self, operands: list[bytes]) -> Iterator[PlacedRun]:
        (font, size, tracking, scale, _, rise, render), matrix, clip = self.state
        if font is None:
            raise ValueError("text without a font")
        start, white = self._begun(), self._white(operands)
        for operand in operands:
            if operand[:1] not in (b"<", b"("):
                if operand[:1] not in (b"[", b"]"):
                    self._advance(-float(operand) / 1000 * size * scale)
                continue
            codes = unhexlify(operand[1:-1]) if operand[:1] == b"<" else unescaped(operand[1:-1])
            numbers = unpack(f">{len(codes) // 2}H", codes)
            width = (font.measure(codes) * size + len(codes) / 2 * tracking) * scale
            whole = multiply_matrices(self.place, matrix)
            # White after the last character belongs to what follows, not to what is seen.
            seen = width - tracking * scale if codes else width
            box = _moved(TextBox(0.0, rise - DESCENT * size, seen, rise + ASCENT * size), whole)
            text = font.decode(codes)
            raised = rise != 0 and not (abs(rise) < size and _are_marks(text))
            drawn = render == 0 and scale == 1 and not raised and _is_plain(whole, size)
            yield PlacedRun(text, font, box, numbers, drawn and within(box, clip), start, white)
            start, white = None, 0.0
            self._advance(width)

    def _begun(self) -> tuple[float, float] | None:
        """Return where a run begins that was moved to, once."""
        if not self.moved:
            return None
        self.moved = False
        return multiply_matrices(self.place, self.state.matrix)[4:]

    def _white(self, operands: list[bytes]) -> float:
        """Return what tracking and shifts add to an operator that shows text."""
        text, white = self.state.text, 0.0
        for operand in operands:
            if operand[:1] == b"<":
                white += (len(operand) - 2) / 4 * text.tracking
            elif operand[:1] == b"(":
                white += len(unescaped(operand[1:-1])) / 2 * text.tracking
            elif operand[:1] not in (b"[", b"]"):
                white -= float(operand) / 1000 * text.size
        return white * text.scale

    def _advance(self, width: float) -> None:
        self.place = multiply_matrices((1.0, 0.0, 0.0, 1.0, width, 0.0), self.place)


def placed_text(runs: Iterable[PlacedRun]) -> TextPlaces:
    """Return the places of runs in the form that those of pages have."""
    values: list[float] = []
    for run in runs:
        if run.start is not None:
            values += (*run.start, run.white)
        elif values:
            values[-1] += run.white
    return pack_places(values)


def _are_marks(text: str) -> bool:
    """Whether a text is combining marks alone, which stand over or under a letter."""
    return all(category(char) == "Mn" for char in text)


def within(inner: TextBox, outer: TextBox) -> bool:
    """Whether one box lies in another, but for rounding."""
    return (
        outer.left - _TOLERANCE <= inner.left <= inner.right <= outer.right + _TOLERANCE
        and outer.foot - _TOLERANCE <= inner.foot <= inner.top <= outer.top + _TOLERANCE
    )


def _is_plain(matrix: Matrix, size: float) -> bool:
    """Whether text is neither stretched nor slanted nor turned over, and can be read."""
    a, b, c, d, _, _ = matrix
    return abs(a - d) < _TOLERANCE and abs(b + c) < _TOLERANCE and size * (a * a + b * b) ** 0.5 > SMALLEST


def _matrix(operands: list[bytes]) -> Matrix:
    a, b, c, d, e, f = map(float, operands[-6:])
    return a, b, c, d, e, f


def _moved(box: TextBox, matrix: Matrix) -> TextBox:
    """Return the box around a box under a matrix."""
    a, b, c, d, e, f = matrix
    corners = [
        (a * x + c * y + e, b * x + d * y + f) for x in (box.left, box.right) for y in (box.foot, box.top)
    ]
    across, up = zip(*corners, strict=True)
    return TextBox(min(across), min(up), max(across), max(up))
