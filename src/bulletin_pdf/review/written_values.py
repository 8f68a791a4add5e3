"""Every text of an issue's YAML files, with the place of each of its characters."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bulletin_pdf.issue.vocabulary import BLOCKS
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.node import Node as ParsedNode
from bulletin_pdf.yamldoc.operations import EditError, Path
from bulletin_pdf.yamldoc.source import Source, SourceText, decode
from bulletin_pdf.yamldoc.stretches import Node, read_stretches

_FILE = 1 << 32
"""A position is the number of its file times this, and the character of the file."""
NOWHERE = -1
"""The position of a character that stands in no file: the program adds it."""
_FIRST_KEYS = frozenset(name for table in BLOCKS.values() for name in table.keys[0].names)


class WrittenValue(NamedTuple):
    """A text of a file: where it is, what it says, where in the file each of its characters stands."""

    file: int
    path: Path
    style: str
    start: int
    end: int
    value: str
    places: tuple[int, ...]

    def index_of(self, position: int) -> int:
        """Return which of its characters stands at a position; -1 if none does."""
        at = position - self.file * _FILE
        found = bisect_right(self.places, at) - 1
        return found if found >= 0 and self.places[found] == at else -1


class WrittenFiles:
    """The YAML files that an issue was read from: its own, then the one it shares with others."""

    def __init__(self, sources: Sequence[SourceText]) -> None:
        self.sources = tuple(sources)
        self._read: list[Source] = []
        self._values: list[list[tuple[int, int, Path, Node]]] = []
        for given in sources:
            read = decode(given.path, given.data, Problems())
            assert read is not None  # the issue was read from it
            self._read.append(read)
            try:
                found = list(_texts(read_stretches(read.text), ()))
            except EditError:
                found = []
            self._values.append(sorted(found, key=lambda each: each[0]))
        self._written = lru_cache(maxsize=None)(self._look_at)

    def position(self, span: Span | None) -> int:
        """Return the position of a place; `NOWHERE` for none of these files."""
        if span is None:
            return NOWHERE
        for number, read in enumerate(self._read):
            if read.path == span.path and 1 <= span.line <= len(read.starts):
                return number * _FILE + read.starts[span.line - 1] + span.column - 1
        return NOWHERE

    def span(self, position: int, length: int = 1) -> Span | None:
        """Return the place of a position."""
        if position < 0:
            return None
        file, at = divmod(position, _FILE)
        line, column = self._read[file].place(at)
        return Span(self._read[file].path, line, column, max(length, 1))

    def value(self, position: int) -> WrittenValue | None:
        """Return the text that a position lies in."""
        if position < 0:
            return None
        file, at = divmod(position, _FILE)
        values = self._values[file]
        number = bisect_right(values, at, key=lambda each: each[0]) - 1
        if number < 0 or at > values[number][1]:
            return None
        return self._written(file, number)

    def value_of(self, file: int, path: Path) -> WrittenValue | None:
        """Return the text at a path of a file."""
        number = next((at for at, each in enumerate(self._values[file]) if each[2] == path), -1)
        return None if number < 0 else self._written(file, number)

    def paths(self, file: int) -> Iterator[Path]:
        """Yield the paths of all texts of a file."""
        return (each[2] for each in self._values[file])

    def _look_at(self, file: int, number: int) -> WrittenValue:
        start, end, path, node = self._values[file][number]
        read = self._read[file]
        parsed = ParsedNode("text", read, node.start, node.end, node.value, node.style)
        places: list[int] = []
        written = parsed.written()
        anchors = [*written.source.anchors, (len(node.value), 0, 0)]
        for (index, line, column), (following, _, _) in zip(anchors, anchors[1:], strict=False):
            first = read.starts[min(line, len(read.starts)) - 1] + column - 1
            places += range(first, first + following - index)
        return WrittenValue(file, path, node.style, start, end, node.value, tuple(places))


def file_of(position: int) -> int:
    """Return the number of the file of a position."""
    return position // _FILE


def item_path(path: Path) -> Path:
    """Return the path of the list item that a text is, or whose first key it is; empty for any other text."""
    if isinstance(path[-1], int):
        return path
    return path[:-1] if _heads_block(path) else ()


def removable_path(files: WrittenFiles, value: WrittenValue) -> Path:
    """Return the path to remove along with a text: its block if it is the first key, its list if it is the only item."""
    path = value.path
    siblings = {
        other[: len(path)] for other in files.paths(value.file) if other[: len(path) - 1] == path[:-1]
    }
    if isinstance(path[-1], int) and len(siblings) == 1:
        path = path[:-1]
    return path[:-1] if _heads_block(path) else path


def _heads_block(path: Path) -> bool:
    """Whether a path is that of the first key of a block in the body of a report."""
    return len(path) > 4 and isinstance(path[-2], int) and str(path[-1]) in _FIRST_KEYS


def _texts(node: Node, path: Path) -> Iterator[tuple[int, int, Path, Node]]:
    match node.kind:
        case "text":
            yield node.start, node.end, path, node
        case "list":
            for number, item in enumerate(node.items):
                yield from _texts(item, (*path, number))
        case "mapping":
            for key, value in node.pairs:
                yield from _texts(value, (*path, key.value))
