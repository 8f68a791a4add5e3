"""Pinyin order: syllable by syllable, by letters, then tone, then character.

Readings come from pypinyin, whose phrase table distinguishes 长沙 (cháng) and 长者 (zhǎng), and from
the tables of `readings`, which have what it misses. It takes a tenth of a second to load and
is used only when there is an index to sort.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.volume.parts.readings import ALONE, FOLLOWED, LONGEST, STEMS, SURNAMES, WORDS

SKIPPED = "“”‘’《》〈〉「」『』【】〔〕（）()[]—－-·…、，。：；！？ \u3000"
"""Marks say nothing of the order: “四字”要诀 stands under S."""

_LONGEST_PHRASE: Final = 8
"""Characters of the longest phrase that is looked up."""
_PERSON: Final = pattern(r"[\u4e00-\u9fff]{2,4}")
_NO_PERSON: Final = tuple("县市区州旗镇乡村省盟部局办委会室院校厅处科所站队组公司社团心")


class Syllable(NamedTuple):
    """One character's place in the order; what is not Han comes first, as it is written."""

    han: bool
    letters: str
    tone: str
    char: str


def pinyin_sort_key(text: str) -> tuple[Syllable, ...]:
    """Return the key a text is sorted by."""
    kept = _kept(text)
    return _syllables(kept, readings_of(kept))


def name_key(text: str) -> tuple[Syllable, ...]:
    """Return the key of an office or a person, whose surname has a reading of its own (单, 曾)."""
    kept = _kept(text)
    surname = _surname(kept)
    return _syllables(kept, [*surname, *readings_of(kept)[len(surname) :]])


def _kept(text: str) -> str:
    return "".join(char for char in text if char not in SKIPPED)


def _syllables(text: str, readings: Iterable[str]) -> tuple[Syllable, ...]:
    keys: list[Syllable] = []
    for char, reading in zip(text, readings, strict=True):
        if reading == char:
            keys.append(Syllable(False, char.upper(), "", char))
        else:
            keys.append(Syllable(True, reading.rstrip("12345"), reading[-1:], char))
    return tuple(keys)


def initial(text: str) -> str:
    """Return the letter a text stands under in an index; # for figures and what has no reading."""
    key = pinyin_sort_key(text)
    letter = key[0].letters[:1].upper() if key else ""
    return letter if "A" <= letter <= "Z" else "#"


def in_pinyin_order(texts: Iterable[str]) -> list[str]:
    """Sort texts."""
    return sorted(texts, key=pinyin_sort_key)


def readings_of(text: str) -> list[str]:
    """Return a reading with its tone for each character; what has none stands for itself."""
    readings = list(STEMS.get(text, ()))
    while len(readings) < len(text):
        readings += _next_word(text, len(readings))
    return readings


def _next_word(text: str, at: int) -> tuple[str, ...]:
    """Read the longest word known that begins at a place; else its first character by what follows it."""
    for length in range(min(LONGEST, len(text) - at), 1, -1):
        if reading := WORDS.get(text[at : at + length]):
            return reading
    for length in range(min(_LONGEST_PHRASE, len(text) - at), 1, -1):
        if _is_phrase(text[at : at + length]):
            return _looked_up(text[at : at + length])
    alone = FOLLOWED.get(text[at : at + 2]) or ALONE.get(text[at])
    return (alone or _looked_up(text[at])[0],)


def _surname(text: str) -> tuple[str, ...]:
    """Read the surname where a text is the name of a person: two to four characters and no place or office."""
    if not _PERSON.fullmatch(text) or text.endswith(_NO_PERSON) or text in STEMS:
        return ()
    return SURNAMES.get(text[:2]) or SURNAMES.get(text[:1], ())


def _is_phrase(text: str) -> bool:
    from pypinyin.constants import PHRASES_DICT

    return text in PHRASES_DICT


@lru_cache(4096)
def _looked_up(word: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    readings = lazy_pinyin(word, style=Style.TONE3, neutral_tone_with_five=True)
    return tuple(readings) if len(readings) == len(word) else tuple(word)
