"""A text with the place of each of its characters in the editor's file."""

from collections.abc import Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Span
from bulletin_pdf.source_map import SourceMap, TextEdit, joined


class PlacedText(NamedTuple):
    """A stretch of text with its places; cutting and editing keep them right."""

    text: str
    source: SourceMap

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column of the character at `index`."""
        return self.source.place(index)

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the place of a stretch; all of it when no bounds are given."""
        return self.source.span(start, (len(self.text) if end is None else end) - start)

    def cut(self, start: int, end: int | None = None) -> "PlacedText":
        """Return the stretch start..end as a text of its own."""
        stop = len(self.text) if end is None else end
        return PlacedText(self.text[start:stop], self.source.cut(start, stop))

    def lines(self) -> list["PlacedText"]:
        """Cut the text at its line ends."""
        parts, start = [], 0
        for line in self.text.split("\n"):
            parts.append(self.cut(start, start + len(line)))
            start += len(line) + 1
        return parts

    def full_lines(self) -> list["PlacedText"]:
        """Cut the text at its line ends and leave out lines that have nothing on them."""
        parts, start = [], 0
        for line in self.text.split("\n"):
            if line and not line.isspace():
                parts.append(self.cut(start, start + len(line)))
            start += len(line) + 1
        return parts

    def edit(self, edits: Sequence[TextEdit]) -> "PlacedText":
        """Make replacements, given in order and not overlapping."""
        if not edits:
            return self
        return PlacedText(edited(self.text, edits), self.source.edit(edits, len(self.text)))


def edited(text: str, edits: Sequence[TextEdit]) -> str:
    """Return a text after replacements, given in order and not overlapping."""
    parts: list[str] = []
    done = 0
    for start, end, new in edits:
        parts += (text[done:start], new)
        done = end
    return "".join((*parts, text[done:]))


def join(parts: Sequence[PlacedText], between: str) -> PlacedText:
    """Put texts together; what stands between has the place of what follows it."""
    places = joined([(len(part.text), part.source) for part in parts], len(between))
    text = ""
    for part in parts:
        text += (between if text else "") + part.text
    return PlacedText(text, places)
