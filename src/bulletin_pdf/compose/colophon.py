"""报尾: 报 送 发, 编辑 and copies between rules at the foot of the last page (P-50…P-55, J-15…J-19)."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.single_lines import put_label, set_fitted, set_label, width_of
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.inks import BLACK
from bulletin_pdf.issue.model import Issue, Prose
from bulletin_pdf.issue.printed_form import in_script
from bulletin_pdf.layout.block import TextBlock
from bulletin_pdf.layout.galley import Row, set_text, text_marks
from bulletin_pdf.layout.page_numbers import moved
from bulletin_pdf.layout.runs import SetText
from bulletin_pdf.layout.style import EM_CENTRE, BlockStyle, TextStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Mark, Rule, TagId
from bulletin_pdf.source_map import SourceMap

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
    typesetter: Typesetter
    tree: TagTree
    style: TextStyle
    inset: float
    """P-54: how far text stands in on both sides, em."""

    @property
    def left(self) -> float:
        return self.inset * self.style.size

    @property
    def right(self) -> float:
        return self.design.grid.width - self.inset * self.style.size


def colophon_rows(issue: Issue, design: Design, typesetter: Typesetter, tree: TagTree) -> tuple[Row, ...]:
    """Set 报尾 as rows that hang from the foot of the type area; more than one when a page is too low."""
    setting = _Setting(design, typesetter, tree, design.text("foot"), design.house.foot.inset)
    lines: list[_Line] = []
    for group in design.house.foot.groups:
        own = _group(group, issue, setting)
        if lines and own:
            own[0] = own[0]._replace(rule_above=True)
        lines += own
    below: tuple[Mark, ...] = ()
    if design.house.foot.copies == "inside":
        _add_copies(lines, issue, setting)
    elif design.house.foot.copies == "below":
        below = _copies(issue, setting)
    if not lines and not below:
        return ()
    return _LongFoot(tuple(lines), setting, below).from_line(design.grid.lines)


def _group(group: Sequence[str], issue: Issue, setting: _Setting) -> list[_Line]:
    """Set what stands between two rules."""
    lines = _recipients([name for name in group if name in _LABELS], issue, setting)
    for name in group:
        if name == "imprint":
            lines += _imprint(issue, setting)
        elif name not in _LABELS:
            for label, value in _entries(name, issue):
                shown = f"{in_script(label, setting.design.lang)}：" if label else ""
                _add_entry(lines, shown, value, setting)
    return lines


class _LongFoot(NamedTuple):
    """报尾 of more lines than a page holds: its first part may stand below the text."""

    lines: tuple[_Line, ...]
    setting: _Setting
    below: tuple[Mark, ...] = ()
    """What stands below the last rule, from a baseline at 0."""

    def within(self, lines: int) -> tuple[Row, ...] | None:
        """Return its parts, the first at most `lines` grid lines high."""
        return self.from_line(lines) if lines >= _LOWEST_PART else None

    def from_line(self, lines: int) -> tuple[Row, ...]:
        """Cut it so that the first part takes at most `lines` grid lines, the others a page each."""
        first, most = (self._fitting(room) for room in (lines, self.setting.design.grid.lines))
        starts = [0, *range(first, len(self.lines), most), len(self.lines)]
        parts = [_row(self.lines[a:b], self.setting) for a, b in pairwise(starts)]
        if self.below:
            parts[-1] = _with_below(parts[-1], self.below, self.setting)
        return (parts[0]._replace(elastic=self), *parts[1:]) if len(parts) > 1 else tuple(parts)

    def _fitting(self, lines: int) -> int:
        """How many of its lines a part of so many grid lines holds."""
        foot = self.setting.design.house.foot
        below = foot.pitch if self.below else 0.0
        room = lines * self.setting.design.grid.pitch - 4 * foot.white - below
        return max(1, int(room / foot.pitch))


_LOWEST_PART = 4
"""Grid lines below the text worth beginning a long 报尾 in."""


def _row(lines: Sequence[_Line], setting: _Setting) -> Row:
    """Put lines above each other between two rules, the lower one at the foot (P-51, P-52)."""
    foot = setting.design.house.foot
    width = setting.design.grid.width
    marks: list[Mark] = []
    below = foot.white
    for number, line in reversed(list(enumerate(lines))):
        middle = below + foot.pitch / 2
        marks[:0] = [moved(mark, 0.0, EM_CENTRE * setting.style.size - middle) for mark in line.marks]
        below += foot.pitch
        if line.rule_above and number and foot.inner:
            below += foot.white
            marks.insert(0, Rule(0, -below, width, -below, foot.inner, BLACK))
            below += foot.white
    below += foot.white
    edge = foot.outer / 2
    if foot.outer:
        upper = Rule(0, -below, width, -below, foot.outer, BLACK)
        lower = Rule(0, -edge, width, -edge, foot.outer, BLACK)
        marks = [upper, *marks, lower]
    if foot.drop:
        marks = [moved(mark, 0.0, foot.drop) for mark in marks]
    depth = max(below - foot.drop, 1.0) / setting.design.grid.pitch
    return Row(ceil(depth), tuple(marks), depth=depth)


def _with_below(row: Row, below: tuple[Mark, ...], setting: _Setting) -> Row:
    """Raise a part of 报尾 by a line, and put what stands below its last rule there (J-18)."""
    pitch = setting.design.house.foot.pitch
    baseline = setting.design.house.foot.drop - pitch / 2 + EM_CENTRE * setting.style.size
    marks = (
        *(moved(mark, 0.0, -pitch) for mark in row.marks),
        *(moved(mark, 0.0, baseline) for mark in below),
    )
    depth = row.depth + pitch / setting.design.grid.pitch
    return Row(ceil(depth), marks, depth=depth)


_LABELS = {"report": "报：", "send": "送：", "issue": "发：", "extra": "本期增发：", "audience": "发送对象："}
"""What stands before the names of those it is sent to."""


def _recipients(slots: Sequence[str], issue: Issue, setting: _Setting) -> list[_Line]:
    """J-16, J-17: each group its own paragraph, the last name followed by 。"""
    given: list[tuple[str, tuple[Prose, ...]]] = [
        (_LABELS[slot], getattr(issue.distribution, slot)) for slot in slots
    ]
    listing = setting.tree.add("L", 0) if any(names for _, names in given) else 0
    lines: list[_Line] = []
    for label, names in given:
        if names:
            item = setting.tree.add("LI", listing)
            text = _SEPARATOR.join(name.text for name in names)
            text += "" if text.endswith("。") else "。"
            tags = setting.tree.add("Lbl", item), setting.tree.add("LBody", item)
            lines += _labelled(in_script(label, setting.design.lang), text, tags, setting)
    return lines


def _imprint(issue: Issue, setting: _Setting) -> list[_Line]:
    """P-55: who prints it on the left and 2022年6月16日印发 on the right, on one line where they fit."""
    head = issue.masthead
    lines: list[_Line] = []
    for publisher in head.publishers:
        _add_line(lines, publisher.text, publisher.source, setting)
    if head.date.printed:
        text = in_script(f"{head.date.printed}印发", setting.design.lang)
        date = set_label(text, setting.style, setting.tree.add("P", 0), setting.typesetter)
        _add_right(lines, date, setting)
    return lines


def _add_line(lines: list[_Line], text: str, source: SourceMap, setting: _Setting) -> None:
    room = setting.right - setting.left
    label = set_fitted(text, setting.style, setting.tree.add("P", 0), setting.typesetter, source, room)
    lines.append(_Line(tuple(put_label(label, setting.left, 0.0)), setting.left + width_of(label)))


def _entries(name: str, issue: Issue) -> Sequence[tuple[str, Prose]]:
    """编辑 审核 签发 and how to reach them (J-19), who has printed it, its permit."""
    printer, permit = issue.distribution.printer, issue.masthead.permit
    if name == "colophon":
        return issue.colophon.entries
    if name == "printer":
        return (("印刷", printer),) if printer else ()
    return (("", permit),) if permit else ()


def _labelled(label: str, text: str, tags: tuple[TagId, TagId], setting: _Setting) -> list[_Line]:
    """P-54: the label stands one 字 in; all lines of the text align after its colon."""
    caption = set_label(label, setting.style, tags[0], setting.typesetter)
    indent = setting.inset + len(label)
    block = TextBlock(text, BlockStyle(setting.style, left=indent, right=setting.inset), tags[1])
    body = set_text(block, setting.design.grid.width, setting.typesetter)
    lines: list[_Line] = []
    for number, line in enumerate(body.paragraph.lines):
        marks: list[Mark] = [*put_label(caption, setting.left, 0.0)] if number == 0 else []
        marks += text_marks(body, "justify", number, 0.0, 0.0)
        lines.append(_Line(tuple(marks), (indent + line.width) * setting.style.size))
    return lines


def _add_entry(lines: list[_Line], label: str, value: Prose, setting: _Setting) -> None:
    """Put an entry on the last line when it fits there; one wider than a line is turned."""
    tag = setting.tree.add("P", 0)
    source = value.source.behind(len(label))
    entry = set_label(label + value.text, setting.style, tag, setting.typesetter, source)
    width = width_of(entry)
    x = lines[-1].end + _ENTRY_WHITE * setting.style.size if lines else setting.left
    if lines and x + width <= setting.right:
        marks = (*lines[-1].marks, *put_label(entry, x, 0.0))
        lines[-1] = lines[-1]._replace(marks=marks, end=x + width)
    elif setting.left + width <= setting.right:
        lines.append(_Line(tuple(put_label(entry, setting.left, 0.0)), setting.left + width))
    else:
        lines += _labelled(label, value.text, (tag, tag), setting)


def _add_copies(lines: list[_Line], issue: Issue, setting: _Setting) -> None:
    """J-18: （共印N份） at the right end of the last line, or of one more."""
    if issue.distribution.copies is not None:
        text = f"（共印{issue.distribution.copies}份）"
        copies = set_label(text, setting.style, setting.tree.add("P", 0), setting.typesetter)
        _add_right(lines, copies, setting)


def _copies(issue: Issue, setting: _Setting) -> tuple[Mark, ...]:
    """Set （共印N份） flush right, for below the last rule."""
    if issue.distribution.copies is None:
        return ()
    text = f"（共印{issue.distribution.copies}份）"
    copies = set_label(text, setting.style, setting.tree.add("P", 0), setting.typesetter)
    return tuple(put_label(copies, setting.right, 0.0, "right"))


def _add_right(lines: list[_Line], label: SetText, setting: _Setting) -> None:
    """Put a text at the right end of the last line, or of one more."""
    marks = put_label(label, setting.right, 0.0, "right")
    fits = lines and lines[-1].end + _ENTRY_WHITE * setting.style.size + width_of(label) <= setting.right
    if fits:
        lines[-1] = lines[-1]._replace(marks=(*lines[-1].marks, *marks), end=setting.right)
    else:
        lines.append(_Line(tuple(marks), setting.right))
