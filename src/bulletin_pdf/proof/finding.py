"""What proofreading looks at and what it finds: passages, findings, fixes."""

from collections.abc import Iterator
from typing import Literal

from bulletin_pdf.issue.model import Prose
from bulletin_pdf.messages import Detail
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problems import Problem, Span

TextKind = Literal[
    "title", "contents", "heading", "paragraph", "quote", "verse", "note", "caption", "cell", "by", "line"
]

_DIGIT = pattern("[0-9]")

AROUND = 10
"""Characters shown on either side of what was found."""

PROSE_KINDS = ("paragraph", "quote", "note")
"""Passages that are made of sentences."""


class Fix(NamedTuple):
    """A change that needs no thought: put `after` in place of `before`, on one line of a file."""

    place: Span
    before: str
    after: str


class Finding(NamedTuple):
    """One fault, and the change that mends it when that is beyond doubt."""

    problem: Problem
    fix: Fix | None = None


class Passage(NamedTuple):
    """One stretch of text of an issue, in the order it is printed.

    `report` counts the reports from 0 and is -1 outside them; passages of one `group` are read
    as one text (the lines of a title or a poem).
    """

    prose: Prose
    kind: TextKind
    report: int = -1
    group: int = 0

    @property
    def text(self) -> str:
        """The text as it is printed."""
        return self.prose.text

    @property
    def has_digits(self) -> bool:
        """Whether a number in figures stands in it."""
        return _DIGIT.search(self.prose.text) is not None

    @property
    def is_prose(self) -> bool:
        """Whether it is made of sentences."""
        return self.kind in PROSE_KINDS

    def find(self, code: str, start: int, end: int, fix: str | None = None, **details: Detail) -> Finding:
        """Note a fault of the stretch start..end; `fix` is what may safely stand in its place."""
        span = self.span(start, end)
        words = {**details, "near": self.near(start, end)}
        problem = Problem(code, span, tuple(words.items()))
        return Finding(problem, None if fix is None else self._fix(start, end, fix))

    def span(self, start: int, end: int) -> Span | None:
        """Return the place of a stretch in the editor's file."""
        place = self.prose.place_of(start)
        return None if place is None else place._replace(length=max(end - start, 1))

    def near(self, start: int, end: int) -> str:
        """Return the text around a stretch."""
        first, last = max(start - AROUND, 0), min(end + AROUND, len(self.text))
        head, tail = "…" if first else "", "…" if last < len(self.text) else ""
        return f"{head}{self.text[first:last]}{tail}"

    def _fix(self, start: int, end: int, new: str) -> Fix | None:
        """A fix must be one unbroken stretch of one line of the file."""
        first, last = self.prose.place_of(start), self.prose.place_of(end - 1)
        if first is None or last is None or first.line != last.line:
            return None
        if last.column - first.column != end - 1 - start:
            return None
        return Fix(first._replace(length=end - start), self.text[start:end], new)


ProofFindings = Iterator[Finding]
