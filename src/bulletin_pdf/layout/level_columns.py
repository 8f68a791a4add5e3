"""Columns of equal height: a paragraph is set a line shorter or longer where balanced columns differ by more than a line.

Columns may not be cut behind the first line of a paragraph, before its last, or behind a heading; so the middle of a
text is not always a place for a cut. A line more or less in one paragraph moves the middle to another place. The paragraphs
of the band are tried, the one first whose characters move least; what serves nothing is left.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final

from bulletin_pdf.layout.adjustments import AdjustmentTools, changed_by, in_lines
from bulletin_pdf.layout.block import Block, TextBlock
from bulletin_pdf.layout.galley import Galley
from bulletin_pdf.layout.made_up import ColumnBand, MadeUpPage
from bulletin_pdf.named_tuples import NamedTuple

_FEWEST_LINES: Final = 3
"""Of a paragraph that may give or take one."""
_MAX_TRIED: Final = 12
"""Paragraphs of one band that are tried."""
_MAX_CHANGED: Final = 0.06
"""The characters of no line are moved apart or together by more than this, em: twice what the last page may ask of the
lines of a whole page, which have about twice as many characters, and less than half of what counts as loose."""

Pages = tuple[MadeUpPage, ...]
Remake = Callable[[Sequence[Galley]], Pages | None]
"""Makes up pages from galleys; None where they end otherwise than they did."""


class Levelled(NamedTuple):
    """Pages with level columns, and the blocks set otherwise for it with the lines they gained."""

    pages: Pages
    changed: tuple[tuple[Block, int], ...] = ()


def unevenness(pages: Sequence[MadeUpPage]) -> int:
    """Return by how many lines balanced columns differ, beyond the one that an odd count makes."""
    return sum(max(band.spread - 1, 0) for page in pages for band in page.bands if band.closed)


def level(
    pages: Pages, blocks: Sequence[Block], galleys: list[Galley], tools: AdjustmentTools, remake: Remake
) -> Levelled:
    """Set paragraphs a line shorter or longer where that levels columns; `galleys` are changed with them."""
    changed: list[tuple[Block, int]] = []
    for number in range(len(pages)):
        for place in range(len(pages[number].bands)):
            band = pages[number].bands[place] if place < len(pages[number].bands) else None
            if band is None or not band.closed or band.spread < 2:
                continue
            found = _levelled(pages, _in_band(pages[number], band, galleys), blocks, galleys, tools, remake)
            if found is not None:
                pages = found.pages
                changed += found.changed
    return Levelled(pages, tuple(changed))


def _in_band(page: MadeUpPage, band: ColumnBand, galleys: Sequence[Galley]) -> list[int]:
    """Return the blocks that stand in a band as a whole, the last first."""
    last = band.line + max(band.heights)
    # Rows are made again where they must be kept together; what is drawn of them stays the same.
    inside = {id(placed.row.marks) for placed in page.rows if band.line <= placed.line < last}
    numbers = range(len(galleys) - 1, -1, -1)
    return [n for n in numbers if galleys[n] and all(id(row.marks) in inside for row in galleys[n])]


def _levelled(
    pages: Pages,
    numbers: Sequence[int],
    blocks: Sequence[Block],
    galleys: list[Galley],
    tools: AdjustmentTools,
    remake: Remake,
) -> Levelled | None:
    """Try one paragraph after the other; None where none levels the columns."""
    before = unevenness(pages)
    for _, number, step in sorted(_choices(numbers, blocks, galleys, tools)):
        plain, block = galleys[number], blocks[number]
        assert isinstance(block, TextBlock)
        other = in_lines(block._replace(more=step), len(plain) + step, tools.grid, tools.typesetter.quiet())
        if other is None:
            continue
        galleys[number] = other
        made = remake(galleys)
        if made is not None and unevenness(made) < before:
            return Levelled(made, ((block, step),))
        galleys[number] = plain
    return None


def _choices(
    numbers: Sequence[int], blocks: Sequence[Block], galleys: Sequence[Galley], tools: AdjustmentTools
) -> Iterator[tuple[float, int, int]]:
    """Yield how far characters move, the number of a paragraph, and whether it is to be shorter (-1) or longer (1)."""
    quiet = tools.typesetter.quiet()
    texts = (number for number in numbers if len(galleys[number]) >= _FEWEST_LINES)
    for number in islice(texts, _MAX_TRIED):
        block = blocks[number]
        if isinstance(block, TextBlock) and block.style.align == "justify" and not block.more:
            for step in (-1, 1):
                changed = changed_by(block._replace(more=step), galleys[number], tools.grid, quiet)
                if changed <= _MAX_CHANGED:
                    yield changed, number, step
