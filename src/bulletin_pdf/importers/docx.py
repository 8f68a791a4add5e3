"""A Word document → paragraphs, tables and pictures.

Read from its parts directly: python-docx, which would serve for runs and tables, knows
nothing of counted numbers, tracked changes, footnotes and text boxes, which are what goes
missing. Places count paragraphs of the text as lines and characters as columns.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from bulletin_pdf.diagnostics import Problems, Span
from bulletin_pdf.importers.docx_embedded import read_page
from bulletin_pdf.importers.docx_fields import form_field, shown_by_equation
from bulletin_pdf.importers.docx_formula import M, formula_text
from bulletin_pdf.importers.docx_package import MOST_PICTURE, Element, Package, PackageError, R, W
from bulletin_pdf.importers.docx_symbols import is_symbol_font, usual
from bulletin_pdf.importers.docx_words import SHOWING_FIELDS, words_of
from bulletin_pdf.importers.masthead import take_apart
from bulletin_pdf.importers.material import (
    MOST_ITEMS,
    Align,
    Edited,
    Grid,
    GridCell,
    Image,
    Item,
    Material,
    Para,
    Remark,
    TooMuch,
)
from bulletin_pdf.importers.numbering import Numbering
from bulletin_pdf.importers.scripts import Script, scripted
from bulletin_pdf.pictures.crop import cropped
from bulletin_pdf.yamldoc.written import Written, join

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_V = "{urn:schemas-microsoft-com:vml}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_BLACK = re.compile("黑体|SimHei|Heiti", re.I)
_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.I)
_PRIVATE = re.compile("[\uf000-\uf0ff]")
_NUMBERED = frozenset(("number", "serial"))
_MOST_HEAD_LINE = 60
_MOST_CAPTION = 60
_TITLES = frozenset(("title", "标题", "文章标题", "大标题", "公文标题", "主标题"))
_FOOTNOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))
_NOTE_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class Style(NamedTuple):
    """What a paragraph or character style brings along."""

    name: str = ""
    based: str = ""
    bold: bool | None = None
    align: str = ""
    outline: int = 0
    titled: bool = False
    size: int = 0
    number: tuple[str, int] | None = None


def read_docx_whole(path: str, data: bytes, problems: Problems) -> Material | None:
    """Read a document, and once more all its text, for the proof (whole.py)."""
    material = read_docx(path, data, problems)
    return None if material is None else material._replace(said=words_of(data))


def read_docx(path: str, data: bytes, problems: Problems) -> Material | None:
    """Read a document; None when it cannot be, with the reason in `problems`."""
    try:
        return _Reader(path, Package(data)).read()
    except PackageError as error:
        problems.add("B902", Span(path, 1, 1), why=f"@{error.why}")
    except RecursionError:
        problems.add("B902", Span(path, 1, 1), why="@docx deep")
    return None


class _Line:
    """A paragraph being read."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.parts: list[str] = []
        self.length = 0
        self.bold: list[tuple[int, int]] = []
        self.dotted: list[tuple[int, int]] = []
        self.sizes: Counter[int] = Counter()

    def put(self, text: str, bold: bool, dotted: bool = False) -> None:
        if not text:
            return
        for marked, stretches in ((bold, self.bold), (dotted, self.dotted)):
            if marked and stretches and stretches[-1][1] == self.length:
                stretches[-1] = stretches[-1][0], self.length + len(text)
            elif marked:
                stretches.append((self.length, self.length + len(text)))
        self.parts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def size(self) -> int:
        """The size most of its letters have."""
        return self.sizes.most_common(1)[0][0] if self.sizes else 0


class _Field:
    """A field being read, between its begin and its end."""

    def __init__(self, begin: Element) -> None:
        self.instruction = ""
        self.own, self.is_box = form_field(begin)
        self.in_result = False
        self.has_result = False


class _Look(NamedTuple):
    """How the letters of a run are set."""

    bold: bool
    dotted: bool = False
    hidden: bool = False
    struck: bool = False
    script: Script = ""
    font: str = ""


