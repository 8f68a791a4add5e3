"""The papers that data/old.doc and data/floating.doc hold, as .docx: `python -m importers.old_word old.docx floating.docx` in tests/.

Those files were made of them with LibreOffice 7.4: `soffice --headless --convert-to doc old.docx`.
"""

import io
import sys
from pathlib import Path

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from PIL import Image

from importers.word import CENTER, INTRO, RIGHT, Document, rewrite

BOLD, STRUCK, HIDDEN, RAISED = "<w:b/>", "<w:strike/>", "<w:vanish/>", '<w:vertAlign w:val="superscript"/>'


def make(path: Path) -> Path:
    """Write the document."""
    document = Document()
    document.lists()
    document.line("甲县“三个聚焦”推进文明实践", CENTER).runs[0].font.size = Pt(22)
    document.line(INTRO)
    _runs(
        document,
        ("面积300米", ""),
        ("2", RAISED),
        ("，", ""),
        ("旧数", STRUCK),
        ("藏着", HIDDEN),
        ("约10", ""),
        ("-6", RAISED),
        ("。", ""),
    )
    document.numbered(document.lead("突出队伍建设。", "组建志愿服务队伍，吸纳党员干部、乡贤能人等力量。"), 0)
    document.numbered(document.line("健全机制"), 0)
    document.numbered(document.line("完善制度。建立例会、培训、考核、激励等制度。"), 1)
    _fields(document)
    _table(document)
    _picture(document)
    document.line("甲县文明办", RIGHT)
    document.line("2023年4月6日", RIGHT)
    document.word.sections[0].header.paragraphs[0].text = "甲县文明实践资料"
    document.save(path)
    return rewrite(path, footnotes=_footnotes())


def _runs(document: Document, *runs: tuple[str, str]) -> None:
    paragraph = document.word.add_paragraph()
    for text, look in runs:
        paragraph._p.append(
            parse_xml(
                f'<w:r {nsdecls("w")}><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
            )
        )


def _fields(document: Document) -> None:
    """A field with its result, within it another; and the mark of a footnote."""
    paragraph = document.line("见")
    for inside in (
        '<w:fldChar w:fldCharType="begin"/>', '<w:instrText> HYPERLINK "http://example.org" </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', "<w:t>文明网</w:t>", '<w:fldChar w:fldCharType="end"/>',
        "<w:t>所载</w:t>", '<w:footnoteReference w:id="2"/>', "<w:t>。</w:t>",
    ):  # fmt: skip
        paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inside}</w:r>"))


def _footnotes() -> str:
    notes = "".join(
        f'<w:footnote w:id="{number}"{kind}><w:p><w:r>{inside}</w:r></w:p></w:footnote>'
        for number, kind, inside in (
            (0, ' w:type="separator"', "<w:separator/>"),
            (1, ' w:type="continuationSeparator"', "<w:continuationSeparator/>"),
            (2, "", "<w:footnoteRef/><w:t>据甲县统计局数据。</w:t>"),
        )
    )
    return f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>"


def _picture(document: Document) -> None:
    data = io.BytesIO()
    Image.new("RGB", (240, 180), (200, 20, 20)).save(data, "PNG")
    document.word.add_paragraph().add_run().add_picture(data)


def _table(document: Document) -> None:
    """Four rows: a head over two columns, a cell over two rows."""
    table = document.word.add_table(4, 3)
    table.style = "Table Grid"
    for row, texts in zip(
        table.rows, (("", "", ""), ("", "男", "女"), ("东乡", "35", "41"), ("西乡", "46", "")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "人数"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "乡镇"


def make_floating(path: Path) -> Path:
    """Write a document with a picture and a text box that float, each anchored between two paragraphs."""
    document = Document()
    document.line("甲县文明实践活动纪实", CENTER).runs[0].font.size = Pt(22)
    document.line(INTRO)
    _float(document)
    document.line("活动结束后，志愿者清理了场地。")
    _box(document, "框里的话在这两段之间")
    document.line("下一次活动定在五月。")
    return document.save(path)


def _float(document: Document) -> None:
    """Take the last picture out of the line: it stands beside the text."""
    _picture(document)
    inline = document.word.element.body.findall(f".//{qn('wp:inline')}")[-1]
    position = "".join(
        f'<wp:position{axis} relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:position{axis}>'
        for axis in "HV"
    )
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp")} simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" '
        f'allowOverlap="1"><wp:simplePos x="0" y="0"/>{position}</wp:anchor>'
    )
    for child in list(inline):
        anchor.append(child)
        if child.tag == qn("wp:extent"):
            anchor.append(parse_xml(f'<wp:wrapSquare {nsdecls("wp")} wrapText="bothSides"/>'))
    inline.getparent().replace(inline, anchor)


def _box(document: Document, text: str) -> None:
    document.word.add_paragraph()._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape type="#_x0000_t202" '
            'style="position:absolute;width:200pt;height:40pt"><v:textbox><w:txbxContent><w:p><w:r>'
            f"<w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        )
    )


if __name__ == "__main__":
    make(Path(sys.argv[1]))
    make_floating(Path(sys.argv[2]))
