"""Structure by evidence: styles first, then the form of a paper, then looks, length last."""

from pathlib import Path

import pytest

from bulletin_pdf.importers.city_titles import split_title
from bulletin_pdf.importers.convert import Imported
from bulletin_pdf.importers.form import is_document_number, is_paper_title, is_red_head, is_salutation
from bulletin_pdf.issue.model import Issue, Report, RightLines, Table
from bulletin_pdf.issue.printed_form import printed_heading
from importers.helpers import import_text, imported
from importers.word import CENTER, INTRO, Document
from support.narrowed import of_kind, prose_of

NOTICE = ("各部门：", "现就志愿服务有关事项通知如下。", "一、总体要求", "各部门应当认真落实。", "（一）加强领导", "附件：清单")  # fmt: skip
SIGNED = ("某市文明办", "2023年5月30日")
TITLE = "关于开展志愿服务的通知"


def read(document: Document, tmp_path: Path) -> tuple[Imported, Issue]:
    return imported(document.save(tmp_path / "word.docx"), tmp_path)


def said(report: Report) -> list[str]:
    return [
        prose_of(element).text if hasattr(element, "prose") else type(element).__name__
        for element in report.body
    ]


def paper(*lines: str, title: str = TITLE) -> Document:
    document = Document()
    document.line(title, CENTER)
    for line in lines:
        document.line(line)
    return document


def test_a_notice_of_three_lines_is_a_report(tmp_path: Path) -> None:
    """Without a long paragraph nothing of it is a masthead."""
    result, issue = read(paper(*NOTICE, *SIGNED), tmp_path)
    (report,) = issue.reports
    assert (printed_heading(report)[0].text, said(report)) == (TITLE, [*NOTICE, "RightLines"])
    assert [line.text for line in of_kind(RightLines, report.body[-1]).lines] == list(SIGNED)
    assert not result.draft.unplaced


def test_a_notice_as_text(tmp_path: Path) -> None:
    _, issue = import_text("\n".join((TITLE, *NOTICE, *SIGNED)), tmp_path)
    (report,) = issue.reports
    assert (printed_heading(report)[0].text, said(report)) == (TITLE, [*NOTICE, "RightLines"])


def test_a_red_head_and_a_document_number_are_no_part_of_the_title(tmp_path: Path) -> None:
    document = Document()
    for line in ("某市人民政府文件", "某政发〔2023〕5号", TITLE):
        document.line(line, CENTER)
    for line in NOTICE:
        document.line(line)
    result, issue = read(document, tmp_path)
    (report,) = issue.reports
    assert (printed_heading(report)[0].text, said(report)) == (TITLE, list(NOTICE))
    assert result.draft.unplaced == ("某市人民政府文件", "某政发〔2023〕5号")


@pytest.mark.parametrize("count", [4, 20])
def test_lines_without_a_sentence_stay_lines(tmp_path: Path, count: int) -> None:
    lines = [f"第{number}组志愿者名单" for number in range(count)]
    _, issue = read(paper(*lines, title="志愿服务队名单"), tmp_path)
    (report,) = issue.reports
    assert (printed_heading(report)[0].text, said(report)) == ("志愿服务队名单", lines)


def test_names_alone_have_no_title(tmp_path: Path) -> None:
    document = Document()
    for name in ("张三", "李四", "王五", "赵六", "钱七"):
        document.line(name)
    _, issue = read(document, tmp_path)
    assert {"张三", "李四", "王五", "赵六", "钱七"} <= {
        *said(issue.reports[0]),
        *(line.text for line in printed_heading(issue.reports[0])),
    }


def test_minutes_of_a_meeting(tmp_path: Path) -> None:
    lines = (
        "时间：2023年5月30日",
        "地点：三楼会议室",
        "参加人员：张三、李四",
        "会议听取了汇报",
        "会议议定以下事项",
    )
    _, issue = read(paper(*lines, title="工作会议纪要"), tmp_path)
    assert (printed_heading(issue.reports[0])[0].text, said(issue.reports[0])) == (
        "工作会议纪要",
        list(lines),
    )


