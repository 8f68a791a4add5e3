"""The kinds of block that composing asks layout to set."""

from typing import NamedTuple

from bulletin_pdf.diagnostics import Span
from bulletin_pdf.inks import Ink
from bulletin_pdf.layout.style import BlockStyle, TextStyle
from bulletin_pdf.pages import Mark, TagId


class Piece(NamedTuple):
    """The stretch start..end of a block's text, in a style or under a tag of its own."""

    start: int
    end: int
    style: TextStyle
    tag: TagId | None = None


class Source(NamedTuple):
    """Where a block's text stands in the editor's file, for problems about it."""

    place: Span | None = None
    moves: tuple[tuple[int, int], ...] = ()


class Tail(NamedTuple):
    """A text set at the right end of a paragraph's last line, or alone below it (J-14)."""

    text: str
    style: TextStyle
    tag: TagId | None
    inset: float = 2.0
    """How far from the right edge it stands when alone on its line, em."""
    source: Source = Source()


class TextBlock(NamedTuple):
    """A paragraph, heading or title."""

    text: str
    style: BlockStyle
    tag: TagId | None
    pieces: tuple[Piece, ...] = ()
    anchor: str = ""
    tail: Tail | None = None
    source: Source = Source()
    forced: tuple[int, ...] = ()
    """Indices where a line must end: lines the author wrote, or a title broken by sense."""
    ends_line: bool = False
    """The last line is full as well: the text goes on in the next block."""


class EntryBlock(NamedTuple):
    """A line of 要目: a title, leader dots and the page of its anchor (T-77)."""

    text: str
    style: BlockStyle
    tag: TagId | None
    target: str
    number_tag: TagId | None
    numbered: bool
    source: Source = Source()


class RuleBlock(NamedTuple):
    """A rule across the measure, in the middle of `lines` grid lines."""

    weight: float
    ink: Ink
    lines: int = 1


class SpaceBlock(NamedTuple):
    """Empty grid lines; they vanish at the top of a page."""

    lines: int


class FixedBlock(NamedTuple):
    """Marks arranged beforehand, from the top left corner of their lines."""

    marks: tuple[Mark, ...]
    lines: int
    keep_with_next: int = 0


class PageBreak(NamedTuple):
    """What follows begins a new page."""


Block = TextBlock | EntryBlock | RuleBlock | SpaceBlock | FixedBlock | PageBreak
