"""Papers that are no bulletins: one title, a table of contents, numbered sections."""

from pathlib import Path

import pytest
from docx.oxml import parse_xml
from docx.oxml.document import CT_Body
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_TrPr
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt

from bulletin_pdf.importers.convert import Imported
from bulletin_pdf.importers.line_kinds import title_key
from bulletin_pdf.issue.model import Heading, Issue, Report, Table
from importers.helpers import imported
from importers.word import CENTER, INTRO, Document
from support.narrowed import of_kind, prose_of


def read(document: Document, directory: Path) -> tuple[Imported, Issue]:
    return imported(document.save(directory / "word.docx"), directory)


def headings(report: Report) -> list[str]:
    return [element.prose.text for element in report.body if isinstance(element, Heading)]


def contents(document: Document, *entries: str) -> None:
    document.line("目　录", CENTER)
    style = document.word.styles.add_style("toc 1", 1)
    for entry in entries:
        document.word.add_paragraph(entry, style=style)


def sections(document: Document) -> None:
    document.line("1 总则", style="Heading 1")
    document.line("1.1 目的", style="Heading 2")
    document.line(INTRO)
    document.line("2总体要求", style="Heading 1")
    document.line(INTRO)


def test_sections_are_no_reports(tmp_path: Path) -> None:
    document = Document()
    document.line("基层服务能力建设研究", CENTER)
    sections(document)
    _, issue = read(document, tmp_path)
    (report,) = issue.reports
    assert report.title[0].text == "基层服务能力建设研究"
    assert headings(report) == ["1 总则", "1.1 目的", "2总体要求"]


def test_the_contents_of_one_paper_go(tmp_path: Path) -> None:
    document = Document()
    document.line("基层服务能力建设研究", CENTER)
    contents(document, "1 总则\t1", "1.1 目的\t1", "2总体要求\t2", "3 附则\t9")
    sections(document)
    result, issue = read(document, tmp_path)
    (report,) = issue.reports
    assert report.title[0].text == "基层服务能力建设研究"
    assert headings(report) == ["1 总则", "1.1 目的", "2总体要求"]
    assert "附则" not in result.text
    assert [edit.before for edit in result.draft.edits if edit.why == "contents"][-1] == "3 附则 9"


def test_unnumbered_sections_under_contents(tmp_path: Path) -> None:
    document = Document()
    document.line("基层服务能力建设研究", CENTER)
    contents(document, "背景\t1", "做法\t2")
    for section in ("背景", "做法"):
        document.line(section, style="Heading 1")
        document.line(INTRO)
    _, issue = read(document, tmp_path)
    (report,) = issue.reports
    assert (report.title[0].text, headings(report)) == ("基层服务能力建设研究", ["背景", "做法"])


def test_a_heading_right_below_a_title_is_in_its_text(tmp_path: Path) -> None:
    document = Document()
    document.line("甲市开展全民阅读活动", style="Heading 2")
    document.line(INTRO)
    document.line("乙市开展全民健身活动", style="Heading 1")
    document.line("乙市体育场延长开放时间", style="Heading 2")
    document.line(INTRO)
    result, issue = read(document, tmp_path)
    assert len(issue.reports) == 2
    assert headings(issue.reports[1]) == ["乙市体育场延长开放时间"]
    assert "……" not in result.text


def test_a_larger_line_above_a_heading_is_the_title(tmp_path: Path) -> None:
    document = Document()
    document.line("关爱老人在行动", CENTER).runs[0].font.size = Pt(26)
    document.line("活动背景", style="Heading 1").runs[0].font.size = Pt(16)
    document.line(INTRO)
    _, issue = read(document, tmp_path)
    assert (issue.reports[0].title[0].text, headings(issue.reports[0])) == ("关爱老人在行动", ["活动背景"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("1.2 背景 4", "1.2背景", True), ("1. 背景", "背景", True), ("1.2 背景", "2背景", False)],
)
def test_keys_of_entries(one: str, other: str, same: bool) -> None:
    assert (title_key(one) == title_key(other)) is same


MATH = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a+b</m:t></m:r></m:oMath>'


def put(parent: CT_P | CT_Body | CT_TrPr, inside: str) -> None:
    """Put raw markup at the end of an element, before the properties of a body."""
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    last = parent.find(qn("w:sectPr"))
    for child in list(parse_xml(f"<w:any {nsdecls('w')} {space}>{inside}</w:any>")):
        parent.append(child) if last is None else last.addprevious(child)


MATH = "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"


