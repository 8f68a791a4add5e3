"""Papers edited by LibreOffice itself, tracking on and off: every change comes back, none is invented."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.returned_file import take
from bulletin_pdf.review.word_out import word_paper
from review.test_tables import PLAIN, paper_from
from review.test_word import after

TEXT = """\
      - 今年以来,我市坚持以党建引领乡村治理,**紧盯重点难点,**推动基层治理提质增效。
      - '**一是建强组织。**建立三级网格组织体系，配备网格员1200名。'
      - 二是完善机制。出台制度文件6个，整改问题35个。
"""
ISSUE = PLAIN.replace("      - 各县区已经备齐。\n", TEXT)
EDITS = [
    ["insert", "提质增效", "，走在前列"],
    ["replace", "三级", ""],
    ["replace", "1200名", "1300名"],
    ["bold", "整改问题35个"],
    ["paragraph", "整改问题", "三是加强宣传：编印 # 手册。"],
    ["replace", "2024年3月5日", "2024年3月8日"],
    ["replace", "第3期", "第4期"],
    ["replace", "20.1", "20.15"],
    ["row", 4, ["丁县", "8", "4.5"]],
]
EXPECTED = (
    ISSUE.replace("提质增效", "提质增效，走在前列")
    .replace("建立三级", "建立")
    .replace("1200名", "1300名")
    .replace("整改问题35个。\n", "**整改问题35个**。\n      - 三是加强宣传：编印 # 手册。\n")
    .replace("2024-03-05", "2024-03-08")
    .replace("number: 3", "number: 4")
    .replace("20.1", "20.15")
)


@pytest.fixture(scope="module")
def paper() -> ReviewPaper:
    return paper_from(ISSUE)


@pytest.fixture(scope="module")
def returned(paper: ReviewPaper, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the papers as LibreOffice saved them."""
    python = "/usr/bin/python3"
    bridge = subprocess.run([python, "-c", "import uno"], capture_output=True).returncode == 0
    if shutil.which("soffice") is None or not bridge:
        assert "CI" not in os.environ or shutil.which("soffice"), "LibreOffice is missing"
        pytest.skip("LibreOffice or its bridge to Python (python3-uno) is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    (folder / "sent.docx").write_bytes(word_paper(paper))
    jobs = [("tracked", True, EDITS), ("plain", False, EDITS), ("colour", True, [["colour", "制度文件"]])]
    given = [
        {"in": str(folder / "sent.docx"), "out": str(folder / f"{name}.docx"), "track": track, "edits": edits}
        for name, track, edits in jobs
    ]
    (folder / "jobs.json").write_text(json.dumps(given), "utf-8")
    script = Path(__file__).with_name("uno_edits.py")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    subprocess.run(
        [python, str(script), str(folder / "jobs.json")], check=True, capture_output=True, env=environment
    )
    return folder


@pytest.mark.parametrize("name", ["tracked", "plain"])
def test_every_change_comes_back(paper: ReviewPaper, returned: Path, name: str) -> None:
    proposals = take(paper, name, (returned / f"{name}.docx").read_bytes()).proposals
    assert len(proposals) == len(EDITS)
    assert {each.who for each in proposals} == ({("Unknown Author",)} if name == "tracked" else {()})
    changed = after(paper, proposals)
    expected = EXPECTED + "          - [丁县, 8, '4.5']\n"
    assert (
        changed.replace('"三是', "三是")
        .replace("'三是", "三是")
        .replace("手册。'", "手册。")
        .replace('手册。"', "手册。")
        == expected
    )


def test_a_look_that_is_not_taken_is_named(paper: ReviewPaper, returned: Path) -> None:
    (colour,) = take(paper, "colour.docx", (returned / "colour.docx").read_bytes()).proposals
    assert (colour.kind, colour.note, colour.was) == ("unread", "character format", "制度文件")
