"""Page numbers of a paper: which rows they are, their form, their place."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, Literal

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.layout.style import EM_CENTRE
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.proposal.findings import Findings
from bulletin_pdf.proposal.lengths import in_em, in_mm, type_size, usual
from bulletin_pdf.proposal.paper_rows import PaperPage, PaperRow
from bulletin_pdf.proposal.text_area import TextArea

_FORM: Final = pattern(r"([^0-9０-９]{0,6})([0-9]{1,4})([^0-9０-９]{0,6})(?:([0-9]{1,4})([^0-9]{0,3}))?")
_OUTSIDE: Final = 0.12
"""Numbers stand in this share of the page's height from its top or foot, or below the text."""

_WIDTHS: Final = {"—": 1.0, "–": 0.5, "-": 0.35, "·": 0.3, "•": 0.4, "－": 1.0, "─": 1.0}
"""Of marks beside a number, em."""
_DIGIT: Final = 0.52

FolioSide = Literal["left", "center", "right"]


class FolioRow(NamedTuple):
    """A page number."""

    row: PaperRow
    before: str
    number: int
    after: str
    total: bool
    """Whether the number of pages follows."""


def find_folios(pages: Sequence[PaperPage], area: TextArea) -> list[FolioRow]:
    """Return the page numbers: those that count on from page to page."""
    found = [folio for page in pages if (folio := _on(page, area, len(pages))) is not None]
    steps = Counter(folio.number - folio.row.page for folio in found)
    if not steps:
        return []
    step, _ = steps.most_common(1)[0]
    return [folio for folio in found if folio.number - folio.row.page == step]


def _on(page: PaperPage, area: TextArea, total: int) -> FolioRow | None:
    high, low = page.size.height * _OUTSIDE, page.size.height * (1 - _OUTSIDE)
    edges = [row for row in page.rows if row.baseline < high or row.baseline > low]
    for row in sorted(edges, key=lambda row: -abs(row.baseline - page.size.height / 2)):
        match = _FORM.fullmatch(row.text)
        if match is None:
            continue
        before, number, after, second, end = match.groups()
        if second and int(second) != total:
            continue
        middle = after if second else ""
        shown = middle + "{pages}" + (end or "") if second else after
        return FolioRow(row, before, int(number), shown, bool(second))
    return None


def note_folio(
    folios: Sequence[FolioRow], area: TextArea, pages: int, book: FontBook, found: Findings
) -> None:
    """Note form, place, face and size of the page numbers."""
    if not folios:
        found.ask("folio.form", "folio", "— {n} —")
        return
    count = len(folios)
    forms = Counter((folio.before, folio.after) for folio in folios)
    (before, after), times = forms.most_common(1)[0]
    rows = [folio.row for folio in folios]
    white, size = _white(folios), usual((row.size for row in rows), 0.1)[0]
    spaced = white > 0.12
    blank = " " if spaced else ""
    form = f"{before}{blank}{{n}}{blank}{after}" if before or after else "{n}"
    found.add("folio.form", form, "pages", times, count)
    if spaced and (before or after):
        found.add("folio.white", f"{round(white * 20) / 20:g}em", "pages", count, count)
    _note_place(rows, area, found)
    _note_height(rows, area, before, size, book, found)
    found.add("styles.folio.size", type_size(size), "pages", count, count)
    role = Counter(row.role for row in rows if row.role).most_common(1)
    if role:
        found.add("styles.folio.face", role[0][0], "pages", role[0][1], count)
    if pages > 1:
        found.add("folio.first", any(row.page == 1 for row in rows), "pages", 1, 1)


def _white(folios: Sequence[FolioRow]) -> float:
    """Return the white between the number and the marks beside it, em."""
    gaps: list[float] = []
    for folio in folios:
        sides = [marks for marks in (folio.before, folio.after) if marks]
        natural = sum(_WIDTHS.get(mark, 1.0 if ord(mark) > 0x2E7F else 0.5) for mark in "".join(sides))
        digits = _width_of_number(folio)
        if sides and not folio.total:
            gaps.append((folio.row.width / folio.row.size - natural - digits) / len(sides))
    return usual(gaps, 0.05)[0]


def _width_of_number(folio: FolioRow) -> float:
    """Return the width of the digits, em: as they were set where they stand alone, else that of most faces."""
    number = str(folio.number)
    alone = next((part for part in folio.row.parts if part.text.strip() == number), None)
    if alone is not None and alone.text == number:
        return (alone.right - alone.left) / folio.row.size
    return _DIGIT * len(number)


def _note_place(rows: Sequence[PaperRow], area: TextArea, found: Findings) -> None:
    odd = Counter(_side(row, area) for row in rows if row.page % 2)
    even = Counter(_side(row, area) for row in rows if row.page % 2 == 0)
    one = odd.most_common(1)[0][0] if odd else None
    other = even.most_common(1)[0][0] if even else None
    places = {("right", "left"): "outer", ("left", "right"): "inner"}
    place = places.get((one or "", other or ""), one or other or "center")
    counted = (odd[one] if one else 0) + (even[other] if other else 0)
    certain = one is not None and other is not None or place == "center"
    found.add("folio.place", place, "pages", counted, len(rows), certain=certain)
    if place != "center":
        insets = [_inset(row, area) for row in rows]
        inset, count = usual(insets, 0.5)
        found.add("folio.inset", in_em(max(inset, 0.0), rows[0].size), "pages", count, len(rows))


def _side(row: PaperRow, area: TextArea) -> FolioSide:
    left, right = area.edges(row.page)
    if abs(row.middle - (left + right) / 2) < 1.2 * row.size:
        return "center"
    return "left" if row.middle < (left + right) / 2 else "right"


def _inset(row: PaperRow, area: TextArea) -> float:
    left, right = area.edges(row.page)
    return row.left - left if _side(row, area) == "left" else right - row.right


def _note_height(
    rows: Sequence[PaperRow], area: TextArea, before: str, size: float, book: FontBook, found: Findings
) -> None:
    """Note how far from the page's edge the middle of its marks stands."""
    dash = next((char for char in before if not char.isspace()), "")
    middle = (book.face("song").centre_of(dash) if dash else None) or EM_CENTRE
    baseline, count = usual((row.baseline for row in rows), 0.2)
    at = baseline - middle * size
    if baseline < area.size.height / 2:
        found.add("folio.from_top", in_mm(at), "pages", count, len(rows))
    else:
        found.add("folio.from_foot", in_mm(area.size.height - at), "pages", count, len(rows))
