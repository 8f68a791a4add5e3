"""Sheets and tickets follow the trim of the pages."""

import pytest

from bulletin_pdf.geometry import Size, mm
from bulletin_pdf.issue.model import Distribution
from bulletin_pdf.pages import Document, Page
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.press.sheets import SHEETS, sheet_for
from bulletin_pdf.press.ticket import PressJob, TicketFile, job_of


@pytest.mark.parametrize(
    ("width", "height", "sheet"),
    [
        (210, 297, "A3"),
        (210, 285, "A3"),
        (188, 260, "8K"),
        (185, 260, "8K"),
        (148, 210, "A3"),
        (260, 376, "A2"),
        (297, 420, "A2"),
        (400, 600, "A3"),
    ],
)
def test_the_sheet_suits_the_trim(width: float, height: float, sheet: str) -> None:
    assert sheet_for(Size(mm(width), mm(height))) == sheet


def job(size: Size, pages: int) -> PressJob:
    document = Document(tuple(Page(size, ()) for _ in range(pages)), (), (), "简报")
    return job_of(document, PROFILES["print"], TicketFile("a.pdf", ""), Distribution((), (), (), ()), None)


@pytest.mark.parametrize(
    ("size", "pages", "sheet", "trim"),
    [
        ((210, 297), 8, "A3", "210 × 297 mm"),
        ((210, 297), 2, "A4", "210 × 297 mm"),
        ((188, 260), 8, "8K", "188 × 260 mm"),
        ((188, 260), 100, "16K", "188 × 260 mm"),
        ((200, 280), 2, "200 × 280 mm", "200 × 280 mm"),
    ],
)
def test_the_ticket_says_paper_and_trim(size: tuple[float, float], pages: int, sheet: str, trim: str) -> None:
    made = job(Size(mm(size[0]), mm(size[1])), pages)
    assert (made.sheet, made.trim) == (sheet, trim)


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [
        ("A2", 420, 594),
        ("A3", 297, 420),
        ("A4", 210, 297),
        ("SRA3", 320, 450),
        ("A3+", 329, 483),
        ("B4", 257, 364),
        ("8K", 270, 390),
    ],
)
def test_sheets_are_as_large_as_their_standards_say(name: str, width: float, height: float) -> None:
    """ISO 216 and ISO 217, JIS P 0138 for B4, 8开 of the mainland."""
    assert SHEETS[name] == Size(mm(width), mm(height))
