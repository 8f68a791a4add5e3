"""Tables, by their values and measured from finished PDFs (T-81, P-17, P-65)."""

import random
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bulletin_pdf.build import publish
from bulletin_pdf.fonts.font_book import open_book
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.layout.columns import Need, choose_columns, share_columns, squeeze_columns
from bulletin_pdf.pages import TextRun, every_mark
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.typeset_issue import typeset
from support.drawn import DrawnRule, rules_of
from support.issues import PARAGRAPH, publish_issue, write_issue
from support.measured import Glyph, MeasuredLine, glyphs_of, lines_of, squashed, text_by_readers
from support.plain_design import DESIGN
from support.verapdf import verdicts

MM = 72 / 25.4
TOP, WIDTH, HEIGHT = 37 * MM, 156 * MM, 225 * MM
PITCH = HEIGHT / 22
THICK, THIN = 0.35 * MM, 0.18 * MM

COUNTIES = {
    "table": [
        ["县市", "志愿者", "增长", "主要做法"],
        ["吉首市", "28282", "12.5%", "依托“五老”队伍开展理论宣讲，每月不少于两次，覆盖所有行政村和社区"],
        ["凤凰县", "120456", "103.75%", "古城志愿服务驿站"],
        ["保靖县", "7", "—", "—"],
    ],
    "caption": "表1　各县市工作情况",
    "unit": "人",
    "header_rows": 1,
}


def long_table(rows: int) -> dict[str, Any]:
    body = [[f"第{n}项任务", "推进中心、所、站标准化建设", f"{n * 3}"] for n in range(1, rows + 1)]
    return {"table": [["任务", "内容", "数量"], *body], "caption": "表2　任务清单", "header_rows": 1}


def wide_table(columns: int, rows: int = 3) -> dict[str, Any]:
    head = ["县市", *(f"指标{n}" for n in range(1, columns))]
    body = [["凤凰县", *(str(n * 1111) for n in range(1, columns))] for _ in range(rows)]
    return {"table": [head, *body], "caption": "表3　宽表", "header_rows": 1}


def left_of(page: int) -> float:
    return (28 if page % 2 else 26) * MM


def drawn(directory: Path, *body: Any) -> tuple[Path, list[MeasuredLine], list[DrawnRule]]:
    pdf, _ = publish_issue(directory, *body)
    return pdf, lines_of(glyphs_of(pdf)), rules_of(pdf)


def black_rules(rules: list[DrawnRule], weight: float) -> list[DrawnRule]:
    return [rule for rule in rules if rule.weight == pytest.approx(weight, abs=0.01)]


def glyphs_in(glyphs: list[Glyph], text: str) -> list[Glyph]:
    """Find the glyphs of a text that is set as one run."""
    row = "".join(glyph.text for glyph in glyphs)
    start = row.index(text)
    return glyphs[start : start + len(text)]


# Widths of columns -----------------------------------------------------------------------


def needs(*texts: tuple[float, float]) -> list[Need]:
    return [Need(0, column, 1, least, natural) for column, (least, natural) in enumerate(texts)]


def test_a_narrow_table_keeps_near_its_own_width() -> None:
    widths = choose_columns(needs((2, 3), (2, 3)), 2, 36, 1)
    assert widths is not None
    assert 8 <= sum(widths) <= 16


def test_a_table_that_nearly_fills_the_measure_fills_it() -> None:
    widths = choose_columns(needs((2, 12), (2, 12)), 2, 36, 1)
    assert widths is not None
    assert sum(widths) == pytest.approx(36)


def test_columns_of_figures_are_alike() -> None:
    widths = choose_columns(needs((4, 20), (2, 2), (3, 3)), 3, 36, 1, alike=(1, 2))
    assert widths is not None
    assert widths[1] == pytest.approx(widths[2])


def test_width_goes_where_it_saves_lines() -> None:
    widths = choose_columns(needs((4, 6), (4, 100)), 2, 36, 1)
    assert widths is not None
    assert sum(widths) == pytest.approx(36)
    assert widths[1] > 26


