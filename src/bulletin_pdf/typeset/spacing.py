"""Widths before breaking: squeezed marks (挤压), Han–Latin gaps, what may give.

Everything is measured in em of the paragraph's own size. Gaps live in the advance of
the character before them, so one row of prefix sums serves breaking and justifying.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import accumulate, compress
from operator import ne
from typing import Final, Literal, NamedTuple

from bulletin_pdf.typeset.classes import COMBINING, LATIN, MARKS

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
    moves: dict[int, float]
    """Where the next glyph stands nearer or further off than the face's advance: index → em, ascending."""
    left_blanks: dict[int, float]
    right_blanks: dict[int, float]
    stretchable: bytearray
    """1 where the gap after a character may take white in the last step (s3)."""
    stretch_counts: list[int]
    """Prefix counts of `stretchable`."""
    givers: list[int]
    """Indices of spaces, marks and gaps that may give way, ascending."""
    giving: dict[int, tuple[int, float]]
    """Giver → its step of §5 (0: c2 Latin spaces, 1: c4 brackets, 2: c5 pauses, 3: c6 Han–Latin gaps,
    4: c7 stops), and how far it may give way, em."""
    squeeze: list[float]
    """Prefix sums of what all givers may give, em."""
    spare: list[float]
    """Prefix sums of how far Latin spaces and Han–Latin gaps may open (s1, s2), em."""
    left_edges: list[float]
    """Left edge of a line that begins at an index: an opening mark loses its blank there (T-33), em."""
    right_edges: list[float]
    """Right edge of a line that ends before an index: it loses spaces, a gap, a mark's blank (T-32), em."""
    style: SpacingStyle


SPACE_FLOOR: Final = 0.25
SPACE_CEILING: Final = 0.5
GAP_FLOOR: Final = 0.125
GAP_CEILING: Final = 0.5
STEPS: Final = 5
"""Steps in which marks and gaps give way (§5)."""


_NARROW_OR_WIDE: Final = {"D": 0.5, "h": 0.5, "/": 0.5, "W": 2.0}
_NOT_ONE_EM: Final = re.compile("D+|h+|/+|W+|[^DhWHOCPSKMEurYF/]+")
_NARROW_FIXED: Final = {"\u00a0": 0.5, "\u2002": 0.5, "\u2007": 0.5, "\u202f": 0.25}
_PAIR: Final = re.compile(r"[OC](?=[OCPS])|[PS](?=[OC])")
_SHOUT: Final = re.compile(r"[？！]{2,}")
_HAN_LATIN: Final = re.compile(r"[HY](?=[AN]|pN)|[ANn](?=H)")
_TYPED_SPACE: Final = re.compile(r" +")
_SPACE: Final = re.compile(" ")
_WITH_BLANK: Final = re.compile("[OCPSF]")
_LONE_STOP: Final = re.compile("(?<=[^OCPS])[PS]")
_OFF_LATTICE: Final = re.compile(r"[ANnpm]+|[DKh/MEu F]")
_BEFORE_COMBINING: Final = re.compile(f".(?={COMBINING})", re.DOTALL)
_NO_MOVE: Final = 1e-6
_FLUSH_LEFT: Final = frozenset("CPSM F") | LATIN


def space(text: str, classes: str, advances: Sequence[float], style: SpacingStyle) -> Spaced:
    """Give `text` its natural widths (§3 and §4, done before breaking)."""
    widths = _boxes(classes, advances)
    left, right = _blanks(text, classes, widths)
    _trim_marks(text, classes, style, left, right)
    for index, blank in left.items():
        widths[index] = 0.5 + blank
    for index, blank in right.items():
        widths[index] = 0.5 + blank
    gaps = _han_latin_gaps(classes, style)
    if " " in classes:
        _set_typed_spaces(classes, style, widths, gaps)
    odd = list(compress(range(len(widths)), map(ne, widths, advances)))
    offsets = _offsets(odd, classes, advances, widths)
    advanced = widths.copy()
    for index, gap in gaps.items():
        advanced[index] += gap
    positions = list(accumulate(advanced, initial=0.0))
    stretchable = _stretchable(classes, gaps)
    giving = _all_giving(classes, widths, gaps, left, right, style)
    return Spaced(
        text, classes, advances, widths, positions, gaps, offsets,
        _moves(odd, advances, widths, gaps, offsets), left, right, stretchable, list(accumulate(stretchable, initial=0)),
        sorted(giving), giving,
        _prefix_sums(len(text), {index: amount for index, (_, amount) in giving.items()}),
        _prefix_sums(len(text), _all_spare(classes, widths, gaps)),
        _moved_by(positions, _start_trims(left, style)),
        _moved_by(positions, {i: -t for i, t in _end_trims(text, classes, widths, gaps, right, style).items()}),
        style,
    )  # fmt: skip


def _boxes(classes: str, advances: Sequence[float]) -> list[float]:
    """Give every character its box: one em, unless its class has another; Latin keeps the face's own."""
    widths = [1.0] * len(classes)
    for match in _NOT_ONE_EM.finditer(classes):
        start, end = match.span()
        box = _NARROW_OR_WIDE.get(classes[start])
        widths[start:end] = advances[start:end] if box is None else [box] * (end - start)
    return widths


def _prefix_sums(size: int, amounts: Mapping[int, float]) -> list[float]:
    row = [0.0] * size
    for index, amount in amounts.items():
        row[index] = amount
    return list(accumulate(row, initial=0.0))