class _Reader:
    def __init__(self, path: str, package: Package) -> None:
        self.path = path
        self.package = package
        self.relations = package.relations(package.main)
        self.size = 0
        self.styles, self.default_style = self._read_styles()
        self.numbering = Numbering(self._part("numbering"))
        self.items: list[Item] = []
        self.pending: list[Item] = []
        self.edits: list[Edited] = []
        self.counts: Counter[str] = Counter()
        self.number = 0
        self.notes: list[tuple[str, str]] = []
        self.in_deleted = 0
        self.fields: list[_Field] = []
        self.whole = True

    def read(self) -> Material:
        root = self.package.xml(self.package.main)
        body = root.find(W + "body")
        if body is None:
            raise PackageError("docx part")
        self.items = self._blocks(body)
        self._read_comments()
        self._read_margins()
        return Material(
            "word", self.path, tuple(self.items), self._title(), tuple(self.edits), tuple(self._remarks())
        )

    def _part(self, kind: str) -> Element | None:
        name = self.package.related(kind)
        return self.package.xml(name) if name else None

    def _title(self) -> str:
        if not self.package.has("docProps/core.xml"):
            return ""
        found = self.package.xml("docProps/core.xml").find(_DC + "title")
        return "" if found is None or not found.text else " ".join(found.text.split())[:200]

    # 样式

    def _read_styles(self) -> tuple[dict[str, Style], str]:
        root = self._part("styles")
        styles: dict[str, Style] = {}
        default = ""
        if root is not None:
            self.size = _size(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for element in root.iter(W + "style") if root is not None else ():
            name = element.get(W + "styleId", "")
            styles[name] = _style(element)
            if element.get(W + "default") in ("1", "true") and element.get(W + "type") == "paragraph":
                default = name
        return styles, default

    def _lineage(self, name: str) -> Iterator[Style]:
        """A style and those it is based on."""
        seen: set[str] = set()
        while name in self.styles and name not in seen and len(seen) < 20:
            seen.add(name)
            yield self.styles[name]
            name = self.styles[name].based

    # 段落

    def _blocks(self, parent: Element) -> list[Item]:
        """Read what stands under a body, a cell, a note or a text box."""
        items: list[Item] = []
        joined: list[Element] = []
        for child in parent:
            if self.number > MOST_ITEMS:
                raise TooMuch("B922", limit=MOST_ITEMS)
            tag = child.tag
            if tag == W + "p" and _mark_is_deleted(child):
                joined.append(child)
            elif tag == W + "p":
                items += self._paragraph(self._joined(joined, child))
            elif tag == W + "tbl":
                items += self._table(child)
            elif tag in (
                W + "sdt",
                W + "customXml",
                W + "smartTag",
                W + "sdtContent",
                W + "ins",
                W + "moveTo",
            ):
                inner = child.find(W + "sdtContent") if tag == W + "sdt" else child
                if inner is not None and tag == W + "sdt" and _is_placeholder(child):
                    self._left_out(inner, None, "placeholder")
                else:
                    items += self._blocks(inner) if inner is not None else []
            elif tag == _MC + "AlternateContent":
                choice = _chosen(child)
                items += self._blocks(choice) if choice is not None else []
            elif tag in (W + "altChunk", W + "subDoc"):
                items += self._embedded(child)
        if joined:
            items += self._paragraph(self._joined(joined[:-1], joined[-1]))
        return items

    def _embedded(self, element: Element) -> list[Item]:
        """A document inside the document: a Word document, a page or a text is read, anything else counted."""
        relation = self.relations.get(element.get(R + "id", ""))
        data = b"" if relation is None or relation.outside else self.package.data_or_none(relation.target)
        if data and data.startswith(b"PK"):
            inner = read_docx(self.path, data, Problems())
        else:
            inner = read_page(self.path, data) if data else None
        if inner is None:
            self.counts["chart"] += 1
            return []
        place = Span(self.path, max(self.number, 1), 1)
        self.edits += [edit._replace(place=place) for edit in inner.edits]
        return list(inner.items)

    def _joined(self, before: list[Element], last: Element) -> Element:
        """Paragraphs whose marks a tracked change deleted are one with the next, which gives it its look."""
        if not before:
            return last
        place = Span(self.path, self.number + 1, 1)
        self.edits.append(Edited(place, "", "", "paragraph-mark"))
        self.counts["deleted"] += len(before)
        whole = ElementTree.Element(last.tag)
        properties = last.find(W + "pPr")
        whole.extend([] if properties is None else [properties])
        whole.extend(child for part in (*before, last) for child in part if child.tag != W + "pPr")
        self.number += len(before)
        before.clear()
        return whole

    def _paragraph(self, element: Element) -> list[Item]:
        self.number += 1
        properties = element.find(W + "pPr")
        style = _value(properties, "pStyle") or self.default_style
        lineage = list(self._lineage(style))
        around, self.pending = self.pending, []
        feet = len(self.notes)
        lines = [_Line(self.number)]
        number, bullet = self._counted(properties, style, lineage)
        if number:
            why = "bullet-list" if bullet else "numbering"
            self.edits.append(
                Edited(
                    Span(self.path, self.number, 1), number if bullet else "", "" if bullet else number, why
                )
            )
        if number and not bullet:
            lines[0].put(number, bold=False)
        own, counted = self.number, lines[0].length
        bold = next((found.bold for found in lineage if found.bold is not None), False)
        self._runs(element, lines, bool(bold))
        if counted and lines[0].bold and lines[0].bold[0][0] == counted:
            # The number is set like what it counts.
            lines[0].bold[0] = 0, lines[0].bold[0][1]
        boxes, self.pending = self.pending, around
        align = _align(
            _value(properties, "jc") or next((found.align for found in lineage if found.align), "")
        )
        heading = _heading(properties, lineage)
        titled = any(found.titled for found in lineage[:1])
        size = next((found.size for found in lineage if found.size), self.size)
        paras: list[Item] = [
            self._para(line, own, align, heading)._replace(titled=titled, size=line.size or size)
            for line in lines
            if line.text.strip()
        ]
        pictures = [item for item in boxes if isinstance(item, Image)]
        others = [item for item in boxes if not isinstance(item, Image)]
        return [*others, *paras, *pictures, *self._feet(feet)]

    def _para(self, line: _Line, number: int, align: Align, heading: int) -> Para:
        written = Written(line.text, self.path, ((0, number, 1),))
        return Para(written, tuple(line.bold), align, heading, dotted=tuple(line.dotted))

    def _counted(self, properties: Element | None, style: str, lineage: list[Style]) -> tuple[str, bool]:
        """The number Word shows before a paragraph."""
        number = None if properties is None else properties.find(W + "numPr")
        if number is not None:
            name, level = _value(number, "numId"), _value(number, "ilvl")
            found: tuple[str, int] | None = (name, int(level) if level.isdigit() else 0)
            if not name:
                inherited = next((entry.number for entry in lineage if entry.number), None)
                found = (inherited[0], found[1]) if inherited and found else None
        else:
            found = next((entry.number for entry in lineage if entry.number), None)
        if found is None or found[0] in ("", "0") or self.in_deleted:
            return "", False
        if number is None:
            found = self.numbering.by_style.get(style, found)
        return self.numbering.next(*found)

    # 一段之内

    def _runs(self, parent: Element, lines: list[_Line], bold: bool) -> None:
        """Read runs and what holds runs."""
        for child in parent:
            tag = child.tag
            if tag == W + "r":
                self._run(child, lines, bold)
            elif tag in (W + "del", W + "moveFrom"):
                self._deleted(child, lines[-1])
            elif tag in (W + "ins", W + "moveTo"):
                self._inserted(child, lines, bold)
            elif tag == W + "sdt":
                inner = child.find(W + "sdtContent")
                if inner is not None and _is_placeholder(child):
                    self._left_out(inner, lines[-1], "placeholder")
                elif inner is not None:
                    self._runs(inner, lines, bold)
            elif tag == W + "ruby":
                self._ruby(child, lines, bold)
            elif tag == W + "fldSimple":
                self._simple_field(child, lines, bold)
            elif tag in (M + "oMath", M + "oMathPara"):
                self._formula(child, lines[-1], bold)
            elif tag == _MC + "AlternateContent":
                choice = _chosen(child)
                if choice is not None:
                    self._runs(choice, lines, bold)
            elif tag in (
                W + "hyperlink",
                W + "smartTag",
                W + "customXml",
                W + "dir",
                W + "bdo",
            ):
                self._runs(child, lines, bold)

    def _deleted(self, element: Element, line: _Line) -> None:
        if self._left_out(element, line, "deleted"):
            self.counts["deleted"] += 1

    def _left_out(self, element: Element, line: _Line | None, why: str) -> bool:
        """Log all text of an element that does not go into the draft; tell whether there is any."""
        text = "".join(part.text or "" for part in element.iter() if part.tag in (W + "delText", W + "t"))
        if text.strip():
            place = Span(self.path, max(self.number, 1), line.length + 1 if line else 1, len(text))
            self.edits.append(Edited(place, text, "", why))
        return bool(text.strip())

    def _ruby(self, element: Element, lines: list[_Line], bold: bool) -> None:
        """A reading above hanzi is left out; the hanzi stay."""
        above, base = element.find(W + "rt"), element.find(W + "rubyBase")
        if above is not None:
            self._left_out(above, lines[-1], "hidden")
        if base is not None:
            self._runs(base, lines, bold)

    def _formula(self, element: Element, line: _Line, bold: bool) -> None:
        self.counts["formula"] += 1
        plain = "".join(part.text or "" for part in element.iter(M + "t"))
        text = formula_text(element)
        if text != plain:
            self.edits.append(Edited(Span(self.path, self.number, line.length + 1), plain, text, "formula"))
        line.put(text, bold)

    def _inserted(self, element: Element, lines: list[_Line], bold: bool) -> None:
        line, before = lines[-1], lines[-1].length
        self._runs(element, lines, bold)
        text = line.text[before:]
        if text:
            self.counts["inserted"] += 1
            self.edits.append(
                Edited(Span(self.path, self.number, before + 1, len(text)), "", text, "inserted")
            )

    def _run(self, run: Element, lines: list[_Line], bold: bool) -> None:
        properties = run.find(W + "rPr")
        look = self._look(properties, bold)
        size = _size(properties)
        if size:
            lines[-1].sizes[size] += sum(len(part.text or "") for part in run.findall(W + "t"))
        for child in run:
            if child.tag in (W + "tab", W + "ptab"):
                lines[-1].put("\t", look.bold)
            elif child.tag in (W + "br", W + "cr"):
                lines.append(_Line(self.number))
            elif child.tag in (W + "fldChar", W + "instrText"):
                self._field(child, lines[-1], look)
            elif child.tag in (W + "drawing", W + "pict", W + "object", _MC + "AlternateContent"):
                self._drawing(child, lines[-1])
            elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
                self._note(child, lines[-1])
            elif child.tag == W + "ruby":
                self._ruby(child, lines, look.bold)
            elif child.tag == W + "delText":
                self._left_out(child, lines[-1], "deleted")
            else:
                self._letters(child, lines[-1], look)

    def _look(self, properties: Element | None, bold: bool) -> _Look:
        fonts = None if properties is None else properties.find(W + "rFonts")
        script: Script = ""
        if (raised := _value(properties, "vertAlign")) in ("superscript", "subscript"):
            script = "sup" if raised == "superscript" else "sub"
        return _Look(
            bold=self._is_bold(properties, bold),
            dotted=_value(properties, "em") not in ("", "none"),
            hidden=_on(properties, "vanish") is True,
            struck=_on(properties, "strike") is True or _on(properties, "dstrike") is True,
            script=script,
            font="" if fonts is None else fonts.get(W + "ascii", "") or fonts.get(W + "hAnsi", ""),
        )

    def _letters(self, child: Element, line: _Line, look: _Look) -> None:
        text = ""
        if child.tag == W + "t":
            text = self._known((child.text or "").replace("\n", " "), line, look.font)
        elif child.tag == W + "noBreakHyphen":
            text = "-"
        elif child.tag == W + "sym":
            text = self._symbol(child, line, look)
        if text and self.fields and self.fields[-1].in_result:
            self.fields[-1].has_result = True
        if (look.hidden or look.struck) and text.strip():
            why = "vanished" if look.hidden else "struck"
            self.counts["hidden" if look.hidden else "struck"] += 1
            self.edits.append(Edited(Span(self.path, self.number, line.length + 1, len(text)), text, "", why))
            return
        line.put(self._scripted(text, line, look.script), look.bold, look.dotted)

    def _scripted(self, text: str, line: _Line, script: Script) -> str:
        """Raised and lowered figures as Unicode has them; what it lacks stays level, which is told."""
        if not script or not text.strip():
            return text
        made = scripted(text, script)
        why = "script" if made != text else "script-flat"
        self.counts["flat"] += made == text
        self.edits.append(Edited(Span(self.path, self.number, line.length + 1, len(text)), text, made, why))
        return made

    def _known(self, text: str, line: _Line, font: str) -> str:
        """Letters of a symbol font are signs: what they look like elsewhere."""
        if not is_symbol_font(font) and not _PRIVATE.search(text):
            return text
        made = ""
        for at, char in enumerate(text):
            known = usual(char, font if is_symbol_font(font) else "") if not char.isspace() else char
            made += known
            if known != char:
                place = Span(self.path, self.number, line.length + at + 1)
                self.edits.append(Edited(place, char, known, "symbol"))
        return made

    def _symbol(self, child: Element, line: _Line, look: _Look) -> str:
        code = child.get(W + "char", "").lower()
        if not re.fullmatch("[0-9a-f]{1,5}", code):
            return ""
        own = chr(int(code, 16)) if int(code, 16) not in range(0xD800, 0xE000) else "\ufffd"
        return self._known(own, line, child.get(W + "font", "") or look.font)

    # 域

    def _field(self, child: Element, line: _Line, look: _Look) -> None:
        """Fields show their result; EQ and form fields have none and show what their instruction says."""
        kind = child.get(W + "fldCharType", "") if child.tag == W + "fldChar" else ""
        if kind == "begin":
            self.fields.append(_Field(child))
        elif not self.fields:
            return
        elif child.tag == W + "instrText" and not self.fields[-1].in_result:
            self.fields[-1].instruction += child.text or ""
        elif kind == "separate":
            self.fields[-1].in_result = True
        elif kind == "end":
            field = self.fields.pop()
            if self.fields and self.fields[-1].in_result:
                self.fields[-1].has_result = True
            if field.is_box or not field.has_result:
                line.put(field.own, look.bold)
            if field.is_box:
                self.edits.append(
                    Edited(Span(self.path, self.number, line.length), "", field.own, "form-field")
                )
            self._shown(field.instruction, field.has_result, line, look.bold)

    def _simple_field(self, element: Element, lines: list[_Line], bold: bool) -> None:
        before = lines[-1].length
        self._runs(element, lines, bold)
        self._shown(element.get(W + "instr", ""), lines[-1].length > before, lines[-1], bold)

    def _shown(self, instruction: str, has_result: bool, line: _Line, bold: bool) -> None:
        """Put what an EQ draws where it has no result; its instruction stands in the log either way."""
        showing = SHOWING_FIELDS.match(instruction)
        if showing is None:
            return
        drawn = (
            "" if has_result else shown_by_equation(instruction) if "EQ" in instruction[:8].upper() else ""
        )
        place = Span(self.path, self.number, line.length + 1)
        self.edits.append(Edited(place, instruction.strip(), drawn, "equation"))
        line.put(drawn, bold)

    def _is_bold(self, properties: Element | None, bold: bool) -> bool:
        """Bold type, or 黑体, which is what offices set leads in."""
        own = _on(properties, "b")
        if own is None:
            name = _value(properties, "rStyle")
            own = next((style.bold for style in self._lineage(name) if style.bold is not None), None)
        if own is None and properties is not None:
            fonts = properties.find(W + "rFonts")
            face = "" if fonts is None else fonts.get(W + "eastAsia", "")
            own = bool(_BLACK.search(face)) if face else None
        return bold if own is None else own

    # 图、文本框、脚注

    def _drawing(self, element: Element, line: _Line) -> None:
        """Pictures and text boxes anchored in a run; charts and the like are counted."""
        if element.tag == _MC + "AlternateContent":
            choice = _chosen(element)
            for child in choice if choice is not None else ():
                self._drawing(child, line)
            return
        found = False
        boxes = list(_outermost(element, W + "txbxContent"))
        for box in boxes:
            found = True
            self.counts["box"] += 1
            self.pending += self._blocks(box)
        alt = next((part.get("descr") or "" for part in element.iter() if part.tag.endswith("}docPr")), "")
        for part in element.iter(_V + "textpath"):  # WordArt, in which offices set the name
            found = True
            self._word_art(part.get("string", ""))
        inside = {id(part) for box in boxes for part in box.iter()}
        for part in element.iter():
            if id(part) in inside:
                continue
            target = part.get(R + "embed") or part.get(R + "link") if part.tag == _A + "blip" else None
            if part.tag == _V + "imagedata":
                target = part.get(R + "id")
            if target:
                found = True
                self._picture(
                    target, alt, element.find(f".//{_A}srcRect") if part.tag == _A + "blip" else None
                )
            if part.tag in (_C + "chart", _DGM + "relIds"):
                found = self._drawn(part) or found
        if not found and element.tag != W + "pict":
            self.counts["chart"] += 1

    def _drawn(self, part: Element) -> bool:
        """Texts of SmartArt stand as paragraphs; those of a chart in the log, for they say nothing without it."""
        name = part.get(R + "dm") or part.get(R + "id") or ""
        relation = self.relations.get(name)
        if relation is None or relation.outside or not self.package.has(relation.target):
            return False
        root = self.package.xml(relation.target)
        place = ((0, self.number, 1),)
        if part.tag == _C + "chart":
            texts = [found.text or "" for found in root.iter() if found.tag in (_A + "t", _C + "v")]
            where = Span(self.path, self.number, 1)
            self.edits += [Edited(where, text, "", "chart") for text in texts if text.strip()]
            return False
        for point in root.iter(_A + "p"):
            text = "".join(found.text or "" for found in point.iter(_A + "t"))
            if text.strip():
                self.pending.append(Para(Written(text, self.path, place)))
        self.counts["box"] += 1
        return True

    def _word_art(self, text: str) -> None:
        if text.strip():
            self.counts["box"] += 1
            place = ((0, self.number, 1),)
            self.pending.append(Para(Written(" ".join(text.split()), self.path, place), align="center"))

    def _picture(self, target: str, alt: str, cut: Element | None = None) -> None:
        place = Span(self.path, self.number, 1)
        relation = self.relations.get(target)
        if relation is None or relation.outside or not self.package.has(relation.target):
            self.pending.append(Image(relation.target if relation else target, b"", alt, place))
            return
        try:
            data = self.package.data(relation.target, MOST_PICTURE)
        except PackageError:
            data = b""
        shares = [_share(cut, side) for side in "ltrb"]
        if data and any(shares):
            data = cropped(data, *shares)
            self.edits.append(Edited(place, "", "", "cropped"))
        self.pending.append(Image(relation.target, data, " ".join(alt.split())[:200], place))

    def _note(self, reference: Element, line: _Line) -> None:
        """The mark of a footnote: its text follows at the end of the report."""
        kind = "footnote" if reference.tag == W + "footnoteReference" else "endnote"
        count = len(self.notes)
        mark = _NOTE_MARKS[count] if count < len(_NOTE_MARKS) else f"[{count + 1}]"
        self.notes.append((kind, reference.get(W + "id", "")))
        self.edits.append(Edited(Span(self.path, self.number, line.length + 1), "", mark, "footnote"))
        line.put(mark, bold=False)

    def _feet(self, first: int) -> list[Item]:
        """The notes whose marks stand in the paragraph just read."""
        found: list[Item] = []
        for at in range(first, len(self.notes)):
            kind, name = self.notes[at]
            mark = _NOTE_MARKS[at] if at < len(_NOTE_MARKS) else f"[{at + 1}]"
            texts = [item for item in self._note_text(kind, name) if isinstance(item, Para)]
            if texts:
                whole = join([item.text for item in texts], " ")
                found.append(Para(whole, note=mark))
        return found

    def _note_text(self, kind: str, name: str) -> list[Item]:
        if not hasattr(self, "_note_roots"):
            self._note_roots = {one: self._part(many) for many, one in _FOOTNOTES}
        root = self._note_roots[kind]
        for element in root if root is not None else ():
            if element.get(W + "id") == name:
                count, self.number = self.number, self.number
                items = self._blocks(element)
                self.number = count
                return items
        return []

    def _read_comments(self) -> None:
        root = self._part("comments")
        for comment in root.iter(W + "comment") if root is not None else ():
            text = "".join(part.text or "" for part in comment.iter() if part.tag in (W + "t", W + "delText"))
            if text.strip():
                self.counts["comment"] += 1
                self.edits.append(Edited(Span(self.path, 1, 1), text, "", "comment"))

    def _read_margins(self) -> None:
        """Headers and footers: a masthead there is used where the text has none; the rest stands in the log."""
        used = {"header": 0}
        lines: list[tuple[str, str]] = []
        for relation in self.relations.values():
            kind = relation.kind.rpartition("/")[2]
            if kind not in ("header", "footer") or relation.outside or not self.package.has(relation.target):
                continue
            for paragraph in self.package.xml(relation.target).iter(W + "p"):
                text = "".join(part.text or "" for part in _own_texts(paragraph))
                if text.strip():
                    lines.append((kind, text))
        head = self._margin_head([text for kind, text in lines if kind == "header"])
        used["header"] = len(
            {text for _, text in lines if re.search("[A-Za-z\u3400-\u9fff]", text)} - set(head)
        )
        for _, text in lines:
            if text not in head or head.count(text) < [line for _, line in lines].count(text):
                self.edits.append(Edited(Span(self.path, 1, 1), text, "", "header"))
        self.items[:0] = [Para(Written(text, self.path, ((0, 1, 1),)), align="center") for text in head]
        if used["header"]:
            self.counts["header"] = used["header"]

    def _margin_head(self, texts: list[str]) -> list[str]:
        """The lines of a page header that make a masthead, in order; nothing where the text has its own number."""
        top = [item.words for item in self.items[:15] if isinstance(item, Para)]
        if any(_NUMBERED & set(take_apart(text).given) for text in top):
            return []
        lines = list(dict.fromkeys(text for text in texts if len(text.strip()) <= _MOST_HEAD_LINE))
        return lines if any(_NUMBERED & set(take_apart(text).given) for text in lines) else []

    # 表格

    def _table(self, table: Element) -> list[Item]:
        start = self.number + 1
        rows = []
        for row in _children(table, W + "tr"):
            hidden = _on(row.find(W + "trPr"), "hidden") is True
            if not _is_deleted(row) and not hidden:
                rows.append(row)
            elif self._left_out(row, None, "vanished" if hidden else "deleted"):
                self.counts["hidden" if hidden else "deleted"] += 1
        cells = [[self._read_cell(cell) for cell in _children(row, W + "tc")] for row in rows]
        grid = _spanned(cells, [_row_gap(row) for row in rows])
        photographs = _photographs(cells)
        if photographs:
            return [*photographs, *self._feet_of(cells)]
        if self._is_layout(grid):
            return self._laid_out(cells)
        made = Grid(self._grid_rows(grid, rows), Span(self.path, start, 1))
        return [made, *self._pictures_of(cells), *self._feet_of(cells)]

    def _read_cell(self, cell: Element) -> "_Cell":
        properties = cell.find(W + "tcPr")
        span = _value(properties, "gridSpan")
        merge = None if properties is None else properties.find(W + "vMerge")
        state = "" if merge is None else merge.get(W + "val", "continue")
        return _Cell(self._blocks(cell), min(max(int(span), 1), 60) if span.isdigit() else 1, state)

    def _is_layout(self, rows: "list[list[_Placed]]") -> bool:
        """Tell a table that only arranges text: one cell, one column of text, or a line of a masthead."""
        cells = [placed.cell for row in rows for placed in row]
        if len(rows) == 1 or all(len(row) == 1 for row in rows):
            return True
        inner = sum(
            len(row) for cell in cells for item in cell.items if isinstance(item, Grid) for row in item.rows
        )
        return inner > len(cells) or any(
            isinstance(item, Para) and len(item.words) > 300 for cell in cells for item in cell.items
        )

    def _laid_out(self, cells: "list[list[_Cell]]") -> list[Item]:
        items: list[Item] = []
        for row in cells:
            filled = [cell for cell in row if cell.items]
            lines = [cell.items[0] for cell in filled if len(cell.items) == 1]
            paras = [item for item in lines if isinstance(item, Para) and len(item.words) < 60]
            if len(filled) > 1 and len(paras) == len(filled):
                items.append(Para(join([para.text for para in paras], " "), (), paras[0].align))
            else:
                items += [item for cell in row for item in cell.items]
        return items

    def _grid_rows(
        self, grid: "list[list[_Placed]]", rows: list[Element]
    ) -> tuple[tuple[GridCell, ...], ...]:
        made = []
        for placed, row in zip(grid, rows, strict=True):
            header = _on(row.find(W + "trPr"), "tblHeader") is True
            made.append(tuple(self._grid_cell(entry, header) for entry in placed))
        return tuple(made)

    def _grid_cell(self, placed: "_Placed", header: bool) -> GridCell:
        texts = list(_texts_of(placed.cell.items))
        empty = Written("", self.path, ((0, max(self.number, 1), 1),))
        return GridCell(join(texts, " ") if texts else empty, placed.cell.columns, placed.rows, header)

    def _pictures_of(self, cells: "list[list[_Cell]]") -> list[Item]:
        return [item for row in cells for cell in row for item in cell.items if isinstance(item, Image)]

    def _feet_of(self, cells: "list[list[_Cell]]") -> list[Item]:
        """Footnotes whose marks stand in cells."""
        return [
            item
            for row in cells
            for cell in row
            for item in cell.items
            if isinstance(item, Para) and item.note
        ]

    # 交代

    def _remarks(self) -> Iterator[Remark]:
        place = Span(self.path, 1, 1)
        counts = self.counts
        if counts["inserted"] or counts["deleted"]:
            yield Remark("B911", place, (("inserted", counts["inserted"]), ("deleted", counts["deleted"])))
        for name, code in (
            ("comment", "B913"),
            ("box", "B914"),
            ("formula", "B916"),
            ("chart", "B917"),
            ("hidden", "B918"),
            ("header", "B933"),
            ("struck", "B951"),
            ("flat", "B952"),
        ):
            if counts[name]:
                yield Remark(code, place, (("count", counts[name]),))
        if self.notes:
            yield Remark("B915", place, (("count", len(self.notes)),))


class _Cell(NamedTuple):
    """A cell as it stands in its row; `merge` is restart, continue or nothing."""

    items: list[Item]
    columns: int
    merge: str


class _Placed(NamedTuple):
    """A cell with the rows it covers."""

    cell: _Cell
    rows: int


def _texts_of(items: list[Item]) -> Iterator[Written]:
    """The texts of a cell, those of a table in it row by row; footnotes stand below the table."""
    for item in items:
        if isinstance(item, Para) and not item.note:
            yield item.text
        elif isinstance(item, Grid):
            for row in item.rows:
                yield from (cell.text for cell in row if cell.text.text.strip())


def _photographs(cells: list[list[_Cell]]) -> list[Item]:
    """The pictures of a table that only arranges them, each with the caption in its cell or below it.

    Nothing where a row holds both pictures and words of others: that is a table of data.
    """
    seen: set[tuple[int, int]] = set()
    made: list[Item] = []
    for number, row in enumerate(cells):
        for column, cell in enumerate(row):
            images = [item for item in cell.items if isinstance(item, Image)]
            if not images:
                continue
            seen.add((number, column))
            words = [item for item in cell.items if isinstance(item, Para) and not item.note]
            below = (
                cells[number + 1][column]
                if number + 1 < len(cells) and len(cells[number + 1]) == len(row)
                else None
            )
            if not words and below is not None and not any(isinstance(item, Image) for item in below.items):
                seen.add((number + 1, column))
                words = [item for item in below.items if isinstance(item, Para) and not item.note]
            made += [*images, *(word._replace(align="center") for word in words)]
    rest = [
        item for number, row in enumerate(cells) for column, cell in enumerate(row) for item in cell.items
        if (number, column) not in seen
    ]  # fmt: skip
    captions = [item for item in made if isinstance(item, Para)]
    return [] if rest or any(len(item.words) > _MOST_CAPTION for item in captions) else made


def _spanned(cells: list[list[_Cell]], gaps: list[int]) -> list[list[_Placed]]:
    """Count the rows each vertically merged cell covers; those merged into it go."""
    starts: list[dict[int, _Cell]] = []
    for row, gap in zip(cells, gaps, strict=True):
        at, placed = gap, {}
        for cell in row:
            placed[at] = cell
            at += cell.columns
        starts.append(placed)
    grid: list[list[_Placed]] = []
    for number, placed in enumerate(starts):
        made = []
        for at, cell in placed.items():
            above = starts[number - 1].get(at) if number else None
            if (
                cell.merge == "continue"
                and above is not None
                and above.merge
                and above.columns == cell.columns
            ):
                continue
            rows = 1
            while (
                cell.merge
                and number + rows < len(starts)
                and (below := starts[number + rows].get(at)) is not None
                and below.merge == "continue"
                and below.columns == cell.columns
            ):
                rows += 1
            made.append(_Placed(cell, rows))
        grid.append(made)
    return grid


def _mark_is_deleted(paragraph: Element) -> bool:
    properties = paragraph.find(f"{W}pPr/{W}rPr")
    return properties is not None and any(
        properties.find(W + name) is not None for name in ("del", "moveFrom")
    )


def _row_gap(row: Element) -> int:
    before = _value(row.find(W + "trPr"), "gridBefore")
    return int(before) if before.isdigit() and len(before) < 3 else 0


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Children of one kind, also inside content controls and tracked changes."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (W + "sdt", W + "sdtContent", W + "customXml", W + "ins"):
            yield from _children(child, tag)


def _is_deleted(row: Element) -> bool:
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + "del") is not None


