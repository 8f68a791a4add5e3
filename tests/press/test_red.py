"""套红: two files that together are the one."""

from pathlib import Path

import pypdf
import pytest
from PIL import ImageChops

from bulletin_pdf.geometry import A4, Rect, mm
from bulletin_pdf.inks import BLACK, OFFICIAL_RED
from bulletin_pdf.pages import Box, Document, Group, Page
from bulletin_pdf.press.red import part_of
from bulletin_pdf.problems import Problems
from support.narrowed import untyped

from .conftest import Publish, rendered, same

BLACK_BOX = Box(Rect(0, 0, 9, 9), BLACK)
RED_BOX = Box(Rect(20, 0, 9, 9), OFFICIAL_RED)
TURNED = (0.0, 1.0, -1.0, 0.0, 100.0, 0.0)


@pytest.mark.parametrize("resolution", [60, 200])
def test_head_and_overprint_are_the_whole_page_pixel_for_pixel(made: Publish, resolution: int) -> None:
    whole, head, black = (
        rendered(made(edition), resolution=resolution) for edition in ("print", "head", "overprint")
    )
    assert same(ImageChops.darker(head, black), whole)
    assert not same(black, whole)
    assert not same(head, whole)


@pytest.mark.parametrize("page", range(2, 9))
def test_pages_without_red_are_the_same(made: Publish, page: int) -> None:
    assert same(rendered(made("overprint"), page), rendered(made(), page))


def test_the_head_is_one_page_without_a_black_mark(made: Publish) -> None:
    reader = pypdf.PdfReader(made("head"))
    (page,) = reader.pages
    stream = page.get_contents()
    assert stream is not None
    assert b"0 0 0 1" not in stream.get_data()
    assert "".join(page.extract_text().split()) == "湖南精神文明建设"


def test_the_overprint_edition_moves(made: Publish) -> None:
    """2.54 mm are ten pixels at 100 dpi."""
    plain = rendered(made("overprint"), resolution=100)
    moved = rendered(made("overprint", offset=(2.54, -5.08)), resolution=100)
    inner = (100, 100, plain.width - 100, plain.height - 100)
    assert same(plain.crop(inner), moved.crop((110, 80, plain.width - 90, plain.height - 120)))


def test_groups_are_split_and_red_on_later_pages_is_missed() -> None:
    group = Group(TURNED, (BLACK_BOX, RED_BOX))
    document = Document((Page(A4, (RED_BOX, group)), Page(A4, (RED_BOX,))), (), (), "t")
    problems = Problems()
    black = part_of(document, "without red", (1, 0), problems)
    assert [problem.code for problem in problems] == ["B605"]
    (kept,) = black.pages[0].marks
    assert isinstance(kept, Group)
    assert kept.marks == (BLACK_BOX,)
    assert kept.matrix[4] == pytest.approx(100 + mm(1))
    red = part_of(document, "red alone", (0, 0), problems)
    assert [page.marks for page in red.pages] == [(RED_BOX, Group(TURNED, (RED_BOX,)))]


def test_a_page_without_red_has_no_head() -> None:
    problems = Problems()
    part_of(Document((Page(A4, (BLACK_BOX,)),), (), (), "t"), "red alone", (0, 0), problems)
    assert [problem.code for problem in problems] == ["B606"]


def test_the_registration_sheet_has_its_zeros_at_the_red_rule(made: Publish, tmp_path: Path) -> None:
    whole, sheet = rendered(made(), resolution=72), rendered(made("head", registration=True), resolution=72)
    red = [
        y
        for y in range(whole.height)
        if all(
            pixel[0] > 180 > pixel[1]
            for pixel in (untyped(whole.getpixel((x, y))) for x in range(100, 500, 50))
        )
    ]
    assert red, "the red rule"
    x, y = round(mm(28)) - 3, red[len(red) // 2]
    dark = [untyped(sheet.getpixel((x, y + step)))[0] < 250 for step in range(-30, 30)]
    assert sum(dark) > 20
