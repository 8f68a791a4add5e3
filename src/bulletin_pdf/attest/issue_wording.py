"""An issue → the text its pages must have, directly from the editor's text.

Nothing here is taken from how the issue is composed or set: the labels and brackets that
are printed around the editor's words are said once more, so that one that is lost or
doubled on the way shows.
"""

from collections.abc import Sequence
from typing import assert_never

from bulletin_pdf.attest.head_wording import Part, say_head
from bulletin_pdf.attest.wording import CellWords, TableWords, Wording
from bulletin_pdf.compose.official_parts import attachment_title
from bulletin_pdf.design.model import HouseStyle, has_slot
from bulletin_pdf.issue.model import (
    Element,
    Figure,
    Heading,
    Issue,
    Lang,
    Note,
    Paragraph,
    Prose,
    Quote,
    Report,
    RightLines,
    Table,
    Verse,
)
from bulletin_pdf.issue.printed_form import in_script, printed_entry, printed_heading, printed_note


def wording_of(issue: Issue, part: Part = "whole", copy_number: bool = True) -> Wording:
    """Return everything the pages of an issue say; `part` leaves out one half of a 套红 pair.

    Without `copy_number` the masthead leaves room for numbers that are printed over it.
    """
    said = Wording()
    say_head(issue, part, said, numbered=copy_number)
    if part == "red alone":
        return said
    _opening(issue, said)
    column = ""
    for number, report in enumerate(issue.reports, start=1):
        if report.column is not None and report.column.text != column and not report.banner:
            before, after = issue.design.reports.column_around
            said.say("column", before + report.column.text + after, report.column, lead=len(before))
        column = report.column.text if report.column else ""
        _report(report, number, issue, said)
    _foot(issue, said)
    return said


def report_anchor(number: int) -> str:
    """Name the place of report `number`, counted from 1."""
    return f"report-{number}"


def _opening(issue: Issue, said: Wording) -> None:
    """专题, 要目 and 编者按."""
    if issue.theme is not None and not has_slot(issue.design, "theme"):
        bare = issue.theme.text[:1] not in "〔【["
        text = f"〔{issue.theme.text}〕" if bare else issue.theme.text
        said.say("theme", text, issue.theme, lead=int(bare))
    if issue.contents != "none" and (issue.contents != "auto" or len(issue.reports) > 1):
        _contents(issue, said)
    for prose in printed_note(issue):
        said.say("note", prose.text, prose)


def _contents(issue: Issue, said: Wording) -> None:
    form = issue.design.contents
    if form.label:
        said.say("contents", form.around[0] + form.label + form.around[1])
    column = ""
    for number, report in enumerate(issue.reports, start=1):
        if form.grouped and report.column is not None and report.column.text != column:
            before, after = form.column_around
            said.say("contents", before + report.column.text + after, report.column, lead=len(before))
        column = report.column.text if report.column else ""
        title = printed_entry(report)
        said.say("contents", form.bullet + title.text, title, lead=len(form.bullet))
        if issue.contents != "list" and form.numbers_from:
            said.number(report_anchor(number), certain=issue.contents == "pages")


def _report(report: Report, number: int, issue: Issue, said: Wording) -> None:
    design, lang = issue.design, issue.lang
    said.anchor(report_anchor(number))
    style = design.styles.first_title if number == 1 else design.styles.title
    heading = printed_heading(report)
    mark = "" if attachment_title(heading) else style.mark
    for line in heading:
        said.say("title", mark + line.text, line, lead=len(mark), report=number)
        mark = ""
    if report.subtitle is not None:
        said.say("subtitle", report.subtitle.text, report.subtitle, report=number)
    for name in design.reports.under_title:
        if name == "source" and report.source is not None:
            said.say("source", report.source.text, report.source, report=number)
        elif name == "date" and report.date is not None:
            said.say("source", report.date.printed, report=number)
    if design.reports.by == "under_title":
        _by(report, number, issue, said)
    for element in report.body:
        say_element(element, number, lang, said, design)
    for label, names in report.people:
        shown = in_script(label, lang)
        said.say("people", f"{shown}：{names[0].text}", names[0], lead=len(label) + 1, report=number)
        for name_of in names[1:]:
            said.say("people", f"、{name_of.text}", name_of, lead=1, report=number)
    if design.reports.by == "end":
        _by(report, number, issue, said)


