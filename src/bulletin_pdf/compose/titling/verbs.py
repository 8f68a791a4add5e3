"""Which verbs of a title are verbs, and where a phrase begins.

推进 begins a phrase in 推动文明实践走深走实 and does not in 工作推进情况: what follows a verb may make a noun of
it, and so may what stands before. Words are judged from left to right; what was found out about those
before a word is known when its turn comes.
"""

from collections.abc import Sequence
from typing import Final

from bulletin_pdf.compose.titling import tables as known
from bulletin_pdf.compose.titling.pairs import is_pair
from bulletin_pdf.compose.titling.parts import Part, Word, split_words

_LEADING: Final = (Part.PREPOSITION, Part.AND, Part.OF, Part.MODIFIER)
"""What leans on the word after it, which begins nothing of its own."""
_BARE: Final = (Part.ABOUT, Part.SPACE, Part.PAUSE, Part.MANNER, Part.OPEN)
"""A verb after one of these is a verb."""
_LONGEST_MAKER: Final = 6
_SHOWING: Final = (Part.CLOSE, Part.SPACE, Part.PAUSE, Part.MANNER)
"""What a verb that is in no table must follow to be taken for one."""
_WITH_OBJECT: Final = 4
"""Characters of a verb and its object in one word."""
_SHORTEST_OBJECT: Final = 3
_FEWEST: Final = 4
"""Characters of an object that shows a doubtful verb to be one."""


def title_words(text: str) -> tuple[Word, ...]:
    """Split a title into words and say of each whether it acts as a verb and whether a phrase begins with it."""
    words = split_words(text)
    done: list[Word] = []
    quoted = False
    for at, word in enumerate(words):
        quoted = word.text == "“" or (quoted and word.text != "”")
        acts = not quoted and _acts(words, done, at)
        opens = _opens(done, word, acts=acts)
        done.append(word._replace(acts=acts, opens=opens))
    return tuple(done)


def _opens(done: Sequence[Word], word: Word, *, acts: bool) -> bool:
    if done and (done[-1].part in _LEADING or (done[-1].acts and not _begins_again(done[-1], word))):
        return False
    if word.part is Part.PREPOSITION:
        return (
            not done
            or done[-1].part not in (Part.VERB, Part.MAYBE)
            or word.text in known.OPENING_PREPOSITIONS
        )
    return acts


def _begins_again(before: Word, word: Word) -> bool:
    """Whether a phrase begins though a verb stands before: one that has its object inside (深化改革), or 要, 拟."""
    whole = len(before.text) == _WITH_OBJECT and before.text[2:] in known.NOUN_LIKE_VERBS
    return word.text in known.AUXILIARIES or (whole and before.text[2:] not in known.OPENING_VERBS)


def _acts(words: Sequence[Word], done: Sequence[Word], at: int) -> bool:
    """Whether a word is a verb here, or an adverb of one."""
    word = words[at]
    before = done[-1] if done else None
    if (
        word.is_doubtful
        and before is not None
        and before.part is Part.NOUN
        and is_pair(before.text, word.text)
    ):
        return False
    if word.part is Part.MANNER:
        return _is_manner_of_verb(words, at)
    if word.part not in (Part.VERB, Part.MAYBE) or _is_held(word, done):
        return False
    alone = before is None or before.part in _BARE or before.acts or before.is_place
    if before is not None and before.text in known.ADVERBS_OF_NOUNS:
        alone = False
    if _made_noun(words, at, alone=alone):
        return False
    if word.part is Part.VERB:
        return not (word.is_doubtful and 0 < _behind_last_verb(done) < _SHORTEST_OBJECT)
    if before is not None and (before.part is Part.MANNER or (before.acts and _is_verb_after(words, at))):
        return True
    if any(other.part is Part.ABOUT for other in done):
        return False
    if _behind_verb(before) or not _has_object(words, at):
        return False
    return any(other.acts for other in done) or (before is not None and before.is_place)


