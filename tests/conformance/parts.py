"""Head, contents, titles, attribution, 报尾 and folios (docs/rules/page.md §4 to §8)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from bulletin_pdf.issue.printed_form import printed_heading
from conformance.elements import Element, Line
from conformance.lines import ENOUGH
from conformance.marks import OPEN, RIGHT_BLANK, face_left, face_right, gaps_of, is_plain
from conformance.page import (
    BLACK,
    BOTTOM,
    CELL,
    ER_HAO,
    MM,
    PITCH,
    RED,
    SI_HAO,
    TOP,
    WIDTH,
    grid_line,
    left_of,
    right_of,
)
from conformance.rules import Sample, Seen, at, near, rule, within
from conformance.type import SONG
from support.printed import PrintedRule


def _of(sample: Sample, *kinds: str) -> list[Element]:
    return [element for element in sample.found.elements if element.kind in kinds]


def _red_rules(sample: Sample) -> list[PrintedRule]:
    return [printed for printed in sample.printed.rules if printed.ink == RED]


# 报头 -------------------------------------------------------------------------------------


@rule("J-01 7.2.1")
def the_copy_number_stands_upper_right_in_six_digits(sample: Sample) -> Iterator[Seen]:
    for element in _of(sample, "copy-number"):
        line = element.first
        fault = "" if re.fullmatch("[0-9]{6}", line.text) else "not six digits"
        fault = fault or near("right edge", face_right(line.glyphs[-1]), right_of(1), 0.1)
        yield Seen(at(line), fault or near("grid line", grid_line(line.y, line.size), 0.0, 0.01))


@rule("J-02 7.2.2 7.2.3")
def secrecy_and_urgency_are_stacked_upper_left(sample: Sample) -> Iterator[Seen]:
    for number, element in enumerate(_of(sample, "secrecy", "urgency")):
        line = element.first
        fault = near("left edge", face_left(line.glyphs[0]), left_of(1), 0.1)
        yield Seen(at(line), fault or near("grid line", grid_line(line.y, line.size), number, 0.01))


@rule("J-03 7.2.4")
def the_name_stands_below_the_top_of_the_type_area(sample: Sample) -> Iterator[Seen]:
    """20 to 35 mm below it on one line; a name on two lines begins higher, below the markings."""
    for element in _of(sample, "name"):
        top = element.first.y - 0.88 * element.first.size - TOP
        low = 20 * MM if len(element.lines) == 1 else 10 * MM
        yield Seen(at(element.first), within("top", top, low - 0.1, 35 * MM + 0.1))


@rule("J-03")
def artwork_stands_in_place_of_the_name(sample: Sample) -> Iterator[Seen]:
    """题字: red outlines in the middle, no wider or higher than a set name, where the name would stand."""
    if not sample.issue.design.switches.artwork:
        return
    outlines = [shape for shape in sample.printed.shapes if shape.page == 1]
    if not outlines:
        yield Seen("artwork", "is not on page 1")
        return
    left, right = min(s.x for s in outlines), max(s.x2 for s in outlines)
    top, foot = min(s.y for s in outlines), max(s.y2 for s in outlines)
    yield Seen("artwork", near("off centre", (left + right) / 2 - left_of(1) - WIDTH / 2, 0.0, 12.0))
    yield Seen("artwork", within("share", (right - left) / WIDTH, 0.4, 0.755))
    yield Seen("artwork", within("height", foot - top, 30.0, 62.5))
    yield Seen("artwork", within("top", top - TOP, 10 * MM, 35 * MM))


@rule("J-03")
def names_on_two_lines_are_parted_by_sense(sample: Sample) -> Iterator[Seen]:
    """词意完整: no word of the name is cut in two."""
    for element in _of(sample, "name"):
        for line, following in pairwise(element.lines):
            word = line.text[-1] + following.text[0]
            whole = {"环境", "生态", "集体", "经济", "组织", "登记", "管理", "工作", "简报", "流域", "保护"}
            yield Seen(at(line), f"parts {word}" if word in whole else "")


@rule("J-06 J-07")
def publisher_and_date_stand_one_cell_in(sample: Sample) -> Iterator[Seen]:
    rows: set[float] = set()  # many publishers run on: the first of each line
    for element in _of(sample, "publisher"):
        if round(element.first.y) in rows:
            continue
        rows.add(round(element.first.y))
        yield Seen(
            at(element.first), near("left", face_left(element.first.glyphs[0]), left_of(1) + CELL, 0.1)
        )
    for element in _of(sample, "date"):
        wanted = right_of(1) - CELL
        yield Seen(at(element.first), near("right", face_right(element.last.glyphs[-1]), wanted, 0.1))


@rule("J-04 J-05 7.2.6")
def a_signer_stands_right_and_the_number_left(sample: Sample) -> Iterator[Seen]:
    for element in _of(sample, "signer"):
        beside = [e for e in _of(sample, "series", "number") if abs(e.first.y - element.first.y) < 1]
        yield Seen(at(element.first), "" if beside else "stands on a line of its own")
        if not beside:
            continue
        number = beside[0]
        left, right = number.first.glyphs[0], element.last.glyphs[-1]
        yield Seen(at(number.first), near("left", face_left(left), left_of(1) + CELL, 0.6 * CELL))
        yield Seen(at(element.first), near("right", face_right(right), right_of(1) - CELL, 0.1))


@rule("J-08 7.2.7")
def the_red_rule_closes_the_head(sample: Sample) -> Iterator[Seen]:
    """0.5 to 1.0 mm, as wide as the type area, 4 mm below the publisher's line, on page 1 only."""
    rules = _red_rules(sample)
    yield Seen("red rules", "" if len(rules) == 1 else f"{len(rules)} of them")
    for printed in rules:
        yield Seen("red rule", within("weight", printed.weight, 0.5 * MM, 1.0 * MM))
        fault = near("left end", printed.x, left_of(1), 0.05) or near(
            "right end", printed.x2, right_of(1), 0.05
        )
        yield Seen("red rule", fault or ("" if printed.page == 1 else "not on page 1"))
        line = _of(sample, "date")[0].first
        yield Seen("red rule", near("white", printed.y - line.y - 0.12 * line.size, 4 * MM, 0.6 * MM))


