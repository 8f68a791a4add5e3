"""Set lines → text runs: where each stretch of a face begins, and what moves its characters."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from bulletin_pdf.layout.shaping import Segment, Shaped
from bulletin_pdf.pages import TextRun
from bulletin_pdf.typeset.measure import Line
from bulletin_pdf.typeset.spacing import Spaced

_Moves = list[tuple[int, float]]
"""(index in the text, further advance after it in em), ascending."""


class Runs(NamedTuple):
    """What the lines of one paragraph share when they are turned into runs."""

    segments: tuple[Segment, ...]
    starts: list[int]
    """Where the segments begin."""
    spaced: Spaced
    places: list[int]
    """Where `spaced` moves a glyph, ascending."""


def prepare_runs(shaped: Shaped, spaced: Spaced) -> Runs:
    """Put together, once a paragraph, what its lines are cut from."""
    return Runs(shaped.segments, [segment.start for segment in shaped.segments], spaced, list(spaced.moves))


def line_runs(runs: Runs, line: Line, left: float, baseline: float) -> list[TextRun]:
    """Give the runs of one line; `left` is the x of the paragraph's left edge, pt."""
    moves = _moves_of(runs, line)
    found: list[TextRun] = []
    for segment in runs.segments[bisect_right(runs.starts, line.start) - 1 :]:
        if segment.start >= line.end:
            break
        start, end = max(segment.start, line.start), min(segment.end, line.end)
        size = segment.style.size
        x = left + glyph_origin(runs.spaced, line, start) * size
        found.append(_run(runs.spaced, line, segment, start, end, moves, x, baseline + segment.drop * size))
    return found


def _moves_of(runs: Runs, line: Line) -> _Moves:
    """Give all that moves glyphs of a line: boxes and gaps, and what justifying decided."""
    places = runs.places
    inside = places[bisect_left(places, line.start) : bisect_left(places, line.end - 1)]
    base = runs.spaced.moves
    if not line.shifts:
        return [(index, base[index]) for index in inside]
    moves = {index: base[index] for index in inside}
    for index, moved in line.shifts:
        moves[index] = moves.get(index, 0.0) + moved
    return sorted(moves.items())


def glyph_origin(spaced: Spaced, line: Line, start: int) -> float:
    """Give where the glyph at `start` has its origin in a line, em from the paragraph's left edge."""
    first = line.start
    if start == first:
        return line.x
    positions, counts, offsets = spaced.positions, spaced.stretch_counts, spaced.offsets
    at = line.x + positions[start] - positions[first] + line.tracking * (counts[start] - counts[first])
    at += offsets.get(start, 0.0) - offsets.get(first, 0.0)
    return at + sum(moved for index, moved in line.shifts if index < start)


def _run(
    spaced: Spaced, line: Line, segment: Segment, start: int, end: int, moves: _Moves, x: float, y: float
) -> TextRun:
    size, last = segment.style.size, end - 1
    counts = spaced.stretch_counts
    inner = counts[last] - counts[start]
    tracking = line.tracking if inner else 0.0
    own = [(index, moved) for index, moved in moves if start <= index < last]
    if tracking and inner < last - start:
        own = _untracked(spaced.stretchable, start, last, own, tracking)
    return TextRun(
        x, y, spaced.text[start:end], segment.face, size, segment.style.ink, tracking * size,
        tuple([(index - start, moved * size) for index, moved in own]), segment.tag,
    )  # fmt: skip


def _untracked(flags: bytearray, start: int, end: int, moves: _Moves, tracking: float) -> _Moves:
    """Take the tracking of the run back where a gap may not open."""
    changed = dict(moves)
    index = flags.find(0, start, end)
    while index >= 0:
        changed[index] = changed.get(index, 0.0) - tracking
        index = flags.find(0, index + 1, end)
    return sorted(changed.items())
