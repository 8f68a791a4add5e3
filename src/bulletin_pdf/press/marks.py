"""Printer's marks around the trim: crop marks, crosses, colour bar, staples, slug line (R-50…R-57, R-63).

They are page content, not annotations (R-57), and carry no tag. Everything stands outside
the bleed, in registration colour where every plate needs it.
"""

from collections.abc import Iterable, Iterator

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import Point, Rect, Size, mm
from bulletin_pdf.inks import BLACK, REGISTRATION, Cmyk, Ink, Spot
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Box, Document, Mark, Page, Picture, Rule, TextRun, every_mark, ink_of
from bulletin_pdf.pdf.profile import Profile, has_plate
from bulletin_pdf.pictures.facts import read_picture_facts

MARGIN = mm(13)
"""R-51: from the trim to the edge of the media, 3 mm for the bleed and 10 mm of slug."""
_START = mm(6)
"""Crop marks begin 3 mm outside a bleed of 3 mm (R-53)."""
_LENGTH = mm(5)
_HAIRLINE = 0.25
_CROSS = mm(8)
"""Middle of a registration cross, from the trim."""
_PATCH = mm(5)
_BAR_FROM = mm(14)
_STAPLE = mm(70)
"""R-63, P-72: the staples' outer holes, from head and tail."""
_SLUG_SIZE = 6.0
_SLUG_BASELINE = mm(10.9)
_SLUG_INSET = mm(3)
_UNKNOWN = "〓"
_PROCESS_PLATES = ("Cyan", "Magenta", "Yellow", "Black")

_PROCESS_PATCHES = (("Cyan", Cmyk(1, 0, 0, 0)), ("Magenta", Cmyk(0, 1, 0, 0)), ("Yellow", Cmyk(0, 0, 1, 0)))


class Slug(NamedTuple):
    """What the slug line says of a file, besides page, plates and condition (R-56)."""

    file: str
    title: str
    date: str


def with_marks(document: Document, slug: Slug, profile: Profile, book: FontBook) -> Document:
    """Add the marks to every page; its media grows by the slug (R-51)."""
    plates = document_plates(document, profile)
    pages = []
    for number, page in enumerate(document.pages, start=1):
        added = (
            *crop_marks(page.size),
            *(registration_crosses(page.size) if len(plates) > 1 else ()),
            *_colour_bar(page.size, plates, profile, document),
            *_staples(page.size, number),
            *slug_line(slug_words(document, slug, profile, str(number)), page.size, book),
        )
        pages.append(page._replace(marks=page.marks + added, slug=MARGIN - page.bleed))
    return document._replace(pages=tuple(pages))


def slug_words(document: Document, slug: Slug, profile: Profile, page: str) -> str:
    """Return the words of the slug line of one page (R-56)."""
    condition = profile.intent.condition if profile.intent else ""
    plates = " + ".join(document_plates(document, profile))
    words = (slug.file, slug.title, f"{page}/{len(document.pages)}", plates, slug.date, condition)
    return "  ".join(word for word in words if word)


def document_plates(document: Document, profile: Profile) -> tuple[str, ...]:
    """Name the plates a document needs, process inks first."""
    used: set[str] = set()
    for ink in inks_of(document.pages):
        if isinstance(ink, Spot) and has_plate(ink, profile):
            used.add(ink.name)
        else:
            used.update(_process_plates(ink, profile))
    for page in document.pages:
        for mark in every_mark(page.marks):
            if isinstance(mark, Picture):
                used.update(_picture_plates(mark.path))
    spots = sorted(used - set(_PROCESS_PLATES) - {REGISTRATION.name})
    return (*(plate for plate in _PROCESS_PLATES if plate in used), *spots)


def inks_of(pages: Iterable[Page]) -> dict[Ink, None]:
    """Collect the inks of pages in order of first use."""
    inks = (ink_of(mark) for page in pages for mark in every_mark(page.marks + page.over))
    return {ink: None for ink in inks if ink is not None}


