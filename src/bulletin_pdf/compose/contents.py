"""要目: the list of reports, with page numbers when the issue is long (J-11, T-77)."""

from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.place import source_of
from bulletin_pdf.compose.titles import title_joints
from bulletin_pdf.compose.tree import TagTree
from bulletin_pdf.inks import BLACK
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.layout.block import Block, EntryBlock, RuleBlock, TextBlock
from bulletin_pdf.pages import TagId

LABEL = "本期要目"


def anchor_of(number: int) -> str:
    """Name the place of report `number`, counted from 1."""
    return f"report-{number}"


def contents_blocks(
    issue: Issue, design: Design, tree: TagTree, parent: TagId, *, numbered: bool
) -> list[Block]:
    """List the reports under 本期要目; nothing when the issue wants none."""
    if issue.contents == "none" or (issue.contents == "auto" and len(issue.reports) < 2):
        return []
    toc = tree.add("TOC", parent)
    blocks: list[Block] = [TextBlock(LABEL, design.contents_label, tree.add("Caption", toc))]
    for number, report in enumerate(issue.reports, start=1):
        title = report.contents_title
        item = tree.add("TOCI", toc)
        text = tree.add("Reference", item)
        link = tree.add("Link", text)
        blocks.append(
            EntryBlock(
                title.text,
                design.contents_entry,
                link,
                anchor_of(number),
                link,
                numbered,
                source_of(title),
                title_joints,
            )
        )
    blocks.append(RuleBlock(design.foot.thin, BLACK))
    return blocks
