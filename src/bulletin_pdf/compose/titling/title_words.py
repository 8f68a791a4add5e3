"""The words of a title with their roles.

The segmenter's words are made an editor's: numbers go with what they count, a verb with its complement
(走好), a syllable with the word it leans on (医疗保障局). The tables say what part a word plays, and the
segmenter's tag where they say nothing.
"""

from collections.abc import Iterator
from enum import Enum, auto
from typing import Final

from bulletin_pdf.compose.titling import word_roles as known
from bulletin_pdf.compose.word_breaks import tagged
from bulletin_pdf.named_tuples import NamedTuple


class WordRole(Enum):
    """The part a word plays in a title."""

    SPACE = auto()
    PAUSE = auto()
    COMMA = auto()
    """、"""
    OPEN = auto()
    CLOSE = auto()
    OF = auto()
    """的"""
    AND = auto()
    ABOUT = auto()
    """关于"""
    PREPOSITION = auto()
    MANNER = auto()
    """How something is done: 全面, 深入."""
    VERB = auto()
    MAYBE = auto()
    """A verb that is a noun as often."""
    NUMBER = auto()
    MODIFIER = auto()
    """An adjective or the like, which leans on the noun after it."""
    NOUN = auto()


_LONGEST_PLACE: Final = 3


class TitleWord(NamedTuple):
    """A word of a title; it begins at index `start`."""

    text: str
    start: int
    part: WordRole
    acts: bool = False
    """Whether it is a verb here, or an adverb of one."""
    opens: bool = False
    """Whether a phrase begins with it."""

    @property
    def end(self) -> int:
        """Where the next word begins."""
        return self.start + len(self.text)

    @property
    def is_doubtful(self) -> bool:
        """Whether it is a verb that is used as a noun as often."""
        return self.text in known.NOUN_LIKE_VERBS

    @property
    def is_head(self) -> bool:
        """Whether groups of nouns end with such a word: 工作, 推进会, 启动仪式, 通知."""
        ends = len(self.text) > 2 and self.text.endswith(known.HEAD_ENDS)
        kind = len(self.text) > 3 and self.text[-2:] in known.KINDS
        return ends or kind or self.text in known.HEADS or self.text in known.KINDS

    @property
    def is_place(self) -> bool:
        """Whether it is a short name of a place: 某市, 全省."""
        short = len(self.text) <= _LONGEST_PLACE and self.text not in known.NO_PLACES
        return short and self.text[-1] in known.PLACE_ENDS and not self.is_head

    @property
    def is_body(self) -> bool:
        """Whether names of bodies end with such a word."""
        return self.text.endswith(known.BODY_ENDS) and self.text not in known.NO_BODIES


_MARKS: Final = {
    **dict.fromkeys("，；：！？。—…,:;!?", WordRole.PAUSE),
    **dict.fromkeys("“‘《〈「『（【〔", WordRole.OPEN),
    **dict.fromkeys("”’》〉」』）】〕", WordRole.CLOSE),
    "、": WordRole.COMMA, " ": WordRole.SPACE, "\u3000": WordRole.SPACE,
    "的": WordRole.OF, "关于": WordRole.ABOUT,
}  # fmt: skip
_TABLES: Final = (
    (known.JOINING | known.OPENING_JOINTS, WordRole.AND),
    (known.LEANING_NOUNS, WordRole.MODIFIER),
    (known.PREPOSITIONS, WordRole.PREPOSITION),
    (known.MANNER | known.AUXILIARIES, WordRole.MANNER),
    (known.OPENING_VERBS, WordRole.VERB),
    (known.NOUN_LIKE_VERBS, WordRole.MAYBE),
    (known.HEADS, WordRole.NOUN),
    (known.KINDS, WordRole.NOUN),
)
_TAGS: Final = {
    "v": WordRole.MAYBE, "m": WordRole.NUMBER, "d": WordRole.MANNER, "p": WordRole.PREPOSITION, "c": WordRole.AND,
    "a": WordRole.MODIFIER, "b": WordRole.MODIFIER, "an": WordRole.MODIFIER,
}  # fmt: skip
_NOT_LED: Final = (
    WordRole.MANNER,
    WordRole.VERB,
    WordRole.PAUSE,
    WordRole.SPACE,
    WordRole.CLOSE,
    WordRole.OF,
    WordRole.AND,
    WordRole.PREPOSITION,
)
"""What no adjective leads to."""
_NUMERALS: Final = "一二三四五六七八九十"
_RESULTS: Final = "到好出起进入成"
"""What makes a verb of one syllable two: 送到, 走进."""
_MEASURES: Final = "万亿余名个家位项"
_MODIFYING_ENDS: Final = "性型式化级"
_NO_MODIFIERS: Final = (
    "仪式",
    "模式",
    "方式",
    "形式",
    "格式",
    "文化",
    "上级",
    "下级",
    "典型",
    "类型",
    "转型",
)


