"""A value of a YAML file: a text, a list or a mapping, with its place and those of its characters."""

from collections.abc import Iterator
from typing import Literal

from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problems import Span
from bulletin_pdf.source_map import PlaceAnchor, SourceMap
from bulletin_pdf.yamldoc.source import (
    Source,
)
from bulletin_pdf.yamldoc.written import PlacedText

NodeKind = Literal["text", "list", "mapping"]
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_ESCAPED_LENGTHS = {"x": 4, "u": 6, "U": 10}


class Node(NamedTuple):
    """One YAML value; `start` and `end` are the place of a text or a list, and of a mapping's first key."""

    kind: NodeKind
    source: Source
    start: int
    end: int
    value: str = ""
    style: str = ""
    items: tuple["Node", ...] = ()
    pairs: tuple[tuple["Node", "Node"], ...] = ()

    @property
    def span(self) -> Span:
        """Its place in the editor's file."""
        return self.source.span(self.start, self.end)

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written: `key:` alone, `~` or `null`."""
        return self.kind == "text" and not self.style and self.value in _NULLS

    @property
    def is_truth(self) -> bool:
        """Whether an unquoted true or false was written."""
        return self.kind == "text" and not self.style and self.value.lower() in ("true", "false")

    def written(self) -> PlacedText:
        """Return the text of a scalar with the place of each character."""
        return PlacedText(self.value, SourceMap(self.source.path, tuple(_anchors(self))))


def got(node: Node) -> Term:
    """Name what was found in place of something else."""
    if node.is_blank:
        return Term("nothing")
    if node.is_truth:
        return Term("truth")
    return {"text": Term("text"), "list": Term("a list"), "mapping": Term("a mapping")}[node.kind]


def _anchors(node: Node) -> Iterator[PlaceAnchor]:
    at = content_start(node)
    if node.style == "|":
        return _block_anchors(node, at)
    if not node.style or node.style in "'\"":
        begun = at + 1 if node.style else at
        if node.source.text.startswith(node.value, begun) and "\n" not in node.value:
            return iter([(0, *node.source.place(begun))])
    return _traced_anchors(node, at)


_PROPERTIES = pattern(r"(?:[&!]\S*(?:\s+(?:#[^\n]*\n\s*)*|$))+")


def content_start(node: Node) -> int:
    """Skip the anchor and tag that the place of a text includes, and comments after them."""
    if node.source.text[node.start : node.start + 1] not in ("&", "!"):
        return node.start
    found = _PROPERTIES.match(node.source.text, node.start, node.end)
    return found.end() if found else node.start


def _block_anchors(node: Node, start: int) -> Iterator[PlaceAnchor]:
    """A literal block: each line of the value is a line of the file, less its indent."""
    starts = (*node.source.starts, len(node.source.text) + 1)
    number = node.source.place(start)[0] + 1
    index = 0
    for line in node.value.split("\n"):
        written = starts[number] - starts[number - 1] - 1 if number < len(starts) else 0
        yield index, number, max(written - len(line), 0) + 1
        index += len(line) + 1
        number += 1


def _traced_anchors(node: Node, at: int) -> Iterator[PlaceAnchor]:
    """Any other text: walk value and file side by side, over folds and escapes."""
    source = node.source
    if node.style == ">":
        at = _skip_blanks(source.text, source.starts[min(source.place(at)[0], len(source.starts) - 1)])
    elif node.style:
        at += 1
    shift: int | None = None
    for index, char in enumerate(node.value):
        here, at = _trace(source.text, at, char, node.style)
        if here - index != shift or source.text[here - 1 : here] == "\n":
            yield index, *source.place(min(here, len(source.text)))
            shift = here - index


def _trace(text: str, at: int, char: str, style: str) -> tuple[int, int]:
    """Find where a character of the value stands, and where the next may begin."""
    while style == '"' and text[at : at + 2] == "\\\n":
        at = _skip_blanks(text, at + 2)
    if char in " \n":
        after = _skip_blanks(text, at)
        if "\n" in text[at:after] or char == "\n":
            return at, after
    if style == '"' and text[at : at + 1] == "\\":
        return at, at + _ESCAPED_LENGTHS.get(text[at + 1 : at + 2], 2)
    if style == "'" and text[at : at + 2] == "''":
        return at, at + 2
    return at, at + 1


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at
