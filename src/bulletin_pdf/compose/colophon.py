"""报尾: 报 送 发, 编辑 and copies between rules at the foot of the last page (P-50…P-55, J-15…J-19)."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from bulletin_pdf.compose.design import SMALL, Design
from bulletin_pdf.compose.place import put_label, set_label, source_of, width_of
from bulletin_pdf.compose.script import in_script
from bulletin_pdf.compose.tree import TagTree
from bulletin_pdf.inks import BLACK
from bulletin_pdf.issue.model import Issue, Prose
from bulletin_pdf.layout.block import TextBlock
from bulletin_pdf.layout.galley import Row, set_text, text_marks
from bulletin_pdf.layout.number import moved
from bulletin_pdf.layout.shaping import Setter
from bulletin_pdf.layout.style import EM_CENTRE, BlockStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Mark, Rule, TagId

_INSET = 1.0
"""P-54: one 字 in on both sides, em of 四号."""
_SEPARATOR = "，"
_ENTRY_WHITE = 1.0
"""Between two entries on one line, and before the copies, em."""


class _Line(NamedTuple):
    """One line of 报尾: its marks from a baseline at 0, and where its text ends, pt."""

    marks: tuple[Mark, ...]
    end: float
    rule_above: bool = False


class _Setting(NamedTuple):
    design: Design
    setter: Setter
    tree: TagTree

    @property
    def left(self) -> float:
        return _INSET * SMALL.size

    @property
    def right(self) -> float:
        return self.design.grid.width - _INSET * SMALL.size


def colophon_rows(issue: Issue, design: Design, setter: Setter, tree: TagTree) -> tuple[Row, ...]:
    """Set 报尾 as rows that hang from the foot of the type area; more than one when a page is too low."""
    setting = _Setting(design, setter, tree)
    lines = _recipients(issue, setting)
    answering = _answering(issue, setting)
    if lines and answering:
        answering[0] = answering[0]._replace(rule_above=True)
    lines += answering
    _add_copies(lines, issue, setting)
    if not lines:
        return ()
    return _LongFoot(tuple(lines), design).from_line(design.grid.lines)


class _LongFoot(NamedTuple):
    """报尾 of more lines than a page holds: its first part may stand below the text."""

    lines: tuple[_Line, ...]
    design: Design

    def within(self, lines: int) -> tuple[Row, ...] | None:
        """Give its parts, the first at most `lines` grid lines high."""
        return self.from_line(lines) if lines >= _LOWEST_PART else None

    def from_line(self, lines: int) -> tuple[Row, ...]:
        """Cut it so that the first part takes at most `lines` grid lines, the others a page each."""
        first, most = (self._fitting(room) for room in (lines, self.design.grid.lines))
        starts = [0, *range(first, len(self.lines), most), len(self.lines)]
        parts = [_row(self.lines[a:b], self.design) for a, b in pairwise(starts)]
        return (parts[0]._replace(elastic=self), *parts[1:]) if len(parts) > 1 else tuple(parts)

    def _fitting(self, lines: int) -> int:
        """How many of its lines a part of so many grid lines holds."""
        foot = self.design.foot
        return int((lines * self.design.grid.pitch - 4 * foot.white) / foot.pitch)


_LOWEST_PART = 4
"""Grid lines below the text worth beginning a long 报尾 in."""


def _row(lines: Sequence[_Line], design: Design) -> Row:
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
    depth = below / design.grid.pitch
    return Row(ceil(depth), (upper, *marks, lower), depth=depth)


def _recipients(issue: Issue, setting: _Setting) -> list[_Line]:
    """J-16, J-17: each group its own paragraph, the last name followed by 。"""
    given = issue.distribution
    groups = (
        ("报：", given.report),
        ("送：", given.send),
        ("发：", given.issue),
        ("本期增发：", given.extra),
    )
    listing = setting.tree.add("L", 0) if any(names for _, names in groups) else 0
    lines: list[_Line] = []
    for label, names in groups:
        if names:
            item = setting.tree.add("LI", listing)
            text = _SEPARATOR.join(name.text for name in names)
            text += "" if text.endswith("。") else "。"
            tags = setting.tree.add("Lbl", item), setting.tree.add("LBody", item)
            lines += _labelled(in_script(label, setting.design.lang), text, tags, setting)
    return lines


def _labelled(label: str, text: str, tags: tuple[TagId, TagId], setting: _Setting) -> list[_Line]:
    """P-54: the label stands one 字 in; all lines of the text align after its colon."""
    caption = set_label(label, SMALL, tags[0], setting.setter)
    indent = _INSET + len(label)
    block = TextBlock(text, BlockStyle(SMALL, left=indent, right=_INSET), tags[1])
    body = set_text(block, setting.design.grid.width, setting.setter)
    lines: list[_Line] = []
    for number, line in enumerate(body.paragraph.lines):
        marks: list[Mark] = [*put_label(caption, setting.left, 0.0)] if number == 0 else []
        marks += text_marks(body, "justify", number, 0.0, 0.0)
        lines.append(_Line(tuple(marks), (indent + line.width) * SMALL.size))
    return lines


def _answering(issue: Issue, setting: _Setting) -> list[_Line]:
    """编辑 审核 签发 and how to reach them, as many on a line as it holds (J-19)."""
    lines: list[_Line] = []
    for label, value in issue.colophon.entries:
        _add_entry(lines, f"{label}：", value, setting)
    return lines


def _add_entry(lines: list[_Line], label: str, value: Prose, setting: _Setting) -> None:
    """Put an entry on the last line when it fits there; one wider than a line is turned."""
    tag = setting.tree.add("P", 0)
    source = source_of(value)
    if source.place is not None:
        source = source._replace(place=source.place._replace(column=source.place.column - len(label)))
    entry = set_label(label + value.text, SMALL, tag, setting.setter, source)
    width = width_of(entry)
    x = lines[-1].end + _ENTRY_WHITE * SMALL.size if lines else setting.left
    if lines and x + width <= setting.right:
        marks = (*lines[-1].marks, *put_label(entry, x, 0.0))
        lines[-1] = lines[-1]._replace(marks=marks, end=x + width)
    elif setting.left + width <= setting.right:
        lines.append(_Line(tuple(put_label(entry, setting.left, 0.0)), setting.left + width))
    else:
        lines += _labelled(label, value.text, (tag, tag), setting)


def _add_copies(lines: list[_Line], issue: Issue, setting: _Setting) -> None:
    """J-18: （共印N份） at the right end of the last line, or of one more."""
    if issue.distribution.copies is None:
        return
    text = f"（共印{issue.distribution.copies}份）"
    copies = set_label(text, SMALL, setting.tree.add("P", 0), setting.setter)
    marks = put_label(copies, setting.right, 0.0, "right")
    fits = lines and lines[-1].end + _ENTRY_WHITE * SMALL.size + width_of(copies) <= setting.right
    if fits:
        lines[-1] = lines[-1]._replace(marks=(*lines[-1].marks, *marks), end=setting.right)
    else:
        lines.append(_Line(tuple(marks), setting.right))
