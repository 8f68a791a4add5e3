"""报头: name, number, publisher and date over the red rule (J-01…J-09)."""

from math import ceil
from typing import TYPE_CHECKING

from bulletin_pdf.compose.design import BODY, HEI, KAI, TITLE, Design
from bulletin_pdf.compose.place import put_label, set_fitted, set_label, source_of, spread, width_of
from bulletin_pdf.compose.script import in_script
from bulletin_pdf.compose.tree import TagTree
from bulletin_pdf.compose.words import word_starts
from bulletin_pdf.geometry import Rect
from bulletin_pdf.issue.model import Masthead, Prose
from bulletin_pdf.layout.block import FixedBlock, Piece, Source
from bulletin_pdf.layout.shaping import Setter
from bulletin_pdf.layout.style import EM_CENTRE, TextStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Mark, Rule, TagId, TextRun
from bulletin_pdf.patterns import pattern
from bulletin_pdf.typeset.classes import COMBINING, class_alone

if TYPE_CHECKING:
    from bulletin_pdf.drawing import Artwork

_LONGEST_NAME = 12
"""A longer name goes on two lines: on one its characters would be no larger than a title's."""
_NAME_LINE = 28
"""Characters of a name that a line holds when it is as small as the text."""
_MOST_NAME_LINES = 2
_UNEVEN = 0.25
"""How far from its middle a long name may be divided between words, share of its length."""
_EM_TOP = 0.5 + EM_CENTRE
"""The top of the em box above the baseline, em."""
_EM_BOTTOM = 0.5 - EM_CENTRE
_SIGNER = "签发人："
_COPY_NUMBER = 5.0
"""Room kept for 份号 beside 密级, em."""
_LEAST_BELOW = 3
"""Grid lines the first page keeps for text; a head that leaves fewer is too high."""
_LONGEST_NUMBER = 27
"""Characters of 三号 that the number's line holds."""
_UNDER_NAME = 0.35
"""White between the name and the number's line box, grid lines."""
_UNDER_MARKINGS = 12.0
"""White between 紧急程度 and a name below it, pt."""
_NAME_GAP = 1.15
"""Baselines of a name on two lines, em of the name."""


_LEAST_WHITE = 2.5
"""One 字 on either side and half a one between publisher and date, number and 签发人, em."""


class _Setting(NamedTuple):
    design: Design
    setter: Setter
    tree: TagTree
    parent: TagId

    @property
    def width(self) -> float:
        return self.design.grid.width

    @property
    def pitch(self) -> float:
        return self.design.grid.pitch


def set_masthead(
    masthead: Masthead, design: Design, setter: Setter, tree: TagTree, parent: TagId
) -> FixedBlock:
    """Arrange 报头 from the top of the type area down to its red rule."""
    setting = _Setting(design, setter, tree, parent)
    marks: list[Mark] = []
    stacked = _put_markings(masthead, setting, marks)
    if design.artwork is not None:
        name_bottom = _put_artwork(design.artwork, masthead.name, setting, marks, stacked)
    else:
        name_bottom = _put_name(masthead.name, setting, marks, stacked)
    lines = _number_lines(masthead, setting)
    publishing = _publishing_lines(masthead, setting)
    below = (len(lines) + len(publishing)) * setting.pitch
    least = name_bottom + _UNDER_NAME * setting.pitch + below
    lowest = design.head.rule_lines * setting.pitch
    rule_y = max(lowest, least + design.head.rule_white - 0.2 * setting.pitch)
    foot = rule_y - design.head.rule_white - _EM_BOTTOM * BODY.size
    first = foot - below + setting.pitch
    for number, line in enumerate(lines):
        signer = masthead.signer if number == len(lines) - 1 else None
        _put_number(line, signer, setting, marks, first + number * setting.pitch)
    _put_publishing(publishing, masthead.date.printed, setting, marks, foot)
    marks.append(Rule(0, rule_y, setting.width, rule_y, design.head.rule_weight, design.red))
    depth = ceil(rule_y / setting.pitch - 0.1)
    if depth > design.grid.lines - _LEAST_BELOW:
        setter.problems.add("B511", masthead.name.place)
    return FixedBlock(tuple(marks), depth, keep_with_next=1)


def _put_markings(masthead: Masthead, setting: _Setting, marks: list[Mark]) -> int:
    """份号 upper right, 密级 and 紧急程度 upper left; give how many lines they take (J-01, J-02)."""
    left = [prose for prose in (masthead.secrecy, masthead.urgency) if prose is not None]
    for number, prose in enumerate(left):
        baseline = (number + 0.5) * setting.pitch + EM_CENTRE * HEI.size
        tag = setting.tree.add("P", setting.parent)
        room = setting.width - _COPY_NUMBER * HEI.size
        label = set_fitted(prose.text, HEI, tag, setting.setter, source_of(prose), room)
        marks += put_label(label, 0.0, baseline)
    if masthead.copy_number:
        tag = setting.tree.add("P", setting.parent)
        marks += copy_number_marks(masthead.copy_number, setting.design, setting.setter, tag)
    return max(len(left), 1 if masthead.copy_number or masthead.copy_numbers else 0)


