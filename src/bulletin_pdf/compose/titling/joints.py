"""Where a line of a title may end: what it costs to part any two words of it (T-71).

A title is one long sentence without stops: 某市人民政府关于加快推进农业机械化和农机装备产业升级的实施意见. An editor
parts it where the sentence has joints. `parts` and `verbs` give its words, each with the part it plays; each
place between two words then gets a price for a line's end there:

- next to nothing after a pause, before 关于, before a verb or a preposition that opens a phrase;
- little before a verb's long object, after 和 between long parts, after 的, before a head of some length
  (工作推进会, 任务分工的通知), behind the name of a body;
- more between the nouns of a group, and more the tighter they hold;
- most inside what is one thing: 某市|人民政府, 五届|三次会议, 香港、|澳门, 200|名, “四字”|要诀.

`typeset.title_breaks` weighs these prices against the shape of the lines.
"""

from collections.abc import Mapping
from typing import Final

from bulletin_pdf.compose.titling import word_roles as known
from bulletin_pdf.compose.titling.pairs import is_pair
from bulletin_pdf.compose.titling.sentence import TitleSentence
from bulletin_pdf.compose.titling.title_words import TitleWord, WordRole
from bulletin_pdf.compose.titling.verbs import title_words

PAUSE: Final = 0.2
OPENS: Final = 0.5
FAIR: Final = 1.0
MIDDLING: Final = 2.0
GROUP: Final = 2.2
"""Between two groups of nouns."""
POOR: Final = 3.0
BAD: Final = 4.5
_IN_MEMBER: Final = 1.2
"""More than elsewhere costs a place inside a member of a list: a line had better end behind the 、."""
WORST: Final = 8.0
"""Inside a word or a name, and beside a mark that keeps to its neighbour."""
_LESS: Final = 0.2
"""Decides between places that are otherwise alike."""

_LONG: Final = 9
_HALF_LONG: Final = 6
"""A verb's object of so many characters may begin a line of its own."""
_PARALLEL: Final = 4
"""Parts that 和 or 、 join may be parted when each has so many characters."""
_LONG_LIST: Final = 14
"""A list of two with so many characters may be parted behind its mark."""
_SHORTEST_SUBJECT: Final = 3
_SHORT_QUOTATION: Final = 10
"""A quotation or 《title》 of so many characters, marks counted, is never parted."""
_SHORT_LINE: Final = 18
"""One that is shorter has a line of its own rather than being parted."""
_LONGEST_BODY: Final = 14
"""The name of a body that is longer may be parted."""
_LONG_HEAD: Final = 5
"""Heads of so many characters may stand on a line of their own."""
_PAIRS: Final = ("“”", "《》", "（）", "‘’", "「」")


def joints(text: str) -> Mapping[int, float]:
    """Return what it costs to end a line before each index where a word begins."""
    title = TitleSentence(text, title_words(text))
    return {word.start: _price(title, at) for at, word in enumerate(title.words) if at}


def _price(title: TitleSentence, at: int) -> float:
    """Return what it costs to end a line before word `at`."""
    before, after = title.words[at - 1], title.words[at]
    if _keeps(before, after):
        return WORST
    member = _IN_MEMBER if title.in_member(at) and before.part is not WordRole.COMMA else 0.0
    return _inside(title, at) + _between(title, at, before, after) + member


def _keeps(before: TitleWord, after: TitleWord) -> bool:
    """Whether a mark or a particle keeps to its neighbour."""
    return (
        before.part is WordRole.OPEN
        or after.part in (WordRole.CLOSE, WordRole.COMMA, WordRole.OF, WordRole.SPACE)
        or (after.part is WordRole.PAUSE and after.text != "—")
        or before.text == after.text == "—"
        or after.text in known.CLINGING
    )


def _between(title: TitleSentence, at: int, before: TitleWord, after: TitleWord) -> float:
    """Price a place by what stands before and after it."""
    if before.part is WordRole.SPACE:
        return OPENS if title.is_between_bodies(at) else 0.0
    if WordRole.PAUSE in (before.part, after.part):
        return BAD if before.text == "—" else PAUSE
    if WordRole.ABOUT in (before.part, after.part):
        return _beside_about(title, at)
    if before.part is WordRole.COMMA:
        return _in_list(title, at)
    if WordRole.AND in (before.part, after.part):
        return _beside_and(title, at, before, after)
    if before.part is WordRole.OF:
        return _after_of(title, at)
    if before.part in (WordRole.PREPOSITION, WordRole.MODIFIER) or (
        before.part is WordRole.MANNER and not before.acts
    ):
        return BAD
    if before.text in known.CLOSING and after.opens:
        return OPENS
    if after.opens:
        return _before_phrase(title, at)
    if before.acts:
        return _behind_verb(title, at, before, after)
    if before.part is WordRole.CLOSE or after.part is WordRole.OPEN:
        return _beside_marks(title, at, before, after)
    return _among_nouns(title, at, before, after)


