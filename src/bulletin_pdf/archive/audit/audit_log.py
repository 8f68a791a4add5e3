"""The log of all audits of a store: every run, with each file as it was found.

SQLite, so that a run that was stopped goes on where it was, and other programs can read it.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bulletin_pdf.archive.audit.judged_file import HeldIssue, JudgedHolding
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem, Problems

LOG_NAME = "audit.sqlite"
_WORD = "word"
"""Marks a word of the program among details."""
_APPLICATION, _VERSION = 0x67776A61, 1

_TABLES = """
CREATE TABLE run (id INTEGER PRIMARY KEY, started TEXT NOT NULL, ended TEXT NOT NULL, stage TEXT NOT NULL, places TEXT NOT NULL,
  program TEXT NOT NULL, accepted INTEGER NOT NULL, files INTEGER NOT NULL, bytes INTEGER NOT NULL, findings INTEGER NOT NULL);
CREATE TABLE file (run INTEGER NOT NULL REFERENCES run(id), path TEXT NOT NULL, kind TEXT NOT NULL, size INTEGER NOT NULL, state TEXT NOT NULL,
  sha256 TEXT NOT NULL, files INTEGER NOT NULL, problems TEXT NOT NULL, heads TEXT NOT NULL, claims TEXT NOT NULL, remade INTEGER NOT NULL,
  inside TEXT NOT NULL, certain INTEGER NOT NULL, PRIMARY KEY (run, path)) WITHOUT ROWID;
