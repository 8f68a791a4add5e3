"""A build does not deliver what its own preflight would refuse."""

import pytest

from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.geometry import A4, Rect, mm
from bulletin_pdf.inks import BLACK, OFFICIAL_RED, Cmyk, Spot
from bulletin_pdf.pages import Box, Document, Mark, Page, Rule, TextRun
from bulletin_pdf.pdf.profile import PRINT
from bulletin_pdf.press.quick_checks import check_document
from bulletin_pdf.problems import Problems
from support.plain_design import AREA

BOOK = open_book()
FACE = BOOK.face("fangsong").id
HEAVY = Cmyk(1, 1, 1, 0.5)


def run(x: float, y: float, text: str = "文字") -> TextRun:
    return TextRun(mm(x), mm(y), text, FACE, 16, BLACK)


@pytest.mark.parametrize(
    ("marks", "codes"),
    [
        ([run(28, 50), run(100, 273)], []),
        ([run(180, 50)], ["F-15b"]),
        ([run(20, 50)], ["F-15b"]),
        ([run(100, 30)], ["F-15b"]),
        ([run(175.6, 50, "字，")], []),
        ([Rule(100, 100, 200, 100, 0.2, BLACK)], ["F-09"]),
        ([Rule(100, 100, 200, 100, 0.25, BLACK)], []),
        ([Box(Rect(100, 100, 9, 9), HEAVY)], ["F-11"]),
        ([Box(Rect(100, 100, 9, 9), OFFICIAL_RED)], []),
        ([Box(Rect(9, 9, 9, 9), Spot(name, BLACK, OFFICIAL_RED.screen)) for name in "ABC"], ["F-10a"]),
    ],
)
def test_what_is_refused(marks: list[Mark], codes: list[str]) -> None:
    problems = Problems()
    document = Document((Page(A4, tuple(marks)),), (), (), "t")
    check_document(document, PRINT._replace(spot_plates=True), AREA, BOOK, problems)
    assert [problem.code for problem in problems] == codes
