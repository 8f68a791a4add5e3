"""Shrinkable and stretchable parts of a line (§5): spaces, marks, Han–Latin gaps, the gaps between Han.

For each index of a text two answers are worked out from its classes before any line is broken: how far the
character there may shrink, and in which of the five steps (`SPACES` … `STOPS`), and whether white may be put behind
it. `Limits` says how far each kind moves before the next one does. `justify` spends them line by line; `line_costs`
reckons the cost of a line from their sums.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Final, Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.typeset.classes import (
    CLOSE,
    COMBINING,
    DASH,
    DOT,
    ELLIPSIS,
    FIXED_SPACE,
    HALF,
    IN_WORD,
    LINK,
    MARKS,
    OPEN,
    PAUSE,
    SOLIDUS,
    SPACE,
    STOP,
    UNIT,
)

SPACE_FLOOR: Final = 0.25
GAP_FLOOR: Final = 0.125
WIDEST_SPACE: Final = 0.5
"""Latin spaces open to this in a loose line, before all its gaps open alike (s1)."""
LETTERS_OPEN: Final = 0.03
"""So do the letters of addresses and keys, by this, em: nobody sees it, and an address is no word."""

Typesetting = Literal["even", "grid"]
"""Whether lines are kept even, or Han in the cells of the grid as long as anything else can move."""


SPACES, BRACKETS, PAUSES, GAPS, STOPS = range(5)
"""What gives way in a line, in this order: c2, c4, c5, c6, c7."""


class Limits(NamedTuple):
    """How far the parts of a line move before the next ones must, em."""

    easy: tuple[float, ...]
    """What spaces, brackets, pauses, gaps and stops give way, each before the next, while Han stay as they are."""
    han: float
    """What every gap between Han closes before the others give way as far as they can."""
    gap: float
    """The width up to which Han–Latin gaps and Latin spaces open while Han stay as they are."""
    alike: float
    """Han opened further than this are opened together with gaps and spaces, alike."""


_ALL: Final = 9.0
LIMITS: Final[dict[Typesetting, Limits]] = {
    # A quarter of a pause, gaps of a third of an em and 1.5 % of a Han are hardly seen.
    "even": Limits((_ALL, _ALL, 0.25, _ALL, _ALL), han=0.015, gap=0.33, alike=0.08),
    "grid": Limits((_ALL, _ALL, _ALL, _ALL, _ALL), han=0.0, gap=0.5, alike=0.35),
}

Shrink = dict[int, tuple[int, float]]
"""Giver → its step, and how far it may give way, em."""

_SPACE: Final = pattern(" ")
_STEP_OF: Final = {CLOSE: BRACKETS, PAUSE: PAUSES}
_WORD: Final = pattern(f"{IN_WORD}{IN_WORD}+")
_CONNECTORS: Final = DOT + LINK + HALF + SOLIDUS
_TIED: Final = pattern(f"[{_CONNECTORS}{UNIT}{SPACE}{FIXED_SPACE}]")
"""What no white may stand before."""
_OPENS_AFTER: Final = bytes(chr(code) not in _CONNECTORS + SPACE + FIXED_SPACE + OPEN for code in range(256))
_OPENS_BEFORE: Final = bytes(chr(code) not in CLOSE + PAUSE + STOP for code in range(256))
"""Class → whether white may go after and before it, as tables for `bytes.translate`."""
_BESIDE_NO_MARK: Final = bytes(chr(code) not in MARKS for code in range(256))
"""Class → whether what stands next to it may close up to it, as a table for `bytes.translate`."""
_DOUBLE: Final = pattern(f"[{DASH}{ELLIPSIS}](?:(?<={DASH})(?={DASH})|(?<={ELLIPSIS})(?={ELLIPSIS}))")
_BEFORE_COMBINING: Final = re.compile(f".(?={COMBINING})", re.DOTALL)


def shrink_of(
    classes: str,
    widths: Sequence[float],
    gaps: Mapping[int, float],
    left: Mapping[int, float],
    right: Mapping[int, float],
    *,
    stop_fixed: bool,
) -> Shrink:
    """Return the step in which each giver gives way, and how far, em (§5)."""
    shrink = {index: (BRACKETS, blank) for index, blank in left.items() if blank}
    for index, blank in right.items():
        if blank:
            step = _STEP_OF.get(classes[index], STOPS)
            shrink[index] = (step, 0.0 if step == STOPS and stop_fixed else blank)
    if " " in classes:
        for match in _SPACE.finditer(classes):
            width = widths[match.start()]
            if width > 0:
                shrink[match.start()] = (SPACES, max(0.0, width - SPACE_FLOOR))
    for index, gap in gaps.items():
        shrink[index] = (GAPS, max(0.0, gap - GAP_FLOOR))
    return shrink


def sum_stretch(
    classes: str, widths: Sequence[float], gaps: Mapping[int, float], ceiling: float
) -> list[float]:
    """Return prefix sums of how far Latin spaces and Han–Latin gaps may open to `ceiling`, em (s1, s2)."""
    if not gaps and " " not in classes:
        return [0.0] * (len(classes) + 1)
    stretch_sums = [0.0] * len(classes)
    for index, gap in gaps.items():
        stretch_sums[index] = max(0.0, ceiling - gap)
    if " " in classes:
        for match in _SPACE.finditer(classes):
            index = match.start()
            if index not in gaps and widths[index] > 0:
                stretch_sums[index] = max(0.0, ceiling - widths[index])
    return list(accumulate(stretch_sums, initial=0.0))


def sum_shrink(size: int, shrink: Shrink) -> list[float]:
    """Return prefix sums of what all givers of a text may give, em."""
    row = [0.0] * size
    for index, (_, amount) in shrink.items():
        row[index] = amount
    return list(accumulate(row, initial=0.0))


def sum_easy_shrink(size: int, shrink: Shrink, limits: Limits) -> list[float]:
    """Return prefix sums of what all givers of a text may give while Han stay as they are, em."""
    row = [0.0] * size
    most = limits.easy
    for index, (step, amount) in shrink.items():
        row[index] = amount if amount < most[step] else most[step]
    return list(accumulate(row, initial=0.0))


def where_gaps_open(classes: str, gaps: Iterable[int]) -> bytearray:
    """§5 s3: all other gaps, not inside —— …… numbers or words, nor next to connectors.

    Nor between marks and what they hold or follow: white after （ or before ， would part them.
    """
    coded = classes.encode("ascii")
    after, before = coded.translate(_OPENS_AFTER), coded.translate(_OPENS_BEFORE)
    flags = bytearray((_number(after) & _number(before) >> 8).to_bytes(len(classes), "little"))
    for match in _WORD.finditer(classes):
        start, last = match.start(), match.end() - 1
        flags[start:last] = bytes(last - start)
    for match in _DOUBLE.finditer(classes):
        flags[match.start()] = 0
    for match in _TIED.finditer(classes):
        if match.start():
            flags[match.start() - 1] = 0
    for index in gaps:
        flags[index] = 0
    if COMBINING in classes:
        for match in _BEFORE_COMBINING.finditer(classes):
            flags[match.start()] = 0
    return flags


def where_han_close(classes: str, opening: bytes | bytearray) -> bytes:
    """Return where white may be taken out: as where it goes, but not next to marks, which have no more than their face."""
    plain = _number(classes.encode("ascii").translate(_BESIDE_NO_MARK))
    return (_number(opening) & plain & plain >> 8).to_bytes(len(classes), "little")


def _number(flags: bytes | bytearray) -> int:
    """Return flags as one number: shifted by a byte, each meets that of the next character."""
    return int.from_bytes(flags, "little")
