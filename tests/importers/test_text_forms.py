"""Text that is more than one paragraph a line: Markdown, and lines that a PDF or an OCR program broke."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin_pdf.importers.wrapped import group_lines, width_of
from bulletin_pdf.issue.model import Issue, Table
from importers.helpers import import_text
from support.narrowed import prose_of

LONG = "某县坚持以群众需求为导向，扎实推进文明实践中心建设，建成实践所18个、实践站216个，群众满意度不断提升。"
NEXT = (
    "各乡镇结合实际，探索出一批好做法、好经验，形成了上下联动的工作格局，推动各项任务落地见效，群众反映良好。"
)
TITLE = "推进移风易俗树立文明新风"


def texts(issue: Issue) -> list[str]:
    return [prose_of(element).text for element in issue.reports[0].body if hasattr(element, "prose")]


def broken(text: str, width: int, indent: str = "　　") -> list[str]:
    """Break a paragraph as a page does, each line at most `width` hanzi wide."""
    lines = [""]
    for char in indent + text:
        if width_of(lines[-1] + char) > 2 * width and char not in "，。、":
            lines.append("")
        lines[-1] += char
    return lines


@pytest.mark.parametrize("width", [17, 22, 28, 33])
@pytest.mark.parametrize("indent", ["　　", ""])
def test_broken_lines_are_joined(tmp_path: Path, width: int, indent: str) -> None:
    gap = [] if indent else [""]
    lines = [
        TITLE,
        "",
        *broken(LONG, width, indent),
        *gap,
        *broken(NEXT, width, indent),
        *gap,
        *broken(LONG[4:], width, indent),
    ]
    result, issue = import_text("\n".join(lines) + "\n", tmp_path)
    assert texts(issue) == [LONG, NEXT, LONG[4:]]
    joined = [edit for edit in result.draft.edits if edit.why == "joined"]
    assert len(joined) == sum(len(broken(text, width, indent)) - 1 for text in (LONG, NEXT, LONG[4:]))
    assert not result.account.lost


PAGES = ["- 2 -", "— 2 —", "第2页", "第 2 页 共 9 页", "2/9", "Page 2 of 9"]


@pytest.mark.parametrize("number", PAGES)
def test_page_numbers_go_and_the_paragraph_goes_on(tmp_path: Path, number: str) -> None:
    lines = broken(LONG, 20)
    lines = [TITLE, *lines[:2], "", f"        {number}", "", *lines[2:], *broken(NEXT, 20)]
    result, issue = import_text("\n".join(lines) + "\n", tmp_path)
    assert texts(issue) == [LONG, NEXT]
    assert [edit.before for edit in result.draft.edits if edit.why == "page-number"] == [number]


def test_letters_on_both_sides_are_parted(tmp_path: Path) -> None:
    whole = (
        "The office reports that work went on well in all counties of the province and will go on next year. "
        * 3
    )
    lines = textwrap.wrap(whole, 72)
    result, _ = import_text("\n".join([TITLE, "", *broken(LONG, 36), "", *lines, ""]), tmp_path)
    assert whole.strip() in result.text


WHOLE = {
    "list": [
        "甲县文明办主任张三负责牵头工作",
        "乙县文明办主任李四负责协调工作",
        "丙县文明办主任王五负责宣传工作",
    ],
    "ends": [LONG, NEXT, LONG[4:]],
    "numbered": [
        "一、健全工作机制推动任务落实",
        "二、强化宣传引导营造浓厚氛围",
        "三、加强督促检查确保取得实效",
    ],
    "verse": ["千里莺啼绿映红水村山郭酒旗风", "南朝四百八十寺多少楼台烟雨中"],
    "long": [LONG + NEXT * 2, NEXT + LONG * 2],
}


@pytest.mark.parametrize("kind", WHOLE)
def test_lines_that_stand_alone_stay(kind: str) -> None:
    assert group_lines(WHOLE[kind]).groups == tuple((at,) for at in range(len(WHOLE[kind])))


MARKDOWN = f"""\
# 文明实践简报

第3期

## {TITLE}

{LONG}

**一是健全机制。**{NEXT}

这是*斜体*和~~删去的~~，[链接](http://a.cn)，`代码`，5 \\* 3。

3. 丙
4. 丁

- 己

| 县区 | 数量 |
|---|---|
| 甲县 | 12 |

> 引用的话
"""


def test_markdown(tmp_path: Path) -> None:
    result, issue = import_text(MARKDOWN, tmp_path)
    assert (issue.masthead.name.text, issue.number) == ("文明实践简报", 3)
    assert [report.title[0].text for report in issue.reports] == [TITLE]
    assert texts(issue) == [
        LONG, f"一是健全机制。{NEXT}", "这是斜体和，链接，代码，5 * 3。", "3. 丙", "4. 丁", "己", "引用的话",
    ]  # fmt: skip
    assert [style.style for style in prose_of(issue.reports[0].body[1]).styles] == ["lead"]
    (table,) = (element for element in issue.reports[0].body if isinstance(element, Table))
    assert [[cell.prose.text for cell in row] for row in table.rows] == [["县区", "数量"], ["甲县", "12"]]
    logged = "".join(edit.before for edit in result.draft.edits if edit.why == "markup")
    assert "删去的" in logged
    assert "http://a.cn" in logged
    assert not result.account.lost


def test_single_line_ends_of_markdown_end_sentences(tmp_path: Path) -> None:
    _, issue = import_text(f"# {TITLE}\n{LONG}\n{NEXT}\n　　{LONG[:20]}\n{LONG[20:]}\n", tmp_path)
    assert texts(issue) == [LONG, NEXT, LONG]


PIECES = st.sampled_from(
    [
        "# 甲", "## 乙丙", "**丁。**戊", "- 己", "1. 庚", "    - 辛", "|壬|癸|", "|---|---|", "|子|丑|", "> 寅", "```", "卯[辰](巳)",
        "![午](未.png)", "~~申~~酉", "戌\\*亥&amp;", "***", "<b>一</b>", "[^1]: 二", "三[^1]", "", "　　四，", "五。", "- 6 -", "\t七\t八",
        "http://a.cn", "*九*`十`", "== 甲 ==", "乙  ", "---", LONG, "，", "”",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(lines=st.lists(PIECES, min_size=1, max_size=14))
def test_every_character_of_a_text_is_in_the_draft_or_the_log(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    text = f"{TITLE}\n\n{LONG}\n" + "\n".join(lines) + "\n"
    result, _ = import_text(text, tmp_path_factory.mktemp("text"))
    assert not result.account.lost, text
