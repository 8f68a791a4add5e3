"""Text → faces: which face sets each character, how wide it is there, and text runs.

This is where the font room's faces meet the typesetting room's lines.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from bulletin_pdf.diagnostics import Problems, Span
from bulletin_pdf.fonts.book import FontBook
from bulletin_pdf.layout.block import Piece, Source
from bulletin_pdf.layout.lookalikes import is_suspect, likely_character, unsettable
from bulletin_pdf.layout.style import TextStyle
from bulletin_pdf.pages import FaceId, TagId, TextRun
from bulletin_pdf.typeset.classes import COMBINING, DASH, FIXED_SPACE, HAN, LATIN, SPACE, classify
from bulletin_pdf.typeset.lines import Line
from bulletin_pdf.typeset.paragraph import Rules, SetParagraph
from bulletin_pdf.typeset.spacing import Spaced

_LATIN_FACES = LATIN | {"h", "/"}
_FOLLOWERS = frozenset({SPACE, COMBINING})


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


class _Choice(NamedTuple):
    face: FaceId
    drop: float


class _Choices(dict[str, "_Choice | None"]):
    """Character → face for one role, with the drop that levels a helping face."""

    def __init__(self, book: FontBook, role: str) -> None:
        self._book, self._role = book, role

    def __missing__(self, char: str) -> "_Choice | None":
        face = self._book.face_for(char, self._role)
        if face is None:
            self[char] = None
            return None
        first = self._book.face(self._role)
        level = face.id == first.id or face.latin or first.latin
        found = self[char] = _Choice(face.id, 0.0 if level else face.centre - first.centre)
        return found


class Setter:
    """What setting text needs: the font book, a document's rules, a collector of problems."""

    def __init__(self, book: FontBook, rules: Rules, problems: Problems) -> None:
        self.book, self.rules, self.problems = book, rules, problems
        self._choices: dict[str, _Choices] = {}
        self._helped: set[tuple[str, FaceId]] = set()

    def choices(self, role: str) -> _Choices:
        """Give the faces that set each character for `role`."""
        if role not in self._choices:
            self._choices[role] = _Choices(self.book, role)
        return self._choices[role]

    def note_help(self, char: str, choice: "_Choice", place: Span | None) -> None:
        """Say once which character is set in a helping face, and where it first stands."""
        if (char, choice.face) not in self._helped:
            self._helped.add((char, choice.face))
            face = self.book.by_id(choice.face).postscript_name
            self.problems.add("B311", place, char=char, code=f"U+{ord(char):04X}", face=face)


def shape(
    text: str, pieces: Sequence[Piece], style: TextStyle, tag: TagId | None, setter: Setter, source: Source
) -> Shaped:
    """Choose a face for each character of `text`; missing glyphs are noted as problems."""
    classes = classify(text)
    advances: list[float] = []
    segments: list[Segment] = []
    for piece in _cover(text, pieces, style, tag):
        choices = _choose(text, classes, piece, setter, source)
        for choice, members in groupby(range(piece.start, piece.end), key=lambda i: choices[i - piece.start]):
            indices = list(members)
            start, end = indices[0], indices[-1] + 1
            advances += _advances(text, classes, start, end, choice.face, setter.book)
            segments.append(Segment(start, end, choice.face, piece.style, piece.tag, choice.drop))
    return Shaped(text, classes, advances, tuple(segments))


def _cover(text: str, pieces: Sequence[Piece], style: TextStyle, tag: TagId | None) -> list[Piece]:
    """Fill the stretches between `pieces` with the block's own style."""
    covered: list[Piece] = []
    at = 0
    for piece in pieces:
        if piece.start > at:
            covered.append(Piece(at, piece.start, style, tag))
        covered.append(piece if piece.tag is not None else piece._replace(tag=tag))
        at = piece.end
    if at < len(text):
        covered.append(Piece(at, len(text), style, tag))
    return covered


