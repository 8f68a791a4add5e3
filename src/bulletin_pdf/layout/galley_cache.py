"""Galleys of the previous run, for an issue that is typeset again after a change.

An editor changes a paragraph and looks at the page: all other blocks are what they were,
and so are their galleys. A block is known by all it says, its tag and its place in the file,
so a galley is only ever used for the very same block.
"""

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.layout.block import Block
from bulletin_pdf.layout.galley import Galley
from bulletin_pdf.layout.page_numbers import PlacedPages
from bulletin_pdf.layout.set_block import set_block
from bulletin_pdf.layout.style import Grid
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.typeset.paragraph import Rules

_Key = tuple[Block, Grid, Rules]


class GalleyCache:
    """What was set last; what is not used again is dropped."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.pages = PlacedPages()
        self._book: FontBook | None = None
        self._before: dict[_Key, Galley] = {}
        self._now: dict[_Key, Galley] = {}

    def begin(self, book: FontBook) -> None:
        """Begin another setting; galleys are of use only as long as the faces are those of the same book."""
        self._before, self._now = (self._now if book is self._book else {}), {}
        self._book = book

    def set(self, block: Block, grid: Grid, typesetter: Typesetter) -> Galley:
        """Return the galley kept for a block, else set it; one about which something is said is not kept."""
        key = (block, grid, typesetter.rules)
        try:
            galley = self._before.get(key) or self._now.get(key)
        except TypeError:  # tables and figures may hold what has no hash
            return set_block(block, grid, typesetter)
        if galley is None:
            remarks = typesetter.remarks
            galley = set_block(block, grid, typesetter)
            if typesetter.remarks != remarks:
                return galley
        self._now[key] = galley
        return galley
