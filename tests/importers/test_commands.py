"""`import` and `new` as a person meets them."""

import json
import shutil
from pathlib import Path

import docx
import pytest
from fontTools.ttLib import TTFont

from bulletin_pdf.build import publish
from bulletin_pdf.cli.main import main
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import BulletinError
from importers.helpers import DATA, ROOT


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(DATA / "2022-zk30.html", tmp_path / "page.html")
    return tmp_path


def test_import_writes_beside_you(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "page.html", "--lang", "zh"]) == 0
    assert capsys.readouterr().out == "page.yaml：4 篇，8 处猜测，53 处改动\n"
    assert read_issue("page.yaml").issue.number == 30


def test_a_draft_builds(here: Path) -> None:
    main(["import", "page.html", "-q"])
    publish("page.yaml", "page.pdf", "print")
    assert (here / "page.pdf").read_bytes().startswith(b"%PDF")


def test_a_folder_left_from_before_is_in_nobodys_way(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A paper without pictures writes no folder; one with pictures refuses only what would be another picture."""
    (here / "page-pictures").mkdir()
    (here / "page-pictures" / "picture-1.jpg").write_bytes(b"mine")
    assert main(["import", "page.html", "-q"]) == 0
    paper = docx.Document()
    paper.add_paragraph("村村有了服务站")
    paper.add_paragraph("今年以来，甲县把服务站建到每个村。")
    paper.add_picture(str(ROOT / "docs/handbook/files/photo.jpg"))
    paper.save(str(here / "paper.docx"))
    assert main(["import", "paper.docx", "-q"]) == 0
    (picture,) = (here / "paper-pictures").iterdir()
    (here / "paper.yaml").unlink()
    assert main(["import", "paper.docx", "-q"]) == 0
    (here / "paper.yaml").unlink()
    picture.write_bytes(b"mine")
    capsys.readouterr()
    assert main(["import", "paper.docx", "--log", "log.txt", "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert f"“paper-pictures/{picture.name}” exists" in said.replace("\\", "/") and "--force" in said
    assert not (here / "paper.yaml").exists() and not (here / "log.txt").exists()
    assert picture.read_bytes() == b"mine"
    assert main(["import", "paper.docx", "-q", "--force"]) == 0
    assert picture.read_bytes() != b"mine"


def test_import_never_writes_over_a_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "page.yaml").write_text("mine", "utf-8")
    assert main(["import", "page.html", "--lang", "zh"]) == 1
    assert "B907" in capsys.readouterr().err
    assert (here / "page.yaml").read_text("utf-8") == "mine"
    assert main(["import", "page.html", "--force", "-q"]) == 0
    assert read_issue("page.yaml").issue.number == 30


@pytest.mark.parametrize(
    "arguments", [["-o", "page.html"], ["--log", "page.html"], ["-o", "a", "--log", "a"]]
)
def test_import_never_writes_over_its_input(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    before = (here / "page.html").read_bytes()
    assert main(["import", "page.html", "--force", *arguments]) == 2
    assert (here / "page.html").read_bytes() == before


def test_import_into_a_directory(here: Path) -> None:
    (here / "issues").mkdir()
    assert main(["import", "page.html", "-o", "issues", "-q"]) == 0
    assert (here / "issues/page.yaml").exists()


def test_log_in_words_and_in_json(here: Path) -> None:
    main(["import", "page.html", "--log", "log.txt", "-q", "--lang", "zh"])
    lines = (here / "log.txt").read_text("utf-8").splitlines()
    assert "page.html:51:296: 「(湘西州委宣传部、州文明办)」 → 「」 (移到稿件的“by”一项)" in lines
    main(["import", "page.html", "--log", "log.json", "-q", "--force", "--format", "json"])
    records = [json.loads(line) for line in (here / "log.json").read_text("utf-8").splitlines()]
    assert len(records) == len(lines)
    assert {"path", "line", "column", "before", "after", "rule", "why"} == set(records[0])


def test_result_in_json(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "page.html", "--format", "json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["path"], record["reports"], record["changes"]) == ("page.yaml", 4, 53)


def test_keys_as_the_bulletin_has_them(here: Path) -> None:
    (here / "bulletin.yaml").write_text(
        "刊名: 湖南精神文明建设\n编发单位: 湖南省精神文明建设指导委员会办公室\n", "utf-8"
    )
    assert main(["import", "page.html", "-q"]) == 0
    text = (here / "page.yaml").read_text("utf-8")
    assert "期号: 30\n" in text
    assert "编发单位" not in text
    assert read_issue("page.yaml").issue.masthead.name.text == "湖南精神文明建设"


def test_nothing_is_left_of_a_failed_import(here: Path) -> None:
    (here / "bad.docx").write_bytes(b"PK\x03\x04")
    assert main(["import", "bad.docx", "-q", "--log", "log.txt"]) == 1
    assert sorted(path.name for path in here.iterdir()) == ["bad.docx", "page.html"]


# new

MODEL = """\
# 第30期的说明
刊名: 情况反映
期号: 30
总期号: 847   # 连续编号
年份: 2022
编发单位: [甲办公室, 乙办公室]
印发日期: 2022年6月16日
专题: 五有建设
# 报告在下面
报告:
  - 标题: 甲
    正文: 乙。
报尾:
  报: [省委, 省政府]
  本期增发: [丙]
  印数: 300

# 编校人员
版记:
  编辑: 刘仁军
"""


def test_next_issue(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "2022-zk30.yaml").write_text(MODEL, "utf-8")
    assert main(["new", "--like", "2022-zk30.yaml", "--lang", "zh"]) == 0
    assert capsys.readouterr().out == "2022-zk31.yaml：第 31 期；印发日期（印发日期）和各篇报告待填\n"
    text = (here / "2022-zk31.yaml").read_text("utf-8")
    assert (
        text
        == """\
刊名: 情况反映
期号: 31
总期号: 848
年份: 2022  # 请核对
编发单位: [甲办公室, 乙办公室]
印发日期:  # YYYY-MM-DD，待填
# 专题:  # 本期没有就删去这一行
# 报告在下面
报告:  # 每篇一段，照下面的样子写，去掉行首的“# ”
#   - 地区: 湘西州
#     标题: 突出“四字”要诀 提升文明实践水平
#     供稿单位: 湘西州委宣传部、州文明办
#     正文: |
#       每行一个自然段；**段首黑体。**其余文字，==着重的字==下面加点。
报尾:
  报: [省委, 省政府]
  本期增发: []
  印数: 300
# 编校人员
版记:
  编辑: 刘仁军
"""
    )


def test_only_date_and_reports_are_missing(here: Path) -> None:
    shutil.copytree(ROOT / "issues", here / "issues")
    assert main(["new", "--like", "issues/2022-zk30.yaml", "-q"]) == 0
    with pytest.raises(BulletinError) as caught:
        read_issue("issues/2022-zk31.yaml")
    assert {(problem.code, problem.details) for problem in caught.value.problems.errors} == {
        ("B137", (("key", "date"),)),
        ("B137", (("key", "reports"),)),
    }


def test_the_example_is_an_issue_once_it_is_uncommented(here: Path) -> None:
    (here / "a30.yaml").write_text(MODEL, "utf-8")
    main(["new", "--like", "a30.yaml", "-q", "--lang", "zh"])
    text = (
        (here / "a31.yaml")
        .read_text("utf-8")
        .replace("印发日期:  # YYYY-MM-DD，待填", "印发日期: 2022-06-23")
    )
    lines = [line.removeprefix("# ") if line.startswith("#   ") else line for line in text.split("\n")]
    (here / "a31.yaml").write_text("\n".join(lines), "utf-8")
    assert read_issue("a31.yaml").issue.reports[0].city_name == "湘西州"


def test_next_issue_of_a_faulty_one(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.yaml").write_text(
        "bulletin: 甲\nlabel: 创刊号\ndate: 2022-06-16\nreports: [{title: 甲, text: 乙}]\n", "utf-8"
    )
    assert main(["new", "--like", "a.yaml"]) == 1
    assert "B930" in capsys.readouterr().err
    (here / "a.yaml").write_text(
        "{bulletin: 甲, number: 3, date: 2022-06-16, reports: [{title: 甲, text: 乙}]}", "utf-8"
    )
    assert main(["new", "--like", "a.yaml"]) == 1
    assert "B931" in capsys.readouterr().err


def test_new_never_writes_over_a_file(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a30.yaml").write_text(MODEL, "utf-8")
    (here / "a31.yaml").write_text("mine", "utf-8")
    assert main(["new", "--like", "a30.yaml"]) == 1
    assert (here / "a31.yaml").read_text("utf-8") == "mine"
    assert main(["new", "--like", "a30.yaml", "-o", "a30.yaml", "--force"]) == 2
    assert (here / "a30.yaml").read_text("utf-8") == MODEL


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_first_skeleton(here: Path, lang: str) -> None:
    assert main(["new", "--lang", lang, "-q"]) == 0
    with pytest.raises(BulletinError) as caught:
        read_issue("issue.yaml")
    keys = {dict(problem.details)["key"] for problem in caught.value.problems.errors}
    assert keys == ({"刊名", "印发日期", "报告"} if lang == "zh" else {"bulletin", "date", "reports"})


def test_a_character_in_no_font_is_told_once(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At the import with its count, and the draft builds; put back, at the build with all its places."""
    line = "甲县认真贯彻落实上级部署，扎实推进各项工作，在𱍊村开展活动，群众满意度不断提升。"
    (here / "b.txt").write_text("甲县开展活动\n" + f"{line}\n" * 3, "utf-8")
    assert main(["import", "b.txt", "--lang", "zh"]) == 0
    assert capsys.readouterr().err.count("𱍊”（U+3134A），3 处以〓代替") == 1
    assert main(["build", "b.yaml", "-o", "b.pdf", "--lang", "zh"]) == 0
    draft = here / "b.yaml"
    draft.write_text(draft.read_text("utf-8").replace("〓村", "𱍊村"), "utf-8")
    (here / "b.pdf").unlink()
    capsys.readouterr()
    assert main(["build", "b.yaml", "-o", "b.pdf", "--lang", "zh"]) == 1
    said = capsys.readouterr().err
    lines = enumerate(draft.read_text("utf-8").split("\n"), 1)
    places = [f"{number}:{text.index('𱍊') + 1}" for number, text in lines if "𱍊村" in text]
    assert said.count("B310") == 1 and said.startswith(f"b.yaml:{places[0]}:")
    assert f"还有 2 处：{places[1]} {places[2]}" in said
    assert not (here / "b.pdf").exists()


def test_a_hanzi_that_a_face_of_the_office_has_stays(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shipped,) = (ROOT / "fonts" / "kai").glob("*.ttf")
    with TTFont(shipped, lazy=True) as face:
        wide = next(table for table in face["cmap"].tables if table.format == 12)
        wide.cmap[ord("𱍊")] = wide.cmap[ord("村")]
        face.save(here / "own.ttf")
    (here / "bulletin.yaml").write_text("fonts: { fangsong: own.ttf }\n", "utf-8")
    (here / "b.txt").write_text(
        "甲县开展活动\n甲县认真贯彻落实上级部署，在𱍊村开展活动，群众满意度不断提升。\n", "utf-8"
    )
    assert main(["import", "b.txt", "--lang", "zh"]) == 0
    assert "〓" not in (here / "b.yaml").read_text("utf-8") and "在𱍊村" in (here / "b.yaml").read_text(
        "utf-8"
    )
    assert "B954" not in capsys.readouterr().err
