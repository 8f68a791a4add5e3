"""Shaped text and set lines → text runs: where each face begins, and the shifts of its characters."""

from bisect import bisect_left, bisect_right

from bulletin_pdf.layout.style import TextStyle
from bulletin_pdf.named_tuples import NamedTuple, new_tuple
from bulletin_pdf.pages import FaceId, TagId, TextRun
from bulletin_pdf.typeset.measure import Line
from bulletin_pdf.typeset.paragraph import SetParagraph
from bulletin_pdf.typeset.spacing import Spaced


class Segment(NamedTuple):
    """A stretch of text in one face and style."""

    start: int
    end: int
    face: FaceId
    style: TextStyle
    tag: TagId | None
    drop: float
    """How far the baseline is lowered so that a helping face's hanzi stand level, em."""


class Shaped(NamedTuple):
    """A text with its classes, each character's own advance (em), and its segments."""

    text: str
    classes: str
    advances: list[float]
    segments: tuple[Segment, ...]


_Moves = list[tuple[int, float]]
"""(index in the text, further advance after it in em), ascending."""


class Runs(NamedTuple):
    """What the lines of one paragraph share when they are turned into runs."""

    segments: tuple[Segment, ...]
    starts: list[int]
    """Where the segments begin."""
    spaced: Spaced
    moves: _Moves
    """What `spaced` moves, ascending."""
    places: list[int]
    """Where it does."""


class SetText(NamedTuple):
    """A block's lines of type, each with its runs from the left edge of the measure."""

    paragraph: SetParagraph
    runs: Runs
    size: float
    left: float
    measure: float
    gap: float = 0.0
    """White after each character of a line, pt; `measure` is what is left without it."""


def prepare_runs(shaped: Shaped, spaced: Spaced) -> Runs:
    """Put together, once a paragraph, what its lines are cut from."""
    starts = [segment.start for segment in shaped.segments]
    return Runs(shaped.segments, starts, spaced, list(spaced.moves.items()), list(spaced.moves))


def line_runs(runs: Runs, line: Line, left: float, baseline: float) -> list[TextRun]:
    """Return the runs of one line; `left` is the x of the paragraph's left edge, pt."""
    moves = _moves_of(runs, line)
    places = [index for index, _ in moves]
    spaced, starts = runs.spaced, runs.starts
    first, last, line_tracking = line.start, line.end, line.tracking
    found: list[TextRun] = []
    # Segments are taken apart at once, and runs made in place: asking for each part by its name costs 1 % of a volume.
    for start, end, face, style, tag, drop in runs.segments[
        bisect_right(starts, first) - 1 : bisect_left(starts, last)
    ]:
        begin, stop = start if start > first else first, end if end < last else last
        own = moves[bisect_left(places, begin) : bisect_left(places, stop - 1)] if moves else moves
        tracking = line_tracking
        if tracking:
            tracking, own = _tracked(spaced, begin, stop, own, tracking)
        size = style.size
        origin = line.x if begin == first else glyph_origin(spaced, line, begin)
        shifts = tuple([(index - begin, moved * size) for index, moved in own]) if own else ()
        found.append(
            new_tuple(
                TextRun,
                (
                    left + origin * size,
                    baseline + drop * size,
                    spaced.text[begin:stop],
                    face,
                    size,
                    style.ink,
                    tracking * size,
                    shifts,
                    tag,
                ),
            )
        )
    return found


def _moves_of(runs: Runs, line: Line) -> _Moves:
    """Return all that moves glyphs of a line: boxes and gaps, and what justifying decided."""
    places = runs.places
    inside = runs.moves[bisect_left(places, line.start) : bisect_left(places, line.end - 1)]
    if not line.shifts:
        return inside
    moves = dict(inside)
    for index, moved in line.shifts:
        moves[index] = moves.get(index, 0.0) + moved
    return sorted(moves.items())


def glyph_origin(spaced: Spaced, line: Line, start: int) -> float:
    """Return where the glyph at `start` has its origin in a line, em from the paragraph's left edge."""
    first, _, x, _, tracking, shifts, _ = line
    if start == first:
        return x
    positions, offsets = spaced.positions, spaced.offsets
    at = x + positions[start] - positions[first]
    if tracking:
        at += tracking * (spaced.stretch_counts[start] - spaced.stretch_counts[first])
    at += offsets.get(start, 0.0) - offsets.get(first, 0.0)
    shifted = 0.0
    for index, moved in shifts:
        if index >= start:
            break
        shifted += moved
    return at + shifted


def _tracked(spaced: Spaced, start: int, end: int, own: _Moves, tracking: float) -> tuple[float, _Moves]:
    """Return the tracking of a run, and what moves its characters next to it."""
    inner = spaced.stretch_counts[end - 1] - spaced.stretch_counts[start]
    if not inner:
        return 0.0, own
    if inner < end - 1 - start:
        own = _untracked(spaced.stretchable, start, end - 1, own, tracking)
    return tracking, own


def _untracked(flags: bytearray, start: int, end: int, moves: _Moves, tracking: float) -> _Moves:
    """Take the tracking of the run back where a gap may not open."""
    changed = dict(moves)
    index = flags.find(0, start, end)
    while index >= 0:
        changed[index] = changed.get(index, 0.0) - tracking
        index = flags.find(0, index + 1, end)
    return sorted(changed.items())
