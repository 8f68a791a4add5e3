"""Where the body text of a paper stands: its face and size, the type area of odd and even pages, columns, grid."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from bulletin_pdf.geometry import Size
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.proposal.lengths import usual
from bulletin_pdf.proposal.paper_rows import PaperPage, PaperRow
from bulletin_pdf.yamldoc.key_table import is_han

_SAME_SIZE: Final = 0.12
"""pt"""
_FULL: Final = 0.8
"""A line of so much of the longest is one that was turned."""
_APART: Final = 4.5
"""Left edges farther apart than this are those of two columns, em; indents are smaller."""
_FEWEST: Final = 0.06
"""Share of a column's rows that an edge must have."""
_EDGE: Final = 0.12
"""Share of the page's height."""
_FEWEST_CHARACTERS: Final = 40
"""Less is no text that a style shows in."""
_OPENING: Final = "（“《〈【〔‘「『"
"""Marks that begin left of the edge where the white before them is taken away."""
_MARKS: Final = "，。、；：！？）”》〉】〕’」』" + _OPENING


class Counted(NamedTuple):
    """A length in pt, in how many of how many lines it was seen."""

    value: float
    counted: int
    of: int


class AreaColumn(NamedTuple):
    """A column on pages of one kind."""

    left: Counted
    right: Counted

    @property
    def width(self) -> float:
        """From its left to its right edge."""
        return self.right.value - self.left.value


class BodyText(NamedTuple):
    """What the text is set in."""

    font: str
    role: str
    size: float
    characters: int
    of: int
    """Characters of the whole paper."""


class TextArea(NamedTuple):
    """The type area."""

    size: Size
    body: BodyText
    rows: tuple[PaperRow, ...]
    """Of the body."""
    text_rows: tuple[PaperRow, ...]
    """Those and headings among them: all of the body's size."""
    odd: tuple[AreaColumn, ...]
    """Columns of odd pages, or of all where only one kind of page has text."""
    even: tuple[AreaColumn, ...]
    pitch: Counted
    first: Counted
    """Baseline of the first line of a page; nothing counted: not seen."""
    lines: Counted
    """Of a full page."""
    characters: Counted
    """Of a full line of a column."""
    pages: int

    @property
    def left(self) -> float:
        """Left edge on odd pages."""
        return self.odd[0].left.value

    @property
    def right(self) -> float:
        """Right edge on odd pages."""
        return self.odd[-1].right.value

    @property
    def cell(self) -> float:
        """Width of a character cell where full lines show it, else 0."""
        return self.odd[0].width / self.characters.value if self.characters.counted else 0.0

    def edges(self, page: int) -> tuple[float, float]:
        """Left and right edge of the type area of a page."""
        columns = self.even if page % 2 == 0 and self.even else self.odd
        return columns[0].left.value, columns[-1].right.value

    def last(self) -> float:
        """Return the baseline of the last line of a full page; 0 where it is not known."""
        if not (self.first.counted and self.lines.counted):
            return 0.0
        return self.first.value + (self.lines.value - 1) * self.pitch.value


def find_text_area(pages: Sequence[PaperPage]) -> TextArea | None:
    """Find the type area; None where there is no text of several lines."""
    body = _body(row for page in pages for row in page.rows)
    if body is None:
        return None
    rows = [row for page in pages for row in page.rows if is_of(row, body)]
    odd = _columns([row for row in rows if row.page % 2], body)
    even = _columns([row for row in rows if row.page % 2 == 0], body)
    if odd and even and len(odd) != len(even):  # tables, not columns, make the difference
        odd, even = (_one_column(rows, parity, body) for parity in (1, 0))
    if not odd:
        odd, even = even, ()
    if not odd:
        return None
    pitch = _pitch(rows, body)
    first = _first(pages, body)
    return TextArea(
        pages[0].size,
        body,
        tuple(rows),
        tuple(
            row for page in pages for row in page.rows if row.role and abs(row.size - body.size) <= _SAME_SIZE
        ),
        odd,
        even,
        pitch,
        first,
        _lines(pages, body, first, pitch),
        _characters(rows, (*odd, *even), body),
        len(pages),
    )


def is_of(row: PaperRow, body: BodyText) -> bool:
    """Whether a row is set as the body is."""
    return row.role == body.role and abs(row.size - body.size) <= _SAME_SIZE


def _body(rows: Iterable[PaperRow]) -> BodyText | None:
    counted: Counter[tuple[str, str, float]] = Counter()
    sizes: dict[tuple[str, str, float], list[float]] = {}
    for row in rows:
        key = row.font, row.role, round(row.size, 1)
        counted[key] += len(row.text)
        sizes.setdefault(key, []).append(row.size)
    if not counted:
        return None
    key, characters = counted.most_common(1)[0]
    size, _ = usual(sizes[key], 0.05)
    return (
        BodyText(key[0], key[1], size, characters, counted.total())
        if characters > _FEWEST_CHARACTERS
        else None
    )


def _columns(rows: Sequence[PaperRow], body: BodyText) -> tuple[AreaColumn, ...]:
    """Part rows by their left edges into columns, and find the edges of each."""
    widths = sorted(row.width for row in rows)
    if not widths:
        return ()
    full = [row for row in rows if row.width >= _FULL * widths[int(0.95 * (len(widths) - 1))]]
    groups: list[list[PaperRow]] = []
    for row in sorted(full, key=lambda row: row.left):
        if groups and row.left - groups[-1][-1].left <= _APART * body.size:
            groups[-1].append(row)
        else:
            groups.append([row])
    groups = [group for group in groups if len(group) >= max(2, _FEWEST * len(full))] or groups[:1]
    found = [_column(group, body) for group in groups]
    apart = all(one.right.value < other.left.value for one, other in pairwise(found))
    return tuple(found) if apart else (_column(full, body),)