def test_no_column_is_narrower_than_its_longest_word() -> None:
    widths = choose_columns(needs((15, 30), (15, 200)), 2, 36, 1)
    assert widths is not None
    assert min(widths) >= 16


def test_what_does_not_fit_has_no_widths() -> None:
    crowded = needs(*[(5, 9)] * 7)
    assert choose_columns(crowded, 7, 36, 1) is None
    assert sum(squeeze_columns(crowded, 7, 36, 1)) == pytest.approx(36)


def test_weighted_columns_share_what_the_others_leave() -> None:
    texts = needs((2.0, 2.0), (4.0, 12.0), (2.0, 40.0), (2.0, 60.0))
    widths = share_columns(texts, (0, 0, 2, 3), 40.0, 1.0)
    assert widths is not None
    # The first is as wide as its text, the long second takes two lines.
    assert widths[:2] == (3.0, 8.0)
    assert sum(widths) == pytest.approx(40.0)
    assert widths[2] > 8.0 and widths[3] > widths[2]
    assert share_columns(texts, (0, 0, 2, 3), 20.0, 1.0) is None


def test_a_cell_over_columns_opens_them() -> None:
    spanning = [Need(0, 0, 2, 10, 10), Need(1, 0, 1, 2, 2), Need(1, 1, 1, 2, 2)]
    widths = choose_columns(spanning, 2, 36, 1)
    assert widths is not None
    assert sum(widths) >= 11


# One page -----------------------------------------------------------------------------------


def test_caption_unit_and_rules(tmp_path: Path) -> None:
    _, lines, rules = drawn(tmp_path, PARAGRAPH, COUNTIES, PARAGRAPH)
    (caption,) = [line for line in lines if "各县市工作情况" in line.text]
    (unit,) = [line for line in lines if "单位：人" in line.text]
    head, foot = sorted(black_rules(rules, THICK), key=lambda rule: rule.y)
    assert caption.y < unit.y < head.y
    assert head.y - unit.y < 8
    middle = (caption.glyphs[0].x + caption.glyphs[-1].right) / 2
    left = left_of(head.page)
    assert middle == pytest.approx(left + WIDTH / 2, abs=0.5)
    assert unit.glyphs[-1].right == pytest.approx(left + WIDTH, abs=0.5)
    assert {"SansSC" in glyph.font for glyph in caption.glyphs} == {True}
    for rule in (head, foot):
        assert (rule.x, rule.x2) == pytest.approx((left, left + WIDTH), abs=0.05)
    inner = black_rules(rules, THIN)
    assert len([rule for rule in inner if rule.x == rule.x2]) == 3
    assert len([rule for rule in inner if rule.y == rule.y2]) == 3


def test_figures_stand_on_their_point(tmp_path: Path) -> None:
    pdf, _, _ = drawn(tmp_path, COUNTIES)
    glyphs = glyphs_of(pdf)
    points = [glyphs_in(glyphs, text)[text.index(".")].x for text in ("12.5%", "103.75%")]
    assert points[0] == pytest.approx(points[1], abs=0.05)
    ends = [glyphs_in(glyphs, text)[-1].right for text in ("28282", "120456")]
    assert ends[0] == pytest.approx(ends[1], abs=0.05)


def test_long_text_stands_left_and_short_text_in_the_middle(tmp_path: Path) -> None:
    pdf, _, rules = drawn(tmp_path, COUNTIES)
    glyphs = glyphs_of(pdf)
    edges = sorted({round(rule.x, 2) for rule in black_rules(rules, THIN) if rule.x == rule.x2})
    long, short = glyphs_in(glyphs, "依托"), glyphs_in(glyphs, "凤凰县")
    assert long[0].x == pytest.approx(edges[-1] + 6, abs=0.2)
    assert glyphs_in(glyphs, "古城")[0].x == pytest.approx(long[0].x, abs=0.05)
    middle = (short[0].x + short[-1].right) / 2
    assert middle == pytest.approx((left_of(short[0].page) + edges[0]) / 2, abs=0.2)


