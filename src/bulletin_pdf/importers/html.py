"""A web page → paragraphs, tables and pictures.

Only what an importer needs is kept of the page: where a paragraph begins, what is bold,
centred, a heading or a link, which table holds data and which only lays out the page.
Depth does not matter: open elements are a list, and nothing recurses.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from bulletin_pdf.importers.markup import Token, Tokenizer, attributes, pieces
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
from bulletin_pdf.issue.blocks import MOST_COLUMNS
from bulletin_pdf.issue.normalize import is_wide
from bulletin_pdf.yamldoc.source import Source, make_source
from bulletin_pdf.yamldoc.written import Anchor, Written, join

MOST_TAGS = 300_000

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "basefont",
        "bgsound",
        "frame",
        "keygen",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset(
    [
        "nav",
        "button",
        "select",
        "option",
        "optgroup",
        "textarea",
        "datalist",
        "audio",
        "video",
        "object",
        "canvas",
    ]
)
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"))
_PAGE = re.compile(r"<\s{0,3}(?:!doctype\s+html|html|body)\b", re.I)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,20})(?=[\s/>])")
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|font(?:-family)?\s*:[^;]*(?:黑体|SimHei)", re.I)
_THIN_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|[1-5]00)", re.I)
_ALIGN_STYLE = re.compile(r"text-align\s*:\s*(left|center|right)", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# What closes by itself when the next begins; the search goes no further than the table.
_CLOSED_BY = {
    "p": ("p",),
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr",),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "option": ("option",),
}
_MOST_CELL = 160
"""Characters of a cell beyond which a table lays out the page."""


class _State(NamedTuple):
    """An open element and what holds inside it."""

    name: str
    bold: bool = False
    align: Align = ""
    heading: int = 0
    linked: bool = False
    unseen: bool = False


class _Cell:
    def __init__(self, tag: dict[str, str], header: bool) -> None:
        self.items: list[Item] = []
        self.colspan = _span(tag.get("colspan", ""))
        self.rowspan = _span(tag.get("rowspan", ""))
        self.header = header


class _Table:
    def __init__(self, start: int) -> None:
        self.start = start
        self.rows: list[list[_Cell]] = []
        self.cell: _Cell | None = None


def read_html(path: str, text: str, fetch: Callable[[str], bytes]) -> Material:
    """Read a page; `fetch` gives the bytes of a picture that lies beside it."""
    source = make_source(path, text)
    loose = is_debris(text)
    reader = _Reader(source, fetch, loose)
    reader.read()
    if _length(reader.items) * 10 < reader.unseen:
        # An element that hides was never closed: better too much than nothing.
        reader = _Reader(source, fetch, loose, see_all=True)
        reader.read()
    return Material(
        "web", path, tuple(reader.items), reader.title, tuple(reader.edits), tuple(reader.remarks)
    )


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


def _span(value: str) -> int:
    digits = value.strip()[:3]
    return min(max(int(digits), 1), 60) if digits.isascii() and digits.isdigit() else 1


class _Reader:
    """Walks the tokens of one page."""

    def __init__(
        self, source: Source, fetch: Callable[[str], bytes], loose: bool, see_all: bool = False
    ) -> None:
        self.source = source
        self.fetch = fetch
        self.loose = loose
        """Line ends part paragraphs: the tags are only left-overs."""
        self.see_all = see_all
        self.items: list[Item] = []
        self.title = ""
        self.edits: list[Edited] = []
        self.remarks: list[Remark] = []
        self.unseen = 0
        self.tags = 0
        self.stack: list[_State] = [_State("")]
        self.open: Counter[str] = Counter()
        self.tables: list[_Table] = []
        self.pre = self.kept = 0
        self._start()

    def _start(self) -> None:
        """Begin a paragraph."""
        self.parts: list[str] = []
        self.anchors: list[Anchor] = []
        self.length = 0
        self.bold: list[tuple[int, int]] = []
        self.linked = 0
        self.state = self.stack[-1]

    def read(self) -> None:
        for token in Tokenizer(self.source.text):
            if token.kind == "text":
                self._text(token)
            elif token.kind == "open":
                self.tags += 1
                if self.tags > MOST_TAGS:
                    raise TooMuch("B922", limit=MOST_ITEMS)
                self._open(token)
            else:
                self._close(token.name)
        self._flush()
        while self.tables:
            self._end_table()

    # 文字

    def _text(self, token: Token) -> None:
        text = self.source.text[token.start : token.end]
        if self.stack[-1].name == "title":
            self.title = (self.title + " ".join("".join(piece for piece, _ in pieces(text, 0)).split()))[:200]
            return
        if self.stack[-1].unseen and not self.see_all:
            self._hide(text, token.start)
            return
        if not self.loose and not self.pre:
            self._add(text, token.start)
            return
        at = token.start
        for number, line in enumerate(text.split("\n")):
            if number:
                self._flush()
            self._add(line, at)
            at += len(line) + 1

    def _hide(self, text: str, start: int) -> None:
        if text.strip():
            self.unseen += len(text)
            self.edits.append(Edited(self.source.span(start, start + len(text)), text.strip(), "", "hidden"))

    def _add(self, text: str, start: int) -> None:
        begin = self.length
        for piece, place in pieces(text, start):
            self._add_piece(piece, place)
        state = self.stack[-1]
        if self.length == begin:
            return
        if state.bold:
            self.bold.append((begin, self.length))
        if state.linked:
            self.linked += self.length - begin
        if begin == 0 or (state.heading and not self.state.heading) or (state.align and not self.state.align):
            self.state = state

    def _add_piece(self, piece: str, place: int) -> None:
        """Add a piece; blanks of the file are one space, or none at the edge or between hanzi."""
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

    def _open(self, token: Token) -> None:
        name = token.name
        if name in _BLOCKS:
            self._flush()
        if name == "br":
            self._flush()
            return
        tag = attributes(self.source.text[token.start : token.end])
        if name == "img":
            self._image(tag, token)
        if name in _VOID:
            return
        for implied in _CLOSED_BY.get(name, ()):
            self._close_implied(implied)
        above = self.stack[-1]
        if name == "table":
            self.tables.append(_Table(token.start))
        elif name in ("td", "th") and self.tables:
            self._begin_cell(tag, name)
        elif name == "tr" and self.tables:
            self.tables[-1].rows.append([])
        self.pre += 1 if name == "pre" else 0
        self.stack.append(_entered(above, name, tag))
        self.open[name] += 1
        if not self.parts:
            self.state = self.stack[-1]

    def _close_implied(self, name: str) -> None:
        """Close what the next of its kind ends, looking no further than the table around it."""
        if not self.open[name]:
            return
        for state in self.stack[:-21:-1]:
            if state.name == name:
                self._close(name)
                return
            if state.name == "table" or (name != "p" and state.name in ("ul", "ol", "dl")):
                return

    def _close(self, name: str) -> None:
        if name in ("p", "br"):
            self._flush()
        if name in _VOID or not self.open[name]:
            return
        if name in _BLOCKS:
            self._flush()
        elif (
            name not in _BLOCKS
            and any(state.name in ("table", "td", "th") for state in self.stack[-1:-6:-1])
            and not any(state.name == name for state in self.stack[-1:-6:-1])
        ):
            return  # an inline element does not reach out of its table cell
        while True:
            state = self.stack.pop()
            self.open[state.name] -= 1
            self.pre -= int(state.name == "pre")
            if state.name == "table" and self.tables:
                self._flush()
                self._end_table()
            elif state.name in ("td", "th") and self.tables:
                self._flush()
                self.tables[-1].cell = None
            if state.name == name:
                break
        if not self.parts:
            self.state = self.stack[-1]

    # 表格

    def _begin_cell(self, tag: dict[str, str], name: str) -> None:
        table = self.tables[-1]
        if not table.rows:
            table.rows.append([])
        self.kept += 1
        table.cell = _Cell(tag, name == "th")
        table.rows[-1].append(table.cell)

    def _end_table(self) -> None:
        table = self.tables.pop()
        rows = [row for row in table.rows if row]
        if _is_data(rows):
            place = self.source.span(table.start, table.start + 6)
            self._keep(Grid(tuple(tuple(map(self._cell, row)) for row in rows), place))
            return
        for row in rows:
            for item in _laid_out(row):
                self._keep(item)

    def _cell(self, cell: _Cell) -> GridCell:
        texts = [item.text for item in cell.items if isinstance(item, Para)]
        empty = Written("", self.source.path, ((0, 1, 1),))
        return GridCell(join(texts, " ") if texts else empty, cell.colspan, cell.rowspan, cell.header)

    # 图片

    def _image(self, tag: dict[str, str], token: Token) -> None:
        name = tag.get("src", "") or tag.get("data-src", "")
        if not name or (self.stack[-1].unseen and not self.see_all):
            return
        self._flush()
        place = self.source.span(token.start, token.end)
        self._keep(Image(name[:300], self.fetch(name), " ".join(tag.get("alt", "").split())[:200], place))


def _entered(above: _State, name: str, tag: dict[str, str]) -> _State:
    """What holds inside an element."""
    style = tag.get("style", "")
    align = tag.get("align", "").lower()
    match = _ALIGN_STYLE.search(style)
    if match:
        align = match[1].lower()
    bold = (above.bold or name in _BOLD or bool(_BOLD_STYLE.search(style))) and not _THIN_STYLE.search(style)
    heading = int(name[1]) if re.fullmatch("h[1-6]", name) else above.heading
    unseen = above.unseen or name in _UNSEEN or "hidden" in tag or bool(_HIDING.search(style))
    where: Align = above.align
    if name == "center" or align == "center":
        where = "center"
    elif align == "right":
        where = "right"
    elif align in ("left", "justify"):
        where = "left"
    return _State(name, bold, where, heading, above.linked or name == "a", unseen)


def _is_data(rows: list[list[_Cell]]) -> bool:
    """Tell a table of data from one that lays out the page."""
    cells = [cell for row in rows for cell in row]
    widths = Counter(sum(cell.colspan for cell in row) for row in rows)
    if len(rows) < 2 or not cells or not 2 <= max(widths) <= MOST_COLUMNS:
        return False
    if any(not isinstance(item, Para) for cell in cells for item in cell.items):
        return False
    paras = [[item for item in cell.items if isinstance(item, Para)] for cell in cells]
    if any(len(of_cell) > 4 or sum(len(para.words) for para in of_cell) > _MOST_CELL for of_cell in paras):
        return False
    filled = sum(bool(of_cell) for of_cell in paras)
    linked = sum(para.linked for of_cell in paras for para in of_cell)
    total = sum(len(para.words) for of_cell in paras for para in of_cell)
    return filled * 2 > len(cells) and linked * 2 < total


def _laid_out(row: list[_Cell]) -> list[Item]:
    """A row that only lays out: cells of one short line stand side by side on one line."""
    filled = [cell for cell in row if cell.items]
    short = [
        cell.items[0]
        for cell in filled
        if len(cell.items) == 1 and isinstance(cell.items[0], Para) and len(cell.items[0].words) < 60
    ]
    if len(filled) > 1 and len(short) == len(filled):
        paras = [item for item in short if isinstance(item, Para)]
        linked = sum(para.linked for para in paras)
        return [Para(join([para.text for para in paras], " "), (), paras[0].align, 0, linked)]
    return [item for cell in row for item in cell.items]


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
