"""Widths before line breaking: squeezed marks (挤压), Han–Latin gaps, shrinkable parts.

Everything is measured in em of the paragraph's own size. Gaps live in the advance of
the character before them, so one row of prefix sums serves breaking and justifying.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate, compress
from operator import ne
from typing import Final, Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.typeset.classes import IN_WORD, LATIN, MARKS
from bulletin_pdf.typeset.derived import derived
from bulletin_pdf.typeset.elastic import (
    LIMITS,
    Limits,
    Shrink,
    shrink_of,
    sum_easy_shrink,
    sum_shrink,
    sum_stretch,
    where_gaps_open,
    where_han_close,
)
from bulletin_pdf.typeset.longwords import letters_of_keys

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


class Spaced:
    """A text with its natural widths, ready to be broken into lines; all in em.

    What only lines of a long paragraph ask for is worked out when they do.
    """

    def __init__(
        self,
        text: str,
        classes: str,
        advances: Sequence[float],
        style: SpacingStyle,
        boxes: "_Boxes",
        limits: Limits,
    ) -> None:
        self.text, self.classes, self.style, self.limits = text, classes, style, limits
        self.fixed = 0
        """So many characters at the beginning keep their places: a label that turned lines hang by (T-57)."""
        self.advances = advances
        """The face's own advance of each character."""
        self.widths = boxes.widths
        """The box each character stands in, without the gap after it."""
        self.gaps = boxes.gaps
        """Han–Latin gaps after a character."""
        self.left_blanks, self.right_blanks = boxes.left, boxes.right
        advanced = self.widths
        if self.gaps:
            advanced = advanced.copy()
            for index, gap in self.gaps.items():
                advanced[index] += gap
        self.positions = list(accumulate(advanced, initial=0.0))
        """Prefix sums of boxes and gaps: the left edge of each box from the text's start."""
        self.left_edges = self.positions.copy()
        """Left edge of a line that begins at an index: an opening mark loses its blank there (T-33)."""
        for index, trim in _start_trims(boxes.left, style).items():
            self.left_edges[index] += trim
        self.right_edges = self.positions.copy()
        """Right edge of a line that ends before an index: it loses spaces, a gap, a mark's blank (T-32)."""
        for index, trim in _end_trims(text, classes, boxes, style).items():
            self.right_edges[index] -= trim
        odd = list(compress(range(len(self.widths)), map(ne, self.widths, advances)))
        """Where a box is wider or narrower than the face's advance."""
        self.offsets = _offsets(odd, classes, advances, self.widths)
        """Where a glyph's origin stands in its box when not at the left edge."""
        self.moves = _moves(odd, advances, self.widths, self.gaps, self.offsets)
        """Where the next glyph stands nearer or further off than the face's advance: index → em, ascending."""

    @derived
    def stretchable(self) -> bytearray:
        """1 where the gap after a character may take white in the last step (s3)."""
        flags = where_gaps_open(self.classes, self.gaps)
        flags[: self.fixed] = bytes(self.fixed)
        return flags

    @derived
    def stretch_counts(self) -> list[int]:
        """Prefix counts of `stretchable`."""
        return list(accumulate(self.stretchable, initial=0))

    @derived
    def closing(self) -> bytes:
        """1 where the gap after a character may close by what Han give."""
        return where_han_close(self.classes, self.stretchable)

    @derived
    def close_counts(self) -> list[int]:
        """Prefix counts of `closing`."""
        return list(accumulate(self.closing, initial=0))

    @derived
    def key_letters(self) -> list[int]:
        """Where a loose line may open between the letters of addresses and keys."""
        return letters_of_keys(self.classes)

    @derived
    def shrink(self) -> Shrink:
        """What may give way, in which step, and how far."""
        shrink = shrink_of(
            self.classes,
            self.widths,
            self.gaps,
            self.left_blanks,
            self.right_blanks,
            stop_fixed=self.style.stop_fixed,
        )
        if not self.fixed:
            return shrink
        return {index: given for index, given in shrink.items() if index >= self.fixed}

    def keep_widths(self) -> None:
        """Let nothing give way: what stands in columns keeps its place. Before the first line is measured."""
        vars(self)["shrink"] = {}

    @derived
    def shrinkable(self) -> list[int]:
        """Indices of spaces, marks and gaps that may give way, ascending."""
        return sorted(self.shrink)

    @derived
    def squeeze(self) -> list[float]:
        """Prefix sums of what all givers may give."""
        return sum_shrink(len(self.text), self.shrink)

    @derived
    def easy(self) -> list[float]:
        """Prefix sums of what gives way before Han do."""
        return sum_easy_shrink(len(self.text), self.shrink, self.limits)

    @derived
    def stretch_sums(self) -> list[float]:
        """Prefix sums of how far Latin spaces and Han–Latin gaps may open (s1, s2)."""
        return sum_stretch(self.classes, self.widths, self.gaps, self.limits.gap)


