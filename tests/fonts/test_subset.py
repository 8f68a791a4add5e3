import pytest
import uharfbuzz

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.fonts.subset import subset

TEXT = "湖南省精神文明建设，“强”——1"


@pytest.mark.parametrize("role", ["fangsong", "song", "kai", "hei"])
def test_a_subset_keeps_outlines_and_advances(book: FontBook, role: str) -> None:
    face = book.face(role)
    glyphs = [face.glyphs[char] for char in TEXT]
    small = subset(face, glyphs)
    font = uharfbuzz.Font(uharfbuzz.Face(small.program))
    for glyph in glyphs:
        assert font.get_glyph_h_advance(small.glyphs[glyph]) / face.upem == face.glyph_advance(glyph)
        extents = font.get_glyph_extents(small.glyphs[glyph])
        assert extents is not None
        assert extents.width > 0


def test_a_subset_is_small_and_holds_no_unneeded_table(book: FontBook) -> None:
    face = book.face("song")
    small = subset(face, [face.glyphs[char] for char in TEXT])
    assert len(small.program) < 20_000
    tables = uharfbuzz.Face(small.program).table_tags
    assert set(tables) == {"glyf", "loca", "head", "hhea", "hmtx", "maxp"}


def test_the_order_of_asking_does_not_change_the_subset(book: FontBook) -> None:
    face = book.face("song")
    glyphs = [face.glyphs[char] for char in TEXT]
    assert subset(face, glyphs) == subset(face, list(reversed(glyphs)) + glyphs)


def test_no_glyph_joins_that_was_not_asked_for(book: FontBook) -> None:
    face = book.face("song")
    glyphs = {face.glyphs[char] for char in "中文"}
    assert set(subset(face, glyphs).glyphs) == glyphs | {0}