def _beside_about(title: TitleSentence, at: int) -> float:
    """A line begins with 关于; it may end with it where a name of a body stands before."""
    if title.words[at].part is WordRole.ABOUT:
        return OPENS
    return POOR - 0.2 if at > 1 and title.words[at - 2].part is not WordRole.OPEN else BAD


# Marks -------------------------------------------------------------------------------------------


def _inside(title: TitleSentence, at: int) -> float:
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
        extra += whole if start - opened > _PARALLEL else POOR
    return extra


def _beside_marks(title: TitleSentence, at: int, before: TitleWord, after: TitleWord) -> float:
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
        return MIDDLING if title.heads(at) >= _LONG_HEAD or title.right(at) >= _HALF_LONG else BAD
    size = title.right(at)
    if size >= _HALF_LONG:
        return MIDDLING - 0.1
    return BAD if size <= 2 else MIDDLING if size >= _PARALLEL else POOR


def _lists_quotations(title: TitleSentence, at: int) -> bool:
    """Whether more than one quotation belongs to what stands before word `at`: 某市|“标兵”和“最美家庭”."""
    return any(joint + "“" in title.text[title.words[at].start :] for joint in "和、与”")


def _bracket_ends_title(title: TitleSentence, at: int) -> bool:
    end = title.text.find("）", title.words[at].start)
    return end < 0 or title.text[end + 1 : end + 2] in ("", "》", "的")


# Lists --------------------------------------------------------------------------------------------


def _in_list(title: TitleSentence, at: int) -> float:
    """Price a place behind 、: names of bodies before 关于 are parted gladly, two short words never."""
    if title.words[at].opens:
        return OPENS
    sizes = [len(member) for member in title.members(at)]
    about = any(word.part is WordRole.ABOUT for word in title.words[at:])
    if about and min(sizes) > 2 and not title.behind_about(at):
        return OPENS + 0.3
    if min(sizes) >= _PARALLEL:
        return FAIR + 0.6 if len(sizes) > 2 or sum(sizes) >= _LONG_LIST else MIDDLING
    return BAD - 0.7 if len(sizes) > 2 else BAD


def _beside_and(title: TitleSentence, at: int, before: TitleWord, after: TitleWord) -> float:
    """P-33: a line ends behind 和 rather than before it; 暨 and 并 begin one."""
    if after.text in known.OPENING_JOINTS:
        return OPENS
    if before.text in known.OPENING_JOINTS:
        return BAD + 1.0
    joint = at - 1 if before.part is WordRole.AND else at
    if title.words[joint - 1].text + title.words[joint].text in known.SET_PAIRS:
        return POOR + 0.4
    if min(title.first_member(joint), title.last_member(joint + 1)) < _PARALLEL:
        return BAD
    if after.part is WordRole.AND:
        return POOR
    if len(title.words[joint - 1].text) == 2 and len(title.words[joint + 1].text) == 2:
        return MIDDLING + 0.2
    return FAIR + 0.2 if title.is_nominal(at) else MIDDLING - 0.2


# Verbs --------------------------------------------------------------------------------------------


def _before_phrase(title: TitleSentence, at: int) -> float:
    """Price the place before a phrase; a doubtful verb opens one less surely."""
    before = title.words[at - 1]
    if len(before.text) == 1 and before.part is WordRole.NOUN:
        return BAD
    if before.text + title.words[at].text in known.VERB_PAIRS or (
        before.text in known.VISITING and title.words[at].text in known.VISITING
    ):
        return POOR + 0.4
    if title.words[at].part is WordRole.MAYBE:
        return POOR if title.words[at - 1].part in (WordRole.MAYBE, WordRole.VERB) else FAIR + 0.4
    if title.behind_short_subject(at, _SHORTEST_SUBJECT):
        return MIDDLING
    if title.names_paper(at):
        return MIDDLING + 0.5
    if title.words[at].text[-2:] in known.INTRANSITIVE and not title.has_object(at):
        return FAIR + 0.5
    if title.words[at].text == "为" and title.behind(at, ("以",)):
        return BAD
    if title.behind(at, ("把", "将", "向", "与", "同", "就")) or title.words[at].text == "进行":
        return FAIR + 0.5
    if at > 1 and title.begins_clause(at - 1):
        return MIDDLING
    return FAIR + 0.5 if title.in_relative(at) else OPENS


def _behind_verb(title: TitleSentence, at: int, before: TitleWord, after: TitleWord) -> float:
    """Price the place between a verb and its object: a long one may have a line of its own."""
    if before.text[-2:] in known.INTRANSITIVE and not title.has_object(at - 1):
        return OPENS
    if after.acts:
        return MIDDLING if before.text in known.LIGHT_VERBS and title.object(at) >= _LONG else BAD
    if (
        before.text in known.MOTION_VERBS
        or before.part is WordRole.MANNER
        or after.part is WordRole.NUMBER
        and title.object(at) < _LONG
    ):
        return BAD
    if before.text in known.ISSUING_VERBS or after.text == "《":
        return OPENS + 0.2
    if title.names_paper(at - 1):
        return POOR
    if at > 1 and title.words[at - 2].acts and title.words[at - 2].text in known.LIGHT_VERBS:
        return POOR
    size = title.object(at)
    about = title.behind_about(at)
    if size >= _LONG:
        return FAIR if about else MIDDLING
    if size >= _HALF_LONG:
        return MIDDLING if about else POOR
    return BAD


