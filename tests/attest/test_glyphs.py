"""Each embedded glyph is the face's own for the characters the file says it stands for.

Outlines are drawn by HarfBuzz from the program inside the finished PDF and from the face.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdf
import pytest
import uharfbuzz

from bulletin_pdf.build import publish
from bulletin_pdf.fonts.face import Face
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.pdf.readback.font_codes import to_unicode
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset_issue import open_fonts
from conformance.corpus import source_of
from support.narrowed import untyped

Outline = tuple[tuple[object, ...], ...]


class Pen:
    """Takes an outline down."""

    def __init__(self) -> None:
        self.steps: list[tuple[object, ...]] = []

    def moveTo(self, *points: object) -> None:
        self.steps.append(("M", *points))

    def lineTo(self, *points: object) -> None:
        self.steps.append(("L", *points))

    def qCurveTo(self, *points: object) -> None:
        self.steps.append(("Q", *points))

    def curveTo(self, *points: object) -> None:
        self.steps.append(("C", *points))

    def closePath(self) -> None:
        self.steps.append(("Z",))


def outline(font: uharfbuzz.Font, glyph: int) -> Outline:
    pen = Pen()
    font.draw_glyph_with_pen(glyph, pen)
    return tuple(pen.steps)


@cache
def whole(face: Face) -> uharfbuzz.Font:
    return uharfbuzz.Font(face.hb_face)


def faces_named(book: FontBook, name: str) -> list[Face]:
    ids = dict.fromkeys(entry.id for role in book.roles() for entry in book.chain(role))
    return [face for face in map(book.by_id, ids) if face.postscript_name == name]


def expected(face: Face, text: str) -> set[int]:
    """Glyphs that may stand for a text in a face: its own, or one of a cluster it begins."""
    glyphs = {face.glyphs[text]} if len(text) == 1 else set()
    for cluster in face.clusters.values():
        glyphs |= {part.glyph for part in cluster if part.text == text}
    return glyphs - {0}


def embedded(path: Path) -> Iterator[tuple[str, dict[int, str], bytes, uharfbuzz.Font]]:
    fonts = untyped(pypdf.PdfReader(path).pages[0])["/Resources"]["/Font"]
    for font in (untyped(each.get_object()) for each in fonts.values()):
        descendant = font["/DescendantFonts"][0].get_object()
        program = descendant["/FontDescriptor"]["/FontFile2"].get_object().get_data()
        places = descendant["/CIDToGIDMap"].get_object().get_data()
        name = re.sub(r"^/[A-Z]{6}\+", "", font["/BaseFont"])
        texts = to_unicode(font["/ToUnicode"].get_object().get_data())
        yield name, texts, places, uharfbuzz.Font(uharfbuzz.Face(program))


@pytest.mark.parametrize("name", ["latin", "rare-names", "tables", "traditional", "model"])
def test_glyphs_are_those_of_the_face(name: str, tmp_path: Path) -> None:
    target = tmp_path / "issue.pdf"
    publish(str(source_of(name)), str(target))
    book = open_fonts(read_issue(str(source_of(name))).issue, Problems())
    checked = 0
    for face_name, texts, places, program in embedded(target):
        faces = faces_named(book, face_name)
        assert faces, face_name
        for code, text in texts.items():
            if not text:
                continue
            for face in faces:
                if len(text) > 1:
                    face.compose(text)
            drawn = outline(program, int.from_bytes(places[2 * code : 2 * code + 2], "big"))
            meant = [outline(whole(face), glyph) for face in faces for glyph in expected(face, text)]
            assert drawn in meant, f"{face_name}: code {code:04X} is not {text!r}"
            assert drawn or text.isspace(), f"{face_name}: {text!r} is empty"
            checked += 1
    assert checked > 200
