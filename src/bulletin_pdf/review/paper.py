"""An issue as a paper to be marked: its lines in the order they are printed, each character with its place.

A line is what a reviewer sees as one paragraph: printed text, put right, without `**` and `==`. Characters that
the program adds (brackets, labels) stand nowhere and cannot be changed.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Literal

from bulletin_pdf.design.model import NameRow, RuleRow, Slot, SlotRow
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
    number_line,
    printed_entry,
    printed_heading,
    printed_note,
    printed_unit,
    serial_line,
)
from bulletin_pdf.issue.vocabulary import DISTRIBUTION, ISSUE
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problems import Span
from bulletin_pdf.review.written_values import NOWHERE, WrittenFiles, WrittenValue
from bulletin_pdf.yamldoc.key_table import Keys
from bulletin_pdf.yamldoc.operations import Path

NO_XML = pattern("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML can hold; a paper shows that something stands there."""

LineKind = Literal["field", "title", "text", "cell"]
"""One value; a title; a paragraph that others may stand beside; a cell of a table."""


class Whole(NamedTuple):
    """The stretch start..end of a line that is one value, printed otherwise than it is written: a date."""

    start: int
    end: int
    position: int


class Line(NamedTuple):
    """One line of the paper."""

    number: int
    kind: LineKind
    style: str
    """Name of the style it is set in (`design.model.Styles`)."""
    text: str
    positions: tuple[int, ...]
    """Where each character stands; `NOWHERE` for what the program adds."""
    styles: tuple[tuple[int, int, str], ...] = ()
    """Stretches set as lead or as a run-in head: lead, level1 …"""
    dots: tuple[tuple[int, int], ...] = ()
    wholes: tuple[Whole, ...] = ()

    @property
    def digest(self) -> str:
        """What tells its text from others."""
        return text_digest(self.text)


class PaperTable(NamedTuple):
    """A table: rows of cells, each a line with how many columns and rows it takes."""

    rows: tuple[tuple[tuple[int, int, int], ...], ...]
    """Number of the line, columns, rows."""
    head: int


class PaperPicture(NamedTuple):
    """A picture of the issue."""

    number: int
    path: str
    alt: str
    position: int
    """Where its file name stands."""


class PaperRule(NamedTuple):
    """A rule across the page."""

    red: bool
    weight: float


class PaperBreak(NamedTuple):
    """What follows begins a page."""


PaperItem = int | PaperTable | PaperPicture | PaperRule | PaperBreak
"""A line by its number, or what stands between lines."""


class ReviewPaper(NamedTuple):
    """An issue as a paper."""

    issue: Issue
    files: WrittenFiles
    lines: tuple[Line, ...]
    items: tuple[PaperItem, ...]
    pictures: tuple[PaperPicture, ...]
    passages: tuple[tuple[int, ...], ...]
    """Numbers of the lines that follow one another as one text: paragraphs may come and go within."""
    passage_of: tuple[int, ...]
    """For each line the number of its passage."""

    def place(self, line: int, index: int, length: int = 1) -> Span | None:
        """Return where a character of a line stands in its file; where none does, the nearest that does."""
        positions = self.lines[line].positions
        near = sorted(range(len(positions)), key=lambda at: (abs(at - index), at))
        found = next((positions[at] for at in near if positions[at] >= 0), NOWHERE)
        if found < 0 and self.lines[line].wholes:
            found = self.lines[line].wholes[0].position
        return self.files.span(found, length)


