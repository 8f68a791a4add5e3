"""Widths before breaking: squeezed marks (挤压), Han–Latin gaps, what may give.

Everything is measured in em of the paragraph's own size. Gaps live in the advance of
the character before them, so one row of prefix sums serves breaking and justifying.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, compress
from operator import ne
from typing import Final, Literal, NamedTuple

from bulletin_pdf.typeset.classes import LATIN, MARKS

MarkStyle = Literal["line-end-half", "full", "kaiming", "half"]
"""行末半角式 (default), 全身式, 开明式, 半角式 (T-34)."""


class SpacingStyle(NamedTuple):
    """How marks and scripts are spaced; one style for a whole document (T-34, T-47)."""

    marks: MarkStyle = "line-end-half"
    han_latin_gap: float = 0.25
    pair: float = 1.5
    """Width of two adjacent marks in em: 1.5 in principle, 1.0 in a tighter style (T-30)."""
    trim_open_at_start: Literal["always", "turned", "never"] = "always"
    stop_fixed: bool = False
    hanging: bool = False
    han_space: float = 0.5
    """Width of a typed space between Han, in em; a title takes 1 (T-73)."""


class Spaced(NamedTuple):
    """A text with its natural widths, ready to be broken into lines."""

    text: str
    classes: str
    advances: Sequence[float]
    """The face's own advance of each character, em."""
    widths: list[float]
    """The box each character stands in, em, without the gap after it."""
    positions: list[float]
    """Prefix sums of boxes and gaps: the left edge of each box from the text's start."""
    gaps: dict[int, float]
    """Han–Latin gaps after a character, em."""
    offsets: dict[int, float]
    """Where a glyph's origin stands in its box when not at the left edge, em."""
    left_blanks: dict[int, float]
    right_blanks: dict[int, float]
    stretchable: bytearray
    """1 where the gap after a character may take white in the last step (s3)."""
    stretch_counts: list[int]
    """Prefix counts of `stretchable`."""
    givers: list[int]
    """Indices of spaces, marks and gaps that may give way, ascending."""
    sums: "GiverSums"
    end_trims: dict[int, float]
    """What a line that ends before an index loses there: spaces, a gap, a mark's blank, em."""
    start_trims: dict[int, float]
    """What a line that begins at an index loses there: an opening mark's blank, em."""
    style: SpacingStyle


class GiverSums(NamedTuple):
    """How far each of `givers` may give way, and prefix sums over them, em."""

    steps: list[tuple[int, float]]
    """Step of §5 (0: c2 Latin spaces, 1: c4 brackets, 2: c5 pauses, 3: c6 Han–Latin gaps, 4: c7 stops)."""
    squeeze: list[float]
    """Prefix sums of what all steps may take."""
    spare: list[float]
    """s1 and s2: Latin spaces and Han–Latin gaps up to their ceilings."""


SPACE_FLOOR: Final = 0.25
SPACE_CEILING: Final = 0.5
GAP_FLOOR: Final = 0.125
GAP_CEILING: Final = 0.5
STEPS: Final = 5
"""Steps in which marks and gaps give way (§5)."""


_FULL_WIDTH: Final = dict.fromkeys("HOCPSKMEurYF", 1.0) | {"D": 0.5, "h": 0.5, "/": 0.5, "W": 2.0}
_NARROW_FIXED: Final = {"\u00a0": 0.5, "\u2002": 0.5, "\u2007": 0.5, "\u202f": 0.25}
_PAIR: Final = re.compile(r"[OC](?=[OCPS])|[PS](?=[OC])")
_SHOUT: Final = re.compile(r"[？！]{2,}")
_HAN_LATIN: Final = re.compile(r"[HY](?=[AN]|pN)|[ANn](?=H)")
_TYPED_SPACE: Final = re.compile(r" +")
_OFF_LATTICE: Final = re.compile(r"[ANnpmDKh/WMEu F]")
_FLUSH_LEFT: Final = frozenset("CPSM F") | LATIN
_HELD_AFTER: Final = frozenset("DKh/ ")


