"""Made-up pages → finished pages: places on the sheet, folios, page references."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import assert_never

from bulletin_pdf.fonts.book import FontBook
from bulletin_pdf.geometry import mm
from bulletin_pdf.inks import BLACK
from bulletin_pdf.layout.paginate import MadeUpPage
from bulletin_pdf.layout.style import EM_CENTRE, Grid
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import (
    Anchor,
    Box,
    Group,
    Link,
    Mark,
    Page,
    PageRef,
    Path,
    Picture,
    PlacedPdf,
    Rule,
    TextRun,
)

FOLIO_SIZE = 14.0
"""P-60: 四号."""
_FOLIO_DROP = mm(7)
"""P-61: the dashes stand 7 mm below the type area."""
_FOLIO_WHITE = 0.25
"""P-60 leaves the white between dash and digit open; a quarter em of 四号."""
_LEADER_DOT = 0.09
"""Diameter of a leader dot, em."""
_LEADER_STEP = 0.5
_LEADER_WHITE = 0.5
_LEADER_HEIGHT = 0.3


class Numbering(NamedTuple):
    """Where counting starts and how a folio looks."""

    first: int = 1
    role: str = "song"
    shown: bool = True


def number_pages(
    made_up: Sequence[MadeUpPage],
    grid: Grid,
    numbering: Numbering,
    book: FontBook,
    elsewhere: Mapping[str, int] | None = None,
) -> tuple[Page, ...]:
    """Give each page its place, its folio, and the numbers its references were waiting for.

    `elsewhere` gives the pages of anchors in other documents of the same volume.
    """
    numbers = range(numbering.first, numbering.first + len(made_up))
    placed = [_placed(page, number, grid) for number, page in zip(numbers, made_up, strict=True)]
    targets = dict(elsewhere or {})
    for number, (_, anchors) in zip(numbers, placed, strict=True):
        targets.update((anchor.name, number) for anchor in anchors)
    pages: list[Page] = []
    shown = numbering.shown
    for number, page, (marks, anchors) in zip(numbers, made_up, placed, strict=True):
        # P-63: neither blank pages before 报尾 nor its own page carry a number; they still count.
        shown = shown and bool(page.rows or page.foot)
        if PageRef in map(type, marks):
            marks = _resolved(marks, targets, book)
        if shown:
            marks += folio(number, grid, numbering, book)
        pages.append(Page(grid.page, tuple(marks), tuple(anchors), str(number)))
    return tuple(pages)


def _placed(page: MadeUpPage, number: int, grid: Grid) -> tuple[list[Mark], list[Anchor]]:
    """Put the rows of a page in their places on the sheet."""
    left, pitch = grid.left(number), grid.pitch
    marks: list[Mark] = []
    anchors: list[Anchor] = []
    for line, row in page.rows:
        top = grid.top + line * pitch
        marks += [moved(mark, left, top) for mark in row.marks]
        if row.anchors:
            anchors += [Anchor(name, top) for name in row.anchors]
    if page.foot is not None:
        marks += [moved(mark, left, grid.bottom) for mark in page.foot.marks]
    return marks, anchors


def _resolved(marks: list[Mark], targets: Mapping[str, int], book: FontBook) -> list[Mark]:
    """Give the marks of a page with its references set."""
    done: list[Mark] = []
    for mark in marks:
        if isinstance(mark, PageRef):
            done += _resolve(mark, targets, book)
        else:
            done.append(mark)
    return done


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """Give the same mark somewhere else."""
    match mark:
        case TextRun():
            # Most marks are runs; `_replace` takes more than twice as long.
            x, y, text, face, size, ink, tracking, shifts, tag = mark
            return TextRun(x + dx, y + dy, text, face, size, ink, tracking, shifts, tag)
        case PageRef():
            start = None if mark.leader_from is None else mark.leader_from + dx
            return mark._replace(x=mark.x + dx, y=mark.y + dy, leader_from=start)
        case Rule():
            return mark._replace(x=mark.x + dx, y=mark.y + dy, x2=mark.x2 + dx, y2=mark.y2 + dy)
        case PlacedPdf():
            clip = mark.clip._replace(x=mark.clip.x + dx, y=mark.clip.y + dy)
            rect = mark.rect._replace(x=mark.rect.x + dx, y=mark.rect.y + dy)
            return mark._replace(rect=rect, clip=clip)
        case Box() | Picture() | Link():
            return mark._replace(rect=mark.rect._replace(x=mark.rect.x + dx, y=mark.rect.y + dy))
        case Group():
            a, b, c, d, e, f = mark.matrix
            return mark._replace(matrix=(a, b, c, d, e + dx, f + dy))
        case Path():
            return mark._replace(steps=tuple(_moved_step(step, dx, dy) for step in mark.steps))
        case _:
            assert_never(mark)


def _moved_step(step: tuple[str | float, ...], dx: float, dy: float) -> tuple[str | float, ...]:
    name, *places = step
    return (name, *(float(p) + (dy if n % 2 else dx) for n, p in enumerate(places)))


def _resolve(ref: PageRef, targets: Mapping[str, int], book: FontBook) -> list[Mark]:
    """Set the page number flush right and dots before it, all dots on one lattice (T-77)."""
    text = str(targets[ref.anchor])
    advances = book.by_id(ref.face).advances
    start = ref.x - sum(advances[char] for char in text) * ref.size
    marks: list[Mark] = []
    if ref.leader_from is not None:
        marks += _leader(ref.leader_from, start - _LEADER_WHITE * ref.size, ref)
    marks.append(TextRun(start, ref.y, text, ref.face, ref.size, ref.ink, tag=ref.tag))
    return marks


def _leader(start: float, end: float, ref: PageRef) -> list[Mark]:
    step = _LEADER_STEP * ref.size
    # Counted from the right edge, so that the dots of all lines stand under each other.
    last = ref.x - step * ceil((ref.x - end) / step - 1e-6)
    count = int((last - start) / step + 1e-6)
    if count < 1:
        return []
    y = ref.y - _LEADER_HEIGHT * ref.size
    return [Rule(last - count * step, y, last, y, _LEADER_DOT * ref.size, ref.ink, dots=step)]


def folio(number: int, grid: Grid, numbering: Numbering, book: FontBook) -> list[Mark]:
    """Set — N — outside the type area: odd pages right, even pages left, one 字 in (P-60…P-62)."""
    face = book.face(numbering.role)
    text = f"— {number} —"
    white = (_FOLIO_WHITE - face.advances[" "]) * FOLIO_SIZE
    width = sum(face.advances[char] for char in text) * FOLIO_SIZE + 2 * white
    left = grid.left(number)
    x = left + FOLIO_SIZE if number % 2 == 0 else left + grid.width - FOLIO_SIZE - width
    y = grid.bottom + _FOLIO_DROP + (face.centre_of("—") or EM_CENTRE) * FOLIO_SIZE
    return [TextRun(x, y, text, face.id, FOLIO_SIZE, BLACK, shifts=((1, white), (len(text) - 2, white)))]
