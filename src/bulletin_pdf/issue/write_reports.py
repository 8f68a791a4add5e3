"""The reports of an issue as YAML: plain text where that is enough, else a list of blocks."""

from collections.abc import Sequence
from itertools import groupby

from bulletin_pdf.design.model import ColumnSpan
from bulletin_pdf.issue.marked_text import is_plain_text, mark_prose, marked_text
from bulletin_pdf.issue.model import (
    Cell,
    Element,
    Figure,
    Heading,
    IssueDate,
    Note,
    Paragraph,
    Prose,
    Quote,
    Report,
    RightLines,
    Table,
    Verse,
)
from bulletin_pdf.issue.prose import is_wrapped, number_level
from bulletin_pdf.issue.vocabulary import (
    BLOCKS,
    CELL,
    ISSUE,
    REPORT,
    SPANS,
)
from bulletin_pdf.issue.yaml_lines import CommentPlace, YamlLines
from bulletin_pdf.yamldoc.key_table import Keys
from bulletin_pdf.yamldoc.scalars import scalar


class ReportsWriter(YamlLines):
    """Writes the reports of an issue."""

    def _reports(self) -> None:
        self._above(0, ("reports",))
        self._put(0, self._name(ISSUE, "reports"), "")
        for number, report in enumerate(self.issue.reports):
            self._above(2, ("reports", number))
            begin = len(self.lines)
            self._report(report, ("reports", number))
            self.lines[begin] = "  - " + self.lines[begin][4:]

    def _report(self, report: Report, place: CommentPlace) -> None:
        def line(name: str, text: str) -> None:
            if text:
                self._put(4, self._name(REPORT, name), scalar(text), (*place, name))

        title = [part.text for part in report.title]
        line("city", report.city_name)
        self._texts(4, self._name(REPORT, "title"), title, (*place, "title"))
        line("subtitle", report.subtitle.text if report.subtitle else "")
        line("contents_title", report.contents_title.text if report.contents_title else "")
        heading = [part.text for part in report.heading]
        self._texts(4, self._name(REPORT, "heading"), heading, (*place, "heading"))
        line("by", unbracketed(report.by, "（）", "（）〔〕【】[]()"))
        line("column", report.column.text if report.column else "")
        line("banner", self._relative(report.banner) if report.banner else "")
        line("source", report.source.text if report.source else "")
        line("date", written_day(report.date) if report.date else "")
        for label, names in report.people:
            self._texts(4, self._name(REPORT, REPORT.by_name[label].name), [name.text for name in names])
        self._span(4, REPORT, report.span)
        self._body(report.body, place)

    def _body(self, body: Sequence[Element], place: CommentPlace) -> None:
        if not body:
            return
        self._above(4, (*place, "body"))
        if all(map(is_plain_text, body)):
            self._block(4, f"{self._name(REPORT, 'text')}: ", map(marked_text, body))
            return
        self._put(4, self._name(REPORT, "body"), "")
        for is_text, elements in groupby(body, is_plain_text):
            if is_text:
                self._block(6, "- ", map(marked_text, elements))
                continue
            for element in elements:
                self._element(element)

    def _element(self, element: Element) -> None:
        begin = len(self.lines)
        match element:
            case Heading(level, prose):
                self._put(8, self._name(BLOCKS["heading"], "heading"), scalar(prose.text))
                if level != (number_level(prose.text) or 1):
                    self._put(8, self._name(BLOCKS["heading"], "level"), str(level))
            case Figure():
                self._figure(element)
            case Table():
                self._table(element)
            case Quote(paragraphs):
                self._block(8, f"{self._name(BLOCKS['quote'], 'quote')}: ", map(mark_prose, paragraphs))
            case Verse(lines):
                key = self._name(BLOCKS["verse"], "verse")
                self._block(8, f"{key}: ", (line.text for line in lines), apart=False)
            case RightLines(lines):
                key = self._name(BLOCKS["right"], "right")
                self._texts(8, key, [line.text for line in lines])
            case Note(prose):
                self._put(8, self._name(BLOCKS["note"], "note"), scalar(mark_prose(prose)))
            case Paragraph(prose):  # one that the text form cannot say
                self.lines.append(" " * 8 + scalar(mark_prose(prose)))
        self.lines[begin] = "      - " + self.lines[begin][8:]

    def _figure(self, figure: Figure) -> None:
        table = BLOCKS["figure"]
        self._texts(8, self._name(table, "figure"), [self._relative(file) for file in figure.files])
        alt = figure.alt if figure.alt != figure.caption.text else ""
        for name, text in (("caption", figure.caption.text), ("credit", figure.credit.text), ("alt", alt)):
            if text:
                self._put(8, self._name(table, name), scalar(text))
        self._span(8, table, figure.span)

    def _span(self, indent: int, table: Keys, span: ColumnSpan | None) -> None:
        if span is not None:
            self._choice(indent, table, "span", SPANS, span)

    def _table(self, table: Table) -> None:
        names = BLOCKS["table"]
        self._put(8, self._name(names, "table"), "")
        for row in table.rows:
            self.lines.append(f"{' ' * 10}- [{', '.join(map(self._cell, row))}]")
        for name, text in (("caption", table.caption.text), ("unit", table.unit.text)):
            if text:
                self._put(8, self._name(names, name), scalar(text))
        if table.header_rows != (1 if len(table.rows) > 1 else 0):
            self._put(8, self._name(names, "header_rows"), str(table.header_rows))
        self._span(8, names, table.span)

    def _cell(self, cell: Cell) -> str:
        text = scalar(cell.prose.text, flow=True) if cell.prose.text else '""'
        spans = [("colspan", cell.colspan), ("rowspan", cell.rowspan)]
        if cell.colspan == cell.rowspan == 1:
            return text
        parts = [f"{self._name(CELL, 'text')}: {text}"]
        parts += [f"{self._name(CELL, name)}: {count}" for name, count in spans if count > 1]
        return "{" + ", ".join(parts) + "}"


def unbracketed(text: Prose | None, pair: str, pairs: str) -> str:
    """Return a text without the brackets it is printed in, unless it would lose brackets of its own."""
    if text is None:
        return ""
    return pair[0] + text.text + pair[1] if is_wrapped(text.text, pairs) else text.text


def written_day(date: IssueDate) -> str:
    """Return a date in ISO form where it is printed as an ordinary day, otherwise as printed."""
    if not date.iso:
        return date.printed
    year, month, day = (int(part) for part in date.iso.split("-"))
    return date.iso if date.printed == f"{year}年{month}月{day}日" else date.printed
