"""Fitting an issue to its pages within the limits of the rules (T-64, P-56).

A last page of one or two lines looks like a slip, and 报尾 belongs on the last side of
the sheet, not on a sheet of its own. A few lines are gained or lost where nobody sees it:
space around titles, the size of pictures, paragraphs a line shorter or longer. What was
done is noted, and nothing else moves.

1. The plain setting is made up. What is wrong with its end gives goals: so many lines fewer or more, to end with
   so many pages; the gentlest first, none of more than four lines.
2. For a goal the places that can give or take a line (`adjustments`) are tried, the means that show least first, and of each the
   last place first. Each change is kept unless it leads away from the goal, and the pages are made up again after it.
3. Once the goal is reached, the changes are taken back one by one, in the order they were made; those without which the
   goal is still reached stay out.
4. A goal that no change reaches is left, and so is the plain setting where no goal is reached.
"""

from collections.abc import Callable, Sequence
from typing import Final

from bulletin_pdf.layout.adjustments import (
    Adjustment,
    AdjustmentPlace,
    AdjustmentTools,
    adjustments_of,
    set_adjusted,
)
from bulletin_pdf.layout.block import Block, SpaceBlock, TextBlock
from bulletin_pdf.layout.galley import Galley, Row
from bulletin_pdf.layout.galley_cache import GalleyCache
from bulletin_pdf.layout.made_up import MadeUpPage
from bulletin_pdf.layout.paginate import lines_over, paginate
from bulletin_pdf.layout.set_block import set_block
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple

MIN_LAST_LINES: Final = 3
"""A last page with fewer lines of text is worth avoiding."""
_MAX_LINES: Final = 4
"""No more lines than this are gained or lost: beyond it the page is meant to be so."""


class AdjustedBlock(NamedTuple):
    """What was set otherwise to improve the last page, and by how many lines."""

    block: Block
    means: Adjustment
    lines: int


class MadeUp(NamedTuple):
    """Pages, and what was set otherwise to get there."""

    pages: tuple[MadeUpPage, ...]
    adjusted: tuple[AdjustedBlock, ...] = ()
    lacking: int = 0
    """Lines that could not be gained, so that 报尾 takes a sheet of its own."""


class _Goal(NamedTuple):
    """Set so many lines fewer (-) or more (+), to end with this many pages."""

    lines: int
    pages: int


def make_up(
    blocks: Sequence[Block],
    feet: Sequence[Row],
    grid: Grid,
    typesetter: Typesetter,
    *,
    fit: bool,
    foot_on_even: bool,
    kept: GalleyCache | None = None,
) -> MadeUp:
    """Set blocks and make up pages, adjusting some where that mends the last page."""
    put = kept.set if kept else set_block
    galleys = [put(block, grid, typesetter) for block in blocks]
    if grid.columns > 1:
        from bulletin_pdf.layout.spans import with_wide_headings

        blocks, galleys = with_wide_headings(blocks, galleys, grid, typesetter, set_block)
    if any(galley and galley[0].turned for galley in galleys):
        from bulletin_pdf.layout.tables import with_headings

        galleys = with_headings(blocks, galleys, grid, typesetter)
    pages = paginate(galleys, feet, grid, foot_on_even=foot_on_even)
    plain = _Reached(MadeUp(pages, lacking=_lacking(pages, feet, grid)), galleys)
    if not fit:
        return plain.made
    goals = _goals(pages, feet, grid, foot_on_even=foot_on_even)
    tries = (
        _reach(goal, blocks, galleys, feet, grid, typesetter, foot_on_even=foot_on_even) for goal in goals
    )
    found = next((each for each in tries if each is not None), plain)
    if grid.columns == 1:
        return found.made
    return _with_level_columns(found, blocks, feet, grid, typesetter, foot_on_even=foot_on_even)


class _Reached(NamedTuple):
    made: MadeUp
    galleys: list[Galley]
    """What the pages were made up from."""


def _with_level_columns(
    found: _Reached,
    blocks: Sequence[Block],
    feet: Sequence[Row],
    grid: Grid,
    typesetter: Typesetter,
    *,
    foot_on_even: bool,
) -> MadeUp:
    """Set paragraphs a line shorter or longer where columns that end together differ by more than a line."""
    from bulletin_pdf.layout.level_columns import level

    made = found.made
    texts = len(_texts(made.pages))

    def remake(galleys: Sequence[Galley]) -> tuple[MadeUpPage, ...] | None:
        pages = paginate(galleys, feet, grid, foot_on_even=foot_on_even)
        same = len(pages) == len(made.pages) and len(_texts(pages)) == texts
        return pages if same else None

    tools = AdjustmentTools(grid, typesetter)
    levelled = level(made.pages, blocks, found.galleys, tools, remake)
    changed = tuple(AdjustedBlock(block, "columns", lines) for block, lines in levelled.changed)
    return MadeUp(levelled.pages, (*made.adjusted, *changed), made.lacking)


def _content(page: MadeUpPage, grid: Grid) -> int:
    """Return how many lines of text a page has, all columns together."""
    if grid.columns == 1:
        return sum(placed.row.lines for placed in page.rows)
    from bulletin_pdf.layout.page_columns import lines_of

    return sum(lines_of(placed.row, grid) for placed in page.rows)


def _texts(pages: Sequence[MadeUpPage]) -> list[MadeUpPage]:
    return [page for page in pages if page.rows]


