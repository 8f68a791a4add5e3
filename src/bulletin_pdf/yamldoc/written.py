"""A text with the place of each of its characters in the editor's file."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Span

PlaceAnchor = tuple[int, int, int]
"""From this index on the text stands at this line and column, character by character."""

Edit = tuple[int, int, str]
"""Put this text in place of start..end."""


class PlacedText(NamedTuple):
    """A stretch of text with its place; cutting and editing keep the places right."""

    text: str
    path: str
    anchors: tuple[PlaceAnchor, ...]

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column of the character at `index`."""
        start, line, column = self.anchors[self._after(index) - 1]
        return line, column + index - start

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the place of a stretch; all of it when no bounds are given."""
        stop = len(self.text) if end is None else end
        line, column = self.place(start)
        return Span(self.path, line, column, max(1, stop - start))

    def cut(self, start: int, end: int | None = None) -> "PlacedText":
        """Return the stretch start..end as a text of its own."""
        stop = len(self.text) if end is None else end
        return PlacedText(self.text[start:stop], self.path, tuple(self._anchors(start, stop, 0)))

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

    def edit(self, edits: Sequence[Edit]) -> "PlacedText":
        """Make replacements, given in order and not overlapping."""
        if not edits:
            return self
        text: list[str] = []
        anchors: list[PlaceAnchor] = []
        length = done = 0
        for start, end, new in edits:
            if start > done:
                anchors += self._anchors(done, start, length)
                length += start - done
            # What is longer than what it replaces stands, from there on, at its last character.
            last = max(end - 1, start)
            anchors += [(length + at, *self.place(min(start + at, last))) for at in range(len(new))]
            text += (self.text[done:start], new)
            length += len(new)
            done = end
        anchors += self._anchors(done, len(self.text), length)
        text.append(self.text[done:])
        return PlacedText("".join(text), self.path, _tidy(anchors) or self.anchors[:1])

    def _after(self, index: int) -> int:
        """Return the number of the first anchor behind `index`; the one before it holds there."""
        return bisect_right(self.anchors, (index, 1 << 60, 0)) or 1

    def _anchors(self, start: int, end: int, at: int) -> list[PlaceAnchor]:
        """Return the anchors of start..end, counted as if the stretch began at `at`."""
        first = self._after(start)
        index, line, column = self.anchors[first - 1]
        found = [(at, line, column + start - index)]
        if first < len(self.anchors):
            last = bisect_left(self.anchors, (end, 0, 0))
            found += [(index - start + at, line, column) for index, line, column in self.anchors[first:last]]
        return found


def _tidy(anchors: Iterable[PlaceAnchor]) -> tuple[PlaceAnchor, ...]:
    """Leave out anchors that say what the one before them says."""
    kept: list[PlaceAnchor] = []
    for anchor in anchors:
        while kept and kept[-1][0] >= anchor[0]:
            kept.pop()
        if kept and kept[-1][1] == anchor[1] and anchor[2] - kept[-1][2] == anchor[0] - kept[-1][0]:
            continue
        kept.append(anchor)
    return tuple(kept)


def join(parts: Sequence[PlacedText], between: str) -> PlacedText:
    """Put texts together; what stands between has the place of what follows it."""
    text = ""
    anchors: list[PlaceAnchor] = []
    for part in parts:
        if text:
            anchors.append((len(text), *part.place(0)))
            text += between
        anchors += ((index + len(text), line, column) for index, line, column in part.anchors)
        text += part.text
    return PlacedText(text, parts[0].path if parts else "", _tidy(anchors) or ((0, 1, 1),))
