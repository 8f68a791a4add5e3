"""What readers get back: exact text, in reading order, from embedded fonts of the right widths."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
import uharfbuzz
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin_pdf.fonts.font_book import FontBook, open_book
from bulletin_pdf.geometry import A4
from bulletin_pdf.inks import BLACK
from bulletin_pdf.pages import Document, Mark, Page, PageRef, TextRun
from bulletin_pdf.pdf.profile import PRINT, PROFILES, SCREEN
from bulletin_pdf.pdf.write.pdf_file import render, write_pdf
from support.narrowed import untyped

EXPECTED = [
    "湖南精神文明建设",
    "湘西州：突出“四字”要诀",
    "“好”，‘是’——真的……·一二三",
    "他说：“湖南省”——不错（见附件）。",
    "\U00020bb7\U00020bb7山2022年",
    "县市10",
    "—1—",
    "一个目标",
    "—2—",
]

Setter = Callable[..., list[Mark]]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(params=sorted(PROFILES))
def path(request: pytest.FixtureRequest, document: Document, book: FontBook, tmp_path: Path) -> Path:
    target = tmp_path / "issue.pdf"
    write_pdf(document, PROFILES[request.param], book, str(target))
    return target


def test_pdftotext_gives_the_text_back(path: Path, run: Callable[..., str]) -> None:
    assert squeezed(run("pdftotext", "-raw", path, "-")) == "".join(EXPECTED)


def test_mutool_gives_the_text_back(path: Path, run: Callable[..., str]) -> None:
    assert squeezed(run("mutool", "draw", "-q", "-F", "txt", path)) == "".join(EXPECTED)


def test_pypdf_gives_the_text_back(path: Path) -> None:
    pages = pypdf.PdfReader(path).pages
    assert squeezed("".join(page.extract_text() for page in pages)) == "".join(EXPECTED)


def test_no_space_enters_between_han(path: Path, run: Callable[..., str]) -> None:
    #
    assert "他说：“湖南省”——不错（见附件）。" in run("pdftotext", path, "-").splitlines()


def test_every_font_is_an_embedded_subset(path: Path, run: Callable[..., str]) -> None:
    #
    rows = run("pdffonts", path).splitlines()[2:]
    assert len(rows) >= 4
    for row in rows:
        assert "CID TrueType" in row
        assert "Identity-H" in row
        assert row.split()[-5:-2] == ["yes", "yes", "yes"]
        assert re.match(r"[A-Z]{6}\+", row)


def test_declared_widths_are_those_of_the_font_program(path: Path) -> None:
    #
    checked = 0
    for font in fonts_of(path):
        descendant = untyped(font["/DescendantFonts"])[0].get_object()
        descriptor = descendant["/FontDescriptor"]
        face = uharfbuzz.Face(descriptor["/FontFile2"].get_object().get_data())
        program = uharfbuzz.Font(face)
        places = descendant["/CIDToGIDMap"].get_object().get_data()
        widths = declared_widths(descendant["/W"])
        for code in codes_of(font):
            glyph = int.from_bytes(places[2 * code : 2 * code + 2], "big")
            assert glyph, f"code {code:04X} shows .notdef"
            exact = program.get_glyph_h_advance(glyph) * 1000 / face.upem
            assert widths.get(code, 1000.0) == pytest.approx(exact, abs=0.0006)
            checked += 1
    assert checked > 40


def test_to_unicode_blocks_are_short_and_list_used_codes_only(
    book: FontBook, typesetter: Setter, tmp_path: Path
) -> None:
    text = "".join(
        chr(0x4E00 + place) for place in range(0, 3000, 7) if book.face("song").covers(chr(0x4E00 + place))
    )
    target = write(tmp_path, book, typesetter(10, 100, text, "song"))
    (font,) = fonts_of(target)
    cmap = untyped(font["/ToUnicode"].get_object()).get_data().decode()
    blocks = re.findall(r"(\d+) beginbfchar\n(.*?)endbfchar", cmap, re.DOTALL)
    assert len(blocks) > 2
    assert all(int(count) == len(rows.splitlines()) <= 100 for count, rows in blocks)
    assert sum(int(count) for count, _ in blocks) == len(text)


def test_characters_above_ffff_have_surrogate_pairs_in_to_unicode(
    book: FontBook, typesetter: Setter, tmp_path: Path
) -> None:
    (font,) = fonts_of(write(tmp_path, book, typesetter(10, 100, "\U00020bb7")))
    assert "<D842DFB7>" in untyped(font["/ToUnicode"].get_object()).get_data().decode()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text("“”‘’—…·，。一国强1A（）\U00020bb7", min_size=1, max_size=24), tracking=st.floats(0, 2))
def test_any_text_comes_back(
    text: str, tracking: float, book: FontBook, typesetter: Setter, tmp_path: Path, run: Callable[..., str]
) -> None:
    marks = [
        mark._replace(tracking=tracking) for mark in typesetter(20, 100, text) if isinstance(mark, TextRun)
    ]
    shown = squeezed(run("mutool", "draw", "-q", "-F", "txt", write(tmp_path, book, list(marks))))
    assert shown == text


def test_a_run_is_as_wide_as_its_advances_tracking_and_shifts(
    book: FontBook, tmp_path: Path, run: Callable[..., str]
) -> None:
    face = book.face("fangsong")
    text = "他说——“好”，一二三四五六七八九十一二三四五"
    size, tracking = 15.793, 0.137
    shifts = tuple((place, 0.1234 * (-1) ** place) for place in range(len(text)))
    first = TextRun(50, 100, text, face.id, size, BLACK, tracking=tracking, shifts=shifts)
    advance = (sum(face.advance(char) for char in text) + 0.0) * size
    end = 50 + advance + len(text) * tracking + sum(shift for _, shift in shifts)
    target = write(tmp_path, book, [first._replace(text=text + "终")])
    words = run("mutool", "draw", "-q", "-F", "stext", target)
    found = re.search(r'<char quad="([\d.]+)[^>]*c="(?:终|&#x7ec8;)"', words)
    assert found is not None
    assert float(found[1]) == pytest.approx(end, abs=0.02)


@pytest.mark.parametrize("role", ["fangsong", "kai", "hei", "song", "xbs"])
def test_the_halves_of_a_dash_touch_in_a_tracked_line(
    book: FontBook, role: str, tmp_path: Path, run: Callable[..., str]
) -> None:
    # T-05: no white anywhere along the two em, measured in the picture.
    from io import BytesIO

    from PIL import Image

    face = book.face(role)
    run_of_text = TextRun(100, 100, "——一", face.id, 40, BLACK, tracking=6)
    target = write(tmp_path, book, [run_of_text])
    picture = tmp_path / "page.png"
    run("mutool", "draw", "-q", "-r", "72", "-o", picture, target)
    image: Any = Image.open(BytesIO(picture.read_bytes())).convert("L").crop((108, 60, 172, 100))
    darkest = [min(image.getpixel((x, y)) for y in range(image.height)) for x in range(image.width)]
    assert max(darkest) < 200


def test_an_offices_cff_face_is_embedded_too(tmp_path: Path, run: Callable[..., str]) -> None:
    own = "/usr/share/fonts/opentype/urw-base35/NimbusRoman-Regular.otf"
    if not os.path.exists(own):
        pytest.skip(f"no CFF font to try: {own} is not installed")
    book = open_book({"latin": own})
    target = write(tmp_path, book, [TextRun(20, 100, "Hamburg 1234 (x)", book.face("latin").id, 16, BLACK)])
    assert "CID Type 0C" in run("pdffonts", target)
    assert run("pdftotext", target, "-").strip() == "Hamburg 1234 (x)"
    assert run("mutool", "draw", "-q", "-F", "txt", target).strip() == "Hamburg 1234 (x)"
    assert pypdf.PdfReader(target).pages[0].extract_text() == "Hamburg 1234 (x)"
    (font,) = fonts_of(target)
    widths = declared_widths(untyped(font["/DescendantFonts"])[0].get_object()["/W"])
    assert set(widths) == set(codes_of(font))
    assert {widths[code] for code in codes_of(font)} >= {500.0, 250.0}


def test_a_page_number_still_open_is_refused(book: FontBook) -> None:
    page = Page(A4, (PageRef(0, 0, "report", "face", 16, BLACK),))
    with pytest.raises(ValueError, match="number_pages"):
        render(Document((page,), (), (), "t"), PRINT, book)


def test_a_character_without_glyph_is_refused(book: FontBook) -> None:
    page = Page(A4, (TextRun(0, 0, "①", book.face("fangsong").id, 16, BLACK),))
    with pytest.raises(ValueError, match=r"U\+2460"):
        render(Document((page,), (), (), "t"), PRINT, book)


def test_compressed_and_classic_files_say_the_same(
    document: Document, book: FontBook, tmp_path: Path, run: Callable[..., str]
) -> None:
    texts = []
    for profile in (SCREEN, SCREEN._replace(object_streams=False)):
        target = tmp_path / "form.pdf"
        write_pdf(document, profile, book, str(target))
        texts.append(run("pdftotext", target, "-"))
    assert texts[0] == texts[1]


def write(directory: Path, book: FontBook, marks: list[Mark]) -> Path:
    target = directory / "text.pdf"
    write_pdf(Document((Page(A4, tuple(marks)),), (), (), "t"), PRINT, book, str(target))
    return target


def fonts_of(path: Path) -> list[pypdf.generic.DictionaryObject]:
    fonts = untyped(pypdf.PdfReader(path).pages[0])["/Resources"]["/Font"]
    return [font.get_object() for font in fonts.values()]


def codes_of(font: pypdf.generic.DictionaryObject) -> list[int]:
    cmap = untyped(font["/ToUnicode"].get_object()).get_data().decode()
    blocks = "".join(re.findall(r"beginbfchar\n(.*?)endbfchar", cmap, re.DOTALL))
    return [int(code, 16) for code in re.findall(r"^<([0-9A-F]{4})>", blocks, re.MULTILINE)]


def declared_widths(array: pypdf.generic.ArrayObject) -> dict[int, float]:
    pairs = zip(array[::2], array[1::2], strict=True)
    return {int(code) + place: float(width) for code, widths in pairs for place, width in enumerate(widths)}
