"""An archive file is made again from its embedded source and compared.

The source and the lock inside are taken out into a directory of their own and typeset again. Where
the result differs, the first page that does is named, and what the locks say of the reason.
"""

import json
import os
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from time import perf_counter

from bulletin_pdf.build import with_sources
from bulletin_pdf.compose.design import design_for
from bulletin_pdf.fonts.face import file_digest
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.vocabulary import FONTS
from bulletin_pdf.laid_out_source import lay_out_issue, shown
from bulletin_pdf.lock_record import (
    LOCK_NAME,
    VOLUME_LOCK_FORMAT,
    IssueLock,
    Lock,
    LockedFont,
    format_of,
    read_issue_lock,
)
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.revisions import unsigned_revision
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.signing.judge_signatures import judge_signatures
from bulletin_pdf.signing.signature_states import Signature
from bulletin_pdf.typeset_issue import open_fonts, typeset


class Verdict(NamedTuple):
    """What came of it."""

    problems: Problems
    pages: int
    seconds: float
    identical: bool
    """Whether the file, as it was before it was signed, is what comes out now."""
    signatures: tuple[Signature, ...] = ()


class Trust(NamedTuple):
    """How signatures are judged: roots that are trusted, as DER, and the time; None for that of the clock."""

    roots: Sequence[bytes] = ()
    now: datetime | None = None


class Remade(NamedTuple):
    """The file as it comes out now."""

    data: bytes
    lock: Lock
    book: FontBook


Unpack = Callable[[ForeignPdf, str, str, Problems, str], str]
"""`unpack`, or what does the same for more kinds of archive files."""


def verify(
    path: str, data: bytes, files: str = "", unpack_as: "Unpack | None" = None, trust: Trust = Trust()
) -> Verdict:
    """Make an archive file again from what is inside it, and judge its signatures; `path` is what it is called.

    The office's own fonts, which are not inside, are looked for in `files`, the directory the
    issue lay in, and next to the PDF.
    """
    started, problems, pages = perf_counter(), Problems(), 0
    try:
        existing = ForeignPdf(data)
        pages = existing.page_count
        with tempfile.TemporaryDirectory(prefix="bulletin-verify-") as root:
            (unpack_as or unpack)(existing, path, os.path.realpath(root), problems, files)
    except ForeignPdfError as error:
        problems.add(
            Code.ARCHIVE_NOT_READ, None, file=path, why=Term(f"pdf {error.fault}"), detail=error.detail
        )
    identical = not len(problems)
    signed = judge_signatures(data, path, trust.roots, trust.now)
    for problem in signed.problems:
        problems.include(problem)
    return Verdict(problems, pages, perf_counter() - started, identical, signed.signatures)


def as_made(existing: ForeignPdf) -> ForeignPdf:
    """Return a file as it was made, before it was signed: that revision is compared."""
    data = unsigned_revision(existing.data)
    return existing if len(data) == len(existing.data) else ForeignPdf(data)


def has_source(existing: ForeignPdf) -> bool:
    """Whether a file carries its source and lock, as archive files of single issues do."""
    inside = existing.attachments()
    return LOCK_NAME in inside and format_of(inside) != VOLUME_LOCK_FORMAT


def unpack(existing: ForeignPdf, path: str, root: str, problems: Problems, files: str = "") -> str:
    """Lay out in `root` what an archive file was set from, set it again and compare.

    Gives the path of the issue, empty when it could not be laid out; it is the file's true
    source only when no problem was added. `ForeignPdfError` when the file cannot be read.
    """
    existing = as_made(existing)
    laid = lay_out_issue(existing, path, root, problems, files)
    if not laid.source or laid.lock is None:
        return laid.source
    remade = _remake(laid.source, laid.lock, path, problems)
    if remade is not None and remade.data != existing.data:
        explain(existing, laid.lock, remade, path, problems)
    return laid.source


# The lock


# The source


