"""Lines of a paragraph: edges, unbreakable stretches, squeezing, gaps, justification (T-10 to T-60)."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from conformance.elements import Element, Line
from conformance.marks import (
    CLOSE,
    NOT_FIRST,
    OPEN,
    PAUSE,
    RIGHT_BLANK,
    STOP,
    Gap,
    face_left,
    face_right,
    gaps_of,
    is_han,
    is_latin,
    is_plain,
    is_wide,
)
from conformance.page import CELL, SI_HAO, WIDTH, left_of
from conformance.rules import Sample, Seen, at, near, rule, within

ENOUGH = 0.012
"""Positions in the file are rounded to a thousandth of a point or of an em; in em."""


class Measure(NamedTuple):
    """Where the lines of a kind of element begin and end, pt from the type area's left edge."""

    indent: float
    hang: float
    right: float


MEASURES = {
    "paragraph": Measure(2 * CELL, 0.0, WIDTH),
    "note": Measure(2 * CELL, 0.0, WIDTH),
    "remark": Measure(2 * CELL, 0.0, WIDTH),
    "quote": Measure(4 * CELL, 2 * CELL, WIDTH - 2 * CELL),
}
SONG = "NotoSerifSC-Regular"
HEADS = frozenset({"heading1", "heading2", "heading3", "heading4"})


def paragraphs(sample: Sample) -> Iterator[tuple[Element, Measure]]:
    """Give every justified paragraph with its measure."""
    for element in sample.found.elements:
        if element.kind in MEASURES:
            yield element, MEASURES[element.kind]
        elif element.kind == "recipients":
            label = element.text.index("：") + 1
            yield element, Measure(SI_HAO, (1 + label) * SI_HAO, WIDTH - SI_HAO)


def is_aligned_by_hand(element: Element) -> bool:
    """Tell a list of names in columns: its spaces keep their width and its lines are not opened."""
    return re.sub("“[^”]*”", "", element.text).count("\u3000") > 1


def justified_lines(sample: Sample) -> Iterator[tuple[Line, Measure]]:
    """Give every line that must be flush on both sides."""
    for element, measure in paragraphs(sample):
        if is_aligned_by_hand(element):
            continue
        for line in element.lines[:-1]:
            yield line, measure


# Edges ------------------------------------------------------------------------------------


_COLUMNS = re.compile("(?!\u3000\\w(?:[，、；。：）]|$))\u3000+")
"""Spaces that part names; those inside a name that a mark follows (杨　帆，) make no column."""


@rule("T-33 T-56 T-57 P-54")
def lines_begin_at_their_indent(sample: Sample) -> Iterator[Seen]:
    """2 字 on the first line, flush when turned, a list of names under its first column, behind its label; an opening mark loses its blank."""
    for element, measure in paragraphs(sample):
        listed = element.kind == "paragraph" and len(_COLUMNS.findall(element.text)) > 1
        label = re.match("[^：，。]{1,6}：", element.text)
        hang = measure.indent + (label.end() * CELL if label else 0) if listed else measure.hang
        for number, line in enumerate(element.lines):
            wanted = left_of(line.page) + (hang if number else measure.indent)
            yield Seen(at(line), near("first face", face_left(line.glyphs[0]), wanted, 0.05))


@rule("T-57 P-54")
def names_of_recipients_begin_where_their_turned_lines_do(sample: Sample) -> Iterator[Seen]:
    for element, measure in paragraphs(sample):
        if element.kind == "recipients" and len(element.lines) > 1:
            first = element.first.glyphs[element.text.index("：") + 1]
            wanted = left_of(first.page) + measure.hang
            yield Seen(at(element.first), near("first name", face_left(first), wanted, 0.1))


@rule("T-32 T-52 §5")
def justified_lines_end_at_the_measure(sample: Sample) -> Iterator[Seen]:
    for line, measure in justified_lines(sample):
        wanted = left_of(line.page) + measure.right
        yield Seen(at(line), near("last face", face_right(line.glyphs[-1]), wanted, 0.05))


def _turned_starts(element: Element) -> Iterator[tuple[Line, Line]]:
    yield from pairwise(element.lines)


