"""Any PDF → printer's sheets: its pages placed without rasterising (docs/rules/press.md §5).

1. Pages are read with their boxes; those that differ in size, or are larger than a cell of the sheet, are reported or reduced.
2. `sides` says which page stands on which side of which sheet: in folds, in a row, or several times on one sheet.
3. Each side places its pages in their cells, moved towards the fold by what the paper of the inner leaves pushes them out
   (creep), and bleed is cut where neighbours meet.
4. Crop, fold and staple marks are drawn outside the trim, and the file gets the output intent of the one it came from.
"""

from collections.abc import Sequence

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import Rect, Size, mm
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, ForeignPdfPage, Leaves, Mark, Page
from bulletin_pdf.pdf.foreign.conform.annotations import printed_annotations
from bulletin_pdf.pdf.foreign.conform.layers import Layers
from bulletin_pdf.pdf.foreign.conform.page_faults import unread_file
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.page_boxes import geometry_of
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.press.marks import MARGIN
from bulletin_pdf.press.printer_sheet import AUTO, ImposeOptions, PrinterSheet
from bulletin_pdf.press.schemes import GRIDS, Side, creep_of, cut_and_stack, nup, saddle, single
from bulletin_pdf.press.sheet_marks import sheet_marks
from bulletin_pdf.press.sheet_profile import profile_like, title_and_date
from bulletin_pdf.press.sheets import SHEETS, sheet_for
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems

_MANY, _TOO_MANY = 48, 64
_GRIND = mm(3)
"""R-66: what thick books need more at the spine."""
_THICK = 100
_MAX_CREEP = 5.0
_GUTTER = mm(4)
_TOLERANCE = mm(1)
_MAX_NAMED = 10
"""Pages that a problem names."""
_ROOM = mm(11)
"""Beside the pages, for marks on a sheet that is larger than they are."""


class _Leaf(NamedTuple):
    """A page as it is placed: its trimmed size and how far it bleeds, pt."""

    size: Size
    bleeds: float


class ImposedSheets(NamedTuple):
    """The sheets as a document, and the kind of file they are."""

    document: Document
    profile: Profile
    pages: int
    sheets: int


def impose(
    path: str, data: bytes, options: ImposeOptions, book: FontBook, problems: Problems
) -> ImposedSheets | None:
    """Arrange the pages of a PDF on sheets; None when that cannot be, with the reason in `problems`."""
    try:
        foreign = ForeignPdf(data, decrypt=True)
        if options.sheet == AUTO:
            options = options._replace(sheet=_sheet_for(foreign))
        pages = _leaves(foreign, options, problems)
        _judge(pages, options, foreign, problems)
        profile, title, date = profile_like(foreign), *title_and_date(foreign)
    except ForeignPdfError as error:
        code, reason = unread_file(error)
        problems.add(code, None, file=path, reason=Term(reason))
        return None
    sides = _sides(len(pages), options)
    sheet = _sheet(options, pages, path, problems)
    if sheet is None:
        return None
    count = max(side.sheet for side in sides)
    made = tuple(_side(side, count, sheet, pages, options, book) for side in sides)
    named, kinds = f"{title} {options.scheme}".strip(), (Leaves(options.scheme, len(made)),)
    document = Document(made, (), (), named, date=date, kind="sheets", leaves=kinds)
    return ImposedSheets(document, profile, len(pages), count)


def _sheet_for(foreign: ForeignPdf) -> str:
    """Name the sheet for the trim of the first page."""
    if not foreign.page_count:
        raise ForeignPdfError("no pages")
    return sheet_for(geometry_of(foreign, 0).size)


def _leaves(foreign: ForeignPdf, options: ImposeOptions, problems: Problems) -> list[_Leaf]:
    """Return the pages as they are to be placed; `ForeignPdfError` when there are none."""
    if not foreign.page_count:
        raise ForeignPdfError("no pages")
    geometries = (geometry_of(foreign, place) for place in range(foreign.page_count))
    leaves = [_Leaf(page.size, page.bleeds) for page in geometries]
    return _fitted(leaves, options, problems) if options.fit else leaves


