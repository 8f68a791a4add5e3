"""A mapping read key by key against the table of keys that may stand there."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from bulletin_pdf.messages import Detail, Language, Term, say
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.node import Node, got
from bulletin_pdf.yamldoc.source import INVISIBLE
from bulletin_pdf.yamldoc.written import PlacedText

MAX_LINE = 500
"""Characters in a field of one line; the longest real name of an office has about 60."""

MAX_PARAGRAPH = 20_000
MAX_ITEMS = 2_000
_MAX_SHOWN = 40

_MAX_GUESSED = 50
"""Misspelt keys of one mapping for which a known one is looked for; guessing takes time."""

Value = TypeVar("Value")

DASHES = "-－–—"
_WIDE_SPACES = ("\u3000", "\xa0")
_FULL_WIDTH_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
TRUTHS = {
    **dict.fromkeys(("true", "yes", "on", "是", "真"), True),
    **dict.fromkeys(("false", "no", "off", "否", "假"), False),
}


class Key(NamedTuple):
    """One key: its English and Chinese names, and what it holds.

    `value` names the kind of value in the terms of `issue.schema`.
    """

    name: str
    chinese: str
    value: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name a file may use."""
        return (self.name, self.chinese, *self.aliases)


class FieldPlace(NamedTuple):
    """Where a name is a field: below the field that `below` names in both languages, or on top where it is empty."""

    below: tuple[str, ...] = ()


class Keys(NamedTuple):
    """The keys of one kind of mapping, and the key each name stands for."""

    of: str
    keys: tuple[Key, ...]
    by_name: Mapping[str, Key]
    elsewhere: Callable[[str, str], FieldPlace | None] = lambda name, of: None
    """Where else in the same file a name is a field that is none of `of`; None where nowhere."""

    def about(self, key: Key, lang: Language) -> str:
        """Return what a key is for."""
        return say(lang, "field", f"{self.of}.{key.name}")


def keys(
    of: str, *table: Key, elsewhere: Callable[[str, str], FieldPlace | None] = lambda name, of: None
) -> Keys:
    """Make the table of the keys of one kind of mapping, named as its descriptions in the catalogues are."""
    by_name: dict[str, Key] = {}
    for key in table:
        for name in key.names:
            if name in by_name:
                raise ValueError(f"the name {name} stands for two keys")
            by_name[name] = key
    return Keys(of, table, by_name, elsewhere)


def is_han(text: str) -> bool:
    """Whether a text has a Han character in it."""
    return not text.isascii() and any("㐀" <= char <= "鿿" or char > "\U0001ffff" for char in text)


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
        if key.value[:1] in _WIDE_SPACES and name not in self.table.by_name:
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
        if self._report_cause(name, span):
            return
        known = [self._spell(key, self.chinese) for key in self.table.keys]
        self._unknown += 1
        nearest = _nearest(name, self.table) if self._unknown <= _MAX_GUESSED else ""
        shown = _short(name)
        if nearest:
            meant = self.table.by_name[nearest]
            self._meant.add(meant.name)
            # The file's own language, though the slip was made in the other.
            offered = nearest if is_han(nearest) == self.chinese else self._spell(meant, self.chinese)
            self.problems.add(Code.MISSPELT_FIELD, span, key=shown, nearest=offered)
        else:
            self.problems.add(Code.UNKNOWN_FIELD, span, key=shown, known=tuple(known))

    def _report_cause(self, name: str, span: Span) -> bool:
        """Report a name that is known and only stands in a wrong way or place."""
        if name[0] in DASHES and (bare := name.lstrip(DASHES).strip()) in self.table.by_name:
            self._meant.add(self.table.by_name[bare].name)
            self.problems.add(Code.NO_SPACE_AFTER_DASH, span, dash=name[0], text=bare)
        elif (known := name.partition("：")[0]) in self.table.by_name and known != name:
            self._meant.add(self.table.by_name[known].name)
            colon = span._replace(column=span.column + len(known), length=1)
            self.problems.add(Code.FULL_WIDTH_COLON, colon, key=known)
        elif (place := self.table.elsewhere(name, self.table.of)) is None:
            return False
        elif place.below:
            self.problems.add(
                Code.FIELD_BELONGS_BELOW, span, key=_short(name), place=place.below[is_han(name)]
            )
        else:
            self.problems.add(Code.FIELD_BELONGS_ON_TOP, span, key=_short(name))
        return True

    def _spell(self, key: Key, chinese: bool) -> str:
        return key.chinese if chinese else key.name

    def name_of(self, name: str) -> str:
        """Return a key's name as the file writes it, or would write it."""
        if name in self._given:
            return self._given[name][0].value
        if self.fallback is not None and name in self.fallback._given:
            return self.fallback.name_of(name)
        return self._spell(self.table.by_name[name], self.chinese)

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
            self.problems.add(Code.NOT_A_BOOLEAN, node.span, key=self.name_of(name), value=_short(node.value))
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
                Code.UNKNOWN_CHOICE, node.span, key=self.name_of(name), value=_short(word), choices=shown
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


