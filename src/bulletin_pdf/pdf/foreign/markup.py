"""Annotations made by readers of a PDF: highlights, notes, stamps, pen strokes; and embedded files."""

from collections.abc import Iterator
from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.open_pdf import open_leniently
from bulletin_pdf.pdf.foreign.pypdf_limits import guarded

MAX_MARKS = 4_000
"""Annotations that are read; a marked proof has some hundreds."""
_MAX_DEPTH = 40
_MAX_TEXT = 20_000
_MAX_TEXT_PAGES = 400
"""Pages of an issue that are compared by their text."""
_SILENT = frozenset(("/Popup", "/Link", "/Widget", "/PrinterMark", "/TrapNet"))
"""Annotations that say nothing of their own."""

MarkupRect = tuple[float, float, float, float]
"""Left, lower, right and upper edge, pt, counted from the lower left corner of the page."""


class Markup(NamedTuple):
    """One annotation."""

    page: int
    """From 0."""
    kind: str
    """Its subtype: Highlight, Caret, Text …"""
    rect: MarkupRect
    quads: tuple[MarkupRect, ...]
    """What it marks, one rectangle a line."""
    text: str
    who: str
    when: str
    """YYYY-MM-DDThh:mm:ss, as far as the file says it."""
    number: int
    """Of its object; 0 where it has none."""
    answers: int
    """Number of the annotation it answers or belongs to; 0 for none."""
    grouped: bool
    """Whether it belongs to that one rather than answers it."""
    state: str
    """What a reader set another annotation to: Accepted, Rejected …"""
    strokes: tuple[tuple[float, ...], ...]
    """Of a pen: x and y in turn, pt."""


class MarkedPdf(NamedTuple):
    """A PDF with what was put on its pages."""

    marks: tuple[Markup, ...]
    pages: int
    carried: bytes
    """The file that was looked for inside; empty where there is none."""
    cut_off: bool = False
    """Whether there are more than `MAX_MARKS`, of which the rest was not read."""


def read_markup(data: bytes, carried: str) -> MarkedPdf:
    """Read the annotations of a PDF, and the file `carried` that rides in it. Raises `ForeignPdfError`."""
    opened = open_leniently(data)
    marks = guarded(lambda: list(_marks(opened.pages)))
    inside = guarded(lambda: _carried(opened.reader.root_object, carried))
    return MarkedPdf(tuple(marks[:MAX_MARKS]), len(opened.pages), inside, len(marks) > MAX_MARKS)


def read_page_texts(data: bytes) -> list[str]:
    """Return the text of each page, in the order in which it is written. Raises `ForeignPdfError`."""
    pages = open_leniently(data).pages[:_MAX_TEXT_PAGES]
    return guarded(lambda: [page.extract_text() for page in pages])


def _marks(pages: list[Any]) -> Iterator[Markup]:
    count = 0
    for number, page in enumerate(pages):
        found = _value(page.get("/Annots"))
        for item in found if isinstance(found, ArrayObject) else ():
            mark = _value(item)
            if not isinstance(mark, DictionaryObject) or str(mark.get("/Subtype")) in _SILENT:
                continue
            count += 1
            if count > MAX_MARKS + 1:
                return
            yield _mark(number, mark, item.idnum if isinstance(item, IndirectObject) else 0)


def _mark(page: int, mark: DictionaryObject, number: int) -> Markup:
    answered = mark.raw_get("/IRT") if "/IRT" in mark else None
    rect = _rect(_numbers(mark.get("/Rect")))
    quads = _numbers(mark.get("/QuadPoints"))
    return Markup(
        page,
        str(_value(mark.get("/Subtype")) or "").lstrip("/"),
        rect,
        tuple(_rect(quads[at : at + 8]) for at in range(0, len(quads) - 7, 8)),
        _text(mark.get("/Contents")),
        _text(mark.get("/T")),
        _moment(_text(mark.get("/CreationDate")) or _text(mark.get("/M"))),
        number,
        answered.idnum if isinstance(answered, IndirectObject) else 0,
        str(_value(mark.get("/RT")) or "") == "/Group",
        _text(mark.get("/State")),
        tuple(tuple(_numbers(each)) for each in _items(mark.get("/InkList"))),
    )


def _value(value: Any) -> Any:
    return value.get_object() if value is not None else None


def _items(value: Any) -> list[Any]:
    found = _value(value)
    return list(found) if isinstance(found, ArrayObject) else []


def _numbers(value: Any) -> list[float]:
    found = []
    for item in _items(value):
        number = _value(item)
        if isinstance(number, int | float) and abs(number) < 1e6:
            found.append(float(number))
    return found


def _rect(numbers: list[float]) -> MarkupRect:
    xs, ys = numbers[::2] or [0.0], numbers[1::2] or [0.0]
    return min(xs), min(ys), max(xs), max(ys)


def _text(value: Any) -> str:
    found = _value(value)
    text = str(found) if isinstance(found, str) else ""
    text = text.replace("\r\n", "\n").replace("\r", "\n")[:_MAX_TEXT]
    return "".join(char for char in text if char in "\n\t" or char.isprintable()).strip()


def _moment(date: str) -> str:
    """Return a date of a PDF (D:YYYYMMDDHHmmSS…) as ISO writes it; empty when it is none."""
    digits = date.removeprefix("D:")[:14]
    if len(digits) < 8 or not digits.isascii() or not digits.isdigit():
        return ""
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    return f"{day}T{digits[8:10]}:{digits[10:12]}:{digits[12:14]}" if len(digits) == 14 else day


def _carried(root: DictionaryObject, name: str) -> bytes:
    names = _value(root.get("/Names"))
    tree = _value(names.get("/EmbeddedFiles")) if isinstance(names, DictionaryObject) else None
    for key, value in _named(tree, 0):
        if key == name and isinstance(value, DictionaryObject):
            files = _value(value.get("/EF"))
            stream = _value(files.get("/F")) if isinstance(files, DictionaryObject) else None
            if isinstance(stream, StreamObject):
                return bytes(stream.get_data())
    return b""


def _named(tree: Any, depth: int) -> Iterator[tuple[str, Any]]:
    if not isinstance(tree, DictionaryObject) or depth > _MAX_DEPTH:
        return
    pairs = _items(tree.get("/Names"))
    for key, value in zip(pairs[::2], pairs[1::2], strict=False):
        yield str(_value(key)), _value(value)
    for kid in _items(tree.get("/Kids"))[:MAX_MARKS]:
        yield from _named(_value(kid), depth + 1)
