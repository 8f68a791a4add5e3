import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin_pdf.design.model import Switches
from bulletin_pdf.design.shipped import shipped
from bulletin_pdf.issue.model import (
    Figure,
    Heading,
    Note,
    Paragraph,
    Prose,
    Quote,
    RightLines,
    Table,
    Verse,
)
from bulletin_pdf.issue.printed_form import (
    attribution,
    number_line,
    printed_entry,
    printed_heading,
    printed_note,
    serial_line,
)
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import BulletinError, Span, problem_as_json, show, source_lines
from support.narrowed import of_kind, present, prose_of

from .bad_inputs import ALL, GOOD

ROOT = Path(__file__).parent.parent.parent
WHOLE = Path(__file__).parent / "whole.yaml"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str, name: str = "issue.yaml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    return write


def texts(proses: tuple[Prose, ...]) -> Any:
    return [prose.text for prose in proses]


def test_smallest(write: Callable[..., Path]) -> None:
    issue, problems = read_issue(write(GOOD))
    assert not list(problems)
    assert issue.masthead.name.text == "工作简报"
    assert number_line(issue) == "第30期"
    assert issue.masthead.date.printed == "2022年6月16日"
    assert prose_of(issue.reports[0].body[0]).text == "正文。"


def test_whole(write: Callable[..., Path], tmp_path: Path) -> None:
    """Every key and block of the format, in English."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").touch()
    (tmp_path / "own.ttf").touch()
    issue, problems = read_issue(write(WHOLE.read_text("utf-8")))
    assert not list(problems)
    head = issue.masthead
    assert present(head.series).text == "新时代文明实践工作专刊"
    assert (number_line(issue), serial_line(issue)) == ("2022年第30期", "（总第847期）")
    assert texts(head.publishers) == ["甲办公室", "乙办公室"]
    assert (present(head.secrecy).text, present(head.urgency).text, head.copy_number) == (
        "机密★1年",
        "特急",
        "000012",
    )
    assert (head.copy_numbers, present(head.signer).text) == (True, "周正")
    assert present(issue.theme).text == "全面落实“五有”建设标准"
    assert texts(printed_note(issue)) == ["编者按：编者按的文字"]
    assert (issue.contents, issue.lang, issue.design) == ("pages", "zh-Hans", shipped())
    assert issue.fit
    (own,) = issue.fonts
    assert (own.role, own.path, own.chosen) == ("hei", str(tmp_path / "own.ttf"), "")
    first, second = issue.reports
    assert (present(first.subtitle).text, printed_entry(first).text) == ("——副标题", "湘西州：突出要诀")
    assert texts(printed_heading(first)) == ["湘西州怎样突出要诀"]
    assert present(attribution(first)).text == "（湘西州委宣传部、州文明办）"
    assert texts(second.title) == ["上一行", "下一行"]
    assert texts(printed_heading(second)) == ["湘潭市上一行", "下一行"]
    assert printed_entry(second).text == "湘潭市：上一行下一行"
    kinds = [Paragraph, Heading, Figure, Table, Quote, Verse, RightLines, Note]
    assert [type(element) for element in second.body] == kinds
    _, heading, *others, note = second.body
    figure, table, quote = of_kind(Figure, others[0]), of_kind(Table, others[1]), of_kind(Quote, others[2])
    verse, right = of_kind(Verse, others[3]), of_kind(RightLines, others[4])
    assert (of_kind(Heading, heading).level, prose_of(heading).text) == (1, "一、抓住“三个关键”")
    assert figure.files == (str(tmp_path / "photos" / "a.jpg"),)
    assert (present(figure.caption).text, present(figure.credit).text, figure.alt) == (
        "图为……",
        "宣传部 供图",
        "一群人",
    )
    assert [[cell.prose.text for cell in row] for row in table.rows] == [
        ["县市", "志愿者"],
        ["吉首市", "28282"],
        ["合计"],
    ]
    assert (
        table.rows[2][0].colspan,
        table.header_rows,
        present(table.unit).text,
    ) == (2, 1, "人")
    assert texts(quote.paragraphs) == ["引文。"]
    assert texts(verse.lines) == ["　上句", "下句", "", "又句"]
    assert texts(right.lines) == ["某某市文明办", "2022年6月16日"]
    assert prose_of(note).text == "附注。"
    given = issue.distribution
    assert [texts(part) for part in given[:4]] == [["中央文明办", "省委常委"], ["省直各单位"], ["各市州"], []]
    assert given.copies == 300
    assert [(label, value.text) for label, value in issue.colophon.entries] == [
        ("编辑", "刘仁军"),
        ("审核", "甲"),
        ("签发", "乙"),
        ("电话", "0731-1"),
        ("传真", "0731-2"),
        ("邮箱", "a@example.cn"),
    ]


def test_whole_in_chinese_is_the_same(write: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").touch()
    (tmp_path / "own.ttf").touch()
    english, _ = read_issue(write(WHOLE.read_text("utf-8")))
    chinese, problems = read_issue(write(WHOLE.with_suffix(".zh.yaml").read_text("utf-8")))
    assert not list(problems)
    assert chinese.chinese and not english.chinese
    chinese = chinese._replace(changes=(), chinese=False, sources=())
    english = english._replace(note=printed_note(english), changes=(), sources=())
    assert bare(chinese._replace(note=printed_note(chinese))) == bare(english)


def bare(value: Any) -> Any:
    """The same value without places."""
    if isinstance(value, Span):
        return None
    if isinstance(value, Prose):
        return value.text, value.styles
    if isinstance(value, tuple):
        return tuple(map(bare, value))
    return value


def test_model_issue() -> None:
    issue, problems = read_issue(ROOT / "issues" / "2022-zk30.yaml")
    assert not list(problems)
    assert len(issue.reports) == 4
    assert texts(printed_heading(issue.reports[0])) == ["湘西州突出“四字”要诀 提升文明实践水平"]
    assert printed_entry(issue.reports[0]).text == "湘西州：突出“四字”要诀 提升文明实践水平"
    assert {change.rule for change in issue.changes} == {"J-30"}
    assert all(len(change.before) == len(change.after) == 1 for change in issue.changes)


def test_bom_and_crlf(write: Callable[..., Path]) -> None:
    path = write("\ufeff" + GOOD.replace("\n", "\r\n").replace("正文。", "正文,甲。"))
    issue, problems = read_issue(path)
    assert not list(problems)
    assert issue.changes[0].place[1:3] == (6, 13)


def test_numbers_keep_their_digits(write: Callable[..., Path]) -> None:
    text = GOOD.replace("number: 30", "number: 030\ncopy_number: 000012\nlabel: 1.50")
    issue, _ = read_issue(write(text))
    assert (issue.number, issue.masthead.copy_number, number_line(issue)) == (30, "000012", "1.50")


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "2022-06-16", "1e3", "0x10", "1_000"])
def test_words_yaml_would_change_are_text(write: Callable[..., Path], word: str) -> None:
    issue, _ = read_issue(write(GOOD.replace("title: 标题", f"title: {word}")))
    assert issue.reports[0].title[0].text == word


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("number: 3", "第3期"),
        ("number: ３", "第3期"),
        ("number: 3\nyear: 2022", "2022年第3期"),
        ("number: 3\nsupplement: true", "增刊第3期"),
        ("number: 3\nsupplement: 是", "增刊第3期"),
        ("label: 创刊号", "创刊号"),
        ("label: 创刊号\nnumber: 1", "创刊号"),
    ],
)
def test_number_line(write: Callable[..., Path], lines: str, expected: str) -> None:
    issue, _ = read_issue(write(GOOD.replace("number: 30", lines)))
    assert number_line(issue) == expected


@pytest.mark.parametrize(
    ("city", "title", "heading", "entry"),
    [
        ("湘西州", "突出要诀 提升水平", "湘西州突出要诀 提升水平", "湘西州：突出要诀 提升水平"),
        ("湘西州", "湘西州突出要诀", "湘西州突出要诀", "湘西州：突出要诀"),
        ("湘西州", "湘西州：突出要诀", "湘西州：突出要诀", "湘西州：突出要诀"),
        ("色达县", "色达县坚持党建引领", "色达县坚持党建引领", "色达县：坚持党建引领"),
        ("甘孜州色达县", "色达县坚持党建引领", "甘孜州色达县坚持党建引领", "甘孜州色达县：坚持党建引领"),
        ("色达", "色达县坚持党建引领", "色达县坚持党建引领", "色达县：坚持党建引领"),
        ("色达县", "色达县委召开会议", "色达县委召开会议", "色达县委召开会议"),
        ("色达县", "中共色达县委召开会议", "中共色达县委召开会议", "中共色达县委召开会议"),
        ("色达县", "甘孜州色达县坚持党建引领", "甘孜州色达县坚持党建引领", "甘孜州色达县坚持党建引领"),
        ("株洲市", "学习株洲市的经验", "株洲市学习株洲市的经验", "株洲市：学习株洲市的经验"),
        ("长沙", "长沙市民有了新去处", "长沙市民有了新去处", "长沙：市民有了新去处"),
        ("", "突出要诀", "突出要诀", "突出要诀"),
    ],
)
def test_titles(write: Callable[..., Path], city: str, title: str, heading: str, entry: str) -> None:
    issue, _ = read_issue(write(GOOD.replace("title: 标题", f"title: {title}\n    city: {city}")))
    report = issue.reports[0]
    assert (texts(printed_heading(report)), printed_entry(report).text) == ([heading], entry)


@pytest.mark.parametrize(
    ("lines", "entry"),
    [
        ("[上一行, 下一行]", "上一行下一行"),
        ("[第5号, 3G网络]", "第5号3G网络"),
        ("[推广WPS, Office办公]", "推广WPS Office办公"),
        ("[上半句 再半句, 下一行]", "上半句 再半句下一行"),
    ],
)
def test_lines_of_a_title_join_without_a_gap_in_the_contents(
    write: Callable[..., Path], lines: str, entry: str
) -> None:
    issue, _ = read_issue(write(GOOD.replace("title: 标题", f"title: {lines}")))
    assert printed_entry(issue.reports[0]).text == entry


@pytest.mark.parametrize("by", ["甲、乙", "（甲、乙）", "(甲、乙)", "[甲, 乙]"])
def test_attribution_is_never_doubled(write: Callable[..., Path], by: str) -> None:
    issue, _ = read_issue(write(GOOD + f"    by: {by}\n"))
    assert present(attribution(issue.reports[0])).text == "（甲、乙）"


def test_places_over_folds_and_escapes(write: Callable[..., Path]) -> None:
    text = GOOD.replace("text: 正文。", 'text: "甲\\u4e59\\\n      丙\n      丁,\n\n      戊"')
    issue, _ = read_issue(write(text))
    first, second = (prose_of(element) for element in issue.reports[0].body)
    assert (first.text, second.text) == ("甲乙丙丁，", "戊")
    assert [present(first.place_of(at))[1:3] for at in range(5)] == [(6, 12), (6, 13), (7, 7), (8, 7), (8, 8)]
    assert present(second.place_of(0))[1:3] == (10, 7)


@pytest.mark.parametrize("lines", ["甲乙\n      丙丁", "甲乙丙\n      丁", "甲\n      乙丙丁"])
def test_a_fold_of_the_file_leaves_no_space(write: Callable[..., Path], lines: str) -> None:
    issue, _ = read_issue(write(GOOD.replace("text: 正文。", f"text: {lines}")))
    assert prose_of(issue.reports[0].body[0]).text == "甲乙丙丁"


def test_bulletin_gives_defaults_and_the_issue_wins(write: Callable[..., Path], tmp_path: Path) -> None:
    shared = "name: 简报\npublisher: 甲\nseries: 专刊\ncontact: {phone: '1'}\n"
    write(shared + "distribution: {report: [丙], copies: 300}\n", "bulletin.yaml")
    text = GOOD.replace("bulletin: 工作简报\n", "publisher: 乙\nseries:\n") + "distribution: {copies: 5}\n"
    (tmp_path / "2022").mkdir()
    issue, problems = read_issue(write(text, "2022/issue.yaml"))
    assert issue.masthead.name.text == "简报"
    assert present(issue.masthead.name.place).path == str(tmp_path / "bulletin.yaml")
    assert texts(issue.masthead.publishers) == ["乙"]
    assert issue.masthead.series is None
    assert (texts(issue.distribution.report), issue.distribution.copies) == (["丙"], 5)
    assert [label for label, _ in issue.colophon.entries] == ["电话"]


def test_problems_of_the_bulletin_have_its_path(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("刊名: 简报\n编发单为: 甲\n期号: 3\n", "bulletin.yaml")
    write(GOOD)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BulletinError) as caught:
        read_issue("issue.yaml")
    found = [(problem.code, *present(problem.span)[:3]) for problem in caught.value.problems]
    assert found == [("B131", "bulletin.yaml", 2, 1), ("B131", "bulletin.yaml", 3, 1)] or found[0] == (
        "B131",
        "bulletin.yaml",
        2,
        1,
    )


def test_broken_bulletin_is_said_once(write: Callable[..., Path]) -> None:
    write("刊名：简报\n甲: 乙", "bulletin.yaml")
    with pytest.raises(BulletinError) as caught:
        read_issue(write(GOOD.replace("bulletin: 工作简报\n", "")))
    assert [problem.code for problem in caught.value.problems] == ["B105"]


def test_missing_file_and_directory(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.yaml", "B701"), (tmp_path, "B702"), (tmp_path / "a\0b", "B701")):
        with pytest.raises(BulletinError) as caught:
            read_issue(path)
        assert [problem.code for problem in caught.value.problems] == [code]


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(BulletinError) as caught:
        read_issue(tmp_path / "pipe.yaml")
    assert [problem.code for problem in caught.value.problems] == ["B705"]


def test_file_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(9 << 20)
    with pytest.raises(BulletinError) as caught:
        read_issue(path)
    assert [problem.code for problem in caught.value.problems] == ["B120"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission_is_the_machine_s(write: Callable[..., Path]) -> None:
    path = write(GOOD)
    path.chmod(0)
    with pytest.raises(PermissionError):
        read_issue(path)


def test_everything_is_said_at_once(write: Callable[..., Path]) -> None:
    text = "number: 三十\ndate: 2022-02-30\ntitel: 甲\nbulletin: true\n"
    text += "reports:\n  - city: 甲\n  - text: 乙**。\n"
    with pytest.raises(BulletinError) as caught:
        read_issue(write(text))
    codes = [problem.code for problem in caught.value.problems]
    assert codes == ["B138", "B202", "B130", "B135", "B136", "B208", "B136", "B211"]


def test_names_are_in_the_language_of_the_file(write: Callable[..., Path]) -> None:
    with pytest.raises(BulletinError) as caught:
        read_issue(write("刊名: 甲\n期号: 3\n"))
    said = [problem.message("en") for problem in caught.value.problems]
    assert said == ["“印发日期” is missing", "“报告” is missing"]


SNIPPETS = st.sampled_from(
    [
        "bulletin",
        "刊名",
        "reports",
        "报告",
        "title",
        "text",
        ": ",
        "：",
        "\n",
        "\n  ",
        "\n  - ",
        "- ",
        "|",
        ">",
        "\t",
    ]
    + [
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "#",
        "&a",
        "*a",
        "<<",
        "!!x",
        "---",
        "\\",
        "**",
        "一、",
        "（一）",
        "1.",
        "2022-06-16",
    ]
    + [
        "\u200b",
        "\x00",
        "\ufeff",
        "\u2028",
        "\r",
        "true",
        "~",
        "甲",
        "，",
        ",",
        "%",
        "@",
        "? ",
        "table",
        "figure",
        "../",
    ]
)
MESSY = st.lists(SNIPPETS, max_size=60).map("".join)


def survives(path: Path) -> None:
    try:
        problems = read_issue(path).problems
    except BulletinError as error:
        problems = error.problems
        assert problems.errors
    lines = source_lines(str(path))
    for problem in problems:
        assert show(problem, "zh", lines) and show(problem, "en", lines) and problem_as_json(problem, "zh")
        if problem.span:
            assert 1 <= problem.span.line <= len(lines) + 1 and problem.span.column >= 1


HARSH = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@HARSH
@given(st.binary(max_size=300))
def test_any_bytes(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    survives(path)


@HARSH
@given(MESSY)
def test_any_yaml(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    survives(path)


@HARSH
@given(st.integers(0, len(GOOD)), st.integers(0, 3), MESSY)
def test_any_damage(tmp_path: Path, at: int, length: int, text: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(GOOD[:at] + text + GOOD[at + length :], encoding="utf-8", newline="")
    survives(path)


def test_cut_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    data = WHOLE.read_bytes()
    for end in range(0, len(data), 7):
        path.write_bytes(data[:end])
        survives(path)


def test_one_more_reading_of_bad_inputs_changes_nothing(tmp_path: Path) -> None:
    """No state is kept from one file to the next."""
    path = tmp_path / "a.yaml"
    path.write_text(str(ALL[0][1]), encoding="utf-8")
    said = []
    for _ in range(2):
        with pytest.raises(BulletinError) as caught:
            read_issue(path)
        said.append(list(caught.value.problems))
    assert said[0] == said[1]


def test_design_settings_in_chinese(write: Callable[..., Path]) -> None:
    """The settings of 版式 (T-10, T-34, T-47, J-13), and `fit: off`."""
    design = (
        "版式: {避头尾: 严格, 标点: 开明, 中西间距: 0, 标点相连: 1, 排字: 对格, 分篇: 另页, 标点悬挂: 是}\n"
    )
    issue, _ = read_issue(write(GOOD + design + "fit: off\n"))
    wanted = Switches("strict", "kaiming", 1.0, 0.0, "grid", hanging=True, article_break="page")
    assert issue.design.switches == wanted
    assert not issue.fit


@pytest.mark.parametrize(
    ("body", "captions", "left"),
    [
        ("- figure: a.png\n    - 图1　活动现场\n    - 正文。", ["图1　活动现场"], ["正文。"]),
        ("- figure: a.png\n      caption: 现场\n    - 图1 活动现场", ["现场"], ["图1 活动现场"]),
        ("- figure: a.png\n    - 图1显示，活动有序开展。", [""], ["图1显示，活动有序开展。"]),
        ("- figure: a.png\n    - 图书馆建成", [""], ["图书馆建成"]),
        ("- figure: a.png\n    - 图为志愿者在清理河道。", ["图为志愿者在清理河道。"], []),
        ("- 表2-1 经费\n    - table: [[甲, 乙], [丙, 丁]]", ["表2-1 经费"], []),
        ("- 表1 经费\n    - 正文。", [], ["表1 经费", "正文。"]),
        ("- 图一　现场\n    - figure: a.png", [""], ["图一　现场"]),
    ],
)
def test_a_line_that_names_a_figure_or_table_is_its_caption(
    write: Callable[..., Path], tmp_path: Path, body: str, captions: list[str], left: Any
) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    issue, _ = read_issue(write(GOOD.replace("text: 正文。", f"body:\n    {body}")))
    elements = issue.reports[0].body
    assert [e.caption.text for e in elements if isinstance(e, Figure | Table)] == captions
    assert [e.prose.text for e in elements if isinstance(e, Paragraph)] == left
