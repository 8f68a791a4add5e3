"""What is printed of an issue: number lines, titles with their place, brackets and labels."""

from pathlib import Path

import pytest

from bulletin_pdf.issue.model import Issue, Prose, Report
from bulletin_pdf.issue.printed_form import (
    attribution,
    in_script,
    in_simplified,
    number_line,
    printed_entry,
    printed_heading,
    printed_theme,
    printed_unit,
    serial_line,
)
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.source_map import SourceMap

MODEL = Path(__file__).parents[2] / "issues/2022-zk30.yaml"


@pytest.fixture(scope="module")
def model() -> Issue:
    return read_issue(MODEL).issue


@pytest.mark.parametrize(
    ("number", "year", "supplement", "label", "line"),
    [
        (30, None, False, None, "第30期"),
        (3, None, True, None, "增刊第3期"),
        (30, 2022, False, None, "2022年第30期"),
        (3, 2022, True, None, "2022年增刊第3期"),
        (1, None, False, "创刊号", "创刊号"),
        (None, None, False, None, ""),
    ],
)
def test_number_lines(
    model: Issue, number: int | None, year: int | None, supplement: bool, label: str | None, line: str
) -> None:
    head = model.masthead._replace(label=None if label is None else Prose(label))
    assert number_line(model._replace(masthead=head, number=number, year=year, supplement=supplement)) == line


def test_serial_lines_are_in_the_script_of_the_bulletin(model: Issue) -> None:
    assert serial_line(model._replace(serial=None)) == ""
    assert serial_line(model._replace(serial=847, lang="zh-Hans")) == "（总第847期）"
    assert serial_line(model._replace(serial=847, lang="zh-Hant")) == "（總第847期）"


def test_scripts_of_the_words_of_the_program_go_both_ways() -> None:
    for words in ("责任编辑", "审核", "签发", "电话", "传真", "邮箱", "网址", "报送", "校对", "请假"):
        assert in_simplified(in_script(words, "zh-Hant")) == words == in_script(words, "zh-Hans")
    assert in_script("签发：审核", "zh-Hant") == "簽發：審核"


def report(city: str, *title: str) -> Report:
    lines = tuple(Prose(line, source=SourceMap.start("a.yaml", 7 + at, 9)) for at, line in enumerate(title))
    place = Prose(city, source=SourceMap.start("a.yaml", 6, 9)) if city else None
    return Report(place, lines, (), None, None, None, (), None)


@pytest.mark.parametrize(
    ("city", "title", "heading", "entry"),
    [
        ("湘西州", ["突出要诀"], ["湘西州突出要诀"], "湘西州：突出要诀"),
        ("湘西州", ["湘西州突出要诀"], ["湘西州突出要诀"], "湘西州：突出要诀"),
        ("湘潭市", ["上一行", "下一行"], ["湘潭市上一行", "下一行"], "湘潭市：上一行下一行"),
        ("", ["工作 要点"], ["工作 要点"], "工作 要点"),
        ("甲县", ["PDF", "Day"], ["甲县PDF", "Day"], "甲县：PDF Day"),
    ],
)
def test_titles_say_their_place_once(city: str, title: list[str], heading: list[str], entry: str) -> None:
    one = report(city, *title)
    assert [line.text for line in printed_heading(one)] == heading
    assert printed_entry(one).text == entry


def test_words_of_a_title_keep_their_place_under_what_is_put_before_them() -> None:
    one = report("湘潭市", "上一行", "下一行")
    first, second = printed_heading(one)
    entry = printed_entry(one)
    assert [first.place_of(at) for at in (3, 5)] == [one.title[0].place_of(at) for at in (0, 2)]
    assert second.place_of(1) == one.title[1].place_of(1)
    assert [entry.place_of(entry.text.index(char)) for char in "上下"] == [
        line.place_of(0) for line in one.title
    ]


def test_what_a_report_names_itself_is_printed_as_it_is() -> None:
    one = report("湘西州", "突出要诀")._replace(heading=(Prose("另一个题目"),), contents_title=Prose("短题"))
    assert [line.text for line in printed_heading(one)] == ["另一个题目"]
    assert printed_entry(one).text == "短题"


def test_brackets_are_those_of_the_design_and_never_doubled() -> None:
    one = report("", "题目")
    assert attribution(one) is None
    by = one._replace(by=Prose("某办", source=SourceMap.start("a.yaml", 9, 11)))
    plain, other = attribution(by), attribution(by, ("【供稿：", "】"))
    assert plain is not None and other is not None
    assert (plain.text, other.text) == ("（某办）", "【供稿：某办】")
    assert plain.place_of(1) == other.place_of(4) == by.by.place_of(0) if by.by else False
    assert printed_theme(Prose("专题")).text == "〔专题〕"
    assert printed_theme(Prose("【专题】")).text == "【专题】"


@pytest.mark.parametrize(("unit", "shown"), [("人", "单位：人"), ("单位：人", "单位：人"), ("", "")])
def test_a_unit_says_that_it_is_one(unit: str, shown: str) -> None:
    assert printed_unit(Prose(unit), "zh-Hans").text == shown
    assert printed_unit(Prose("人"), "zh-Hant").text == "單位：人"
