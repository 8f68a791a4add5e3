"""The pipeline: an issue's YAML → pages → a file. `publish` runs all of it."""

import os
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from bulletin_pdf.compose.design import Design, area_of, design_for, usual_area
from bulletin_pdf.design.model import red_in_text
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.input_states import InputState, note_files, note_listing
from bulletin_pdf.issue.issue_files import named_files, note_issue_files
from bulletin_pdf.issue.kept_reports import KeptReports
from bulletin_pdf.issue.model import Change, Issue
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue_attestation import (
    Edition,
    ProofNotes,
    attest_issue,
    certificate_of,
    report_outdated_side_files,
)
from bulletin_pdf.layout.galley_cache import GalleyCache
from bulletin_pdf.layout.typesetter import Typesetter, TypesettingTables
from bulletin_pdf.messages import Language
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document
from bulletin_pdf.pdf.profile import PROFILES, Profile
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.press.edition import for_press
from bulletin_pdf.press.options import (
    Copy,
    PrintOptions,
    is_for_press,
    is_numbered,
    option_files,
    press_profile,
)
from bulletin_pdf.press.quick_checks import check_document
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems
from bulletin_pdf.safe_files import Staged, Stored
from bulletin_pdf.typeset_issue import open_fonts, typeset
from bulletin_pdf.yamldoc.source import SourceText

if TYPE_CHECKING:
    from bulletin_pdf.pdf.write.font_cache import KeptParts
    from bulletin_pdf.proof.neighbours import Neighbourhood
    from bulletin_pdf.proof.proofread import Proofread


PathOrText = str | os.PathLike[str] | SourceText
"""The path of an issue, or its text."""

BookFor = Callable[[Issue, Problems], FontBook]
"""Gives the font book an issue is set from, and notes what is wrong with its faces."""


class Outcome(NamedTuple):
    """What was written, what was found, how long it took."""

    path: str
    pages: int
    size: int
    seconds: float
    problems: tuple[Problem, ...]
    changes: tuple[Change, ...]
    notes: tuple[str, ...] = ()
    read: tuple[InputState, ...] = ()
    """The state of every file it was made from."""
    stored: tuple[Stored, ...] = ()
    """The files written: the PDF, and what goes with it."""


class Ticket(NamedTuple):
    """A job ticket (付印单): the record as JSON, and the page as PDF."""

    record: bytes
    page: bytes


class Made(NamedTuple):
    """An issue made into an edition, in memory."""

    data: bytes
    document: Document
    """The pages as they are in the file."""
    certificate: bytes = b""
    """Empty unless the options ask for one."""
    ticket: Ticket | None = None
    """None unless the options ask for one and the edition is for the press."""
    read: tuple[InputState, ...] = ()
    """What was read after the issue, in the state it had then."""


class Tools(NamedTuple):
    """What is kept open from setting to setting; nothing of it changes what comes out."""

    book_for: BookFor | None = None
    galleys: GalleyCache | None = None
    parts: "KeptParts | None" = None
    tables_for: Callable[[FontBook], TypesettingTables] = TypesettingTables
    """Gives what is kept for a font book."""
    reports: KeptReports | None = None


def publish(
    source: PathOrText,
    target: str,
    edition: str = "print",
    options: PrintOptions = PrintOptions(),
    *,
    bulletin: str | None = None,
    tools: Tools = Tools(),
    seen: tuple[InputState, ...] = (),
) -> Outcome:
    """Read an issue, set it, number it, and write it as an edition.

    `bulletin` is the bulletin.yaml to read with it, empty for none; left out, it is looked for. With a
    text, `seen` is the state its file had when it was read.
    Raises `BulletinError` with every problem when the material has errors; nothing is
    written then. Machine failures stay `OSError`.
    """
    started = perf_counter()
    read = note_issue_files(source.path if isinstance(source, SourceText) else str(source))
    # The state of the file as it was read comes before the state it has now.
    read = tuple({(each.kind, each.path): each for each in (*read, *seen)}.values())
    issue, problems = read_issue(source, bulletin, tools.reports)
    made = make(issue, problems, edition, options, target=target, tools=tools)
    stored = store(made, target, problems)
    return Outcome(
        target,
        len(made.document.pages),
        len(made.data),
        perf_counter() - started,
        tuple(problems),
        issue.changes,
        read=(*read, *made.read),
        stored=stored,
    )


