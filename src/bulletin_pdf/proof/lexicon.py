"""Words: how often each occurs, whether something is one, and a text split into them once for all who ask."""

import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from operator import add
from threading import Lock
from typing import TYPE_CHECKING

from bulletin_pdf.compose.dictionary import words_from
from bulletin_pdf.compose.segmenter import empty_segmenter, full_segmenter
from bulletin_pdf.compose.trade_terms import TERMS
from bulletin_pdf.compose.word_breaks import OTHERS
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proof.places import gazetteer

if TYPE_CHECKING:
    from rjieba import Jieba

KNOWN_COUNT = 500
"""How often a word is taken to occur that the dictionary lacks."""
_MANY = 8000
"""Beginnings of words, from which on the whole dictionary is taken."""
DICTIONARY_COUNT = 60_101_967
"""How often all words of the dictionary occur together."""
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_CLAUSE = re.compile("[^，。；：！？\n]{2,}")
"""Whole words are looked for in these, of two characters at least."""
_RUN = re.compile("[\u3400-\u9fff\u3007々\uf900-\ufaff\U00020000-\U0003ffff]{2,}")
_HAN_WORDS = re.compile("(?m)^[\u3400-\u9fff\u3007\uf900-\ufaff\U00020000-\U0003ffff]+$")


class Segments(NamedTuple):
    """The words and marks of a text, in order, and where each begins; the last start is the end of the text."""

    words: list[str]
    starts: list[int]

    def begins(self, at: int) -> bool:
        """Whether a word begins at a place, or the text ends there."""
        found = bisect_left(self.starts, at)
        return found < len(self.starts) and self.starts[found] == at

    def reaches_over(self, at: int) -> str:
        """Return the word of the dictionary that begins before a place and goes on behind it; empty if none does."""
        found = bisect_right(self.starts, at) - 1
        over = self.words[found] if self.starts[found] < at and found < len(self.words) else ""
        return over if is_word(over) else ""

    def word_at(self, at: int) -> str:
        """Return the word that begins at a place, or goes on there; empty at the end of the text."""
        return self.words[bisect_right(self.starts, at) - 1] if at < self.starts[-1] else ""

    def around(self, start: int, end: int) -> Iterator[tuple[str, int]]:
        """Return the words that lie in the stretch start..end, wholly or in part, and where they begin."""
        first, last = bisect_right(self.starts, start) - 1, bisect_left(self.starts, end)
        return zip(self.words[first:last], self.starts[first:last], strict=True)


@lru_cache(maxsize=512)
def segments(text: str) -> Segments:
    """Split a text into words; the last few hundred texts are kept."""
    words = _segmenter().cut(text)
    return Segments(words, list(accumulate(map(len, words), initial=0)))


@lru_cache(maxsize=512)
def runs(clause: str) -> tuple[tuple[int, str], ...]:
    """Return the runs of hanzi of a clause, without its marks and figures, and where each begins."""
    return tuple((match.start(), match[0]) for match in _RUN.finditer(clause))


def know_words(text: str) -> None:
    """Take in what the dictionary has for a text, for those who split its parts."""
    _segmenter().know(text)


def split_again(part: str) -> Segments:
    """Split a part of a text whose words are known; nothing is kept."""
    words = _segmenter().cut_known(part)
    return Segments(words, list(accumulate(map(len, words), initial=0)))


@lru_cache(maxsize=512)
def clauses(text: str) -> tuple[tuple[int, str], ...]:
    """Return the parts of a text between its stops, and where each begins.

    No word and no phrase reaches over a stop, and the same clauses come again and again, in one issue and in those of
    a year: what rules look for in them is looked for once.
    """
    return tuple((match.start(), match[0]) for match in _CLAUSE.finditer(text))