def space(text: str, classes: str, advances: Sequence[float], style: SpacingStyle) -> Spaced:
    """Give `text` its natural widths (§3 and §4, done before breaking)."""
    # Latin letters have no width of their own in the table: they keep the face's.
    widths: list[float] = list(map(_FULL_WIDTH.get, classes, advances))
    left = {m.start(): 0.5 for m in re.finditer("O", classes)}
    right = {m.start(): 0.5 for m in re.finditer("[CPS]", classes)}
    for match in re.finditer("F", classes):
        widths[match.start()] = _NARROW_FIXED.get(text[match.start()], 1.0)
    _trim_marks(text, classes, style, left, right)
    for index, blank in (left | right).items():
        widths[index] = 0.5 + blank
    gaps = _han_latin_gaps(classes, style)
    _set_typed_spaces(classes, style, widths, gaps)
    offsets = _offsets(classes, advances, widths)
    advanced = widths.copy()
    for index, gap in gaps.items():
        advanced[index] += gap
    stretchable = _stretchable(classes, gaps)
    givers = sorted(
        {i for i, b in left.items() if b} | {i for i, b in right.items() if b} | gaps.keys()
        | {m.start() for m in re.finditer(" ", classes) if widths[m.start()] > 0}
    )  # fmt: skip
    spaced = Spaced(
        text, classes, advances, widths, list(accumulate(advanced, initial=0.0)), gaps, offsets,
        left, right, stretchable, list(accumulate(stretchable, initial=0)), givers, _NO_SUMS, {}, {}, style,
    )  # fmt: skip
    if not givers:
        return spaced
    return spaced._replace(
        sums=_sum_givers(spaced), end_trims=_end_trims(spaced), start_trims=_start_trims(spaced)
    )


def _end_trims(spaced: Spaced) -> dict[int, float]:
    """T-32, T-36, T-41: what stands at a line's end gives up its blank, its gap, its space."""
    trims = {index + 1: gap for index, gap in spaced.gaps.items()}
    style = spaced.style
    if style.marks != "full":
        trims |= {index + 1: blank for index, blank in spaced.right_blanks.items() if blank}
    if style.hanging:
        for match in re.finditer(r"(?<=[^OCPS])[PS]", spaced.classes):
            if spaced.text[match.start()] in "。，、":
                trims[match.end()] = spaced.widths[match.start()]
    for run in _TYPED_SPACE.finditer(spaced.classes):
        shed = trims.get(run.start(), 0.0)
        for index in range(run.start(), run.end()):
            shed += spaced.widths[index] + spaced.gaps.get(index, 0.0)
            trims[index + 1] = shed
    return trims


def _start_trims(spaced: Spaced) -> dict[int, float]:
    """T-33: an opening mark at a line's start loses the blank before it."""
    style = spaced.style
    if style.trim_open_at_start == "never" or style.marks == "full":
        return {}
    turned = style.trim_open_at_start == "turned"
    return {index: blank for index, blank in spaced.left_blanks.items() if index or not turned}


_NO_SUMS: Final = GiverSums([], [0.0], [0.0])


def _giving(spaced: Spaced, index: int) -> tuple[int, float]:
    """Give the step (0 to 4) in which the character at `index` gives way, and how far, em."""
    if index in spaced.gaps:
        return 3, max(0.0, spaced.gaps[index] - GAP_FLOOR)
    match spaced.classes[index]:
        case " ":
            return 0, max(0.0, spaced.widths[index] - SPACE_FLOOR)
        case "O":
            return 1, spaced.left_blanks[index]
        case "C":
            return 1, spaced.right_blanks[index]
        case "P":
            return 2, spaced.right_blanks[index]
        case _:
            return 4, 0.0 if spaced.style.stop_fixed else spaced.right_blanks[index]


def _sum_givers(spaced: Spaced) -> GiverSums:
    steps = [_giving(spaced, index) for index in spaced.givers]
    spare = [spare_of(spaced, index) for index in spaced.givers]
    return GiverSums(
        steps,
        list(accumulate([amount for _, amount in steps], initial=0.0)),
        list(accumulate(spare, initial=0.0)),
    )