def copy_number_marks(number: str, design: Design, setter: Setter, tag: TagId | None = None) -> list[TextRun]:
    """Set 份号 flush right on the first line, from the upper left corner of the type area (J-01)."""
    baseline = 0.5 * design.grid.pitch + EM_CENTRE * BODY.size
    return put_label(set_label(number, BODY, tag, setter), design.grid.width, baseline, "right")


def _put_artwork(
    artwork: "Artwork", name: Prose, setting: _Setting, marks: list[Mark], stacked: int
) -> float:
    """Place 题字 in the edition's red, as wide as a set name at most; give its lower edge."""
    from bulletin_pdf.drawing import place_artwork

    head = setting.design.head
    top = max(head.name_top, stacked * setting.pitch + _UNDER_MARKINGS)
    width, height = head.widest * setting.width, head.largest
    room = Rect((setting.width - width) / 2, top, width, height)
    heading = setting.tree.add("H1", setting.parent, title=name.text)
    tag = setting.tree.add("Figure", heading, alt=name.text)
    marks += place_artwork(artwork, room, setting.design.red, tag)
    return top + height


def _put_name(name: Prose, setting: _Setting, marks: list[Mark], stacked: int) -> float:
    """Set the name large, letterspaced to its share of the measure; give its lower edge."""
    head = setting.design.head
    parts = _with_marks(_name_lines(name.text))
    longest = max(len(part) for part in parts)
    size = _name_size(longest, len(parts), setting)
    if len(parts) > _MOST_NAME_LINES:
        setting.setter.problems.add(
            "B550", name.place, count=len(name.text), limit=_MOST_NAME_LINES * _NAME_LINE
        )
    top = max(
        head.name_top if len(parts) == 1 else head.name_top * 0.6, stacked * setting.pitch + _UNDER_MARKINGS
    )
    style = TextStyle("xbs", size, latin="xbs", ink=setting.design.red)
    widest = max(width_of(set_label(part, style, None, setting.setter)) for part in parts)
    if widest > setting.width:  # W and — are wider than a hanzi
        style = style._replace(size=size * setting.width / widest)
    tag = setting.tree.add("H1", setting.parent)
    at = 0
    for number, part in enumerate(parts):
        source = Source(
            name.place._replace(column=name.place.column + at) if name.place else None, name.moves
        )
        label = set_label(part, style, tag, setting.setter, source)
        gap = _name_gap(width_of(label), len(part), setting)
        width = width_of(label) + gap * (len(part) - 1)
        baseline = top + (_EM_TOP + number * _NAME_GAP) * size
        marks += spread(put_label(label, (setting.width - width) / 2, baseline), gap)
        at += len(part)
    return top + (1 + (len(parts) - 1) * _NAME_GAP) * size


def _name_size(longest: int, lines: int, setting: _Setting) -> float:
    """Give the size of a name, pt: a long one may take the whole measure, and is never smaller than the text."""
    head = setting.design.head
    size = min(head.largest if lines == 1 else head.largest * 0.8, head.widest * setting.width / longest)
    return max(size, min(TITLE.size, setting.width / longest), BODY.size)


def _name_lines(name: str) -> list[str]:
    """Divide a long name at a space or between words near its middle; at its smallest a line holds the measure."""
    if " " in name and len(name) > _LONGEST_NAME:
        cut = min((at for at, char in enumerate(name) if char == " "), key=lambda at: abs(at - len(name) / 2))
        parts = [name[:cut], name[cut + 1 :]]
        return parts if max(map(len, parts)) <= _NAME_LINE else [*_filled(parts[0]), *_filled(parts[1])]
    if len(name) > _MOST_NAME_LINES * _NAME_LINE:
        return _filled(name)
    if len(name) <= _LONGEST_NAME:
        return [name]
    half = len(name) / 2
    inside = {index for match in _BRACKETED.finditer(name) for index in range(match.start() + 1, match.end())}
    edges = {edge for match in _BRACKETED.finditer(name) for edge in match.span()}
    starts = [
        index
        for index in (word_starts(name).keys() | edges) - inside
        if abs(index - half) <= len(name) * _UNEVEN
    ]
    fits = [index for index in starts if max(index, len(name) - index) <= _NAME_LINE]
    cut = min(fits, key=lambda index: (abs(index - half), index), default=ceil(half))
    return [name[:cut], name[cut:]]


def _with_marks(parts: list[str]) -> list[str]:
    """Leave the marks that a line's last character carries on its line."""
    for at in range(1, len(parts)):
        bare = parts[at]
        while bare and class_alone(bare[0]) == COMBINING:
            bare = bare[1:]
        parts[at - 1] += parts[at][: len(parts[at]) - len(bare)]
        parts[at] = bare
    return [part for part in parts if part]


def _filled(name: str) -> list[str]:
    """Divide a name into as few even lines as hold it at the text's own size."""
    count = ceil(len(name) / _NAME_LINE)
    size = ceil(len(name) / count)
    return [name[at : at + size] for at in range(0, len(name), size)]


