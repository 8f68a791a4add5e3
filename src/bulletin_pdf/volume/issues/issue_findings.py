"""What a volume records about each issue while it is typeset: errata in their places, figures.

Kept apart from the set pages, so that the registers of a whole year ask for no more than a
few hundred bytes an entry.
"""

from collections.abc import Collection, Mapping, Sequence

from bulletin_pdf.compose.apply_errata import CorrectedIssue, FoundErratum, find_errata, with_errata_applied
from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.printed_text import printed_texts, without_white_space
from bulletin_pdf.issue.model import Erratum, Issue
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Anchor, Document
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset_issue import typeset
from bulletin_pdf.volume.issues.corrections import Correction, mark_corrections
from bulletin_pdf.volume.issues.figure_entries import FigureEntry, figures_in


class IssueRequest(NamedTuple):
    """What is noted of each issue of a volume."""

    figures: bool = False
    apply_errata: bool = False
    links: bool = False
    """Words corrected lead to the part that lists the errata."""


class PlacedErratum(NamedTuple):
    """An erratum as the volume lists it."""

    number: int
    """Counted through the volume, from 1."""
    erratum: Erratum
    issued: int
    """Its page in the issue as issued, from 1."""
    page: int
    """Its page in the issue as it stands in the volume, from 1."""
    applied: bool = False


class IssueFindings(NamedTuple):
    """What was taken down from one issue."""

    errata: tuple[PlacedErratum, ...] = ()
    figures: tuple[FigureEntry, ...] = ()
    corrected: Issue | None = None
    """The issue corrected, where the volume shows it so."""


class SetIssue(NamedTuple):
    """An issue as the volume shows it, and what was found in it."""

    document: Document
    findings: IssueFindings


class IssueSettings(NamedTuple):
    """What an issue is typeset with, again when errata are applied."""

    design: Design
    typesetter: Typesetter


def set_issue(
    issue: Issue, document: Document, before: int, wanted: IssueRequest, settings: IssueSettings
) -> SetIssue:
    """Note what is needed; where errata are applied, give the issue corrected and marked.

    `before` is how many errata stand in the issues before this one. B863: one that cannot be applied.
    """
    design, typesetter = settings
    found = find_errata(issue, document, Problems())
    numbers = {erratum: before + count for count, erratum in enumerate(issue.errata, start=1)}
    shown = None
    placed = [PlacedErratum(numbers[one.erratum], one.erratum, one.page, one.page) for one in found]
    if wanted.apply_errata and found:
        corrected = with_errata_applied(issue, document, found)
        for erratum in {one.erratum for one in found} - {one.erratum for one in corrected.applied}:
            typesetter.problems.add(Code.ERRATUM_NOT_APPLIED, erratum.was.place, was=erratum.was.text)
        if corrected.applied:
            shown = corrected.issue
            document = typeset(corrected.issue, design, typesetter.book, Problems(), tables=typesetter.tables)
            placed = _placed_anew(placed, found, corrected, document)
            corrections = _corrections(corrected, document, numbers)
            document = mark_corrections(
                document,
                corrections,
                design.grid,
                design.text("erratum"),
                typesetter,
                links=wanted.links,
            )
    figures = figures_in(issue, document) if wanted.figures else ()
    pages = {one.page for one in figures} | {one.page for one in placed}
    return SetIssue(_with_anchors(document, pages), IssueFindings(tuple(placed), figures, shown))


def _placed_anew(
    placed: Sequence[PlacedErratum],
    found: Sequence[FoundErratum],
    corrected: CorrectedIssue,
    document: Document,
) -> list[PlacedErratum]:
    """Return the pages of the issue corrected; its tags are those of the issue as issued."""
    texts = {text.tag: text for text in printed_texts(corrected.issue, document)}
    now = {one.erratum: one for one in corrected.applied}
    anew: list[PlacedErratum] = []
    for one, issued in zip(placed, found, strict=True):
        place = now.get(one.erratum, issued)
        text = texts[place.tag]
        page = text.page_at(min(place.start, len(without_white_space(text.text)) - 1))
        anew.append(one._replace(page=page, applied=one.erratum in now))
    return anew


def _corrections(
    corrected: CorrectedIssue, document: Document, numbers: Mapping[Erratum, int]
) -> list[Correction]:
    """Return what is to be marked: in the text, and where 要目 repeats a title that was corrected."""
    texts = list(printed_texts(corrected.issue, document))
    entries = [text for text in texts if text.part == "contents" and document.tags[text.tag].role == "Link"]
    reports = {text.tag: text.report for text in texts}
    found: list[Correction] = []
    for one in corrected.applied:
        number, words = numbers[one.erratum], without_white_space(one.erratum.now.text)
        found.append(Correction(number, one.tag, one.start, len(words)))
        report = reports[one.tag]
        if document.tags[one.tag].role == "H2" and report <= len(entries):
            entry = entries[report - 1]
            start = without_white_space(entry.text).find(words)
            if start >= 0:
                found.append(Correction(number, entry.tag, start, len(words)))
    return found


def _with_anchors(document: Document, numbers: Collection[int]) -> Document:
    """Name the pages that lists of the volume lead to."""
    pages = tuple(
        page._replace(anchors=(*page.anchors, Anchor(page_anchor(number), 0.0)))
        if number in numbers
        else page
        for number, page in enumerate(document.pages, start=1)
    )
    return document._replace(pages=pages)


def page_anchor(number: int) -> str:
    """Name a page of an issue, counted from 1."""
    return f"page-{number}"
