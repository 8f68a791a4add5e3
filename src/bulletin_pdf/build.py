"""The pipeline: an issue's YAML → pages → a file, readable from top to bottom."""

import os
from collections.abc import Callable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from bulletin_pdf.compose.bulletin import Composition, compose
from bulletin_pdf.compose.design import Design, design_for
from bulletin_pdf.compose.record import record_of
from bulletin_pdf.diagnostics import Problem, Problems
from bulletin_pdf.files import Staged, Stored
from bulletin_pdf.fonts.book import FontBook, open_book
from bulletin_pdf.fonts.fault import FontFaultError
from bulletin_pdf.issue.files import named_files, see_issue
from bulletin_pdf.issue.model import Change, Issue
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.vocabulary import FONTS, ISSUE, called
from bulletin_pdf.layout.block import FigureBlock, TextBlock
from bulletin_pdf.layout.fit import MadeUp, make_up
from bulletin_pdf.layout.kept import KeptGalleys
from bulletin_pdf.layout.means import Means as FitMeans
from bulletin_pdf.layout.number import Numbering, number_pages
from bulletin_pdf.layout.paginate import MadeUpPage
from bulletin_pdf.layout.shaping import Setter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Leaves
from bulletin_pdf.pdf.profile import PROFILES, Profile
from bulletin_pdf.pdf.write import render
from bulletin_pdf.press.edition import for_press
from bulletin_pdf.press.options import Copy, PrintOptions, files_of, is_for_press, press_profile
from bulletin_pdf.press.sound import check_document
from bulletin_pdf.proven import Edition, ProofNotes, certify, prove_issue, tell_papers_of_others
from bulletin_pdf.witness import Seen, see_files, see_listing
from bulletin_pdf.words import Tongue

if TYPE_CHECKING:
    from bulletin_pdf.press.ticket import Job
    from bulletin_pdf.proof.neighbours import Neighbourhood
    from bulletin_pdf.proof.proofread import Proofread


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
    read: tuple[Seen, ...] = ()
    """Everything it was made from besides the program, as it was then."""
    stored: tuple[Stored, ...] = ()
    """The files written: the PDF, and what goes with it."""


def publish(
    source: str,
    target: str,
    edition: str = "print",
    options: PrintOptions = PrintOptions(),
    *,
    bulletin: str | None = None,
    open_book: BookFor | None = None,
) -> Outcome:
    """Read an issue, set it, number it, and write it as an edition asks.

    `bulletin` is the bulletin.yaml to read with it, empty for none; left out, it is looked for.
    Who sets issue after issue may give an `open_book` that keeps faces open.
    Raises `BulletinError` with every problem when the material has errors; nothing is
    written then. Machine failures stay `OSError`.
    """
    started = perf_counter()
    read = see_issue(source)
    issue, problems = read_issue(source, bulletin)
    read += see_files((*named_files(issue), *files_of(options)))
    book = (open_book or open_fonts)(issue, problems)
    design = design_for(issue, problems)
    profile = press_profile(PROFILES[edition], options, problems)
    copies = numbered_copies(profile, options, issue, problems)
    document = typeset(with_room(issue) if copies else issue, design, book, problems)
    if is_for_press(profile):
        check_document(document, profile, design.grid, book, problems)
    whole = document
    document = for_press(document, profile, options, os.path.basename(target), book, problems)
    single = document
    if copies:
        from bulletin_pdf.press.copies import with_copies

        document = with_copies(document, copies, design, Setter(book, design.rules, problems))
    problems.raise_if_errors()
    made = Edition(profile, options, target, book, whole, len(single.pages), copies)
    if profile.proofread:
        read += see_listing(os.path.dirname(source))
        document, notes = as_proof(document, issue, design, book, problems, options.lang)
        made = made._replace(notes=notes)
    data = render(with_sources(document, issue, book, profile), profile, book)
    proof = prove_issue(data, issue, made, problems)
    with Staged() as staged:
        pdf = staged.store(target, data)
        if options.certificate and proof is not None:
            certify(proof, issue, made, staged)
        if options.ticket and is_for_press(profile):
            from bulletin_pdf.press.ticket import JobFile, job_of

            run = len(copies) or issue.distribution.copies
            job = job_of(
                single, profile, JobFile(os.path.basename(target), pdf.digest), issue.distribution, run
            )
            write_ticket(job, target, book, options.lang, staged)
    tell_papers_of_others(staged.stored, problems)
    seconds = perf_counter() - started
    return Outcome(
        target,
        len(document.pages),
        len(data),
        seconds,
        tuple(problems),
        issue.changes,
        read=read,
        stored=staged.stored,
    )


