"""Quotation marks and brackets that do not pair, each at its very place (GB/T 15834-2011 4.8, 4.9, 4.15)."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bulletin_pdf.proof.finding import Finding, Findings, Passage

PAIRS = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "(": ")",
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
_ENDS = "。！？"
_FACING = (("“", "”"), ("‘", "’"))
_MOST_TURNED = 40
"""A mark that seems to face the wrong way has its partner at most this far away."""


class Mark(NamedTuple):
    """One mark: its character as it should be, its place, and the character that was written."""

    char: str
    passage: Passage
    at: int
    written: str

    @property
    def opens(self) -> bool:
        """Whether it begins what it encloses."""
        return self.char in PAIRS


def unpaired(passages: Sequence[Passage]) -> Findings:
    """B401 unclosed, B402 unopened, B403 crossed, B404 turned round, B413 nested alike."""
    groups = [list(group) for _, group in groupby(passages, key=lambda passage: passage.group)]
    unopened: list[Mark] = []
    for number, group in enumerate(groups):
        marks = _turned(list(_marks(group)))
        yield from (_turned_round(mark) for mark in marks if mark.char != mark.written)
        following = groups[number + 1] if number + 1 < len(groups) else []
        yield from _match(marks, _goes_on(group, following), unopened)
    # 1）, 2）, 3） is a way of numbering; a single one has lost its partner.
    items = [mark for mark in unopened if _is_item_number(mark)]
    for mark in unopened:
        if len(items) < 2 or mark not in items:
            yield _finding("B402", mark)


def _marks(group: Sequence[Passage]) -> Iterator[Mark]:
    for passage in group:
        for at, char in enumerate(passage.text):
            if char in PARTNER and not _is_apostrophe(passage.text, at):
                yield Mark(char, passage, at, char)


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


def _turned(marks: list[Mark]) -> list[Mark]:
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


def _close(first: Mark, second: Mark) -> bool:
    """Tell whether two marks may enclose a few words between them."""
    if first.passage is not second.passage or not 1 < second.at - first.at <= _MOST_TURNED:
        return False
    # A whole sentence may be quoted, its stop before the closing mark.
    return not any(end in first.passage.text[first.at : second.at - 1] for end in _ENDS)


def _match(marks: Sequence[Mark], goes_on: bool, unopened: list[Mark]) -> Findings:
    """Match what opens with what closes; closing marks with no partner go to `unopened`."""
    open_marks: list[Mark] = []
    nested: list[tuple[Mark, Mark]] = []
    closed: set[Mark] = set()
    for number, mark in enumerate(marks):
        if mark.opens:
            outer = next((other for other in reversed(open_marks) if other.char in INNER), None)
            if outer is not None and outer.char == mark.char:
                nested.append((outer, mark))
            open_marks.append(mark)
            continue
        partner = next((other for other in reversed(open_marks) if PAIRS[other.char] == mark.char), None)
        if partner is None:
            unopened.append(mark)
            continue
        while open_marks[-1] is not partner:
            top = open_marks[-1]
            if _closes_next(top, marks[number + 1 :]):
                yield _crossed(partner, top, mark)
                open_marks.remove(partner)
                break
            yield _finding("B401", open_marks.pop())
        else:
            open_marks.pop()
        closed.add(partner)
    for mark in open_marks:
        if not (goes_on and mark.at == 0):
            yield _finding("B401", mark)
    for outer, inner in nested:
        if outer in closed and inner in closed and outer.char == outer.written:
            yield inner.passage.find("B413", inner.at, inner.at + 1, mark=inner.char, inner=INNER[inner.char])


def _closes_next(opened: Mark, rest: Sequence[Mark]) -> bool:
    """Tell whether the next mark is the partner that came too late."""
    return bool(rest) and rest[0].char == PAIRS[opened.char]


def _is_item_number(mark: Mark) -> bool:
    """Tell the bracket of 1） and a） from one that lost its partner."""
    if mark.char not in "）)":
        return False
    before = mark.passage.text[: mark.at]
    item = before.rstrip("0123456789一二三四五六七八九十abcdefghijABCDEFGHIJ")
    return 0 < len(before) - len(item) <= 2 and item[-1:] in ("", "。", "；", "：", "，", "、", " ")


def _finding(code: str, mark: Mark) -> Finding:
    return mark.passage.find(code, mark.at, mark.at + 1, mark=mark.written, other=PARTNER[mark.char])


def _turned_round(mark: Mark) -> Finding:
    return mark.passage.find("B404", mark.at, mark.at + 1, fix=mark.char, mark=mark.written, other=mark.char)


def _crossed(partner: Mark, top: Mark, mark: Mark) -> Finding:
    return mark.passage.find(
        "B403",
        mark.at,
        mark.at + 1,
        first=partner.char + mark.char,
        second=top.char + PAIRS[top.char],
        mark=PAIRS[top.char],
        outer=mark.char,
    )
