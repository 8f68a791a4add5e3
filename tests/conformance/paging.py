"""Pages: widows, keeps, order (T-61 to T-65, P-10)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from conformance.elements import Element, on_page
from conformance.geometry import BODY
from conformance.lines import HEADS
from conformance.page import BOTTOM, LINES, PITCH, TOP, grid_line
from conformance.rules import Sample, Seen, at, rule

SPLIT = frozenset({"paragraph", "note", "quote", "remark", "recipients"})


def _parts(element: Element) -> list[int]:
    """Count an element's lines page by page."""
    pages = sorted({line.page for line in element.lines})
    return [sum(line.page == page for line in element.lines) for page in pages]


@rule("T-61")
def no_page_begins_with_the_last_line_of_a_paragraph(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        parts = _parts(element)
        if element.kind in SPLIT - {"recipients"} and len(parts) > 1:
            yield Seen(at(element.last), "" if parts[-1] > 1 else "stands alone at the head of its page")


@rule("T-62")
def no_page_ends_with_the_first_line_of_a_paragraph(sample: Sample) -> Iterator[Seen]:
    """A paragraph of two or three lines may leave its first behind to save more than two lines."""
    for element in sample.found.elements:
        parts = _parts(element)
        if element.kind in SPLIT - {"recipients"} and len(parts) > 1:
            saved = LINES - round(grid_line(element.first.y, element.first.size))
            relaxed = len(element.lines) <= 3 and saved > 2
            good = parts[0] > 1 or relaxed
            yield Seen(at(element.first), "" if good else "stands alone at the foot of its page")


def _flow(sample: Sample) -> list[Element]:
    return [element for element in sample.found.elements if not element.wanted.floats]


@rule("T-63")
def no_heading_is_left_at_the_foot_of_a_page(sample: Sample) -> Iterator[Seen]:
    """Two lines of text follow it, or the whole paragraph when it has but one, or a picture or a table."""
    elements = sample.found.elements
    for element, following in pairwise(_flow(sample)):
        if element.kind not in HEADS | {"title", "subtitle"}:
            continue
        page = element.last.page
        after = elements[elements.index(element) + 1]
        if after.wanted.floats and after.first.page == page and after.kind != "signer":
            yield Seen(at(element.last))
            continue
        here = sum(line.page == page for line in following.lines)
        needed = 1 if following.kind in HEADS | {"subtitle", "title"} else min(2, len(following.lines))
        fault = "" if here >= needed else f"is followed by {here} lines of its text"
        yield Seen(at(element.last), fault)


@rule("T-65")
def attributions_stay_with_their_text(sample: Sample) -> Iterator[Seen]:
    """With the last line above it, or with the end of the table or the picture it follows."""
    for element, following in pairwise(sample.found.elements):
        if following.kind == "attribution":
            together = element.last.page == following.first.page == following.last.page
            yield Seen(at(following.first), "" if together else "is parted from its report")


@rule("T-64 §5.1")
def everything_stands_in_the_order_of_the_source(sample: Sample) -> Iterator[Seen]:
    for element, following in pairwise(_flow(sample)):
        before, after = element.last, following.first
        shared = following.kind in {
            "attribution",
            "copies",
            "date",
            "number",
            "copy-number",
            "answering",
            "publisher",
        }
        in_order = before.page < after.page or (
            before.page == after.page and after.y > before.y - (30.0 if shared else -1.0)
        )
        yield Seen(at(after), "" if in_order else f"stands before {at(before)}")


def _used(sample: Sample, page: int) -> int:
    """Count the grid lines of a page down to the lowest thing on it, 报尾 left out."""
    lowest = TOP
    for element, line in on_page(sample.found, page):
        if element.kind in BODY:
            lowest = max(lowest, TOP + (round(grid_line(line.y, line.size)) + 1) * PITCH)
        elif element.kind not in ("recipients", "answering", "copies"):
            lowest = max(lowest, line.y)
    for printed in (*sample.printed.pictures, *_inner_rules(sample)):
        if printed.page == page:
            lowest = max(lowest, printed.y2)
    return round((min(lowest, BOTTOM) - TOP) / PITCH + 0.3)


def _inner_rules(sample: Sample) -> Sequence:  # type: ignore[type-arg]
    feet = {"recipients", "answering", "copies"}
    pages = {line.page for element in sample.found.elements if element.kind in feet for line in element.lines}
    return [
        r for r in sample.printed.rules if not r.dots and (r.page not in pages or r.y < TOP + 0.4 * BOTTOM)
    ]


def _needed(elements: Sequence[Element]) -> int:
    """Count the lines that must go on one page together at the head of `elements`."""
    lines = 0
    for element in elements:
        count = len(element.lines)
        if element.kind == "title":
            lines += 1 + (3, 5, 6, 8, 9)[min(count, 5) - 1]
        elif element.kind in HEADS:
            lines += count
        elif element.kind == "subtitle":
            lines += count + 1
        elif element.kind in ("verse", "signature", "attribution"):
            return LINES
        else:
            return lines + (count if count <= 3 else 2)
    return LINES


@rule("P-10 T-64")
def pages_are_filled(sample: Sample) -> Iterator[Seen]:
    """A page ends early only where what follows may not be parted and does not fit."""
    flow = _flow(sample)
    floats = (
        {e.wanted.report for e in sample.found.elements if e.wanted.floats}
        if sample.printed.pictures
        else set()
    )
    for number, (element, following) in enumerate(pairwise(flow)):
        for before, after in pairwise(element.lines):
            if after.page != before.page and element.kind in SPLIT - {"recipients"}:
                lost = LINES - _used(sample, before.page)
                left = sum(line.page == after.page for line in element.lines)
                tail = following.kind == "attribution" and following.first.y > element.last.y + 1
                signed = following.kind == "signature" and lost <= 4 and left <= 3
                good = lost <= 0 or (lost == 1 and left == 2) or (lost <= 2 and tail and left <= 3) or signed
                good = good or (element.wanted.report in floats) or _goes_with_the_foot(sample, before.page)
                yield Seen(at(before), "" if good else f"{lost} lines are left empty below it")
        if following.first.page > element.last.page and following.kind not in (
            "recipients",
            "answering",
            "copies",
            "attachment-label",
            "attachment",  # a short list goes over whole
        ):
            if element.wanted.report in floats or _is_table_between(sample, element):
                continue
            if _leads_to_a_float(sample, following):
                continue
            if following.kind == "title" and sample.issue.design.switches.article_break == "page":
                continue
            lost = LINES - _used(sample, element.last.page)
            needed = _needed(flow[number + 1 :])
            good = lost < needed or _goes_with_the_foot(sample, element.last.page)
            yield Seen(at(element.last), "" if good else f"{lost} lines are left empty below it")


_FEW_LINES = 8
"""Lines that go along with 报尾."""


@rule("P-65 T-64")
def text_fills_the_page_before_a_turned_table(sample: Sample) -> Iterator[Seen]:
    """A turned table takes a page of its own; text of its report that follows goes before it, not a white half page."""
    turned = {
        line.page for e in sample.found.elements for line in e.lines
        if not line.glyphs[0].upright and e.kind == "table-caption"
    }  # fmt: skip
    for page in sorted(turned - {1}):
        report = max(e.wanted.report for e in sample.found.elements if e.first.page <= page)
        follows = any(
            e.kind == "paragraph" and e.wanted.report == report and e.first.page > page
            for e in sample.found.elements
        )
        lost = LINES - _used(sample, page - 1)
        spared = _stays_for_the_foot(sample, page)
        yield Seen(
            f"page {page - 1}", f"{lost} lines are left empty" if follows and lost > 3 and not spared else ""
        )


def _stays_for_the_foot(sample: Sample, page: int) -> bool:
    """The last lines of all stay behind the last table, so that no page before 报尾 is blank (P-63)."""
    after = [line for e in sample.found.elements for line in e.lines if line.page > page]
    kinds = {"recipients", "answering", "copies"}
    foot = [e for e in sample.found.elements if e.kind in kinds and e.first.page > page]
    text = [e for e in sample.found.elements if e.kind == "paragraph" and e.last.page > page]
    upright = all(line.glyphs[0].upright for line in after)
    return bool(foot) and upright and sum(len(e.lines) for e in text) <= _FEW_LINES


def _leads_to_a_float(sample: Sample, heading: Element) -> bool:
    """A title or heading goes along with the picture or table it stands over."""
    elements = sample.found.elements
    index = elements.index(heading)
    while elements[index].kind in HEADS | {"title", "subtitle"} and index + 1 < len(elements):
        index += 1
    return elements[index].wanted.floats and elements[index].kind != "signer"


def _goes_with_the_foot(sample: Sample, page: int) -> bool:
    """A few lines go to the last page with 报尾 when all of it would not fit on the page before."""
    kinds = {"recipients", "answering", "copies"}
    lines = [e.last for e in sample.found.elements if e.kind in kinds]
    if page + 1 != sample.printed.pages or not any(line.page == page + 1 for line in lines):
        return False
    foot = [r.y for r in sample.printed.rules if r.page == page + 1 and not r.dots and abs(r.y - r.y2) < 0.01]
    carried = _used(sample, page + 1)
    return carried <= 8 and _used(sample, page) + carried + (BOTTOM - min(foot)) / PITCH > LINES - 2


def _is_table_between(sample: Sample, element: Element) -> bool:
    """A table that follows an element has rules of its own about where it may be cut."""
    elements = sample.found.elements
    index = elements.index(element)
    return index + 1 < len(elements) and elements[index + 1].wanted.floats