@rule("J-08 §8")
def the_head_takes_a_third_of_the_page(sample: Sample) -> Iterator[Seen]:
    """About the top third, unless several publishers or a name on two lines ask for more."""
    name, publishers = _of(sample, "name"), _of(sample, "publisher")
    for printed in _red_rules(sample):
        date = _of(sample, "date")[0].first
        alone = all(abs(element.first.y - date.y) > 1 for element in publishers)
        crowded = (
            (len(name[0].lines) if name else 1) + len(publishers) + alone - 2 + len(_of(sample, "urgency"))
        )
        lines = {round(element.first.y) for element in _of(sample, "series", "number")}
        crowded += max(0, len(lines) - 1)
        yield Seen("red rule", within("place", printed.y, 70 * MM, 105 * MM + crowded * PITCH))


@rule("J-10")
def the_note_is_labelled_in_heiti(sample: Sample) -> Iterator[Seen]:
    for element in _of(sample, "note")[:1]:
        label = element.text.partition("：")[0]
        fonts = {glyph.font for glyph in element.first.glyphs[: len(label)]}
        yield Seen(at(element.first), "" if fonts == {"NotoSansSC-Medium"} else f"label in {fonts}")


@rule("J-10 J-13")
def white_parts_the_red_rule_from_what_follows(sample: Sample) -> Iterator[Seen]:
    """At least half a line: the first line of text does not hang on the rule."""
    rules = _red_rules(sample)
    for printed in rules:
        below = [
            line for element in sample.found.elements for line in element.lines
            if line.page == 1 and line.y > printed.y
        ]  # fmt: skip
        if below:
            first = min(below, key=lambda line: line.y)
            white = first.y - 0.88 * first.size - printed.y
            yield Seen(at(first), within("white", white, 0.5 * PITCH, 4 * PITCH))