def report_type(node: Node, key: str, wanted: str, problems: Problems) -> None:
    """Report a value of the wrong kind; a list whose `-` has no space is reported as such."""
    first = node.pairs[0][0] if node.pairs else node
    if wanted == "list" and first.value[:1] in tuple(DASHES) and not first.style:
        text = _short(first.value.lstrip(DASHES).strip())
        problems.add(Code.NO_SPACE_AFTER_DASH, first.span, dash=first.value[0], text=text)
        return
    problems.add(Code.WRONG_TYPE, node.span, key=key, wanted=Term(wanted), got=got(node))


def limited(node: Node, key: str, problems: Problems) -> Sequence[Node]:
    """Return a list's entries, as many as are allowed."""
    if len(node.items) > MAX_ITEMS:
        problems.add(Code.TOO_MANY_ENTRIES, node.span, key=key, length=len(node.items), limit=MAX_ITEMS)
    return node.items[:MAX_ITEMS]


def read_text(node: Node, key: str, problems: Problems) -> PlacedText | None:
    """Read any text; a truth value, a list or a mapping is not one."""
    if node.kind != "text" or node.is_truth:
        report_type(node, key, "text", problems)
        return None
    return node.written()


def read_line(node: Node, key: str, problems: Problems, limit: int = MAX_LINE) -> PlacedText | None:
    """Read a text of one line, spaces around it left out; blanks of any kind alone are an empty text."""
    written = read_text(node, key, problems)
    if written is None or not written.text.strip():
        return written and written.cut(0, 0)
    end = len(written.text.rstrip("\n "))
    start = len(written.text) - len(written.text.lstrip("\n "))
    written = written.cut(min(start, end), end)
    if "\n" in written.text:
        problems.add(Code.MORE_THAN_ONE_LINE, node.span, key=key)
        return None
    return read_within(written, key, problems, limit)


def read_within(written: PlacedText, key: str, problems: Problems, limit: int) -> PlacedText | None:
    """Refuse a text longer than any real one."""
    if len(written.text) > limit:
        problems.add(Code.TEXT_TOO_LONG, written.span(0, 1), key=key, length=len(written.text), limit=limit)
        return None
    return written


def read_texts(node: Node, key: str, problems: Problems, limit: int = MAX_LINE) -> list[PlacedText]:
    """Read a text or a list of texts; an empty entry is reported."""
    if node.kind == "mapping":
        report_type(node, key, "texts", problems)
        return []
    if node.kind == "text":
        return _block_lines(node, key, problems, limit)
    found = []
    for item in limited(node, key, problems):
        written = None if item.is_blank else read_line(item, key, problems, limit)
        if item.is_blank or (written is not None and not written.text):
            problems.add(Code.FIELD_EMPTY, item.span, key=key)
        elif written is not None:
            found.append(written)
    return found


def _block_lines(node: Node, key: str, problems: Problems, limit: int) -> list[PlacedText]:
    written = read_text(node, key, problems)
    lines = [] if written is None else written.full_lines()
    if len(lines) > MAX_ITEMS:
        problems.add(Code.TOO_MANY_ENTRIES, node.span, key=key, length=len(lines), limit=MAX_ITEMS)
    kept = [read_within(line, key, problems, limit) for line in lines[:MAX_ITEMS]]
    return [line for line in kept if line is not None]


def read_integer(node: Node, key: str, problems: Problems, least: int, most: int) -> int | None:
    """Read a whole number within bounds."""
    if node.kind != "text":
        report_type(node, key, "text", problems)
        return None
    digits = node.value.strip().translate(_FULL_WIDTH_DIGITS)
    if not re.fullmatch(r"[+-]?[0-9]{1,15}", digits):
        problems.add(Code.NOT_AN_INTEGER, node.span, key=key, value=_short(node.value))
        return None
    if not least <= int(digits) <= most:
        problems.add(Code.NUMBER_OUT_OF_RANGE, node.span, key=key, value=digits, least=least, most=most)
        return None
    return int(digits)


def _short(text: str) -> str:
    """Keep what a message shows of a value short and on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _MAX_SHOWN else text[:_MAX_SHOWN] + "…"


def _nearest(name: str, table: Keys) -> str:
    """Return the known name most like a misspelt one, in the language it is written in."""
    chinese = is_han(name)
    import difflib  # only a misspelt key pays for it

    # One of two Han characters, or four of six letters.
    best, nearest = 0.5 if chinese else 0.65, ""
    matcher = difflib.SequenceMatcher(None, "", name[:_MAX_SHOWN].lower())
    for known, key in table.by_name.items():
        if is_han(known) != chinese:
            continue
        matcher.set_seq1(known.lower())
        # Among equals the name we print ourselves, and the one that begins alike.
        score = matcher.ratio() + 0.01 * (known in key.names[:2]) + 0.02 * (known[0] == name[0])
        if score >= best:
            best, nearest = score, known
    return nearest
