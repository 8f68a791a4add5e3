"""How far the boxes of marks extend beyond the measure, for checks of finished pages.

A mark of punctuation is half ink and half white. At the edge of a line its white half lies
outside the measure (T-32, T-33), and with it a part of the glyph's box.
"""

from typing import Final

from bulletin_pdf.typeset.classes import CLOSE, DOT, OPEN, PAUSE, STOP, class_alone

HANGING: Final = "。，、"
"""Marks that may stand outside the measure as a whole (标点悬挂)."""
_INK: Final = {OPEN: 0.5, CLOSE: 0.5, PAUSE: 0.5, STOP: 0.5, DOT: 0.5}
"""Class → width of the box its marks are set in at the edge of a line, em."""


def white_before(char: str, advance: float) -> float:
    """Return how much of the box of a line's first glyph may lie before the measure, em.

    `advance` is the glyph's own, em.
    """
    letter = class_alone(char)
    if letter == DOT:
        return max(0.0, (advance - _INK[DOT]) / 2)
    return max(0.0, advance - _INK[OPEN]) if letter == OPEN else 0.0


def white_after(char: str, advance: float) -> float:
    """Return how much of the box of a line's last glyph may lie behind the measure, em."""
    letter = class_alone(char)
    if char in HANGING:
        return advance
    if letter == DOT:
        return max(0.0, (advance - _INK[DOT]) / 2)
    return max(0.0, advance - _INK[letter]) if letter in (CLOSE, PAUSE, STOP) else 0.0
