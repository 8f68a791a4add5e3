"""Word documents: what shows on the page comes along, what does not is named."""

from pathlib import Path

import pytest
from docx.oxml.ns import nsdecls

from bulletin_pdf.importers.convert import Imported
from bulletin_pdf.importers.numbering import in_shape
from bulletin_pdf.issue.model import Figure, Heading, Issue, Note, Report, Table
from bulletin_pdf.issue.printed_form import attribution, printed_entry, printed_note
from importers.helpers import imported
from importers.word import CENTER, INTRO, RIGHT, Document, rewrite, xml
from support.narrowed import present, prose_of


@pytest.fixture
def document() -> Document:
    made = Document()
    made.head()
    made.line("甲县聚焦“三个关键” 推动文明实践走深走实", CENTER, bold=True)
    made.line(INTRO)
    return made


def read(document: Document, directory: Path) -> tuple[Imported, Issue]:
    return imported(document.save(directory / "word.docx"), directory)


def texts(report: Report) -> list[str]:
    return [prose_of(element).text for element in report.body if hasattr(element, "prose")]


def codes(result: Imported) -> set[str]:
    return {problem.code for problem in result.problems}


def test_head(document: Document, tmp_path: Path) -> None:
    _, issue = read(document, tmp_path)
    assert (issue.masthead.name.text, issue.number, issue.serial, issue.year) == ("工作简报", 5, 205, 2023)
    assert issue.masthead.publishers[0].text == "某市精神文明建设指导委员会办公室"
    assert issue.masthead.date.iso == "2023-04-06"
    assert (issue.reports[0].city_name, issue.reports[0].title[0].text) == (
        "甲县",
        "聚焦“三个关键” 推动文明实践走深走实",
    )


def test_leads_that_are_bold(document: Document, tmp_path: Path) -> None:
    document.lead("强化宣传引导。", "利用大喇叭、宣传栏、微信群等载体，开展宣传300余场。")
    result, issue = read(document, tmp_path)
    (style,) = prose_of(issue.reports[0].body[1]).styles
    assert (style.start, style.end, style.style) == (0, 7, "lead")
    assert "**强化宣传引导。**利用" in result.text


def test_numbers_word_counts(document: Document, tmp_path: Path) -> None:
    document.lists()
    document.numbered(document.lead("突出队伍建设。", "组建志愿服务队伍，吸纳党员干部、乡贤能人等力量。"), 0)
    document.numbered(document.line("健全机制"), 0)
    document.numbered(document.line("完善制度。建立例会、培训、考核、激励等制度。"), 1)
    document.numbered(document.line("落实保障。将工作经费纳入财政预算。"), 1)
    document.numbered(document.line("营造氛围"), 0)
    document.numbered(document.line("加强宣传。开展宣传300余场。"), 1)
    result, issue = read(document, tmp_path)
    assert [text[:4] for text in texts(issue.reports[0])[1:]] == [
        "一、突出",
        "二、健全",
        "（一）完",
        "（二）落",
        "三、营造",
        "（一）加",
    ]
    assert [type(element).__name__ for element in issue.reports[0].body[1:3]] == ["Paragraph", "Heading"]
    assert sum(edit.why == "numbering" for edit in result.draft.edits) == 6


