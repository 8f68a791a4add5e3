"""Entries of a catalogue, read from the database."""

import sqlite3
from collections.abc import Iterator

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.volume.parts.register import short_series
from bulletin_pdf.volume.parts.spellings import one_spelling, one_spelling_of_places, unit_key


class IssueEntry(NamedTuple):
    """One issue."""

    number: int
    """Of the database; grows with the date."""
    name: str
    series: str
    supplement: bool
    year: int
    label: str
    serial: int | None
    date: str
    publishers: str
    theme: str
    secrecy: str
    title: str
    pages: int
    path: str
    several: bool = False
    """Whether the catalogue has issues of several bulletins, so that names are shown."""
    short_series: str = ""
    """Its series in as few characters as distinguish it."""

    @property
    def full_label(self) -> str:
        """What it is called among all: 《青河简报》2022年文明创建专刊第3期."""
        name = f"《{self.name}》" if self.several and self.name else ""
        year = f"{self.year}年" if self.year and str(self.year) not in self.label else ""
        return f"{name}{year}{self.series}{self.label}"

    @property
    def short_label(self) -> str:
        """The same with its series shortened: 2022年专刊第3期."""
        return self._replace(series=self.short_series).full_label

    @property
    def kind(self) -> int:
        """0 for the regular issues, 1 for a series, 2 for supplements."""
        return 2 if self.supplement else 1 if self.series else 0


class CatalogueEntry(NamedTuple):
    """One report."""

    issue: IssueEntry
    title: str
    city: str
    """In the spelling it is gathered under."""
    units: tuple[str, ...]
    by: str
    page: int

    @property
    def place(self) -> str:
        """Where it stands: 2022年第30期，第3页."""
        return f"{self.issue.short_label}，第{self.page}页"


class FigureRow(NamedTuple):
    """One figure of the register."""

    city: str
    number: str
    unit: str
    words: str
    issue: IssueEntry
    page: int


class CatalogueContents(NamedTuple):
    """All issues and reports, in the order of their dates."""

    issues: tuple[IssueEntry, ...]
    entries: tuple[CatalogueEntry, ...]
    cities: dict[str, str]
    """A city as it is written → the spelling it is gathered under."""

    @property
    def years(self) -> tuple[int, ...]:
        """The years there are issues of; 0 for issues of no known year."""
        return tuple(dict.fromkeys(issue.year for issue in self.issues))

    @property
    def name(self) -> str:
        """The name of the bulletin, of several the one with the most issues."""
        counts: dict[str, int] = {}
        for issue in self.issues:
            counts[issue.name] = counts.get(issue.name, 0) + bool(issue.name)
        return max(counts, key=lambda name: counts[name], default="")

    @property
    def title(self) -> str:
        """What the catalogue is called: 青河简报总目录."""
        others = len({issue.name for issue in self.issues if issue.name}) > 1
        return f"{self.name}{'等' if others else ''}总目录"

    @property
    def span(self) -> str:
        """The years from the first to the last: 2011—2022年."""
        years = sorted(year for year in self.years if year)
        if not years:
            return ""
        return f"{years[0]}年" if years[0] == years[-1] else f"{years[0]}—{years[-1]}年"

    @property
    def date(self) -> str:
        """The latest date of an issue."""
        return max((issue.date for issue in self.issues), default="")


class _ReportRow(NamedTuple):
    """One report as the database has it."""

    number: int
    issue: int
    title: str
    city: str
    contributor: str
    page: int


# Columns stand in the order of the fields.
_REPORTS = "SELECT id, issue, title, city, contributor, page FROM report ORDER BY issue, place"
_ISSUES = """SELECT id, name, series, supplement, year, label, serial, date, publishers, theme, secrecy, title, pages, path
  FROM issue ORDER BY year, name, supplement, series, coalesce(number, 0), id"""


def read_contents(database: sqlite3.Connection) -> CatalogueContents:
    """Read issues and reports; names of one place and of one office are brought to one spelling."""
    read = [IssueEntry(*row) for row in database.execute(_ISSUES)]
    several = len({issue.name for issue in read if issue.name}) > 1
    short = short_series(issue.series for issue in read)
    issues = {
        issue.number: issue._replace(
            supplement=bool(issue.supplement), several=several, short_series=short.get(issue.series, "")
        )
        for issue in read
    }
    units: dict[int, list[str]] = {}
    for number, unit in database.execute("SELECT report, name FROM unit ORDER BY rowid"):
        units.setdefault(number, []).append(unit)
    reports: dict[int, list[_ReportRow]] = {}
    for report in (_ReportRow(*row) for row in database.execute(_REPORTS)):
        reports.setdefault(report.issue, []).append(report)
    cities = one_spelling_of_places(report.city for rows in reports.values() for report in rows)
    offices = one_spelling((unit for names in units.values() for unit in names), unit_key)
    entries = tuple(
        CatalogueEntry(
            issue,
            report.title,
            cities.get(report.city, ""),
            tuple(offices[unit] for unit in units.get(report.number, ())),
            report.contributor,
            report.page,
        )
        for issue in issues.values()
        for report in reports.get(issue.number, ())
    )
    return CatalogueContents(tuple(issues.values()), entries, dict(cities))


def read_figures(database: sqlite3.Connection, contents: CatalogueContents) -> Iterator[FigureRow]:
    """Return the figures of all years, one after the other, in the order of the issues."""
    for issue in contents.issues:
        rows = database.execute(
            "SELECT city, number, unit, words, page FROM figure WHERE issue = ? ORDER BY id", (issue.number,)
        )
        for city, number, unit, words, page in rows:
            yield FigureRow(contents.cities.get(city, city), number, unit, words, issue, page)
