"""报告: each city's report, its title, body and attribution."""

from itertools import pairwise
from typing import assert_never

from bulletin_pdf.compose.contents import anchor_of
from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.official_parts import (
    addressee_block,
    attachment_blocks,
    attachment_label,
    attachment_list,
    attachment_title,
    is_addressee,
)
from bulletin_pdf.compose.single_lines import lead_pieces, set_label, spaced, width_of
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.compose.title_lines import title_lines
from bulletin_pdf.compose.typed_columns import is_aligned_by_hand
from bulletin_pdf.issue.model import (
    Element,
    Figure,
    Heading,
    Note,
    Paragraph,
    Prose,
    Quote,
    Report,
    RightLines,
    Table,
    Verse,
)
from bulletin_pdf.issue.printed_form import attribution, in_script, printed_heading
from bulletin_pdf.layout.block import Block, FigureBlock, LineTail, PageBreak, Piece, SpaceBlock, TextBlock
from bulletin_pdf.layout.style import BlockStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.pages import TagId
from bulletin_pdf.patterns import pattern
from bulletin_pdf.typeset.breaks import LONGEST_NAME


def report_blocks(
    number: int, report: Report, column: str, design: Design, typesetter: Typesetter, tree: TagTree
) -> list[Block]:
    """Compose one report; its title is the anchor `report-N`.

    `column` is the 栏目 that the report before it stands under.
    """
    blocks = _before(number, design)
    if report.column is not None and report.column.text != column:
        blocks += _column(report, number, design, typesetter, tree)
    section = tree.add("Sect", 0)
    blocks += _title(number, report, design, typesetter, tree, section)
    if report.subtitle is not None:
        prose = report.subtitle
        style = _as_title(design.subtitle, number, report, design)
        subtitle = TextBlock(prose.text, style, tree.add("P", section), source=prose.source)
        blocks += [*spaced(subtitle, design, "subtitle"), SpaceBlock(1, keep_with_next=True)]
    blocks += _under_title(report, number, design, tree, section)
    blocks += _body(report, design, typesetter, tree, section)
    blocks += _people(report, design, tree, section)
    by = attribution(report, design.house.reports.by_around)
    if by is not None and design.house.reports.by == "end":
        _attribute(blocks, by, design, tree.add("P", section))
    return blocks


def _before(number: int, design: Design) -> list[Block]:
    """J-13: reports run on after empty lines, or each begins a page."""
    if number == 1:
        return []
    between = design.house.reports.between
    return [PageBreak()] if design.new_page else [SpaceBlock(between)] if between else []


def _column(
    report: Report, number: int, design: Design, typesetter: Typesetter, tree: TagTree
) -> list[Block]:
    """栏目 over the first of its reports: its banner, or its name."""
    column = report.column
    if column is None:
        return []
    section = tree.add("Sect", 0)
    if report.banner:
        from bulletin_pdf.compose.picture_blocks import look

        facts = look(report.banner, column.place, typesetter.problems)
        if facts is not None:
            tag = tree.add("Figure", section, alt=column.text)
            return [FigureBlock((facts,), tag, place=column.place, wide=design.spans("column"), stays=True)]
    before, after = design.house.reports.column_around
    source = column.source.behind(len(before))
    block = TextBlock(before + column.text + after, design.column, tree.add("P", section), source=source)
    return spaced(block, design, "column")


def _as_title(style: BlockStyle, number: int, report: Report, design: Design) -> BlockStyle:
    """Return a style across all columns where the title of report `number` is."""
    return style._replace(wide=_title_style(number, report, design)[1].wide)


def _title_style(number: int, report: Report, design: Design) -> tuple[str, BlockStyle]:
    """Return the name of the style of a report's title, and the style; a short text has its title in its column."""
    name, style = ("first_title", design.first_title) if number == 1 else ("title", design.title)
    if report.span is not None:
        return name, style._replace(wide=report.span == "all")
    return name, style._replace(wide=style.wide and not _is_short(report, design))


_FEWEST_LINES = 2
"""Lines of each column that a text fills under a title across all of them, at least."""


def _is_short(report: Report, design: Design) -> bool:
    """Whether the text of a report leaves columns empty."""
    columns = design.columned.columns
    if columns == 1 or not all(isinstance(element, Paragraph) for element in report.body):
        return False
    lines = (
        len(element.prose.text) * design.body.size / design.columned.column + 1
        for element in report.body
        if isinstance(element, Paragraph)
    )
    return sum(lines) < _FEWEST_LINES * columns


