"""Corrected words in an issue, made visible: dots below them, 勘误 and a number in the margin.

Nobody who reads the page shall take it for the page as issued; the number leads to 勘误表,
which has the words as they were.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from bulletin_pdf.compose.printed_text import without_white_space
from bulletin_pdf.compose.single_lines import put_label, set_label, width_of
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import Point, Rect, mm
from bulletin_pdf.inks import BLACK
from bulletin_pdf.layout.style import Grid, TextStyle
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Group, Link, Mark, Page, Rule, Tag, TagId, TextRun
from bulletin_pdf.typeset.classes import CLOSE, OPEN, PAUSE, STOP, class_alone

ERRATUM_ANCHOR: Final = "erratum-"
LABEL: Final = "勘误"
_OFF_TEXT: Final = mm(4)
_DOT: Final = 1.1
_STEP: Final = 3.0
"""Diameter and distance of the dots, pt: to be seen without shouting."""
_DROP: Final = 4.2
"""How far below the baseline they stand, pt."""
_WHITE: Final = 0.5
"""What a mark leaves blank of its width, em."""
_CLOSING: Final = frozenset({CLOSE, PAUSE, STOP})
_SAME_STRETCH: Final = 8.0
"""White inside a stretch, where its characters change face, is no wider than this, pt."""


class Correction(NamedTuple):
    """A stretch corrected: `length` characters from `start` on of a tag's text, white left out."""

    number: int
    tag: TagId
    start: int
    length: int


class _Stretch(NamedTuple):
    """Corrected characters of one run: from `x` to `x2` on its baseline, as the page counts."""

    start: Point
    end: Point
    correction: Correction


def mark_corrections(
    document: Document,
    corrections: Sequence[Correction],
    grid: Grid,
    style: TextStyle,
    typesetter: Typesetter,
    *,
    links: bool,
) -> Document:
    """Mark each stretch; with `links` its number leads to the volume's list of errata."""
    tags = list(document.tags)
    pages: list[Page] = []
    said: dict[TagId, int] = {}
    labelled: set[tuple[int, TagId]] = set()
    for number, page in enumerate(document.pages, start=1):
        stretches = _joined(_stretches(page.marks, corrections, said, typesetter.book))
        marks: list[Mark] = [_dots(stretch) for stretch in stretches]
        beside: dict[float, list[Correction]] = {}
        for stretch in stretches:
            key = (stretch.correction.number, stretch.correction.tag)
            if key not in labelled:
                labelled.add(key)
                beside.setdefault(stretch.start.y, []).append(stretch.correction)
        for y, inside in sorted(beside.items()):
            marks += _label(inside, y, number, tags, grid, style, typesetter, links=links)
        pages.append(page._replace(marks=(*page.marks, *marks)) if marks else page)
    return document._replace(pages=tuple(pages), tags=tuple(tags))


def _stretches(
    marks: Iterable[Mark], corrections: Sequence[Correction], said: dict[TagId, int], book: FontBook
) -> Iterator[_Stretch]:
    """Find the stretches on a page; `said` counts the characters of each tag on pages before."""
    wanted = {correction.tag for correction in corrections}
    for mark in marks:
        if isinstance(mark, Group):
            for stretch in _stretches(mark.marks, corrections, said, book):
                yield stretch._replace(start=_through(mark, stretch.start), end=_through(mark, stretch.end))
        elif isinstance(mark, TextRun) and mark.tag in wanted:
            first = said.get(mark.tag, 0)
            said[mark.tag] = first + len(without_white_space(mark.text))
            for correction in corrections:
                if correction.tag != mark.tag:
                    continue
                start = max(correction.start, first)
                end = min(correction.start + correction.length, said[mark.tag])
                if start < end:
                    edges = _edges(mark, book)
                    at = [index for index, char in enumerate(mark.text) if not char.isspace()]
                    y = mark.y + _DROP
                    here, last = at[start - first], at[end - 1 - first]
                    # The white of a bracket or a stop is no part of the words.
                    left = edges[here] + _WHITE * mark.size * (class_alone(mark.text[here]) == OPEN)
                    right = edges[last + 1] - _WHITE * mark.size * (class_alone(mark.text[last]) in _CLOSING)
                    yield _Stretch(Point(left, y), Point(right, y), correction)


def _joined(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Join what one line holds of a correction; a change of face parts its runs."""
    joined: list[_Stretch] = []
    for stretch in stretches:
        last = joined[-1] if joined else None
        if last is not None and _goes_on(last, stretch):
            joined[-1] = last._replace(end=stretch.end)
            continue
        joined.append(stretch)
    return joined


def _goes_on(last: _Stretch, stretch: _Stretch) -> bool:
    gap = stretch.start.x - last.end.x
    same_line = last.end.y == stretch.start.y and -1e-6 <= gap <= _SAME_STRETCH
    return same_line and last.correction == stretch.correction


def _through(group: Group, point: Point) -> Point:
    a, b, c, d, e, f = group.matrix
    return Point(a * point.x + c * point.y + e, b * point.x + d * point.y + f)


def _edges(run: TextRun, book: FontBook) -> list[float]:
    """Return where each character of a run begins, and where the last one ends."""
    advances = book.by_id(run.face).advances
    widths = [advances[char] * run.size + run.tracking for char in run.text]
    for pair in ("——", "……"):
        at = run.text.find(pair)
        while at >= 0:
            widths[at] = widths[at + 1] = advances[pair] / 2 * run.size + run.tracking
            at = run.text.find(pair, at + 2)
    for index, moved in run.shifts:
        widths[index] += moved
    return list(accumulate(widths, initial=run.x))


def _dots(stretch: _Stretch) -> Rule:
    (x, y), (x2, y2) = stretch.start, stretch.end
    return Rule(x, y, x2, y2, _DOT, BLACK, dots=_STEP)


def _label(
    corrections: Sequence[Correction],
    y: float,
    number: int,
    tags: list[Tag],
    grid: Grid,
    style: TextStyle,
    typesetter: Typesetter,
    *,
    links: bool,
) -> list[Mark]:
    """Put 勘误3 in the outer margin, next to the line."""
    words = LABEL + "、".join(str(correction.number) for correction in corrections)
    parent = corrections[0].tag
    # An entry of 要目 is a link already, and a link holds none.
    parent = tags[parent].parent if tags[parent].role == "Link" else parent
    tags.append(Tag("Link" if links else "Span", parent))
    tag = len(tags) - 1
    label = set_label(words, style, tag, typesetter)
    width, size = width_of(label), style.size
    left = grid.left(number)
    x = left + grid.width + _OFF_TEXT if number % 2 else left - _OFF_TEXT - width
    marks: list[Mark] = [*put_label(label, x, y - _DROP)]
    if links:
        target = f"/{ERRATUM_ANCHOR}{corrections[0].number}"
        marks.append(Link(Rect(x, y - 1.2 * size, width, 1.5 * size), target, words, tag))
    return marks
