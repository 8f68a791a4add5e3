"""The part of speech of a word missing from the dictionary, by its characters.

rjieba says so too, but unpacks and reads its whole model for the first such word of a process: 32 ms, a thirtieth of a year's volume
and a fifth of one issue. Here the few rows that a word needs are found in a table (`scripts/make_speech_parts.py`); what is
said is the same (tests/compose/test_segmenting.py).
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from mmap import ACCESS_READ, mmap
from typing import Final

_TABLE: Final = os.path.join(
    os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "speech_parts.txt"
)
_START: Final = "^"
_LAST: Final = "ES"
"""Places a word may end with: the end of several characters, or one alone."""
_UNKNOWN: Final = "x"

Odds = Mapping[str, float]
"""State (B, M, E or S for the place in a word, and a part of speech) → natural logarithm of how likely it is."""


def guessed_part(word: str) -> str:
    """Return the part of speech of a word of hanzi in the letters of the dictionary; x where nothing tells it."""
    states = _likeliest([_row(char) for char in word])
    return max(reversed(list(_pieces(word, states))), default=(0, _UNKNOWN), key=lambda piece: piece[0])[1]


def _likeliest(rows: list[Odds]) -> tuple[str, ...]:
    """Return the likeliest states of characters in a row (the Viterbi algorithm); none if there are no possible ones."""
    starts = _row(_START)
    ways: dict[str, tuple[float, tuple[str, ...]]] = {
        state: (starts[state] + odds, (state,)) for state, odds in rows[0].items() if state in starts
    }
    for row in rows[1:]:
        ahead: dict[str, tuple[float, tuple[str, ...]]] = {}
        for state, odds in row.items():
            reached = (
                (likely + steps[state] + odds, before)
                for before, (likely, _) in ways.items()
                if state in (steps := _row(before))
            )
            if best := max(reached, default=None, key=lambda way: way[0]):
                ahead[state] = best[0], (*ways[best[1]][1], state)
        ways = ahead
    ended = (way for state, way in ways.items() if state[0] in _LAST)
    return max(ended, default=(0.0, ()), key=lambda way: way[0])[1]


def _pieces(word: str, states: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Return the length in bytes and the part of speech of each word that a row of states makes."""
    length = 0
    for char, state in zip(word, states, strict=False):
        length += len(char.encode())
        if state[0] in _LAST:
            yield length, state[1:]
            length = 0


@cache
def _row(head: str) -> Odds:
    """Return a row of the table, by the state before or by a character; an empty one for a character it lacks."""
    table, key = _table(), f"{head} ".encode()
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = table.find(b"\n", start) + 1
        line = table[start:end]
        if line.startswith(key):
            pairs = (pair.partition(":") for pair in line.decode().split()[1:])
            return {state: float(odds) for state, _, odds in pairs}
        low, high = (end, high) if line < key else (low, start)
    return {}


@cache
def _table() -> mmap:
    """Return the table, of which only what is needed is read: lines in the order of their bytes."""
    with open(_TABLE, "rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)