def as_proof(
    document: Document, issue: Issue, design: Design, book: FontBook, noticed: Problems, lang: Tongue = "zh"
) -> tuple[Document, ProofNotes]:
    """Proofread an issue and mark on its pages what was found; faults of the text do not stop a proof."""
    from bulletin_pdf.fonts.face import file_digest
    from bulletin_pdf.proof.proofread import proofread
    from bulletin_pdf.proof.sheet import Stamp, proof_sheet

    found = tuple(proofread(issue, noticed).problems)
    stamp = Stamp(os.path.basename(issue.path), file_digest(issue.path))
    setter = Setter(book, design.rules, Problems())
    return proof_sheet(document, found, issue, design.grid, setter, stamp, lang), ProofNotes(stamp, found)


def numbered_copies(
    profile: Profile, options: PrintOptions, issue: Issue, problems: Problems
) -> tuple[Copy, ...]:
    """Give the copies to number, as many as 版记 says; only editions with black text have numbers."""
    if not is_for_press(profile) or profile.part == "red alone":
        return ()
    if not options.copies_from and not options.copies:
        return ()
    from bulletin_pdf.press.copies import check_run, read_recipients

    copies = read_recipients(options.copies_from, problems) if options.copies_from else options.copies
    check_run(copies, issue, problems)
    return copies


def write_ticket(job: "Job", pdf: str, book: FontBook, lang: Tongue, staged: Staged) -> None:
    """Write the job ticket beside the file it is for (付印单)."""
    import json

    from bulletin_pdf.press.ticket import as_record, ticket_page

    stem = pdf[:-4] if pdf.lower().endswith(".pdf") else pdf
    text = json.dumps(as_record(job, lang), ensure_ascii=False, indent=2) + "\n"
    page = render(ticket_page(job, book, lang), PROFILES["print"], book)
    staged.store(f"{stem}.ticket.json", text.encode("utf-8"), about=True)
    staged.store(f"{stem}.ticket.pdf", page, about=True)


def with_room(issue: Issue) -> Issue:
    """Leave room for 份号 in the masthead."""
    return issue._replace(masthead=issue.masthead._replace(copy_number="", copy_numbers=True))


def with_sources(document: Document, issue: Issue, book: FontBook, profile: Profile) -> Document:
    """Put the source and the lock inside where the edition carries them."""
    if not profile.attachments or profile.intent is None:
        return document
    from bulletin_pdf.lock import Setting, attach_sources

    return attach_sources(document, issue, book, Setting(profile.name, profile.intent.profile))


def inspect(source: str, beside: "Neighbourhood | None" = None) -> "Proofread":
    """Read, set and proofread an issue without writing it; give all that was found, errors too.

    Who inspects many issues hands in one `beside`, so that their directory is looked at once.
    """
    from bulletin_pdf.proof.proofread import proofread

    issue, problems = read_issue(source)
    book = open_fonts(issue, problems)
    typeset(issue, design_for(issue, problems), book, problems)
    return proofread(issue, problems, beside)


class Preview(NamedTuple):
    """An issue set in memory."""

    pages: Document
    pdf: bytes
    problems: tuple[Problem, ...]


