"""Places of running text that no gazetteer has, though one is a single slip away: 郴洲市, 张家届市.

A name of three characters counts only where the other character sounds the same; longer ones,
which autonomous counties and prefectures have, where any character is replaced or left out.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from bulletin_pdf.compose.dictionary import words_in
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.agreement import AgreementContext
from bulletin_pdf.proof.finding import ProofFindings
from bulletin_pdf.proof.lexicon import clauses, is_word, segments, sounds
from bulletin_pdf.proof.parts import Batch, PartsSeen, by_part
from bulletin_pdf.proof.places import gazetteer

_SUFFIXES = "市州县区旗盟"
_ANY_SUFFIX = pattern(f"[{_SUFFIXES}]")
_SHORTEST, _LONGEST = 3, 11
_LONG = 5
_REGIONS = pattern("(?<![\u3400-\u9fff]{2}族)(新疆|广西|宁夏)自治区")
_HAN = pattern("[\u3400-\u9fff]+$")
_FULL = {"新疆": "新疆维吾尔自治区", "广西": "广西壮族自治区", "宁夏": "宁夏回族自治区"}
_PAST = pattern("原|曾|旧|时任|当时|(?:19|20)[0-9]{2}年")
_RAISED = "县市"
"""Counties became cities and districts, cities districts; hardly any the other way."""
_GENERAL = frozenset("个全各本该两三四五六多每某县市区州省在到由和与及的是")
"""Characters before 县, 市 … that make no name."""


_VERBS = frozenset(("会同", "安定", "保定"))
"""Names that are verbs too, though the dictionary has them as names alone."""


class _Near(NamedTuple):
    """Names with one character taken away, and by their first characters alone."""

    without: Mapping[str, tuple[str, ...]]
    """A name with \\0 for one of its characters → names."""
    shortened: Mapping[str, str]
    """A long name without one of its inner characters → the name."""
    stems: Mapping[str, tuple[str, ...]]
    """A name without its 市, 县 … → names."""


def places_spelt(setting: AgreementContext) -> ProofFindings:
    """B475: a place that is no place, one slip away from one; B476: 县 that is a 市 or 区 now.

    What an issue writes more than once is taken for a name that is meant so.
    """
    whole = "\n".join(setting.texts)
    _unknown_ends_seen().look_at(setting.texts)
    # B423 looks at these.
    cities = {report.city_name for report in setting.issue.reports}
    for passage in setting.passages:
        for match in _REGIONS.finditer(passage.text):
            yield passage.find(Code.PLACE_MISSPELT, *match.span(), found=match[0], to=_FULL[match[1]])
        # Where a report has a city, its opening words are B458's.
        reported = passage.kind == "paragraph" and passage.report >= 0
        opens = reported and bool(setting.issue.reports[passage.report].city_name)
        for code, start, end, names in _near(passage.text):
            said = passage.text[start:end]
            meant = [name for name in names if _is_supported(name, passage.text[:start], setting.province)]
            if meant and said not in cities and whole.count(said) == 1 and not (opens and start == 0):
                yield passage.find(code, start, end, found=said, to="、".join(meant))


def _is_supported(name: str, before: str, province: str) -> bool:
    """Whether the place lies where the issue is about: in its province, or below a place named before it."""
    return any(
        place.level < 3
        and len(name) == _SHORTEST
        or place.province == province
        or (place.prefecture and place.prefecture in before)
        or place.province in before
        or len(name) >= _LONG
        for place in gazetteer()[name]
    )


def _near(text: str) -> Iterator[tuple[str, int, int, tuple[str, ...]]]:
    """Return code, start and end of names that are none, and the names they may be meant for."""
    for end in [begin + at for begin, at in _unknown_ends_seen().found_in(text)]:
        found = next(_misspelt(text, end), None) or _of_another_level(text, end)
        if found is not None:
            yield Code.PLACE_MISSPELT, found[0], end, (found[1],)
            continue
        stem = text[max(end - 3, 0) : end - 1]
        others = _index().stems.get(stem, ()) if text[end - 1] in _RAISED and not _is_verb(stem) else ()
        if others and _begins_word(text, end - 3) and not _PAST.search(text[max(end - 14, 0) : end - 3]):
            yield Code.PLACE_UNKNOWN, end - 3, end, others


@lru_cache(maxsize=1)
def _unknown_ends_seen() -> PartsSeen[int]:
    return PartsSeen(clauses, _unknown_ends)


def _unknown_ends(batch: Batch) -> Mapping[str, tuple[int, ...]]:
    """Return where clauses have a 县, 市 … that ends no name that is known."""
    ends = (match.end() for match in _ANY_SUFFIX.finditer(batch.text))
    found = ((end - 1, end) for end in ends if not _is_known(batch.text, end))
    return {clause: tuple(at + 1 for at, _ in each) for clause, each in by_part(batch, found).items()}


def _is_known(text: str, end: int) -> bool:
    """Whether a name of the gazetteer ends here, or the character belongs to a word: 大城市, 长沙县城."""
    names = gazetteer()
    if text[end - 3 : end - 1] == "自治" and text[end - 1] in "区县州旗":
        return any(text[end - length : end] in names for length in range(5, min(_LONGEST + 4, end) + 1))
    if any(is_word(text[at : at + 2]) for at in (end - 2, end - 1) if at >= 0):
        return True
    return any(text[end - length : end] in names for length in range(2, min(_LONGEST, end) + 1))


@lru_cache(maxsize=1000)
def _is_verb(text: str) -> bool:
    """Whether a name is a verb too: 会同|市财政局."""
    return text in _VERBS or any(
        word.text == text and word.kind.startswith(("v", "d", "p")) for word in words_in(text)
    )


def _begins_word(text: str, start: int) -> bool:
    """Whether no word reaches over the start: 渭南|华州区 has no 南华州 in it."""
    return start == 0 or segments(text).begins(start)


def _misspelt(text: str, end: int) -> Iterator[tuple[int, str]]:
    index = _index()
    most = _HAN.search(text, max(end - _LONGEST, 0), end)
    for length in range(len(most[0]) if most else 0, _SHORTEST - 1, -1):
        start = end - length
        said = text[start:end]
        if length >= _LONG and said in index.shortened:
            yield start, index.shortened[said]
        for at in range(length - 1):
            for name in index.without.get(f"{said[:at]}\0{said[at + 1 :]}", ()):
                if _is_slip(said, name, at, text[:start]) and _begins_word(text, start):
                    yield start, name


def _of_another_level(text: str, end: int) -> tuple[int, str] | None:
    """Return where a name ends with another level than the place has: 新晃侗族自治区 for 自治县."""
    if text[end - 3 : end - 1] != "自治":
        return None
    for length in range(min(_LONGEST + 4, end), _LONG, -1):
        head = text[end - length : end - 1]
        for suffix in "县州旗区":
            if head + suffix in gazetteer() and text[end - 1] != suffix:
                return end - length, head + suffix
    return None


def _is_slip(said: str, name: str, at: int, before: str) -> bool:
    """Whether the character at `at` is likely meant for that of the name; after its prefecture more so."""
    if said[at] in _GENERAL or said[at] == name[at]:
        return False
    below = any(place.prefecture and before.endswith(place.prefecture) for place in gazetteer()[name])
    return len(name) >= _LONG or (sounds_alike(said[at], name[at]) and (below or not is_word(said[:-1])))


def sounds_alike(one: str, other: str) -> bool:
    """Whether two characters are read alike, tones left aside."""
    known = sounds()
    return one in known and known[one] == known.get(other)


@lru_cache(maxsize=1)
def _index() -> _Near:
    without: dict[str, list[str]] = {}
    shortened: dict[str, str] = {}
    stems: dict[str, list[str]] = {}
    names = [name for name in gazetteer() if len(name) >= _SHORTEST and name[-1] in _SUFFIXES]
    for name in names:
        for at in range(len(name) - 1):
            without.setdefault(f"{name[:at]}\0{name[at + 1 :]}", []).append(name)
            if at and len(name) > _LONG:
                shortened.setdefault(name[:at] + name[at + 1 :], name)
        if len(name) == _SHORTEST and name[-1] in "市县区":
            stems.setdefault(name[:-1], []).append(name)
    return _Near(
        {key: tuple(found) for key, found in without.items()},
        {form: name for form, name in shortened.items() if form not in gazetteer()},
        {stem: tuple(found) for stem, found in stems.items()},
    )
