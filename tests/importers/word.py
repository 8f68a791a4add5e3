"""Real Word documents for tests, made with python-docx."""

import io
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
INTRO = "甲县认真贯彻落实上级部署，坚持以群众需求为导向，扎实推进新时代文明实践中心建设，全县建成实践所18个、实践站216个。"


class Document:
    """A document being written."""

    def __init__(self) -> None:
        self.word = docx.Document()

    def line(self, text: str, align: Any = None, bold: bool = False, style: str | None = None) -> Paragraph:
        paragraph = self.word.add_paragraph(style=style)
        paragraph.add_run(text).bold = bold or None
        paragraph.alignment = align
        return paragraph

    def lead(self, thesis: str, text: str) -> Paragraph:
        paragraph = self.word.add_paragraph()
        paragraph.add_run(thesis).bold = True
        paragraph.add_run(text)
        return paragraph

    def head(self) -> None:
        self.line("工 作 简 报", CENTER)
        self.line("2023年第5期", CENTER)
        self.line("（总第205期）", CENTER)
        table = self.word.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "某市精神文明建设指导委员会办公室", "2023年4月6日"

    def lists(self) -> None:
        """Two levels that Word counts: 一、 and （一）."""
        numbering = self.word.part.numbering_part.element
        numbering.insert(
            0,
            parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>'
                '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
                '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/>'
                "</w:lvl></w:abstractNum>"
            ),
        )
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>')
        )

    def numbered(self, paragraph: Paragraph, level: int) -> Paragraph:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>')
        )
        return paragraph

    def picture(self) -> None:
        from PIL import Image

        data = io.BytesIO()
        Image.effect_noise((800, 600), 60).save(data, "JPEG")
        data.seek(0)
        self.word.add_paragraph().add_run().add_picture(data)

    def save(self, path: Path) -> Path:
        self.word.save(str(path))
        return path


def xml(paragraph: Paragraph, inside: str) -> Paragraph:
    """Put raw markup at the end of a paragraph."""
    paragraph._p.append(parse_xml(inside.replace("<w:", "<w:", 1).replace(">", f" {nsdecls('w')}>", 1)))
    return paragraph


def rewrite(path: Path, **parts: str) -> Path:
    """Add or replace parts of a document, and relate them to the main one."""
    import zipfile

    with zipfile.ZipFile(path) as package:
        held = {name: package.read(name) for name in package.namelist()}
    relations = held["word/_rels/document.xml.rels"].decode("utf-8")
    for kind, text in parts.items():
        name = f"word/{kind}.xml"
        if name not in held:
            space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            link = f'<Relationship Id="x{kind}" Type="{space}/{kind}" Target="{kind}.xml"/>'
            relations = relations.replace("</Relationships>", link + "</Relationships>")
        held[name] = text.encode("utf-8")
    held["word/_rels/document.xml.rels"] = relations.encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in held.items():
            package.writestr(name, data)
    return path
