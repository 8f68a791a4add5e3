"""Comparison of two PDFs: positions, line breaks and text.

1. Page numbers and running heads are set apart: text goes on across them from page to page.
   The rows of both files are aligned by their text, over all pages (the longest common runs first, as `diff` does).
   Rows with the same text are pairs: their offsets are measured.
2. Where rows differ but their characters do not, lines break elsewhere.
3. Where characters differ, each change of text is told apart from its place; where as many rows stand on both sides
   their offsets are measured all the same.
4. Rules, areas and pictures are paired page by page, each with the nearest of its kind.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bulletin_pdf.comparison.page_rows import MeasuredPage, PageRow, PageShape, parted_rows
from bulletin_pdf.geometry import Size, mm
from bulletin_pdf.named_tuples import NamedTuple

_FARTHEST = mm(10)
"""Shapes farther from each other are not the same one."""
_LONGEST = 20_000
"""Characters of a passage that are compared one by one; longer ones are reported as one change."""
_AROUND = 8
"""Characters of context that a change of text is shown with."""


class RowPair(NamedTuple):
    """A row that stands in both files."""

    old: PageRow
    new: PageRow

    @property
    def offset(self) -> tuple[float, float, float, float]:
        """How far the new one was moved: left end, right end, baseline, and how much larger it is, pt."""
        old, new = self.old, self.new
        return new.left - old.left, new.right - old.right, new.baseline - old.baseline, new.size - old.size


class OtherBreak(NamedTuple):
    """Rows with the same characters that break elsewhere."""

    old: tuple[PageRow, ...]
    new: tuple[PageRow, ...]


class TextChange(NamedTuple):
    """Characters that differ, with some that stand before and after; the rows they stand in, where there are any."""

    before: str
    was: str
    now: str
    after: str
    old: PageRow | None
    new: PageRow | None


class ShapePair(NamedTuple):
    """A rule, an area or a picture that stands in both files."""

    old: PageShape
    new: PageShape

    @property
    def offset(self) -> float:
        """How far the side that moved most was moved, pt."""
        return max(abs(a - b) for a, b in zip(self.old[2:], self.new[2:], strict=True))


class PdfComparison(NamedTuple):
    """What was found; sizes of pages in pt."""

    old_sizes: tuple[Size, ...]
    new_sizes: tuple[Size, ...]
    rows: tuple[RowPair, ...]
    breaks: tuple[OtherBreak, ...]
    changes: tuple[TextChange, ...]
    shapes: tuple[ShapePair, ...]
    gone: tuple[PageShape, ...]
    """Shapes of the old file alone."""
    added: tuple[PageShape, ...]
    """Shapes of the new file alone."""


def compare_pages(before: Sequence[MeasuredPage], after: Sequence[MeasuredPage]) -> PdfComparison:
    """Compare the pages of two files."""
    rows = _RowMatch()
    (old_text, old_furniture), (new_text, new_furniture) = parted_rows(before), parted_rows(after)
    rows.align(old_text, new_text)
    rows.align(old_furniture, new_furniture)
    pairs, gone, added = _paired_shapes(before, after)
    return PdfComparison(
        tuple(page.size for page in before),
        tuple(page.size for page in after),
        tuple(rows.pairs),
        tuple(rows.breaks),
        tuple(rows.changes),
        tuple(pairs),
        tuple(gone),
        tuple(added),
    )


def is_moved(pair: RowPair, tolerance: float) -> bool:
    """Whether a row stands on another page, or more than `tolerance` (pt) elsewhere."""
    return pair.old.page != pair.new.page or max(map(abs, pair.offset)) > tolerance


def is_alike(found: PdfComparison, tolerance: float) -> bool:
    """Whether nothing differs by more than `tolerance` (pt)."""
    sizes = list(zip(found.old_sizes, found.new_sizes, strict=False))
    return (
        not (found.breaks or found.changes or found.gone or found.added)
        and len(found.old_sizes) == len(found.new_sizes)
        and all(max(map(abs, (a.width - b.width, a.height - b.height))) <= tolerance for a, b in sizes)
        and not any(is_moved(pair, tolerance) for pair in found.rows)
        and all(pair.offset <= tolerance for pair in found.shapes)
    )


class _RowMatch:
    """Aligns the rows of two files."""

    def __init__(self) -> None:
        self.pairs: list[RowPair] = []
        self.breaks: list[OtherBreak] = []
        self.changes: list[TextChange] = []

    def align(self, old: list[PageRow], new: list[PageRow]) -> None:
        """Compare rows that follow each other in both files."""
        texts = [row.text for row in old], [row.text for row in new]
        for kind, start, end, new_start, new_end in SequenceMatcher(
            None, *texts, autojunk=False
        ).get_opcodes():
            here, there = old[start:end], new[new_start:new_end]
            if kind == "equal":
                self.pairs += map(RowPair, here, there)
            else:
                self._differing(here, there)

    def _differing(self, old: list[PageRow], new: list[PageRow]) -> None:
        was, now = "".join(row.text for row in old), "".join(row.text for row in new)
        if was == now:
            self.breaks.append(OtherBreak(tuple(old), tuple(new)))
            return
        if len(old) == len(new):
            self.pairs += map(RowPair, old, new)
        for start, end, new_start, new_end in _changed(was, now):
            self.changes.append(
                TextChange(
                    was[max(0, start - _AROUND) : start],
                    was[start:end],
                    now[new_start:new_end],
                    was[end : end + _AROUND],
                    _row_at(old, start),
                    _row_at(new, new_start),
                )
            )


def _changed(was: str, now: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield where two texts differ: start and end in the one and in the other."""
    if max(len(was), len(now)) > _LONGEST:
        yield 0, len(was), 0, len(now)
        return
    for kind, *places in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal":
            start, end, new_start, new_end = places
            yield start, end, new_start, new_end


def _row_at(rows: Sequence[PageRow], place: int) -> PageRow | None:
    """Return the row a character stands in; the last one for the place after all of them."""
    for row in rows:
        if place < len(row.text):
            return row
        place -= len(row.text)
    return rows[-1] if rows else None


def _paired_shapes(
    old: Sequence[MeasuredPage], new: Sequence[MeasuredPage]
) -> tuple[list[ShapePair], list[PageShape], list[PageShape]]:
    pairs: list[ShapePair] = []
    gone: list[PageShape] = []
    added: list[PageShape] = []
    for place in range(max(len(old), len(new))):
        here = list(old[place].shapes) if place < len(old) else []
        there = list(new[place].shapes) if place < len(new) else []
        for pair in _nearest_first(here, there):
            if pair.old in here and pair.new in there:
                here.remove(pair.old)
                there.remove(pair.new)
                pairs.append(pair)
        gone += here
        added += there
    return pairs, gone, added


def _nearest_first(old: Sequence[PageShape], new: Sequence[PageShape]) -> list[ShapePair]:
    near = (ShapePair(a, b) for a in old for b in new if a.kind == b.kind)
    return sorted((pair for pair in near if pair.offset <= _FARTHEST), key=lambda pair: pair.offset)
