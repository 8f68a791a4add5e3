"""Lists in columns of wide spaces and verse, measured from finished PDFs."""

from pathlib import Path

import pytest

from bulletin_pdf.build import publish
from support.measured import Glyph, glyphs_of

HEAD = "bulletin: 某市简报\nnumber: 3\npublisher: 某市文明办\ndate: 2026-11-20\nreports:\n"
EM = 156 / 28 * 72 / 25.4


def lines_of(tmp_path: Path, report: str) -> list[list[Glyph]]:
    """Give the lines of the only report's body, top down."""
    source, target = tmp_path / "issue.yaml", tmp_path / "issue.pdf"
    source.write_text(HEAD + report, "utf-8")
    publish(str(source), str(target))
    glyphs = [g for g in glyphs_of(target) if 15 < g.size < 17 and g.text.strip()]
    title = max(g.y for g in glyphs_of(target) if g.size > 20)
    body = [g for g in glyphs if g.y > title and g.y < 750]
    rows = sorted({round(g.y) for g in body})
    return [sorted((g for g in body if round(g.y) == row), key=lambda g: g.x) for row in rows]


def text_of(line: list[Glyph]) -> str:
    return "".join(g.text for g in line)


COLUMNS = """- title: 名单
  {key}:{block}
{lines}
"""
NAMES = [
    "组　长：张　三　　市委副书记",
    "副组长：李　四　　市委宣传部部长",
    "　　　　王　五　　市政府副秘书长",
    "成　员：孙　八　　市委宣传部副部长、市政府新闻办主任、主编",
    "　　　　周　九　　市教育局局长",
]


@pytest.mark.parametrize("form", ["body", "text"])
def test_names_and_offices_keep_their_columns_j34(form: str, tmp_path: Path) -> None:
    if form == "body":
        report = COLUMNS.format(key="body", block="", lines="\n".join(f"  - {line}" for line in NAMES))
    else:
        report = COLUMNS.format(key="text", block=" |", lines="\n".join(f"    {line}" for line in NAMES))
    lines = lines_of(tmp_path, report)
    names = [next(g.x for g in line if g.text == name) for line, name in zip(
        [lines[0], lines[1], lines[2], lines[3], lines[5]], "张李王孙周", strict=True)]  # fmt: skip
    assert names == pytest.approx([names[0]] * 5, abs=0.6)
    offices = [next(g.x for g in line if g.text == "市") for line in lines if "市" in text_of(line)]
    assert offices == pytest.approx([offices[0]] * 5, abs=0.6)
    assert lines[4][0].x == pytest.approx(offices[0], abs=0.6), "the turned part stands under its column"
    assert lines[0][0].x == pytest.approx(lines[3][0].x, abs=0.6)


@pytest.mark.parametrize(
    ("before", "line", "kept"),
    [
        ("组　长：张　三", "　　　　李　四", True),
        ("第一段是正文，不成列。", "　　　　李　四", False),
        ("组　长：张　三", "　　李　四", False),
        ("组　长：张　三", "　　　　这是一段很长的正文，前面的空白只是排版习惯，不是名单的一列。", False),
    ],
)
def test_other_spaces_before_a_line_go(before: str, line: str, kept: bool, tmp_path: Path) -> None:
    lines = lines_of(tmp_path, f"- title: 名单\n  text: |\n    {before}\n    {line}\n")
    inset = (lines[1][0].x - lines[0][0].x) / EM
    assert inset == pytest.approx(4.0 if kept else 0.0, abs=0.1)


def test_verse_that_turns_is_set_in_under_its_line(tmp_path: Path) -> None:
    long = "红白喜事莫铺张，勤俭节约人人夸，邻里互助一家亲，日子越过越红火。"
    report = (
        f"- title: 快板\n  body:\n  - verse: |\n      说新风，道新风，\n      　　{long}\n      家家乐。\n"
    )
    first, second, third, last = lines_of(tmp_path, report)
    assert text_of(second) + text_of(third) == long
    assert text_of(second)[-1] == "，", "it turns at a pause"
    insets = [(line[0].x - first[0].x) / EM for line in (second, third, last)]
    assert insets == pytest.approx([2.0, 4.0, 0.0], abs=0.1)


def test_verse_without_a_pause_turns_where_the_measure_ends(tmp_path: Path) -> None:
    first, second = lines_of(tmp_path, f"- title: 诗\n  body:\n  - verse: {'春' * 30}\n")
    assert (len(first), len(second)) == (24, 6)
    assert (second[0].x - first[0].x) / EM == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize("number", ["①", "1、", "（1）", "1. ", "第一、", "一是"])
@pytest.mark.parametrize("before", [10, 11])
def test_a_numbered_line_never_ends_a_page_t63(number: str, before: int, tmp_path: Path) -> None:
    body = [f"第{n}行正文。" for n in range(before)] + [f"{number}加强组织领导", "跟着的正文写得长一些。" * 8]
    source, target = tmp_path / "issue.yaml", tmp_path / "issue.pdf"
    text = "\n".join(f"    {line}" for line in body)
    source.write_text(f"{HEAD}- title: 题目\n  text: |\n{text}\n", "utf-8")
    publish(str(source), str(target))
    pages = {g.page: "" for g in glyphs_of(target)}
    for glyph in glyphs_of(target):
        pages[glyph.page] += glyph.text.strip()
    first = pages[1].partition("—1—")[0]
    assert not first.endswith("领导")