def _under_title(report: Report, number: int, design: Design, tree: TagTree, section: TagId) -> list[Block]:
    """Source and date of a report, and who contributed it, as the design puts them under the title."""
    form = design.house.reports
    proses: list[Prose] = []
    for name in form.under_title:
        if name == "source" and report.source is not None:
            proses.append(report.source)
        elif name == "date" and report.date is not None and report.date.printed:
            proses.append(Prose(report.date.printed))
    by = attribution(report, form.by_around)
    if form.by == "under_title" and by is not None:
        proses.append(by)
    blocks: list[Block] = []
    style = _as_title(design.under_title, number, report, design)
    for prose in proses:
        block = TextBlock(prose.text, style, tree.add("P", section), source=prose.source)
        blocks += spaced(block, design, "under_title")
    return [*blocks, SpaceBlock(1, keep_with_next=True)] if blocks else []


def _people(report: Report, design: Design, tree: TagTree, section: TagId) -> list[Block]:
    """出席 请假 列席 of minutes: the label in the style of leads, turned lines under what follows its colon."""
    blocks: list[Block] = []
    for label, names in report.people:
        head = f"{in_script(label, design.lang)}："
        text = head + "、".join(name.text for name in names)
        style = design.people._replace(hang=design.people.indent + len(head))
        tag = tree.add("P", section)
        source = names[0].source.behind(len(head))
        lead = design.leads["lead"]._replace(size=style.text.size)
        blocks.append(TextBlock(text, style, tag, (Piece(0, len(head), lead),), source=source))
    return [SpaceBlock(1, keep_with_previous=True), *blocks] if blocks else []


def _body(
    report: Report, design: Design, typesetter: Typesetter, tree: TagTree, section: TagId
) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    while at < len(report.body):
        element = report.body[at]
        attached = attachment_list(report.body, at)
        if attached:
            blocks += attachment_blocks(attached, design, typesetter, tree, section)
        elif at == 0 and isinstance(element, Paragraph) and is_addressee(element):
            blocks.append(addressee_block(element.prose, design, tree.add("P", section)))
        else:
            blocks += element_blocks(element, design, typesetter, tree, section)
            if _is_bare_heading(element) and not all(map(_is_bare_heading, report.body[at + 1 : at + 2])):
                blocks[-1] = _kept_with_next(blocks[-1])
        at += len(attached) or 1
    return blocks


_NUMBERED = pattern(
    "[0-9]{1,2}[、)）．.](?![0-9])|[（(][0-9]{1,2}[)）]|[①-⑳⑴-⒇]|第[一二三四五六七八九十]{1,3}[章节条、，]"
    "|[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十]{1,3}[)）]"
)
_ONE_LINE = 26
"""Characters of a paragraph that surely stays on one line."""


def _is_bare_heading(element: Element) -> bool:
    """Whether a paragraph heads what follows though nothing marks it: one numbered line without a stop."""
    if not isinstance(element, Paragraph):
        return False
    text = element.prose.text
    return len(text) <= _ONE_LINE and text[-1:] not in "。；！？，：" and _NUMBERED.match(text) is not None


def _kept_with_next(block: Block) -> Block:
    """T-63: such a line never ends a page."""
    if not isinstance(block, TextBlock):
        return block
    return block._replace(style=block.style._replace(keep_with_next=2))


def _title(
    number: int, report: Report, design: Design, typesetter: Typesetter, tree: TagTree, section: TagId
) -> list[Block]:
    """Return a title; that of 附件 is parted: its label flush left on a new page, then the rest, without a mark (P-41)."""
    printed = printed_heading(report)
    parted = attachment_title(printed)
    heading = printed if parted is None else parted[1]
    name, style = _title_style(number, report, design)
    mark = getattr(design.house.styles, name).mark if parted is None else ""
    text, ends = title_lines(heading, report.city_name, style, _title_room(style, mark, design), typesetter)
    whole = text if parted is None else parted[0].text + text
    tag = tree.add("H2", section, title=whole)
    anchor = anchor_of(number)
    source = heading[0].source.behind(len(mark))
    title = TextBlock(mark + text, style, tag, source=source, forced=tuple(end + len(mark) for end in ends))
    if parted is None:
        return spaced(title._replace(anchor=anchor), design, name)
    page = [] if number == 1 or design.new_page else [PageBreak()]
    return [*page, attachment_label(parted[0], design, tag, anchor), title]


