"""A web page → paragraphs, tables and pictures.

justhtml makes of the page the tree a browser would make and says where each text begins. Only
what an importer needs is kept of it: where a paragraph begins, what is bold, centred, a heading
or a link, which table holds data and which only lays out the page. Depth does not matter:
nothing here recurses.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from justhtml import Element, JustHTML, Node, Text

from bulletin_pdf.importers.docx_symbols import usual
from bulletin_pdf.importers.html_form import chosen, shown_value
from bulletin_pdf.importers.html_list import LISTS, counter
from bulletin_pdf.importers.html_list import Counter as ListCounter
from bulletin_pdf.importers.html_look import HtmlLook, entered, word_classes
from bulletin_pdf.importers.html_table import HtmlCell, HtmlTable, is_data, laid_out
from bulletin_pdf.importers.html_title import said
from bulletin_pdf.importers.material import (
    MAX_ITEMS,
    Image,
    ImportedCell,
    ImportedTable,
    Material,
    MaterialItem,
    Para,
    Remark,
    SourceEdit,
    TooMuchError,
)
from bulletin_pdf.importers.scripts import Script, scripted
from bulletin_pdf.importers.source_places import aligned
from bulletin_pdf.issue.character_kinds import is_wide
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Span
from bulletin_pdf.source_map import PlaceAnchor, SourceMap
from bulletin_pdf.yamldoc.source import Source, make_source
from bulletin_pdf.yamldoc.written import PlacedText, join

MAX_TAGS = 300_000
MAX_SHEET = 200_000
"""Characters at the top of a page among which Word's style sheet stands."""

_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
     "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main",
     "menu", "nav", "ol", "p", "plaintext", "pre", "search", "section",
     "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp")
)  # fmt: skip
_NO_TEXT = frozenset(["script", "style", "template", "head"])
"""What holds no text of the page; its title is read by itself."""
_SCRIPTS: dict[str, tuple[Script, ...]] = {
    "msup": ("", "sup"),
    "msub": ("", "sub"),
    "msubsup": ("", "sub", "sup"),
}
"""How the parts of a formula stand."""
_SECTION = pattern(r"<!\[[^<>]{0,200}>")
"""Word's `<![if …]>`: a comment to a browser, text to the parser."""
_PAGE = re.compile(r"<\s{0,3}(?:!doctype\s+html|html|body)\b", re.I)
_TAG = pattern(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,20})(?=[\s/>])")
_OPENS = pattern("<[A-Za-z]")
_BLANKS = pattern(r"[ \t\r\n\f]+")
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-url", "_src")
"""Attributes that name a picture; those after the first are read by the page's script."""


def read_html(path: str, text: str, fetch: Callable[[str], bytes]) -> Material:
    """Read a page; `fetch` gives the bytes of a picture that lies beside it."""
    if sum(1 for _ in _OPENS.finditer(text)) > MAX_TAGS:
        raise TooMuchError(Code.IMPORT_TOO_MANY_PARAGRAPHS, limit=MAX_ITEMS)
    source = make_source(path, text)
    loose = is_debris(text)
    plain = _SECTION.sub(_as_comment, source.text)
    page = JustHTML(plain, sanitize=False, track_node_locations=True, scripting_enabled=False)
    classes = word_classes(source.text[:MAX_SHEET]) if "Mso" in source.text else {}
    reader = _Reader(source, fetch, loose, classes)
    reader.read(page.root)
    if _length(reader.items) * 10 < reader.unseen:
        # An element that hides was never closed: better too much than nothing.
        reader = _Reader(source, fetch, loose, classes, see_all=True)
        reader.read(page.root)
    # Frames are worth a word only where they hold everything.
    remarks = () if reader.items else tuple(reader.remarks)
    about = said(page, source, " ".join(reader.around))
    return Material(
        "web", path, tuple(reader.items), about.title, (*about.edits, *reader.edits), remarks,
        said=tuple(_texts(page.root)), date=about.date, source=about.source,
    )  # fmt: skip


def _texts(root: Node) -> Iterator[str]:
    """Yield every text of the page, whatever holds it: what a draft is proven against."""
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if isinstance(node, Text):
            yield node.data or ""
        elif node.name not in _NO_TEXT - {"head"}:
            nodes += reversed(node.children or ())


def _as_comment(match: re.Match[str]) -> str:
    """Return a comment of the same length, so that every place stays."""
    return "<!--" + " " * (len(match[0]) - 7) + "-->" if len(match[0]) > 6 else " " * len(match[0])


