"""One figure said twice, in one issue and in two that follow each other."""

from pathlib import Path
from typing import Any

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import Problems
from bulletin_pdf.proof.proofread import proofread


def check(directory: Any, number: Any, *lines: str) -> Any:
    path = directory / f"{number}.yaml"
    text = "".join(f"      {line}\n\n" for line in lines)
    path.write_text(
        f"bulletin: 简报\nnumber: {number}\ndate: 2022-06-{number:02}\nreports:\n  - title: 进展\n    text: |\n{text}",
        "utf-8",
    )
    issue, _ = read_issue(str(path))
    found = [finding.problem for finding in proofread(issue, Problems()).findings]
    return [
        (each.code, dict(each.details)["found"], dict(each.details)["other"])
        for each in found
        if each.code in ("B449", "B479")
    ]


def test_a_figure_agrees_with_itself_in_one_issue(tmp_path: Path) -> None:
    said = "全县已建成文明实践站235个。"
    assert check(tmp_path, 1, said, "会议通报，全县已建成文明实践站230个。") == [("B449", "230个", "235个")]
    assert not check(tmp_path, 1, said, said)
    assert not check(tmp_path, 1, said, "去年同期，全县已建成文明实践站230个。", "全镇已建成文明实践站12个。")
    assert not check(tmp_path, 1, "东河县组织宣讲20场。", "东河县组织宣讲30场。")


def test_what_is_counted_in_all_does_not_fall_from_issue_to_issue(tmp_path: Path) -> None:
    check(tmp_path, 3, "全县已建成文明实践站235个。")
    assert check(tmp_path, 4, "全县已建成文明实践站230个。") == [("B479", "230个", "235个")]
    assert not check(tmp_path, 4, "全县已建成文明实践站240个。")
    assert not check(tmp_path, 2, "全县已建成文明实践站230个。")


def test_a_figure_is_held_against_the_last_issue_that_has_it_however_far_back(tmp_path: Path) -> None:
    check(tmp_path, 1, "全县已建成文明实践站300个。")
    check(tmp_path, 2, "全县已建成文明实践站235个。")
    check(tmp_path, 3, "全县累计培训志愿者1200人次。", "宣讲队走村入户。")
    check(tmp_path, 4, "会议强调，要抓好落实。")
    assert check(tmp_path, 5, "全县已建成**文明**实践站230个。") == [("B479", "230个", "235个")]
    assert check(tmp_path, 6, "全县累计培训志愿者1100人次。") == [("B479", "1100人次", "1200人次")]
    assert not check(tmp_path, 7, "全县已建成文明实践站236个。", "全市累计培训志愿者1100人次。")


def test_reports_of_two_cities_are_held_against_each_other(tmp_path: Path) -> None:
    """The whole province is the same in both reports, the whole city is not; a later issue may say it of another city."""

    def found(number: int, first: str, second: str) -> list[tuple[str, str]]:
        path = tmp_path / f"{number}.yaml"
        path.write_text(
            f"bulletin: 简报\nnumber: {number}\ndate: 2022-06-{number:02}\nreports:\n"
            f"  - city: 长沙市\n    title: 进展\n    text: {first}\n"
            f"  - city: 株洲市\n    title: 进展\n    text: {second}\n",
            "utf-8",
        )
        issue, _ = read_issue(str(path))
        problems = [finding.problem for finding in proofread(issue, Problems()).findings]
        return [
            (each.code, str(dict(each.details)["other"]))
            for each in problems
            if each.code in ("B449", "B479")
        ]

    said = "已建成文明实践站"
    assert found(1, f"全省{said}5000个。", f"全省{said}5200个。") == [("B449", "5000个")]
    assert found(2, f"全市{said}500个。", f"全市{said}520个。") == []
    assert found(3, f"东河县{said}50个。", f"东河县{said}50个。") == []
    assert found(4, f"全市{said}510个。", f"东河县{said}40个。") == [("B479", "50个")]
