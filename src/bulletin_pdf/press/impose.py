"""Any PDF → printer's sheets: its pages placed as they are, vector for vector (docs/rules/press.md §5).

1. Pages are read with their boxes; those that differ in size, or are larger than a cell of the sheet, are reported or reduced.
2. `sides` says which page stands on which side of which sheet: in folds, in a row, or several times on one sheet.
3. Each side places its pages in their cells, moved towards the fold by what the paper of the inner leaves pushes them out
   (creep), and bleed is cut where neighbours meet.
4. Crop, fold and staple marks are drawn outside the trim, and the file gets the output intent of the one it came from.
"""

import re
from collections.abc import Sequence

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import Point, Rect, Size, mm
from bulletin_pdf.inks import REGISTRATION
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, ForeignPdfPage, Leaves, Mark, Page, Rule
from bulletin_pdf.pdf.foreign.conform.annotations import printed_annotations
from bulletin_pdf.pdf.foreign.conform.layers import Layers
from bulletin_pdf.pdf.foreign.conform.page_faults import unread_file
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.page_boxes import geometry_of
from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfStream
from bulletin_pdf.pdf.profile import OutputIntent, Profile
from bulletin_pdf.press.marks import MARGIN, small_print
from bulletin_pdf.press.schemes import GRIDS, Scheme, Side, creep_of, cut_and_stack, nup, saddle, single
from bulletin_pdf.press.sheets import SHEETS, sheet_for
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems

CALIPER = 0.1
"""Thickness of offset paper of 80 g/m² (R-62), mm."""
_MANY, _TOO_MANY = 48, 64
_GRIND = mm(3)
"""R-66: what thick books need more at the spine."""
_THICK = 100
_STAPLE = mm(70)
_MAX_CREEP = 5.0
_GUTTER = mm(4)
_TOLERANCE = mm(1)
_HAIRLINE = 0.25
_MAX_NAMED = 10
"""Pages that a problem names."""
_ROOM = mm(11)
"""Beside the pages, for marks on a sheet that is larger than they are."""


AUTO = "auto"


class ImposeOptions(NamedTuple):
    """How sheets are to be made."""

    scheme: Scheme
    sheet: str = AUTO
    """Name of a sheet, or `auto` for the one that suits the trim."""
    up: int = 4
    caliper: float = CALIPER
    """mm; what creep is reckoned from."""
    marks: bool = False
    """Room for marks around sheets that the pages fill."""
    fit: bool = False
    """Pages that are too large for the sheet are reduced, not refused."""


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


class _Sheet(NamedTuple):
    """A sheet to be filled: its size, the marks' room around it, what stands on it."""

    size: Size
    slug: float
    slot: Size
    path: str


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


def _sheet(options: ImposeOptions, pages: Sequence[_Leaf], path: str, problems: Problems) -> _Sheet | None:
    """Turn the sheet as the pages need it and see whether they fit (R-72)."""
    portrait, slot = SHEETS[options.sheet], pages[0].size
    across = Size(portrait.height, portrait.width)
    if options.scheme == "nup":
        columns, rows = GRIDS[options.up]
        wide = columns * slot.width > rows * slot.height
        return _Sheet(across if wide else portrait, 0.0, slot, path)
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
    return _Sheet(portrait if _is_single(options) else across, MARGIN if options.marks else 0.0, slot, path)


def _millimetres(size: Size) -> str:
    return f"{size.width / mm(1):.0f} × {size.height / mm(1):.0f} mm"


def _side(
    side: Side, sheets: int, sheet: _Sheet, pages: Sequence[_Leaf], options: ImposeOptions, book: FontBook
) -> Page:
    if options.scheme == "nup":
        marks = _cells(side, sheet, pages, options.up)
    elif len(side.places) == 1:
        marks = _alone(side, sheet, pages)
    else:
        marks = _spread(side, sheets, sheet, pages, options)
        if sheet.slug or sheet.size.height - sheet.slot.height >= 2 * _ROOM:
            marks += _sheet_marks(side, sheets, sheet, pages, options, book)
    return Page(sheet.size, tuple(marks), label=f"{side.sheet}{'a' if side.front else 'b'}", slug=sheet.slug)


