"""Possible line ends of a title: the cost of separating any two words (T-71).

A title is one long sentence without stops: 某市人民政府关于加快推进农业机械化和农机装备产业升级的实施意见. An editor
parts it where the sentence has joints. `parts` and `verbs` give its words, each with the part it plays; each
place between two words then has a cost of ending a line there:

- next to nothing after a pause, before 关于, before a verb or a preposition that opens a phrase;
- little before a verb's long object, after 和 between long parts, after 的, before a head of some length
  (工作推进会, 任务分工的通知), behind the name of a body;
- more between the nouns of a group, and more the tighter they hold;
- most inside what is one thing: 某市|人民政府, 五届|三次会议, 香港、|澳门, 200|名, “四字”|要诀.

Rules have files by what stands at the place: `joints_at_marks`, `joints_beside_verbs`, `joints_among_nouns`.
`typeset.title_breaks` weighs these costs against the shape of the lines.
"""

from collections.abc import Mapping
from typing import Final

from bulletin_pdf.compose.titling import word_roles as known
from bulletin_pdf.compose.titling.joint_costs import BAD, OPENS, PAUSE, POOR, WORST
from bulletin_pdf.compose.titling.joints_among_nouns import after_of, among_nouns
from bulletin_pdf.compose.titling.joints_at_marks import beside_and, beside_marks, in_list, inside
from bulletin_pdf.compose.titling.joints_beside_verbs import before_phrase, behind_verb
from bulletin_pdf.compose.titling.sentence import TitleSentence
from bulletin_pdf.compose.titling.title_words import TitleWord, WordRole
from bulletin_pdf.compose.titling.verbs import title_words

_IN_MEMBER: Final = 1.2
"""More than elsewhere costs a place inside a member of a list: a line had better end behind the 、."""


def joints(text: str) -> Mapping[int, float]:
    """Return what it costs to end a line before each index where a word begins."""
    title = TitleSentence(text, title_words(text))
    return {word.start: _cost(title, at) for at, word in enumerate(title.words) if at}


def _cost(title: TitleSentence, at: int) -> float:
    """Return what it costs to end a line before word `at`."""
    before, after = title.words[at - 1], title.words[at]
    if _keeps(before, after):
        return WORST
    member = _IN_MEMBER if title.in_member(at) and before.part is not WordRole.COMMA else 0.0
    return inside(title, at) + _between(title, at, before, after) + member


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
    """Return the cost of a place by what stands before and after it."""
    if before.part is WordRole.SPACE:
        return OPENS if title.is_between_bodies(at) else 0.0
    if WordRole.PAUSE in (before.part, after.part):
        return BAD if before.text == "—" else PAUSE
    if WordRole.ABOUT in (before.part, after.part):
        return _beside_about(title, at)
    if before.part is WordRole.COMMA:
        return in_list(title, at)
    if WordRole.AND in (before.part, after.part):
        return beside_and(title, at, before, after)
    if before.part is WordRole.OF:
        return after_of(title, at)
    if before.part in (WordRole.PREPOSITION, WordRole.MODIFIER) or (
        before.part is WordRole.MANNER and not before.acts
    ):
        return BAD
    if before.text in known.CLOSING and after.opens:
        return OPENS
    if after.opens:
        return before_phrase(title, at)
    if before.acts:
        return behind_verb(title, at, before, after)
    if before.part is WordRole.CLOSE or after.part is WordRole.OPEN:
        return beside_marks(title, at, before, after)
    return among_nouns(title, at, before, after)


def _beside_about(title: TitleSentence, at: int) -> float:
    """A line begins with 关于; it may end with it where a name of a body stands before."""
    if title.words[at].part is WordRole.ABOUT:
        return OPENS
    return POOR - 0.2 if at > 1 and title.words[at - 2].part is not WordRole.OPEN else BAD
