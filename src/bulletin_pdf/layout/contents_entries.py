"""Entries of 要目: a title broken between words, leader and page number at the right (T-77)."""

from typing import Final

from bulletin_pdf.geometry import Rect
from bulletin_pdf.layout.block import EntryBlock, TextBlock
from bulletin_pdf.layout.galley import NEVER, Galley, Row, baseline_in, set_text, text_marks
from bulletin_pdf.layout.runs import SetText
from bulletin_pdf.layout.style import BlockStyle, Grid
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.pages import Link, Mark, PageRef
from bulletin_pdf.typeset.entry_breaks import break_entry
from bulletin_pdf.typeset.measure import ParagraphShape

_NUMBER_COLUMN: Final = 2.0
"""Room kept for the page number and its white, em."""
_LEADER_WHITE: Final = 0.5
_SHORTEST_LEADER: Final = 2.0
"""T-77: a leader is at least this long, em."""


def set_entry(block: EntryBlock, grid: Grid, typesetter: Typesetter) -> Galley:
    """Set one entry; its lines stay together, the number stands on the last."""
    style = block.style
    if block.numbered:
        style = style._replace(right=style.right + _NUMBER_COLUMN + _SHORTEST_LEADER, align="left")
    text = _set_lines(block, style, grid, typesetter)
    baseline = baseline_in(grid.pitch, text.size)
    rows: list[Row] = []
    count = len(text.paragraph.lines)
    for number in range(count):
        marks: list[Mark] = list(text_marks(text, style.align, number, 0.0, baseline))
        if number == count - 1 and block.numbered:
            marks.append(_reference(block, text, grid, typesetter, baseline))
        if number == 0:
            area = Rect(0, 0, grid.width, count * grid.pitch)
            marks.append(Link(area, block.target, block.text, block.number_tag))
        rows.append(Row(1, tuple(marks), NEVER if number < count - 1 else 0))
    return tuple(rows)


def _set_lines(block: EntryBlock, style: BlockStyle, grid: Grid, typesetter: Typesetter) -> SetText:
    """Set the words of an entry; where they take several lines, these end between words."""
    inner = TextBlock(block.text, style, block.tag, source=block.source)
    text = set_text(inner, grid.width, typesetter)
    if block.joints is None or len(text.paragraph.lines) < 2:
        return text
    room = grid.width / text.size - style.left - style.right
    shape = ParagraphShape(room, style.indent, style.hang, justified=False)
    ends = break_entry(text.paragraph.spaced, shape, typesetter.rules.level, block.joints)
    return set_text(inner._replace(forced=ends), grid.width, typesetter) if ends else text


def _reference(
    block: EntryBlock, text: SetText, grid: Grid, typesetter: Typesetter, baseline: float
) -> PageRef:
    last = text.paragraph.lines[-1]
    size = text.size
    hang = block.style.hang if last.start else block.style.indent
    ends = text.left + (hang + last.width + _LEADER_WHITE) * size
    style = block.style.text
    face = typesetter.book.face(style.latin).id
    right = grid.width - block.style.right * size
    return PageRef(right, baseline, block.target, face, size, style.ink, ends, block.number_tag)
