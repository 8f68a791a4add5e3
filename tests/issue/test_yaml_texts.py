"""What YAML does to a text without a word, and what becomes of it here: the rows of docs/yaml.md without a test elsewhere."""

from pathlib import Path

import pytest

from bulletin_pdf.issue.model import Issue, Paragraph
from bulletin_pdf.issue.printed_form import attribution
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.yamldoc.parse import parse_yaml
from bulletin_pdf.yamldoc.source import make_source
from support.narrowed import present

HEAD = "刊名: 工作简报\n期号: 30\n印发日期: 2022-06-16\n报告:\n  - 标题: 标题\n    "


def read(tmp_path: Path, report: str) -> Issue:
    path = tmp_path / "issue.yaml"
    path.write_text(HEAD + report, encoding="utf-8")
    return read_issue(path).issue


def told(tmp_path: Path, report: str) -> list[str]:
    with pytest.raises(BulletinError) as caught:
        read(tmp_path, report)
    return [problem.code for problem in caught.value.problems.errors]


def paragraphs(issue: Issue) -> list[str]:
    return [one.prose.text for one in issue.reports[0].body if isinstance(one, Paragraph)]


def value(text: str) -> str:
    node = parse_yaml(make_source("f", f"值: {text}\n"), Problems())
    assert node is not None
    return node.pairs[0][1].value


@pytest.mark.parametrize(
    "form", [">\n      一段，\n      还是ABC\n      一段。", "一段，\n      还是ABC\n      一段。"]
)
def test_lines_that_yaml_folds(form: str, tmp_path: Path) -> None:
    issue = read(tmp_path, f"正文: {form}\n")
    assert paragraphs(issue) == ["一段，还是ABC 一段。"]
    assert [(change.before, change.after, change.rule) for change in issue.changes] == [(" ", "", "J-34")]


@pytest.mark.parametrize("block", ["|\n      甲。\n     乙。\n", "|\n      甲。\n    乙。\n", "|\n  甲。\n"])
def test_a_block_indented_unevenly(block: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"正文: {block}")


@pytest.mark.parametrize("sign", ["|", "|-", "|+", "|2", "|2-"])
def test_the_end_of_a_block_changes_nothing(sign: str, tmp_path: Path) -> None:
    issue = read(
        tmp_path, f"正文: {sign}\n      甲。\n\n      乙。\n\n\n期号行: 第1期\n".replace("期号: 30\n", "")
    )
    assert paragraphs(issue) == ["甲。", "乙。"]


@pytest.mark.parametrize("blank", ["\u3000", "\u00a0"])
def test_wide_blanks_are_no_indentation(blank: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"正文:{blank}甲。\n")
    assert told(tmp_path, f"正文: |\n      甲。\n{blank * 2}乙。\n")
    assert paragraphs(read(tmp_path, f"{blank}正文: 甲。\n")) == ["甲。"]
    issue = read(tmp_path, f"正文: |\n      {blank * 2}甲。\n")
    assert paragraphs(issue) == ["甲。"] and [change.before for change in issue.changes] == [blank * 2]


@pytest.mark.parametrize(
    ("report", "codes"),
    [
        ("正文: 时间: 三点\n", ["B104"]),
        ("正文: 同志们:\n", ["B104"]),
        ("正文:\n      - 时间: 三点\n", ["B135"]),
        ("正文:\n      - 同志们:\n", ["B135"]),
        ("内容:\n      - 表格: [[甲, 时间: 三点]]\n", ["B130"]),
        ("供稿单位: [甲: 乙]\n    正文: 丙\n", ["B135"]),
    ],
)
def test_a_colon_in_a_text_is_told(report: str, codes: list[str], tmp_path: Path) -> None:
    assert told(tmp_path, report) == codes


def test_an_alias_repeats_a_text(tmp_path: Path) -> None:
    issue = read(tmp_path, "供稿单位: &甲办 某办\n    正文: 正文。\n".replace("甲办", "a") + "编发单位: *a\n")
    assert issue.masthead.publishers[0].text == "某办"
    assert issue.reports[0].by is not None and present(attribution(issue.reports[0])).text == "（某办）"


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "no", "on", "off", "Y", "n", "007", "0o17", "0x1F", "1_000", "1e3", "3.10", "+5", ".5", ".inf", ".nan"),
        *("12:30", "190:20:30", "2022-06-16", "2022-6-1", "2001-12-14t21:59:43.10-05:00", "=", "1,000", "5%"),
    ],
)  # fmt: skip
def test_values_stay_as_they_are_written(text: str, tmp_path: Path) -> None:
    assert paragraphs(read(tmp_path, f"正文: {text}\n"))[0].replace("，", ",") == text
    for tag in ("!!str", "!!int", "!!float", "!!bool"):
        assert value(f"{tag} {text}") == text


def test_quotes_and_escapes(tmp_path: Path) -> None:
    assert value('"甲"') == value("'甲'") == "甲"
    assert value("'甲''乙'") == "甲'乙"
    assert value('"\\u4e2d\\x41\\U00020000"') == "中A\U00020000"
    issue = read(tmp_path, '正文: "甲\\n乙\\t丙"\n')
    assert paragraphs(issue) == ["甲", "乙 丙"]
    assert [(change.before, change.after) for change in issue.changes] == [("\t", " ")]


@pytest.mark.parametrize(("digits", "number"), [("030", 30), ("３０", 30), ("'30'", 30), ("+30", 30)])
def test_whole_numbers_are_decimal(digits: str, number: int, tmp_path: Path) -> None:
    path = tmp_path / "issue.yaml"
    path.write_text(HEAD.replace("期号: 30", f"期号: {digits}") + "正文: 甲\n", encoding="utf-8")
    assert read_issue(path).issue.number == number
    for other in ("3_0", "0x1E", "0o36", "1e1", "30.0", "1:30"):
        path.write_text(HEAD.replace("期号: 30", f"期号: {other}") + "正文: 甲\n", encoding="utf-8")
        with pytest.raises(BulletinError) as caught:
            read_issue(path)
        assert [problem.code for problem in caught.value.problems] == ["B138"]
