"""A second, independent reading of a YAML file: every character in one of a few classes.

libyaml gives values and drops the rest. Here a file is taken apart by what YAML's signs look like,
without asking libyaml anything, so that a value it cut, joined or passed over shows: the two must
find the same texts in the same places. Only files that libyaml reads without a fault are taken apart.
"""

import re
from collections.abc import Iterator
from typing import Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.parse import parse_yaml
from bulletin_pdf.yamldoc.source import Source

Class = Literal["key", "value", "comment", "sign"]

_WHITE = " \t\n"
_NO_WHITE = str.maketrans("", "", _WHITE)
_BLOCK_END = pattern(r":(?=[ \t\n]|$)|(?<=[ \t])#")
_FLOW_END = pattern(r"[,\[\]{}]|:(?=[ \t\n,\[\]{}]|$)|(?<=[ \t])#")
_DOUBLE = pattern(r'"(?:[^"\\]|\\[\s\S])*"')
_SINGLE = pattern(r"'(?:[^']|'')*'")
_HEADER = pattern(r"[|>][-+0-9]*[ \t]*")
_PROPERTY = pattern(r"[&*!][^\s,\[\]{}]*")
_INDENT = pattern(r"\n([ ]*)[\t]*(?=[^ \t\n])")
_ESCAPE = pattern(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))")
_ESCAPED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029", "\n": "", "\t": "\t",
}  # fmt: skip


class FilePart(NamedTuple):
    """A stretch of a file: what it is, where it stands, and what it says, white space left out."""

    kind: Class
    start: int
    end: int
    said: str = ""


def split_file(text: str) -> list[FilePart]:
    """Return everything in a YAML text that is no white space, in order and without gaps."""
    return list(_Scan(text).parts())


