"""The cover sheet: as wide as its parts, its spine from head to foot (R-69, A-70…A-73)."""

import pypdf
import pytest

from bulletin_pdf.geometry import mm
from bulletin_pdf.han_numerals import number_to_han
from bulletin_pdf.pages import Page, Rule, TextRun
from bulletin_pdf.volume.book.cover import set_cover_sheet
from support.narrowed import present
from volume.conftest import Bound


def sheet(bound: Bound, spine: float) -> Page:
    volume = bound.volume
    return set_cover_sheet(volume.plan, volume.issues, spine, volume.context).pages[0]


def test_size_and_bleed_of_the_file(bound: Bound) -> None:
    page = pypdf.PdfReader(bound.outcome.books[0].cover).pages[0]
    trim = page.trimbox
    assert float(trim.width) == pytest.approx(mm(420 + present(bound.outcome.books[0].spine)), abs=0.01)
    assert float(trim.height) == pytest.approx(mm(297), abs=0.01)
    assert float(page.bleedbox.width) == pytest.approx(float(trim.width) + mm(6), abs=0.01)


def test_a_thin_spine_has_its_title_on_the_edge_of_the_back(bound: Bound) -> None:
    """A-70: beside the spine, beyond the hinge; nothing on the spine itself."""
    assert present(bound.outcome.books[0].spine) < 5
    runs = [mark for mark in sheet(bound, 4.9).marks if isinstance(mark, TextRun)]
    edge = [mark for mark in runs if mark.x < mm(210)]
    assert "".join(mark.text for mark in edge).startswith("湖南精神文明建设二〇二二年合订本")
    assert all(mm(210 - 15) < mark.x and mark.x + mark.size <= mm(210 - 6) for mark in edge)
    assert not [mark for mark in runs if mm(210) <= mark.x < mm(210 + 4.9)]


@pytest.mark.parametrize("spine", [3.0, 12.0])
def test_folds_and_hinges_are_marked_outside_the_bleed(bound: Bound, spine: float) -> None:
    """R-69: the spine's edges, and 6 mm from them the hinges."""
    page = sheet(bound, spine)
    ticks = [mark for mark in page.marks if isinstance(mark, Rule) and mark.x == mark.x2]
    places = sorted({round((mark.x - mm(210)) / mm(1), 3) for mark in ticks})
    assert places == [-6, 0, spine, spine + 6]
    for mark in ticks:
        assert max(mark.y, mark.y2) <= -page.bleed or min(mark.y, mark.y2) >= page.size.height + page.bleed
        assert (
            abs(mark.y2) <= page.slug + page.bleed
            or abs(mark.y2 - page.size.height) <= page.slug + page.bleed
        )
        assert bool(mark.dots) == (round((mark.x - mm(210)) / mm(1), 3) in (-6, spine + 6))


@pytest.mark.parametrize("spine", [5.0, 9.0, 14.5, 30.0])
def test_spine_text_stands_upright_in_the_middle(bound: Bound, spine: float) -> None:
    middle, book = mm(210) + mm(spine) / 2, bound.volume.book
    letters = [
        mark for mark in sheet(bound, spine).marks if isinstance(mark, TextRun) and mark.x < mm(210 + spine)
    ]
    text = "".join(mark.text for mark in letters)
    assert text == "湖南精神文明建设二〇二二年合订本第一至十一期湖南省精神文明建设指导委员会办公室"
    assert [mark.y for mark in letters] == sorted(mark.y for mark in letters)
    for mark in letters:
        width = book.by_id(mark.face).advances[mark.text] * mark.size
        assert mark.x + width / 2 == pytest.approx(middle, abs=0.01)
        assert mark.size <= mm(spine - 2) + 0.01
        assert mm(20) < mark.y < mm(280)


def test_groups_stand_at_the_same_height_on_every_volume(bound: Bound) -> None:
    tops = set()
    for spine in (12.0, 20.0):
        marks = sheet(bound, spine).marks
        tops.add(next(round(mark.y, 1) for mark in marks if isinstance(mark, TextRun) and mark.text == "二"))
    assert len(tops) == 1


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (36, "三十六"), (100, "一百"), (105, "一百〇五"),
     (110, "一百一十"), (236, "二百三十六"), (2022, "二〇二二")],
)  # fmt: skip
def test_numbers_in_hanzi(number: int, written: str) -> None:
    assert number_to_han(number) == written
