"""F-15, F-17: the page of GB/T 9704, and marks too close to its edge (docs/rules/page.md P-01…P-63)."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from bulletin_pdf.design.kinds import paper_name
from bulletin_pdf.geometry import ZIHAO, Size, mm
from bulletin_pdf.layout.page_numbers import side_of
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import FolioForm, TypeArea
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.foreign.colour_spaces import Colour
from bulletin_pdf.pdf.foreign.painted_marks import PaintedMark, PaintedPage
from bulletin_pdf.press.preflight.findings import JudgedFile, PreflightFindings, on_page
from bulletin_pdf.press.preflight.ink_rules import is_white
from bulletin_pdf.press.preflight.recognise import Leaf
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.typeset.edges import white_after, white_before

Reds = set[tuple[float, float, float, float]]
"""Places of red on a page."""

_ISSUE = ("", "issue")
"""Pages that answer to all of GB/T 9704: an issue's, and those of other programs."""
_FREE = ("cover", "placed", "blank", "labels", "ticket", "registration")
"""Pages that have no type area."""
_TRIM_OFF = mm(2)
"""P-01: how far a finished page may be off."""
_AREA_OFF = mm(1)
_FULL = 1.0
"""Advance of a mark in a Chinese face, em."""
_EDGE = mm(5)
_BLEED = mm(3)
_SLIGHT = 0.5
_THICKEST = mm(80)
"""Of a spine: more than any machine glues."""
_FOLIO_OFF = mm(1.5)
_HEAD_OFF = mm(10)
_LABEL = pattern("勘误[0-9、]*|[0-9、]+")
_LABEL_SIZE = ZIHAO["小四"]
_NUMBER = pattern("[0-9]{1,5}|[ivxlc]{1,9}")
_THICK = mm(0.35)
_RECIPIENTS = ("报：", "送：", "发：", "抄送：", "主送：", "本期增发：")
_SHORTER = mm(6)
"""The rules of 版记 are as wide as the type area (P-50); so much shorter ones are others."""


class JudgedPage(NamedTuple):
    """A page under judgement."""

    number: int
    """Its place in the file, counted from 1."""
    look: PaintedPage
    leaf: Leaf

    @property
    def left(self) -> float:
        """The x of its type area: an issue counts its own pages, the parts of a volume go on counting."""
        side = self.leaf.number if self.leaf.kind in _ISSUE else self.number
        return self.leaf.area.left(side)

    @property
    def bound(self) -> bool:
        """Whether it may have the folio of a volume: in a file of ours."""
        return self.leaf.kind != ""


