"""What an issue asks for, found on its printed pages: every element with its glyphs, line by line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

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
    Styled,
    Table,
    Verse,
)
from bulletin_pdf.issue.printed_form import (
    attribution,
    number_line,
    printed_entry,
    printed_heading,
    printed_note,
    serial_line,
)
from conformance.page import BOTTOM, FOLIO_AREA
from support.narrowed import present
from support.printed import Printed, PrintedGlyph

TRADITIONAL = str.maketrans("报发签单续编辑审对电话传邮网", "報發簽單續編輯審對電話傳郵網")
"""The program's own words in a traditional issue, written down here once more."""

CENTRED = frozenset({"name", "title", "subtitle", "theme", "contents-label"})


class Wanted(NamedTuple):
    """A text that must be printed once; `floats` when it need not stand in the order of the source."""

    kind: str
    text: str
    floats: bool = False
    styles: tuple[Styled, ...] = ()
    report: int = 0
    again: bool = False
    """A table's head, which may be printed again."""


class Line(NamedTuple):
    """Glyphs of one element on one baseline, from left to right."""

    glyphs: tuple[PrintedGlyph, ...]

    @property
    def page(self) -> int:
        return self.glyphs[0].page

    @property
    def y(self) -> float:
        """The baseline most of the glyphs stand on; helping faces are lowered a little."""
        return Counter(round(glyph.y, 3) for glyph in self.glyphs).most_common(1)[0][0]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def size(self) -> float:
        return self.glyphs[0].size


class Element(NamedTuple):
    """A wanted text as it was printed; `number` is the page given after an entry of 要目."""

    kind: str
    wanted: Wanted
    lines: tuple[Line, ...]
    number: tuple[PrintedGlyph, ...] = ()

    @property
    def glyphs(self) -> Iterator[PrintedGlyph]:
        for line in self.lines:
            yield from line.glyphs

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def text(self) -> str:
        return self.wanted.text


class Found(NamedTuple):
    """All elements in the order of the source, and what belongs to none."""

    elements: tuple[Element, ...]
    missing: tuple[Wanted, ...]
    stray: tuple[PrintedGlyph, ...]
    folios: tuple[Line, ...]


# What is wanted -------------------------------------------------------------------------


def own_words(words: str, issue: Issue) -> str:
    """Words the program adds to a page, in the script of the issue."""
    return words.translate(TRADITIONAL) if issue.lang == "zh-Hant" else words


def wanted_of(issue: Issue) -> list[Wanted]:
    """Give every text an issue must print, in reading order."""
    return [
        *_head(issue),
        *_contents(issue),
        *(Wanted("note", prose.text, styles=prose.styles) for prose in printed_note(issue)),
        *(
            wanted
            for number, report in enumerate(issue.reports, 1)
            for wanted in _report(number, report, issue)
        ),
        *_foot(issue),
    ]


def _head(issue: Issue) -> Iterator[Wanted]:
    head = issue.masthead
    yield from (Wanted("secrecy", prose.text) for prose in (head.secrecy,) if prose)
    yield from (Wanted("urgency", prose.text) for prose in (head.urgency,) if prose)
    if head.copy_number:
        yield Wanted("copy-number", head.copy_number)
    if not issue.design.switches.artwork:
        yield Wanted("name", head.name.text)
    series = f"【{head.series.text}】" if head.series else ""
    if series:
        yield Wanted("series", series)
    if number_line(issue):
        yield Wanted("number", number_line(issue) + serial_line(issue))
    if head.signer:
        # It shares a line with the series or the number, wherever there is room.
        yield Wanted("signer", own_words("签发人：", issue) + head.signer.text, floats=True)
    yield from (Wanted("publisher", prose.text) for prose in head.publishers)
    yield Wanted("date", head.date.printed)
    if issue.theme:
        text = issue.theme.text
        yield Wanted("theme", text if text[0] in "〔【[" else f"〔{text}〕")


def _contents(issue: Issue) -> Iterator[Wanted]:
    if issue.contents == "none" or (issue.contents == "auto" and len(issue.reports) < 2):
        return
    yield Wanted("contents-label", "本期要目")
    for number, report in enumerate(issue.reports, 1):
        yield Wanted("entry", printed_entry(report).text, report=number)


def _report(number: int, report: Report, issue: Issue) -> Iterator[Wanted]:
    title = "".join(line.text for line in printed_heading(report))
    if label := re.match("(附件[0-9]*) ", title):
        yield Wanted("attachment-label", label[1], report=number)
        title = title[label.end() :]
    yield Wanted("title", title, report=number)
    if report.subtitle:
        yield Wanted("subtitle", report.subtitle.text, report=number)
    attached = False
    for place, element in enumerate(report.body):
        for wanted in _element(element, issue):
            attached = wanted.text.startswith("附件：") or (attached and wanted.text[:1].isdigit())
            addressed = place == 0 and wanted.text[-1:] == "：" and wanted.text[:1] in "各同"
            kind = "attachment" if attached else "addressee" if addressed else wanted.kind
            yield wanted._replace(kind=kind, report=number)
    if report.by:
        yield Wanted("attribution", present(attribution(report)).text, report=number)


