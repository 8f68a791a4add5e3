"""An issue as a Word paper for review, in the look of its house style.

Every line has an id that outlives editing: a bookmark around its text, and the paragraph id that Word and LibreOffice
keep; both are known again when the paper comes back (`word_in`). What the paper was made from stands in its properties.
"""

import io
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bulletin_pdf.design.model import Style
from bulletin_pdf.issue.printed_form import number_line
from bulletin_pdf.pictures.facts import read_picture_facts
from bulletin_pdf.pictures.picture_error import PictureError
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.review.custom_properties import LONGEST_PROPERTY, paper_properties, with_properties
from bulletin_pdf.review.paper import (
    NO_XML,
    Line,
    PaperBreak,
    PaperPicture,
    PaperRule,
    PaperTable,
    ReviewPaper,
    picture_digest,
)
from bulletin_pdf.review.word_xml import element, insert_borders, set_dots, set_id, set_language

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FACES = {
    "xbs": "方正小标宋简体",
    "fangsong": "仿宋_GB2312",
    "kai": "楷体_GB2312",
    "hei": "黑体",
    "song": "宋体",
    "zhongsong": "华文中宋",
    "shusong": "方正书宋简体",
}
"""The faces that offices have for each role."""
LATIN = "Times New Roman"
LEAD_STYLE = "BulletinLead"
LEVEL_STYLE = "BulletinLevel"
"""Of run-in heads, their level behind it."""
BOOKMARK = "bp_"
_MAX_PICTURE = 64 << 20
_RED = "FF0000"
_OF_WORD = (".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff")


def word_paper(paper: ReviewPaper) -> bytes:
    """Return a paper as the bytes of a .docx; the same paper gives the same bytes."""
    return _WordMaker(paper).made()


