"""The place of each character of a text in the editor's file, from the YAML reader to the pages.

Reading changes texts: escapes and folds of YAML are undone, marks corrected, labels and brackets added. Each such
step changes the map with the text, so that whatever is noticed later can be shown where it was written.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Span

PlaceAnchor = tuple[int, int, int]
"""From this index on the text stands at this line and column, character by character."""

TextEdit = tuple[int, int, str]
"""Put this text in place of start..end."""


class SourceMap(NamedTuple):
    """The places of a text's characters in a file; the first of `anchors` is for its first character.

    `NOWHERE`, without anchors, is the map of what the program says itself; `place` and `span` are not for it.
    """

    path: str
    anchors: tuple[PlaceAnchor, ...]

    @staticmethod
    def start(path: str, line: int = 1, column: int = 1) -> "SourceMap":
        """Return the map of a text that stands on one line just as it is, from this place on."""
        return SourceMap(path, ((0, line, column),))

    @staticmethod
    def of(path: str, anchors: Iterable[PlaceAnchor]) -> "SourceMap":
        """Return the map with these anchors, less those that say what the one before them says."""
        return SourceMap(path, _needed(anchors) or _TOP)

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column of the character at `index`."""
        start, line, column = self.anchors[self._after(index) - 1]
        return line, column + index - start

    def span(self, start: int = 0, length: int = 1) -> Span:
        """Return the place of a stretch; it ends on the line it begins on."""
        return Span(self.path, *self.place(start), max(1, length))

    def place_of(self, index: int) -> Span | None:
        """Return the place of the character at `index`; None for what has none."""
        return self.span(index) if self.anchors else None

    def whole(self, text: str) -> Span | None:
        """Return the place of all of `text`, whose map it is; None for what has none."""
        return self.span(0, len(text)) if self.anchors else None

    def cut(self, start: int, end: int) -> "SourceMap":
        """Return the map of the stretch start..end."""
        return SourceMap(self.path, tuple(self._shifted(start, end, 0))) if self.anchors else self

    def after(self, index: int) -> "SourceMap":
        """Return the map of the text from `index` on."""
        return self.cut(index, _END) if index else self

    def behind(self, count: int) -> "SourceMap":
        """Return the map of the text with `count` characters of the program's own before it, which have its place."""
        if not count or not self.anchors:
            return self
        first, *rest = ((index + count, line, column) for index, line, column in self.anchors)
        own = ((at, *first[1:]) for at in range(count))
        return SourceMap(self.path, (*own, first, *rest))

    def edit(self, edits: Sequence[TextEdit], length: int) -> "SourceMap":
        """Return the map after replacements in a text of `length`, given in order and not overlapping."""
        if not self.anchors:
            return self
        anchors: list[PlaceAnchor] = []
        at = done = 0
        for start, end, new in edits:
            if start > done:
                anchors += self._shifted(done, start, at)
                at += start - done
            # What is longer than what it replaces stands, from there on, at its last character.
            last = max(end - 1, start)
            anchors += [(at + more, *self.place(min(start + more, last))) for more in range(len(new))]
            at += len(new)
            done = end
        anchors += self._shifted(done, length, at)
        return SourceMap(self.path, _needed(anchors) or self.anchors[:1])

    def _after(self, index: int) -> int:
        """Return the number of the first anchor behind `index`; the one before it holds there."""
        return bisect_right(self.anchors, (index, _END, 0)) or 1

    def _shifted(self, start: int, end: int, at: int) -> list[PlaceAnchor]:
        """Return the anchors of start..end, counted as if the stretch began at `at`."""
        first = self._after(start)
        index, line, column = self.anchors[first - 1]
        found = [(at, line, column + start - index)]
        if first < len(self.anchors):
            last = bisect_left(self.anchors, (end, 0, 0))
            found += [(index - start + at, line, column) for index, line, column in self.anchors[first:last]]
        return found


NOWHERE = SourceMap("", ())
_END = 1 << 60
"""An index behind every character."""
_TOP: tuple[PlaceAnchor, ...] = ((0, 1, 1),)


def joined(parts: Sequence[tuple[int, SourceMap]], between: int) -> SourceMap:
    """Return the map of texts put together, each given with its length; what stands between two belongs to the second.

    `between` is how many characters stand there. Where one part has no places the whole has none.
    """
    if not all(part.anchors for _, part in parts):
        return NOWHERE
    anchors: list[PlaceAnchor] = []
    at = 0
    for length, part in parts:
        if at:
            anchors.append((at, *part.place(0)))
            at += between
        anchors += ((index + at, line, column) for index, line, column in part.anchors)
        at += length
    return SourceMap.of(parts[0][1].path if parts else "", anchors)


def _needed(anchors: Iterable[PlaceAnchor]) -> tuple[PlaceAnchor, ...]:
    """Leave out anchors that say what the one before them says."""
    kept: list[PlaceAnchor] = []
    for anchor in anchors:
        while kept and kept[-1][0] >= anchor[0]:
            kept.pop()
        if kept and kept[-1][1] == anchor[1] and anchor[2] - kept[-1][2] == anchor[0] - kept[-1][0]:
            continue
        kept.append(anchor)
    return tuple(kept)
