"""A problem names fields, and words that may stand in them, as the editor's own file does."""

import re
from pathlib import Path
from typing import Literal

import pytest

from bulletin_pdf.build import inspect
from bulletin_pdf.issue import vocabulary
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.yamldoc.key_table import Keys, is_han

TABLES = [table for table in vars(vocabulary).values() if isinstance(table, Keys)]
NAMES = {name for table in TABLES for key in table.keys for name in key.names}

ENGLISH = """\
bulletin: 工作简报
number: 30
publisher: 省文明办
date: 2022-06-16
{extra}reports:
  - city: 湘西州
    title: 一个标题
    {body}
"""
CHINESE = """\
刊名: 工作简报
期号: 30
编发单位: 省文明办
印发日期: 2022-06-16
{extra}报告:
  - 地区: 湘西州
    标题: 一个标题
    {body}
"""
TEXT = ("text: 正文。", "正文: 正文。")

# What: the code, a line in both spellings, the body of the report in both spellings.
FAULTS = {
    "no such word": ("B141", ("contents: 大概", "要目: 大概"), TEXT),
    "no such word of a house style": ("B141", ("design: {line_edges: 松}", "版式: {避头尾: 松}"), TEXT),
    "no number": ("B138", ("serial: 三十", "总期号: 三十"), TEXT),
    "too small": ("B205", ("serial: 3", "总期号: 3"), TEXT),
    "no truth": ("B140", ("supplement: 也许", "增刊: 也许"), TEXT),
    "another year": ("B204", ("year: 2021", "年份: 2021"), TEXT),
    "without effect": ("B219", ("label: 创刊号\nsupplement: true", "期号行: 创刊号\n增刊: 是"), TEXT),
    "twice": ("B132", ("number: 31", "期号: 31"), TEXT),
    "not a mapping": ("B135", ("distribution: 文字", "报尾: 文字"), TEXT),
    "unknown": ("B130", ("zzz: 1", "zzz: 1"), TEXT),
    "no text": ("B208", ("", ""), ("by: 办公室", "供稿单位: 办公室")),
    "text and body": ("B207", ("", ""), ("text: 正文。\n    body: [甲]", "正文: 正文。\n    内容: [甲]")),
    "of no kind": ("B209", ("", ""), ("body: [{caption: 图}]", "内容: [{图题: 图}]")),
    "out of the table": (
        "B217",
        ("", ""),
        (
            "body: [{table: [[甲], [{text: 乙, rowspan: 3}]]}]",
            "内容: [{表格: [[甲], [{文字: 乙, 跨行: 3}]]}]",
        ),
    ),
    "an erratum in several places": (
        "B862",
        ("errata: [{was: 明, now: 名}]", "勘误: [{误: 明, 正: 名}]"),
        ("text: 明明白白。", "正文: 明明白白。"),
    ),
}


def said(path: Path, lang: Literal["zh", "en"]) -> dict[str, str]:
    try:
        problems = inspect(str(path)).problems
    except BulletinError as error:
        problems = error.problems
    return {problem.code: f"{problem.message(lang)}\n{problem.hint(lang)}" for problem in problems}


def quoted(text: str) -> set[str]:
    """The names that stand in quotation marks; “name: value” is how any line is written."""
    return {found.split(":")[0] for found in re.findall("“([^”]+)”", text)} - {"name", "名称"}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("what", FAULTS)
@pytest.mark.parametrize("keys", ["english", "chinese"])
def test_names_are_those_of_the_file(tmp_path: Path, what: str, keys: str, lang: Literal["zh", "en"]) -> None:
    code, extra, body = FAULTS[what]
    side = keys == "chinese"
    line = extra[side] + "\n" if extra[side] else ""
    (tmp_path / "a.yaml").write_text((ENGLISH, CHINESE)[side].format(extra=line, body=body[side]), "utf-8")
    text = said(tmp_path / "a.yaml", lang)[code]
    assert not {name for name in quoted(text) & NAMES if is_han(name) != side}, text


def test_lists_have_the_commas_of_the_language(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CHINESE.format(extra="要目: 大概\n", body=TEXT[1]), "utf-8")
    assert "自动、无、页码、列表。" in said(tmp_path / "a.yaml", "zh")["B141"]
    assert "自动, 无, 页码, 列表." in said(tmp_path / "a.yaml", "en")["B141"]
