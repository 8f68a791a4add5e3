"""Parts of texts, looked at many at once, and each once only.

The rules about words look for what stands in a run of hanzi or between two stops, and most runs have nothing for them. To call
a rule for each run costs more than the rule itself. All parts of an issue that are new are therefore joined
to one text and looked at in one go; what was found is kept for the issues to come, in which many come again.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, compress, count
from operator import add
from typing import Generic, TypeVar

from bulletin_pdf.named_tuples import NamedTuple

APART = "\n" * 4
"""What stands between two parts: no word has it, and no rule looks further than four characters beside what it finds."""
_KEPT = 60_000
"""So many parts are remembered: those of a year and more, some 10 MB."""

_Found = TypeVar("_Found")


class Batch(NamedTuple):
    """Several parts as one text."""

    text: str
    parts: Sequence[str]
    starts: Sequence[int]
    """Where each begins in the text."""

    def part_at(self, at: int) -> int:
        """Return which of the parts a place of the text is in."""
        return bisect_right(self.starts, at) - 1


def batch_of(parts: Sequence[str]) -> Batch:
    """Return parts as one text."""
    lengths = (len(part) + len(APART) for part in parts[:-1])
    return Batch(APART.join(parts), parts, list(accumulate(lengths, initial=0)))


@lru_cache(maxsize=2)
def pairs_in(text: str) -> list[str]:
    """Return the pairs of neighbouring characters of a text, in order; those of the last texts are kept."""
    return list(map(add, text, text[1:]))


@lru_cache(maxsize=2)
def threes_in(text: str) -> list[str]:
    """Return the stretches of three characters of a text, in order; those of the last texts are kept."""
    return list(map(add, pairs_in(text), text[2:]))


def places_of(known: Mapping[str, object], stretches: Iterable[str]) -> "compress[int]":
    """Return which of the stretches are known."""
    return compress(count(), map(known.__contains__, stretches))


_Split = Callable[[str], Sequence[tuple[int, str]]]
"""Gives the parts of a text, and where they begin."""


class PartsSeen(Generic[_Found]):
    """What a rule found in the parts it has seen; in most of them it found nothing."""

    def __init__(self, split: _Split, look: Callable[[Batch], Mapping[str, tuple[_Found, ...]]]) -> None:
        """Take what parts a text, and what returns the finds of the parts that have any."""
        self._split = split
        self._look = look
        self._seen: set[str] = set()
        self._found: dict[str, tuple[_Found, ...]] = {}

    def look_at(self, texts: tuple[str, ...]) -> None:
        """Look at those parts of texts that are new."""
        parts = _parts_of(self._split, texts)
        new = parts.difference(self._seen)
        if not new:
            return
        if len(self._seen) > _KEPT:
            self._seen, self._found, new = set(), {}, parts
        self._found.update(self._look(batch_of(sorted(new))))
        self._seen.update(new)

    def any_in(self, text: str) -> bool:
        """Whether something was found in a text."""
        parts = _parts_in(self._split, text)
        if not parts.issubset(self._seen):
            self.look_at((text,))
        return not self._found.keys().isdisjoint(parts)

    def found_in(self, text: str) -> Sequence[tuple[int, _Found]]:
        """Return what is in a text, each with the place where its part begins."""
        if not self.any_in(text):
            return ()
        found = self._found
        return [(start, each) for start, part in self._split(text) for each in found.get(part, ())]


@lru_cache(maxsize=4)
def _parts_of(split: _Split, texts: tuple[str, ...]) -> frozenset[str]:
    """Return the parts of the texts of one issue, which several rules look at."""
    return frozenset[str]().union(*(_parts_in(split, text) for text in texts))


@lru_cache(maxsize=512)
def _parts_in(split: _Split, text: str) -> frozenset[str]:
    return frozenset(part for _, part in split(text))


def by_part(batch: Batch, found: Iterable[tuple[int, _Found]]) -> dict[str, list[tuple[int, _Found]]]:
    """Return finds by the part they are in, each with its place there; they come with their place in the batch."""
    parts: dict[str, list[tuple[int, _Found]]] = {}
    for at, each in found:
        part = batch.part_at(at)
        parts.setdefault(batch.parts[part], []).append((at - batch.starts[part], each))
    return parts