def _outermost(element: Element, tag: str) -> Iterator[Element]:
    """Elements of one kind that lie in no other of it; of alternatives only the chosen."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == _MC + "AlternateContent":
            choice = _chosen(child)
            if choice is not None:
                yield from _outermost(choice, tag)
        else:
            yield from _outermost(child, tag)


def _chosen(element: Element) -> Element | None:
    choice = element.find(_MC + "Choice")
    return choice if choice is not None else element.find(_MC + "Fallback")


def _own_texts(paragraph: Element) -> Iterator[Element]:
    """The texts of a paragraph without those of paragraphs in it, and of alternatives only the chosen."""
    for child in paragraph:
        if child.tag == _MC + "AlternateContent":
            choice = _chosen(child)
            if choice is not None:
                yield from _own_texts(choice)
        elif child.tag in (W + "t", W + "delText"):
            yield child
        elif child.tag != W + "p":
            yield from _own_texts(child)


def _share(cut: Element | None, side: str) -> float:
    """How much of a side a picture is cropped by (a:srcRect, in thousandths of a percent)."""
    value = "0" if cut is None else cut.get(side, "0")
    return int(value) / 100_000 if value.isdigit() and int(value) < 100_000 else 0.0


def _is_placeholder(control: Element) -> bool:
    """Whether a content control shows only what to type there."""
    return _on(control.find(W + "sdtPr"), "showingPlcHdr") is True


def _value(parent: Element | None, name: str) -> str:
    child = None if parent is None else parent.find(W + name)
    return "" if child is None else child.get(W + "val", "")


def _on(parent: Element | None, name: str) -> bool | None:
    """Read a switch: absent, on or off."""
    child = None if parent is None else parent.find(W + name)
    return None if child is None else child.get(W + "val", "1") not in ("0", "false", "off", "none")


def _align(value: str) -> Align:
    if value == "center":
        return "center"
    return "right" if value in ("right", "end") else ""


def _style(element: Element) -> Style:
    paragraph, run = element.find(W + "pPr"), element.find(W + "rPr")
    number = None if paragraph is None else paragraph.find(W + "numPr")
    level = _value(number, "ilvl")
    fonts = None if run is None else run.find(W + "rFonts")
    bold = _on(run, "b")
    if bold is None and fonts is not None and _BLACK.search(fonts.get(W + "eastAsia", "")):
        bold = True
    name = _value(element, "name")
    match = _HEADING.match(name)
    outline = _value(paragraph, "outlineLvl")
    rank = int(match[1]) if match else (int(outline) + 1 if outline.isdigit() and int(outline) < 9 else 0)
    return Style(
        name,
        _value(element, "basedOn"),
        bold,
        _value(paragraph, "jc"),
        1 if name.lower() in _TITLES else rank,
        name.lower() in _TITLES,
        _size(run),
        (_value(number, "numId"), int(level) if level.isdigit() else 0) if _value(number, "numId") else None,
    )


def _size(properties: Element | None) -> int:
    """Read the size of letters in half points, 0 where none is said."""
    value = _value(properties, "sz")
    return int(value) if value.isdigit() and len(value) < 5 else 0


def _heading(properties: Element | None, lineage: list[Style]) -> int:
    outline = _value(properties, "outlineLvl")
    if outline.isdigit():
        return int(outline) + 1 if int(outline) < 6 else 0
    return min(next((style.outline for style in lineage if style.outline), 0), 6)
