"""Faults of YAML of any kinds in one file: nearly all are told at once, each at its line, and hardly a line besides."""

import random
from collections.abc import Callable

from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.parse import parse_yaml
from bulletin_pdf.yamldoc.source import make_source

ISSUE = """\
刊名: 工作动态
期号: 7
印发日期: 2024-07-08
编发单位: 某县文明办
专题: 夏夜
报告:
  - 标题: 夏夜广场舞
    供稿单位: 县文旅局
    正文: |
      夏夜广场热闹起来：有歌。
      第二段。
  - 标题: 河道清淤
    地区: 甲县
    内容:
      - 河道清了3公里。
      - 小标题: 一、清淤
        级别: 1
      - 图: a.jpg
        图题: 河道
  - 标题: 第三篇
    正文: 一段。
报尾:
  报: [市委办]
  送: [各乡镇]
  印数: 30
"""
_OF_VALUE: dict[str, Callable[[str], str]] = {
    "full-width colon": lambda line: line.replace(": ", "：", 1),
    "tight colon": lambda line: line.replace(": ", ":", 1),
    "first character": lambda line: line.replace(": ", ": @", 1),
    "open quote": lambda line: line.replace(": ", ': "', 1),
    "quotes inside": lambda line: line.replace(": ", ': "甲"', 1),
    "no colon": lambda line: line if "- " in line else line.replace(": ", " ", 1),
}
_OF_LINE: dict[str, Callable[[str], str]] = {
    "open bracket": lambda line: line.replace("]", ""),
    "tab": lambda line: "\t" + line.lstrip() if line.startswith(" ") else line,
    "dash": lambda line: line.replace("- ", "-", 1) if ": " in line else line,
    "wide space": lambda line: line if "- " in line else line.replace("    ", "\u3000\u3000", 1),
    "one space less": lambda line: line[1:] if line.startswith("    ") and "- " not in line else line,
    "two spaces more": lambda line: line if "- " in line or ": " not in line else "  " + line,
}


def spoilt(seed: int) -> tuple[str, set[int]]:
    """Return the issue with two to six faults, never on two lines beside each other, and their lines."""
    chance = random.Random(seed)
    lines, wrong = ISSUE.split("\n"), set[int]()
    order = list(range(1, len(lines) - 2))
    chance.shuffle(order)
    for at in order[: chance.randint(2, 12)]:
        plain = ": " in lines[at] and "[" not in lines[at] and "|" not in lines[at]
        kinds = [*_OF_LINE.values(), *(_OF_VALUE.values() if plain else ())]
        changed = chance.choice(kinds)(lines[at])
        in_text = lines[at].startswith("      ") and ": " not in lines[at]
        if changed != lines[at] and not in_text and not {at - 1, at, at + 1} & wrong and len(wrong) < 6:
            lines[at] = changed
            wrong.add(at)
    return "\n".join(lines), {at + 1 for at in wrong}


def told_lines(text: str) -> set[int]:
    problems = Problems()
    parse_yaml(make_source("a.yaml", text), problems)
    # A wrong line can be text of the line above that goes on: warnings of that are left aside.
    return {each.span.line for each in problems if each.span and each.code not in ("B152", "B156")}


def test_nearly_all_are_told_and_hardly_a_line_besides() -> None:
    missed = false = faults = 0
    for seed in range(150):
        text, wrong = spoilt(seed)
        told = told_lines(text)
        faults += len(wrong)
        missed += len(wrong - told)
        false += len(told - wrong)
    assert faults > 400
    assert missed <= 0.04 * faults
    assert false <= 0.02 * faults


def test_the_unspoilt_issue_has_none() -> None:
    assert not told_lines(ISSUE)


def test_nine_faults_of_eight_kinds() -> None:
    text = (
        '刊名: 工作动态\n期号：7\n印发日期：2024-07-08\n编发单位: 某县\n报告:\n  - 标题: "夏夜\n    正文: |\n      夏夜。\n'
        "  -标题: 河道清淤\n    正文:河道。\n\t供稿单位: 水利局\n  - 标题: @乡村\n    正文: [河道\n"
    )
    assert told_lines(text) == {2, 3, 6, 9, 10, 11, 12, 13}
