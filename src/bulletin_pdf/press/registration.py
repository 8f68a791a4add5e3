"""A test sheet for 套红: scales at the position of the red head, for reading the offset of a printer.

Printed on red-head paper, the ends of the red rule fall next to the zeros of the scales;
the distance is the value for `--offset`.
"""

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import Point, mm
from bulletin_pdf.inks import BLACK
from bulletin_pdf.messages import Language, say
from bulletin_pdf.pages import Document, Leaves, Mark, Page, Rule, every_mark
from bulletin_pdf.press.marks import small_print
from bulletin_pdf.press.red import is_red_ink

_WEIGHT = 0.35
_REACH = 15
"""Length of a scale to either side of its zero, mm."""
_LABEL = 6.0
_WORDS = 12.0
_TONGUES: tuple[Language, ...] = ("zh", "en")


def registration_sheet(document: Document, book: FontBook) -> Document:
    """Make the sheet for the head of a document: scales at the red rule, rulers along two edges."""
    page = document.pages[0]
    marks: list[Mark] = []
    rule = _red_rule(page)
    if rule is not None:
        for x in (rule.x, rule.x2):
            marks += _scale(Point(x, rule.y), book)
    marks += _edge_rulers(page, book)
    words = [say(lang, "registration", line) for lang in _TONGUES for line in ("line-1", "line-2")]
    for number, line in enumerate(words):
        marks += small_print(line, Point(mm(28), mm(170) + 20 * number), _WORDS, BLACK, book)
    sheet = Page(page.size, tuple(marks), label="1")
    leaves = (Leaves("registration", 1),)
    return document._replace(pages=(sheet,), tags=(), outline=(), kind="registration", leaves=leaves)


def _red_rule(page: Page) -> Rule | None:
    rules = (mark for mark in every_mark(page.marks) if isinstance(mark, Rule) and is_red_ink(mark.ink))
    return max(rules, key=lambda rule: rule.x2 - rule.x, default=None)


def _scale(zero: Point, book: FontBook) -> list[Mark]:
    """A cross of two scales in mm with its zero at one end of the red rule."""
    marks: list[Mark] = []
    for step in range(-_REACH, _REACH + 1):
        away, length = mm(step), mm(_tick(step))
        marks.append(_line(zero.x + away, zero.y, zero.x + away, zero.y + length))
        marks.append(_line(zero.x - length, zero.y + away, zero.x, zero.y + away))
        if step % 5 == 0 and step:
            above = Point(zero.x + away - 3, zero.y - 2)
            beside = Point(zero.x + 2, zero.y + away + 2)
            marks += small_print(str(step), above, _LABEL, BLACK, book)
            marks += small_print(str(step), beside, _LABEL, BLACK, book)
    return marks


def _edge_rulers(page: Page, book: FontBook) -> list[Mark]:
    """Rulers from the upper left corner, to see how large the printer prints."""
    marks: list[Mark] = []
    inset = mm(8)
    for step in range(int(page.size.width / mm(1)) + 1):
        marks.append(_line(mm(step), inset, mm(step), inset + mm(_tick(step))))
        if step % 50 == 0:
            marks += small_print(str(step), Point(mm(step) + 2, inset + mm(6)), _LABEL, BLACK, book)
    for step in range(int(page.size.height / mm(1)) + 1):
        marks.append(_line(inset, mm(step), inset + mm(_tick(step)), mm(step)))
        if step % 50 == 0:
            marks += small_print(str(step), Point(inset + mm(5), mm(step) - 2), _LABEL, BLACK, book)
    return marks


def _tick(step: int) -> float:
    return 4.0 if step % 10 == 0 else 3.0 if step % 5 == 0 else 1.5


def _line(x: float, y: float, x2: float, y2: float) -> Rule:
    return Rule(x, y, x2, y2, _WEIGHT, BLACK)
