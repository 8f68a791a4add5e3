"""着重号 and two ellipses together, measured from finished PDFs (T-83, T-03)."""

from pathlib import Path

import pytest

from bulletin_pdf.build import publish
from bulletin_pdf.issue.marked_text import mark_prose
from bulletin_pdf.issue.model import Paragraph
from bulletin_pdf.issue.read import read_issue
from support.drawn import dots_of
from support.measured import Glyph, glyphs_of
from support.narrowed import present

HEAD = "bulletin: 工作简报\nnumber: 3\npublisher: 某某市文明办\ndate: 2026-11-20\nreports:\n- title: 题目\n  text: |\n"
CELL = 156 / 28 * 72 / 25.4


def built(tmp_path: Path, text: str) -> Path:
    source, target = tmp_path / "issue.yaml", tmp_path / "issue.pdf"
    source.write_text(HEAD + "".join(f"    {line}\n" for line in text.split("\n")), "utf-8")
    publish(str(source), str(target))
    return target


def body_of(pdf: Path) -> list[Glyph]:
    return [glyph for glyph in glyphs_of(pdf) if glyph.text.strip() and glyph.y > 290 and glyph.size < 17]


def test_a_dot_stands_below_each_hanzi_and_below_no_mark(tmp_path: Path) -> None:
    pdf = built(tmp_path, "各地要==坚决防止，绝不松懈==，到2024年见成效。**一是==压实责任==抓到底。**")
    glyphs = body_of(pdf)
    dotted = "坚决防止绝不松懈压实责任"
    wanted = [glyph for glyph in glyphs if glyph.text in dotted]
    dots = dots_of(pdf)
    assert len(dots) == len(wanted) == 12
    for (_, x, y), glyph in zip(sorted(dots, key=lambda dot: (round(dot[2]), dot[1])), wanted, strict=True):
        assert x == pytest.approx(glyph.x + CELL / 2, abs=0.3)
        assert 0.15 * CELL < y - glyph.y < 0.4 * CELL


def test_emphasis_is_read_and_written_back(tmp_path: Path) -> None:
    text = "要==见成效==,**一是==压实==。**A==B==C不变。"
    source = tmp_path / "issue.yaml"
    source.write_text(HEAD + f"    {text}\n", "utf-8")
    element = read_issue(source).issue.reports[0].body[0]
    assert isinstance(element, Paragraph)
    prose = element.prose
    assert prose.text == "要见成效，一是压实。A==B==C不变。"
    assert [prose.text[start:end] for start, end in prose.dots] == ["见成效", "压实"]
    assert [prose.text[style.start : style.end] for style in prose.styles] == ["一是压实。"]
    assert present(prose.place_of(5)).column == 5 + text.index("一")
    assert mark_prose(prose) == text.replace(",", "，")


def test_two_ellipses_stand_alone_on_their_line_t03(tmp_path: Path) -> None:
    glyphs = body_of(built(tmp_path, "“第一段。…………”**后来**又说了许多话。\n余下……不录。"))
    lines: dict[int, str] = {}
    for glyph in glyphs:
        lines[round(glyph.y)] = lines.get(round(glyph.y), "") + glyph.text
    assert list(lines.values())[:4] == ["“第一段。", "…………”", "后来又说了许多话。", "余下……不录。"]