def test_text_after_a_table_is_back_on_the_grid_p17(tmp_path: Path) -> None:
    _, lines, rules = drawn(tmp_path, PARAGRAPH, COUNTIES, *[PARAGRAPH] * 3)
    foot = max(black_rules(rules, THICK), key=lambda rule: (rule.page, rule.y))
    after = [line for line in lines if (line.page, line.y) > (foot.page, foot.y) and len(line.glyphs) > 6]
    body = [line for line in after if line.glyphs[0].size > 15]
    assert len(body) > 8
    for line in body:
        steps = (line.y - TOP - PITCH / 2 - 0.38 * WIDTH / 28) / PITCH
        assert abs(steps - round(steps)) * PITCH < 0.2, line.text


def test_a_narrow_table_stands_in_the_middle(tmp_path: Path) -> None:
    _, _, rules = drawn(tmp_path, {"table": [["甲", "1"], ["乙", "2"]]})
    head = black_rules(rules, THICK)[0]
    assert head.x2 - head.x < WIDTH / 3
    assert (head.x + head.x2) / 2 == pytest.approx(left_of(head.page) + WIDTH / 2, abs=0.05)


def test_rules_stop_at_cells_over_rows_and_columns(tmp_path: Path) -> None:
    block = {
        "table": [
            [{"text": "地区", "rowspan": 2}, {"text": "志愿者", "colspan": 2}],
            ["人数", "增长"],
            ["湘西州", "28282", "3%"],
        ],
        "header_rows": 2,
    }
    pdf, _, rules = drawn(tmp_path, block)
    lying = sorted((r for r in black_rules(rules, THIN) if r.y == r.y2), key=lambda r: r.y)
    standing = sorted((r for r in black_rules(rules, THIN) if r.x == r.x2), key=lambda r: r.x)
    first, second = lying
    assert first.x == pytest.approx(standing[0].x, abs=0.02)
    assert second.x < first.x
    left, right = standing
    assert abs(left.y2 - left.y) > abs(right.y2 - right.y)
    glyphs = glyphs_of(pdf)
    head = glyphs_in(glyphs, "地区")[0]
    assert glyphs_in(glyphs, "志愿者")[0].y < head.y < glyphs_in(glyphs, "人数")[0].y


def test_heads_are_hei_and_cells_fangsong(tmp_path: Path) -> None:
    pdf, _, _ = drawn(tmp_path, COUNTIES)
    glyphs = glyphs_of(pdf)
    assert "SansSC" in glyphs_in(glyphs, "主要做法")[0].font
    cell = glyphs_in(glyphs, "吉首市")[0]
    assert "Fangsong" in cell.font
    assert cell.size == pytest.approx(12)


def test_nothing_of_a_table_is_lost(tmp_path: Path) -> None:
    pdf, _, _ = drawn(tmp_path, COUNTIES)
    cells = [squashed(cell) for row in COUNTIES["table"] for cell in row]  # type: ignore[attr-defined]
    for text in text_by_readers(pdf).values():
        assert all(cell in text for cell in cells)


def test_loose_trials_are_not_noted(tmp_path: Path) -> None:
    _, outcome = publish_issue(tmp_path, COUNTIES)
    assert [p.code for p in outcome.problems if p.code in ("B501", "B502", "B503")] == []


# Several pages --------------------------------------------------------------------------------


def test_heads_come_again_with_continued(tmp_path: Path) -> None:
    _, lines, rules = drawn(tmp_path, PARAGRAPH, long_table(60), PARAGRAPH)
    pages = sorted({rule.page for rule in black_rules(rules, THICK)})
    assert len(pages) >= 3
    for page in pages:
        here = [line for line in lines if line.page == page]
        heads = [line for line in here if line.text == "任务内容数量"]
        again = [line for line in here if "续表" in line.text]
        assert len(heads) == 1
        assert len(again) == (page != pages[0])
        for line in again:
            assert line.y < heads[0].y
            # The closing bracket's own blank stands inside the measure.
            assert line.glyphs[-1].right == pytest.approx(_right_edge(rules, page), abs=6)
        assert max(rule.y for rule in rules if rule.page == page) < TOP + HEIGHT
    numbers = [line.text for line in lines if line.text.startswith("第") and "项任务" in line.text]
    assert len(numbers) == 60


