"""Figures of tables: the unit and the thing stand in the heads of column and row."""

from typing import Any

import pytest

from bulletin_pdf.issue.model import Cell, Prose, Table
from bulletin_pdf.volume.issues.issue_findings import IssueRequest
from bulletin_pdf.volume.issues.tabled_figures import CellPlace, FigureGrid, tabled_figures
from volume.conftest import Year, volume_of


def table_of(*rows: Any, heads: int = 1, unit: str = "", caption: str = "") -> Table:
    cells = tuple(
        tuple(cell if isinstance(cell, Cell) else Cell(Prose(cell)) for cell in row) for row in rows
    )
    return Table(cells, Prose(caption), Prose(unit), heads, None)


def figures_of(table: Table) -> Any:
    grid = FigureGrid(table)
    return [
        (number.number, number.unit, words)
        for row, cells in enumerate(table.rows)
        for cell, column in zip(cells, grid.places[row], strict=True)
        for number, words in tabled_figures(cell.prose.text, CellPlace(grid, row, column))
    ]


CASES = {
    "head of the column": (
        table_of(["乡镇", "投资（万元）", "人数"], ["甲镇", "483.22", "1,200"]),
        [("483.22", "万元", "甲镇·投资（万元）：483.22"), ("1,200", "人", "甲镇·人数：1,200")],
    ),
    "head of the row": (
        table_of(["事项", "去年", "今年"], ["清理水渠（公里）", "86", "142"]),
        [("86", "公里", "清理水渠（公里）·去年：86"), ("142", "公里", "清理水渠（公里）·今年：142")],
    ),
    "a column of units": (
        table_of(["指标", "单位", "全年"], ["总产值", "亿元", "45.6"]),
        [("45.6", "亿元", "总产值·全年：45.6")],
    ),
    "said of the whole table": (
        table_of(["乡镇", "1月", "比上年增长（%）"], ["甲镇", "18511", "-27.2"], unit="立方米"),
        [("18511", "立方米", "甲镇·1月：18511"), ("-27.2", "%", "甲镇·比上年增长（%）：-27.2")],
    ),
    "two units said of the whole table": (
        table_of(["乡镇", "产值", "增幅"], ["甲镇", "18", "2.5"], unit="单位：万元、%"),
        [("18", "万元", "甲镇·产值：18"), ("2.5", "%", "甲镇·增幅：2.5")],
    ),
    "not of its first column": (
        table_of(["序号", "村", "户"], ["1", "甲村", "82"], unit="户"),
        [("82", "户", "甲村·户：82")],
    ),
    "not of years, ranks and telephones": (
        table_of(["村", "年份", "排名", "电话"], ["甲村", "2021", "3", "8221700"], unit="户"),
        [],
    ),
    "heads over several columns": (
        table_of(
            [Cell(Prose("类别"), rowspan=2), Cell(Prose("计划"), colspan=2)],
            ["数量", "投资（万元）"],
            ["机井（眼）", "132", "1056"],
            heads=2,
        ),
        [("132", "眼", "机井（眼）·计划·数量：132"), ("1056", "万元", "机井（眼）·计划·投资（万元）：1056")],
    ),
    "a head beside several rows": (
        table_of(
            ["镇", "村", "面积（亩）"], [Cell(Prose("甲镇"), rowspan=2), "东村", "20"], ["西村", "31.5"]
        ),
        [("20", "亩", "甲镇·东村·面积（亩）：20"), ("31.5", "亩", "甲镇·西村·面积（亩）：31.5")],
    ),
    "a unit in the cell itself": (
        table_of(["事项", "进展"], ["修渠", "完成12公里"]),
        [("12", "公里", "修渠·进展：完成12公里")],
    ),
    "no unit at all": (table_of(["项目", "综合评价"], ["甲镇", "89.8"]), []),
    "brackets that hold no unit": (table_of(["项目", "得分（百分制）"], ["甲镇", "89.8"]), []),
    "a range": (
        table_of(["年龄", "人数（人）"], ["60—69岁", "3-5"]),
        [("60—69", "岁", "年龄：60—69岁"), ("3-5", "人", "60—69岁·人数（人）：3-5")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_figures_of_a_table(name: str) -> None:
    table, expected = CASES[name]
    assert figures_of(table) == expected


def test_they_stand_on_the_page_of_their_row(year: Year) -> None:
    rows = [["村", "户数（户）"], *([f"第{n}村", str(1000 + n)] for n in range(90))]
    report = {"city": "长沙市", "title": "一张长表", "body": ["见下表。", {"table": rows, "header_rows": 1}]}
    volume = volume_of(year({"issues/1": {"reports": [report]}}, parts=["issues", "figures"]))
    found = [one for one in volume.issues[0].findings.figures if one.unit == "户"]
    assert [one.number for one in found] == [str(1000 + n) for n in range(90)]
    assert [one.page for one in found] == sorted(one.page for one in found)
    assert len({one.page for one in found}) > 2


def test_figures_are_taken_down_only_when_asked_for(year: Year) -> None:
    volume = volume_of(year({"issues/1": {}}, parts=["issues"]))
    assert volume.issues[0].findings.figures == ()
    assert not IssueRequest().figures