class _Scan:
    """Goes through a text; `parent` is the column of the entry that the next scalar belongs to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.parent = -1
        self.named = -1
        """Where the last tag, anchor or alias stands."""

    def parts(self) -> Iterator[FilePart]:
        while self.at < len(self.text):
            char = self.text[self.at]
            if char in _WHITE:
                self.at += 1
            elif char == "#":
                yield self._take("comment", self._line_end(self.at))
            elif self._column() == 0 and self._is_mark():
                yield self._take("sign", self._line_end(self.at) if char == "%" else self.at + 3)
                self.parent = -1
            elif self._is_sign(char):
                yield self._sign(char)
            else:
                yield from self._scalar(char)

    def _take(self, kind: Class, end: int, said: str = "") -> FilePart:
        start, self.at = self.at, end
        return FilePart(kind, start, end, said)

    def _column(self) -> int:
        return self.at - self.text.rfind("\n", 0, self.at) - 1

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _is_mark(self) -> bool:
        """Whether a line begins with a directive or a mark between documents."""
        if self.text[self.at] == "%":
            return True
        return self.text[self.at : self.at + 3] in ("---", "...") and self.text[
            self.at + 3 : self.at + 4
        ] in ("", *_WHITE)

    def _is_sign(self, char: str) -> bool:
        if char in "&*![{" or (self.depth and char in ",]}?"):
            return True
        after = self.text[self.at + 1 : self.at + 2]
        return char in "-?:" and (
            after in ("", *_WHITE) or (self.depth > 0 and char == ":" and self._follows_text())
        )

    def _follows_text(self) -> bool:
        """In brackets a `:` right after quotes, or before another sign, parts key and value."""
        return self.text[self.at - 1] in "\"'" or self.text[self.at + 1 : self.at + 2] in tuple(",[]{}")

    def _sign(self, char: str) -> FilePart:
        if char in "&*!":
            found = _PROPERTY.match(self.text, self.at)
            self.named = self.at
            return self._take("sign", found.end() if found else self.at + 1)
        if char in "[{":
            self.depth += 1
        elif char in "]}":
            self.depth -= 1
        elif char in "-?" and not self.depth:
            self.parent = self._column()
        return self._take("sign", self.at + 1)

    def _scalar(self, char: str) -> Iterator[FilePart]:
        if char in "|>" and not self.depth:
            yield from self._block()
            return
        column = self._column()
        if self.named > self.at - column - 1:
            # A tag or an anchor before a key is where its entry begins.
            column -= self.at - self.named
        end, said = self._quoted(char) if char in "\"'" else self._plain()
        is_key = self._is_key(end)
        if is_key and not self.depth:
            self.parent = column
        yield self._take("key" if is_key else "value", end, said)

    def _is_key(self, end: int) -> bool:
        """Whether a `:` follows on the same line that makes a key of what stands before it."""
        rest = self.text[end : end + 80].lstrip(" \t")
        after = rest[1:2]
        if rest[:1] != ":" or after in ("", *_WHITE):
            return rest[:1] == ":"
        return self.depth > 0 and (after in ",[]{}" or self.text[end - 1] in "\"'")

    # Texts

    def _quoted(self, char: str) -> tuple[int, str]:
        found = (_DOUBLE if char == '"' else _SINGLE).match(self.text, self.at)
        if found is None:
            return len(self.text), self.text[self.at :]
        inside = found[0][1:-1]
        said = inside.replace("''", "'") if char == "'" else _ESCAPE.sub(_unescaped, inside)
        return found.end(), said.translate(_NO_WHITE)

    def _plain(self) -> tuple[int, str]:
        """A text without quotes goes on over lines that are indented further than its entry."""
        end = self._end_of_plain(self.at)
        if not self.depth and self._is_key(end):
            return end, self.text[self.at : end].translate(_NO_WHITE)
        while self.text[end : self._line_end(end)].strip(" \t") == "":
            begun = self._next_line(end)
            if begun < 0:
                break
            stop = self._end_of_plain(begun)
            if stop == begun:
                break
            end = stop
        return end, self.text[self.at : end].translate(_NO_WHITE)

    def _end_of_plain(self, at: int) -> int:
        stop = self._line_end(at)
        found = (_FLOW_END if self.depth else _BLOCK_END).search(self.text, at, stop + 1)
        end = min(found.start(), stop) if found else stop
        return at + len(self.text[at:end].rstrip(_WHITE))

    def _next_line(self, at: int) -> int:
        """Return where the text goes on; -1 where it does not."""
        found = _INDENT.search(self.text, at)
        if found is None or self.text[found.end()] == "#":
            return -1
        if self.depth:
            return found.end()
        line = self.text[found.start() + 1 : found.start() + 4]
        return found.end() if len(found[1]) > self.parent and line not in ("---", "...") else -1

    def _block(self) -> Iterator[FilePart]:
        found = _HEADER.match(self.text, self.at)
        header = self.text[self.at : found.end() if found else self.at + 1]
        yield self._take("sign", self.at + len(header.rstrip(" \t")))
        while self.at < len(self.text) and self.text[self.at] in " \t":
            self.at += 1
        if self.text[self.at : self.at + 1] == "#":
            yield self._take("comment", self._line_end(self.at))
        start = min(self._line_end(self.at) + 1, len(self.text))
        end = self._end_of_block(start, header)
        self.at = start
        yield self._take("value", end, self.text[start:end].translate(_NO_WHITE))

    def _end_of_block(self, start: int, header: str) -> int:
        """Return where the lines of a block end: before the first that is indented less than its first."""
        digits = [int(char) for char in header if char.isdigit()]
        indent = max(self.parent, 0) + digits[0] if digits else 0
        at = end = start
        while at < len(self.text):
            stop = self._line_end(at)
            line = self.text[at:stop]
            if line.strip(" "):
                deep = len(line) - len(line.lstrip(" "))
                indent = indent or max(deep, self.parent + 1)
                if deep < indent:
                    break
                end = stop
            at = stop + 1
        return end


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    return chr(int(code, 16)) if code else _ESCAPED.get(found[4], found[4])


class CharacterAccount(NamedTuple):
    """What the characters of a file are; its bytes are their lengths in UTF-8, and nothing else."""

    source: Source
    parts: tuple[FilePart, ...]


def take_account(source: Source, problems: Problems) -> CharacterAccount | None:
    """Read a file twice; None when the readings differ, which is a problem then."""
    node = parse_yaml(source, problems)
    if node is None:
        return None
    first = [(text.start, text.value.translate(_NO_WHITE)) for text in _texts(node)]
    parts = split_file(source.text)
    second = [(part.start, part.said) for part in parts if part.kind in ("key", "value") and part.said]
    if [said for _, said in first] == [said for _, said in second]:
        return CharacterAccount(source, tuple(parts))
    same = next((n for n, (one, two) in enumerate(zip(first, second, strict=False)) if one[1] != two[1]), -1)
    start = first[same][0] if -1 < same < len(first) else 0
    problems.add(Code.YAML_READINGS_DIFFER, source.span(start, start + 1))
    return None


def _texts(node: Node) -> list[Node]:
    """Return every text of a tree that says something, once, in the order of the file."""
    found: dict[int, Node] = {}
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if one.kind == "text" and one.value.translate(_NO_WHITE):
            found[one.start] = one
        waiting += one.items
        waiting += (part for pair in one.pairs for part in pair)
    return [found[start] for start in sorted(found)]