def _one_column(rows: Sequence[PaperRow], parity: int, body: BodyText) -> tuple[AreaColumn, ...]:
    """Return the edges of all the text of odd or even pages."""
    own = [row for row in rows if row.page % 2 == parity]
    widest = max(row.width for row in own)
    return (_column([row for row in own if row.width >= _FULL * widest], body),)


def _column(rows: Sequence[PaperRow], body: BodyText) -> AreaColumn:
    begins = [row for row in rows if row.text[0] not in _OPENING] or list(rows)
    lefts = Counter(round(row.left * 2) for row in begins)
    enough = max(1, min(2, len(begins) // 3), _FEWEST * len(begins))
    edge = min(place for place, count in lefts.items() if count + lefts[place + 1] >= enough)
    near = [row.left for row in begins if abs(row.left * 2 - edge) <= 1.5]
    left, count = usual(near, 0.1)
    right, reached = usual((row.right for row in rows if row.text[-1] not in _MARKS), 0.1)
    if not reached:
        right, reached = usual((row.right for row in rows), 0.1)
    return AreaColumn(Counted(left, count, len(rows)), Counted(right, reached, len(rows)))


def _pitch(rows: Sequence[PaperRow], body: BodyText) -> Counted:
    """Return the distance of the lines that follow each other in a column."""
    found: list[float] = []
    for page in {row.page for row in rows}:
        for column in _apart([row for row in rows if row.page == page], body):
            found += (below.baseline - above.baseline for above, below in pairwise(column))
    found = [distance for distance in found if 0.9 * body.size < distance < 3.2 * body.size]
    near, count = usual(found, 0.1)
    exact = [distance for distance in found if abs(distance - near) < 0.2]
    return Counted(sum(exact) / len(exact) if exact else 0.0, count, len(found))


def _apart(rows: Sequence[PaperRow], body: BodyText) -> Iterator[list[PaperRow]]:
    """Part the rows of a page into those of its columns, from the top down."""
    groups: list[list[PaperRow]] = []
    for row in sorted(rows, key=lambda row: row.left):
        if groups and row.left - groups[-1][0].left <= _APART * body.size:
            groups[-1].append(row)
        else:
            groups.append([row])
    for group in groups:
        yield sorted(group, key=lambda row: row.baseline)


def _first(pages: Sequence[PaperPage], body: BodyText) -> Counted:
    """Return the baseline of the first line of the pages after the first one, where nothing else stands above it."""
    tops: list[float] = []
    heads = running_heads(pages)
    for page in pages[1:]:
        rows = [row for row in page.rows if row not in heads and not is_number(row)]
        top = min(rows, key=lambda row: row.baseline, default=None)
        if top is not None and abs(top.size - body.size) < 0.3 and len(top.text) > 4:
            tops.append(top.baseline)
    if not tops:
        return Counted(0.0, 0, 0)
    least = min(tops)
    near = [top for top in tops if top - least < 0.4 * body.size]
    return Counted(usual(near, 0.1)[0], len(near), len(pages) - 1)


def is_number(row: PaperRow) -> bool:
    """Whether a row says nothing but a number, as page numbers do."""
    return row.text.strip("—-－–·•第页共/").isdigit()


def running_heads(pages: Sequence[PaperPage]) -> set[PaperRow]:
    """Return the rows at the edges that say the same at the same height on half of the pages, three at least."""
    edges = [
        row for page in pages for row in page.rows if not _EDGE < row.baseline / page.size.height < 1 - _EDGE
    ]
    places = Counter((row.text, round(row.baseline)) for row in edges)
    enough = max(3, len(pages) / 2)
    return {row for row in edges if places[row.text, round(row.baseline)] >= enough}


def _lines(pages: Sequence[PaperPage], body: BodyText, first: Counted, pitch: Counted) -> Counted:
    """Return how many lines a page has: as many as the fullest of those that text goes on from."""
    if not first.counted or not pitch.counted:
        return Counted(0, 0, 0)
    counts = []
    for page in pages[:-1]:
        places = [
            (row.baseline - first.value) / pitch.value
            for row in page.rows
            if abs(row.size - body.size) < 0.3 and len(row.text) > 2 and not is_number(row)
        ]
        on_grid = [round(place) for place in places if abs(place - round(place)) < 0.2]
        if on_grid:
            counts.append(max(on_grid) + 1)
    most = max(counts, default=0)
    return Counted(most, counts.count(most), len(counts)) if most else Counted(0, 0, 0)


def _characters(rows: Sequence[PaperRow], columns: Sequence[AreaColumn], body: BodyText) -> Counted:
    """Return how many characters fill a line, where they do so at their own size."""
    counts: list[int] = []
    for row in rows:
        begins = any(abs(row.left - column.left.value) < 0.5 for column in columns)
        ends = any(abs(row.right - column.right.value) < 0.5 for column in columns)
        if begins and ends and all(map(_fills_cell, row.text)):
            counts.append(len(row.text))
    if not counts:
        return Counted(0, 0, 0)
    most, count = Counter(counts).most_common(1)[0]
    width = columns[0].width
    if abs(width / most - body.size) > 0.09:
        return Counted(0, 0, len(counts))
    return Counted(most, count, len(counts))


def _fills_cell(char: str) -> bool:
    return is_han(char) or char in "，。、；：！？"