@rule("T-10 T-16 T-20")
def no_line_begins_with_a_forbidden_mark(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        for _, line in _turned_starts(element):
            first, second = line.glyphs[0], line.glyphs[1].text if len(line.glyphs) > 1 else ""
            forbidden = first.text in NOT_FIRST or first.text == "々"
            if first.text == "—" == second or (first.text in "”’" and not is_wide(first)):
                forbidden = False
            yield Seen(at(line), f"begins with {first.text}" if forbidden else "")


@rule("T-10 T-20")
def no_line_ends_with_an_opening_mark(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        for line, following in _turned_starts(element):
            last = line.glyphs[-1]
            solidus = last.text == "/" and is_han(following.glyphs[0].text)
            forbidden = (last.text in OPEN and is_wide(last)) or solidus
            yield Seen(at(line), f"ends with {last.text}" if forbidden else "")


# Unbreakable ------------------------------------------------------------------------------

_UNITS = "km|cm|mm|m²|m³|m|kg|mg|μg|g|t|mL|L|kW|MW|kV|V|Hz|Pa|dB|GB|TB|MB|mol|min|ms|s|h|d|℃"
_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://|www\.|[a-z]:\\|(?<![!-~])/)[!-~]+|[a-z0-9.+-]+@[a-z0-9.-]+|[a-z0-9.-]+\.(?:cn|com|org|net)[!-~]*",
    re.IGNORECASE,
)
_WHOLE = {
    "T-12": re.compile("——|……"),
    "T-13": re.compile(r"[0-9]+(?:[.,:/][0-9]+)*(?:×10[⁻⁰-⁹¹²³]+)?"),
    "T-14": re.compile(rf"[¥￥$№±−]?[0-9]+(?:\.[0-9]+)?(?:[%‰℃°]| ?(?:{_UNITS})(?![A-Za-z]))|[¥￥№±][0-9]+"),
    "T-15": re.compile(r"[A-Za-zÀ-ɏ]+"),
    "T-17": re.compile(r"第[0-9]{1,4}[期号章条]|〔[0-9]{4}〕[0-9]+号"),
    "T-18": re.compile(r"[0-9]+(?:年|月|日|时|分)"),
}


def _squashed_at(text: str) -> list[int]:
    """For each index of a text, how many characters that are no spaces stand before it."""
    places, count = [0], 0
    for char in text:
        count += bool(char.strip())
        places.append(count)
    return places


def _line_numbers(element: Element) -> list[int]:
    return [number for number, line in enumerate(element.lines) for _ in line.glyphs]


def _whole(sample: Sample, name: str) -> Iterator[Seen]:
    for element in sample.found.elements:
        if element.kind in ("name", "answering"):
            continue
        numbers, places = _line_numbers(element), _squashed_at(element.text)
        addresses = [match.span() for match in _ADDRESS.finditer(element.text)]
        for match in _WHOLE[name].finditer(element.text):
            if name in ("T-13", "T-15") and any(a <= match.start() < b for a, b in addresses):
                continue
            parts = numbers[places[match.start()] : places[match.end()]]
            parted = len(set(parts)) > 1
            yield Seen(f"{element.kind} {match.group()}", "is parted between two lines" if parted else "")


@rule("T-12")
def dashes_and_ellipses_are_not_parted(sample: Sample) -> Iterator[Seen]:
    yield from _whole(sample, "T-12")


@rule("T-13")
def numbers_stay_whole(sample: Sample) -> Iterator[Seen]:
    yield from _whole(sample, "T-13")


@rule("T-14")
def numbers_keep_their_units_and_signs(sample: Sample) -> Iterator[Seen]:
    yield from _whole(sample, "T-14")


@rule("T-15")
def latin_words_stay_whole(sample: Sample) -> Iterator[Seen]:
    yield from _whole(sample, "T-15")


@rule("T-17")
def numbered_things_stay_whole(sample: Sample) -> Iterator[Seen]:
    yield from _whole(sample, "T-17")


@rule("T-18")
def parts_of_dates_stay_whole(sample: Sample) -> Iterator[Seen]:
    yield from _whole(sample, "T-18")


@rule("T-15")
def addresses_break_only_after_their_marks(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        numbers, places = _line_numbers(element), _squashed_at(element.text)
        for match in _ADDRESS.finditer(element.text):
            for index in range(match.start() + 1, match.end()):
                if numbers[places[index]] != numbers[places[index - 1]]:
                    before = element.text[index - 1]
                    yield Seen(match.group(), "" if before in "/?&._-=@\\" else f"broken after {before}")


_SPREAD_NAME = re.compile(r"(?:(?<=^)|(?<=[\u3000、]))[一-鿿](\u3000)[一-鿿](?=$|[\u3000、])")


@rule("T-53")
def spread_names_are_not_parted(sample: Sample) -> Iterator[Seen]:
    """丁　兰: a name of two characters spread to three stays on one line."""
    for element in sample.found.elements:
        if not is_aligned_by_hand(element):
            continue
        numbers, places = _line_numbers(element), _squashed_at(element.text)
        for match in _SPREAD_NAME.finditer(element.text):
            first = places[match.start()]
            parted = numbers[first] != numbers[first + 1]
            yield Seen(match.group(), "is parted between two lines" if parted else "")


@rule("T-53")
def columns_aligned_by_hand_keep_their_places(sample: Sample) -> Iterator[Seen]:
    """An ideographic space is one em wide wherever the line has room."""
    for element in sample.found.elements:
        if element.kind != "paragraph" or not is_aligned_by_hand(element):
            continue
        for line in element.lines:
            for gap in gaps_of(line):
                if gap.after.spaced and is_han(gap.before.text) and is_han(gap.after.text):
                    ems = gap.white
                    yield Seen(f"{at(line)} {gap.pair}", near("white", ems, max(round(ems), 1), ENOUGH))


@rule("T-05 T-12")
def the_halves_of_a_dash_touch(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        for line in element.lines:
            for gap in gaps_of(line):
                if gap.pair in ("——", "……"):
                    step = (gap.after.x - gap.before.x) / gap.before.size
                    yield Seen(f"{at(line)} {gap.pair}", near("step", step, 1.0, 0.02))


# Gaps -------------------------------------------------------------------------------------


def _kind(char: str, wide: bool) -> str:
    if is_han(char):
        return "H"
    if is_latin(char) or char == "%":
        return "L"
    if wide:
        for kind, members in (("O", OPEN), ("C", CLOSE), ("P", PAUSE), ("S", STOP)):
            if char in members:
                return kind
    return "?"


def kinds(gap: Gap) -> str:
    """Name a pair by its classes: H Han, L Latin, O opening, C closing, P pause, S stop."""
    return _kind(gap.before.text, is_wide(gap.before)) + _kind(gap.after.text, is_wide(gap.after))


HAN_LATIN = frozenset({"HL", "LH"})
BRACKET = frozenset({"CH", "CL", "HO", "LO", "PO", "SO", "CO"})
"""Half an em of white that belongs to a bracket or quotation mark (c4)."""
PAUSED = frozenset({"PH", "PL"})
STOPPED = frozenset({"SH", "SL"})
TOUCHING = frozenset({"CC", "CP", "CS", "PC", "SC", "OO", "HP", "HS", "HC", "LP", "LS", "LC", "OH", "OL"})


class Whites(NamedTuple):
    """The white of one line by the steps of §5, em."""

    tracking: float
    han_latin: list[float]
    brackets: list[float]
    pauses: list[float]
    stops: list[float]
    touching: list[float]


def _texts(sample: Sample) -> Iterator[Line]:
    """Give all lines of running text; 报： and its like are labels, which keep their width."""
    for element, _ in paragraphs(sample):
        label = element.text.index("：") + 1 if element.kind == "recipients" else 0
        yield Line(element.first.glyphs[label:])
        yield from element.lines[1:]


def whites_of(line: Line) -> Whites | None:
    """Sort a line's white; None when it has no two Han together to tell its tracking by."""
    gaps = [gap for gap in gaps_of(line) if not gap.after.spaced or kinds(gap) in HAN_LATIN]
    plain = [gap.white for gap in gaps if is_plain(gap)]
    if not plain:
        return None

    def of(wanted: frozenset[str]) -> list[float]:
        return [gap.white for gap in gaps if kinds(gap) in wanted and not _doubled(gap)]

    return Whites(median(plain), of(HAN_LATIN), of(BRACKET), of(PAUSED), of(STOPPED), of(TOUCHING))


def _doubled(gap: Gap) -> bool:
    return gap.before.text in "？！" and gap.after.text in "？！"


CLOSED = 0.015
"""T-51: even lines close the gaps between Han by no more, em."""


@rule("T-51 §5")
def hanzi_hardly_close_and_open_not_too_far(sample: Sample) -> Iterator[Seen]:
    """s3: more than 0.35 em a gap is a fault (the author is told, B509)."""
    told = any(problem.code in ("B502", "B503", "B509") for problem in sample.problems)
    for line in _texts(sample):
        for gap in gaps_of(line):
            if is_plain(gap):
                most = 1e6 if told else 0.35 + ENOUGH
                yield Seen(f"{at(line)} {gap.pair}", within("white", gap.white, -CLOSED - ENOUGH, most))


@rule("§5")
def tracking_is_the_same_all_along_a_line(sample: Sample) -> Iterator[Seen]:
    for line in _texts(sample):
        plain = [gap.white for gap in gaps_of(line) if is_plain(gap)]
        if len(plain) > 1:
            yield Seen(at(line), within("spread of white", max(plain) - min(plain), 0.0, ENOUGH))


@rule("T-52")
def last_lines_are_not_stretched(sample: Sample) -> Iterator[Seen]:
    for element, _ in paragraphs(sample):
        whites = whites_of(element.last)
        if whites:
            yield Seen(at(element.last), within("tracking", whites.tracking, -CLOSED - ENOUGH, ENOUGH))


@rule("T-40 T-44 T-47 §5")
def han_latin_gaps_keep_their_limits(sample: Sample) -> Iterator[Seen]:
    """A quarter em, an eighth when squeezed; a third when opened, or as much as Han open; no typed space is added."""
    for line in _texts(sample):
        whites = whites_of(line)
        most = max(0.33, 0.25 + whites.tracking) if whites else 0.5
        for gap in gaps_of(line):
            if kinds(gap) in HAN_LATIN:
                yield Seen(f"{at(line)} {gap.pair}", within("gap", gap.white, 0.125 - ENOUGH, most + ENOUGH))


@rule("T-40 T-52")
def han_latin_gaps_are_a_quarter_em_where_nothing_gives(sample: Sample) -> Iterator[Seen]:
    for element, measure in paragraphs(sample):
        whites = whites_of(element.last)
        room = left_of(element.last.page) + measure.right - face_right(element.last.glyphs[-1])
        if whites is None or room < CELL:
            continue
        for white in whites.han_latin:
            yield Seen(at(element.last), near("gap", white, 0.25, ENOUGH))


@rule("T-42 T-43")
def no_gap_stands_beside_marks(sample: Sample) -> Iterator[Seen]:
    """Between Latin and a mark there is no white but the line's tracking; none before %."""
    for line in _texts(sample):
        whites = whites_of(line)
        tracking = max(0.0, whites.tracking) if whites else 0.35
        for gap in gaps_of(line):
            if kinds(gap) in ("LP", "LS", "LC", "OL") and not gap.after.spaced:
                yield Seen(f"{at(line)} {gap.pair}", within("white", gap.white, -ENOUGH, tracking + ENOUGH))
            if gap.before.text.isdigit() and gap.after.text in "%℃‰" and not gap.after.spaced:
                yield Seen(f"{at(line)} {gap.pair}", within("white", gap.white, -ENOUGH, ENOUGH))


@rule("T-34 §5")
def no_white_opens_inside_brackets_nor_before_marks(sample: Sample) -> Iterator[Seen]:
    """s3: marks keep to what they hold or follow, however loose the line."""
    for line in _texts(sample):
        for gap in gaps_of(line):
            if kinds(gap) in ("OH", "HC", "HP", "HS") and not gap.after.spaced:
                yield Seen(f"{at(line)} {gap.pair}", within("white", gap.white, -ENOUGH, ENOUGH))


@rule("T-30 T-31")
def adjacent_marks_are_squeezed_to_one_and_a_half_em(sample: Sample) -> Iterator[Seen]:
    """Closing before opening keeps half an em, others of a pair touch; never more than the tracking on top."""
    for line in _texts(sample):
        whites = whites_of(line)
        tracking = max(0.0, whites.tracking) if whites else 0.35
        for gap in gaps_of(line):
            pair = kinds(gap)
            if _doubled(gap) or gap.after.spaced:
                continue
            if pair in ("CO", "PO", "SO"):
                yield Seen(
                    f"{at(line)} {gap.pair}", within("white", gap.white, -ENOUGH, 0.5 + tracking + ENOUGH)
                )
            elif pair in ("CC", "CP", "CS", "PC", "SC", "OO"):
                yield Seen(f"{at(line)} {gap.pair}", within("white", gap.white, -ENOUGH, tracking + ENOUGH))


@rule("T-15 §5")
def latin_words_are_not_letterspaced(sample: Sample) -> Iterator[Seen]:
    """clreq: white opens beside Western words, never between their letters."""
    for line in _texts(sample):
        # Part of an address that fills a line has no other place for its white, nor has a key in a loose line.
        lone = line.text.isascii() and not any(gap.after.spaced for gap in gaps_of(line))
        keyed = re.search(r"(?=[!-~]*[0-9/._])[!-~]{10}", line.text) is not None
        for gap in gaps_of(line):
            if lone or keyed or not gap.pair.isascii() or not gap.pair.isalpha() or gap.after.spaced:
                continue
            yield Seen(f"{at(line)} {gap.pair}", near("white", gap.white, 0.0, 0.03))


@rule("§5")
def latin_word_spaces_keep_their_limits(sample: Sample) -> Iterator[Seen]:
    """c2 and s1: a quarter em at least, half an em at most before anything else opens."""
    for line in _texts(sample):
        whites = whites_of(line)
        tracking = max(0.0, whites.tracking) if whites else 0.35
        for gap in gaps_of(line):
            letters = is_latin(gap.before.text) and is_latin(gap.after.text)
            if gap.after.spaced and letters and not gap.before.text.isdigit():
                most = 0.5 + tracking + ENOUGH
                yield Seen(f"{at(line)} {gap.pair}", within("space", gap.white, 0.25 - ENOUGH, most))


@rule("§5 T-43")
def no_white_opens_beside_connectors(sample: Sample) -> Iterator[Seen]:
    """clreq: tracking is not added to ～ – — / nor to what stands beside them."""
    for line in _texts(sample):
        for gap in gaps_of(line):
            connector = gap.before.text in "～–/—" or gap.after.text in "～–/—"
            dash = "——" in line.text  # two-em dashes are opened beside like a Han
            if connector and not dash and not gap.after.spaced and is_latin(gap.pair.strip("～–/—")[:1]):
                yield Seen(f"{at(line)} {gap.pair}", within("white", gap.white, -0.16, 0.16))


@rule("7.3.3 §5")
def heads_stand_two_cells_in(sample: Sample) -> Iterator[Seen]:
    for element in sample.found.elements:
        if element.kind in HEADS:
            start = face_left(element.first.glyphs[0]) - left_of(element.first.page)
            yield Seen(at(element.first), near("indent", start, 2 * CELL, 0.05))


@rule("T-02")
def doubled_marks_take_one_em(sample: Sample) -> Iterator[Seen]:
    """GB/T 15834-2011 5.1.2: ？！ are one em together."""
    for line in _texts(sample):
        for gap in gaps_of(line):
            if _doubled(gap):
                step = (gap.after.x - gap.before.x) / gap.before.size
                yield Seen(f"{at(line)} {gap.pair}", near("step", step, 0.5, 0.02 + 0.35))


@rule("T-50 §5")
def no_line_is_squeezed_and_stretched_at_once(sample: Sample) -> Iterator[Seen]:
    for line in _texts(sample):
        whites = whites_of(line)
        if whites is None or whites.tracking <= ENOUGH:
            continue
        full = whites.brackets + whites.pauses + whites.stops
        if full:
            yield Seen(at(line), within("a mark's blank", min(full), 0.5 - ENOUGH, 1.0))


@rule("T-40 §5")
def han_latin_gaps_open_before_hanzi_do(sample: Sample) -> Iterator[Seen]:
    """s2 before s3: white goes between Han only when every Han–Latin gap has a third of an em, past 8 % alike."""
    for line in _texts(sample):
        whites = whites_of(line)
        if whites and whites.tracking > ENOUGH and whites.han_latin:
            wanted = max(0.33, 0.25 + whites.tracking)
            yield Seen(at(line), near("gap", min(whites.han_latin), wanted, ENOUGH))


class Step(NamedTuple):
    """One step of a line that gives way: what it found, from which width to which."""

    name: str
    found: list[float]
    full: float
    floor: float


def _steps(whites: Whites) -> list[Step]:
    return [
        Step("brackets", whites.brackets, 0.5, 0.0),
        Step("pauses", whites.pauses, 0.5, 0.25),
        Step("Han–Latin gaps", whites.han_latin, 0.25, 0.125),
        Step("stops", whites.stops, 0.5, 0.0),
        Step("Han", [whites.tracking], 0.0, -CLOSED),
        Step("pauses further", whites.pauses, 0.25, 0.0),
    ]


@rule("§5")
def marks_give_way_in_their_order(sample: Sample) -> Iterator[Seen]:
    """c4 brackets, c5 pauses, c6 Han–Latin gaps, c7 stops, Han, pauses further: each when those before are spent."""
    for line in _texts(sample):
        whites = whites_of(line)
        if whites is None or whites.tracking > ENOUGH:
            continue
        steps = _steps(whites)
        for number, step in enumerate(steps):
            if not step.found or min(step.found) > step.full - 2 * ENOUGH:
                continue
            unspent = [
                earlier.name
                for earlier in steps[:number]
                if earlier.found and max(earlier.found) > earlier.floor + 2 * ENOUGH
            ]
            yield Seen(at(line), f"{step.name} give way before {unspent[0]}" if unspent else "")


@rule("§5")
def marks_of_one_step_give_way_alike(sample: Sample) -> Iterator[Seen]:
    for line in _texts(sample):
        whites = whites_of(line)
        if whites is None or whites.tracking > ENOUGH:
            continue
        for step in _steps(whites):
            if len(step.found) > 1:
                fault = within(f"spread of {step.name}", max(step.found) - min(step.found), 0.0, 2 * ENOUGH)
                yield Seen(at(line), fault)


@rule("T-34")
def marks_keep_their_blank_where_nothing_gives(sample: Sample) -> Iterator[Seen]:
    """行末半角式: 1 em inside a line; the last line of a paragraph shows it."""
    for element, measure in paragraphs(sample):
        whites = whites_of(element.last)
        if whites is None:
            continue
        blanks = whites.brackets + whites.pauses + whites.stops
        room = left_of(element.last.page) + measure.right - face_right(element.last.glyphs[-1])
        for white in blanks if room > 1.5 * CELL else ():
            yield Seen(at(element.last), near("blank", white, 0.5, ENOUGH))


@rule("T-34 §1")
def no_mark_is_squeezed_past_its_face(sample: Sample) -> Iterator[Seen]:
    for line in _texts(sample):
        for gap in gaps_of(line):
            if gap.before.text in RIGHT_BLANK or gap.after.text in OPEN:
                yield Seen(f"{at(line)} {gap.pair}", within("white", gap.white, -ENOUGH, 1.0))


@rule("T-46 T-45 P-60")
def digits_are_half_an_em_and_half_width(sample: Sample) -> Iterator[Seen]:
    for glyph in sample.printed.glyphs:
        if glyph.text in "0123456789" and not glyph.font.startswith("NotoSansSC"):
            folio = glyph.font == SONG  # the stand-in for 宋体 has digits a little wider than half an em
            fault = near("advance", glyph.em, 0.5, 0.07 if folio else 0.005)
            yield Seen(f"page {glyph.page} {glyph.text} in {glyph.font}", fault)
        elif "０" <= glyph.text <= "ｚ" and glyph.text.isalnum():
            yield Seen(f"page {glyph.page}", f"full-width {glyph.text}")


@rule("T-04")
def quotation_marks_and_dashes_come_from_chinese_faces(sample: Sample) -> Iterator[Seen]:
    """East Asian ambiguous marks are one em wide in Han context."""
    for element in sample.found.elements:
        for line in element.lines:
            for before, glyph, after in zip(line.glyphs, line.glyphs[1:], line.glyphs[2:], strict=False):
                if glyph.text in "“”‘’—…" and (is_han(before.text) or is_han(after.text)):
                    yield Seen(f"{at(line)} {glyph.text}", near("advance", glyph.em, 1.0, 0.02))


@rule("T-60")
def last_lines_hold_two_hanzi(sample: Sample) -> Iterator[Seen]:
    for element, _ in paragraphs(sample):
        if len(element.lines) > 1:
            held = sum(glyph.text not in RIGHT_BLANK + OPEN for glyph in element.last.glyphs)
            yield Seen(at(element.last), "" if held > 1 else f"only {element.last.text} is left")


def loosest(sample: Sample) -> Sequence[tuple[float, Line]]:
    """Give the tracking of every justified line, for the figures of the report."""
    return [
        (whites.tracking, line) for line, _ in justified_lines(sample) if (whites := whites_of(line))
    ]  # fmt: skip
