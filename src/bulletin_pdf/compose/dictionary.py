"""Words, how often each occurs and what part of speech it is, found without reading the whole dictionary.

The table comes from `scripts/make_words.py`: a line a word, in the order of its bytes.
"""

import os
from bisect import bisect_left
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from typing import Final

from bulletin_pdf.named_tuples import NamedTuple

_WORDS: Final = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "words.txt")


class Word(NamedTuple):
    """A word of the dictionary."""

    text: str
    often: int
    """How often it occurs in what the dictionary was made from."""
    kind: str
    """Its part of speech, in the letters of the segmenter: n, v, p …"""


def words_in(text: str) -> list[Word]:
    """Give the words that stand in a text, wherever they begin, each once."""
    with open(_WORDS, "rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as table:
        starts = range(len(text))
        return list(dict.fromkeys(word for start in starts for word in _beginning(table, text[start:])))


def _beginning(table: mmap, text: str) -> Iterator[Word]:
    """Give the words a text begins with."""
    for end in range(1, len(text) + 1):
        head = text[:end].encode()
        line = _line_at(table, _find(table, head))
        if not line.startswith(head):
            return
        word, often, kind = line.decode().split(" ")
        if word == text[:end]:
            yield Word(word, int(often), kind)


def _find(table: mmap, head: bytes) -> int:
    """Give where the first line stands that comes not before `head`."""
    return bisect_left(range(len(table)), head, key=lambda at: _line_at(table, at))


def _line_at(table: mmap, at: int) -> bytes:
    """Give the line that has the byte at `at` in it."""
    return table[table.rfind(b"\n", 0, at) + 1 : table.find(b"\n", at)]
