"""Days and times that do not exist, and days of the week that do not match."""

import re
from collections.abc import Iterator, Set

from bulletin_pdf.han_numerals import in_figures
from bulletin_pdf.messages import Term
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.finding import Passage, ProofFindings
from bulletin_pdf.proof.numbering_styles import read_number

_YEAR = "(?:((?:19|20)[0-9]{2}|[一二][〇零○一二三四五六七八九]{3})年)?"
_DATE = pattern(f"(?<![0-9.]){_YEAR}([0-9]{{1,2}})月([0-9]{{1,2}})日")
_UNTIL = pattern("(?:（[^（）]{1,4}）)?(?:[—～~至-]|到)([0-9]{1,2})日")
_MONTH = pattern("(?<![0-9.～—-])(0{1,2}|1[3-9]|[2-9][0-9])月(?![龄子嫂饼])(?![0-9]{1,2}日)")
_NO_MONTH = pattern("(?:1[3-9]|[2-9][0-9]|(?:^|[^1])0)月")
_MONTHS = pattern("(?<![0-9.～—-])([0-9]{1,2})[—～至-]([0-9]{1,2})月(?![龄子嫂饼大])(?![0-9]{1,2}日)")
_WEEKDAY = pattern(
    "[（(，,]?(星期|周|礼拜)([一二三四五六日天])(?![周个小边])(?:(?<!周.)|(?![㐀-鿿])|(?=[上下晚早中凌至到开召举发进前赴参组在]))"
)
_ANY_WEEKDAY = pattern("星期|周|礼拜")
_CLOCK = pattern("(上午|下午|早上|晚上|凌晨|中午|[日晚早]|至|—)([0-9]{1,2})[:：]([0-9]{2})(?![0-9:：])")
_HOURS = pattern("(?<![0-9])([0-9]{1,2})[时点]([0-9]{1,2})分(?!之)")
_LONG_YEAR = pattern("(?<![0-9])((?:19|20)[0-9]{3}|[12][0-9]{2})年(?=[0-9]{1,2}月)")
_PART_OF_DAY = pattern("(上午|下午|凌晨)([0-9]{1,2})(?=[时点:：])")
_HOURS_OF = {"上午": (0, 12), "下午": (0, 19), "凌晨": (0, 6)}
"""下午3时 and 下午15时 are both written."""
_SPAN = pattern(
    "(?<![0-9年])([0-9]{1,2})月([0-9]{1,2})日(?:(?:开始|启动|起|一直|持续|延续)，?)?(?:至|—|～|到)([0-9]{1,2})月([0-9]{1,2})日"
)
_DAYS_BACK = pattern("(?<![0-9])([0-9]{1,2})月([0-9]{1,2})日(?:至|—|～|到)([0-9]{1,2})日(?!前|之前)")
_ANY_SPAN = pattern("日(?:(?:开始|启动|起|一直|持续|延续)，?)?(?:至|—|～|到)")
_TURN_OF_YEAR = 6
"""Months: from 12月20日 to 1月5日 goes over the turn of the year."""
_YEARS_LONG = pattern(
    "(?:从|自)((?:19|20)[0-9]{2})年(?:至|到)((?:19|20)[0-9]{2})年的?(?:这)?([0-9]{1,2}|[二三四五六七八九十两]{1,2})年(?:间|来|中|时间)"
)
_LASTS = pattern(
    "(?:从|自)([0-9]{1,2})月([0-9]{1,2})日起?(?:至|到|—)(?:([0-9]{1,2})月)?([0-9]{1,2})日止?，?(?:[^，。；0-9]{0,4}(?:为期|历时|时间|共|持续))"
    "([0-9]{1,3}|[一二两三四五六七八九十]{1,3})(天|个月|周)"
)
_FEAST_EVE = pattern("“?(七一|八一|五一|六一|十一|元旦|国庆)(?:节)?”?前夕的?，?([0-9]{1,2})月")
_FEASTS = {
    "七一": (6, 7),
    "八一": (7, 8),
    "五一": (4, 5),
    "六一": (5, 6),
    "十一": (9, 10),
    "国庆": (9, 10),
    "元旦": (12, 1),
}
_NAMED_YEAR = pattern("(?<![0-9])((?:19|20)[0-9]{2})(?=年)")
_DAYS = "一二三四五六日"
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_in(month: int, year: int | None) -> int:
    """Return how many days a month has; February has 29 when the year is not known."""
    if month == 2 and year is not None and not (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        return 28
    return _LENGTHS[month - 1]


def weekday(year: int, month: int, day: int) -> int:
    """Return the day of the week, Monday 0 (Zeller)."""
    if month < 3:
        year, month = year - 1, month + 12
    return (day + (13 * (month + 1)) // 5 + year + year // 4 - year // 100 + year // 400 + 5) % 7


def impossible_dates(passage: Passage) -> ProofFindings:
    """B445: 2月30日, 13月, 6月30日至31日, 25时30分, 20222年."""
    text = passage.text
    if "月" in text:
        yield from _impossible_days(passage)
    for start, end in _times(text):
        yield passage.find(
            Code.IMPOSSIBLE_DATE_IN_TEXT, start, end, found=text[start:end], why=Term("proof hours")
        )


def _impossible_days(passage: Passage) -> ProofFindings:
    text = passage.text
    for match in _DATE.finditer(text):
        year, month, day = _year(match[1]), int(match[2]), int(match[3])
        if not 1 <= month <= 12:
            yield passage.find(Code.IMPOSSIBLE_DATE_IN_TEXT, *match.span(), found=match[0], why=Term("month"))
            continue
        if not 1 <= day <= days_in(month, year):
            yield passage.find(Code.IMPOSSIBLE_DATE_IN_TEXT, *match.span(), found=match[0], why=Term("day"))
        until = _UNTIL.match(text, match.end())
        if until and not 1 <= int(until[1]) <= days_in(month, year):
            last = f"{month}月{until[1]}日"
            yield passage.find(
                Code.IMPOSSIBLE_DATE_IN_TEXT, until.start(1), until.end(), found=last, why=Term("day")
            )
    for match in _MONTH.finditer(text) if _NO_MONTH.search(text) else ():
        yield passage.find(Code.IMPOSSIBLE_DATE_IN_TEXT, *match.span(), found=match[0], why=Term("month"))
    for match in _MONTHS.finditer(text):
        if not 1 <= int(match[1]) <= 12 or not 1 <= int(match[2]) <= 12:
            yield passage.find(Code.IMPOSSIBLE_DATE_IN_TEXT, *match.span(), found=match[0], why=Term("month"))
    for match in _LONG_YEAR.finditer(text):
        yield passage.find(
            Code.IMPOSSIBLE_DATE_IN_TEXT, *match.span(), found=match[0], why=Term("proof year")
        )


def times_and_spans(passage: Passage) -> ProofFindings:
    """B467: 上午14时, 6月10日至6月5日, the six years from 2018 to 2022, “七一”前夕的8月30日."""
    text = passage.text
    for match in _PART_OF_DAY.finditer(text) if "午" in text or "晨" in text else ():
        first, last = _HOURS_OF[match[1]]
        if not first <= int(match[2]) <= last:
            yield passage.find(Code.TIMES_DISAGREE, *match.span(), found=match[0])
    dated = _ANY_SPAN.search(text) is not None
    for match in _SPAN.finditer(text) if dated else ():
        days = tuple(int(match[at]) for at in (1, 2, 3, 4))
        if days[0] <= 12 and days[2] <= 12 and days[:2] > days[2:] and days[0] - days[2] < _TURN_OF_YEAR:
            yield passage.find(Code.TIMES_DISAGREE, *match.span(), found=match[0])
    for match in _DAYS_BACK.finditer(text) if dated else ():
        month = int(match[1])
        if 1 <= month <= 12 and days_in(month, None) >= int(match[2]) > int(match[3]) > 0:
            yield passage.find(Code.TIMES_DISAGREE, *match.span(), found=match[0])
    for match in _YEARS_LONG.finditer(text):
        first, last, said = int(match[1]), int(match[2]), _count(match[3])
        if said and last > first and said not in (last - first, last - first + 1):
            yield passage.find(Code.TIMES_DISAGREE, match.start(3), match.end(), found=match[0])
    for match in _LASTS.finditer(text) if "日" in text else ():
        if not _may_last(match):
            yield passage.find(Code.TIMES_DISAGREE, match.start(5), match.end(), found=match[0])
    for match in _FEAST_EVE.finditer(text):
        if int(match[2]) not in _FEASTS[match[1]]:
            yield passage.find(Code.TIMES_DISAGREE, match.start(2), match.end(), found=match[0])


def _may_last(match: re.Match[str]) -> bool:
    """Whether 自9月1日起至10月31日止，为期两个月 is right, counted with or without its first day."""
    first_month, first_day = int(match[1]), int(match[2])
    last_month, last_day = int(match[3] or match[1]), int(match[4])
    if not (1 <= first_month <= 12 and 1 <= last_month <= 12):
        return True
    days = (last_month - first_month) % 12 * 30.4 + last_day - first_day
    if days < 0:
        days += 365
    said = _count(match[5])
    unit = {"天": 1, "周": 7, "个月": 30.4}[match[6]]
    slack = {"天": 3, "周": 5, "个月": 12}[match[6]]
    return not said or abs(days + 0.5 - said * unit) <= slack


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else read_number(text.replace("两", "二"))


def _times(text: str) -> Iterator[tuple[int, int]]:
    for expression, hour, minute in ((_CLOCK, 2, 3), (_HOURS, 1, 2)):
        for match in expression.finditer(text):
            if int(match[hour]) > 24 or int(match[minute]) > 59:
                yield match.start(hour), match.end()


def _year(text: str | None) -> int | None:
    return int(in_figures(text)) if text else None


def years_named(text: str) -> set[int]:
    """Return the years a text names: 2023年春节."""
    return {int(year) for year in _NAMED_YEAR.findall(text)}


def wrong_weekdays(passage: Passage, issued: str, named: Set[int] = frozenset()) -> ProofFindings:
    """B446: the day of the week belongs to the date.

    A date without a year is the one nearest to `issued`, or one of a year that the report has
    `named` before; it is wrong only where no such year fits.
    """
    if not _ANY_WEEKDAY.search(passage.text):
        return
    for match in _DATE.finditer(passage.text):
        said = _WEEKDAY.match(passage.text, match.end())
        month, day = int(match[2]), int(match[3])
        if not said or not 1 <= month <= 12:
            continue
        written = _year(match[1])
        year = written or _nearest_year(month, day, issued)
        if year is None or not 1 <= day <= days_in(month, year):
            continue
        right = _DAYS[weekday(year, month, day)]
        spoken = said[2].replace("天", "日")
        others = () if written else (other for other in named if day <= days_in(month, other))
        if right != spoken and spoken not in {_DAYS[weekday(other, month, day)] for other in others}:
            date = f"{year}年{month}月{day}日"
            found = f"{said[1]}{said[2]}"
            yield passage.find(
                Code.WRONG_WEEKDAY,
                said.start(1),
                said.end(),
                date=date,
                right=f"{said[1]}{right}",
                found=found,
            )


def _nearest_year(month: int, day: int, issued: str) -> int | None:
    """Return the year that brings a day nearest to the date of the issue."""
    if not issued:
        return None
    year, issued_month, issued_day = map(int, issued.split("-"))
    at = issued_month * 31 + issued_day
    return min(
        (year - 1, year, year + 1), key=lambda other: abs((other - year) * 372 + month * 31 + day - at)
    )
