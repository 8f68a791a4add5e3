"""Places of a title before a phrase and between a verb and its object (T-71).

Before a word that opens a phrase (a preposition, a verb that acts) a line may end cheaply, the more so the more stands
before it. Behind a verb a place costs little where its object is long, and much where the two are short: 走访|慰问.
"""

from bulletin_pdf.compose.titling import word_roles as known
from bulletin_pdf.compose.titling.joint_costs import (
    BAD,
    FAIR,
    HALF_LONG,
    LONG,
    MIDDLING,
    OPENS,
    POOR,
    SHORTEST_SUBJECT,
)
from bulletin_pdf.compose.titling.sentence import TitleSentence
from bulletin_pdf.compose.titling.title_words import TitleWord, WordRole


def before_phrase(title: TitleSentence, at: int) -> float:
    """Return the cost of the place before a phrase; it is higher where a verb may be none."""
    before = title.words[at - 1]
    if len(before.text) == 1 and before.part is WordRole.NOUN:
        return BAD
    if before.text + title.words[at].text in known.VERB_PAIRS or (
        before.text in known.VISITING and title.words[at].text in known.VISITING
    ):
        return POOR + 0.4
    if title.words[at].part is WordRole.MAYBE:
        return POOR if title.words[at - 1].part in (WordRole.MAYBE, WordRole.VERB) else FAIR + 0.4
    if title.behind_short_subject(at, SHORTEST_SUBJECT):
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


def behind_verb(title: TitleSentence, at: int, before: TitleWord, after: TitleWord) -> float:
    """Return the cost of the place between a verb and its object: a long one may have a line of its own."""
    if before.text[-2:] in known.INTRANSITIVE and not title.has_object(at - 1):
        return OPENS
    if after.acts:
        return MIDDLING if before.text in known.LIGHT_VERBS and title.object(at) >= LONG else BAD
    if (
        before.text in known.MOTION_VERBS
        or before.part is WordRole.MANNER
        or after.part is WordRole.NUMBER
        and title.object(at) < LONG
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
    if size >= LONG:
        return FAIR if about else MIDDLING
    if size >= HALF_LONG:
        return MIDDLING if about else POOR
    return BAD
