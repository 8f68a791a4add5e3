"""The cells of a table: positions, required widths, text set and aligned (T-81)."""

import re
from collections.abc import Sequence
from typing import Final

from bulletin_pdf.layout.block import CellBlock, TableBlock, TextBlock
from bulletin_pdf.layout.columns import Need
from bulletin_pdf.layout.galley import set_text
from bulletin_pdf.layout.ragged import (
    line_count,
    sense_lines,
    set_by_sense,
    set_even,
    set_single,
    widest_line,
)
from bulletin_pdf.layout.runs import SetText
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.typeset.breaks import FORBIDDEN, find_breaks
from bulletin_pdf.typeset.title_breaks import Segmenter

SIDE: Final = 0.5
"""White left and right in a cell, em."""
_LEADING: Final = 1.35
"""Distance of baselines in a cell, em."""
_OVER: Final = 0.3
"""White over and under the lines of a cell, em."""
_MIN_COLUMN: Final = 5.0
"""Hanzi a column has room for at least, if it has so many: names are not broken."""
_WIDEST_HEAD: Final = 12.0
"""One wider than this in so many lines takes more of them, em."""
_UNEVEN: Final = 0.5
"""How much longer than half a text the first of two lines may be, em."""
_MIN_HEAD: Final = 2.0
_HEAD_LINES: Final = 3
"""A head may be narrower, down to two hanzi, but takes no more lines than this."""
_FEW_LINES: Final = 2
"""Texts of so many lines are evened out rather than end in a single character."""
_SHORT: Final = 8.0
"""Columns of texts no longer than this are centred, em."""


class GridPlace(NamedTuple):
    """A cell and the places it takes."""

    row: int
    column: int
    rows: int
    columns: int
    block: CellBlock


class SetCell(NamedTuple):
    """A cell set: its lines, how they stand, and how far they are moved in.

    Where a table goes on over a page a cell may hold but a part of its lines, or say again
    what stands on the page before.
    """

    place: GridPlace
    text: SetText
    align: str
    left: float
    pitch: float
    first: int = 0
    """The first of its lines that stands here."""
    after: int = -1
    """The line behind its last one here; -1 for all."""
    again: bool = False
    """Whether it says again what was said on the page before."""
    rest: bool = False
    """Whether it goes on from the page before."""

    @property
    def end(self) -> int:
        """Number of the line behind its last one here."""
        return line_count(self.text) if self.after < 0 else self.after

    @property
    def lines(self) -> int:
        """How many of its lines stand here."""
        return self.end - self.first

    @property
    def is_cut(self) -> bool:
        """Whether some of its lines stand on another page."""
        return self.lines < line_count(self.text)

    @property
    def white(self) -> float:
        """White over and under its lines together, pt."""
        return 2 * _OVER * self.text.size

    @property
    def height(self) -> float:
        """The height the cell needs in its rows, pt."""
        return max(self.lines, 1) * self.pitch + self.white


def place_cells(rows: Sequence[Sequence[CellBlock]]) -> list[GridPlace]:
    """Return each cell its place: it goes to the first column no cell above reaches into."""
    places: list[GridPlace] = []
    hanging: dict[int, int] = {}
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while hanging.get(column, 0) > row:
                column += 1
            reach = min(cell.rows, len(rows) - row)
            places.append(GridPlace(row, column, reach, cell.columns, cell))
            for taken in range(column, column + cell.columns):
                hanging[taken] = row + reach
            column += cell.columns
    return places


# What cells need -----------------------------------------------------------------------------


def set_singles(places: Sequence[GridPlace], size: float, typesetter: Typesetter) -> list[SetText]:
    """Set the text of each cell on one line."""
    return [set_single(_sized(place.block.content, size), typesetter) for place in places]


def needs_of(
    places: Sequence[GridPlace],
    texts: Sequence[SetText],
    block: TableBlock,
    typesetter: Typesetter,
    *,
    by_sense: bool,
) -> list[Need]:
    """Return the widths each cell needs in its columns; `texts` are the cells on one line each.

    `by_sense` adds room to break heads between words, which needs the words first.
    """
    segment = block.segment if by_sense else None
    needs: list[Need] = []
    for place, text in zip(places, texts, strict=True):
        natural = widest_line(text) / text.size
        fair = _fair_head(text, natural, typesetter, segment) if place.row < block.heads else _MIN_COLUMN
        least = natural if natural <= fair else max(_longest_stretch(text, typesetter), fair)
        needs.append(Need(place.row, place.column, place.columns, least, natural))
    return [*needs, *_point_needs(places, texts, block.heads)]


