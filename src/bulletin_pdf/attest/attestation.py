"""The attestation: a finished file in memory compared with its source (docs/certificate.md).

What is compared comes from two independent sides: the wording from the
source, the text from the bytes. A difference is an error of this program, so it stops the
build; the place in the source it can be traced to is named.
"""

from collections.abc import Iterator, Sequence

from bulletin_pdf.attest.compare import Comparison, Difference, WordingUnit, compare
from bulletin_pdf.attest.drawn_glyphs import check_drawn, face_name
from bulletin_pdf.attest.line_places import check_places
from bulletin_pdf.attest.page_furniture import CORRECTION, PageFurniture
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.readback.file_text import (
    OwnSteps,
    PageText,
    Readback,
    UnmappedError,
    UnreadableError,
    no_steps,
    read_back,
)
from bulletin_pdf.pdf.text_places import TextPlaces
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span


class Attestation(NamedTuple):
    """A file that says what it must, and how that was found."""

    data: bytes
    readback: Readback
    units: tuple[WordingUnit, ...]
    compared: Comparison


def read_file_text(
    data: bytes, problems: Problems, jobs: int = 1, own: OwnSteps = no_steps
) -> Readback | None:
    """Read a file's text back, in `jobs` processes at most; None when that cannot be done, which is a problem then.

    The steps of `own` are done in this process first.
    """
    try:
        return read_back(data, jobs, own)
    except UnmappedError as error:
        problems.add(Code.CODE_WITHOUT_TEXT, None, font=error.font, code=f"{error.code:04X}")
    except UnreadableError as error:
        problems.add(Code.NOT_READ_BACK, None, why=str(error))
    return None


def attest(
    data: bytes,
    readback: Readback,
    units: Sequence[WordingUnit],
    furniture: PageFurniture,
    book: FontBook,
    problems: Problems,
    copies: Sequence[str] = (),
    places: Sequence[TextPlaces] = (),
) -> Attestation | None:
    """Compare what a file says and draws with what it must; None when it differs, which is a problem then.

    `book` has the faces it was set in; `copies` are the numbers of copies that the file repeats its pages for (份号);
    `places` say where the text of each page was set, and none where that is not known.
    """
    pages, differences = readback.pages, list[Difference]()
    if copies:
        pages, differences = _first_copy(pages, copies)
    compared = compare(pages, units, furniture)
    differences += compared.differences
    if not differences and readback.tagged is not None:
        differences += _compare_tags(readback, units, compared)
    for difference in differences:
        _report(difference, units, problems)
    if any(difference.kind == "text" for difference in differences):
        _suspect_faces(readback, problems)
    if differences or not check_drawn(readback, furniture, book, problems, len(copies) or 1):
        return None
    if places and not check_places(readback, places, problems):
        return None
    return Attestation(data, readback, tuple(units), compared)


def _first_copy(
    pages: Sequence[PageText], copies: Sequence[str]
) -> tuple[tuple[PageText, ...], list[Difference]]:
    """Take the first copy; every other has the very same streams, and its own number over them."""
    size = len(pages) // len(copies)
    differences: list[Difference] = []
    bare = [
        tuple(content for content in page.contents if place % size or content is not page.contents[-1])
        for place, page in enumerate(pages)
    ]
    for place, number in enumerate(copies):
        start = place * size
        over = pages[start].contents[-1].text
        if over != number or len(pages[start].contents) != 2:
            differences.append(Difference("copy", start, 0, wanted=number, found=over))
        if bare[start : start + size] != bare[:size]:
            differences.append(Difference("copy", start, 0, wanted=number))
    kept = tuple(page._replace(contents=contents) for page, contents in zip(pages, bare[:size], strict=False))
    return kept, differences


def _compare_tags(
    readback: Readback, units: Sequence[WordingUnit], compared: Comparison
) -> Iterator[Difference]:
    """What is marked as content is what the source says, in the order of the tags too (A-22)."""
    marked: dict[tuple[int, int], str] = {}
    for page in readback.pages:
        for content in page.contents:
            for text, mark in content.shown:
                if mark >= 0:
                    marked[page.ref, mark] = marked.get((page.ref, mark), "") + text
    if any(unit.corrections for unit in units):
        # Their labels stand next to the lines and are no part of the text.
        labels = [place for place, text in marked.items() if CORRECTION.match(text)]
        for place in labels:
            del marked[place]
    painted = "".join(marked.values())
    ordered = "".join([marked.pop(place, "") for place in readback.tagged or ()])
    wanted = "".join(compared.printed), "".join(compared.ordered)
    for text, said in zip((painted, ordered), wanted, strict=True):
        if "".join(text.split()) != said:
            yield Difference("tags", 0, -1)
            return


def _suspect_faces(readback: Readback, problems: Problems) -> None:
    """B949: a glyph of a CFF face has one code, and a code one text (9.7.4.2 names such fonts by their CMap too)."""
    for font in readback.fonts:
        if font.program.is_cff:
            problems.add(Code.GLYPH_WITH_TWO_TEXTS, None, font=face_name(font))


_CODES = {
    "text": Code.PRINTED_TEXT_DIFFERS,
    "lost": Code.PRINTED_TEXT_MISSING,
    "more": Code.PRINTED_TEXT_ADDED,
    "number": Code.PAGE_NUMBER_WRONG,
    "folio": Code.FOLIO_WRONG,
    "furniture": Code.FOLIO_WRONG,
    "copy": Code.FOLIO_WRONG,
    "blank": Code.WHITE_SPACE_DIFFERS,
    "more blank": Code.WHITE_SPACE_DIFFERS,
    "tags": Code.TAG_ORDER_DIFFERS,
}


def _report(difference: Difference, units: Sequence[WordingUnit], problems: Problems) -> None:
    problems.add(
        _CODES[difference.kind],
        _place(difference, units),
        page=difference.page + 1,
        wanted=difference.wanted or "–",
        found=difference.found or "–",
    )


def _place(difference: Difference, units: Sequence[WordingUnit]) -> Span | None:
    if difference.at < 0 or difference.unit < 0:
        return None
    passage = units[difference.unit].wording.passage_at(difference.at)
    return passage[0].place_of(passage[1]) if passage else None
