"""Fitting an issue to its pages within the limits of the rules (T-64, P-56).

A last page of one or two lines looks like a slip, and 报尾 belongs on the last side of
the sheet. Where a few paragraphs can be set a line shorter or longer without a loose or
over-tight line, pages come out right; what was done is noted, and nothing else moves.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from bulletin_pdf.layout.block import Block, FigureBlock, SpaceBlock, TextBlock
from bulletin_pdf.layout.galley import Galley, Row
from bulletin_pdf.layout.kept import KeptGalleys
from bulletin_pdf.layout.paginate import MadeUpPage, paginate
from bulletin_pdf.layout.setting import set_block
from bulletin_pdf.layout.shaping import Setter
from bulletin_pdf.layout.style import Grid

LEAST_LAST_LINES: Final = 3
"""A last page with fewer lines of text is worth avoiding."""
_MOST_LINES: Final = 4
"""No more lines than this are gained or lost: beyond it the page is meant to be so."""
_MOST_TRIALS: Final = 24
"""Paragraphs tried before the plain setting is kept."""


class MadeUp(NamedTuple):
    """Pages, and the paragraphs set a line shorter (-1) or longer (+1) to get there."""

    pages: tuple[MadeUpPage, ...]
    adjusted: tuple[tuple[TextBlock, int], ...] = ()


class _Goal(NamedTuple):
    """Set so many lines fewer (-) or more (+), to end with this many pages."""

    lines: int
    pages: int


def make_up(
    blocks: Sequence[Block],
    feet: Sequence[Row],
    grid: Grid,
    setter: Setter,
    *,
    fit: bool,
    foot_on_even: bool,
    kept: KeptGalleys | None = None,
) -> MadeUp:
    """Set blocks and make up pages, adjusting paragraphs where that mends the last page."""
    put = kept.set if kept else set_block
    galleys = [put(block, grid, setter) for block in blocks]
    pages = paginate(galleys, feet, grid, foot_on_even=foot_on_even)
    if not fit:
        return MadeUp(pages)
    for goal in _goals(pages, feet, grid, foot_on_even=foot_on_even):
        found = _reach(goal, blocks, galleys, feet, grid, setter, foot_on_even=foot_on_even)
        if found is not None:
            return found
    return MadeUp(pages)


def _goals(
    pages: Sequence[MadeUpPage], feet: Sequence[Row], grid: Grid, *, foot_on_even: bool
) -> list[_Goal]:
    """Say what would mend the end of the document, the gentlest change first."""
    texts = [page for page in pages if page.rows]
    if len(texts) < 2:
        return []
    last = sum(placed.row.lines for placed in texts[-1].rows)
    goals: list[_Goal] = []
    stray_foot = len(feet) == 1 and len(pages) > len(texts)
    odd = foot_on_even and len(feet) == 1 and len(texts) % 2 == 1
    if last < LEAST_LAST_LINES:
        goals.append(_Goal(-last, len(texts) - 1))
        goals.append(_Goal(LEAST_LAST_LINES - last, len(texts)))
    elif odd and last <= _MOST_LINES:
        goals.append(_Goal(-last, len(texts) - 1))
    if stray_foot:
        room = grid.lines - feet[0].lines - 1
        filled = max(placed.line + placed.row.lines for placed in texts[-1].rows)
        if not odd and 0 < filled - room <= _MOST_LINES:
            goals.append(_Goal(room - filled, len(texts)))
        if odd and grid.lines - last + LEAST_LAST_LINES <= _MOST_LINES:
            goals.append(_Goal(grid.lines - last + LEAST_LAST_LINES, len(texts) + 1))
    return [goal for goal in goals if abs(goal.lines) <= _MOST_LINES]


def _reach(
    goal: _Goal,
    blocks: Sequence[Block],
    galleys: Sequence[Galley],
    feet: Sequence[Row],
    grid: Grid,
    setter: Setter,
    *,
    foot_on_even: bool,
) -> MadeUp | None:
    """Adjust one block after another, last ones first, keeping what brings the end nearer the goal."""
    tried = list(galleys)
    adjusted: list[tuple[TextBlock, int]] = []
    start = end = _end_of(paginate(tried, feet, grid), grid)
    for index in _candidates(blocks, galleys):
        block, before = blocks[index], tried[index]
        other = _otherwise(block, before, goal.lines - (end - start), grid, setter)
        if other is None:
            continue
        tried[index] = other
        pages = paginate(tried, feet, grid, foot_on_even=foot_on_even)
        reached = _end_of(pages, grid)
        if (reached - end) * goal.lines <= 0:
            tried[index] = before
            continue
        end = reached
        if isinstance(block, TextBlock):
            adjusted.append((block, 1 if goal.lines > 0 else -1))
        if len(pages) == goal.pages and not _goals(pages, feet, grid, foot_on_even=foot_on_even):
            return MadeUp(pages, tuple(reversed(adjusted)))
        if abs(end - start) > abs(goal.lines) + 1:
            return None
    return None


def _end_of(pages: Sequence[MadeUpPage], grid: Grid) -> int:
    """Give where the text ends, in grid lines from the top of the first page."""
    texts = [page for page in pages if page.rows]
    last = texts[-1].rows[-1]
    return (len(texts) - 1) * grid.lines + last.line + last.row.lines


def _otherwise(block: Block, galley: Galley, lines: int, grid: Grid, setter: Setter) -> Galley | None:
    """Set a block a line shorter or longer, a figure by up to `lines`; None where the rules forbid it."""
    if not lines:
        return None
    step = 1 if lines > 0 else -1
    if isinstance(block, SpaceBlock):
        return galley[:-1] if step < 0 else (*galley, galley[-1])
    if isinstance(block, FigureBlock):
        return _smaller(galley, -lines) if step < 0 else None
    if not isinstance(block, TextBlock):
        return None
    other = set_block(block._replace(more=step), grid, setter)
    return other if len(other) == len(galley) + step else None


def _smaller(galley: Galley, lines: int) -> Galley | None:
    """Set a figure up to `lines` lower, as it may be at the foot of a page."""
    elastic = galley[0].elastic if galley else None
    for fewer in range(lines, 0, -1):
        given = elastic.within(galley[0].lines - fewer) if elastic else None
        if given and _height(given) < galley[0].lines:
            return (*given, *galley[1:])
    return None


def _height(galley: Galley) -> int:
    return sum(row.lines for row in galley)


def _candidates(blocks: Sequence[Block], galleys: Sequence[Galley]) -> list[int]:
    """What can give or take a line, the last first: paragraphs, then figures and the white between reports."""
    paragraphs: list[int] = []
    others: list[int] = []
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if isinstance(block, TextBlock):
            if block.style.align == "justify" and len(galleys[index]) >= 3:
                paragraphs.append(index)
        elif isinstance(block, FigureBlock) or (
            isinstance(block, SpaceBlock) and not block.keep_with_next and galleys[index]
        ):
            others.append(index)
    return [*paragraphs[:_MOST_TRIALS], *others]
