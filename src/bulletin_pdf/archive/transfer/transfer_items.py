"""The issues of a volume as items (件) to transfer: a file, a code, the DA/T 46 elements."""

import os
from collections.abc import Iterator

from bulletin_pdf.build import make
from bulletin_pdf.compose.archive_record import record_of, supplemented_title
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import RecordField
from bulletin_pdf.parallel import ProcessDied, processes_worth, results_in_order
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.review.evidence import ReviewEvidence, evidence_of
from bulletin_pdf.version import __version__
from bulletin_pdf.volume.plan.members import Member
from bulletin_pdf.volume.plan.volume_plan import ArchiveCode, VolumePlan

FOLDER = "电子档案"


class TransferItem(NamedTuple):
    """One item."""

    code: str
    """档号."""
    number: int
    """件号."""
    path: str
    """Of its file, below the folder that is handed over, with forward slashes."""
    data: bytes
    format: str
    maker: str
    title: str
    record: tuple[RecordField, ...]
    """DA/T 46 elements of content and form."""
    plan: VolumePlan
    problems: tuple[Problem, ...] = ()
    review: ReviewEvidence | None = None
    """What the review of the issue has left."""

    @property
    def archive(self) -> ArchiveCode:
        """What all items of its volume have in common."""
        assert self.plan.archive is not None
        return self.plan.archive


class _Made(NamedTuple):
    """The archive file of an issue, and what it says of itself."""

    data: bytes
    title: str
    record: tuple[RecordField, ...]
    problems: tuple[Problem, ...]
    review: ReviewEvidence | None = None


def items_of_volume(plan: VolumePlan, jobs: int = 1) -> Iterator[TransferItem]:
    """Make the archive file of each issue, in the order of the volume; existing PDFs are taken as they are.

    Raises `BulletinError` when an issue has errors.
    """
    issues = [member.issue for member in plan.members if member.foreign is None and member.archived is None]
    made = results_in_order(_make, issues, processes_worth(len(issues), jobs))
    for place, member in enumerate(plan.members):
        try:
            file = next(made) if member.foreign is None and member.archived is None else _existing(member)
        except ProcessDied as died:
            raise _error(Code.PROCESS_DIED, issues[died.place].path) from died
        yield _item(plan, place, member, file)


def _make(issue: Issue) -> _Made:
    problems = Problems()
    made = make(issue, problems, "archive", target=f"{os.path.splitext(os.path.basename(issue.path))[0]}.pdf")
    document = made.document
    record = document.record or record_of(issue, document.title, len(document.pages), document.lang)
    review = evidence_of(issue, problems)
    return _Made(made.data, document.title, record, tuple(problems), review)


def _existing(member: Member) -> _Made:
    """Take an archive file, or a PDF made elsewhere, as it is."""
    data = read_plain(member.path)
    issue = member.issue
    pages = len(member.foreign.pages) if member.foreign else 0
    title = f"{issue.masthead.name.text}{member.full_label}"
    fields = record_of(issue, title, pages, "zh-CN")
    return _Made(data, title, tuple(field for field in fields if field.values != ("0",)), ())


def _item(plan: VolumePlan, place: int, member: Member, file: _Made) -> TransferItem:
    archive = plan.archive
    assert archive is not None
    code = archive.of(plan.year, place)
    foreign = member.foreign is not None
    return TransferItem(
        code,
        archive.first + place,
        f"{FOLDER}/{plan.year}/{code}.pdf",
        file.data,
        "PDF" if foreign else "PDF/A-3a",
        "" if foreign else f"bulletin_pdf {__version__}",
        supplemented_title(file.title, member.issue),
        file.record,
        plan,
        file.problems,
        file.review,
    )


def _error(code: str, path: str) -> BulletinError:
    problems = Problems()
    problems.add(code, None, file=path)
    return BulletinError(problems)
