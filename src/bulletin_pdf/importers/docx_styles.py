"""The styles of a Word document, and how a paragraph or a run is set: bold, aligned, as a heading."""

import re
from collections.abc import Iterator

from bulletin_pdf.importers.docx_package import W, XmlElement
from bulletin_pdf.importers.docx_xml import switch, value
from bulletin_pdf.importers.material import ParaAlign
from bulletin_pdf.importers.scripts import Script
from bulletin_pdf.named_tuples import NamedTuple

_BLACK = re.compile("黑体|SimHei|Heiti", re.I)
_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.I)
_CONTENTS = re.compile(r"^(?:toc|目录)\s*[1-9]$", re.I)
_TITLES = frozenset(("title", "标题", "文章标题", "大标题", "公文标题", "主标题"))
_MAX_LINEAGE = 20


class Style(NamedTuple):
    """What a paragraph or character style brings along."""

    name: str = ""
    based: str = ""
    bold: bool | None = None
    align: str = ""
    outline: int = 0
    titled: bool = False
    listed: bool = False
    """For entries of a table of contents."""
    size: int = 0
    """Half points, 0 where none is said."""
    number: tuple[str, int] | None = None


class Look(NamedTuple):
    """How the letters of a run are set."""

    bold: bool
    dotted: bool = False
    hidden: bool = False
    struck: bool = False
    script: Script = ""
    font: str = ""


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: XmlElement | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        """The id of the style of paragraphs that name none."""
        self.size = 0 if root is None else size_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for element in root.iter(W + "style") if root is not None else ():
            name = element.get(W + "styleId", "")
            self._styles[name] = _style(element)
            if element.get(W + "default") in ("1", "true") and element.get(W + "type") == "paragraph":
                self.default = name

    def lineage(self, name: str) -> Iterator[Style]:
        """Yield a style and those it is based on."""
        seen: set[str] = set()
        while name in self._styles and name not in seen and len(seen) < _MAX_LINEAGE:
            seen.add(name)
            yield self._styles[name]
            name = self._styles[name].based

    def look(self, properties: XmlElement | None, bold: bool) -> Look:
        """Read how a run is set; `bold` is what its paragraph has."""
        fonts = None if properties is None else properties.find(W + "rFonts")
        script: Script = ""
        if (raised := value(properties, "vertAlign")) in ("superscript", "subscript"):
            script = "sup" if raised == "superscript" else "sub"
        return Look(
            bold=self._is_bold(properties, bold),
            dotted=value(properties, "em") not in ("", "none"),
            hidden=switch(properties, "vanish") is True,
            struck=switch(properties, "strike") is True or switch(properties, "dstrike") is True,
            script=script,
            font="" if fonts is None else fonts.get(W + "ascii", "") or fonts.get(W + "hAnsi", ""),
        )

    def _is_bold(self, properties: XmlElement | None, bold: bool) -> bool:
        """Whether a run is set in bold type, or in 黑体, which is what offices set leads in."""
        own = switch(properties, "b")
        if own is None:
            lineage = self.lineage(value(properties, "rStyle"))
            own = next((style.bold for style in lineage if style.bold is not None), None)
        if own is None and properties is not None:
            fonts = properties.find(W + "rFonts")
            face = "" if fonts is None else fonts.get(W + "eastAsia", "")
            own = bool(_BLACK.search(face)) if face else None
        return bold if own is None else own


def align_of(properties: XmlElement | None, lineage: list[Style]) -> ParaAlign:
    """Read how a paragraph is aligned."""
    said = value(properties, "jc") or next((found.align for found in lineage if found.align), "")
    if said == "center":
        return "center"
    return "right" if said in ("right", "end") else ""


def heading_of(properties: XmlElement | None, lineage: list[Style]) -> int:
    """Read the level of a heading, 1 to 6; 0 for text."""
    outline = value(properties, "outlineLvl")
    if outline.isdigit():
        return int(outline) + 1 if int(outline) < 6 else 0
    return min(next((style.outline for style in lineage if style.outline), 0), 6)


def size_of(properties: XmlElement | None) -> int:
    """Read the size of letters in half points, 0 where none is said."""
    said = value(properties, "sz")
    return int(said) if said.isdigit() and len(said) < 5 else 0


def _style(element: XmlElement) -> Style:
    paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
    number = None if paragraph is None else paragraph.find(W + "numPr")
    level = value(number, "ilvl")
    fonts = None if run is None else run.find(W + "rFonts")
    bold = switch(run, "b")
    if bold is None and fonts is not None and _BLACK.search(fonts.get(W + "eastAsia", "")):
        bold = True
    name = value(element, "name")
    titled = name.lower() in _TITLES
    return Style(
        name,
        value(element, "basedOn"),
        bold,
        value(paragraph, "jc"),
        1 if titled else _rank(name, paragraph),
        titled,
        bool(_CONTENTS.match(name)),
        size_of(run),
        (value(number, "numId"), int(level) if level.isdigit() else 0) if value(number, "numId") else None,
    )


def _rank(name: str, paragraph: XmlElement | None) -> int:
    """The level of heading a style is for, by its name or its outline level."""
    match = _HEADING.match(name)
    if match:
        return int(match[1])
    outline = value(paragraph, "outlineLvl")
    return int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0
