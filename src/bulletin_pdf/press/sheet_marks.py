"""Marks on a printer's sheet: cut, fold, staples, sheet number."""

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import Point, mm
from bulletin_pdf.inks import REGISTRATION
from bulletin_pdf.pages import Mark, Rule
from bulletin_pdf.press.marks import small_print
from bulletin_pdf.press.printer_sheet import ImposeOptions, PrinterSheet
from bulletin_pdf.press.schemes import Side

_STAPLE = mm(70)
_HAIRLINE = 0.25


def sheet_marks(
    side: Side,
    sheets: int,
    sheet: PrinterSheet,
    options: ImposeOptions,
    book: FontBook,
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