def _by(report: Report, number: int, issue: Issue, said: Wording) -> None:
    """供稿单位 in the brackets of the design."""
    if report.by is not None:
        before, after = issue.design.reports.by_around
        said.say("by", before + report.by.text + after, report.by, lead=len(before), report=number)


def say_element(element: Element, report: int, lang: Lang, said: Wording, design: HouseStyle) -> None:
    """Add the wording of one element of a report's body."""
    match element:
        case Paragraph(prose):
            said.say("paragraph", prose.text, prose, report=report)
        case Heading(level, prose):
            mark = getattr(design.styles, f"level{level}").mark
            said.say("heading", mark + prose.text, prose, lead=len(mark), report=report)
        case Quote(paragraphs):
            for prose in paragraphs:
                said.say("quote", prose.text, prose, report=report)
        case Verse(lines):
            for prose in lines:
                said.say("verse", prose.text, prose, report=report)
        case RightLines(lines):
            for prose in lines:
                said.say("signature", prose.text, prose, report=report)
        case Note(prose):
            said.say("remark", prose.text, prose, report=report)
        case Figure():
            said.say("caption", element.caption.text, element.caption, report=report)
            said.say("credit", element.credit.text, element.credit, report=report)
        case Table():
            _table(element, report, lang, said)
        case _:
            assert_never(element)


def _table(table: Table, report: int, lang: Lang, said: Wording) -> None:
    begin = said.length
    said.say("caption", table.caption.text, table.caption, report=report)
    unit = table.unit.text
    label = in_script("单位：", lang) if unit and "：" not in unit and ":" not in unit else ""
    said.say("unit", label + unit, table.unit, lead=len(label), report=report)
    rows: list[tuple[CellWords, ...]] = []
    for row in table.rows:
        cells: list[CellWords] = []
        for cell in row:
            start = said.length
            said.say("cell", cell.prose.text, cell.prose, report=report)
            cells.append(CellWords(start, said.length, cell.rowspan, cell.colspan))
        rows.append(tuple(cells))
    said.tables.append(TableWords(tuple(rows), table.header_rows, in_script("（续表）", lang), begin))


def _foot(issue: Issue, said: Wording) -> None:
    """报 送 发 with the last name followed by 。, who answers for the issue, and the copies, as the design groups them."""
    form = issue.design.foot
    for group in form.groups:
        for name in (name for name in group if name in _RECIPIENTS):
            _recipients(in_script(_RECIPIENTS[name], issue.lang), getattr(issue.distribution, name), said)
        for name in (name for name in group if name not in _RECIPIENTS):
            _answering(name, issue, said)
    if issue.distribution.copies is not None and form.copies != "none":
        said.say("copies", f"（共印{issue.distribution.copies}份）")


_RECIPIENTS = {
    "report": "报：",
    "send": "送：",
    "issue": "发：",
    "extra": "本期增发：",
    "audience": "发送对象：",
}


def _recipients(label: str, names: Sequence[Prose], said: Wording) -> None:
    if not names:
        return
    text = "，".join(name.text for name in names)
    stop = "" if text.endswith("。") else "。"
    said.say("distribution", label + names[0].text, names[0], lead=len(label))
    for name in names[1:]:
        said.say("distribution", f"，{name.text}", name, lead=1)
    said.say("distribution", stop)


def _answering(name: str, issue: Issue, said: Wording) -> None:
    head, printer = issue.masthead, issue.distribution.printer
    match name:
        case "imprint":
            for publisher in head.publishers:
                said.say("publisher", publisher.text, publisher)
            if head.date.printed:
                said.say("date", in_script(f"{head.date.printed}印发", issue.lang))
        case "printer" if printer is not None:
            said.say("colophon", f"印刷：{printer.text}", printer, lead=3)
        case "permit" if head.permit is not None:
            said.say("colophon", head.permit.text, head.permit)
        case "colophon":
            for label, value in issue.colophon.entries:
                shown = in_script(label, issue.lang)
                said.say("colophon", f"{shown}：{value.text}", value, lead=len(label) + 1)
        case _:
            pass