def _right_edge(rules: list[DrawnRule], page: int) -> float:
    return max(rule.x2 for rule in rules if rule.page == page)


def test_each_part_of_a_table_is_closed_by_thick_rules(tmp_path: Path) -> None:
    _, _, rules = drawn(tmp_path, long_table(60))
    thick = black_rules(rules, THICK)
    for page in {rule.page for rule in thick}:
        assert len([rule for rule in thick if rule.page == page]) == 2


def test_a_row_span_is_not_cut(tmp_path: Path) -> None:
    rows: list[list[Any]] = []
    for group in range(12):
        rows.append([{"text": f"第{group + 1}组", "rowspan": 4}, "甲", "1"])
        rows += [["乙", "2"], ["丙", "3"], ["丁", "4"]]
    _, lines, _ = drawn(tmp_path, PARAGRAPH, {"table": [["组", "名", "数"], *rows], "header_rows": 1})
    cells = [line for line in lines if line.text.rstrip("1234") in ("甲", "乙", "丙", "丁")]
    cells += [line for line in lines if line.text.startswith("第") and line.text.endswith("组")]
    by_page = {page: [line.text[0] for line in cells if line.page == page] for page in (1, 2, 3)}
    for names in by_page.values():
        assert names.count("甲") == names.count("丁")


def test_a_row_span_over_pages_is_named_on_each(tmp_path: Path) -> None:
    first: list[object] = [{"text": "自治州直属单位", "rowspan": 50}, "第1项"]
    rows = [first, *([f"第{n}项"] for n in range(2, 51))]
    _, lines, rules = drawn(tmp_path, {"table": [["单位", "项目"], *rows], "header_rows": 1})
    pages = {rule.page for rule in black_rules(rules, THICK)}
    named = {line.page for line in lines if "自治州直属单位" in line.text}
    assert len(pages) == 3
    assert named == pages


def test_a_small_table_is_kept_whole(tmp_path: Path) -> None:
    small = {"table": [["甲", "乙"], *([str(n), str(n)] for n in range(6))], "header_rows": 1}
    for before in range(1, 6):
        _, _, rules = drawn(tmp_path, *[PARAGRAPH] * before, small, PARAGRAPH)
        assert len(black_rules(rules, THICK)) == 2


def test_two_rows_stay_on_either_side_of_a_cut(tmp_path: Path) -> None:
    for rows in (24, 25, 26, 27):
        _, lines, _ = drawn(tmp_path, long_table(rows))
        pages = [line.page for line in lines if line.text.startswith("第") and "项任务" in line.text]
        assert len(pages) == rows
        assert all(pages.count(page) >= 2 for page in set(pages))


# Turned tables ----------------------------------------------------------------------------------


def test_a_wide_table_is_turned_left_p65(tmp_path: Path) -> None:
    pdf, _, rules = drawn(tmp_path, PARAGRAPH, wide_table(18), PARAGRAPH)
    thick = black_rules(rules, THICK)
    (page,) = {rule.page for rule in thick}
    assert all(rule.x == pytest.approx(rule.x2) for rule in thick), "rules of head and foot stand upright"
    glyphs = [glyph for glyph in glyphs_of(pdf) if glyph.page == page]
    caption = [glyph for glyph in glyphs if glyph.text in "宽表"]
    assert all(glyph.x < min(rule.x for rule in thick) for glyph in caption)
    head = [glyph for glyph in glyphs if glyph.text == "凤"]
    assert head[0].y == pytest.approx(max(glyph.y for glyph in glyphs if glyph.text == "凤"), abs=0.1)
    folio = [line for line in lines_of(glyphs) if f"—{page}—" in line.text]
    assert len(folio) == 1, "the folio stays where a portrait page has it"
    assert folio[0].y > TOP + HEIGHT
    for rule in rules:
        if rule.page == page:
            assert min(rule.y, rule.y2) >= TOP - 0.5
            assert max(rule.y, rule.y2) <= TOP + HEIGHT + 0.5


