"""The text that a sequence of pages must have, passage by passage in reading order, before anything is typeset.

White space is kept apart: it may be missing where a line ends and nowhere else. Page numbers
that the program looks up (要目, contents, indexes) are left open, and kept apart from text.
"""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, Protocol

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Span

PassageKind = Literal[
    "marking", "name", "number", "signer", "publisher", "date", "theme", "contents", "note", "title",
    "subtitle", "by", "paragraph", "heading", "quote", "verse", "signature", "remark", "caption", "credit",
    "unit", "cell", "distribution", "colophon", "copies", "part", "column", "source", "people", "permit", "furniture",
]  # fmt: skip


class HasPlace(Protocol):
    """Text with its place in the editor's file."""

    def place_of(self, index: int) -> Span | None:
        """Return the place of the character at `index`."""


class WordingPassage(NamedTuple):
    """One text as it must be printed; `lead` characters of it stand before what the source says."""

    kind: PassageKind
    text: str
    source: HasPlace | None = None
    lead: int = 0
    report: int = 0
    """Number of the report it belongs to, from 1; 0 for what belongs to none."""

    def place_of(self, index: int) -> Span | None:
        """Return where the character at `index`, white space not counted, stands in the source."""
        if self.source is None:
            return None
        solid = [at for at, char in enumerate(self.text) if not char.isspace()]
        at = solid[index] if index < len(solid) else len(self.text)
        return self.source.place_of(max(0, at - self.lead))


class OpenNumber(NamedTuple):
    """A page number printed after `at` characters: that of an anchor."""

    at: int
    anchor: str
    certain: bool
    """Whether it must be there; 要目 may go without when an issue is short (J-11)."""


class CellWords(NamedTuple):
    """A cell of a table: where its text stands in the wording, and the places it takes."""

    start: int
    end: int
    rows: int
    columns: int


class TableWords(NamedTuple):
    """A table, for what is printed again where it goes on over a page (T-81)."""

    rows: tuple[tuple[CellWords, ...], ...]
    heads: int
    continued: str
    """What stands over a part that goes on: （续表）."""
    start: int = 0
    """Place of the table, its caption and unit included."""

    @property
    def end(self) -> int:
        """Place behind its last cell."""
        return max((cell.end for row in self.rows for cell in row), default=self.start)


class Wording:
    """Collects passages; `text` is all of them without white space."""

    def __init__(self) -> None:
        """Start with nothing said."""
        self.passages: list[WordingPassage] = []
        self.starts: list[int] = []
        self.blanks: dict[int, str] = {}
        """White space typed inside a passage: after how many characters, and which."""
        self.numbers: list[OpenNumber] = []
        self.anchors: dict[str, int] = {}
        self.tables: list[TableWords] = []
        self._parts: list[str] = []
        self._text: str | None = ""
        self.length = 0

    @property
    def text(self) -> str:
        """Everything said, white space left out."""
        if self._text is None:
            self._text = "".join(self._parts)
        return self._text

    def say(
        self, kind: PassageKind, text: str, source: HasPlace | None = None, *, lead: int = 0, report: int = 0
    ) -> None:
        """Add one passage."""
        self.passages.append(WordingPassage(kind, text, source, lead, report))
        self.starts.append(self.length)
        words = text.split()
        solid = "".join(words)
        if len(solid) != len(text):
            self._note_blanks(text, words)
        self._parts.append(solid)
        self._text = None
        self.length += len(solid)

    def _note_blanks(self, text: str, words: Sequence[str]) -> None:
        """Note the white space between words; what stands at either end of a passage ends a line."""
        at, solid = 0, self.length
        for place, word in enumerate(words):
            found = text.index(word, at)
            if place:
                self.blanks[solid] = text[at:found]
            at, solid = found + len(word), solid + len(word)

    def number(self, anchor: str, *, certain: bool) -> None:
        """Leave the number of an anchor's page open."""
        self.numbers.append(OpenNumber(self.length, anchor, certain))

    def anchor(self, name: str) -> None:
        """What is said next is where `name` leads."""
        self.anchors[name] = self.length

    def passage_before(self, at: int) -> int:
        """Return the number of the passage that the place `at` lies in or behind."""
        return max(bisect_right(self.starts, at) - 1, 0)

    def passage_end(self, at: int) -> int:
        """Return where the passage ends that the character before `at` belongs to."""
        after = bisect_right(self.starts, at - 1)
        return self.starts[after] if after < len(self.starts) else self.length

    def passage_at(self, at: int) -> tuple[WordingPassage, int] | None:
        """Return the passage that the character `at` belongs to, and its place in it."""
        place = bisect_right(self.starts, at) - 1
        # Empty passages begin where the next does; past the end there is none.
        return (self.passages[place], at - self.starts[place]) if 0 <= at < self.length else None
