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
from bulletin_pdf.importers.docx_package import MOST_PICTURE, Element, Package, PackageError, R, W
from bulletin_pdf.importers.docx_words import words_of
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
from bulletin_pdf.yamldoc.written import Written, join

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
# Wingdings and Symbol characters offices use, and what they look like elsewhere.
_SYMBOLS = {"f0b7": "•", "f06c": "●", "f06e": "■", "f075": "◆", "f0d8": "➢", "f0fc": "✓", "f0fe": "☑", "f0a8": "□",
            "f0a3": "□", "f052": "☑", "f0b0": "°", "f0b1": "±", "f0b3": "≥", "f0a4": "≤", "f0b4": "×"}  # fmt: skip
_BLACK = re.compile("黑体|SimHei|Heiti", re.I)
_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.I)
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
        self.sizes: Counter[int] = Counter()

    def put(self, text: str, bold: bool) -> None:
        if not text:
            return
        if bold:
            if self.bold and self.bold[-1][1] == self.length:
                self.bold[-1] = self.bold[-1][0], self.length + len(text)
            else:
                self.bold.append((self.length, self.length + len(text)))
        self.parts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def size(self) -> int:
        """The size most of its letters have."""
        return self.sizes.most_common(1)[0][0] if self.sizes else 0


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
                items += self._blocks(inner) if inner is not None else []
            elif tag == _MC + "AlternateContent":
                choice = _chosen(child)
                items += self._blocks(choice) if choice is not None else []
            elif tag in (W + "altChunk", W + "subDoc"):
                self.counts["chart"] += 1
        if joined:
            items += self._paragraph(self._joined(joined[:-1], joined[-1]))
        return items

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
        return Para(written, tuple(line.bold), align, heading)

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
                if inner is not None:
                    self._runs(inner, lines, bold)
            elif tag == W + "ruby":
                base = child.find(W + "rubyBase")
                if base is not None:
                    self._runs(base, lines, bold)
            elif tag in (_M + "oMath", _M + "oMathPara"):
                self.counts["formula"] += 1
                lines[-1].put("".join(part.text or "" for part in child.iter(_M + "t")), bold)
            elif tag == _MC + "AlternateContent":
                choice = _chosen(child)
                if choice is not None:
                    self._runs(choice, lines, bold)
            elif tag in (
                W + "hyperlink",
                W + "smartTag",
                W + "customXml",
                W + "fldSimple",
                W + "dir",
                W + "bdo",
            ):
                self._runs(child, lines, bold)

    def _deleted(self, element: Element, line: _Line) -> None:
        text = "".join(part.text or "" for part in element.iter() if part.tag in (W + "delText", W + "t"))
        if text:
            self.counts["deleted"] += 1
            self.edits.append(
                Edited(Span(self.path, self.number, line.length + 1, len(text)), text, "", "deleted")
            )

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
        bold = self._is_bold(properties, bold)
        hidden = _on(properties, "vanish") is True
        size = _size(properties)
        if size:
            lines[-1].sizes[size] += sum(len(part.text or "") for part in run.findall(W + "t"))
        for child in run:
            if child.tag in (W + "tab", W + "ptab"):
                lines[-1].put("\t", bold)
            elif child.tag in (W + "br", W + "cr") and child.get(W + "type") not in ("page", "column"):
                lines.append(_Line(self.number))
            elif child.tag in (W + "drawing", W + "pict", W + "object", _MC + "AlternateContent"):
                self._drawing(child, lines[-1])
            elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
                self._note(child, lines[-1])
            elif child.tag == W + "ruby":
                self._runs(run, lines, bold)
            else:
                self._letters(child, lines[-1], bold, hidden)

    def _letters(self, child: Element, line: _Line, bold: bool, hidden: bool) -> None:
        text = ""
        if child.tag == W + "t":
            text = self._known((child.text or "").replace("\n", " "), line)
        elif child.tag == W + "noBreakHyphen":
            text = "-"
        elif child.tag == W + "sym":
            text = self._symbol(child, line)
        if hidden and text.strip():
            self.counts["hidden"] += 1
            self.edits.append(
                Edited(Span(self.path, self.number, line.length + 1, len(text)), text, "", "vanished")
            )
            return
        line.put(text, bold)

    def _known(self, text: str, line: _Line) -> str:
        """Symbol fonts keep their characters in the private area: LibreOffice writes them as text."""
        for at, char in enumerate(text):
            usual = _SYMBOLS.get(f"{ord(char):x}", "") if "\uf000" <= char <= "\uf0ff" else ""
            if usual:
                place = Span(self.path, self.number, line.length + at + 1)
                self.edits.append(Edited(place, char, usual, "symbol"))
                text = text[:at] + usual + text[at + 1 :]
        return text

    def _symbol(self, child: Element, line: _Line) -> str:
        code = child.get(W + "char", "").lower()
        if not re.fullmatch("[0-9a-f]{1,5}", code):
            return ""
        own = chr(int(code, 16)) if int(code, 16) not in range(0xD800, 0xE000) else "\ufffd"
        text = _SYMBOLS.get(code, own)
        if text != own:
            self.edits.append(Edited(Span(self.path, self.number, line.length + 1), own, text, "symbol"))
        return text

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
                self._picture(target, alt)
        if not found and element.tag != W + "pict":
            self.counts["chart"] += 1

    def _word_art(self, text: str) -> None:
        if text.strip():
            self.counts["box"] += 1
            place = ((0, self.number, 1),)
            self.pending.append(Para(Written(" ".join(text.split()), self.path, place), align="center"))

    def _picture(self, target: str, alt: str) -> None:
        place = Span(self.path, self.number, 1)
        relation = self.relations.get(target)
        if relation is None or relation.outside or not self.package.has(relation.target):
            self.pending.append(Image(relation.target if relation else target, b"", alt, place))
            return
        try:
            data = self.package.data(relation.target, MOST_PICTURE)
        except PackageError:
            data = b""
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
            text = "".join(part.text or "" for part in comment.iter(W + "t"))
            if text.strip():
                self.counts["comment"] += 1
                self.edits.append(Edited(Span(self.path, 1, 1), text, "", "comment"))

    def _read_margins(self) -> None:
        """Headers and footers: page numbers and names, none of it text of the issue."""
        seen: set[str] = set()
        for relation in self.relations.values():
            kind = relation.kind.rpartition("/")[2]
            if kind not in ("header", "footer") or relation.outside or not self.package.has(relation.target):
                continue
            for paragraph in self.package.xml(relation.target).iter(W + "p"):
                text = "".join(part.text or "" for part in paragraph.iter(W + "t"))
                if re.search("[A-Za-z\u3400-\u9fff]", text) and text not in seen:
                    seen.add(text)
                    self.edits.append(Edited(Span(self.path, 1, 1), text, "", "header"))
        if seen:
            self.counts["header"] = len(seen)

    # 表格

    def _table(self, table: Element) -> list[Item]:
        start = self.number + 1
        rows = [row for row in _children(table, W + "tr") if not _is_deleted(row)]
        cells = [[self._read_cell(cell) for cell in _children(row, W + "tc")] for row in rows]
        grid = _spanned(cells, [_row_gap(row) for row in rows])
        if self._is_layout(grid):
            return self._laid_out(cells)
        return [Grid(self._grid_rows(grid, rows), Span(self.path, start, 1)), *self._pictures_of(cells)]

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
        return any(isinstance(item, Grid) for cell in cells for item in cell.items) or any(
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
        texts = [item.text for item in placed.cell.items if isinstance(item, Para)]
        empty = Written("", self.path, ((0, max(self.number, 1), 1),))
        return GridCell(join(texts, " ") if texts else empty, placed.cell.columns, placed.rows, header)

    def _pictures_of(self, cells: "list[list[_Cell]]") -> list[Item]:
        return [item for row in cells for cell in row for item in cell.items if isinstance(item, Image)]

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