def test_a_table_above_the_title_begins_the_text(tmp_path: Path) -> None:
    document = Document()
    document.line("工作简报", CENTER)
    document.line("第3期", CENTER)
    table = document.word.add_table(2, 2)
    for row, words in enumerate((("送审单位", "甲市文明办"), ("批示", "同意"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    document.line("扎实推进志愿服务", CENTER)
    document.line(INTRO)
    result, issue = read(document, tmp_path)
    assert isinstance(issue.reports[0].body[0], Table)
    assert "above-title" in {guess.key for of in result.draft.guesses.values() for guess in of}
    assert not result.account.lost


def test_a_style_for_titles_is_believed(tmp_path: Path) -> None:
    """Word's Title names reports; its first headings are headings within them."""
    document = Document()
    for title in ("扎实推进文明实践", "志愿服务走深走实"):
        document.line(title, style="Title")
        document.line("基本情况", style="Heading 1")
        document.line(INTRO)
        document.line("主要做法", style="Heading 1")
        document.line("抓好落实。")
    _, issue = read(document, tmp_path)
    assert [printed_heading(report)[0].text for report in issue.reports] == [
        "扎实推进文明实践",
        "志愿服务走深走实",
    ]
    assert said(issue.reports[0]) == ["基本情况", INTRO, "主要做法", "抓好落实。"]


def test_a_name_and_a_day_below_the_title_are_not_the_title(tmp_path: Path) -> None:
    document = Document()
    for line in ("在全市工作会议上的讲话", "某市文明办", "（2023年5月30日）"):
        document.line(line, CENTER)
    document.line(INTRO)
    _, issue = read(document, tmp_path)
    assert printed_heading(issue.reports[0])[0].text == "在全市工作会议上的讲话"


def test_the_contents_of_one_paper_name_its_headings(tmp_path: Path) -> None:
    heads = ("一、健全机制", "二、强化保障")
    document = paper(*(f"{head}\t{page}" for page, head in enumerate(heads, 1)), title="目录")
    document.line("扎实推进志愿服务", CENTER)
    for head in heads:
        document.line(head)
        document.line(INTRO)
    result, issue = read(document, tmp_path)
    assert [printed_heading(report)[0].text for report in issue.reports] == ["扎实推进志愿服务"]
    assert not result.account.lost


def test_no_report_is_empty_while_text_lies_in_comments(tmp_path: Path) -> None:
    for name, text in {
        "a": "某市人民政府文件\n某政发〔2023〕5号\n" + TITLE,
        "b": "第3期\n某市人民政府文件",
    }.items():
        result, issue = import_text(text, tmp_path, f"{name}.txt")
        assert said(issue.reports[0]) != ["……"] or not result.draft.unplaced


def test_a_day_no_calendar_has_and_a_second_number_are_kept(tmp_path: Path) -> None:
    text = f"工作简报\n第3期\n第12345期\n2023年13月30日\n[甲]\n扎实推进志愿服务\n{INTRO}"
    result, _ = import_text(text, tmp_path)
    assert {"第12345期", "2023年13月30日"} <= set(result.draft.unplaced)
    assert not result.account.lost


def test_a_publisher_is_never_what_it_did(tmp_path: Path) -> None:
    text = f"工作简报\n第3期\n某市文明办　印发　2023年5月30日\n扎实推进志愿服务\n{INTRO}"
    _, issue = import_text(text, tmp_path)
    assert [name.text for name in issue.masthead.publishers] == ["某市文明办"]


@pytest.mark.parametrize(
    "title",
    ["甲市人民政府关于表彰先进的决定", "关于甲市志愿服务工作情况的报告", "长沙市雨花区抓好志愿服务", "甲县实验小学开展志愿服务",
     "甲市文明办：抓好志愿服务", "甲市水利局开展安全检查", "甲市大学生暑期实践中心挂牌", "甲县文明办关于开展活动的通知"],
)  # fmt: skip
def test_an_area_in_a_name_stays_in_it(title: str) -> None:
    assert split_title(title, "", "").city == ""


@pytest.mark.parametrize(
    ("title", "city"),
    [("甲市扎实推进文明实践", "甲市"), ("甲县：抓好志愿服务", "甲县"), ("湘西自治州“四个聚焦”提升水平", "湘西自治州"), ("甲市以赛促学练精兵", "甲市")],
)  # fmt: skip
def test_an_area_that_acts_is_split_off(title: str, city: str) -> None:
    assert split_title(title, "", "").city == city


def test_lines_known_by_their_form() -> None:
    assert is_document_number("甲政办发〔2023〕15号　签发人：王某") and not is_document_number(
        "据甲政办发〔2023〕15号文件要求，各地应当认真贯彻执行"
    )
    assert is_red_head("某市文明办文件") and not is_red_head("学习文件精神")
    assert is_salutation("各县（市、区）文明办：") and not is_salutation("情况如下：")
    assert is_paper_title("关于印发《工作方案》的通知（试行）") and not is_paper_title("抓好志愿服务")


def test_right_lines_and_paragraphs_are_what_the_text_is_made_of(tmp_path: Path) -> None:
    _, issue = read(paper(*NOTICE, *SIGNED), tmp_path)
    kinds = {type(element).__name__ for element in issue.reports[0].body}
    assert {"Paragraph", "RightLines"} <= kinds
