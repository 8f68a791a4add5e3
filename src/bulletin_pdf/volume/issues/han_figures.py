"""Figures in hanzi: 三十二个, 两千余人, 十几户, 上百名, 三成, 七八个.

One numeral alone counts only before a unit of measure (三成, 两公里): 四项工作 and 三个方面 name
parts of what is said and measure nothing.
"""

import re
from collections.abc import Iterator
from typing import Final

from bulletin_pdf.patterns import pattern
from bulletin_pdf.volume.issues.measure_units import SPOKEN, MeasureUnit, unit_at
from bulletin_pdf.volume.issues.quantities import NumberSpot, is_quantity

_DIGIT: Final = "一二两三四五六七八九"
_LETTER: Final = rf"(?:[零〇{_DIGIT}十万亿]|百(?![分帕])|千(?![米克瓦伏卡焦帕赫]))"
_RUN: Final = pattern(
    rf"(?P<about>[上数几近逾超约过](?=[十百千万亿]))?(?P<run>{_LETTER}+)(?P<point>点[零〇{_DIGIT}]+[万亿]?)?"
    r"(?P<more>[余多几来])?(?P<large>(?<=[余多几])[万亿])?"
)
_NUMERAL: Final = pattern(
    rf"(?:[{_DIGIT}]{{1,2}}[十百千万亿]|十(?=[{_DIGIT}万亿]))(?:[零〇]?[{_DIGIT}]{{1,2}}(?=[十百千万亿]|$)|[十百千万亿])*"
)
_UPTO: Final = pattern(rf"(?:至|到|—|～)(?P<run>[{_DIGIT}十百千万亿]+)(?P<more>[余多])?")
_PAIRS: Final = frozenset(
    (*(a + b for a, b in zip("一二三四五六七八", "二三四五六七八九", strict=True)), "一两", "两三", "三五")
)
_BARRED: Final = pattern(r"(?:第|周|星期|礼拜|初|农历|正月|腊月|成[百千]|最后|最初|[0-9A-Za-z.])$")
_RANK: Final = pattern(r"[前后]$")
_NOT_HAN: Final = frozenset("届版分角班单声把面门环转点代")
"""Units of which hanzi give the number only in set phrases and ordinals (十三届全国人大)."""
_PLAIN_AFTER: Final = pattern(r"[，。；、：（()）”’的钱/以左每至到]|$")


def han_figures(text: str) -> Iterator[tuple[NumberSpot, MeasureUnit]]:
    """Find the figures in hanzi, in their order."""
    at = 0
    while match := _RUN.search(text, at):
        at = match.end()
        spot = NumberSpot(match.start(), match.end())
        unit = unit_at(text, spot.end, bodies=False)
        if unit is None and (upto := _UPTO.match(text, spot.end)):
            unit = unit_at(text, upto.end(), bodies=False)
            if unit is None or not _is_range(match, upto):
                continue
            at, spot = upto.end(), spot._replace(end=upto.end())
        elif unit is None and _is_quantity_alone(match):
            unit = MeasureUnit("", spot.end, spot.end)
        elif unit is None or not _counts(match, text, unit):
            continue
        if _BARRED.search(text[: spot.start]) or _RANK.search(text[: spot.start]) and unit.name in "名位":
            continue
        if unit.name not in _NOT_HAN and is_quantity(text, spot, unit):
            at = unit.end
            yield spot, unit


def _is_quantity_alone(match: re.Match[str]) -> bool:
    """Whether a number is a quantity without a unit: 五万三千余居民."""
    whole = set(match["run"]) <= set("十百千万亿") or bool(_NUMERAL.fullmatch(match["run"]))
    return whole and match["more"] in ("余", "多")


def _is_range(first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether both ends are numbers: 三至五天, 二十到三十人."""
    return all(_is_number(run) for run in (first["run"], last["run"]))


def _is_number(run: str) -> bool:
    return run in tuple(_DIGIT + "十") or bool(_NUMERAL.fullmatch(run))


def _counts(match: re.Match[str], text: str, unit: MeasureUnit) -> bool:
    """Whether a run of numerals before a unit is a number, and one that counts."""
    run, more = match["run"], match["more"]
    if match["point"]:
        return _is_number(run)
    if run in _PAIRS:
        return unit.name not in ("类", "级", "层", "度", "期")
    if set(run) <= set("十百千万亿") and (match["about"] or more or len(run) > 1 and unit.measures):
        return True
    if run in tuple(_DIGIT + "十"):
        return bool(match["large"]) or _is_spoken(text, match.start(), unit)
    return bool(_NUMERAL.fullmatch(run))


def _is_spoken(text: str, start: int, unit: MeasureUnit) -> bool:
    """Whether a single numeral measures; 一元化 and 三番五次 do not."""
    if unit.name not in SPOKEN and "/" not in unit.name and not (unit.measures and "每" in unit.name):
        return False
    before, after = text[:start], text[unit.end :]
    match unit.name:
        case "番":
            return before.endswith(("翻", "翻了"))
        case "折":
            return before.endswith(("打", "打了", "享", "享受", "按"))
        case "元" | "亩" | "斤" | "里":
            return bool(_PLAIN_AFTER.match(after))
    return True
