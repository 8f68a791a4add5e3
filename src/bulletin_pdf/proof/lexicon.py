"""Words: how often each occurs, whether something is one, and a text split into them once for all who ask."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING

from bulletin_pdf.compose.dictionary import words_in
from bulletin_pdf.compose.segmenter import full_segmenter
from bulletin_pdf.compose.trade_terms import TERMS
from bulletin_pdf.issue.normalize import is_ideograph
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proof.places import gazetteer

if TYPE_CHECKING:
    from rjieba import Jieba

KNOWN_COUNT = 500
"""How often a word is taken to occur that the dictionary lacks."""


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
    return split_words(text)


def split_words(text: str) -> Segments:
    """Split a text into words; nothing is kept."""
    words = _segmenter().cut(text, False)
    return Segments(words, list(accumulate(map(len, words), initial=0)))


@lru_cache(maxsize=512)
def pairs(text: str) -> frozenset[str]:
    """Return what stands side by side in a text, two characters each; most tables are looked up by it."""
    return frozenset(map(add, text, text[1:]))


@lru_cache(maxsize=512)
def triples(text: str) -> frozenset[str]:
    """Return what stands side by side in a text, three characters each."""
    return frozenset(map(add, map(add, text, text[1:]), text[2:]))


@lru_cache(maxsize=50_000)
def is_word(text: str) -> bool:
    """Whether the dictionary has a word of several characters."""
    if len(text) < 2:
        return False
    return text in counted() or text in _known() or any(word.text == text for word in words_in(text))


@lru_cache(maxsize=1)
def counted() -> Mapping[str, int]:
    """Return how often characters and words of up to four characters occur."""
    columns = table("spelling.txt").split()
    return dict(zip(columns[::2], map(int, columns[1::2]), strict=True))


@lru_cache(maxsize=1)
def known_words() -> tuple[str, ...]:
    """Return words that the dictionary lacks: those of official writing, and names of places."""
    written = [
        word.strip("“”")
        for name in ("known_words", "formulas", "official_terms")
        for word in table(f"{name}.txt").split()
    ]
    places = [form for name in gazetteer() for form in (name, name[:-1]) if len(form) > 1]
    missing = {*written, *TERMS, *places}.difference(counted())
    return tuple(sorted(word for word in missing if all(map(is_ideograph, word))))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(known_words())


@lru_cache(maxsize=1)
def sounds() -> Mapping[str, str]:
    """Return the commonest reading of characters, without tone."""
    lines = (line.split(" ") for line in table("sounds.txt").splitlines())
    return {char: sound for sound, chars in lines for char in chars}


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
def _segmenter() -> "Jieba":
    segmenter = full_segmenter()
    for word in known_words():
        segmenter.add_word(word, KNOWN_COUNT, "n")
    return segmenter


def table(name: str) -> str:
    """Return the lines of a shipped table that are no comments."""
    text = (files("bulletin_pdf.proof") / "data" / name).read_text("utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))
