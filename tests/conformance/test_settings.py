"""版式: each setting an office may choose, seen on the finished page."""

import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from conformance.conftest import HEAD, Build
from conformance.elements import Element, Line
from conformance.lines import ENOUGH, whites_of
from conformance.marks import OPEN, RIGHT_BLANK, gaps_of, is_han
from conformance.page import BOTTOM, CELL, MM, PITCH, WIDTH, left_of
from conformance.rules import Sample
from conformance.table import CHECKS

CLAUSES = (
    "办事的人少跑一趟——这是头一条", "村里开了三次会……大家才想明白", "县/乡/村三级都要有人管",
    "老支书说：“先把渠修通。”", "按《条例》（试行）办", "全县32个村、86.4公里渠道", "问了才知道，其实不难",
)  # fmt: skip


def issue(design: str, *paragraphs: str, further: str = "") -> str:
    text = "".join(f"      {paragraph}\n\n" for paragraph in paragraphs)
    return f"{further}contents: none\ndesign: {{{design}}}\nreports:\n  - title: 甲\n    text: |\n{text}"


def shifted(clauses: tuple[str, ...]) -> list[str]:
    """Paragraphs in which every clause meets the end of a line at every place."""
    return [
        "田" * lead + "，" + "，".join(clauses[turn:] + clauses[:turn]) + "，由各乡镇抓好落实。"
        for turn in range(len(clauses)) for lead in range(1, 15, 2)
    ]  # fmt: skip


def paragraphs(sample: Sample) -> list[Element]:
    return [element for element in sample.found.elements if element.kind == "paragraph"]


def starts(sample: Sample) -> set[str]:
    return {line.text[:2] for element in paragraphs(sample) for line in element.lines[1:]}


def ends(sample: Sample) -> set[str]:
    return {line.text[-1] for element in paragraphs(sample) for line in element.lines[:-1]}


def whites(line: Line, pair: str) -> list[float]:
    return [gap.white for gap in gaps_of(line) if gap.pair == pair]


def faults(sample: Sample, *left_out: str) -> list[str]:
    return [
        f"{check.name}: {seen.place} {seen.fault}"
        for check in CHECKS if check.name not in left_out
        for seen in check.measure(sample) if seen.fault
    ]  # fmt: skip


# Line edges (T-10) --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "dash_first", "solidus_last"),
    [("basic", True, True), ("gb", True, False), ("strict", False, False)],
)
def test_line_edges(build: Build, level: str, dash_first: bool, solidus_last: bool) -> None:
    """clreq: none of the marks below at the edges of a line, by level."""
    sample = build(issue(f"line_edges: {level}", *shifted(CLAUSES)))
    assert bool(starts(sample) & {"——", "……"}) == dash_first
    assert ("/" in ends(sample)) == solidus_last
    assert not {start[0] for start in starts(sample)} & set("”》）。，、；：！？/")
    assert not ends(sample) & set("“《（")


# Widths of marks (T-30, T-34) -----------------------------------------------------------------

LAST = "他说：“好。”再按《条例》办，就成。真的？是，没错。"


@pytest.mark.parametrize(
    ("design", "comma", "stop", "pair", "before"),
    [
        ("", 0.5, 0.5, 0.5, 0.5),
        ("marks: full", 0.5, 0.5, 1.0, 0.5),
        ("marks: kaiming", 0.0, 0.5, 0.0, 0.0),
        ("marks: half", 0.0, 0.0, 0.0, 0.0),
        ("pair: 1", 0.5, 0.5, 0.0, 0.5),
    ],
)
def test_marks_take_the_width_of_the_style(
    build: Build, design: str, comma: float, stop: float, pair: float, before: float
) -> None:
    """行末半角, 全身, 开明 and 半角式, and pairs of one em: white after ， after 。 between ：“ and before 《."""
    (element,) = paragraphs(build(issue(design, LAST)))
    (line,) = element.lines
    assert whites(line, "，就") == [pytest.approx(comma, abs=ENOUGH)]
    assert whites(line, "。真") == [pytest.approx(stop, abs=ENOUGH)]
    assert whites(line, "：“") == [pytest.approx(pair, abs=ENOUGH)]
    assert whites(line, "按《") == [pytest.approx(before, abs=ENOUGH)]


def test_connectors_and_dots_have_their_fixed_widths(build: Build) -> None:
    """GB/T 15834 5.1.6 to 5.1.9: · – / take half an em, — and ～ one, —— and …… two."""
    for mark, ems in (("·", 0.5), ("–", 0.5), ("/", 0.5), ("—", 1.0), ("～", 1.0), ("——", 2.0), ("……", 2.0)):
        (element,) = paragraphs(build(issue("", f"田田{mark}田田。")))
        glyphs = element.first.glyphs
        first, last = glyphs[1], glyphs[2 + len(mark)]
        taken = (last.x - first.x - first.advance) / first.size
        assert taken == pytest.approx(ems, abs=0.02), mark


