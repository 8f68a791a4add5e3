"""Checks of a finished file before it is written: its text must be that of the issue."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bulletin_pdf.attest.attestation import Attestation, attest, read_file_text
from bulletin_pdf.attest.compare import WordingUnit
from bulletin_pdf.attest.head_wording import outside_of
from bulletin_pdf.attest.issue_wording import wording_of
from bulletin_pdf.attest.page_furniture import PAGE, PageFurniture
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.messages import say
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Page
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pdf.readback.file_text import Readback
from bulletin_pdf.pdf.text_places import text_places
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.press.edition import for_press
from bulletin_pdf.press.options import Copy, PrintOptions, is_for_press
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems
from bulletin_pdf.safe_files import Stored

if TYPE_CHECKING:
    from bulletin_pdf.proof.sheet import Stamp


_PAPERS = ("certificate", "ticket")
_MAX_PAPER = 64 << 20
"""Bytes; the certificate of ten years has a twentieth."""


class ProofNotes(NamedTuple):
    """What a proof carries besides the pages: its stamp, and what proofreading found."""

    stamp: "Stamp"
    found: tuple[Problem, ...]


class Edition(NamedTuple):
    """What an issue was made into."""

    profile: Profile
    options: PrintOptions
    target: str
    book: FontBook
    document: Document
    """The issue as it was set, before it was made into this edition."""
    pages: int
    """How many of its pages the edition has, each copy and pages of notes not counted."""
    copies: tuple[Copy, ...] = ()
    notes: ProofNotes | None = None
    printed: tuple[Page, ...] = ()
    """Its pages as the file has them; none where the places of their text are not compared."""


def attest_issue(data: bytes, issue: Issue, edition: Edition, problems: Problems) -> Attestation | None:
    """Prove a file of one issue; None for the sheet that adjusts printers, which says nothing of it.

    Raises `BulletinError` when the file does not say what the issue says.
    """
    if edition.options.registration and is_for_press(edition.profile):
        return None
    proof = None
    readback = read_file_text(data, problems)
    if readback is not None:
        units = _units(readback, issue, edition)
        numbers = tuple(copy.number for copy in edition.copies)
        places = [text_places(page) for page in edition.printed]
        furniture = _furniture(edition)
        proof = attest(data, readback, units, furniture, edition.book, problems, numbers, places)
    problems.raise_if_errors()
    return proof


def _units(readback: Readback, issue: Issue, edition: Edition) -> list[WordingUnit]:
    wording = wording_of(issue, edition.profile.part, copy_number=not edition.copies)
    count = edition.pages
    # The red head alone carries no number.
    outside = outside_of(issue, edition.profile.part)
    units = [WordingUnit(wording, count, title=edition.document.title, outside=outside)]
    if edition.notes is not None:
        from bulletin_pdf.attest.notes_wording import notes_wording

        pages = readback.pages[count:]
        printed = "".join("".join(page.text.split()) for page in pages)
        said = notes_wording(printed, edition.notes.found, edition.options.lang)
        if pages:
            units.append(
                WordingUnit(
                    said, len(pages), numbered=False, title=say(edition.options.lang, "sheet", "head")
                )
            )
    return units


def _furniture(edition: Edition) -> PageFurniture:
    profile, options = edition.profile, edition.options
    if edition.notes is not None:
        from bulletin_pdf.proof.sheet import stamp_words

        stamp = stamp_words(edition.notes.stamp, len(edition.notes.found), options.lang)
        return PageFurniture(proof=edition.pages, stamp="".join(stamp.split()))
    return PageFurniture(slug=slug_of(edition.document, profile, options, edition.target, edition.book))


def slug_of(document: Document, profile: Profile, options: PrintOptions, target: str, book: FontBook) -> str:
    """Return what the slug line of an edition says, white space left out; empty where there is none."""
    if not options.marks or not is_for_press(profile):
        return ""
    from bulletin_pdf.press.marks import Slug, slug_words

    file = os.path.basename(target)
    bare = for_press(document, profile, options._replace(marks=False), file, book, Problems())
    return "".join(slug_words(bare, Slug(file, bare.title, bare.date), profile, PAGE).split())


def report_outdated_side_files(stored: Iterable[Stored], problems: Problems) -> None:
    """Warn of certificates and tickets next to new files that belong to earlier files of their names."""
    written = {file.path for file in stored}
    for file in stored:
        stem, ending = os.path.splitext(file.path)
        for kind in _PAPERS if ending.lower() == ".pdf" else ():
            paper = f"{stem}.{kind}.json"
            if paper not in written and not _speaks_of(paper, file.digest):
                problems.add(Code.SIDE_FILE_OUTDATED, None, file=paper, pdf=os.path.basename(file.path))


def _speaks_of(paper: str, digest: str) -> bool:
    """Whether a file names this digest; one that is not there, or is none of ours, belongs to nothing else."""
    try:
        data = read_plain(paper, _MAX_PAPER)
    except (OSError, ValueError):
        return True
    return digest.encode() in data or b'"sha256"' not in data


def certificate_of(proof: Attestation, issue: Issue, edition: Edition) -> bytes:
    """Return the certificate of a proof, with an account of its sources."""
    from bulletin_pdf.attest.certificate import CertificateSubject, write_certificate
    from bulletin_pdf.attest.source_account import accounts_of, read_of
    from bulletin_pdf.lock import libraries

    source, versions = issue.sources[0], tuple(libraries().items())
    accounts = accounts_of(read_of(issue), source.path)
    subject = CertificateSubject(
        source, edition.target, edition.profile.name, issue.changes, versions, accounts
    )
    return write_certificate(proof, subject)
