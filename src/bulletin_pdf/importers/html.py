"""A web page → paragraphs, tables and pictures.

justhtml makes of the page the tree a browser would make and says where each text begins. Only
what an importer needs is kept of it: where a paragraph begins, what is bold, centred, a heading
or a link, which table holds data and which only lays out the page. Depth does not matter:
nothing here recurses.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from justhtml import Element, JustHTML, Node, Text

from bulletin_pdf.diagnostics import Span
from bulletin_pdf.importers.aligned import aligned
from bulletin_pdf.importers.html_table import Cell, Table, is_data, laid_out
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
from bulletin_pdf.importers.numbering import in_shape
from bulletin_pdf.issue.normalize import is_wide
from bulletin_pdf.yamldoc.source import Source, make_source
from bulletin_pdf.yamldoc.written import Anchor, Written, join

MOST_TAGS = 300_000

_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
     "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main",
     "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section",
     "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "xmp")
)  # fmt: skip
_UNSEEN = frozenset(
    ("nav", "button", "select", "option", "optgroup", "textarea", "datalist", "audio", "video",
     "object", "canvas", "iframe", "noscript", "rt", "rp", "noembed", "noframes", "dialog")
)  # fmt: skip
_NO_TEXT = frozenset(["script", "style", "template", "svg", "math", "head", "title"])
"""What holds no text of the page; the title is read by itself."""
_PRE = frozenset(("pre", "xmp", "listing", "plaintext"))
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_PAGE = re.compile(r"<\s{0,3}(?:!doctype\s+html|html|body)\b", re.I)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,20})(?=[\s/>])")
_OPENS = re.compile("<[A-Za-z]")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SHOWN = frozenset(("js_content", "img-content"))
"""What 公众号 pages hide until a script has run."""
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|font(?:-family)?\s*:[^;]*(?:黑体|SimHei)", re.I)
_THIN_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.I)
_ALIGN_STYLE = re.compile(r"text-align\s*:\s*(left|center|right)", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-url", "_src")
"""Attributes that name a picture; those after the first are read by the page's script."""
_NO_MARK = re.compile(r"list-style(?:-type)?\s*:\s*none", re.I)
_SHAPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class _State(NamedTuple):
    """What holds inside an element."""

    bold: bool = False
    align: Align = ""
    heading: int = 0
    linked: bool = False
    unseen: bool = False
    pre: bool = False
    struck: bool = False


def read_html(path: str, text: str, fetch: Callable[[str], bytes]) -> Material:
    """Read a page; `fetch` gives the bytes of a picture that lies beside it."""
    if sum(1 for _ in _OPENS.finditer(text)) > MOST_TAGS:
        raise TooMuch("B922", limit=MOST_ITEMS)
    source = make_source(path, text)
    loose = is_debris(text)
    page = JustHTML(source.text, sanitize=False, track_node_locations=True, scripting_enabled=False)
    reader = _Reader(source, fetch, loose)
    reader.read(page.root)
    if _length(reader.items) * 10 < reader.unseen:
        # An element that hides was never closed: better too much than nothing.
        reader = _Reader(source, fetch, loose, see_all=True)
        reader.read(page.root)
    # Frames are worth a word only where they hold everything.
    remarks = () if reader.items else tuple(reader.remarks)
    return Material("web", path, tuple(reader.items), _title(page), tuple(reader.edits), remarks)


def is_html(text: str) -> bool:
    """Tell a page, or what is left of one, from plain text."""
    head = text[:100_000]
    return _PAGE.search(head) is not None or len(_TAG.findall(head)) >= 3


def is_debris(text: str) -> bool:
    """Tell text copied from a page, a line a paragraph with stray tags, from a page."""
    if _PAGE.search(text[:100_000]):
        return False
    head = text[:400_000]
    blocks: int = sum(
        name.lower() in _BLOCKS or name.lower() == "br" for close, name in _TAG.findall(head) if not close
    )
    lines = sum(1 for line in head.split("\n") if len(_TAG.sub("", line).strip()) > 1)
    return lines > 2 * blocks


