"""The pages that the browser draws are those of the PDF: every glyph at its place, by pdfium's reading."""

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from bulletin_pdf.api.session import Session
from bulletin_pdf.design.prepared import DESIGNS
from bulletin_pdf.desk.setting import Stage
from bulletin_pdf.desk.shown import FontUse, show_page
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.geometry import Rect, Size
from bulletin_pdf.inks import BLACK, OFFICIAL_RED, Cmyk, Ink, Rgb
from bulletin_pdf.pages import Box, Page, Rule
from desk.conftest import MODEL, ROOT

Matrix = tuple[float, ...]

CASES = [ROOT / "issues" / MODEL, *sorted((ROOT / "tests/corpus").glob("*/issue.yaml"))]
SPACE = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> list[tuple[str, float, float]]:
    """Every character of a page and where its glyph begins, turned groups turned."""
    return list(_drawn(ET.fromstring(svg), (1, 0, 0, 1, 0, 0)))


def _drawn(element: ET.Element, matrix: Matrix) -> Iterator[tuple[str, float, float]]:
    if turned := element.get("transform"):
        matrix = _times(tuple(map(float, turned[7:-1].split())), matrix)
    if element.tag == f"{SPACE}text":
        y = float(element.get("y", ""))
        a, b, c, d, e, f = matrix
        for char, place in zip(element.text or "", element.get("x", "").split(), strict=True):
            x = float(place)
            yield char, a * x + c * y + e, b * x + d * y + f
    for child in element:
        yield from _drawn(child, matrix)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
    )  # fmt: skip


def printed(page: pypdfium2.PdfPage, height: float) -> list[tuple[str, float, float]]:
    """Every character of a page of the PDF and where its glyph begins, by pdfium's reading."""
    import ctypes

    text = page.get_textpage()
    found = []
    high = 0
    for at in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        unit = pdfium.FPDFText_GetUnicode(text, at)
        if pdfium.FPDFText_IsGenerated(text, at) or not pdfium.FPDFText_GetCharOrigin(text, at, x, y):
            continue
        if 0xD800 <= unit < 0xDC00:
            high = unit
            continue
        if 0xDC00 <= unit < 0xE000:
            unit = 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)
        # pdfium gives U+0002 for a hyphen that ends a line.
        found.append(("-" if unit == 2 else chr(unit), x.value, height - y.value))
    text.close()
    return found


def glyphs_are_those_of_the_pdf(data: bytes, path: Path) -> None:
    shown = Stage().show(data, str(path))
    assert shown.pages is not None, shown.problems
    pdf = pypdfium2.PdfDocument(Session().parse(data, base=str(path.parent)).pdf("screen").data)
    assert len(pdf) == len(shown.pages)
    for place, (sheet, page) in enumerate(shown.pages):
        places: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for char, x, y in drawn(sheet.svg):
            places[char].append((x, y))
        for char, x, y in printed(pdf[place], page.size.height):
            if char.isspace():
                continue
            nearest = min((max(abs(x - other), abs(y - line)) for other, line in places[char]), default=99)
            assert nearest <= 0.003, f"page {place + 1}: {char} at {x:.3f}, {y:.3f}"
    pdf.close()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_every_glyph_stands_where_the_pdf_has_it(path: Path) -> None:
    glyphs_are_those_of_the_pdf(path.read_bytes(), path)


@pytest.mark.parametrize("design", DESIGNS)
def test_glyphs_of_every_design_stand_where_the_pdf_has_them(design: str) -> None:
    """With marks on letters, variants, characters outside the first plane, squeezed marks and long Latin words."""
    text = "Ẓ́ n̈x Vie̋t ê̌ r̃ Ễ̃ A̐B̲C̲。葛\U000e0100城𠮷野家。——“引”……（一）、《书》international-isation。" * 4
    titles = "".join(f"- title: 关于“{at}”——动态\n  text: |\n    {text}\n" for at in range(2))
    issue = (
        f"bulletin: 简报\nnumber: 1\npublisher: 某办\ndate: 2022-01-16\ndesign: {design}\nreports:\n{titles}"
    )
    glyphs_are_those_of_the_pdf(issue.encode(), ROOT / "issues" / "x.yaml")


