"""Quotation marks and brackets that do not pair, each at its very place (GB/T 15834-2011 4.8, 4.9, 4.15)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.finding import Finding, Passage, ProofFindings

PAIRS = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "〔": "〕",
    "「": "」",
    "『": "』",
    "[": "]",
    "［": "］",
}
PARTNER = {**PAIRS, **{closing: opening for opening, closing in PAIRS.items()}}
INNER = {"“": "‘’", "‘": "“”", "「": "『』", "『": "「」"}
_WIDE = {"(": "（", ")": "）"}
_MARK = pattern(f"[{re.escape(''.join((*PARTNER, *_WIDE)))}]")
_NO_MARK = pattern(f"[^{re.escape(''.join((*PARTNER, *_WIDE)))}]+")
_ENDS = "。！？"
_FACING = (("“", "”"), ("‘", "’"))
_OPENS = pattern("（[^（）。！？]*")
_CLOSES = pattern("[^（）。！？]*）")
_BETWEEN = pattern("[^（）。！？]*")
_ITEM = pattern(
    "[；。：]“(?:（[一二三四五六七八九十0-9]{1,3}）|第[一二三四五六七八九十百零]{1,5}条|[0-9一二三四五六七八九十]{1,3}[、.．])"
)
_MAX_LINES = 12
"""Lines of a remark in brackets."""
_MAX_QUOTED = 12
"""Paragraphs of a quotation."""
_MAX_TURNED = 40
"""A mark that seems to face the wrong way has its partner at most this far away."""


class PairMark(NamedTuple):
    """One mark: its character as it should be, its place, and the character that was written."""

    char: str
    passage: Passage
    at: int
    written: str

    @property
    def opens(self) -> bool:
        """Whether it begins what it encloses."""
        return self.char in PAIRS


def unpaired(passages: Sequence[Passage]) -> ProofFindings:
    """B401 unclosed, B402 unopened, B403 crossed, B404 turned round, B413 nested alike."""
    groups = list(_joined(list(group) for _, group in groupby(passages, key=lambda passage: passage.group)))
    unopened: list[PairMark] = []
    unclosed: list[PairMark] = []
    for number, group in enumerate(groups):
        if all(_is_plain(_NO_MARK.sub("", passage.text)) for passage in group):
            continue
        marks = _turned(list(_begun_again(_marks(group))))
        yield from (_turned_round(mark) for mark in marks if mark.char != mark.written)
        following = groups[number + 1] if number + 1 < len(groups) else []
        yield from _match(marks, _goes_on(group, following), unopened, unclosed)
    _drop_long_quotations(unopened, unclosed)
    yield from (_finding(Code.UNCLOSED_MARK, mark) for mark in unclosed)
    # 1）, 2）, 3） is a way of numbering; a single one has lost its partner.
    items = {id(mark) for mark in unopened if _is_item_number(mark)}
    for mark in unopened:
        if len(items) < 2 or id(mark) not in items:
            yield _finding(Code.UNOPENED_MARK, mark)


@lru_cache(maxsize=10_000)
def _is_plain(marks: str) -> bool:
    """Whether marks pair as they stand, none inside another of its kind."""
    matched: list[str] = []
    for mark in marks:
        char = _WIDE.get(mark, mark)
        if char in PAIRS:
            if char in matched:
                return False
            matched.append(char)
        elif not matched or PAIRS[matched.pop()] != char:
            return False
    return not matched


def _drop_long_quotations(unopened: list[PairMark], unclosed: list[PairMark]) -> None:
    """Leave out quotations of several paragraphs, marked only where they begin and end, as laws that change laws do."""
    for first in [mark for mark in unclosed if mark.char == "“" and _begins_quotation(mark)]:
        last = next((mark for mark in unopened if mark.char == "”" and _is_further(first, mark)), None)
        between = any(
            other is not first and _is_further(first, other) and last and _is_further(other, last)
            for other in unclosed
        )
        if last is not None and not between and _ends_quotation(last):
            unclosed.remove(first)
            unopened.remove(last)


def _begins_quotation(mark: PairMark) -> bool:
    return mark.at == 0 or mark.passage.text[mark.at - 1] == "："


def _ends_quotation(mark: PairMark) -> bool:
    return not mark.passage.text[mark.at + 1 :].strip("。；，）")


def _is_further(first: PairMark, last: PairMark) -> bool:
    """Whether one mark stands in one of the paragraphs after another, not too far from it."""
    return (
        first.passage.report == last.passage.report
        and 0 < last.passage.group - first.passage.group <= _MAX_QUOTED
    )


def _joined(groups: Iterable[list[Passage]]) -> Iterator[list[Passage]]:
    """Join the lines of one remark in brackets, each a paragraph of its own: a title's （…通过 …修正）."""
    waiting: list[list[Passage]] = []
    for group in groups:
        follows = bool(waiting) and group[0].report == waiting[0][0].report
        if follows and _CLOSES.fullmatch(group[0].text):
            yield [passage for lines in (*waiting, group) for passage in lines]
            waiting = []
        elif follows and len(waiting) < _MAX_LINES and _BETWEEN.fullmatch(group[0].text):
            waiting.append(group)
        else:
            yield from waiting
            waiting = [group] if _OPENS.fullmatch(group[-1].text) else []
            if not waiting:
                yield group
    yield from waiting


