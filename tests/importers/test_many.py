"""Several papers as one issue: in order, after a model, and into an issue that exists."""

import io
import json
import shutil
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from bulletin_pdf.build import publish
from bulletin_pdf.cli.main import main
from bulletin_pdf.importers.city_titles import split_title
from bulletin_pdf.issue.model import Figure
from bulletin_pdf.issue.read import read_issue
from importers.helpers import ROOT

LONG = "坚持以群众需求为导向，扎实推进文明实践中心建设，建成实践所18个、实践站216个，群众满意度不断提升。"
LATER = "围绕志愿服务健全队伍，全年开展活动三千余场，参与群众两万多人次，形成了一批叫得响的品牌。"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("bulletin.yaml", "2022-zk30.yaml"):
        shutil.copy(ROOT / "issues" / name, tmp_path / name)
    (tmp_path / "长沙.txt").write_text(
        f"长沙市：移风易俗树新风\n　　长沙市{LONG}\n（长沙市文明办）\n", "utf-8"
    )
    (tmp_path / "湘潭.html").write_text(
        f"<html><meta charset=utf-8><body><h1>志愿服务暖人心</h1><p>湘潭市{LATER}</p><img src=a.png></html>",
        "utf-8",
    )
    Image.effect_noise((300, 200), 50).save(tmp_path / "a.png")
    paper = Document()
    paper.add_heading("老戏台前的新风榜", 1)
    paper.add_paragraph(f"邵阳市{LONG[4:]}{LATER}")
    paper.add_picture(str(tmp_path / "a.png"))
    other = io.BytesIO()
    Image.effect_noise((300, 200), 80).save(other, "PNG")
    paper.add_picture(other)
    paper.save(str(tmp_path / "3邵阳市文明办.docx"))
    return tmp_path


def titles(path: str) -> list[tuple[str, str]]:
    return [(report.city_name, report.title[0].text) for report in read_issue(path).issue.reports]


THREE = [("长沙市", "移风易俗树新风"), ("湘潭市", "志愿服务暖人心"), ("邵阳市", "老戏台前的新风榜")]
FILES = ["长沙.txt", "湘潭.html", "3邵阳市文明办.docx"]


def test_one_report_a_paper_in_the_order_given(here: Path) -> None:
    assert main(["import", *FILES, "-o", "a.yaml", "-q"]) == 0
    assert titles("a.yaml") == THREE
    assert main(["import", *FILES[::-1], "-o", "b.yaml", "-q"]) == 0
    assert titles("b.yaml") == THREE[::-1]
    text = (here / "a.yaml").read_text("utf-8")
    assert "从文件名“湘潭.html”猜出" in text or "湘潭.html" in text
    publish("a.yaml", "a.pdf", "print")


def test_pictures_lie_in_one_folder_under_their_own_names(here: Path) -> None:
    assert main(["import", *FILES, "-o", "a.yaml", "-q"]) == 0
    figures = [
        e for report in read_issue("a.yaml").issue.reports for e in report.body if isinstance(e, Figure)
    ]
    files = [figure.files[0] for figure in figures]
    assert len(files) == 3
    assert len(set(files)) == 2  # the picture that two papers share lies there once
    assert sorted(path.name for path in (here / "a-pictures").iterdir()) == ["1.png", "2.png"]


def test_a_folder_is_all_papers_in_it(here: Path) -> None:
    (here / "in").mkdir()
    for name in ("2乙.txt", "10丙.txt", "1甲.txt", "~$甲.docx", "notes.yaml", ".hidden.txt"):
        (here / "in" / name).write_text(f"标题{name[:2]}的工作\n{name}{LONG}\n", "utf-8")
    assert main(["import", "in", "-o", "a.yaml", "-q"]) == 0
    assert [title for _, title in titles("a.yaml")] == ["标题1甲的工作", "标题2乙的工作", "标题10的工作"]
    (here / "none").mkdir()
    assert main(["import", "none", "-o", "b.yaml"]) == 1


def test_the_issue_after_a_model(here: Path) -> None:
    assert main(["import", *FILES, "-o", "31.yaml", "--like", "2022-zk30.yaml", "-q"]) == 0
    made, model = read_issue("31.yaml").issue, read_issue("2022-zk30.yaml").issue
    assert (made.number, made.masthead.name, made.distribution.report) == (
        31,
        model.masthead.name,
        model.distribution.report,
    )
    assert titles("31.yaml") == THREE