@pytest.mark.parametrize(
    ("count", "shape", "text"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (105, "japaneseCounting", "一百零五"),
        (3, "decimalEnclosedCircle", "③"),
        (28, "lowerLetter", "bb"),
        (1994, "upperRoman", "MCMXCIV"),
        (12, "ideographTraditional", "乙"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (4, "whatever", "4"),
    ],
)
def test_shapes_of_numbers(count: int, shape: str, text: str) -> None:
    assert in_shape(count, shape) == text


def test_bullets_go(document: Document, tmp_path: Path) -> None:
    document.line("开展理论宣讲，组织宣讲队伍深入基层。", style="List Bullet")
    result, issue = read(document, tmp_path)
    assert texts(issue.reports[0])[1].startswith("开展理论宣讲")
    assert "bullet-list" in {edit.why for edit in result.draft.edits}


def test_headings(document: Document, tmp_path: Path) -> None:
    document.line("主要做法", style="Heading 2")
    document.line("甲县建立健全工作机制，形成上下贯通、齐抓共管的工作格局，推动各项任务落地见效。")
    _, issue = read(document, tmp_path)
    heading = issue.reports[0].body[1]
    assert isinstance(heading, Heading) and heading.prose.text == "主要做法"


def test_tracked_changes_are_accepted_and_named(document: Document, tmp_path: Path) -> None:
    paragraph = document.line("每年安排")
    attributes = 'w:id="1" w:author="甲" w:date="2023-01-01T00:00:00Z"'
    xml(paragraph, f"<w:ins {attributes}><w:r><w:t>专项</w:t></w:r></w:ins>")
    xml(paragraph, f"<w:del {attributes}><w:r><w:delText>大概</w:delText></w:r></w:del>")
    paragraph.add_run("经费200万元。")
    result, issue = read(document, tmp_path)
    assert texts(issue.reports[0])[-1] == "每年安排专项经费200万元。"
    assert "B911" in codes(result)
    log = {(edit.why, edit.before, edit.after) for edit in result.draft.edits}
    assert {("inserted", "", "专项"), ("deleted", "大概", "")} <= log


def test_tables_with_spans(document: Document, tmp_path: Path) -> None:
    table = document.word.add_table(3, 3)
    for row, cells in enumerate([["乡镇", "队伍", "志愿者"], ["城关", "12", "1200"], ["", "", "2030"]]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(2, 1).merge(table.cell(2, 2))
    document.line("各乡镇工作进展顺利，各项任务有序推进。（甲县县委宣传部）")
    _, issue = read(document, tmp_path)
    (found,) = (element for element in issue.reports[0].body if isinstance(element, Table))
    spans = [[(cell.colspan, cell.rowspan) for cell in row] for row in found.rows]
    assert spans == [[(1, 1)] * 3, [(1, 2), (1, 1), (1, 1)], [(2, 1)]]
    assert found.header_rows == 1
    assert present(attribution(issue.reports[0])).text == "（甲县县委宣传部）"


def test_pictures(document: Document, tmp_path: Path) -> None:
    document.picture()
    document.line("图为志愿者在服务（李四 摄）", CENTER)
    result, issue = read(document, tmp_path)
    (figure,) = (element for element in issue.reports[0].body if isinstance(element, Figure))
    assert (figure.caption.text, figure.credit.text) == ("图为志愿者在服务", "李四 摄")
    assert [name for name, _ in result.draft.pictures] == ["1.jpg"]


def test_footnotes_become_notes(document: Document, tmp_path: Path) -> None:
    paragraph = document.line("全县注册志愿者3.2万人")
    xml(paragraph, '<w:r><w:footnoteReference w:id="2"/></w:r>')
    paragraph.add_run("，占常住人口的12%。")
    path = document.save(tmp_path / "word.docx")
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>数据截至2023年3月底。</w:t></w:r></w:p></w:footnote>'
    rewrite(path, footnotes=f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>")
    result, issue = imported(path, tmp_path)
    assert texts(issue.reports[0])[-2] == "全县注册志愿者3.2万人①，占常住人口的12%。"
    assert issue.reports[0].body[-1] == Note(prose_of(issue.reports[0].body[-1]))
    assert issue.reports[0].body[-1].prose.text == "①数据截至2023年3月底。"
    assert "B915" in codes(result)


def test_text_boxes_are_read_and_named(document: Document, tmp_path: Path) -> None:
    box = "<w:p><w:r><w:t>框里的文字，说明工作背景。</w:t></w:r></w:p>"
    shape = f"<w:pict><w:txbxContent>{box}</w:txbxContent></w:pict>"
    xml(document.line("这一段带有文本框，内容在段落旁边显示。"), f"<w:r>{shape}</w:r>")
    result, issue = read(document, tmp_path)
    assert "框里的文字，说明工作背景。" in texts(issue.reports[0])
    assert "B914" in codes(result)


def test_hidden_text_and_comments_are_named(document: Document, tmp_path: Path) -> None:
    paragraph = document.line("全县开展活动4200余场次。")
    xml(paragraph, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部数字</w:t></w:r>")
    path = document.save(tmp_path / "word.docx")
    comment = '<w:comment w:id="0"><w:p><w:r><w:t>请核实</w:t></w:r></w:p></w:comment>'
    rewrite(path, comments=f"<w:comments {nsdecls('w')}>{comment}</w:comments>")
    result, issue = imported(path, tmp_path)
    assert texts(issue.reports[0])[-1] == "全县开展活动4200余场次。"
    assert {"B913", "B918"} <= codes(result)
    assert {"内部数字", "请核实"} <= {edit.before for edit in result.draft.edits}


def test_contents_note_and_tail(tmp_path: Path) -> None:
    document = Document()
    document.head()
    document.line(
        "编者按：现将甲县、乙区做法印发，供各地学习借鉴，请结合实际认真抓好落实，推动文明实践工作不断取得新成效。"
    )
    document.line("本期目录", CENTER, bold=True)
    document.line("甲县：聚焦“三个关键”推动文明实践走深走实\t1")
    document.line("乙区：深化移风易俗 涵育文明乡风\t3")
    document.line("甲县聚焦“三个关键”", CENTER, bold=True)
    document.line("推动文明实践走深走实", CENTER, bold=True)
    document.line(INTRO + "（甲县县委宣传部）")
    document.line("乙区深化移风易俗 涵育文明乡风", CENTER, bold=True)
    document.line("乙区" + INTRO[2:] + "（乙区文明办）")
    document.line("报：省文明办，市委、市政府领导")
    document.line("发：各县市区委宣传部、文明办")
    document.line("编辑：张三  审核：李四")
    document.line("（共印120份）", RIGHT)
    result, issue = read(document, tmp_path)
    assert printed_note(issue)[0].text.startswith("编者按：现将")
    assert [report.city_name for report in issue.reports] == ["甲县", "乙区"]
    assert issue.reports[0].title[0].text == "聚焦“三个关键” 推动文明实践走深走实"
    assert printed_entry(issue.reports[0]).text == "甲县：聚焦“三个关键”推动文明实践走深走实"
    assert (issue.distribution.copies, issue.distribution.report[0].text) == (
        120,
        "省文明办，市委、市政府领导",
    )
    assert [(label, value.text) for label, value in issue.colophon.entries] == [
        ("编辑", "张三"),
        ("审核", "李四"),
    ]
    assert "目录" not in result.text


def test_old_formats_want_the_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bulletin_pdf.importers import office
    from bulletin_pdf.problems import BulletinError

    source = tmp_path / "old.doc"
    source.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))
    monkeypatch.setattr(office, "_find", lambda: "")
    with pytest.raises(BulletinError) as caught:
        imported(source, tmp_path)
    assert {problem.code for problem in caught.value.problems} == {"B905"}


def test_an_office_that_converts(document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for LibreOffice, called as it is called."""
    from bulletin_pdf.importers import office

    made = document.save(tmp_path / "made.docx")
    program = tmp_path / "soffice"
    program.write_text(
        f'#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\ncp "{made}" "$2/source.docx"\n', "utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setattr(office, "_find", lambda: str(program))
    source = tmp_path / "old.wps"
    source.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))
    _, issue = imported(source, tmp_path)
    assert issue.number == 5
