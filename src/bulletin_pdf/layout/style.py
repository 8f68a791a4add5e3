"""The grid a bulletin stands on and the styles its text is set in."""

from typing import Literal

from bulletin_pdf.geometry import A4, Size, mm
from bulletin_pdf.inks import BLACK, Ink
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import TypeArea

EM_CENTRE = 0.38
"""Height of the em box's centre above the baseline, em (ascent 0.88, descent 0.12)."""

Align = Literal["justify", "left", "center", "right"]


class Grid(NamedTuple):
    """Type area (版心) and its cells: 22 lines of 28 characters that fill it (P-01…P-15)."""

    page: Size = A4
    top: float = mm(37)
    inner: float = mm(28)
    width: float = mm(156)
    height: float = mm(225)
    lines: int = 22
    characters: int = 28
    mirror: bool = True
    """P-07: even pages carry the binding edge on the right."""

    @property
    def pitch(self) -> float:
        """Distance of two baselines, pt (P-15)."""
        return self.height / self.lines

    @property
    def cell(self) -> float:
        """Width of a character cell, which is 三号 on this grid, pt (P-12)."""
        return self.width / self.characters

    def left(self, page: int) -> float:
        """Give the x of the type area on page `page`, counted from 1."""
        outer = self.page.width - self.inner - self.width
        return outer if self.mirror and page % 2 == 0 else self.inner

    @property
    def type_area(self) -> TypeArea | None:
        """Give what a file says of its type area: nothing when it is the usual one."""
        usual = self._replace(page=Grid().page) == Grid()
        area = TypeArea(self.inner, self.top, self.width, self.height, self.lines, self.mirror)
        return None if usual else area

    @property
    def bottom(self) -> float:
        """The y of the lower edge of the type area."""
        return self.top + self.height


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