# 要目 -------------------------------------------------------------------------------------


def _leader(sample: Sample, line: Line) -> list[PrintedRule]:
    return [
        printed for printed in sample.printed.rules
        if printed.dots and printed.page == line.page and line.y - line.size < printed.y < line.y
    ]  # fmt: skip


@rule("J-11")
def contents_give_pages_when_there_are_more_than_four(sample: Sample) -> Iterator[Seen]:
    mode = sample.issue.contents
    numbered = mode == "pages" or (mode == "auto" and sample.printed.pages > 4)
    for element in _of(sample, "entry"):
        given = bool(element.number)
        yield Seen(at(element.first), "" if given == numbered else f"number given: {given}")


@rule("J-11")
def page_numbers_in_contents_are_right(sample: Sample) -> Iterator[Seen]:
    pages = {element.wanted.report: element.first.page for element in _of(sample, "title")}
    for element in _of(sample, "entry"):
        if element.number:
            given = "".join(glyph.text for glyph in element.number)
            wanted = str(pages[element.wanted.report])
            yield Seen(at(element.first), "" if given == wanted else f"says {given}, stands on {wanted}")


@rule("T-77")
def contents_have_leaders_of_two_em_on_one_lattice(sample: Sample) -> Iterator[Seen]:
    lattice: set[float] = set()
    for element in _of(sample, "entry"):
        leaders = _leader(sample, element.last)
        if not element.number:
            yield Seen(at(element.last), "a leader without a number" if leaders else "")
            continue
        if len(leaders) != 1:
            yield Seen(at(element.last), f"{len(leaders)} leaders")
            continue
        leader, number = leaders[0], element.number
        fault = within("leader", leader.x2 - leader.x, 2 * CELL - 0.1, WIDTH)
        fault = fault or within(
            "white before", leader.x - face_right(element.last.glyphs[-1]), 0.2 * CELL, CELL * 1.5
        )
        fault = fault or within("white after", number[0].x - leader.x2, 0.2 * CELL, CELL * 1.5)
        right = number[-1].x + number[-1].advance
        yield Seen(at(element.last), fault or near("number", right, right_of(element.last.page), 0.1))
        lattice.add(round((right_of(element.last.page) - leader.x2) / (CELL / 2) % 1, 2) % 1)
    if lattice:
        yield Seen("lattice", "" if len(lattice) == 1 else f"dots on {len(lattice)} lattices")


@rule("T-77")
def turned_entries_hang_and_keep_off_the_numbers(sample: Sample) -> Iterator[Seen]:
    for element in _of(sample, "entry"):
        for line in element.lines[1:]:
            hang = face_left(line.glyphs[0]) - left_of(line.page)
            yield Seen(at(line), within("hang", hang, CELL - 0.1, 2 * CELL + 0.1))
        if element.number:
            for line in element.lines:
                room = right_of(line.page) - face_right(line.glyphs[-1])
                yield Seen(at(line), within("room", room, 2 * CELL, WIDTH))


# Titles -----------------------------------------------------------------------------------


@rule("P-31 T-73")
def titles_are_not_stretched(sample: Sample) -> Iterator[Seen]:
    for element in _of(sample, "title", "subtitle", "theme"):
        for line in element.lines:
            for gap in gaps_of(line):
                if is_plain(gap):
                    yield Seen(at(line), near("white", gap.white, 0.0, ENOUGH))


