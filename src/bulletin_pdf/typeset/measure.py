"""Measuring a line before it is set: its shape, its natural width, how far it would have to stretch."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.typeset.elastic import LETTERS_OPEN, WIDEST_SPACE
from bulletin_pdf.typeset.spacing import Spaced

LOOSE: Final = 0.15
"""A gap stretched further than this (em) is worth a note (§5 s3)."""
TOO_LOOSE: Final = 0.35
"""A gap stretched further than this (em) is a fault (§5 s3)."""
ENOUGH: Final = 1e-7
"""Lengths closer than this (em) are equal."""


class ParagraphShape(NamedTuple):
    """The measure of a paragraph's lines and what its first line is indented by, em."""

    measure: float
    indent: float = 0.0
    hang: float = 0.0
    """Indent of the turned lines."""
    justified: bool = True
    """Whether lines are opened to fill the measure; centred and ragged ones are not (T-52)."""

    def room(self, start: int) -> float:
        """Width of the line that begins at index `start`, em."""
        return self.measure - (self.hang if start else self.indent)


class Line(NamedTuple):
    """One set line: a range of the text and how its glyphs are moved.

    `x` is the origin of the first glyph from the paragraph's left edge, `width` the
    distance from that line's own left edge to its right ink edge; `tracking` goes after
    every stretchable character, `shifts` are (index in the text, further advance), em.
    """

    start: int
    end: int
    x: float
    width: float
    tracking: float
    shifts: tuple[tuple[int, float], ...]
    relaxed: str = ""
    """Which rule gave way because nothing legal fitted (T-11); else empty."""


def natural_width(spaced: Spaced, start: int, end: int) -> float:
    """Measure the line start..end with its edges trimmed (T-32, T-33, T-41), em."""
    return spaced.right_edges[end] - spaced.left_edges[start]


def visible_end(spaced: Spaced, start: int, end: int) -> int:
    """Leave out the spaces a line ends with."""
    while end > start + 1 and spaced.classes[end - 1] == " ":
        end -= 1
    return end


def first_shrinkable(spaced: Spaced, start: int) -> int:
    """Return the first index that may give way in a line from `start`: an opening mark there has given already."""
    return start + (spaced.classes[start] == "O")


def capacity(spaced: Spaced, start: int, end: int) -> float:
    """Return how far the line start..end may be squeezed, em; the mark it shows at its end has given already."""
    squeeze, first, end = spaced.squeeze, first_shrinkable(spaced, start), visible_end(spaced, start, end)
    return squeeze[end - 1] - squeeze[first] + han_capacity(spaced, start, end)


def shrinks_easily(spaced: Spaced, start: int, end: int, surplus: float) -> bool:
    """Whether the line start..end may be squeezed by `surplus` em so that it hardly shows."""
    easy, first, end = spaced.easy, first_shrinkable(spaced, start), visible_end(spaced, start, end)
    surplus -= easy[end - 1] - easy[first] + ENOUGH
    return surplus <= 0 or surplus <= han_capacity(spaced, start, end)


def han_capacity(spaced: Spaced, start: int, end: int) -> float:
    """Return how far the gaps between Han of a line may close, em."""
    if not spaced.limits.han:
        return 0.0
    counts = spaced.close_counts
    return spaced.limits.han * (counts[end - 1] - counts[start])


def stretch_of(spaced: Spaced, start: int, end: int, missing: float) -> float:
    """Return the white each plain gap of a line `missing` em short would have to take, em; 0 when it is full."""
    if missing <= ENOUGH or end == len(spaced.text):
        return 0.0
    end = visible_end(spaced, start, end)
    missing -= spaced.stretch_sums[end - 1] - spaced.stretch_sums[start]
    if missing <= 0:
        return 0.0
    return white_per_gap(spaced, start, end, missing)


def white_per_gap(spaced: Spaced, start: int, end: int, missing: float) -> float:
    """Share `missing` em among the plain gaps of a line.

    Past a limit the spaces of a line and the letters of addresses open a little first, then all of them and its
    gaps together with the rest, so that a few Han among Latin words do not take it all.
    """
    gaps, alike = spaced.stretch_counts[end - 1] - spaced.stretch_counts[start], spaced.limits.alike
    if missing <= alike * gaps:
        return missing / gaps if gaps else 0.0
    elastic, letters = elastic_places(spaced, start, end), letters_between(spaced, start, end)
    missing -= alike * gaps + sum(amount for _, amount in loose_places(spaced, elastic, letters))
    places = gaps + len(elastic) + len(letters) or max(1, end - start - 1)
    return (alike if gaps else 0.0) + max(0.0, missing) / places


def loose_places(spaced: Spaced, elastic: Iterable[int], letters: Iterable[int]) -> list[tuple[int, float]]:
    """Return how far Latin spaces and the letters of addresses open in a loose line, beyond what they do in others, em."""
    gaps, widths, opened = spaced.gaps, spaced.widths, spaced.limits.gap
    places = [(i, max(0.0, WIDEST_SPACE - max(widths[i], opened))) for i in elastic if i not in gaps]
    places += [(i, LETTERS_OPEN) for i in letters]
    return places


def letters_between(spaced: Spaced, start: int, end: int) -> list[int]:
    """Return where the letters of addresses and keys may open inside the line start..end."""
    letters = spaced.key_letters
    return letters[bisect_left(letters, start) : bisect_left(letters, end - 1)] if letters else letters


def elastic_places(spaced: Spaced, start: int, end: int) -> list[int]:
    """Return the spaces and Han–Latin gaps inside the line start..end."""
    shrinkable, gaps, classes = spaced.shrinkable, spaced.gaps, spaced.classes
    inside = shrinkable[
        bisect_left(shrinkable, first_shrinkable(spaced, start)) : bisect_left(shrinkable, end - 1)
    ]
    return [index for index in inside if index in gaps or classes[index] == " "]