CREATE TABLE finding (run INTEGER NOT NULL REFERENCES run(id), item TEXT NOT NULL, code TEXT NOT NULL, path TEXT NOT NULL, details TEXT NOT NULL);
CREATE INDEX file_path ON file(path);
CREATE INDEX finding_run ON finding(run)
"""


class AuditRun(NamedTuple):
    """One run as the log has it."""

    number: int
    started: str
    """Date and time, as ISO 8601 has them."""
    ended: str
    """Empty for a run that was stopped."""
    stage: str
    places: tuple[str, ...]
    program: str
    accepted: bool
    """Whether the store was taken in the state it had then: what had changed before is no finding any more."""
    files: int
    size: int
    findings: int


class KnownFile(NamedTuple):
    """A file as an earlier run found it."""

    path: str
    sha256: str
    run: int
    when: str
    heads: tuple[HeldIssue, ...]

    @property
    def since(self) -> str:
        """The day and minute of that run."""
        return self.when.replace("T", " ")[:16]


class AuditLog:
    """The log, open."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Take an open database; `opened_log` gives it."""
        self._database = database

    # Runs

    def runs(self) -> list[AuditRun]:
        """Return all runs, the first one first."""
        rows = self._database.execute("SELECT * FROM run ORDER BY id")
        return [
            AuditRun._make((*row[:4], tuple(json.loads(row[4])), row[5], bool(row[6]), *row[7:]))
            for row in rows
        ]

    def begin(self, now: str, stage: str, places: Sequence[str], program: str, *, accepted: bool) -> int:
        """Begin a run, or go on with one of the same places that was stopped; return its number."""
        named = json.dumps(list(places), ensure_ascii=False)
        open_run = self._database.execute(
            "SELECT id FROM run WHERE ended = '' AND stage = ? AND places = ? AND program = ? AND id = (SELECT max(id) FROM run)",
            (stage, named, program),
        ).fetchone()
        if open_run:
            self._database.execute("UPDATE run SET accepted = ? WHERE id = ?", (int(accepted), open_run[0]))
            return int(open_run[0])
        row = (now, "", stage, named, program, int(accepted), 0, 0, 0)
        columns = "(started, ended, stage, places, program, accepted, files, bytes, findings)"
        added = self._database.execute(f"INSERT INTO run {columns} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        return added.lastrowid or 0

    def end(self, run: int, now: str, findings: Sequence[tuple[str, Problem]]) -> None:
        """End a run with what was found, each with the number of its item."""
        self._database.execute("BEGIN")
        for item, problem in findings:
            path = str(dict(problem.details).get("file", ""))
            row = (run, item, problem.code, path, _written(problem))
            self._database.execute("INSERT INTO finding VALUES (?, ?, ?, ?, ?)", row)
        counts = self._database.execute(
            "SELECT coalesce(sum(files), 0), coalesce(sum(size), 0) FROM file WHERE run = ?", (run,)
        )
        files, size = counts.fetchone()
        self._database.execute(
            "UPDATE run SET ended = ?, files = ?, bytes = ?, findings = ? WHERE id = ?",
            (now, files, size, len(findings), run),
        )
        self._database.execute("COMMIT")

    def findings(self, run: int) -> list[Problem]:
        """Return what a run found."""
        rows = self._database.execute("SELECT details FROM finding WHERE run = ? ORDER BY rowid", (run,))
        return [_read(row[0]) for row in rows]

    # Files

    def judged(self, run: int) -> dict[str, str]:
        """Return the files that were judged in a run, with their states."""
        return dict(self._database.execute("SELECT path, state FROM file WHERE run = ?", (run,)).fetchall())

    def add(self, run: int, file: JudgedHolding) -> None:
        """Keep what was found of a file; it is on disk when this returns."""
        row = (
            run, file.path, file.kind, file.size, file.state, file.sha256, file.files,
            json.dumps([_as_data(one) for one in file.problems], ensure_ascii=False),
            json.dumps(file.heads, ensure_ascii=False), json.dumps(file.claims), int(file.remade),
            json.dumps(file.inside, ensure_ascii=False), int(file.certain),
        )  # fmt: skip
        self._database.execute(f"INSERT OR REPLACE INTO file VALUES ({', '.join('?' * len(row))})", row)

    def drop(self, run: int, path: str) -> None:
        """Remove a file from a resumed run: it no longer exists."""
        self._database.execute("DELETE FROM file WHERE run = ? AND path = ?", (run, path))

    def files(self, run: int) -> Iterator[JudgedHolding]:
        """Return the files of a run, by path."""
        cursor = self._database.cursor()
        cursor.row_factory = sqlite3.Row
        for row in cursor.execute("SELECT * FROM file WHERE run = ? ORDER BY path", (run,)):
            yield JudgedHolding(
                row["path"],
                row["kind"],
                row["size"],
                row["state"],
                row["sha256"],
                row["files"],
                tuple(map(_from_data, json.loads(row["problems"]))),
                _heads(row["heads"]),
                tuple(json.loads(row["claims"])),
                bool(row["remade"]),
                tuple(json.loads(row["inside"])),
                bool(row["certain"]),
            )

    def baseline(self, run: int) -> dict[str, KnownFile]:
        """Return the files as the store was first found, or as it was last accepted; runs before `run` count."""
        accepted = self._database.execute(
            "SELECT coalesce(max(id), 0) FROM run WHERE accepted AND id < ?", (run,)
        ).fetchone()[0]
        rows = self._database.execute(
            "SELECT file.path, sha256, file.run, run.started, heads FROM file JOIN run ON run.id = file.run "
            "WHERE file.run >= ? AND file.run < ? AND ended <> '' ORDER BY file.run DESC",
            (accepted, run),
        )
        return {row[0]: KnownFile._make((*row[:4], _heads(row[4]))) for row in rows}

    def remade(self) -> dict[str, str]:
        """Return the files that once were set again and came out the same, with their digests then."""
        return dict(
            self._database.execute(
                "SELECT path, sha256 FROM file WHERE remade AND kind NOT IN ('bag', 'transfer') ORDER BY run"
            ).fetchall()
        )


def _heads(text: str) -> tuple[HeldIssue, ...]:
    return tuple(HeldIssue(*row) for row in json.loads(text))


def _as_data(problem: Problem) -> list[object]:
    return [
        problem.code,
        [[name, {_WORD: v.key} if isinstance(v, Term) else v] for name, v in problem.details],
    ]


def _from_data(data: list[object]) -> Problem:
    code, details = data
    assert isinstance(code, str) and isinstance(details, list)
    return Problem(
        code, None, tuple((name, Term(v[_WORD]) if isinstance(v, dict) else v) for name, v in details)
    )


def _written(problem: Problem) -> str:
    return json.dumps(_as_data(problem), ensure_ascii=False)


def _read(text: str) -> Problem:
    return _from_data(json.loads(text))


@contextmanager
def opened_log(path: str) -> Iterator[AuditLog]:
    """Open the log of a store or begin one; raises `BulletinError` for a file that is none (B258)."""
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA synchronous = NORMAL")
        if not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            database.execute("BEGIN")
            for statement in _TABLES.split(";\n"):
                database.execute(statement)
            database.execute(f"PRAGMA application_id = {_APPLICATION}")
            database.execute(f"PRAGMA user_version = {_VERSION}")
            database.execute("COMMIT")
        found = [
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        ]
        if found != [_APPLICATION, _VERSION]:
            raise sqlite3.DatabaseError("another file")
        yield AuditLog(database)
    except sqlite3.OperationalError as error:
        if os.path.exists(path) and error.sqlite_errorname not in (
            "SQLITE_READONLY",
            "SQLITE_CANTOPEN",
            "SQLITE_FULL",
        ):
            raise _unusable(path) from error
        raise OSError(28 if error.sqlite_errorname == "SQLITE_FULL" else 13, str(error), path) from error
    except sqlite3.DatabaseError as error:
        raise _unusable(path) from error
    finally:
        database.close()


def _unusable(path: str) -> BulletinError:
    problems = Problems()
    problems.add(Code.AUDIT_LOG_UNUSABLE, None, file=path)
    return BulletinError(problems)
