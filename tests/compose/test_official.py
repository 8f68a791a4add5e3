"""Addressees, attachments and run-on publishers measured from finished PDFs (7.3.2, 7.3.4, 7.3.7, J-06)."""

from pathlib import Path

import pytest

from bulletin_pdf.build import publish
from bulletin_pdf.compose.official_parts import attachment_list, is_addressee
from bulletin_pdf.issue.model import Paragraph, Prose
from support.measured import Glyph, glyphs_of, lines_of

MM = 72 / 25.4
LEFT = 28 * MM
CELL = 156 / 28 * MM
HEAD = "bulletin: 工作简报\nnumber: 3\npublisher: 某某市文明办\ndate: 2026-11-20\ncontents: none\nreports:\n"


def built(tmp_path: Path, reports: str, head: str = HEAD) -> list[Glyph]:
    source, target = tmp_path / "issue.yaml", tmp_path / "issue.pdf"
    source.write_text(head + reports, "utf-8")
    publish(str(source), str(target))
    return [glyph for glyph in glyphs_of(target) if glyph.text.strip()]


def first_of(glyphs: list[Glyph], word: str) -> Glyph:
    text = "".join(glyph.text for glyph in glyphs)
    assert all(len(glyph.text) == 1 for glyph in glyphs)
    return glyphs[text.index(word)]


@pytest.mark.parametrize(
    "text",
    [
        "各省、自治区、直辖市人民政府，国务院各部委、各直属机构：",
        "各县市区文明办，州直各单位：",
        "各国有企业：",
        "同志们：",
        "各位领导、同志们：",
        "市委宣传部：",
        "各县市区：",
        "各县（市、区）：",
        "各市州、各省直管县：",
        "各村（社区）：",
        "全体党员：",
        "全县各级党组织：",
        "尊敬的各位来宾、亲爱的朋友们：",
    ],
)
def test_an_addressee(text: str) -> None:
    assert is_addressee(Paragraph(Prose(text)))


@pytest.mark.parametrize(
    "text",
    [
        "现将有关情况通报如下：",
        "会议指出：",
        "下列单位：",
        "主要做法是：",
        "各单位要做好以下工作：",
        "甲。各单位：",
        "各地反映：",
        "各县市区排名如下：",
        "全市累计投入（万元）：",
        "各单位",
    ],
)
def test_no_addressee(text: str) -> None:
    assert not is_addressee(Paragraph(Prose(text)))


def test_an_addressee_never_ends_a_page(tmp_path: Path) -> None:
    for lines in range(3, 9):
        text = "\n".join(f"    {'春夏秋冬' * 5}。" for _ in range(lines))
        notice = "- title: 通知\n  text: |\n    各县市区：\n    一、总体要求\n    （一）原则\n    请照办。\n"
        glyphs = built(tmp_path, f"- title: 题目\n  text: |\n{text}\n{notice}")
        assert first_of(glyphs, "各县市区").page == first_of(glyphs, "请照办").page


def test_an_addressee_stands_flush_left(tmp_path: Path) -> None:
    """GB/T 9704-2012 7.3.2."""
    glyphs = built(
        tmp_path, "- title: 通知\n  text: |\n    各县市区文明办：\n    请照办。\n    各县市区委：\n"
    )
    assert first_of(glyphs, "各县市区文").x == pytest.approx(LEFT, abs=0.1)
    assert first_of(glyphs, "请照办").x == pytest.approx(LEFT + 2 * CELL, abs=0.1)
    assert first_of(glyphs, "各县市区委").x == pytest.approx(LEFT + 2 * CELL, abs=0.1)


NAMES = ["任务分工表", "关于在全市公共场所设置志愿服务岗亭和学雷锋志愿服务站的工作指引（试行）"]


def test_attachments_stand_under_each_other_p40(tmp_path: Path) -> None:
    lines = f"    附件：1．{NAMES[0]}\n    2．{NAMES[1]}\n"
    glyphs = built(tmp_path, f"- title: 通知\n  text: |\n    请照办。\n{lines}")
    label, one, two = (first_of(glyphs, word) for word in ("附件", "1．", "2．"))
    assert label.x == pytest.approx(LEFT + 2 * CELL, abs=0.1)
    assert one.x == pytest.approx(LEFT + 5 * CELL, abs=0.1)
    assert two.x == pytest.approx(one.x, abs=0.1)
    name = first_of(glyphs, NAMES[1])
    turned = next(glyph for glyph in glyphs if glyph.y > name.y + 5 and glyph.y < name.y + 40)
    assert turned.x == pytest.approx(name.x, abs=0.1)
    assert label.y - first_of(glyphs, "请照办").y == pytest.approx(2 * 225 / 22 * MM, abs=0.1)


def test_a_list_of_attachments_ends_where_its_numbers_do() -> None:
    body = [Paragraph(Prose(text)) for text in ("附件：1.甲", "2.乙", "此件公开。", "3.丙")]
    assert [prose.text for prose in attachment_list(body, 0)] == ["附件：1.甲", "2.乙"]
    assert attachment_list(body, 1) == ()


