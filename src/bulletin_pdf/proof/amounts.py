"""Amounts in a sentence: a number in figures, its unit, and the words it is said of."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

SCALES = {"": 1, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
UNITS = (
    "个百分点|百分点|人次|万人|平方米|平方公里|立方米|公里|千米|公斤|千克|公顷|小时|分钟|个月|[%％‰]|元|美元|人|名|户|家|个|件|项|条|座|处|所|场|次|"
    "期|份|册|亩|吨|米|辆|台|套|棵|株|头|只|篇|支|批|起|宗|例|张|幅|间|栋|岁|天|年|倍"
)
AMOUNT = pattern(
    rf"(?P<digits>[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?)(?P<scale>百万|千万|千|万|亿)?"
    rf"(?P<more>多|余|来)?(?P<unit>{UNITS})"
)
_NO_NUMBER = pattern(r"[.A-Za-z第〔\-][0-9]")
"""Before a digit these make it part of something else; a pattern that begins with digits is found far more quickly."""
_SENTENCE = pattern("[^。；！？\n]+")
_BEFORE = 30
"""Characters before a sentence whose words may still count for it."""
_MARK = pattern("[，、：；。（）()]")


class Amount(NamedTuple):
    """One amount; `start` and `end` count characters of the passage."""

    start: int
    end: int
    value: Decimal
    decimals: int
    """Places after the decimal point, as written."""
    unit: str
    label: str
    """The words before it, back to the nearest mark."""
    is_exact: bool
    """Whether no 多 or 余 stands behind the number."""
    scale: int
    """10 000 for 万."""
    tail: str
    """Scale and unit as written: 万元."""

    def shown(self, value: Decimal) -> str:
        """Write another value in the same unit and scale as this one: 5000名."""
        return f"{plain_number(value / self.scale)}{self.tail}"


class Sentence(NamedTuple):
    """A sentence of a passage, where it begins, and its amounts in order."""

    text: str
    start: int
    amounts: tuple[Amount, ...]


def sentences(text: str, sign: re.Pattern[str]) -> Iterator[Sentence]:
    """Return the sentences of a text, parted at its stops and semicolons, that have a sign in them or close before."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if sign.search(text, max(start - _BEFORE, 0), end):
            yield Sentence(match[0], start, _amounts(text, start, end))


# Several rules ask for those of an issue, one rule after another.
@lru_cache(maxsize=512)
def _amounts(text: str, start: int, end: int) -> tuple[Amount, ...]:
    found = AMOUNT.finditer(text, start, end)
    return tuple(
        _amount(text, amount) for amount in found if not _NO_NUMBER.match(text, max(amount.start() - 1, 0))
    )


def _amount(text: str, match: re.Match[str]) -> Amount:
    before = _MARK.split(text[max(match.start() - 24, 0) : match.start()])[-1]
    digits = match["digits"].replace(",", "")
    scale = SCALES[match["scale"] or ""]
    return Amount(
        match.start(),
        match.end(),
        Decimal(digits) * scale,
        len(digits.partition(".")[2]),
        match["unit"].replace("％", "%"),
        before,
        not match["more"],
        scale,
        (match["scale"] or "") + match["unit"],
    )


def plain_number(value: Decimal) -> str:
    """Write a number without an exponent and without zeros at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
