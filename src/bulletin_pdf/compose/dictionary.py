"""A word list with frequencies and parts of speech, searched without reading all of it.

The table comes from `scripts/make_words.py`: a line a word, in the order of its bytes. An index gives where the words of each
first character stand, for to look for that in the table took longer than to set the title.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from mmap import ACCESS_READ, mmap
from typing import Final

from bulletin_pdf.named_tuples import NamedTuple

_DATA: Final = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data")
_WORDS: Final = os.path.join(_DATA, "words.txt")
_INDEX: Final = os.path.join(_DATA, "words_index.txt")
_DIGITS: Final = 6


class DictionaryWord(NamedTuple):
    """A word of the dictionary."""

    text: str
    often: int
    """How often it occurs in what the dictionary was made from."""
    kind: str
    """Its part of speech, in the letters of the segmenter: n, v, p …"""


def words_in(text: str) -> list[DictionaryWord]:
    """Return the words that stand in a text, wherever they begin, each once."""
    table = _table()
    starts = range(len(text))
    return list(dict.fromkeys(word for start in starts for word in _beginning(table, text[start:])))


def words_from(heads: Iterable[str]) -> list[DictionaryWord]:
    """Return the words that begin with one of these pairs of characters, or are one of these single ones."""
    table = _table()
    return [word for head in heads for word in _from(table, head)]


def _from(table: mmap, head: str) -> Iterator[DictionaryWord]:
    start, end = _stretch(head[0])
    written = head.encode() + (b" " if len(head) == 1 else b"")
    # A word stands before those that go on after it, so that those with one head follow each other.
    at = start
    if table[start : start + len(written)] != written:
        found = table.find(b"\n" + written, start, end)
        at = found + 1 if found >= 0 else len(table)
    while table[at : at + len(written)] == written:
        stop = table.find(b"\n", at)
        text, often, kind = table[at:stop].decode().split(" ")
        yield DictionaryWord(text, int(often), kind)
        at = stop + 1


def _beginning(table: mmap, text: str) -> Iterator[DictionaryWord]:
    """Return the words a text begins with."""
    at, end = _stretch(text[0])
    for length in range(1, len(text) + 1):
        head = text[:length].encode()
        # A word stands before those that go on after it: the first line with this head is its own, if it is one.
        if table[at : at + len(head)] != head:
            at = table.find(b"\n" + head, at, end) + 1
            if not at:
                return
        word, often, kind = table[at : table.find(b"\n", at)].decode().split(" ")
        if word == text[:length]:
            yield DictionaryWord(word, int(often), kind)


def _stretch(char: str) -> tuple[int, int]:
    """Return where the words begin and end in the table that begin with a character; the same place twice for none."""
    chars, places = _index()
    found = _DIGITS * chars.find(char)
    if found < 0:
        return 0, 0
    start, end = places[found : found + _DIGITS], places[found + _DIGITS : found + 2 * _DIGITS]
    return int(start, 16), int(end, 16)


@cache
def _table() -> mmap:
    """Return the table, of which only what is asked for is read."""
    with open(_WORDS, "rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)


@cache
def _index() -> tuple[str, str]:
    """Return the characters that words begin with, and the hexadecimal digits of where those of each stand."""
    with open(_INDEX, encoding="utf-8") as file:
        chars, places = file.read().split("\n")[:2]
    return chars, places
