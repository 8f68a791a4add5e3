"""The glyphs drawn in a file: each equal to the face's glyph, of the same width, and on its page.

The faces are read from the disk once more; of the file nothing is taken but its bytes.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from struct import error
from typing import TYPE_CHECKING

from bulletin_pdf.attest.page_furniture import PageFurniture
from bulletin_pdf.fonts.face import Face
from bulletin_pdf.fonts.font_book import ComparedFont, FontBook
from bulletin_pdf.fonts.font_file import DamagedFaceError
from bulletin_pdf.fonts.glyph_comparison import GlyphPair, other_glyphs
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.readback.content_text import ContentText, TextBox
from bulletin_pdf.pdf.readback.file_text import PageText, Readback
from bulletin_pdf.pdf.readback.font_codes import ReadFont
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems

if TYPE_CHECKING:
    from bulletin_pdf.pdf.readback.run_places import PlacedRun

_CFF = "-Identity-H"
"""What 9.7.6.2 adds to the name of a composite font whose program is CFF."""
_WIDTH_TOLERANCE = 0.01
_LONGEST_SHOWN = 12


class WrongGlyphs(NamedTuple):
    """Codes of a font that draw something else than they say."""

    glyphs: frozenset[int] = frozenset()
    widths: frozenset[int] = frozenset()


class CheckedPage(NamedTuple):
    """A page of the file: its number, its index in its copy, and what may stand next to it."""

    number: int
    place: int
    furniture: PageFurniture


def check_drawn(
    readback: Readback, furniture: PageFurniture, book: FontBook, problems: Problems, copies: int = 1
) -> bool:
    """Prove glyphs, widths and places; false when something is amiss, which is a problem then.

    A file of so many `copies` repeats its pages; what copies share is looked at once.
    """
    before = len(problems.errors)
    size, met = len(readback.pages) // copies, set[tuple[int, int]]()
    for index, page in enumerate(readback.pages):
        for content in page.contents:
            place = index % size
            if not content.on_page and (id(content), place) not in met:
                met.add((id(content), place))
                _prove_places(content, page, CheckedPage(index + 1, place, furniture), problems)
    if len(problems.errors) == before:
        for font in readback.fonts:
            _prove_font(font, readback, book, problems)
    return len(problems.errors) == before


# Glyphs and widths --------------------------------------------------------------------------------


def face_name(font: ReadFont) -> str:
    """Return the name of the face a font was cut from (9.6.4: six letters and + stand before it)."""
    return font.name.removesuffix(_CFF).partition("+")[2]


def prove_ahead(fonts: Iterable[ReadFont], book: FontBook) -> Iterator[None]:
    """Hold fonts against their faces, one a step, so that `check_drawn` finds those proven that are right."""
    for font in fonts:
        with suppress(DamagedFaceError):  # `check_drawn` reports it
            _least_wrong(font, book)
        yield


def _prove_font(font: ReadFont, readback: Readback, book: FontBook, problems: Problems) -> None:
    try:
        wrong = _least_wrong(font, book)
    except DamagedFaceError as error:
        problems.add(Code.FONT_NOT_COMPARABLE, None, font=font.name, why=str(error))
        return
    if wrong is None:
        problems.add(Code.FONT_NOT_COMPARABLE, None, font=font.name, why="–")
        return
    for code, kind in ((wrong.glyphs, Code.GLYPH_DIFFERS), (wrong.widths, Code.GLYPH_WIDTH_DIFFERS)):
        if code:
            _report_first(font, code, kind, readback, problems)


def _least_wrong(font: ReadFont, book: FontBook) -> WrongGlyphs | None:
    """Return what is wrong in a font, held against the face that it fits best; None where the book has no such face."""
    # Most settings of an issue that is being written leave the fonts as they were: 4 ms of a PDF of nine pages.
    widths, program = font.widths, font.program
    subject = ComparedFont(font.texts, widths.given, widths.other, program.data, program.places)
    if book.proven.get(face_name(font)) == subject:
        return WrongGlyphs()
    faces = book.named(face_name(font)).values()
    found = [_wrong_in(font, face) for face in faces if face.is_cff == font.program.is_cff]
    # One file may serve as two faces that differ in a few signs: the font is the one it fits.
    wrong = min(found, key=lambda one: len(one.glyphs) + len(one.widths), default=None)
    if wrong == WrongGlyphs():
        book.proven[face_name(font)] = subject
    return wrong


def _wrong_in(font: ReadFont, face: Face) -> WrongGlyphs:
    """Hold every code against the glyphs of a face that may stand for its text."""
    codes = [code for code, text in font.texts.items() if len(text) == 1]
    meant = [face.glyphs[font.texts[code]] for code in codes]
    pairs = dict(zip(codes, map(GlyphPair, font.program.glyphs(codes), meant), strict=True))
    differing = other_glyphs(face, font.program.data, pairs.values())
    glyphs, widths = set(font.texts).difference(pairs), set[int]()
    glyphs.update(code for code, pair in pairs.items() if not pair.meant or pair in differing)
    given, other = font.widths
    for code, advance in zip(codes, face.glyph_advances(meant), strict=True):
        if abs(given.get(code, other) - 1000 * advance) > _WIDTH_TOLERANCE:
            widths.add(code)
    for code in tuple(glyphs):
        glyphs.discard(code)
        widths.discard(code)
        _hold_against_clusters(font, face, code, glyphs, widths)
    return WrongGlyphs(frozenset(glyphs), frozenset(widths))


def _hold_against_clusters(font: ReadFont, face: Face, code: int, glyphs: set[int], widths: set[int]) -> None:
    """Hold a code against the glyphs of clusters that stand for its text (T-05)."""
    text = font.texts[code]
    units = (part for cluster in face.clusters.values() for part in cluster if part.text == text)
    (shown,) = font.program.glyphs([code])
    pairs = {GlyphPair(shown, unit.glyph) for unit in units}
    right = pairs - other_glyphs(face, font.program.data, pairs) if pairs else pairs
    if text and not right:
        glyphs.add(code)
    elif text and all(
        abs(font.widths.of(code) - 1000 * face.glyph_advance(pair.meant)) > _WIDTH_TOLERANCE for pair in right
    ):
        widths.add(code)


def _report_first(
    font: ReadFont, codes: frozenset[int], kind: str, readback: Readback, problems: Problems
) -> None:
    """Name the first place where one of the codes is shown; a font may hold more than is shown."""
    from bulletin_pdf.pdf.readback.run_places import placed_runs

    for index, page in enumerate(readback.pages):
        for content in page.contents:
            for run in placed_runs(content):
                if run.font is font and not codes.isdisjoint(run.codes):
                    code = next(code for code in run.codes if code in codes)
                    text = font.texts[code]
                    problems.add(
                        kind, None, page=index + 1, char=text, code=_numbers(text), font=face_name(font)
                    )
                    return


def _numbers(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text)


# Places -------------------------------------------------------------------------------------------


def _prove_places(content: ContentText, page: PageText, sheet: CheckedPage, problems: Problems) -> None:
    from bulletin_pdf.pdf.readback.run_places import placed_runs, within

    outside: list[PlacedRun] = []
    try:
        runs = list(placed_runs(content))
    except (ValueError, IndexError, KeyError, error) as damage:
        problems.add(Code.NOT_READ_BACK, None, why=f"{type(damage).__name__}: {damage}")
        return
    for run in runs:
        if not run.plain:
            problems.add(Code.TEXT_NOT_VISIBLE, None, page=sheet.number, text=run.text[:_LONGEST_SHOWN])
            return
        if not within(run.box, page.trim):
            outside.append(run)
    if outside and not _is_slug(outside, page.trim, sheet):
        problems.add(Code.LINE_OFF_PAGE, None, page=sheet.number, text=outside[0].text[:_LONGEST_SHOWN])


def _is_slug(outside: "list[PlacedRun]", trim: TextBox, sheet: CheckedPage) -> bool:
    """Whether what stands outside the trimmed page is the printer's line, above or below it."""
    said = "".join("".join(run.text.split()) for run in outside)
    apart = all(run.box.foot > trim.top or run.box.top < trim.foot for run in outside)
    return bool(sheet.furniture.slug) and apart and sheet.furniture.bare(said, sheet.place) == ""
