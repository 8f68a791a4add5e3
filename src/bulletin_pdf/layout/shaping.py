"""Text → faces: the face and the width of each character.

This is where the font room's faces meet the typesetting room's lines.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.layout.block import Piece
from bulletin_pdf.layout.lookalikes import is_suspect, likely_character
from bulletin_pdf.layout.runs import Segment, Shaped
from bulletin_pdf.layout.style import TextStyle
from bulletin_pdf.layout.typesetter import LATIN_FACES, UNMARKED, CharacterFace, Typesetter
from bulletin_pdf.named_tuples import new_tuple
from bulletin_pdf.pages import FaceId, TagId
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.typeset.classes import COMBINING, HAN, SPACE, class_alone, classify

_FOLLOWERS = frozenset({SPACE, COMBINING})


def shape(
    text: str,
    pieces: Sequence[Piece],
    style: TextStyle,
    tag: TagId | None,
    typesetter: Typesetter,
    source: SourceMap,
) -> Shaped:
    """Choose a face for each character of `text`; missing glyphs are noted as problems."""
    covered = _cover(text, pieces, style, tag)
    letters = "".join(
        [
            text[piece.start : piece.end].translate(typesetter.choices(piece.style.role).letters)
            for piece in covered
        ]
    )
    classes = classify(text, letters if letters.isascii() else letters.translate(UNMARKED))
    advances: list[float] = []
    segments: list[Segment] = []
    for piece in covered:
        piece_style, piece_tag = piece.style, piece.tag
        for start, end, (face, drop, _), square in _stretches(
            text, classes, letters, piece, typesetter, source
        ):
            if square:
                advances += [1.0] * (end - start)
            else:
                advances += _advances(text, classes, start, end, face, typesetter.book)
            segments.append(new_tuple(Segment, (start, end, face, piece_style, piece_tag, drop)))
    return Shaped(text, classes, advances, tuple(segments))


_SCRIPTS = pattern("[ANnph/][ANnpmh/ ]*|[^ANnph/]+")
"""Stretches of Latin or of Chinese; spaces and combining marks stay with what they follow."""


_Stretch = tuple[int, int, CharacterFace, bool]
"""Start and end, the face, and whether every character is one em wide there."""


def _stretches(
    text: str, classes: str, letters: str, piece: Piece, typesetter: Typesetter, source: SourceMap
) -> Iterator[_Stretch]:
    """Take a piece apart into stretches of one face each."""
    if classes.find(COMBINING, piece.start, piece.end) >= 0:
        yield from _one_by_one(text, classes, piece, typesetter, source)
        return
    han, latin = typesetter.choices(piece.style.role), typesetter.choices(piece.style.latin)
    for match in _SCRIPTS.finditer(classes, piece.start, piece.end):
        start, end = match.span()
        is_latin = classes[start] in LATIN_FACES
        if not is_latin and letters[start:end].isascii():
            yield start, end, han.usual, True
        elif (choice := (latin if is_latin else han).sole(text[start:end])) is not None:
            yield start, end, choice, False
        else:
            yield from _one_by_one(text, classes, piece._replace(start=start, end=end), typesetter, source)


def _one_by_one(
    text: str, classes: str, piece: Piece, typesetter: Typesetter, source: SourceMap
) -> Iterator[_Stretch]:
    choices = _choose(text, classes, piece, typesetter, source)
    at = piece.start
    for choice, members in groupby(choices):
        end = at + len(list(members))
        yield at, end, choice, False
        at = end


def _cover(text: str, pieces: Sequence[Piece], style: TextStyle, tag: TagId | None) -> list[Piece]:
    """Fill the stretches between `pieces` with the block's own style."""
    covered: list[Piece] = []
    at = 0
    for piece in pieces:
        start, end = _behind_marks(text, piece.start), _behind_marks(text, piece.end)
        if start > at:
            covered.append(Piece(at, start, style, tag))
        if start < end:
            covered.append(piece._replace(start=start, end=end, tag=tag if piece.tag is None else piece.tag))
        at = end
    if at < len(text):
        covered.append(Piece(at, len(text), style, tag))
    return covered


def _behind_marks(text: str, at: int) -> int:
    """Move a boundary behind the marks that the character before it carries."""
    while 0 < at < len(text) and class_alone(text[at]) == COMBINING:
        at += 1
    return at


