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
from bulletin_pdf.proof.lexicon import count_of, is_alike, is_word, segments, sounds, table

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
    for start in _places(text):
        found = text[start : start + _LENGTH]
        idiom = next((each for each in _near(found) if _is_slip(text, start, each)), "")
        if idiom and start >= last:
            last = start + _LENGTH
            yield IdiomSlip(start, last, idiom)


def _places(text: str) -> list[int]:
    """Return where four characters stand of which half may be that of an idiom."""
    first, last = _halves()
    return [
        at
        for at in range(len(text) - _LENGTH + 1)
        if text[at : at + 2] in first or text[at + 2 : at + 4] in last
    ]


def _near(found: str) -> Iterator[str]:
    """Return the idioms that differ from four characters in one."""
    first, last = _halves()
    head, tail = found[:2], found[2:]
    for end in first.get(head, "").split("|"):
        if (end[:1] == tail[0]) != (end[1:] == tail[1]):
            yield head + end
    for beginning in last.get(tail, "").split("|"):
        if (beginning[:1] == head[0]) != (beginning[1:] == head[1]):
            yield beginning + tail


def _is_slip(text: str, start: int, idiom: str) -> bool:
    end = start + _LENGTH
    found = text[start:end]
    at = next(place for place in range(_LENGTH) if found[place] != idiom[place])
    wrong, right = found[at], idiom[at]
    if wrong in _LOOSE or right in _LOOSE or not is_alike(wrong, right) or is_word(found):
        return False
    if not (segments(text).begins(start) and segments(text).begins(end)):
        return False
    half = found[:2] if at < 2 else found[2:]
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
