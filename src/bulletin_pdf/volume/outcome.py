"""What is asked of a volume, and what became of it."""

from typing import NamedTuple

from bulletin_pdf.diagnostics import Problem
from bulletin_pdf.files import Stored
from bulletin_pdf.issue.model import Change
from bulletin_pdf.witness import Seen

EDITIONS = ("print", "archive", "screen")
"""套红 and single heads are for issues; a volume is printed whole."""


class Target(NamedTuple):
    """One file to write."""

    edition: str
    path: str


class Written(NamedTuple):
    """One file written."""

    target: Target
    size: int
    seconds: float


class VolumeOutcome(NamedTuple):
    """What was written, what was found."""

    files: tuple[Written, ...]
    catalogue: str
    """Path of 归档文件目录 as CSV; empty when the volume has none."""
    issues: int
    pages: int
    spine: float | None
    """Width in mm; None when the papers are not known."""
    cover: str
    """Path of the cover sheet for the press; empty when there is none."""
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    read: tuple[Seen, ...] = ()
    """Everything it was made from besides the program, as it was then."""
    stored: tuple[Stored, ...] = ()
    """All files written but those of a package."""

    @property
    def workbook(self) -> str:
        """Path of 归档文件目录 as a spreadsheet, beside the CSV."""
        return f"{self.catalogue.removesuffix('.csv')}.xlsx" if self.catalogue else ""