def _choose(text: str, classes: str, piece: Piece, setter: Setter, source: Source) -> list[_Choice]:
    han, latin = setter.choices(piece.style.role), setter.choices(piece.style.latin)
    first = setter.book.face(piece.style.role).id
    chosen: list[_Choice] = []
    missing: list[int] = []
    for index in range(piece.start, piece.end):
        letter = classes[index]
        if letter in _FOLLOWERS and chosen:
            chosen.append(chosen[-1])
            if letter == COMBINING and missing and missing[-1] == index - 1:
                missing.append(index)
            continue
        char = text[index]
        found = latin[char] or han[char] if letter in _LATIN_FACES else han[char] or latin[char]
        if found is None or unsettable(char):
            missing.append(index)
            found = _Choice(first, 0.0)
        elif is_suspect(char):
            setter.problems.add(
                "B313",
                source.place_of(index),
                char=char,
                code=f"U+{ord(char):04X}",
                likely=likely_character(char),
            )
        elif letter == HAN and found.face != first and char.isalpha():
            setter.note_help(char, found, source.place_of(index))
        chosen.append(found)
    _report_missing(text, missing, setter, source)
    if COMBINING in classes[piece.start : piece.end] and not missing:
        _compose_marks(text, classes, piece, chosen, setter, source)
    return chosen


def _report_missing(text: str, missing: Sequence[int], setter: Setter, source: Source) -> None:
    """Report characters no face has, those that stand together as one."""
    for _, members in groupby(enumerate(missing), key=lambda pair: pair[1] - pair[0]):
        indices = [index for _, index in members]
        stretch = text[indices[0] : indices[-1] + 1]
        likely = likely_character(stretch) if len(stretch) == 1 else ""
        place = source.place_of(indices[0])
        if place is not None:
            place = place._replace(length=len(stretch))
        if likely:
            setter.problems.add("B312", place, char=stretch, code=f"U+{ord(stretch):04X}", likely=likely)
        else:
            code = f"U+{ord(stretch[0]):04X}" + ("…" if len(stretch) > 1 else "")
            setter.problems.add("B310", place, char=stretch[:_MOST_SHOWN], code=code)


_MOST_SHOWN = 12


def _clusters(text: str, classes: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Find characters that carry combining marks or a variation selector."""
    for match in re.finditer("[^m]m+", classes[start:end]):
        yield start + match.start(), text[start + match.start() : start + match.end()]


def _compose_marks(
    text: str, classes: str, piece: Piece, chosen: list[_Choice], setter: Setter, source: Source
) -> None:
    """Let the face of each character learn it with its marks; another helps where it cannot."""
    for index, cluster in _clusters(text, classes, piece.start, piece.end):
        chain = setter.book.chain(piece.style.latin) + setter.book.chain(piece.style.role)
        faces = [chosen[index - piece.start].face, *(entry.id for entry in chain)]
        able = next((face for face in faces if setter.book.by_id(face).compose(cluster)), None)
        if able is None:
            setter.problems.add(
                "B310", source.place_of(index), char=cluster, code=f"U+{ord(cluster[-1]):04X}"
            )
        elif able != faces[0]:
            at = index - piece.start
            chosen[at : at + len(cluster)] = [_Choice(able, 0.0)] * len(cluster)


def _advances(text: str, classes: str, start: int, end: int, face: FaceId, book: FontBook) -> list[float]:
    known = book.by_id(face).advances
    stretch = text[start:end]
    advances = [known[char] for char in stretch]
    if DASH in classes[start:end] or "……" in stretch:
        for pair in ("——", "……"):
            at = stretch.find(pair)
            while at >= 0:
                advances[at] = advances[at + 1] = known[pair] / 2
                at = stretch.find(pair, at + 2)
    if COMBINING in classes[start:end]:
        for index, cluster in _clusters(text, classes, start, end):
            after = index - start + len(cluster)
            advances[index - start : after] = [known[cluster], *[0.0] * (len(cluster) - 1)]
    return advances


# Lines → runs ------------------------------------------------------------------------


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
    places |= {i for i, letter in enumerate(spaced.classes) if letter in (SPACE, FIXED_SPACE)}
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
