"""Fixed phrases of official writing with a slip of one character: 社会主核心价值观, 美乡丽村, 三会一刻.

Every phrase of the list gives the forms that one slip makes of it: an inner character left out,
two neighbours changed over, or another character in the place of one. Left-out and changed-over
forms are looked up as they are; a replaced character is found by the halves of the phrase, one of
which a single slip always leaves whole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from bulletin_pdf.issue.character_kinds import is_ideograph
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.cited import cited_spans, is_cited
from bulletin_pdf.proof.finding import Passage, ProofFindings
from bulletin_pdf.proof.lexicon import clauses, is_alike, is_word, segments, table
from bulletin_pdf.proof.parts import Batch, PartsSeen, by_part, places_of, threes_in

_HEAD = 3
"""Characters by which entries are looked up; none is shorter."""
_SHORTEST_REPLACED = 6
"""Shorter phrases differ from sound ones in one character too often: 安全生产, 安全生长."""
_SHORTEST_LEFT_OUT = 4
_SENTENCE = 9
"""A phrase so long has no other wording: 绿水青山就是金山银山."""
_ENDS_OF_NAMES = frozenset("所站点区中心员队会委组局院馆校部责制度法化性感")
_ADJECTIVES = frozenset("新大好高强快多实优深全美")
"""Characters that belong to what follows them as often as to what stands before."""
_LOOSE = frozenset("站所点心会员队区县市乡镇村家人者事制度法化性力")
"""Characters that phrases may end with by themselves."""
_ENDS_OF_WORDS = frozenset("人村者家员队站点")
_BESIDE = 8
"""Characters on either side in which the same is said of other things."""
_PARTS_WORDS = frozenset("的了和与及在向对从被把将为是以于地得着等各该本全其并也还都已")
"""What stands before a phrase and is no part of it."""
_FUNCTION_WORDS = frozenset("的了和与及在向对从被把将为是以于")


_Kind = Literal["whole", "form", "beginning", "end"]
_KINDS: Mapping[str, _Kind] = {"w": "whole", "f": "form", "b": "beginning", "e": "end"}


class _Entry(NamedTuple):
    """A stretch to look for, and what it says when it is found."""

    text: str
    kind: _Kind
    phrase: str


class _Slip(NamedTuple):
    start: int
    end: int
    phrase: str


def formula_slips(passage: Passage) -> ProofFindings:
    """B474: a fixed phrase in which one character is wrong, left out or in another's place."""
    found = {
        _Slip(begin + slip.start, begin + slip.end, slip.phrase)
        for begin, slip in slips_seen().found_in(passage.text)
    }
    if found:
        whole = [
            (begin + at, entry)
            for begin, clause in clauses(passage.text)
            for at, entry in _entries_in(clause)
            if entry.kind == "whole"
        ]
        yield from _apart(passage, found, [(at, at + len(entry.text)) for at, entry in whole])


@lru_cache(maxsize=1)
def slips_seen() -> PartsSeen[_Slip]:
    """Return the slips of clauses; some may lie over others, or beside a phrase that is whole."""
    return PartsSeen(clauses, _slips_in)


def _slips_in(batch: Batch) -> Mapping[str, tuple[_Slip, ...]]:
    entries = by_part(batch, ((at, entry) for at, entry in _entries_in(batch.text) if entry.kind != "whole"))
    found = {clause: _slips_in_clause(clause, each) for clause, each in entries.items()}
    return {clause: slips for clause, slips in found.items() if slips}


def _slips_in_clause(clause: str, entries: Iterable[tuple[int, _Entry]]) -> tuple[_Slip, ...]:
    found: set[_Slip] = set()
    for at, entry in entries:
        end = at + len(entry.text)
        if entry.kind == "form":
            if not (
                _ends_cut_off(entry, clause, end)
                or _makes_sense(clause, at, end)
                or _begins_before(entry, clause, at)
            ):
                found.add(_Slip(at, end, entry.phrase))
        else:
            start = at if entry.kind == "beginning" else end - len(entry.phrase)
            if start >= 0 and _is_replaced(clause, start, entry.phrase):
                found.add(_Slip(start, start + len(entry.phrase), entry.phrase))
    return tuple(found)


