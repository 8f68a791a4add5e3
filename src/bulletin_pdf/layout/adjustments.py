"""Ways to gain or lose lines on a last page: spacing, pictures, paragraphs (T-64)."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from bulletin_pdf.layout.block import Block, FigureBlock, SpaceBlock, TextBlock
from bulletin_pdf.layout.galley import Galley, set_text
from bulletin_pdf.layout.set_block import set_block
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple

Adjustment = Literal["white", "title", "figure", "figures", "paragraph", "signature", "columns"]
"""White between reports, around a title, pictures a little smaller, those of figures one under another,
a paragraph a line shorter or longer, space over a signature, a paragraph for the sake of level columns."""

_ORDER: Final[tuple[Adjustment, ...]] = ("white", "title", "figure", "figures", "paragraph", "signature")
_SHORTER_ONLY: Final = ("figure", "figures", "signature")
_MAX_TRIALS: Final = 24
"""Paragraphs tried before the plain setting is kept."""
_MAX_FIGURES: Final = 4
"""Figures that are set as one."""
_MAX_CHANGED: Final = 0.03
"""The characters of no line are moved apart or together by more than this, em; marks give their blanks besides."""
_MIN_AROUND: Final = 0.8
"""White left over and under a title together, grid lines."""


class AdjustmentTools(NamedTuple):
    """What blocks are set with."""

    grid: Grid
    typesetter: Typesetter


class AdjustmentPlace(NamedTuple):
    """Where lines may be gained or lost: the first of its blocks, how many they are, by what means."""

    first: int
    blocks: int
    means: Adjustment


def adjustments_of(
    blocks: Sequence[Block], galleys: Sequence[Galley], *, longer: bool
) -> Iterator[AdjustmentPlace]:
    """Return the places that can give or take a line, the last of each kind first."""
    for kind in _ORDER:
        if longer and kind in _SHORTER_ONLY:
            continue
        if kind == "figures":
            yield from _figures(blocks)
            continue
        numbers = (
            index for index in range(len(blocks) - 1, -1, -1) if kind in _kinds(blocks[index], galleys[index])
        )
        for count, index in enumerate(numbers):
            if kind == "paragraph" and count == _MAX_TRIALS:
                break
            yield AdjustmentPlace(index, 1, kind)


def _figures(blocks: Sequence[Block]) -> Iterator[AdjustmentPlace]:
    """Return the figures that follow one another, as many as a page may hold, longer stretches first."""
    following = [isinstance(block, FigureBlock) for block in blocks]
    for count in range(_MAX_FIGURES, 1, -1):
        for index in range(len(blocks) - count, -1, -1):
            if all(following[index : index + count]):
                yield AdjustmentPlace(index, count, "figures")


def _kinds(block: Block, galley: Galley) -> tuple[Adjustment, ...]:
    match block:
        case SpaceBlock() if galley and not block.keep_with_next:
            return ("white",)
        case SpaceBlock() if galley and block.keep_with_previous:
            return ("signature",)
        case FigureBlock():
            return ("figure",)
        case TextBlock() if block.style.area:
            return ("title",)
        case TextBlock() if block.style.align == "justify" and len(galley) >= _FEWEST_LINES:
            return ("paragraph",)
        case _:
            return ()


_FEWEST_LINES: Final = 3


def set_adjusted(
    place: AdjustmentPlace,
    block: Block,
    plain: Sequence[Galley],
    tried: Sequence[Galley],
    lines: int,
    setting: AdjustmentTools,
) -> tuple[Galley, ...] | None:
    """Set a place a line lower or higher, figures by up to `lines`; None where the limits forbid it.

    `plain` is how its blocks were set first, `tried` how they are now.
    """
    if not lines:
        return None
    if place.means in ("figure", "figures"):
        return _smaller(plain, tried, -lines)
    other = _a_line(block, place.means, tried[0], 1 if lines > 0 else -1, *setting)
    return None if other is None else (other,)


def _a_line(
    block: Block, means: Adjustment, galley: Galley, step: int, grid: Grid, typesetter: Typesetter
) -> Galley | None:
    """Set a block a line lower (`step` -1) or higher (1)."""
    match block:
        case SpaceBlock():
            return galley[:-1] if step < 0 else (*galley, galley[-1])
        case TextBlock() if means == "title":
            return _with_white(block, galley, step, grid, typesetter)
        case TextBlock():
            return _reset(block, galley, step, grid, typesetter)
        case _:
            return None


def _smaller(plain: Sequence[Galley], tried: Sequence[Galley], lines: int) -> tuple[Galley, ...] | None:
    """Set figures up to `lines` lower than they are now, their pictures only a little smaller than first.

    None for those that have been set as one with others.
    """
    from bulletin_pdf.layout.stacked_figures import stacked

    if not all(galley and galley[0].elastic for galley in tried):
        return None
    height = sum(row.lines for galley in tried for row in galley)
    wide = tried[0][0].wide
    if any(galley[0].wide != wide for galley in tried):
        return None
    found = stacked(plain, range(height - lines, height))
    if found is None or not wide:
        return found
    return tuple(tuple(row._replace(wide=True, floats=True) for row in galley) for galley in found)


def _with_white(
    block: TextBlock, galley: Galley, step: int, grid: Grid, typesetter: Typesetter
) -> Galley | None:
    """Set a title in an area a line lower or higher."""
    style = block.style
    count = next((n for n, lines in enumerate(style.area, 1) if lines == galley[0].lines), 0)
    if not count or galley[0].lines + step < 1 + (count - 1) * style.area_pitch + _MIN_AROUND:
        return None
    area = tuple(lines + step for lines in style.area)
    return set_block(block._replace(style=style._replace(area=area)), grid, typesetter.quiet())


def _reset(block: TextBlock, galley: Galley, step: int, grid: Grid, typesetter: Typesetter) -> Galley | None:
    """Set a paragraph a line shorter or longer if no line of it changes too much."""
    quiet = typesetter.quiet()
    other = block._replace(more=step)
    if (
        changed_by(other, galley, grid, quiet)
        > max(_MAX_CHANGED, changed_by(block, galley, grid, quiet)) + _NEAR
    ):
        return None
    return in_lines(other, len(galley) + step, grid, quiet)


def in_lines(block: TextBlock, lines: int, grid: Grid, typesetter: Typesetter) -> Galley | None:
    """Set a block; None if it does not take so many lines."""
    found = set_block(block, grid, typesetter)
    return found if len(found) == lines else None


_NEAR: Final = 1e-6


def changed_by(block: TextBlock, galley: Galley, grid: Grid, typesetter: Typesetter) -> float:
    """Return how far a paragraph's characters are moved apart or together at most, em; `galley` is how it is set now."""
    measure = grid.width if grid.columns == 1 or galley[0].wide else grid.column
    lines = set_text(block, measure, typesetter).paragraph.lines
    return max((abs(line.tracking) for line in lines), default=0.0)
