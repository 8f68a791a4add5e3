"""The result of reading one file of an archive."""

from bulletin_pdf.archive.catalogue.issue_records import HoldingKind, IssueRecord
from bulletin_pdf.input_states import InputState, note_files
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem


class HoldingRead(NamedTuple):
    """What one file of an archive holds."""

    kind: HoldingKind
    records: tuple[IssueRecord, ...] = ()
    seen: tuple[InputState, ...] = ()
    """Everything that was read for it, in the state it had then."""
    problems: tuple[Problem, ...] = ()
    members: tuple[str, ...] = ()
    """Of a volume's YAML: the files of its issues that are files of their own."""


def not_read(path: str, code: str) -> HoldingRead:
    """Return what a file holds that cannot be read; `code` is the problem that says why."""
    found = Problem(Code.HOLDING_NOT_READ, None, (("file", path), ("code", code)))
    return HoldingRead("other", (), note_files((path,)), (found,))
