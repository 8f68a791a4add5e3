"""Set lines → text runs: where each stretch of a face begins, and what moves its characters."""

import re
from itertools import accumulate
from typing import NamedTuple

from bulletin_pdf.layout.shaping import Segment, Shaped
from bulletin_pdf.pages import TextRun
from bulletin_pdf.typeset.classes import FIXED_SPACE, SPACE
from bulletin_pdf.typeset.measure import Line
from bulletin_pdf.typeset.paragraph import SetParagraph
from bulletin_pdf.typeset.spacing import Spaced

_SPACES = re.compile(f"[{SPACE}{FIXED_SPACE}]")


class Runs(NamedTuple):
    """What the lines of one paragraph share when they are turned into runs."""

    shaped: Shaped
    spaced: Spaced
    base: dict[int, float]
    """Where boxes and gaps differ from the face's own advance: index → em after it."""
    advanced: list[float]
    """Prefix sums of the face's own advances, em."""


def prepare_runs(shaped: Shaped, paragraph: SetParagraph) -> Runs:
    """Work out, once a paragraph, what each character's advance must be moved by."""
    spaced = paragraph.spaced
    places = spaced.left_blanks.keys() | spaced.right_blanks.keys() | spaced.gaps.keys()
    places |= spaced.offsets.keys() | {index - 1 for index in spaced.offsets if index}
    places |= {match.start() for match in _SPACES.finditer(spaced.classes)}
    base = {index: moved for index in places if (moved := _moved(spaced, index))}
    return Runs(shaped, spaced, base, list(accumulate(shaped.advances, initial=0.0)))


def _moved(spaced: Spaced, index: int) -> float:
    offsets = spaced.offsets
    advance = spaced.widths[index] + spaced.gaps.get(index, 0.0)
    moved = advance - offsets.get(index, 0.0) + offsets.get(index + 1, 0.0) - spaced.advances[index]
    return 0.0 if abs(moved) < 1e-6 else moved


def line_runs(runs: Runs, line: Line, left: float, baseline: float) -> list[TextRun]:
    """Give the runs of one line; `left` is the x of the paragraph's left edge, pt."""
    moves = {i: runs.base[i] for i in runs.base if line.start <= i < line.end - 1} if runs.base else {}
    for index, moved in line.shifts:
        moves[index] = moves.get(index, 0.0) + moved
    set_runs: list[TextRun] = []
    at = line.x
    for segment in runs.shaped.segments:
        start, end = max(segment.start, line.start), min(segment.end, line.end)
        if start >= end:
            if segment.start >= line.end:
                break
            continue
        size = segment.style.size
        set_runs.append(
            _run(runs, line, segment, start, end, moves, left + at * size, baseline + segment.drop * size)
        )
        counts = runs.spaced.stretch_counts
        at += runs.advanced[end] - runs.advanced[start] + line.tracking * (counts[end] - counts[start])
        at += sum(moved for index, moved in moves.items() if start <= index < end)
    return set_runs


def _run(
    runs: Runs,
    line: Line,
    segment: Segment,
    start: int,
    end: int,
    moves: dict[int, float],
    x: float,
    y: float,
) -> TextRun:
    size = segment.style.size
    flags, counts = runs.spaced.stretchable, runs.spaced.stretch_counts
    inner = counts[end - 1] - counts[start]
    tracking = line.tracking if inner else 0.0
    shifts = {index: moved for index, moved in moves.items() if start <= index < end - 1}
    if tracking and inner < end - 1 - start:
        for index in range(start, end - 1):
            if not flags[index]:
                shifts[index] = shifts.get(index, 0.0) - tracking
    return TextRun(
        x, y, runs.shaped.text[start:end], segment.face, size, segment.style.ink, tracking * size,
        tuple((index - start, moved * size) for index, moved in sorted(shifts.items())), segment.tag,
    )  # fmt: skip