def split_title_words(text: str) -> list[TitleWord]:
    """Split a title into the words of an editor."""
    words: list[TitleWord] = []
    at = 0
    for piece, tag in _pieces(text):
        word = TitleWord(piece, at, _part(piece, tag))
        at = word.end
        if words and (part := _part_of_both(words[-1], word, tag)):
            words[-1] = TitleWord(words[-1].text + piece, words[-1].start, part)
        else:
            words.append(word)
    return [_as_noun(words, at) for at in range(len(words))]


def _as_noun(words: list[TitleWord], at: int) -> TitleWord:
    """Return a word in -性 or -化 as the noun it is where no noun follows: 供需适配性|进一步……."""
    word = words[at]
    derived = word.part is WordRole.MODIFIER and len(word.text) > 2 and word.text[-1] in "性化"
    alone = at + 1 == len(words) or words[at + 1].part in _NOT_LED
    return word._replace(part=WordRole.NOUN) if derived and alone else word


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Return the segmenter's words; 暨 is always one of its own."""
    for piece, tag in tagged(text):
        before, joint, after = piece.partition("暨")
        yield from ((part, tag) for part in (before, joint, after) if part)


def _part(piece: str, tag: str) -> WordRole:
    if piece in _MARKS:
        return _MARKS[piece]
    for table, part in _TABLES:
        if piece in table:
            return part
    if piece[0].isdigit() or (piece[0] in _NUMERALS and piece[1:] in known.COUNTED):
        return WordRole.NUMBER
    completed = len(piece) == 2 and piece[0] in known.VERB_SYLLABLES and piece[1] in known.COMPLEMENTS
    if completed and piece != "交通":
        return WordRole.VERB
    if _is_two_verbs(piece) or (len(piece) == 2 and tag == "v" and piece[1] in _RESULTS):
        return WordRole.VERB
    modifies = piece[-1] in _MODIFYING_ENDS and not piece.endswith(_NO_MODIFIERS)
    if len(piece) > 2 and modifies and tag not in ("v", "vn"):
        return WordRole.MODIFIER
    return _TAGS.get(tag, WordRole.NOUN)


def _is_two_verbs(piece: str) -> bool:
    """Whether a word is two verbs, or a verb and how it is done: 贯彻落实, 全面推行."""
    halves = piece[:2], piece[2:]
    verbs = halves[1] in known.OPENING_VERBS or halves[1] in known.NOUN_LIKE_VERBS
    leads = halves[0] in known.OPENING_VERBS or halves[0] in known.MANNER
    return len(piece) == 4 and leads and verbs


def _part_of_both(before: TitleWord, word: TitleWord, tag: str) -> WordRole | None:
    """Return the part two words play as one; None for two words of their own."""
    if before.part is WordRole.NUMBER and (
        word.part is WordRole.NUMBER or _is_measure(word.text) or tag == "q"
    ):
        return WordRole.NUMBER
    if word.part is WordRole.NUMBER and before.text in known.BEFORE_NUMBERS:
        return WordRole.NUMBER
    if (
        word.text in known.COMPLEMENTS
        and word.text != "向"
        and before.part in (WordRole.VERB, WordRole.MAYBE)
        and len(before.text) > 1
    ):
        return before.part
    if word.text in known.SUFFIXES and before.part in (WordRole.NOUN, WordRole.MAYBE, WordRole.MODIFIER):
        return WordRole.MODIFIER if word.text in _MODIFYING_ENDS else WordRole.NOUN
    if before.text in known.WHICH and word.part in (WordRole.NOUN, WordRole.MODIFIER):
        return WordRole.NOUN
    return None


def _is_measure(text: str) -> bool:
    return text in known.COUNTED or (len(text) == 2 and text[0] in _MEASURES)
