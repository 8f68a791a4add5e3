"""The lines of an issue's YAML while they are written, with comments for the editor."""

import os
from collections.abc import Iterable, Mapping, Sequence

from bulletin_pdf.issue.model import (
    Issue,
)
from bulletin_pdf.issue.vocabulary import (
    ISSUE,
)
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.yamldoc.key_table import Keys
from bulletin_pdf.yamldoc.scalars import scalar

CommentPlace = tuple[str | int, ...]
"""A value in an issue: ("date",), ("reports", 0, "city")."""


class Notes(NamedTuple):
    """Comments for the editor: above the file, and at single values."""

    head: Sequence[str] = ()
    at: Mapping[CommentPlace, str] = {}


class YamlLines:
    """Collects the lines of an issue's YAML, keys in one language, a comment where a value has one."""

    def __init__(
        self, issue: Issue, chinese: bool, omit: frozenset[str], notes: Notes, directory: str
    ) -> None:
        self.issue = issue
        self.chinese = chinese
        self.omit = omit
        self.notes = notes
        self.directory = directory
        self.lines: list[str] = []

    def _name(self, table: Keys, name: str) -> str:
        key = table.by_name[name]
        return key.chinese if self.chinese else key.name

    def _put(self, indent: int, key: str, value: str, place: CommentPlace = ()) -> None:
        """Write `key: value`, with its comment when there is one."""
        comment = self.notes.at.get(place, "")
        line = f"{' ' * indent}{key}: {value}".rstrip()
        self.lines.append(f"{line}  # {comment}" if comment else line)

    def _above(self, indent: int, place: CommentPlace) -> None:
        comment = self.notes.at.get(place, "")
        if comment:
            self.lines.append(f"{' ' * indent}# {comment}")

    def _top(self, name: str, text: str) -> None:
        """Write a field of one line at the top, unless it is empty or given elsewhere."""
        if name not in self.omit and (text or (name,) in self.notes.at):
            self._put(0, self._name(ISSUE, name), scalar(text) if text else "", (name,))

    def _texts(self, indent: int, key: str, texts: Sequence[str], place: CommentPlace = ()) -> None:
        """Write one text, or a list of them."""
        if len(texts) == 1:
            self._put(indent, key, scalar(texts[0]), place)
        elif texts:
            self._put(indent, key, "", place)
            self.lines += [f"{' ' * (indent + 2)}- {scalar(text)}" for text in texts]

    def _block(self, indent: int, opening: str, lines: Iterable[str], *, apart: bool = True) -> None:
        """Write lines as a block of text, paragraphs parted by blank lines."""
        lines = list(lines)
        step = "2" if lines and lines[0][:1] in (" ", "\t", "") else ""
        # A marker counts from the parent, which for an entry of a list is its dash.
        self.lines.append(f"{' ' * indent}{opening}|{step}")
        margin = " " * (indent + 2)
        for number, line in enumerate(lines):
            if apart and number:
                self.lines.append("")
            self.lines.append((margin + line).rstrip() if not line.strip() else margin + line)

    def _flag(self, name: str, value: bool) -> None:
        if value:
            self._put(0, self._name(ISSUE, name), "是" if self.chinese else "true", (name,))

    def _choice(
        self, indent: int, table: Keys, name: str, words: Mapping[str, object], value: object
    ) -> None:
        spelt = [word for word, meaning in words.items() if meaning == value]
        chinese = [word for word in spelt if not word.isascii()]
        word = chinese[0] if self.chinese and chinese else spelt[0]
        self._put(indent, self._name(table, name), word)

    def _relative(self, path: str) -> str:
        return (
            os.path.relpath(path, self.directory or ".").replace(os.sep, "/") if os.path.isabs(path) else path
        )