LAYOUTS = {
    "plain": "bulletin: 甲\nnumber: 1\ndate: 2022-06-16\nreports:\n  - title: 原有的\n    text: 乙。  # 留着\n\n# 报尾\ncolophon:\n  editor: 丙\n",
    "margin": "# 头\nreports:\n- title: 原有的\n  text: |\n    乙。\n\n    丙。\nbulletin: 甲\nnumber: 1\ndate: 2022-06-16\n",
    "deep": "bulletin: 甲\nnumber: 1\ndate: 2022-06-16\nreports:\n      - title: 原有的\n        text: 乙。",
    "chinese": "刊名: 甲\n期号: 1\n印发日期: 2022-06-16\n报告:\n  - 标题: 原有的\n    正文: 乙。\n",
    "crlf": "bulletin: 甲\r\nnumber: 1\r\ndate: 2022-06-16\r\nreports:\r\n  - title: 原有的\r\n    text: 乙。\r\n",
    "mark": "\ufeffbulletin: 甲\nnumber: 1\ndate: 2022-06-16\nreports:\n  - title: 原有的\n    text: 乙。\n...\n",
    "empty": "bulletin: 甲\nnumber: 1\nreports:  # 待加\n# 报尾\ndate: 2022-06-16\n",
    "none": "bulletin: 甲\nnumber: 1\ndate: 2022-06-16\n",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_reports_go_into_an_issue_and_nothing_else_changes(here: Path, layout: str) -> None:
    (here / "bulletin.yaml").unlink()
    before = LAYOUTS[layout].encode()
    (here / "t.yaml").write_bytes(before)
    assert main(["import", *FILES[:2], "--into", "t.yaml", "-q"]) == 0
    after = (here / "t.yaml").read_bytes()
    old = [] if layout in ("empty", "none") else [("", "原有的")]
    assert titles("t.yaml") == old + THREE[:2]
    kept = iter(after.splitlines())
    assert all(line in kept for line in before.splitlines())
    assert (b"\r\n" in before) == (b"\r\n" in after)
    assert after.count(b"\n") == after.count(b"\r\n") or layout != "crlf"


def test_an_issue_that_cannot_be_added_to_stays(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = "bulletin: 甲\nnumber: 1\ndate: 2022-06-16\nreports: [{title: 甲, text: 乙。}]\n"
    (here / "t.yaml").write_text(before, "utf-8")
    assert main(["import", "长沙.txt", "--into", "t.yaml"]) == 1
    assert "B967" in capsys.readouterr().err
    assert (here / "t.yaml").read_text("utf-8") == before


def test_what_is_there_twice_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy("长沙.txt", "长沙2.txt")
    (here / "old").mkdir()
    assert main(["import", "长沙.txt", "长沙2.txt", "-o", "a.yaml", "-q"]) == 0
    assert "B968" in capsys.readouterr().err
    assert main(["import", "湘潭.html", "长沙.txt", "-o", "b.yaml", "-q"]) == 0
    told = capsys.readouterr().err
    assert "B969" in told
    assert "B968" not in told
    assert main(["import", "湘潭.html", "--into", "a.yaml", "-q"]) == 0
    (here / "b.yaml").unlink()
    capsys.readouterr()
    assert main(["import", "湘潭.html", "--into", "a.yaml", "-q"]) == 0
    assert "B969" in capsys.readouterr().err


def test_pasted_text(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Pasted:
        buffer = io.BytesIO((here / "长沙.txt").read_bytes())

    monkeypatch.setattr("sys.stdin", Pasted)
    assert main(["import", "-", "-o", "p.yaml", "-q", "--lang", "zh"]) == 0
    assert titles("p.yaml") == THREE[:1]
    assert (here / "p.yaml").read_text("utf-8").startswith("# 由 粘贴的文字 导入")


@pytest.mark.parametrize(
    "arguments",
    [
        ["长沙.txt", "湘潭.html"],
        ["长沙.txt", "--like", "a.yaml", "--into", "b.yaml"],
        ["长沙.txt", "--into", "长沙.txt"],
    ],
)
def test_wrong_usage(here: Path, arguments: list[str]) -> None:
    before = (here / "长沙.txt").read_bytes()
    assert main(["import", *arguments]) == 2
    assert (here / "长沙.txt").read_bytes() == before


@pytest.mark.parametrize(("keys", "first"), [("zh", "刊名"), ("en", "bulletin")])
def test_keys(here: Path, keys: str, first: str) -> None:
    (here / "bulletin.yaml").unlink()
    assert main(["import", "长沙.txt", "--keys", keys, "-o", "k.yaml", "-q"]) == 0
    assert f"\n{first}: " in (here / "k.yaml").read_text("utf-8")


def test_keys_are_those_of_the_reader(here: Path) -> None:
    (here / "bulletin.yaml").unlink()
    assert main(["import", "长沙.txt", "--lang", "zh", "-o", "k.yaml", "-q"]) == 0
    assert "\n刊名: " in (here / "k.yaml").read_text("utf-8")


def test_one_paper_that_cannot_be_read_stops_all(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "bad.pdf").write_bytes(b"%PDF-1.4\n")
    assert main(["import", "长沙.txt", "bad.pdf", "-o", "a.yaml"]) == 1
    assert not (here / "a.yaml").exists()


def test_the_certificate_names_all_papers(here: Path) -> None:
    assert main(["import", *FILES, "-o", "a.yaml", "-q", "--certificate"]) == 0
    record = json.loads((here / "a.import.json").read_text("utf-8"))
    assert [source["name"] for source in record["sources"]] == FILES
    assert record["lost"] == []


@pytest.mark.parametrize(
    ("title", "city"),
    [
        ("永州市扎实推进志愿服务", "永州市"),
        ("湘西州扎实推进志愿服务", "湘西州"),
        ("通州区扎实推进志愿服务", "通州区"),
        ("湘潭县扎实推进志愿服务", "湘潭县"),
    ],
)
def test_a_city_whose_name_holds_the_word_for_a_prefecture(title: str, city: str) -> None:
    assert split_title(title, "", "")[:2] == (city, "扎实推进志愿服务")
