"""All texts of an issue, and a copy of it with changed texts."""

from collections.abc import Callable, Iterator
from typing import assert_never

from bulletin_pdf.issue.model import (
    Distribution,
    Element,
    Figure,
    Heading,
    Issue,
    Masthead,
    Note,
    Paragraph,
    Prose,
    Quote,
    Report,
    RightLines,
    Table,
    Verse,
)


def issue_texts(issue: Issue, *, verse: bool = True) -> Iterator[Prose]:
    """Return every text of an issue; without `verse` those alone that reading normalises."""
    yield from _present(*_of_masthead(issue.masthead), issue.theme)
    yield from issue.note
    for report in issue.reports:
        yield from _before_body(report)
        for element in report.body:
            if verse or not isinstance(element, Verse):
                yield from element_texts(element)
        yield from _behind_body(report)
    yield from _present(*_of_distribution(issue.distribution))
    yield from (value for _, value in issue.colophon.entries)
    yield from _present(issue.province)
    for erratum in issue.errata:
        yield from _present(erratum.was, erratum.now, erratum.note)


def element_texts(element: Element) -> list[Prose]:
    """Return the texts of an element in the order they are printed."""
    found: list[Prose] = []

    def note(text: Prose) -> Prose:
        found.append(text)
        return text

    changed_element(element, note)
    return found


def changed_element(element: Element, change: Callable[[Prose], Prose]) -> Element:
    """Return an element with each of its texts changed, called in the order they are printed."""
    match element:
        case Paragraph(prose) | Heading(_, prose) | Note(prose):
            return element._replace(prose=change(prose))
        case Quote(paragraphs):
            return Quote(tuple(map(change, paragraphs)))
        case Verse(lines) | RightLines(lines):
            return element._replace(lines=tuple(map(change, lines)))
        case Figure():
            return element._replace(caption=change(element.caption), credit=change(element.credit))
        case Table():
            caption, unit = change(element.caption), change(element.unit)
            rows = tuple(
                tuple(cell._replace(prose=change(cell.prose)) for cell in row) for row in element.rows
            )
            return element._replace(rows=rows, caption=caption, unit=unit)
        case _:
            assert_never(element)


def _of_masthead(head: Masthead) -> tuple[Prose | None, ...]:
    fields = (head.series, head.label, head.secrecy, head.urgency, head.signer, head.permit)
    return (head.name, *head.publishers, *fields)


def _of_distribution(sent: Distribution) -> tuple[Prose | None, ...]:
    return (*sent.report, *sent.send, *sent.issue, *sent.extra, *sent.audience, sent.printer)


def _before_body(report: Report) -> Iterator[Prose]:
    yield from _present(report.column, report.city)
    yield from (*report.title, *report.heading)
    yield from _present(report.contents_title, report.subtitle, report.source)


def _behind_body(report: Report) -> Iterator[Prose]:
    for _, names in report.people:
        yield from names
    yield from _present(report.by)


def _present(*texts: Prose | None) -> Iterator[Prose]:
    return (text for text in texts if text is not None)