@pytest.mark.parametrize(
    "inside",
    [
        f"<w:r>{MATH}</w:r>",
        "<w:r><w:unheard><w:r><w:t>a+b</w:t></w:r></w:unheard></w:r>",
        "<w:unheard><w:r><w:t>a+b</w:t></w:r></w:unheard>",
        "<w:t>a+b</w:t>",
        "<w:p><w:r><w:t>a+b</w:t></w:r></w:p>",
    ],
    ids=["formula in a run", "unknown in a run", "unknown", "text without a run", "paragraph in a paragraph"],
)
def test_what_converters_write(inside: str, tmp_path: Path) -> None:
    document = Document()
    document.line("关爱老人在行动", CENTER)
    put(document.line(INTRO)._p, inside)
    result, issue = read(document, tmp_path)
    assert "".join(prose_of(element).text for element in issue.reports[0].body) == INTRO + "a+b"
    assert not result.account.lost


def test_runs_outside_paragraphs(tmp_path: Path) -> None:
    document = Document()
    document.line("关爱老人在行动", CENTER)
    document.line(INTRO)
    put(document.word.element.body, f"<w:r><w:t>没有段落的字。</w:t></w:r>{MATH}")
    result, issue = read(document, tmp_path)
    assert [prose_of(element).text for element in issue.reports[0].body[1:]] == ["没有段落的字。", "a+b"]
    assert not result.account.lost


def test_watermarks_stand_in_the_log(tmp_path: Path) -> None:
    """WordArt in a header is drawn behind the text of each page."""
    document = Document()
    document.line("关爱老人在行动", CENTER)
    document.line(INTRO)
    art = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="内部资料"/></v:shape></w:pict></w:r>'
    put(document.word.sections[0].header.paragraphs[0]._p, art)
    result, _ = read(document, tmp_path)
    assert ("内部资料", "header") in {(edit.before, edit.why) for edit in result.draft.edits}
    assert not result.account.lost


def test_a_head_of_all_rows_is_none(tmp_path: Path) -> None:
    """Some offices mark every row to be repeated; a page would hold nothing else."""
    document = Document()
    document.line("关爱老人在行动", CENTER)
    document.line(INTRO)
    table = document.word.add_table(60, 2)
    for number, row in enumerate(table.rows):
        put(row._tr.get_or_add_trPr(), "<w:tblHeader/>")
        row.cells[0].text, row.cells[1].text = ("序号", "姓名") if not number else (str(number), "")
    _, issue = read(document, tmp_path)
    assert of_kind(Table, issue.reports[0].body[-1]).header_rows == 1


def test_contents_typed_by_hand(tmp_path: Path) -> None:
    document = Document()
    document.line("基层服务能力建设研究", CENTER)
    document.line("目  录")
    for entry in ("1总则 1", "1.1 目的 1", "2 总体要求 2", "3 旧的一章 5"):
        document.line(entry)
    document.line("4 附则 6")
    sections(document)
    document.line("4 附则", style="Heading 1")
    document.line(INTRO)
    result, issue = read(document, tmp_path)
    (report,) = issue.reports
    assert report.title[0].text == "基层服务能力建设研究"
    assert headings(report) == ["1 总则", "1.1 目的", "2总体要求", "4 附则"]
    assert "3 旧的一章 5" in [edit.before for edit in result.draft.edits if edit.why == "contents"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("基层服务能力研究.docx", "基层服务能力研究"),
        ("新建 Microsoft Word 文档.docx", "（标题）"),
        ("a.docx", "（标题）"),
        ("Builder安装.docx", "Builder安装"),
    ],
)
def test_a_file_name_gives_a_title_that_is_missing(name: str, title: str, tmp_path: Path) -> None:
    document = Document()
    sections(document)
    result, issue = imported(document.save(tmp_path / name), tmp_path)
    assert issue.reports[0].title[0].text == title
    assert {guess.key for guess in result.draft.guesses["reports", 0, "title"]} <= {"file-name", "no-title"}


def test_a_title_of_the_properties_that_the_text_never_says(tmp_path: Path) -> None:
    """It is often that of the model the paper was made from; the file's own name says more."""
    document = Document()
    document.word.core_properties.title = "创新管理制度"
    sections(document)
    _, issue = imported(document.save(tmp_path / "某项目技术总结.docx"), tmp_path)
    assert issue.reports[0].title[0].text == "某项目技术总结"


def test_characters_that_no_file_may_hold(tmp_path: Path) -> None:
    """In a title of the document's properties as an escape, in a comment not at all: the draft is read back."""
    document = Document()
    document.word.core_properties.title = "全民阅读\x9b\u2028活动"
    put(document.word.add_paragraph()._p, "<w:r><w:t>一、\x85甲县\u202e</w:t></w:r>")
    document.line(INTRO)
    result, issue = read(document, tmp_path)
    assert "全民阅读" in issue.reports[0].title[0].text
    assert not result.account.lost


def test_an_attachment_has_its_title_below_its_label(tmp_path: Path) -> None:
    document = Document()
    document.line("附件3：")
    document.line("文明实践站考核标准", CENTER)
    document.line("及实施规范", CENTER)
    document.line(INTRO)
    result, issue = read(document, tmp_path)
    assert "".join(issue.reports[0].title[0].text.split()) == "文明实践站考核标准及实施规范"
    assert result.draft.unplaced == ("附件3：",)
