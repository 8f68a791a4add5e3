"""The text of a line of a paper during assembly."""

from collections.abc import Sequence

from bulletin_pdf.issue.model import (
    Prose,
)
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.review.written_values import NOWHERE, WrittenValue


class Whole(NamedTuple):
    """The stretch start..end of a line that is one value, printed otherwise than it is written: a date."""

    start: int
    end: int
    position: int


class LineText:
    """A line that is being put together."""

    def __init__(self) -> None:
        self.text = ""
        self.positions: list[int] = []
        self.styles: list[tuple[int, int, str]] = []
        self.dots: list[tuple[int, int]] = []
        self.wholes: list[Whole] = []

    def added(self, text: str) -> "LineText":
        """Add text that stands in no file."""
        self.text += text
        self.positions += [NOWHERE] * len(text)
        return self

    def whole(self, text: str, position: int) -> "LineText":
        """Add a value that is not printed as it is written."""
        start = len(self.text)
        self.added(text)
        if position >= 0:
            self.wholes.append(Whole(start, len(self.text), position))
        return self

    def prose(self, prose: Prose, positions: Sequence[int]) -> "LineText":
        """Add a text of the issue; `positions` says where each of its characters stands."""
        at = len(self.text)
        self.text += prose.text
        self.positions += positions
        self.styles += [(each.start + at, each.end + at, each.style) for each in prose.styles]
        self.dots += [(start + at, end + at) for start, end in prose.dots]
        return self


def file_start(value: WrittenValue) -> int:
    """Return the position of the first character of a value's file."""
    return value.file << 32


def append_texts(line: LineText, texts: Sequence[tuple[str, LineText]]) -> None:
    """Add texts to a line, a full-width space between them."""
    for number, (_, text) in enumerate(texts):
        if number:
            line.added("　")
        at = len(line.text)
        line.text += text.text
        line.positions += text.positions
        line.styles += [(start + at, end + at, style) for start, end, style in text.styles]
        line.wholes += [Whole(each.start + at, each.end + at, each.position) for each in text.wholes]


def framed_text(before: str, inner: LineText, after: str) -> LineText:
    """Return a text with `before` and `after` around it."""
    framed = LineText().added(before)
    append_texts(framed, [("", inner)])
    return framed.added(after)
