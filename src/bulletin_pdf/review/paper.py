"""An issue as a paper for review: its lines in printed order, each character with its place.

A line is what a reviewer sees as one paragraph: printed text, corrected, without `**` and `==`. Characters that
the program adds (brackets, labels) stand nowhere and cannot be changed.
"""

import hashlib
from typing import Literal

from bulletin_pdf.issue.model import (
    Issue,
)
from bulletin_pdf.issue.printed_form import (
    number_line,
)
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problems import Span
from bulletin_pdf.review.line_text import Whole
from bulletin_pdf.review.written_values import NOWHERE, WrittenFiles

NO_XML = pattern("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML can hold; a paper shows that something stands there."""

LineKind = Literal["field", "title", "text", "cell"]
"""One value; a title; a paragraph that others may stand next to; a cell of a table."""


class Line(NamedTuple):
    """One line of the paper."""

    number: int
    kind: LineKind
    style: str
    """Name of the style it is set in (`design.model.Styles`)."""
    text: str
    positions: tuple[int, ...]
    """Where each character stands; `NOWHERE` for what the program adds."""
    styles: tuple[tuple[int, int, str], ...] = ()
    """Stretches set as lead or as a run-in head: lead, level1 …"""
    dots: tuple[tuple[int, int], ...] = ()
    wholes: tuple[Whole, ...] = ()

    @property
    def digest(self) -> str:
        """What tells its text from others."""
        return text_digest(self.text)


class PaperTable(NamedTuple):
    """A table: rows of cells, each a line with how many columns and rows it takes."""

    rows: tuple[tuple[tuple[int, int, int], ...], ...]
    """Number of the line, columns, rows."""
    head: int


class PaperPicture(NamedTuple):
    """A picture of the issue."""

    number: int
    path: str
    alt: str
    position: int
    """Where its file name stands."""


class PaperRule(NamedTuple):
    """A rule across the page."""

    red: bool
    weight: float


class PaperBreak(NamedTuple):
    """What follows begins a page."""


PaperItem = int | PaperTable | PaperPicture | PaperRule | PaperBreak
"""A line by its number, or what stands between lines."""


class ReviewPaper(NamedTuple):
    """An issue as a paper."""

    issue: Issue
    files: WrittenFiles
    lines: tuple[Line, ...]
    items: tuple[PaperItem, ...]
    pictures: tuple[PaperPicture, ...]
    passages: tuple[tuple[int, ...], ...]
    """Numbers of the lines that follow one another as one text: paragraphs may come and go within."""
    passage_of: tuple[int, ...]
    """For each line the number of its passage."""

    def place(self, line: int, index: int, length: int = 1) -> Span | None:
        """Return where a character of a line stands in its file; where none does, the nearest that does."""
        positions = self.lines[line].positions
        near = sorted(range(len(positions)), key=lambda at: (abs(at - index), at))
        found = next((positions[at] for at in near if positions[at] >= 0), NOWHERE)
        if found < 0 and self.lines[line].wholes:
            found = self.lines[line].wholes[0].position
        return self.files.span(found, length)


def text_digest(text: str) -> str:
    """Return eight hexadecimal digits that tell a text from others."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def picture_digest(data: bytes) -> str:
    """Return eight hexadecimal digits that tell a picture from others."""
    return hashlib.sha256(data).hexdigest()[:8]


def source_digest(issue: Issue) -> str:
    """Return the digest of all YAML that an issue was read from."""
    parts = [hashlib.sha256(source.data).hexdigest() for source in issue.sources]
    return hashlib.sha256("\n".join(parts).encode("ascii")).hexdigest()


def issue_name(issue: Issue) -> str:
    """Return name, number and date of an issue on one line."""
    head = issue.masthead
    return NO_XML.sub("\ufffd", f"{head.name.text} {number_line(issue)} {head.date.iso}")[:240].strip()
