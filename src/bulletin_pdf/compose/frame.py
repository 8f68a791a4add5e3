"""What a design puts outside the text of some pages: rules, a running head, 准印证号."""

from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.masthead import place_row
from bulletin_pdf.compose.slots import Shop
from bulletin_pdf.compose.tree import TagTree
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.layout.number import FrameMarks
from bulletin_pdf.layout.shaping import Setter


def frame_of(issue: Issue, design: Design, setter: Setter, tree: TagTree) -> tuple[FrameMarks, ...]:
    """Set the frame: its text is decoration, for it repeats what page 1 says or belongs to no text."""
    shop = Shop(design, setter, tree, None)
    found: list[FrameMarks] = []
    for item in design.house.frame:
        marks = place_row(item.row, issue, shop)
        if marks:
            found.append(FrameMarks(item.pages, marks))
    return tuple(found)
