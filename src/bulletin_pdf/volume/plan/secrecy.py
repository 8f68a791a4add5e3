"""密级 of a volume: the highest grade and the longest term of its issues (GB/T 9704-2012 7.2.2).

A grade without a term holds as long as the law allows its grade (保守国家秘密法, 第二十条).
A notice such as 内部资料 is no grade; it stands only where no issue has one.
"""

import re
from collections.abc import Iterable
from typing import Final

from bulletin_pdf.han_numerals import han_value
from bulletin_pdf.issue.model import Prose
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.plan.volume_plan import VolumePlan

_GRADES: Final = {"秘密": 1, "机密": 2, "機密": 2, "绝密": 3, "絕密": 3}
_GRADE: Final = pattern("|".join(_GRADES))
_MAX_MONTHS: Final = {1: 120, 2: 240, 3: 360}
"""Years a grade holds at most when nothing else is said: 10, 20, 30."""
_FOR_EVER: Final = 1_000_000
_MARK: Final = "★"
_TERM: Final = pattern(
    r"(?P<ever>长期|永久|長期)|(?P<number>\d+|[一二三四五六七八九十]+)\s*(?P<unit>年|个月|個月|月|天|日)(?!\d|[一二三四五六七八九十])"
    r"|(?P<year>\d{4})年(?P<month>\d{1,2})月\d{1,2}日"
)


class Secrecy(NamedTuple):
    """A grade, its term, and the words for both as they are written."""

    level: int
    """1 秘密, 2 机密, 3 绝密; 0 for a notice that is no grade."""
    months: int
    """How long it holds; 0 for a notice."""
    grade: str
    term: str = ""
    """Empty where none is said."""

    @property
    def text(self) -> str:
        """Return it as it is printed: 机密★10年."""
        return f"{self.grade}{_MARK}{self.term}" if self.term else self.grade


def read_secrecy(text: str, since: str = "") -> Secrecy | None:
    """Read 机密★10年; `since` (YYYY-MM-DD) is when a term that names its last day begins. None for nothing."""
    found = _GRADE.search(text)
    if found is None:
        return Secrecy(0, 0, text) if text.strip() else None
    level = _GRADES[found[0]]
    term = _TERM.search(text, found.end()) or _TERM.search(text)
    if term is None:
        return Secrecy(level, _MAX_MONTHS[level], found[0])
    return Secrecy(level, _months(term, since), found[0], term[0].replace(" ", ""))


def _months(term: re.Match[str], since: str) -> int:
    if term["ever"]:
        return _FOR_EVER
    if term["year"]:
        begun = [int(part) for part in since.split("-")[:2]] if since else [int(term["year"]), 1]
        return max(1, 12 * (int(term["year"]) - begun[0]) + int(term["month"]) - begun[1])
    number = int(term["number"]) if term["number"].isdecimal() else han_value(term["number"])
    if term["unit"] == "年":
        return 12 * number
    return number if "月" in term["unit"] else max(1, number // 30)


def most_of(found: Iterable[Secrecy]) -> Secrecy | None:
    """Return the highest grade with the longest term, also where they are of different issues."""
    every = list(found)
    graded = [one for one in every if one.level]
    if not graded:
        return every[0] if every else None
    highest = max(graded, key=lambda one: (one.level, one.months))
    longest = max(graded, key=lambda one: one.months)
    if longest.months <= highest.months:
        return highest
    term = longest.term or f"{longest.months // 12}年"
    return highest._replace(months=longest.months, term=term)


def secrecy_of(plan: VolumePlan) -> Secrecy | None:
    """Return the secrecy of a volume or one of its books: what it says itself, and no less than its issues."""
    own = read_secrecy(plan.secrecy.text) if plan.secrecy else None
    issues = _of_issues(plan)
    if own is not None and not own.level and issues is not None and issues.level:
        own = None
    return most_of(one for one in (own, issues) if one is not None)


def _of_issues(plan: VolumePlan) -> Secrecy | None:
    heads = (member.issue.masthead for member in plan.members)
    read = (read_secrecy(head.secrecy.text, head.date.iso) for head in heads if head.secrecy)
    return most_of(one for one in read if one is not None)


def check_secrecy(plan: VolumePlan, problems: Problems) -> None:
    """B864: the volume says less than its issues; B865: it says nothing, and is marked as they are."""
    most = _of_issues(plan)
    if most is None or not most.level:
        return
    if plan.secrecy is None:
        problems.add(Code.VOLUME_SECRECY_RAISED, plan.issues_span, most=most.text)
        return
    own = read_secrecy(plan.secrecy.text)
    if own is None or own.level < most.level or own.months < most.months:
        shown = secrecy_of(plan) or most
        problems.add(
            Code.VOLUME_SECRECY_TOO_LOW,
            plan.secrecy.place,
            said=plan.secrecy.text,
            most=most.text,
            shown=shown.text,
        )


def marking_of(plan: VolumePlan) -> Prose | None:
    """Return what stands in the upper left of cover and title page."""
    found = secrecy_of(plan)
    return None if found is None else Prose(found.text)
