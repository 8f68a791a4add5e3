"""Typesetting the volume's own parts with the same engine as the issues."""

from collections.abc import Iterable, Mapping, Sequence

from bulletin_pdf.attest.block_wording import say_blocks, wording_of_blocks
from bulletin_pdf.attest.wording import Wording
from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.layout.block import Block
from bulletin_pdf.layout.fit import make_up
from bulletin_pdf.layout.page_numbers import PageNumbering, number_pages
from bulletin_pdf.layout.style import BlockStyle, Grid
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Page
from bulletin_pdf.volume.parts.index_orders import PINYIN, IndexOrder

_KEPT = {"part_title": 2, "part_book": 2, "part_series": 1, "part_group": 1, "part_issue": 1}
"""Lines of what follows that stand on the same page, for each style of heads."""
NOTHING = "（无）"
"""What a requested part says that has nothing in it."""


class VolumeContext(NamedTuple):
    """What all parts of a volume share while they are set."""

    design: Design
    typesetter: Typesetter
    targets: Mapping[str, int]
    """Volume pages of all anchors known so far."""
    wordings: list[Wording]
    """What the parts set so far have to say, in the order they were set."""
    order: IndexOrder = PINYIN
    """How the indexes are sorted."""

    def in_order(self, texts: Iterable[str]) -> list[str]:
        """Sort names as the indexes are sorted."""
        return sorted(texts, key=self.order.key)

    @property
    def close_grid(self) -> Grid:
        """The grid of contents and indexes, which stand closer than text."""
        return self.design.grid.with_lines(self.design.house.volume.lines)

    def part(self, name: str) -> BlockStyle:
        """Return the style of this name as the volume's own parts have it."""
        kept, together = _KEPT.get(name, 0), name == "part_group"
        return self.design.block(name)._replace(keep_with_next=kept, keep_together=together)


def set_part(
    blocks: Sequence[Block], tree: TagTree, grid: Grid, first: int, context: VolumeContext
) -> Document:
    """Make up a part's blocks into pages, the first of them numbered `first`."""
    made_up = make_up(blocks, (), grid, context.typesetter, fit=False, foot_on_even=False)
    numbering = PageNumbering(first)
    pages = number_pages(made_up.pages, grid, numbering, context.typesetter.book, context.targets)
    tags = tree.tags()
    context.wordings.append(wording_of_blocks(blocks))
    return Document(pages, tags, (), tags[0].title)


def set_pages(
    pages: Iterable[Sequence[Block]], tree: TagTree, grid: Grid, first: int, context: VolumeContext
) -> Document:
    """Set a part whose blocks come page by page, so that only finished pages are kept.

    No page has more on it than fits, nor page numbers to be looked up.
    """
    said = Wording()
    done: list[Page] = []
    for blocks in pages:
        made_up = make_up(blocks, (), grid, context.typesetter, fit=False, foot_on_even=False)
        numbering = PageNumbering(first + len(done))
        done += number_pages(made_up.pages, grid, numbering, context.typesetter.book)
        say_blocks(blocks, said)
    context.wordings.append(said)
    tags = tree.tags()
    return Document(tuple(done), tags, (), tags[0].title)