@rule("P-32 T-72")
def titles_are_neither_rectangles_nor_hour_glasses(sample: Sample) -> Iterator[Seen]:
    """No two lines of full measure alike, no middle line the shortest, no last line of one character."""
    for element in _of(sample, "title"):
        if (
            len(element.lines) < 2
            or len(printed_heading(sample.issue.reports[element.wanted.report - 1])) > 1
        ):
            continue
        second = [line.text.startswith("——") for line in element.lines]
        widths = [
            (face_right(line.glyphs[-1]) - face_left(line.glyphs[0])) / ER_HAO for line in element.lines
        ]  # fmt: skip
        if any(second):
            widths = widths[second.index(True) :]
        fault = ""
        # The name of a place has a line of its own rather than being parted, and so has a second title.
        if element.lines[0].text == sample.issue.reports[element.wanted.report - 1].city_name:
            del widths[0]
        if max(widths) - min(widths) < 0.5 and max(widths) > 0.95 * WIDTH / ER_HAO:
            fault = "two lines of full measure alike"
        if any(a > b + 0.3 and b + 0.3 < c for a, b, c in zip(widths, widths[1:], widths[2:], strict=False)):
            fault = f"an hour-glass of {[round(width, 1) for width in widths]} em"
        if widths[-1] < 2:
            fault = "a last line of one character"
        yield Seen(at(element.first), fault)


def _is_part_end(parts: str, count: int) -> bool:
    """Tell whether the first `count` characters of a title end where its author put a space."""
    for part in parts.split("\0"):
        count -= len(part)
        if count <= 0:
            return count == 0
    return False


@rule("P-30 T-70")
def no_line_of_a_title_is_lost_beside_the_others(sample: Sample) -> Iterator[Seen]:
    """长短适宜: the shortest line has two fifths of the longest, unless the author parted them.

    The author parts a title by a space, by lines of its own, or as 地区 and title.
    """
    for element in _of(sample, "title"):
        report = sample.issue.reports[element.wanted.report - 1]
        if (
            len(element.lines) < 2
            or len(printed_heading(report)) > 1
            or element.first.text == report.city_name
        ):
            continue
        widths = [face_right(line.glyphs[-1]) - face_left(line.glyphs[0]) for line in element.lines]
        at_index, authors = 0, True
        squashed_parts = "".join(f"{part}\0" for part in element.text.split())
        for line in element.lines[:-1]:
            at_index += len(line.glyphs)
            authors = authors and _is_part_end(squashed_parts, at_index)
        share = min(widths) / max(widths)
        yield Seen(at(element.first), "" if authors else within("shortest line", share, 0.4, 1.0))


@rule("P-33 T-72")
def titles_break_at_no_bad_place(sample: Sample) -> Iterator[Seen]:
    """Not inside 《》 or “” of eight characters or fewer, not before 的, 和, 与, 及, 等, nor after 以, 把, 将, 向."""
    for element in _of(sample, "title"):
        if len(printed_heading(sample.issue.reports[element.wanted.report - 1])) > 1:
            continue
        at_index = 0
        text = "".join(element.text.split())
        for line in element.lines[:-1]:
            at_index += len(line.glyphs)
            fault = f"begins a line with {text[at_index]}" if text[at_index] in "的和与及等" else ""
            if line.text[-1] in "以把将向":
                fault = f"ends a line with {line.text[-1]}"
            for left, right in ("“”", "《》", "「」"):
                start, end = text.rfind(left, 0, at_index), text.find(right, at_index)
                if start >= 0 and right not in text[start:at_index] and 0 < end - start <= 9:
                    fault = f"parts {text[start : end + 1]}"
            yield Seen(at(line), fault)