def text_digest(text: str) -> str:
    """Return eight hexadecimal digits that tell a text from others."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def picture_digest(data: bytes) -> str:
    """Return eight hexadecimal digits that tell a picture from others."""
    return hashlib.sha256(data).hexdigest()[:8]


def source_digest(issue: Issue) -> str:
    """Return the digest of all YAML that an issue was read from."""
    parts = [hashlib.sha256(source.data).hexdigest() for source in issue.sources]
    return hashlib.sha256("\n".join(parts).encode("ascii")).hexdigest()


def issue_name(issue: Issue) -> str:
    """Return name, number and date of an issue on one line."""
    head = issue.masthead
    return NO_XML.sub("\ufffd", f"{head.name.text} {number_line(issue)} {head.date.iso}")[:240].strip()


def paper_of(issue: Issue) -> ReviewPaper:
    """Lay an issue out as lines."""
    return _PaperMaker(issue).paper()


class _Text:
    """A line that is being put together."""

    def __init__(self) -> None:
        self.text = ""
        self.positions: list[int] = []
        self.styles: list[tuple[int, int, str]] = []
        self.dots: list[tuple[int, int]] = []
        self.wholes: list[Whole] = []

    def added(self, text: str) -> "_Text":
        """Put what the program adds."""
        self.text += text
        self.positions += [NOWHERE] * len(text)
        return self

    def whole(self, text: str, position: int) -> "_Text":
        """Put a value that is printed otherwise than written."""
        start = len(self.text)
        self.added(text)
        if position >= 0:
            self.wholes.append(Whole(start, len(self.text), position))
        return self

    def prose(self, prose: Prose, positions: Sequence[int]) -> "_Text":
        at = len(self.text)
        self.text += prose.text
        self.positions += positions
        self.styles += [(each.start + at, each.end + at, each.style) for each in prose.styles]
        self.dots += [(start + at, end + at) for start, end in prose.dots]
        return self


class _PaperMaker:
    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        self.house = issue.design
        self.files = WrittenFiles(issue.sources)
        self.lines: list[Line] = []
        self.items: list[PaperItem] = []
        self.pictures: list[PaperPicture] = []
        self.passages: list[list[int]] = []

    def paper(self) -> ReviewPaper:
        self._head()
        self._before()
        column = ""
        for number, report in enumerate(self.issue.reports):
            self._report(number, report, column)
            column = report.column.text if report.column else ""
        self._foot()
        passage_of = [0] * len(self.lines)
        for number, passage in enumerate(self.passages):
            for line in passage:
                passage_of[line] = number
        return ReviewPaper(
            self.issue,
            self.files,
            tuple(self.lines),
            tuple(self.items),
            tuple(self.pictures),
            tuple(map(tuple, self.passages)),
            tuple(passage_of),
        )

    # Lines

    def _line(
        self, kind: LineKind, style: str, text: _Text, *, joins: bool = False, shown: bool = True
    ) -> int:
        number = len(self.lines)
        self.lines.append(
            Line(
                number,
                kind,
                style,
                NO_XML.sub("\ufffd", text.text),
                tuple(text.positions),
                tuple(text.styles),
                tuple(text.dots),
                tuple(text.wholes),
            )
        )
        if joins:
            self.passages[-1].append(number)
        else:
            self.passages.append([number])
        if shown:
            self.items.append(number)
        return number

    def _written(self, prose: Prose) -> _Text:
        return _Text().prose(prose, self._positions(prose))

    def _positions(self, prose: Prose) -> list[int]:
        """Return where each character stands; one that reading added shares the place of the next."""
        found = [self.files.position(prose.place_of(at)) for at in range(len(prose.text))]
        limit = 1 << 62
        for at in reversed(range(len(found))):
            value = self.files.value(found[at])
            if (
                value is None
                or not 0 <= found[at] < limit
                or value.index_of(found[at]) < 0
                or value.value[value.index_of(found[at])] == "\n"
            ):
                found[at] = NOWHERE
            else:
                limit = found[at]
        return found

    def _plain_lines(self, kind: LineKind, style: str, proses: Sequence[Prose]) -> None:
        for at, prose in enumerate(proses):
            self._line(kind, style, self._written(prose), joins=at > 0)

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
            joined = _Text()
            _append(joined, texts)
            if last and center:
                if right or texts:
                    joined.added("\t")
                _append(joined, center)
            if last and right:
                joined.added("\t" if center else "\t\t")
                _append(joined, right)
            self._line("field", style, joined)

    def _slot(self, slot: Slot) -> Iterator[tuple[str, _Text]]:
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
                    yield slot.style, _Text().added(before).prose(prose, self._positions(prose)).added(after)
            return
        inner = self._field(slot.name)
        if inner is not None:
            yield slot.style, _framed_by(before, inner, after)
        elif slot.name == "text":
            yield slot.style, _Text().added(before + after)

    def _field(self, name: str) -> _Text | None:
        """Return a value that is no text of the issue: a number, a date."""
        head = self.issue.masthead
        match name:
            case "number":
                return self._numbered(number_line(self.issue), ("label", "number", "year"))
            case "serial":
                return self._numbered(serial_line(self.issue), ("serial",))
            case "copy_number":
                return self._numbered(head.copy_number, ("copy_number",))
            case "date":
                return self._whole(head.date.printed, "date", ISSUE)
            case "published":
                return self._whole(head.published.printed if head.published else "", "published", ISSUE)
        return None

    def _numbered(self, text: str, names: Sequence[str]) -> _Text | None:
        """Put a line that values as they are written stand in: 2022年第30期."""
        if not text:
            return None
        line = _Text().added(text)
        for name in names:
            value = self._value(name, ISSUE)
            if value is None or not value.value:
                continue
            at = text.rfind(value.value)
            if at >= 0 and all(line.positions[at + step] < 0 for step in range(len(value.value))):
                first = file_start(value)
                for step in range(len(value.value)):
                    line.positions[at + step] = first + value.places[step]
        return line

    def _whole(self, text: str, name: str, table: Keys, within: Path = ()) -> _Text | None:
        if not text:
            return None
        value = self._value(name, table, within)
        start = NOWHERE if value is None or not value.places else file_start(value) + value.places[0]
        return _Text().whole(text, start)

    def _value(self, name: str, table: Keys, within: Path = ()) -> WrittenValue | None:
        """Find the value of a key, in the issue's own file first."""
        for file in range(len(self.files.sources)):
            for path in self.files.paths(file):
                if len(path) == len(within) + 1 and path[: len(within)] == within:
                    key = table.by_name.get(str(path[-1]).strip())
                    if key is not None and key.name == name:
                        return self.files.value_of(file, path)
        return None

    # 专题, 要目, 编者按

    def _before(self) -> None:
        from bulletin_pdf.design.model import has_slot

        issue = self.issue
        if issue.theme is not None and not has_slot(self.house, "theme"):
            theme = issue.theme
            opened = theme.text[:1] in "〔【["
            before, after = ("", "") if opened else ("〔", "〕")
            text = _Text().added(before).prose(theme, self._positions(theme)).added(after)
            self._line("field", "theme", text)
        if (
            issue.contents == "list"
            or issue.contents == "pages"
            or (issue.contents == "auto" and len(issue.reports) > 1)
        ):
            form = self.house.contents
            if form.label:
                self._line(
                    "field", "contents_label", _Text().added(form.around[0] + form.label + form.around[1])
                )
            for report in issue.reports:
                title = printed_entry(report)
                text = _Text().added(form.bullet).prose(title, self._heading_positions(title, report))
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
            text = _Text().added(before).prose(report.column, self._positions(report.column)).added(after)
            self._line("field", "column", text)
        style = "title" if number else "first_title"
        for at, line in enumerate(printed_heading(report)):
            text = _Text().prose(line, self._heading_positions(line, report))
            self._line("title", style, text, joins=at > 0)
        if report.subtitle is not None:
            self._line("field", "subtitle", self._written(report.subtitle))
        self._under_title(number, report)
        self._body(report)
        for label, names in report.people:
            text = _Text().added(f"{label}：")
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
                self._line("field", "under_title", _Text().added(report.date.printed))
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
                text = _Text()
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
                text = _Text().added(labels[name])
                for at, prose in enumerate(names):
                    text.added("，" if at else "").prose(prose, self._positions(prose))
                self._line("field", "foot", text.added("" if text.text.endswith("。") else "。"))
        elif name == "imprint":
            text = _Text()
            for at, publisher in enumerate(self.issue.masthead.publishers):
                text.added("　" if at else "").prose(publisher, self._positions(publisher))
            date = self._field("date")
            if date is not None:
                _append(text.added("\t\t"), [("", date)])
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

    def _copies(self) -> _Text | None:
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
        text = _Text().added(f"（共印{copies}份）")
        if value is not None and value.value == str(copies):
            for step in range(len(value.value)):
                text.positions[3 + step] = file_start(value) + value.places[step]
        return text


def file_start(value: WrittenValue) -> int:
    """Return the position of the first character of a value's file."""
    return value.file << 32


def _append(line: _Text, texts: Sequence[tuple[str, _Text]]) -> None:
    for number, (_, text) in enumerate(texts):
        if number:
            line.added("　")
        at = len(line.text)
        line.text += text.text
        line.positions += text.positions
        line.styles += [(start + at, end + at, style) for start, end, style in text.styles]
        line.wholes += [Whole(each.start + at, each.end + at, each.position) for each in text.wholes]


def _framed_by(before: str, inner: _Text, after: str) -> _Text:
    framed = _Text().added(before)
    _append(framed, [("", inner)])
    return framed.added(after)