def preview(
    source: str, edition: str = "screen", book: FontBook | None = None, kept: KeptGalleys | None = None
) -> Preview:
    """Set an issue and give its pages and its file without writing anything.

    Who sets issue after issue hands in one `book` (`open_fonts`, `open_book`) each time: its faces stay
    open. Who sets one issue again and again hands in one `kept` as well: what has not changed is not set
    again. Raises `BulletinError` with every problem when the material has errors.
    """
    issue, problems = read_issue(source)
    book = book or open_fonts(issue, problems)
    design, profile = design_for(issue, problems), PROFILES[edition]
    pages = typeset(issue, design, book, problems, kept)
    if is_for_press(profile):
        check_document(pages, profile, design.grid, book, problems)
    pages = for_press(pages, profile, PrintOptions(), os.path.basename(source), book, problems)
    problems.raise_if_errors()
    if profile.proofread:
        pages, _ = as_proof(pages, issue, design, book, problems)
    return Preview(pages, render(with_sources(pages, issue, book, profile), profile, book), tuple(problems))


def typeset(
    issue: Issue, design: Design, book: FontBook, problems: Problems, kept: KeptGalleys | None = None
) -> Document:
    """Set one issue and number its pages; `kept` has what the setting before can give."""
    if kept is not None:
        kept.begin(book)
    setter = Setter(book, design.rules, problems)
    composition, made_up = _make_up(issue, design, setter, kept)
    pages = number_pages(made_up, design.grid, Numbering(), book)
    head = issue.masthead
    lang = "zh-TW" if issue.lang == "zh-Hant" else "zh-CN"
    document = Document(
        pages,
        composition.tags,
        composition.outline,
        composition.title,
        author="、".join(publisher.text for publisher in head.publishers),
        subject=issue.theme.text if issue.theme else "",
        keywords=tuple(dict.fromkeys(report.city for report in issue.reports if report.city)),
        lang=lang,
        date=head.date.iso,
        record=record_of(issue, composition.title, len(pages), lang),
        kind="issue",
        leaves=(Leaves("issue", len(pages), design.grid.type_area),),
    )
    if issue.errata:
        from bulletin_pdf.compose.errata import find_errata

        find_errata(issue, document, problems)
    return document


def _make_up(
    issue: Issue, design: Design, setter: Setter, kept: KeptGalleys | None
) -> tuple[Composition, Sequence[MadeUpPage]]:
    """Compose and paginate; an issue too short for page numbers in 要目 is set without (J-11)."""
    composition = compose(issue, design, setter, numbered=issue.contents in ("auto", "pages"))
    made_up = _fit(composition, design, setter, kept)
    if issue.contents == "auto" and len(made_up.pages) < design.contents_numbers_from:
        composition = compose(issue, design, setter, numbered=False)
        made_up = _fit(composition, design, setter, kept)
    _tell_fitting(made_up, issue, composition, setter.problems)
    return composition, made_up.pages


_FITTED: dict[FitMeans, str] = {
    "paragraph": "B520",
    "white": "B523",
    "title": "B523",
    "signature": "B523",
    "figure": "B524",
    "figures": "B526",
}


def _tell_fitting(made_up: MadeUp, issue: Issue, composition: Composition, problems: Problems) -> None:
    """Say what was set otherwise for the sake of the last page, or that 报尾 takes a sheet of its own."""
    key, off = called("fit", ISSUE, issue), "关" if issue.chinese else "off"
    for block, means, lines in made_up.adjusted:
        place = block.source.place_of(0) if isinstance(block, TextBlock | FigureBlock) else None
        how = "@longer" if lines > 0 else "@shorter"
        problems.add(_FITTED[means], place, how=how, lines=abs(lines), key=key, off=off)
    if made_up.lacking:
        last = next(block for block in reversed(composition.blocks) if isinstance(block, TextBlock))
        problems.add("B525", last.source.place_of(0), lines=made_up.lacking)


def _fit(composition: Composition, design: Design, setter: Setter, kept: KeptGalleys | None) -> MadeUp:
    return make_up(
        composition.blocks,
        composition.feet,
        design.grid,
        setter,
        fit=design.fit,
        foot_on_even=design.foot_on_even,
        kept=kept,
    )


def open_fonts(issue: Issue, problems: Problems) -> FontBook:
    """Open the font book with the office's own faces; a face that cannot serve is a problem."""
    try:
        return open_book(dict(issue.fonts))
    except FontFaultError as error:
        for fault in error.faults:
            role = called(fault.role, FONTS, issue) if fault.role in FONTS.by_name else fault.role
            problems.add(fault.problem, None, file=fault.path, role=role)
        return open_book()