class SetEdition(NamedTuple):
    """An issue set as an edition, before it is written."""

    document: Document
    """Its pages, each copy and pages of notes among them."""
    single: Document
    """The pages of one copy."""
    facts: Edition
    read: tuple[InputState, ...]
    """What was read after the issue, in the state it had then."""


def set_edition(
    issue: Issue,
    problems: Problems,
    edition: str = "print",
    options: PrintOptions = PrintOptions(),
    *,
    target: str,
    tools: Tools = Tools(),
) -> SetEdition:
    """Set an issue and number it for an edition; what is noticed goes to `problems`.

    Raises `BulletinError` with every problem when the material has errors.
    """
    read = note_files((*named_files(issue), *option_files(options)))
    book = (tools.book_for or open_fonts)(issue, problems)
    tables = tools.tables_for(book)
    design = design_for(issue, problems)
    profile = press_profile(PROFILES[edition], options, problems)
    copies = numbered_copies(profile, options, issue, problems)
    numbered = with_number_space(issue) if copies else issue
    whole = typeset(numbered, design, book, problems, tools.galleys, tables)
    if is_for_press(profile):
        check_document(whole, profile, area_of(design.house) or usual_area(), book, problems)
        if profile.part != "whole" and (red := red_in_text(issue.design)):
            from bulletin_pdf.design.key_names import style_name

            problems.add(Code.RED_TEXT_NOT_ON_PAPER, None, styles=tuple(map(style_name, red)))
            problems.raise_if_errors()
    single = for_press(whole, profile, options, os.path.basename(target), book, problems)
    document = single
    if copies:
        from bulletin_pdf.press.copies import with_copies

        document = with_copies(
            document, copies, issue, design, Typesetter(book, design.rules, problems, tables)
        )
    problems.raise_if_errors()
    facts = Edition(profile, options, target, book, whole, len(single.pages), copies)
    if profile.proofread:
        read += note_listing(os.path.dirname(issue.path))
        document, notes = as_proof(document, issue, design, book, problems, options.lang)
        facts = facts._replace(notes=notes)
    return SetEdition(document, single, facts._replace(printed=document.pages), read)


def make(
    issue: Issue,
    problems: Problems,
    edition: str = "print",
    options: PrintOptions = PrintOptions(),
    *,
    target: str,
    tools: Tools = Tools(),
    prove: bool = True,
) -> Made:
    """Set an issue and make it into the file of an edition; what is noticed goes to `problems`.

    `target` is the path the file will have: slug lines, tickets and certificates name it. Without `prove`
    the text of the file is not read back and compared, which is good for a preview alone.
    Raises `BulletinError` with every problem when the material has errors.
    """
    ready = set_edition(issue, problems, edition, options, target=target, tools=tools)
    facts = ready.facts
    document = with_sources(ready.document, issue, facts.book, facts.profile)
    data = render(document, facts.profile, facts.book, kept=tools.parts)
    proof = attest_issue(data, issue, facts, problems) if prove else None
    certificate = certificate_of(proof, issue, facts) if options.certificate and proof is not None else b""
    ticket = None
    if options.ticket and is_for_press(facts.profile):
        ticket = ticket_for(data, ready.single, issue, facts)
    return Made(data, document, certificate, ticket, ready.read)


