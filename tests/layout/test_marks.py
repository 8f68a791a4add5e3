"""Marks of a letter stand where the shaper puts them, measured from the finished page (T-05)."""

from pathlib import Path

import pytest
import uharfbuzz

from bulletin_pdf.fonts.face import Face
from bulletin_pdf.fonts.font_book import open_book
from support.issues import publish_issue
from support.measured import Glyph, glyphs_of, text_by_readers

LETTERS = ("Ẓ́", "m̀", "ụ̈́", "ế̱", "Ệ̃")
TEXT = f"正文一段{'、'.join(LETTERS)}，其后照排。"


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_issue(tmp_path_factory.mktemp("marks"), TEXT)[0]


def faces() -> dict[str, Face]:
    book = open_book()
    entries = [entry for role in ("latin", "fangsong") for entry in book.chain(role)]
    return {face.postscript_name: face for face in (book.by_id(entry.id) for entry in entries)}


def shaped(face: Face, text: str) -> list[tuple[float, float]]:
    """Where HarfBuzz puts the glyphs of a text, em from where the first one begins."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(face.hb_face), buffer)
    pen, places = 0, []
    for position in buffer.glyph_positions:
        places.append(((pen + position.x_offset) / face.upem, position.y_offset / face.upem))
        pen += position.x_advance
    return places


def drawn(pdf: Path) -> dict[str, list[Glyph]]:
    """The glyphs of each letter with its marks: the hanzi and marks between them part the letters."""
    letters: dict[str, list[Glyph]] = {}
    glyphs = [glyph for glyph in glyphs_of(pdf) if glyph.size > 15]
    start = "".join(glyph.text for glyph in glyphs).index("正文一段") + 4
    row: list[Glyph] = []
    for glyph in glyphs[start:]:
        if glyph.text in "、，":
            letters["".join(each.text for each in row)] = row
            row = []
        elif glyph.text != " ":
            row.append(glyph)
    return letters


def test_marks_stand_where_the_shaper_puts_them(pdf: Path) -> None:
    known, found = faces(), drawn(pdf)
    moved = 0
    for letter in LETTERS:
        row = found[letter]
        face = known[row[0].font.split("+")[-1]]
        places = shaped(face, letter)
        # The reader names a glyph that stands for a letter and a mark twice.
        for glyph, (x, y) in zip((row[0], *row[1 - len(places) :]), places, strict=True):
            assert (glyph.x - row[0].x) / glyph.size == pytest.approx(x, abs=0.002), (letter, glyph)
            assert (row[0].y - glyph.y) / glyph.size == pytest.approx(y, abs=0.002), (letter, glyph)
            moved += bool(y)
    assert moved > 1, "some marks are raised or lowered"


def test_what_stands_behind_a_letter_with_marks_is_where_it_was_promised(pdf: Path) -> None:
    found = drawn(pdf)
    glyphs = glyphs_of(pdf)
    for row in found.values():
        after = next(glyph for glyph in glyphs[glyphs.index(row[-1]) + 1 :] if glyph.text in "、，")
        assert after.y == pytest.approx(row[0].y, abs=0.01)
        assert after.x > row[0].x + 0.3 * row[0].size


def test_letters_with_marks_read_back(pdf: Path) -> None:
    for text in text_by_readers(pdf).values():
        assert all(letter in text for letter in LETTERS)
