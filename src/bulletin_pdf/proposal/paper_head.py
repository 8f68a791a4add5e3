"""报头 of a paper: which rows of page 1 are the name, the number, who publishes it …, and which rules go with them."""

from collections.abc import Iterator, Sequence
from re import Pattern
from typing import Final

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.proposal.measured_style import HeadPiece, HeadRule, MeasuredHead
from bulletin_pdf.proposal.paper_rows import Glyphs, MeasuredRule, PaperPage, PaperRow, latin_role, row_of
from bulletin_pdf.proposal.text_area import TextArea, is_of

_LOWEST: Final = 0.62
"""The head ends above this share of the page's height."""
_LARGE: Final = 1.55
"""A name is so much larger than the text at least."""
_LONG_RULE: Final = 0.85
"""Share of the measure."""
_NUMBER: Final = r"（?(?:[0-9〇○一二三四五六七八九]{4}年)?\W{0,2}(?:增刊)?第?[0-9〇○零一二三四五六七八九十百]+期(?:（?总第?[0-9〇○零一二三四五六七八九十百]+期）?)?）?|增刊（?第?[0-9一二三四五六七八九十]*期?）?"
_SERIAL: Final = r"（?[(]?总第?[:：]?[0-9〇○零一二三四五六七八九十百]+期?[)]?）?"
_DATE: Final = r"(?:20|19)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日|[二一][〇○零九][〇○零一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
_KINDS: Final = (
    ("copy_number", r"(?:№|No[.．]?|份号[:：]?|编号[:：]?)?[0-9]{6,7}"),
    ("secrecy", r"(?:绝密|机密|秘密|内部(?:资料|文件|刊物)?)(?:★.*)?"),
    ("urgency", r"特急|加急|特提|平急"),
    ("signer", r"签发人?[:：]?.{1,12}"),
    ("date", _DATE),
    ("serial", _SERIAL),
    ("number", _NUMBER),
    ("series", r"[【〔].{2,24}[】〕]"),
    ("permit", r".*(?:准印证|内部资料|免费交流).*"),
    ("publisher", r".*(?:办公室|委员会|编辑部|编印|主办|[\u4e00-\u9fff]{2}(?:办|局|部|厅|处|室|院|校|会|组|公司|中心|政府|大学|学院))(?:编印?|主办|印发?)?"),
)  # fmt: skip
_PATTERNS: Final = tuple((slot, pattern(words)) for slot, words in _KINDS)
_SERIES_AND_NUMBER: Final = pattern(rf"([【〔].{{2,24}}[】〕])({_NUMBER})")
_NUMBER_AND_SERIAL: Final = pattern(rf"({_NUMBER})({_SERIAL})")
_BESIDE_DATE: Final = (pattern(rf"(.{{2,40}}?)({_DATE})"), pattern(rf"({_DATE})(.{{2,40}})"))
"""A long publisher leaves so little white before the date that both are one row of text."""
_LABEL: Final = pattern(
    r"[^\w\u4e00-\u9fff]{0,3}[【\[]?(?:本期|本刊|本期导读)?(?:要目|目录|目次|导读|要闻|内容提要|本期内容|议定事项|重点)[】\]]?[:：]?[^\w\u4e00-\u9fff]{0,3}"
)
"""What stands over the contents."""
_THEME: Final = pattern(r"〔.+〕")


class FoundHead(NamedTuple):
    """The head, and the rows of page 1 that belong to it."""

    head: MeasuredHead
    rows: tuple[PaperRow, ...]
    end: float
    """Its lowest baseline or rule."""


def find_head(page: PaperPage, area: TextArea) -> FoundHead | None:
    """Find the head on page 1; None where nothing is large enough to be a name."""
    names = _names(page, area)
    if not names:
        return None
    rules = _rules(page, area)
    limit = _limit(page, area, names, rules)
    rows = [row for row in page.rows if row.baseline < limit]
    pieces = [piece for row in rows for piece in _pieces(row, names)]
    kept = [rule for rule in rules if rule.top < limit]
    ends = [*(rule.bottom for rule in kept), *(row.baseline for row in rows)]
    head = MeasuredHead(tuple(_named_once(pieces)), tuple(map(_head_rule, kept)))
    return FoundHead(head, tuple(rows), max(ends))


def is_contents_label(row: PaperRow) -> bool:
    """Whether a row is what stands over the contents."""
    return bool(_LABEL.fullmatch(row.text))


def _names(page: PaperPage, area: TextArea) -> list[PaperRow]:
    """Return the rows of the name: the largest of the upper part of the page, on one or two baselines."""
    upper = [row for row in page.rows if row.baseline < page.size.height * 0.5 and row.role]
    largest = max((row.size for row in upper), default=0.0)
    if largest < _LARGE * area.body.size:
        return []
    first = [row for row in upper if row.size > 0.6 * largest and row.size > _LARGE * area.body.size]
    red = [row for row in first if row.ink == "red"]
    if red:
        return red
    top = min(row.baseline for row in first)
    return [row for row in first if row.baseline - top < 1.6 * largest]


