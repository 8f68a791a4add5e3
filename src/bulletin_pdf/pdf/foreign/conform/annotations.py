"""Annotations and form fields as displayed: their appearances become part of the page."""

from collections.abc import Iterator

from bulletin_pdf.geometry import Matrix
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.conform.layers import Layers
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfStream, PdfValue

MAX_NOTES = 5_000
_UNSEEN_KINDS = ("Link", "Popup")
_HIDDEN, _PRINT, _NO_VIEW = 2, 4, 32


class Appearance(NamedTuple):
    """What a note shows, and the matrix that brings it to its place on the page."""

    value: PdfValue
    """The form, as the file refers to it."""
    matrix: Matrix


class _Note(NamedTuple):
    """An annotation of a page that is no link and on no hidden layer."""

    entries: dict[str, PdfValue]
    field: bool
    """Whether it is a field of a form."""
    flags: int


def appearances(
    foreign: ForeignPdf, page: dict[str, PdfValue], layers: Layers
) -> Iterator[Appearance | None]:
    """Return what each note on a page shows; None for one that shows itself without saying how."""
    for note in _notes(foreign, page, layers):
        if note.flags & (_HIDDEN | _NO_VIEW):
            continue
        # Fields are part of the form; of remarks only those are issued that print.
        if note.field or note.flags & _PRINT:
            yield from _shown(foreign, note)
        else:
            yield None


class PrintedAnnotations(NamedTuple):
    """The notes of a page as a viewer prints them (ISO 32000-1, 12.5.3)."""

    appearances: tuple[Appearance, ...]
    silent: bool
    """Whether some are to be printed and do not say how they look."""
    screen_only: bool
    """Whether some are seen on a screen and are not printed."""


def printed_annotations(foreign: ForeignPdf, page: dict[str, PdfValue], layers: Layers) -> PrintedAnnotations:
    """Return what the notes on a page print: those with the flag Print that are not hidden."""
    notes = [note for note in _notes(foreign, page, layers) if not note.flags & _HIDDEN]
    found = [shown for note in notes if note.flags & _PRINT for shown in _shown(foreign, note)]
    # Nobody misses a field that was left empty.
    others = [note for note in notes if not note.flags & (_PRINT | _NO_VIEW)]
    seen = any(not note.field or next(_shown(foreign, note), None) for note in others)
    return PrintedAnnotations(tuple(one for one in found if one is not None), None in found, seen)


def _notes(foreign: ForeignPdf, page: dict[str, PdfValue], layers: Layers) -> Iterator[_Note]:
    found = foreign.follow(page.get("Annots"))
    for item in (found if isinstance(found, list) else [])[:MAX_NOTES]:
        note = foreign.follow(item)
        if not isinstance(note, dict) or layers.hidden(note.get("OC")):
            continue
        flags, kind = foreign.follow(note.get("F")), foreign.follow(note.get("Subtype"))
        if kind not in _UNSEEN_KINDS:
            yield _Note(note, kind == "Widget", flags if isinstance(flags, int) else 0)


def _shown(foreign: ForeignPdf, note: _Note) -> Iterator[Appearance | None]:
    """Return what a note shows, if it shows anything; None when it does not say how."""
    seen, form = _form(foreign, note.entries)
    if form is not None:
        matrix = _place(foreign, note.entries, form)
        if matrix is not None:
            yield Appearance(seen, matrix)
    elif not note.field or _has_value(foreign, note.entries):
        yield None


def _form(foreign: ForeignPdf, note: dict[str, PdfValue]) -> tuple[PdfValue, PdfStream | None]:
    """Find the normal appearance, of the state the note is in."""
    shows = foreign.follow(note.get("AP"))
    value = shows.get("N") if isinstance(shows, dict) else None
    form = foreign.follow(value)
    if isinstance(form, dict):
        state = foreign.follow(note.get("AS"))
        value = form.get(state) if isinstance(state, PdfName) else None
        form = foreign.follow(value)
    return value, form if isinstance(form, PdfStream) else None


def _has_value(foreign: ForeignPdf, note: dict[str, PdfValue]) -> bool:
    """A field with words in it and no appearance is drawn by the reader's own program."""
    for _ in range(8):
        value = foreign.follow(note.get("V"))
        if isinstance(value, bytes) and value:
            return True
        parent = foreign.follow(note.get("Parent"))
        if not isinstance(parent, dict):
            return False
        note = parent
    return False


def _place(foreign: ForeignPdf, note: dict[str, PdfValue], form: PdfStream) -> Matrix | None:
    """Algorithm 8.1 of ISO 32000-1, 12.5.5: the form's box, turned by its matrix, fills the note's."""
    rect, box = numbers(foreign, note.get("Rect"), 4), numbers(foreign, form.entries.get("BBox"), 4)
    if rect is None or box is None:
        return None
    a, b, c, d, e, f = numbers(foreign, form.entries.get("Matrix"), 6) or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    foot, top = min(y for _, y in corners), max(y for _, y in corners)
    x, x2 = sorted((rect[0], rect[2]))
    y, y2 = sorted((rect[1], rect[3]))
    if right - left <= 0 or top - foot <= 0 or x2 - x <= 0 or y2 - y <= 0:
        return None
    across, up = (x2 - x) / (right - left), (y2 - y) / (top - foot)
    return (across, 0.0, 0.0, up, x - left * across, y - foot * up)


def numbers(foreign: ForeignPdf, value: PdfValue, count: int) -> tuple[float, ...] | None:
    """Return an array of so many numbers; None when it is anything else."""
    found = foreign.follow(value)
    sides = [foreign.follow(side) for side in found] if isinstance(found, list) else []
    if len(sides) != count or not all(isinstance(side, int | float) for side in sides):
        return None
    return tuple(map(float, sides))
