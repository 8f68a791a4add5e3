"""Made-up pages → finished pages: positions on the sheet, folios, page references.

Rows become marks at fixed places first, with the anchors among them; that gives each anchor its page. Then every `PageRef` is
replaced by the number of the page its anchor stands on, set to the right edge with leader dots before it, and
each page gets its folio and what else stands outside the text.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import assert_never

from bulletin_pdf.design.model import Folio, PageChoice
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.inks import BLACK
from bulletin_pdf.layout.made_up import ColumnBand, MadeUpPage
from bulletin_pdf.layout.style import EM_CENTRE, Grid
from bulletin_pdf.named_tuples import NamedTuple, new_tuple
from bulletin_pdf.pages import (
    Anchor,
    Box,
    ForeignPdfPage,
    Group,
    Link,
    Mark,
    Page,
    PageRef,
    Path,
    Picture,
    Rule,
    TextRun,
)

_LEADER_DOT = 0.09
"""Diameter of a leader dot, em."""
_LEADER_STEP = 0.5
_LEADER_WHITE = 0.5
_LEADER_HEIGHT = 0.3
_RULE_INSET = 0.2
"""From the upper edge of the first line to the upper edge of its type, grid lines; the same at the foot."""


class FrameMarks(NamedTuple):
    """Marks that stand on some pages outside their text: from the page's top and the type area's left edge."""

    pages: PageChoice
    odd: tuple[Mark, ...]
    even: tuple[Mark, ...]


class PageNumbering(NamedTuple):
    """Where counting starts, how a folio looks (none: pages have none), and what else stands outside the text."""

    first: int = 1
    folio: Folio | None = None
    frame: tuple[FrameMarks, ...] = ()


def number_pages(
    made_up: Sequence[MadeUpPage],
    grid: Grid,
    numbering: PageNumbering,
    book: FontBook,
    elsewhere: Mapping[str, int] | None = None,
    kept: "PlacedPages | None" = None,
) -> tuple[Page, ...]:
    """Return each page its place, its folio, and the numbers its references were waiting for.

    `elsewhere` gives the pages of anchors in other documents of the same volume; `kept` has pages as they were placed last.
    """
    numbers = range(numbering.first, numbering.first + len(made_up))
    place = _placed if kept is None else kept.placed
    placed = [place(page, number, grid) for number, page in zip(numbers, made_up, strict=True)]
    targets = dict(elsewhere or {})
    for number, (_, anchors) in zip(numbers, placed, strict=True):
        targets.update((anchor.name, number) for anchor in anchors)
    pages: list[Page] = []
    shown = True
    for number, page, (marks, anchors) in zip(numbers, made_up, placed, strict=True):
        # P-63: neither blank pages before 报尾 nor its own page carry a number; they still count.
        shown = shown and bool(page.rows or page.foot)
        if PageRef in map(type, marks):
            marks = _resolved(marks, targets, book)
        if shown:
            marks += frame_marks(number, grid, numbering.frame)
            if numbering.folio is not None and (number > 1 or numbering.folio.first):
                folio = folio_marks if kept is None else kept.folio
                marks += folio(number, len(made_up), grid, numbering.folio, book)
        pages.append(Page(grid.page, tuple(marks), tuple(anchors), str(number)))
    return tuple(pages)


class PlacedPages:
    """Pages as they were placed last, for an issue that is set again after a change: most have the very same rows."""

    def __init__(self) -> None:
        """Begin with none."""
        self._pages: dict[int, tuple[MadeUpPage, Grid, list[Mark], list[Anchor]]] = {}
        self._folios: dict[int, tuple[tuple[object, ...], list[Mark]]] = {}

    def placed(self, page: MadeUpPage, number: int, grid: Grid) -> tuple[list[Mark], list[Anchor]]:
        """Return the marks and anchors of a page; the lists may be added to."""
        before = self._pages.get(number)
        if before is None or before[:2] != (page, grid):
            before = self._pages[number] = (page, grid, *_placed(page, number, grid))
        return before[2].copy(), before[3].copy()

    def folio(self, number: int, pages: int, grid: Grid, form: Folio, book: FontBook) -> list[Mark]:
        """Return the folio of a page as `folio_marks` does."""
        key = (pages, grid, form, book.face(form.face).id)
        before = self._folios.get(number)
        if before is None or before[0] != key:
            before = self._folios[number] = (key, folio_marks(number, pages, grid, form, book))
        return before[1]


def _placed(page: MadeUpPage, number: int, grid: Grid) -> tuple[list[Mark], list[Anchor]]:
    """Put the rows of a page in their places on the sheet."""
    left, pitch = grid.left(number), grid.pitch
    marks: list[Mark] = []
    anchors: list[Anchor] = []
    for line, row, x in page.rows:
        top = grid.top + line * pitch
        across = left + x
        marks += [moved(mark, across, top) for mark in row.marks]
        if row.anchors:
            anchors += [Anchor(name, top) for name in row.anchors]
    if grid.rule and page.bands:
        marks += [moved(mark, left, grid.top) for band in page.bands for mark in _column_rules(band, grid)]
    if page.foot is not None:
        marks += [moved(mark, left, grid.bottom) for mark in page.foot.marks]
    return marks, anchors


def _column_rules(band: ColumnBand, grid: Grid) -> Iterator[Rule]:
    """Yield the rules in the space between columns, as high as the text next to them."""
    first, last = band.line * grid.pitch, (band.line + max(band.heights)) * grid.pitch
    inset = _RULE_INSET * grid.pitch
    for column, height in enumerate(band.heights[1:], start=1):
        if height:
            x = grid.column_left(column) - grid.gap / 2
            yield Rule(x, first + inset, x, last - inset, grid.rule, BLACK)


def _resolved(marks: list[Mark], targets: Mapping[str, int], book: FontBook) -> list[Mark]:
    """Return the marks of a page with its references set."""
    done: list[Mark] = []
    for mark in marks:
        if isinstance(mark, PageRef):
            done += _resolve(mark, targets, book)
        else:
            done.append(mark)
    return done


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """Return the same mark somewhere else."""
    match mark:
        case TextRun():
            return new_tuple(TextRun, (mark.x + dx, mark.y + dy, *mark[2:]))
        case PageRef():
            start = None if mark.leader_from is None else mark.leader_from + dx
            return mark._replace(x=mark.x + dx, y=mark.y + dy, leader_from=start)
        case Rule():
            return mark._replace(x=mark.x + dx, y=mark.y + dy, x2=mark.x2 + dx, y2=mark.y2 + dy)
        case ForeignPdfPage():
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


def frame_marks(number: int, grid: Grid, frame: Sequence[FrameMarks]) -> list[Mark]:
    """Return what stands outside the text of a page."""
    wanted = ("all", "first" if number == 1 else "others")
    left = grid.left(number)
    shown = [item.odd if number % 2 else item.even for item in frame if item.pages in wanted]
    return [moved(mark, left, 0.0) for marks in shown for mark in marks]


def folio_marks(number: int, pages: int, grid: Grid, form: Folio, book: FontBook) -> list[Mark]:
    """Set — N — outside the type area, as the design has it (P-60…P-62)."""
    face, size = book.face(form.face), form.size
    text = f"{form.before}{number}{form.after}".replace("{pages}", str(pages))
    white = (form.white - face.advances[" "]) * size
    blanks = [place for place, char in enumerate(text) if char == " "]
    width = sum(face.advances[char] for char in text) * size + len(blanks) * white
    left = grid.left(number)
    inset = form.inset * size
    match side_of(form.place, number):
        case "left":
            x = left + inset
        case "right":
            x = left + grid.width - inset - width
        case _:
            x = left + (grid.width - width) / 2
    dash = next((char for char in form.before if not char.isspace()), "")
    middle = (face.centre_of(dash) if dash else None) or EM_CENTRE
    return [
        TextRun(x, form.at + middle * size, text, face.id, size, BLACK, shifts=_shifts(text, blanks, white))
    ]


def _shifts(text: str, blanks: Sequence[int], white: float) -> tuple[tuple[int, float], ...]:
    return tuple((place, white) for place in blanks if place < len(text) - 1)


def side_of(place: str, number: int) -> str:
    """Return on which side of a page its folio stands: the outer one of odd pages is the right one."""
    if place in ("outer", "inner"):
        return "right" if (number % 2 == 1) == (place == "outer") else "left"
    return place
