"""Parts of an issue for which its design has no place: they are reported."""

from collections.abc import Iterator

from bulletin_pdf.design.model import HouseStyle, has_slot
from bulletin_pdf.issue.model import Issue, Prose
from bulletin_pdf.issue.printed_form import number_line, serial_line
from bulletin_pdf.issue.vocabulary import DISTRIBUTION, ISSUE, REPORT, called
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span

_OF_DISTRIBUTION = ("report", "send", "issue", "extra", "audience", "printer")


def report_unprinted(issue: Issue, problems: Problems) -> None:
    """Note each thing that is given and has no slot (B220)."""
    house = issue.design
    for key, place in _missing(issue, house):
        problems.add(Code.FIELD_NOT_IN_DESIGN, place, key=key, design=house.name)


def _missing(issue: Issue, house: HouseStyle) -> Iterator[tuple[str, Span | None]]:
    """Return the names of keys whose values are not printed, and their places."""
    head, sent = issue.masthead, issue.distribution
    given: dict[str, object] = {
        "series": head.series,
        "serial": serial_line(issue),
        "number": number_line(issue),
        "publisher": head.publishers,
        "date": head.date.printed,
        "published": head.published,
        "secrecy": head.secrecy,
        "urgency": head.urgency,
        "copy_number": head.copy_number,
        "signer": head.signer,
        "permit": head.permit,
    }
    imprint = any("imprint" in group for group in house.foot.groups)
    for name, value in given.items():
        printed = has_slot(house, name) or (imprint and name in ("publisher", "date"))
        if value and not printed:
            yield called(name, ISSUE, issue), _place(value)
    for name in _OF_DISTRIBUTION:
        value = getattr(sent, name)
        if value and not has_slot(house, name):
            yield called(name, DISTRIBUTION, issue), _place(value)
    if sent.copies is not None and house.foot.copies == "none":
        yield called("copies", DISTRIBUTION, issue), None
    if issue.colophon.entries and not has_slot(house, "colophon"):
        yield issue.colophon.entries[0][0], _place(issue.colophon.entries[0][1])
    for report in issue.reports:
        for name in ("source", "date"):
            value = getattr(report, name)
            if value and name not in house.reports.under_title:
                yield called(name, REPORT, issue), _place(value) or report.place


def _place(value: object) -> Span | None:
    first = value[0] if isinstance(value, tuple) and not isinstance(value, Prose) and value else value
    return first.place if isinstance(first, Prose) else None