@rule("T-76 J-13")
def two_lines_stand_empty_before_a_title(sample: Sample) -> Iterator[Seen]:
    """Between reports; at the head of a page the white above vanishes but for the title's own.

    On the last page a line of it may have gone so that 报尾 takes no sheet of its own (T-64, B523).
    """
    flow = [element for element in sample.found.elements if not element.wanted.floats]
    for before, element in pairwise(flow):
        if before.kind == "attachment-label":
            continue  # P-41: its title stands on the third line
        if element.kind == "title" and before.last.page == element.first.page and element.wanted.report > 1:
            white = (element.first.y - before.last.y) / PITCH
            fitted = any(problem.code == "B523" for problem in sample.problems)
            least = 1.4 if fitted else 2.4
            yield Seen(at(element.first), within("lines from the text above", white, least, 4.2))


# Attribution and signature ---------------------------------------------------------------


@rule("J-14")
def attributions_stand_right(sample: Sample) -> Iterator[Seen]:
    """At the end of the last line with one 字 free, flush right; else below, two 字 in."""
    flow = [element for element in sample.found.elements if not element.wanted.floats]
    for before, element in pairwise(flow):
        if element.kind != "attribution":
            continue
        shared = abs(element.first.y - before.last.y) < 1.0 and element.first.page == before.last.page
        if shared:
            free = face_left(element.first.glyphs[0]) - face_right(before.last.glyphs[-1])
            yield Seen(at(element.first), within("white", free, CELL - 0.1, WIDTH))
            yield Seen(at(element.first), "" if len(element.lines) == 1 else "is turned on a shared line")
        right = right_of(element.last.page) - (0.0 if shared else 2 * CELL)
        yield Seen(at(element.last), near("right edge", face_right(element.last.glyphs[-1]), right, 0.1))


@rule("J-14")
def attributions_are_not_broken_inside_a_unit(sample: Sample) -> Iterator[Seen]:
    for element in _of(sample, "attribution"):
        for line in element.lines[:-1]:
            good = line.text[-1] in "、，； "
            yield Seen(at(line), "" if good else f"broken after {line.text[-4:]}")


@rule("P-43 P-44")
def signature_and_date_stand_right(sample: Sample) -> Iterator[Seen]:
    """The date begins two 字 right of the name; neither comes nearer the edge than two 字."""
    for name, date in pairwise(_of(sample, "signature")):
        if not re.match("[0-9]{4}年", date.text):
            continue
        starts = [face_left(element.first.glyphs[0]) for element in (name, date)]
        ends = [right_of(e.first.page) - face_right(e.last.glyphs[-1]) for e in (name, date)]
        yield Seen(at(date.first), near("date begins", starts[1] - starts[0], 2 * CELL, 0.2))
        yield Seen(at(date.first), near("nearest to the edge", min(ends), 2 * CELL, 0.2))


# 报尾 -------------------------------------------------------------------------------------

_FEET = ("recipients", "answering", "copies")


def _foot_pages(sample: Sample) -> list[int]:
    return sorted({line.page for element in _of(sample, *_FEET) for line in element.lines})


def _foot_rules(sample: Sample, page: int) -> list[PrintedRule]:
    lines = [line for element in _of(sample, *_FEET) for line in element.lines if line.page == page]
    top = min(line.y for line in lines) - 2 * SI_HAO
    return sorted(
        (r for r in sample.printed.rules if r.page == page and not r.dots and r.y > top and r.ink == BLACK),
        key=lambda printed: printed.y,
    )


@rule("P-50 P-51 P-52 J-15")
def the_foot_is_ruled(sample: Sample) -> Iterator[Seen]:
    """Rules as wide as the type area, 0.35 mm first and last, 0.25 mm between; the last one on its lower edge."""
    for page in _foot_pages(sample):
        rules = _foot_rules(sample, page)
        if len(rules) < 2:
            yield Seen(f"page {page}", f"{len(rules)} rules")
            continue
        for number, printed in enumerate(rules):
            wanted = 0.35 * MM if number in (0, len(rules) - 1) else 0.25 * MM
            fault = near("left end", printed.x, left_of(page), 0.05)
            fault = fault or near("right end", printed.x2, right_of(page), 0.05)
            yield Seen(f"page {page} rule {number}", fault or near("weight", printed.weight, wanted, 0.01))
        edge = rules[-1].y + rules[-1].weight / 2
        yield Seen(f"page {page}", near("lower edge", edge, BOTTOM, 0.05))


