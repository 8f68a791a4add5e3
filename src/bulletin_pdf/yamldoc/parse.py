"""YAML text → nodes with places, through the C parser's events."""

from collections.abc import Iterator
from typing import Any, NoReturn

from bulletin_pdf.messages import Detail
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.comments import ScalarStretch, find_comments, report_cuts, report_interrupted
from bulletin_pdf.yamldoc.libyaml import Parser, error, events
from bulletin_pdf.yamldoc.node import Node, content_start, got
from bulletin_pdf.yamldoc.source import (
    Source,
    SourceText,
    decode,
    find_unprintable,
    read_source,
    report_unprintable,
)
from bulletin_pdf.yamldoc.syntax import MAX_LEVELS, index_of, is_open

MAX_VALUES = 200_000
_MAX_DIRECTIVES = 10

_PLAIN_TAGS = frozenset(
    "tag:yaml.org,2002:" + name for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
)


class _StopReading(Exception):
    """What follows cannot be read; the reason is in the problems."""


def load(source: str | SourceText, problems: Problems) -> Node | None:
    """Read a YAML file, or its text, whose top is a mapping; None when there is none, with the reason."""
    read = read_source(source, problems) if isinstance(source, str) else decode(*source, problems)
    return None if read is None else parse_yaml(read, problems)


def parse_yaml(source: Source, problems: Problems) -> Node | None:
    """Read the one document of a YAML text."""
    builder = _Builder(source, problems)
    try:
        node = builder.read_document()
    except error.MarkedYAMLError as fault:
        if is_open(fault) or not report_interrupted(
            source, builder.scalars, index_of(fault, source), problems
        ):
            from bulletin_pdf.yamldoc.recover import report_faults

            report_faults(fault, source, problems)
        return None
    except error.YAMLError:
        problems.add(Code.INVALID_YAML, Span(source.path, 1, 1))
        return None
    except _StopReading:
        return None
    builder.report_silent_loss()
    if node.is_blank:
        problems.add(Code.EMPTY_FILE, Span(source.path, 1, 1))
        return None
    if node.kind != "mapping":
        from bulletin_pdf.yamldoc.recover import report_colons

        lines = range(1, len(source.starts) + 1) if node.kind == "text" else ()
        if not report_colons(source, lines, problems):
            problems.add(Code.NOT_A_MAPPING, node.span, got=got(node))
        return None
    return node