def _marks(group: Sequence[Passage]) -> Iterator[PairMark]:
    for passage in group:
        text = passage.text
        for match in _MARK.finditer(text):
            # （其中12人) pairs; that one of them is half-width is another matter.
            char = _WIDE.get(match[0], match[0])
            if not _is_apostrophe(text, match.start()):
                yield PairMark(char, passage, match.start(), char)


def _begun_again(marks: Iterable[PairMark]) -> Iterator[PairMark]:
    """Leave out marks that open each item of what is quoted: “（一）甲；“（二）乙。”"""
    is_open = False
    for mark in marks:
        if mark.char == "“" and is_open and _ITEM.match(mark.passage.text, mark.at - 1):
            continue
        if mark.char in "“”":
            is_open = mark.char == "“"
        yield mark


def _is_apostrophe(text: str, at: int) -> bool:
    return text[at] in "‘’" and text[at - 1 : at].isascii() and text[at - 1 : at].isalnum()


def _goes_on(group: Sequence[Passage], following: Sequence[Passage]) -> bool:
    """A quotation of several paragraphs opens each of them and closes the last (4.8.3.4)."""
    return (
        bool(following)
        and following[0].report == group[0].report
        and following[0].kind == group[0].kind
        and following[0].text[:1] in ("“", "「")
    )


def _turned(marks: list[PairMark]) -> list[PairMark]:
    """Turn quotation marks round that were typed facing the wrong way: “强“字 or ”强”字."""
    for opening, closing in _FACING:
        places = [number for number, mark in enumerate(marks) if mark.char in (opening, closing)]
        open_at = -1
        for order, number in enumerate(places):
            mark = marks[number]
            after = marks[places[order + 1]] if order + 1 < len(places) else None
            if mark.char == opening:
                if open_at >= 0 and (after is None or after.char == opening) and _close(marks[open_at], mark):
                    marks[number] = mark._replace(char=closing)
                    open_at = -1
                else:
                    open_at = number
            elif open_at < 0 and after is not None and after.char == closing and _close(mark, after):
                marks[number] = mark._replace(char=opening)
                open_at = number
            else:
                open_at = -1
    return marks


def _close(first: PairMark, second: PairMark) -> bool:
    """Whether two marks may enclose a few words between them."""
    if first.passage is not second.passage or not 1 < second.at - first.at <= _MAX_TURNED:
        return False
    # A whole sentence may be quoted, its stop before the closing mark.
    return not any(end in first.passage.text[first.at : second.at - 1] for end in _ENDS)


