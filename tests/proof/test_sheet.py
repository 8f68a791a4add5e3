"""The proof edition: line numbers, marks beside the lines they are about, notes in words, a stamp."""

import hashlib
import re
from pathlib import Path

import pytest

from bulletin_pdf.build import publish
from support.measured import Glyph, glyphs_of, lines_of, squashed, text_by_readers

MODEL = Path(__file__).parents[2] / "issues" / "2022-zk30.yaml"


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("proof") / "model.proof.pdf"
    publish(str(MODEL), str(target), "proof")
    return target


@pytest.fixture(scope="module")
def glyphs(proof: Path) -> list[Glyph]:
    return glyphs_of(proof)


def text_beside(glyphs: list[Glyph], label: str) -> str:
    """The line of type that a mark in the margin stands beside."""
    marks = [g for g in glyphs if g.size == 7.5 and g.color != "#000000"]
    for line in lines_of(marks):
        if label in line.text:
            beside = [g for g in glyphs if g.page == line.page and abs(g.y - line.y) < 1 and g.size > 10]
            return "".join(g.text for g in sorted(beside, key=lambda g: g.x))
    return ""


@pytest.mark.parametrize(
    ("label", "words"),
    [("〔1〕", "截止目前"), ("〔2〕", "卫建"), ("〔3〕", "“文明进万"), ("〔8〕", "典型170个")],
)
def test_marks_stand_beside_the_lines_they_are_about(glyphs: list[Glyph], label: str, words: str) -> None:
    assert words in squashed(text_beside(glyphs, label))


def test_every_line_of_text_has_its_number(glyphs: list[Glyph]) -> None:
    numbers = [
        g for g in glyphs if g.page == 2 and g.size == 7.5 and g.x < 26 / 25.4 * 72 and g.text.isdigit()
    ]
    lines = {round(g.y) for g in glyphs if g.page == 2 and 15 < g.size < 17 and g.text.strip()}
    assert len({round(g.y) for g in numbers}) == len(lines) == 22


def test_the_notes_say_page_line_code_and_what_to_do(proof: Path) -> None:
    text = text_by_readers(proof)["pdftotext"]
    notes = text[text.index("校对意见") :]
    assert re.search(r"〔1〕第3页第7行错误B450：“截止目前”", notes)
    assert notes.count("B405") == 4


def test_the_stamp_names_the_file_and_its_digest(proof: Path) -> None:
    digest = hashlib.sha256(MODEL.read_bytes()).hexdigest()[:12]
    text = text_by_readers(proof)["pdftotext"]
    assert "2022-zk30.yaml" in text
    assert digest in text


def test_pages_look_as_they_will_be_printed(proof: Path, tmp_path: Path) -> None:
    target = tmp_path / "print.pdf"
    publish(str(MODEL), str(target), "print")
    printed = {(g.page, g.text, round(g.x, 2), round(g.y, 2)) for g in glyphs_of(target) if g.text.strip()}
    proofed = {(g.page, g.text, round(g.x, 2), round(g.y, 2)) for g in glyphs_of(proof)}
    assert printed <= proofed


def test_an_issue_without_faults_has_no_notes(tmp_path: Path) -> None:
    source = tmp_path / "issue.yaml"
    source.write_text(
        "bulletin: 简报\nnumber: 1\ndate: 2026-11-01\npublisher: 某办\nreports:\n- {title: 题目, text: 正文。}\n",
        "utf-8",
    )
    outcome = publish(str(source), str(tmp_path / "a.pdf"), "proof")
    assert outcome.pages == 1
    assert "意见0条" in text_by_readers(tmp_path / "a.pdf")["pdftotext"]


def test_labels_of_many_notes_stay_in_the_margin(tmp_path: Path) -> None:
    """Three labels of three digits would run off the page; the first and the last number stand for all."""
    text = "做成了一件小事，，有有三、四个办法，时速120公里/小时，气温达38°C。\n" * 2
    issue = tmp_path / "issue.yaml"
    issue.write_text(
        "bulletin: 简报\npublisher: 办公室\nnumber: 1\ndate: 2022-06-16\nreports:\n  - title: 甲\n    text: |\n"
        + "".join(f"      {line}\n" for line in text.splitlines()),
        "utf-8",
    )
    target = tmp_path / "issue.pdf"
    publish(str(issue), str(target), "proof")
    labels = [glyph for glyph in glyphs_of(target) if glyph.size == 7.5 and glyph.text in "〔—〕"]
    assert {"〔", "—", "〕"} <= {glyph.text for glyph in labels}
    assert max(glyph.right for glyph in labels) <= 595.3