def _length(items: Sequence[Item]) -> int:
    return sum(len(item.words) for item in items if isinstance(item, Para))


def _title(page: JustHTML) -> str:
    found = page.query("title")
    return " ".join(_text_of(found[0]).split())[:200] if found else ""


def _text_of(node: Node) -> str:
    return "".join(child.data or "" for child in node.children or () if isinstance(child, Text))


class _Reader:
    """Walks the tree of one page."""

    def __init__(
        self, source: Source, fetch: Callable[[str], bytes], loose: bool, see_all: bool = False
    ) -> None:
        self.source = source
        self.fetch = fetch
        self.loose = loose
        """Line ends part paragraphs: the tags are only left-overs."""
        self.see_all = see_all
        self.items: list[Item] = []
        self.edits: list[Edited] = []
        self.remarks: list[Remark] = []
        self.unseen = 0
        self.inside = _State()
        self.tables: list[Table] = []
        self.lists: list[Iterator[str]] = []
        self.marker = "", 0
        """The number of a list's item, before its first character."""
        self.kept = 0
        self._start()

    def _start(self) -> None:
        """Begin a paragraph."""
        self.parts: list[str] = []
        self.anchors: list[Anchor] = []
        self.length = 0
        self.bold: list[tuple[int, int]] = []
        self.linked = 0
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
                self.inside = open_nodes[-1][1] if open_nodes else _State()
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
        if self.inside.struck:
            self._hide(text, start, "struck")
            return
        for piece, at in aligned(self.source.text, start, text):
            if not self.loose and not self.inside.pre:
                self._add(piece, at)
                continue
            for number, line in enumerate(piece.split("\n")):
                if number:
                    self._flush()
                self._add(line, at)
                at += len(line) + 1

    def _hide(self, text: str, start: int, why: str) -> None:
        if text.strip():
            self.unseen += len(text) if why == "hidden" else 0
            start += len(text) - len(text.lstrip())
            self.edits.append(Edited(self.source.span(start, start + len(text)), text.strip(), "", why))

    def _add(self, piece: str, place: int) -> None:
        """Add what stands together in the source, and note how it looks."""
        begin, state = self.length, self.inside
        self._add_words(piece, place)
        if self.length == begin:
            return
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
            written = Written(text, self.source.path, _joined(self.anchors))
            bold = tuple(_merged(self.bold))
            self._keep(Para(written, bold, state.align, state.heading, self.linked))
        self._start()

    def _keep(self, item: Item) -> None:
        self.kept += 1
        if self.kept > 4 * MOST_ITEMS:  # what lies in tables is kept once more when they end
            raise TooMuch("B922", limit=MOST_ITEMS)
        cell = self.tables[-1].cell if self.tables else None
        (self.items if cell is None else cell.items).append(item)

    # 标记

    def _enter(self, node: Element) -> _State:
        """Begin an element; what holds inside it."""
        name, tag = node.name, _attributes(node)
        state = _entered(self.inside, name, tag)
        if name in _BLOCKS or name == "br":
            self._flush()
        if name == "img":
            self._image(node, tag)
        elif name in ("frame", "iframe") and tag.get("src"):
            source = (("file", tag["src"][:60].lstrip("@")),)
            self.remarks.append(Remark("B932", self._place(node), source))
        elif name == "table":
            self.tables.append(Table(self._place(node)))
        elif name == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif name in ("td", "th") and self.tables:
            self._begin_cell(tag, name)
        elif name in ("ol", "ul", "menu", "dir"):
            self.lists.append(_numbers(name, tag))
        elif name == "li":
            self._count(node, state)
        self.inside = state
        if not self.parts:
            self.state = state
        return state

    def _leave(self, node: Node) -> None:
        if node.name not in _BLOCKS:
            return
        self._flush()
        if node.name == "table":
            self._end_table()
        elif node.name in ("td", "th") and self.tables:
            self.tables[-1].cell = None
        elif node.name in ("ol", "ul", "menu", "dir"):
            self.lists.pop()

    def _place(self, node: Element) -> Span:
        at = node.origin_offset or 0
        end = self.source.text.find(">", at)
        return self.source.span(at, end + 1 if end >= 0 else at + 1)

    def _count(self, node: Element, state: _State) -> None:
        """Write the number a browser shows before an item; lists of links are none of the text."""
        number = next(self.lists[-1], "") if self.lists else ""
        if number and not state.unseen and not any(child.name == "a" for child in node.children or ()):
            place = self._place(node)
            self.edits.append(Edited(place, "", number, "numbering"))
            self.marker = number, node.origin_offset or 0

    # 表格

    def _begin_cell(self, tag: dict[str, str], name: str) -> None:
        table = self.tables[-1]
        if not table.rows:
            table.rows.append([])
        self.kept += 1
        table.cell = Cell(tag, name == "th")
        table.rows[-1].append(table.cell)

    def _end_table(self) -> None:
        table = self.tables.pop()
        rows = [row for row in table.rows if row]
        if is_data(rows):
            self._keep(Grid(tuple(tuple(map(self._cell, row)) for row in rows), table.place))
            return
        for row in rows:
            for item in laid_out(row):
                self._keep(item)

    def _cell(self, cell: Cell) -> GridCell:
        texts = [item.text for item in cell.items if isinstance(item, Para)]
        empty = Written("", self.source.path, ((0, 1, 1),))
        return GridCell(join(texts, " ") if texts else empty, cell.colspan, cell.rowspan, cell.header)

    # 图片

    def _image(self, node: Element, tag: dict[str, str]) -> None:
        if self.inside.unseen and not self.see_all:
            return
        name, data = self._fetched([tag[key] for key in _SOURCES if tag.get(key)])
        if not name:
            return
        self._flush()
        self._keep(Image(name[:300], data, " ".join(tag.get("alt", "").split())[:200], self._place(node)))

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


