"""An issue → its record: typeset as issued, so that each passage has its page."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.archive.catalogue.issue_records import HoldingKind, IssueRecord, ReportRecord, TextPassage
from bulletin_pdf.archive.catalogue.placed_passages import PassagePages
from bulletin_pdf.compose.design import design_for
from bulletin_pdf.compose.printed_text import PrintedText, printed_texts
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.printed_form import number_line
from bulletin_pdf.issue.title_place import one_line
from bulletin_pdf.pages import Document
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset_issue import typeset
from bulletin_pdf.volume.issues.figure_entries import figures_in
from bulletin_pdf.volume.issues.joined_fonts import books_here
from bulletin_pdf.volume.parts.contributors import contributing_units
from bulletin_pdf.volume.parts.indexes import theme_of


def record_of_set(path: str, kind: HoldingKind, issue: Issue, finished: Sequence[str] = ()) -> IssueRecord:
    """Set an issue and take its record; `finished` are the texts of the pages it was issued on, where they are known.

    Raises `BulletinError` when it cannot be set.
    """
    problems, books = Problems(), books_here()
    book = books.of(issue, problems)
    document = typeset(issue, design_for(issue, problems), book, problems, tables=books.tables(book))
    problems.raise_if_errors()
    texts = list(printed_texts(issue, document))
    pages = PassagePages(document, finished)
    passages = tuple(_passages(texts, document, pages))
    record = described(path, kind, issue)._replace(
        title=document.title, pages=len(finished) or len(document.pages)
    )
    figures = tuple(figure._replace(page=pages.now(figure.page)) for figure in figures_in(issue, document))
    return record._replace(reports=tuple(_reports(issue, passages)), passages=passages, figures=figures)


def described(path: str, kind: HoldingKind, issue: Issue) -> IssueRecord:
    """Take the record of an issue as far as its head says it."""
    head = issue.masthead
    return IssueRecord(
        path,
        kind,
        "".join(head.name.text.split()),
        head.series.text if head.series else "",
        issue.supplement,
        issue.year or int(head.date.iso[:4] or 0),
        issue.number,
        issue.serial,
        number_line(issue) or head.date.printed,
        head.date.iso,
        "、".join(publisher.text for publisher in head.publishers),
        theme_of(issue),
        head.secrecy.text if head.secrecy else "",
        head.name.text,
        0,
    )


def report_records(issue: Issue, pages: Sequence[int]) -> Iterator[ReportRecord]:
    """Return the reports of an issue; `pages` are those they begin on."""
    for report, page in zip(issue.reports, pages, strict=True):
        by = report.by.text if report.by else ""
        title = one_line([line.text for line in report.title])
        yield ReportRecord(title, report.city_name, by, contributing_units(report), page)


def _reports(issue: Issue, passages: Sequence[TextPassage]) -> Iterator[ReportRecord]:
    first: dict[int, int] = {}
    for passage in passages:
        first.setdefault(passage.report, passage.page)
    return report_records(issue, [first.get(number, 1) for number in range(1, len(issue.reports) + 1)])


def _passages(texts: Sequence[PrintedText], document: Document, pages: PassagePages) -> Iterator[TextPassage]:
    """Return what is printed, in its order; 要目 only repeats titles."""
    for text in texts:
        if text.part == "contents" or not text.text.strip():
            continue
        page = pages.of(text.text, text.page_of(0))
        if text.part == "report":
            kind = "title" if document.tags[text.tag].role == "H2" else "report"
            yield TextPassage("title" if kind == "title" else "report", text.report, page, text.text)
        else:
            yield TextPassage("note" if text.part == "note" else "frame", 0, page, text.text)
