"""The figures of an issue: every number with a unit, where it stands and what it is said of."""

from typing import Final, NamedTuple

from bulletin_pdf.compose.printed import printed_texts
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.pages import Document

_CLAUSE: Final = 36
"""Characters of the sentence that are kept beside a figure."""


class FigureEntry(NamedTuple):
    """A figure in its place."""

    number: str
    unit: str
    words: str
    """The part of the sentence it stands in."""
    city: str
    page: int
    """Page of the issue, from 1."""


def figures_in(issue: Issue, document: Document) -> tuple[FigureEntry, ...]:
    """Give the figures of 编者按 and reports as they are printed, in their order."""
    # Its patterns take as long to compile as a page to set, and few volumes want the register.
    from bulletin_pdf.volume.numbers import clause_around, numbers_in

    found: list[FigureEntry] = []
    for text in printed_texts(issue, document):
        if text.part not in ("note", "report"):
            continue
        city = issue.reports[text.report - 1].city if text.report else ""
        for number in numbers_in(text.text):
            words = clause_around(text.text, number, _CLAUSE).text
            found.append(FigureEntry(number.number, number.unit, words, city, text.page_of(number.start)))
    return tuple(found)
