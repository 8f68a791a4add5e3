"""Places of a title next to and inside marks: quotations, brackets, and members of a list (T-71, P-33).

Inside a short quotation or bracket no line should end; inside a long one the words count as anywhere else, and parting it costs something besides. Before an
opening mark and behind a closing one a place costs by what the mark belongs to. Lists part after 、 where their members are
long, and hold together where they are short.
"""

from typing import Final

from bulletin_pdf.compose.titling import word_roles as known
from bulletin_pdf.compose.titling.joint_costs import (
    BAD,
    FAIR,
    HALF_LONG,
    LONG_HEAD,
    MIDDLING,
    OPENS,
    PARALLEL,
    POOR,
    WORST,
)
from bulletin_pdf.compose.titling.sentence import TitleSentence
from bulletin_pdf.compose.titling.title_words import TitleWord, WordRole

_SHORT_QUOTATION: Final = 10
"""A quotation or 《title》 of so many characters, marks counted, is never parted."""
_SHORT_LINE: Final = 18
"""One that is shorter has a line of its own rather than being parted."""
_LONG_LIST: Final = 14
"""A list of two with so many characters may be parted behind its mark."""
_PAIRS: Final = ("“”", "《》", "（）", "‘’", "「」")


def inside(title: TitleSentence, at: int) -> float:
    """Return what it costs to part what stands in marks: a short quotation is never parted."""
    start = title.words[at].start
    extra = 0.0
    for left, right in _PAIRS:
        opened, closed = title.text.rfind(left, 0, start), title.text.find(right, start)
        if opened < 0 or closed < 0 or right in title.text[opened:start]:
            continue
        if left == "（" or closed - opened < _SHORT_QUOTATION:
            return WORST
        whole = MIDDLING + 0.2 if closed - opened < _SHORT_LINE else FAIR + 0.5
        extra += whole if start - opened > PARALLEL else POOR
    return extra


def beside_marks(title: TitleSentence, at: int, before: TitleWord, after: TitleWord) -> float:
    """Return the cost of a place behind a closing mark or before an opening one."""
    if before.part is WordRole.CLOSE and after.part is WordRole.OPEN:
        return POOR + 0.4
    if after.text == "（":
        return 0.7 if _bracket_ends_title(title, at) else MIDDLING + 0.5
    if after.part is WordRole.OPEN:
        held = before.is_place and not _lists_quotations(title, at)
        return BAD if len(before.text) == 1 or before.text[0] == "全" or held else FAIR
    if after.part is WordRole.MODIFIER:
        return FAIR
    if len(after.text) <= 2 and after.text not in known.AFTER_VERBS and not title.next_made_noun(at):
        return BAD if title.right(at) <= 2 else POOR
    if after.is_head:
        return MIDDLING if title.heads(at) >= LONG_HEAD or title.right(at) >= HALF_LONG else BAD
    size = title.right(at)
    if size >= HALF_LONG:
        return MIDDLING - 0.1
    return BAD if size <= 2 else MIDDLING if size >= PARALLEL else POOR


def _lists_quotations(title: TitleSentence, at: int) -> bool:
    """Whether more than one quotation belongs to what stands before word `at`: 某市|“标兵”和“最美家庭”."""
    return any(joint + "“" in title.text[title.words[at].start :] for joint in "和、与”")


def _bracket_ends_title(title: TitleSentence, at: int) -> bool:
    end = title.text.find("）", title.words[at].start)
    return end < 0 or title.text[end + 1 : end + 2] in ("", "》", "的")


def in_list(title: TitleSentence, at: int) -> float:
    """Return the cost of a place behind 、: names of bodies before 关于 are parted first, two short words never."""
    if title.words[at].opens:
        return OPENS
    sizes = [len(member) for member in title.members(at)]
    about = any(word.part is WordRole.ABOUT for word in title.words[at:])
    if about and min(sizes) > 2 and not title.behind_about(at):
        return OPENS + 0.3
    if min(sizes) >= PARALLEL:
        return FAIR + 0.6 if len(sizes) > 2 or sum(sizes) >= _LONG_LIST else MIDDLING
    return BAD - 0.7 if len(sizes) > 2 else BAD


def beside_and(title: TitleSentence, at: int, before: TitleWord, after: TitleWord) -> float:
    """P-33: a line ends behind 和 rather than before it; 暨 and 并 begin one."""
    if after.text in known.OPENING_JOINTS:
        return OPENS
    if before.text in known.OPENING_JOINTS:
        return BAD + 1.0
    joint = at - 1 if before.part is WordRole.AND else at
    if title.words[joint - 1].text + title.words[joint].text in known.SET_PAIRS:
        return POOR + 0.4
    if min(title.first_member(joint), title.last_member(joint + 1)) < PARALLEL:
        return BAD
    if after.part is WordRole.AND:
        return POOR
    if len(title.words[joint - 1].text) == 2 and len(title.words[joint + 1].text) == 2:
        return MIDDLING + 0.2
    return FAIR + 0.2 if title.is_nominal(at) else MIDDLING - 0.2
