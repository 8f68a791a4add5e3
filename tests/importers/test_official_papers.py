"""Papers in the forms of GB/T 9704: what is head, title, address, signature and enclosure."""

from pathlib import Path

import pytest
from docx.shared import Pt

from bulletin_pdf.issue.model import Heading, Issue, RightLines
from importers.helpers import import_text, imported, lines_of
from importers.word import CENTER, INTRO, RIGHT, Document


def _large(document: Document, text: str, size: float = 22) -> None:
    document.line(text, CENTER).runs[0].font.size = Pt(size)


def _read(document: Document, directory: Path) -> Issue:
    made, issue = imported(document.save(directory / "paper.docx"), directory)
    assert not made.account.lost
    return issue


def _title(issue: Issue) -> str:
    return issue.reports[0].title[0].text


def test_offices_above_a_title_are_part_of_it(tmp_path: Path) -> None:
    document = Document()
    for line in (
        "中共甲市委办公室",
        "甲市人民政府办公室",
        "关于印发《甲市行动方案",
        "（2022—2024年）》的通知",
    ):
        _large(document, line)
    document.line("各县市区：")
    document.line(INTRO)
    issue = _read(document, tmp_path)
    assert (
        _title(issue) == "中共甲市委办公室 甲市人民政府办公室 关于印发《甲市行动方案（2022—2024年）》的通知"
    )
    assert issue.reports[0].city is None


def test_a_spread_kind_ends_the_title(tmp_path: Path) -> None:
    document = Document()
    for line in ("甲市人民政府", "关于设立高新区的", "请　　示"):
        _large(document, line)
    document.line("省人民政府：")
    document.line(INTRO)
    assert "".join(_title(_read(document, tmp_path)).split()) == "甲市人民政府关于设立高新区的请示"


@pytest.mark.parametrize("head", ["甲市人民政府专题会议纪要", "甲市人民政府", "甲市水利局文件"])
def test_what_stands_above_the_number_of_a_paper_is_its_head(head: str, tmp_path: Path) -> None:
    document = Document()
    _large(document, head, 36)
    document.line("〔2022〕26号", CENTER)
    _large(document, "关于治理拥堵的意见")
    document.line(INTRO)
    assert _title(_read(document, tmp_path)) == "关于治理拥堵的意见"


def test_an_order_is_called_by_its_head(tmp_path: Path) -> None:
    document = Document()
    _large(document, "甲省人民政府令", 36)
    document.line("第３０８号", CENTER)
    document.line(INTRO)
    document.line("2022年2月10日", RIGHT)
    _large(document, "甲省供水管理办法")
    document.line(INTRO)
    issue = _read(document, tmp_path)
    assert _title(issue) == "甲省人民政府令 第308号"
    assert [type(element) for element in issue.reports[0].body if not isinstance(element, RightLines)][
        1
    ] is Heading
    assert issue.masthead.date.iso == "2022-02-10"


def test_what_is_sent_out_belongs_to_the_notice(tmp_path: Path) -> None:
    """关于印发…的通知: signed, then the plan with a title of its own."""
    document = Document()
    _large(document, "关于印发甲市行动方案的通知")
    document.line("各县市区：")
    document.line(INTRO)
    document.line("甲市人民政府", RIGHT)
    document.line("2022年5月6日", RIGHT)
    _large(document, "甲市行动方案")
    document.line(INTRO)
    issue = _read(document, tmp_path)
    assert len(issue.reports) == 1
    kinds = [type(element).__name__ for element in issue.reports[0].body]
    assert kinds == ["Paragraph", "Paragraph", "RightLines", "Heading", "Paragraph"]
    assert issue.masthead.date.iso == "2022-05-06"


@pytest.mark.parametrize(
    "rows",
    [
        [["2023年第23期", ""], ["甲市发展和改革委员会办公室", "2023年3月2日"]],
        [["第23期", "甲市发展和改革委员会办公室", "2023年3月2日"], ["", "", ""]],
    ],
)
def test_a_table_that_arranges_a_masthead(rows: list[list[str]], tmp_path: Path) -> None:
    document = Document()
    _large(document, "经济工作动态", 44)
    table = document.word.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    _large(document, "我市出台十条措施")
    document.line(INTRO)
    issue = _read(document, tmp_path)
    head = issue.masthead
    assert (issue.number, head.date.iso, head.name.text) == (23, "2023-03-02", "经济工作动态")
    assert [text.text for text in head.publishers] == ["甲市发展和改革委员会办公室"]
    assert lines_of(issue.reports[0]) == [INTRO]


def test_heads_of_several_offices_stand_in_a_table(tmp_path: Path) -> None:
    document = Document()
    table = document.word.add_table(2, 2)
    table.cell(0, 1).merge(table.cell(1, 1)).text = "文件"
    table.cell(0, 0).text, table.cell(1, 0).text = "甲市教育局", "甲市公安局"
    document.line("甲教联〔2022〕9号", CENTER)
    _large(document, "关于开展专项行动的通知")
    document.line(INTRO)
    issue = _read(document, tmp_path)
    assert lines_of(issue.reports[0]) == [INTRO]


@pytest.mark.parametrize(
    ("title", "city"),
    [
        ("甲市“清廉学校”建设实施方案", None),
        ("甲市推进乡村治理三年行动计划", None),
        ("甲市领导班子分工", None),
        ("甲市2022年国民经济和社会发展统计公报", None),
        ("甲市出台十条意见", "甲市"),
        ("甲市探索“屋场会”打通最后一米", "甲市"),
    ],
)
def test_the_plan_of_an_area_keeps_its_name(title: str, city: str | None, tmp_path: Path) -> None:
    document = Document()
    _large(document, title)
    document.line(INTRO)
    (report,) = _read(document, tmp_path).reports
    assert (report.city.text if report.city else None) == city


def test_an_enclosure_with_a_title_is_no_report(tmp_path: Path) -> None:
    document = Document()
    _large(document, "关于开展竞赛的通知")
    document.line(INTRO)
    document.line("附件1")
    _large(document, "竞赛实施细则")
    document.line(INTRO)
    assert len(_read(document, tmp_path).reports) == 1


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["甲省人民政府办公厅关于加强普通高校", "毕业生就业工作的通知"], "甲省人民政府办公厅关于加强普通高校毕业生就业工作的通知"),
        (["甲市办公室关于印发甲市推进", "均衡发展督导评估", "规划实施细则的通知"], "甲市办公室关于印发甲市推进均衡发展督导评估规划实施细则的通知"),
        (["返回顶部", "甲县人民政府工作规则"], "甲县人民政府工作规则"),
        (["甲政发〔2016〕6号关于印发要点的通知", "关于印发要点的通知"], "关于印发要点的通知"),
    ],
)  # fmt: skip
def test_titles_of_pasted_papers(lines: list[str], title: str, tmp_path: Path) -> None:
    """Nothing of their looks is known: the sentence shows where a title begins and ends."""
    text = "\n\n".join([*lines, "各县市区人民政府：", INTRO])
    _, issue = import_text(text, tmp_path)
    assert _title(issue) == title