def _process_plates(ink: Ink, profile: Profile) -> Iterator[str]:
    if isinstance(ink, Spot):
        ink = Cmyk(*dict(profile.mixtures).get(ink.name, ink.process))
    if isinstance(ink, Cmyk):
        yield from (plate for plate, part in zip(_PROCESS_PLATES, ink, strict=True) if part)
    else:
        yield from _PROCESS_PLATES


def _picture_plates(path: str) -> tuple[str, ...]:
    """R-80: what is grey prints with black alone."""
    return ("Black",) if read_picture_facts(path).colours in ("line", "gray") else _PROCESS_PLATES


def crop_marks(size: Size) -> list[Mark]:
    """Two marks at each corner, outside the bleed (R-53)."""
    marks: list[Mark] = []
    for x, away in ((0.0, -1), (size.width, 1)):
        for y, off in ((0.0, -1), (size.height, 1)):
            start, end = _START, _START + _LENGTH
            marks.append(_line(x + away * start, y, x + away * end, y))
            marks.append(_line(x, y + off * start, x, y + off * end))
    return marks


def registration_crosses(size: Size) -> list[Mark]:
    """A registration cross at the middle of each side (R-54)."""
    middles = (
        (size.width / 2, -_CROSS),
        (size.width / 2, size.height + _CROSS),
        (-_CROSS, size.height / 2),
        (size.width + _CROSS, size.height / 2),
    )
    half = _LENGTH / 2
    lines = ((_line(x - half, y, x + half, y), _line(x, y - half, x, y + half)) for x, y in middles)
    return [line for pair in lines for line in pair]


def _colour_bar(size: Size, plates: tuple[str, ...], profile: Profile, document: Document) -> list[Mark]:
    """Full and half tones of black and red, and the process inks of the job (R-55)."""
    solids: list[Ink] = [BLACK]
    reds = [ink for ink in inks_of(document.pages) if isinstance(ink, Spot) and ink.name != REGISTRATION.name]
    solids += sorted(reds)
    patches = [_toned(ink, tone) for ink in solids for tone in (1.0, 0.5)]
    if not profile.spot_plates:
        patches += [ink for plate, ink in _PROCESS_PATCHES if plate in plates]
    top = size.height + mm(5.5)
    return [Box(Rect(_BAR_FROM + n * _PATCH, top, _PATCH, _PATCH), ink) for n, ink in enumerate(patches)]


def _toned(ink: Ink, tone: float) -> Ink:
    if isinstance(ink, Spot):
        return ink._replace(tint=tone)
    return Cmyk(*(part * tone for part in ink)) if isinstance(ink, Cmyk) else ink


def _staples(size: Size, number: int) -> list[Mark]:
    """A tick at each staple on the binding edge: left on odd pages, right on even ones (R-63)."""
    x, away = (0.0, -1) if number % 2 else (size.width, 1)
    ends = (x + away * _START, x + away * (_START + mm(3)))
    return [_line(ends[0], y, ends[1], y) for y in (_STAPLE, size.height - _STAPLE)]


def slug_line(text: str, size: Size, book: FontBook) -> list[Mark]:
    """Set a line of small print above the page, cut where the page ends (R-56)."""
    room = size.width - 2 * _SLUG_INSET
    return small_print(text, Point(_SLUG_INSET, -_SLUG_BASELINE), _SLUG_SIZE, REGISTRATION, book, room)


def small_print(
    text: str, at: Point, size: float, ink: Ink, book: FontBook, room: float = float("inf")
) -> list[Mark]:
    """Set a line of words that are nobody's text: no care for spacing, unknown characters as 〓."""
    runs: list[TextRun] = []
    x = at.x
    for char in text:
        face = book.face_for(char, "song") or book.face("song")
        char = char if face.covers(char) else _UNKNOWN
        advance = face.advance(char) * size
        if x + advance > at.x + room:
            break
        if runs and runs[-1].face == face.id:
            runs[-1] = runs[-1]._replace(text=runs[-1].text + char)
        else:
            runs.append(TextRun(x, at.y, char, face.id, size, ink))
        x += advance
    return list(runs)


def _line(x: float, y: float, x2: float, y2: float) -> Rule:
    return Rule(x, y, x2, y2, _HAIRLINE, REGISTRATION)
