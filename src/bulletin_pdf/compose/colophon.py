"""报尾: 报 送 发, 编辑 and copies between rules at the foot of the last page (P-50…P-55, J-15…J-19)."""

from math import ceil
from typing import NamedTuple

from bulletin_pdf.compose.design import SMALL, Design
from bulletin_pdf.compose.place import put_label, set_label, source_of, width_of
from bulletin_pdf.compose.tree import TagTree
from bulletin_pdf.inks import BLACK
from bulletin_pdf.issue.model import Distribution, Issue, Prose
from bulletin_pdf.layout.block import Piece, TextBlock
from bulletin_pdf.layout.galley import Row, set_text, text_marks
from bulletin_pdf.layout.number import moved
from bulletin_pdf.layout.shaping import Setter
from bulletin_pdf.layout.style import EM_CENTRE, BlockStyle
from bulletin_pdf.pages import Mark, Rule, TagId

_INSET = 1.0
"""P-54: one 字 in on both sides, em of 四号."""
_SEPARATOR = "，"
_ENTRY_WHITE = 1.0


class _Line(NamedTuple):
    """One line of 报尾: its marks from a baseline at 0."""

    marks: tuple[Mark, ...]
    rule_above: bool = False


def colophon_rows(issue: Issue, design: Design, setter: Setter, tree: TagTree) -> tuple[Row, ...]:
    """Set 报尾 as rows that hang from the foot of the type area; more than one when a page is too low."""
    lines = [*_recipients(issue.distribution, design, setter, tree), *_answering(issue, design, setter, tree)]
    most = int((design.grid.height - 4 * design.foot.white) / design.foot.pitch)
    stretches = [lines[start : start + most] for start in range(0, len(lines), most)]
    return tuple(_row(stretch, design) for stretch in stretches)


def _row(lines: list[_Line], design: Design) -> Row:
    """Put lines above each other between two thick rules, the lower one at the foot (P-51, P-52)."""
    foot = design.foot
    width = design.grid.width
    marks: list[Mark] = []
    below = foot.white
    for number, line in reversed(list(enumerate(lines))):
        middle = below + foot.pitch / 2
        marks[:0] = [moved(mark, 0.0, EM_CENTRE * SMALL.size - middle) for mark in line.marks]
        below += foot.pitch
        if line.rule_above and number:
            below += foot.white
            marks.insert(0, Rule(0, -below, width, -below, foot.thin, BLACK))
            below += foot.white
    below += foot.white
    edge = foot.thick / 2
    upper = Rule(0, -below, width, -below, foot.thick, BLACK)
    lower = Rule(0, -edge, width, -edge, foot.thick, BLACK)
    return Row(ceil(below / design.grid.pitch), (upper, *marks, lower))


def _recipients(distribution: Distribution, design: Design, setter: Setter, tree: TagTree) -> list[_Line]:
    groups = (
        ("报：", distribution.report),
        ("送：", distribution.send),
        ("发：", distribution.issue),
        ("本期增发：", distribution.extra),
    )
    lines: list[_Line] = []
    given = [(label, names) for label, names in groups if names]
    listing = tree.add("L", 0) if given else 0
    for label, names in given:
        lines += _recipient_lines(label, names, design, setter, tree, listing)
    return lines


def _recipient_lines(
    label: str, names: tuple[Prose, ...], design: Design, setter: Setter, tree: TagTree, listing: TagId
) -> list[_Line]:
    """P-54: turned lines align after the colon, the last name is followed by 。"""
    item = tree.add("LI", listing)
    caption, body = tree.add("Lbl", item), tree.add("LBody", item)
    text = label + _SEPARATOR.join(name.text for name in names)
    text += "" if text.endswith("。") else "。"
    pieces = (Piece(0, len(label), SMALL, caption),)
    style = BlockStyle(SMALL, hang=float(len(label)), left=_INSET, right=_INSET)
    block = TextBlock(text, style, body, pieces, source=source_of(names[0])._replace(place=None))
    set_lines = set_text(block, design.grid.width, setter)
    return [
        _Line(tuple(text_marks(set_lines, "justify", n, 0.0, 0.0)))
        for n in range(len(set_lines.paragraph.lines))
    ]


def _answering(issue: Issue, design: Design, setter: Setter, tree: TagTree) -> list[_Line]:
    """编辑 审核 签发 on the left and the number of copies on the right (J-18, J-19)."""
    entries = [f"{label}：{prose.text}" for label, prose in issue.colophon.entries]
    copies = f"（共印{issue.distribution.copies}份）" if issue.distribution.copies is not None else ""
    rows = _fill(entries, copies, design, setter)
    lines: list[_Line] = []
    for number, (texts, last) in enumerate(rows):
        marks: list[Mark] = []
        x = _INSET * SMALL.size
        for text in texts:
            label = set_label(text, SMALL, tree.add("P", 0), setter)
            marks += put_label(label, x, 0.0)
            x += width_of(label) + _ENTRY_WHITE * SMALL.size
        if last:
            label = set_label(last, SMALL, tree.add("P", 0), setter)
            marks += put_label(label, design.grid.width - _INSET * SMALL.size, 0.0, "right")
        lines.append(_Line(tuple(marks), rule_above=number == 0 and _has_recipients(issue.distribution)))
    return lines


def _fill(entries: list[str], copies: str, design: Design, setter: Setter) -> list[tuple[list[str], str]]:
    """Share entries out over lines; the copies close the last one."""
    room = design.grid.width - 2 * _INSET * SMALL.size
    rows: list[list[str]] = [[]]
    used = 0.0
    for entry in entries:
        width = width_of(set_label(entry, SMALL, None, setter)) + _ENTRY_WHITE * SMALL.size
        if used and used + width > room + _ENTRY_WHITE * SMALL.size:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += width
    closing = width_of(set_label(copies, SMALL, None, setter)) if copies else 0.0
    if copies and used + closing > room and rows[-1]:
        rows.append([])
    filled = [(row, "") for row in rows]
    filled[-1] = (rows[-1], copies)
    return [row for row in filled if row[0] or row[1]]


def _has_recipients(distribution: Distribution) -> bool:
    return bool(distribution.report or distribution.send or distribution.issue or distribution.extra)
