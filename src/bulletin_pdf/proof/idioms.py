"""成语 with one character of the same sound or shape in place of another: 有备无换, 欢心鼓舞.

An idiom of four characters keeps one of its halves when one character is wrong. Where a half stands in a text, the
other two characters are held against those that the dictionary has beside it. What is made of whole words counts
only where the wrong character sounds the same.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.cited import cited_spans, is_cited
from bulletin_pdf.proof.finding import Passage, ProofFindings
from bulletin_pdf.proof.lexicon import (
    count_of,
    is_alike,
    is_word,
    runs,
    segments,
    sounds,
    table,
)
from bulletin_pdf.proof.parts import Batch, PartsSeen, by_part, pairs_in, places_of

_LENGTH = 4
_OFTEN = 300
"""A word that occurs so often in the dictionary is meant: 决不|放弃."""
_LOOSE = frozenset("一二两三四五六七八九十百千万不无未有了的地得之于以为而其再在")
"""Characters that turn an idiom into another sound wording: 一心两用, 无所不为."""


class IdiomSlip(NamedTuple):
    """A stretch of a text, and the idiom that is likely meant."""

    start: int
    end: int
    idiom: str


def idioms_spelt(passage: Passage) -> ProofFindings:
    """B477: an idiom with one wrong character."""
    text = passage.text
    slips = list(idiom_slips(text))
    cited = cited_spans(text) if slips else []
    for start, end, idiom in slips:
        if not is_cited(cited, start, end):
            yield passage.find(Code.NOT_A_WORD, start, end, found=text[start:end], to=idiom)


def idiom_slips(text: str) -> Iterator[IdiomSlip]:
    """Return the idioms of a text that have one wrong character, in order, none over another."""
    last = 0
    for part, (at, idiom) in idioms_seen().found_in(text):
        start, end = part + at, part + at + _LENGTH
        if start >= last and segments(text).begins(start) and segments(text).begins(end):
            last = end
            yield IdiomSlip(start, end, idiom)


@lru_cache(maxsize=1)
def idioms_seen() -> PartsSeen[tuple[int, str]]:
    """Return the idioms that four characters of a run of hanzi may be meant for, and where these stand in it."""
    return PartsSeen(runs, _likely)


def _likely(batch: Batch) -> Mapping[str, tuple[tuple[int, str], ...]]:
    first, last = _halves()
    two = pairs_in(batch.text)
    places = {*places_of(first, two[:-2]), *places_of(last, two[2:])}
    found = ((at, _idiom_meant(two[at], two[at + 2])) for at in sorted(places))
    return {run: tuple(each) for run, each in by_part(batch, (each for each in found if each[1])).items()}


def _idiom_meant(head: str, tail: str) -> str:
    """Return the idiom that four characters are likely meant for; empty for none."""
    return next((each for each in _near(head, tail) if _is_slip(head + tail, each)), "")


def _near(head: str, tail: str) -> Iterator[str]:
    """Return the idioms that differ in one character from the four that these halves are."""
    first, last = _halves()
    ends = first.get(head, "")
    if tail[0] in ends or tail[1] in ends:
        for end in ends.split("|"):
            if (end[0] == tail[0]) != (end[1] == tail[1]):
                yield head + end
    beginnings = last.get(tail, "")
    if head[0] in beginnings or head[1] in beginnings:
        for beginning in beginnings.split("|"):
            if (beginning[0] == head[0]) != (beginning[1] == head[1]):
                yield beginning + tail


def _is_slip(found: str, idiom: str) -> bool:
    at = next(place for place in range(_LENGTH) if found[place] != idiom[place])
    wrong, right = found[at], idiom[at]
    if wrong in _LOOSE or right in _LOOSE or not is_alike(wrong, right) or is_word(found):
        return False
    half, other = (found[:2], idiom[:2]) if at < 2 else (found[2:], idiom[2:])
    if is_word(half) and _LOOSE.isdisjoint(half) and count_of(half) > count_of(other):
        return False  # 团结|拼搏, whatever the dictionary says of 团结拼博.
    return not is_word(half) or (sounds().get(wrong) == sounds().get(right) and count_of(half) < _OFTEN)


@lru_cache(maxsize=1)
def _halves() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the last halves of idioms by their first, and the first by their last."""
    idioms = table("idioms.txt").split()
    first: dict[str, str] = {}
    last: dict[str, str] = {}
    for idiom in idioms:
        head, tail = idiom[:2], idiom[2:]
        first[head] = f"{first[head]}|{tail}" if head in first else tail
        last[tail] = f"{last[tail]}|{head}" if tail in last else head
    return first, last
