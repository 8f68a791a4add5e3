"""Sets SOURCE (JSON) as TARGET with reportlab Platypus: `python run_platypus.py SOURCE TARGET FONTS`.

The story is built twice: the pages found the first time stand in the contents the second time, as
Platypus' own `multiBuild` does it.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

from reportlab.lib.colors import red
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    ActionFlowable,
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    PageTemplate,
    Paragraph,
    Spacer,
)

CELL, PITCH = 156 * mm / 28, 225 * mm / 22
FACES = {
    "latin": "latin/LiberationSerif-Regular.ttf",
    "fangsong": "fangsong/LXGWZhuqueFangsong-Regular.ttf",
    "kai": "kai/LXGWWenKaiGBLite-Regular.ttf",
    "hei": "hei/NotoSansSC_500Medium.ttf",
    "song": "song/NotoSerifSC_400Regular.ttf",
    "xbs": "xbs/NotoSerifSC_700Bold.ttf",
}


def style(name: str, size: float, leading: float, **options: Any) -> ParagraphStyle:
    return ParagraphStyle("", fontName=name, fontSize=size, leading=leading, wordWrap="CJK", **options)


BODY = style(
    "fangsong", CELL, PITCH, alignment=TA_JUSTIFY, firstLineIndent=2 * CELL, allowWidows=0, allowOrphans=0
)
CENTRED = style("fangsong", CELL, PITCH, alignment=TA_CENTER)
NAME = style("xbs", 41.5, 50, alignment=TA_CENTER, textColor=red)
LABEL = style("hei", CELL, 2 * PITCH, alignment=TA_CENTER)
TITLE = style("xbs", 22, 1.3 * PITCH, alignment=TA_CENTER, spaceBefore=24, spaceAfter=24, keepWithNext=1)
BY = style("fangsong", CELL, PITCH, alignment=TA_RIGHT, rightIndent=2 * CELL)
FRONT = style("xbs", 22, 3 * PITCH, alignment=TA_CENTER)


class Place(Flowable):  # type: ignore[misc]
    """Takes no room; notes the page for the contents and makes an entry in the outline."""

    def __init__(self, document: "Document", key: str, title: str, level: int) -> None:
        super().__init__()
        self.document, self.key, self.title, self.level = document, key, title, level
        self.keepWithNext = 1

    def wrap(self, *_: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.document.found[self.key] = self.document.page
        self.canv.bookmarkPage(self.key)
        self.canv.addOutlineEntry(self.title, self.key, self.level, closed=True)


class Entry(Flowable):  # type: ignore[misc]
    """A line of the contents: title, dots, page."""

    def __init__(self, text: str, key: str, page: int, face: str, size: float, height: float) -> None:
        super().__init__()
        self.text, self.key, self.page = text, key, str(page)
        self.face, self.size, self.height = face, size, height

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        self.width = width
        return width, self.height

    def draw(self) -> None:
        canvas, base = self.canv, (self.height - self.size) / 2 + 0.12 * self.size
        used = stringWidth(self.text, self.face, self.size)
        canvas.setFont(self.face, self.size * min(1.0, (self.width - 3 * self.size) / used))
        canvas.drawString(0, base, self.text)
        canvas.setFont(self.face, self.size)
        dots = (self.width - used - 3 * self.size) / stringWidth("·", self.face, self.size)
        canvas.drawString(used + self.size / 2, base, "·" * int(dots))
        canvas.drawRightString(self.width, base, self.page)
        canvas.linkRect("", self.key, (0, 0, self.width, self.height), relative=1)


class ToOdd(ActionFlowable):  # type: ignore[misc]
    """Ends the page, and another when an even one would follow."""

    def apply(self, document: "Document") -> None:
        document.handle_pageBreak()
        document.clean_hanging()
        if document.page % 2 == 0:
            document.handle_pageBreak()


class Opening(ActionFlowable):  # type: ignore[misc]
    """Begins the own folios of an issue."""

    def apply(self, document: "Document") -> None:
        document.opened = document.page


class Document(BaseDocTemplate):  # type: ignore[misc]
    """A volume or an issue in the making."""

    def __init__(self, target: str, title: str, *, volume: bool, known: dict[str, int]) -> None:
        # The face named at the top of every page; the one it would be is not embedded.
        super().__init__(target, pagesize=A4, title=title, initialFontName="song")
        self.volume, self.known = volume, known
        self.found: dict[str, int] = {}
        self.opened = 0
        templates = []
        for name, left, following in (("odd", 28 * mm, "even"), ("even", 26 * mm, "odd")):
            frame = Frame(left, 35 * mm - 1, 156 * mm, 225 * mm + 2, 0, 0, 0, 0)
            templates.append(PageTemplate(name, [frame], onPageEnd=folios, autoNextPageTemplate=following))
        self.addPageTemplates(templates)

    @property
    def front(self) -> int:
        """Pages before the first issue."""
        return min(self.known.values(), default=1) - 1

    def page_of(self, key: str, since: int = 0) -> int:
        return self.known.get(key, since) - since


def folios(canvas: Canvas, document: Document) -> None:
    page = document.page
    canvas.setFont("song", 14)
    if document.volume:
        shown = str(page - document.front) if document.opened else roman(page)
        canvas.drawCentredString(document.frame._x1 + 78 * mm, 23 * mm, f"· {shown} ·")
    if document.opened:
        own = f"— {page - document.opened + 1} —"
        if page % 2:
            canvas.drawRightString(184 * mm - CELL, 23 * mm, own)
        else:
            canvas.drawString(26 * mm + CELL, 23 * mm, own)


def roman(number: int) -> str:
    return "x" * (number // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]


def story(material: dict[str, Any], document: Document) -> Iterator[Flowable]:
    if document.volume:
        yield Paragraph("总目录", FRONT)
        for issue in material["issues"]:
            yield Entry(
                issue["label"], issue["key"], document.page_of(issue["key"], document.front), "hei", 14, 19.9
            )
            for article in issue["articles"]:
                page = document.page_of(article["key"], document.front)
                yield Entry(article["entry"], article["key"], page, "kai", 14, 19.9)
    for place, issue in enumerate(material["issues"]):
        if place or document.volume:
            yield ToOdd()
        yield Opening()
        yield from issue_story(issue, document)


def issue_story(issue: dict[str, Any], document: Document) -> Iterator[Flowable]:
    first = document.known.get(issue["key"], 1) - 1
    level = int(document.volume)
    yield Place(document, issue["key"], issue["label"], 0) if level else Spacer(0, 0)
    yield Spacer(0, 18 * mm)
    yield Paragraph(issue["name"], NAME)
    yield Paragraph(issue["number"], CENTRED)
    yield Paragraph(issue["imprint"], CENTRED)
    yield HRFlowable("100%", 0.7 * mm, color=red, spaceAfter=0, spaceBefore=4)
    yield Paragraph("本期要目", LABEL)
    for article in issue["articles"]:
        page = document.page_of(article["key"], first)
        yield Entry(article["entry"], article["key"], page, "kai", CELL, PITCH)
    yield HRFlowable("100%", 0.5 * mm, spaceAfter=0, spaceBefore=14)
    for article in issue["articles"]:
        yield Place(document, article["key"], article["headline"], level)
        yield Paragraph(article["headline"], TITLE)
        for passage in article["passages"]:
            yield Paragraph(passage, BODY)
        yield Paragraph(article["by"], BY)


def main(source: str, target: str, fonts: str) -> None:
    for name, file in FACES.items():
        registerFont(TTFont(name, f"{fonts}/{file}"))
    with open(source, encoding="utf-8") as written:
        material = json.load(written)
    known: dict[str, int] = {}
    for _ in range(2):
        document = Document(target, material["title"], volume=material["volume"], known=known)
        document.build(list(story(material, document)))
        known = document.found


main(*sys.argv[1:])
