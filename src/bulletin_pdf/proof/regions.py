"""Places in running text: a county of another prefecture, a city misspelt, places counted wrongly."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from bulletin_pdf.issue.character_kinds import is_ideograph
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.agreement import AgreementContext
from bulletin_pdf.proof.finding import Passage, ProofFindings
from bulletin_pdf.proof.lexicon import runs
from bulletin_pdf.proof.numbering_styles import read_number
from bulletin_pdf.proof.parts import Batch, PartsSeen, by_part, pairs_in, places_of
from bulletin_pdf.proof.places import gazetteer, leading_place

_LONGEST = 12
_GENERAL = pattern("(?:城|郊|矿|新城|市中|东|西|南|北|开发|高新|新|中)区$")
"""Districts whose names are common words in other cities."""
_LIST = pattern(
    "((?:[\u3400-\u9fff]{2,8}、){2,}[\u3400-\u9fff]{2,5}?)([0-9]{1,2}|[一二三四五六七八九十两]{1,3})个?"
    # 三省一市 counts two kinds.
    "(县市区|市州|乡镇|街道|社区|[县市州区乡镇省村](?![\u3400-\u9fff]?级|[0-9一二三四五六七八九十两]))"
)
_COUNTED = pattern("[0-9一二三四五六七八九十两]个?(?:[县市州区乡镇省村]|街道|社区)")
"""What stands behind every list that is counted."""
_NO_NAME = pattern("[的等和及与在是有为个]|[县市州区乡镇省村]$")


def counties_fit(setting: AgreementContext) -> ProofFindings:
    """B457: 岳阳市汝城县 — the county lies in another prefecture (GB/T 2260)."""
    _prefectures_seen().look_at(setting.texts)
    for passage in setting.passages:
        yield from _strange_counties(passage)


def _strange_counties(passage: Passage) -> ProofFindings:
    text = passage.text
    for start, city in _prefectures_in(text):
        above = [place for place in gazetteer()[city] if place.level == 2]
        at = start + len(city)
        name = next(
            (
                text[at:end]
                for end in range(min(at + _LONGEST, len(text)), at + 1, -1)
                if text[at:end] in gazetteer()
            ),
            "",
        )
        counties = [place for place in gazetteer().get(name, ()) if place.level == 3]
        if not counties or _GENERAL.search(name) or name[-1] not in "县市区旗":
            continue
        # A district of another province is more likely a common word.
        if name[-1] == "区" and not any(
            county.province == place.province for county in counties for place in above
        ):
            continue
        if not any(county.is_related(place) for county in counties for place in above):
            right = "、".join(dict.fromkeys(county.prefecture or county.province for county in counties))
            yield passage.find(
                Code.COUNTY_OF_OTHER_CITY,
                start,
                at + len(name),
                county=name,
                found=city,
                right=right,
            )


def _prefectures_in(text: str) -> Iterator[tuple[int, str]]:
    """Return the names of prefectures in a text and where they begin, the longest of each place, none inside another."""
    last = 0
    for begin, (at, name) in _prefectures_seen().found_in(text):
        start = begin + at
        if start >= last:
            last = start + len(name)
            yield start, name


@lru_cache(maxsize=1)
def _prefectures_seen() -> PartsSeen[tuple[int, str]]:
    return PartsSeen(runs, _prefectures_in_runs)


def _prefectures_in_runs(batch: Batch) -> Mapping[str, tuple[tuple[int, str], ...]]:
    """Return the names of prefectures in runs of hanzi, in order, the longest of each place first."""
    known, pairs = _prefectures(), pairs_in(batch.text)
    found = [
        (at, -len(name), name)
        for at in places_of(known, pairs)
        for name in known[pairs[at]]
        if batch.text.startswith(name, at)
    ]
    return {
        run: tuple(names)
        for run, names in by_part(batch, ((at, name) for at, _, name in sorted(found))).items()
    }


@lru_cache(maxsize=1)
def _prefectures() -> Mapping[str, Sequence[str]]:
    """Return the names of prefectures by the two characters they begin with."""
    found: dict[str, list[str]] = {}
    for name, places in gazetteer().items():
        if name[-1] in "市州盟区" and any(place.level == 2 for place in places):
            found.setdefault(name[:2], []).append(name)
    return found


def openings_spelt(setting: AgreementContext) -> ProofFindings:
    """B458: a report that opens with the name of its city opens with it as it is spelt."""
    first: set[int] = set()
    for passage in setting.passages:
        if passage.kind != "paragraph" or passage.report < 0 or passage.report in first:
            continue
        first.add(passage.report)
        yield from _misspelt_opening(passage, setting)


def _misspelt_opening(passage: Passage, setting: AgreementContext) -> ProofFindings:
    city = setting.issue.reports[passage.report].city_name
    found, places = leading_place(city, setting.province)
    if found != city or leading_place(passage.text, setting.province)[0]:
        return
    for name in dict.fromkeys(name for place in places for name in place.names if len(name) > 2):
        said = passage.text[: len(name)]
        wrong = [at for at, pair in enumerate(zip(said, name, strict=False)) if pair[0] != pair[1]]
        if len(said) == len(name) and len(wrong) == 1 and is_ideograph(said[wrong[0]]):
            yield passage.find(Code.TEXT_BEGINS_WITH_OTHER_CITY, 0, len(said), found=said, to=name)
            return


def lists_counted(setting: AgreementContext) -> ProofFindings:
    """B456: 甲、乙、丙3个县 names as many places as it says; with 等 it need not."""
    for passage in setting.passages:
        for match in _LIST.finditer(passage.text) if _COUNTED.search(passage.text) else ():
            names = match[1].split("、")
            if any(_NO_NAME.search(name) for name in names[1:]):
                continue
            said = read_number(match[2].replace("两", "二"))
            if said and said != len(names):
                yield passage.find(
                    Code.COUNT_DIFFERS, *match.span(), said=match[2], count=str(len(names)), unit=match[3]
                )
