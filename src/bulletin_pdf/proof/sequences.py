"""Numbered items that skip or repeat a number: 一是…二是…, 一、（一）1.（1）, ①, 第一条.

Each way to number (`NumberingStyle`) has a pattern and the words of its numbers. Headings of one style form a run that a heading
of a higher level ends; items inside sentences form runs paragraph by paragraph. A run begins at one. In it each
number must be one more than the one before: one that is missing or comes twice is reported, unless another
item stands in its place under another word (一要 among 一是), or the number is part of a quotation or a name.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from bulletin_pdf.han_numerals import han_to_number, number_to_han
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.finding import Finding, Passage, ProofFindings

_HAN = "[一二三四五六七八九十百零]{1,5}"
_GAP = "[ \u3000]?"
_FAR = 40
"""Paragraphs that are looked through for a number inside them."""
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
_HEADINGS = (
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

_MAY_BE_DAMAGED = tuple(sort for sort in _HEADINGS if sort.damaged is not None)
_BEGINNINGS = frozenset("一二三四五六七八九十百零0123456789第（(附注，、；。：")
"""What headings begin with."""

_INLINE = (
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

_INLINE_SIGNS = frozenset[str]().union(*(sort.signs for sort in _INLINE))


def sequences(passages: Sequence[Passage]) -> ProofFindings:
    """B411 a number is missing, B412 a number comes again."""
    last: dict[tuple[str, int], int] = {}
    for sort, items in _heading_runs(passages):
        if items:
            before = (sort.name, items[0].passage.report)
            found = _check(sort, items, last.get(before, 0))
            yield from (
                finding for finding, item in found if not _stands_inside(sort, finding, item, passages)
            )
            last[sort.name, items[-1].passage.report] = items[-1].value
    for sort, items in _inline_runs(passages):
        yield from (finding for finding, _ in _check(sort, items))


def _stands_inside(
    sort: NumberingStyle, finding: Finding, item: SequenceItem, passages: Sequence[Passage]
) -> bool:
    """Whether the numbers that seem to be missing, or the first of a list that begins again, stand inside the paragraphs before.

    一、健全制度（一）明确责任。
    """
    details = dict(finding.problem.details)
    is_gap = finding.problem.code == Code.SEQUENCE_GAP
    if not is_gap and sort.below and sort.name == _HEADINGS[0].name:
        return False
    at = next(number for number, passage in enumerate(passages) if passage is item.passage)
    before = "\n".join(
        passage.text for passage in passages[max(at - _FAR, 0) : at] if passage.report == item.passage.report
    )
    if not is_gap:
        return _is_inside(sort.write(1), before)
    missing = [sort.write(value) for value in range(item.value - 1, 0, -1)]
    if details["before"] in missing:
        missing = missing[: missing.index(details["before"])]
    return all(_is_inside(number, before) for number in missing)


def _is_inside(number: str, text: str) -> bool:
    """Whether a number stands in a text where a heading may begin, but at the beginning of no paragraph."""
    return re.search(f"(?<=[\u3400-\u9fff）。；：]){re.escape(number)}(?![0-9])", text) is not None


def _heading_runs(passages: Sequence[Passage]) -> Iterator[tuple[NumberingStyle, list[SequenceItem]]]:
    """Return the runs of numbers at the beginning of paragraphs, in the order of their text.

    A number of a higher level ends the runs of the levels below it. In most papers these begin
    again with 1; in some they count through the whole paper.
    """
    runs: dict[str, list[SequenceItem]] = {sort.name: [] for sort in _HEADINGS}
    quoted = _inside_quotations(passages)
    for number, passage in enumerate(passages):
        if passage.kind not in ("paragraph", "heading") or number in quoted:
            continue
        sort, item = _heading_item(passage)
        if sort is None or item is None:
            for other in _MAY_BE_DAMAGED if passage.text[:1] in _BEGINNINGS else ():
                runs[other.name] += _damaged(other, passage, [])
            continue
        runs[sort.name].append(item)
        for name in sort.below:
            yield _sort(name), runs[name]
            runs[name] = []
    for name, run in runs.items():
        yield _sort(name), run


def _inside_quotations(passages: Sequence[Passage]) -> frozenset[int]:
    """Return the numbers of passages that stand inside a quotation begun in one before them and ended not far behind."""
    inside: set[int] = set()
    opened = -1
    for number, passage in enumerate(passages):
        if opened >= 0 and (passage.report != passages[opened].report or number - opened > _FAR):
            opened = -1
        depth = passage.text.count("“") - passage.text.count("”")
        if opened < 0 and depth == 1:
            opened = number
        elif opened >= 0 and depth == -1:
            inside.update(range(opened + 1, number + 1))
            opened = -1
        elif depth:
            opened = -1
    return frozenset(inside)


def _heading_item(passage: Passage) -> tuple[NumberingStyle | None, SequenceItem | None]:
    for sort in _HEADINGS if passage.text[:1] in _BEGINNINGS else ():
        match = sort.pattern.match(passage.text)
        value = read_number(match[1]) if match else 0
        if match and value:
            return sort, SequenceItem(passage, 0, match.end(), value)
    return None, None


def _damaged(sort: NumberingStyle, passage: Passage, found: Sequence[SequenceItem]) -> list[SequenceItem]:
    """Return numbers that lost a bracket: （二 and 二）."""
    if sort.damaged is None:
        return []
    taken = {item.start for item in found}
    return [
        SequenceItem(passage, match.start(), match.end(), read_number(match[1]), is_damaged=True)
        for match in sort.damaged.finditer(passage.text)
        if match.start() not in taken and len(match[0]) == len(match[1]) + 1
    ]


def _sort(name: str) -> NumberingStyle:
    return next(sort for sort in _HEADINGS if sort.name == name)


def _inline_runs(passages: Sequence[Passage]) -> Iterator[tuple[NumberingStyle, list[SequenceItem]]]:
    """Numbers inside paragraphs; a run may go on in the next paragraph, but not in the next report."""
    # Items that end with ；are read as headings, the last one of them as a paragraph.
    read = [
        (each, _INLINE_SIGNS.intersection(each.text))
        for each in passages
        if each.is_prose or each.kind == "heading"
    ]
    for sort in _INLINE:
        run: list[SequenceItem] = []
        report = -2
        for passage, chars in read:
            if sort.signs.isdisjoint(chars) or not sort.quick.search(passage.text):
                continue
            if passage.report != report or sort.within:
                yield from _begun(sort, run)
                run, report = [], passage.report
            found = [
                SequenceItem(passage, match.start(), match.end(), read_number(match[1]))
                for match in sort.pattern.finditer(passage.text)
            ]
            found += _damaged(sort, passage, found)
            run += [item for item in sorted(found, key=_start) if item.value]
        yield from _begun(sort, run)


def _begun(
    sort: NumberingStyle, run: list[SequenceItem]
) -> Iterator[tuple[NumberingStyle, list[SequenceItem]]]:
    """Return a run that has as many numbers as it takes to be one."""
    if len(run) > (1 if sort.within else 0):
        yield sort, run


def _start(item: SequenceItem) -> int:
    return item.start


def _sound(items: Sequence[SequenceItem]) -> list[SequenceItem]:
    """Leave out damaged numbers that are not the next ones."""
    sound: list[SequenceItem] = []
    for item in items:
        if not item.is_damaged or item.value == (sound[-1].value if sound else 0) + 1:
            sound.append(item)
    return sound


def _check(
    sort: NumberingStyle, every: Sequence[SequenceItem], before: int = 0
) -> Iterator[tuple[Finding, SequenceItem]]:
    """Check one run; `before` is the last number of the run before it, which this one may continue."""
    items = _sound(every)
    last = before if items and items[0].value == before + 1 else 0
    for number, item in enumerate(items):
        after = items[number + 1].value if number + 1 < len(items) else 0
        value, expected = item.value, last + 1
        if value == expected:
            last = value
        elif value == 1:
            # Begins again; 一是…一是…三是 was meant to go on.
            if last == 1 and after == 3:
                yield _repeated(sort, item, last), item
                last = 2
            else:
                last = 1
        elif value > expected:
            misspelt = after == expected + 1
            # 第三是华东地区 by itself is no item of a list.
            begun = last or (
                sort.from_one
                and (sort not in _INLINE or after in (value, value + 1) or _is_after_first(item))
            )
            if begun and not _named_otherwise(sort, items, number, expected):
                yield _missing(sort, item, last), item
            last = expected if misspelt else value
        else:
            # A smaller number may go on from one that stands in other words or behind other marks.
            if sort not in _INLINE or value == last or after == expected + 1:
                yield _repeated(sort, item, last), item
                last = expected if after == expected + 1 else last
            else:
                last = value


def _named_otherwise(sort: NumberingStyle, items: Sequence[SequenceItem], number: int, expected: int) -> bool:
    """Whether the number that is missing stands there in other words, or behind another mark: 二要, 其二, 再次, ？第二."""
    if not sort.others:
        return False
    item = items[number]
    before = items[number - 1] if number else None
    start = before.end if before is not None and before.passage is item.passage else 0
    if f"{sort.write(expected)}" in item.passage.text[start : item.start]:
        return True
    if sort.sign == "第":
        return not _is_after_first(item) and "其次" in item.passage.text[start : item.start]
    word = in_han(expected)
    pattern = f"[。；，：]{word}{sort.others}|其{word}|第{word}|其次|再次|再者|另外|首先|一方面"
    return re.search(pattern, item.passage.text[start : item.start]) is not None


def _is_after_first(item: SequenceItem) -> bool:
    """Whether a list has begun with other words: 首先…其次…第三."""
    return "首先" in item.passage.text[: item.start]


def _missing(sort: NumberingStyle, item: SequenceItem, last: int) -> Finding:
    missing = "、".join(sort.write(value) for value in range(last + 1, min(item.value, last + 4)))
    before = sort.write(last) if last else Term("proof begin")
    return item.passage.find(
        Code.SEQUENCE_GAP,
        item.start,
        item.end,
        before=before,
        found=sort.write(item.value),
        missing=missing.replace("、、", "、"),
    )


def _repeated(sort: NumberingStyle, item: SequenceItem, last: int) -> Finding:
    return item.passage.find(
        Code.SEQUENCE_REPEAT,
        item.start,
        item.end,
        before=sort.write(last),
        found=sort.write(item.value),
        expected=sort.write(last + 1),
    )
