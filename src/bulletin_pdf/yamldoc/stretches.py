"""A YAML text as values with their extents, for edits: where a value, its comments and its line end."""

from collections.abc import Iterator
from typing import Any

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.yamldoc.libyaml import Parser, error, events
from bulletin_pdf.yamldoc.operations import EditError

_COMMENT = pattern(r" *#")
_PROPERTIES = pattern(r"(?:[&!]\S*[ \n]+)*")


class Node(NamedTuple):
    """A value and the stretch of the text it takes up, properties and trailing line ends left out."""

    start: int
    end: int
    kind: str
    """text, list, mapping or alias."""
    value: str = ""
    style: str = ""
    """Of a text as YAML has it; of a collection, `flow` when it stands in brackets."""
    items: tuple["Node", ...] = ()
    pairs: tuple[tuple["Node", "Node"], ...] = ()


def read_stretches(text: str) -> Node:
    """Read a text into values and their stretches. Raises `EditError` when it is no YAML mapping."""
    try:
        parser = Parser(text)
        try:
            stream = iter(parser.get_event, None)
            next(stream), next(stream)
            node = _built(next(stream), stream, text)
        finally:
            parser.dispose()
    except (error.YAMLError, StopIteration) as fault:
        raise EditError(str(fault)) from None
    if node.kind != "mapping":
        raise EditError("the file is no mapping")
    return node


def _built(event: Any, stream: Iterator[Any], text: str) -> Node:
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, events.AliasEvent):
        return Node(start, end, "alias", event.anchor)
    if isinstance(event, events.ScalarEvent):
        if event.style in ("|", ">"):
            # The parser goes on to what follows, past the blanks before it.
            lines = text[start:end].split("\n")
            end = start + len("\n".join(lines if lines[-1].strip() else lines[:-1]).rstrip("\n"))
        return Node(start, end, "text", event.value, event.style or "")
    flow = text[end - 1 : end] in ("[", "{") and end > start
    if isinstance(event, events.SequenceStartEvent):
        items: list[Node] = []
        while not isinstance(part := next(stream), events.SequenceEndEvent):
            items.append(_built(part, stream, text))
        end = part.end_mark.index if flow else max((item.end for item in items), default=end)
        return Node(start, end, "list", "", "flow" if flow else "", tuple(items))
    pairs: list[tuple[Node, Node]] = []
    while not isinstance(part := next(stream), events.MappingEndEvent):
        key = _built(part, stream, text)
        pairs.append((key, _built(next(stream), stream, text)))
    end = part.end_mark.index if flow else max((value.end for _, value in pairs), default=end)
    return Node(start, end, "mapping", "", "flow" if flow else "", (), tuple(pairs))


def part_stretches(text: str, node: Node) -> list[tuple[int, int]]:
    """Return where each part of a block begins, comment lines directly above it included, and where its last line ends."""
    begins = [key.start for key, _ in node.pairs] or [
        dash(text, column(text, node.start), item) for item in node.items
    ]
    ends = [value.end for _, value in node.pairs] or [item.end for item in node.items]
    found = []
    floor = 0
    for begin, end in zip(begins, ends, strict=True):
        stop = line_end(text, max(end, begin))
        start = line_start(text, begin)
        beside_dash = bool(text[start:begin].strip(" "))
        start = begin if beside_dash else max(_with_comments(text, start), floor)
        found.append((start, stop))
        floor = stop + 1
    return found


def dash(text: str, column: int, item: Node) -> int:
    """Return where the dash of an item stands: in the column of its list, on the item's line or above."""
    start = line_start(text, item.start)
    while start + column >= item.start or text[start + column] != "-":
        start = line_start(text, start - 1)
    return start + column


def _with_comments(text: str, start: int) -> int:
    while start:
        above = line_start(text, start - 1)
        if not _COMMENT.match(text, above, start):
            break
        start = above
    return start


def content(text: str, node: Node) -> int:
    """Return where a text begins after its anchor and tag."""
    found = _PROPERTIES.match(text, node.start, node.end)
    return found.end() if found else node.start


def apart(text: str, at: int) -> str:
    """Return the blank a value needs that stands right behind its colon or dash."""
    return " " if text[at - 1 : at] in (":", "-") else ""


def blank_before(text: str, at: int) -> int:
    """Return where the blanks and line ends before a value begin."""
    while at and text[at - 1] in " \n":
        at -= 1
    return at


def line_start(text: str, at: int) -> int:
    """Return where the line of a character begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line of a character ends, before its line end."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def column(text: str, at: int) -> int:
    """Return how many characters stand before one on its line."""
    return at - line_start(text, at)


def line_indent(text: str, at: int) -> int:
    """Return how many blanks the line of a character begins with."""
    start = line_start(text, at)
    return len(text[start:]) - len(text[start:].lstrip(" "))


def indent_of(text: str, node: Node) -> int:
    """Return how far in the keys of a mapping or the dashes of a list stand."""
    return column(text, node.pairs[0][0].start if node.pairs else node.start)