# Nouns --------------------------------------------------------------------------------------------


def _after_of(title: TitleSentence, at: int) -> float:
    """Price the place after 的: before 通知 it is bad, before a long group of nouns good."""
    bracket = title.text.find("（", title.words[at].start)
    size = min(title.right(at), bracket - title.words[at].start if bracket > 0 else len(title.text))
    if size <= 2 or title.behind_mark(at - 1) <= 2:
        return BAD
    return {3: POOR, 4: MIDDLING}.get(size, FAIR - 0.2)


def _among_nouns(title: TitleSentence, at: int, before: TitleWord, after: TitleWord) -> float:
    if before.text.endswith(known.EVENT_ENDS) and not (before.is_body or after.is_head):
        return MIDDLING + 0.5 if after.text[-1] in "式会" and len(after.text) < _PARALLEL else FAIR
    if before.text in known.FRAME_ENDS:
        return FAIR
    if after.text in known.CLOSING:
        return POOR
    if title.names_event(at):
        return POOR + 0.5
    body = title.body_around(at)
    if body:
        return _inside_body(title, at, body)
    if before.is_body:
        if after.text.endswith(("会议", "例会")) and len(after.text) <= _PARALLEL:
            return BAD
        return MIDDLING if at > 1 and title.words[at - 2].acts else FAIR
    if before.text == "等":
        return MIDDLING
    if before.text == "中华人民共和国":
        return MIDDLING
    if before.text in known.TIMES:
        if before.text[-1] not in "年度" and title.in_row(at - 2) and not title.words[at - 2].is_place:
            return POOR
        return MIDDLING if len(after.text) >= _PARALLEL or after.part is WordRole.MODIFIER else BAD
    if _holds(title, at, before, after):
        return BAD
    if is_pair(before.text, after.text):
        return POOR + 0.6
    if (
        before.part is WordRole.NOUN
        and at > 1
        and title.words[at - 2].part is WordRole.NUMBER
        and title.words[at - 2].text[-1] in known.MEASURES
        and "第" not in title.words[at - 2].text
    ):
        return MIDDLING
    if title.begins_clause(at):
        return OPENS
    if before.part is WordRole.VERB:
        return POOR + 0.4
    if title.next_made_noun(at) and title.heads(at) >= _LONG_HEAD:
        return MIDDLING - 0.2
    if after.part in (WordRole.MAYBE, WordRole.VERB):
        return GROUP if title.begins_group(at) and title.in_row(at + 1) else POOR + 0.2
    if before.part is WordRole.NUMBER and at > 1 and title.words[at - 2].part is WordRole.ABOUT:
        return MIDDLING if before.text[-1] == "度" else POOR
    if before.part is WordRole.NUMBER:
        return MIDDLING + 0.2 if before.text[-1] == "批" else MIDDLING - 0.2
    if after.is_head or len(after.text) == 1:
        if (
            before.part is WordRole.MAYBE
            and len(after.text) < _PARALLEL
            or not (after.text in known.AFTER_VERBS or len(after.text) > 2)
        ):
            return POOR + 0.8
        return MIDDLING if title.heads(at) >= _LONG_HEAD else POOR + 0.4
    if "第" not in after.text and (after.text.endswith("次会议") or after.text[-1] == "次"):
        return BAD
    if after.part is WordRole.NUMBER:
        return FAIR + 0.4 if after.text[0] == "第" or after.text[-1] in "年度届批" else POOR
    if after.part is WordRole.MODIFIER:
        first = len(before.text) <= _SHORTEST_SUBJECT and not title.in_row(at - 2)
        fair = POOR if first else MIDDLING - 0.2
        if after.text in known.WHOSE:
            return POOR if at + 1 < len(title.words) and title.words[at + 1].part is WordRole.OF else FAIR
        return BAD if after.text[-1] == "大" else fair
    return GROUP if title.begins_group(at) else POOR + 0.4


def _holds(title: TitleSentence, at: int, before: TitleWord, after: TitleWord) -> bool:
    """Whether two words make one: a number and what it counts, 全 and its noun, a place and its noun."""
    if before.part is WordRole.NUMBER:
        return before.text[-1] not in "年度批人元吨亩" or after.text in known.TIMES
    if before.is_place:
        return not (title.words[at - 2].part is WordRole.ABOUT and at > 1 and title.right(at) >= _LONG)
    phase = after.part is WordRole.NUMBER and after.text[1:2] == "期"
    return phase or len(before.text) == 1 or before.text[0] == "全"


def _inside_body(title: TitleSentence, at: int, size: int) -> float:
    if title.words[at].is_head and title.heads(at) >= _LONG_HEAD and size > _LONG:
        return MIDDLING
    return BAD + 0.5 if size <= _LONGEST_BODY else POOR
