"""Tables: caption and unit above, cells in ruled columns, heads repeated page by page (T-81).

A table takes whole grid lines on each of its pages (P-17). It is cut between rows; what
goes over begins with （续表） and the heads again. One that is too wide for the measure is
turned a quarter to the left and has its pages to itself (P-65).
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from bulletin_pdf.geometry import Rect
from bulletin_pdf.layout.block import Block, SpaceBlock, TableBlock, TextBlock
from bulletin_pdf.layout.cells import (
    SIDE,
    GridPlace,
    figure_columns,
    in_two_lines,
    needs_of,
    owners_of,
    place_cells,
    row_heights,
    set_cells,
    set_singles,
)
from bulletin_pdf.layout.columns import (
    Need,
    all_but_one,
    choose_columns,
    fits_naturally,
    share_columns,
    squeeze_columns,
    with_one_relaxed,
    with_words_parted,
)
from bulletin_pdf.layout.figures import MIN_WHITE
from bulletin_pdf.layout.galley import NEVER, Galley, Headed, Row, set_line_block
from bulletin_pdf.layout.page_numbers import moved
from bulletin_pdf.layout.ragged import line_count, put_lines, set_even, set_single
from bulletin_pdf.layout.runs import SetText
from bulletin_pdf.layout.split_table import cut_part, part_row
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.layout.table_parts import SetTable, TablePart, TableStrip, part_marks
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Group, Link, Mark
from bulletin_pdf.problem_codes import Code

_CAPTION_PITCH: Final = 1.7
"""The line of the caption, em of its size."""
_UNIT_PITCH: Final = 1.5
_CLOSE_SIDE: Final = 0.3
"""White next to a text of a table that is upright because of it, em."""
_MUCH_SHORTER: Final = 0.8
"""A table that goes over a page is set smaller when that leaves no more than this of its height."""
_MAX_HEAD: Final = 0.6
"""Caption and head take at most this share of a page."""


class _Contents(NamedTuple):
    """The cells of a table before anything is known of its columns."""

    block: TableBlock
    places: list[GridPlace]
    singles: list[SetText]
    """Each cell on one line, in the first size."""
    needs: list[Need]
    figures: list[int]
    columns: int


class _Choice(NamedTuple):
    """A size, and the widths of the columns in it, pt."""

    size: float
    widths: tuple[float, ...]
    side: float = SIDE
    """White left and right of a text in its column, em."""


class TableFit(NamedTuple):
    """Whether a table finds room on a page, upright or turned."""

    columns: bool
    head: bool
    """Caption and head leave room for rows."""


def set_table(block: TableBlock, grid: Grid, typesetter: Typesetter) -> Galley:
    """Set a table upright if its columns fit the measure, else turned."""
    contents = _contents_of(block, grid, typesetter)
    if contents is None:
        return ()
    choice = _choose(contents, block.sizes, grid.width) or _choose_crowded(contents, grid.width, typesetter)
    if choice is None:
        turned = _choose_turned(contents, grid.height)
        parted = contents._replace(needs=with_words_parted(contents.needs))
        choice = None if turned else _choose(parted, block.sizes[-1:], grid.width)
        if choice is None:
            return _set_turned(contents, turned or _choose_turned(parted, grid.height), grid, typesetter)
    whole = _set_shorter(contents, choice, block.sizes, (grid.width, grid.height), grid, typesetter)
    if _is_crowded_out(whole, grid.height - MIN_WHITE * grid.pitch):
        typesetter.problems.add(Code.TABLE_HEAD_TOO_TALL, block.place)
        return ()
    return (part_row(whole),)


def fits_upright(block: TableBlock, grid: Grid, typesetter: Typesetter) -> bool:
    """Whether the columns of a table find room in the measure, in one of its usual sizes."""
    contents = _contents_of(block, grid, typesetter)
    return contents is None or _choose(contents, block.sizes, grid.width) is not None


def try_table(block: TableBlock, grid: Grid, typesetter: Typesetter) -> TableFit:
    """Return whether a table would fit, without setting its rows."""
    contents = _contents_of(block, grid, typesetter)
    if contents is None:
        return TableFit(True, True)
    choice, room, tall = _choose(contents, block.sizes, grid.width), grid.width, grid.height
    choice = choice or _choose_crowded(contents, room, typesetter)
    if choice is None:
        room, tall = grid.height, grid.width
        choice = _choose(contents, block.turned_sizes, room)
        choice = choice or _choose_close(contents, block.turned_sizes[-1], room)
    if choice is None:
        return TableFit(False, True)
    above = _contents_of(block._replace(rows=block.rows[: block.heads + 1]), grid, typesetter)
    if above is None or above.columns != contents.columns:
        return TableFit(True, True)
    whole = _whole(_set_table(above, choice, grid._replace(width=room), typesetter), grid)
    return TableFit(True, not _is_crowded_out(whole, tall - MIN_WHITE * grid.pitch))


def _contents_of(block: TableBlock, grid: Grid, typesetter: Typesetter) -> _Contents | None:
    places = place_cells(block.rows)
    if not places:
        return None
    singles = set_singles(places, block.sizes[0], typesetter)
    needs = needs_of(places, singles, block, typesetter, by_sense=False)
    columns = max(place.column + place.columns for place in places)
    contents = _Contents(block, places, singles, needs, figure_columns(places, block.heads), columns)
    if block.segment is None or fits_naturally(needs, columns, grid.width / block.sizes[0], 2 * SIDE):
        return contents
    return contents._replace(needs=needs_of(places, singles, block, typesetter, by_sense=True))


def _set_shorter(
    contents: _Contents,
    choice: _Choice,
    sizes: Sequence[float],
    page: tuple[float, float],
    grid: Grid,
    typesetter: Typesetter,
) -> TablePart:
    """Set a table as chosen, or, where it goes over a page, in a smaller size that makes it much shorter.

    `page` is how wide a page is for the table, and how high.
    """
    quiet = typesetter.quiet()
    area = grid._replace(width=page[0])
    whole = _whole(_set_table(contents, choice, area, quiet), grid)
    for size in sizes:
        if size >= choice.size or whole.height <= page[1]:
            continue
        other = _choose(contents, (size,), page[0])
        shorter = _whole(_set_table(contents, other, area, quiet), grid) if other else whole
        if other and shorter.height <= _MUCH_SHORTER * whole.height:
            choice, whole = other, shorter
    return _whole(_set_table(contents, choice, area, typesetter), grid)


def _whole(table: SetTable, grid: Grid) -> TablePart:
    return TablePart(table, table.heads, len(table.heights), False, grid)


def _choose(contents: _Contents, sizes: Sequence[float], measure: float) -> _Choice | None:
    """Return the first size in which the columns fit; needs in em are the same in all."""
    for size in sizes:
        room = measure / size
        if len(weights := contents.block.weights) == contents.columns:
            widths = share_columns(contents.needs, weights, room, 2 * SIDE)
        else:
            widths = choose_columns(contents.needs, contents.columns, room, 2 * SIDE, contents.figures)
        if widths is not None:
            return _Choice(size, tuple(width * size for width in widths))
    return None


def _choose_crowded(contents: _Contents, measure: float, typesetter: Typesetter) -> _Choice | None:
    """Return a setting for a table a little too wide.

    One column has its texts in two lines, or the size is smaller, at last with little white next to the rules.
    """
    block = contents.block
    if block.weights:
        return None
    relaxed = in_two_lines(contents.needs, contents.singles, block.heads, typesetter)
    for needs in with_one_relaxed(contents.needs, relaxed, contents.columns, contents.figures):
        choice = _choose(contents._replace(needs=needs), block.sizes[-1:], measure)
        if choice is not None:
            return choice
    size = block.smallest
    widths = all_but_one(contents.needs, contents.columns, measure / size, 2 * SIDE)
    if widths is not None:
        return _Choice(size, tuple(width * size for width in widths))
    return _choose_close(contents, size, measure)


def _choose_close(contents: _Contents, size: float, measure: float) -> _Choice | None:
    """Return a setting with little white next to the rules; heads are broken wherever they may be."""
    heads = contents.block.heads
    needs = [need._replace(natural=need.least) if need.row < heads else need for need in contents.needs]
    widths = all_but_one(needs, contents.columns, measure / size, 2 * _CLOSE_SIDE)
    return None if widths is None else _Choice(size, tuple(width * size for width in widths), _CLOSE_SIDE)


def _set_table(contents: _Contents, choice: _Choice, grid: Grid, typesetter: Typesetter) -> SetTable:
    block, places = contents.block, contents.places
    edges = tuple(accumulate(choice.widths, initial=0.0))
    first = choice.size == block.sizes[0]
    texts = contents.singles if first else set_singles(places, choice.size, typesetter)
    cells = set_cells(places, texts, edges, choice.side, block, typesetter)
    return SetTable(
        tuple(cells),
        owners_of(cells, len(block.rows), contents.columns),
        edges,
        row_heights(cells, len(block.rows), block.heads),
        min(block.heads, len(block.rows)),
        _opening(block, edges[-1], grid, typesetter),
        _continuing(block.continued, edges[-1], typesetter),
    )


def _is_crowded_out(whole: TablePart, room: float) -> bool:
    """Whether what stands over the rows leaves them too little room."""
    bare = max(whole._replace(end=whole.start, continued=again).height for again in (False, True))
    return bare > _MAX_HEAD * room


def _opening(block: TableBlock, width: float, grid: Grid, typesetter: Typesetter) -> TableStrip:
    """Set the caption centred over the table and the unit flush right on its rule."""
    measure = grid.width
    marks: list[Mark] = []
    y = 0.0
    for heading in block.headings:
        for row in set_line_block(heading, grid, typesetter):
            marks += [moved(mark, (width - measure) / 2, y) for mark in row.marks]
            y += row.lines * grid.pitch
    if block.caption is not None:
        text = set_even(block.caption, measure, typesetter)
        pitch = _CAPTION_PITCH * text.size
        marks += put_lines(text._replace(measure=measure), "center", (width - measure) / 2, y, pitch)
        y += line_count(text) * pitch
    if block.unit is not None:
        text = set_single(block.unit, typesetter)
        pitch = _UNIT_PITCH * text.size
        marks += put_lines(text, "right", width - text.measure, y, pitch)
        y += pitch
    return TableStrip(tuple(marks), y)


def _continuing(block: TextBlock, width: float, typesetter: Typesetter) -> TableStrip:
    text = set_single(block, typesetter)
    pitch = _UNIT_PITCH * text.size
    return TableStrip(tuple(put_lines(text, "right", width - text.measure, 0.0, pitch)), pitch)


# Turned tables ------------------------------------------------------------------------------


def with_headings(
    blocks: Sequence[Block], galleys: Sequence[Galley], grid: Grid, typesetter: Typesetter
) -> list[Galley]:
    """Return galleys whose turned tables record how they stand to the headings before them on their page."""
    known = list(galleys)
    for index, galley in enumerate(galleys):
        block = blocks[index]
        if isinstance(block, TableBlock) and galley and galley[0].turned:
            first = _first_heading(blocks, index)
            headings = tuple(each for each in blocks[first:index] if isinstance(each, TextBlock))
            quiet = typesetter.quiet()
            headed = set_table(block._replace(headings=headings), grid, quiet) if headings else ()
            if headed:
                count = sum(map(len, galleys[first:index]))
                known[index] = (galley[0]._replace(headed=Headed(count, len(galley), headed)), *galley[1:])
    return known


def _first_heading(blocks: Sequence[Block], table: int) -> int:
    """Return the number of the first block of those that lead to a table: label, title, headings."""
    first = table
    while first:
        before = blocks[first - 1]
        leads = (
            before.style.keep_with_next > 0
            if isinstance(before, TextBlock)
            else (isinstance(before, SpaceBlock) and before.keep_with_next and not before.keep_with_previous)
        )
        if not leads:
            break
        first -= 1
    return first


def _choose_turned(contents: _Contents, measure: float) -> _Choice | None:
    """Return a setting for a table along the height of the page."""
    sizes = contents.block.turned_sizes
    return _choose(contents, sizes, measure) or _choose_close(contents, sizes[-1], measure)


def _set_turned(contents: _Contents, choice: _Choice | None, grid: Grid, typesetter: Typesetter) -> Galley:
    """Set a table along the height of the page, its head to the left (P-65); without a choice it is at fault (B513)."""
    block, measure = contents.block, grid.height
    if choice is None:
        typesetter.problems.add(Code.TABLE_TOO_WIDE, block.place, columns=contents.columns)
        size = block.turned_sizes[-1]
        widths = squeeze_columns(contents.needs, contents.columns, measure / size, 2 * SIDE)
        choice = _Choice(size, tuple(width * size for width in widths))
        # What else is wrong with cells as narrow as that is no news.
        typesetter = typesetter.quiet()
    whole = _set_shorter(contents, choice, block.turned_sizes, (measure, grid.width), grid, typesetter)
    if _is_crowded_out(whole, grid.width):
        typesetter.problems.add(Code.TABLE_HEAD_TOO_TALL, block.place)
        return ()
    rows: list[Row] = []
    rest: TablePart | None = whole
    while rest is not None:
        cut = cut_part(rest, grid.width, must=True) if rest.height > grid.width else None
        part, rest = cut or (rest, None)
        rows.append(Row(grid.lines, _turn(part, grid), NEVER if rest else 0, part.anchors, turned=True))
    anchors = tuple(heading.anchor for heading in block.headings if heading.anchor)
    rows[0] = rows[0]._replace(anchors=(*anchors, *rows[0].anchors))
    return tuple(rows)


def _turn(part: TablePart, grid: Grid) -> tuple[Mark, ...]:
    """Turn a part a quarter to the left; its top stands at the left edge of the type area."""
    x = (grid.height - part.table.width) / 2
    marks = tuple(moved(mark, x, 0.0) for mark in part_marks(part))
    upright = tuple(mark for mark in marks if not isinstance(mark, Link))
    links = (_turned_link(mark, grid) for mark in marks if isinstance(mark, Link))
    return (Group((0.0, -1.0, 1.0, 0.0, 0.0, grid.height), upright), *links)


def _turned_link(link: Link, grid: Grid) -> Link:
    """Links do not stand in groups: their area is turned instead."""
    x, y, width, height = link.rect
    return link._replace(rect=Rect(y, grid.height - x - width, height, width))