class _Segmenter:
    """Splits texts with the words of the dictionary that begin as something in a text does.

    The whole dictionary takes a tenth of a second to unpack, more than one issue takes altogether; it is taken
    for more than a few issues. What a word weighs depends on how often all occur together, so that one
    stands for those not yet asked for.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._heads: set[str] = set()
        self._is_whole = False
        self._segmenter = self._with_known_words(empty_segmenter())
        self._others = DICTIONARY_COUNT - sum(map(int, _known_counts().values()))
        self._segmenter.add_word(OTHERS, self._others, "x")

    def cut(self, text: str) -> list[str]:
        """Split a text."""
        self.know(text)
        return self._segmenter.cut(text, False)

    def know(self, text: str) -> None:
        """Take the words of a text from the dictionary."""
        if not self._is_whole and not self._heads.issuperset(heads := {*text, *map(add, text, text[1:])}):
            with self._lock:
                self._learn(heads - self._heads)

    def cut_known(self, text: str) -> list[str]:
        """Split a text that has nothing in it but what stood in others."""
        return self._segmenter.cut(text, False)

    def _learn(self, heads: set[str]) -> None:
        """Take the words with these beginnings; all where there are many."""
        if len(self._heads) + len(heads) > _MANY:
            self._segmenter, self._is_whole = self._with_known_words(full_segmenter()), True
            return
        known = _known_counts()
        words = [word for word in words_from(heads) if word.text not in known]
        for word in words:
            self._segmenter.add_word(*word)
        self._others -= sum(word.often for word in words)
        self._segmenter.add_word(OTHERS, self._others, "x")
        self._heads |= heads

    @staticmethod
    def _with_known_words(segmenter: "Jieba") -> "Jieba":
        for word in _known_counts():
            segmenter.add_word(word, KNOWN_COUNT, "n")
        return segmenter


@lru_cache(maxsize=50_000)
def is_word(text: str) -> bool:
    """Whether the dictionary has a word of several characters."""
    if len(text) < 2:
        return False
    return (
        text in counted()
        or text in _known_counts()
        or any(word.text == text for word in words_from((text[:2],)))
    )


def count_of(word: str) -> int:
    """Return how often a character or word of up to four characters occurs; 0 for a rare one."""
    return int(counted().get(word, 0))


@lru_cache(maxsize=1)
def counted() -> Mapping[str, str]:
    """Return how often characters and words of up to four characters occur, as it is written: few are asked for."""
    return columns_of("spelling.txt")


@lru_cache(maxsize=1)
def _known_counts() -> Mapping[str, str]:
    """Return the known words, and how often the dictionary has each."""
    return columns_of("known.txt")


def known_words() -> tuple[str, ...]:
    """Return words that the table of counts lacks: those of official writing, and names of places."""
    return tuple(_known_counts())


def gathered_words() -> tuple[str, ...]:
    """Gather the known words from the lists that have them, for `scripts/make_spelling.py`."""
    written = [
        word.strip("“”")
        for name in ("known_words", "formulas", "official_terms")
        for word in table(f"{name}.txt").split()
    ]
    places = [form for name in gazetteer() for form in (name, name[:-1]) if len(form) > 1]
    missing = {*written, *TERMS, *places}.difference(counted())
    return tuple(sorted(_HAN_WORDS.findall("\n".join(missing))))


@lru_cache(maxsize=1)
def sounds() -> Mapping[str, str]:
    """Return the commonest reading of characters, without tone."""
    return {char: sound for sound, chars in by_sound().items() for char in chars}


@lru_cache(maxsize=1)
def by_sound() -> Mapping[str, str]:
    """Return the characters of each sound, tones left aside."""
    return columns_of("sounds.txt")


@lru_cache(maxsize=1)
def shapes() -> Mapping[str, str]:
    """Return the characters that look like a character, for those that have any."""
    return {line[0]: line[1:] for line in table("shapes.txt").splitlines()}


def near_sound(sound: str) -> str:
    """Return a sound without the differences of zh and z, ing and in."""
    return re.sub("(in|en|an|on)g$", r"\1", re.sub("^([zcs])h", r"\1", sound))


def is_alike(one: str, other: str) -> bool:
    """Whether two characters sound alike or look alike."""
    heard = [near_sound(sounds().get(char, char)) for char in (one, other)]
    return heard[0] == heard[1] or other in shapes().get(one, "")


@lru_cache(maxsize=1)
def _segmenter() -> _Segmenter:
    return _Segmenter()


def columns_of(name: str) -> dict[str, str]:
    """Return a shipped table of two columns as a dictionary."""
    columns = table(name).split()
    return dict(zip(columns[::2], columns[1::2], strict=True))


def table(name: str, *above: str) -> str:
    """Return the lines of a shipped table that are no comments; `above` leads to it from the package."""
    with open(os.path.join(_PACKAGE, *(above or ("proof", "data")), name), encoding="utf-8") as file:
        text = file.read()
    if not text.startswith("#") and "\n#" not in text:
        return text
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))
