"""要目 and 专题 of a paper → their styles."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from bulletin_pdf.patterns import pattern
from bulletin_pdf.proposal.area_values import in_mm_fine
from bulletin_pdf.proposal.findings import Findings
from bulletin_pdf.proposal.lengths import usual
from bulletin_pdf.proposal.paper_head import is_contents_label
from bulletin_pdf.proposal.paper_rows import PaperPage, PaperRow
from bulletin_pdf.proposal.paper_text import note_type
from bulletin_pdf.proposal.text_area import TextArea, is_of

_THEME: Final = pattern(r"[〔【].+[〕】]")
_WORDS: Final = pattern(r"([^\w\u4e00-\u9fff]*)(.*?)([^\w\u4e00-\u9fff]*)")
_BULLETS: Final = "※●■◆★▲·•○◇□►▶*"


def note_contents(page: PaperPage, head_end: float, area: TextArea, found: Findings) -> set[PaperRow]:
    """Note theme and contents on page 1; return their rows."""
    rows = [
        row for row in sorted(page.rows, key=lambda row: (row.baseline, row.left)) if row.baseline > head_end
    ]
    taken: set[PaperRow] = set()
    if rows and _THEME.fullmatch(rows[0].text):
        note_type("theme", rows[:1], area, found)
        taken.add(rows.pop(0))
    at = next((place for place, row in enumerate(rows[:4]) if is_contents_label(row)), None)
    if at is None:
        return taken
    label = rows[at]
    entries: list[PaperRow] = []
    for row in rows[at + 1 :]:
        larger = bool(entries) and row.size > entries[0].size + 1
        if row.role and (larger or _is_body(row, area)):
            break
        if _under_rule(row, label, page, area):
            break
        entries.append(row)
    _note_label(label, area, found)
    _note_entries([row for row in entries if row.role], area, found)
    _note_rule(page, label, entries, area, found)
    return {*taken, label, *entries}


def _is_body(row: PaperRow, area: TextArea) -> bool:
    left, right = area.edges(1)
    columns = area.odd
    return is_of(row, area.body) and row.width > 0.8 * min(columns[0].width, right - left)


def _under_rule(row: PaperRow, label: PaperRow, page: PaperPage, area: TextArea) -> bool:
    left, right = area.edges(1)
    return any(
        label.baseline < rule.top < row.baseline - 0.3 * row.size and rule.width > 0.9 * (right - left)
        for rule in page.rules
    )


def _note_label(label: PaperRow, area: TextArea, found: Findings) -> None:
    note_type("contents_label", [label], area, found)
    before, words, after = _WORDS.fullmatch(label.text).groups()  # type: ignore[union-attr]
    found.add("contents.label", words, "marks", 1, 1)
    if before and after:
        found.add(
            "contents.around", f"{before[-1]}{after[0]}" if before != after else before[-1], "marks", 1, 1
        )


def _note_entries(entries: Sequence[PaperRow], area: TextArea, found: Findings) -> None:
    if not entries:
        return
    note_type("contents_entry", entries, area, found)
    bullets = Counter(row.text[0] for row in entries if row.text[0] in _BULLETS)
    if bullets:
        bullet, count = bullets.most_common(1)[0]
        found.add("contents.bullet", bullet, "marks", count, len(entries))


def _note_rule(
    page: PaperPage, label: PaperRow, entries: Sequence[PaperRow], area: TextArea, found: Findings
) -> None:
    """Note the rule below the contents, or that there is none."""
    left, right = area.edges(1)
    last = max((row.baseline for row in entries), default=label.baseline)
    below = [
        rule
        for rule in page.rules
        if last - 2 < rule.top < last + 3 * area.body.size and rule.width > 0.9 * (right - left)
    ]
    weight, count = usual((rule.weights[0] for rule in below), 0.05)
    found.add("contents.rule", in_mm_fine(weight) if count else "none", "rules", max(count, 1), max(count, 1))
