"""Names that an issue writes in two ways of one sound: 石桥村, 石乔村; 县委书记王晓东, 王小东.

Names are taken from where they surely are names: in quotation marks, before 村, 社区, 公司 and the like,
after a post. Anything else in the issue that sounds the same and differs in one character is held against them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.agreement import AgreementContext
from bulletin_pdf.proof.finding import Passage, ProofFindings
from bulletin_pdf.proof.lexicon import Segments, clauses, know_words, segments, split_again
from bulletin_pdf.proof.parts import Batch, PartsSeen, by_part
from bulletin_pdf.proof.places import gazetteer
from bulletin_pdf.proof.spelling_names import SURNAMES
from bulletin_pdf.proof.spelling_tables import FUNCTION, sound_marks

_HANZI = "\u4e00-\u9fff"
_ALL_HANZI = pattern(f"[{_HANZI}]+")
_QUOTED = pattern(f"[“‘]([{_HANZI}]{{4,12}})[”’]")
_SHORT = pattern("(?:村|社区|镇|街道)(?![民委组支两级干部容])")
"""What stands behind the names of places that are two or three characters long."""
_LONG = pattern("(?:公司|集团|学校|中学|小学|医院|合作社|工程|计划|行动|项目|中心|协会|基金会|工业园|产业园)")
"""What stands behind names that are four characters long and more."""
_POST = pattern(
    "(?:书记|主任|县长|市长|省长|区长|州长|部长|局长|镇长|乡长|厅长|处长|科长|院长|校长|所长|站长|队长|主席|会长|经理|董事长|同志)"
    f"(?=([{_HANZI}]{{3}}))"
)
_SAME = frozenset(
    map(frozenset, ("的地", "的得", "地得", "做作", "他她", "他它", "她它", "那哪", "像象", "账帐", "年廿"))
)
"""Characters that are confused as such; other rules look at them."""
_IN_NO_NAME = FUNCTION | frozenset("个本该我你他她它们各每全乡村县市等")
"""What stands in no short name: 12个乡镇, 该社区."""


class _Place(NamedTuple):
    passage: Passage
    start: int


def names_sound(setting: AgreementContext) -> ProofFindings:
    """B478: the rarer of two ways to write a name, or the later."""
    whole = "\n".join(setting.texts)
    know_words(whole)
    seen = _names_seen()
    seen.look_at(setting.texts)
    names = dict.fromkeys(name for passage in setting.passages for _, name in seen.found_in(passage.text))
    if not names:
        return
    marks = sound_marks(whole)
    told: set[frozenset[str]] = set()
    for name in names:
        for other in _sounding(name, whole, marks, setting.passages):
            pair = frozenset((name, other))
            if pair in told or (name in gazetteer() and other in gazetteer()):
                continue
            told.add(pair)
            usual, odd = sorted(pair, key=lambda form: (-whole.count(form), whole.find(form)))
            yield from _tell(setting, odd, usual)


def _begins_word(at: int, passages: Iterable[Passage]) -> bool:
    """Whether a word begins at a place of the texts of passages, which are joined by a character each."""
    for passage in passages:
        if at <= len(passage.text):
            return segments(passage.text).begins(at)
        at -= len(passage.text) + 1
    return False


def _tell(setting: AgreementContext, odd: str, usual: str) -> ProofFindings:
    places = {form: _first(setting, form) for form in (odd, usual)}
    here, there = places[odd], places[usual]
    if here is not None and there is not None:
        span = there.passage.span(there.start, there.start + 1)
        line = str(span.line if span else 0)
        yield here.passage.find(
            Code.HOMONYM_NAMES, here.start, here.start + len(odd), found=odd, other=usual, line=line
        )


def _first(setting: AgreementContext, form: str) -> _Place | None:
    found = ((passage, passage.text.find(form)) for passage in setting.passages)
    return next((_Place(passage, start) for passage, start in found if start >= 0), None)


def _sounding(name: str, whole: str, marks: str, passages: Iterable[Passage]) -> Iterator[str]:
    """Return what sounds like a name in the issue and differs from it in one character."""
    key = _sound_of(name)
    # The name itself stands there once at least.
    times = marks.count(key)
    if times == 1 or times == whole.count(name):
        return
    at = marks.find(key)
    while at >= 0:
        other = whole[at : at + len(name)]
        if other == name:
            at = marks.find(key, at + 1)
            continue
        differ = [frozenset(pair) for pair in zip(name, other, strict=True) if pair[0] != pair[1]]
        # Another first or last character makes other words: 实施乡村, 实施香.
        is_person = len(name) == 3 and name[0] in SURNAMES and name[0] == other[0]
        quoted = all(f"“{form}”" in whole for form in (name, other))
        inner = is_person or quoted or (name[-1] == other[-1] and (name[0] == other[0] or len(name) > 4))
        if (
            inner
            and other[0] not in FUNCTION
            and len(differ) == 1
            and differ[0] not in _SAME
            and _begins_word(at, passages)
        ):
            yield other
        at = marks.find(key, at + 1)


@lru_cache(maxsize=10_000)
def _sound_of(name: str) -> str:
    return sound_marks(name)


@lru_cache(maxsize=1)
def _names_seen() -> PartsSeen[str]:
    return PartsSeen(clauses, _names)


def _names(batch: Batch) -> Mapping[str, tuple[str, ...]]:
    """Return the names in clauses: quoted ones, people, places, bodies."""
    text = batch.text
    split = split_again(text)
    found = [(match.start(), match[1]) for match in _QUOTED.finditer(text)]
    found += [(match.start(), match[1]) for match in _POST.finditer(text) if match[1][0] in SURNAMES]
    found += _names_before(_SHORT, (2, 3), text, split)
    found += _names_before(_LONG, (4, 5, 6), text, split)
    return {clause: tuple(name for _, name in names) for clause, names in by_part(batch, found).items()}


def _names_before(
    suffix: re.Pattern[str], lengths: Iterable[int], text: str, split: Segments
) -> Iterator[tuple[int, str]]:
    """Return the names that end like this and begin with a word, and where they begin."""
    for match in suffix.finditer(text):
        for length in lengths:
            start = match.start() - length
            name = text[max(start, 0) : match.end()]
            if start >= 0 and name[0] not in FUNCTION and _ALL_HANZI.fullmatch(name) and split.begins(start):
                yield start, name
