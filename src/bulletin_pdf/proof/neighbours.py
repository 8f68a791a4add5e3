"""The issues of a directory, each file looked at once, and those of the run of one of them."""

import os
import stat
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Any

from bulletin_pdf.input_states import yaml_names
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.paths import BULLETIN_FILE
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import BulletinError, Problems, Span
from bulletin_pdf.proof.counted_figures import CountedFigure, counted_figures, labels_in
from bulletin_pdf.proof.issue_heads import IssueHead, bytes_of_issue, head_in, own_head
from bulletin_pdf.proof.kept_heads import KeptHeads, digest_of
from bulletin_pdf.proof.passages import passages_of
from bulletin_pdf.yamldoc.source import SourceText, decode

_PLACES = 3
"""Fields at the end of a head that say where something stands."""


def issues_before(issue: Issue, neighbourhood: "Neighbourhood") -> list["IssueFile"]:
    """Return the issues of its run beside an issue that come before it, the last first; of other years those that have a date."""
    own = neighbourhood.own_head(issue)
    if own is None or not own.number:
        return []
    others = neighbourhood.run_of(issue.path, own.run)
    earlier = [
        file
        for file in others.run.files
        if file.identity != others.itself and file.head.number and _precedes(file.head, own)
    ]
    return sorted(earlier, key=lambda file: (file.head.year, file.head.number), reverse=True)


def _precedes(head: IssueHead, own: IssueHead) -> bool:
    if head.year == own.year:
        return head.number < own.number
    return head.year < own.year and "" < head.date < own.date


class Neighbourhood:
    """The issues of directories, each file looked at once: for one run over many issues.

    What is written to the files afterwards is not seen. What the files of a large directory say is kept
    (`kept_heads`), so that the next run reads those alone that have changed.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._files: dict[str, dict[_Run | None, _IssueRun]] = {}
        self._by_identity: dict[str, dict[tuple[int, int] | None, IssueFile]] = {}
        self._figures: dict[str, tuple[CountedFigure, ...]] = {}
        self._own: tuple[Issue, IssueHead | None] | None = None

    def own_head(self, issue: Issue) -> IssueHead | None:
        """Return the head of the issue that is being proofread, read once for all who ask; its places may be unknown."""
        if self._own is None or self._own[0] is not issue:
            self._own = issue, self._head_beside(issue) or own_head(issue)
        return self._own[1]

    def _head_beside(self, issue: Issue) -> IssueHead | None:
        """Return what is known of the issue's file, if that has the text that was read."""
        file = self._all_beside(issue.path).get(_identity(issue.path))
        same = file and issue.sources and file.digest == digest_of(issue.sources[0].data)
        return file.head if file and same else None

    def _all_beside(self, path: str) -> dict[tuple[int, int] | None, "IssueFile"]:
        """Return the issues in the directory of one by the identities of their files."""
        self.run_of(path, None)
        return self._by_identity[os.path.dirname(path) or "."]

    def beside(self, path: str, run: "_Run | None" = None) -> list[IssueHead]:
        """Return the issues in the directory of one, by name, without itself; all or those of a run."""
        others = self.run_of(path, run)
        return [file.head for file in others.run.files if file.identity != others.itself]

    def note_figures(self, issue: Issue, figures: Iterable[CountedFigure]) -> None:
        """Note the figures of an issue that was read, for those that come after it."""
        if issue.sources:
            self._figures[digest_of(issue.sources[0].data)] = tuple(figures)

    def figures_of(self, file: "IssueFile") -> tuple[CountedFigure, ...]:
        """Return the figures of an issue beside another; it is read where it was not yet."""
        if file.digest not in self._figures:
            self._figures[file.digest] = _read_figures(file.path)
        return self._figures[file.digest]

    def run_of(self, path: str, run: "_Run | None") -> "OtherIssues":
        """Return the issues of a run in the directory of one, without itself."""
        directory = os.path.dirname(path) or "."
        if directory not in self._files:
            files = _files_in(directory)
            self._files[directory] = _by_run(files)
            self._by_identity[directory] = {file.identity: file for file in files}
        return OtherIssues(self._files[directory].get(run, _IssueRun([])), _identity(path))


_Run = tuple[str, str, bool]


class IssueFile(NamedTuple):
    """An issue of a directory: its file, the identity of it, its head, and what it counts."""

    path: str
    identity: tuple[int, int]
    head: IssueHead
    labels: frozenset[str]
    """The words before its figures of all that was counted."""
    digest: str
    """Of its bytes."""