def test_a_turned_table_goes_on_with_its_heads(tmp_path: Path) -> None:
    pdf, _, rules = drawn(tmp_path, wide_table(18, 40))
    pages = {rule.page for rule in black_rules(rules, THICK)}
    assert len(pages) >= 2
    counts = {page: sum(g.text == "续" for g in glyphs_of(pdf) if g.page == page) for page in pages}
    assert counts == {page: int(page != min(pages)) for page in pages}
    glyphs = glyphs_of(pdf)
    assert sum(glyph.text == "凤" for glyph in glyphs) == 40


@pytest.mark.parametrize("edition", ["print", "archive"])
def test_a_heading_no_text_follows_is_turned_with_its_table(tmp_path: Path, edition: str) -> None:
    pdf, outcome = publish_issue(tmp_path, PARAGRAPH, "一、分项情况", wide_table(18), edition=edition)
    assert outcome.pages == 2
    heading = glyphs_in(glyphs_of(pdf), "分项情况")
    assert {glyph.page for glyph in heading} == {2}
    assert max(g.x for g in heading) - min(g.x for g in heading) < 1, "turned"
    assert heading[0].x < min(rule.x for rule in rules_of(pdf) if rule.page == 2)


def test_a_heading_that_text_follows_stays_with_it_before_a_turned_table(tmp_path: Path) -> None:
    _, lines, _ = drawn(tmp_path, PARAGRAPH, "一、分项情况", wide_table(18), PARAGRAPH)
    assert [line.page for line in lines if "分项情况" in line.text] == [1]


@pytest.mark.parametrize("edition", ["print", "archive"])
@pytest.mark.parametrize("tables", [1, 2])
def test_text_behind_turned_tables_fills_a_page_that_goes_on_with_another(
    tmp_path: Path, edition: str, tables: int
) -> None:
    wide = [wide_table(18)] * tables
    pdf, outcome = publish_issue(tmp_path, long_table(24), *wide, "后面一段。", edition=edition)
    assert outcome.pages == 2 + tables
    lines = lines_of(glyphs_of(pdf))
    assert [line.page for line in lines if line.text == "后面一段。"] == [2]


# Faults and the tree --------------------------------------------------------------------------------


def test_a_table_too_wide_even_turned(tmp_path: Path) -> None:
    with pytest.raises(BulletinError) as caught:
        publish_issue(tmp_path, wide_table(40))
    (problem,) = caught.value.problems.errors
    assert (problem.code, dict(problem.details)) == ("B513", {"columns": 40})
    assert problem.span is not None


LONG = "坚持以人民为中心的发展思想，聚焦群众急难愁盼问题，"


def test_a_cell_taller_than_a_page_goes_on(tmp_path: Path) -> None:
    rows: list[object] = [["序号", "任务", "单位"], ["1", LONG * 80, "某局"], ["2", "乙", "某局"]]
    pdf, outcome = publish_issue(tmp_path, PARAGRAPH, {"table": rows}, "后面一段。")
    lines, rules = lines_of(glyphs_of(pdf)), rules_of(pdf)
    pages = range(1, outcome.pages + 1)
    assert [line.page for line in lines if line.text == "序号任务单位"] == list(pages)
    for page in pages:
        thick = [rule.y for rule in black_rules(rules, THICK) if rule.page == page]
        assert len(thick) == 2
        inside = [line for line in lines if line.page == page and "聚焦" in line.text]
        assert all(min(thick) < line.y < max(thick) for line in inside)


def test_a_head_without_room_below_it_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BulletinError) as caught:
        publish_issue(tmp_path, {"table": [["甲", LONG * 60], ["好", "乙"]], "header_rows": 1})
    assert [problem.code for problem in caught.value.problems.errors] == ["B515"]


def test_a_head_is_as_deep_as_the_spans_of_its_first_row(tmp_path: Path) -> None:
    head = [[{"text": "县区", "rowspan": 2}, {"text": "年度任务", "colspan": 2}], ["2021年", "2022年"]]
    _, lines, _ = drawn(tmp_path, {"table": [*head, *([f"第{n}县", "1", "4"] for n in range(30))]})
    assert [line.page for line in lines if line.text == "2021年2022年"] == [1, 2]
    assert {"SansSC" in line.glyphs[0].font or "Liberation" in line.glyphs[0].font for line in lines
            if "年度任务" in line.text} == {True}  # fmt: skip


