"""A comparison as A3 pages: both files side by side, then superimposed with the offsets.

For each page of the files there is a sheet with the old page on the left and the new one on the right, and a sheet with
the old page in cyan and the new one in red over it: what both print is black. Beside it every row, rule, area and
picture is listed with its offset in mm. The last sheets list where lines break elsewhere and where the text differs.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from bulletin_pdf.comparison.compare_pages import (
    OtherBreak,
    PdfComparison,
    RowPair,
    ShapePair,
    TextChange,
    is_moved,
)
from bulletin_pdf.comparison.page_rows import PageShape
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import POINTS_PER_MM, Point, Rect, Size, mm
from bulletin_pdf.inks import BLACK, Cmyk, Ink, Rgb
from bulletin_pdf.messages import Language, say
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, ForeignPdfPage, Mark, Page, Rule
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.press.marks import small_print

OLD, NEW = "old", "new"
"""What the two files are called where pages name them."""
PROFILE = Profile(name="comparison", version="1.7", inks="screen", outline=False)

_SHEET = Size(mm(420), mm(297))
_MARGIN, _HEAD = mm(8), mm(14)
_OLD_COLOUR, _NEW_COLOUR = Rgb(0, 0.6, 0.85), Rgb(0.9, 0.1, 0.1)
_GREY, _WARNING = Cmyk(0, 0, 0, 0.55), Cmyk(0, 1, 1, 0)
_SIZE, _LEADING = 7.0, mm(3.6)
_COLUMNS = (0.0, mm(88), mm(106), mm(124), mm(142), mm(160))
"""Where the cells of the list begin: what it is, left end, right end, baseline, size, and room at the end."""
_FIRST_CHARACTERS = 30


class _Line(NamedTuple):
    """A line of a list: its cells, and whether it is more than the tolerance off."""

    cells: tuple[str, ...]
    marked: bool = False


class ComparisonSettings(NamedTuple):
    """Names of the files, the tolerance in pt, and the language of the words."""

    old: str
    new: str
    tolerance: float
    lang: Language


def set_comparison(found: PdfComparison, settings: ComparisonSettings, book: FontBook) -> Document:
    """Set the pages; those of the files are placed from what is given to the writer as `OLD` and `NEW`."""
    setter = _Sheets(found, settings, book)
    pages = tuple(setter.every())
    title = say(settings.lang, "comparison", "title", old=settings.old, new=settings.new)
    return Document(pages, (), (), title, lang="zh-CN" if settings.lang == "zh" else "en")


class _Sheets:
    """Sets the sheets of a comparison."""

    def __init__(self, found: PdfComparison, settings: ComparisonSettings, book: FontBook) -> None:
        self.found, self.settings, self.book = found, settings, book

    def every(self) -> Iterator[Page]:
        """Yield all sheets in order."""
        sizes = zip_longest(self.found.old_sizes, self.found.new_sizes)
        for number, (old, new) in enumerate(sizes, start=1):
            yield self._beside(number, old, new)
            yield from self._overlaid(number, old, new)
        yield from self._lists(self._heading_of("sheet-texts"), list(self._text_lines()), whole=True)

    def _say(self, key: str, **values: object) -> str:
        return say(self.settings.lang, "comparison", key, **values)

    def _heading_of(self, key: str, **values: object) -> list[Mark]:
        return self._words(self._say(key, **values), Point(_MARGIN, mm(9)), 9.0)

    def _words(
        self, text: str, at: Point, size: float = _SIZE, ink: Ink = BLACK, room: float = float("inf")
    ) -> list[Mark]:
        return small_print(text, at, size, ink, self.book, room)

    def _beside(self, number: int, old: Size | None, new: Size | None) -> Page:
        marks = self._heading_of("sheet-beside", page=number, old=self.settings.old, new=self.settings.new)
        for place, (path, size) in enumerate(((OLD, old), (NEW, new))):
            if size is not None:
                marks += _placed(path, number - 1, size, place)
        return Page(_SHEET, tuple(marks), label=f"{number}")

    def _overlaid(self, number: int, old: Size | None, new: Size | None) -> Iterator[Page]:
        marks = self._heading_of("sheet-overlaid", page=number, old=self.settings.old, new=self.settings.new)
        for path, size, colour in ((OLD, old, _OLD_COLOUR), (NEW, new, _NEW_COLOUR)):
            if size is not None:
                marks += _placed(path, number - 1, size, 0, colour)
        yield from self._lists(marks, list(self._offsets_of(number)), whole=False)

    def _lists(self, heading: list[Mark], lines: Sequence[_Line], *, whole: bool) -> Iterator[Page]:
        """Set a list on as many sheets as it takes, the first with what else stands on it."""
        left = _MARGIN if whole else _SHEET.width / 2 + _MARGIN
        room = int((_SHEET.height - _HEAD - _MARGIN) / _LEADING)
        for start in range(0, max(1, len(lines)), room):
            marks = list(heading)
            for place, line in enumerate(lines[start : start + room]):
                marks += self._line(line, Point(left, _HEAD + (place + 1) * _LEADING), whole=whole)
            yield Page(_SHEET, tuple(marks))

    def _line(self, line: _Line, at: Point, *, whole: bool) -> Iterator[Mark]:
        ink: Ink = _WARNING if line.marked else BLACK
        if whole:
            yield from self._words(line.cells[0], at, _SIZE, ink, _SHEET.width - 2 * _MARGIN)
            return
        for cell, x, end in zip(line.cells, _COLUMNS, _COLUMNS[1:], strict=False):
            yield from self._words(cell, Point(at.x + x, at.y), _SIZE, ink, end - x - mm(1))

    def _offsets_of(self, page: int) -> Iterator[_Line]:
        """List what stands on a page of the old file, then what is new on it."""
        yield _Line(tuple(self._say(key) for key in ("what", "left", "right", "baseline", "size")))
        for pair in self.found.rows:
            if pair.old.page == page:
                yield self._row_line(pair)
        for shapes in self.found.shapes:
            if shapes.old.page == page:
                yield self._shape_line(shapes)
        for key, alone in (("gone", self.found.gone), ("added", self.found.added)):
            for shape in alone:
                if shape.page == page:
                    yield _Line((self._say(key, what=self._named(shape)),), marked=True)

    def _row_line(self, pair: RowPair) -> _Line:
        text = pair.old.text[:_FIRST_CHARACTERS]
        if pair.old.page != pair.new.page:
            return _Line((text, self._say("moved", page=pair.new.page)), marked=True)
        marked = is_moved(pair, self.settings.tolerance)
        *ends, larger = pair.offset
        return _Line((text, *map(millimetres, ends), f"{larger:+.2f}"), marked)

    def _shape_line(self, pair: ShapePair) -> _Line:
        old, new = pair.old, pair.new
        offsets = new.left - old.left, new.right - old.right, new.bottom - old.bottom
        return _Line((self._named(old), *map(millimetres, offsets)), pair.offset > self.settings.tolerance)

    def _named(self, shape: PageShape) -> str:
        """Name a shape by its kind, its size and its place in mm."""
        wide, high = shape.right - shape.left, shape.bottom - shape.top
        measures = (wide, high, shape.left, shape.top)
        width, height, left, top = (f"{value / POINTS_PER_MM:.1f}" for value in measures)
        return self._say(f"shape-{shape.kind}", width=width, height=height, left=left, top=top)

    def _text_lines(self) -> Iterator[_Line]:
        if not self.found.breaks and not self.found.changes:
            yield _Line((self._say("no-texts"),))
        for broken in self.found.breaks:
            yield _Line((break_words(broken, self.settings.lang),))
        for change in self.found.changes:
            yield _Line((change_words(change, self.settings.lang),), marked=True)


def millimetres(length: float) -> str:
    """Return an offset in pt as mm with its sign."""
    return f"{length / POINTS_PER_MM + 0.0:+.2f}"


def break_words(broken: OtherBreak, lang: Language) -> str:
    """Return in words where lines with the same text break elsewhere."""
    old, new = (" | ".join(_short(row.text) for row in rows) for rows in (broken.old, broken.new))
    return say(lang, "comparison", "break", page=broken.old[0].page, old=old, new=new)


def change_words(change: TextChange, lang: Language) -> str:
    """Return in words where the text differs and how."""
    row = change.old or change.new
    return say(
        lang,
        "comparison",
        "change" if change.was and change.now else "insertion" if change.now else "deletion",
        page=row.page if row else 1,
        before=change.before,
        was=_short(change.was),
        now=_short(change.now),
        after=change.after,
    )


def _short(text: str) -> str:
    return (
        text
        if len(text) <= 2 * _FIRST_CHARACTERS
        else f"{text[:_FIRST_CHARACTERS]}…{text[-_FIRST_CHARACTERS:]}"
    )


def _placed(path: str, page: int, size: Size, place: int, colour: Rgb | None = None) -> list[Mark]:
    """Place a page in the left (0) or the right (1) half, reduced where it is too large, with its edges."""
    room = Size(_SHEET.width / 2 - 2 * _MARGIN, _SHEET.height - _HEAD - _MARGIN)
    scale = min(1.0, room.width / size.width, room.height / size.height)
    left = place * _SHEET.width / 2 + _MARGIN
    rect = Rect(left, _HEAD, size.width * scale, size.height * scale)
    return [ForeignPdfPage(rect, path, page, rect, colour=colour), *_edges(rect)]


def _edges(rect: Rect) -> Iterable[Mark]:
    corners = (rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)
    for (x, y), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        yield Rule(x, y, x2, y2, 0.25, _GREY)