def is_html(text: str) -> bool:
    """Whether a text is a page, or what is left of one, and not plain text."""
    head = text[:100_000]
    return _PAGE.search(head) is not None or len(_TAG.findall(head)) >= 3


def is_debris(text: str) -> bool:
    """Whether a text was copied from a page, a line a paragraph with stray tags, and is none itself."""
    if _PAGE.search(text[:100_000]):
        return False
    head = text[:400_000]
    blocks: int = sum(
        name.lower() in _BLOCKS or name.lower() == "br" for close, name in _TAG.findall(head) if not close
    )
    lines = sum(1 for line in head.split("\n") if len(_TAG.sub("", line).strip()) > 1)
    return lines > 2 * blocks


def _length(items: Sequence[MaterialItem]) -> int:
    return sum(len(item.words) for item in items if isinstance(item, Para))


class _Reader:
    """Walks the tree of one page."""

    def __init__(
        self,
        source: Source,
        fetch: Callable[[str], bytes],
        loose: bool,
        classes: Mapping[str, str],
        see_all: bool = False,
    ) -> None:
        self.source = source
        self.fetch = fetch
        self.loose = loose
        """Line ends part paragraphs: the tags are only left-overs."""
        self.classes = classes
        self.see_all = see_all
        self.items: list[MaterialItem] = []
        self.edits: list[SourceEdit] = []
        self.remarks: list[Remark] = []
        self.around: list[str] = []
        """What the page says of the text beside it."""
        self.unseen = 0
        self.inside = HtmlLook()
        self.tables: list[HtmlTable] = []
        self.lists: list[ListCounter] = []
        self.marker = "", 0
        """The number of a list's item, before its first character."""
        self.kept = 0
        self._start()

    def _start(self) -> None:
        """Begin a paragraph."""
        self.parts: list[str] = []
        self.anchors: list[PlaceAnchor] = []
        self.length = 0
        self.bold: list[tuple[int, int]] = []
        self.linked = 0
        self.sizes: Counter[int] = Counter()
        self.state = self.inside

    def read(self, root: Node) -> None:
        """Go through the page in the order of its text."""
        open_nodes = [(root, self.inside, iter(root.children or ()))]
        while open_nodes:
            node, state, children = open_nodes[-1]
            self.inside = state
            child = next(children, None)
            if child is None:
                open_nodes.pop()
                self.inside = open_nodes[-1][1] if open_nodes else HtmlLook()
                self._leave(node)
            elif isinstance(child, Text):
                self._text(child)
            elif isinstance(child, Element) and child.name not in _NO_TEXT:
                open_nodes.append((child, self._enter(child), iter(child.children or ())))
        self._flush()

    # 文字

    def _text(self, node: Text) -> None:
        text, start = node.data or "", node.origin_offset or 0
        if self.inside.unseen and not self.see_all:
            self._hide(text, start, "hidden")
            return
        if self.inside.about:
            self.around.append(text)
        if self.inside.struck or self.inside.about:
            self._hide(text, start, "struck" if self.inside.struck else "meta")
            return
        if self.inside.mark and (self._is_bullet(text) or not text.strip()):
            if text.strip():
                self._hide(text, start, "bullet-list")
            return
        raised = scripted(text, self.inside.script)
        if self.inside.script and text.strip():
            self._note(start, text, raised)
        done = 0
        for piece, at in aligned(self.source.text, start, text):
            piece, done = raised[done : done + len(piece)], done + len(piece)
            if self.inside.mark:
                piece = piece.strip(" \xa0\n")
            elif self.inside.symbols:
                piece = self._signs(piece, at)
            if not self.loose and not self.inside.pre:
                self._add(piece, at)
                continue
            for number, line in enumerate(piece.split("\n")):
                if number:
                    self._flush()
                self._add(line, at)
                at += len(line) + 1

    def _is_bullet(self, text: str) -> bool:
        """Whether the mark of a list's item is a sign and no number."""
        return bool(self.inside.symbols) or not any(char.isalnum() for char in text)

    def _signs(self, text: str, place: int) -> str:
        """Letters of a font of signs are what they look like."""
        made = "".join(char if char.isspace() else usual(char, self.inside.symbols) for char in text)
        if made != text:
            self.edits.append(SourceEdit(self.source.span(place, place + len(text)), text, made, "symbol"))
        return made

    def _note(self, start: int, text: str, raised: str) -> None:
        """Log figures that stood above or below the line."""
        why = "script" if raised != text else "script-flat"
        span = self.source.span(start, start + len(text))
        self.edits.append(SourceEdit(span, text.strip(), raised.strip(), why))

    def _hide(self, text: str, start: int, why: str) -> None:
        if text.strip():
            self.unseen += len(text) if why == "hidden" else 0
            start += len(text) - len(text.lstrip())
            self.edits.append(SourceEdit(self.source.span(start, start + len(text)), text.strip(), "", why))

    def _add(self, piece: str, place: int) -> None:
        """Add what stands together in the source, and note how it looks."""
        begin, state = self.length, self.inside
        self._add_words(piece, place)
        if self.length == begin:
            return
        self.sizes[state.size] += self.length - begin
        if state.bold:
            self.bold.append((begin, self.length))
        if state.linked:
            self.linked += self.length - begin
        if begin == 0 or (state.heading and not self.state.heading) or (state.align and not self.state.align):
            self.state = state

    def _add_words(self, piece: str, place: int) -> None:
        """Blanks of the file are one space, or none at the edge or between hanzi."""
        at = 0
        for match in _BLANKS.finditer(piece):
            self._put(piece[at : match.start()], place + at)
            before = self.parts[-1][-1] if self.parts else ""
            after = piece[match.end() : match.end() + 1]
            # A line end of the file beside Chinese is no space.
            glued = "\n" in match[0] and (is_wide(before) or is_wide(after))
            if before and before != " " and not glued:
                self._put(" ", place + match.start())
            at = match.end()
        self._put(piece[at:], place + at)

    def _put(self, text: str, place: int) -> None:
        marker, self.marker = self.marker, ("", 0) if text else self.marker
        if text and marker[0]:
            self._put(*marker)
        if text:
            self.anchors.append((self.length, *self.source.place(place)))
            self.parts.append(text)
            self.length += len(text)

    def _flush(self) -> None:
        """End a paragraph."""
        text = "".join(self.parts)
        if text.strip():
            state = self.state
            written = PlacedText(text, SourceMap.of(self.source.path, self.anchors))
            bold = tuple(_merged(self.bold))
            size = self.sizes.most_common(1)[0][0] if self.sizes else 0
            self._keep(Para(written, bold, state.align, state.heading, self.linked, size=size))
        self._start()

    def _keep(self, item: MaterialItem) -> None:
        self.kept += 1
        if self.kept > 4 * MAX_ITEMS:  # what lies in tables is kept once more when they end
            raise TooMuchError(Code.IMPORT_TOO_MANY_PARAGRAPHS, limit=MAX_ITEMS)
        cell = self.tables[-1].cell if self.tables else None
        (self.items if cell is None else cell.items).append(item)

    # 标记

    def _enter(self, node: Element) -> HtmlLook:
        """Begin an element; what holds inside it."""
        name, tag = node.name, _attributes(node)
        state = self._in_parent(node, entered(self.inside, name, tag, self.classes))
        if name in _BLOCKS or name == "br":
            self._flush()
        if name == "img":
            self._image(node, tag)
        elif name in ("frame", "iframe") and tag.get("src"):
            source = (("file", tag["src"][:60]),)
            self.remarks.append(Remark(Code.PAGE_IS_A_FRAME, self._place(node), source))
        elif name == "table":
            self.tables.append(HtmlTable(self._place(node)))
        elif name == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif name in ("td", "th") and self.tables:
            self._begin_cell(tag, name)
        elif name in LISTS:
            self.lists.append(counter(node, tag))
        elif name == "li":
            self._count(node, tag, state)
        elif name == "input":
            self._value(node, tag, state)
        self.inside = state
        if name == "q":
            self._insert(node, "“" if self._quotes(node) % 2 else "‘", "quoted")
        if not self.parts:
            self.state = state
        return state

    def _in_parent(self, node: Element, state: HtmlLook) -> HtmlLook:
        """Return what holds inside a part of a formula, or a choice of a form."""
        parent, name = node.parent, node.name
        if parent is None:
            return state
        if parent.name in _SCRIPTS or parent.name == "mfrac":
            parts = [child for child in parent.children or () if isinstance(child, Element)]
            at = parts.index(node) if node in parts[:3] else 0
            if parent.name == "mfrac" and at == 1:
                self._insert(node, "/", "fraction")
            scripts = _SCRIPTS.get(parent.name, ())
            return state._replace(script=scripts[at] if at < len(scripts) else state.script)
        if name in ("select", "textarea"):
            return state._replace(unseen=state.unseen or not "".join(self.parts).strip())
        if name == "option":
            return state._replace(unseen=state.unseen or node is not chosen(parent))
        return state

    def _quotes(self, node: Node) -> int:
        """Count how deep a quotation stands within others."""
        depth = 0
        above: Node | None = node
        while above is not None and above.name not in _BLOCKS:
            depth += above.name == "q"
            above = above.parent
        return depth

    def _insert(self, node: Element, text: str, why: str) -> None:
        """Add what a browser shows though the page has no such text."""
        if (self.inside.unseen and not self.see_all) or self.inside.struck:
            return
        self.edits.append(SourceEdit(self._place(node), "", text, why))
        self._put(text, node.origin_offset or 0)

    def _value(self, node: Element, tag: dict[str, str], state: HtmlLook) -> None:
        """A filled-in field within a line is text of it; one that stands alone belongs to the page."""
        value = shown_value(tag)
        if not value:
            return
        if self.parts and "".join(self.parts).strip() and not state.unseen:
            self._insert(node, value, "form-value")
        else:
            self.edits.append(SourceEdit(self._place(node), value, "", "hidden"))

    def _leave(self, node: Node) -> None:
        if node.name == "q" and isinstance(node, Element):
            self._insert(node, "”" if self._quotes(node) % 2 else "’", "quoted")
        if node.name not in _BLOCKS:
            return
        self._flush()
        if node.name == "table":
            self._end_table()
        elif node.name in ("td", "th") and self.tables:
            self.tables[-1].cell = None
        elif node.name in LISTS:
            self.lists.pop()

    def _place(self, node: Element) -> Span:
        at = node.origin_offset or 0
        end = self.source.text.find(">", at)
        return self.source.span(at, end + 1 if end >= 0 else at + 1)

    def _count(self, node: Element, tag: dict[str, str], state: HtmlLook) -> None:
        """Write the number a browser shows before an item; lists of links are none of the text."""
        number = ""
        if self.lists:
            number, self.lists[-1] = self.lists[-1].number(tag)
        if number and not state.unseen and not any(child.name == "a" for child in node.children or ()):
            place = self._place(node)
            self.edits.append(SourceEdit(place, "", number, "numbering"))
            self.marker = number, node.origin_offset or 0

    # 表格

    def _begin_cell(self, tag: dict[str, str], name: str) -> None:
        table = self.tables[-1]
        if not table.rows:
            table.rows.append([])
        self.kept += 1
        table.cell = HtmlCell(tag, name == "th")
        table.rows[-1].append(table.cell)

    def _end_table(self) -> None:
        table = self.tables.pop()
        rows = [row for row in table.rows if row]
        if is_data(rows):
            self._keep(ImportedTable(tuple(tuple(map(self._cell, row)) for row in rows), table.place))
            return
        for row in rows:
            for item in laid_out(row):
                self._keep(item)

    def _cell(self, cell: HtmlCell) -> ImportedCell:
        texts = [item.text for item in cell.items if isinstance(item, Para)]
        empty = PlacedText("", SourceMap.start(self.source.path))
        return ImportedCell(join(texts, " ") if texts else empty, cell.colspan, cell.rowspan, cell.header)

    # 图片

    def _image(self, node: Element, tag: dict[str, str]) -> None:
        if self.inside.unseen and not self.see_all:
            return
        name, data = self._fetched([tag[key] for key in _SOURCES if tag.get(key)])
        alt = " ".join(tag.get("alt", "").split())[:200]
        if alt and not data:
            self.edits.append(SourceEdit(self._place(node), alt, "", "alt"))
        if not name:
            return
        self._flush()
        self._keep(Image(name[:300], data, alt, self._place(node)))

    def _fetched(self, names: list[str]) -> tuple[str, bytes]:
        """The first picture that can be had; the one in `src` may only hold the place of another."""
        kept = [name for name in names if not name.startswith("data:")] or names
        for name in kept:
            data = self.fetch(name)
            if data:
                return name, data
        return (kept[-1], b"") if kept else ("", b"")


def _attributes(node: Element) -> dict[str, str]:
    return {name: value or "" for name, value in (node.attrs or {}).items()}


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and merged[-1][1] == start:
            merged[-1] = merged[-1][0], end
        else:
            merged.append((start, end))
    return merged
