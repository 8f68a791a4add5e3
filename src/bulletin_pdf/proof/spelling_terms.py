"""Fixed terms of official writing with one character of the same sound or shape: 旅行职责, 心里疏导."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import add

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proof.lexicon import Segments
from bulletin_pdf.proof.parts import places_of
from bulletin_pdf.proof.spelling_tables import (
    LONGEST_TERM,
    OfficialTerms,
    official_terms,
    spelling_tables,
    twins,
)

_PARTICLES = frozenset("的地得了着是在才越")


class SpellingSlip(NamedTuple):
    """A stretch of a text, and the word that is likely meant."""

    start: int
    end: int
    word: str


def of_terms(text: str, split: Segments, singles: Sequence[int]) -> Iterator[tuple[float, SpellingSlip]]:
    """Return terms in which one character has the sound of the right one, or, where it belongs to no word, its shape."""
    terms = official_terms()
    marks = text.translate(spelling_tables().near_sounds)
    alone = dict.fromkeys(at for at in singles if text[at] not in _PARTICLES)
    for start in places_of(terms.by_beginning, map(add, map(add, marks, marks[1:]), marks[2:])):
        for key in terms.by_beginning[marks[start : start + 3]]:
            if marks.startswith(key, start):
                yield from _sounding(text, start, split, alone, terms.by_sound[key])
    yield from _looking(text, alone, terms)


def _looking(text: str, alone: Iterable[int], terms: OfficialTerms) -> Iterator[tuple[float, SpellingSlip]]:
    """Return the terms that have another character of the same shape in the place of one that belongs to no word."""
    shapes, after, before = spelling_tables().shapes, terms.after, terms.before
    for at in alone:
        looks = shapes.get(text[at])
        if not looks:
            continue
        for likely in (after.get(text[at - 1 : at]), before.get(text[at + 1 : at + 2])):
            if likely and not likely.isdisjoint(looks):
                for right in likely.intersection(looks):
                    yield from _with(text, at, right, terms)


def _sounding(
    text: str, start: int, split: Segments, alone: Collection[int], terms: Iterable[str]
) -> Iterator[tuple[float, SpellingSlip]]:
    """Return the terms that stand at `start` but for one character that belongs to no word, or to one that no term has here."""
    for term in terms:
        end = start + len(term)
        wrong = [at for at in range(start, end) if text[at] != term[at - start]]
        if len(wrong) != 1 or _is_part(split, start, wrong[0]):
            continue
        if wrong[0] in alone or _is_odd(text, start, end, split, wrong[0]):
            yield 10.0 * len(term), SpellingSlip(start, end, term)


def _is_part(split: Segments, start: int, wrong: int) -> bool:
    """Whether a word reaches over the start of a stretch without the wrong character: 学生|餐|安全 is no 生产安全."""
    at, word = next(((at, word) for word, at in split.around(start, start + 1)), (start, ""))
    return at < start and at + len(word) == start + 1 <= wrong


def _is_odd(text: str, start: int, end: int, split: Segments, wrong: int) -> bool:
    """Whether a stretch made of whole words is none that is said as well as the term: 旅行职责, but 法制建设."""
    if not (split.begins(start) and split.begins(end)) or text[wrong] in _PARTICLES:
        return False
    return text[start:end] not in official_terms().known and not any(
        text[at : at + 2] in twins() for at in (wrong - 1, wrong) if start <= at < end - 1
    )


def _with(text: str, at: int, right: str, terms: OfficialTerms) -> Iterator[tuple[float, SpellingSlip]]:
    """Return the terms around a place that are there with another character in it."""
    first = max(at - LONGEST_TERM + 1, 0)
    mended = f"{text[first:at]}{right}{text[at + 1 : at + LONGEST_TERM]}"
    for start, end in _around(at - first, len(mended), terms):
        if mended[start:end] in terms.known:
            yield 10.0 * (end - start), SpellingSlip(first + start, first + end, mended[start:end])


def _around(at: int, count: int, terms: OfficialTerms) -> Iterator[tuple[int, int]]:
    """Return the stretches of so many characters, as long as terms are, that have a place in them."""
    for length in terms.lengths:
        for start in range(max(at - length + 1, 0), min(at, count - length) + 1):
            yield start, start + length