def _element(element: object, issue: Issue) -> Iterator[Wanted]:
    match element:
        case Paragraph(prose):
            yield Wanted("paragraph", prose.text, styles=prose.styles)
        case Heading(level, prose):
            yield Wanted(f"heading{level}", prose.text)
        case Quote(paragraphs):
            yield from (Wanted("quote", prose.text, styles=prose.styles) for prose in paragraphs)
        case Verse(lines):
            yield from (Wanted("verse", prose.text) for prose in lines if prose.text)
        case RightLines(lines):
            yield from (Wanted("signature", prose.text) for prose in lines)
        case Note(prose):
            yield Wanted("remark", prose.text, styles=prose.styles)
        case Figure(_, caption, credit):
            yield from _floating(("caption", caption), ("credit", credit))
        case Table():
            yield from _table(element, issue)


def _floating(*words: tuple[str, Prose]) -> Iterator[Wanted]:
    return (Wanted(kind, prose.text, floats=True) for kind, prose in words if prose.text)


def _table(table: Table, issue: Issue) -> Iterator[Wanted]:
    yield from _floating(("table-caption", table.caption))
    if table.unit.text:
        label = "" if "：" in table.unit.text else own_words("单位：", issue)
        yield Wanted("unit", label + table.unit.text, floats=True)
    for number, row in enumerate(table.rows):
        head = number < table.header_rows
        for cell in row:
            if cell.prose.text:
                yield Wanted("table-head" if head else "cell", cell.prose.text, floats=True, again=head)


def _foot(issue: Issue) -> Iterator[Wanted]:
    given = issue.distribution
    groups = (
        ("报：", given.report),
        ("送：", given.send),
        ("发：", given.issue),
        ("本期增发：", given.extra),
    )
    for label, names in groups:
        if names:
            text = own_words(label, issue) + "，".join(name.text for name in names)
            yield Wanted("recipients", text if text.endswith("。") else text + "。")
    for label, prose in issue.colophon.entries:
        yield Wanted("answering", own_words(f"{label}：", issue) + prose.text)
    if given.copies is not None:
        yield Wanted("copies", f"（共印{given.copies}份）")


# Where it was printed ---------------------------------------------------------------------


def find_elements(issue: Issue, printed: Printed) -> Found:
    """Find every wanted text among the painted glyphs, each glyph claimed once."""
    stream = [glyph for glyph in printed.glyphs if glyph.y <= FOLIO_AREA]
    text = "".join(glyph.text for glyph in stream)
    claimed = bytearray(len(text))
    places: dict[int, tuple[int, int]] = {}
    everything = wanted_of(issue)
    for floats in (False, True):
        at = 0
        for index, wanted in enumerate(everything):
            if wanted.floats != floats:
                continue
            squashed = "".join(wanted.text.split())
            start = _search(text, squashed, at, claimed)
            if start < 0:
                continue
            at = start + len(squashed)
            claimed[start:at] = b"\x01" * len(squashed)
            places[index] = (start, at)
            if wanted.kind == "entry":
                at = _claim_number(stream, at, claimed)
    elements, missing = [], []
    for index, wanted in enumerate(everything):
        if index not in places:
            missing.append(wanted)
            continue
        start, end = places[index]
        number: tuple[PrintedGlyph, ...] = ()
        if wanted.kind == "entry":
            number = tuple(stream[end : _number_end(stream, end)])
        elements.append(Element(wanted.kind, wanted, lines_of(stream[start:end]), number))
    stray = tuple(glyph for glyph, taken in zip(stream, claimed, strict=True) if not taken)
    folios = lines_of([glyph for glyph in printed.glyphs if glyph.y > FOLIO_AREA])
    return Found(tuple(elements), tuple(missing), stray, folios)


def _search(text: str, wanted: str, at: int, claimed: bytearray) -> int:
    start = text.find(wanted, at)
    while start >= 0 and any(claimed[start : start + len(wanted)]):
        start = text.find(wanted, start + 1)
    return start


def _number_end(stream: Sequence[PrintedGlyph], at: int) -> int:
    """A page number follows its entry on the same line, in Latin digits far to the right."""
    if at >= len(stream) or at == 0 or not stream[at].text.isdigit():
        return at
    before = stream[at - 1]
    if stream[at].page != before.page or stream[at].x < before.x + 1.5 * before.size:
        return at
    end = at
    while end < len(stream) and stream[end].text.isdigit() and stream[end].y == stream[at].y:
        end += 1
    return end


def _claim_number(stream: Sequence[PrintedGlyph], at: int, claimed: bytearray) -> int:
    end = _number_end(stream, at)
    claimed[at:end] = b"\x01" * (end - at)
    return end


def lines_of(glyphs: Sequence[PrintedGlyph]) -> tuple[Line, ...]:
    """Part glyphs into lines where the baseline moves by more than a helping face's drop."""
    lines: list[Line] = []
    start = 0
    for index, (before, after) in enumerate(pairwise(glyphs), 1):
        if after.page != before.page or _far(before, after):
            lines.append(Line(tuple(glyphs[start:index])))
            start = index
    if glyphs:
        lines.append(Line(tuple(glyphs[start:])))
    return tuple(lines)


def _far(before: PrintedGlyph, after: PrintedGlyph) -> bool:
    if before.upright:
        return abs(after.y - before.y) > 0.4 * before.size
    return abs(after.x - before.x) > 0.4 * before.size


def on_page(found: Found, page: int) -> list[tuple[Element, Line]]:
    """Give the lines printed on a page with their elements, from top to bottom."""
    lines = [
        (element, line) for element in found.elements for line in element.lines
        if line.page == page and line.y < BOTTOM
    ]  # fmt: skip
    return sorted(lines, key=lambda pair: pair[1].y)