def _is_manner_of_verb(words: Sequence[Word], at: int) -> bool:
    """Whether an adverb stands before its verb; some are verbs themselves: 加快 发展."""
    if at + 1 == len(words):
        return False
    after = words[at + 1]
    if words[at].text in known.OPENING_VERBS:
        return after.part is not Part.OF
    if words[at].text in known.ADVERBS_OF_NOUNS and _made_noun(words, at + 1, alone=False):
        return False
    return after.part in (Part.VERB, Part.MAYBE, Part.MANNER)


def _is_held(word: Word, done: Sequence[Word]) -> bool:
    """Whether what stands before a verb makes a noun of it."""
    if not done:
        return word.part is Part.MAYBE and not word.is_doubtful
    before = done[-1]
    if before.part in (Part.MODIFIER, Part.OF) or _counts(before):
        return True
    if before.part is Part.AND and not (len(done) > 1 and done[-2].acts):
        return True
    return word.part is Part.MAYBE and not word.is_doubtful and before.part not in _SHOWING


def _behind_last_verb(done: Sequence[Word]) -> int:
    """Give how many characters of nouns stand behind the last verb; 0 when there is no verb or no noun."""
    size = 0
    for word in reversed(done):
        if word.is_place:
            return 0
        if word.acts:
            return size
        if word.part not in (Part.NOUN, Part.MAYBE, Part.VERB):
            return 0
        size += len(word.text)
    return 0


def _counts(word: Word) -> bool:
    """Whether a number wants what it counts: 三级 联动, 12345 热线; 1.2亿元 does not."""
    return word.part is Part.NUMBER and (word.text[-1].isdigit() or word.text[-1] in "级大批届次个项起例")


def _is_verb_after(words: Sequence[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].part is Part.VERB


def _behind_verb(before: Word | None) -> bool:
    """Whether a word is the first of a verb's object: 加强 管理."""
    return before is not None and before.acts and before.part is not Part.MANNER


def _made_noun(words: Sequence[Word], at: int, *, alone: bool) -> bool:
    """Whether what follows makes a noun of a verb; one that stands `alone` resists."""
    word = words[at]
    if at + 1 == len(words):
        return word.is_doubtful
    after = words[at + 1]
    if after.part is Part.CLOSE or (after.part is Part.OF and not alone):
        return True
    if alone:
        return False
    if after.part is Part.COMMA:
        return True
    if (
        after.text in known.AFTER_VERBS
        or (word.is_doubtful and after.is_body)
        or (word.is_doubtful and after.part in (Part.VERB, Part.MANNER))
    ):
        return True
    head = _past_doubtful(words[at + 1 :])
    return word.is_doubtful and (
        head is None or head.part in (Part.AND, Part.OF) or _ends_as_maker(head.text)
    )


def _ends_as_maker(text: str) -> bool:
    return text in known.MAKE_NOUNS or (len(text) <= _LONGEST_MAKER and text[-2:] in known.MAKE_NOUNS)


def _past_doubtful(words: Sequence[Word]) -> Word | None:
    """Pass over verbs used as nouns and numbers: 整治 提升 五年 行动 gives 行动."""
    return next((word for word in words if not _is_passed(word)), None)


def _is_passed(word: Word) -> bool:
    if word.text in known.MAKE_NOUNS or word.text in known.KINDS:
        return False
    timely = word.part is Part.NUMBER or word.text in known.TIMES or word.text.endswith("年")
    return timely or word.is_doubtful


def _has_object(words: Sequence[Word], at: int) -> bool:
    """Whether a doubtful verb has an object long enough to show that it is one."""
    if at + 1 == len(words) or words[at + 1].part not in (Part.NOUN, Part.MODIFIER, Part.OPEN):
        return False
    size = 0
    for word in words[at + 1 :]:
        if word.part in (Part.VERB, Part.SPACE, Part.PAUSE, Part.OF, Part.ABOUT) or (
            not size and word.is_head
        ):
            break
        size += len(word.text)
    return size >= _FEWEST and words[at + 1].text[0] not in known.WHICH
