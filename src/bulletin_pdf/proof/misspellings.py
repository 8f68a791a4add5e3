"""Wrong words: the common ones, and those of the office's own lists."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.cited import cited_spans, crosses_word, is_cited
from bulletin_pdf.proof.finding import Finding, Passage, ProofFindings
from bulletin_pdf.proof.lexicon import runs
from bulletin_pdf.proof.parts import Batch, PartsSeen, by_part, pairs_in, places_of

_CODES = {"错误": Code.MISSPELLING, "疑似": Code.PROBABLE_MISSPELLING, "提示": Code.UNUSUAL_SPELLING}
MAX_WORDS = 5000
_MAX_LENGTH = 60


class Misspelling(NamedTuple):
    """One wrong form, what is right, and the company in which it is wrong."""

    wrong: str
    right: str
    code: str
    is_safe: bool
    pattern: str
    """As a regular expression, compiled where the word occurs."""
    source: str


class SiteWord(NamedTuple):
    """One line of an office's list; with nothing right the word is forbidden."""

    wrong: str
    right: str
    note: str
    is_preference: bool = False
    """Whether the wrong form is not wrong, only less liked."""


@lru_cache(maxsize=1)
def common_misspellings() -> tuple[Misspelling, ...]:
    """Read the list that comes with the program."""
    text = (files("bulletin_pdf.proof") / "data" / "misspellings.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(_misspelling(_ListedWord(*line.split("\t"))) for line in lines)


class _ListedWord(NamedTuple):
    """A line of the list; the three conditions are parts of patterns, empty for none."""

    wrong: str
    right: str
    level: str
    fix: str
    not_before: str
    not_after: str
    follows: str
    source: str


def _misspelling(word: _ListedWord) -> Misspelling:
    before = "".join(f"(?<!{words})" for words in word.not_before.split("|") if words)
    not_after = f"(?!{word.not_after})" if word.not_after else ""
    follows = f"(?={word.follows})" if word.follows else ""
    pattern = before + re.escape(word.wrong) + not_after + follows
    return Misspelling(word.wrong, word.right, _CODES[word.level], bool(word.fix), pattern, word.source)


def misspelt(passage: Passage) -> ProofFindings:
    """B450 wrong, B451 probably wrong, B454 another form is preferred; nothing of what is cited."""
    text = passage.text
    taken: set[int] = set()
    words = _words_in(text)
    cited = cited_spans(text) if words else []
    for word in words:
        for match in re.finditer(word.pattern, text):
            if match.start() in taken or is_cited(cited, *match.span()) or crosses_word(text, *match.span()):
                continue
            taken.add(match.start())
            yield passage.find(
                word.code,
                *match.span(),
                fix=word.right if word.is_safe else None,
                found=word.wrong,
                to=word.right,
            )


def _words_in(text: str) -> list[Misspelling]:
    """Return those of the list that stand in a text, in the order of the list."""
    return [word for _, word in sorted({word for _, word in misspellings_seen().found_in(text)})]


@lru_cache(maxsize=1)
def misspellings_seen() -> PartsSeen[tuple[int, Misspelling]]:
    """Return the words of the list that stand in a run of hanzi, each with its place in the list."""
    return PartsSeen(runs, _listed)


def _listed(batch: Batch) -> Mapping[str, tuple[tuple[int, Misspelling], ...]]:
    known, pairs = _by_pair(), pairs_in(batch.text)
    found = (
        (at, each)
        for at in places_of(known, pairs)
        for each in known[pairs[at]]
        if batch.text.startswith(each[1].wrong, at)
    )
    return {run: tuple(each for _, each in words) for run, words in by_part(batch, found).items()}


@lru_cache(maxsize=1)
def _by_pair() -> Mapping[str, Sequence[tuple[int, Misspelling]]]:
    """Return the words of the list by the two characters they begin with, each with its place in the list."""
    found: dict[str, list[tuple[int, Misspelling]]] = {}
    for number, word in enumerate(common_misspellings()):
        found.setdefault(word.wrong[:2], []).append((number, word))
    return found


def against_lists(passage: Passage, words: Sequence[SiteWord]) -> Iterator[Finding]:
    """B452 written otherwise by the office's list, B453 forbidden by it."""
    text = passage.text
    cited = cited_spans(text) if words else []
    for word in words:
        start = text.find(word.wrong)
        while start >= 0:
            end = start + len(word.wrong)
            note = f"（{word.note}）" if word.note else ""
            if not word.right:
                yield passage.find(Code.WORD_LIST_FORBIDS, start, end, found=word.wrong, note=note)
            elif not (is_cited(cited, start, end) or _is_right_already(text, start, word)):
                if word.is_preference:
                    yield passage.find(Code.UNUSUAL_SPELLING, start, end, found=word.wrong, to=word.right)
                else:
                    yield passage.find(
                        Code.WORD_LIST_REPLACES,
                        start,
                        end,
                        fix=word.right,
                        found=word.wrong,
                        to=word.right,
                        note=note,
                    )
            start = text.find(word.wrong, end)


def _is_right_already(text: str, start: int, word: SiteWord) -> bool:
    """The right form may have the wrong one in it: 州 → 自治州."""
    at = word.right.find(word.wrong)
    while at >= 0:
        if text.startswith(word.right, start - at) and start >= at:
            return True
        at = word.right.find(word.wrong, at + 1)
    return False


def is_usable(word: SiteWord) -> bool:
    """Whether a word of an office's list says something and is not too long."""
    return word.wrong != word.right and 0 < len(word.wrong) <= _MAX_LENGTH


def word_of_line(line: str) -> tuple[str, str, str] | None:
    """Return wrong form, right form and note of a line of a table; None when it has too many columns."""
    columns = [column.strip() for column in line.split("\t")]
    if len(columns) > 3:
        return None
    wrong, right, note = [*columns, "", ""][:3]
    return wrong, right, note
