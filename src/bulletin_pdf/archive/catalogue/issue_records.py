"""The record of an issue in a catalogue."""

import hashlib
from collections.abc import Iterator
from typing import Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.volume.issues.figure_entries import FigureEntry

HoldingKind = Literal["archive", "volume", "issue", "listed", "pdf", "other"]
"""An archive file of an issue, one of a volume, an issue's YAML, a PDF that a volume's YAML describes, any other PDF; what is none of these."""

TextPassageKind = Literal["title", "report", "note", "frame", "page", "recognised"]
"""A title, other text of a report, 编者按, 报头 and 报尾, a whole page of a PDF, or one whose text a program recognised."""


class ReportRecord(NamedTuple):
    """One report of an issue."""

    title: str
    city: str
    by: str
    """供稿单位 as it is printed, without its brackets."""
    units: tuple[str, ...]
    page: int
    """The page of the issue it begins on, counted from 1."""


class TextPassage(NamedTuple):
    """A paragraph, a title or a cell: what is found by its words."""

    kind: TextPassageKind
    report: int
    """The report it stands in, counted from 1; 0 for none."""
    page: int
    text: str


IssueKey = tuple[str, str, bool, int, str]
"""Name, series, supplement or not, year, number: what an issue is known by."""


class IssueRecord(NamedTuple):
    """One issue as the catalogue has it."""

    path: str
    """The file it was read from."""
    kind: HoldingKind
    name: str
    series: str
    supplement: bool
    year: int
    """0 where nothing says it."""
    number: int | None
    serial: int | None
    label: str
    date: str
    """YYYY-MM-DD or empty."""
    publishers: str
    theme: str
    secrecy: str
    """密级 as it is printed; empty for none."""
    title: str
    pages: int
    reports: tuple[ReportRecord, ...] = ()
    passages: tuple[TextPassage, ...] = ()
    figures: tuple[FigureEntry, ...] = ()

    @property
    def key(self) -> IssueKey:
        """What it is known by among all issues."""
        number = str(self.number) if self.number is not None else self.label or self.path
        return (self.name, self.series, self.supplement, self.year, number)

    @property
    def digest(self) -> str:
        """Stands for what it says, wherever its pages end."""
        said = "\n".join(_said(self))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def _said(record: IssueRecord) -> Iterator[str]:
    yield record.date
    for report in record.reports:
        yield f"{report.city}：{report.title}（{report.by}）"
    yield from (passage.text for passage in record.passages if passage.kind not in ("page", "recognised"))
