"""B186: two reports of one issue with one title."""

from pathlib import Path

import pytest

from bulletin_pdf.api.issue import Issue

ISSUE = """\
bulletin: 情况反映
number: 3
publisher: 某某市文明办
date: 2024-05-06
reports:
  - city: 甲县
    title: 开展志愿服务
    text: |
      甲县开展志愿服务，参加的有二十八人。
  - city: {city}
    title: {title}
    text: |
      乙镇组织党员到社区走访。
"""


@pytest.mark.parametrize(
    ("city", "title", "lines"),
    [("甲县", "开展志愿服务", [11]), ("乙县", "开展志愿服务", []), ("甲县", "开展志愿服务活动", [])],
)
def test_one_title_for_two_reports(city: str, title: str, lines: list[int], tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(ISSUE.format(city=city, title=title), "utf-8")
    found = [
        problem for problem in Issue.read(tmp_path / "a.yaml").check().problems if problem.code == "B186"
    ]
    assert [problem.span.line for problem in found if problem.span] == lines
    assert [dict(problem.details)["line"] for problem in found] == [7] * len(lines)
