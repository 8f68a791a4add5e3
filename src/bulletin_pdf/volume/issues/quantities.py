"""Numbers that look like quantities but are not: ordinals, codes, dates, ranks, addresses, formulas."""

import re
from typing import Final

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.volume.issues.measure_units import MeasureUnit


class NumberSpot(NamedTuple):
    """Where a number stands: text[start:end]; its sign takes the first `sign` characters."""

    start: int
    end: int
    sign: int = 0


_ORDINAL: Final = pattern(r"(?:第|№|#|No\.?) ?$")
_CODE: Final = pattern(r"(?:[A-Za-z_]|[A-Za-z0-9][-－]|[A-Za-z0-9]/|\d[.·])$")
"""A model (C919), a serial number (COVID-19), an address of the web, a section (1.2.3), a day (3·15)."""
_AFTER_LETTER: Final = pattern(r"[A-Za-z]$")
_NAME: Final = pattern(r"[A-Za-z]{2}$")
_RATIO: Final = pattern(r"\d[:∶]$")
_WIDE_RATIO: Final = pattern(r"(.?)\d+：$")
_LABELS: Final = "表图例题件案点步项类组号章节条区村县站轮期"
"""What is numbered before a colon (表1：12个县); elsewhere 1：500 is a ratio."""
_CLAUSE_END: Final = "。；\n"
_YEAR: Final = pattern(r"(?:1[89]|20|21)\d\d$")
_YEARS_LONG: Final = pattern(r"的?(?:历史|悠久)")
_CONGRESS: Final = pattern(r"全国|人大|政协|中央|党|[一二三四五六七八九]中|.?委")
_ADDRESS: Final = pattern(r"(?:村|社区|居委会|居民区|屯|庄|寨|湾)$")
_CLASS: Final = pattern(r"(?:年级?|[高初][一二三]|[（(])$")
_STRENGTH_BEFORE: Final = pattern(r"(?:风力|阵风|风速|震级|烈度|里氏|地震)(?:达到?|为|[约近超]|增强至)?$")
_STRENGTH_AFTER: Final = pattern(
    r"(?:（含）|\(含\))?(?:以[上下])?(?:的)?(?:左右)?的?(?:强?地震|余震|强震|[大强阵台暴]风|[偏东南西北]+风)"
)
_POINTS: Final = pattern(r"(?:指数|指标|得分|积分|评分|点位)[^，。；]{0,6}$")
_SLOGAN: Final = pattern(
    r"1(?:策|品|档|案|码|卡|表|册|证|岗|员|法|图|特|业|警|景|韵|貌|群|顾问|方案|专班|对策|台账)(?!\d)"
)
_SESSIONS: Final = pattern(r"(?:党代会|全国代表大会|全国人大|代表大会)")
_SIGNED_AFTER: Final = pattern(r"[A-Za-z0-9]$")


def begins_clause(text: str, start: int) -> bool:
    """Whether a place begins a paragraph or a sentence, where the number of a point may stand."""
    before = text[:start].rstrip()
    return not before or before[-1] in _CLAUSE_END


def is_barred(text: str, spot: NumberSpot, unit: MeasureUnit) -> bool:
    """Whether what stands before a number makes it an ordinal, a code, a ratio or a part of a formula."""
    before = text[: spot.start]
    if _ORDINAL.search(before) or _RATIO.search(before):
        return True
    if (wide := _WIDE_RATIO.search(before)) and wide[1] not in tuple(_LABELS):
        return True
    if unit.start < spot.start:  # a sign of money
        return False
    if text[spot.start : spot.start + spot.sign] == "+":
        return bool(_SIGNED_AFTER.search(before))
    if before.endswith(("+", "＋")):
        return True
    if spot.sign and _SIGNED_AFTER.search(before):
        return True
    return bool(_CODE.search(before)) and not _is_spoken_of(before, unit)


def _is_spoken_of(before: str, unit: MeasureUnit) -> bool:
    """Whether a Latin name before a number only says what is measured: GDP5000亿元, COD30mg/L."""
    if not unit.measures or not _AFTER_LETTER.search(before):
        return False
    return not unit.name[0].isascii() or (len(unit.name) > 1 and bool(_NAME.search(before)))


def keeps_sign(text: str, spot: NumberSpot, unit: MeasureUnit) -> bool:
    """Whether the sign before a number belongs to it; before things that are counted it is a dash."""
    return unit.measures or text[spot.start : spot.start + spot.sign] in ("-", "−", "－")


def numbering_in(text: str, spot: NumberSpot, unit: MeasureUnit) -> NumberSpot:
    """Part the number of a paragraph from a count: 2.12家企业 at its start counts 12, of which none is broken."""
    if unit.measures or unit.name == "版" or not begins_clause(text, spot.start):
        return spot
    match = re.fullmatch(r"\d{1,2}\.([1-9]\d*)", text[spot.start : spot.end])
    return spot._replace(start=spot.start + match.start(1)) if match else spot


def is_quantity(text: str, spot: NumberSpot, unit: MeasureUnit) -> bool:
    """Whether a number with its unit measures or counts."""
    number, before, after = text[spot.start : spot.end], text[: spot.start], text[unit.end :]
    if re.match(r"0\d", number):  # a telephone number, a code
        return False
    if _SLOGAN.match(after) and number == "1":  # 1户1策
        return False
    match unit.name:
        case "年":
            return _is_span_of_years(number, after)
        case "届" | "版" | "度" | "期" | "级":
            return not _YEAR.search(number) and _is_no_grade(unit.name, number, before, after)
        case "名" | "位":
            return not before.endswith(("前", "后", "第"))
        case "组" | "队":
            return not _ADDRESS.search(before)
        case "栋" | "座" | "幢" | "层":
            return not re.match(r"\d|单元|号|楼", after)
        case "班":
            return not _CLASS.search(before)
        case "次":
            return not _SESSIONS.match(after)
        case "分":
            return not re.search(r"\d[时点]$", before)
        case "点":
            return "." in number or bool(_POINTS.search(before))
        case "个":
            return not re.match("一[”’]", after)
    if unit.name.startswith("大"):
        return not before.endswith("党的")
    return True


def _is_span_of_years(number: str, after: str) -> bool:
    if re.match(r"\d{1,2}月", after):
        return False
    return not _YEAR.search(number) or bool(
        _YEARS_LONG.match(after) and "—" not in number and "-" not in number
    )


def _is_no_grade(unit: str, number: str, before: str, after: str) -> bool:
    """Whether 级 measures (风力8级, 5级以上地震), 版 counts (2.0版 is an edition), 届 too (12届人大 is the twelfth)."""
    if unit == "版":
        return "." not in number
    if unit == "届":
        return not _CONGRESS.match(after)
    return unit != "级" or bool(_STRENGTH_BEFORE.search(before) or _STRENGTH_AFTER.match(after))