def test_fonts_have_every_character_that_is_drawn() -> None:
    import io

    from fontTools.ttLib import TTFont

    path = ROOT / "issues" / MODEL
    stage = Stage()
    shown = stage.show(path.read_bytes(), str(path))
    assert shown.pages is not None
    known: dict[str, set[int]] = defaultdict(set)
    for cut in stage.fonts.values():
        known[cut.family] |= set(TTFont(io.BytesIO(cut.data)).getBestCmap())
    for sheet, _ in shown.pages:
        for family, text in re.findall(r'font-family="([^"]+)"[^>]*>([^<]*)</text>', sheet.svg):
            assert set(map(ord, unescape(text))) <= known[family]


def test_a_page_that_has_not_changed_is_drawn_once_and_named_alike() -> None:
    path = ROOT / "issues" / MODEL
    data = path.read_bytes()
    stage = Stage()
    before = stage.show(data, str(path)).pages
    after = stage.show(data.replace("田间地头座谈会".encode(), "田头座谈会".encode()), str(path)).pages
    assert before is not None and after is not None
    same = [old.digest == new.digest for (old, _), (new, _) in zip(before, after, strict=True)]
    assert same.count(False) == 1
    fonts = set(stage.fonts)
    stage.show(data.replace("田间地头".encode(), "田间地头龘".encode()), str(path))
    assert len(set(stage.fonts) - fonts) == 1


def test_characters_that_are_likely_to_be_typed_need_no_further_font() -> None:
    path = ROOT / "issues" / MODEL
    data = path.read_bytes()
    stage = Stage()
    stage.show(data, str(path))
    stage.ready_common(data, str(path))
    upto, _ = stage.fonts_since(0)
    stage.show(data.replace("田间地头".encode(), "田间鞭瞪漆龄".encode()), str(path))
    assert stage.fonts_since(upto) == (upto, [])


def test_many_small_fonts_of_a_face_become_one() -> None:
    path = ROOT / "issues" / MODEL
    data, stage = path.read_bytes(), Stage()
    upto = 0
    for char in "龘鱻麤靐齉羴猋骉犇驫飝赑蠱灥瞐雥厽叒嚞囍垚壵夶夵孖孨尛屾":
        shown = stage.show(data.replace("田间地头".encode(), char.encode()), str(path))
        before, (upto, fonts) = upto, stage.fonts_since(upto)
        assert shown.pages is not None and upto > before
        assert any(char in cut.characters for cut in fonts)
    families = [cut.family for _, cut in stage.fonts.items()]
    assert max(map(families.count, families)) <= 24


def test_no_font_is_cut_for_blanks_alone() -> None:
    """A browser refuses one that has no outline, and would show no page at all."""
    path = ROOT / "issues" / MODEL
    data = path.read_bytes()
    stage = Stage()
    for words in ("田间", "田\u2002间", "田 间\u00a0地", "田　间"):
        stage.show(data.replace("田间地头".encode(), words.encode()), str(path))
    assert all(cut.characters.strip() for cut in stage.fonts.values())


def test_text_that_looks_like_markup_is_text() -> None:
    path = ROOT / "issues" / MODEL
    data = path.read_bytes().replace("着力打造小区".encode(), "<script>&amp;“着力打造小区".encode())
    shown = Stage().show(data, str(path))
    assert shown.pages is not None
    svg = "".join(sheet.svg for sheet, _ in shown.pages)
    assert "<script" not in svg


@pytest.mark.parametrize(
    ("ink", "colour"),
    [
        (Rgb(1, 0.2, 0), "#ff3300"),
        (BLACK, "#000000"),
        (Cmyk(0.2, 0, 1, 0.5), "#668000"),
        (OFFICIAL_RED, "#d7000f"),
        (OFFICIAL_RED._replace(tint=0.2), "#f7cccf"),
    ],
)
def test_every_kind_of_ink_has_its_colour(ink: Ink, colour: str) -> None:
    page = Page(Size(100, 100), (Rule(10, 20, 30, 20, 0.5, ink, dots=2.0), Box(Rect(1, 2, 3, 4), ink)))
    line, box = ET.fromstring(show_page(page, open_book(), FontUse(), {}).svg)
    assert (line.get("stroke"), box.get("fill")) == (colour, colour)
    assert [line.get(name) for name in ("x1", "y1", "x2", "y2", "stroke-width")] == [
        "10",
        "20",
        "30",
        "20",
        "0.5",
    ]
    assert line.get("stroke-dasharray") == "0 2"
    assert [float(box.get(name, "")) for name in ("x", "y", "width", "height")] == [1, 2, 3, 4]
