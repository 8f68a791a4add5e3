"""Elements of a design outside the text area: rules, a running head, 准印证号."""

from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.masthead import place_row
from bulletin_pdf.compose.slots import Shop
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.design.model import FrameItem, RuleRow, SlotRow
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.layout.page_numbers import FrameMarks
from bulletin_pdf.layout.typesetter import Typesetter


def _turned(item: FrameItem) -> SlotRow | RuleRow:
    if isinstance(item.row, RuleRow):
        return item.row
    return item.row._replace(left=item.row.right, right=item.row.left)


def frame_of(issue: Issue, design: Design, typesetter: Typesetter, tree: TagTree) -> tuple[FrameMarks, ...]:
    """Set the frame: its text is decoration, for it repeats what page 1 says or belongs to no text."""
    shop = Shop(design, typesetter, tree, None)
    found: list[FrameMarks] = []
    for item in design.house.frame:
        marks = place_row(item.row, issue, shop)
        if marks:
            even = place_row(_turned(item), issue, shop) if item.turns else marks
            found.append(FrameMarks(item.pages, marks, even))
    return tuple(found)
