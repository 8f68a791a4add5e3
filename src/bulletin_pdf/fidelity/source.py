"""An issue → what its pages have to say, straight from what the editor wrote.

Nothing here is taken from how the issue is composed or set: the labels and brackets that
are printed around the editor's words are said once more, so that one that is lost or
doubled on the way shows.
"""

from collections.abc import Sequence
from typing import Literal, assert_never

from bulletin_pdf.compose.script import in_script
from bulletin_pdf.fidelity.wording import CellWords, TableWords, Wording
from bulletin_pdf.issue.model import (
    Distribution,
    Element,
    Figure,
    Heading,
    Issue,
    Lang,
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

Part = Literal["whole", "without red", "red alone"]


def wording_of(issue: Issue, part: Part = "whole", copy_number: bool = True) -> Wording:
    """Give everything the pages of an issue say; `part` leaves out one half of a 套红 pair.

    Without `copy_number` the masthead leaves room for numbers that are printed over it.
    """
    said = Wording()
    named = not issue.design.artwork  # 题字 is a drawing
    if part == "red alone":
        if named:
            said.say("name", issue.masthead.name.text, issue.masthead.name)
        return said
    _masthead(issue.masthead, issue.lang, said, named=named and part == "whole", numbered=copy_number)
    _opening(issue, said)
    for number, report in enumerate(issue.reports, start=1):
        _report(report, number, issue.lang, said)
    _foot(issue, said)
    return said


def report_anchor(number: int) -> str:
    """Name the place of report `number`, counted from 1."""
    return f"report-{number}"


def _masthead(head: Masthead, lang: Lang, said: Wording, *, named: bool, numbered: bool) -> None:
    for marking in (head.secrecy, head.urgency):
        if marking is not None:
            said.say("marking", marking.text, marking)
    if head.copy_number and numbered:
        said.say("marking", head.copy_number)
    if named:
        said.say("name", head.name.text, head.name)
    if head.series is not None:
        said.say("number", f"【{head.series.text}】", head.series, lead=1)
    said.say("number", head.number_line + head.serial_line)
    if head.signer is not None:
        label = in_script("签发人：", lang)
        said.say("signer", label + head.signer.text, head.signer, lead=len(label))
    for publisher in head.publishers:
        said.say("publisher", publisher.text, publisher)
    said.say("date", head.date.printed)


def _opening(issue: Issue, said: Wording) -> None:
    """专题, 要目 and 编者按."""
    if issue.theme is not None:
        bare = issue.theme.text[:1] not in "〔【["
        text = f"〔{issue.theme.text}〕" if bare else issue.theme.text
        said.say("theme", text, issue.theme, lead=int(bare))
    listed = issue.contents != "none" and (issue.contents != "auto" or len(issue.reports) > 1)
    if listed:
        said.say("contents", in_script("本期要目", issue.lang))
        for number, report in enumerate(issue.reports, start=1):
            said.say("contents", report.contents_title.text, report.contents_title)
            if issue.contents != "list":
                said.number(report_anchor(number), certain=issue.contents == "pages")
    for prose in issue.note:
        said.say("note", prose.text, prose)


def _report(report: Report, number: int, lang: Lang, said: Wording) -> None:
    said.anchor(report_anchor(number))
    for line in report.heading:
        said.say("title", line.text, line, report=number)
    if report.subtitle is not None:
        said.say("subtitle", report.subtitle.text, report.subtitle, report=number)
    for element in report.body:
        say_element(element, number, lang, said)
    if report.by is not None:
        said.say("by", report.by.text, report.by, report=number)


def say_element(element: Element, report: int, lang: Lang, said: Wording) -> None:
    """Say one element of a report's body."""
    match element:
        case Paragraph(prose):
            said.say("paragraph", prose.text, prose, report=report)
        case Heading(_, prose):
            said.say("heading", prose.text, prose, report=report)
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
    """报 送 发 with the last name followed by 。, who answers for the issue, and the copies."""
    for label, names in _recipients(issue.distribution):
        if names:
            label = in_script(label, issue.lang)
            text = "，".join(name.text for name in names)
            stop = "" if text.endswith("。") else "。"
            said.say("distribution", label + names[0].text, names[0], lead=len(label))
            for name in names[1:]:
                said.say("distribution", f"，{name.text}", name, lead=1)
            said.say("distribution", stop)
    for label, value in issue.colophon.entries:
        said.say("colophon", f"{label}：{value.text}", value, lead=len(label) + 1)
    if issue.distribution.copies is not None:
        said.say("copies", f"（共印{issue.distribution.copies}份）")


def _recipients(given: Distribution) -> Sequence[tuple[str, tuple[Prose, ...]]]:
    return (
        ("报：", given.report),
        ("送：", given.send),
        ("发：", given.issue),
        ("本期增发：", given.extra),
    )
