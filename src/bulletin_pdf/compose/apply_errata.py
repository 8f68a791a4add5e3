"""勘误: where the words of an erratum are printed, and an issue with them corrected.

Words are sought as they are printed, space between them left aside, so that a line's end
hides nothing. An issue that is corrected is an issue of its own; the one as issued stays.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count

from bulletin_pdf.compose.printed_text import PrintedText, printed_index, printed_texts, without_white_space
from bulletin_pdf.issue.model import Erratum, Issue, Prose, Report, Styled
from bulletin_pdf.issue.printed_form import ROUND, attribution, printed_entry, printed_heading, printed_note
from bulletin_pdf.issue.texts import changed_element
from bulletin_pdf.issue.vocabulary import ERRATUM, called
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, TagId
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems


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
    """An issue corrected, and where: the errata that could be applied, at their new places."""

    issue: Issue
    applied: tuple[FoundErratum, ...]


_Change = Callable[[Prose], Prose]


class _Edit(NamedTuple):
    start: int
    end: int
    now: str


def with_errata_applied(issue: Issue, document: Document, found: Sequence[FoundErratum]) -> CorrectedIssue:
    """Apply errata to 编者按 and reports; what cannot be applied stays out of `applied`."""
    texts = [text for text in printed_texts(issue, document) if text.part in ("note", "report")]
    proses = _printed_proses(issue)
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
    reports_of = {text.tag: text.report for text in texts}
    titles: dict[int, list[Erratum]] = {}
    for one in applied:
        if document.tags[one.tag].role == "H2":
            titles.setdefault(reports_of[one.tag], []).append(one.erratum)
    corrected = _with_edits(issue, edits, titles)
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
    """Return where the words corrected stand: errata before them in their tag push them along."""
    before = [other.erratum for other in applied if other.tag == one.tag and other.start < one.start]
    grown = sum(
        len(without_white_space(erratum.now.text)) - len(without_white_space(erratum.was.text))
        for erratum in before
    )
    return one._replace(start=one.start + grown)


# The proses of an issue in the order they are printed; finding and editing take the same way.


def _printed_proses(issue: Issue) -> list[Prose]:
    found: list[Prose] = []

    def note(prose: Prose) -> Prose:
        found.append(prose)
        return prose

    _changed(issue, note, {})
    return found


def _with_edits(
    issue: Issue, edits: Mapping[int, Sequence[_Edit]], titles: Mapping[int, Sequence[Erratum]]
) -> Issue:
    numbers = count()

    def edit(prose: Prose) -> Prose:
        for each in sorted(edits.get(next(numbers), ()), reverse=True):
            prose = _edited_prose(prose, each)
        return prose

    # The issue corrected has no errata: what they name is no longer there.
    return _changed(issue, edit, titles)._replace(errata=())


def _changed(issue: Issue, change: _Change, titles: Mapping[int, Sequence[Erratum]]) -> Issue:
    """Return an issue with each text of 编者按 and reports changed as it is printed, in printing order."""
    printed = printed_note(issue)
    note = tuple(map(change, printed))
    reports = tuple(
        _changed_report(report, change, titles.get(number, ()))
        for number, report in enumerate(issue.reports, start=1)
    )
    # A label that was added to 编者按 stays with it where a word of it is corrected.
    return issue._replace(note=issue.note if note == printed else note, reports=reports)


def _changed_report(report: Report, change: _Change, errata: Sequence[Erratum]) -> Report:
    heading = tuple(map(change, printed_heading(report)))
    subtitle = None if report.subtitle is None else change(report.subtitle)
    body = tuple(changed_element(element, change) for element in report.body)
    by = attribution(report)
    changed = report._replace(
        subtitle=subtitle, body=body, by=None if by is None else _unbracketed(change(by))
    )
    return _retitled(changed, heading, errata)


def _unbracketed(by: Prose) -> Prose:
    if (by.text[:1], by.text[-1:]) != ROUND:
        return by
    return Prose(by.text[1:-1], source=by.source.cut(1, len(by.text) - 1))


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


def _retitled(report: Report, heading: tuple[Prose, ...], errata: Sequence[Erratum]) -> Report:
    """Carry what was corrected in the printed heading over to the title, its city and 要目.

    What these cannot say, as words that go from the city over into the title, makes a heading or an entry of its own.
    """
    entry = printed_entry(report)
    for erratum in errata:
        was = re.compile(r"\s*".join(map(re.escape, without_white_space(erratum.was.text))))

        def right(prose: Prose, was: re.Pattern[str] = was, now: str = erratum.now.text) -> Prose:
            return prose._replace(text=was.sub(lambda _: now, prose.text))

        entry = right(entry)
        report = report._replace(
            city=None if report.city is None else right(report.city), title=tuple(map(right, report.title))
        )
    if report.heading or _words(printed_heading(report)) != _words(heading):
        report = report._replace(heading=heading)
    if report.contents_title is not None or printed_entry(report).text != entry.text:
        report = report._replace(contents_title=entry)
    return report


def _words(lines: Sequence[Prose]) -> list[str]:
    return [line.text for line in lines]
