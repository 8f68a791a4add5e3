"""The database of a catalogue: SQLite, whose tables other programs (Datasette) can open.

Numbers of issues and passages grow with their dates, so that the newest are found first without sorting, and years are
ranges of numbers. `words` indexes each passage with its place, unit and theme (`indexed_text`); it keeps no text of its own.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from urllib.parse import quote

from bulletin_pdf.archive.catalogue.indexed_text import indexed
from bulletin_pdf.archive.catalogue.issue_records import IssueRecord
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems

DATABASE_NAME = "catalogue.sqlite"

_APPLICATION = 0x67776A62
_VERSION = 2
"""2 indexes marks as well; a catalogue of an earlier version is made again when it is written."""
PER_ISSUE = 100_000
"""Numbers of passages each issue has."""
_PER_DAY = 1_000
_PER_YEAR = 1_000_000 * _PER_DAY

_TABLES = """
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE source (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, states TEXT NOT NULL, problems TEXT NOT NULL);
CREATE TABLE issue (id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source(id), path TEXT NOT NULL, kind TEXT NOT NULL,
  name TEXT NOT NULL, series TEXT NOT NULL, supplement INTEGER NOT NULL, year INTEGER NOT NULL, number INTEGER, serial INTEGER, label TEXT NOT NULL,
  date TEXT NOT NULL, publishers TEXT NOT NULL, theme TEXT NOT NULL, secrecy TEXT NOT NULL, title TEXT NOT NULL, pages INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, digest TEXT NOT NULL);
