"""Word documents as other programs and careless hands make them."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bulletin_pdf.importers.convert import Imported
from bulletin_pdf.issue.model import Figure, Heading, Issue, Note, Table
from bulletin_pdf.issue.printed_form import attribution
from bulletin_pdf.problems import BulletinError
from importers.helpers import import_copy, imported
from importers.word import CENTER, INTRO, Document, rewrite, xml
from support.narrowed import present, prose_of

TITLE = "甲县聚焦“三个关键” 推动文明实践走深走实"
REVISION = 'w:id="1" w:author="甲" w:date="2023-01-01T00:00:00Z"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def document() -> Document:
    made = Document()
    made.head()
    made.line(TITLE, CENTER, bold=True)
    made.line(INTRO)
    return made


def read(document: Document, directory: Path) -> tuple[Imported, Issue]:
    return imported(document.save(directory / "word.docx"), directory)


def texts(issue: Issue) -> list[str]:
    return [prose_of(element).text for element in issue.reports[0].body if hasattr(element, "prose")]


def codes(result: Imported) -> set[str]:
    return {problem.code for problem in result.problems}


def reasons(result: Imported) -> set[tuple[str, str, str]]:
    return {(edit.why, edit.before, edit.after) for edit in result.draft.edits}


def repacked(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """Every part of a document as `change` gives it back; None takes it out."""
    with zipfile.ZipFile(path) as package:
        held = {name: change(name, package.read(name)) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in held.items():
            if data is not None:
                package.writestr(name, data)
    return path


def test_a_document_of_libreoffice(tmp_path: Path) -> None:
    """Numbers, changes, notes, spans and symbols the way LibreOffice Writer 7.4 writes them."""
    result, issue = import_copy("libreoffice.docx", tmp_path)
    assert (issue.masthead.name.text, issue.number, issue.serial) == ("工作简报", 5, 205)
    assert texts(issue) == [
        INTRO,
        "一、健全机制",
        "（一）完善制度。建立例会制度，定期研究工作。",
        "（二）落实保障。工作经费纳入财政预算。",
        "二、营造氛围",
        "突出宣传引导。利用大喇叭、宣传栏等载体，开展宣传300余场。",
        "每年安排专项经费200万元。",
        "全县注册志愿者3.2万人①，占常住人口的12%。",
        "各项任务已经完成✓，群众满意度不断提升。",
        "①数据截至2023年3月底。",
    ]
    assert isinstance(issue.reports[0].body[-1], Note)
    (table,) = (element for element in issue.reports[0].body if isinstance(element, Table))
    assert [[(cell.colspan, cell.rowspan) for cell in row] for row in table.rows[1:]] == [
        [(1, 2), (1, 1), (1, 1)],
        [(2, 1)],
    ]
    assert present(attribution(issue.reports[0])).text == "（甲县县委宣传部）"
    assert {("deleted", "大概", ""), ("inserted", "", "专项")} <= reasons(result)


def test_the_look_of_wps(document: Document, tmp_path: Path) -> None:
    """WPS names styles by numbers, hints at East Asian type and keeps data of its own."""
    paragraph = document.line("主要做法")
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:pStyle {nsdecls("w")} w:val="2"/>'))
    styles = document.word.styles.element
    styles.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/>'
            '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        )
    )
    lead = document.line("")
    for face, text in (("黑体", "突出宣传引导。"), ("仿宋_GB2312", "开展宣传300余场，覆盖全部村居。")):
        run = lead.add_run(text)
        run._r.get_or_add_rPr().append(
            parse_xml(f'<w:rFonts {nsdecls("w")} w:hint="eastAsia" w:ascii="{face}" w:eastAsia="{face}"/>')
        )
    _, issue = read(document, tmp_path)
    body: tuple[Any, ...] = issue.reports[0].body[1:]
    heading, paragraph = body
    assert isinstance(heading, Heading) and heading.prose.text == "主要做法"
    assert [(style.start, style.end) for style in paragraph.prose.styles] == [(0, 7)]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(document: Document, tmp_path: Path) -> None:
    first = document.line("全县建成实践所18个，")
    first._p.get_or_add_pPr().append(parse_xml(f"<w:rPr {nsdecls('w')}><w:del {REVISION}/></w:rPr>"))
    document.line("实践站216个，实现全覆盖。")
    result, issue = read(document, tmp_path)
    assert texts(issue)[-1] == "全县建成实践所18个，实践站216个，实现全覆盖。"
    assert "B911" in codes(result)
    assert "paragraph-mark" in {edit.why for edit in result.draft.edits}


def test_moved_text_stands_where_it_was_moved_to(document: Document, tmp_path: Path) -> None:
    paragraph = document.line("队伍建设")
    xml(paragraph, f"<w:moveFrom {REVISION}><w:r><w:t>先说这一句。</w:t></w:r></w:moveFrom>")
    paragraph.add_run("得到加强。")
    xml(paragraph, f"<w:moveTo {REVISION}><w:r><w:t>再说这一句。</w:t></w:r></w:moveTo>")
    _, issue = read(document, tmp_path)
    assert texts(issue)[-1] == "队伍建设得到加强。再说这一句。"


def test_word_art_may_hold_the_name(tmp_path: Path) -> None:
    document = Document()
    shape = '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="文明实践快讯"/></v:shape>'
    xml(document.line(""), f"<w:r><w:pict>{shape}</w:pict></w:r>")
    document.line("2023年第5期", CENTER)
    document.line(TITLE, CENTER, bold=True)
    document.line(INTRO)
    result, issue = read(document, tmp_path)
    assert issue.masthead.name.text == "文明实践快讯"
    assert "B914" in codes(result)


def test_headers_and_footers_are_named_and_logged(document: Document, tmp_path: Path) -> None:
    document.word.sections[0].header.paragraphs[0].text = "内部资料"
    document.word.sections[0].footer.paragraphs[0].text = "— 1 —"
    result, issue = read(document, tmp_path)
    assert "B933" in codes(result)
    assert ("header", "内部资料", "") in reasons(result)
    assert "内部资料" not in "".join(texts(issue))


def test_readings_hyphens_breaks_and_fields(document: Document, tmp_path: Path) -> None:
    paragraph = document.line("本段说明")
    ruby = "<w:ruby><w:rt><w:r><w:t>tóng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>砼</w:t></w:r></w:rubyBase></w:ruby>"
    xml(paragraph, f"<w:r>{ruby}</w:r>")
    xml(
        paragraph,
        "<w:r><w:t>结构</w:t><w:softHyphen/><w:lastRenderedPageBreak/><w:t>的做法，见第</w:t></w:r>",
    )
    xml(paragraph, '<w:r><w:fldChar w:fldCharType="begin"/></w:r>')
    xml(paragraph, '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>')
    xml(paragraph, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>')
    xml(paragraph, "<w:r><w:t>3</w:t></w:r>")
    xml(paragraph, '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    xml(paragraph, '<w:hyperlink w:anchor="a"><w:r><w:t>页的图样</w:t></w:r></w:hyperlink>')
    paragraph.add_run("。")
    document.word.add_section()
    document.line("换了一节，正文接着往下写，各单位按要求抓好落实。")
    _, issue = read(document, tmp_path)
    assert texts(issue)[1:] == [
        "本段说明砼结构的做法，见第3页的图样。",
        "换了一节，正文接着往下写，各单位按要求抓好落实。",
    ]


def test_formulas_are_named(document: Document, tmp_path: Path) -> None:
    paragraph = document.line("面积按")
    space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    paragraph._p.append(parse_xml(f'<m:oMath xmlns:m="{space}"><m:r><m:t>S=ab</m:t></m:r></m:oMath>'))
    paragraph.add_run("计算。")
    result, issue = read(document, tmp_path)
    assert texts(issue)[-1] == "面积按S=ab计算。"
    assert "B916" in codes(result)


def test_what_is_embedded_is_named(document: Document, tmp_path: Path) -> None:
    document.word.element.body.insert(3, parse_xml(f'<w:altChunk {nsdecls("w", "r")} r:id="rId99"/>'))
    result, _ = read(document, tmp_path)
    assert "B917" in codes(result)


def test_a_picture_that_floats_with_a_choice_of_forms(document: Document, tmp_path: Path) -> None:
    """mc:AlternateContent gives a picture twice; it comes once."""
    document.picture()
    paragraph = document.word.paragraphs[-1]
    drawing = paragraph._p.xpath(".//w:drawing")[0]
    run = drawing.getparent()
    run.remove(drawing)
    space = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = parse_xml(
        f'<mc:AlternateContent xmlns:mc="{space}"><mc:Choice Requires="wpg"/></mc:AlternateContent>'
    )
    both[0].append(drawing)
    run.append(both)
    document.line("图为志愿者在服务（李四 摄）", CENTER)
    result, issue = read(document, tmp_path)
    (figure,) = (element for element in issue.reports[0].body if isinstance(element, Figure))
    assert figure.caption.text == "图为志愿者在服务"
    assert len(result.draft.pictures) == 1


def test_a_table_in_a_cell_and_a_row_that_begins_late(document: Document, tmp_path: Path) -> None:
    outer = document.word.add_table(2, 2)
    outer.cell(0, 0).text, outer.cell(0, 1).text = "一季度工作情况", "说明"
    inner = outer.cell(1, 0).add_table(2, 2)
    for row, line in enumerate((("乡镇", "场次"), ("城关", "12"))):
        for column, word in enumerate(line):
            inner.cell(row, column).text = word
    outer.cell(1, 1).text = "表内数据由各乡镇上报，经县文明办核实。"
    _, issue = read(document, tmp_path)
    words = [cell.prose.text for table in issue.reports[0].body if isinstance(table, Table)
             for row in table.rows for cell in row] + texts(issue)  # fmt: skip
    for word in ("乡镇", "场次", "城关", "12", "表内数据由各乡镇上报，经县文明办核实。"):
        assert any(word in text for text in words), word


def test_a_strict_document(document: Document, tmp_path: Path) -> None:
    path = document.save(tmp_path / "word.docx")

    def strict(name: str, data: bytes) -> bytes:
        data = data.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
        return data.replace(
            OFFICE.encode() + b"/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"
        )

    _, issue = imported(repacked(path, strict), tmp_path)
    assert texts(issue) == [INTRO]


@pytest.mark.parametrize(
    "left",
    ["word/styles.xml", "word/settings.xml", "word/theme/theme1.xml", "[Content_Types].xml", "_rels/.rels"],
)
def test_parts_that_are_missing(document: Document, tmp_path: Path, left: str) -> None:
    path = document.save(tmp_path / "word.docx")
    _, issue = imported(repacked(path, lambda name, data: None if name == left else data), tmp_path)
    assert texts(issue) == [INTRO]


def test_a_document_with_macros(document: Document, tmp_path: Path) -> None:
    path = document.save(tmp_path / "word.docm")
    plain, macros = (
        b"openxmlformats-officedocument.wordprocessingml.document",
        b"ms-word.document.macroEnabled",
    )
    repacked(path, lambda name, data: data.replace(plain, macros) if name == "[Content_Types].xml" else data)
    _, issue = imported(path, tmp_path)
    assert texts(issue) == [INTRO]


def test_endnotes_and_comments_in_the_text(document: Document, tmp_path: Path) -> None:
    paragraph = document.line("全县注册志愿者3.2万人")
    xml(paragraph, '<w:r><w:endnoteReference w:id="5"/></w:r>')
    paragraph.add_run("，占常住人口的12%。")
    path = document.save(tmp_path / "word.docx")
    note = '<w:endnote w:id="5"><w:p><w:r><w:t>来自县文明办统计。</w:t></w:r></w:p></w:endnote>'
    rewrite(path, endnotes=f"<w:endnotes {nsdecls('w')}>{note}</w:endnotes>")
    _, issue = imported(path, tmp_path)
    assert texts(issue)[-2:] == ["全县注册志愿者3.2万人①，占常住人口的12%。", "①来自县文明办统计。"]


def test_open_documents_go_through_the_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bulletin_pdf.importers import office

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    (tmp_path / "a.odt").write_bytes(stream.getvalue())
    monkeypatch.setattr(office, "_find", lambda: "")
    with pytest.raises(BulletinError) as caught:
        imported(tmp_path / "a.odt", tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["B905"]