def test_marks_stand_on_the_side_of_their_box_gb_has_them(build: Build, tmp_path: Path) -> None:
    """Pauses and stops stand lower left, brackets hug what they hold: the other half em has no ink."""
    sample = build(issue("", "田，田。田、田；田：田！田？田。", "田（田）田《田》田“田”田。"))
    subprocess.run(
        ["pdftoppm", "-r", "288", "-gray", "-png", "-f", "1", "-l", "1", sample.printed.path, tmp_path / "page"],
        check=True, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    (picture,) = tmp_path.glob("page*.png")
    scale = 288 / 72
    with Image.open(picture) as page:
        for glyph in (glyph for element in paragraphs(sample) for glyph in element.first.glyphs):
            if glyph.text not in RIGHT_BLANK + OPEN:
                continue
            middle = glyph.x + glyph.advance - glyph.size / 2
            empty = (middle, glyph.x + glyph.advance) if glyph.text in RIGHT_BLANK else (glyph.x, middle)
            box = (empty[0] + 0.6, glyph.y - 0.9 * glyph.size, empty[1] - 0.6, glyph.y + 0.1 * glyph.size)
            left, top, right, foot = (round(edge * scale) for edge in box)
            darkest = min(page.convert("L").crop((left, top, right, foot)).tobytes())
            assert darkest > 200, glyph.text


@pytest.mark.parametrize("gap", [0, 0.125, 0.25])
def test_han_latin_gap(build: Build, gap: float) -> None:
    (element,) = paragraphs(build(issue(f"han_latin_gap: {gap}", "全州32个村通了5G网。")))
    (line,) = element.lines
    for pair in ("州3", "2个", "了5", "G网"):
        assert whites(line, pair) == [pytest.approx(gap, abs=ENOUGH)], pair


def test_a_strict_grid_moves_han_last(build: Build) -> None:
    """§5: gaps take half an em and pauses give it before Han move; even lines stop at a third and a quarter."""
    text = ["田" * lead + "共有12个组，建成202处，" + "、".join(CLAUSES) for lead in range(1, 29)]
    widest, narrowest, closed = {}, {}, {}
    for way in ("even", "grid"):
        lines = [
            line for e in paragraphs(build(issue(f"typesetting: {way}", *text))) for line in e.lines[:-1]
        ]
        found = [found for line in lines if (found := whites_of(line))]
        # Where Han have not moved, everything else is within its first limit.
        still = [whites for whites in found if abs(whites.tracking) < ENOUGH / 10]
        widest[way] = max(gap for whites in still for gap in whites.han_latin)
        narrowest[way] = min(pause for whites in still for pause in whites.pauses)
        closed[way] = min(whites.tracking for whites in found)
    assert widest["even"] < 0.33 + ENOUGH
    assert widest["grid"] > 0.45
    assert narrowest["even"] > 0.25 - ENOUGH
    assert narrowest["grid"] < 0.1
    assert -0.015 - ENOUGH < closed["even"] < -0.004
    assert closed["grid"] > -ENOUGH


def test_stops_keep_their_width_when_they_are_fixed(build: Build) -> None:
    """§5 c7: with `stop_fixed` no stop inside a line has less than its half em of white."""
    text = [
        "田" * lead + "修好。通水。放心。" * 4 + "都" + "是" * tail + "真的了。"
        for lead in range(5, 10) for tail in range(3, 8)
    ]  # fmt: skip
    squeezed = {}
    for fixed in ("true", "false"):
        lines = [line for e in paragraphs(build(issue(f"stop_fixed: {fixed}", *text))) for line in e.lines]
        after = [
            g.white for line in lines for g in gaps_of(line) if g.before.text == "。" and is_han(g.after.text)
        ]
        squeezed[fixed] = min(after) < 0.5 - ENOUGH
    assert squeezed == {"true": False, "false": True}


# Edges (T-33, T-36) -----------------------------------------------------------------------------


def test_a_stop_hangs_outside_the_measure_only_when_it_may(build: Build) -> None:
    text = ["田" * lead + "，" + "，".join(CLAUSES) + "，由各乡镇抓好落实。" for lead in range(1, 29)]
    hung = {}
    for hanging in ("true", "false"):
        outside: set[str] = set()
        for element in paragraphs(build(issue(f"hanging: {hanging}", *text))):
            for line in element.lines:
                room = left_of(line.page) + WIDTH - line.glyphs[-1].x
                if room < 0.1:
                    outside.add(line.text[-1])
                    assert line.text[-2] not in "”）》", "a mark after a mark does not hang"
        hung[hanging] = outside
    assert hung["false"] == set()
    assert hung["true"]
    assert hung["true"] <= set("，。、；：")


@pytest.mark.parametrize(
    ("trim", "first", "turned"), [("always", 0.0, 0.0), ("turned", 0.5, 0.0), ("never", 0.5, 0.5)]
)
def test_trim_of_opening_marks_at_line_starts(build: Build, trim: str, first: float, turned: float) -> None:
    """The ink of “ stands at the indent, or half an em right of it."""
    text = ["“先修渠”是大家的话，" + "田" * lead + "“后分水”也是大家的话。" for lead in range(10, 24)]
    sample = build(issue(f"trim_open_at_start: {trim}", *text))
    seen = 0
    for element in paragraphs(sample):
        for number, line in enumerate(element.lines):
            if line.text[0] != "“":
                continue
            glyph = line.glyphs[0]
            face = glyph.x + glyph.advance - 0.5 * glyph.size
            wanted = (turned if number else first) * CELL + (0 if number else 2 * CELL)
            assert face - left_of(line.page) == pytest.approx(wanted, abs=0.06), line.text
            seen += number
    assert seen


def test_parts_of_dates_may_be_parted(build: Build) -> None:
    """T-18: `keep_date_parts` is a house rule; without it a line may end between digits and 年."""
    text = [
        "田" * lead + "，会议定于2024年11月16日召开，请各单位提前安排好工作准时参加会议。"
        for lead in range(1, 29)
    ]
    parted = {}
    for keep in ("true", "false"):
        sample = build(issue(f"keep_date_parts: {keep}", *text))
        parted[keep] = {start[0] for start in starts(sample)} & set("年月日")
    assert parted["true"] == set()
    assert parted["false"]


# Pages (P-07, P-56, J-13, T-64) -------------------------------------------------------------------


def test_margins_are_alike_on_both_sides_of_a_leaf_without_mirror(build: Build) -> None:
    sample = build(issue("mirror: false", *shifted(CLAUSES)))
    assert sample.printed.pages > 2
    for element in paragraphs(sample):
        for line in element.lines[1:]:
            if is_han(line.text[0]):
                assert line.glyphs[0].x == pytest.approx(28 * MM, abs=0.05)
    folios = {line.page: line for line in sample.found.folios}
    assert folios[2].glyphs[0].x == pytest.approx(28 * MM + 14, abs=1.5), "one 字 in from the left"


FOOT = "distribution:\n  report: [县委]\n  issue: [各乡镇]\n  copies: 30\n"
THREE_PAGES = ["田" * 27 + "。"] * 21


@pytest.mark.parametrize(("wanted", "pages"), [("true", 4), ("false", 3)])
def test_the_foot_on_the_last_side_of_a_sheet(build: Build, wanted: str, pages: int) -> None:
    sample = build(issue(f"colophon_on_even: {wanted}", *THREE_PAGES, further=FOOT))
    assert sample.printed.pages == pages
    assert [e.first.page for e in sample.found.elements if e.kind == "recipients"] == [pages, pages]
    assert not faults(sample, *(["the_foot_stands_on_an_even_page"] if wanted == "false" else []))


def two_reports(design: str) -> str:
    return (
        f"contents: none\ndesign: {{{design}}}\nreports:\n  - title: 甲\n    text: 渠修通了，水放下来了。\n"
        "  - title: 乙\n    text: 路铺平了，车开进来了。\n  - title: 丙\n    text: 灯装上了，夜里亮堂了。\n"
    )


@pytest.mark.parametrize(("article_break", "pages"), [("page", [1, 2, 3]), ("run", [1, 1, 1])])
def test_reports_run_on_or_begin_a_page(build: Build, article_break: str, pages: list[int]) -> None:
    sample = build(two_reports(f"article_break: {article_break}"))
    titles = [element.first for element in sample.found.elements if element.kind == "title"]
    assert [line.page for line in titles] == pages
    if article_break == "page":
        heights = {round(line.y, 2) for line in titles[1:]}
        assert len(heights) == 1, "titles at the head of a page stand at one height"
    assert not faults(sample)


def test_fit_mends_a_short_last_page_and_off_leaves_it(build: Build) -> None:
    """T-64: a last page of one or two lines is avoided; `fit: off` gives the plain result."""
    text = "各级各部门把这件事放在心上，调整力量、理顺职责、补足经费，一件一件地办，一户一户地问，办完一件销一件。"
    mended = 0
    for count in range(15, 26):
        short = {}
        for fit in ("auto", "off"):
            yaml = issue("", *[text * 2] * 8, *[text[: 26 * 2]] * (count - 15), further=f"fit: {fit}\n")
            sample = build(yaml)
            last = sample.printed.pages
            lines = {
                round(line.y) for e in paragraphs(sample) for line in e.lines if line.page == last
            }  # fmt: skip
            short[fit] = len(lines) < 3
            assert not faults(sample)
        mended += short["off"] and not short["auto"]
        assert not short["auto"] or short["off"], "fitting makes no last page shorter"
    assert mended


# Script, copies, wide tables ------------------------------------------------------------------------


def test_a_traditional_issue_has_traditional_words_of_ours(build: Build) -> None:
    rows = "".join(f"          - [第{n}區, '{n * 7}.5', '{n * 3}']\n" for n in range(1, 60))
    sample = build(
        "lang: zh-Hant\nbulletin: 社區通訊\nnumber: 3\ndate: 2024-01-05\npublisher: 海濱區辦事處\nsigner: 陳立\n"
        "contents: list\nreports:\n  - title: 各區開銷一覽\n    body:\n      - 各區開銷見表。\n"
        f"      - table:\n          - [區, 收入, 支出]\n{rows}        caption: 表1　各區收支\n        unit: 萬元\n"
        "distribution:\n  report: [區議會]\n  send: [各中心]\n  issue: [各區]\n  extra: [圖書館]\n  copies: 9\n"
        "colophon:\n  editor: 梁文\n  reviewer: 何立\n  approver: 陳立\n  phone: 0000 1234\n"
    )
    text = "".join(glyph.text for glyph in sample.printed.glyphs)
    for words in (
        "簽發人：陳立", "（續表）", "單位：萬元", "報：區議會。", "送：各中心。", "發：各區。", "本期增發：圖書館。",
        "編輯：", "審核：", "簽發：", "電話：", "（共印9份）",
    ):  # fmt: skip
        assert words in text
    assert not set(text) & set("报发签单续编审电话")
    assert not faults(sample)


def test_room_for_numbers_of_copies(build: Build) -> None:
    """J-01: with `copy_numbers` the head stands where a number would leave it, and no number is printed."""
    body = two_reports("article_break: run")
    empty = build("copy_numbers: true\n" + body)
    numbered = build('copy_number: "000123"\n' + body)
    lines = {}
    for name, sample in (("empty", empty), ("numbered", numbered)):
        lines[name] = [
            (e.kind, round(line.y, 2))
            for e in sample.found.elements
            for line in e.lines
            if e.kind != "copy-number"
        ]
        assert not faults(sample)
    assert lines["empty"] == lines["numbered"]
    assert [e.kind for e in numbered.found.elements].count("copy-number") == 1
    assert not [g for g in empty.printed.glyphs if g.page == 1 and g.y < left_of(1) + PITCH]


def test_the_default_head_is_the_same_without_copies(build: Build) -> None:
    sample = build(two_reports("article_break: run"))
    assert not faults(sample)
    (name,) = (e for e in sample.found.elements if e.kind == "name")
    assert HEAD.startswith(f"bulletin: {name.text}")


@pytest.mark.parametrize("lines", [0, 14, 26])
def test_a_table_too_wide_is_turned_wherever_it_comes_p65(build: Build, lines: int) -> None:
    heads = ", ".join(f"第{n}项指标" for n in range(1, 15))
    rows = "".join(
        f"          - [柳林镇, {', '.join(f'{n}{row}0.5' for n in range(1, 15))}]\n" for row in range(1, 30)
    )
    text = "".join(f"      - {'田' * 27}。\n" for _ in range(lines))
    sample = build(
        f"contents: none\nreports:\n  - title: 甲\n    body:\n      - 见表。\n{text}"
        f"      - table:\n          - [乡镇, {heads}]\n{rows}        caption: 表1　指标\n      - 表后的话。\n"
    )
    turned = {line.page for e in sample.found.elements if e.kind == "cell" for line in e.lines}
    assert len(turned) > 1, "it goes on over a second page"
    assert {page % 2 for page in turned} == {0, 1}
    assert all(g.rising for e in sample.found.elements if e.kind == "cell" for g in e.glyphs)
    assert not faults(sample, "text_fills_the_page_before_a_turned_table")
    for page in turned:
        last = max((line.y for e in paragraphs(sample) for line in e.lines if line.page == page), default=0.0)
        assert last < BOTTOM
    order = [e.first.page for e in paragraphs(sample)]
    assert all(before <= after for before, after in pairwise(order))
