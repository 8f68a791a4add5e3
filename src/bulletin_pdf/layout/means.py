"""By what lines are gained or lost for the sake of a last page: white, pictures, paragraphs (T-64)."""

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from bulletin_pdf.diagnostics import Problems
from bulletin_pdf.layout.block import Block, FigureBlock, SpaceBlock, TextBlock
from bulletin_pdf.layout.galley import Galley, set_text
from bulletin_pdf.layout.setting import set_block
from bulletin_pdf.layout.shaping import Setter
from bulletin_pdf.layout.style import Grid

Means = Literal["white", "title", "figure", "paragraph", "signature"]
"""White between reports, around a title, pictures a little smaller, a paragraph a line shorter or longer,
white over a signature."""

_ORDER: Final[tuple[Means, ...]] = ("white", "title", "figure", "paragraph", "signature")
_MOST_TRIALS: Final = 24
"""Paragraphs tried before the plain setting is kept."""
_MOST_CHANGED: Final = 0.03
"""The characters of no line are moved apart or together by more than this, em; marks give their blanks besides."""
_LEAST_AROUND: Final = 0.8
"""White left over and under a title together, grid lines."""


def means_of(
    blocks: Sequence[Block], galleys: Sequence[Galley], *, longer: bool
) -> Iterator[tuple[int, Means]]:
    """Give what can give or take a line, as (number of its block, by what means), the last of each kind first."""
    for kind in _ORDER:
        if longer and kind in ("figure", "signature"):
            continue
        numbers = (
            index for index in range(len(blocks) - 1, -1, -1) if kind in _kinds(blocks[index], galleys[index])
        )
        for count, index in enumerate(numbers):
            if kind == "paragraph" and count == _MOST_TRIALS:
                break
            yield index, kind


def _kinds(block: Block, galley: Galley) -> tuple[Means, ...]:
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


def otherwise(
    block: Block, means: Means, galley: Galley, lines: int, grid: Grid, setter: Setter
) -> Galley | None:
    """Set a block a line lower or higher, a figure by up to `lines`; None where the limits forbid it."""
    if not lines:
        return None
    step = 1 if lines > 0 else -1
    match block:
        case SpaceBlock():
            return galley[:-1] if step < 0 else (*galley, galley[-1])
        case FigureBlock():
            return _smaller(galley, -lines)
        case TextBlock() if means == "title":
            return _with_white(block, galley, step, grid, setter)
        case TextBlock():
            return _reset(block, galley, step, grid, setter)
        case _:
            return None


def _smaller(galley: Galley, lines: int) -> Galley | None:
    """Set a figure up to `lines` lower, its pictures only a little smaller."""
    from bulletin_pdf.layout.figures import SetFigure

    figure = galley[0].elastic if galley else None
    if not isinstance(figure, SetFigure):
        return None
    given = (figure.fewer_lines(fewer) for fewer in range(lines, 0, -1))
    smaller = next((found for found in given if found is not None), None)
    return None if smaller is None else (smaller.row(), *galley[1:])


def _with_white(block: TextBlock, galley: Galley, step: int, grid: Grid, setter: Setter) -> Galley | None:
    """Set a title in an area a line lower or higher."""
    style = block.style
    count = next((n for n, lines in enumerate(style.area, 1) if lines == galley[0].lines), 0)
    if not count or galley[0].lines + step < 1 + (count - 1) * style.area_pitch + _LEAST_AROUND:
        return None
    area = tuple(lines + step for lines in style.area)
    return set_block(block._replace(style=style._replace(area=area)), grid, _quiet(setter))


def _reset(block: TextBlock, galley: Galley, step: int, grid: Grid, setter: Setter) -> Galley | None:
    """Set a paragraph a line shorter or longer if no line of it changes too much."""
    quiet = _quiet(setter)
    other = block._replace(more=step)
    changed, plain = (_most_changed(each, grid, quiet) for each in (other, block))
    if changed > max(_MOST_CHANGED, plain) + _NEAR:
        return None
    found = set_block(other, grid, quiet)
    return found if len(found) == len(galley) + step else None


_NEAR: Final = 1e-6


def _most_changed(block: TextBlock, grid: Grid, setter: Setter) -> float:
    """Give how far a paragraph's characters are moved apart or together at most, em."""
    lines = set_text(block, grid.width, setter).paragraph.lines
    return max((abs(line.tracking) for line in lines), default=0.0)


def _quiet(setter: Setter) -> Setter:
    """Give a setter for trials."""
    return Setter(setter.book, setter.rules, Problems())