def _sides(count: int, options: ImposeOptions) -> tuple[Side, ...]:
    if options.scheme == "saddle":
        return saddle(count)
    if options.scheme == "nup":
        return nup(count, options.up)
    return single(count) if _is_single(options) else cut_and_stack(count)


def _judge(pages: Sequence[_Leaf], options: ImposeOptions, foreign: ForeignPdf, problems: Problems) -> None:
    """What a printer would ring up about."""
    count = len(pages)
    if options.scheme == "saddle" and count > _MANY:
        problems.add(
            Code.MANY_PAGES_FOR_SADDLE if count <= _TOO_MANY else Code.TOO_MANY_PAGES_FOR_SADDLE,
            None,
            pages=count,
        )
    for number, page in enumerate(pages, start=1):
        first = pages[0].size
        off = abs(page.size.width - first.width), abs(page.size.height - first.height)
        if options.scheme != "nup" and max(off) > _TOLERANCE:
            problems.add(Code.PAGE_SIZE_DIFFERS, None, page=number)
    if foreign.root().get("OCProperties") is not None:
        problems.add(Code.LAYERS_ALL_SHOWN)
    layers = Layers(foreign)
    notes = [printed_annotations(foreign, foreign.page(place), layers) for place in range(count)]
    for code, lost in (
        (Code.ANNOTATIONS_NOT_PRINTED, [note.screen_only for note in notes]),
        (Code.ANNOTATIONS_WITHOUT_APPEARANCE, [n.silent for n in notes]),
    ):
        if any(lost):
            where = [str(number) for number, is_lost in enumerate(lost, start=1) if is_lost]
            problems.add(code, None, pages=tuple(where[:_MAX_NAMED]))


def _fitted(pages: Sequence[_Leaf], options: ImposeOptions, problems: Problems) -> list[_Leaf]:
    """Reduce the pages that are too large for their place on the sheet; n-up reduces all by itself."""
    if options.scheme == "nup":
        return list(pages)
    room = _room(options)
    fitted = [_reduced(page, room) for page in pages]
    scales = [after.size.width / before.size.width for before, after in zip(pages, fitted, strict=True)]
    if min(scales) < 1:
        problems.add(Code.PAGES_REDUCED, None, percent=round(100 * min(scales)), sheet=options.sheet)
    return fitted


def _reduced(page: _Leaf, room: Size) -> _Leaf:
    if _fits(page, room):
        return page
    scale = min(room.width / page.size.width, room.height / page.size.height)
    return _Leaf(Size(page.size.width * scale, page.size.height * scale), page.bleeds * scale)


def _fits(page: _Leaf, room: Size) -> bool:
    wide, high = page.size
    return wide <= room.width + _TOLERANCE / 2 and high <= room.height + _TOLERANCE


def _room(options: ImposeOptions) -> Size:
    """Return the place of one page: half a sheet that lies across, or the whole of one that stands."""
    portrait = SHEETS[options.sheet]
    return portrait if _is_single(options) else Size(portrait.height / 2, portrait.width)


def _is_single(options: ImposeOptions) -> bool:
    """Whether one page stands on a side."""
    return options.scheme == "perfect" and options.sheet == "A4"


def _sheet(
    options: ImposeOptions, pages: Sequence[_Leaf], path: str, problems: Problems
) -> PrinterSheet | None:
    """Turn the sheet as the pages need it and see whether they fit (R-72)."""
    portrait, slot = SHEETS[options.sheet], pages[0].size
    across = Size(portrait.height, portrait.width)
    if options.scheme == "nup":
        columns, rows = GRIDS[options.up]
        wide = columns * slot.width > rows * slot.height
        return PrinterSheet(across if wide else portrait, 0.0, slot, path)
    too_large = next((page for page in pages if not _fits(page, _room(options))), None)
    if too_large is not None:
        problems.add(
            Code.PAGES_LARGER_THAN_SHEET,
            None,
            file=path,
            sheet=options.sheet,
            size=_millimetres(too_large.size),
        )
        return None
    return PrinterSheet(
        portrait if _is_single(options) else across, MARGIN if options.marks else 0.0, slot, path
    )


