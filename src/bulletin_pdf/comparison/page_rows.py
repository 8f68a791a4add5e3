"""A page of any PDF → its lines of text, rules and areas with their positions.

1. `read_painted_page` carries the page's operators out and says what each of them paints.
2. Text on one baseline is one row, from left to right, until a gap of two characters or more: columns are rows of
   their own.
3. Lines and narrow areas are rules, other areas are areas, images are pictures.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from bulletin_pdf.geometry import Size, mm
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.foreign.colour_spaces import Colour
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.painted import read_painted_page
from bulletin_pdf.pdf.foreign.painted_marks import PaintedMark

_SAME_BASELINE = 0.2
"""em: marks of another face stand a little higher or lower in their row."""
_COLUMN_GAP = 1.9
"""em: justified text has smaller gaps."""
_NARROW = mm(2)
_NUMBERS = pattern(r"[0-9０-９\-—–─－·•／/]+")
"""Numbers of pages and the marks next to them."""

ShapeKind = Literal["rule", "area", "picture"]


class PageRow(NamedTuple):
    """A row of text: its page (from 1), and its place in pt from the upper left corner of the trim."""

    page: int
    text: str
    """Without white space."""
    left: float
    right: float
    baseline: float
    size: float
    """Of its largest characters, pt."""
    face: str
    """That most of its characters are set in."""
    colour: Colour


class PageShape(NamedTuple):
    """A rule, an area or a picture: its page (from 1), and its sides in pt from the upper left corner of the trim."""

    page: int
    kind: ShapeKind
    left: float
    top: float
    right: float
    bottom: float


class MeasuredPage(NamedTuple):
    """What stands on a page."""

    size: Size
    rows: tuple[PageRow, ...]
    shapes: tuple[PageShape, ...]


def measure_file(data: bytes) -> list[MeasuredPage]:
    """Return what stands on each page of a PDF; `ForeignPdfError` when it cannot be read or has no pages."""
    foreign = ForeignPdf(data, decrypt=True)
    if not foreign.page_count:
        raise ForeignPdfError("no pages")
    return [_measured(foreign, place) for place in range(foreign.page_count)]


def _measured(foreign: ForeignPdf, place: int) -> MeasuredPage:
    painted = read_painted_page(foreign, place)
    texts = [mark for mark in painted.painted if mark.kind == "text" and mark.text.strip()]
    shapes = [mark for mark in painted.painted if mark.kind != "text"]
    size = painted.geometry.size
    rows = tuple(_row(marks, place + 1) for marks in marks_in_rows(texts))
    return MeasuredPage(size, rows, tuple(_shapes(shapes, place + 1)))


def marks_in_rows(texts: Iterable[PaintedMark]) -> Iterator[list[PaintedMark]]:
    """Part the text of a page into baselines, from the top, and these into rows, from left to right."""
    line: list[PaintedMark] = []
    for mark in sorted(texts, key=lambda mark: (mark.baseline, mark.left)):
        if line and mark.baseline - line[0].baseline > _SAME_BASELINE * max(line[0].size, mark.size):
            yield from _parted(line)
            line = []
        line.append(mark)
    if line:
        yield from _parted(line)


def _parted(line: list[PaintedMark]) -> Iterator[list[PaintedMark]]:
    line.sort(key=lambda mark: mark.left)
    row = [line[0]]
    reach = row[0].right
    for mark in line[1:]:
        if mark.left - reach > _COLUMN_GAP * max(mark.size, row[-1].size):
            yield row
            row = []
            reach = mark.right
        row.append(mark)
        reach = max(reach, mark.right)
    yield row


def _row(marks: list[PaintedMark], page: int) -> PageRow:
    main = max(marks, key=lambda mark: len(mark.text))
    return PageRow(
        page,
        "".join("".join(mark.text for mark in marks).split()),
        marks[0].left,
        max(mark.right for mark in marks),
        main.baseline,
        max(mark.size for mark in marks),
        main.font.name if main.font else "",
        main.colour,
    )


def _shapes(marks: Iterable[PaintedMark], page: int) -> Iterator[PageShape]:
    for mark in marks:
        narrow = min(mark.right - mark.left, mark.bottom - mark.top) < _NARROW
        kind: ShapeKind = "picture" if mark.kind == "image" else "rule" if narrow else "area"
        yield PageShape(page, kind, mark.left, mark.top, mark.right, mark.bottom)


def parted_rows(pages: Iterable[MeasuredPage]) -> tuple[list[PageRow], list[PageRow]]:
    """Return the rows of the text and, apart from it, page numbers and running heads.

    These are first or last rows of a page that say nothing but a number, or the same, numbers aside, on several pages.
    """
    pages = list(pages)
    edges = {row for page in pages for row in _edges(page)}
    said = Counter(_without_numbers(row) for row in edges)
    furniture = {row for row in edges if said[_without_numbers(row)] > 1 or not _without_numbers(row)}
    rows = [row for page in pages for row in page.rows]
    return [row for row in rows if row not in furniture], [row for row in rows if row in furniture]


def _edges(page: MeasuredPage) -> list[PageRow]:
    """Return what stands on the first and on the last baseline of a page."""
    if not page.rows:
        return []
    first, last = page.rows[0], page.rows[-1]
    return [row for row in page.rows if row.baseline in (first.baseline, last.baseline)]


def _without_numbers(row: PageRow) -> str:
    return _NUMBERS.sub("", row.text)
