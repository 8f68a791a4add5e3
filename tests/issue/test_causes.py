"""Faults are told with their cause and place, as many at once as can be read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.vocabulary import COLOPHON, DISTRIBUTION, ISSUE, REPORT
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.yamldoc.key_table import Keys
from bulletin_pdf.yamldoc.parse import parse_yaml
from bulletin_pdf.yamldoc.source import make_source

HEAD = "刊名: 情况反映\n期号: 3\n编发单位: 某某市文明办\n印发日期: 2024-05-06\n"
REPORTS = (
    "报告:\n  - 地区: 甲县\n    标题: 开展服务\n    正文: |\n      甲县：开展服务。\n      地点：乙镇。\n"
)


def problems_of(text: str, folder: Path) -> list[Problem]:
    path = folder / "a.yaml"
    path.write_text(text, "utf-8")
    try:
        return list(read_issue(str(path)).problems)
    except BulletinError as error:
        return list(error.problems)


def told(problems: list[Problem]) -> list[tuple[str, int]]:
    return [(problem.code, problem.span.line) for problem in problems if problem.span]


@given(st.sets(st.integers(0, 7), min_size=1), st.booleans())
def test_every_wrong_colon_of_a_file_is_told(wrong: set[int], narrow: bool) -> None:
    """Colons in running text are none of them."""
    lines = (HEAD + REPORTS).split("\n")
    for number in wrong:
        # 报告 has nothing after its colon: the list follows.
        old, new = (": ", ":") if narrow and number != 4 else (":", "：")
        lines[number] = lines[number].replace(old, new, 1).replace("： ", "：")
    found = Problems()
    parse_yaml(make_source("a.yaml", "\n".join(lines)), found)
    # A wrong line can be text of the line above that goes on: warnings of that are left aside.
    colons = [(code, line) for code, line in told(list(found)) if code not in ("B152", "B156")]
    assert {code for code, _ in colons} <= {"B105", "B106"}
    assert {line - 1 for _, line in colons} <= wrong
    if wrong == set(range(8)) and not narrow:
        assert len(found) >= 7


def test_three_wrong_colons_are_told_at_once(tmp_path: Path) -> None:
    text = (
        (HEAD + REPORTS).replace("刊名: ", "刊名：").replace("期号: ", "期号：").replace("标题: ", "标题：")
    )
    assert told(problems_of(text, tmp_path)) == [("B105", 1), ("B105", 2), ("B105", 7)]


def test_what_a_mended_colon_brings_in_is_not_told(tmp_path: Path) -> None:
    found = problems_of(HEAD.replace("期号: 3", "期号：[3") + REPORTS, tmp_path)
    assert told(found) == [("B105", 2)]
    found = problems_of(HEAD.replace("期号: 3", "期号：3") + "报告: [甲\n", tmp_path)
    assert told(found) == [("B105", 2), ("B107", 5)]


def test_a_wide_colon_before_a_narrow_one(tmp_path: Path) -> None:
    assert ("B105", 2) in told(problems_of(HEAD.replace("期号: 3", "期号：3 副: 刊") + REPORTS, tmp_path))


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ("抄送: 某办", "B182", "报尾"),
        ("印数: 30", "B182", "报尾"),
        ("电话: 0731", "B182", "版记"),
        ("标题: 服务", "B182", "报告"),
        ("cc: 某办", "B130", ""),
    ],
)
def test_a_field_in_the_wrong_place_is_told_its_own(line: str, code: str, place: str, tmp_path: Path) -> None:
    (found,) = problems_of(f"{HEAD}{line}\n{REPORTS}", tmp_path)
    assert (found.code, dict(found.details).get("place", "")) == (code, place)


def test_a_field_of_the_issue_belongs_on_top(tmp_path: Path) -> None:
    (found,) = problems_of(HEAD + REPORTS.replace("    标题", "    密级: 秘密\n    标题"), tmp_path)
    assert told([found]) == [("B183", 7)]


@pytest.mark.parametrize("table", [ISSUE, REPORT, DISTRIBUTION, COLOPHON], ids=lambda table: table.of)
def test_no_field_is_sent_to_where_it_is_already(table: Keys) -> None:
    for other in (ISSUE, REPORT, DISTRIBUTION, COLOPHON):
        for name in other.by_name.keys() - table.by_name.keys():
            place = table.elsewhere(name, table.of)
            assert place is not None
            target = ISSUE if not place.below else ISSUE.by_name[place.below[0]]
            assert target is not table


@pytest.mark.parametrize("dash", "-－–—")
@pytest.mark.parametrize("rest", ["    标题: 开展服务\n", "   标题: 开展服务\n", ""])
def test_a_dash_without_its_space(dash: str, rest: str, tmp_path: Path) -> None:
    text = f"{HEAD}报告:\n  {dash}地区: 甲县\n{rest}"
    assert ("B184", 6) in told(problems_of(text, tmp_path))


@pytest.mark.parametrize("blank", ["\u3000", "\u3000\u3000", "\xa0\xa0", "\xa0\u3000"])
def test_wide_spaces_are_no_indentation(blank: str, tmp_path: Path) -> None:
    text = HEAD + REPORTS.replace("    标题", f"{blank}标题")
    assert told(problems_of(text, tmp_path)) == [("B185", 7)]
    found = told(problems_of(f"{HEAD}{REPORTS}版记:\n{blank}编辑: 某某\n", tmp_path))
    assert ("B185", 12) in found and not {"B130", "B131", "B182"} & {code for code, _ in found}
    assert not problems_of(HEAD + REPORTS.replace("      甲县", f"      {blank}甲县"), tmp_path)


def test_faults_of_several_kinds_are_told_at_once(tmp_path: Path) -> None:
    """A quotation mark, a bracket, a colon, a first character and a tab: each on its own line, nothing besides."""
    text = (
        'number：3\nbulletin: "工作简报\npublisher: [甲, 乙\ndate: @2022-06-16\n'
        "reports:\n  - title: '突出'四字\n\ttext: 正文。\n"
    )
    found = told(problems_of(text, tmp_path))
    assert found == [("B105", 1), ("B103", 2), ("B107", 3), ("B110", 4), ("B118", 6), ("B102", 7)]


@given(st.sets(st.integers(0, 3), min_size=1))
def test_what_is_told_stands_on_the_lines_that_are_wrong(wrong: set[int]) -> None:
    lines = ["刊名: 情况反映", "编发单位: 甲", "印发日期: 2024-05-06", "专题: 服务"]
    spoilt = ['刊名: "情况反映', "编发单位: [甲", "印发日期: %2024", "专题: '服务' 多"]
    text = (
        "\n".join(spoilt[number] if number in wrong else line for number, line in enumerate(lines))
        + "\n期号: 3\n"
    )
    found = Problems()
    parse_yaml(make_source("a.yaml", text), found)
    assert {line - 1 for _, line in told(list(found))} == wrong
