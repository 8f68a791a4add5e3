"""Word boundaries, for titles that must be broken by sense (T-71).

The segmenter starts without its dictionary (`segmenter`). It is given the few words that stand in the title
instead, and splits the title as it would with all of them.
"""

from collections.abc import Mapping
from typing import Final

from bulletin_pdf.compose.dictionary import DictionaryWord, words_in
from bulletin_pdf.compose.segmenter import empty_segmenter
from bulletin_pdf.compose.trade_terms import TERMS

_BOUND: Final = ("u", "y", "q", "m", "f", "k")
"""Particles, measure words and the like lean on the word before."""
_TERM_COUNT: Final = 1_000_000
_COUNT: Final = 492_083_656
"""How often all words of the dictionary and these terms occur together."""
OTHERS: Final = "\0\0"
"""Stands for all words that are not in a text, and is in none."""


def word_starts(text: str) -> Mapping[int, bool]:
    """Return the indices where words of `text` begin; true where a new part of the sentence does."""
    starts: dict[int, bool] = {}
    at = 0
    for word, kind in tagged(text):
        if at and not kind.startswith(_BOUND):
            opens = _opens_part(word, kind)
            if opens or len(word) > 1:
                starts[at] = opens
        at += len(word)
    return starts


def split_words(text: str) -> list[str]:
    """Split a text into its words and marks, in order."""
    return [word for word, _ in tagged(text)]


def tagged(text: str) -> list[tuple[str, str]]:
    """Split a text into words, each with its part of speech."""
    known = {word.text: word for word in words_in(text)}
    for term in TERMS:
        if term in text:
            kind = known[term].kind if term in known else "n"
            known[term] = DictionaryWord(term, _TERM_COUNT, kind)
    segmenter = empty_segmenter()
    for word in known.values():
        segmenter.add_word(*word)
    # What a word weighs depends on how many there are in all.
    segmenter.add_word(OTHERS, _COUNT - sum(word.often for word in known.values()), "x")
    words = segmenter.cut(text)
    return [(word, known[word].kind if word in known else _guessed_kind(word)) for word in words]


def _guessed_kind(word: str) -> str:
    """Return the part of speech the segmenter gives to what the dictionary lacks: digits, letters, marks, other words."""
    if letters := "".join(char for char in word if char.isascii() and char.isalnum()):
        return "m" if letters.isdigit() else "eng"
    if not word.isalpha():
        return "x"
    from bulletin_pdf.compose.speech_parts import guessed_part

    return guessed_part(word)


def _opens_part(word: str, kind: str) -> bool:
    """Prepositions, conjunctions and verbs open a part; verbs used as nouns do not."""
    return word == "暨" or (len(word) > 1 and kind in ("v", "p", "c")) or kind == "p"
