"""报头 measured from finished PDFs: names of every length, artwork, markings (J-01…J-09)."""

from itertools import groupby, pairwise
from pathlib import Path

import pytest

from bulletin_pdf.build import publish
from bulletin_pdf.problems import BulletinError
from support.drawn import rules_of
from support.measured import Glyph, glyphs_of

MM = 72 / 25.4
MEASURE = 156 * MM
LEFT = 28 * MM
NAME = "湖南省精神文明建设工作简报信息专报情况反映"
HEAD = "number: 3\npublisher: 某某市文明办\ndate: 2026-11-20\nreports:\n- {title: 题目, text: 正文一段。}\n"


def built(tmp_path: Path, head: str) -> Path:
    source, target = tmp_path / "issue.yaml", tmp_path / "issue.pdf"
    source.write_text(head + HEAD, "utf-8")
    publish(str(source), str(target))
    return target


def name_of(glyphs: list[Glyph], name: str) -> list[Glyph]:
    largest = max(g.size for g in glyphs)
    found = [g for g in glyphs if g.size == largest and g.text.strip()]
    assert "".join(g.text for g in found) == name
    return found


@pytest.mark.parametrize("length", range(2, 21))
def test_a_name_fills_60_to_75_percent_of_the_measure_j03(length: int, tmp_path: Path) -> None:
    name = NAME[:length]
    glyphs = name_of(glyphs_of(built(tmp_path, f"bulletin: {name}\n")), name)
    for baseline in {round(g.y, 1) for g in glyphs}:
        line = [g for g in glyphs if round(g.y, 1) == baseline]
        width = line[-1].right - line[0].x
        assert 0.595 <= width / MEASURE <= 0.755
        middle = (line[-1].right + line[0].x) / 2
        assert middle == pytest.approx(LEFT + MEASURE / 2, abs=0.5)
    assert 22 <= glyphs[0].size <= 62
    assert len({round(g.y, 1) for g in glyphs}) == (1 if length <= 12 else 2)


@pytest.mark.parametrize(
    "extra", ["", "secrecy: 机密★1年\nurgency: 特急\n", "signer: 周正\n", "serial: 847\n"]
)
def test_the_head_ends_with_its_red_rule_in_the_top_third_j08(extra: str, tmp_path: Path) -> None:
    pdf = built(tmp_path, "bulletin: 湖南精神文明建设\n" + extra)
    rules = [rule for rule in rules_of(pdf) if rule.page == 1]
    (red,) = rules[:1]
    assert red.x2 - red.x == pytest.approx(MEASURE, abs=0.1)
    assert red.y <= (99 + 10 * ("urgency" in extra)) * MM
    date = [g for g in glyphs_of(pdf) if g.page == 1 and g.text == "日" and g.size < 20][0]
    assert red.y - (date.y + 0.12 * date.size) == pytest.approx(4 * MM, abs=0.5)
    assert date.right == pytest.approx(LEFT + MEASURE - date.size, abs=1)


def test_publisher_left_and_date_right_on_one_line_j06_j07(tmp_path: Path) -> None:
    glyphs = glyphs_of(built(tmp_path, "bulletin: 工作简报\n"))
    office = next(g for g in glyphs if g.text == "某")
    day = next(g for g in glyphs if g.text == "日" and g.size < 20)
    assert office.y == pytest.approx(day.y, abs=0.01)
    assert office.x == pytest.approx(LEFT + office.size, abs=0.5)


def test_markings_stand_flush_left_above_the_name_j02(tmp_path: Path) -> None:
    head = 'bulletin: 工作简报\nsecrecy: 机密★1年\nurgency: 特急\ncopy_number: "000012"\n'
    glyphs = glyphs_of(built(tmp_path, head))
    secret = next(g for g in glyphs if g.text == "机")
    urgent = next(g for g in glyphs if g.text == "特")
    number = [g for g in glyphs if g.text == "2" and g.y == secret.y]
    name = next(g for g in glyphs if g.text == "工")
    assert secret.x == pytest.approx(LEFT, abs=0.1)
    assert secret.y < urgent.y < name.y - 0.88 * name.size
    assert number[-1].right == pytest.approx(LEFT + MEASURE, abs=0.2)


def test_a_signer_moves_the_number_left_and_stands_right(tmp_path: Path) -> None:
    """GB/T 9704-2012 7.2.6."""
    glyphs = glyphs_of(built(tmp_path, "bulletin: 工作简报\nsigner: 周正\n"))
    number = next(g for g in glyphs if g.text == "第")
    name = next(g for g in glyphs if g.text == "正" and g.size < 20)
    label = next(g for g in glyphs if g.text == "签")
    assert number.y == pytest.approx(name.y, abs=0.01)
    assert number.x == pytest.approx(LEFT + number.size, abs=0.5)
    assert name.right == pytest.approx(LEFT + MEASURE - name.size, abs=0.5)
    assert "Fangsong" in label.font
    assert "WenKai" in name.font


SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100" width="400" height="100">
<path d="M0 0h80v80H0z M20 20v40h40V20z" fill-rule="evenodd"/><circle cx="150" cy="40" r="40" fill="#00c"/></svg>"""


def test_artwork_takes_the_place_of_the_name_in_red(tmp_path: Path) -> None:
    (tmp_path / "name.svg").write_text(SVG, "utf-8")
    pdf = built(tmp_path, "bulletin: 工作简报\ndesign: {artwork: name.svg}\n")
    assert not [g for g in glyphs_of(pdf) if g.size > 23]
    import pypdf

    content = pypdf.PdfReader(pdf).pages[0].get_contents()
    assert content is not None
    data = content.get_data()
    assert b"0 1 1 0 k" in data  # red, whatever colours the file has
    assert b"f*" in data  # the hole of the first shape
    assert b" c\n" in data or b" c " in data


@pytest.mark.parametrize(
    "svg", ["", "<svg", "<svg xmlns='http://www.w3.org/2000/svg'><text>题</text></svg>", "\0\1"]
)
def test_artwork_without_outlines_is_refused(svg: str, tmp_path: Path) -> None:
    (tmp_path / "name.svg").write_text(svg, "utf-8")
    with pytest.raises(BulletinError) as caught:
        built(tmp_path, "bulletin: 工作简报\ndesign: {artwork: name.svg}\n")
    assert [problem.code for problem in caught.value.problems] == ["B516"]


def test_a_publisher_longer_than_its_line_is_set_smaller_and_told(tmp_path: Path) -> None:
    office = "中共某某省某某市某某自治县委员会宣传部精神文明建设指导委员会办公室新时代文明实践工作专班"
    source, target = tmp_path / "issue.yaml", tmp_path / "issue.pdf"
    source.write_text("bulletin: 工作简报\n" + HEAD.replace("某某市文明办", office), "utf-8")
    problems = publish(str(source), str(target)).problems
    assert [(p.code, p.span.line if p.span else 0) for p in problems] == [("B512", 3)]
    glyphs = [g for g in glyphs_of(target) if g.text.strip() and g.y < 262 * MM]
    assert max(g.right for g in glyphs) <= LEFT + MEASURE + 0.1


def test_a_head_that_leaves_no_room_is_refused(tmp_path: Path) -> None:
    offices = "[" + ", ".join(f"某某市第{number}办公室" for number in range(1, 70)) + "]"
    source = tmp_path / "issue.yaml"
    source.write_text("bulletin: 工作简报\n" + HEAD.replace("某某市文明办", offices), "utf-8")
    with pytest.raises(BulletinError) as caught:
        publish(str(source), str(tmp_path / "issue.pdf"))
    assert [problem.code for problem in caught.value.problems] == ["B511"]


@pytest.mark.parametrize(
    "typed", ["文 明 城 市 创 建 动 态", "文　明　城　市　创　建　动　态", "文  明 城 市 创　建 动 态"]
)
def test_a_name_typed_loose_is_set_as_one(typed: str, tmp_path: Path) -> None:
    glyphs = name_of(glyphs_of(built(tmp_path, f"bulletin: {typed}\n")), "文明城市创建动态")
    assert len({round(g.y, 1) for g in glyphs}) == 1
    gaps = {round(b.x - a.x, 1) for a, b in pairwise(glyphs)}
    assert max(gaps) - min(gaps) <= 0.2


@pytest.mark.parametrize("length", [21, 28, 37, 46, 56, 57, 80])
def test_a_name_is_never_smaller_than_the_text(length: int, tmp_path: Path) -> None:
    name = ("某市学习贯彻习近平新时代中国特色社会主义思想主题教育领导小组办公室工作简报" * 3)[:length]
    source = tmp_path / "issue.yaml"
    source.write_text(f"bulletin: {name}\n{HEAD}", "utf-8")
    outcome = publish(str(source), str(tmp_path / "issue.pdf"))
    glyphs = [g for g in glyphs_of(tmp_path / "issue.pdf") if g.text.strip()][:length]
    assert "".join(g.text for g in glyphs) == name
    assert min(g.size for g in glyphs) >= 15.7
    assert max(g.right for g in glyphs) <= LEFT + MEASURE + 0.5
    lines = len({round(g.y, 1) for g in glyphs})
    told = [problem for problem in outcome.problems if problem.code == "B550"]
    assert (lines > 2) == bool(told) == (length > 56)
    assert all(problem.span is not None and problem.span.line == 1 for problem in told)


def test_a_name_with_several_spaces_is_parted_at_the_one_nearest_its_middle(tmp_path: Path) -> None:
    glyphs = name_of(
        glyphs_of(built(tmp_path, "bulletin: 长沙市 望城区 文明创建 动态\n")), "长沙市望城区文明创建动态"
    )
    assert ["".join(g.text for g in line) for _, line in groupby(glyphs, lambda g: round(g.y))] == [
        "长沙市望城区",
        "文明创建动态",
    ]