def spare_of(spaced: Spaced, index: int) -> float:
    """Give how far a Latin space or a Han–Latin gap may open, em (s1, s2)."""
    if index in spaced.gaps:
        return max(0.0, GAP_CEILING - spaced.gaps[index])
    if spaced.classes[index] == " ":
        return max(0.0, SPACE_CEILING - spaced.widths[index])
    return 0.0


def _trim_marks(
    text: str, classes: str, style: SpacingStyle, left: dict[int, float], right: dict[int, float]
) -> None:
    for run in _SHOUT.finditer(text):  # T-02: two take 1 em, three take 2 em
        for index in range(run.start(), run.end() - (run.end() - run.start() > 2)):
            right[index] = 0.0
    if style.marks in ("kaiming", "half"):
        for index in left:
            left[index] = 0.0
        for index in right:
            if style.marks == "half" or classes[index] != "S":
                right[index] = 0.0
    if style.marks != "line-end-half":
        return  # 全身式 trims nothing; the narrow styles are no wider than 1.5 em a pair already
    for match in _PAIR.finditer(classes):  # T-30
        _face(match.start(), left, right, 2.0 - style.pair)


def _face(first: int, left: dict[int, float], right: dict[int, float], surplus: float) -> None:
    """Take the facing blank of two adjacent marks down by `surplus`, first mark first."""
    taken = min(surplus, right.get(first, 0.0))
    if taken:
        right[first] -= taken
    rest = min(surplus - taken, left.get(first + 1, 0.0))
    if rest:
        left[first + 1] -= rest


def _han_latin_gaps(classes: str, style: SpacingStyle) -> dict[int, float]:
    if not style.han_latin_gap:
        return {}
    return {m.start(): style.han_latin_gap for m in _HAN_LATIN.finditer(classes)}


def _set_typed_spaces(classes: str, style: SpacingStyle, widths: list[float], gaps: dict[int, float]) -> None:
    """T-44: a typed space beside Han is the Han–Latin gap itself, never added to it."""
    for run in _TYPED_SPACE.finditer(classes):
        before, after = classes[run.start() - 1 : run.start()], classes[run.end() : run.end() + 1]
        latin = (before in LATIN) + (after in LATIN) if before and after else 2
        if latin == 2:
            continue
        for index in range(run.start(), run.end()):
            widths[index] = 0.0
        if before in "PS" or after in "CPS":
            continue
        if latin == 1 and not (before in MARKS or after in MARKS):
            gaps[run.start()] = style.han_latin_gap
        elif not latin:
            blank = 0.5 * (before == "C") + 0.5 * (after == "O")
            widths[run.start()] = max(0.0, style.han_space * (run.end() - run.start()) - blank)


def _offsets(classes: str, advances: Sequence[float], widths: list[float]) -> dict[int, float]:
    """Opening marks stand flush right in their box, narrow signs in its middle."""
    offsets: dict[int, float] = {}
    for index in compress(range(len(widths)), map(ne, widths, advances)):
        letter = classes[index]
        if letter == "O":
            offsets[index] = widths[index] - advances[index]
        elif letter not in _FLUSH_LEFT:
            offsets[index] = (widths[index] - advances[index]) / 2
    return offsets


def _stretchable(classes: str, gaps: dict[int, float]) -> bytearray:
    """§5 s3: all other gaps, not inside —— …… numbers or words, nor beside connectors."""
    flags = bytearray(b"\x01") * len(classes)
    for match in _OFF_LATTICE.finditer(classes):
        index, letter = match.start(), match.group()
        if letter in _HELD_AFTER:
            flags[index] = 0
            if index:
                flags[index - 1] = 0
        elif letter in "uF":
            flags[index] = int(letter == "u")
            if index:
                flags[index - 1] = 0
        else:
            following = classes[index + 1 : index + 2]
            if letter in "ME":
                flags[index] = int(following != letter)
            elif letter in LATIN:
                if following in LATIN:
                    flags[index] = 0
                if following == " ":
                    flags[index] = 0
    for index in gaps:
        flags[index] = 0
    for match in re.finditer("m", classes):
        if match.start():
            flags[match.start() - 1] = 0
    return flags
