"""A whole issue: its parts in their order (docs/rules/page.md §8)."""

from bulletin_pdf.compose.colophon import colophon_rows
from bulletin_pdf.compose.contents import anchor_of, contents_blocks
from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.masthead import set_masthead
from bulletin_pdf.compose.reports import report_blocks
from bulletin_pdf.compose.single_lines import lead_pieces, spaced
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.compose.unprinted import report_unprinted
from bulletin_pdf.design.model import has_slot
from bulletin_pdf.issue.model import Issue, Prose
from bulletin_pdf.issue.printed_form import number_line, printed_heading, printed_note, printed_theme
from bulletin_pdf.issue.title_place import one_line
from bulletin_pdf.layout.block import Block, SpaceBlock, TextBlock
from bulletin_pdf.layout.galley import Row
from bulletin_pdf.layout.page_numbers import FrameMarks
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import OutlineItem, Tag


class Composition(NamedTuple):
    """An issue composed: blocks to make up, 报尾 for the last page, the frame, tags and bookmarks."""

    blocks: tuple[Block, ...]
    feet: tuple[Row, ...]
    frame: tuple[FrameMarks, ...]
    """What stands outside the text on some pages."""
    tags: tuple[Tag, ...]
    outline: tuple[OutlineItem, ...]
    title: str


def compose(issue: Issue, design: Design, typesetter: Typesetter, *, numbered: bool) -> Composition:
    """Compose an issue; `numbered` says whether 要目 gives page numbers."""
    report_unprinted(issue, typesetter.problems)
    title = document_title(issue)
    tree = TagTree(title)
    head = tree.add("Sect", 0)
    blocks: list[Block] = [set_masthead(issue, design, typesetter, tree, head)]
    if not has_slot(design.house, "theme"):
        blocks += _theme(issue.theme, design, tree)
    blocks += contents_blocks(issue, design, tree, 0, numbered=numbered)
    if issue.note and len(blocks) == 1:
        blocks.append(SpaceBlock(1))  # J-10: space between the red rule and 编者按
    blocks += _note(printed_note(issue), design, tree)
    column = ""
    for number, report in enumerate(issue.reports, start=1):
        blocks += report_blocks(number, report, column, design, typesetter, tree)
        column = report.column.text if report.column else ""
    feet = colophon_rows(issue, design, typesetter, tree)
    frame: tuple[FrameMarks, ...] = ()
    if design.house.frame:
        from bulletin_pdf.compose.page_frame import frame_of

        frame = frame_of(issue, design, typesetter, tree)
    return Composition(tuple(blocks), feet, frame, tree.tags(), _outline(issue), title)


def document_title(issue: Issue) -> str:
    """Name an issue as a catalogue would: 刊名 专刊名 第N期."""
    head = issue.masthead
    parts = [head.name.text, head.series.text if head.series else "", number_line(issue)]
    return " ".join(part for part in parts if part)


def _theme(theme: Prose | None, design: Design, tree: TagTree) -> list[Block]:
    """J-12: 〔全面落实“五有”建设标准〕."""
    if theme is None:
        return []
    shown = printed_theme(theme)
    block = TextBlock(shown.text, design.theme, tree.add("P", 0), source=shown.source)
    return spaced(block, design, "theme")


def _note(note: tuple[Prose, ...], design: Design, tree: TagTree) -> list[Block]:
    """编者按, its label as a lead (J-10)."""
    if not note:
        return []
    section = tree.add("Sect", 0)
    blocks: list[Block] = [
        TextBlock(
            prose.text,
            design.note,
            tree.add("P", section),
            lead_pieces(prose, design.leads),
            source=prose.source,
        )
        for prose in note
    ]
    return [*blocks, SpaceBlock(1)]


def _outline(issue: Issue) -> tuple[OutlineItem, ...]:
    return tuple(
        OutlineItem(1, one_line([line.text for line in printed_heading(report)]), anchor_of(number))
        for number, report in enumerate(issue.reports, start=1)
    )