def in_two_lines(
    needs: Sequence[Need], texts: Sequence[SetText], heads: int, typesetter: Typesetter
) -> list[Need]:
    """Return what cells of one column ask when their texts may stand in two lines; heads have theirs already."""
    return [
        need._replace(
            least=min(need.least, max(_longest_stretch(text, typesetter), need.natural / 2 + _UNEVEN))
        )
        if need.columns == 1 and need.row >= heads and need.natural > _MIN_HEAD
        else need
        for need, text in zip(needs, texts, strict=False)
    ]


def _point_needs(places: Sequence[GridPlace], texts: Sequence[SetText], heads: int) -> list[Need]:
    """Ask room for figures that stand on their decimal points: the longest part on either side."""
    needs: list[Need] = []
    for column in figure_columns(places, heads):
        parts = [
            (place, *_parted(text))
            for place, text in zip(places, texts, strict=True)
            if place.column == column and place.row >= heads and _is_figure(place.block.content.text)
        ]
        width = max(whole for _, whole, _ in parts) + max(rest for _, _, rest in parts)
        needs.append(Need(parts[0][0].row, column, 1, width, width))
    return needs


def _parted(text: SetText) -> tuple[float, float]:
    """Return a figure's widths before and after its decimal point, em."""
    spaced = text.paragraph.spaced
    whole = spaced.positions[_point(spaced.text)]
    return whole, text.paragraph.lines[0].width - whole


def _fair_head(text: SetText, natural: float, typesetter: Typesetter, segment: Segmenter | None) -> float:
    """Return a column's least width for a head: words stay whole where that takes no more than a name."""
    fair = max(_MIN_HEAD, min(natural / _HEAD_LINES + 0.5, _WIDEST_HEAD))
    if segment is None or natural <= fair:
        return fair
    settings = (sense_lines(text, count, typesetter, segment) for count in range(2, _HEAD_LINES + 1))
    widths = [lines.width for lines in settings if lines is not None]
    sensible = [width for width in widths if width <= _MIN_COLUMN]
    return max(fair, min(sensible)) if sensible else fair


def _longest_stretch(text: SetText, typesetter: Typesetter) -> float:
    """Return the longest stretch no line may be broken in, em."""
    spaced = text.paragraph.spaced
    costs = find_breaks(spaced.text, spaced.classes, typesetter.rules.level).costs
    longest, start = 0.0, 0
    for index in range(1, len(spaced.text) + 1):
        if index == len(spaced.text) or costs[index] < FORBIDDEN:
            blank = spaced.left_blanks.get(start, 0.0) + spaced.right_blanks.get(index - 1, 0.0)
            blank += spaced.gaps.get(index - 1, 0.0)
            longest = max(longest, spaced.positions[index] - spaced.positions[start] - blank)
            start = index
    return longest


# Figures in columns -----------------------------------------------------------------------

_FIGURE: Final = pattern(r"[+＋±\-−－—]?[0-9][0-9,， ]*(?:\.[0-9]+)?[%％‰万亿元人个户名次件亩]{0,3}")
_NO_FIGURE: Final = pattern(r"[-—–－/…·]*")


def figure_columns(places: Sequence[GridPlace], heads: int) -> list[int]:
    """Return the columns that hold figures."""
    columns: dict[int, list[str]] = {}
    for place in places:
        if place.columns == 1 and place.row >= heads:
            columns.setdefault(place.column, []).append(place.block.content.text)
    return [column for column, texts in columns.items() if _are_figures(texts)]


def _are_figures(texts: Sequence[str]) -> bool:
    """Whether a column holds figures: most of what is there, and nothing long besides."""
    given = [text for text in texts if not _NO_FIGURE.fullmatch(text)]
    return bool(given) and sum(_is_figure(text) for text in given) * 5 >= len(given) * 4


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None


def _point(text: str) -> int:
    """Return the index of the decimal point, or of what follows the whole number."""
    whole = re.match(r"[+＋±\-−－—]?[0-9,， ]*", text)
    return whole.end() if whole else 0


# Setting the cells ------------------------------------------------------------------------


def set_cells(
    places: Sequence[GridPlace],
    texts: Sequence[SetText],
    edges: Sequence[float],
    side: float,
    block: TableBlock,
    typesetter: Typesetter,
) -> list[SetCell]:
    """Set the cells between the columns' edges (pt), `side` em from them; `texts` are the cells on one line each."""
    cells = [
        _set_cell(place, text, edges, side * text.size, block, typesetter)
        for place, text in zip(places, texts, strict=True)
    ]
    return _align_columns(cells, block.heads)


