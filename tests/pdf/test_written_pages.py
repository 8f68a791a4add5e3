"""Pages written before their file is begun."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import A4, Rect
from bulletin_pdf.inks import BLACK
from bulletin_pdf.pages import Box, ForeignPdfPage, Group, Mark, Page, Picture
from bulletin_pdf.pdf.write.embedded_fonts import EmbeddedFont
from bulletin_pdf.pdf.write.font_tables import hexadecimal
from bulletin_pdf.pdf.write.written_pages import may_be_written

AREA = Rect(0, 0, 10, 10)
TURNED = (0.0, 1.0, -1.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("late", [Picture(AREA, "photo.jpg"), ForeignPdfPage(AREA, "old.pdf", 0, AREA)])
def test_what_wants_objects_of_the_file_is_not_written_early(late: Mark) -> None:
    box = Box(AREA, BLACK)
    assert may_be_written(Page(A4, (box, Group(TURNED, (box,)))))
    assert not may_be_written(Page(A4, (box, late)))
    assert not may_be_written(Page(A4, (box, Group(TURNED, (box, Group(TURNED, (late,)))))))


@given(texts=st.lists(st.text("的一是。“”ab12\U00020bb7\U00020b9f\U0002000b", max_size=6)))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_characters_have_the_same_codes_whichever_way_they_are_asked_for(
    book: FontBook, texts: list[str]
) -> None:
    quick, plain, elsewhere = (EmbeddedFont(book.face("kai")) for _ in range(3))
    assert [quick.digits(text) for text in texts] == [hexadecimal(plain.codes(text)) for text in texts]
    assert set(quick.texts()[0]) == set(plain.texts()[0]) == set("".join(texts))
    elsewhere.use(quick.texts())
    assert set(elsewhere.texts()[0]) == set("".join(texts))
