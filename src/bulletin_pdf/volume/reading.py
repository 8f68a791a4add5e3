"""Reading the issues of a volume, in one process or in several."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bulletin_pdf.diagnostics import BulletinError, Problems
from bulletin_pdf.issue.files import named_files, see_issue
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.volume.forked import ProcessDied, in_order, worth
from bulletin_pdf.witness import Seen, see_files


class ReadIssue(NamedTuple):
    """What reading one issue gives; no issue when there are errors."""

    issue: Issue | None
    problems: Problems
    seen: tuple[Seen, ...] = ()
    """Everything that was read for it, as it was then."""


def read_issues(paths: Sequence[str], jobs: int) -> Iterator[ReadIssue]:
    """Read issues, `jobs` at once at most; results come in the order of the paths."""
    made = in_order(_read, paths, worth(len(paths), jobs))
    try:
        yield from made
    except ProcessDied as died:
        problems = Problems()
        problems.add("B880", None, file=paths[died.place])
        raise BulletinError(problems) from died


def _read(path: str) -> ReadIssue:
    seen = see_issue(path)
    try:
        issue, problems = read_issue(path)
    except BulletinError as error:
        return ReadIssue(None, error.problems, seen)
    return ReadIssue(issue, problems, (*seen, *see_files(named_files(issue))))
