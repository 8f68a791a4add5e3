"""A scan says where ink is: paper, margins, distance of lines, what is red; nothing about faces."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

import bulletin_pdf as bp
from proposal.test_round_trip import TABLE, issue

DOTS = 100


@pytest.fixture(scope="module")
def proposed() -> bp.ProposedDesign:
    """What is proposed from three pages of 学校简报 as a scanner saw them, a little askew."""
    made = bp.Issue.parse(issue("tuanxue", 4).replace(TABLE, "")).pdf().data
    with pypdfium2.PdfDocument(made) as document:
        pages = [document[place].render(scale=DOTS / 72).to_pil().convert("RGB") for place in range(3)]
    askew: list[Image.Image] = [page.rotate(0.5, fillcolor=(250, 250, 250)) for page in pages]
    file = BytesIO()
    askew[0].save(file, "PDF", save_all=True, append_images=askew[1:], resolution=DOTS)
    return bp.propose_design(("扫描.pdf", file.getvalue()), lang="zh")


def test_a_scan_gives_paper_margins_pitch_and_red(proposed: bp.ProposedDesign) -> None:
    value = proposed.measured.value
    assert proposed.measured.kind == "scan"
    assert value("page", "size") == "A4"
    assert value("page", "inner") == value("page", "outer") == "29mm"
    assert value("page", "top") in ("22.5mm", "23mm", "23.5mm")
    assert value("grid", "pitch") == "25pt"
    rows = value("head", "rows")
    assert isinstance(rows, list)
    assert [next(iter(row)) for row in rows if isinstance(row, dict)] == ["name", "rule"]
    assert proposed.extends == "tuanxue"


def test_it_says_that_it_knows_no_more(proposed: bp.ProposedDesign, tmp_path: Path) -> None:
    assert [problem.code for problem in proposed.problems] == ["B334"]
    assert proposed.text.startswith(
        "# 版式提案，量自扫描件 扫描.pdf，共 3 页：只有纸张、页边、行距和红色部分，再无其他\n"
    )
    assert "#     face: fangsong  # 扫描件看不出来：是什么？" in proposed.text
    assert "# head:" in proposed.text and "\nhead:" not in proposed.text
    proposed.write(tmp_path / "own.yaml")
    assert bp.Issue.parse("design: ./own.yaml\n" + issue("", 1).partition("\n")[2], base=tmp_path).pdf().data


def test_blank_pages_show_nothing() -> None:
    file = BytesIO()
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(file)
    with pytest.raises(bp.BulletinError, match="no text and no picture"):
        bp.propose_design(file.getvalue())
