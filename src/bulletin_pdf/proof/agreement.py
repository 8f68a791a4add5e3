"""What is said twice in an issue and should agree: 要目, places, names, paragraphs, copies."""

import re
from collections.abc import Iterator, Sequence

from bulletin_pdf.issue.character_kinds import is_ideograph
from bulletin_pdf.issue.model import Issue, Prose, Report
from bulletin_pdf.issue.printed_form import attribution
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem
from bulletin_pdf.proof.finding import Finding, Passage, ProofFindings
from bulletin_pdf.proof.lexicon import count_of, is_alike
from bulletin_pdf.proof.passages import title_text
from bulletin_pdf.proof.places import (
    AdministrativePlace,
    gazetteer,
    leading_place,
    nearest_names,
    province_named,
    province_of,
)
from bulletin_pdf.source_map import SourceMap

_BLANKS_AND_MARKS = pattern("[ \u3000，、：:；。“”‘’《》（）—…·—-]")
_ENTRY_CITY = pattern("^([^：:]{2,16})[：:]")
_ADMIN_NAME = pattern("[㐀-鿿]{1,15}(?:市|州|县|区|旗|盟|地区)")
_NO_PLACE = pattern(
    "(?:开发|高新|新|片|社|园|景|校|厂|矿|库|林|示范|功能|名胜|度假|保税|辖|郊|山|集聚|管理|我|各|全)区$|^(?:[老主中新东西南北]|中心|主)城区$"
)
_UNIT_OF = pattern("(市|州)(?=委|政府|人民|文明|总工会|妇联|团委|[㐀-鿿]{1,8}[局办部会委院])")
_COPIES = pattern("([0-9]+) ?份")
_NAMES = pattern("《([^《》]{5,60})》|“([^“”，。；：！？、]{6,40})”")
_KIN = frozenset(
    "一二三四五六七八九十百千万亿两零〇0123456789上下左右前后东西南北中内外大小多少新旧老幼男女省市县区乡镇村州"
    "甲乙丙丁春夏秋冬正副初高低早晚来去进出首末双单第次年月日AaBbCcDdⅠⅡⅢ"
)
_MAX_NAMES = 300
"""Names of one length that are compared; an issue has some tens."""

_STOPS = ("。", "；", "！", "？", "…", "”", "）")
_SOME = 50
"""So often words occur in the dictionary that a name may well be made of."""
_MEANT = 3
"""A name that is written so often is meant so."""
_SAME_TO = 20
"""Paragraphs shorter than this may well be said twice."""
_SAME_ITEM = 60
"""So may items of lists: （七）法律、法规规定的其他情形。"""
_ITEM = pattern("[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]")


class AgreementContext(NamedTuple):
    """What the rules of agreement look at."""

    issue: Issue
    passages: Sequence[Passage]
    province: str

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts of all passages."""
        return tuple(passage.text for passage in self.passages)


def province(issue: Issue) -> str:
    """Return the province whose places are meant: the one named, else that of the publisher."""
    if issue.province is not None:
        return province_named(issue.province.text)
    head = issue.masthead
    return province_of([*(publisher.text for publisher in head.publishers), head.name.text])


def unknown_province(setting: AgreementContext) -> ProofFindings:
    """B485: the province of the bulletin is a province."""
    named = setting.issue.province
    if named is not None and not setting.province:
        passage = Passage(named, "line")
        yield passage.find(Code.UNKNOWN_PROVINCE, 0, len(named.text), province=named.text)


# 要目


def contents_agree(setting: AgreementContext) -> ProofFindings:
    """B420 an entry of 要目 that is not the title, B421 one that is another report's (J-35)."""
    reports = setting.issue.reports
    titles = {_bare(title_text(report), report.city_name): number for number, report in enumerate(reports)}
    for number, report in enumerate(reports):
        entry = report.contents_title
        if entry is None or not entry.text:
            continue
        passage = Passage(entry, "contents", number)
        bare, title = _bare(entry.text, report.city_name), _bare(title_text(report), report.city_name)
        other = titles.get(bare, titles.get(_bare(_ENTRY_CITY.sub("", entry.text), "")))
        if other is not None and other != number and bare != title:
            yield passage.find(
                Code.CONTENTS_ENTRY_MISPLACED, 0, len(entry.text), title=title_text(reports[other])
            )
        elif _of_another_city(entry.text, report) or not (
            _is_short_for(bare, title) or _is_short_for(title, bare)
        ):
            yield _entry_finding(passage, entry.text, report)


def _of_another_city(entry: str, report: Report) -> bool:
    city = _ENTRY_CITY.match(entry)
    if (
        not city
        or not report.city
        or _is_short_for(city[1], report.city_name)
        or _is_short_for(report.city_name, city[1])
    ):
        return False
    return _bare(entry[city.end() :], "") == _bare(title_text(report), report.city_name)


