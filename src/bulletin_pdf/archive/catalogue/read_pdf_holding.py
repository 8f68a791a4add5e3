"""One PDF of an archive → the records of its issues: from the embedded source, else page by page."""

import os
import tempfile
from collections.abc import Iterator, Sequence

from bulletin_pdf.archive.catalogue.holding_results import HoldingRead, not_read
from bulletin_pdf.archive.catalogue.index_issue import described, record_of_set, report_records
from bulletin_pdf.archive.catalogue.issue_records import IssueRecord, TextPassage, TextPassageKind
from bulletin_pdf.input_states import note_files
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.laid_out_source import MAX_BYTES, lay_out_issue
from bulletin_pdf.lock_record import LOCK_NAME, VOLUME_LOCK_FORMAT, format_of
from bulletin_pdf.messages import Detail
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.recognised_pages import recognised_pages
from bulletin_pdf.pdf.readback.file_text import UnmappedError, UnreadableError, read_back
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.press.preflight.recognise import is_ours
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems
from bulletin_pdf.volume.files.verify_volume import bulletins_below, lay_out_volume
from bulletin_pdf.volume.plan.members import Member
from bulletin_pdf.volume.plan.read_plan import read_plan

_MAX_TEXT = 200_000
"""Characters of one page; a bulletin's has two thousand."""
_NUMBER = pattern(r"第([0-9]{1,5})期")
_DATE = pattern(r"((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_NAMED = pattern(r"((?:19|20)[0-9]{2})(?:[-_.年第 ]+0*([0-9]{1,3})(?![0-9]))?")
"""Year and number in a file's name: 2013-07, 2013年第7期."""


def read_pdf(path: str) -> HoldingRead:
    """Read a PDF; raises `BulletinError` when the source inside has errors."""
    seen = note_files((path,))
    try:
        if os.path.getsize(path) > MAX_BYTES:
            raise ForeignPdfError("too large")
        return _read(ForeignPdf(read_plain(path), lenient=True), path)._replace(seen=seen)
    except ForeignPdfError:
        return not_read(path, Code.ARCHIVE_NOT_READ)


def _read(foreign: ForeignPdf, path: str) -> HoldingRead:
    inside = foreign.attachments()
    if LOCK_NAME in inside:
        found = _volume(foreign, path) if format_of(inside) == VOLUME_LOCK_FORMAT else _issue(foreign, path)
        if found is not None:
            return found
    elif is_ours(foreign):
        # Print and screen editions, covers, sheets, tickets: their issues are there as YAML or archive file.
        return HoldingRead("other")
    record = _by_pages(foreign, path)
    return HoldingRead("pdf", (record,), (), tuple(_missed(record)))


def _missed(record: IssueRecord) -> Iterator[Problem]:
    """Report what nobody will find: B231 no year, B232 pages without text."""
    if not record.year:
        yield Problem(Code.HOLDING_UNPLACED, None, (("file", record.path),))
    silent = {*range(1, record.pages + 1)} - {passage.page for passage in record.passages}
    if silent:
        details: tuple[tuple[str, Detail], ...] = (("file", record.path), ("count", len(silent)))
        yield Problem(Code.PAGES_WITHOUT_TEXT, None, details)


# Archive files ------------------------------------------------------------------------------


def _issue(foreign: ForeignPdf, path: str) -> HoldingRead | None:
    """Read the archive file of an issue by the source inside; None when it cannot be laid out."""
    with tempfile.TemporaryDirectory(prefix="bulletin-catalogue-") as made:
        root, problems = os.path.realpath(made), Problems()
        source, lock = lay_out_issue(foreign, path, root, problems)
        if not source or lock is None:
            return None
        shared = (
            os.path.normpath(os.path.join(os.path.dirname(source), lock.shared.file)) if lock.shared else ""
        )
        issue, _ = read_issue(source, shared)
        record = record_of_set(path, "archive", issue, _page_texts(foreign))
    return HoldingRead("archive", (record._replace(path=path),))


def _page_texts(foreign: ForeignPdf) -> list[str]:
    try:
        return [page.text for page in read_back(foreign.data).pages]
    except (UnreadableError, UnmappedError):
        return []


def _volume(foreign: ForeignPdf, path: str) -> HoldingRead | None:
    """Read all issues of an archived volume by the sources inside; None when they cannot be laid out."""
    with tempfile.TemporaryDirectory(prefix="bulletin-catalogue-") as made:
        root = os.path.realpath(made)
        source, lock = lay_out_volume(foreign, path, root, Problems())
        if not source or lock is None:
            return None
        plan = read_plan(source, Problems(), 1, bulletins_below(root, lock))
        records = tuple(_of_member(member, path) for member in plan.members)
    return HoldingRead("volume", records)


def _of_member(member: Member, path: str) -> IssueRecord:
    if member.foreign is not None:
        return described_record(member)._replace(path=path, kind="volume")
    return record_of_set(path, "volume", member.issue)


# PDFs without a source ----------------------------------------------------------------------


def described_record(member: Member) -> IssueRecord:
    """Take the record of a PDF that a volume's YAML describes: what it says there, and the text of the pages."""
    assert member.foreign is not None
    path = member.foreign.path
    record = described(path, "listed", member.issue)
    reports = tuple(report_records(member.issue, member.foreign.starts))
    titles = [
        TextPassage(
            "title", place, report.page, f"{report.city}：{report.title}" if report.city else report.title
        )
        for place, report in enumerate(reports, start=1)
    ]
    foreign = ForeignPdf(read_plain(path), lenient=True)
    pages = _pages(foreign, [report.page for report in reports])
    return record._replace(
        pages=len(member.foreign.pages), reports=reports, passages=(*titles, *pages), title=_titled(record)
    )


def _titled(record: IssueRecord) -> str:
    return f"{record.title} {record.series}{record.label}".rstrip()


def _by_pages(foreign: ForeignPdf, path: str) -> IssueRecord:
    """Take the record of a PDF that nothing describes; number and date are looked for on its first page and in its name."""
    passages = tuple(_pages(foreign))
    first = "".join("".join(p.text for p in passages if p.page == 1).split())
    stem = os.path.splitext(os.path.basename(path))[0]
    number, date, named = _NUMBER.search(first), _DATE.search(first), _NAMED.search(stem)
    year = int(date[1]) if date else int(named[1]) if named else 0
    numbered = int(number[1]) if number else int(named[2]) if named and named[2] else None
    iso = "-".join((date[1], date[2].zfill(2), date[3].zfill(2))) if date else ""
    label = f"第{numbered}期" if numbered is not None else stem
    return IssueRecord(
        path, "pdf", "", "", False, year, numbered, None, label, iso, "", "", "", stem, foreign.page_count,
        passages=passages,
    )  # fmt: skip


def _pages(foreign: ForeignPdf, starts: Sequence[int] = ()) -> Iterator[TextPassage]:
    """Return the text of each page that has any, with the report that began last; lines between hanzi are joined."""
    recognised = recognised_pages(foreign)
    for page in range(1, foreign.page_count + 1):
        try:
            text = _joined(foreign.page_text(page - 1)[:_MAX_TEXT])
        except ForeignPdfError:
            text = ""
        if text:
            kind: TextPassageKind = "recognised" if page in recognised else "page"
            yield TextPassage(kind, sum(start <= page for start in starts), page, text)


_HAN_BREAK = pattern(r"(?<=[^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])")


def _joined(text: str) -> str:
    return " ".join(_HAN_BREAK.sub("", text).split())
