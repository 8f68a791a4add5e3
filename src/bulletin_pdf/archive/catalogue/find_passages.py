"""Search: words → passages, newest first, each with year, issue and page."""

import sqlite3
from collections.abc import Iterator, Sequence

from bulletin_pdf.archive.catalogue.catalogue_database import open_to_read, years_range
from bulletin_pdf.archive.catalogue.indexed_text import folded, holds, phrase, place_of
from bulletin_pdf.named_tuples import NamedTuple

_AROUND = 24
"""Characters shown on either side of a word."""
_ALL = (0, 1 << 62)


class Search(NamedTuple):
    """What is looked for: words that stand in one passage, and what the passage must be of."""

    words: tuple[str, ...]
    city: str = ""
    unit: str = ""
    theme: str = ""
    years: tuple[int, int] = (0, 0)
    """First and last; zeros for all."""


class FoundPassage(NamedTuple):
    """A passage in which all words stand."""

    name: str
    year: int
    label: str
    """The issue with its series: 文明创建专刊第3期."""
    date: str
    page: int
    title: str
    """Of the report, empty for what belongs to none."""
    city: str
    unit: str
    kind: str
    path: str
    text: str

    def excerpt(self, word: str) -> str:
        """Return the text around the first place of a word, on one line."""
        first, last = place_of(self.text, word)
        start, end = max(first - _AROUND, 0), last + _AROUND
        cut = self.text[start:end].replace("\n", " ")
        return ("…" if start else "") + cut + ("…" if end < len(self.text) else "")


def find_passages(path: str, search: Search, limit: int = 0) -> list[FoundPassage]:
    """Search a catalogue; `limit` is the largest number of passages, 0 for all.

    Raises `BulletinError` when there is no catalogue.
    """
    with open_to_read(path) as database:
        found: list[FoundPassage] = []
        for one in _found(database, search):
            found.append(one)
            if len(found) == limit:
                break
        return found


_COLUMNS = """passage.text, issue.name, issue.year, issue.series || issue.label AS label, issue.date, passage.page,
  coalesce(report.title, '') AS title, coalesce(report.city, '') AS city, coalesce(report.contributor, '') AS unit,
  passage.kind, issue.path, issue.theme"""
_JOINED = "JOIN issue ON issue.id = passage.issue LEFT JOIN report ON report.id = passage.report"


def _found(database: sqlite3.Connection, search: Search) -> Iterator[FoundPassage]:
    wanted, words = _match(search), [folded(word) for word in search.words]
    bounds = years_range(*search.years) if any(search.years) else _ALL
    cursor = database.cursor()
    cursor.row_factory = sqlite3.Row
    rows = cursor.execute(
        f"SELECT {_COLUMNS} FROM words CROSS JOIN passage ON passage.id = words.rowid {_JOINED} "
        "WHERE words MATCH ? AND words.rowid >= ? AND words.rowid < ? ORDER BY words.rowid DESC",
        (wanted, *bounds),
    )
    for row in rows:
        fields = ((row["city"], search.city), (row["unit"], search.unit), (row["theme"], search.theme))
        said = folded(row["text"])
        if all(word in said for word in words) and all(holds(has, asked) for has, asked in fields):
            yield FoundPassage(*(row[name] for name in FoundPassage._fields))


def _match(search: Search) -> str:
    """Write what is looked for in the language of FTS5."""
    columns: Sequence[tuple[str, str]] = (
        *(("text", word) for word in search.words),
        ("city", search.city),
        ("unit", search.unit),
        ("theme", search.theme),
    )
    return " AND ".join(f"{column} : {asked}" for column, text in columns if (asked := phrase(text)))