def _millimetres(size: Size) -> str:
    return f"{size.width / mm(1):.0f} × {size.height / mm(1):.0f} mm"


def _side(
    side: Side,
    sheets: int,
    sheet: PrinterSheet,
    pages: Sequence[_Leaf],
    options: ImposeOptions,
    book: FontBook,
) -> Page:
    if options.scheme == "nup":
        marks = _cells(side, sheet, pages, options.up)
    elif len(side.places) == 1:
        marks = _alone(side, sheet, pages)
    else:
        marks = _spread(side, sheets, sheet, pages, options)
        if sheet.slug or sheet.size.height - sheet.slot.height >= 2 * _ROOM:
            marks += sheet_marks(side, sheets, sheet, options, book)
    return Page(sheet.size, tuple(marks), label=f"{side.sheet}{'a' if side.front else 'b'}", slug=sheet.slug)


def _spread(
    side: Side, sheets: int, sheet: PrinterSheet, pages: Sequence[_Leaf], options: ImposeOptions
) -> list[Mark]:
    """Two pages that meet in the middle of the sheet; nothing bleeds across (R-65)."""
    fold, top = sheet.size.width / 2, (sheet.size.height - sheet.slot.height) / 2
    shift = (
        mm(min(creep_of(side.sheet, sheets, options.caliper), _MAX_CREEP))
        if options.scheme == "saddle"
        else 0.0
    )
    marks: list[Mark] = []
    for place, number in enumerate(side.places):
        if number is None:
            continue
        page = pages[number - 1]
        grind = _grind(number, pages) if options.scheme == "perfect" else 0.0
        x = fold + shift - page.size.width if place == 0 else fold - shift
        y = top + (sheet.slot.height - page.size.height) / 2
        half = Rect(0 if place == 0 else fold, 0, fold, sheet.size.height)
        bleed = min(page.bleeds, mm(3))
        clip = _met(
            half, Rect(x - bleed, y - bleed, page.size.width + 2 * bleed, page.size.height + 2 * bleed)
        )
        marks.append(ForeignPdfPage(Rect(x + grind, y, *page.size), sheet.path, number - 1, clip))
    return marks


def _alone(side: Side, sheet: PrinterSheet, pages: Sequence[_Leaf]) -> list[Mark]:
    number = side.places[0]
    if number is None:
        return []
    page = pages[number - 1]
    x = (sheet.size.width - page.size.width) / 2 + _grind(number, pages)
    y = (sheet.size.height - page.size.height) / 2
    return [ForeignPdfPage(Rect(x, y, *page.size), sheet.path, number - 1, Rect(0, 0, *sheet.size))]


def _grind(number: int, pages: Sequence[_Leaf]) -> float:
    """R-66: thick books stand away from the spine, which is left on odd pages."""
    if len(pages) <= _THICK:
        return 0.0
    return _GRIND if number % 2 else -_GRIND


def _cells(side: Side, sheet: PrinterSheet, pages: Sequence[_Leaf], up: int) -> list[Mark]:
    """Pages scaled into a grid, each in the middle of its cell (R-71)."""
    columns, rows = GRIDS[up]
    cell = Size(sheet.size.width / columns, sheet.size.height / rows)
    marks: list[Mark] = []
    for place, number in enumerate(side.places):
        if number is None:
            continue
        size = pages[number - 1].size
        scale = min((cell.width - _GUTTER) / size.width, (cell.height - _GUTTER) / size.height)
        if abs(scale - 1) < 0.03:
            scale = 1.0  # two A4 on A3: as large as life
        width, height = size.width * scale, size.height * scale
        x = place % columns * cell.width + (cell.width - width) / 2
        y = place // columns * cell.height + (cell.height - height) / 2
        rect = Rect(x, y, width, height)
        marks.append(ForeignPdfPage(rect, sheet.path, number - 1, rect))
    return marks


def _met(a: Rect, b: Rect) -> Rect:
    left, top = max(a.x, b.x), max(a.y, b.y)
    return Rect(left, top, min(a.right, b.right) - left, min(a.bottom, b.bottom) - top)