def test_a_group_of_figures_is_no_head(tmp_path: Path) -> None:
    rows = [
        [{"text": "甲组", "rowspan": 2}, "金", "63"],
        ["幸", "21"],
        *([f"第{n}", "丙", "2"] for n in range(30)),
    ]
    _, lines, _ = drawn(tmp_path, {"table": rows})
    assert [line.page for line in lines if "幸" in line.text] == [1]


def test_the_row_of_a_group_is_not_last_on_a_page(tmp_path: Path) -> None:
    for before in range(6, 14):
        rows: list[list[Any]] = [["序号", "任务"], *([str(n), "任务内容"] for n in range(before))]
        rows += [[{"text": "二、第二组", "colspan": 2}], *([str(n), "后面"] for n in range(20))]
        _, lines, _ = drawn(tmp_path, {"table": rows})
        (group,) = [line for line in lines if "第二组" in line.text]
        assert any(line.page == group.page and line.y > group.y for line in lines if "后面" in line.text)


def test_a_table_a_little_too_wide_stays_upright(tmp_path: Path) -> None:
    head = [
        [{"text": "编号", "rowspan": 2}, {"text": "左侧", "colspan": 2}, {"text": "右侧", "colspan": 2},
         {"text": "说明", "rowspan": 2, "colspan": 2}],
        ["X", "Y", "X", "Y"],
    ]  # fmt: skip
    row = ["A1", "13725.5845", "103543.5725", "13701.6906", "103552.4718", "R-160.000 L-96.753", "圆曲线中点"]
    _, lines, rules = drawn(tmp_path, "见下表。", {"table": [*head, row]}, "以上。")
    assert all(rule.y == pytest.approx(rule.y2) for rule in black_rules(rules, THICK))
    assert {line.page for line in lines} == {1}


def test_a_group_is_cut_rather_than_a_page_left_half_empty(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["类", "指标", "说明"]]
    for group in "甲乙丙":
        rows.append([{"text": group, "rowspan": 9}, "1", LONG * 2])
        rows += [[str(n), LONG * (1 + n % 3)] for n in range(2, 10)]
    _, lines, rules = drawn(tmp_path, {"table": rows, "header_rows": 1})
    for page in {line.page for line in lines} - {max(line.page for line in lines)}:
        foot = max(rule.y for rule in rules if rule.page == page)
        assert foot > TOP + HEIGHT - 5 * PITCH


def test_a_table_in_the_tree(tmp_path: Path) -> None:
    source = write_issue(tmp_path, COUNTIES)
    tags = typeset(read_issue(source).issue, DESIGN, open_book(), Problems()).tags
    (table,) = [n for n, tag in enumerate(tags) if tag.role == "Table"]
    parts = [(n, tag.role) for n, tag in enumerate(tags) if tag.parent == table]
    assert [role for _, role in parts] == ["Caption", "THead", "TBody"]
    rows = [[n for n, tag in enumerate(tags) if tag.parent == part] for part, _ in parts[1:]]
    assert [len(row) for row in rows] == [1, 3]
    kinds = [{tags[n].role for n, tag in enumerate(tags) if tag.parent == row[0]} for row in rows]
    assert kinds == [{"TH"}, {"TD"}]


def test_repeated_heads_are_decoration(tmp_path: Path) -> None:
    source = write_issue(tmp_path, long_table(60))
    document = typeset(read_issue(source).issue, DESIGN, open_book(), Problems())
    heads = [tag for page in document.pages for tag in (_tag_of(page.marks, "内容"),) if tag != "absent"]
    assert heads[0] is not None
    assert len(heads) >= 3
    assert set(heads[1:]) == {None}


