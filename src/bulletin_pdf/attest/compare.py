"""Wordings against the pages of a finished file, character by character.

Pages are taken in order. What stands on one besides the text of its wording is named here,
and nothing else may: page numbers of an issue and of a volume, heads of tables set again,
numbers of copies, the slug line, and what a proof adds. Each kind is held against what it
must be, none is skipped.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from bulletin_pdf.attest.match_pages import Numbers, PageMatcher
from bulletin_pdf.attest.page_furniture import PageFurniture
from bulletin_pdf.attest.wording_unit import SHOWN, Difference, WordingUnit
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.readback.file_text import PageText

__all__ = ["Comparison", "Difference", "WordingUnit", "compare"]


class Comparison(NamedTuple):
    """What came of comparing: differences, and where each unit and its wording stand."""

    differences: tuple[Difference, ...]
    first: tuple[int, ...]
    """Index of each unit's first page."""
    starts: tuple[tuple[int, ...], ...]
    """For each unit, where in its wording each of its pages begins."""
    printed: tuple[str, ...]
    """What each unit says with its open numbers filled in, as it is printed."""
    ordered: tuple[str, ...]
    """The same in the order of the tags."""


def compare(pages: Sequence[PageText], units: Sequence[WordingUnit], furniture: PageFurniture) -> Comparison:
    """Hold every page against the wording of its unit."""
    differences: list[Difference] = []
    first: list[int] = []
    starts: list[tuple[int, ...]] = []
    printed: list[str] = []
    ordered: list[str] = []
    numbers: list[Numbers] = []
    at = 0
    latest = len(pages) - sum(unit.pages for unit in units)
    for place, unit in enumerate(units):
        at = _skip_blanks(pages, at, latest, furniture)
        first.append(at)
        walk = PageMatcher(unit, place, at, furniture)
        for index in range(at, min(at + unit.pages, len(pages))):
            if not walk.page(index, pages[index]):
                break
        walk.close(min(at + unit.pages, len(pages)))
        differences += walk.differences
        starts.append(tuple(walk.starts))
        printed.append(walk.printed())
        ordered.append(walk.ordered())
        numbers.append(walk.numbers)
        at += unit.pages
        latest += unit.pages
    differences += _left_over(pages, at, furniture)
    if not differences:
        differences += _wrong_numbers(units, first, starts, numbers, furniture)
    return Comparison(tuple(differences), tuple(first), tuple(starts), tuple(printed), tuple(ordered))


def _skip_blanks(pages: Sequence[PageText], at: int, latest: int, furniture: PageFurniture) -> int:
    """Units of a volume begin on the right: there may be a blank before one."""
    while at < latest and at < len(pages) and not furniture.bare(pages[at].text, at):
        at += 1
    return at


def _left_over(pages: Sequence[PageText], at: int, furniture: PageFurniture) -> Iterator[Difference]:
    for index in range(at, len(pages)):
        if text := furniture.bare(pages[index].text, index):
            yield Difference("more", index, -1, found=text[:SHOWN])


def _wrong_numbers(
    units: Sequence[WordingUnit],
    first: Sequence[int],
    starts: Sequence[Sequence[int]],
    numbers: Sequence[Numbers],
    furniture: PageFurniture,
) -> Iterator[Difference]:
    """Look up where each anchor really stands; a number must be that page's."""
    if not any(numbers):
        return
    where: dict[str, int] = {}
    for unit, begin, of_unit in zip(units, first, starts, strict=True):
        if unit.anchor:
            where[unit.anchor] = begin
        where |= {unit.prefix + name: begin + place for name, place in unit.starts}
        for name, at in unit.wording.anchors.items():
            # The page on which the first character after the anchor stands.
            where[unit.prefix + name] = begin + max(bisect_right(of_unit, at) - 1, 0)
    for place, (unit, of_unit_numbers) in enumerate(zip(units, numbers, strict=True)):
        for index, anchor, number, at in of_unit_numbers:
            page = where.get(unit.prefix + anchor, where.get(anchor))
            if (
                page is not None
                and furniture.number_of(page, first[place] if unit.numbered else None) != number
            ):
                right = furniture.number_of(page, first[place] if unit.numbered else None)
                yield Difference("number", index, place, at, str(right), str(number))