def _set_cell(
    place: GridPlace,
    text: SetText,
    edges: Sequence[float],
    side: float,
    block: TableBlock,
    typesetter: Typesetter,
) -> SetCell:
    room = edges[place.column + place.columns] - edges[place.column] - 2 * side
    if widest_line(text) > room + 1e-6:
        content = _sized(place.block.content, text.size)
        if place.row < block.heads:
            text = set_by_sense(content, room, typesetter, block.segment)
        else:
            text = _set_body(content, room, typesetter)
    return SetCell(place, text._replace(measure=room), "center", side, _LEADING * text.size)


def _set_body(content: TextBlock, room: float, typesetter: Typesetter) -> SetText:
    """Break a cell's text; a short one is not left with a single character on its second line."""
    text = set_text(content, room, typesetter)
    lines = text.paragraph.lines
    alone = len(lines) == _FEW_LINES and lines[-1].end - lines[-1].start == 1
    return set_even(content, room, typesetter) if alone else text


def _sized(block: TextBlock, size: float) -> TextBlock:
    text = block.style.text._replace(size=size)
    pieces = tuple(piece._replace(style=piece.style._replace(size=size)) for piece in block.pieces)
    return block._replace(style=block.style._replace(text=text), pieces=pieces)


def _align_columns(cells: Sequence[SetCell], heads: int) -> list[SetCell]:
    """Stand each column's cells alike: figures on the point, short texts centred, others left."""
    bodies: dict[int, list[SetCell]] = {}
    for cell in cells:
        if cell.place.row >= heads and cell.place.columns == 1:
            bodies.setdefault(cell.place.column, []).append(cell)
    moves: dict[tuple[int, int], tuple[str, float]] = {}
    for column, body in bodies.items():
        texts = [cell.place.block.content.text for cell in body]
        if _are_figures(texts):
            moves |= _on_the_point(body)
        elif any(map(_is_long, body)):
            given = [cell for cell in body if not _NO_FIGURE.fullmatch(cell.place.block.content.text)]
            moves |= {(cell.place.row, column): ("left", cell.left) for cell in given}
    aligned: list[SetCell] = []
    for cell in cells:
        align, left = moves.get((cell.place.row, cell.place.column), (cell.align, cell.left))
        aligned.append(cell._replace(align=align, left=left))
    return aligned


def _is_long(cell: SetCell) -> bool:
    return line_count(cell.text) > 1 or widest_line(cell.text) > _SHORT * cell.text.size


def _on_the_point(body: Sequence[SetCell]) -> dict[tuple[int, int], tuple[str, float]]:
    """Stand figures under each other, decimal point on decimal point, centred as a whole."""
    split: dict[tuple[int, int], tuple[float, float]] = {}
    for cell in body:
        text = cell.place.block.content.text
        if _is_figure(text) and line_count(cell.text) == 1:
            before = cell.text.paragraph.spaced.positions[_point(text)] * cell.text.size
            split[cell.place.row, cell.place.column] = before, widest_line(cell.text) - before
    if not split:
        return {}
    whole = max(before for before, _ in split.values())
    rest = max(after for _, after in split.values())
    measure, left = body[0].text.measure, body[0].left
    if whole + rest > measure:
        return {}
    start = left + (measure - whole - rest) / 2
    return {key: ("left", start + whole - before) for key, (before, _) in split.items()}


def row_heights(cells: Sequence[SetCell], count: int, heads: int) -> tuple[float, ...]:
    """Return each row what its cells ask; a cell over several rows opens all of them alike.

    A head that reaches into the body has room in the rows of the head, for these are set again.
    """
    heights = [0.0] * count
    for cell in sorted(cells, key=lambda cell: cell.place.rows):
        end = cell.place.row + cell.place.rows
        rows = range(cell.place.row, min(end, heads) if cell.place.row < heads else end)
        missing = cell.height - sum(heights[row] for row in rows)
        if missing > 0:
            for row in rows:
                heights[row] += missing / len(rows)
    return tuple(heights)


def owners_of(cells: Sequence[SetCell], rows: int, columns: int) -> tuple[tuple[int, ...], ...]:
    """Return for each row and column which cell takes it; -1 where none does."""
    owners = [[-1] * columns for _ in range(rows)]
    for index, cell in enumerate(cells):
        place = cell.place
        for row in range(place.row, place.row + place.rows):
            for column in range(place.column, min(place.column + place.columns, columns)):
                owners[row][column] = index
    return tuple(tuple(row) for row in owners)
