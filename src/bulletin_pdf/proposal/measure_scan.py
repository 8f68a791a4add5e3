"""Scanned pages → paper, margins, distance of lines and what is red; more a picture does not say."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from bulletin_pdf.geometry import POINTS_PER_MM, Size, mm
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.raster import PageRasteriser, can_rasterise, pixel_size
from bulletin_pdf.proposal.area_values import in_mm_fine, note_paper, note_sides
from bulletin_pdf.proposal.findings import Findings
from bulletin_pdf.proposal.lengths import in_mm, in_pt, usual
from bulletin_pdf.proposal.measured_style import MeasuredStyle, PlainValue
from bulletin_pdf.proposal.paper_rows import PaperPage
from bulletin_pdf.proposal.scan_bands import ScanBand, bands_of, ink_of, red_of, straight

_DOTS: Final = 150
_MAX_SCANS: Final = 8
"""Pages that are looked at."""
_FEWEST_LINES: Final = 4
_WIDE: Final = 0.6
"""Share of the widest line that a line of text has."""


class ScannedPage(NamedTuple):
    """A page as it was seen; lengths in pt."""

    number: int
    size: Size
    lines: tuple[ScanBand, ...]
    """In pixels."""
    red: tuple[ScanBand, ...]
    scale: float
    """pt of a pixel."""


def measure_scan(data: bytes, name: str, pages: list[PaperPage]) -> MeasuredStyle:
    """Measure pages that are pictures; `ForeignPdfError` when they cannot be drawn."""
    found = Findings(len(pages))
    note_paper(pages, found)
    if any(page.pictures for page in pages) and can_rasterise():
        seen = list(_scanned(data, pages))
        _note_margins(seen, found)
        _note_lines(seen, found)
        _note_red(seen, found)
    for path, asks, example in (
        ("styles.body.face", "scan", "fangsong"),
        ("styles.body.size", "scan", "三号"),
    ):
        found.ask(path, asks, example)
    return MeasuredStyle(
        "scan", tuple(found.values), tuple(found.questions), papers=(name,), pages=len(pages)
    )


def _scanned(data: bytes, pages: Sequence[PaperPage]) -> Iterator[ScannedPage]:
    with tempfile.TemporaryDirectory(prefix="bulletin-proposal-") as room:
        path = os.path.join(room, "scan.pdf")
        with open(path, "wb") as file:
            file.write(data)
        with PageRasteriser(path) as drawing:
            for page in pages[:_MAX_SCANS]:
                yield _look(drawing, page)


def _look(drawing: PageRasteriser, page: PaperPage) -> ScannedPage:
    from bulletin_pdf.pdf.foreign.drawn_picture import picture_of

    picture = straight(picture_of(drawing.draw(page.number - 1, *pixel_size(page.size, _DOTS))))
    least = round(3 / 72 * _DOTS)
    red = red_of(picture, _DOTS)
    return ScannedPage(
        page.number,
        page.size,
        tuple(bands_of(ink_of(picture, _DOTS), least)),
        tuple(bands_of(red, 1)) if red is not None else (),
        page.size.width / picture.width,
    )


def _text(page: ScannedPage) -> list[ScanBand]:
    """Return the bands that are lines of text: those as high as most, and wide."""
    widest = max((band.right - band.left for band in page.lines), default=0)
    high, _ = usual((float(band.bottom - band.top) for band in page.lines), 2.0)
    return [
        band
        for band in page.lines
        if band.right - band.left > _WIDE * widest and 0.6 * high < band.bottom - band.top < 1.6 * high
    ]


def _note_margins(seen: Sequence[ScannedPage], found: Findings) -> None:
    """Note left and right margins, of odd and of even pages."""
    sides: dict[bool, tuple[list[float], list[float]]] = {True: ([], []), False: ([], [])}
    for page in seen:
        for band in _text(page):
            left, right = sides[page.number % 2 == 1]
            bearing = _BEARING * (band.bottom - band.top) * page.scale
            left.append(_to_half(band.left * page.scale - bearing))
            right.append(_to_half(page.size.width - band.right * page.scale - bearing))
    odd, even = (
        (sides[True], sides[False]) if len(sides[True][0]) >= _FEWEST_LINES else (sides[False], ([], []))
    )
    if len(odd[0]) < _FEWEST_LINES:
        found.ask("page.inner", "scan", "28mm")
        return
    note_sides(usual(odd[0], 1.0), usual(odd[1], 1.0), len(odd[0]), found)
    if len(even[0]) >= _FEWEST_LINES:
        inner, count = usual(even[1], 1.0)
        moved = abs(usual(even[0], 1.0)[0] - usual(odd[0], 1.0)[0]) > 3.0
        found.add("mirror", moved, "lines", count, len(even[0]))


def _note_lines(seen: Sequence[ScannedPage], found: Findings) -> None:
    """Note the distance of lines, the top margin and the lines of a full page."""
    steps = [
        (below.middle - above.middle) * page.scale for page in seen for above, below in pairwise(_text(page))
    ]
    near, count = usual(steps, 0.6)
    if count < _FEWEST_LINES:
        found.ask("grid.pitch", "scan", "29pt")
        return
    pitch = _refined(seen, near)
    found.add("grid.pitch", in_pt(round(pitch * 4) / 4), "lines", count, len(steps), shown=f"{pitch:.2f} pt")
    tops, counts = [], []
    for page in seen[1:]:
        text = _text(page)
        if len(text) >= _FEWEST_LINES:
            tops.append(text[0].middle * page.scale - pitch / 2)
            counts.append(round((text[-1].middle - text[0].middle) * page.scale / pitch) + 1)
    if tops:
        top = min(tops)
        found.add(
            "page.top",
            in_mm(_to_half(top)),
            "pages",
            sum(each - top < pitch / 2 for each in tops),
            len(tops),
        )
        most = max(counts)
        found.add("grid.lines", most, "pages", counts.count(most), len(counts), certain=False)
    else:
        found.ask("page.top", "top", "37mm")


def _refined(seen: Sequence[ScannedPage], near: float) -> float:
    """Return the distance of lines over the longest stretches of them, which small errors change least."""
    found: list[tuple[int, float]] = []
    for page in seen:
        text = _text(page)
        for first in text[:3]:
            for last in text[-3:]:
                apart = (last.middle - first.middle) * page.scale
                steps = round(apart / near)
                if steps > 4 and abs(apart / steps - near) < 0.15 * near / 4:
                    found.append((steps, apart))
    steps = sum(count for count, _ in found)
    return sum(apart for _, apart in found) / steps if steps else near


def _note_red(seen: Sequence[ScannedPage], found: Findings) -> None:
    """Note what is red at the head of page 1, as what the head may have: its words are not known."""
    if not seen or not seen[0].red:
        return
    page = seen[0]
    upper = [band for band in page.red if band.bottom * page.scale < 0.5 * page.size.height]
    rows: list[PlainValue] = []
    for band in upper:
        wide, high = (band.right - band.left) * page.scale, (band.bottom - band.top) * page.scale
        if high < 8 and wide > 0.5 * page.size.width:
            place = in_mm(band.top * page.scale)
            rows.append(
                {
                    "rule": "red",
                    "weights": in_mm_fine(high),
                    "length": in_mm(wide),
                    "top": place,
                    "from": "page",
                }
            )
        elif high > 18:
            name: dict[str, PlainValue] = {"size": in_pt(round(high / _INK_OF_EM)), "width": in_mm(wide)}
            rows.append({"name": name, "ink_top": in_mm(band.top * page.scale), "from": "page"})
    if rows:
        found.add("head.rows", rows, "marks", len(rows), len(upper), certain=False)


def _to_half(length: float) -> float:
    """Return a length to half a millimetre, which is what a scan can tell."""
    return mm(round(2 * length / POINTS_PER_MM) / 2)


_BEARING: Final = 0.09
"""White on both sides of the ink of most characters, of its height."""
_INK_OF_EM: Final = 0.93
"""Height of the ink of most names, em."""