def _choose(
    text: str, classes: str, piece: Piece, typesetter: Typesetter, source: SourceMap
) -> list[CharacterFace]:
    han, latin = typesetter.choices(piece.style.role), typesetter.choices(piece.style.latin)
    first = typesetter.book.face(piece.style.role).id
    chosen: list[CharacterFace] = []
    missing: list[int] = []
    for index in range(piece.start, piece.end):
        letter, char = classes[index], text[index]
        if (
            letter in _FOLLOWERS
            and chosen
            and (letter == COMBINING or _has_blank(char, chosen[-1], typesetter))
        ):
            chosen.append(chosen[-1])
            if letter == COMBINING and missing and missing[-1] == index - 1:
                missing.append(index)
            continue
        found = latin[char] or han[char] if letter in LATIN_FACES else han[char] or latin[char]
        if found is None:
            missing.append(index)
            found = CharacterFace(first, 0.0)
        elif found.plain:
            pass
        elif is_suspect(char):
            typesetter.problems.add(
                Code.LOOKALIKE_CHARACTER,
                source.place_of(index),
                char=char,
                code=f"U+{ord(char):04X}",
                likely=likely_character(char),
            )
        elif letter == HAN:
            typesetter.note_help(char, found, source.place_of(index))
        chosen.append(found if found.plain else found._replace(plain=True))
    _report_missing(text, missing, typesetter, source)
    if COMBINING in classes[piece.start : piece.end] and not missing:
        _compose_marks(text, classes, piece, chosen, typesetter, source)
    return chosen


def _has_blank(char: str, choice: CharacterFace, typesetter: Typesetter) -> bool:
    """Whether a face has a blank; every one has the common space."""
    return char == " " or typesetter.book.by_id(choice.face).covers(char)


def _report_missing(text: str, missing: Sequence[int], typesetter: Typesetter, source: SourceMap) -> None:
    """Report characters no face has, those that stand together as one."""
    for _, members in groupby(enumerate(missing), key=lambda pair: pair[1] - pair[0]):
        indices = [index for _, index in members]
        stretch = text[indices[0] : indices[-1] + 1]
        likely = likely_character(stretch) if len(stretch) == 1 else ""
        place = source.place_of(indices[0])
        if place is not None:
            place = place._replace(length=len(stretch))
        if likely:
            typesetter.problems.add(
                Code.PRIVATE_CHARACTER_IN_NO_FONT,
                place,
                char=stretch,
                code=f"U+{ord(stretch):04X}",
                likely=likely,
            )
        else:
            code = f"U+{ord(stretch[0]):04X}" + ("…" if len(stretch) > 1 else "")
            typesetter.problems.add(Code.CHARACTER_IN_NO_FONT, place, char=stretch[:_MAX_SHOWN], code=code)


_MAX_SHOWN = 12


def _clusters(text: str, classes: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Find characters that carry combining marks or a variation selector."""
    for match in re.finditer("[^m]m+", classes[start:end]):
        yield start + match.start(), text[start + match.start() : start + match.end()]


def _compose_marks(
    text: str,
    classes: str,
    piece: Piece,
    chosen: list[CharacterFace],
    typesetter: Typesetter,
    source: SourceMap,
) -> None:
    """Let the face of each character learn it with its marks; another helps where it cannot."""
    for index, cluster in _clusters(text, classes, piece.start, piece.end):
        chain = typesetter.book.chain(piece.style.latin) + typesetter.book.chain(piece.style.role)
        faces = [chosen[index - piece.start].face, *(entry.id for entry in chain)]
        able = _able(cluster, faces, typesetter.book)
        if able is None:
            typesetter.problems.add(
                Code.CHARACTER_IN_NO_FONT,
                source.place_of(index),
                char=cluster,
                code=f"U+{ord(cluster[-1]):04X}",
            )
        elif able != faces[0]:
            at = index - piece.start
            chosen[at : at + len(cluster)] = [CharacterFace(able, 0.0)] * len(cluster)


def _able(cluster: str, faces: Sequence[FaceId], book: FontBook) -> FaceId | None:
    """Return the first face that can set a character with its marks, one that puts them over it before others."""
    able = [face for face in faces if book.by_id(face).compose(cluster)]
    return next((face for face in able if cluster not in book.by_id(face).aside), able[0] if able else None)


def _advances(text: str, classes: str, start: int, end: int, face: FaceId, book: FontBook) -> list[float]:
    known = book.by_id(face).advances
    stretch = text[start:end]
    advances = list(map(known.__getitem__, stretch))
    for pair in ("——", "……"):
        at = stretch.find(pair)
        while at >= 0:
            advances[at] = advances[at + 1] = known[pair] / 2
            at = stretch.find(pair, at + 2)
    if classes.find(COMBINING, start, end) >= 0:
        for index, cluster in _clusters(text, classes, start, end):
            after = index - start + len(cluster)
            advances[index - start : after] = [known[cluster], *[0.0] * (len(cluster) - 1)]
    return advances
