"""What words may be meant for: another character of the same sound or shape, or two that have changed places.

What is found weighs as much more than the characters by themselves as its logarithm of frequency is above theirs.
Runs of hanzi are looked at many at once (`parts`); nothing here looks from one run into the next.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log
from operator import add

from bulletin_pdf.issue.character_kinds import is_ideograph
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proof.lexicon import Segments, by_sound, counted, sounds, split_again
from bulletin_pdf.proof.parts import Batch, by_part, pairs_in
from bulletin_pdf.proof.spelling_names import may_be_name
from bulletin_pdf.proof.spelling_tables import (
    FUNCTION,
    GAP,
    LONGEST,
    TOTAL,
    confused_with,
    official_words,
    sounding_like,
    spelling_tables,
    word_weights,
)
from bulletin_pdf.proof.spelling_terms import SpellingSlip, of_terms

_LEAST = log(300) - TOTAL
"""What a rare character weighs: it may stand in a name."""
_GAIN = 8.75
_GAIN_LONG = 6.5
"""By how much the logarithm of frequency must rise, for words of two characters and for longer ones."""
_GAIN_OFFICIAL = 6.0
_GAIN_OFFICIAL_LONG = 5.0
"""By how much it must rise for words that fixed terms of official writing are made of."""
_GAIN_TURNED = 2.0
"""By how much more where two characters have changed places."""
_GAIN_BESIDE = 1.5
"""By how much more for words of two characters beside a further one that belongs to no word: a name, terse wording."""
_GAIN_BESIDE_LONG = 2.5
"""The same for those of three: 国家|疾控局."""


class SpellingGuess(NamedTuple):
    """A slip, by how much its word weighs more than what is written, and by how much it has to."""

    gain: float
    needed: float
    slip: SpellingSlip

    def moved(self, by: int) -> "SpellingGuess":
        """Return it for a text in which what it is about stands further on."""
        start, end, word = self.slip
        return self._replace(slip=SpellingSlip(start + by, end + by, word))


def guesses_in(batch: Batch, less: float) -> Mapping[str, tuple[SpellingGuess, ...]]:
    """Return the guesses in runs of hanzi that miss the gain they need by `less` at most."""
    text = batch.text
    split = split_again(text)
    known = sounds()
    singles = [index for index, word in enumerate(split.words) if word in known]
    content = [index for index in singles if split.words[index] not in FUNCTION]
    found = [guess for doubt in _doubts(text, split, content) for guess in _guesses(doubt, less)]
    found += _turned(text, split, content, less)
    starts = list(map(split.starts.__getitem__, singles))
    found += [SpellingGuess(gain, 0.0, slip) for gain, slip in of_terms(text, split, starts)]
    parts = by_part(batch, ((guess.slip.start, guess) for guess in found))
    return {
        run: tuple(guess.moved(at - guess.slip.start) for at, guess in guesses)
        for run, guesses in parts.items()
    }


class _Doubt(NamedTuple):
    """A character that belongs to no word, and which another one might join to a word."""

    text: str
    split: Segments
    word: int
    """Which of the words it is."""
    behind: bool
    before: bool
    """Whether the other character may stand behind the one before it, or before the one behind it."""


def _doubts(text: str, split: Segments, content: Iterable[int]) -> Iterator[_Doubt]:
    """Return the characters beside one of whose neighbours another of their sound or shape stands in words."""
    pairs, starts = [*pairs_in(text), ""], split.starts
    behind, before = _fits(behind=True), _fits(behind=False)
    for index in content:
        at = starts[index]
        fits = at > 0 and behind[pairs[at - 1]], before[pairs[at]]
        if any(fits):
            yield _Doubt(text, split, index, *fits)


class _Fits(dict[str, bool]):
    """A pair of characters → whether what one of them may be meant for stands beside the other in words or terms."""

    def __init__(self, *, behind: bool) -> None:
        super().__init__({"": False})
        self._behind = behind

    def __missing__(self, pair: str) -> bool:
        """Work it out: the second of the two is the doubtful one, or with `behind` false the first."""
        kept, doubtful = (pair[0], pair[1]) if self._behind else (pair[1], pair[0])
        fits = self[pair] = not confused_with(doubtful).isdisjoint(_beside(kept, behind=self._behind))
        return fits


@lru_cache(maxsize=2)
def _fits(*, behind: bool) -> _Fits:
    return _Fits(behind=behind)


@lru_cache(maxsize=10_000)
def _beside(char: str, *, behind: bool) -> frozenset[str]:
    """Return what stands behind a character, or before it, in words and terms."""
    return frozenset((spelling_tables().behind if behind else spelling_tables().before).get(char, ""))


def _stretches(split: Segments, wrong: int) -> list[tuple[int, int]]:
    """Return first and last of the stretches of several known words around one, as long as words are."""
    words, starts = split
    often = spelling_tables().often
    found: list[tuple[int, int]] = []
    first, lowest, count = wrong, starts[wrong + 1] - LONGEST, len(words)
    while first >= 0 and starts[first] >= lowest and words[first] in often:
        last, furthest = wrong, starts[first] + LONGEST
        while last < count and starts[last + 1] <= furthest and words[last] in often:
            if last > first:
                found.append((first, last))
            last += 1
        first -= 1
    return found


def _guesses(doubt: _Doubt, less: float) -> Iterator[SpellingGuess]:
    """Return what the words around a character may be meant for were it another one, with how much more that weighs."""
    text, split, index, behind, before = doubt
    words, starts = split
    at = starts[index]
    gaps, confused = spelling_tables().gaps, confused_with(text[at])
    for first, last in _stretches(split, index):
        start, end = starts[first], starts[last + 1]
        if not (start < at and behind or end > at + 1 and before):
            continue
        fill = gaps.get(f"{text[start:at]}{GAP}{text[at + 1 : end]}")
        if fill is None or confused.isdisjoint(fill):
            continue
        alike = _alike(text[start:end], fill, at - start)
        weight = _weight(words[first : last + 1]) if alike else 0.0
        if end - start < LONGEST and alike and _is_beside_single(words, first, last):
            weight += _GAIN_BESIDE if end - start == 2 else _GAIN_BESIDE_LONG
        for word, likely, needed in alike:
            gain = likely - weight
            if gain >= needed - less and not may_be_name(text, words, starts, first, last):
                yield SpellingGuess(gain, needed, SpellingSlip(start, end, word))


def _weight(words: Iterable[str]) -> float:
    weights = word_weights()
    return sum(max(weights[word], _LEAST) if len(word) == 1 else weights[word] for word in words)


def _turned_places(text: str) -> list[int]:
    """Return where two neighbours that change places make a word, or the inner characters of two words do."""
    often, official = spelling_tables().often, official_words()
    before = spelling_tables().behind.get
    found = []
    for at in [
        at for at, (one, two) in enumerate(zip(text, text[1:], strict=False)) if one in before(two, "")
    ]:
        turned = text[at + 1] + text[at]
        head, tail = text[max(at - 2, 0) : at], text[at + 2 : at + 4]
        if turned in often or any(
            f"{head[first:]}{turned}{tail[:last]}" in often
            for first in range(len(head) + 1)
            for last in range(len(tail) + 1)
        ):
            found.append(at)
    # 健制|全度: 健全 and 制度, one begun a character behind the other.
    crossed = bytes(map(official.__contains__, map(add, text, text[2:])))
    at = crossed.find(b"\1\1")
    while at >= 0:
        found.append(at)
        at = crossed.find(b"\1\1", at + 1)
    return found


def _turned(text: str, split: Segments, content: Iterable[int], less: float) -> Iterator[SpellingGuess]:
    """Return what stretches of words are if two neighbouring characters have changed places: 色绿, 满度|意."""
    words, starts = split
    often = spelling_tables().often
    near = {at + by for at in _turned_places(text) for by in range(1 - LONGEST, LONGEST)}
    stretches = dict.fromkeys(
        stretch for index in content if starts[index] in near for stretch in _stretches(split, index)
    )
    for first, last in stretches:
        start, end = starts[first], starts[last + 1]
        found = text[start:end]
        length = end - start
        if (length == 2 and found[::-1] not in often) or (
            length == 3
            and found[1] + found[0] + found[2] not in often
            and found[0] + found[:0:-1] not in often
        ):
            continue
        turns = _turns(found)
        weight = _weight(words[first : last + 1]) if turns else 0.0
        for word, likely, needed in turns:
            gain = likely - weight
            if gain >= needed - less and not may_be_name(text, words, starts, first, last):
                yield SpellingGuess(gain, needed, SpellingSlip(start, end, word))


@lru_cache(maxsize=100_000)
def _turns(found: str) -> tuple[tuple[str, float, float], ...]:
    """Return the words that two neighbouring characters make when they change places: word, weight, needed gain."""
    often, official = spelling_tables().often, official_words()
    content = FUNCTION.isdisjoint(found)
    if len(found) == 2:
        made = [found[::-1]] if content else []
    else:
        made = [found[:at] + found[at + 1] + found[at] + found[at + 2 :] for at in range(len(found) - 1)]
        made = made if content else [word for word in made if word in official]
    weights = word_weights()
    turns = [
        (word, weights[word], _needed(word) + _GAIN_TURNED)
        for word in made
        if word in often and word != found and (word in counted() or word in official)
    ]
    if len(found) == LONGEST and content:
        # 健制|全度: the inner characters of two words.
        pair = found[0] + found[2], found[1] + found[3]
        if all(word in official and word in often for word in pair):
            turns.append(("".join(pair), sum(weights[word] for word in pair), _GAIN_LONG))
    return tuple(turns)


@lru_cache(maxsize=100_000)
def _alike(found: str, fill: str, at: int) -> tuple[tuple[str, float, float], ...]:
    """Return words with another character of like sound or shape at a place: word, weight, the gain it needs.

    `fill` are the characters that make a word there; in short words one must sound quite the same.
    """
    content = FUNCTION.isdisjoint(found)
    if len(found) == 2 and not content:
        return ()
    wrong = found[at]
    heard = sounding_like(wrong)
    if heard and len(found) == 2:
        heard = by_sound()[sounds()[wrong]]
    right = sorted(filter(fill.__contains__, heard), key=fill.index)
    if len(found) == 2:
        # A short word of the lists alone is too often a name: 普光气田.
        right = [char for char in right if found[:at] + char + found[at + 1 :] in counted()]
    if content:
        right += [look for look in spelling_tables().shapes.get(wrong, "") if look in fill]
    words = [found[:at] + char + found[at + 1 :] for char in right if char != wrong]
    weights = word_weights()
    return tuple(
        (word, weights[word], _needed(word)) for word in words if len(found) > 2 or word[0] != word[1]
    )


def _needed(word: str) -> float:
    """Return by how much more a word must weigh."""
    if word in official_words():
        return _GAIN_OFFICIAL if len(word) == 2 else _GAIN_OFFICIAL_LONG
    return _GAIN if len(word) == 2 else _GAIN_LONG


def _is_beside_single(tokens: Sequence[str], first: int, last: int) -> bool:
    sides = (*tokens[max(first - 1, 0) : first], *tokens[last + 1 : last + 2])
    return any(len(token) == 1 and is_ideograph(token) and token not in FUNCTION for token in sides)