def _title_room(style: BlockStyle, mark: str, design: Design) -> float:
    """Return the width a title has next to its mark, pt."""
    taken = style.left + style.right + style.indent + len(mark)
    return design.measure(style) - taken * style.text.size


def element_blocks(
    element: Element, design: Design, typesetter: Typesetter, tree: TagTree, section: TagId
) -> list[Block]:
    """Compose one element of a report's body."""
    match element:
        case Paragraph(prose):
            return _paragraphs(prose, design.paragraph, design, tree, section)
        case Heading(level, prose):
            tag = tree.add_heading(level, section, title=prose.text)
            return spaced(_heading(level, prose, design, tag), design, f"level{level}")
        case Quote(paragraphs):
            quote = tree.add("BlockQuote", section)
            return [
                block
                for prose in paragraphs
                for block in _paragraphs(prose, design.quote, design, tree, quote)
            ]
        case Verse(lines):
            return _verse(lines, design, tree, section)
        case RightLines(lines):
            return _signature(lines, design, typesetter, tree, section)
        case Note(prose):
            return [_paragraph(prose, design.remark, design, tree, section)]
        case Figure():
            from bulletin_pdf.compose.picture_blocks import figure_blocks

            return figure_blocks(element, design, tree, section, typesetter.problems)
        case Table():
            from bulletin_pdf.compose.table_blocks import table_blocks

            return table_blocks(element, design, tree, section)
        case _:
            assert_never(element)


def _heading(level: int, prose: Prose, design: Design, tag: TagId) -> TextBlock:
    mark = getattr(design.house.styles, f"level{level}").mark
    dots = tuple((start + len(mark), end + len(mark)) for start, end in prose.dots)
    source = prose.source.behind(len(mark))
    return TextBlock(mark + prose.text, design.heading(level), tag, source=source, dots=dots)


def _paragraph(prose: Prose, style: BlockStyle, design: Design, tree: TagTree, parent: TagId) -> TextBlock:
    pieces: tuple[Piece, ...] = lead_pieces(prose, design.leads)
    if is_aligned_by_hand(prose.text):
        style = style._replace(align="left", hang=_last_column(prose.text, style))
    tag = tree.add("P", parent)
    return TextBlock(prose.text, style, tag, pieces, source=prose.source, dots=prose.dots)


def _last_column(text: str, style: BlockStyle) -> float:
    """Return where a turned part of columns goes on, em: under a long text in the last one, else under the first.

    A label (出席：) stands before the first.
    """
    last = max(text.rfind("\u3000"), text.rfind("\u00a0")) + 1
    if not last or len(text) - last <= LONGEST_NAME or last > _FURTHEST_COLUMN:
        label = _LABEL.match(text)
        return style.indent + (label.end() if label else 0)
    return style.indent + last


_LABEL = pattern("[^：，。]{1,6}：")
_FURTHEST_COLUMN = 14
"""A column that begins further in, characters, is too narrow to turn in."""


_OMISSION = pattern("(?<!…)…{4}(?!…)[”’」』）。！？]*")
"""Two ellipses: whole paragraphs or lines are left out."""


def _paragraphs(prose: Prose, style: BlockStyle, design: Design, tree: TagTree, parent: TagId) -> list[Block]:
    """T-03, GB/T 15834-2011 5.1.5: two ellipses together stand alone on their line."""
    block = _paragraph(prose, style, design, tree, parent)
    if "…………" not in block.text:
        return [block] if block.text else []
    edges = [0, *(at for match in _OMISSION.finditer(prose.text) for at in match.span()), len(prose.text)]
    return [_cut(block, start, end) for start, end in pairwise(edges) if start < end]


def _cut(block: TextBlock, start: int, end: int) -> TextBlock:
    if (start, end) == (0, len(block.text)):
        return block
    return block._replace(
        text=block.text[start:end],
        pieces=tuple(
            piece._replace(start=max(piece.start, start) - start, end=min(piece.end, end) - start)
            for piece in block.pieces
            if piece.start < end and piece.end > start
        ),
        dots=tuple(
            (max(a, start) - start, min(b, end) - start) for a, b in block.dots if a < end and b > start
        ),
        source=block.source.after(start),
    )