def _spread(
    side: Side, sheets: int, sheet: _Sheet, pages: Sequence[_Leaf], options: ImposeOptions
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


def _alone(side: Side, sheet: _Sheet, pages: Sequence[_Leaf]) -> list[Mark]:
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


def _cells(side: Side, sheet: _Sheet, pages: Sequence[_Leaf], up: int) -> list[Mark]:
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


def _sheet_marks(
    side: Side, sheets: int, sheet: _Sheet, pages: Sequence[_Leaf], options: ImposeOptions, book: FontBook
) -> list[Mark]:
    """Crop marks of the two pages, the fold dashed, staples on the outermost sheet (R-63, R-64, R-73)."""
    fold, slot = sheet.size.width / 2, sheet.slot
    top = (sheet.size.height - slot.height) / 2
    foot, left, right = top + slot.height, fold - slot.width, fold + slot.width
    near, far = mm(5), mm(10)
    marks: list[Mark] = []
    for y, off in ((top, -1), (foot, 1)):
        marks += [_line(x, y + off * near, x, y + off * far) for x in (left, right)]
        marks += [_line(left - near, y, left - far, y), _line(right + near, y, right + far, y)]
        marks += _fold_mark(fold, y, off, dashed=options.scheme == "saddle")
    if options.scheme == "saddle" and side.sheet == 1 and side.front:
        marks += _staple_marks(fold, top, foot)
    words = f"{sheet.path.rpartition('/')[2]}  {side.sheet}/{sheets} {'a' if side.front else 'b'}"
    words += "  " + " · ".join("–" if number is None else str(number) for number in side.places)
    marks += small_print(words, Point(left + mm(5), top - mm(7)), 6.0, REGISTRATION, book)
    return marks


def _fold_mark(x: float, y: float, off: int, *, dashed: bool) -> list[Mark]:
    """R-64: dashes where the sheet is folded, an unbroken line where it is cut."""
    if not dashed:
        return [_line(x, y + off * mm(5), x, y + off * mm(10))]
    starts = (5.0, 7.0, 9.0)
    return [_line(x, y + off * mm(start), x, y + off * mm(start + 1)) for start in starts]


def _staple_marks(fold: float, top: float, foot: float) -> list[Mark]:
    """R-63: on the fold, 70 mm from head and foot; shorter than the staple that covers them."""
    middles = (top + _STAPLE, foot - _STAPLE)
    return [_line(fold, y - mm(2), fold, y + mm(2)) for y in middles]


def _line(x: float, y: float, x2: float, y2: float) -> Rule:
    return Rule(x, y, x2, y2, _HAIRLINE, REGISTRATION)


def _met(a: Rect, b: Rect) -> Rect:
    left, top = max(a.x, b.x), max(a.y, b.y)
    return Rect(left, top, min(a.right, b.right) - left, min(a.bottom, b.bottom) - top)


def profile_like(foreign: ForeignPdf) -> Profile:
    """Return the kind of file that holds pages of this one: its output intent, and PDF/X-4 if it was."""
    intents = foreign.follow(foreign.root().get("OutputIntents"))
    for value in intents if isinstance(intents, list) else []:
        intent = foreign.follow(value)
        if isinstance(intent, dict) and intent.get("S") == "GTS_PDFX":
            found = _intent(foreign, intent)
            if found is not None:
                like = _X4_SHEETS if declared_x_version(foreign) == "PDF/X-4" else _SHEETS
                return like._replace(intent=found)
    return _SHEETS


_SHEETS = Profile(name="sheets", version="1.7", inks="process", outline=False)
_X4_SHEETS = _SHEETS._replace(version="1.6", x_version="PDF/X-4")
"""R-01: PDF/X-4 is PDF 1.6."""


def _intent(foreign: ForeignPdf, intent: dict[str, object]) -> OutputIntent | None:
    profile = foreign.follow(intent.get("DestOutputProfile"))
    if not isinstance(profile, PdfStream):
        return None
    data = profile.unpack()
    if data[36:40] != b"acsp":
        return None
    components = {b"CMYK": 4, b"RGB ": 3, b"GRAY": 1}.get(data[16:20], 4)
    condition, info = (
        metadata_text(foreign.follow(intent.get(key))) for key in ("OutputConditionIdentifier", "Info")
    )
    registered = intent.get("RegistryName") is not None
    return OutputIntent(
        condition or "Custom", info or condition, "", registered, components=components, data=data
    )


def declared_x_version(foreign: ForeignPdf) -> str:
    """Read GTS_PDFXVersion from the XMP, which alone counts for PDF/X-4 (R-03)."""
    metadata = foreign.follow(foreign.root().get("Metadata"))
    xmp = metadata.unpack().decode("utf-8", errors="replace") if isinstance(metadata, PdfStream) else ""
    match = re.search(r"GTS_PDFXVersion(?:>|=[\"'])([^<\"']+)", xmp)
    return match[1].strip() if match else ""


def title_and_date(foreign: ForeignPdf) -> tuple[str, str]:
    """Read title and day of creation from Info."""
    info = foreign.follow(foreign.trailer().get("Info"))
    info = info if isinstance(info, dict) else {}
    made = metadata_text(foreign.follow(info.get("CreationDate"))).removeprefix("D:")[:8]
    date = f"{made[:4]}-{made[4:6]}-{made[6:]}" if len(made) == 8 and made.isdigit() else ""
    return metadata_text(foreign.follow(info.get("Title"))), date


def metadata_text(value: object) -> str:
    """Read a text string (7.9.2.2)."""
    if isinstance(value, PdfName):
        return str(value)
    if not isinstance(value, bytes):
        return ""
    if value[:2] == b"\xfe\xff":
        return value[2:].decode("utf-16-be", errors="replace")
    encoding = "utf-8-sig" if value[:3] == b"\xef\xbb\xbf" else "latin-1"
    return value.decode(encoding, errors="replace")