class _WordMaker:
    def __init__(self, paper: ReviewPaper) -> None:
        import docx

        self.paper = paper
        self.house = paper.issue.design
        self.document: Document = docx.Document()
        self.bookmarks = 0
        self.last: Paragraph | None = None
        self.breaks = False

    def made(self) -> bytes:
        self._page()
        self._styles()
        for item in self.paper.items:
            match item:
                case int():
                    self._paragraph(self.paper.lines[item])
                case PaperTable():
                    self._table(item)
                case PaperPicture():
                    self._picture(item)
                case PaperRule():
                    self._rule(item)
                case PaperBreak():
                    self.breaks = True
        self._properties()
        data = io.BytesIO()
        self.document.save(data)
        return with_properties(data.getvalue(), paper_properties(self.paper))

    # The page and the styles

    def _page(self) -> None:
        from docx.shared import Pt

        page, section = self.house.page, self.document.sections[0]
        section.page_width, section.page_height = Pt(page.size.width), Pt(page.size.height)
        section.top_margin = Pt(page.top)
        section.bottom_margin = Pt(max(page.size.height - page.top - page.height, 0))
        section.left_margin = Pt(page.inner)
        section.right_margin = Pt(max(page.size.width - page.inner - page.width, 0))
        section.header_distance = section.footer_distance = Pt(min(page.top, 28) / 2)

    def _styles(self) -> None:
        from docx.enum.style import WD_STYLE_TYPE

        used = {line.style for line in self.paper.lines}
        normal = self.document.styles["Normal"]
        self._set_faces(normal, self.house.styles.body)
        set_language(normal.element)
        for name in sorted(used):
            style = self.document.styles.add_style(f"Bulletin {name}", WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = normal
            own: Style = getattr(self.house.styles, name)
            self._set_faces(style, own)
            self._set_measure(style.paragraph_format, own, name)
        for name in ("lead", "level1", "level2", "level3", "level4"):
            title = LEAD_STYLE if name == "lead" else f"{LEVEL_STYLE}{name[-1]}"
            style = self.document.styles.add_style(title, WD_STYLE_TYPE.CHARACTER)
            self._set_faces(style, getattr(self.house.styles, name), sized=False)

    def _set_faces(self, style: Any, own: Style, *, sized: bool = True) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        face = FACES.get(own.face, FACES["song"])
        style.font.name = LATIN
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{name}"), None)
        fonts.set(qn("w:eastAsia"), face)
        fonts.set(qn("w:cs"), LATIN)
        if sized:
            style.font.size = Pt(round(2 * own.size) / 2)
        if own.ink == "red":
            style.font.color.rgb = RGBColor.from_string(_RED)

    def _set_measure(self, form: Any, own: Style, name: str) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
        from docx.shared import Pt

        aligns = {"justify": "JUSTIFY", "left": "LEFT", "center": "CENTER", "right": "RIGHT"}
        form.alignment = getattr(WD_ALIGN_PARAGRAPH, aligns[own.align])
        form.space_after = Pt(own.below * self.house.page.pitch)
        above = own.above + (self.house.reports.between if name == "title" else 0)
        form.space_before = Pt(above * self.house.page.pitch)
        form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        form.line_spacing = Pt(max(own.leading * self.house.page.pitch, 1.25 * own.size))
        if own.align in ("justify", "left"):
            form.first_line_indent = Pt(own.indent * own.size)
        form.left_indent, form.right_indent = Pt(own.left * own.size), Pt(own.right * own.size)
        form.widow_control = True

    # Lines

    def _paragraph(self, line: Line, paragraph: "Paragraph | None" = None) -> None:
        made = paragraph or self.document.add_paragraph()
        made.style = self.document.styles[f"Bulletin {line.style}"]
        self._set_look(made, line)
        if self.breaks:
            made.paragraph_format.page_break_before = True
            self.breaks = False
        set_id(made, line.number)
        self._start_mark(made, f"{BOOKMARK}{line.number}_{line.digest}")
        for start, end, style, dots in _runs(line):
            run = made.add_run(line.text[start:end])
            if style:
                run.style = self.document.styles[
                    LEAD_STYLE if style == "lead" else f"{LEVEL_STYLE}{style[-1]}"
                ]
            if dots:
                set_dots(run)
        self._end_mark(made)
        if paragraph is None:
            self.last = made

    def _set_look(self, made: "Paragraph", line: Line) -> None:
        """Set what a style cannot say: the name in the head at its size, and where sides of a row stand."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
        from docx.shared import Pt

        page, form = self.house.page, made.paragraph_format
        if line.style == "name":
            made.alignment = WD_ALIGN_PARAGRAPH.CENTER
            size = round(2 * self._name_size(line)) / 2
            self.document.styles[f"Bulletin {line.style}"].font.size = Pt(size)
            form.line_spacing = Pt(1.4 * size)
        elif "\t" in line.text:
            made.alignment = WD_ALIGN_PARAGRAPH.LEFT
            form.first_line_indent = Pt(0)
            form.tab_stops.add_tab_stop(Pt(page.width / 2), WD_TAB_ALIGNMENT.CENTER)
            form.tab_stops.add_tab_stop(Pt(page.width), WD_TAB_ALIGNMENT.RIGHT)
        elif line.style in ("series", "number", "theme", "contents_label"):
            made.alignment = WD_ALIGN_PARAGRAPH.CENTER
            form.first_line_indent = Pt(0)
        elif line.kind == "title":
            made.paragraph_format.keep_with_next = True
        elif line.style == "by":
            made.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _name_size(self, line: Line) -> float:
        from bulletin_pdf.design.model import NameRow

        row = next((row for row in self.house.head.rows if isinstance(row, NameRow)), None)
        widest = self.house.page.width / max(len(line.text), 1)
        largest = row.size if row is not None and row.size else 62.0
        return max(18.0, min(widest, largest, 62.0))

    def _start_mark(self, paragraph: "Paragraph", name: str) -> None:
        self.bookmarks += 1
        paragraph._p.append(element("bookmarkStart", id=str(self.bookmarks), name=name))

    def _end_mark(self, paragraph: "Paragraph") -> None:
        paragraph._p.append(element("bookmarkEnd", id=str(self.bookmarks)))

    # What stands between lines

    def _table(self, table: PaperTable) -> None:
        width = max((sum(columns for _, columns, _ in row) for row in table.rows), default=0)
        if not width or not table.rows:
            return
        made = self.document.add_table(len(table.rows), width)
        made.style = self.document.styles["Table Grid"]
        taken: set[tuple[int, int]] = set()
        for down, row in enumerate(table.rows):
            column = 0
            for number, columns, rows in row:
                while (down, column) in taken:
                    column += 1
                last = min(down + rows, len(table.rows)) - 1
                cell = made.cell(down, column)
                if columns > 1 or last > down:
                    cell = cell.merge(made.cell(last, min(column + columns, width) - 1))
                    for further in cell.paragraphs[1:]:
                        further._p.getparent().remove(further._p)
                taken |= {
                    (at, across) for at in range(down, last + 1) for across in range(column, column + columns)
                }
                self._paragraph(self.paper.lines[number], cell.paragraphs[0])
                column += columns
        self.last = None

    def _picture(self, picture: PaperPicture) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        paragraph = self.document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = 1.0
        paragraph.paragraph_format.keep_with_next = True
        try:
            facts = read_picture_facts(picture.path)
            data = _for_word(picture.path)
        except (PictureError, OSError):
            paragraph.add_run(os.path.basename(picture.path))
            return
        room = self.house.page.width, self.house.page.height * 0.45
        width = min(room[0], room[1] * facts.ratio, facts.width * 72 / 96)
        shape = paragraph.add_run().add_picture(io.BytesIO(data), width=Pt(width))
        properties = shape._inline.docPr
        properties.set("name", f"{BOOKMARK}picture_{picture.number}_{picture_digest(data)}")
        properties.set("descr", NO_XML.sub("\ufffd", picture.alt))
        self.last = paragraph

    def _rule(self, rule: PaperRule) -> None:
        paragraph = self.last or self.document.add_paragraph()
        colour = _RED if rule.red else "000000"
        size = str(max(2, min(96, round(rule.weight * 8))))
        edge = element("bottom", val="single", sz=size, space="4", color=colour)
        borders = element("pBdr")
        borders.append(edge)
        properties = paragraph._p.get_or_add_pPr()
        properties._insert_pBdr(borders) if hasattr(properties, "_insert_pBdr") else insert_borders(
            properties, borders
        )
        self.last = None

    def _properties(self) -> None:
        import datetime

        core, issue = self.document.core_properties, self.paper.issue
        head = issue.masthead
        title = " ".join(part for part in (head.name.text, number_line(issue)) if part)
        core.title = NO_XML.sub("\ufffd", title)[:LONGEST_PROPERTY]
        publishers = "、".join(publisher.text for publisher in head.publishers)
        core.author = NO_XML.sub("\ufffd", publishers)[:LONGEST_PROPERTY]
        core.last_modified_by = ""
        core.comments = ""
        day = head.date.iso or "2000-01-01"
        core.created = core.modified = datetime.datetime.fromisoformat(f"{day}T00:00:00")


def _runs(line: Line) -> Iterator[tuple[int, int, str, bool]]:
    """Cut a line where its look changes: start, end, style, dots."""
    edges = {0, len(line.text)}
    edges |= {edge for start, end, _ in line.styles for edge in (start, end)}
    edges |= {edge for stretch in line.dots for edge in stretch}
    ordered = sorted(edges)
    for start, end in zip(ordered, ordered[1:], strict=False):
        style = next((name for a, b, name in line.styles if a <= start < b), "")
        yield start, end, style, any(a <= start < b for a, b in line.dots)


def _for_word(path: str) -> bytes:
    """Return a picture in a form that Word shows; others are made PNG."""
    data = read_plain(path, _MAX_PICTURE)
    if (
        path.lower().endswith(_OF_WORD)
        and data[:4] in (b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")
        or data[:3] in (b"\xff\xd8\xff",)
        or data[:2] == b"BM"
    ):
        return data
    from bulletin_pdf.pictures.as_png import as_png

    return as_png(data)