def _remake(source: str, lock: IssueLock, path: str, problems: Problems) -> Remade | None:
    """Set the issue again; what is wrong with it is reported for the file inside the PDF."""
    shared = os.path.join(os.path.dirname(source), *lock.shared.file.split("/")) if lock.shared else ""
    try:
        issue, found = read_issue(source, os.path.normpath(shared) if shared else "")
        book = open_fonts(issue, found)
        document = typeset(issue, design_for(issue, found), book, found)
        found.raise_if_errors()
    except BulletinError as error:
        problems.add(Code.ENCLOSED_SOURCE_UNUSABLE, None, file=path)
        for problem in error.problems.errors:
            span = problem.span
            if span is not None:
                span = span._replace(path=f"{path}#{os.path.basename(span.path)}")
            problems.include(problem._replace(span=span))
        return None
    profile = PROFILES[lock.edition]
    document = with_sources(document, issue, book, profile)
    locks = [file.data for file in document.attachments if file.name == LOCK_NAME]
    if not locks:
        problems.add(Code.ENCLOSED_FILE_CHANGED, None, file=path, inside=LOCK_NAME)
        return None
    return Remade(render(document, profile, book), read_issue_lock(json.loads(locks[0])), book)


# The difference


_CATALOG_PARTS = {
    "/AF": "pdf attachments",
    "/Names": "pdf attachments",
    "/Metadata": "pdf metadata",
    "/Info": "pdf metadata",
    "/Outlines": "pdf outline",
    "/PageLabels": "pdf labels",
    "/StructTreeRoot": "pdf tags",
}


def explain(existing: ForeignPdf, lock: Lock, remade: Remade, path: str, problems: Problems) -> None:
    """Report how a file differs from the result of its source now, and possible reasons."""
    if existing.data.startswith(remade.data):
        problems.add(Code.BYTES_APPENDED, None, file=path, count=len(existing.data) - len(remade.data))
        return
    again = ForeignPdf(remade.data)
    if (page := _first_page(existing, again)) is not None:
        problems.add(Code.PAGE_DIFFERS, None, file=path, page=page.number, what=Term(page.part))
    elif existing.page_count != again.page_count:
        problems.add(
            Code.PAGE_COUNT_DIFFERS, None, file=path, count=existing.page_count, expected=again.page_count
        )
    elif part := _first_part(existing, again):
        problems.add(Code.OTHER_PART_DIFFERS, None, file=path, what=Term(part))
    else:
        problems.add(Code.BYTES_DIFFER, None, file=path)
    _give_reasons(lock, remade, problems)


class _PageDifference(NamedTuple):
    number: int
    part: str


def _first_page(one: ForeignPdf, other: ForeignPdf) -> _PageDifference | None:
    """Find the first page that differs: in what stands on it, else in fonts or pictures.

    All pages share their fonts; a page set differently changes them for those before it too.
    """
    pairs = [
        (number + 1, one.page_facts(number), other.page_facts(number))
        for number in range(min(one.page_count, other.page_count))
    ]
    for parts in (("content", "size", "links"), ("pictures",), ("fonts",)):
        for number, here, there in pairs:
            for part in parts:
                if getattr(here, part) != getattr(there, part):
                    return _PageDifference(number, f"pdf {part}")
    return None


def _first_part(one: ForeignPdf, other: ForeignPdf) -> str:
    here, there = one.document_facts(), other.document_facts()
    for key in sorted(here.keys() | there.keys()):
        if here.get(key) != there.get(key):
            return _CATALOG_PARTS.get(key, "pdf catalog")
    return ""


def _give_reasons(lock: Lock, remade: Remade, problems: Problems) -> None:
    """Say what else is different now; when nothing is, the file was changed by hand."""
    before = len(problems)
    for name in {**lock.program, **remade.lock.program}:
        was, now = (side.program.get(name, "—") for side in (lock, remade.lock))
        if was != now:
            problems.add(Code.VERSION_DIFFERS, None, name=shown(name), was=shown(was), now=now)
    for font in lock.fonts:
        if _is_another(font, remade):
            named = Term(f"role {font.role}") if font.role in FONTS.by_name else shown(font.role)
            problems.add(Code.FACE_DIFFERS, None, file=shown(font.file), role=named)
    for name, digest in lock.icc.items():
        if remade.lock.icc.get(name) != digest:
            problems.add(Code.PROFILE_DIFFERS, None, file=shown(name))
    if len(problems) == before:
        problems.add(Code.NOTHING_CHANGED_SINCE)


def _is_another(font: LockedFont, remade: Remade) -> bool:
    """Whether a face of the lock is another one here, by its file as it lies on this machine."""
    if font not in remade.lock.fonts:
        return True
    if not font.shipped:
        return False
    paths = [entry.path for role in remade.book.roles() for entry in remade.book.chain(role) if entry.shipped]
    named = [path for path in paths if os.path.basename(path) == font.file]
    return not named or file_digest(named[0]) != font.sha256