def _entry_finding(passage: Passage, entry: str, report: Report) -> Finding:
    city = _ENTRY_CITY.match(entry)
    shown = title_text(report)
    if city and report.city_name and _bare(entry[city.end() :], "") == _bare(shown, report.city_name):
        return passage.find(
            Code.CONTENTS_TITLE_DIFFERS, 0, city.end(1), found=city[1], title=report.city_name
        )
    start = city.end() if city else 0
    at = next(
        (at for at in range(start, len(entry)) if not _is_short_for(_bare(entry[start : at + 1], ""), shown)),
        start,
    )
    return passage.find(Code.CONTENTS_TITLE_DIFFERS, at, at + 1, found=entry, title=shown)


def _bare(text: str, city: str) -> str:
    """Leave out marks, spaces and the city before the title."""
    bare = _BLANKS_AND_MARKS.sub("", text)
    return bare.removeprefix(_BLANKS_AND_MARKS.sub("", city))


def _is_short_for(short: str, full: str) -> bool:
    """Whether the characters of one stand in the other, in order."""
    rest = iter(full)
    return all(char in rest for char in short)


# 地名


def cities_known(setting: AgreementContext) -> ProofFindings:
    """B423 a name like one of the province, B427 none of the province (GB/T 2260)."""
    if not setting.province:
        return
    for number, report in enumerate(setting.issue.reports):
        city = report.city_name
        found, places = leading_place(city, setting.province)
        if not city or _NO_PLACE.search(city) or any(place.province == setting.province for place in places):
            continue
        passage = _city_passage(report, number)
        is_name = _ADMIN_NAME.fullmatch(city) is not None
        likely = "" if found else tuple(nearest_names(city, setting.province, is_name))
        if likely:
            yield passage.find(
                Code.CITY_NOT_IN_PROVINCE, 0, len(city), province=setting.province, city=city, likely=likely
            )
        elif is_name and (found == city or city.endswith(("市", "州", "盟"))):
            yield passage.find(
                Code.REPORT_CITY_NOT_IN_PROVINCE, 0, len(city), province=setting.province, city=city
            )


def _city_passage(report: Report, number: int) -> Passage:
    """The city as a passage of its own."""
    city = report.city
    if city is None and report.place is not None:
        city = Prose("", source=SourceMap.start(*report.place[:3]))
    return Passage(city or Prose(""), "line", number)


def contributors_fit(setting: AgreementContext) -> ProofFindings:
    """B422: the units that contributed a report are of its city."""
    for number, report in enumerate(setting.issue.reports):
        cities = _places_of(report.city_name, setting.province)
        by = attribution(report)
        if not cities or by is None:
            continue
        passage = Passage(by, "by", number)
        yield from _strangers(passage, report, cities, setting.province)


def _strangers(
    passage: Passage, report: Report, cities: Sequence[AdministrativePlace], province: str
) -> ProofFindings:
    named: list[AdministrativePlace] = []
    for start, unit in _units(passage.text):
        bare = unit.removeprefix("中共")
        found, places = leading_place(bare, province)
        at = start + len(unit) - len(bare)
        if places:
            named += places
            if not any(place.is_related(city) for place in places for city in cities):
                yield passage.find(
                    Code.CITY_NOT_OF_CONTRIBUTOR, at, at + len(found), city=report.city_name, found=found
                )
            continue
        kind = _UNIT_OF.match(bare)
        # 州文明办 under a 市 is a slip, unless a 州 was named before it.
        if kind and not any(place.short.endswith(kind[1]) for place in (*named, *cities)):
            levels = {city.level for city in cities}
            if levels == {2}:
                yield passage.find(
                    Code.CITY_NOT_OF_CONTRIBUTOR, at, at + 1, city=report.city_name, found=unit
                )


def _units(text: str) -> Iterator[tuple[int, str]]:
    for match in re.finditer("[^、，（）()； ]+", text):
        yield match.start(), match[0]


def _places_of(city: str, province: str) -> tuple[AdministrativePlace, ...]:
    """Return what a city field may mean; several may stand in it."""
    found: list[AdministrativePlace] = []
    for part in re.split("[、，和 ]", city):
        name, places = leading_place(part, province)
        if name != part:
            places = tuple(
                place
                for suffix in ("州", "市", "县", "区")
                for place in gazetteer().get(part + suffix, ())
                if part and place.province == province
            )
        if not places:
            return ()
        found += places
    return tuple(found)


def openings_fit(setting: AgreementContext) -> ProofFindings:
    """B424: title and text of a report do not begin with another city."""
    first: set[int] = set()
    for passage in setting.passages:
        is_opening = passage.kind == "title" or (passage.kind == "paragraph" and passage.report not in first)
        if passage.report < 0 or not is_opening:
            continue
        if passage.kind == "paragraph":
            first.add(passage.report)
        city = setting.issue.reports[passage.report].city_name
        cities = _places_of(city, setting.province)
        found, places = leading_place(passage.text, setting.province)
        if not cities or not places or any(place.level == 3 for place in places):
            continue
        if not any(place.is_related(own) for place in places for own in cities):
            yield passage.find(Code.CITY_NOT_OF_TEXT, 0, len(found), city=city, found=found)


