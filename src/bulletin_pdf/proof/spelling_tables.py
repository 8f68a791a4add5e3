"""What spelling knows of characters and words: how often they occur, what they sound and look like, what stands beside them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import log

from bulletin_pdf.compose.trade_terms import TERMS
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proof.lexicon import (
    DICTIONARY_COUNT,
    KNOWN_COUNT,
    by_sound,
    columns_of,
    counted,
    known_words,
    near_sound,
    shapes,
    sounds,
    table,
)

LONGEST = 4
LONGEST_TERM = 8
GAP = "?"
"""Stands for any character of a word."""
TOTAL = log(DICTIONARY_COUNT)
_COMMON = 3500
"""Characters of the first level of 通用规范汉字表."""

FUNCTION = frozenset(
    "之以不为与向对只还者而其于所及一二三四五六七八九十百千万亿两前后中内外上下的了是在有和人这那个也就都"
    "要会能可被把让使得到从由将并或每各逐未另里因至如若且须越既"
)


class OfficialTerms(NamedTuple):
    """Fixed terms of official writing."""

    known: frozenset[str]
    lengths: tuple[int, ...]
    by_sound: Mapping[str, tuple[str, ...]]
    """Marks of sounds → terms."""
    after: Mapping[str, frozenset[str]]
    """A character → those that stand behind it in terms."""
    before: Mapping[str, frozenset[str]]
    """A character → those that stand before it in terms."""
    by_beginning: Mapping[str, tuple[str, ...]]
    """Three marks of sounds → the marks of terms that begin with them."""


class SpellingTables(NamedTuple):
    """What is known of words and characters."""

    often: Mapping[str, str]
    """A character or word → how often it occurs."""
    near_sounds: Mapping[int, str]
    """The code of a character → a mark of its sound, the same for zh and z, ing and in …"""
    of_near_sound: Mapping[str, str]
    """Such a mark → the characters of that sound."""
    gaps: Mapping[str, str]
    """A word with GAP for one of its characters → the characters that make it a word."""
    shapes: Mapping[str, str]
    """A character → those that look like it."""
    common: frozenset[str]
    """Characters anybody writes."""
    behind: Mapping[str, str]
    """A character → those that stand behind it in words and terms."""
    before: Mapping[str, str]
    """A character → those that stand before it."""


class _Weights(dict[str, float]):
    """A character or word → the logarithm of its frequency, worked out when it is asked for."""

    def __missing__(self, word: str) -> float:
        """Work out what a word weighs; raises `KeyError` for what is none."""
        weight = self[word] = log(max(int(spelling_tables().often[word]), 1)) - TOTAL
        return weight


def sound_marks(text: str) -> str:
    """Put in place of each character another that stands for its sound, tones left aside."""
    return text.translate(_sound_marks())


@lru_cache(maxsize=1)
def _sound_marks() -> Mapping[int, str]:
    return {ord(char): chars[0] for chars in by_sound().values() for char in chars}


@lru_cache(maxsize=1)
def twins() -> frozenset[str]:
    """Return pairs of characters that are said as well as those of a term: 法制, 法治."""
    return frozenset(table("twins.txt").split())


@lru_cache(maxsize=10_000)
def confused_with(char: str) -> frozenset[str]:
    """Return the characters that one may be meant for: of a sound like its own, and of its shape."""
    return frozenset(sounding_like(char) + spelling_tables().shapes.get(char, ""))


@lru_cache(maxsize=10_000)
def sounding_like(char: str) -> str:
    """Return the characters of a sound like that of one, zh and z taken for the same; none for a rare one."""
    if char not in spelling_tables().common or char not in sounds():
        return ""
    tables = spelling_tables()
    return tables.of_near_sound[tables.near_sounds[ord(char)]]


@lru_cache(maxsize=1)
def official_words() -> frozenset[str]:
    """Return the words that fixed terms of official writing are made of."""
    return frozenset(table("official_words.txt").split())


@lru_cache(maxsize=1)
def official_terms() -> OfficialTerms:
    """Return the fixed terms, and how they are looked up."""
    near = spelling_tables().near_sounds
    known = {word for word in (*table("official_terms.txt").split(), *TERMS) if 3 < len(word) <= LONGEST_TERM}
    by_sound: dict[str, tuple[str, ...]] = {}
    for term in sorted(known):
        key = term.translate(near)
        by_sound[key] = (*by_sound.get(key, ()), term)
    by_beginning: dict[str, list[str]] = {}
    for key in by_sound:
        by_beginning.setdefault(key[:3], []).append(key)
    return OfficialTerms(
        frozenset(known),
        tuple(sorted({len(term) for term in known})),
        by_sound,
        _neighbours(known, 0),
        _neighbours(known, 1),
        {three: tuple(keys) for three, keys in by_beginning.items()},
    )


def _neighbours(terms: Iterable[str], of: int) -> Mapping[str, frozenset[str]]:
    """Return the neighbours of characters in terms, behind them (`of` 0) or before them (1)."""
    found: dict[str, set[str]] = {}
    for pair in {term[at : at + 2] for term in terms for at in range(len(term) - 1)}:
        found.setdefault(pair[of], set()).add(pair[1 - of])
    return {char: frozenset(beside) for char, beside in found.items()}


@lru_cache(maxsize=1)
def spelling_tables() -> SpellingTables:
    """Return what the shipped tables say."""
    often = {**counted(), **dict.fromkeys(known_words(), str(KNOWN_COUNT))}
    alike: dict[str, str] = {}
    for sound, chars in by_sound().items():
        near = near_sound(sound)
        alike[near] = alike.get(near, "") + chars
    of_near = {chars[0]: chars for chars in alike.values()}
    near_sounds = {ord(char): mark for mark, chars in of_near.items() for char in chars}
    return SpellingTables(
        often,
        near_sounds,
        of_near,
        columns_of("gaps.txt"),
        shapes(),
        _common_characters(),
        columns_of("behind.txt"),
        columns_of("before.txt"),
    )


@lru_cache(maxsize=1)
def word_weights() -> Mapping[str, float]:
    """Return what characters and words weigh; raises `KeyError` for what is none."""
    return _Weights()


def words_with_gaps() -> dict[str, str]:
    """Return the words that may be meant, with each character in turn left open, for `scripts/make_spelling.py`."""
    official = official_words()
    words = [word for word in counted() if len(word) > 1]
    words += [word for word in known_words() if 1 < len(word) <= LONGEST and word in official]
    found: dict[str, str] = {}
    for word in words:
        for at, char in enumerate(word):
            key = f"{word[:at]}{GAP}{word[at + 1 :]}"
            found[key] = found.get(key, "") + char
    return found


def characters_beside(side: int) -> dict[str, str]:
    """Return what stands behind each character (`side` 0) or before it (1) in words and terms, for the same script."""
    words = [*counted(), *known_words(), *sorted(official_words()), *sorted(official_terms().known)]
    pairs = dict.fromkeys(word[at : at + 2] for word in words for at in range(len(word) - 1))
    found: dict[str, str] = {}
    for pair in pairs:
        found[pair[side]] = found.get(pair[side], "") + pair[1 - side]
    return found


def _common_characters() -> frozenset[str]:
    return frozenset("".join(table("tgscc-2013.txt", "data").split())[:_COMMON])