def _apart(passage: Passage, found: set[_Slip], taken: Sequence[tuple[int, int]]) -> ProofFindings:
    """Report slips one beside the other, the longest first, none in what is cited or stands whole."""
    cited = cited_spans(passage.text) if found else []
    last = 0
    for slip in sorted(found, key=lambda slip: (slip.start, -slip.end)):
        # A phrase that is whole rules out a slip beside it, not one of a longer phrase around it.
        apart = all(
            slip.end <= start or end <= slip.start or (slip.start <= start and end <= slip.end)
            for start, end in taken
        )
        if slip.start >= last and apart and not is_cited(cited, slip.start, slip.end):
            last = slip.end
            said = passage.text[slip.start : slip.end]
            yield passage.find(Code.FORMULA_SLIP, slip.start, slip.end, found=said, to=slip.phrase)


def _entries_in(text: str) -> Iterator[tuple[int, _Entry]]:
    """Return every entry that stands in a text, with its place."""
    threes = threes_in(text)
    for at in places_of(_lines(), threes):
        for entry in _entries(threes[at]):
            if text.startswith(entry.text, at):
                yield at, entry


@lru_cache(maxsize=1)
def _lines() -> Mapping[str, str]:
    """Return what there is to look for: its first three characters → the line of the shipped table."""
    return {line[:_HEAD]: line for line in table("forms.txt").splitlines()}


@lru_cache(maxsize=5000)
def _entries(head: str) -> tuple[_Entry, ...]:
    """Return the entries that begin with three characters."""
    _, *written = _lines()[head].split(" ")
    return tuple(
        _Entry(text or phrase, _KINDS[kind], phrase)
        for kind, phrase, text in ((each[0], *each[1:].split(">")) for each in written)
    )


def _ends_cut_off(entry: _Entry, text: str, end: int) -> bool:
    """Whether a phrase may end early on purpose, at the end of a clause, or its end belong to what follows: 开拓新领域."""
    after = text[end : end + 1] or "。"
    if is_ideograph(after) and _is_cut_short(entry.text, entry.phrase):
        if entry.text[-1] in _ADJECTIVES:
            return True  # 新时代新方式
        # 招商引战: another character stands there, none is left out.
        return len(segments(text).word_at(end)) < 2 or is_word(entry.text[-1] + after)
    if len(entry.text) < len(entry.phrase):
        # 推进乡村全面振，: what is left at its end is no word.
        last = list(segments(text).around(end - 1, end))
        if last and len(last[0][0]) == 1 and not is_ideograph(after) and last[0][0] not in _LOOSE:
            return False
    if len(entry.text) < len(entry.phrase) == _SHORTEST_LEFT_OUT and is_ideograph(after):
        end_of_form = entry.text[-1]
        if end_of_form in _ADJECTIVES or is_word(end_of_form + after):
            return True
    return entry.phrase.startswith(entry.text) and not is_ideograph(text[end : end + 1] or "。")


def _begins_before(entry: _Entry, text: str, start: int) -> bool:
    """Whether what is left of a short phrase goes with what stands before it: 科产|融合 is no 产教融合, 2025年 no 年度."""
    if start and text[start - 1].isdigit():
        return True
    if start and entry.text[0] == entry.text[1] and text[start - 1].isalpha():
        return True  # A市|市政府
    is_left = len(entry.text) < len(entry.phrase) == _SHORTEST_LEFT_OUT
    before = segments(text).word_at(start - 1) if start and is_left else ""
    return len(before) == 1 and is_ideograph(before) and before not in _PARTS_WORDS


def _makes_sense(text: str, start: int, end: int) -> bool:
    """Whether a form is made of words all the same (基层组织), or belongs to its neighbours (我国经济)."""
    inside = list(segments(text).around(start, end))
    if end - start == _SHORTEST_LEFT_OUT - 1 and _is_word_of_its_own(text, start, end):
        return True
    if any(at < edge < at + len(word) and is_word(word) for word, at in inside for edge in (start, end)):
        return True
    if "、" in text[start:end]:
        return False
    return all(is_word(word) or not is_ideograph(word[0]) for word, at in inside if start <= at < end)


def _is_word_of_its_own(text: str, start: int, end: int) -> bool:
    """Whether three characters are made of a word and one that words end with, or one said of several things beside it.

    身边人, 农业村; 产业兴才能乡村兴; A市|市政府.
    """
    beside = text[max(start - _BESIDE, 0) : start] + text[end : end + _BESIDE]
    return is_word(text[start : end - 1]) and (text[end - 1] in _ENDS_OF_WORDS or text[end - 1] in beside)