class _Matcher:
    """Matches what opens with what closes, in one pass."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self.open: list[PairMark] = []
        self.quotes: list[PairMark] = []
        """Those of `open` that are quotation marks."""
        self.waiting = dict.fromkeys(PAIRS, 0)
        self.nested: list[tuple[PairMark, PairMark]] = []
        self.closed: set[int] = set()

    def opens(self, mark: PairMark) -> None:
        """Take note of a mark that opens, and of one of its kind that is open already."""
        if mark.char in INNER:
            if self.quotes and self.quotes[-1].char == mark.char:
                self.nested.append((self.quotes[-1], mark))
            self.quotes.append(mark)
        self.open.append(mark)
        self.waiting[mark.char] += 1

    def closes(self, mark: PairMark, after: PairMark | None) -> ProofFindings:
        """Find the partner of a mark that closes; what was opened since then is unclosed or crosses."""
        partner = next(other for other in reversed(self.open) if other.char == PARTNER[mark.char])
        while (top := self.open[-1]) is not partner:
            if after is not None and after.char == PAIRS[top.char]:
                yield _crossed(partner, top, mark)
                break
            self._drop(top)
            yield _finding(Code.UNCLOSED_MARK, top)
        self._drop(partner)
        self.closed.add(id(partner))

    def _drop(self, mark: PairMark) -> None:
        self.waiting[mark.char] -= 1
        for stack in (self.open, self.quotes):
            if stack and stack[-1] is mark:
                stack.pop()
            elif stack is self.open or mark.char in INNER:
                stack.remove(mark)

    def nested_alike(self) -> ProofFindings:
        """Quotation marks inside others of the same kind, both closed."""
        for outer, inner in self.nested:
            both = id(outer) in self.closed and id(inner) in self.closed
            if both and outer.char == outer.written:
                yield inner.passage.find(
                    Code.NESTED_SAME_QUOTES, inner.at, inner.at + 1, mark=inner.char, inner=INNER[inner.char]
                )


def _match(
    marks: Sequence[PairMark], goes_on: bool, unopened: list[PairMark], unclosed: list[PairMark]
) -> ProofFindings:
    """Match the marks of one text; marks with no partner go to `unopened` and `unclosed`."""
    matcher = _Matcher()
    for mark, after in zip(marks, [*marks[1:], None], strict=True) if marks else ():
        if mark.opens:
            matcher.opens(mark)
        elif matcher.waiting[PARTNER[mark.char]]:
            yield from matcher.closes(mark, after)
        else:
            unopened.append(mark)
    unclosed += [mark for mark in matcher.open if not (goes_on and _begins_quotation(mark))]
    yield from matcher.nested_alike()


def _is_item_number(mark: PairMark) -> bool:
    """Whether a bracket is that of 1） or a）, not one without its partner."""
    if mark.char not in "）)":
        return False
    before = mark.passage.text[max(mark.at - 4, 0) : mark.at]
    item = before.rstrip("0123456789一二三四五六七八九十abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return 0 < len(before) - len(item) <= 2 and item[-1:] in ("", "。", "；", "：", "，", "、", " ")


def _finding(code: str, mark: PairMark) -> Finding:
    return mark.passage.find(code, mark.at, mark.at + 1, mark=mark.written, other=PARTNER[mark.char])


def _turned_round(mark: PairMark) -> Finding:
    return mark.passage.find(
        Code.REVERSED_MARK, mark.at, mark.at + 1, fix=mark.char, mark=mark.written, other=mark.char
    )


def _crossed(partner: PairMark, top: PairMark, mark: PairMark) -> Finding:
    return mark.passage.find(
        Code.CROSSED_MARKS,
        mark.at,
        mark.at + 1,
        first=partner.char + mark.char,
        second=top.char + PAIRS[top.char],
        mark=PAIRS[top.char],
        outer=mark.char,
    )
