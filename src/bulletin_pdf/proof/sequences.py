"""Numbered items that skip or repeat a number: 一是…二是…, 一、（一）1.（1）, ①, 第一条.

Each way to number (`NumberingStyle`) has a pattern and the words of its numbers. Headings of one style form a run that a heading
of a higher level ends; items inside sentences form runs paragraph by paragraph. A run begins at one. In it each
number must be one more than the one before: one that is missing or comes twice is reported, unless another
item stands in its place under another word (一要 among 一是), or the number is part of a quotation or a name.
"""

import re
from collections.abc import Iterator, Sequence

from bulletin_pdf.messages import Term
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.finding import Finding, Passage, ProofFindings
from bulletin_pdf.proof.numbering_styles import (
    BEGINNINGS,
    HEADINGS,
    INLINE,
    INLINE_SIGNS,
    MAY_BE_DAMAGED,
    NumberingStyle,
    SequenceItem,
    in_han,
    read_number,
)

_FAR = 40
"""Paragraphs that are looked through for a number inside them."""


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
    if not is_gap and sort.below and sort.name == HEADINGS[0].name:
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
    runs: dict[str, list[SequenceItem]] = {sort.name: [] for sort in HEADINGS}
    quoted = _inside_quotations(passages)
    for number, passage in enumerate(passages):
        if passage.kind not in ("paragraph", "heading") or number in quoted:
            continue
        sort, item = _heading_item(passage)
        if sort is None or item is None:
            for other in MAY_BE_DAMAGED if passage.text[:1] in BEGINNINGS else ():
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
    for sort in HEADINGS if passage.text[:1] in BEGINNINGS else ():
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
    return next(sort for sort in HEADINGS if sort.name == name)


def _inline_runs(passages: Sequence[Passage]) -> Iterator[tuple[NumberingStyle, list[SequenceItem]]]:
    """Numbers inside paragraphs; a run may go on in the next paragraph, but not in the next report."""
    # Items that end with ；are read as headings, the last one of them as a paragraph.
    read = [
        (each, INLINE_SIGNS.intersection(each.text))
        for each in passages
        if each.is_prose or each.kind == "heading"
    ]
    for sort in INLINE:
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
                sort.from_one and (sort not in INLINE or after in (value, value + 1) or _is_after_first(item))
            )
            if begun and not _named_otherwise(sort, items, number, expected):
                yield _missing(sort, item, last), item
            last = expected if misspelt else value
        else:
            # A smaller number may go on from one that stands in other words or behind other marks.
            if sort not in INLINE or value == last or after == expected + 1:
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
