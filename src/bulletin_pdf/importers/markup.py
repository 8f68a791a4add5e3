"""HTML text → tokens with their places, in one pass that takes linear time whatever the input.

Libraries that build a tree give no columns, and the log promises the place of every change;
the tokenizer of the standard library takes quadratic time on a few hostile texts. Neither is
needed: an importer wants to know where a paragraph begins and what in it is bold.
"""

import html
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

_NAME = re.compile(r"</?([A-Za-z][^\s/><]*+)")
_STOP = re.compile(r"""["'>]""")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?""")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_RAW = frozenset(("script", "style", "xmp", "noframes", "iframe", "noembed", "template", "svg", "math"))


class Token(NamedTuple):
    """A stretch of text, or a tag; `start` and `end` count characters of the source."""

    kind: Literal["text", "open", "close"]
    start: int
    end: int
    name: str = ""


class Tokenizer:
    """Cuts one text into tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lower = text.lower() if len(text.lower()) == len(text) else text
        self._absent: set[str] = set()

    def __iter__(self) -> Iterator[Token]:
        text, at, begin = self.text, 0, 0
        while (at := text.find("<", at)) >= 0:
            token, after = self._markup(at)
            if after == at:  # a “<” of the text itself
                at += 1
                continue
            if begin < at:
                yield Token("text", begin, at)
            if token is not None:
                yield token
            at = begin = after
        if begin < len(text):
            yield Token("text", begin, len(text))

    def _markup(self, at: int) -> tuple[Token | None, int]:
        """Read what `<` opens; the place of the `<` itself when it opens nothing."""
        text = self.text
        if text.startswith("<!--", at):
            return None, self._past("-->", at + 2)
        if text.startswith(("<!", "<?"), at):
            return None, self._past(">", at)
        match = _NAME.match(text, at)
        if match is None:
            return None, at
        end = self._tag_end(match.end())
        name = match[1].lower().split(":")[-1]
        if text[at + 1] == "/":
            return Token("close", at, end, name), end
        if name in _RAW and text[end - 2 : end] != "/>":
            return None, self._past_raw(name, end)
        return Token("open", at, end, name), end

    def _find(self, what: str, at: int, text: str = "") -> int:
        """Look for a text, but not twice for what is not there."""
        if what in self._absent:
            return -1
        found = (text or self.text).find(what, at)
        if found < 0:
            self._absent.add(what)
        return found

    def _past(self, what: str, at: int) -> int:
        found = self._find(what, at)
        return len(self.text) if found < 0 else found + len(what)

    def _tag_end(self, at: int) -> int:
        """Past the `>` that closes a tag; one inside a quoted value does not."""
        text = self.text
        while match := _STOP.search(text, at):
            if match[0] == ">":
                return match.end()
            at = match.end()
            if text[max(match.start() - 9, 0) : match.start()].rstrip().endswith("="):
                close = self._find(match[0], at)
                if close >= 0:
                    at = close + 1
        return len(text)

    def _past_raw(self, name: str, at: int) -> int:
        """Past an element whose inside is no text; a script that is never closed takes the rest along."""
        found = self._find(f"</{name}", at, self.lower)
        if found < 0:
            return len(self.text) if name in ("script", "style") else at
        return self._past(">", found)


def attributes(tag: str) -> dict[str, str]:
    """Read a tag's attributes; the first of a name counts."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag):
        value = next((part for part in match.groups()[1:] if part is not None), "")
        found.setdefault(match[1].lower(), html.unescape(value) if "&" in value else value)
    return found


def pieces(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Cut a text at its character references: each piece as read, and where it stands."""
    at = 0
    for match in _REFERENCE.finditer(text):
        meant = html.unescape(match[0])
        if meant == match[0]:
            continue
        if at < match.start():
            yield text[at : match.start()], start + at
        yield meant, start + match.start()
        at = match.end()
    if at < len(text):
        yield text[at:], start + at