@rule("P-52 P-56 7.4.1")
def the_foot_stands_on_the_last_page(sample: Sample) -> Iterator[Seen]:
    pages = _foot_pages(sample)
    if pages:
        yield Seen("foot", "" if pages[-1] == sample.printed.pages else f"on pages {pages}")


@rule("P-56")
def the_foot_stands_on_an_even_page(sample: Sample) -> Iterator[Seen]:
    """On the last side of the sheet, where there is more than one page."""
    pages = _foot_pages(sample)
    if pages and sample.printed.pages > 1:
        yield Seen("foot", "" if pages[-1] % 2 == 0 else f"stands on page {pages[-1]}")


@rule("P-54 J-16")
def recipients_are_set_one_cell_in(sample: Sample) -> Iterator[Seen]:
    for element in _of(sample, "recipients"):
        for line in element.lines:
            inset = face_left(line.glyphs[0]) - left_of(line.page)
            end = right_of(line.page) - face_right(line.glyphs[-1])
            yield Seen(at(line), within("inset", min(inset, end), SI_HAO - 0.1, WIDTH))
        yield Seen(at(element.last), "" if element.last.text.endswith("。") else "does not end with 。")


@rule("J-18")
def copies_stand_at_the_right_end(sample: Sample) -> Iterator[Seen]:
    for element in _of(sample, "copies"):
        wanted = right_of(element.first.page) - SI_HAO
        yield Seen(at(element.first), near("right", face_right(element.last.glyphs[-1]), wanted, 0.1))


@rule("J-18")
def copies_have_no_ruled_line_to_themselves(sample: Sample) -> Iterator[Seen]:
    """They close the last line inside the rules."""
    for element in _of(sample, "copies"):
        others = [
            other for other in _of(sample, "recipients", "answering") for line in other.lines
            if line.page == element.first.page
        ]  # fmt: skip
        rules = [r.y for r in _foot_rules(sample, element.first.page)]
        above = max((y for y in rules if y < element.first.y), default=0.0)
        shared = any(
            line.y > above for other in others for line in other.lines if line.page == element.first.page
        )
        yield Seen(at(element.first), "" if shared else "stand alone between two rules")


def unnumbered(sample: Sample) -> frozenset[int]:
    """P-63: blank pages before 报尾, and its own page then, bear no number; they still count."""
    printed = {line.page for element in sample.found.elements for line in element.lines}
    blank = {page for page in range(1, sample.printed.pages + 1) if page not in printed}
    return frozenset(blank | {page for page in _foot_pages(sample) if page > min(blank, default=page)})


@rule("P-60 P-61 P-62 P-64")
def folios_stand_where_the_standard_says(sample: Sample) -> Iterator[Seen]:
    """— N — in 四号 宋体, 7 mm below the type area, one 字 in: right on odd pages, left on even ones."""
    folios = {line.page: line for line in sample.found.folios}
    for page in range(1, sample.printed.pages + 1):
        line = folios.get(page)
        if page in unnumbered(sample):
            yield Seen(f"page {page}", "bears a number after a blank page" if line else "")
            continue
        if line is None:
            yield Seen(f"page {page}", "no folio")
            continue
        fault = "" if line.text == f"—{page}—" else f"reads {line.text}"
        fault = fault or ("" if {g.font for g in line.glyphs} == {SONG} else "not in 宋体")
        fault = fault or near("size", line.size, SI_HAO, 0.01)
        dash = line.y - 0.30 * SI_HAO
        fault = fault or near("height of the dash", dash, 269 * MM, 0.5 * MM + 2)
        if page % 2:
            last = line.glyphs[-1]
            fault = fault or near("right end", last.x + last.advance, right_of(page) - SI_HAO, 1.5)
        else:
            fault = fault or near("left end", line.glyphs[0].x, left_of(page) + SI_HAO, 1.5)
        yield Seen(f"page {page}", fault)


