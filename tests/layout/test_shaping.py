"""Which face sets what, and what is said of characters no face or no reader can use."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin_pdf.build import publish
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.layout.lookalikes import likely_character
from bulletin_pdf.layout.shaping import shape
from bulletin_pdf.layout.style import TextStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.source_map import NOWHERE
from bulletin_pdf.typeset.classes import classify
from bulletin_pdf.typeset.paragraph import Rules
from support.measured import glyphs_of, squashed, text_by_readers

HEAD = (
    "bulletin: 简报\nnumber: 1\ndate: 2026-11-01\npublisher: 某办\nreports:\n- title: 题目\n  text: |\n    "
)


def issue_with(text: str, directory: Path) -> str:
    path = directory / "issue.yaml"
    path.write_text(HEAD + text + "\n", "utf-8")
    return str(path)


@pytest.mark.parametrize(
    "text",
    [
        "café与ān都有组合符号",
        "浓度0.5mg·L⁻¹，增长(1+0.01)³⁶⁵倍，NH₃-N达标",
        "𠮷野家、䶮、㙍、①②③、Ⅳ",
        "破折号——省略号……都成对",
    ],
)
def test_marks_and_rare_characters_come_back_from_every_reader(text: str, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    publish(issue_with(text, tmp_path), str(target))
    for reader, found in text_by_readers(target).items():
        assert squashed(text) in found, reader


@pytest.mark.parametrize(
    ("text", "code", "shown", "likely"),
    [
        ("朱有\ue863", "B312", "\ue863", "䶮"),
        ("⻄部⼀行", "B313", "⻄", "西"),
        ("\uf9a8行", "B312", "\uf9a8", "令"),
        ("好😀😀的", "B310", "😀😀", ""),
        ("他说ئۇيغۇر话", "B310", "ئۇيغۇر", ""),
        ("泰文หวัด", "B310", "หวัด", ""),
    ],
)
def test_doubtful_characters_are_named_with_their_place(
    text: str, code: str, shown: str, likely: str, tmp_path: Path
) -> None:
    source = issue_with(text, tmp_path)
    try:
        problems = publish(source, str(tmp_path / "out.pdf")).problems
    except BulletinError as error:
        problems = tuple(error.problems)
    found = [p for p in problems if p.code == code]
    assert found, [p.code for p in problems]
    details = dict(found[0].details)
    assert (details["char"], details.get("likely", "")) == (shown, likely)
    assert found[0].span is not None
    assert (found[0].span.line, found[0].span.column) == (8, 5 + text.index(shown))


def test_a_helping_face_stands_level(tmp_path: Path) -> None:
    """docs/rules/typesetting.md §11: a hanzi from another face is moved by the difference of the centre heights."""
    target = tmp_path / "out.pdf"
    publish(issue_with("野家𠮷野家", tmp_path), str(target))
    glyphs = {g.text: g for g in glyphs_of(target) if g.text in "野𠮷" and g.size < 20}
    book = open_book()
    helper = book.face_for("𠮷", "fangsong")
    assert helper is not None
    drop = (helper.centre - book.face("fangsong").centre) * glyphs["野"].size
    assert glyphs["𠮷"].y - glyphs["野"].y == pytest.approx(drop, abs=0.01)


def test_a_variation_selector_stays_with_its_character(tmp_path: Path) -> None:
    """pdftotext gives it back; mutool 1.21 writes what lies above U+FFFF wrongly in such a pair."""
    target = tmp_path / "out.pdf"
    publish(issue_with("葛󠄀城的名字", tmp_path), str(target))
    done = subprocess.run(["pdftotext", "-raw", str(target), "-"], capture_output=True, check=True)
    assert "葛󠄀城的名字" in squashed(done.stdout.decode("utf-8"))


def test_all_80_characters_old_fonts_kept_in_the_private_area_are_known() -> None:
    likely = [likely_character(chr(code)) for code in range(0xE815, 0xE865)]
    assert likely[0xE863 - 0xE815] == "䶮"
    assert sum(char != "" for char in likely) >= 60


@given(
    st.sampled_from(["fangsong", "hei", "xbs", "latin"]),
    st.text("新时代，。“”（）·〇ー☆ A1%é-/\u3000", min_size=1, max_size=30),
)
@settings(max_examples=200, deadline=None)
def test_every_character_has_its_class_and_the_advance_of_its_face(role: str, text: str) -> None:
    book = open_book()
    typesetter = Typesetter(book, Rules(), Problems())
    shaped = shape(text, (), TextStyle(role, 16.0), None, typesetter, NOWHERE)
    assert shaped.classes == classify(text)
    assert "".join(text[segment.start : segment.end] for segment in shaped.segments) == text
    expected = [
        book.by_id(segment.face).advances[char]
        for segment in shaped.segments
        for char in text[segment.start : segment.end]
    ]
    assert shaped.advances == expected