def _used(page: MadeUpPage) -> int:
    """Return the grid lines down to the end of a page's text."""
    return max(placed.line + placed.row.lines for placed in page.rows)


def _lacking(pages: Sequence[MadeUpPage], feet: Sequence[Row], grid: Grid) -> int:
    """Return how many lines 报尾 lacks below the text when it takes a sheet of its own."""
    texts = _texts(pages)
    own_sheet = len(feet) == 1 and texts and len(texts) % 2 == 0 and len(pages) > len(texts)
    return max(0, _used(texts[-1]) + lines_over(feet[0]) - grid.lines) if own_sheet else 0


def _goals(
    pages: Sequence[MadeUpPage], feet: Sequence[Row], grid: Grid, *, foot_on_even: bool
) -> list[_Goal]:
    """Return what would mend the end of the document, the gentlest change first."""
    texts = _texts(pages)
    if len(texts) < 2:
        return []
    last, fewest = _content(texts[-1], grid), MIN_LAST_LINES * grid.columns
    goals: list[_Goal] = []
    stray_foot = len(feet) == 1 and len(pages) > len(texts)
    odd = foot_on_even and len(feet) == 1 and len(texts) % 2 == 1
    if last < fewest:
        goals.append(_Goal(-last, len(texts) - 1))
        goals.append(_Goal(fewest - last, len(texts)))
    elif odd and last <= _MAX_LINES:
        goals.append(_Goal(-last, len(texts) - 1))
    if stray_foot:
        room = grid.lines - lines_over(feet[0])
        filled = _used(texts[-1])
        if not odd and filled > room:
            goals.append(_Goal((room - filled) * grid.columns, len(texts)))
        if odd:
            goals.append(_Goal(grid.lines * grid.columns - last + fewest, len(texts) + 1))
    return [goal for goal in goals if abs(goal.lines) <= _MAX_LINES]


def _reach(
    goal: _Goal,
    blocks: Sequence[Block],
    galleys: Sequence[Galley],
    feet: Sequence[Row],
    grid: Grid,
    typesetter: Typesetter,
    *,
    foot_on_even: bool,
) -> _Reached | None:
    """Adjust one block after another, last ones first, keeping what does not lead away from the goal.

    A change may bring the end no nearer and serve with another all the same: a paragraph of two lines moves to the
    page before when two lines are gained there. What turns out to serve nothing is set plain again.
    """
    tried = list(galleys)
    changed: dict[AdjustmentPlace, AdjustedBlock] = {}
    start = end = _end_of(paginate(tried, (), grid), grid)

    def reached(setting: Sequence[Galley]) -> tuple[MadeUpPage, ...] | None:
        pages = paginate(setting, feet, grid, foot_on_even=foot_on_even)
        there = len(pages) == goal.pages and not _goals(pages, feet, grid, foot_on_even=foot_on_even)
        return pages if there else None

    for place in adjustments_of(blocks, galleys, longer=goal.lines > 0):
        span = slice(place.first, place.first + place.blocks)
        before = tried[span]
        lines = goal.lines - (end - start)
        other = set_adjusted(
            place, blocks[place.first], galleys[span], before, lines, AdjustmentTools(grid, typesetter)
        )
        if other is None:
            continue
        tried[span] = other
        now = _end_of(paginate(tried, (), grid), grid)
        if (now - end) * goal.lines < 0:
            tried[span] = before
            continue
        changed = {each: found for each, found in changed.items() if not _within(each, place)}
        gained = sum(map(_height, other)) - sum(map(_height, galleys[span]))
        changed[place] = AdjustedBlock(_named(blocks, place.first), place.means, gained)
        end = now
        if reached(tried) is not None:
            return _Reached(_pruned(changed, tried, galleys, reached), tried)
        if abs(end - start) > abs(goal.lines) + 1:
            return None
    return None


def _pruned(
    changed: dict[AdjustmentPlace, AdjustedBlock],
    tried: list[Galley],
    galleys: Sequence[Galley],
    reached: Callable[[Sequence[Galley]], tuple[MadeUpPage, ...] | None],
) -> MadeUp:
    """Set plain again, in the order they were made, the changes the goal is reached without."""
    kept = dict(changed)
    for place in changed:
        span = slice(place.first, place.first + place.blocks)
        before = tried[span]
        tried[span] = galleys[span]
        if reached(tried) is None:
            tried[span] = before
        else:
            del kept[place]
    pages = reached(tried)
    assert pages is not None
    return MadeUp(pages, tuple(reversed(kept.values())))


def _within(place: AdjustmentPlace, other: AdjustmentPlace) -> bool:
    """Whether a place's blocks are among another's: figures one by one before they are set as one."""
    return other.first <= place.first < other.first + other.blocks


def _named(blocks: Sequence[Block], index: int) -> Block:
    """Return what identifies a block for an editor: space between reports goes by the title below it."""
    block = blocks[index]
    if not isinstance(block, SpaceBlock):
        return block
    return next((later for later in blocks[index:] if isinstance(later, TextBlock)), block)


def _height(galley: Galley) -> int:
    return sum(row.lines for row in galley)


def _end_of(pages: Sequence[MadeUpPage], grid: Grid) -> int:
    """Return where the text ends, in grid lines from the top of the first page; the lines of all columns count."""
    texts = _texts(pages)
    if grid.columns > 1:
        return (len(texts) - 1) * grid.lines * grid.columns + _content(texts[-1], grid)
    last = texts[-1].rows[-1]
    return (len(texts) - 1) * grid.lines + last.line + last.row.lines
