"""Words that are none, where another character of the same sound or shape gives a common word: 兼故 → 兼顾.

A text is split into words. Where characters are left that belong to no word, words of the same sound
or shape are looked for (`spelling_guesses`); only what weighs far more is reported.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import eq

from bulletin_pdf.issue.character_kinds import is_ideograph
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.agreement import AgreementContext
from bulletin_pdf.proof.cited import cited_spans, is_cited
from bulletin_pdf.proof.finding import ProofFindings
from bulletin_pdf.proof.lexicon import is_word, know_words, runs, sounds
from bulletin_pdf.proof.parts import PartsSeen
from bulletin_pdf.proof.spelling_guesses import SpellingGuess, guesses_in
from bulletin_pdf.proof.spelling_terms import SpellingSlip
from bulletin_pdf.proof.trigrams import weigh_with_model

_KINDS = ("paragraph", "quote", "note", "heading", "title")
_LESS = 5.0
"""By how much less it may rise where a model of three words in a row is installed …"""
_LIKELIER = 4.5
"""… and finds the text likelier by so much, a common logarithm."""
_MAX_STRANGE = 2
"""Characters outside 通用规范汉字表; a text with more of them is in traditional characters, of which too little is known."""
_MARKS = frozenset("，、；。：“”")
_ITEM = 3
"""Characters of such an item; 教育部、财政部 are alike at their ends."""
_QUOTED = pattern("[“‘「『][^“”‘’「」『』]{1,8}[”’」』]")


def words_spelt(setting: AgreementContext) -> ProofFindings:
    """B477: no word, and a common word has the same sound or shape. What occurs twice is taken for meant."""
    whole = "\n".join(setting.texts)
    know_words(whole)
    seen = _runs_seen(_LESS if weigh_with_model() else 0.0)
    seen.look_at(setting.texts)
    for passage in setting.passages:
        if passage.kind not in _KINDS:
            continue
        text = passage.text
        for slip in _slips(text, seen):
            found = text[slip.start : slip.end]
            if whole.count(found) == 1 or passage.kind in ("heading", "title"):
                yield passage.find(Code.NOT_A_WORD, slip.start, slip.end, found=found, to=slip.word)


def spelling_slips(text: str) -> Iterable[SpellingSlip]:
    """Return the words of a text that are likely misspelt, in order; none in titles of works, names, quoted words."""
    know_words(text)
    seen = _runs_seen(_LESS if weigh_with_model() else 0.0)
    return _slips(text, seen)


@lru_cache(maxsize=2)
def _runs_seen(less: float) -> PartsSeen[SpellingGuess]:
    return PartsSeen(runs, lambda batch: guesses_in(batch, less))


def _slips(text: str, seen: PartsSeen[SpellingGuess]) -> Sequence[SpellingSlip]:
    """Return the slips of a text."""
    found = [guess.moved(begin) for begin, guess in seen.found_in(text)]
    weigh = weigh_with_model() if found else None
    guesses = [
        guess
        for guess in found
        if guess.gain >= guess.needed or (weigh is not None and weigh(text, *guess.slip) >= _LIKELIER)
    ]
    if not guesses or _is_traditional(text):
        return ()
    kept = [*cited_spans(text), *(match.span() for match in _QUOTED.finditer(text))]
    taken: list[SpellingSlip] = []
    for _, _, slip in sorted(guesses, key=lambda guess: (-guess.gain, guess.slip.start)):
        apart = all(slip.end <= other.start or other.end <= slip.start for other in taken)
        if apart and not is_cited(kept, slip.start, slip.end) and not _is_meant(text, slip):
            taken.append(slip)
    return sorted(taken)


def _is_meant(text: str, slip: SpellingSlip) -> bool:
    """Whether what stands around a slip shows that it is meant: a verb between a word and a figure, 电气|花3年, or others of its build."""
    last = slip.end - 1
    spends = (
        text[last + 1 : last + 2].isdigit()
        and text[last] != slip.word[-1]
        and is_word(text[slip.start : last])
    )
    return spends or _is_one_of_a_list(text, slip)


def _is_one_of_a_list(text: str, slip: SpellingSlip) -> bool:
    """Whether a slip is in one of several short items of one build, and so meant: 听民意、释民惑、解民忧."""
    start = max(text.rfind(mark, 0, slip.start) for mark in _MARKS) + 1
    end = min((at for mark in _MARKS if (at := text.find(mark, slip.end)) >= 0), default=len(text))
    item = text[start:end]
    if len(item) != _ITEM:
        return False
    sides = (text[max(start - len(item) - 1, 0) : max(start - 1, 0)], text[end + 1 : end + 1 + len(item)])
    return any(
        len(side) == len(item) and sum(map(eq, side, item)) > 0 and _MARKS.isdisjoint(side) for side in sides
    )


@lru_cache(maxsize=1)
def _readable() -> frozenset[str]:
    """Return the characters whose sound is known, and common marks and figures."""
    return frozenset(sounds()).union("，。、；：？！“”《》（）〔〕0123456789%.—～·‘’")


def _is_traditional(text: str) -> bool:
    """Whether too many of a text's characters are unknown: 繁體."""
    strange = set(text).difference(_readable())
    return len(strange) > _MAX_STRANGE and sum(map(is_ideograph, strange)) > _MAX_STRANGE
