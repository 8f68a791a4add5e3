"""Which words of a title are verbs, and where a phrase begins.

推进 begins a phrase in 推动文明实践走深走实 and does not in 工作推进情况: what follows a verb may make a noun of
it, and so may what stands before. Words are judged from left to right; what was found out about those
before a word is known when its turn comes.
"""

from collections.abc import Sequence
from typing import Final

from bulletin_pdf.compose.titling import word_roles as known
from bulletin_pdf.compose.titling.pairs import is_pair
from bulletin_pdf.compose.titling.title_words import TitleWord, WordRole, split_title_words

_LEADING: Final = (WordRole.PREPOSITION, WordRole.AND, WordRole.OF, WordRole.MODIFIER)
"""What leans on the word after it, which begins nothing of its own."""
_BARE: Final = (WordRole.ABOUT, WordRole.SPACE, WordRole.PAUSE, WordRole.MANNER, WordRole.OPEN)
"""A verb after one of these is a verb."""
_LONGEST_MAKER: Final = 6
_SHOWING: Final = (WordRole.CLOSE, WordRole.SPACE, WordRole.PAUSE, WordRole.MANNER)
"""What a verb that is in no table must follow to be taken for one."""
_WITH_OBJECT: Final = 4
"""Characters of a verb and its object in one word."""
_SHORTEST_OBJECT: Final = 3
_FEWEST: Final = 4
"""Characters of an object that shows a doubtful verb to be one."""


def title_words(text: str) -> tuple[TitleWord, ...]:
    """Split a title into words and say of each whether it acts as a verb and whether a phrase begins with it."""
    words = split_title_words(text)
    done: list[TitleWord] = []
    quoted = False
    for at, word in enumerate(words):
        quoted = word.text == "“" or (quoted and word.text != "”")
        acts = not quoted and _acts(words, done, at)
        opens = _opens(done, word, acts=acts)
        done.append(word._replace(acts=acts, opens=opens))
    return tuple(done)


def _opens(done: Sequence[TitleWord], word: TitleWord, *, acts: bool) -> bool:
    if done and (done[-1].part in _LEADING or (done[-1].acts and not _begins_again(done[-1], word))):
        return False
    if word.part is WordRole.PREPOSITION:
        return (
            not done
            or done[-1].part not in (WordRole.VERB, WordRole.MAYBE)
            or word.text in known.OPENING_PREPOSITIONS
        )
    return acts


def _begins_again(before: TitleWord, word: TitleWord) -> bool:
    """Whether a phrase begins though a verb stands before: one that has its object inside (深化改革), or 要, 拟."""
    whole = len(before.text) == _WITH_OBJECT and before.text[2:] in known.NOUN_LIKE_VERBS
    return word.text in known.AUXILIARIES or (whole and before.text[2:] not in known.OPENING_VERBS)


def _acts(words: Sequence[TitleWord], done: Sequence[TitleWord], at: int) -> bool:
    """Whether a word is a verb here, or an adverb of one."""
    word = words[at]
    before = done[-1] if done else None
    if (
        word.is_doubtful
        and before is not None
        and before.part is WordRole.NOUN
        and is_pair(before.text, word.text)
    ):
        return False
    if word.part is WordRole.MANNER:
        return _is_manner_of_verb(words, at)
    if word.part not in (WordRole.VERB, WordRole.MAYBE) or _is_held(word, done):
        return False
    alone = before is None or before.part in _BARE or before.acts or before.is_place
    if before is not None and before.text in known.ADVERBS_OF_NOUNS:
        alone = False
    if _made_noun(words, at, alone=alone):
        return False
    if word.part is WordRole.VERB:
        return not (word.is_doubtful and 0 < _behind_last_verb(done) < _SHORTEST_OBJECT)
    if before is not None and (before.part is WordRole.MANNER or (before.acts and _is_verb_after(words, at))):
        return True
    if any(other.part is WordRole.ABOUT for other in done):
        return False
    if _behind_verb(before) or not _has_object(words, at):
        return False
    return any(other.acts for other in done) or (before is not None and before.is_place)