def test_the_label_of_an_attachment_stands_above_its_title_on_a_page_of_its_own_p41(tmp_path: Path) -> None:
    glyphs = built(tmp_path, "- {title: 通知, text: 请照办。}\n- {title: 附件1 任务分工表, text: 一段。}\n")
    label, title = first_of(glyphs, "附件"), first_of(glyphs, "任务分工表")
    assert (label.page, title.page) == (2, 2)
    assert "Hei" in label.font or "Sans" in label.font
    assert label.x == pytest.approx(LEFT - 2 * MM, abs=0.5)  # mirrored
    assert title.y - label.y == pytest.approx(2 * 225 / 22 * MM, abs=6)


LABELS = [
    ("附件1：名单", "附件1", "名单"),
    ("附件1:名单", "附件1", "名单"),
    ("附件：名单", "附件", "名单"),
    ("附件 1. 名单", "附件1", "名单"),
    ("附件1．名单", "附件1", "名单"),
    ("附件 2：名单", "附件2", "名单"),
    ("附件2、名单", "附件2", "名单"),
    ("附件2名单", "附件2", "名单"),
    ("附件1-2　名单", "附件1-2", "名单"),
    ("附件一：名单", "附件一", "名单"),
    ("附件之二 名单", "附件之二", "名单"),
    ("附件A：名单", "附件A", "名单"),
    ("附件 B 名单", "附件B", "名单"),
    ("附件（3）：名单", "附件（3）", "名单"),
    ("附件 2022年计划", "附件", "2022年计划"),
    ("附件 A级景区名单", "附件", "A级景区名单"),
    ("[附件6：, 各地, 名单]", "附件6", "各地"),
]


@pytest.mark.parametrize(("title", "label", "name"), LABELS)
def test_the_label_of_an_attachment_has_no_colon_whatever_was_typed_p41(
    tmp_path: Path, title: str, label: str, name: str
) -> None:
    text = title if title.startswith("[") else f"'{title}'"
    glyphs = built(tmp_path, f"- {{title: 通知, text: 请照办。}}\n- {{title: {text}, text: 一段。}}\n")
    lines = [line.text for line in lines_of([glyph for glyph in glyphs if glyph.page == 2])]
    assert lines[:2] == [label, name]


@pytest.mark.parametrize("title", ["附件材料清单", "附件一览表", "附件3份材料", "附件2022年计划"])
def test_a_title_that_begins_like_a_label_is_no_attachment(tmp_path: Path, title: str) -> None:
    glyphs = built(tmp_path, f"- {{title: 通知, text: 请照办。}}\n- {{title: {title}, text: 一段。}}\n")
    assert {glyph.page for glyph in glyphs} == {1}


def test_without_normalising_the_label_keeps_its_colon(tmp_path: Path) -> None:
    head = HEAD.replace("bulletin:", "normalize: false\nbulletin:")
    glyphs = built(tmp_path, "- {title: 附件1：名单, text: 一段。}\n", head)
    assert "附件1：" in [line.text for line in lines_of(glyphs)]


def test_many_publishers_run_on_j06(tmp_path: Path) -> None:
    offices = [f"某某市第{number}办公室" for number in range(1, 13)]
    head = HEAD.replace("某某市文明办", f"[{', '.join(offices)}]")
    glyphs = [glyph for glyph in built(tmp_path, "- {title: 题目, text: 一段。}\n", head) if glyph.page == 1]
    rows = {round(first_of(glyphs, office).y) for office in offices}
    assert len(rows) < 6
    assert first_of(glyphs, "题目").y > max(rows)


def test_a_long_name_is_not_parted_inside_brackets(tmp_path: Path) -> None:
    head = HEAD.replace("工作简报", "某州委农村工作领导小组（州实施乡村振兴战略领导小组）会议纪要")
    glyphs = built(tmp_path, "- {title: 题目, text: 一段。}\n", head)
    assert first_of(glyphs, "领导小组").y == pytest.approx(first_of(glyphs, "某州委").y, abs=0.1)
    assert first_of(glyphs, "（州").y == pytest.approx(first_of(glyphs, "会议纪要").y, abs=0.1)
    assert first_of(glyphs, "（州").y > first_of(glyphs, "某州委").y + 5


def test_spread_names_in_running_text_make_no_columns_t53(tmp_path: Path) -> None:
    text = "列席：州委办公室刘志强，州政府办公室杨　帆，州人大农业委向阳花，州政协农业农村委周　全，各县市委副书记。"
    glyphs = built(tmp_path, f"- title: 纪要\n  text: {text}\n")
    first = first_of(glyphs, "列席").y
    ends = [
        glyph.right
        for glyph in glyphs
        if glyph.page == 1 and abs(glyph.y - first) < 0.1 and glyph.text.strip()
    ]
    assert max(ends) == pytest.approx(LEFT + 156 * MM, abs=9)  # a mark's blank may hang over its face
    assert first_of(glyphs, "杨").y == first_of(glyphs, "帆").y
