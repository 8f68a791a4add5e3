"""Directories → database: new and changed files are read, the rest is kept."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from bulletin_pdf.archive.catalogue.catalogue_database import (
    KnownSource,
    add_copy,
    add_issue,
    add_source,
    drop_issue,
    drop_source,
    known_sources,
    open_to_write,
    set_state,
    sources_with_copies,
    state_of,
)
from bulletin_pdf.archive.catalogue.holding_results import HoldingRead
from bulletin_pdf.archive.catalogue.issue_records import IssueRecord
from bulletin_pdf.archive.catalogue.read_holding import read_holding
from bulletin_pdf.archive.holdings.find_holdings import YAML_ENDINGS, holdings_below
from bulletin_pdf.input_states import InputState, file_state
from bulletin_pdf.issue.paths import find_bulletin
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.parallel import ProcessDied, processes_worth, results_in_order
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.volume.plan.file_patterns import note_pattern

_RANKS = ("archive", "volume", "issue", "listed", "pdf")
"""Of several files that hold an issue the catalogue takes the first in this order."""
_REVISION = "revision"

Watched = Callable[[Iterator[HoldingRead], int], Iterator[HoldingRead]]
"""Passes results on and shows how far along they are."""


class Update(NamedTuple):
    """What an update came to."""

    read: int
    """Files that were read."""
    unchanged: int
    gone: int
    revision: int
    """Counts the updates that changed something."""
    problems: tuple[Problem, ...]


Finish = Callable[[sqlite3.Connection, Update], None]
"""Is called with the database brought up to date, before that is kept for good."""


def finish_nothing(_database: sqlite3.Connection, _update: Update) -> None:
    """Leave the database as it is."""


def unwatched(results: Iterator[HoldingRead], _total: int) -> Iterator[HoldingRead]:
    """Pass results on."""
    return results


def update_catalogue(
    path: str,
    places: Sequence[str],
    *,
    jobs: int = 1,
    force: bool = False,
    watched: Watched = unwatched,
    besides: Sequence[str] = (),
    finish: Finish = finish_nothing,
) -> Update:
    """Bring the catalogue at `path` up to date with the files in and below `places`; the database changes whole or not at all.

    `force` reads all of them again; `besides` are files to pass by; `finish` writes what goes with the database. Raises `BulletinError` where there is nothing (B235) or no catalogue under that name.
    """
    files = {os.path.abspath(file): file for file in holdings_below(places)}
    for own in besides:
        files.pop(os.path.abspath(own), None)
    if not files:
        raise BulletinError(_said(Code.NOTHING_TO_CATALOGUE, file=places[0] if places else "."))
    with open_to_write(path) as database:
        update = _Updating(database, files, jobs, watched).run(force=force)
        finish(database, update)
        return update


class _Updating:
    def __init__(
        self, database: sqlite3.Connection, files: dict[str, str], jobs: int, watched: Watched
    ) -> None:
        self.database, self.files, self.jobs, self.watched = database, files, jobs, watched
        self.problems = Problems()
        self.known = known_sources(database)
        self.changed = False
        self.read = 0

    def run(self, *, force: bool) -> Update:
        stale = [known for known in self.known.values() if force or not self._is_same(known)]
        gone = sum(known.path not in self.files for known in stale)
        for known in stale:
            self._drop(known)
        kept = len(self.known)
        wanted = [path for path in self.files if path not in self.known]
        self._read([path for path in wanted if path.lower().endswith(YAML_ENDINGS)])
        claimed = self._claimed()
        for path in claimed & self.known.keys():
            self._drop(self.known[path])
        rest = [path for path in self.files if path not in self.known and path not in claimed]
        self._read(rest)
        for known in self.known.values():
            for problem in json.loads(known.problems):
                code, details = problem
                self.problems.include(Problem(code, None, tuple(map(tuple, details))))
        self._report_differences()
        revision = int(state_of(self.database, _REVISION) or 0) + self.changed
        set_state(self.database, _REVISION, str(revision))
        return Update(self.read, kept, gone, revision, tuple(self.problems))

    def _is_same(self, known: KnownSource) -> bool:
        return known.path in self.files and all(map(_as_it_was, _states(known.states)))

    def _drop(self, known: KnownSource) -> None:
        """Take a file out; files that hold its issues as well are read again."""
        self.changed = True
        self.known.pop(known.path, None)
        keys = drop_source(self.database, known.number)
        for path in sources_with_copies(self.database, keys) & self.known.keys():
            self._drop(self.known[path])

    def _claimed(self) -> set[str]:
        """Return the PDFs that a volume's YAML describes."""
        rows = self.database.execute(
            "SELECT path FROM issue WHERE kind = 'listed' UNION SELECT copy.path FROM copy JOIN source ON source.id = copy.source "
            "WHERE source.kind = 'listed'"
        )
        return {os.path.abspath(row[0]) for row in rows}

    def _read(self, paths: Sequence[str]) -> None:
        """Read files, and the issues that volumes name outside the directories that are looked through."""
        while paths:
            shown = [self.files[path] for path in paths]
            results = results_in_order(read_holding, shown, processes_worth(len(shown), self.jobs))
            outside: dict[str, str] = {}
            try:
                for path, result in zip(paths, self.watched(results, len(shown)), strict=True):
                    self._take(path, result)
                    outside |= {os.path.abspath(member): member for member in result.members}
            except ProcessDied as died:
                raise BulletinError(_said(Code.PROCESS_DIED, file=shown[died.place])) from died
            new = {path: member for path, member in outside.items() if path not in self.files}
            self.files |= new
            paths = list(new)

    def _take(self, path: str, result: HoldingRead) -> None:
        self.changed, self.read = True, self.read + 1
        states = json.dumps([tuple(state) for state in result.seen], ensure_ascii=False)
        problems = json.dumps([(one.code, one.details) for one in result.problems], ensure_ascii=False)
        number = add_source(self.database, path, result.kind, states, problems)
        self.known[path] = KnownSource(number, path, result.kind, states, problems)
        for record in result.records:
            self._place(number, record)

    def _place(self, source: int, record: IssueRecord) -> None:
        """Take an issue up, or note it as the copy of one that is there."""
        key, digest = json.dumps(record.key, ensure_ascii=False), record.digest
        row = self.database.execute(
            "SELECT id, source, path, kind, digest FROM issue WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            add_issue(self.database, source, record, key)
            return
        number, other, path, kind, said = row
        if _RANKS.index(record.kind) < _RANKS.index(kind):
            drop_issue(self.database, number)
            add_copy(self.database, other, key, path, said)
            add_issue(self.database, source, record, key)
        else:
            add_copy(self.database, source, key, record.path, digest)

    def _report_differences(self) -> None:
        """B236: two sources of one issue say different things; of scans only the pages are known."""
        rows = self.database.execute(
            "SELECT issue.year, issue.series || issue.label, issue.path, copy.path FROM copy JOIN issue ON issue.key = copy.key "
            "JOIN source ON source.id = copy.source WHERE issue.digest <> copy.digest AND issue.kind NOT IN ('pdf', 'listed') "
            "AND source.kind NOT IN ('pdf', 'listed') ORDER BY issue.id, copy.path"
        )
        for year, label, path, other in rows:
            self.problems.add(Code.HOLDINGS_DIFFER, None, file=other, other=path, label=label, year=year)


def _states(text: str) -> Iterable[InputState]:
    return (InputState(*state) for state in json.loads(text))


def _as_it_was(seen: InputState) -> bool:
    """Whether something that was read is still the same."""
    match seen.kind:
        case "pattern":
            return note_pattern(seen.path, seen.pattern).state == seen.state
        case "bulletin":
            found = find_bulletin(seen.path)
            return (os.path.abspath(found) if found else "") == seen.state
        case _:
            return file_state(seen.path) == seen.state


def _said(code: str, **details: str) -> Problems:
    problems = Problems()
    problems.add(code, None, **details)
    return problems