def _tag_of(marks: object, text: str) -> object:
    for mark in marks:  # type: ignore[attr-defined]
        if getattr(mark, "text", "") == text:
            return mark.tag
    return "absent"


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    source = write_issue(tmp_path, COUNTIES, long_table(30), wide_table(18))
    files = [tmp_path / name for name in ("a.pdf", "b.pdf")]
    for file in files:
        publish(str(source), str(file))
    assert all(a.read_bytes() == b.read_bytes() for a, b in pairwise(files))


def test_a_head_is_broken_between_words(tmp_path: Path) -> None:
    rows = [["1", "吉首市", "28282", "12.5%", "依托“五老”队伍开展理论宣讲，每月不少于两次，覆盖所有行政村"]]
    head = ["序号", "县市", "注册志愿者人数", "占常住人口比例", "主要做法"]
    _, lines, _ = drawn(tmp_path, {"table": [head, *rows], "header_rows": 1})
    text = "".join(line.text + "/" for line in lines)
    assert "愿/" not in text
    assert "者人" not in text.replace("志愿者人数", "")


def test_the_unit_of_a_head_is_kept_whole(tmp_path: Path) -> None:
    heads = [
        "GDP（亿元）",
        "增速（%）",
        "位次",
        "规上工业增速（%）",
        "投资增速（%）",
        "社零总额（亿元）",
        "增速（%）",
    ]
    heads += ["进出口（亿元）", "增速（%）", "地方一般公共预算收入（亿元）", "增速（%）"]
    row = ["7312.04", "5.3", "8", "8.5", "1.2", "2761.33", "5.4", "1302.5", "-18.2", "689.10", "2.1"]
    table = {"table": [["市州", *heads], ["湘西土家族苗族自治州", *row]], "header_rows": 1}
    pdf, _, _ = drawn(tmp_path, PARAGRAPH, table)
    glyphs = [glyph for glyph in glyphs_of(pdf) if glyph.text.strip()]
    text = "".join(glyph.text for glyph in glyphs)
    units = [match.span() for match in re.finditer("（亿元）|（%）", text)]
    assert len(units) == 10
    for start, end in units:  # the table is turned: a line is one x
        assert max(g.x for g in glyphs[start:end]) - min(g.x for g in glyphs[start:end]) < 1


@pytest.mark.parametrize("seed", range(12))
def test_every_cell_is_set_once_whatever_is_spanned(tmp_path: Path, seed: int) -> None:
    table, texts = random_table(random.Random(seed))
    source = write_issue(tmp_path, PARAGRAPH, table, PARAGRAPH)
    document = typeset(read_issue(source).issue, DESIGN, open_book(), Problems())
    cells = [n for n, tag in enumerate(document.tags) if tag.role in ("TH", "TD")]
    found: dict[int, str] = {}
    for page in document.pages:
        for mark in every_mark(page.marks):
            if isinstance(mark, TextRun) and mark.tag is not None:
                found[mark.tag] = found.get(mark.tag, "") + mark.text
    assert [found[cell] for cell in cells] == texts


def random_table(choose: random.Random) -> tuple[dict[str, Any], list[str]]:
    columns, rows = choose.randint(1, 12), choose.randint(1, 70)
    hanging = [0] * columns
    table: list[list[Any]] = []
    texts: list[str] = []
    for row in range(rows):
        cells: list[object] = []
        column = 0
        while column < columns:
            if hanging[column] > row:
                column += 1
                continue
            free = next((n for n in range(column, columns) if hanging[n] > row), columns) - column
            wide = choose.choice([1, 1, 1, min(2, free)])
            tall = choose.choice([1, 1, 1, 1, min(choose.randint(2, 6), rows - row)])
            text = f"{row}格{column}" + "文" * choose.choice([0, 1, 3, 8, 30])
            cells.append({"text": text, "colspan": wide, "rowspan": tall})
            texts.append(text)
            hanging[column : column + wide] = [row + tall] * wide
            column += wide
        table.append(cells)
    return {"table": [row or [] for row in table], "header_rows": choose.choice([0, 1])}, texts