def _is_replaced(text: str, start: int, phrase: str) -> bool:
    """Whether one character of a phrase is another one here, which makes no word with a neighbour."""
    found = text[start : start + len(phrase)]
    if found == phrase:
        return False
    places = [at for at, (one, other) in enumerate(zip(found, phrase, strict=False)) if one != other]
    if len(found) != len(phrase) or len(places) != 1 or not is_ideograph(phrase[places[0]]):
        return False
    at = start + places[0]
    alike = is_alike(text[at], phrase[places[0]])
    # Another first or last character makes another name: 文明实践所, 文明实践点; a sentence has no other end.
    if places[0] == 0 or (places[0] == len(phrase) - 1 and not _ends_wrongly(text, at, phrase)):
        return False
    if not is_ideograph(text[at]) or (
        text[at] in _FUNCTION_WORDS and not (alike and len(phrase) >= _SENTENCE)
    ):
        return False
    if len(phrase) >= _SENTENCE and alike:
        return True
    # In quotation marks what makes a word may be a slip too, but “两个确保” is another matter than “两个确立”.
    if phrase[0] == "“":
        return is_alike(text[at], phrase[places[0]])
    return not (is_word(text[max(at - 1, 0) : at + 1]) or is_word(text[at : at + 2]))


def _ends_wrongly(text: str, at: int, phrase: str) -> bool:
    """Whether a long phrase ends with a character that makes no word, neither with the one before nor with those behind."""
    return (
        len(phrase) >= _SENTENCE
        and phrase[-1] not in _ENDS_OF_NAMES
        and segments(text).begins(at + 1)
        and not is_word(text[at - 1 : at + 1])
    )


def lines_of_forms() -> Iterator[str]:
    """Return the lines of the table of what to look for, for `scripts/make_spelling.py`."""
    for head, entries in _made_from_lists().items():
        yield " ".join((head, *map(_as_written, entries)))


def _as_written(entry: _Entry) -> str:
    return f"{entry.kind[0]}{entry.phrase}>{'' if entry.kind == 'whole' else entry.text}"


def _made_from_lists() -> Mapping[str, tuple[_Entry, ...]]:
    """Read the lists: three characters → the entries that begin with them."""
    formulas, terms = table("formulas.txt").split(), table("official_terms.txt").split()
    phrases = dict.fromkeys([*formulas, *(term for term in terms if len(term) >= _SHORTEST_LEFT_OUT)])
    curated = frozenset(formulas)
    whole = {
        phrase[start:end]
        for phrase in (*formulas, *terms)
        for start in range(len(phrase))
        for end in range(start + 3, len(phrase) + 1)
    }
    known: dict[str, list[_Entry]] = {}
    for phrase in phrases:
        entries = [_Entry(phrase, "whole", phrase)]
        # What one slip makes of one phrase may be part of another: 文明实践 of 文明实践所.
        # Of other terms what is left is too often a word: 监部门 of 监管部门.
        forms = (*_changed_over(phrase), *(_left_out(phrase) if phrase in curated else ()))
        entries += [
            _Entry(form, "form", phrase) for form in forms if form not in whole or _is_cut_short(form, phrase)
        ]
        if len(phrase) >= _SHORTEST_REPLACED:
            middle = len(phrase) // 2
            entries += [_Entry(phrase[:middle], "beginning", phrase), _Entry(phrase[middle:], "end", phrase)]
        for entry in entries:
            known.setdefault(entry.text[:_HEAD], []).append(entry)
    return {head: tuple(entries) for head, entries in known.items()}


def _is_cut_short(form: str, phrase: str) -> bool:
    """Whether what is left of a short phrase ends within a word: 营商环, 乡村振."""
    return form == phrase[:-1] and len(phrase) == _SHORTEST_LEFT_OUT and is_word(phrase[-2:])


def _left_out(phrase: str) -> Iterator[str]:
    """Return what is left of a phrase without one character but its first."""
    for at in range(1, len(phrase)):
        if is_ideograph(phrase[at]) and phrase[at] not in _FUNCTION_WORDS:
            yield phrase[:at] + phrase[at + 1 :]


def _changed_over(phrase: str) -> Iterator[str]:
    """Return what becomes of a phrase when two neighbours change places."""
    for at in range(len(phrase) - 1):
        first, second = phrase[at], phrase[at + 1]
        if first != second and is_ideograph(first) and is_ideograph(second):
            yield phrase[:at] + second + first + phrase[at + 2 :]
