"""Conversion of an issue into the lines of a paper."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.design.model import NameRow, RuleRow, Slot, SlotRow, has_slot
from bulletin_pdf.issue.model import (
    Figure,
    Heading,
    Issue,
    Note,
    Paragraph,
    Prose,
    Quote,
    Report,
    RightLines,
    Table,
    Verse,
)
from bulletin_pdf.issue.printed_form import (
    attribution,
    printed_entry,
    printed_heading,
    printed_note,
    printed_unit,
)
from bulletin_pdf.issue.vocabulary import DISTRIBUTION, ISSUE
from bulletin_pdf.review.line_text import LineText, append_texts, file_start, framed_text
from bulletin_pdf.review.paper import (
    PaperBreak,
    PaperPicture,
    PaperRule,
    PaperTable,
    ReviewPaper,
)
from bulletin_pdf.review.paper_lines import PaperLines


def paper_of(issue: Issue) -> ReviewPaper:
    """Lay an issue out as lines."""
    return _PaperMaker(issue).paper()


class _PaperMaker(PaperLines):
    """Goes through an issue in the order of its pages."""

    def paper(self) -> ReviewPaper:
        self._head()
        self._before()
        column = ""
        for number, report in enumerate(self.issue.reports):
            self._report(number, report, column)
            column = report.column.text if report.column else ""
        self._foot()
        return self._made()

    # 报头

    def _head(self) -> None:
        for row in self.house.head.rows:
            match row:
                case NameRow():
                    self._line("field", "name", self._written(self.issue.masthead.name))
                case RuleRow():
                    self.items.append(PaperRule(row.ink == "red", row.weights[0]))
                case SlotRow():
                    self._slot_row(row)
                case _:
                    continue

    def _slot_row(self, row: SlotRow) -> None:
        sides = [[each for slot in side for each in self._slot(slot)] for side in row[:3]]
        left, center, right = sides
        if not any(sides):
            return
        style = next(each[0] for side in (center, left, right) for each in side)
        lines = [[each] for each in left] if row.stacked or len(left) > 1 else [left]
        for number, texts in enumerate(lines):
            last = number == len(lines) - 1
            joined = LineText()
            append_texts(joined, texts)
            if last and center:
                if right or texts:
                    joined.added("\t")
                append_texts(joined, center)
            if last and right:
                joined.added("\t" if center else "\t\t")
                append_texts(joined, right)
            self._line("field", style, joined)

    def _slot(self, slot: Slot) -> Iterator[tuple[str, LineText]]:
        head, sent = self.issue.masthead, self.issue.distribution
        framed = {"series": ("【", "】"), "theme": ("〔", "〕"), "signer": ("签发人：", "")}
        before, after = slot.before, slot.after
        if slot.name in framed and not (before or after):
            before, after = framed[slot.name]
        proses: dict[str, tuple[Prose | None, ...]] = {
            "name": (head.name,),
            "series": (head.series,),
            "publisher": head.publishers,
            "secrecy": (head.secrecy,),
            "urgency": (head.urgency,),
            "signer": (head.signer,),
            "permit": (head.permit,),
            "printer": (sent.printer,),
            "audience": sent.audience,
            "theme": (self.issue.theme,),
        }
        if slot.name in proses:
            for prose in proses[slot.name]:
                if prose is not None and prose.text:
                    yield (
                        slot.style,
                        LineText().added(before).prose(prose, self._positions(prose)).added(after),
                    )
            return
        inner = self._field(slot.name)
        if inner is not None:
            yield slot.style, framed_text(before, inner, after)
        elif slot.name == "text":
            yield slot.style, LineText().added(before + after)

    # 专题, 要目, 编者按

    def _before(self) -> None:
        issue = self.issue
        if issue.theme is not None and not has_slot(self.house, "theme"):
            theme = issue.theme
            opened = theme.text[:1] in "〔【["
            before, after = ("", "") if opened else ("〔", "〕")
            text = LineText().added(before).prose(theme, self._positions(theme)).added(after)
            self._line("field", "theme", text)
        if issue.contents in ("list", "pages") or (issue.contents == "auto" and len(issue.reports) > 1):
            form = self.house.contents
            if form.label:
                self._line(
                    "field", "contents_label", LineText().added(form.around[0] + form.label + form.around[1])
                )
            for report in issue.reports:
                title = printed_entry(report)
                text = LineText().added(form.bullet).prose(title, self._heading_positions(title, report))
                self._line("field", "contents_entry", text)
            if form.rule:
                self.items.append(PaperRule(False, form.rule))
        self._plain_lines("text", "note", printed_note(issue))

    # 报告

    def _report(self, number: int, report: Report, column: str) -> None:
        if number and self.house.switches.article_break == "page":
            self.items.append(PaperBreak())
        if report.column is not None and report.column.text != column:
            before, after = self.house.reports.column_around
            text = LineText().added(before).prose(report.column, self._positions(report.column)).added(after)
            self._line("field", "column", text)
        style = "title" if number else "first_title"
        for at, line in enumerate(printed_heading(report)):
            text = LineText().prose(line, self._heading_positions(line, report))
            self._line("title", style, text, joins=at > 0)
        if report.subtitle is not None:
            self._line("field", "subtitle", self._written(report.subtitle))
        self._under_title(number, report)
        self._body(report)
        for label, names in report.people:
            text = LineText().added(f"{label}：")
            for at, name in enumerate(names):
                text.added("、" if at else "").prose(name, self._positions(name))
            self._line("field", "people", text)
        if report.by is not None and self.house.reports.by == "end":
            self._by(report, "by")

    def _heading_positions(self, line: Prose, report: Report) -> list[int]:
        """Return positions of a heading; 地区 in front of it stands where it is written."""
        found = self._positions(line)
        city = report.city
        if city is not None and city.text and line.text.startswith(city.text):
            own = self._positions(city)
            if all(at < 0 for at in found[: len(own)]):
                found[: len(own)] = own
        return found

    def _under_title(self, number: int, report: Report) -> None:
        for name in self.house.reports.under_title:
            if name == "source" and report.source is not None:
                self._line("field", "under_title", self._written(report.source))
            elif name == "date" and report.date is not None and report.date.printed:
                self._line("field", "under_title", LineText().added(report.date.printed))
        if report.by is not None and self.house.reports.by == "under_title":
            self._by(report, "under_title")

    def _by(self, report: Report, style: str) -> None:
        by = attribution(report, self.house.reports.by_around)
        if by is not None:
            self._line("field", style, self._written(by))

    def _body(self, report: Report) -> None:
        joins = False
        for element in report.body:
            match element:
                case Paragraph(prose) | Heading(_, prose):
                    style = f"level{element.level}" if isinstance(element, Heading) else "body"
                    self._line("text", style, self._written(prose), joins=joins)
                    joins = True
                    continue
                case Quote(paragraphs):
                    self._plain_lines("text", "quote", paragraphs)
                case Verse(lines):
                    self._plain_lines("text", "verse", lines)
                case RightLines(lines):
                    self._plain_lines("text", "signature", lines)
                case Note(prose):
                    self._line("text", "remark", self._written(prose))
                case Figure():
                    self._figure(element)
                case Table():
                    self._table(element)
            joins = False

    def _figure(self, figure: Figure) -> None:
        position = self.files.position(figure.place)
        for path in figure.files:
            picture = PaperPicture(len(self.pictures), path, figure.alt, position)
            self.pictures.append(picture)
            self.items.append(picture)
        for prose, style in ((figure.caption, "caption"), (figure.credit, "credit")):
            if prose.text:
                self._line("field", style, self._written(prose))

    def _table(self, table: Table) -> None:
        for prose, style in (
            (table.caption, "table_caption"),
            (printed_unit(table.unit, self.issue.lang), "table_unit"),
        ):
            if prose.text:
                self._line("field", style, self._written(prose))
        rows = []
        for number, row in enumerate(table.rows):
            style = "table_head" if number < table.header_rows else "table_cell"
            cells = []
            for cell in row:
                text = self._written(cell.prose)
                if not cell.prose.text:
                    text.whole("", self.files.position(cell.prose.place))
                cells.append((self._line("cell", style, text, shown=False), cell.colspan, cell.rowspan))
            rows.append(tuple(cells))
        self.items.append(PaperTable(tuple(rows), table.header_rows))

    # 报尾

    def _foot(self) -> None:
        foot = self.house.foot
        before = len(self.lines)
        rule = PaperRule(False, foot.outer or 0.5)
        self.items.append(rule)
        for group in foot.groups:
            for name in group:
                self._foot_row(name)
            entries = [entry for name in group for entry in self._entries(name)]
            if entries:
                text = LineText()
                for at, (label, prose) in enumerate(entries):
                    text.added(("　" if at else "") + (f"{label}：" if label else ""))
                    text.prose(prose, self._positions(prose))
                self._line("field", "foot", text)
        copies = self._copies()
        if copies is not None:
            self._line("field", "foot", copies)
        if len(self.lines) == before:
            self.items.pop()
        else:
            self.items.append(rule)

    def _foot_row(self, name: str) -> None:
        labels = {
            "report": "报：",
            "send": "送：",
            "issue": "发：",
            "extra": "本期增发：",
            "audience": "发送对象：",
        }
        if name in labels:
            names = getattr(self.issue.distribution, name)
            if names:
                text = LineText().added(labels[name])
                for at, prose in enumerate(names):
                    text.added("，" if at else "").prose(prose, self._positions(prose))
                self._line("field", "foot", text.added("" if text.text.endswith("。") else "。"))
        elif name == "imprint":
            text = LineText()
            for at, publisher in enumerate(self.issue.masthead.publishers):
                text.added("　" if at else "").prose(publisher, self._positions(publisher))
            date = self._field("date")
            if date is not None:
                append_texts(text.added("\t\t"), [("", date)])
                text.added("印发")
            if text.text:
                self._line("field", "foot", text)

    def _entries(self, name: str) -> Sequence[tuple[str, Prose]]:
        printer, permit = self.issue.distribution.printer, self.issue.masthead.permit
        if name == "colophon":
            return self.issue.colophon.entries
        if name == "printer" and printer is not None:
            return (("印刷", printer),)
        return (("", permit),) if name == "permit" and permit is not None else ()

    def _copies(self) -> LineText | None:
        copies = self.issue.distribution.copies
        if copies is None:
            return None
        value = next(
            (
                found
                for file in range(len(self.files.sources))
                for path in self.files.paths(file)
                if len(path) == 2
                and (key := ISSUE.by_name.get(str(path[0]).strip())) is not None
                and key.name == "distribution"
                and (found := self._value("copies", DISTRIBUTION, path[:1])) is not None
            ),
            None,
        )
        text = LineText().added(f"（共印{copies}份）")
        if value is not None and value.value == str(copies):
            for step in range(len(value.value)):
                text.positions[3 + step] = file_start(value) + value.places[step]
        return text
