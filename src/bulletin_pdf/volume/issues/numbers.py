"""Figures in a text: every number with its unit or counter.

What counts as a figure, and what only looks like one, is laid down in docs/figures.md:
numbers in digits with their signs, ranges and 万 亿, numbers in hanzi from 十一 on, parts of a
whole (三分之一). Dates, ordinals (第3期), ranks (前3名), document numbers (〔2022〕8号),
addresses, times of day, models and formulas (“1+3”) are none.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.volume.issues.han_figures import han_figures
from bulletin_pdf.volume.issues.measure_units import (
    FULL_FORMS,
    LARGE,
    MONEY,
    SHORT_FORMS,
    MeasureUnit,
    unit_at,
)
from bulletin_pdf.volume.issues.quantities import (
    NumberSpot,
    begins_clause,
    is_barred,
    is_quantity,
    keeps_sign,
    numbering_in,
)

_AS_READ: Final = str.maketrans(
    "０１２３４５６７８９．／＋－"
    + "".join(chr(0xFF21 + n) + chr(0xFF41 + n) for n in range(26))
    + FULL_FORMS,
    "0123456789./+-" + "".join(chr(0x41 + n) + chr(0x61 + n) for n in range(26)) + SHORT_FORMS,
)
"""Full-width digits and letters are read as their narrow forms, 萬 and 個 as 万 and 个, one for one."""
_OTHER_FORM: Final = pattern(f"[{''.join(map(chr, _AS_READ))}]".replace("-", r"\-"))

_SPACE: Final = "[ \u00a0\u2009\u202f]"
_COMMA: Final = rf"(?:{_SPACE}?[,﹐٬‚]{_SPACE}?|['’])"
_ANY_COMMA: Final = rf"(?:{_COMMA}|{_SPACE}?，{_SPACE}?)"
_DIGITS: Final = (
    # A wide comma between thousands is a slip; elsewhere it ends a clause (名列第3，120人获奖).
    rf"(?:(?<![第前列名位分\d.])\d{{1,3}}(?:{_ANY_COMMA}\d{{3}})+(?!{_ANY_COMMA}?\d)"
    rf"|\d{{1,3}}(?:{_COMMA}\d{{3}})+(?!\d)|\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|\d+)(?:\.\d+)?"
)
_POWER: Final = r"×10(?:[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\^-?\d+)"
_TENS: Final = r"(?<=10)[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+"
"""A power of ten alone: 10⁻⁶."""
_ONE: Final = (
    rf"{_DIGITS}(?:{_POWER}|{_TENS})?"
    rf"(?:{_SPACE}?[余多来几]?{LARGE}(?:零?{_DIGITS}{LARGE})*(?:\d{{3,4}}(?![\d年]))?(?:{_SPACE}?[余多来]{LARGE}?)?"
    rf"|{_SPACE}?[余多来几])?"
    rf"(?:\+(?={_SPACE}?[\u4e00-\u9fff，。；、）]))?"
)
_SIGN: Final = rf"(?:零下|负|[-−－﹣±+]{_SPACE}?)"
_UPTO: Final = r"(?:——|[—–~～〜∼-]|至|到)"

_NUMBER: Final = pattern(
    rf"(?P<sign>{_SIGN})?{_ONE}(?:×{_ONE})*(?:[%‰]?{_UPTO}(?:{_SIGN})?(?P<last>{_ONE}))?"
)
BARE_NUMBER: Final = pattern(rf"(?:{_SIGN})?{_ONE}(?:{_UPTO}(?:{_SIGN})?{_ONE})?")
"""A number that is all a cell of a table says."""
_AGAIN: Final = pattern(rf"(?:——|[—–~～〜∼-]|至)(?:{_SIGN})?{_ONE}{_SPACE}?")
"""The other end of a range that names its unit twice: 3元至5元."""
_SPACES: Final = pattern(f"{_SPACE}?")
_LARGE_AT_END: Final = pattern(rf"{LARGE}[余多来]?$")
_QUANTITY: Final = pattern(r"(?:[万亿][余多+]?|[余多])$")
_CURRENCY: Final = pattern(rf"(?:(?:US|HK|NT|A|C|S)?\$|[¥￥€£]|USD|RMB|CNY|EUR|HKD){_SPACE}?$")
_HAN: Final = "零〇一二两三四五六七八九十百"
_PARTS: Final = pattern(
    rf"[百千万]分之(?:\d+(?:\.\d+)?|[{_HAN}]+(?:点[{_HAN}]+)?)"
    rf"(?:[至到—](?:[百千万]分之)?(?:\d+(?:\.\d+)?|[{_HAN}]+))?"
    rf"|(?:\d+|[{_HAN}]+)分之(?:\d+|[{_HAN}]+)"
    r"|(?<![\d/A-Za-z.:：])\d{1,3}/\d{1,3}(?=[的强弱]|以[上下]|左右)"
    r"|(?<=占)\d{1,3}/\d{1,3}(?![\d/])|(?<=占比)\d{1,3}/\d{1,3}(?![\d/])"
)
"""Parts of a whole, which need no unit: 百分之三十, 三分之二, 3/4的."""
_POINT: Final = pattern(r"\d{1,2}")
"""The number of a point: 1、"""
_LISTING: Final = "、或"


class Number(NamedTuple):
    """A figure: text[start:end] is its number and its unit, or a sign of money and its number."""

    start: int
    end: int
    number: str
    unit: str


def numbers_in(text: str) -> Iterator[Number]:
    """Find the figures of a text, in its order."""
    plain = text.translate(_AS_READ) if _OTHER_FORM.search(text) else text
    parts = [NumberSpot(match.start(), match.end()) for match in _PARTS.finditer(plain)]
    others = [*_in_digits(plain), *((spot, unit) for spot, unit in han_figures(plain))]
    found = [Number(part.start, part.end, text[part.start : part.end], "") for part in parts]
    for spot, unit in others:
        if any(part.start < spot.end and spot.start < part.end for part in parts):
            continue
        # A sign of money stands before its number; a unit shared in a list has no place of its own.
        start, end = min(spot.start, unit.start), max(spot.end, unit.end)
        name = text[unit.start : unit.end] or unit.name
        found.append(Number(start, end, text[spot.start : spot.end], name))
    yield from sorted(found)


def _in_digits(text: str) -> Iterator[tuple[NumberSpot, MeasureUnit]]:
    """Find figures in digits; numbers of a list share the unit that stands after the last (3、5、8个)."""
    waiting: list[NumberSpot] = []
    at = 0
    while match := _NUMBER.search(text, at):
        spot = NumberSpot(match.start(), match.end(), len(match["sign"] or ""))
        at = spot.end
        if waiting and waiting[-1].end != spot.start - 1:
            waiting = []
        unit = _unit_of(text, spot)
        if unit is None:
            waiting = _still_waiting(text, spot, waiting)
            if not waiting and _is_large(text, spot):
                yield from _judged(text, (), spot, MeasureUnit("", spot.end, spot.end))
            continue
        spot, unit = _whole_range(text, spot, unit)
        at = max(unit.end, spot.end)
        yield from _judged(text, waiting, spot, unit)
        waiting = []


def _still_waiting(text: str, spot: NumberSpot, waiting: list[NumberSpot]) -> list[NumberSpot]:
    """Keep a number that a list goes on after; the number of a paragraph (1、) begins none."""
    if text[spot.end : spot.end + 1] not in tuple(_LISTING):
        return []
    if not waiting and begins_clause(text, spot.start) and _POINT.fullmatch(text, spot.start, spot.end):
        return []
    return [*waiting, spot]


def _is_large(text: str, spot: NumberSpot) -> bool:
    """Whether a number is a quantity without a unit: 用户突破3000万, 50余志愿服务队; not 万亿级, 每10万人口."""
    if text[spot.end : spot.end + 1] == "级" or text[: spot.start].endswith("每"):
        return False
    return bool(_QUANTITY.search(text[spot.start : spot.end]))


def _unit_of(text: str, spot: NumberSpot) -> MeasureUnit | None:
    """Return the unit after a number, or the sign of money before it."""
    begin = _SPACES.match(text, spot.end)
    unit = unit_at(text, begin.end() if begin else spot.end, bodies=True)
    if unit is not None and MONEY.fullmatch(unit.name):
        return unit
    before = _CURRENCY.search(text[max(0, spot.start - 4) : spot.start])
    if before is None:
        return unit
    sign = before[0].strip()
    start = spot.start - len(before[0])
    return MeasureUnit(sign, start, start + len(sign), measures=True)


def _whole_range(text: str, spot: NumberSpot, unit: MeasureUnit) -> tuple[NumberSpot, MeasureUnit]:
    """Take in the other end of a range whose unit is named twice."""
    while unit.end > spot.end and (again := _AGAIN.match(text, unit.end)):
        other = unit_at(text, again.end(), bodies=False)
        if other is None or other.name != unit.name:
            break
        end = again.end() - (text[again.end() - 1].isspace())
        spot, unit = spot._replace(end=end), other
    return spot, unit


def _judged(
    text: str, waiting: Sequence[NumberSpot], spot: NumberSpot, unit: MeasureUnit
) -> Iterator[tuple[NumberSpot, MeasureUnit]]:
    """Return those of a list of numbers that are quantities; what bars the first bars all."""
    if is_barred(text, (*waiting, spot)[0], unit):
        return
    large = _LARGE_AT_END.search(text[spot.start : spot.end])
    if waiting and large and not _LARGE_AT_END.search(text[waiting[-1].start : waiting[-1].end]):
        # 120、230、340万元: 万 is of all of them.
        spot = spot._replace(end=spot.start + large.start())
        unit = unit._replace(name=large[0] + unit.name, start=spot.end)
    for one in waiting:
        if is_quantity(text, one, unit):
            yield one, unit._replace(start=one.end, end=one.end)
    spot = numbering_in(text, spot, unit)
    spot = spot if keeps_sign(text, spot, unit) else NumberSpot(spot.start + spot.sign, spot.end)
    if is_quantity(text, spot, unit):
        yield spot, unit