def check_gb_page(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-15: A4, and on each page what GB/T 9704 requires of it: an issue's, or a part's of a volume."""
    heads: Reds = set()
    for number, (look, leaf) in enumerate(zip(subject.looks, subject.leaves, strict=True), start=1):
        if leaf.number == 1:
            # The first page of an issue has its red head, that of a copy once more.
            heads = _reds(look)
        size = look.geometry.size
        page = leaf.area.page
        if abs(size.width - page.width) > _TRIM_OFF or abs(size.height - page.height) > _TRIM_OFF:
            findings.add(Code.PAGE_NOT_A4, number, paper=_paper(page))
            continue
        sheet = JudgedPage(number, _moved_back(look, subject.offset), leaf)
        if leaf.kind in _ISSUE:
            _check_issue_page(sheet, heads, findings)
        elif leaf.kind not in _FREE:
            _check_area(_texts(sheet.look), sheet, findings)


def _paper(size: Size) -> str:
    """Name a trim size."""
    return paper_name(size) or f"{size.width / mm(1):g} × {size.height / mm(1):g} mm"


def _moved_back(look: PaintedPage, offset: tuple[float, float]) -> PaintedPage:
    """Return a page as it was before it was moved for the printer it goes to (套红)."""
    if not any(offset):
        return look
    dx, dy = offset
    painted = (
        mark._replace(
            left=mark.left - dx,
            right=mark.right - dx,
            top=mark.top - dy,
            bottom=mark.bottom - dy,
            baseline=mark.baseline - dy,
        )
        for mark in look.painted
    )
    return look._replace(painted=tuple(painted))


def _check_issue_page(sheet: JudgedPage, heads: Reds, findings: PreflightFindings) -> None:
    """Type area, 22 × 28, page number, red on page 1 alone, rules of 版记 on the last."""
    texts = _texts(sheet.look)
    _check_area(texts, sheet, findings)
    _check_lines(texts, sheet, findings)
    _check_folio(texts, sheet, findings)
    if not sheet.leaf.area.red and _reds(sheet.look) - heads:
        findings.add(Code.RED_BEYOND_PAGE_ONE, sheet.number)
    if sheet.leaf.number == sheet.leaf.last:
        _check_colophon(sheet, findings)


def _texts(look: PaintedPage) -> list[PaintedMark]:
    """Return the texts that stand on the trimmed page."""
    texts = (mark for mark in look.painted if mark.kind == "text" and mark.text.strip())
    return [mark for mark in texts if on_page(mark, look)]


def _check_area(texts: Iterable[PaintedMark], sheet: JudgedPage, findings: PreflightFindings) -> None:
    """P-02…P-05: text stands in the type area; the folio below it does not count, nor that of a volume."""
    area = sheet.leaf.area
    left = sheet.left
    for mark in texts:
        if is_folio(mark, area) or (sheet.bound and _is_added(mark, area)):
            continue
        start, end = _ink_ends(mark)
        beside = start < left - _AREA_OFF or end > left + area.width + _AREA_OFF
        beyond = mark.baseline < area.upper or mark.baseline > area.lower + _AREA_OFF
        if beside or beyond:
            findings.add(Code.TEXT_OUTSIDE_TYPE_AREA, sheet.number)


def _ink_ends(mark: PaintedMark) -> tuple[float, float]:
    """Leave out the white half of a mark of punctuation at either end of a line."""
    text = mark.text.strip()
    start = mark.left + white_before(text[0], _FULL) * mark.size
    return start, mark.right - white_after(text[-1], _FULL) * mark.size


def _check_lines(texts: Iterable[PaintedMark], sheet: JudgedPage, findings: PreflightFindings) -> None:
    """P-10: no more than 22 lines of body text on a page."""
    area = sheet.leaf.area
    baselines = sorted(
        mark.baseline for mark in texts if not is_folio(mark, area) and abs(mark.size - area.body) < 1
    )
    # A fallback glyph stands a little lower than its line, half a pitch is another line.
    lines = 1 + sum(after - before > area.pitch / 2 for before, after in pairwise(baselines))
    if lines > area.lines:
        findings.add(Code.TOO_MANY_LINES, sheet.number, found=lines)


def is_folio(mark: PaintedMark, area: TypeArea) -> bool:
    """Whether a text is a page number by its look: — 1 —, outside the type area."""
    words = "".join(mark.text.split())
    if area.top <= mark.baseline <= area.bottom:
        return False
    return _number_in(words, area.folio) is not None or words.strip("—–-").isdigit()


def _number_in(words: str, form: FolioForm) -> int | None:
    """Return the number that a text says in the form of a folio."""
    sides = ("".join(side.split()) for side in (form.before, form.after))
    before, after = (re.escape(side).replace(_PAGES, "[0-9]+") for side in sides)
    found = re.fullmatch(f"{before}([0-9]{{1,5}}){after}", words)
    return int(found[1]) if found else None


_PAGES = re.escape("{pages}")


def _is_added(mark: PaintedMark, area: TypeArea) -> bool:
    """Whether a text is what binding adds to a page: the volume's folio, 勘误3 in the margin."""
    label = mark.size < _LABEL_SIZE and _LABEL.fullmatch(mark.text.strip()) is not None
    return label or _is_bound_folio(mark, area)


def _is_bound_folio(mark: PaintedMark, area: TypeArea) -> bool:
    """Whether a text is the page number of a volume: · 12 · or · iv ·, in the middle of the foot or on a side of it."""
    words = "".join(mark.text.split())
    framed = words[:1] == words[-1:] == "·" and _NUMBER.fullmatch(words[1:-1]) is not None
    middle = (mark.left + mark.right) / 2
    centres = {area.left(side) + area.width / 2 for side in (1, 2)}
    lefts = {area.left(side) for side in (1, 2)}
    placed = any(abs(middle - centre) < _AREA_OFF for centre in centres) or any(
        abs(mark.left - left) < _AREA_OFF or abs(mark.right - left - area.width) < _AREA_OFF for left in lefts
    )
    return framed and placed and mark.baseline > area.bottom


def _check_folio(texts: Iterable[PaintedMark], sheet: JudgedPage, findings: PreflightFindings) -> None:
    """P-61, P-62: where the design has it; by GB/T 9704 7 mm below the type area, one 字 in, on the outer side."""
    area, left, form = sheet.leaf.area, sheet.left, sheet.leaf.area.folio
    side = side_of(form.place, sheet.leaf.number)
    texts = list(texts)
    for mark in texts:
        middle = mark.baseline - 0.38 * mark.size
        if not is_folio(mark, area) or not _stands_alone(mark, texts):
            continue
        if sheet.leaf.number == 1 and (not form.first or abs(middle - form.at) > _HEAD_OFF):
            continue  # a number of the head, such as that of the copy
        if side == "right":
            away = left + area.width - mark.right - form.inset
        elif side == "left":
            away = mark.left - left - form.inset
        else:
            away = (mark.left + mark.right) / 2 - left - area.width / 2
        if abs(middle - form.at) > _FOLIO_OFF or abs(away) > mm(2):
            findings.add(Code.FOLIO_MISPLACED, sheet.number)


def _stands_alone(mark: PaintedMark, texts: Sequence[PaintedMark]) -> bool:
    """Whether nothing stands next to a number on its line: what does is part of a date, of 第30期 and the like."""
    room = 2 * mark.size
    return not any(
        other is not mark
        and abs(other.baseline - mark.baseline) < 1
        and (abs(other.left - mark.right) < room or abs(mark.left - other.right) < room)
        for other in texts
    )


def _check_colophon(sheet: JudgedPage, findings: PreflightFindings) -> None:
    """P-51, P-52: where 版记 has rules, the last one lies on the lower edge of the type area."""
    look = sheet.look
    lows = sorted(mark.bottom for mark in look.painted if _is_colophon_rule(mark, sheet.leaf.area))
    if len(lows) < 2:
        return
    between = (m for m in look.painted if m.kind == "text" and lows[-2] < m.baseline < lows[-1])
    is_colophon = any(mark.text.startswith(_RECIPIENTS) for mark in between)
    area = sheet.leaf.area
    # Where copies stand below the last rule, it lies lower in an issue that names none.
    if is_colophon and min(abs(lows[-1] - low) for low in (area.foot, area.bottom, area.lower)) > _AREA_OFF:
        findings.add(Code.LAST_RULE_MISPLACED, sheet.number)


def _is_colophon_rule(mark: PaintedMark, area: TypeArea) -> bool:
    """P-51: the thick rules, 0.35 mm; those of tables are thinner."""
    flat = mark.kind in ("stroke", "fill") and abs(mark.size - _THICK) < 0.1
    return flat and mark.bottom - mark.top < 3 and mark.right - mark.left > area.width - _SHORTER


def _reds(look: PaintedPage) -> Reds:
    """Where a page has red; every numbered copy has the head of page 1 again."""
    reds = (mark for mark in look.painted if is_red_colour(mark.colour) and on_page(mark, look))
    return {(mark.left, mark.top, mark.right, mark.bottom) for mark in reds}


def is_red_colour(colour: Colour) -> bool:
    """Whether a colour is a red, on its own plate or mixed."""
    if colour.names:
        return any("red" in name.lower() or "红" in name for name in colour.names)
    if colour.space.endswith("CMYK") and len(colour.parts) == 4:
        cyan, magenta, yellow, black = colour.parts
        return magenta > 0.6 and yellow > 0.5 and cyan < 0.3 and black < 0.3
    if colour.space.endswith("RGB") and len(colour.parts) == 3:
        red, green, blue = colour.parts
        return red > 0.7 and green < 0.35 and blue < 0.35
    return False


def check_cover(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-20: a cover sheet is two pages and a spine, as high as a page, with bleed on all sides."""
    for number, (look, leaf) in enumerate(zip(subject.looks, subject.leaves, strict=True), start=1):
        size, trim = look.geometry.size, leaf.area.page
        spine = size.width - 2 * trim.width
        if abs(size.height - trim.height) > _SLIGHT or not -_SLIGHT <= spine <= _THICKEST:
            found = f"{size.width / mm(1):.1f} × {size.height / mm(1):.1f}"
            findings.add(Code.COVER_SIZE, number, found=found)
        elif look.geometry.bleeds < _BLEED - _SLIGHT:
            findings.add(Code.TOO_NEAR_TRIM, number)


def check_edges(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-17: nothing so near the trim that a cut may take it, unless it bleeds."""
    for number, look in enumerate(subject.looks, start=1):
        for mark in look.painted:
            if mark.kind == "shading" or not on_page(mark, look) or not _visible(mark):
                continue
            if _too_near(mark, look):
                findings.add(Code.TOO_NEAR_TRIM, number)


def _visible(mark: PaintedMark) -> bool:
    return not is_white(mark.colour) and (mark.kind != "text" or bool(mark.text.strip()))


def _too_near(mark: PaintedMark, look: PaintedPage) -> bool:
    width, height = look.geometry.size
    room = (mark.left, mark.top, width - mark.right, height - mark.bottom)
    return any(-_BLEED + 0.5 < side < _EDGE - 0.5 for side in room)
