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
from bulletin_pdf.desk.setting import Stage
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
    import ctypes

    text = page.get_textpage()
    found = []
    for at in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        char = chr(pdfium.FPDFText_GetUnicode(text, at))
        if pdfium.FPDFText_IsGenerated(text, at) or not pdfium.FPDFText_GetCharOrigin(text, at, x, y):
            continue
        found.append((char, x.value, height - y.value))
    text.close()
    return found


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_every_glyph_stands_where_the_pdf_has_it(path: Path) -> None:
    stage = Stage()
    shown = stage.show(path.read_bytes(), str(path))
    if shown.pages is None:
        assert shown.problems
        return
    pdf = pypdfium2.PdfDocument(Session().read(path).pdf("screen").data)
    assert len(pdf) == len(shown.pages)
    for place, (sheet, page) in enumerate(shown.pages):
        places: dict[str, list[tuple[float, float]]] = defaultdict(list)
        for char, x, y in drawn(sheet.svg):
            places[char].append((x, y))
        for char, x, y in printed(pdf[place], page.size.height):
            if char.isspace() or char not in places:
                continue
            nearest = min(abs(x - other) + abs(y - line) for other, line in places[char])
            assert nearest <= 0.02, f"page {place + 1}: {char} at {x:.2f}, {y:.2f}"
    pdf.close()


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
