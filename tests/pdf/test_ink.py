"""Which plate a mark reaches, and what prints over what lies beneath it."""

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import Rect, Size
from bulletin_pdf.inks import BLACK, OFFICIAL_RED, WHITE, Cmyk, Ink, Rgb
from bulletin_pdf.pages import Box, Document, Mark, Page, Rule, TextRun
from bulletin_pdf.pages import Path as Outline
from bulletin_pdf.pdf.profile import PRINT, SCREEN, Profile, fill_operator, stroke_operator
from bulletin_pdf.pdf.write.pdf_file import write_pdf

SMALL = Size(200, 200)

Plates = Callable[[list[Mark]], dict[str, int]]


@pytest.fixture
def plates(book: FontBook, tmp_path: Path, run: Callable[..., str]) -> Plates:
    """Separate marks as a press would: plate → number of pixels with ink on them."""
    from PIL import Image

    def separate(marks: list[Mark]) -> dict[str, int]:
        target = write(tmp_path, book, marks, PRINT)
        run("gs", "-q", "-sDEVICE=tiffsep", "-r72", "-o", tmp_path / "plate.tif", target)
        counts = {}
        for colour in ("Cyan", "Magenta", "Yellow", "Black"):
            with Image.open(tmp_path / f"plate({colour}).tif") as plate:
                counts[colour] = sum(plate.convert("L").histogram()[:250])
        return counts

    return separate


def test_black_text_and_rules_are_on_the_black_plate_alone(plates: Plates, book: FontBook) -> None:
    #
    found = plates([
        TextRun(20, 60, "国家", book.face("song").id, 40, BLACK),
        TextRun(20, 100, "小字", book.face("song").id, 9, BLACK),
        Rule(20, 150, 180, 150, 3, BLACK),
        Box(Rect(20, 160, 50, 10), BLACK),
    ])  # fmt: skip
    assert found["Black"] > 500
    assert found["Cyan"] == found["Magenta"] == found["Yellow"] == 0


def test_red_has_no_black_and_no_cyan(plates: Plates, book: FontBook) -> None:
    #
    found = plates([
        TextRun(20, 60, "国家", book.face("xbs").id, 40, OFFICIAL_RED),
        Rule(20, 150, 180, 150, 3, OFFICIAL_RED),
    ])  # fmt: skip
    assert found["Magenta"] == found["Yellow"] > 500
    assert found["Cyan"] == found["Black"] == 0


@pytest.mark.parametrize(("size", "kept"), [(11.5, True), (16, False)])
def test_small_black_text_overprints_and_large_knocks_out(
    plates: Plates, book: FontBook, size: float, kept: bool
) -> None:
    # the red beneath small black text stays whole.
    red: list[Mark] = [Box(Rect(0, 0, 200, 200), OFFICIAL_RED)]
    text = TextRun(20, 100, "国家文明", book.face("hei").id, size, BLACK)
    whole = plates(red)["Magenta"]
    assert (plates([*red, text])["Magenta"] == whole) is kept


@pytest.mark.parametrize(("weight", "kept"), [(1.9, True), (2.1, False)])
def test_thin_black_lines_overprint(plates: Plates, weight: float, kept: bool) -> None:
    red: list[Mark] = [Box(Rect(0, 0, 200, 200), OFFICIAL_RED)]
    whole = plates(red)["Magenta"]
    assert (plates([*red, Rule(20, 100, 180, 100, weight, BLACK)])["Magenta"] == whole) is kept
    assert (plates([*red, Box(Rect(20, 50, 160, weight), BLACK)])["Magenta"] == whole) is kept


def test_white_text_knocks_out_even_after_overprinting_text(plates: Plates, book: FontBook) -> None:
    # GWG: white that overprints would vanish.
    red: list[Mark] = [
        Box(Rect(0, 0, 200, 200), OFFICIAL_RED),
        TextRun(20, 40, "黑", book.face("hei").id, 9, BLACK),
    ]
    white = TextRun(20, 100, "白字", book.face("hei").id, 9, WHITE)
    assert plates([*red, white])["Magenta"] < plates(red)["Magenta"]


def test_nothing_is_in_device_rgb_in_print(book: FontBook, tmp_path: Path) -> None:
    #
    marks: list[Mark] = [
        TextRun(20, 60, "国", book.face("song").id, 16, Rgb(1, 0, 0)),
        Rule(0, 0, 9, 9, 1, Rgb(0, 0, 0)),
        Outline(
            (("M", 1.0, 1.0), ("L", 9.0, 1.0), ("C", 9.0, 2.0, 8.0, 3.0, 1.0, 9.0), ("Z",)), OFFICIAL_RED
        ),
    ]
    content = content_of(write(tmp_path, book, marks, PRINT))
    assert " rg" not in content
    assert " RG" not in content
    assert "0 0 0 1 K" in content


def test_screen_has_rgb_only(book: FontBook, tmp_path: Path) -> None:
    marks: list[Mark] = [
        TextRun(20, 60, "国", book.face("song").id, 16, BLACK),
        Rule(0, 0, 9, 9, 1, OFFICIAL_RED),
    ]
    content = content_of(write(tmp_path, book, marks, SCREEN))
    assert "0 0 0 rg" in content
    assert "0.843 0 0.059 RG" in content
    assert " gs" not in content


@pytest.mark.parametrize(
    ("ink", "process", "screen"),
    [
        (BLACK, "0 0 0 1 k", "0 0 0 rg"),
        (OFFICIAL_RED, "0 1 1 0 k", "0.843 0 0.059 rg"),
        (OFFICIAL_RED._replace(tint=0.5), "0 0.5 0.5 0 k", "0.922 0.5 0.529 rg"),
        (Rgb(0.5, 0.5, 0.5), "0 0 0 0.5 k", "0.5 0.5 0.5 rg"),
        (Rgb(0, 0, 0), "0 0 0 1 k", "0 0 0 rg"),
        (Cmyk(1, 0, 0, 0.5), "1 0 0 0.5 k", "0 0.5 0.5 rg"),
    ],
)
def test_inks_reach_each_kind_of_file(ink: Ink, process: str, screen: str) -> None:
    assert fill_operator(ink, PRINT) == process
    assert fill_operator(ink, SCREEN) == screen
    assert stroke_operator(ink, PRINT) == process[:-1] + "K"


def test_dots_are_round_and_later_rules_have_butt_ends(book: FontBook, tmp_path: Path) -> None:
    marks: list[Mark] = [Rule(10, 10, 90, 10, 1, BLACK, dots=4), Rule(10, 20, 90, 20, 1, BLACK)]
    lines = content_of(write(tmp_path, book, marks, PRINT)).splitlines()
    dots, plain = lines.index("10 190 m 90 190 l S"), lines.index("10 180 m 90 180 l S")
    assert {"1 J", "[0 4] 0 d"} <= set(lines[:dots])
    assert {"0 J", "[] 0 d"} <= set(lines[dots:plain])


def write(directory: Path, book: FontBook, marks: list[Mark], profile: Profile) -> Path:
    target = directory / "ink.pdf"
    write_pdf(Document((Page(SMALL, tuple(marks)),), (), (), "t"), profile, book, str(target))
    return target


def content_of(path: Path) -> str:
    contents = pypdf.PdfReader(path).pages[0].get_contents()
    assert contents is not None
    return contents.get_data().decode("ascii")
