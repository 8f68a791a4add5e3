"""Reading the issues of a volume, in one process or in several."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bulletin_pdf.input_states import InputState, note_files
from bulletin_pdf.issue.issue_files import named_files, note_issue_files
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.parallel import ProcessDied, processes_worth, results_in_order
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems


class ReadIssue(NamedTuple):
    """What reading one issue gives; no issue when there are errors."""

    issue: Issue | None
    problems: Problems
    seen: tuple[InputState, ...] = ()
    """Everything that was read for it, in the state it had then."""


class _Wanted(NamedTuple):
    """An issue to be read, and the bulletin.yaml to read with it: None to look for it, empty for none."""

    path: str
    bulletin: str | None = None


def read_issues(
    paths: Sequence[str],
    jobs: int,
    bulletins: Mapping[str, str] | None = None,
    own: Iterable[object] = (),
) -> Iterator[ReadIssue]:
    """Read issues, `jobs` at once at most; results come in the order of the paths.

    `bulletins` says which bulletin.yaml each shares, by absolute paths; left out, they are looked for. The steps of `own`
    are done in this process while others begin.
    """
    wanted = [
        _Wanted(path, None if bulletins is None else bulletins.get(os.path.abspath(path), ""))
        for path in paths
    ]
    made = results_in_order(_read, wanted, processes_worth(len(paths), jobs), own)
    try:
        yield from made
    except ProcessDied as died:
        problems = Problems()
        problems.add(Code.PROCESS_DIED, None, file=paths[died.place])
        raise BulletinError(problems) from died


def _read(wanted: _Wanted) -> ReadIssue:
    seen = note_issue_files(wanted.path)
    try:
        issue, problems = read_issue(wanted.path, wanted.bulletin)
    except BulletinError as error:
        return ReadIssue(None, error.problems, seen)
    return ReadIssue(issue, problems, (*seen, *note_files(named_files(issue))))
