"""A PDF → the rows, rules and pictures of its pages, each row with its Chinese face, its size and its ink."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

from bulletin_pdf.comparison.page_rows import marks_in_rows
from bulletin_pdf.design.styles import latin_beside
from bulletin_pdf.geometry import Size, mm
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.colour_spaces import Colour
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.painted import read_painted_page
from bulletin_pdf.pdf.foreign.painted_marks import PaintedMark
from bulletin_pdf.proposal.font_roles import role_of
from bulletin_pdf.yamldoc.key_table import is_han

InkRole = Literal["black", "red"]
_MAX_PAGES: Final = 40
"""Pages that are measured: more say nothing new."""
_THIN: Final = mm(2)
_TOGETHER: Final = mm(2.5)
"""Rules no farther apart are one rule of several lines."""
_BLACK_PLATES: Final = frozenset({"Black", "All"})


class Glyphs(NamedTuple):
    """A stretch of a row in one font."""

    text: str
    left: float
    right: float
    size: float
    font: str
    role: str


class PaperRow(NamedTuple):
    """A row of text; lengths in pt from the upper left corner of the trim."""

    page: int
    text: str
    """Without white space."""
    left: float
    right: float
    baseline: float
    size: float
    """That most of its Chinese characters have."""
    font: str
    """The font of most of its Chinese characters, as the file calls it."""
    role: str
    ink: InkRole
    colour: Colour
    parts: tuple[Glyphs, ...]

    @property
    def middle(self) -> float:
        """Halfway between its ends."""
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        """From its left to its right end."""
        return self.right - self.left


class MeasuredRule(NamedTuple):
    """A rule across: one or more lines, from the top down."""

    page: int
    left: float
    right: float
    top: float
    weights: tuple[float, ...]
    spacing: float
    ink: InkRole

    @property
    def bottom(self) -> float:
        """Lower edge of its last line."""
        return self.top + sum(self.weights) + self.spacing * (len(self.weights) - 1)

    @property
    def width(self) -> float:
        """From its left to its right end."""
        return self.right - self.left


class PaperPage(NamedTuple):
    """What stands on a page."""

    number: int
    """From 1."""
    size: Size
    rows: tuple[PaperRow, ...]
    rules: tuple[MeasuredRule, ...]
    """Lines across."""
    uprights: tuple[PaintedMark, ...]
    """Lines from the top down."""
    pictures: tuple[PaintedMark, ...]
    red: tuple[Colour, ...]
    """Red colours that something is printed in."""


def paper_pages(data: bytes) -> list[PaperPage]:
    """Read the pages of a PDF; `ForeignPdfError` when it cannot be read or has none."""
    foreign = ForeignPdf(data, decrypt=True)
    if not foreign.page_count:
        raise ForeignPdfError("no pages")
    return [_page(foreign, place) for place in range(min(foreign.page_count, _MAX_PAGES))]


def _page(foreign: ForeignPdf, place: int) -> PaperPage:
    painted = read_painted_page(foreign, place)
    number = place + 1
    texts = [mark for mark in painted.painted if mark.kind == "text" and mark.text.strip()]
    lines = [
        mark for mark in painted.painted if mark.kind in ("fill", "stroke") and not _is_white(mark.colour)
    ]
    lines += [edge for one, other in pairwise(lines) for edge in _edges_between(one, other)]
    rows = tuple(_row(marks, number) for marks in marks_in_rows(texts))
    return PaperPage(
        number,
        painted.geometry.size,
        rows,
        tuple(_rules(lines, number)),
        tuple(mark for mark in lines if mark.right - mark.left < _THIN < mark.bottom - mark.top),
        tuple(mark for mark in painted.painted if mark.kind == "image"),
        tuple(mark.colour for mark in painted.painted if mark.kind != "image" and is_red(mark.colour)),
    )


def _edges_between(one: PaintedMark, other: PaintedMark) -> Iterator[PaintedMark]:
    """Yield the lines between two areas of one path, one inside the other: so some programs paint borders of boxes."""
    if one.colour != other.colour or (one.left, one.right) != (other.left, other.right):
        return
    if min(one.bottom - one.top, other.bottom - other.top) < _THIN:
        return
    upper, lower = sorted((one.top, other.top)), sorted((one.bottom, other.bottom))
    if 0 < upper[1] - upper[0] < _THIN:
        yield one._replace(top=upper[0], bottom=upper[1])
    if 0 < lower[1] - lower[0] < _THIN and lower[0] - upper[1] > _THIN:
        yield one._replace(top=lower[0], bottom=lower[1])


def _row(marks: Sequence[PaintedMark], page: int) -> PaperRow:
    parts = tuple(_glyphs(mark) for mark in marks)
    counted: Counter[tuple[str, str, float]] = Counter()
    for part in parts:
        hanzi = sum(map(is_han, part.text))
        counted[part.font, part.role, round(part.size, 2)] += 100 * hanzi + len(part.text)
    (font, role, size), _ = counted.most_common(1)[0]
    main = max(marks, key=lambda mark: (round(mark.size, 2) == size, len(mark.text)))
    red = sum(len(mark.text) for mark in marks if is_red(mark.colour)) * 2 > sum(len(m.text) for m in marks)
    return PaperRow(
        page,
        "".join("".join(part.text for part in parts).split()),
        marks[0].left,
        max(mark.right for mark in marks),
        main.baseline,
        main.size,
        font,
        role,
        "red" if red else "black",
        main.colour,
        parts,
    )


def row_of(row: PaperRow, parts: Sequence[Glyphs]) -> PaperRow:
    """Return a part of a row, in the face of most of its own characters."""
    counted: Counter[tuple[str, str, float]] = Counter()
    for part in parts:
        counted[part.font, part.role, part.size] += 100 * sum(map(is_han, part.text)) + len(part.text)
    if not counted:
        return row
    (font, role, size), _ = counted.most_common(1)[0]
    text = "".join("".join(part.text for part in parts).split())
    ends = min(part.left for part in parts), max(part.right for part in parts)
    return row._replace(
        text=text, left=ends[0], right=ends[1], size=size, font=font, role=role, parts=tuple(parts)
    )


def _glyphs(mark: PaintedMark) -> Glyphs:
    font = mark.font.name if mark.font else ""
    return Glyphs(mark.text, mark.left, mark.right, mark.size, font, role_of(font).role)


def _rules(lines: Iterable[PaintedMark], page: int) -> Iterator[MeasuredRule]:
    """Put lines across together that stand close above each other with the same ends."""
    across = sorted(
        {
            (mark.top, mark.left, mark.right, mark.bottom, is_red(mark.colour))
            for mark in lines
            if mark.bottom - mark.top < _THIN < mark.right - mark.left
        }
    )
    groups: list[list[tuple[float, float, float, float, bool]]] = []
    for line in _joined(across):
        near = next((group for group in reversed(groups) if _belongs(line, group[-1])), None)
        if near is None:
            groups.append([line])
        else:
            near.append(line)
    for group in groups:
        weights = tuple(bottom - top for top, _, _, bottom, _ in group)
        spaces = [below[0] - above[3] for above, below in pairwise(group)]
        ink: InkRole = "red" if group[0][4] else "black"
        spacing = sum(spaces) / len(spaces) if spaces else 0.0
        yield MeasuredRule(page, group[0][1], group[0][2], group[0][0], weights, spacing, ink)


def _joined(
    lines: Sequence[tuple[float, float, float, float, bool]],
) -> list[tuple[float, float, float, float, bool]]:
    """Join pieces of one line, as borders of neighbouring cells are, and what is painted twice."""
    found: list[tuple[float, float, float, float, bool]] = []
    for top, left, right, bottom, red in lines:
        at = next(
            (
                place
                for place, (t, a, b, e, r) in enumerate(found)
                if r == red
                and abs(t - top) < 0.3
                and abs(e - bottom) < 0.3
                and left <= b + 1.0
                and right >= a - 1.0
            ),
            None,
        )
        if at is None:
            found.append((top, left, right, bottom, red))
        else:
            t, a, b, e, _ = found[at]
            found[at] = (t, min(a, left), max(b, right), e, red)
    return found


def _belongs(
    line: tuple[float, float, float, float, bool], above: tuple[float, float, float, float, bool]
) -> bool:
    close = 0 < line[0] - above[3] < _TOGETHER
    return close and line[4] == above[4] and abs(line[1] - above[1]) < 2 and abs(line[2] - above[2]) < 2


def is_red(colour: Colour) -> bool:
    """Whether a colour is a red, as process colours, on a screen, or on a plate of its own."""
    if colour.names:
        name = colour.names[0].lower()
        plated = any(word in name for word in ("red", "红", "185", "186", "485", "warm", "1788", "032"))
        return plated and bool(colour.parts) and colour.parts[0] > 0.3
    cmyk = as_cmyk(colour)
    return cmyk is not None and cmyk[0] < 0.4 and cmyk[1] > 0.55 and cmyk[2] > 0.35 and cmyk[3] < 0.6


def as_cmyk(colour: Colour) -> tuple[float, float, float, float] | None:
    """Return a colour in process inks, roughly where it is one of a screen; None for what cannot be told."""
    parts = colour.parts
    if colour.space.endswith("CMYK") and len(parts) == 4:
        return parts[0], parts[1], parts[2], parts[3]
    if colour.space.endswith("RGB") and len(parts) == 3:
        high = max(parts)
        if high == 0:
            return 0.0, 0.0, 0.0, 1.0
        return 1 - parts[0] / high, 1 - parts[1] / high, 1 - parts[2] / high, 1 - high
    if colour.space.endswith("Gray") and len(parts) == 1:
        return 0.0, 0.0, 0.0, 1 - parts[0]
    return None


def _is_white(colour: Colour) -> bool:
    cmyk = as_cmyk(colour)
    return cmyk is not None and sum(cmyk) < 0.05


def latin_role(rows: Iterable[PaperRow], face: str) -> str:
    """Return the role of the face of digits and letters, where it is not the one that goes with a Chinese face."""
    faces: Counter[str] = Counter()
    for row in rows:
        for part in row.parts:
            count = sum(char.isascii() and char.isalnum() for char in part.text)
            if count:
                faces[part.role or "latin"] += count
    if not faces:
        return ""
    most = faces.most_common(1)[0][0]
    return most if most != "latin" and most != latin_beside(face) else ""
