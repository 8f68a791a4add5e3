"""All punctuation of the Basic Multilingual Plane at the edges of lines (T-10, T-32, T-33).

What typesetting lets stand outside the measure is what the check of finished pages allows.
"""

from collections.abc import Iterator
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.geometry import mm
from bulletin_pdf.inks import BLACK
from bulletin_pdf.layout.block import TextBlock
from bulletin_pdf.layout.galley import Row, set_line_block
from bulletin_pdf.layout.page_numbers import moved
from bulletin_pdf.layout.style import BlockStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.pages import Document, Page, TextRun
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.pdf.readback.file_text import read_back
from bulletin_pdf.pdf.write.pdf_file import render
from bulletin_pdf.press.quick_checks import check_document
from bulletin_pdf.problems import Problems
from bulletin_pdf.source_map import SourceMap
from support.plain_design import AREA, BODY, DESIGN, GRID

BOOK = open_book()
PROFILE = PROFILES["print"]
RAISED = set("⁽⁾₍₎")
"""These stand among figures: x⁽²⁾."""
OPENS, CLOSES = ("Ps", "Pi"), ("Pe", "Pf")


def marks(kinds: tuple[str, ...]) -> Iterator[str]:
    for code in range(0x21, 0xFFFE):
        char = chr(code)
        if category(char) in kinds and BOOK.face_for(char, "fangsong") is not None:
            yield char


def rows_of(text: str, *, hanging: bool = False) -> tuple[Row, ...]:
    rules = DESIGN.rules._replace(spacing=DESIGN.rules.spacing._replace(hanging=hanging))
    return set_line_block(TextBlock(text, BlockStyle(BODY), None), GRID, Typesetter(BOOK, rules, Problems()))


def faults(rows: tuple[Row, ...]) -> list[str]:
    """Judge rows as a page."""
    placed = [moved(mark, GRID.left(1), GRID.top) for row in rows for mark in row.marks]
    problems = Problems()
    page = Page(GRID.page, tuple(placed), (), "1")
    check_document(Document((page,), (), (), ""), PROFILE, AREA, BOOK, problems)
    return [problem.code for problem in problems]


def lines(rows: tuple[Row, ...]) -> list[str]:
    return ["".join(mark.text for mark in row.marks if isinstance(mark, TextRun)) for row in rows]


@pytest.mark.parametrize("kind", ["Ps", "Pi", "Pe", "Pf", "Po", "Pd", "Pc"])
def test_no_mark_at_an_edge_is_outside_the_type_area(kind: str) -> None:
    for char in marks((kind,)):
        for before in (0, 26, 27, 28):
            for text in ("春" * before + char + "春" * 40, "春" * before + char * 2 + "春" * 40):
                assert faults(rows_of(text)) == [], (char, before)
    for char in "，。、":
        assert faults(rows_of("春" * 28 + char + "春" * 40, hanging=True)) == []


@pytest.mark.parametrize("before", [26, 27, 28])
def test_no_line_begins_with_a_closing_or_ends_with_an_opening_mark(before: int) -> None:
    for char in set(marks(CLOSES)) - RAISED:
        assert not any(line.startswith(char) for line in lines(rows_of("春" * before + char + "春" * 40)))
    for char in set(marks(OPENS)) - RAISED:
        assert not any(line.endswith(char) for line in lines(rows_of("春" * before + char + "春" * 40)))


def test_text_outside_the_type_area_is_found() -> None:
    for x in (GRID.left(1) - mm(3), GRID.left(1) + GRID.width - 5):
        run = TextRun(x, GRID.top + 20, "春", BOOK.face("fangsong").id, 16, BLACK)
        assert faults((Row(1, (run._replace(x=x - GRID.left(1), y=20),)),)) == ["F-15b"]


MARKS = [chr(code) for code in range(0x300, 0x346) if chr(code) not in "\u0340\u0341\u0343\u0344"]


@given(st.sampled_from("abcxyzABZüêệẒ春"), st.lists(st.sampled_from(MARKS), min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
def test_letters_with_several_marks_are_set_whole_or_named_with_their_place(
    letter: str, above: list[str]
) -> None:
    cluster = letter + "".join(above)
    problems = Problems()
    block = TextBlock(f"正文{cluster}一段", BlockStyle(BODY), None, source=SourceMap.start("i.yaml", 7, 5))
    rows = set_line_block(block, GRID, Typesetter(BOOK, DESIGN.rules, problems))
    if problems.errors:
        assert {
            (problem.code, problem.span.column if problem.span else 0) for problem in problems.errors
        } == {("B310", 7)}
        return
    page = Page(
        GRID.page, tuple(moved(mark, GRID.left(1), GRID.top) for row in rows for mark in row.marks), (), "1"
    )
    data = render(Document((page,), (), (), ""), PROFILE, BOOK)
    assert cluster in read_back(data).pages[0].text