CREATE TABLE copy (source INTEGER NOT NULL REFERENCES source(id), key TEXT NOT NULL, path TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE report (id INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issue(id), place INTEGER NOT NULL, title TEXT NOT NULL, city TEXT NOT NULL,
  contributor TEXT NOT NULL, page INTEGER NOT NULL);
CREATE TABLE unit (report INTEGER NOT NULL REFERENCES report(id), name TEXT NOT NULL);
CREATE TABLE figure (id INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issue(id), number TEXT NOT NULL, unit TEXT NOT NULL, words TEXT NOT NULL,
  city TEXT NOT NULL, page INTEGER NOT NULL);
CREATE TABLE passage (id INTEGER PRIMARY KEY, issue INTEGER NOT NULL REFERENCES issue(id), report INTEGER REFERENCES report(id), kind TEXT NOT NULL,
  page INTEGER NOT NULL, text TEXT NOT NULL);
CREATE INDEX issue_source ON issue(source);
CREATE INDEX copy_key ON copy(key);
CREATE INDEX copy_source ON copy(source);
CREATE INDEX report_issue ON report(issue);
CREATE INDEX unit_report ON unit(report);
CREATE INDEX figure_issue ON figure(issue);
CREATE INDEX passage_issue ON passage(issue);
CREATE VIEW searched AS SELECT passage.id AS id, passage.text AS text, coalesce(report.city, '') AS city,
  coalesce(report.contributor, '') AS unit, issue.theme AS theme
  FROM passage JOIN issue ON issue.id = passage.issue LEFT JOIN report ON report.id = passage.report;
CREATE VIRTUAL TABLE words USING fts5(text, city, unit, theme, content='searched', content_rowid='id', columnsize=0, tokenize='unicode61');
"""


class KnownSource(NamedTuple):
    """A file as the catalogue has it."""

    number: int
    path: str
    kind: str
    states: str
    """What was read for it, as JSON."""
    problems: str


@contextmanager
def open_to_read(path: str) -> Iterator[sqlite3.Connection]:
    """Open a catalogue to look something up; raises `BulletinError` where there is none (B234) or no such file (B233)."""
    if not os.path.isfile(path):
        raise _error(Code.NO_CATALOGUE, path)
    database = sqlite3.connect(f"file:{quote(os.path.abspath(path))}?mode=ro", uri=True)
    with _closed_at_end(database, path):
        _demand_ours(database, path)
        yield database


@contextmanager
def open_to_write(path: str) -> Iterator[sqlite3.Connection]:
    """Open a catalogue, or begin one, to change it; what is changed inside is kept whole or not at all."""
    database = sqlite3.connect(path, isolation_level=None)
    with _closed_at_end(database, path):
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("BEGIN IMMEDIATE")
        _drop_earlier(database)
        if not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for statement in _TABLES.split(";\n"):
                database.execute(statement)
            database.execute(f"PRAGMA application_id = {_APPLICATION}")
            database.execute(f"PRAGMA user_version = {_VERSION}")
        _demand_ours(database, path)
        yield database
        database.execute("COMMIT")


def _drop_earlier(database: sqlite3.Connection) -> None:
    """Empty a catalogue of an earlier version."""
    application, version = (
        database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    if application == _APPLICATION and version < _VERSION:
        database.execute("DROP TABLE words")
        for kind in ("view", "table"):
            names = database.execute(
                "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE 'sqlite_%' ORDER BY rowid DESC",
                (kind,),
            )
            for (name,) in names.fetchall():
                database.execute(f"DROP {kind} {name}")


@contextmanager
def _closed_at_end(database: sqlite3.Connection, path: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname in (
            "SQLITE_FULL",
            "SQLITE_IOERR_WRITE",
            "SQLITE_READONLY",
            "SQLITE_CANTOPEN",
        ):
            raise OSError(_ERRNOS.get(error.sqlite_errorname, 5), str(error), path) from error
        if error.sqlite_errorname == "SQLITE_BUSY":
            raise _error(Code.CATALOGUE_BUSY, path) from error
        raise
    except sqlite3.DatabaseError as error:
        raise _error(Code.CATALOGUE_UNUSABLE, path) from error
    finally:
        database.close()


_ERRNOS = {"SQLITE_FULL": 28, "SQLITE_READONLY": 30, "SQLITE_CANTOPEN": 13}
"""errno of what SQLite reports: no space, read-only, no permission."""


def _demand_ours(database: sqlite3.Connection, path: str) -> None:
    application = database.execute("PRAGMA application_id").fetchone()[0]
    version = database.execute("PRAGMA user_version").fetchone()[0]
    if (application, version) != (_APPLICATION, _VERSION):
        raise _error(Code.CATALOGUE_UNUSABLE, path)


def _error(code: str, path: str) -> BulletinError:
    problems = Problems()
    problems.add(code, None, file=path)
    return BulletinError(problems)


# State --------------------------------------------------------------------------------------


def state_of(database: sqlite3.Connection, name: str) -> str:
    """Return one of the catalogue's own notes; empty where there is none."""
    row = database.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def set_state(database: sqlite3.Connection, name: str, value: str) -> None:
    """Note something of the catalogue itself."""
    database.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, value))


# Sources ------------------------------------------------------------------------------------


def known_sources(database: sqlite3.Connection) -> dict[str, KnownSource]:
    """Return the files the catalogue was made from, by path."""
    rows = database.execute("SELECT id, path, kind, states, problems FROM source")
    return {row[1]: KnownSource(*row) for row in rows}


def add_source(database: sqlite3.Connection, path: str, kind: str, states: str, problems: str) -> int:
    """Add a file; return its number."""
    row = (path, kind, states, problems)
    cursor = database.execute("INSERT INTO source (path, kind, states, problems) VALUES (?, ?, ?, ?)", row)
    return cursor.lastrowid or 0


def drop_source(database: sqlite3.Connection, number: int) -> list[str]:
    """Take out a file with its issues; return the keys of these: copies of them may take their places."""
    issues = database.execute("SELECT id, key FROM issue WHERE source = ?", (number,)).fetchall()
    for issue, _ in issues:
        drop_issue(database, issue)
    database.execute("DELETE FROM copy WHERE source = ?", (number,))
    database.execute("DELETE FROM source WHERE id = ?", (number,))
    return [key for _, key in issues]


def add_copy(database: sqlite3.Connection, source: int, key: str, path: str, digest: str) -> None:
    """Note that a file holds an issue that the catalogue has from another one."""
    database.execute("INSERT INTO copy VALUES (?, ?, ?, ?)", (source, key, path, digest))


