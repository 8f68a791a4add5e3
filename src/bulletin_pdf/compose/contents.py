"""要目: the list of reports, with page numbers when the issue is long (J-11, T-77)."""

from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.single_lines import spaced
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.compose.title_lines import title_joints
from bulletin_pdf.inks import BLACK
from bulletin_pdf.issue.model import Issue, Prose
from bulletin_pdf.issue.printed_form import printed_entry
from bulletin_pdf.layout.block import Block, EntryBlock, RuleBlock, TextBlock
from bulletin_pdf.pages import TagId


def anchor_of(number: int) -> str:
    """Name the place of report `number`, counted from 1."""
    return f"report-{number}"


def contents_blocks(
    issue: Issue, design: Design, tree: TagTree, parent: TagId, *, numbered: bool
) -> list[Block]:
    """List the reports under 本期要目; nothing when the issue has `contents: none`."""
    if issue.contents == "none" or (issue.contents == "auto" and len(issue.reports) < 2):
        return []
    form = design.house.contents
    toc = tree.add("TOC", parent)
    blocks: list[Block] = []
    if form.label:
        label = form.around[0] + form.label + form.around[1]
        blocks += spaced(
            TextBlock(label, design.contents_label, tree.add("Caption", toc)), design, "contents_label"
        )
    column = ""
    for number, report in enumerate(issue.reports, start=1):
        if form.grouped and report.column is not None and report.column.text != column:
            blocks += spaced(_column(report.column, design, tree, toc), design, "contents_column")
        column = report.column.text if report.column else ""
        title = printed_entry(report)
        item = tree.add("TOCI", toc)
        text = tree.add("Reference", item)
        link = tree.add("Link", text)
        blocks.append(
            EntryBlock(
                form.bullet + title.text,
                design.contents_entry,
                link,
                anchor_of(number),
                link,
                numbered and form.numbers_from > 0,
                title.source.behind(len(form.bullet)),
                title_joints,
            )
        )
    if form.rule:
        blocks.append(RuleBlock(form.rule, BLACK, wide=design.spans("contents_entry")))
    return blocks


def _column(column: Prose, design: Design, tree: TagTree, toc: TagId) -> TextBlock:
    """栏目 over the entries that belong to it."""
    before, after = design.house.contents.column_around
    source = column.source.behind(len(before))
    text = before + column.text + after
    return TextBlock(text, design.contents_column, tree.add("Caption", tree.add("TOCI", toc)), source=source)