def _moved_by(positions: list[float], moves: Mapping[int, float]) -> list[float]:
    if not moves:
        return positions
    moved = positions.copy()
    for index, move in moves.items():
        moved[index] += move
    return moved


def _blanks(text: str, classes: str, widths: list[float]) -> tuple[dict[int, float], dict[int, float]]:
    """Give the blank half of opening marks and of all others; set the widths of fixed spaces."""
    left: dict[int, float] = {}
    right: dict[int, float] = {}
    for match in _WITH_BLANK.finditer(classes):
        index = match.start()
        letter = classes[index]
        if letter == "O":
            left[index] = 0.5
        elif letter == "F":
            widths[index] = _NARROW_FIXED.get(text[index], 1.0)
        else:
            right[index] = 0.5
    return left, right


def _end_trims(
    text: str,
    classes: str,
    widths: Sequence[float],
    gaps: Mapping[int, float],
    right: Mapping[int, float],
    style: SpacingStyle,
) -> dict[int, float]:
    """T-32, T-36, T-41: what stands at a line's end gives up its blank, its gap, its space."""
    trims = {index + 1: gap for index, gap in gaps.items()}
    if style.marks != "full":
        for index, blank in right.items():
            if blank:
                trims[index + 1] = blank
    if style.hanging:
        for match in _LONE_STOP.finditer(classes):
            if text[match.start()] in "。，、":
                trims[match.end()] = widths[match.start()]
    for run in _TYPED_SPACE.finditer(classes):
        shed = trims.get(run.start(), 0.0)
        for index in range(run.start(), run.end()):
            shed += widths[index] + gaps.get(index, 0.0)
            trims[index + 1] = shed
    return trims


def _start_trims(left: Mapping[int, float], style: SpacingStyle) -> dict[int, float]:
    """T-33: an opening mark at a line's start loses the blank before it."""
    if style.trim_open_at_start == "never" or style.marks == "full":
        return {}
    turned = style.trim_open_at_start == "turned"
    return {index: blank for index, blank in left.items() if index or not turned}


_STEP_OF: Final = {"C": 1, "P": 2}


def _all_giving(
    classes: str,
    widths: Sequence[float],
    gaps: Mapping[int, float],
    left: Mapping[int, float],
    right: Mapping[int, float],
    style: SpacingStyle,
) -> dict[int, tuple[int, float]]:
    """Give the step (0 to 4) in which each giver gives way, and how far, em (§5)."""
    giving = {index: (1, blank) for index, blank in left.items() if blank}
    for index, blank in right.items():
        if blank:
            step = _STEP_OF.get(classes[index], 4)
            giving[index] = (step, 0.0 if step == 4 and style.stop_fixed else blank)
    if " " in classes:
        for match in _SPACE.finditer(classes):
            width = widths[match.start()]
            if width > 0:
                giving[match.start()] = (0, max(0.0, width - SPACE_FLOOR))
    for index, gap in gaps.items():
        giving[index] = (3, max(0.0, gap - GAP_FLOOR))
    return giving


def _all_spare(classes: str, widths: Sequence[float], gaps: Mapping[int, float]) -> dict[int, float]:
    """Give how far each Latin space and Han–Latin gap may open, em (s1, s2)."""
    spare = {index: max(0.0, GAP_CEILING - gap) for index, gap in gaps.items()}
    if " " in classes:
        for match in _SPACE.finditer(classes):
            index = match.start()
            if index not in gaps and widths[index] > 0:
                spare[index] = max(0.0, SPACE_CEILING - widths[index])
    return spare


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


def _offsets(
    odd: Sequence[int], classes: str, advances: Sequence[float], widths: Sequence[float]
) -> dict[int, float]:
    """Opening marks stand flush right in their box, narrow signs in its middle."""
    offsets: dict[int, float] = {}
    for index in odd:
        letter = classes[index]
        if letter == "O":
            offsets[index] = widths[index] - advances[index]
        elif letter not in _FLUSH_LEFT:
            offsets[index] = (widths[index] - advances[index]) / 2
    return offsets


def _moves(
    odd: Sequence[int],
    advances: Sequence[float],
    widths: Sequence[float],
    gaps: Mapping[int, float],
    offsets: Mapping[int, float],
) -> dict[int, float]:
    """Say by how much the next glyph stands further off than the face's own advance, em."""
    moves = {index: widths[index] - advances[index] for index in odd}
    for index, gap in gaps.items():
        moves[index] = moves.get(index, 0.0) + gap
    for index, offset in offsets.items():
        moves[index] -= offset
        if index:
            moves[index - 1] = moves.get(index - 1, 0.0) + offset
    return {index: moves[index] for index in sorted(moves) if abs(moves[index]) >= _NO_MOVE}


def _stretchable(classes: str, gaps: Mapping[int, float]) -> bytearray:
    """§5 s3: all other gaps, not inside —— …… numbers or words, nor beside connectors."""
    flags = bytearray(b"\x01") * len(classes)
    for match in _OFF_LATTICE.finditer(classes):
        index, end = match.span()
        letter = classes[index]
        if letter in LATIN:
            flags[index : end - 1] = bytes(end - 1 - index)
            continue
        if letter in "ME":
            flags[index] = classes[end : end + 1] != letter
            continue
        flags[index] = letter == "u"
        if index:
            flags[index - 1] = 0
    for index in gaps:
        flags[index] = 0
    if COMBINING in classes:
        for match in _BEFORE_COMBINING.finditer(classes):
            flags[match.start()] = 0
    return flags
