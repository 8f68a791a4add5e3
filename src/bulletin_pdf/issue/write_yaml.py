"""Issue → YAML, in the vocabulary of `read`: what is written reads as the same issue.

Comments stand where a value needs a word to its editor: an importer marks its guesses
with them. Whatever equals a default is left out.
"""

import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from bulletin_pdf.design.model import ColumnSpan, HouseStyle, Switches
from bulletin_pdf.design.switches import ARTICLE_BREAKS, LINE_EDGES, MARK_STYLES, OPEN_TRIMS, TYPESETTINGS
from bulletin_pdf.design.vocabulary import DESIGN
from bulletin_pdf.issue.model import (
    Cell,
    Element,
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
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.issue.printed_form import (
    in_simplified,
)
from bulletin_pdf.issue.prose import number_level, paragraph
from bulletin_pdf.issue.texts import issue_texts
from bulletin_pdf.issue.vocabulary import (
    BLOCKS,
    CELL,
    COLOPHON,
    CONTENTS,
    DISTRIBUTION,
    ERRATUM,
    FONTS,
    ISSUE,
    ISSUE_ARCHIVE,
    LANGS,
    REPORT,
    SPANS,
)
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Problems
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.yamldoc.key_table import Keys
from bulletin_pdf.yamldoc.scalars import scalar
from bulletin_pdf.yamldoc.written import PlacedText

CommentPlace = tuple[str | int, ...]
"""A value in an issue: ("date",), ("reports", 0, "city")."""


class Notes(NamedTuple):
    """Comments for the editor: above the file, and at single values."""

    head: Sequence[str] = ()
    at: Mapping[CommentPlace, str] = {}


def write_issue(
    issue: Issue,
    *,
    chinese: bool = False,
    omit: frozenset[str] = frozenset(),
    notes: Notes = Notes(),
    directory: str = "",
    draft: bool = False,
) -> str:
    """Return the YAML of an issue.

    `omit` names keys that the bulletin.yaml beside it gives already; `directory` is where
    the file will lie, for the pictures it names. The texts of a `draft` are still to be
    normalised when it is read; those of an issue have been and stay as they are.
    """
    writer = _Writer(issue, chinese, omit, notes, directory or os.path.dirname(issue.path))
    return writer.write(settled=draft or _is_settled(issue))


class _Writer:
    def __init__(
        self, issue: Issue, chinese: bool, omit: frozenset[str], notes: Notes, directory: str
    ) -> None:
        self.issue = issue
        self.chinese = chinese
        self.omit = omit
        self.notes = notes
        self.directory = directory
        self.lines: list[str] = []

    def write(self, settled: bool) -> str:
        self.lines += [f"# {line}".rstrip() for line in self.notes.head]
        self._masthead()
        self._settings()
        if not settled:
            self._put(0, self._name(ISSUE, "normalize"), "否" if self.chinese else "false")
        self._reports()
        self._distribution()
        self._colophon()
        self._errata()
        return "\n".join(self.lines) + "\n"

    # 一行一项

    def _name(self, table: Keys, name: str) -> str:
        key = table.by_name[name]
        return key.chinese if self.chinese else key.name

    def _put(self, indent: int, key: str, value: str, place: CommentPlace = ()) -> None:
        """Write `key: value`, with its comment when there is one."""
        comment = self.notes.at.get(place, "")
        line = f"{' ' * indent}{key}: {value}".rstrip()
        self.lines.append(f"{line}  # {comment}" if comment else line)

    def _above(self, indent: int, place: CommentPlace) -> None:
        comment = self.notes.at.get(place, "")
        if comment:
            self.lines.append(f"{' ' * indent}# {comment}")

    def _top(self, name: str, text: str) -> None:
        """Write a field of one line at the top, unless it is empty or given elsewhere."""
        if name not in self.omit and (text or (name,) in self.notes.at):
            self._put(0, self._name(ISSUE, name), scalar(text) if text else "", (name,))

    def _texts(self, indent: int, key: str, texts: Sequence[str], place: CommentPlace = ()) -> None:
        """Write one text, or a list of them."""
        if len(texts) == 1:
            self._put(indent, key, scalar(texts[0]), place)
        elif texts:
            self._put(indent, key, "", place)
            self.lines += [f"{' ' * (indent + 2)}- {scalar(text)}" for text in texts]

    def _block(self, indent: int, opening: str, lines: Iterable[str], *, apart: bool = True) -> None:
        """Write lines as a block of text, paragraphs parted by blank lines."""
        lines = list(lines)
        step = "2" if lines and lines[0][:1] in (" ", "\t", "") else ""
        # A marker counts from the parent, which for an entry of a list is its dash.
        self.lines.append(f"{' ' * indent}{opening}|{step}")
        margin = " " * (indent + 2)
        for number, line in enumerate(lines):
            if apart and number:
                self.lines.append("")
            self.lines.append((margin + line).rstrip() if not line.strip() else margin + line)

    # 报头

    def _masthead(self) -> None:
        issue, head = self.issue, self.issue.masthead
        self._top("bulletin", head.name.text)
        self._top("series", _wrapped(head.series, "【】", "【】〔〕"))
        self._number()
        if "publisher" not in self.omit:
            names = [name.text for name in head.publishers]
            self._texts(0, self._name(ISSUE, "publisher"), names, ("publisher",))
        self._top("date", _date(issue))
        for name, prose in (("secrecy", head.secrecy), ("urgency", head.urgency), ("signer", head.signer)):
            self._top(name, prose.text if prose else "")
        if head.copy_number:
            self._put(0, self._name(ISSUE, "copy_number"), scalar(head.copy_number), ("copy_number",))
        self._flag("copy_numbers", head.copy_numbers)
        self._top("theme", _wrapped(issue.theme, "〔〕", "〔〕[]【】"))
        if issue.note:
            self._above(0, ("note",))
            self._block(0, f"{self._name(ISSUE, 'note')}: ", map(mark_prose, issue.note))

    def _number(self) -> None:
        issue = self.issue
        number = "" if issue.number is None else str(issue.number)
        self._top("number", number)
        self._flag("supplement", issue.supplement)
        if issue.masthead.label is not None:
            self._top("label", issue.masthead.label.text)
        self._top("serial", "" if issue.serial is None else str(issue.serial))
        self._top("year", "" if issue.year is None else str(issue.year))

    def _flag(self, name: str, value: bool) -> None:
        if value:
            self._put(0, self._name(ISSUE, name), "是" if self.chinese else "true", (name,))

    # 设置

    def _settings(self) -> None:
        issue = self.issue
        if issue.lang != "zh-Hans":
            self._choice(0, ISSUE, "lang", LANGS, issue.lang)
        if issue.contents != "auto":
            self._choice(0, ISSUE, "contents", CONTENTS, issue.contents)
        if not issue.fit:
            self._put(0, self._name(ISSUE, "fit"), "关" if self.chinese else "off")
        self._design(issue.design)
        if issue.fonts:
            self._put(0, self._name(ISSUE, "fonts"), "")
            for face in issue.fonts:
                chosen = f"#{face.chosen}" if face.chosen else ""
                self._put(2, self._name(FONTS, face.role), scalar(self._relative(face.path) + chosen))

        self._archive()
        self._proofing()

    def _archive(self) -> None:
        """Write 归档, but for the item: that is of one issue alone."""
        archive = self.issue.archive
        if archive is None or "archive" in self.omit:
            return
        self._put(0, self._name(ISSUE, "archive"), "")
        for key in ISSUE_ARCHIVE.keys:
            value = getattr(archive, key.name)
            if key.name != "item" and value:
                self._put(2, self._name(ISSUE_ARCHIVE, key.name), scalar(value))

    def _proofing(self) -> None:
        issue = self.issue
        self._top("province", issue.province.text if issue.province else "")
        self._texts(0, self._name(ISSUE, "wordlist"), [self._relative(path) for path in issue.word_lists])
        own = [waiver for waiver in issue.waivers if not waiver.shared]
        if own:
            self._put(0, self._name(ISSUE, "waive"), "")
        for waiver in own:
            self._put(
                2,
                scalar(f"{waiver.code} {waiver.found}".strip()),
                scalar(waiver.reason) if waiver.reason else "",
            )

    def _choice(
        self, indent: int, table: Keys, name: str, words: Mapping[str, object], value: object
    ) -> None:
        spelt = [word for word, meaning in words.items() if meaning == value]
        chinese = [word for word in spelt if not word.isascii()]
        word = chinese[0] if self.chinese and chinese else spelt[0]
        self._put(indent, self._name(table, name), word)

    def _design(self, house: HouseStyle) -> None:
        """Write a design's name or file; else the settings of the default that are chosen otherwise."""
        design, plain = house.switches, Switches()
        if house.base:
            self._top("design", house.base)
            return
        changed = {name for name in Switches._fields if getattr(design, name) != getattr(plain, name)}
        if not changed:
            return
        self._put(0, self._name(ISSUE, "design"), "")
        words: Mapping[str, Mapping[str, object]] = {
            "line_edges": LINE_EDGES,
            "marks": MARK_STYLES,
            "trim_open_at_start": OPEN_TRIMS,
            "typesetting": TYPESETTINGS,
            "article_break": ARTICLE_BREAKS,
        }
        for name in Switches._fields:
            value = getattr(design, name)
            if name not in changed:
                continue
            if name in words:
                self._choice(2, DESIGN, name, words[name], value)
            elif isinstance(value, bool):
                self._put(
                    2,
                    self._name(DESIGN, name),
                    ("是" if value else "否") if self.chinese else str(value).lower(),
                )
            elif isinstance(value, float):
                self._put(2, self._name(DESIGN, name), f"{value:g}")
            else:
                self._put(2, self._name(DESIGN, name), scalar(self._relative(value)))

    def _relative(self, path: str) -> str:
        return (
            os.path.relpath(path, self.directory or ".").replace(os.sep, "/") if os.path.isabs(path) else path
        )

    # 报告

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
        line("by", _wrapped(report.by, "（）", "（）〔〕【】[]()"))
        self._span(4, REPORT, report.span)
        self._body(report.body, place)

    def _body(self, body: Sequence[Element], place: CommentPlace) -> None:
        if not body:
            return
        self._above(4, (*place, "body"))
        if all(map(_is_text, body)):
            self._block(4, f"{self._name(REPORT, 'text')}: ", map(marked_text, body))
            return
        self._put(4, self._name(REPORT, "body"), "")
        for is_text, elements in groupby(body, _is_text):
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

    # 报尾

    def _distribution(self) -> None:
        lists = self.issue.distribution
        given = {
            name: [text.text for text in getattr(lists, name)]
            for name in ("report", "send", "issue", "extra")
        }
        if "distribution" in self.omit or not (any(given.values()) or lists.copies):
            return
        self._above(0, ("distribution",))
        self._put(0, self._name(ISSUE, "distribution"), "")
        for name, texts in given.items():
            self._texts(2, self._name(DISTRIBUTION, name), texts, ("distribution", name))
        if lists.copies:
            self._put(2, self._name(DISTRIBUTION, "copies"), str(lists.copies))

    def _colophon(self) -> None:
        entries = self.issue.colophon.entries
        if "colophon" in self.omit or not entries:
            return
        self._above(0, ("colophon",))
        self._put(0, self._name(ISSUE, "colophon"), "")
        for label, value in entries:
            key = self._label(label)
            self._put(2, key, scalar(value.text), ("colophon", key))

    def _errata(self) -> None:
        if not self.issue.errata:
            return
        self._put(0, self._name(ISSUE, "errata"), "")
        for erratum in self.issue.errata:
            begin = len(self.lines)
            for key in ERRATUM.keys:
                value = getattr(erratum, key.name)
                if value is not None:
                    text = scalar(value.text) if isinstance(value, Prose) else str(value)
                    self._put(4, self._name(ERRATUM, key.name), text)
            self.lines[begin] = "  - " + self.lines[begin][4:]

    def _label(self, label: str) -> str:
        """The key a printed label stands for: our own name for it, or the editor's."""
        simple = in_simplified(label)
        key = COLOPHON.by_name.get(label) or COLOPHON.by_name.get(simple)
        if key is None:
            raise ValueError(f"{label} is no label of the colophon")
        if key.chinese == simple:
            return key.chinese if self.chinese else key.name
        return label if label in COLOPHON.by_name else simple


def _is_settled(issue: Issue) -> bool:
    """Whether normalising once more would change nothing: a change may make room for another."""
    tidier = Tidier(Problems(), lang=issue.lang)

    def stays(text: str) -> bool:
        written = PlacedText(text, SourceMap.start(""))
        return text in (tidier.tidy(written).text, tidier.tidy_title(written).text)

    return all(stays(mark_prose(text)) for text in issue_texts(issue, verse=False))


def mark_prose(text: Prose) -> str:
    """A text with its leads in `**` and its emphasis dots in `==`."""
    signs = [(at, "**") for style in text.styles for at in (style.start, style.end)]
    signs += [(at, "==") for stretch in text.dots for at in stretch]
    parts, done = [], 0
    for at, sign in sorted(signs):
        parts += [text.text[done:at], sign]
        done = at
    return "".join(parts) + text.text[done:]


def marked_text(element: Element) -> str:
    """A paragraph or heading as a line of 正文."""
    if isinstance(element, Heading):
        return mark_prose(element.prose)
    if not isinstance(element, Paragraph):
        raise TypeError(f"{type(element).__name__} is no text")
    prose = element.prose
    if prose.styles and prose.styles[0].style != "lead":
        # A run-in head is recognised by its number; only one that ends elsewhere needs a mark.
        bare = prose._replace(styles=prose.styles[1:])
        if _styles(_reread(mark_prose(bare))) == _styles(element):
            return mark_prose(bare)
    return mark_prose(prose)


def _is_text(element: Element) -> bool:
    """Whether a line of 正文 says all there is to say."""
    if isinstance(element, Heading):
        again = _reread(element.prose.text)
        return isinstance(again, Heading) and again.level == element.level
    return isinstance(element, Paragraph)


def _reread(text: str) -> Element | None:
    return paragraph(PlacedText(text, SourceMap.start("")), Tidier(Problems(), normalize=False))


def _styles(element: Element | None) -> object:
    if not isinstance(element, Paragraph):
        return None
    return element.prose.text, element.prose.styles


def _wrapped(text: Prose | None, pair: str, pairs: str) -> str:
    """A text printed in brackets, without them unless it would lose its own."""
    if text is None:
        return ""
    own = text.text[:1] in pairs[::2] and text.text[-1:] in pairs[1::2]
    return pair[0] + text.text + pair[1] if own else text.text


def _date(issue: Issue) -> str:
    """ISO for an ordinary day, else as printed."""
    date = issue.masthead.date
    if not date.iso:
        return date.printed
    year, month, day = (int(part) for part in date.iso.split("-"))
    return date.iso if date.printed == f"{year}年{month}月{day}日" else date.printed
