"""Places of a title after 的 and between nouns: the closer their relation, the higher the cost (T-71).

After 的 a line may end cheaply where the part behind it is long enough to stand alone. Between nouns a place
is cheap before the heads that end the title, dearer where a group of four characters begins (`sentence.begins_group`), and
dearest inside a group, a name or one of the pairs of `pairs`.
"""

from typing import Final

from bulletin_pdf.compose.titling import word_roles as known
from bulletin_pdf.compose.titling.joint_costs import (
    BAD,
    FAIR,
    GROUP,
    LONG,
    LONG_HEAD,
    MIDDLING,
    OPENS,
    PARALLEL,
    POOR,
    SHORTEST_SUBJECT,
)
from bulletin_pdf.compose.titling.pairs import is_pair
from bulletin_pdf.compose.titling.sentence import TitleSentence
from bulletin_pdf.compose.titling.title_words import TitleWord, WordRole

_LONGEST_BODY: Final = 14
"""The name of a body that is longer may be parted."""


def after_of(title: TitleSentence, at: int) -> float:
    """Return the cost of the place after 的: before 通知 it is bad, before a long group of nouns good."""
    bracket = title.text.find("（", title.words[at].start)
    size = min(title.right(at), bracket - title.words[at].start if bracket > 0 else len(title.text))
    if size <= 2 or title.behind_mark(at - 1) <= 2:
        return BAD
    return {3: POOR, 4: MIDDLING}.get(size, FAIR - 0.2)


def among_nouns(title: TitleSentence, at: int, before: TitleWord, after: TitleWord) -> float:
    """Return the cost of a place between two nouns, numbers or names."""
    if before.text.endswith(known.EVENT_ENDS) and not (before.is_body or after.is_head):
        return MIDDLING + 0.5 if after.text[-1] in "式会" and len(after.text) < PARALLEL else FAIR
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
        if after.text.endswith(("会议", "例会")) and len(after.text) <= PARALLEL:
            return BAD
        return MIDDLING if at > 1 and title.words[at - 2].acts else FAIR
    if before.text == "等":
        return MIDDLING
    if before.text == "中华人民共和国":
        return MIDDLING
    if before.text in known.TIMES:
        if before.text[-1] not in "年度" and title.in_row(at - 2) and not title.words[at - 2].is_place:
            return POOR
        return MIDDLING if len(after.text) >= PARALLEL or after.part is WordRole.MODIFIER else BAD
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
    if title.next_made_noun(at) and title.heads(at) >= LONG_HEAD:
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
            and len(after.text) < PARALLEL
            or not (after.text in known.AFTER_VERBS or len(after.text) > 2)
        ):
            return POOR + 0.8
        return MIDDLING if title.heads(at) >= LONG_HEAD else POOR + 0.4
    if "第" not in after.text and (after.text.endswith("次会议") or after.text[-1] == "次"):
        return BAD
    if after.part is WordRole.NUMBER:
        return FAIR + 0.4 if after.text[0] == "第" or after.text[-1] in "年度届批" else POOR
    if after.part is WordRole.MODIFIER:
        first = len(before.text) <= SHORTEST_SUBJECT and not title.in_row(at - 2)
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
        return not (title.words[at - 2].part is WordRole.ABOUT and at > 1 and title.right(at) >= LONG)
    phase = after.part is WordRole.NUMBER and after.text[1:2] == "期"
    return phase or len(before.text) == 1 or before.text[0] == "全"


def _inside_body(title: TitleSentence, at: int, size: int) -> float:
    if title.words[at].is_head and title.heads(at) >= LONG_HEAD and size > LONG:
        return MIDDLING
    return BAD + 0.5 if size <= _LONGEST_BODY else POOR
