"""Points, sizes and rectangles; millimetres and Chinese type sizes (字号) in points.

Every length is in points (1/72 in). The origin of a page is the top left corner of
its trimmed sheet and y grows downwards; the writer turns the page over once.
"""

from bulletin_pdf.named_tuples import NamedTuple

POINTS_PER_MM = 72 / 25.4


def mm(length: float) -> float:
    """Return a length in millimetres as points."""
    return length * POINTS_PER_MM


class Point(NamedTuple):
    """A place on a page, in pt from the top left corner of the trim."""

    x: float
    y: float


class Size(NamedTuple):
    """Width and height in pt."""

    width: float
    height: float


class Rect(NamedTuple):
    """A rectangle by its top left corner and its size, in pt."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge, in pt."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge, in pt."""
        return self.y + self.height


A4 = Size(mm(210), mm(297))
A3 = Size(mm(297), mm(420))

# docs/rules/page.md §1, office column: what Word and WPS mean by each size.
ZIHAO: dict[str, float] = {
    "初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18,
    "三号": 16, "小三": 15, "四号": 14, "小四": 12, "五号": 10.5, "小五": 9,
    "六号": 7.5, "七号": 5.5,
}  # fmt: skip


Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f): (x, y) goes to (a·x + c·y + e, b·x + d·y + f)."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def multiply_matrices(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does one and then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def transform(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a matrix takes a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
