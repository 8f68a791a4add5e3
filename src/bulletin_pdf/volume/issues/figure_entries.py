"""The figures of an issue: every number with a unit, its place and its subject."""

from typing import Final

from bulletin_pdf.compose.printed_text import printed_texts
from bulletin_pdf.issue.model import Issue, Table
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document

_CLAUSE: Final = 36
"""Characters of the sentence that are kept next to a figure."""


class FigureEntry(NamedTuple):
    """A figure in its place."""

    number: str
    unit: str
    words: str
    """The part of the sentence it stands in; of a table the heads of its row and column."""
    city: str
    page: int
    """Page of the issue, from 1."""


def figures_in(issue: Issue, document: Document) -> tuple[FigureEntry, ...]:
    """Return the figures of 编者按 and reports as they are printed, in their order."""
    # Its patterns take as long to compile as a page to set, and few volumes have the register.
    from bulletin_pdf.volume.issues.figure_context import clause_around
    from bulletin_pdf.volume.issues.numbers import numbers_in
    from bulletin_pdf.volume.issues.tabled_figures import cell_places, tabled_figures

    tables = [element for report in issue.reports for element in report.body if isinstance(element, Table)]
    cells = cell_places(tables, document.tags)
    found: list[FigureEntry] = []
    for text in printed_texts(issue, document):
        if text.part not in ("note", "report"):
            continue
        city = issue.reports[text.report - 1].city_name if text.report else ""
        place = cells.get(text.tag)
        numbers = (
            ((number, "") for number in numbers_in(text.text))
            if place is None
            else tabled_figures(text.text, place)
        )
        for number, words in numbers:
            words = words or clause_around(text.text, number, _CLAUSE).text
            found.append(FigureEntry(number.number, number.unit, words, city, text.page_of(number.start)))
    return tuple(found)
