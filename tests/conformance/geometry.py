"""Page and grid: P-01 to P-17."""

import re
from collections.abc import Iterator

from conformance.elements import Line, on_page
from conformance.marks import face_left, face_right
from conformance.page import (
    BLACK,
    BOTTOM,
    CELL,
    CELLS,
    LINES,
    MM,
    PAGE,
    PITCH,
    RED,
    TOP,
    grid_line,
    left_of,
    right_of,
)
from conformance.rules import Sample, Seen, at, near, rule, within

_PLAIN = rf"(?:[一-鿿]|(?<=[一-鿿])[，、；。](?=[一-鿿])){{{CELLS}}}"
BODY = frozenset(
    {"paragraph", "note", "quote", "verse", "remark", "signature", "attribution", "entry", "subtitle"}
    | {"heading1", "heading2", "heading3", "heading4"}
)
OFF_GRID = frozenset({"caption", "credit", "table-caption", "unit", "table-head", "cell"})


@rule("P-01")
def pages_are_a4(sample: Sample) -> Iterator[Seen]:
    for number, (width, height) in enumerate(sample.printed.sizes, 1):
        fault = near("width", width, PAGE[0], 0.01) or near("height", height, PAGE[1], 0.01)
        yield Seen(f"page {number}", fault)


@rule("P-02 P-03 P-04 P-05 P-07")
def nothing_stands_outside_the_type_area(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        for line in element.lines:
            left, right = left_of(line.page), right_of(line.page)
            if not line.glyphs[0].upright:
                yield Seen(at(line), "" if _holds_turned(line) else "a turned line leaves the type area")
                continue
            start = min(face_left(glyph) for glyph in line.glyphs)
            end = max(face_right(glyph) for glyph in line.glyphs)
            fault = "" if start > left - 0.1 else f"begins {left - start:.2f} pt left of the type area"
            fault = fault or (
                "" if end < right + 0.1 else f"ends {end - right:.2f} pt right of the type area"
            )
            top, foot = line.y - 0.88 * line.size, line.y + 0.12 * line.size
            fault = fault or ("" if top > TOP - 0.1 else f"begins {TOP - top:.2f} pt above the type area")
            fault = fault or (
                "" if foot < BOTTOM + 0.1 else f"ends {foot - BOTTOM:.2f} pt below the type area"
            )
            yield Seen(at(line), fault)
    for picture in sample.printed.pictures:
        inside = (
            picture.x > left_of(picture.page) - 0.1 and picture.x2 < right_of(picture.page) + 0.1
            and picture.y > TOP - 0.1 and picture.y2 < BOTTOM + 0.1
        )  # fmt: skip
        yield Seen(f"page {picture.page} picture", "" if inside else "a picture leaves the type area")


def _holds_turned(line: Line) -> bool:
    """A line turned counter-clockwise begins below and rises; its em stands left of its baseline."""
    low, high = line.glyphs[0].y, line.glyphs[-1].y - line.glyphs[-1].advance
    left, right = line.glyphs[0].x - 0.88 * line.size, line.glyphs[0].x + 0.12 * line.size
    level = high > TOP - 0.1 and low < BOTTOM + 0.1
    return level and left > left_of(line.page) - 0.1 and right < right_of(line.page) + 0.1


@rule("P-14 P-15 P-16")
def body_baselines_stand_on_the_grid(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        if element.kind not in BODY:
            continue
        for line in element.lines:
            place = grid_line(line.y, line.size)
            off = (place - round(place)) * PITCH
            fault = near("baseline", off, 0.0, 0.2) or within("grid line", place, -0.1, LINES - 0.9)
            yield Seen(at(line), fault)


@rule("P-10 P-16")
def no_page_holds_more_than_22_lines(sample: Sample) -> Iterator[Seen]:
    for page in range(1, sample.printed.pages + 1):
        grid = {
            round(grid_line(line.y, line.size)) for element, line in on_page(sample.found, page)
            if element.kind in BODY
        }  # fmt: skip
        yield Seen(f"page {page}", "" if len(grid) <= LINES else f"{len(grid)} lines")


@rule("P-16")
def no_two_lines_of_text_share_a_place(sample: Sample) -> Iterator[Seen]:
    for page in range(1, sample.printed.pages + 1):
        lines = [line for _, line in on_page(sample.found, page) if line.glyphs[0].upright]
        for upper, lower in zip(lines, lines[1:], strict=False):
            apart = (
                lower.y - upper.y > 0.6 * min(upper.size, lower.size)
                or face_right(upper.glyphs[-1]) < face_left(lower.glyphs[0]) + 0.1
                or face_right(lower.glyphs[-1]) < face_left(upper.glyphs[0]) + 0.1
            )
            yield Seen(at(lower), "" if apart else f"is printed over {at(upper)}")


@rule("P-12 P-13")
def unadjusted_lines_fill_28_cells(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        if element.kind != "paragraph":
            continue
        for line in element.lines[1:-1]:
            if not re.fullmatch(_PLAIN, line.text):
                continue
            for number, glyph in enumerate(line.glyphs):
                fault = near("origin", glyph.x, left_of(line.page) + number * CELL, 0.1)
                yield Seen(f"{at(line)} {glyph.text}", fault)


@rule("P-13")
def body_is_set_in_sanhao(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        if element.kind in BODY:
            for line in element.lines:
                yield Seen(at(line), within("size", line.size, 15.75, 16.0))


@rule("P-17 T-76")
def text_below_titles_and_inserts_is_back_on_the_grid(sample: Sample) -> Iterator[Seen]:
    before = ""
    for element in sample.found.elements:
        if element.kind in BODY and before in ("title", "theme", "contents-label", "subtitle"):
            place = grid_line(element.first.y, element.first.size)
            yield Seen(at(element.first), near("grid line", place, round(place), 0.2 / PITCH))
        before = element.kind
    for page in {picture.page for picture in sample.printed.pictures}:
        below = max(picture.y2 for picture in sample.printed.pictures if picture.page == page)
        for element, line in on_page(sample.found, page):
            if element.kind in BODY and line.y > below:
                place = grid_line(line.y, line.size)
                yield Seen(at(line), near("grid line", place, round(place), 0.2 / PITCH))


@rule("P-53 P-70")
def ink_is_black_but_for_name_and_rule(sample: Sample) -> Iterator[Seen]:
    """5.2.4: what is not named is black; the name and the rule under the head are red."""
    yield Seen("colour spaces", "" if sample.printed.spaces == {"DeviceCMYK"} else str(sample.printed.spaces))
    for element in sample.found.elements:
        wanted = RED if element.kind == "name" else BLACK
        for line in element.lines:
            inks = {glyph.ink for glyph in line.glyphs}
            yield Seen(at(line), "" if inks == {wanted} else f"inks {inks}")
    for shape in sample.printed.shapes:
        yield Seen(f"page {shape.page} outline", "" if shape.ink == RED else f"ink {shape.ink}")
    for printed in sample.printed.rules:
        red = printed.ink == RED
        fault = "" if printed.ink in (RED, BLACK) else f"ink {printed.ink}"
        if red and (printed.page != 1 or printed.weight < 0.4 * MM):
            fault = "a red rule that does not close the head"
        yield Seen(f"page {printed.page} rule at {printed.y:.1f}", fault)