def test_the_archive_file_of_figures_and_tables_conforms(tmp_path: Path) -> None:
    picture = tmp_path / "a.jpg"
    Image.new("RGB", (1600, 1200), (90, 140, 200)).save(picture)
    figure = {"figure": "a.jpg", "caption": "图为现场", "credit": "李某 摄"}
    pdf, _ = publish_issue(tmp_path, PARAGRAPH, COUNTIES, figure, wide_table(18), edition="archive")
    for verdict in verdicts([pdf]):
        assert verdict.compliant, verdict


# Tables a little too wide, or long ------------------------------------------------------------------------


def test_a_table_of_figures_stays_upright_with_little_white_at_its_rules(tmp_path: Path) -> None:
    months = [f"{n}月" for n in range(1, 13)]
    rows = [["城关镇", *(str(12345 + n * 701) for n in range(12)), "556102", "13.9"] for _ in range(8)]
    head = ["乡镇", *months, "全年合计", "比上年增减（%）"]
    pdf, _, rules = drawn(tmp_path, PARAGRAPH, {"table": [head, *rows], "header_rows": 1}, PARAGRAPH)
    assert {rule.page for rule in black_rules(rules, THICK)} == {1}
    figures = [glyph for glyph in glyphs_of(pdf) if glyph.size == pytest.approx(9, abs=0.01)]
    digits = [glyph for glyph in figures if glyph.text.isdigit()]
    upright = {rule.x for rule in rules if rule.x == pytest.approx(rule.x2) and rule.y2 != rule.y}
    assert len(digits) > 8 * 12 * 5 and len(upright) >= 14
    nearest = min(min(glyph.x - x for x in upright if x < glyph.x) for glyph in digits)
    assert 0.25 * 9 < nearest < 0.4 * 9, "text keeps off the rules"


def test_a_long_table_is_set_smaller_where_that_makes_it_much_shorter(tmp_path: Path) -> None:
    rows = [["任务", "序号", "举措", "牵头单位", "配合单位", "时限"]]
    rows += [
        [f"任务{n}", str(n), LONG * 3, "县委宣传部", "县教育局、各乡镇", "2024年6月底"] for n in range(20)
    ]
    pdf, _ = publish_issue(tmp_path, {"table": rows, "header_rows": 1})
    sizes = {round(glyph.size, 1) for glyph in glyphs_of(pdf) if glyph.text in "聚焦群众"}
    assert sizes == {10.5}
    short, _ = publish_issue(tmp_path, {"table": rows[:4], "header_rows": 1})
    assert {round(glyph.size, 1) for glyph in glyphs_of(short) if glyph.text in "聚焦群众"} == {12.0}


@pytest.mark.parametrize("columns", [3, 12])
def test_words_longer_than_a_line_go_over_line_ends(tmp_path: Path, columns: int) -> None:
    """An address makes no table too wide, upright or turned; shorter words stay whole."""
    word, name = "https://www.example.gov.cn/" + "abcdefghij" * 20, "Roman"
    table = [
        ["单位", *("数",) * (columns - 1)],
        [word, *[""] * (columns - 1)],
        ["县", *[name] * (columns - 1)],
    ]
    pdf, _ = publish_issue(tmp_path, {"table": table, "header_rows": 1})
    glyphs = glyphs_of(pdf)
    assert word in "".join(glyph.text for glyph in glyphs)
    if columns == 3:
        assert "县" + name * 2 in [line.text for line in lines_of(glyphs)]


def test_a_row_without_cells_of_its_own_is_no_row_of_the_tree(tmp_path: Path) -> None:
    """UA-1, 7.2 (veraPDF 7.2-43): rows have the same number of columns, which a TR without cells cannot show."""
    spanned = [{"text": "甲", "rowspan": 3}, {"text": "乙", "rowspan": 2}]
    table = {"table": [spanned, [], ["丙"], ["丁", "戊"]]}
    source = write_issue(tmp_path, table)
    tags = typeset(read_issue(source).issue, DESIGN, open_book(), Problems()).tags
    rows = [n for n, tag in enumerate(tags) if tag.role == "TR"]
    assert [[tag.spans for tag in tags if tag.parent == row] for row in rows] == [
        [(1, 2), (1, 1)], [(1, 1)], [(1, 1), (1, 1)],
    ]  # fmt: skip
