"""F-15, F-17: the page of GB/T 9704 and what stands too near its edge (docs/rules/page.md P-01…P-63)."""

from collections.abc import Iterable
from itertools import pairwise

from bulletin_pdf.geometry import A4, mm
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.pdf.painted import Colour, PageLook, Painted
from bulletin_pdf.press.preflight.findings import Findings, Subject, on_page
from bulletin_pdf.press.preflight.ink import is_white
from bulletin_pdf.typeset.edges import white_after, white_before

GRID = Grid()
_TRIM_OFF = mm(2)
"""P-01: how far a finished page may be off."""
_AREA_OFF = mm(1)
_FULL = 1.0
"""Advance of a mark in a Chinese face, em."""
_EDGE = mm(5)
_BLEED = mm(3)
_FOLIO_OFF = mm(1.5)
_THICK = mm(0.35)
_RECIPIENTS = ("报：", "送：", "发：", "抄送：", "主送：", "本期增发：")
_RULE = mm(150)
"""The rules of 版记 are as wide as the type area, 156 mm (P-50)."""


def check_gb_page(subject: Subject, findings: Findings) -> None:
    """F-15: A4, type area, 22 × 28, page number, rules of 版记, red on page 1 alone."""
    heads = _reds(subject.looks[0])
    for number, look in enumerate(subject.looks, start=1):
        size = look.geometry.size
        if abs(size.width - A4.width) > _TRIM_OFF or abs(size.height - A4.height) > _TRIM_OFF:
            findings.add("F-15a", number)
            continue
        texts = [mark for mark in look.painted if mark.kind == "text" and mark.text.strip()]
        inside = [mark for mark in texts if on_page(mark, look)]
        _check_area(inside, number, findings)
        _check_lines(inside, number, findings)
        _check_folio(inside, number, findings)
        if _reds(look) - heads:
            findings.add("F-15f", number)
    _check_colophon(subject.looks[-1], len(subject.looks), findings)


def _check_area(texts: Iterable[Painted], number: int, findings: Findings) -> None:
    """P-02…P-05: text stands in the type area; the folio below it does not count."""
    left = GRID.left(number)
    for mark in texts:
        if is_folio(mark):
            continue
        start, end = _ink_ends(mark)
        beside = start < left - _AREA_OFF or end > left + GRID.width + _AREA_OFF
        if beside or mark.baseline < GRID.top or mark.baseline > GRID.bottom + _AREA_OFF:
            findings.add("F-15b", number)


def _ink_ends(mark: Painted) -> tuple[float, float]:
    """Leave out the white half of a mark of punctuation at either end of a line."""
    text = mark.text.strip()
    start = mark.left + white_before(text[0], _FULL) * mark.size
    return start, mark.right - white_after(text[-1], _FULL) * mark.size


def _check_lines(texts: Iterable[Painted], number: int, findings: Findings) -> None:
    """P-10: no more than 22 lines of body text on a page."""
    baselines = sorted(mark.baseline for mark in texts if not is_folio(mark) and 15 < mark.size < 17)
    # A fallback glyph stands a little lower than its line, half a pitch is another line.
    lines = 1 + sum(after - before > GRID.pitch / 2 for before, after in pairwise(baselines))
    if lines > GRID.lines:
        findings.add("F-15c", number, found=lines)


def is_folio(mark: Painted) -> bool:
    """Say whether a text is a page number by its look: — 1 —, below the type area."""
    words = "".join(mark.text.split())
    return mark.baseline > GRID.bottom and words.strip("—–-").isdigit()


def _check_folio(texts: Iterable[Painted], number: int, findings: Findings) -> None:
    """P-61, P-62: 7 mm below the type area, one 字 in, right on odd pages and left on even ones."""
    left = GRID.left(number)
    for mark in filter(is_folio, texts):
        middle = mark.baseline - 0.38 * mark.size
        height = abs(middle - GRID.bottom - mm(7))
        inset = left + GRID.width - mark.right if number % 2 else mark.left - left
        if height > _FOLIO_OFF or abs(inset - mark.size) > mm(2):
            findings.add("F-15d", number)


def _check_colophon(look: PageLook, number: int, findings: Findings) -> None:
    """P-51, P-52: where 版记 has rules, the last one lies on the lower edge of the type area."""
    lows = sorted(mark.bottom for mark in look.painted if _is_colophon_rule(mark))
    if len(lows) < 2:
        return
    between = (m for m in look.painted if m.kind == "text" and lows[-2] < m.baseline < lows[-1])
    is_colophon = any(mark.text.startswith(_RECIPIENTS) for mark in between)
    if is_colophon and abs(lows[-1] - GRID.bottom) > _AREA_OFF:
        findings.add("F-15e", number)


def _is_colophon_rule(mark: Painted) -> bool:
    """P-51: the thick rules, 0.35 mm; those of tables are thinner."""
    flat = mark.kind in ("stroke", "fill") and abs(mark.size - _THICK) < 0.1
    return flat and mark.bottom - mark.top < 3 and mark.right - mark.left > _RULE


def _reds(look: PageLook) -> set[tuple[float, float, float, float]]:
    """Where a page has red; every numbered copy has the head of page 1 again."""
    reds = (mark for mark in look.painted if is_red(mark.colour) and on_page(mark, look))
    return {(mark.left, mark.top, mark.right, mark.bottom) for mark in reds}


def is_red(colour: Colour) -> bool:
    """Say whether a colour is a red, on its own plate or mixed."""
    if colour.names:
        return any("red" in name.lower() or "红" in name for name in colour.names)
    if colour.space.endswith("CMYK") and len(colour.parts) == 4:
        cyan, magenta, yellow, black = colour.parts
        return magenta > 0.6 and yellow > 0.5 and cyan < 0.3 and black < 0.3
    if colour.space.endswith("RGB") and len(colour.parts) == 3:
        red, green, blue = colour.parts
        return red > 0.7 and green < 0.35 and blue < 0.35
    return False


def check_edges(subject: Subject, findings: Findings) -> None:
    """F-17: nothing so near the trim that a cut may take it, unless it bleeds."""
    for number, look in enumerate(subject.looks, start=1):
        for mark in look.painted:
            if mark.kind == "shading" or not on_page(mark, look) or not _visible(mark):
                continue
            if _too_near(mark, look):
                findings.add("F-17", number)


def _visible(mark: Painted) -> bool:
    return not is_white(mark.colour) and (mark.kind != "text" or bool(mark.text.strip()))


def _too_near(mark: Painted, look: PageLook) -> bool:
    width, height = look.geometry.size
    room = (mark.left, mark.top, width - mark.right, height - mark.bottom)
    return any(-_BLEED + 0.5 < side < _EDGE - 0.5 for side in room)