def _numbers(name: str, tag: dict[str, str]) -> Iterator[str]:
    """The numbers of a list, as its type says; none for bullets and for lists without marks."""
    if name != "ol" or _NO_MARK.search(tag.get("style", "")):
        return iter(())
    start = tag.get("start", "1").strip()
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1
    shape = _SHAPES.get(tag.get("type", "1"), "decimal")
    return (f"{in_shape(count, shape)}." for count in range(first, first + MOST_ITEMS))


def _entered(above: _State, name: str, tag: dict[str, str]) -> _State:
    """What holds inside an element."""
    style = tag.get("style", "")
    align = tag.get("align", "").lower()
    match = _ALIGN_STYLE.search(style)
    if match:
        align = match[1].lower()
    bold = (above.bold or name in _BOLD or bool(_BOLD_STYLE.search(style))) and not _THIN_STYLE.search(style)
    heading = int(name[1]) if re.fullmatch("h[1-6]", name) else above.heading
    unseen = above.unseen or name in _UNSEEN or "hidden" in tag
    unseen = unseen or (bool(_HIDING.search(style)) and tag.get("id") not in _SHOWN)
    where: Align = above.align
    if name == "center" or align == "center":
        where = "center"
    elif align == "right":
        where = "right"
    elif align in ("left", "justify"):
        where = "left"
    return _State(bold, where, heading, above.linked or name == "a", unseen, above.pre or name in _PRE,
                  above.struck or name == "del")  # fmt: skip


def _joined(anchors: list[Anchor]) -> tuple[Anchor, ...]:
    """Leave out anchors that only go on where the one before them leads."""
    kept: list[Anchor] = []
    for anchor in anchors:
        if kept and kept[-1][1] == anchor[1] and anchor[2] - kept[-1][2] == anchor[0] - kept[-1][0]:
            continue
        kept.append(anchor)
    return tuple(kept) or ((0, 1, 1),)


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in stretches:
        if merged and merged[-1][1] == start:
            merged[-1] = merged[-1][0], end
        else:
            merged.append((start, end))
    return merged
