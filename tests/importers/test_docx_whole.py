"""Whatever a Word document holds: it is read or named, proven whole, and the draft builds."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from docx.oxml import parse_xml

from bulletin_pdf.cli.main import main
from bulletin_pdf.importers.convert import Imported
from bulletin_pdf.importers.docx_symbols import usual
from bulletin_pdf.importers.numbering import in_shape
from bulletin_pdf.issue.model import Figure, Issue, Table
from importers.helpers import imported
from importers.word import CENTER, INTRO, Document, rewrite
from support.narrowed import prose_of

SPACES = " ".join(
    f'xmlns:{name}="{space}"'
    for name, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    }.items()
)


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, result: str = "", begin: str = "") -> str:
    said = f"<w:r><w:instrText> {instruction} </w:instrText></w:r>" if instruction else ""
    shown = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{begin}</w:fldChar></w:r>{said}{shown}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


CHOICE = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲项"/><w:listEntry w:val="乙项"/></w:ddList></w:ffData>'
BOX = '<w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>'
FRACTION = "<m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
POWER = "<m:sSup><m:e><m:r><m:t>𝑥</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
TEXTBOX = f"<wps:txbx><w:txbxContent><w:p>{run('框内文字')}</w:p></w:txbxContent></wps:txbx>"
INLINE = {
    "circled": (field(r"EQ \o\ac(○,21)"), "㉑"),
    "circled in small letters": (field(r"eq \o\ac(○,3)"), "③"),
    "fraction": (field(r"EQ \f(1,2)"), "1/2"),
    "boxed": (field(r"EQ \o\ac(□,优)"), "优"),
    "simple field": ('<w:fldSimple w:instr=" EQ \\o\\ac(○,7) "/>', "⑦"),
    "drop-down": (field("FORMDROPDOWN", begin=CHOICE), "乙项"),
    "box": (field("FORMCHECKBOX", begin=BOX), "☑"),
    "result": (field("PAGE", "5"), "5"),
    "raised": (run("10") + run("-6", '<w:vertAlign w:val="superscript"/>'), "10⁻⁶"),
    "lowered": (run("CO") + run("2", '<w:vertAlign w:val="subscript"/>'), "CO₂"),
    "raised mark": (run("[1]", '<w:vertAlign w:val="superscript"/>'), "[1]"),
    "struck": (run("300", "<w:strike/>") + run("500万元"), "500万元"),
    "struck twice": (run("农村", "<w:dstrike/>"), ""),
    "hidden": (run("隐藏", "<w:vanish/>"), ""),
    "symbol": ('<w:r><w:sym w:font="Symbol" w:char="F0A3"/></w:r>', "≤"),
    "letters of a symbol font": (run("þ", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☑"),
    "wingdings 2": ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑"),
    "reading": (
        f"<w:r><w:ruby><w:rt>{run('lù')}</w:rt><w:rubyBase>{run('甪')}</w:rubyBase></w:ruby></w:r>",
        "甪",
    ),
    "formula": (f"<m:oMath>{FRACTION}</m:oMath>", "(a+b)/2"),
    "power": (f"<m:oMath>{POWER}</m:oMath>", "x²"),
    "inserted": (f'<w:ins w:id="1" w:author="a">{run("加入")}</w:ins>', "加入"),
    "deleted": ('<w:del w:id="2" w:author="a"><w:r><w:delText>删去</w:delText></w:r></w:del>', ""),
    "moved": (
        f'<w:moveFrom w:id="3" w:author="a">{run("移动")}</w:moveFrom><w:moveTo w:id="4" w:author="a">{run("移动")}</w:moveTo>',
        "移动",
    ),
    "control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('已填')}</w:sdtContent></w:sdt>", "已填"),
    "placeholder": (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处')}</w:sdtContent></w:sdt>",
        "",
    ),
    "hyphen": (f"{run('甲')}<w:r><w:noBreakHyphen/></w:r>{run('乙')}", "甲-乙"),
    "dots": (run("着重", '<w:em w:val="dot"/>'), "着重"),
    "dingbat": (run("➢"), "→"),
}
BLOCKS = {
    "text box": (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{TEXTBOX}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p>{run('框内文字')}</w:p></w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ),
    "page break": f'<w:p>{run("页前")}<w:r><w:br w:type="page"/></w:r>{run("页后")}</w:p>',
    "column break": f'<w:p>{run("栏前")}<w:r><w:br w:type="column"/></w:r>{run("栏后")}</w:p>',
    "merged cells": (
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p>{run("竖合")}</w:p></w:tc><w:tc><w:p>{run("一")}'
        f"</w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>{run('合内')}</w:p></w:tc><w:tc><w:p>{run('二')}</w:p>"
        "</w:tc></w:tr></w:tbl>"
    ),
    "deleted row": (
        f'<w:tbl><w:tr><w:trPr><w:del w:id="8" w:author="a"/></w:trPr><w:tc><w:p>{run("删行")}</w:p></w:tc></w:tr>'
        f"<w:tr><w:tc><w:p>{run('留行')}</w:p></w:tc></w:tr></w:tbl>"
    ),
    "nested table": (
        f"<w:tbl><w:tr><w:tc><w:p>{run('县区')}</w:p></w:tc><w:tc><w:p>{run('数')}</w:p></w:tc></w:tr><w:tr><w:tc><w:p>{run('甲县')}"
        f"</w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p>{run('内一')}</w:p></w:tc><w:tc><w:p>{run('内二')}</w:p></w:tc></w:tr></w:tbl>"
        f"<w:p>{run('外')}</w:p></w:tc></w:tr></w:tbl>"
    ),
    "control": f"<w:sdt><w:sdtContent><w:p>{run('控件内的一段')}</w:p></w:sdtContent></w:sdt>",
    "joined": f'<w:p><w:pPr><w:rPr><w:del w:id="9" w:author="a"/></w:rPr></w:pPr>{run("段标已删，")}</w:p>',
}


def begun(title: str = "扎实推进志愿服务") -> Document:
    document = Document()
    document.line(title, CENTER)
    document.line(INTRO)
    return document


def add(document: Document, markup: str) -> None:
    """Put a block of raw markup at the end of the text."""
    body = document.word.element.body
    body.insert(len(body) - 1, parse_xml(markup.replace(">", f" {SPACES}>", 1)))


def read(document: Document, tmp_path: Path) -> tuple[Imported, Issue]:
    return imported(document.save(tmp_path / "word.docx"), tmp_path)


def said(issue: Issue) -> list[str]:
    return [prose_of(element).text for element in issue.reports[0].body if hasattr(element, "prose")]


@pytest.mark.parametrize("name", INLINE)
def test_what_stands_in_a_line(tmp_path: Path, name: str) -> None:
    markup, shown = INLINE[name]
    document = begun()
    add(document, f"<w:p>{run('前文')}{markup}{run('后文。')}</w:p>")
    result, issue = read(document, tmp_path)
    assert said(issue)[-1] == f"前文{shown}后文。"
    assert not result.account.lost


@pytest.mark.parametrize("name", BLOCKS)
def test_what_stands_between_paragraphs(tmp_path: Path, name: str) -> None:
    document = begun()
    add(document, BLOCKS[name])
    add(document, f"<w:p>{run('后文。')}</w:p>")
    result, _ = read(document, tmp_path)
    assert not result.account.lost


@pytest.mark.parametrize("seed", range(8))
def test_mixtures_are_whole(tmp_path: Path, seed: int) -> None:
    """Every construct in any order, in paragraphs, cells and above the title."""
    chosen = random.Random(seed)
    document = Document()
    if chosen.random() < 0.5:
        document.head()
    for _ in range(chosen.randint(0, 2)):
        add(document, chosen.choice(list(BLOCKS.values())))
    document.line(chosen.choice(("扎实推进志愿服务", "关于开展活动的通知")), CENTER)
    for _ in range(chosen.randint(1, 12)):
        parts = [chosen.choice(list(INLINE.values()))[0] for _ in range(chosen.randint(1, 5))]
        text = (
            f"<w:p>{run('前文')}{run('，中文，').join(parts)}{run(chosen.choice(('后文。', '后文')))}</w:p>"
        )
        cell = f"<w:tbl><w:tr><w:tc>{text}</w:tc><w:tc>{text}</w:tc></w:tr><w:tr><w:tc>{text}</w:tc></w:tr></w:tbl>"
        add(document, chosen.choice((text, text, text, cell, chosen.choice(list(BLOCKS.values())))))
    add(document, f"<w:p>{run('末段。')}</w:p>")
    result, _ = read(document, tmp_path)
    assert not result.account.lost


SIDES = {
    "header": f"<w:hdr {SPACES}><w:p>{run('眉文')}</w:p></w:hdr>",
    "footer": f"<w:ftr {SPACES}><w:p>{run('脚文')}</w:p></w:ftr>",
    "footnotes": f'<w:footnotes {SPACES}><w:footnote w:id="2"><w:p>{run("脚注文")}</w:p></w:footnote></w:footnotes>',
    "endnotes": f'<w:endnotes {SPACES}><w:endnote w:id="2"><w:p>{run("尾注文")}</w:p></w:endnote></w:endnotes>',
    "comments": f'<w:comments {SPACES}><w:comment w:id="1"><w:p>{run("批注文")}</w:p></w:comment></w:comments>',
    "diagramData": f"<w:x {SPACES}><a:p><a:r><a:t>图示文</a:t></a:r></a:p></w:x>",
    "chart": f"<w:x {SPACES}><a:p><a:r><a:t>图表文</a:t></a:r></a:p></w:x>",
}


@pytest.mark.parametrize("mark", [True, False])
def test_what_stands_in_other_parts_is_whole(tmp_path: Path, mark: bool) -> None:
    """Beside the text, whether the text shows it or not: a note without its mark, a chart that was deleted."""
    document = begun()
    marked = '<w:r><w:footnoteReference w:id="2"/></w:r>' if mark else ""
    add(document, f"<w:p>{run('前文')}{marked}{run('后文。')}</w:p>")
    result, _ = imported(rewrite(document.save(tmp_path / "word.docx"), **SIDES), tmp_path)
    reasons = {edit.why for edit in result.draft.edits}
    assert not result.account.lost and {"header", "comment", "unused"} <= reasons
    assert ("脚注文" in result.text) == mark


def test_a_draft_of_everything_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    document = begun()
    for markup, _ in INLINE.values():
        add(document, f"<w:p>{run('前文')}{markup}{run('后文。')}</w:p>")
    for markup in BLOCKS.values():
        add(document, markup)
    read(document, tmp_path)
    code = main(["build", "word.yaml", "-o", "word.pdf"])
    assert code == 0, capsys.readouterr().err


def test_characters_no_face_has_are_named_once(tmp_path: Path) -> None:
    """〓 holds their places; a hanzi stands in the comments at the head, with its count."""
    document = begun()
    for _ in range(3):
        document.line("火🔥了，구两次，𱍊字，𝑥与➢照常。")
    result, issue = read(document, tmp_path)
    assert said(issue)[-1] == "火〓了，〓两次，〓字，x与→照常。"
    told = [(problem.code, problem.message("zh")) for problem in result.problems]
    named = {char: code for code, text in told for char in "🔥구𱍊" if char in text and "3 处" in text}
    assert named == {"🔥": "B953", "구": "B953", "𱍊": "B954"}
    assert [line for line in result.text.split("\n") if "𱍊" in line] == ["#   𱍊 U+3134A ×3: 3:9 4:9 5:9"]
    assert not result.account.lost


def test_emphasis_dots_are_kept(tmp_path: Path) -> None:
    document = begun()
    add(document, f"<w:p>{run('前文')}{INLINE['dots'][0]}{run('后文。')}</w:p>")
    result, issue = read(document, tmp_path)
    assert prose_of(issue.reports[0].body[-1]).dots == ((2, 4),)
    assert "==着重==" in result.text


def test_a_masthead_in_a_page_header_is_used(tmp_path: Path) -> None:
    document = begun()
    header = document.word.sections[0].header
    header.paragraphs[0].text = "文明实践简报"
    header.add_paragraph("2023年第9期")
    result, issue = read(document, tmp_path)
    assert (issue.masthead.name.text, issue.number) == ("文明实践简报", 9)
    assert not result.account.lost


def test_pages_inside_a_document_are_read(tmp_path: Path) -> None:
    document = begun()
    add(document, '<w:altChunk r:id="rId77"></w:altChunk>')
    path = document.save(tmp_path / "word.docx")
    link = '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="a.htm"/>'
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(packed, "w") as made:
        for name in package.namelist():
            data = package.read(name)
            if name == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", link.encode() + b"</Relationships>")
            made.writestr(name, data)
        made.writestr("word/a.htm", "<html><body><p>另附材料一段。</p></body></html>")
    path.write_bytes(packed.getvalue())
    result, issue = imported(path, tmp_path)
    assert said(issue)[-1] == "另附材料一段。"
    assert not result.account.lost


def test_photographs_laid_out_in_a_table_are_figures(tmp_path: Path) -> None:
    from PIL import Image

    document = begun()
    table = document.word.add_table(2, 2)
    for column, words in enumerate(("左图说", "右图说")):
        data = io.BytesIO()
        Image.effect_noise((400, 300), 40 + column).save(data, "JPEG")
        data.seek(0)
        table.cell(0, column).paragraphs[0].add_run().add_picture(data)
        table.cell(1, column).text = words
    result, issue = read(document, tmp_path)
    figures = [element for element in issue.reports[0].body if isinstance(element, Figure)]
    assert [figure.caption.text for figure in figures] == ["左图说", "右图说"]
    assert not result.account.lost


def test_a_cropped_picture_is_cropped(tmp_path: Path) -> None:
    from PIL import Image

    document = begun()
    document.picture()
    fill = document.word.element.body.xpath(".//pic:blipFill")[0]
    space = "http://schemas.openxmlformats.org/drawingml/2006/main"
    fill.insert(1, parse_xml(f'<a:srcRect xmlns:a="{space}" l="25000" r="25000"/>'))
    result, _ = read(document, tmp_path)
    ((_, data),) = result.draft.pictures
    assert Image.open(io.BytesIO(data)).size == (400, 600)


def test_a_nested_table_stays_in_its_cell(tmp_path: Path) -> None:
    document = begun()
    add(document, BLOCKS["nested table"])
    _, issue = read(document, tmp_path)
    (table,) = (element for element in issue.reports[0].body if isinstance(element, Table))
    assert [[cell.prose.text for cell in row] for row in table.rows] == [
        ["县区", "数"],
        ["甲县", "内一 内二 外"],
    ]


@pytest.mark.parametrize(
    ("shape", "shown"),
    [("chineseCounting", "一 十 二十一 一〇三"), ("chineseCountingThousand", "一 十 二十一 一百零三"),
     ("chineseLegalSimplified", "壹 壹拾 贰拾壹 壹佰零叁"), ("ideographDigital", "一 一〇 二一 一〇三"),
     ("decimalEnclosedCircle", "① ⑩ ㉑ 103"), ("upperRoman", "I X XXI CIII"), ("ordinal", "1st 10th 21st 103rd"),
     ("decimalEnclosedParen", "⑴ ⑽ 21 103"), ("ideographEnclosedCircle", "㊀ ㊉ 21 103"), ("hex", "1 A 15 67")],
)  # fmt: skip
def test_numbers_as_word_shows_them(shape: str, shown: str) -> None:
    assert " ".join(in_shape(count, shape) for count in (1, 10, 21, 103)) == shown


def test_symbols_by_their_font() -> None:
    assert [usual("\uf0a3", font) for font in ("Symbol", "Wingdings 2", "")] == ["≤", "□", "□"]
    assert (usual("a"), usual("a", "Symbol"), usual("é")) == ("a", "α", "é")


def test_counting_begins_anew_where_word_says_so(tmp_path: Path) -> None:
    """Another list of the same kind with a start of its own; the first goes on behind it."""
    document = begun()
    document.lists()
    numbering = document.word.part.numbering_part.element
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering.append(
        parse_xml(f'<w:num {SPACES} w:numId="92"><w:abstractNumId w:val="90"/>{override}</w:num>')
    )
    for number, text in ((91, "甲项"), (91, "乙项"), (92, "丙项"), (92, "丁项")):
        counted = f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        add(document, f"<w:p>{counted}{run(text)}</w:p>")
    _, issue = read(document, tmp_path)
    assert [text for text in said(issue) if text.endswith("项")] == [
        "一、甲项",
        "二、乙项",
        "一、丙项",
        "二、丁项",
    ]