class _Boxes(NamedTuple):
    """What stands next to what: boxes, the gaps after them, the blank halves of marks."""

    widths: list[float]
    gaps: dict[int, float]
    left: dict[int, float]
    right: dict[int, float]


_NARROW_OR_WIDE: Final = {"D": 0.5, "h": 0.5, "/": 0.5, "W": 2.0}
_NARROW_FIXED: Final = {"\u00a0": 0.5, "\u2002": 0.5, "\u2007": 0.5, "\u202f": 0.25}
# Patterns begin with one set of classes: texts without any of them are passed over quickly.
_WORD: Final = pattern(f"{IN_WORD}{IN_WORD}*")
_NOT_ONE_EM: Final = pattern("[Dh/WF ]")
_OPEN: Final = pattern("[O]")
_CLOSE: Final = pattern("[CPS]")
_PAIR: Final = pattern("[OCPS](?:(?=[OC])|(?<=[OC])(?=[PS]))")
_SHOUT: Final = pattern("[？！][？！]+")
_TYPED_SPACE: Final = pattern(" +")
_LONE_STOP: Final = pattern("(?<=[^OCPS])[PS]")
_NO_MOVE: Final = 1e-6
_FLUSH_LEFT: Final = frozenset("CPSM F") | LATIN


def space(
    text: str,
    classes: str,
    advances: Sequence[float],
    style: SpacingStyle,
    limits: Limits = LIMITS["grid"],
) -> Spaced:
    """Return `text` its natural widths (§3 and §4, done before breaking)."""
    widths = [1.0] * len(classes)
    gaps = _set_words(classes, advances, style, widths)
    for match in _NOT_ONE_EM.finditer(classes):
        index = match.start()
        letter = classes[index]
        if letter == " ":
            widths[index] = advances[index]
        else:
            widths[index] = _NARROW_OR_WIDE.get(letter) or _NARROW_FIXED.get(text[index], 1.0)
    left = {match.start(): 0.5 for match in _OPEN.finditer(classes)}
    right = {match.start(): 0.5 for match in _CLOSE.finditer(classes)}
    _trim_marks(text, classes, style, left, right)
    for blanks in (left, right):
        for index, blank in blanks.items():
            widths[index] = 0.5 + blank
    if " " in classes:
        _set_typed_spaces(classes, style, widths, gaps)
    return Spaced(text, classes, advances, style, _Boxes(widths, gaps, left, right), limits)


def _set_words(
    classes: str, advances: Sequence[float], style: SpacingStyle, widths: list[float]
) -> dict[int, float]:
    """Return Latin words the face's own widths, and the gaps between them and Han."""
    gap = style.han_latin_gap
    gaps: dict[int, float] = {}
    for match in _WORD.finditer(classes):
        start, end = match.span()
        widths[start:end] = advances[start:end]
        if not gap:
            continue
        if (
            start
            and classes[start - 1] in "HY"
            and (classes[start] in "AN" or classes[start : start + 2] == "pN")
        ):
            gaps[start - 1] = gap
        if classes[end - 1] in "ANn" and classes[end : end + 1] == "H":
            gaps[end - 1] = gap
    return gaps


def _end_trims(text: str, classes: str, boxes: "_Boxes", style: SpacingStyle) -> dict[int, float]:
    """T-32, T-36, T-41: what stands at a line's end gives up its blank, its gap, its space."""
    widths, gaps, _, right = boxes
    trims = {index + 1: gap for index, gap in gaps.items()}
    if style.marks != "full":
        for index, blank in right.items():
            if blank:
                trims[index + 1] = blank
    if style.hanging:
        for match in _LONE_STOP.finditer(classes):
            if text[match.start()] in "。，、":
                trims[match.end()] = widths[match.start()]
    for run in _TYPED_SPACE.finditer(classes) if " " in classes else ():
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


def _set_typed_spaces(classes: str, style: SpacingStyle, widths: list[float], gaps: dict[int, float]) -> None:
    """T-44: a typed space next to Han is the Han–Latin gap itself, never added to it."""
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
    """Return by how much the next glyph stands further off than the face's own advance, em."""
    moves = {index: widths[index] - advances[index] for index in odd}
    for index, gap in gaps.items():
        moves[index] = moves.get(index, 0.0) + gap
    for index, offset in offsets.items():
        moves[index] -= offset
        if index:
            moves[index - 1] = moves.get(index - 1, 0.0) + offset
    return {index: moves[index] for index in sorted(moves) if abs(moves[index]) >= _NO_MOVE}
