"""A shaped text: which face sets each of its stretches, and how wide its characters are there."""

from bulletin_pdf.layout.style import TextStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import FaceId, TagId


class Segment(NamedTuple):
    """A stretch of text in one face and style."""

    start: int
    end: int
    face: FaceId
    style: TextStyle
    tag: TagId | None
    drop: float
    """How far the baseline is lowered so that a helping face's hanzi stand level, em."""


class Shaped(NamedTuple):
    """A text with its classes, each character's own advance (em), and its segments."""

    text: str
    classes: str
    advances: list[float]
    segments: tuple[Segment, ...]
