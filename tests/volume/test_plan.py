"""Which issues, in what order; both languages of the keys."""

import json
from pathlib import Path

import pytest
import yaml

from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.plan.members import NumberSeries, number_series_of
from bulletin_pdf.volume.plan.read_plan import read_plan
from bulletin_pdf.volume.plan.volume_plan import ArchiveCode, VolumePlan
from bulletin_pdf.volume.plan.volume_schema import volume_schema
from issue.test_schema import fits
from volume.conftest import VOLUME, Year, volume_of


def plan_of(path: Path) -> VolumePlan:
    return read_plan(str(path), Problems())


def labels(path: Path) -> list[str]:
    return [member.full_label for member in plan_of(path).members]


def test_patterns_are_sorted_by_series_and_number(year: Year) -> None:
    issues = {
        "issues/a": {"number": 10},
        "issues/b": {"number": 9},
        "issues/c": {"number": 2, "series": "专刊"},
        "issues/d": {"number": 1, "supplement": True},
        "issues/e": {"number": 1, "series": "专刊"},
    }
    assert labels(year(issues)) == ["第9期", "第10期", "专刊第1期", "专刊第2期", "增刊第1期"]


def test_single_files_keep_their_order(year: Year) -> None:
    path = year(
        {"issues/a": {"number": 2}, "issues/b": {"number": 1}}, issues=["issues/a.yaml", "issues/b.yaml"]
    )
    assert labels(path) == ["第2期", "第1期"]


def test_a_shared_file_is_no_issue(year: Year) -> None:
    path = year({"issues/a": {"number": 2}})
    (path.parent / "issues/bulletin.yaml").write_text("publisher: 县委办\n", "utf-8")
    assert labels(path) == ["第2期"]


def test_the_volume_beside_its_issues_is_no_issue(year: Year) -> None:
    assert labels(year({"a": {"number": 2}}, issues=["*.yaml"])) == ["第2期"]


def test_a_volume_in_volumes_names_what_lies_beside_the_directory(year: Year) -> None:
    path = year({"issues/a": {"number": 2}})
    shelf = path.parent / "volumes"
    shelf.mkdir()
    assert labels(path.rename(shelf / "2022.yaml")) == ["第2期"]


def test_chinese_keys(year: Year) -> None:
    path = year({"issues/a": {"number": 2}})
    path.write_text(
        "刊名: 青河简报\n副题: 二〇二二年卷\n年份: 2022\n日期: 2023年1月5日\n各期: [issues/a.yaml]\n"
        "编辑说明: 说明。\n组成: [封面, 总目录, 各期, 卷内备考表]\n装订: {内文纸: 70, 封面纸: 180}\n"
        "归档: {全宗号: J001, 保管期限: 永久}\n",
        "utf-8",
    )
    plan = plan_of(path)
    assert plan.subtitle.text == "二〇二二年卷"
    assert plan.parts == ("cover", "contents", "issues", "remarks")
    assert plan.binding is not None and plan.binding[:2] == (70, 180)
    assert plan.archive == ArchiveCode("J001", "WS", "Y", "", 1)
    assert plan.date.iso == "2023-01-05"


def test_what_is_left_out_comes_from_the_issues(year: Year) -> None:
    plan = plan_of(year({"issues/a": {"number": 1}, "issues/b": {"number": 2, "date": "2022-12-31"}}))
    assert plan.subtitle.text == "2022年合订本"
    assert [publisher.text for publisher in plan.publishers] == ["青河县委办公室"]
    assert plan.date.iso == "2022-12-31"


def test_runs_are_blocks_of_neighbours() -> None:
    runs = [run for run, _ in number_series_of(plan_of(VOLUME).members)]
    assert runs == [
        NumberSeries(False, ""),
        NumberSeries(False, "新时代文明实践工作专刊"),
        NumberSeries(True, ""),
    ]


def test_archival_codes() -> None:
    """A-41."""
    code = ArchiveCode("J001", "WS", "D30", "BGS", 1)
    assert code.of(2022, 29) == "J001-WS·2022-D30-BGS-0030"
    assert code._replace(office="").of(2022, 0) == "J001-WS·2022-D30-0001"


@pytest.mark.parametrize("name", ["B840", "B847"])
def test_the_sample_year_lacks_what_it_is_meant_to(name: str) -> None:
    problems = Problems()
    volume_of(VOLUME, problems)
    assert [problem.code for problem in problems].count(name) == 1


def test_the_sample_fits_the_schema() -> None:
    schema = volume_schema()
    assert fits(
        yaml.load(VOLUME.read_text("utf-8"), yaml.BaseLoader),
        schema,
        schema,
    )
    assert not fits({"title": "a", "year": 2022}, schema, schema)
    assert json.dumps(schema, ensure_ascii=False)