def _rules(page: PaperPage, area: TextArea) -> list[MeasuredRule]:
    """Return the rules that may belong to the head: red ones, else strong black ones over the measure."""
    left, right = area.edges(1)
    long = [rule for rule in page.rules if rule.width >= _LONG_RULE * (right - left)]
    upper = [rule for rule in long if rule.top < page.size.height * _LOWEST]
    red = [rule for rule in upper if rule.ink == "red"]
    return red or [rule for rule in upper if max(rule.weights) >= 0.9][:1]


def _limit(
    page: PaperPage, area: TextArea, names: Sequence[PaperRow], rules: Sequence[MeasuredRule]
) -> float:
    """Return where the head ends: above the first row below the name that is no part of it."""
    under_name = max(row.baseline for row in names)
    under_rule = max((rule.bottom for rule in rules if rule.top > under_name), default=under_name)
    for row in sorted(page.rows, key=lambda row: row.baseline):
        if row.baseline <= under_name + 1:
            continue
        slotted = slot_of(row.text)
        if row.baseline > under_rule and (
            not slotted or slotted == "publisher" and row.size > area.body.size + 1.5
        ):
            return row.baseline - 0.5
        if is_contents_label(row) or _THEME.fullmatch(row.text) or _is_text(row, area):
            return row.baseline - 0.5
    return page.size.height * _LOWEST


def _is_text(row: PaperRow, area: TextArea) -> bool:
    left, right = area.edges(1)
    return is_of(row, area.body) and row.width > 0.75 * (right - left)


def slot_of(text: str) -> str:
    """Return what a text of the head is, by its words; empty where they do not say."""
    if _SERIES_AND_NUMBER.fullmatch(text) or _NUMBER_AND_SERIAL.fullmatch(text):
        return "number"
    return next((slot for slot, words in _PATTERNS if words.fullmatch(text)), "")


def _pieces(row: PaperRow, names: Sequence[PaperRow]) -> Iterator[HeadPiece]:
    if row in names:
        yield _piece("name", row.text, row, row.left, row.right)
        return
    for words in (_SERIES_AND_NUMBER, _NUMBER_AND_SERIAL, *_BESIDE_DATE):
        if match := words.fullmatch(row.text):
            yield from _two_pieces(row, match[1], match[2], words)
            return
    yield _piece(slot_of(row.text) or "text", row.text, row, row.left, row.right)


def _two_pieces(row: PaperRow, before: str, behind: str, words: Pattern[str]) -> Iterator[HeadPiece]:
    if words is _SERIES_AND_NUMBER:
        slots = ("series", "number")
    elif words is _NUMBER_AND_SERIAL:
        slots = ("number", "serial")
    else:
        slots = (slot_of(before) or "publisher", slot_of(behind) or "publisher")
    for slot, text, part in zip(slots, (before, behind), _cut(row, len(before)), strict=True):
        yield _piece(slot, text, part, part.left, part.right)


def _cut(row: PaperRow, at: int) -> tuple[PaperRow, PaperRow]:
    """Part a row behind so many characters, in proportion where a stretch of one font goes across."""
    halves: tuple[list[Glyphs], list[Glyphs]] = ([], [])
    left = at
    for part in row.parts:
        count = len("".join(part.text.split()))
        if 0 < left < count:
            cut = part.left + (part.right - part.left) * left / count
            halves[0].append(part._replace(text=part.text[:left], right=cut))
            halves[1].append(part._replace(text=part.text[left:], left=cut))
        else:
            halves[left <= 0].append(part)
        left -= count
    return row_of(row, halves[0]), row_of(row, halves[1])


def _piece(slot: str, text: str, row: PaperRow, left: float, right: float) -> HeadPiece:
    return HeadPiece(
        slot, text, left, right, row.baseline, row.size, row.role, row.ink, latin_role([row], row.role)
    )


def _named_once(pieces: Sequence[HeadPiece]) -> list[HeadPiece]:
    """Leave what is found a second time as a text of its own, but for the rows of a name and several publishers."""
    seen: set[str] = set()
    found: list[HeadPiece] = []
    for piece in pieces:
        if piece.slot in seen and piece.slot not in ("name", "publisher"):
            piece = piece._replace(slot="text")
        seen.add(piece.slot)
        found.append(piece)
    return found


def _head_rule(rule: MeasuredRule) -> HeadRule:
    return HeadRule(rule.left, rule.right, rule.top, rule.weights, rule.spacing, rule.ink)
