"""Text pasted from Word and WPS, in every encoding offices have."""

from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.issue.model import RightLines, Table
from bulletin_pdf.issue.printed_form import printed_heading
from importers.helpers import DATA, bare, import_copy, import_text
from support.narrowed import present, prose_of

LONG = "甲县坚持以群众需求为导向，扎实推进新时代文明实践中心建设，建成实践所18个、实践站216个，群众满意度不断提升。"
HEAD = "工作简报\n第3期\n甲县文明办    2024年5月6日\n"


def body(text: str, directory: Path) -> tuple[Any, ...]:
    _, issue = import_text(f"{HEAD}甲县推进志愿服务\n{LONG}\n{text}\n", directory)
    return issue.reports[0].body


def test_pasted(tmp_path: Path) -> None:
    result, issue = import_copy("pasted.txt", tmp_path)
    assert (issue.masthead.name.text, issue.number) == ("中共某县委精神文明建设简报", 8)
    (report,) = issue.reports
    assert report.title[0].text == "“三个到位”推进农村人居环境整治"
    assert [bool(prose_of(element).styles) for element in report.body[:4]] == [False, True, True, True]
    assert isinstance(report.body[-1], RightLines)
    assert "第 2、3、4 段的首句标成黑体" in result.text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = (DATA / "pasted.txt").read_text("utf-8")
    (tmp_path / "own").mkdir()
    _, wanted = import_text(text, tmp_path / "own")
    _, issue = import_text(text.encode(encoding), tmp_path)
    assert bare(issue) == bare(wanted)


def test_gb18030_with_its_mark(tmp_path: Path) -> None:
    _, issue = import_text(b"\x84\x31\x95\x33" + (HEAD + LONG).encode("gb18030"), tmp_path)
    assert issue.number == 3


def test_big5(tmp_path: Path) -> None:
    text = (
        "工作簡報\n第3期\n甲縣文明辦　2024年5月6日\n甲縣推進志願服務\n"
        + "甲縣堅持以群眾需求為導向，扎實推進文明實踐中心建設，群眾滿意度不斷提升。" * 3
    )
    _, issue = import_text(text.encode("big5"), tmp_path)
    assert issue.number == 3
    assert "群眾需求" in prose_of(issue.reports[0].body[0]).text


def test_damage_is_named(tmp_path: Path) -> None:
    text = (HEAD + "甲县推进志愿服务\n" + LONG).encode("utf-8")
    at = text.index("导向".encode())
    result, issue = import_text(text[:at] + b"\xff" + text[at + 3 :], tmp_path)
    assert "〓" in prose_of(issue.reports[0].body[0]).text
    (problem,) = (problem for problem in result.problems if problem.code == "B908")
    assert present(problem.span).line == 5


def test_what_cannot_be_seen_goes(tmp_path: Path) -> None:
    (paragraph,) = body("开展\u200b志愿\ufeff服务\u00ad活动，覆盖面\u202e大。", tmp_path)[1:]
    assert paragraph.prose.text == "开展志愿服务活动，覆盖面大。"


def test_radicals_are_hanzi(tmp_path: Path) -> None:
    (paragraph,) = body("⼯作取得成效，群众⽣活改善，民⻛向好。", tmp_path)[1:]
    assert paragraph.prose.text == "工作取得成效，群众生活改善，民风向好。"


def test_bullets_and_stars(tmp_path: Path) -> None:
    paragraphs = body("\uf0d8 开展宣讲，覆盖全县。\n评选**好人**活动有序开展。", tmp_path)[1:]
    assert [paragraph.prose.text for paragraph in paragraphs] == [
        "开展宣讲，覆盖全县。",
        "评选＊＊好人＊＊活动有序开展。",
    ]


def test_tabs_are_a_table(tmp_path: Path) -> None:
    table = body("乡镇\t志愿者\n城关镇\t1200\n东乡\t830\n以上数据由各乡镇报送。", tmp_path)[1]
    assert isinstance(table, Table)
    assert [[cell.prose.text for cell in row] for row in table.rows][2] == ["东乡", "830"]


def test_numbers_of_issues(tmp_path: Path) -> None:
    for line, number, supplement in (
        ("第三十期", 30, False),
        ("增刊第2期", 2, True),
        ("第１２期", 12, False),
        ("20期", 20, False),
    ):
        text = HEAD.replace("第3期", line) + f"甲县推进志愿服务\n{LONG}\n"
        _, issue = import_text(text, tmp_path)
        assert (issue.number, issue.supplement) == (number, supplement), line


def test_lines_that_fit_no_field_are_kept(tmp_path: Path) -> None:
    result, _ = import_text(
        f"工作简报\n天气晴好\n第3期\n甲县文明办 2024年5月6日\n甲县推进志愿服务\n{LONG}\n", tmp_path
    )
    assert "#   天气晴好" in result.text
    assert "B921" in {problem.code for problem in result.problems}


def test_a_day_below_the_title(tmp_path: Path) -> None:
    """One article with no number: the day is the issue's, the line above it the title."""
    for text in (
        f"甲县推进志愿服务\n2024年5月6日\n{LONG}\n",
        f"工作简报\n2024年5月6日\n甲县推进志愿服务\n{LONG}\n",
    ):
        _, issue = import_text(text, tmp_path)
        assert issue.masthead.date.iso == "2024-05-06"
        assert printed_heading(issue.reports[0])[0].text == "甲县推进志愿服务"
        assert len(issue.reports[0].body) == 1


def test_nothing_but_text(tmp_path: Path) -> None:
    """The least there can be still builds."""
    result, issue = import_text(LONG, tmp_path)
    assert issue.masthead.date.iso == "1900-01-01"
    assert {problem.code for problem in result.problems} == {"B920"}


def test_guesses_in_english(tmp_path: Path) -> None:
    from importers.helpers import imported

    (tmp_path / "a.txt").write_text(LONG, "utf-8")
    result, _ = imported(tmp_path / "a.txt", tmp_path, "en")
    assert "# guess: the source gives no date" in result.text


def test_twice_the_same(tmp_path: Path) -> None:
    first, _ = import_copy("pasted.txt", tmp_path)
    second, _ = import_copy("pasted.txt", tmp_path)
    assert first.text == second.text


@pytest.mark.parametrize("encoding", ["utf-8", "big5"])
def test_traditional_text(tmp_path: Path, encoding: str) -> None:
    """Its language decides faces and marks, so the draft names it."""
    text = (
        "基層工作簡報\n第5期\n某縣文明辦　　2024年5月6日\n甲鎮推進鄉村治理工作取得新成效\n"
        "甲鎮認真貫徹落實上級部署，堅持以群眾需求為導向，紮實推進鄉村治理工作，建成實踐站十八個。\n"
    )
    result, issue = import_text(text.encode(encoding), tmp_path)
    assert issue.lang == "zh-Hant"
    assert issue.masthead.name.text == "基層工作簡報"
    assert [name.text for name in issue.masthead.publishers] == ["某縣文明辦"]
    assert not [problem.code for problem in result.problems]


def test_a_few_traditional_hanzi_are_quoted(tmp_path: Path) -> None:
    _, issue = import_text(
        "工作简报\n第5期\n某市文明办 2024年5月6日\n甲县保护“乾隆禦筆”碑刻\n甲县认真落实文物保护责任，修缮碑亭，建立档案，组织志愿者讲解碑文內容，参观群众超过万人次。",
        tmp_path,
    )
    assert issue.lang == "zh-Hans"