# 名称、段落、份数


def names_agree(setting: AgreementContext) -> ProofFindings:
    """B425: one name written in two ways, a single character apart."""
    seen: dict[str, tuple[Passage, int]] = {}
    counts: dict[str, int] = {}
    for passage in setting.passages:
        for at, name in _names(passage):
            seen.setdefault(name, (passage, at))
            counts[name] = counts.get(name, 0) + 1
    names = list(seen)
    by_length: dict[int, list[str]] = {}
    for name in names:
        for other in by_length.get(len(name), [])[:_MAX_NAMES]:
            wrong = _one_apart(other, name)
            if wrong >= 0 and min(counts[name], counts[other]) < _MEANT:
                odd, usual = (other, name) if counts[name] > counts[other] else (name, other)
                passage, at = seen[odd]
                place = seen[usual][0].span(seen[usual][1], seen[usual][1] + 1)
                yield passage.find(
                    Code.SPELLINGS_DIFFER,
                    at + wrong,
                    at + wrong + 1,
                    found=odd,
                    other=usual,
                    line=place.line if place else 0,
                )
                break
        by_length.setdefault(len(name), []).append(name)


def _names(passage: Passage) -> Iterator[tuple[int, str]]:
    for match in _NAMES.finditer(passage.text):
        group = 1 if match[1] else 2
        yield match.start(group), match[group]
    if passage.kind == "by":
        for start, unit in _units(passage.text):
            if len(unit) >= 6:
                yield start, unit


def _one_apart(first: str, second: str) -> int:
    """Return where two names of one length differ, when it is in one place and looks like a slip."""
    wrong = [at for at, pair in enumerate(zip(first, second, strict=True)) if pair[0] != pair[1]]
    if len(wrong) != 1 or wrong[0] < 3 or wrong[0] == len(first) - 1:
        return -1
    at = wrong[0]
    pair = first[at], second[at]
    if not all(map(is_ideograph, pair)) or _KIN.intersection(pair):
        return -1
    # 付款说明, 收款说明: two words; 石桥, 石乔 sound the same.
    return -1 if _are_words(first, second, at) and not is_alike(*pair) else at


def _are_words(first: str, second: str, at: int) -> bool:
    """Whether either name has a word of its own at a place: 刑法, 水法."""
    return any(
        min(count_of(name[start : start + 2]) for name in (first, second)) >= _SOME for start in (at - 1, at)
    )


def paragraphs_differ(setting: AgreementContext) -> ProofFindings:
    """B426: no paragraph stands in the issue twice."""
    seen: dict[str, Passage] = {}
    for passage in setting.passages:
        is_item = _ITEM.match(passage.text) and len(passage.text) < _SAME_ITEM
        is_sentence = passage.text.endswith(_STOPS) or len(passage.text) >= _SAME_ITEM
        if (
            passage.kind not in ("paragraph", "quote")
            or len(passage.text) < _SAME_TO
            or is_item
            or not is_sentence
        ):
            continue
        first = seen.setdefault(passage.text, passage)
        if first is not passage:
            place = first.span(0, 1)
            yield passage.find(Code.REPEATED_PARAGRAPH, 0, len(passage.text), line=place.line if place else 0)


def titles_differ(setting: AgreementContext) -> ProofFindings:
    """B186: no two reports of an issue have one title, unless their places distinguish them."""
    seen: dict[tuple[str, str], Passage] = {}
    told: set[int] = set()
    for passage in setting.passages:
        if passage.kind != "title" or passage.report < 0 or passage.report in told:
            continue
        told.add(passage.report)
        report = setting.issue.reports[passage.report]
        first = seen.setdefault((report.city_name, title_text(report)), passage)
        if first is not passage:
            place = first.span(0, 1)
            yield passage.find(Code.TITLE_TWICE, 0, len(passage.text), line=place.line if place else 0)


def copies_agree(setting: AgreementContext) -> ProofFindings:
    """B434: the copies of each recipient add up to the number printed."""
    sent = setting.issue.distribution
    units = [*sent.report, *sent.send, *sent.issue, *sent.extra]
    counts = [sum(map(int, _COPIES.findall(unit.text))) for unit in units]
    total = sum(counts)
    if sent.copies is None or not total:
        return
    if total > sent.copies or (all(counts) and total != sent.copies):
        last = max(number for number, count in enumerate(counts) if count)
        details = (("sum", total), ("copies", sent.copies))
        yield Finding(Problem(Code.COPIES_SUM_DIFFERS, units[last].place_of(0), details))
