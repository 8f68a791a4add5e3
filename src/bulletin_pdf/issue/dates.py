"""印发日期: the forms editors use → the printed form and the last day."""

import re

from bulletin_pdf.issue.model import (
    IssueDate,
)
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.fields import Fields

FIRST_YEAR, LAST_YEAR = 1900, 2199

_ZEROS = pattern("[○零ＯO0]")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．／－", "0123456789./-")
_ISO = pattern(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_ARABIC = pattern(r"(?:([0-9]{4})年)?(?:([0-9]{1,2})月)?([0-9]{1,2})[日号]")
_HAN = pattern(
    r"(?:([〇○零ＯO0一二三四五六七八九]{4})年)?(?:([一二三四五六七八九十]{1,3})月)?([一二三四五六七八九十]{1,3})[日号]"
)
_BETWEEN = pattern(r"—{1,2}|–|～|~|至|到|-{1,2}")
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class DateFault(ValueError):
    """A date that cannot be used; `code` and `why` word the problem."""

    def __init__(self, code: str, why: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.why = why


class _Day(NamedTuple):
    """A day as written; parts left out are 0."""

    year: int
    month: int
    day: int
    printed: str


def read_date(text: str) -> IssueDate:
    """Read one day or a range; raises DateFault."""
    plain = "".join(text.split()).translate(_FULL_WIDTH)
    day = _read_day(plain)
    if day is not None and day.year:
        _check(day)
        return IssueDate(day.printed, _iso(day))
    for match in _BETWEEN.finditer(plain):
        first, last = _read_day(plain[: match.start()]), _read_day(plain[match.end() :])
        if first is not None and last is not None and first.year:
            return _read_range(first, last)
    raise DateFault(Code.UNKNOWN_DATE_FORMAT)


def _read_range(first: _Day, last: _Day) -> IssueDate:
    """What the last day leaves out, it shares with the first; it is printed as written."""
    whole = last._replace(year=last.year or first.year, month=last.month or first.month)
    _check(first)
    _check(whole)
    if whole[:3] < first[:3]:
        raise DateFault(Code.DATE_RANGE_REVERSED)
    return IssueDate(f"{first.printed}—{last.printed}", _iso(whole))


def _read_day(text: str) -> _Day | None:
    match = _ISO.fullmatch(text)
    if match:
        return _arabic(match[1], match[3], match[4])
    match = _ARABIC.fullmatch(text)
    if match and not (match[1] and not match[2]):
        return _arabic(match[1], match[2], match[3])
    match = _HAN.fullmatch(text)
    if match and not (match[1] and not match[2]):
        return _han(match)
    return None


def _arabic(year: str | None, month: str | None, day: str) -> _Day:
    """GB/T 9704-2012 7.3.5.4: full year, no leading zeros."""
    printed = f"{year}年" if year else ""
    printed += f"{int(month)}月" if month else ""
    return _Day(int(year or 0), int(month or 0), int(day), f"{printed}{int(day)}日")


def _han(match: re.Match[str]) -> _Day:
    from bulletin_pdf.han_numerals import in_figures

    # GB/T 15835-2011: 〇, not 零, in a year in Han numerals.
    year = _ZEROS.sub("〇", match[1] or "")
    value = int(in_figures(year) or "0")
    printed = (f"{year}年" if year else "") + (f"{match[2]}月" if match[2] else "") + f"{match[3]}日"
    return _Day(value, _han_number(match[2] or ""), _han_number(match[3]), printed)


def _han_number(text: str) -> int:
    """Read 一 to 三十一; 99 for what is no such number."""
    from bulletin_pdf.han_numerals import han_to_number

    number = han_to_number(text) if text else 0
    return 99 if number is None else number


def _check(day: _Day) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DateFault(Code.NO_SUCH_DATE, "year")
    if not 1 <= day.month <= 12:
        raise DateFault(Code.NO_SUCH_DATE, "month")
    if not 1 <= day.day <= _length(day.year, day.month):
        raise DateFault(Code.NO_SUCH_DATE, "day")


def _length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 if month == 2 and not leap else _LENGTHS[month - 1]


def _iso(day: _Day) -> str:
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def read_day(fields: Fields, name: str, problems: Problems, *, required: bool = False) -> IssueDate | None:
    """Read a date; None where it is left out or is no date."""
    written = fields.text(name, required=required)
    if written is None:
        return None
    try:
        return read_date(written.text)
    except DateFault as fault:
        why = {"why": Term(fault.why)} if fault.why else {}
        problems.add(fault.code, written.span(), value=written.text[:40], **why)
        return None