# Tables and figures ------------------------------------------------------------------------


@rule("T-81")
def tables_are_ruled_thick_outside_and_thin_inside(sample: Sample) -> Iterator[Seen]:
    cells = _of(sample, "cell")
    pages = {line.page for cell in cells for line in cell.lines}
    feet = set(_foot_pages(sample))
    for page in pages - feet:
        top = min(line.y for e in _of(sample, "table-head", "cell") for line in e.lines if line.page == page)
        weights = {
            round(r.weight / MM, 2) for r in sample.printed.rules
            if r.page == page and r.ink == BLACK and max(r.y, r.y2) > top - PITCH
        }  # fmt: skip
        yield Seen(f"page {page}", "" if weights <= {0.35, 0.18} else f"weights {sorted(weights)} mm")


@rule("T-81")
def decimals_of_a_column_stand_under_each_other(sample: Sample) -> Iterator[Seen]:
    """Figures of one column: the places of their decimal points, told from columns by their rules."""
    columns: dict[tuple[int, int, int], list[tuple[float, Line]]] = {}
    for table, element in _numeric_cells(sample):
        line = element.first
        edges = _edges_around(sample, line)
        if edges is None:
            continue
        dot = next((g.x for g in line.glyphs if g.text == "."), None)
        digits = [g for g in line.glyphs if g.text.isdigit()]
        point = dot if dot is not None else digits[-1].x + digits[-1].advance
        columns.setdefault((table, line.page, edges), []).append((point, line))
    for members in columns.values():
        if len(members) > 2 and any("." in line.text for _, line in members):
            first = members[0][0]
            for point, line in members[1:]:
                yield Seen(at(line), near("decimal point", point, first, 0.3))


@rule("T-81")
def text_of_a_cell_keeps_clear_of_its_rules(sample: Sample) -> Iterator[Seen]:
    """At least 1.5 pt of white beside standing rules: figures do not touch them."""
    standing = [r for r in sample.printed.rules if abs(r.x - r.x2) < 0.01 and r.ink == BLACK]
    for element in _of(sample, "cell", "table-head"):
        for line in element.lines:
            if not line.glyphs[0].upright:
                continue
            start, end = face_left(line.glyphs[0]), face_right(line.glyphs[-1])
            beside = [
                r.x for r in standing if r.page == line.page and min(r.y, r.y2) < line.y < max(r.y, r.y2)
            ]
            white = min((max(start - x, x - end) for x in beside), default=9.0)
            yield Seen(at(line), "" if white > 1.5 else f"only {white:.2f} pt from a rule")


def _numeric_cells(sample: Sample) -> Iterator[tuple[int, Element]]:
    table = 0
    for element in sample.found.elements:
        if element.kind == "table-caption":
            table += 1
        if element.kind == "cell" and re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", element.text):
            yield table, element


def _edges_around(sample: Sample, line: Line) -> int | None:
    """Name the column a cell stands in by the standing rule left of it; None for a spanning cell."""
    xs = sorted({
        round(r.x, 1) for r in sample.printed.rules
        if r.page == line.page and abs(r.x - r.x2) < 0.01 and r.y < line.y < r.y2
    })  # fmt: skip
    all_xs = sorted({
        round(r.x, 1) for r in sample.printed.rules if r.page == line.page and abs(r.x - r.x2) < 0.01
    })  # fmt: skip
    start = max((x for x in xs if x < line.glyphs[0].x), default=0.0)
    end = min((x for x in xs if x > line.glyphs[0].x), default=1e6)
    return None if any(start < x < end for x in all_xs) else int(start * 10)


