"""A volume set in several processes is the same file, byte for byte."""

from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.volume.publish import Target, publish_volume

ISSUE = """
bulletin: 湖南精神文明建设
number: {number}
publisher: 湖南省精神文明建设指导委员会办公室
date: 2022-0{number}-15
reports:
  - city: 长沙市
    title: {title}
    text: |
      {text}
"""
TEXTS = {
    1: "各地把文明实践建在村口——院坝里、屋檐下……群众说好。",
    2: "村支书𠮷永（音同“吉”）和𬴂骏带头，一是宣讲，二是帮扶。",
    3: "𬴂骏又来了，𠮷永也来了：他们带来了e\u0301lan一词的读法。",
    4: "没有生僻字的一期，照样——排。",
    5: "雨水管网改了三公里……",
    6: "老戏台前有了新风榜。",
    7: "𠮷永一家被评为文明家庭。",
    8: "一是清垃圾，二是种果树——村子变了样。",
}


@pytest.mark.parametrize("edition", ["print", "archive"])
def test_jobs_change_no_byte(tmp_path: Path, edition: Any) -> None:
    for number, text in TEXTS.items():
        (tmp_path / f"2022-0{number}.yaml").write_text(
            ISSUE.format(number=number, title=f"第{number}期的经验", text=text), "utf-8"
        )
    (tmp_path / "volume.yaml").write_text(
        'title: 湖南精神文明建设\nyear: 2022\nissues: ["2022-*.yaml"]\nparts: [title, contents, issues]\n',
        "utf-8",
    )
    files = []
    for jobs in (1, 2):
        target = tmp_path / f"{jobs}.pdf"
        publish_volume(str(tmp_path / "volume.yaml"), [Target(edition, str(target))], jobs=jobs)
        files.append(target.read_bytes())
    assert files[0] == files[1]
