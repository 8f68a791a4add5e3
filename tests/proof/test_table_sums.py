"""Totals and shares in tables: what is told, and what is let be."""

from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.proof.agreement import AgreementContext
from bulletin_pdf.proof.passages import passages_of
from bulletin_pdf.proof.table_sums import table_sums

HEAD = "bulletin: 简报\nnumber: 1\ndate: 2022-06-16\nreports:\n  - title: 统计\n    body:\n      - 见表。\n      - table:\n"


def told(tmp_path: Path, *rows: Any) -> Any:
    lines = "".join(f"          - [{', '.join(repr(cell) for cell in row.split())}]\n" for row in rows)
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + lines, "utf-8")
    issue, problems = read_issue(str(path))
    assert not problems.errors
    setting = AgreementContext(issue, passages_of(issue), "")
    found = [dict(finding.problem.details) for finding in table_sums(setting)]
    return [(each["head"], each["found"], each["to"]) for each in found]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (("单位 站点 活动", "东村 3 10", "西村 4 20", "合计 7 31"), [("活动", "31", "30")]),
        (("单位 站点 活动", "合计 7 30", "东村 3 10", "西村 5 20"), [("站点", "7", "8")]),
        (("单位 站点", "东村 3", "西村 4", "南村 5", "合计 13"), [("站点", "13", "12")]),
        (("单位 男 女 合计", "东村 3 4 7", "西村 5 6 12", "南村 1 1 2"), [("合计", "12", "11")]),
        (("类别 人数 占比", "老年 50 50%", "中年 30 30%", "青年 20 23%"), [("占比", "100%", "103")]),
        (("单位 金额", "东村 1,200", "西村 3,400", "总计 4,500"), [("金额", "4,500", "4600")]),
    ],
)
def test_what_does_not_add_up_is_told(
    tmp_path: Path, rows: tuple[str, ...], wrong: list[tuple[str, str, str]]
) -> None:
    assert told(tmp_path, *rows) == wrong


@pytest.mark.parametrize(
    "rows",
    [
        ("单位 站点 活动", "东村 3 10", "西村 4 20", "合计 7 30"),
        ("单位 站点 满意率", "东村 3 95%", "西村 4 97%", "合计 7 96%"),
        ("单位 站点", "东村 3", "小计 3", "西村 4", "合计 7"),
        ("单位 站点", "东村 3", "西村 4", "其中：示范站 2", "合计 7"),
        ("类别 占比", "老年 33.3%", "中年 33.3%", "青年 33.3%"),
        ("单位 金额", "东村 1.25", "西村 3.33", "南村 2.17", "合计 6.76"),
        ("单位 合计 示范", "东村 12 3", "西村 15 4", "南村 20 5"),
        ("单位 户数 面积 合计", "东村 3 40 5", "西村 5 60 9"),
        ("序号 单位 站点", "1 东村 3", "2 西村 4", "合计 2 7"),
        ("单位 覆盖村 覆盖人", "东村 3 10", "西村 3 20", "合计 4 25"),
        ("姓名 职务", "王某 主任", "李某 干事", "合计 2人"),
    ],
)
def test_what_adds_up_or_is_not_surely_a_sum_is_let_be(tmp_path: Path, rows: tuple[str, ...]) -> None:
    assert told(tmp_path, *rows) == []
