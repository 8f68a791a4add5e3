"""Read a report of an issue: its titles, who contributed it, its body."""

from collections.abc import Iterator

from bulletin_pdf.issue.attachments import settled_title
from bulletin_pdf.issue.blocks import optional, read_body, read_paragraphs
from bulletin_pdf.issue.dates import read_day
from bulletin_pdf.issue.model import (
    Element,
    Prose,
    Report,
)
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.issue.prose import plain, prose, title_line, unwrapped, warn_of_quotes
from bulletin_pdf.issue.vocabulary import (
    REPORT,
    SPANS,
)
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.yamldoc.field_values import MAX_PARAGRAPH
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.named_files import read_file_name
from bulletin_pdf.yamldoc.written import PlacedText, join


def read_report(report: Fields, tidier: Tidier) -> Report:
    """Read one report of an issue."""
    city = optional(report, "city", tidier)
    title = _title(report, tidier, "title", required=True)
    if city is None or not city.text:
        city, title = None, settled_title(title, tidier)
    heading = settled_title(_title(report, tidier, "heading"), tidier) if report.has("heading") else []
    contents_title = report.text("contents_title")
    key = report.name_of("contents_title")
    return Report(
        city=city,
        title=tuple(map(prose, title)),
        heading=tuple(map(prose, heading)),
        contents_title=None if contents_title is None else prose(title_line(contents_title, key, tidier)),
        subtitle=optional(report, "subtitle", tidier),
        by=_by(report, tidier),
        body=_body(report, tidier),
        place=report.span,
        column=optional(report, "column", tidier),
        banner=_banner(report, tidier),
        source=optional(report, "source", tidier),
        date=read_day(report, "date", tidier.problems),
        people=tuple(_people(report, tidier)),
        span=report.choice("span", SPANS, None),
    )


def _banner(report: Fields, tidier: Tidier) -> str:
    written = report.text("banner")
    path = None if written is None else read_file_name(written, Code.PICTURE_NOT_READ, tidier.problems)
    if path is not None and not report.has("column"):
        key, other = report.name_of("banner"), report.name_of("column")
        tidier.problems.add(Code.FIELD_NEEDS_OTHER, report.key_span("banner"), key=key, other=other)
    return path or ""


def _people(report: Fields, tidier: Tidier) -> Iterator[tuple[str, tuple[Prose, ...]]]:
    """出席 请假 列席 of minutes, in this order."""
    for name in ("attending", "absent", "observing"):
        names = tuple(plain(line, report.name_of(name), tidier) for line in report.texts(name))
        if names:
            yield REPORT.by_name[name].chinese, names


def _title(report: Fields, tidier: Tidier, name: str, required: bool = False) -> list[PlacedText]:
    key = report.name_of(name)
    before = len(tidier.problems)
    lines = [title_line(line, key, tidier) for line in report.texts(name, required)]
    lines = [line for line in lines if line.text]
    if required and not lines and len(tidier.problems) == before and not report.is_meant(name):
        tidier.problems.add(Code.FIELD_EMPTY, report.key_span(name), key=key)
    return lines


def _by(report: Fields, tidier: Tidier) -> Prose | None:
    """供稿单位: several are joined with 、 and stand in （）, never doubled (J-14)."""
    given = report.texts("by")
    for line in given:
        warn_of_quotes(line, report.name_of("by"), tidier.problems)
    lines = [tidier.tidy(line) for line in given]
    lines = [line for line in lines if line.text]
    if not lines:
        return None
    return prose(unwrapped(join(lines, "、"), "（）()"))


def _body(report: Fields, tidier: Tidier) -> tuple[Element, ...]:
    text, body = report.name_of("text"), report.name_of("body")
    if report.has("text") and report.has("body"):
        tidier.problems.add(Code.TEXT_AND_BODY, report.key_span("body"), text=text, body=body)
    if report.has("body"):
        return read_body(report.items("body", required=True), body, tidier)
    if report.is_meant("text") or report.is_meant("body"):
        return ()
    before = len(tidier.problems)
    elements = read_paragraphs(report.texts("text", limit=MAX_PARAGRAPH), tidier)
    if not elements and len(tidier.problems) == before:
        span = report.key_span("text" if report.get("text") is not None else "body")
        tidier.problems.add(Code.REPORT_WITHOUT_TEXT, span, text=text, body=body)
    return elements
