"""Setting the volume's own parts: blocks made up into pages by the engine that sets the issues."""

from collections.abc import Iterable, Mapping, Sequence

from bulletin_pdf.attest.block_wording import say_blocks, wording_of_blocks
from bulletin_pdf.attest.wording import Wording
from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.geometry import ZIHAO
from bulletin_pdf.layout.block import Block
from bulletin_pdf.layout.fit import make_up
from bulletin_pdf.layout.page_numbers import PageNumbering, number_pages
from bulletin_pdf.layout.shaping import Typesetter
from bulletin_pdf.layout.style import BlockStyle, Grid, TextStyle
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Page
from bulletin_pdf.volume.parts.index_orders import PINYIN, IndexOrder

_LINES = 32
"""Contents and indexes stand closer than text: 小四 on 32 lines a page."""
_SIZE = ZIHAO["小四"]

_HEI = TextStyle("hei", _SIZE, latin="hei")
_KAI = TextStyle("kai", _SIZE)
_FANGSONG = TextStyle("fangsong", _SIZE)

HEAD = BlockStyle(
    TextStyle("xbs", ZIHAO["二号"], latin="latin_bold"), align="center", area=(4, 6), keep_with_next=2
)
BLOCK_HEAD = BlockStyle(_KAI, align="center", area=(2, 3), area_pitch=1.0, keep_with_next=1)
TOME_HEAD = BlockStyle(_HEI, align="center", area=(2, 3), area_pitch=1.0, keep_with_next=2)
GROUP_HEAD = BlockStyle(_HEI, align="left", keep_with_next=1, keep_together=True)
ISSUE_ENTRY = BlockStyle(_HEI, align="left", hang=2.0, keep_with_next=1)
ENTRY = BlockStyle(_FANGSONG, align="left", left=2.0, hang=2.0)
PLAIN = BlockStyle(_FANGSONG, indent=2.0)
NOTHING = "（无）"
"""What a part says that was asked for and has nothing in it."""


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
        """The grid of contents and indexes."""
        return self.design.grid.with_lines(_LINES)


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