_BRACKETED = pattern("（[^（）]*）|“[^“”]*”|《[^《》]*》")
"""What a name is not parted inside."""


def _name_gap(width: float, count: int, setting: _Setting) -> float:
    """White between the characters of a short name, pt (J-03: at least 60 % of the measure)."""
    wanted = setting.design.head.narrowest * setting.width
    return max(0.0, (wanted - width) / (count - 1)) if count > 1 else 0.0


class _NumberLine(NamedTuple):
    text: str
    source: Source


def _number_lines(masthead: Masthead, setting: _Setting) -> list[_NumberLine]:
    """【专刊】第30期（总第847期）, on two lines when one is too short (J-04, J-05, J-09).

    签发人 stands on the last line, or on one of its own that says nothing else where there is no room for both.
    """
    lines = _series_and_number(masthead)
    if masthead.signer is None:
        return lines
    texts = [_SIGNER + masthead.signer.text, *(line.text for line in lines[-1:])]
    width = sum(width_of(set_label(text, KAI, None, setting.setter)) for text in texts)
    alone = not lines or width > setting.width - _LEAST_WHITE * KAI.size
    return [*lines, _NumberLine("", Source())] if alone else lines


def _series_and_number(masthead: Masthead) -> list[_NumberLine]:
    series = f"【{masthead.series.text}】" if masthead.series else ""
    source = Source()
    if masthead.series and masthead.series.place:
        source = Source(
            masthead.series.place._replace(column=masthead.series.place.column - 1), masthead.series.moves
        )
    number = masthead.number_line + masthead.serial_line
    # With 签发人 on the line there is room for less.
    signer = len(_SIGNER) + len(masthead.signer.text) + 2 if masthead.signer else 0
    if len(series) + len(number) + signer <= _LONGEST_NUMBER:
        return [_NumberLine(series + number, source)] if series or number else []
    return [_NumberLine(text, origin) for text, origin in ((series, source), (number, Source())) if text]


def _put_number(
    line: _NumberLine, signer: Prose | None, setting: _Setting, marks: list[Mark], baseline: float
) -> None:
    if line.text:
        tag = setting.tree.add("P", setting.parent)
        label = set_fitted(line.text, KAI, tag, setting.setter, line.source, setting.width)
        # GB/T 9704-2012 7.2.6: with a signer the number stands left and 签发人 right, one 字 in.
        x = setting.width / 2 if signer is None else KAI.size
        marks += put_label(label, x, baseline, "center" if signer is None else "left")
    if signer is None:
        return
    source = source_of(signer)
    if source.place is not None:
        source = source._replace(place=source.place._replace(column=source.place.column - len(_SIGNER)))
    tag = setting.tree.add("P", setting.parent)
    caption = (Piece(0, len(_SIGNER), BODY),)
    text = in_script(_SIGNER, setting.design.lang) + signer.text
    who = set_fitted(text, KAI, tag, setting.setter, source, setting.width - 2 * KAI.size, caption)
    marks += put_label(who, setting.width - KAI.size, baseline, "right")


class _PublishingLine(NamedTuple):
    publishers: tuple[Prose, ...]
    dated: bool


_MOST_STACKED = 3
"""More publishers than this run on, lest the head take the page."""


def _publishing_lines(masthead: Masthead, setting: _Setting) -> list[_PublishingLine]:
    """One line a publisher, many run on; the date stands on the last line when there is room (J-06, J-07)."""
    room = setting.width - 2 * KAI.size
    lines: list[_PublishingLine] = []
    used = 0.0
    for publisher in masthead.publishers:
        width = width_of(set_label(publisher.text, KAI, None, setting.setter))
        if lines and len(masthead.publishers) > _MOST_STACKED and used + KAI.size + width <= room:
            lines[-1] = _PublishingLine((*lines[-1].publishers, publisher), False)
            used += KAI.size + width
        else:
            lines.append(_PublishingLine((publisher,), False))
            used = width
    if not masthead.date.printed:
        return lines
    date = width_of(set_label(masthead.date.printed, KAI, None, setting.setter))
    if lines and used + date + _LEAST_WHITE * KAI.size <= setting.width:
        lines[-1] = lines[-1]._replace(dated=True)
    else:
        lines.append(_PublishingLine((), True))
    return lines


def _put_publishing(
    lines: list[_PublishingLine], date: str, setting: _Setting, marks: list[Mark], foot: float
) -> None:
    for number, line in enumerate(lines):
        baseline = foot - (len(lines) - 1 - number) * setting.pitch
        x = KAI.size
        for publisher in line.publishers:
            tag = setting.tree.add("P", setting.parent)
            room = setting.width - 2 * KAI.size
            label = set_fitted(publisher.text, KAI, tag, setting.setter, source_of(publisher), room)
            marks += put_label(label, x, baseline)
            x += width_of(label) + KAI.size
        if line.dated:
            dated = set_label(date, KAI, setting.tree.add("P", setting.parent), setting.setter)
            marks += put_label(dated, setting.width - KAI.size, baseline, "right")