def store(made: Made, target: str, problems: Problems) -> tuple[Stored, ...]:
    """Write a file and what goes with it, all together; return what was written."""
    stem = target[:-4] if target.lower().endswith(".pdf") else target
    with Staged() as staged:
        staged.store(target, made.data)
        if made.certificate:
            from bulletin_pdf.attest.certificate import certificate_path

            staged.store(certificate_path(target), made.certificate, about=True)
        if made.ticket is not None:
            staged.store(f"{stem}.ticket.json", made.ticket.record, about=True)
            staged.store(f"{stem}.ticket.pdf", made.ticket.page, about=True)
    report_outdated_side_files(staged.stored, problems)
    return staged.stored


def as_proof(
    document: Document, issue: Issue, design: Design, book: FontBook, noticed: Problems, lang: Language = "zh"
) -> tuple[Document, ProofNotes]:
    """Proofread an issue and mark on its pages what was found; faults of the text do not stop a proof."""
    import hashlib

    from bulletin_pdf.proof.proofread import proofread
    from bulletin_pdf.proof.sheet import Stamp, proof_sheet

    found = tuple(proofread(issue, noticed).problems)
    own = issue.sources[0]
    stamp = Stamp(os.path.basename(own.path), hashlib.sha256(own.data).hexdigest())
    typesetter = Typesetter(book, design.rules, Problems())
    return proof_sheet(
        document, found, issue, design.columned, design.body.size, typesetter, stamp, lang
    ), ProofNotes(stamp, found)


def numbered_copies(
    profile: Profile, options: PrintOptions, issue: Issue, problems: Problems
) -> tuple[Copy, ...]:
    """Return the copies to number, as many as 版记 says; only editions with black text have numbers."""
    if not is_for_press(profile) or profile.part == "red alone":
        return ()
    if not is_numbered(options):
        return ()
    from bulletin_pdf.press.copies import check_run, read_recipients

    copies = read_recipients(options.copies_from, problems) if options.copies_from else options.copies
    check_run(copies, issue, problems)
    return copies


def ticket_for(data: bytes, document: Document, issue: Issue, made: Edition) -> Ticket:
    """Return the job ticket of a file; `document` has the pages of one copy."""
    import hashlib
    import json

    from bulletin_pdf.press.ticket import TicketFile, as_record, job_of, ticket_page

    file = TicketFile(os.path.basename(made.target), hashlib.sha256(data).hexdigest())
    run = len(made.copies) or issue.distribution.copies
    job = job_of(document, made.profile, file, issue.distribution, run)
    lang = made.options.lang
    record = json.dumps(as_record(job, lang), ensure_ascii=False, indent=2) + "\n"
    page = render(ticket_page(job, made.book, lang), PROFILES["print"], made.book)
    return Ticket(record.encode("utf-8"), page)


def with_number_space(issue: Issue) -> Issue:
    """Leave room for 份号 in the masthead."""
    return issue._replace(masthead=issue.masthead._replace(copy_number="", copy_numbers=True))


def with_sources(document: Document, issue: Issue, book: FontBook, profile: Profile) -> Document:
    """Put the source and the lock inside where the edition carries them."""
    if not profile.attachments or profile.intent is None:
        return document
    from bulletin_pdf.lock import ProductionSettings, attach_sources

    return attach_sources(document, issue, book, ProductionSettings(profile.name, profile.intent.profile))


def inspect(
    source: PathOrText,
    tools: Tools = Tools(),
    bulletin: str | None = None,
    beside: "Neighbourhood | None" = None,
) -> "Proofread":
    """Read, set and proofread an issue without writing it; return all that was found.

    Who inspects many issues hands in one `beside`, so that their directory is looked at once.
    Raises `BulletinError` when its text cannot be read as an issue.
    """
    from bulletin_pdf.proof.proofread import proofread

    issue, problems = read_issue(source, bulletin, tools.reports)
    book = (tools.book_for or open_fonts)(issue, problems)
    typeset(issue, design_for(issue, problems), book, problems, tools.galleys, tools.tables_for(book))
    return proofread(issue, problems, beside)