def sources_with_copies(database: sqlite3.Connection, keys: Iterable[str]) -> set[str]:
    """Return the files that hold issues of these keys as copies."""
    found: set[str] = set()
    for key in keys:
        rows = database.execute(
            "SELECT source.path FROM copy JOIN source ON source.id = copy.source WHERE key = ?", (key,)
        )
        found.update(row[0] for row in rows)
    return found


# Issues -------------------------------------------------------------------------------------


def add_issue(database: sqlite3.Connection, source: int, record: IssueRecord, key: str) -> None:
    """Add an issue with all that can be found in it."""
    number = _next_number(database, record)
    head = (
        number, source, record.path, record.kind, record.name, record.series, int(record.supplement), record.year, record.number,
        record.serial, record.label, record.date, record.publishers, record.theme, record.secrecy, record.title, record.pages, key, record.digest,
    )  # fmt: skip
    database.execute(f"INSERT INTO issue VALUES ({', '.join('?' * len(head))})", head)
    reports: list[int] = [0]
    for place, report in enumerate(record.reports, start=1):
        row = (number, place, report.title, report.city, report.by, report.page)
        columns = "(issue, place, title, city, contributor, page)"
        added = (
            database.execute(f"INSERT INTO report {columns} VALUES (?, ?, ?, ?, ?, ?)", row).lastrowid or 0
        )
        reports.append(added)
        database.executemany("INSERT INTO unit VALUES (?, ?)", [(added, unit) for unit in report.units])
    database.executemany(
        "INSERT INTO figure (issue, number, unit, words, city, page) VALUES (?, ?, ?, ?, ?, ?)",
        [(number, *figure) for figure in record.figures],
    )
    # Read backwards, the newest issue comes first and its passages in their order.
    last = (number + 1) * PER_ISSUE - 1
    database.executemany(
        "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)",
        [
            (last - place, number, reports[passage.report] or None, passage.kind, passage.page, passage.text)
            for place, passage in enumerate(record.passages[:PER_ISSUE])
        ],
    )
    rows = _searched(database, number)
    database.executemany("INSERT INTO words (rowid, text, city, unit, theme) VALUES (?, ?, ?, ?, ?)", rows)


def drop_issue(database: sqlite3.Connection, number: int) -> None:
    """Take out an issue."""
    # What an index without text of its own is to forget has to be said to it.
    rows = _searched(database, number)
    database.executemany(
        "INSERT INTO words (words, rowid, text, city, unit, theme) VALUES ('delete', ?, ?, ?, ?, ?)", rows
    )
    database.execute("DELETE FROM unit WHERE report IN (SELECT id FROM report WHERE issue = ?)", (number,))
    for table in ("passage", "figure", "report"):
        database.execute(f"DELETE FROM {table} WHERE issue = ?", (number,))
    database.execute("DELETE FROM issue WHERE id = ?", (number,))


def _searched(database: sqlite3.Connection, number: int) -> list[tuple[int, str, str, str, str]]:
    bounds = (number * PER_ISSUE, (number + 1) * PER_ISSUE)
    rows = database.execute(
        "SELECT id, text, city, unit, theme FROM searched WHERE id >= ? AND id < ?", bounds
    )
    return [(row[0], *map(indexed, row[1:])) for row in rows]


def _next_number(database: sqlite3.Connection, record: IssueRecord) -> int:
    """Return a number that is free: by year, then by date."""
    day = date.fromisoformat(record.date).toordinal() if record.date else 0
    first = record.year * _PER_YEAR + day * _PER_DAY
    room = _PER_DAY if day else date(1800, 1, 1).toordinal() * _PER_DAY
    row = database.execute(
        "SELECT max(id) FROM issue WHERE id >= ? AND id < ?", (first, first + room)
    ).fetchone()
    return first if row[0] is None else int(row[0]) + 1


def years_range(first: int, last: int) -> tuple[int, int]:
    """Return the numbers of passages of some years: the first, and the one behind the last."""
    return first * _PER_YEAR * PER_ISSUE, (last + 1) * _PER_YEAR * PER_ISSUE