def _is_manner_of_verb(words: Sequence[TitleWord], at: int) -> bool:
    """Whether an adverb stands before its verb; some are verbs themselves: 加快 发展."""
    if at + 1 == len(words):
        return False
    after = words[at + 1]
    if words[at].text in known.OPENING_VERBS:
        return after.part is not WordRole.OF
    if words[at].text in known.ADVERBS_OF_NOUNS and _made_noun(words, at + 1, alone=False):
        return False
    return after.part in (WordRole.VERB, WordRole.MAYBE, WordRole.MANNER)


def _is_held(word: TitleWord, done: Sequence[TitleWord]) -> bool:
    """Whether what stands before a verb makes a noun of it."""
    if not done:
        return word.part is WordRole.MAYBE and not word.is_doubtful
    before = done[-1]
    if before.part in (WordRole.MODIFIER, WordRole.OF) or _counts(before):
        return True
    if before.part is WordRole.AND and not (len(done) > 1 and done[-2].acts):
        return True
    return word.part is WordRole.MAYBE and not word.is_doubtful and before.part not in _SHOWING


def _behind_last_verb(done: Sequence[TitleWord]) -> int:
    """Return how many characters of nouns stand behind the last verb; 0 when there is no verb or no noun."""
    size = 0
    for word in reversed(done):
        if word.is_place:
            return 0
        if word.acts:
            return size
        if word.part not in (WordRole.NOUN, WordRole.MAYBE, WordRole.VERB):
            return 0
        size += len(word.text)
    return 0


def _counts(word: TitleWord) -> bool:
    """Whether a number is incomplete without what it counts: 三级 联动, 12345 热线; 1.2亿元 does not."""
    return word.part is WordRole.NUMBER and (word.text[-1].isdigit() or word.text[-1] in "级大批届次个项起例")


def _is_verb_after(words: Sequence[TitleWord], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].part is WordRole.VERB


def _behind_verb(before: TitleWord | None) -> bool:
    """Whether a word is the first of a verb's object: 加强 管理."""
    return before is not None and before.acts and before.part is not WordRole.MANNER


def _made_noun(words: Sequence[TitleWord], at: int, *, alone: bool) -> bool:
    """Whether what follows makes a noun of a verb; one that stands `alone` resists."""
    word = words[at]
    if at + 1 == len(words):
        return word.is_doubtful
    after = words[at + 1]
    if after.part is WordRole.CLOSE or (after.part is WordRole.OF and not alone):
        return True
    if alone:
        return False
    if after.part is WordRole.COMMA:
        return True
    if (
        after.text in known.AFTER_VERBS
        or (word.is_doubtful and after.is_body)
        or (word.is_doubtful and after.part in (WordRole.VERB, WordRole.MANNER))
    ):
        return True
    head = _past_doubtful(words[at + 1 :])
    return word.is_doubtful and (
        head is None or head.part in (WordRole.AND, WordRole.OF) or _ends_as_maker(head.text)
    )


def _ends_as_maker(text: str) -> bool:
    return text in known.MAKE_NOUNS or (len(text) <= _LONGEST_MAKER and text[-2:] in known.MAKE_NOUNS)


def _past_doubtful(words: Sequence[TitleWord]) -> TitleWord | None:
    """Pass over verbs used as nouns and numbers: 整治 提升 五年 行动 gives 行动."""
    return next((word for word in words if not _is_passed(word)), None)


def _is_passed(word: TitleWord) -> bool:
    if word.text in known.MAKE_NOUNS or word.text in known.KINDS:
        return False
    timely = word.part is WordRole.NUMBER or word.text in known.TIMES or word.text.endswith("年")
    return timely or word.is_doubtful


def _has_object(words: Sequence[TitleWord], at: int) -> bool:
    """Whether a doubtful verb has an object long enough to show that it is one."""
    if at + 1 == len(words) or words[at + 1].part not in (WordRole.NOUN, WordRole.MODIFIER, WordRole.OPEN):
        return False
    size = 0
    for word in words[at + 1 :]:
        if word.part in (WordRole.VERB, WordRole.SPACE, WordRole.PAUSE, WordRole.OF, WordRole.ABOUT) or (
            not size and word.is_head
        ):
            break
        size += len(word.text)
    return size >= _FEWEST and words[at + 1].text[0] not in known.WHICH
