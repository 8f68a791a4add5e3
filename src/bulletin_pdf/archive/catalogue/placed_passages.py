"""The page of each passage in the file as issued.

An issue set again by a later version may turn its pages elsewhere. Where the finished file's own pages say something
else than the pages just set, passages are looked up in them.
"""

from collections.abc import Sequence

from bulletin_pdf.compose.printed_text import without_white_space
from bulletin_pdf.pages import Document, TextRun, every_mark

_PROBE = 24
"""Characters of a passage that are looked for."""
_DRAWN = str.maketrans("", "", "—–-·\u2014")
"""Marks that may be drawn instead of being set, and those around folios."""


class PassagePages:
    """Gives pages; passages are asked for in the order they are printed in."""

    def __init__(self, document: Document, finished: Sequence[str] = ()) -> None:
        """Take the pages as set now, and the texts of the finished file's where there is one."""
        here = [_bare(_text_of(document, place)) for place in range(len(document.pages))]
        there = [_bare(text) for text in finished]
        self._same = not there or (
            len(here) == len(there) and all(b.startswith(a) for a, b in zip(here, there, strict=True))
        )
        self._pages: list[str] = there
        self._at: int = 0

    def of(self, text: str, page: int) -> int:
        """Return the page a passage begins on; `page` is where it stands as set now."""
        if self._same:
            return page
        probe = _bare(text)[:_PROBE]
        order: list[int] = [*range(self._at, len(self._pages)), *range(self._at)]
        for place in order:
            if probe and probe in self._pages[place]:
                self._at = place
                return place + 1
        # A passage parted by a page's end, or a cell of no words.
        return self._at + 1

    def now(self, page: int) -> int:
        """Return a page of the issue as set now, no further than the finished file goes."""
        return page if self._same else min(page, len(self._pages))


def _text_of(document: Document, place: int) -> str:
    marks = every_mark(document.pages[place].marks)
    return "".join(mark.text for mark in marks if isinstance(mark, TextRun))


def _bare(text: str) -> str:
    return without_white_space(text).translate(_DRAWN)
