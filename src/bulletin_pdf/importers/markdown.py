"""Markdown → paragraphs, headings, tables and pictures.

markdown-it-py says what is a heading, a list, a table; where each text stands is found by reading text
and source side by side. Whatever of the source has no part in a text (#, **, |, addresses of links) is
a mark, and stands in the log.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bulletin_pdf.importers.material import (
    Image,
    ImportedCell,
    ImportedTable,
    Material,
    MaterialItem,
    Para,
    SourceEdit,
    edited,
)
from bulletin_pdf.importers.wrapped import begins_item
from bulletin_pdf.issue.character_kinds import is_wide
from bulletin_pdf.patterns import pattern
from bulletin_pdf.source_map import PlaceAnchor, SourceMap
from bulletin_pdf.yamldoc.source import Source, make_source
from bulletin_pdf.yamldoc.written import PlacedText

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.M)
_RULE = re.compile(r"^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$", re.M)
_STRONG = pattern(r"\*\*[^\s*][^*\n]{0,200}\*\*")
_FEWEST_STRONG = 2
_ENDS = pattern(r"[。！？!?；;：:][”’）)」』】》]*\s*$")
_FOOTNOTE = pattern(r"\[\^([^\]\s]{1,20})\]:?")


def is_markdown(text: str) -> bool:
    """Whether a text is Markdown, by its headings, its tables, or bold type in two places."""
    return (
        _HEADING.search(text) is not None
        or _RULE.search(text) is not None
        or sum(1 for _ in _STRONG.finditer(text)) >= _FEWEST_STRONG
    )


def read_markdown(path: str, text: str, fetch: Callable[[str], bytes]) -> Material:
    """Read a text with the marks of Markdown; `fetch` gives the bytes of a picture beside it."""
    source = make_source(path, text)
    # Four blanks before a line are an indent in Chinese; a footnote's text is no address.
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    parser.disable(["code", "reference", "lheading", "text_join"])
    reader = _Reader(source, fetch)
    reader.read(parser.parse(source.text))
    return Material("text", path, tuple(reader.items), "", (*reader.edits, *reader.marks()))


class _Reader:
    """Goes through the tokens of one text."""

    def __init__(self, source: Source, fetch: Callable[[str], bytes]) -> None:
        self.source = source
        self.fetch = fetch
        self.items: list[MaterialItem] = []
        self.edits: list[SourceEdit] = []
        self.used: list[tuple[int, int]] = []
        """Stretches of the source that are text."""
        self.at = 0
        """Up to where the source has been read."""
        self.heading = 0
        self.numbers: list[int] = []
        """Of each list that is open, the number before its next item; -1 for bullets."""
        self.marker = ""
        self.rows: list[list[ImportedCell]] = []
        self.cell: bool | None = None
        """Whether the cell that is open is of the head."""
        self._start()

    def _start(self) -> None:
        self.text = ""
        self.anchors: list[PlaceAnchor] = []
        self.bold: list[tuple[int, int]] = []
        self.struck = 0
        self.strong = -1

    def read(self, tokens: Sequence[Token]) -> None:
        """Read the blocks of a text."""
        for token in tokens:
            if token.map:
                self.at = max(self.at, self.source.starts[token.map[0]])
            self._block(token)

    def _block(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1])
            case "heading_close":
                self.heading = 0
            case "bullet_list_open":
                self.numbers.append(-1)
            case "ordered_list_open":
                self.numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                self.numbers.pop()
            case "list_item_open":
                self._count(token)
            case "table_open":
                self.rows = []
                self.place = self.source.span(self.at, self.at + 1)
            case "table_close":
                self.items.append(ImportedTable(tuple(map(tuple, self.rows)), self.place))
            case "tr_open":
                self.rows.append([])
            case "th_open" | "td_open":
                self.cell = token.type == "th_open"
            case "th_close" | "td_close":
                self._end_cell()
            case "inline":
                self._inline(token.children or ())
            case "fence" | "code_block":
                for line in token.content.split("\n"):
                    self._add(line)
                    self._flush()

    def _count(self, token: Token) -> None:
        if self.numbers and self.numbers[-1] >= 0:
            mark = token.markup if token.markup in (".", ")") else "."
            self.marker = f"{self.numbers[-1]}{mark} "
            self.numbers[-1] += 1

    def _end_cell(self) -> None:
        self.rows[-1].append(ImportedCell(self._written(), header=bool(self.cell)))
        self.cell = None
        self._start()

    # 行内

    def _inline(self, children: Sequence[Token]) -> None:
        for number, token in enumerate(children):
            match token.type:
                case "text" | "code_inline" | "text_special":
                    self._add(token.content)
                case "softbreak":
                    self._break(children[number + 1 :])
                case "hardbreak":
                    self._flush()
                case "strong_open":
                    self.strong = len(self.text)
                case "strong_close":
                    self.bold.append((self.strong, len(self.text)))
                    self.strong = -1
                case "s_open":
                    self.struck += 1
                case "s_close":
                    self.struck -= 1
                case "image":
                    self._image(token)
        if self.cell is None:
            self._flush()

    def _break(self, rest: Sequence[Token]) -> None:
        """A line that ends its sentence is a paragraph in Chinese; others go on."""
        after = next((token.content for token in rest if token.content), "")
        if _ENDS.search(self.text) or begins_item(after) or _FOOTNOTE.match(after):
            strong = self.strong
            self._flush()
            self.strong = strong if strong < 0 else 0
        elif not (is_wide(self.text[-1:]) or is_wide(after[:1])):
            self._put(" ", self.at)

    def _add(self, text: str) -> None:
        """Add a text, with its place in the source; struck text stays out."""
        if not text:
            return
        at = self.source.text.find(text, self.at)
        if at < 0:  # a reference like &amp;: it stands where it is read
            self._put(text, self.at)
            return
        self.at = at + len(text)
        if self.struck:
            return
        if self.marker and not self.text:
            self._take_marker(at)
        self.used.append((at, at + len(text)))
        self._put(text, at)

    def _take_marker(self, at: int) -> None:
        """Write a list's number as it stands, or as it counts."""
        line = self.source.starts[bisect_right(self.source.starts, at) - 1]
        stands = self.source.text.rfind(self.marker.rstrip(), line, at)
        if stands >= 0:
            self.used.append((stands, stands + len(self.marker.rstrip())))
        else:
            span = self.source.span(line, line + 1)
            self.edits.append(SourceEdit(span, "", self.marker.rstrip(), "numbering"))
        self._put(self.marker, stands if stands >= 0 else line)
        self.marker = ""

    def _put(self, text: str, at: int) -> None:
        self.anchors.append((len(self.text), *self.source.place(min(at, max(len(self.source.text) - 1, 0)))))
        self.text += text

    def _written(self) -> PlacedText:
        return PlacedText(self.text, SourceMap.of(self.source.path, self.anchors))

    def _flush(self) -> None:
        """End a paragraph."""
        self.marker = "" if self.text.strip() else self.marker
        if self.strong >= 0:
            self.bold.append((self.strong, len(self.text)))
        if self.text.strip():
            bold = tuple((start, end) for start, end in self.bold if start < end)
            self.items.append(self._strong(Para(self._written(), bold, heading=self.heading)))
        self._start()

    def _strong(self, para: Para) -> Para:
        """Read bold type that CommonMark takes for stars, because a Chinese mark stands inside and no blank outside."""
        found = list(_STRONG.finditer(para.words))
        cuts = [(at, at + 2, "") for match in found for at in (match.start(), match.end() - 2)]
        for start, end, _ in cuts:
            self.edits.append(SourceEdit(para.text.span(start, end), "**", "", "markup"))
        bold = sorted([*para.bold, *(match.span() for match in found)])
        return edited(para._replace(bold=tuple(bold)), cuts)

    def _image(self, token: Token) -> None:
        name = str(token.attrs.get("src", ""))
        alt = token.content
        if self.cell is None:
            self._flush()
        self.items.append(
            Image(name[:300], self.fetch(name), alt[:200], self.source.span(self.at, self.at + 1))
        )

    # 记号

    def marks(self) -> Iterator[SourceEdit]:
        """Log what of the source is no text."""
        text = self.source.text
        for (_, start), (end, _) in pairwise([(0, 0), *sorted(self.used), (len(text), len(text))]):
            at = start
            for line in text[start:end].split("\n"):
                words = line.strip()
                if words:
                    begin = at + line.index(words)
                    yield SourceEdit(self.source.span(begin, begin + len(words)), words, "", "markup")
                at += len(line) + 1
