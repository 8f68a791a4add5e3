"""勘误: where the words an erratum names are printed, and an issue with them put right.

Words are sought as they are printed, white between them left aside, so that a line's end
hides nothing. An issue that is put right is an issue of its own; the one as issued stays.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bulletin_pdf.compose.printed_text import PrintedText, printed_index, printed_texts, without_white_space
from bulletin_pdf.issue.model import Erratum, Issue, Prose, Report, Styled, Table
from bulletin_pdf.issue.vocabulary import ERRATUM, called
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, TagId
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span


class FoundErratum(NamedTuple):
    """An erratum and the place of its words in the set issue."""

    erratum: Erratum
    tag: TagId
    start: int
    """Place in the tag's text, white left out."""
    page: int
    """Page of the issue, counted from 1."""


class _Hit(NamedTuple):
    text: PrintedText
    start: int
    page: int


def find_errata(issue: Issue, document: Document, problems: Problems) -> tuple[FoundErratum, ...]:
    """Find each erratum's words; those that are not there, or more than once, are problems (B861, B862)."""
    if not issue.errata:
        return ()
    texts = list(printed_texts(issue, document))
    found: list[FoundErratum] = []
    for erratum in issue.errata:
        hits = [hit for hit in _hits(texts, erratum.was.text) if _is_meant(hit, erratum)]
        # 要目 only repeats the titles.
        hits = [hit for hit in hits if hit.text.part != "contents"] or hits
        if len(hits) == 1:
            found.append(FoundErratum(erratum, hits[0].text.tag, hits[0].start, hits[0].page))
            continue
        was = erratum.was.text
        if hits:
            names = {name: called(name, ERRATUM, issue) for name in ("page", "report", "paragraph")}
            problems.add(Code.ERRATUM_FOUND_OFTEN, erratum.was.place, was=was, count=len(hits), **names)
        else:
            placed = (erratum.page, erratum.report, erratum.paragraph) != (None, None, None)
            problems.add(
                Code.ERRATUM_NOT_FOUND,
                erratum.was.place,
                was=was,
                where=Term("at its place") if placed else "",
            )
    return tuple(found)


def _hits(texts: Sequence[PrintedText], words: str) -> Iterator[_Hit]:
    sought = without_white_space(words)
    for text in texts:
        said = without_white_space(text.text)
        for start in _starts(said, sought):
            yield _Hit(text, start, text.page_at(start))


def _is_meant(hit: _Hit, erratum: Erratum) -> bool:
    asked = (erratum.page, erratum.report, erratum.paragraph)
    there = (hit.page, hit.text.report, hit.text.paragraph)
    return all(wanted in (None, given) for wanted, given in zip(asked, there, strict=True))


def _starts(text: str, sought: str) -> Iterator[int]:
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1)


# Putting right ------------------------------------------------------------------------------


class CorrectedIssue(NamedTuple):
    """An issue put right, and where: the errata that could be applied, at their new places."""

    issue: Issue
    applied: tuple[FoundErratum, ...]


class _Edit(NamedTuple):
    start: int
    end: int
    now: str


def with_errata_applied(issue: Issue, document: Document, found: Sequence[FoundErratum]) -> CorrectedIssue:
    """Apply errata to 编者按 and reports; what cannot be applied stays out of `applied`."""
    texts = [text for text in printed_texts(issue, document) if text.part in ("note", "report")]
    reports_of = {text.tag: text.report for text in texts}
    proses = list(_proses((issue.note, issue.reports)))
    edits: dict[int, list[_Edit]] = {}
    applied: list[FoundErratum] = []
    for one in found:
        place = _place_in(one, texts, proses)
        if place is None or any(_overlap(place[1], other) for other in edits.get(place[0], ())):
            continue
        edits.setdefault(place[0], []).append(place[1])
        applied.append(one)
    if not applied:
        return CorrectedIssue(issue, ())
    note, reports = _edited((issue.note, issue.reports), edits, iter(range(len(proses))))
    titles: dict[int, list[Erratum]] = {}
    for one in applied:
        if document.tags[one.tag].role == "H2":
            titles.setdefault(reports_of[one.tag], []).append(one.erratum)
    reports = tuple(
        _retitled(report, titles.get(number, ())) for number, report in enumerate(reports, start=1)
    )
    # The issue put right has no errata: what they name is no longer there.
    corrected = issue._replace(note=note, reports=reports, errata=())
    return CorrectedIssue(corrected, tuple(_moved(one, applied) for one in applied))


