"""A mapping read key by key against its table of allowed keys."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from bulletin_pdf.messages import Detail
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.field_values import (
    MAX_LINE,
    WIDE_SPACES,
    limited,
    read_integer,
    read_line,
    read_texts,
    report_type,
    shortened,
)
from bulletin_pdf.yamldoc.key_table import Keys, is_han
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.source import INVISIBLE
from bulletin_pdf.yamldoc.written import PlacedText

_MAX_GUESSED = 50
"""Misspelt keys of one mapping for which a known one is looked for; guessing takes time."""

Value = TypeVar("Value")

TRUTHS = {
    **dict.fromkeys(("true", "yes", "on", "是", "真"), True),
    **dict.fromkeys(("false", "no", "off", "否", "假"), False),
}


class Fields:
    """The fields of one mapping; what is not given here comes from `fallback`.

    Unknown and repeated keys are reported when the mapping is opened.
    """

    def __init__(self, node: Node, table: Keys, problems: Problems, fallback: "Fields | None" = None) -> None:
        self.node = node
        self.table = table
        self.problems = problems
        self.fallback = fallback
        self._given: dict[str, tuple[Node, Node]] = {}
        self._meant: set[str] = set()
        self._unknown = 0
        written = [key.value for key, _ in node.pairs]
        self.chinese = sum(map(is_han, written)) * 2 > len(written)
        for key, value in node.pairs:
            self._take(key, value)

    @property
    def span(self) -> Span:
        """The place of the mapping: its first key."""
        return self.node.span

    def _take(self, key: Node, value: Node) -> None:
        name = INVISIBLE.sub("", key.value).strip()
        if key.value[:1] in WIDE_SPACES and name not in self.table.by_name:
            # A field that stands here anyway is taken, as it always was; another was meant to stand further in.
            self.problems.add(Code.WIDE_SPACE_INDENTS, key.span)
            return
        if key.kind != "text" or key.is_blank or not name:
            self.problems.add(Code.FIELD_NAME_NOT_TEXT, key.span)
        elif name == "<<":
            self.problems.add(Code.MERGE_KEY, key.span)
        elif name not in self.table.by_name:
            self._report_unknown(name, key.span)
        else:
            self._keep(name, key, value)

    def _keep(self, name: str, key: Node, value: Node) -> None:
        canonical = self.table.by_name[name].name
        if canonical not in self._given:
            self._given[canonical] = key, value
            return
        first = self._given[canonical][0]
        if first.value == name:
            self.problems.add(Code.FIELD_GIVEN_TWICE, key.span, key=name, line=first.span.line)
        else:
            self.problems.add(
                Code.FIELD_GIVEN_IN_TWO_NAMES, key.span, key=name, other=first.value, line=first.span.line
            )

    def _report_unknown(self, name: str, span: Span) -> None:
        from bulletin_pdf.yamldoc.unknown_keys import report_unknown

        self._unknown += 1
        guess = self._unknown <= _MAX_GUESSED
        meant = report_unknown(name, span, self.table, self.problems, chinese=self.chinese, guess=guess)
        if meant is not None:
            self._meant.add(meant.name)

    def name_of(self, name: str) -> str:
        """Return a key's name as the file writes it, or would write it."""
        if name in self._given:
            return self._given[name][0].value
        if self.fallback is not None and name in self.fallback._given:
            return self.fallback.name_of(name)
        return self.table.by_name[name].spelt(self.chinese)

    def in_its_language(self, words: Iterable[str]) -> list[str]:
        """Keep the words in the language of the file's own names; all of them where none is."""
        every = list(words)
        return [word for word in every if is_han(word) == self.chinese] or every

    def names_of(self, *names: str) -> tuple[str, ...]:
        """Return several keys' names as one list."""
        return tuple(map(self.name_of, names))

    def has(self, name: str) -> bool:
        """Whether the key is given with a value, here or in the fallback; blanks alone are none."""
        node = self.get(name)
        return node is not None and not node.is_blank and (node.kind != "text" or node.value.strip() != "")

    def is_meant(self, name: str) -> bool:
        """Whether a misspelt key stood for this one, which is then not missing."""
        return name in self._meant

    def get(self, name: str) -> Node | None:
        """Return the value's node; a key given empty here hides the fallback's."""
        if name in self._given:
            return self._given[name][1]
        return self.fallback.get(name) if self.fallback is not None else None

    def own(self, name: str) -> Node | None:
        """Return the value's node when the key is given here, whatever the fallback says."""
        return self._given[name][1] if name in self._given else None

    def key_span(self, name: str) -> Span:
        """Return the place of the key itself, or of the mapping when it is not given."""
        if name in self._given:
            return self._given[name][0].span
        if self.fallback is not None and name in self.fallback._given:
            return self.fallback.key_span(name)
        return self.span

    def value(self, name: str, required: bool = False, also: Detail = "") -> Node | None:
        """Return the value's node when there is something in it; report a missing one, and what `also` may be done."""
        node = self.get(name)
        if node is None:
            if required and not self.is_meant(name):
                self.problems.add(Code.FIELD_MISSING, self.span, key=self.name_of(name), also=also)
            return None
        if node.is_blank:
            if required:
                self.problems.add(Code.FIELD_EMPTY, self.key_span(name), key=self.name_of(name))
            return None
        return node

    def text(
        self, name: str, required: bool = False, limit: int = MAX_LINE, also: Detail = ""
    ) -> PlacedText | None:
        """Read a text of one line; None when it is absent or empty."""
        node = self.value(name, required, also)
        if node is None:
            return None
        written = read_line(node, self.name_of(name), self.problems, limit)
        if written is not None and not written.text:
            if required:
                self.problems.add(Code.FIELD_EMPTY, self.key_span(name), key=self.name_of(name))
            return None
        return written

    def texts(self, name: str, required: bool = False, limit: int = MAX_LINE) -> list[PlacedText]:
        """Read a text or a list of texts; lines of a block are texts of their own."""
        node = self.value(name, required)
        return [] if node is None else read_texts(node, self.name_of(name), self.problems, limit)

    def integer(self, name: str, least: int, most: int) -> int | None:
        """Read a whole number; digits may be quoted or full-width."""
        node = self.value(name)
        return None if node is None else read_integer(node, self.name_of(name), self.problems, least, most)

    def flag(self, name: str, default: bool = False) -> bool:
        """Read true or false, also yes/no and 是/否."""
        node = self.value(name)
        if node is None or not self._is_text(node, name):
            return default
        truth = TRUTHS.get(node.value.strip().lower())
        if truth is None:
            self.problems.add(
                Code.NOT_A_BOOLEAN, node.span, key=self.name_of(name), value=shortened(node.value)
            )
            return default
        return truth

    def choice(self, name: str, choices: Mapping[str, Value], default: Value) -> Value:
        """Read one of several words; `choices` gives each word's meaning."""
        node = self.value(name)
        if node is None or not self._is_text(node, name):
            return default
        word = node.value.strip()
        if word not in choices:
            shown = tuple(self.in_its_language(choices))
            self.problems.add(
                Code.UNKNOWN_CHOICE, node.span, key=self.name_of(name), value=shortened(word), choices=shown
            )
            return default
        return choices[word]

    def items(self, name: str, required: bool = False) -> Sequence[Node]:
        """Read a list; at least one entry when it is required."""
        node = self.value(name, required)
        if node is None:
            return ()
        if node.kind != "list":
            report_type(node, self.name_of(name), "list", self.problems)
            return ()
        if required and not node.items:
            self.problems.add(Code.EMPTY_LIST, self.key_span(name), key=self.name_of(name))
        return limited(node, self.name_of(name), self.problems)

    def fields(self, name: str, table: Keys) -> "Fields":
        """Open a mapping inside this one; an absent one is empty."""
        own = self._given.get(name)
        below = self.fallback.fields(name, table) if self.fallback is not None else None
        if own is not None and own[1].is_blank:
            return Fields(own[1], table, self.problems)
        if own is not None and own[1].kind == "mapping":
            return Fields(own[1], table, self.problems, below)
        if own is not None:
            report_type(own[1], self.name_of(name), "mapping", self.problems)
        elif below is not None:
            return below
        return Fields(self.node._replace(pairs=()), table, self.problems)

    def _is_text(self, node: Node, name: str) -> bool:
        if node.kind == "text":
            return True
        report_type(node, self.name_of(name), "text", self.problems)
        return False
