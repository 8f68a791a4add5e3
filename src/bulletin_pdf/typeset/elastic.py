"""What may give way in a line and what may open (§5): spaces, marks, Han–Latin gaps, the gaps between Han."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Final

from bulletin_pdf.typeset.classes import COMBINING

SPACE_FLOOR: Final = 0.25
SPACE_CEILING: Final = 0.5
GAP_FLOOR: Final = 0.125
GAP_CEILING: Final = 0.5
STEPS: Final = 5
"""Steps in which marks and gaps give way (§5)."""

Giving = dict[int, tuple[int, float]]
"""Giver → its step of §5 (0: c2 Latin spaces, 1: c4 brackets, 2: c5 pauses, 3: c6 Han–Latin gaps,
4: c7 stops), and how far it may give way, em."""

_SPACE: Final = re.compile(" ")
_STEP_OF: Final = {"C": 1, "P": 2}
_WORD: Final = re.compile("[ANnpm][ANnpm]+")
_TIED: Final = re.compile("[DKh/u F]")
_OPENS_AFTER: Final = bytes(chr(code) not in "DKh/ F" for code in range(256))
"""Class → whether white may go after it, as a table for `bytes.translate`."""
_DOUBLE: Final = re.compile("[ME](?:(?<=M)(?=M)|(?<=E)(?=E))")
_BEFORE_COMBINING: Final = re.compile(f".(?={COMBINING})", re.DOTALL)


def all_giving(
    classes: str,
    widths: Sequence[float],
    gaps: Mapping[int, float],
    left: Mapping[int, float],
    right: Mapping[int, float],
    *,
    stop_fixed: bool,
) -> Giving:
    """Give the step (0 to 4) in which each giver gives way, and how far, em (§5)."""
    giving = {index: (1, blank) for index, blank in left.items() if blank}
    for index, blank in right.items():
        if blank:
            step = _STEP_OF.get(classes[index], 4)
            giving[index] = (step, 0.0 if step == 4 and stop_fixed else blank)
    if " " in classes:
        for match in _SPACE.finditer(classes):
            width = widths[match.start()]
            if width > 0:
                giving[match.start()] = (0, max(0.0, width - SPACE_FLOOR))
    for index, gap in gaps.items():
        giving[index] = (3, max(0.0, gap - GAP_FLOOR))
    return giving


def spare_sums(classes: str, widths: Sequence[float], gaps: Mapping[int, float]) -> list[float]:
    """Give prefix sums of how far Latin spaces and Han–Latin gaps may open, em (s1, s2)."""
    spare = [0.0] * len(classes)
    for index, gap in gaps.items():
        spare[index] = max(0.0, GAP_CEILING - gap)
    if " " in classes:
        for match in _SPACE.finditer(classes):
            index = match.start()
            if index not in gaps and widths[index] > 0:
                spare[index] = max(0.0, SPACE_CEILING - widths[index])
    return list(accumulate(spare, initial=0.0))


def giving_sums(size: int, giving: Giving) -> list[float]:
    """Give prefix sums of what all givers of a text may give, em."""
    row = [0.0] * size
    for index, (_, amount) in giving.items():
        row[index] = amount
    return list(accumulate(row, initial=0.0))


def where_white_goes(classes: str, gaps: Iterable[int]) -> bytearray:
    """§5 s3: all other gaps, not inside —— …… numbers or words, nor beside connectors."""
    flags = bytearray(classes.encode("ascii").translate(_OPENS_AFTER))
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