@rule("P-65")
def wide_tables_are_turned_counter_clockwise(sample: Sample) -> Iterator[Seen]:
    """Their top is the physical left edge on odd and even pages; the folio stays with the page's foot."""
    kinds = ("table-caption", "table-head", "cell")
    turned = [(kind, line) for kind in kinds for e in _of(sample, kind) for line in e.lines
              if not line.glyphs[0].upright]  # fmt: skip
    for page in sorted({line.page for _, line in turned}):
        edges = []
        for kind in kinds:
            lines = [line for k, line in turned if k == kind and line.page == page]
            for line in lines:
                rising = all(glyph.rising for glyph in line.glyphs)
                yield Seen(at(line), "" if rising else "does not run from the foot of the page to its head")
            if lines:
                edges.append(
                    (min(line.glyphs[0].x for line in lines), max(line.glyphs[0].x for line in lines))
                )
        ordered = all(before[1] < after[0] for before, after in pairwise(edges))
        yield Seen(f"page {page}", "" if ordered else "caption, heads and cells do not follow from the left")
        upright = [line for line in sample.found.folios if line.page == page and line.glyphs[0].upright]
        yield Seen(f"page {page}", "" if upright else "its folio is not where a portrait page has it")


@rule("T-81")
def heads_of_tables_are_repeated_with_a_mark(sample: Sample) -> Iterator[Seen]:
    """Whatever is printed twice is a table's head under （续表）; nothing else on the pages is stray."""
    heads = {e.text for e in sample.found.elements if e.wanted.again}
    for page in range(1, sample.printed.pages + 1):
        stray = "".join(glyph.text for glyph in sample.found.stray if glyph.page == page)
        rest = stray
        for head in sorted(heads | {"（续表）", "（續表）"}, key=len, reverse=True):
            rest = rest.replace("".join(head.split()), "")
        fault = f"stray {rest}" if rest else ""
        if stray and not stray.startswith(("（续表）", "（續表）")):
            fault = fault or "heads without （续表）"
        yield Seen(f"page {page}", fault)


@rule("T-82")
def captions_stand_below_their_pictures(sample: Sample) -> Iterator[Seen]:
    for element in _of(sample, "caption"):
        line = element.first
        above = [p for p in sample.printed.pictures if p.page == line.page and p.y2 < line.y]
        white = min((line.y - 0.88 * line.size - p.y2 for p in above), default=1e6)
        yield Seen(at(line), within("white", white, 0.0, PITCH))
    for element in _of(sample, "caption", "table-caption"):
        yield Seen(at(element.last), "ends with 。" if element.last.text.endswith("。") else "")


# The whole text ----------------------------------------------------------------------------


@rule("§5.1")
def every_text_is_printed_once(sample: Sample) -> Iterator[Seen]:
    """No element is missing, none is printed over or twice."""
    for wanted in sample.found.missing:
        yield Seen(wanted.kind, f"“{wanted.text[:40]}” is not on the pages")
    for element in sample.found.elements:
        yield Seen(at(element.first))


@rule("T-32")
def marks_at_line_ends_lose_their_blank(sample: Sample) -> Iterator[Seen]:
    """GB/T 15834-2011 5.1.10: a full-width mark at the end of a full line stands half wide."""
    for element in sample.found.elements:
        if element.kind not in ("paragraph", "note"):
            continue
        for line in element.lines[:-1]:
            last = line.glyphs[-1]
            if last.text in RIGHT_BLANK:
                yield Seen(at(line), near("last face", face_right(last), right_of(line.page), 0.05))


@rule("T-33")
def opening_marks_at_line_starts_lose_their_blank(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        if element.kind not in ("paragraph", "note"):
            continue
        for number, line in enumerate(element.lines):
            if line.glyphs[0].text in OPEN:
                wanted = left_of(line.page) + (0.0 if number else 2 * CELL)
                yield Seen(at(line), near("first face", face_left(line.glyphs[0]), wanted, 0.05))
