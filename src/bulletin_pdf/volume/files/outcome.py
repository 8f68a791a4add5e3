"""The requested files of a volume, and their outcome."""

from typing import Literal

from bulletin_pdf.input_states import InputState
from bulletin_pdf.issue.model import Change
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Problem
from bulletin_pdf.safe_files import Stored

VolumeStage = Literal["reading", "setting", "writing"]
"""What a volume goes through: issues are read, everything is set, files are written and proved."""

EDITIONS = ("print", "archive", "screen")
"""套红 and single heads are for issues; a volume is printed whole."""


class VolumeTarget(NamedTuple):
    """One file to write."""

    edition: str
    path: str


class BookOutcome(NamedTuple):
    """One book of a volume, as the printer has it."""

    name: str
    """上册; empty when the volume is one book."""
    issues: int
    pages: int
    spine: float | None
    """Width in mm; None when the papers are not known."""
    cover: str
    """Path of the cover sheet for the press; empty when there is none."""


class WrittenFile(NamedTuple):
    """One file written."""

    target: VolumeTarget
    size: int
    seconds: float
    book: int = 0
    """Which book of the volume it holds, counted from 0."""


class VolumeOutcome(NamedTuple):
    """What was written, what was found."""

    files: tuple[WrittenFile, ...]
    catalogue: str
    """Path of 归档文件目录 as CSV; empty when the volume has none."""
    books: tuple[BookOutcome, ...]
    labels: str
    """Path of the labels for archive boxes; empty when there are none."""
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    read: tuple[InputState, ...] = ()
    """The state of every file it was made from."""
    stored: tuple[Stored, ...] = ()
    """All files written but those of a package."""

    @property
    def issues(self) -> int:
        """How many issues are bound."""
        return sum(book.issues for book in self.books)

    @property
    def pages(self) -> int:
        """How many sides all books have."""
        return sum(book.pages for book in self.books)

    @property
    def workbook(self) -> str:
        """Path of 归档文件目录 as a spreadsheet, next to the CSV."""
        return f"{self.catalogue.removesuffix('.csv')}.xlsx" if self.catalogue else ""
