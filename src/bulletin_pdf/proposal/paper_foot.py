"""版记 of a paper: the rules at the foot of its last pages and what stands between them; rules outside the text."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.proposal.area_values import in_mm_fine
from bulletin_pdf.proposal.findings import Findings
from bulletin_pdf.proposal.head_rows import rule_weights
from bulletin_pdf.proposal.lengths import in_em, in_mm, in_pt, usual
from bulletin_pdf.proposal.measured_style import HeadRule, PlainValue
from bulletin_pdf.proposal.paper_rows import MeasuredRule, PaperPage, PaperRow
from bulletin_pdf.proposal.paper_text import note_type
from bulletin_pdf.proposal.text_area import TextArea

_SENT: Final = pattern(r"(?:主|抄|分)?[报送发][:：].+|发送对象[:：].+|(?:主送|抄送|分送|印发)[:：].*")
_COPIES: Final = pattern(r"[（(]?共印[0-9]+份[）)]?|印[数发][:：]?[0-9]+份?")
_LONG: Final = 0.85
_LINE: Final = 1.5
"""em: distance of lines where only one stands between two rules."""


class FoundFoot(NamedTuple):
    """The foot: its rules and its rows from the top down."""

    rules: tuple[MeasuredRule, ...]
    rows: tuple[PaperRow, ...]
    page: PaperPage


def find_foot(pages: Sequence[PaperPage], area: TextArea) -> FoundFoot | None:
    """Find 版记 on the last page that has one."""
    for page in reversed(pages):
        left, right = area.edges(page.number)
        low = [rule for rule in page.rules if rule.ink == "black" and rule.width > _LONG * (right - left)]
        sent = [row for row in page.rows if _SENT.fullmatch(row.text)]
        if not sent and len(low) < 2:
            continue
        rules = _around(low, sent, page)
        if rules:
            rows = [
                row
                for row in page.rows
                if rules[0].top < row.baseline < rules[-1].bottom + 2 * sent_size(sent, area)
            ]
            rows = [row for row in rows if row.baseline < rules[-1].bottom or _COPIES.fullmatch(row.text)]
            if rows:
                return FoundFoot(tuple(rules), tuple(rows), page)
    return None


def sent_size(sent: Sequence[PaperRow], area: TextArea) -> float:
    """Return the size of those rows, else that of the body."""
    return sent[0].size if sent else area.body.size


def _around(rules: Sequence[MeasuredRule], sent: Sequence[PaperRow], page: PaperPage) -> list[MeasuredRule]:
    """Return the rules of the foot: those from the one above the first recipients on."""
    if not sent:
        lower = [rule for rule in rules if rule.top > page.size.height * 0.6]
        return lower if len(lower) > 1 else []
    first = min(row.baseline for row in sent)
    above = [rule for rule in rules if rule.top < first and first - rule.top < 4 * sent[0].size]
    below = [rule for rule in rules if rule.top > first]
    return [*above[-1:], *below] if above and below else []


def note_foot(foot: FoundFoot, area: TextArea, found: Findings) -> None:
    """Note rules, distance of lines, white and what stands in each part."""
    rules, rows = foot.rules, sorted(foot.rows, key=lambda row: (row.baseline, row.left))
    outer, count = usual((rules[0].weights[0], rules[-1].weights[0]), 0.05)
    found.add("foot.outer", in_mm_fine(outer), "rules", count, 2)
    if len(rules) > 2:
        inner, count = usual((rule.weights[0] for rule in rules[1:-1]), 0.05)
        found.add("foot.inner", in_mm_fine(inner), "rules", count, len(rules) - 2)
    note_type("foot", rows, area, found)
    inside = [row for row in rows if row.baseline < rules[-1].bottom]
    steps = [
        below - above
        for above, below in pairwise(sorted({round(row.baseline, 2) for row in inside}))
        if below - above > 0.8 * rows[0].size and not any(above < rule.top < below for rule in rules)
    ]
    if steps:
        pitch, count = usual(steps, 0.1)
        found.add("foot.pitch", in_pt(pitch), "lines", count, len(steps))
        _note_white(rules, inside, pitch, found)
    elif inside:
        _note_single_lines(rules, inside, found)
    left, right = area.edges(foot.page.number)
    inset, count = usual((row.left - left for row in inside if _SENT.fullmatch(row.text)), 0.5)
    if count:
        size = rows[0].size
        found.add("foot.inset", in_em(max(inset, 0.0), size), "lines", count, len(inside))
    copies = [row for row in rows if "共印" in row.text]
    if copies:
        below = copies[0].baseline > rules[-1].bottom
        found.add("foot.copies", "below" if below else "inside", "marks", 1, 1)
    _note_groups(rules, inside, found)
    if foot.page.number % 2 and foot.page.number > 1:
        found.add("colophon_on_even", False, "pages", 1, 1)


def _note_white(
    rules: Sequence[MeasuredRule], inside: Sequence[PaperRow], pitch: float, found: Findings
) -> None:
    """Note the white between the lines and the rules above and below them, beside half of their distance."""
    count = len({round(row.baseline, 1) for row in inside})
    inner = 2 * max(len(rules) - 2, 0)
    height = rules[-1].bottom - rules[0].top - rules[0].weights[0] / 2
    white = (height - count * pitch) / (2 + inner)
    if white >= 0:
        found.add("foot.white", in_pt(white), "lines", count, count)


def _note_single_lines(rules: Sequence[MeasuredRule], inside: Sequence[PaperRow], found: Findings) -> None:
    """Note distance and white where each line stands between rules: only their sum shows."""
    heights = [below.top - above.top for above, below in pairwise(rules)]
    height, count = usual(heights, 0.3)
    pitch = min(height, _LINE * inside[0].size)
    found.add("foot.pitch", in_pt(pitch), "rules", count, len(heights))
    found.add("foot.white", in_pt((height - pitch) / 2), "rules", count, len(heights))


def _note_groups(rules: Sequence[MeasuredRule], inside: Sequence[PaperRow], found: Findings) -> None:
    """Note what stands between each two rules."""
    groups: list[PlainValue] = []
    for above, below in pairwise(rules):
        group = list(
            dict.fromkeys(
                slot for row in inside if above.top < row.baseline < below.bottom for slot in _slots(row)
            )
        )
        if group:
            groups.append(group[0] if len(group) == 1 else list(group))
    named = [name for group in groups for name in (group if isinstance(group, list) else [group])]
    if groups and len(set(map(str, named))) == len(named):
        found.add("foot.rows", groups, "rules", len(rules), len(rules), certain=bool(named))


def _slots(row: PaperRow) -> list[str]:
    text = row.text
    for marks, slot in (
        ("增发", "extra"),
        ("报", "report"),
        ("送", "send"),
        ("发", "issue"),
        ("发送对象", "audience"),
    ):
        if text.startswith(
            (f"{marks}：", f"{marks}:", f"本期{marks}", f"抄{marks}：", f"主{marks}：", f"分{marks}：")
        ):
            return [slot]
    if "印发" in text or text.endswith("日印"):
        return ["imprint"]
    if text.startswith(("编辑", "责任编辑", "审核", "签发", "编审", "电话", "联系", "地址", "校对", "主编")):
        return ["colophon"]
    if "印刷" in text:
        return ["printer"]
    return []


def foot_edge(foot: FoundFoot, found: Findings) -> float:
    """Return the edge that the foot stands on: that of its last rule, or of the line of the copies below it."""
    below = [row for row in foot.rows if row.baseline > foot.rules[-1].bottom]
    pitch = found.length("foot.pitch") or (below[0].size * 1.6 if below else 0.0)
    return foot.rules[-1].bottom + (pitch if below else 0.0)


def note_frame(
    pages: Sequence[PaperPage], taken: Sequence[MeasuredRule], area: TextArea, found: Findings
) -> None:
    """Note red rules at the foot of pages, outside the text."""
    first = _low_red(pages[0], taken)
    if not first:
        return
    others = [
        page for page in pages[1:] if any(abs(rule.top - first[0].top) < 2 for rule in _low_red(page, ()))
    ]
    choice = "all" if len(pages) > 1 and len(others) == len(pages) - 1 else "first"
    items: list[PlainValue] = []
    for rule in first:
        weights = rule_weights(HeadRule(rule.left, rule.right, rule.top, rule.weights, rule.spacing))
        item: dict[str, PlainValue] = {"rule": "red", **weights}
        if abs(rule.width - (area.right - area.left)) > 1.0:
            item["length"] = in_mm(rule.width)
        items.append(
            {**item, "bottom": in_mm(pages[0].size.height - rule.bottom), "from": "foot", "pages": choice}
        )
    found.add("frame", items, "pages", len(others) + 1, len(pages))


def _low_red(page: PaperPage, taken: Sequence[MeasuredRule]) -> list[MeasuredRule]:
    low = [rule for rule in page.rules if rule.ink == "red" and rule.top > 0.75 * page.size.height]
    return [rule for rule in low if rule not in taken]
