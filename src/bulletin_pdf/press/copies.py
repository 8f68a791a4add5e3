"""份号: one file of many copies that differ only in their six-digit number (J-01).

The pages of all copies share their marks, so the writer stores them once; a number is a
small stream of its own on the first page of its copy.
"""

import io
from collections.abc import Sequence

from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.masthead import copy_number_marks, copy_number_place
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.vocabulary import DISTRIBUTION, called
from bulletin_pdf.layout.page_numbers import moved
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.pages import Anchor, Document, Leaves, OutlineItem, Page
from bulletin_pdf.patterns import pattern
from bulletin_pdf.plain_files import NotPlainError, read_plain
from bulletin_pdf.press.options import Copy
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span

DIGITS = 6
"""GB/T 9704-2012 7.2.1: six Arabic digits."""
LARGEST = 10**DIGITS - 1
MAX_COPIES = 20_000
"""More in one file than any duplicator takes at once, and a reader of the file would wait."""

MAX_BYTES = 16 << 20
"""Twenty thousand recipients have a thousandth of it; what follows is not read."""

_RANGE = pattern(r"([0-9]{1,6})(?:\s*[-–—~～]\s*([0-9]{1,6}))?")
_NUMBER_NAMES = ("number", "份号", "编号")
_RECIPIENT_NAMES = ("recipient", "单位", "收件单位", "收文单位", "发往")


def copies_in_range(text: str) -> tuple[Copy, ...]:
    """Read `1-300` or `7`; empty when it is neither, runs backwards or is too long."""
    match = _RANGE.fullmatch(text.strip())
    if match is None:
        return ()
    first = int(match[1])
    last = int(match[2] or match[1])
    if not 1 <= first <= last or last - first >= MAX_COPIES:
        return ()
    return tuple(Copy(_six_digits(number)) for number in range(first, last + 1))


def read_recipients(path: str, problems: Problems) -> tuple[Copy, ...]:
    """Read a list of numbers and recipients from a CSV file in UTF-8 or GB18030.

    A number may be a range (`1-20`): that recipient gets all of them.
    """
    rows = _rows(path, problems)
    if rows is None:
        return ()
    head = rows[0] if rows else []
    columns = _columns(head)
    if columns is None:
        problems.add(Code.RECIPIENTS_WITHOUT_NUMBER, Span(path, 1, 1, len(",".join(head)) or 1))
        return ()
    copies: list[Copy] = []
    for line, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            copies += _copies_of_row(row, columns, Span(path, line, 1), problems)
    _refuse_repeated(copies, path, problems)
    if not copies and not problems.errors:
        problems.add(Code.RECIPIENTS_EMPTY, Span(path, 1, 1, len(",".join(head))))
    return tuple(copies)


def check_run(copies: Sequence[Copy], issue: Issue, problems: Problems) -> None:
    """The numbered copies are as many as 版记 says are printed."""
    run = issue.distribution.copies
    if copies and run is not None and len(copies) != run:
        key = called("copies", DISTRIBUTION, issue)
        problems.add(Code.COPIES_NOT_THE_RUN, None, copies=len(copies), run=run, key=key)


def with_copies(
    document: Document, copies: Sequence[Copy], issue: Issue, design: Design, typesetter: Typesetter
) -> Document:
    """Repeat the pages for each copy and print its number on its first page.

    Every copy begins on the front of a sheet (R-72). The bookmarks lead to the copies.
    """
    blank = (Page(document.pages[0].size, ()),) if len(document.pages) % 2 else ()
    rest = tuple(page._replace(anchors=()) for page in document.pages[1:] + blank)
    pages: list[Page] = []
    items: list[OutlineItem] = []
    place = copy_number_place(issue, design, typesetter)
    if place is None:
        typesetter.problems.add(Code.NO_PLACE_FOR_COPY_NUMBERS, None, design=design.house.name)
    for copy in copies:
        marks = copy_number_marks(copy.number, place, design, typesetter) if place else []
        over = tuple(moved(mark, design.grid.left(1), design.grid.top) for mark in marks)
        anchor = f"copy-{copy.number}"
        pages.append(document.pages[0]._replace(over=over, anchors=(Anchor(anchor, 0),)))
        pages += rest
        items.append(OutlineItem(1, f"{copy.number} {copy.recipient}".rstrip(), anchor))
    one = (*document.leaves, *(Leaves("blank", 1) for _ in blank))
    return document._replace(pages=tuple(pages), outline=tuple(items), leaves=one * len(copies))


def _six_digits(number: int) -> str:
    return f"{number:0{DIGITS}}"


def _rows(path: str, problems: Problems) -> list[list[str]] | None:
    try:
        text = _decoded(read_plain(path, MAX_BYTES))
    except NotPlainError as error:
        problems.add(error.code, None, file=path)
        return None
    except (OSError, ValueError):
        problems.add(Code.RECIPIENTS_NOT_READ, None, file=path)
        return None
    if text is None:
        problems.add(Code.RECIPIENTS_NOT_READ, None, file=path)
        return None
    import csv

    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        return list(reader)
    except csv.Error:  # a field of more than 128 KB: a quotation mark was never closed
        problems.add(Code.RECIPIENTS_LINE_TOO_LONG, Span(path, reader.line_num, 1))
        return None


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _columns(head: Sequence[str]) -> tuple[int, int] | None:
    """Find the columns of number and recipient by their names; the latter may be missing (-1)."""
    names = [name.strip().lower() for name in head]
    number = next((names.index(name) for name in _NUMBER_NAMES if name in names), None)
    recipient = next((names.index(name) for name in _RECIPIENT_NAMES if name in names), -1)
    return None if number is None else (number, recipient)


def _copies_of_row(
    row: Sequence[str], columns: tuple[int, int], place: Span, problems: Problems
) -> list[Copy]:
    text = row[columns[0]] if columns[0] < len(row) else ""
    recipient = row[columns[1]].strip() if 0 <= columns[1] < len(row) else ""
    copies = copies_in_range(text)
    if not copies:
        problems.add(Code.NOT_A_COPY_NUMBER, place, number=text.strip() or "–")
    return [copy._replace(recipient=recipient) for copy in copies]


def _refuse_repeated(copies: Sequence[Copy], path: str, problems: Problems) -> None:
    seen: set[str] = set()
    for copy in copies:
        if copy.number in seen:
            problems.add(Code.COPY_NUMBER_TWICE, None, number=copy.number, file=path)
        seen.add(copy.number)
