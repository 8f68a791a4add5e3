"""Kinds of numbers that paragraphs begin with or that stand inside them: 一、（一）1.（1）, 一是, 第一, ①."""

import re
from collections.abc import Callable

from bulletin_pdf.han_numerals import han_to_number, number_to_han
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.proof.finding import Passage

_HAN = "[一二三四五六七八九十百零]{1,5}"
_GAP = "[ \u3000]?"
_CLAUSE = "(?:^|(?<=[。；：，、！？—”）.]))"

# A doubled or half-width mark before an item is a fault of its own.
_START = "(?:^[，、；。：]?|(?<=[。；：.])|(?<=[。；：][，、]))"
_ANY_NUMBER = pattern("[一二三四五六七八九十百零①-⑳0-9]")


class NumberingStyle(NamedTuple):
    """One way of numbering: how it is written and how to find it; the number is group 1."""

    name: str
    pattern: re.Pattern[str]
    write: Callable[[int], str]
    below: tuple[str, ...] = ()
    """Ways of numbering that begin again under it."""
    from_one: bool = True
    """Whether a first number other than 1 is a fault."""
    others: str = ""
    """Other words that may stand for a number that seems to be missing."""
    within: bool = False
    """Whether a run ends with its paragraph; a single number is none."""
    damaged: re.Pattern[str] | None = None
    """The number with a bracket lost, or followed by another; it counts only where it is the one expected."""
    signs: frozenset[str] = frozenset()
    """Characters without any of which there is no such number, with or without its brackets."""

    quick: re.Pattern[str] = _ANY_NUMBER
    """What stands where such a number does, found more quickly than the number."""

    @property
    def sign(self) -> str:
        """The only such character."""
        return "".join(self.signs) if len(self.signs) == 1 else ""


class SequenceItem(NamedTuple):
    """One number found: which passage, where, and its value."""

    passage: Passage
    start: int
    end: int
    value: int
    is_damaged: bool = False


def in_han(value: int) -> str:
    """Write a number of a sequence in hanzi."""
    return number_to_han(value, "零")


def read_number(text: str) -> int:
    """Read a number in digits, circled digits or Han; 0 when it is none."""
    if text.isascii() and text.isdigit():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    return han_to_number(text) or 0


def _circled(value: int) -> str:
    return chr(ord("①") + value - 1) if value <= 20 else str(value)


# GB/T 9704-2012 7.3.3: the four levels of headings, each beginning again under the one above.
HEADINGS = (
    NumberingStyle(
        "一、",
        pattern(f"^[，、；。：]?({_HAN})[、.．](?!{_HAN}(?:[、，和]|[季产级类线期月年组方]|等奖))"),
        lambda value: f"{in_han(value)}、",
        ("（一）", "1.", "（1）"),
        damaged=pattern(f"^({_HAN})、(?={_HAN}[年月])"),  # 一、一年接着一年干
    ),
    NumberingStyle(
        "（一）",
        pattern(f"^[，、；。：]?[（(]({_HAN})[）)]"),
        lambda value: f"（{in_han(value)}）",
        ("1.", "（1）"),
        damaged=pattern(f"^[（(]?({_HAN})[）)]?"),
    ),
    NumberingStyle(
        "1.",
        pattern("^(?:(?:附件|注)[：:]?[ \u3000]?)?[，、；。：]?([0-9]{1,2})[.．、](?![0-9])"),
        lambda value: f"{value}.",
        ("（1）",),
        damaged=pattern("^([0-9]{1,2})[.．](?=[0-9])"),  # 21.5G网络
    ),
    NumberingStyle(
        "（1）",
        pattern("^[，、；。：]?[（(]([0-9]{1,2})[）)]"),
        lambda value: f"（{value}）",
        damaged=pattern("^[（(]?([0-9]{1,2})[）)]?"),
    ),
    NumberingStyle(
        "第一章",
        pattern(f"^第({_HAN})章"),
        lambda value: f"第{in_han(value)}章",
        ("第一节",),
        False,
    ),
    NumberingStyle("第一节", pattern(f"^第({_HAN})节"), lambda value: f"第{in_han(value)}节", (), False),
    NumberingStyle(
        "第一条",
        pattern(f"^第({_HAN})条(?=[ \u3000：，])"),
        lambda value: f"第{in_han(value)}条",
        (),
        False,
    ),
)

MAY_BE_DAMAGED = tuple(sort for sort in HEADINGS if sort.damaged is not None)
BEGINNINGS = frozenset("一二三四五六七八九十百零0123456789第（(附注，、；。：")
"""What headings begin with."""

INLINE = (
    NumberingStyle(
        "一是",
        pattern(f"{_CLAUSE}{_GAP}({_HAN}){_GAP}是(?![一二三四五六七八九十])"),
        lambda value: f"{in_han(value)}是",
        others="[要、来则为]",
        damaged=pattern(f"(?<=[。；：，])({_HAN})是(?=[一二三四五六七八九十])"),  # 二是一以贯之
        signs=frozenset("是"),
        quick=pattern(f"[一二三四五六七八九十百零]{_GAP}是"),
    ),
    NumberingStyle(
        "一要",
        pattern(f"{_CLAUSE}{_GAP}({_HAN})要(?![素点件害闻职务道塞])"),
        lambda value: f"{in_han(value)}要",
        others="[是、来则为]",
        signs=frozenset("要"),
        quick=pattern("[一二三四五六七八九十百零]要"),
    ),
    NumberingStyle(
        "第一，",
        pattern(f"{_START}{_GAP}第{_GAP}({_HAN}){_GAP}(?=[，、]|是)(?![、，]?(?:第|{_HAN}))"),
        lambda value: f"第{in_han(value)}",
        others="[、，]",
        signs=frozenset("第"),
    ),
    NumberingStyle(
        "其一",
        pattern(f"{_START}{_GAP}其{_GAP}({_HAN}){_GAP}(?=[，、是])"),
        lambda value: f"其{in_han(value)}",
        signs=frozenset("其"),
    ),
    NumberingStyle(
        "①",
        pattern(f"{_START}{_GAP}([①-⑳])"),
        _circled,
        signs=frozenset(map(chr, range(ord("①"), ord("⑳") + 1))),
    ),
    NumberingStyle(
        "（一）",
        pattern(f"(?:^|(?<=[。；：])){_GAP}（({_HAN})）"),
        lambda value: f"（{in_han(value)}）",
        from_one=False,
        within=True,
        signs=frozenset("（"),
    ),
    NumberingStyle(
        "（1）",
        pattern(f"{_START}{_GAP}（([0-9]{{1,2}})）"),
        lambda value: f"（{value}）",
        damaged=pattern("(?<=[。；：])（?([0-9]{1,2})）?(?=[㐀-鿿])"),
        signs=frozenset("（）"),
    ),
)

INLINE_SIGNS = frozenset[str]().union(*(sort.signs for sort in INLINE))