class _IssueRun:
    """The issues of a run that have number and date, looked up by either number."""

    def __init__(self, files: list[IssueFile]) -> None:
        self.files = files
        self.by_number: dict[tuple[str, int], list[IssueFile]] = {}
        self.by_serial: dict[int, list[IssueFile]] = {}
        for file in files:
            head = file.head
            if head.number and head.date:
                self.by_number.setdefault((head.year, head.number), []).append(file)
                self.by_serial.setdefault(head.serial, []).append(file)
        self.order = sorted(self.by_number)


class OtherIssues(NamedTuple):
    """The issues of a run without one of them."""

    run: _IssueRun
    itself: tuple[int, int] | None

    def numbered(self, year: str, number: int) -> list[IssueHead]:
        """Return the issues of a number, by name."""
        return self._but_itself(self.run.by_number.get((year, number), []))

    def with_serial(self, serial: int) -> list[IssueHead]:
        """Return the issues of a running number, by name."""
        return self._but_itself(self.run.by_serial.get(serial, []))

    def next_before(self, year: str, number: int, *, counted: bool = False) -> IssueHead | None:
        """Return the issue of a year next before a number; with `counted`, the next that has a running number."""
        for at in range(bisect_left(self.run.order, (year, number)) - 1, -1, -1):
            if self.run.order[at][0] != year:
                return None
            for head in self.numbered(*self.run.order[at]):
                if head.serial or not counted:
                    return head
        return None

    def next_after(self, year: str, number: int) -> IssueHead | None:
        """Return the issue of a year next after a number."""
        for at in range(bisect_right(self.run.order, (year, number)), len(self.run.order)):
            if self.run.order[at][0] != year:
                return None
            if found := self.numbered(*self.run.order[at]):
                return found[0]
        return None

    def last_before(self, year: str) -> IssueHead | None:
        """Return the issue of earlier years with the highest running number."""
        for serial in sorted(self.run.by_serial, reverse=True):
            for head in self.with_serial(serial) if serial else ():
                if head.year < year:
                    return head
        return None

    def _but_itself(self, files: list[IssueFile]) -> list[IssueHead]:
        return [file.head for file in files if file.identity != self.itself]


def _by_run(files: Iterable[IssueFile]) -> dict[_Run | None, _IssueRun]:
    """Return the issues of each run, and under None all of them."""
    found: dict[_Run | None, list[IssueFile]] = {None: []}
    for file in files:
        found[None].append(file)
        found.setdefault(file.head.run, []).append(file)
    return {run: _IssueRun(members) for run, members in found.items()}


def _files_in(directory: str) -> list[IssueFile]:
    """Read the heads of a directory's issues, those that were kept from what was kept."""
    beside = os.path.join(directory, BULLETIN_FILE)
    shared = bytes_of_issue(beside)
    kept = KeptHeads(directory, shared)
    found: list[IssueFile] = []
    for name in yaml_names(directory):
        path = os.path.join(directory, name)
        status = _stat(path)
        if name == BULLETIN_FILE or status is None or not stat.S_ISREG(status.st_mode):
            continue
        data = bytes_of_issue(path)
        if data is None:
            continue
        digest = digest_of(data)
        known = kept.known(digest)
        if known is None:
            known = _what_it_says(SourceText(path, data), shared and SourceText(beside, shared) or None)
            kept.note(digest, known)
        if known:
            nowhere = Span(path, 1, 1)
            bulletin, series, supplement, year, number, serial, date, labels = known
            head = IssueHead(
                name, bulletin, series, supplement, year, number, serial, date, nowhere, nowhere, nowhere
            )
            identity = status.st_dev, status.st_ino
            found.append(IssueFile(path, identity, head, frozenset(labels), digest))
    kept.save()
    return found


def _what_it_says(own: SourceText, shared: SourceText | None) -> tuple[Any, ...]:
    """Return what is kept of an issue: its head without file and places, and what it counts; empty for another file."""
    head = head_in(own, shared)
    if head is None:
        return ()
    source = decode(*own, Problems())
    return *head[1:-_PLACES], sorted(labels_in(source.text if source else ""))


def _read_figures(path: str) -> tuple[CountedFigure, ...]:
    from bulletin_pdf.issue.read import read_issue

    try:
        issue, _ = read_issue(path)
    except (BulletinError, OSError):
        return ()
    return tuple(figure for _, _, figure in counted_figures(issue, passages_of(issue)))


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def _identity(path: str) -> tuple[int, int] | None:
    """Return what tells a file from all others, however it is named."""
    found = _stat(path)
    return (found.st_dev, found.st_ino) if found else None
