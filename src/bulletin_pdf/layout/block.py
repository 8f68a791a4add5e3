"""The kinds of block that `compose` makes and `layout` typesets."""

from typing import TYPE_CHECKING

from bulletin_pdf.inks import Ink
from bulletin_pdf.layout.style import BlockStyle, TextStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Mark, TagId
from bulletin_pdf.problems import Span
from bulletin_pdf.source_map import NOWHERE, SourceMap
from bulletin_pdf.typeset.title_breaks import Joints, Segmenter

if TYPE_CHECKING:
    from bulletin_pdf.pictures.facts import PictureFacts


class Piece(NamedTuple):
    """The stretch start..end of a block's text, in a style or under a tag of its own."""

    start: int
    end: int
    style: TextStyle
    tag: TagId | None = None


class LineTail(NamedTuple):
    """A text set at the right end of a paragraph's last line, or alone below it (J-14)."""

    text: str
    style: TextStyle
    tag: TagId | None
    inset: float = 2.0
    """How far from the right edge it stands when alone on its line, em."""
    source: SourceMap = NOWHERE


class TextBlock(NamedTuple):
    """A paragraph, heading or title."""

    text: str
    style: BlockStyle
    tag: TagId | None
    pieces: tuple[Piece, ...] = ()
    anchor: str = ""
    tail: LineTail | None = None
    source: SourceMap = NOWHERE
    forced: tuple[int, ...] = ()
    """Indices where a line must end: lines the author wrote, or a title broken by sense."""
    dots: tuple[tuple[int, int], ...] = ()
    """Stretches start..end whose hanzi bear emphasis dots (T-83)."""
    more: int = 0
    """Lines more (or fewer) than would be best, to help a page out (T-64)."""


class EntryBlock(NamedTuple):
    """A line of 要目: a title, leader dots and the page of its anchor (T-77)."""

    text: str
    style: BlockStyle
    tag: TagId | None
    target: str
    number_tag: TagId | None
    numbered: bool
    source: SourceMap = NOWHERE
    joints: Joints | None = None
    """Gives the places between words when the entry takes several lines."""


class RuleBlock(NamedTuple):
    """A rule across the measure, in the middle of `lines` grid lines."""

    weight: float
    ink: Ink
    lines: int = 1
    wide: bool = False
    """通栏: it spans all columns of its page."""


class SpaceBlock(NamedTuple):
    """Empty grid lines; they vanish at the top of a page."""

    lines: int
    keep_with_next: bool = False
    keep_with_previous: bool = False


class FixedBlock(NamedTuple):
    """Marks arranged in advance, from the top left corner of their lines."""

    marks: tuple[Mark, ...]
    lines: int
    keep_with_next: int = 0
    wide: bool = False


class PageBreak(NamedTuple):
    """What follows begins a new page."""


class FigureBlock(NamedTuple):
    """Pictures in order, with one caption and credit below them (T-82)."""

    pictures: "tuple[PictureFacts, ...]"
    tag: TagId | None
    caption: TextBlock | None = None
    credit: TextBlock | None = None
    place: Span | None = None
    wide: bool = False
    stays: bool = False
    """Across all columns, it stands where it is: the banner of a 栏目."""


class CellBlock(NamedTuple):
    """One cell of a table; it takes `columns` × `rows` places."""

    content: TextBlock
    columns: int = 1
    rows: int = 1
    target: str = ""
    """The anchor its text leads to; the link is the text's own tag."""


class TableBlock(NamedTuple):
    """A table whose first `heads` rows are set again at the top of each further page (T-81)."""

    rows: tuple[tuple[CellBlock, ...], ...]
    heads: int
    continued: TextBlock
    """What stands over the further pages: （续表）."""
    caption: TextBlock | None = None
    unit: TextBlock | None = None
    sizes: tuple[float, ...] = (12.0, 10.5)
    """Sizes its text may be set in, pt: the first one that fits."""
    smallest: float = 9.0
    """Tried before the table is turned, if all its columns but one find room then, pt."""
    turned_sizes: tuple[float, ...] = (12.0, 10.5, 9.0)
    """The same for a table too wide for the measure, on a page of its own (P-65)."""
    headings: tuple[TextBlock, ...] = ()
    """Titles and headings set over it on its page where it is turned."""
    segment: Segmenter | None = None
    """Gives the words when a head takes several lines."""
    place: Span | None = None
    weights: tuple[int, ...] = ()
    """How columns share the room that the others leave: 0 for one as wide as its text; empty to choose all."""
    wide: bool = False
    """It spans all columns of its page even where it finds room in one."""


LineBlock = TextBlock | RuleBlock | SpaceBlock | FixedBlock | PageBreak
"""Blocks whose rows are lines of the grid."""
Block = LineBlock | EntryBlock | FigureBlock | TableBlock
