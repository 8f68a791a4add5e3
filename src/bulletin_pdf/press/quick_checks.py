"""Preflight rules that can be checked on the pages, run by every build.

Preflight of a finished file takes as long as setting it. These rules (F-09…F-11, F-15) need
nothing but the marks; all others are kept by construction in the writer.
"""

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import mm
from bulletin_pdf.inks import Cmyk, Ink, Spot
from bulletin_pdf.pages import Document, Page, Rule, TextRun, TypeArea, every_mark, ink_of
from bulletin_pdf.pdf.profile import Profile, has_plate
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset.classes import clusters_in
from bulletin_pdf.typeset.edges import white_after, white_before

_OFF = mm(1)
_HAIRLINE = 0.25
_MAX_INK = 3.0
_MAX_SPOTS = 2


def check_document(
    document: Document, profile: Profile, area: TypeArea, book: FontBook, problems: Problems
) -> None:
    """Find what its own edition's preflight would refuse."""
    spots: set[str] = set()
    for number, page in enumerate(document.pages, start=1):
        _check_places(page, number, area, book, problems)
        for mark in every_mark(page.marks):
            ink = ink_of(mark)
            if isinstance(ink, Spot) and has_plate(ink, profile):
                spots.add(ink.name)
            elif ink is not None and _total(ink, profile) > _MAX_INK:
                problems.add(Code.TOO_MUCH_INK, None, pages=number, found=f"{_total(ink, profile) * 100:.0f}")
            if isinstance(mark, Rule) and mark.weight < _HAIRLINE:
                problems.add(Code.LINE_TOO_THIN, None, pages=number, found=f"{mark.weight:.3f}")
    if len(spots) > _MAX_SPOTS:
        problems.add(Code.TOO_MANY_SPOT_INKS, None, found=tuple(sorted(spots)))


def _check_places(page: Page, number: int, area: TypeArea, book: FontBook, problems: Problems) -> None:
    """Text stands in the type area, or where the design puts it above; only the folio is below.

    What is turned is left to preflight.
    """
    left, right = area.left(number) - _OFF, area.left(number) + area.width + _OFF
    for mark in page.marks:
        if not isinstance(mark, TextRun) or not mark.text.strip() or mark.y > area.bottom + _OFF:
            continue
        start, end = _ink_ends(mark, book)
        if start < left or end > right or mark.y < min(area.top, area.upper):
            problems.add(Code.TEXT_OUTSIDE_TYPE_AREA, None, pages=number)
            return


def _ink_ends(run: TextRun, book: FontBook) -> tuple[float, float]:
    """Where the first and the last character have ink; marks of punctuation are half white."""
    face = book.by_id(run.face)
    advances = face.advances
    units = clusters_in(run.text) if face.composed else run.text
    width = sum(map(advances.__getitem__, units)) * run.size
    width += (len(run.text) - 1) * run.tracking
    width += sum(shift for place, shift in run.shifts if place < len(run.text) - 1)
    first, last = run.text[0], run.text[-1]
    start = run.x + white_before(first, advances[first]) * run.size
    return start, run.x + width - white_after(last, advances[last]) * run.size


def _total(ink: Ink, profile: Profile) -> float:
    if isinstance(ink, Spot):
        return sum(dict(profile.mixtures).get(ink.name, ink.process)) * ink.tint
    return sum(ink) if isinstance(ink, Cmyk) else 0.0
