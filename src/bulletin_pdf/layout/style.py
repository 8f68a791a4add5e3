"""The grid of a bulletin and the styles of its text."""

from typing import Literal

from bulletin_pdf.geometry import Size
from bulletin_pdf.inks import BLACK, Ink
from bulletin_pdf.named_tuples import NamedTuple

EM_CENTRE = 0.38
"""Height of the em box's centre above the baseline, em (ascent 0.88, descent 0.12)."""

Align = Literal["justify", "left", "center", "right"]


class Grid(NamedTuple):
    """Type area (版心) and its lines, lengths in pt (P-01…P-16)."""

    page: Size
    top: float
    inner: float
    width: float
    height: float
    lines: int
    pitch: float
    """Distance of two baselines (P-15)."""
    mirror: bool
    """P-07: even pages carry the binding edge on the right."""
    columns: int = 1
    gap: float = 0.0
    """White between two columns."""
    rule: float = 0.0
    """Weight of the rule in the middle of that white; 0: none."""

    @property
    def column(self) -> float:
        """Width of a column, pt; that of the type area where there is only one."""
        return (self.width - (self.columns - 1) * self.gap) / self.columns

    def column_left(self, column: int) -> float:
        """Return how far the left edge of a column, counted from 0, is from that of the type area, pt."""
        return column * (self.column + self.gap)

    def with_measure(self, width: float) -> "Grid":
        """Return the same lines in a single column of `width` pt."""
        return self._replace(width=width, columns=1, gap=0.0, rule=0.0)

    def left(self, page: int) -> float:
        """Return the x of the type area on page `page`, counted from 1."""
        outer = self.page.width - self.inner - self.width
        return outer if self.mirror and page % 2 == 0 else self.inner

    @property
    def bottom(self) -> float:
        """The y of the lower edge of the type area."""
        return self.top + self.height

    def with_lines(self, lines: int) -> "Grid":
        """Return the same area with so many lines in it."""
        return self._replace(lines=lines, pitch=self.height / lines)


class TextStyle(NamedTuple):
    """A face and a size: what one stretch of text is set in.

    `role` names the Chinese face, `latin` the one for Latin letters and digits.
    """

    role: str
    size: float
    latin: str = "latin"
    ink: Ink = BLACK


class BlockStyle(NamedTuple):
    """How a block of text stands in its measure; lengths in em of its own size."""

    text: TextStyle
    align: Align = "justify"
    indent: float = 0.0
    hang: float = 0.0
    left: float = 0.0
    right: float = 0.0
    area: tuple[int, ...] = ()
    """占行 (T-76): grid lines taken by one, two … lines of text; empty: one grid line each."""
    area_pitch: float = 1.3
    """Distance of baselines inside an area, in grid pitches."""
    pitch: float = 0.0
    """Distance of baselines where the block leaves the grid (报尾), pt; 0: the grid's."""
    keep_with_next: int = 0
    """Lines of the next block that must follow on the same page (T-63)."""
    keep_together: bool = False
    keep_with_previous: bool = False
    """Never the first thing on a page (T-65)."""
    spacing: float = 0.0
    """White after each character of a block that is not justified, em."""
    wide: bool = False
    """通栏: it spans all columns of its page."""