def _verse(lines: tuple[Prose, ...], design: Design, tree: TagTree, section: TagId) -> list[Block]:
    """Keep stanzas whole; a long one is cut anywhere but at its first and last line."""
    tag = tree.add("P", section)
    blocks: list[Block] = []
    for number, line in enumerate(lines):
        if not line.text:
            blocks.append(SpaceBlock(1))
            continue
        stanza = _stanza_around(lines, number)
        inner = stanza[0] < number < stanza[1] - 2
        kept = number < stanza[1] - 1 and not (inner and stanza[1] - stanza[0] > _LONGEST_WHOLE_STANZA)
        white = len(line.text) - len(line.text.lstrip(_VERSE_WHITE))
        inset = sum(_VERSE_WHITE_EM if char == " " else 1.0 for char in line.text[:white])
        # The white a line begins with is its indent, so that a part that turns stands under it.
        style = design.verse._replace(keep_with_next=int(kept), indent=inset, hang=inset + _TURNED_VERSE)
        text = line.text[white:]
        ends = _verse_ends(text, design.measure(style) / style.text.size - style.left, style)
        blocks.append(TextBlock(text, style, tag, source=line.source.after(white), forced=ends))
    return blocks


def _verse_ends(text: str, measure: float, style: BlockStyle) -> tuple[int, ...]:
    """Return where a line of verse turns: behind its last mark that the measure holds; empty where it has none."""
    ends: list[int] = []
    start, room = 0, measure - style.indent
    while len(text) - start > room:
        marks = [match.end() for match in _VERSE_PAUSE.finditer(text, start) if match.end() - start <= room]
        if not marks:
            return ()
        ends.append(marks[-1])
        start, room = marks[-1], measure - style.hang
    return tuple(ends)


_VERSE_PAUSE = pattern("[，。；、！？：]+[”’）》]*")
_LONGEST_WHOLE_STANZA = 8
_VERSE_WHITE = " \u3000\u00a0"
_VERSE_WHITE_EM = 0.5
"""A narrow space a line of verse begins with, em."""
_TURNED_VERSE = 2.0
"""How much further than its line a part of verse that turns is set in, em."""


def _stanza_around(lines: tuple[Prose, ...], number: int) -> tuple[int, int]:
    start = end = number
    while start > 0 and lines[start - 1].text:
        start -= 1
    while end < len(lines) and lines[end].text:
        end += 1
    return start, end


def _signature(
    lines: tuple[Prose, ...], design: Design, typesetter: Typesetter, tree: TagTree, section: TagId
) -> list[Block]:
    """P-43: the date begins two 字 to the right of the name; neither comes nearer the edge than two."""
    size = design.signature.text.size
    widths = [
        width_of(set_label(line.text, design.signature.text, None, typesetter)) / size for line in lines
    ]
    room = design.measure(design.signature) / size
    insets = [design.signature.right] * len(lines)
    if len(lines) == 2 and all(width <= room - 6 for width in widths):
        name, date = widths
        start = room - 2 - name
        if start + 2 + date > room - 2:
            start = room - 4 - date
        insets = [room - start - name, room - start - 2 - date]
    blocks: list[Block] = [SpaceBlock(1, keep_with_next=True, keep_with_previous=True)]
    for number, (line, inset) in enumerate(zip(lines, insets, strict=True)):
        style = design.signature._replace(right=inset, keep_with_next=int(number + 1 < len(lines)))
        blocks.append(TextBlock(line.text, style, tree.add("P", section), source=line.source))
    return blocks


def _attribute(blocks: list[Block], by: Prose, design: Design, tag: TagId) -> None:
    """J-14: at the end of the last paragraph, or on a line of its own below."""
    last = blocks[-1]
    if isinstance(last, TextBlock) and last.style == design.paragraph:
        blocks[-1] = last._replace(
            tail=LineTail(by.text, design.attribution, tag, design.house.styles.by.right, by.source)
        )
        return
    style = design.signature._replace(
        text=design.attribution, right=design.house.styles.by.right, keep_with_previous=True
    )
    blocks.append(TextBlock(by.text, style, tag, source=by.source))