class _Builder:
    """Builds nodes from parser events, within bounds."""

    def __init__(self, source: Source, problems: Problems) -> None:
        self.source = source
        self.problems = problems
        self.named: dict[str, tuple[Node, int] | None] = {}
        """What an anchor names and how many values that is; nothing while it is being read."""
        self.values = 0
        self.has_comments = "#" in source.text
        self.scalars: list[ScalarStretch] = []
        """Every scalar read so far, in order, where the file has comments."""
        self.unused: dict[str, Span] = {}
        """Anchors before texts, to which nothing has referred yet."""

    def read_document(self) -> Node:
        text = self.source.text
        if text.startswith("%") + text.count("\n%") > _MAX_DIRECTIVES:
            # libyaml compares each directive with all before it.
            self._stop(Code.YAML_DIRECTIVE, Span(self.source.path, 1, 1))
        # libyaml counts in characters, so marks are indexes into the text.
        self.loader = Parser(text)
        try:
            return self._read_stream()
        finally:
            self.loader.dispose()

    def _read_stream(self) -> Node:
        self._next()
        if isinstance(self._next(), events.StreamEndEvent):
            self._stop(Code.EMPTY_FILE, Span(self.source.path, 1, 1))
        node = self._read_node(self._next(), 1)
        self._next()
        further = self._next()
        if isinstance(further, events.DocumentStartEvent):
            self.problems.add(Code.SECOND_DOCUMENT, self._span(further))
        return node

    def report_silent_loss(self) -> None:
        """Report what YAML takes away from texts without a word: what follows `#`, names nobody refers to."""
        if self.has_comments:
            report_cuts(self.source, find_comments(self.source.text, self.scalars), self.problems)
        for name, span in self.unused.items():
            self.problems.add(Code.TEXT_TAKEN_FOR_ANCHOR, span, name=name)

    def _next(self) -> Any:
        return self.loader.get_event()

    def _read_node(self, event: Any, depth: int) -> Node:
        if depth > MAX_LEVELS:
            self._stop(Code.NESTED_TOO_DEEP, self._span(event), limit=MAX_LEVELS)
        if isinstance(event, events.AliasEvent):
            return self._read_alias(event, depth)
        self._count(1, event)
        if event.tag:
            self._check_tag(event)
        if not event.anchor:
            return self._read_value(event, depth)
        before = self.values
        self.named[event.anchor] = None
        self._note_anchor(event)
        node = self._read_value(event, depth)
        self.named[event.anchor] = node, self.values - before + 1
        return node

    def _read_value(self, event: Any, depth: int) -> Node:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, events.ScalarEvent):
            node = Node("text", self.source, start, end, event.value, event.style or "")
            if self.has_comments:
                begun = content_start(node) if event.anchor or event.tag else start
                self.scalars.append(ScalarStretch(begun, end, node.style))
            if event.start_mark.line != event.end_mark.line and node.style != "|":
                from bulletin_pdf.yamldoc.joined_lines import report_joined

                report_joined(node, self.problems)
            if node.style == '"' and "\\" in self.source.text[start:end]:
                self._check_escaped(node)
            return node
        if isinstance(event, events.SequenceStartEvent):
            return Node("list", self.source, start, end, items=tuple(self._read_items(depth)))
        pairs = tuple(self._read_pairs(depth))
        if pairs:
            start, end = pairs[0][0].start, pairs[0][0].end
        return Node("mapping", self.source, start, end, pairs=pairs)

    def _read_items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), events.SequenceEndEvent):
            yield self._read_node(event, depth + 1)

    def _read_pairs(self, depth: int) -> Iterator[tuple[Node, Node]]:
        while not isinstance(event := self._next(), events.MappingEndEvent):
            key = self._read_node(event, depth + 1)
            yield key, self._read_node(self._next(), depth + 1)

    def _check_escaped(self, node: Node) -> None:
        """Escapes can bring in what the scan of the file could not see."""
        found = find_unprintable(node.value)
        if not found:
            return
        written = node.written()
        for index in found:
            line, column = written.place(index)
            if self.source.text[self.source.starts[line - 1] + column - 1] == "\\":
                report_unprintable(node.value[index], written.span(index, index + 1), self.problems)

    def _read_alias(self, event: Any, depth: int) -> Node:
        name = event.anchor
        if name not in self.named:
            self._stop(Code.UNKNOWN_ANCHOR, self._span(event), name=name)
        named = self.named[name]
        if named is None:
            self._stop(Code.RECURSIVE_ALIAS, self._span(event), name=name)
        node, values = named
        self.unused.pop(name, None)
        self._count(values, event)
        if depth + _depth(node) > MAX_LEVELS:
            self._stop(Code.NESTED_TOO_DEEP, self._span(event), limit=MAX_LEVELS)
        return node

    def _note_anchor(self, event: Any) -> None:
        """Note a name given to a text; `title: &R 研发` prints 研发."""
        if not isinstance(event, events.ScalarEvent):
            return
        if event.anchor in self.unused:
            self.problems.add(Code.TEXT_TAKEN_FOR_ANCHOR, self.unused[event.anchor], name=event.anchor)
        start = event.start_mark.index
        self.unused[event.anchor] = self.source.span(start, start + len(event.anchor) + 1)

    def _check_tag(self, event: Any) -> None:
        if event.tag not in _PLAIN_TAGS:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.problems.add(Code.UNKNOWN_TAG, self._span(event), tag=tag[:60])

    def _count(self, values: int, event: Any) -> None:
        self.values += values
        if self.values > MAX_VALUES:
            self._stop(Code.TOO_MANY_VALUES, self._span(event), limit=MAX_VALUES)

    def _span(self, event: Any) -> Span:
        return self.source.span(event.start_mark.index, event.end_mark.index)

    def _stop(self, code: str, span: Span, **details: Detail) -> NoReturn:
        self.problems.add(code, span, **details)
        raise _StopReading


def _depth(node: Node) -> int:
    """How many levels a value has; those of an alias are counted wherever it stands."""
    depths = [_depth(part) for part in node.items]
    depths += [max(_depth(key), _depth(value)) for key, value in node.pairs]
    return 1 + max(depths, default=0)
