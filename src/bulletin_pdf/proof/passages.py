"""An issue → its passages, each once, in the order they are printed."""

from collections.abc import Iterator

from bulletin_pdf.issue.model import (
    Element,
    Figure,
    Heading,
    Issue,
    Note,
    Paragraph,
    Prose,
    Quote,
    Report,
    RightLines,
    Table,
    Verse,
)
from bulletin_pdf.issue.printed_form import attribution, printed_note
from bulletin_pdf.issue.title_place import one_line
from bulletin_pdf.proof.finding import Passage, TextKind

_Part = tuple[TextKind, tuple[Prose, ...], bool]
"""Kind, texts, and whether they are read as one."""


def passages_of(issue: Issue) -> tuple[Passage, ...]:
    """Return every passage of an issue that has words in it."""
    found: list[Passage] = []
    group = 0
    for report, (kind, texts, whole) in _parts(issue):
        group += 1
        for prose in texts:
            group += not whole
            if prose.text:
                found.append(Passage(prose, kind, report, group))
    return tuple(found)


def title_text(report: Report) -> str:
    """Return a report's title on one line."""
    return one_line([line.text for line in report.title])


def _parts(issue: Issue) -> Iterator[tuple[int, _Part]]:
    head = issue.masthead
    lines = (head.name, head.series, *head.publishers, head.secrecy, head.urgency, issue.theme)
    yield -1, ("line", tuple(line for line in lines if line is not None), False)
    yield -1, ("note", printed_note(issue), False)
    for number, report in enumerate(issue.reports):
        for part in _of_report(report):
            yield number, part
    sent = issue.distribution
    for units in (sent.report, sent.send, sent.issue, sent.extra):
        yield -1, ("line", units, False)
    yield -1, ("line", tuple(value for _, value in issue.colophon.entries), False)


def _of_report(report: Report) -> Iterator[_Part]:
    yield "title", report.title, True
    # The heading and the entry in 要目 are made from the title unless they are written.
    yield "title", report.heading, True
    yield "contents", () if report.contents_title is None else (report.contents_title,), True
    if report.subtitle is not None:
        yield "title", (report.subtitle,), True
    for element in report.body:
        yield from _of_element(element)
    if (by := attribution(report)) is not None:
        yield "by", (by,), True


def _of_element(element: Element) -> Iterator[_Part]:
    match element:
        case Paragraph(prose):
            yield "paragraph", (prose,), True
        case Heading(_, prose):
            yield "heading", (prose,), True
        case Quote(paragraphs):
            yield "quote", paragraphs, False
        case Verse(lines):
            yield "verse", lines, True
        case Note(prose):
            yield "note", (prose,), True
        case RightLines(lines):
            yield "line", lines, False
        case Figure():
            yield "caption", (element.caption, element.credit), False
        case Table():
            yield "caption", (element.caption, element.unit), False
            yield "cell", tuple(cell.prose for row in element.rows for cell in row), False