def _place_in(
    one: FoundErratum, texts: Sequence[PrintedText], proses: Sequence[Prose]
) -> tuple[int, _Edit] | None:
    """Return the prose that was printed there: both have the same words in the same order."""
    sought = without_white_space(one.erratum.was.text)
    printed = [
        (text.tag, start) for text in texts for start in _starts(without_white_space(text.text), sought)
    ]
    written = [
        (number, start)
        for number, prose in enumerate(proses)
        for start in _starts(without_white_space(prose.text), sought)
    ]
    if len(printed) != len(written) or (one.tag, one.start) not in printed:
        return None
    number, start = written[printed.index((one.tag, one.start))]
    text = proses[number].text
    first, last = printed_index(text, start), printed_index(text, start + len(sought) - 1)
    return number, _Edit(first, last + 1, one.erratum.now.text)


def _overlap(one: _Edit, other: _Edit) -> bool:
    return one.start < other.end and other.start < one.end


def _moved(one: FoundErratum, applied: Sequence[FoundErratum]) -> FoundErratum:
    """Return where the words put right stand: errata before them in their tag push them along."""
    before = [other.erratum for other in applied if other.tag == one.tag and other.start < one.start]
    grown = sum(
        len(without_white_space(erratum.now.text)) - len(without_white_space(erratum.was.text))
        for erratum in before
    )
    return one._replace(start=one.start + grown)


# The proses of an issue in the order they are printed; both walks take the same way.


def _parts(value: tuple[Any, ...]) -> Iterator[int]:
    """Return the fields that are printed, in printing order, by their places."""
    if isinstance(value, Report):
        names: tuple[str, ...] = ("heading", "subtitle", "body", "by")
    elif isinstance(value, Table):
        names = ("caption", "unit", "rows")
    else:
        return iter(range(len(value)))
    return (value._fields.index(name) for name in names)


def _proses(value: object) -> Iterator[Prose]:
    if isinstance(value, Prose):
        yield value
    elif isinstance(value, tuple) and not isinstance(value, Span):
        for place in _parts(value):
            yield from _proses(value[place])


def _edited(value: Any, edits: Mapping[int, Sequence[_Edit]], counter: Iterator[int]) -> Any:
    if isinstance(value, Prose):
        for edit in sorted(edits.get(next(counter), ()), reverse=True):
            value = _edited_prose(value, edit)
        return value
    if not isinstance(value, tuple) or isinstance(value, Span):
        return value
    parts = list(value)
    for place in _parts(value):
        parts[place] = _edited(value[place], edits, counter)
    return type(value)._make(parts) if hasattr(value, "_make") else tuple(parts)


def _edited_prose(prose: Prose, edit: _Edit) -> Prose:
    def moved(index: int) -> int:
        if index <= edit.start:
            return index
        return max(index, edit.end) - edit.end + edit.start + len(edit.now)

    return prose._replace(
        text=prose.text[: edit.start] + edit.now + prose.text[edit.end :],
        styles=tuple(Styled(moved(s.start), moved(s.end), s.style) for s in prose.styles),
        source=prose.source.edit([edit], len(prose.text)),
    )


def _retitled(report: Report, errata: Sequence[Erratum]) -> Report:
    """Carry what was put right in the printed heading over to the title, its city and 要目."""
    for erratum in errata:
        was = re.compile(r"\s*".join(map(re.escape, without_white_space(erratum.was.text))))

        def right(text: str, was: re.Pattern[str] = was, now: str = erratum.now.text) -> str:
            return was.sub(lambda _: now, text)

        entry = report.contents_title
        report = report._replace(
            city=right(report.city),
            title=tuple(line._replace(text=right(line.text)) for line in report.title),
            contents_title=entry._replace(text=right(entry.text)),
        )
    return report
