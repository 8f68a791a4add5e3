"""Page, grid and styles of a Word document as settings of a design, each with its evidence."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import floor
from typing import Final, TypeVar

from bulletin_pdf.design.kinds import paper_name
from bulletin_pdf.design.styles import has_effect, latin_beside
from bulletin_pdf.geometry import POINTS_PER_MM, ZIHAO, Size
from bulletin_pdf.issue.prose import number_level
from bulletin_pdf.layout.galley import baseline_in
from bulletin_pdf.proposal.measured_style import Evidence, KeyPath, MeasuredValue, PlainValue
from bulletin_pdf.proposal.word_faces import face_of, latin_of
from bulletin_pdf.proposal.word_line_boxes import line_box
from bulletin_pdf.proposal.word_lines import WordLine
from bulletin_pdf.proposal.word_paper import WordPaper
from bulletin_pdf.proposal.word_parts import HEAD
from bulletin_pdf.proposal.word_sections import WordSection

_STATED: Final = Evidence("stated")
_MOVED: Final = 0.3
"""A difference of baselines that the margin takes up, mm."""
_STYLES: Final = (
    "body", "title", "first_title", "subtitle", "note", "theme", "level1", "level2", "level3", "level4", "addressee",
    "attachment", "signature", "remark", "by", "contents_label", "contents_entry", "caption", "table_caption",
    "table_unit", "table_head", "table_cell",
)  # fmt: skip
_LARGE: Final = ("title", "first_title", "contents_label")
_ALIGNED: Final = (
    *_LARGE,
    "subtitle",
    "theme",
    "caption",
    "table_caption",
    "signature",
    "contents_entry",
    "by",
)
_INDENTED: Final = (
    "body",
    "note",
    "level1",
    "level2",
    "level3",
    "level4",
    "attachment",
    "addressee",
    "remark",
)
_SET_IN: Final = ("signature", "by")
"""Parts that stand in from the right edge."""
_MAX_TITLE_LINES: Final = 4
"""Lines of a title that the grid lines they take are told for."""

T = TypeVar("T")


def size_as_written(size: float) -> str:
    """Return a size as offices call it: 三号; in points where it has no name."""
    name = next((name for name, each in ZIHAO.items() if abs(each - size) < 0.06), "")
    return name or f"{round(size, 2):g}pt"


def mm_as_written(length: float) -> str:
    """Return a length in pt as millimetres."""
    return f"{round(length / POINTS_PER_MM, 1):g}mm"


def most(items: Sequence[WordLine], of: Callable[[WordLine], T]) -> tuple[T, Evidence]:
    """Return what most paragraphs have, and how many of how many."""
    counts = Counter(of(item) for item in items)
    value, count = counts.most_common(1)[0]
    return value, Evidence("paragraphs", count, len(items))


def lines_of(paper: WordPaper, part: str) -> list[WordLine]:
    """Return the paragraphs that play a part."""
    return [
        paper.lines[number]
        for number, each in sorted(paper.parts.items())
        if each == part and number in paper.lines and paper.lines[number].text.strip()
    ]


# Page and grid --------------------------------------------------------------------------------


def page_values(paper: WordPaper) -> Iterator[MeasuredValue]:
    """Yield paper, margins, grid and columns."""
    section = paper.main()
    body = lines_of(paper, "body")
    pitch, how = _pitch(body, section)
    size, _ = most(body, lambda line: line.font.size) if body else (16.0, _STATED)
    drop = _drop(body, section, pitch, size)
    trim = Size(section.width, section.height)
    name = paper_name(trim)
    yield _stated(("page", "size"), name or [mm_as_written(trim.width), mm_as_written(trim.height)])
    for key, length, moved in (
        ("top", section.top, drop),
        ("bottom", section.bottom, -drop),
        ("inner", section.left, 0.0),
        ("outer", section.right, 0.0),
    ):
        shown = f"{round(length / POINTS_PER_MM, 1):g} mm" if moved else ""
        yield _stated(("page", key), mm_as_written(length + moved), shown)
    yield _stated(("mirror",), paper.settings.mirrors)
    if pitch:
        yield MeasuredValue(("grid", "pitch"), f"{round(pitch, 2):g}pt", how)
    yield from _characters(section, size)
    if section.columns > 1:
        yield _stated(("grid", "columns"), section.columns)
        yield _stated(("grid", "gap"), mm_as_written(section.gap))
        yield _stated(("grid", "rule"), "0.5pt" if section.ruled else "none")


def _characters(section: WordSection, size: float) -> Iterator[MeasuredValue]:
    """Yield what a line holds: so many cells of the grid, else as many letters as fill it."""
    if section.advance:
        column = (section.measure - (section.columns - 1) * section.gap) / section.columns
        yield _stated(
            ("grid", "characters"), floor(column / section.advance + 0.02), f"{section.advance:.2f} pt"
        )
    else:
        yield _stated(("grid", "cell"), f"{size:g}pt")


def _pitch(body: Sequence[WordLine], section: WordSection) -> tuple[float, Evidence]:
    """Return the distance of two baselines of the text."""
    if not body:
        return section.pitch, _STATED
    return most(body, lambda line: round(line_box(line, section)[0], 2))


def _drop(body: Sequence[WordLine], section: WordSection, pitch: float, size: float) -> float:
    """Return how much lower than ours the first line of a page stands under the same margin, pt.

    Word puts the baseline of a line of fixed height at four fifths of it, we in the middle.
    """
    if not body or not pitch:
        return 0.0
    drop, _ = most(body, lambda line: round(line_box(line, section)[1] - baseline_in(pitch, size), 2))
    return drop if abs(drop) > _MOVED * POINTS_PER_MM else 0.0


def _stated(key: KeyPath, value: PlainValue, shown: str = "") -> MeasuredValue:
    return MeasuredValue(key, value, _STATED, shown)


def lines_above(paper: WordPaper, baseline: float, part: str) -> MeasuredValue | None:
    """Return how many grid lines the head takes, by the baseline of what stands first below it; None: not known."""
    section, body = paper.first, lines_of(paper, "body")
    pitch, _ = _pitch(body, section)
    size, _ = most(body, lambda line: line.font.size) if body else (16.0, _STATED)
    if not pitch or not baseline:
        return None
    top = section.top + _drop(body, section, pitch, size)
    own = next((each for each in style_values(paper) if each.key == ("styles", part, "lines")), None)
    taken = own.value[0] if own is not None and isinstance(own.value, list) else 1
    height = (taken if isinstance(taken, int) else 1) * pitch
    lines = round((baseline - top - baseline_in(height, size)) / pitch)
    return MeasuredValue(("head", "lines"), max(lines, 0), _STATED) if lines > 0 else None


# Styles ---------------------------------------------------------------------------------------


def style_values(paper: WordPaper) -> Iterator[MeasuredValue]:
    """Yield the settings of every part that the document has."""
    section = paper.main()
    pitch, _ = _pitch(lines_of(paper, "body"), section)
    for style in _STYLES:
        lines = _lines_of_style(paper, style)
        found = list(_style(style, lines)) if lines else []
        if lines and style in _LARGE and pitch:
            found += _area(style, lines, section, pitch)
        yield from (each for each in found if has_effect(style, each.key[-1]))
    yield from _leads(lines_of(paper, "body"))
    yield from _white_around(paper, section, pitch)


def _lines_of_style(paper: WordPaper, style: str) -> list[WordLine]:
    """Return the paragraphs of a style; cells of tables by their row."""
    if style in ("table_head", "table_cell"):
        return [line for line, first in table_lines(paper) if first == (style == "table_head")]
    if style.startswith("level") and not lines_of(paper, style):
        return list(_run_in(paper, int(style[-1])))
    titles = lines_of(paper, "title")
    if style == "title":
        return titles
    if style == "first_title":
        alike = titles[:1] and all(_look(line) == _look(titles[0]) for line in titles)
        return [] if alike else titles[:1]
    return lines_of(paper, style)


def _run_in(paper: WordPaper, level: int) -> Iterator[WordLine]:
    """Yield the heads that paragraphs open with: 一、广泛动员。 in a face of its own."""
    for line in lines_of(paper, "body"):
        if (
            number_level(line.text) == level
            and len(line.runs) > 1
            and line.runs[0].font.face != line.font.face
        ):
            yield line._replace(runs=line.runs[:1])


def _look(line: WordLine) -> tuple[str, float, str]:
    return line.font.face, line.font.size, line.align


def table_lines(paper: WordPaper) -> Iterator[tuple[WordLine, bool]]:
    """Yield the paragraphs in cells of tables of data, and whether each is in a first row."""
    for number, place in paper.places.items():
        if place.table is not None and number not in paper.parts and paper.lines[number].text.strip():
            row = next(iter(place.table.iterfind(".//{*}tr")), None)
            first = row is not None and any(cell is place.cell for cell in row.iter())
            yield paper.lines[number], first


def _style(style: str, lines: Sequence[WordLine]) -> Iterator[MeasuredValue]:
    stand_in = "xbs" if style in _LARGE else "fangsong"
    path = ("styles", style)
    face, how = most(lines, lambda line: face_of(line.font.face, bold=line.font.bold, stand_in=stand_in).role)
    named, _ = most(lines, lambda line: line.font.face)
    yield MeasuredValue((*path, "face"), face, how, named)
    size, how = most(lines, lambda line: line.font.size)
    yield MeasuredValue((*path, "size"), size_as_written(size), how, f"{size:g} pt")
    latin, how = _latin(lines)
    if latin and latin != latin_beside(face):
        yield MeasuredValue((*path, "latin"), latin, how)
    ink, how = most(lines, lambda line: "red" if line.font.red else "black")
    yield MeasuredValue((*path, "ink"), ink, how)
    align, how = most(lines, lambda line: line.align)
    if style in _ALIGNED or style.startswith("table_"):
        align = "left" if align == "justify" else align
    if style in _ALIGNED or style == "body" or style.startswith("table_"):
        yield MeasuredValue((*path, "align"), align, how)
    if style in _INDENTED:
        indent, how = most(lines, lambda line: round(max(line.first_em, 0.0), 1))
        yield MeasuredValue((*path, "indent"), f"{indent:g}em", how)
    if style in _SET_IN:
        right, how = most(lines, lambda line: round(max(line.right, 0.0) / line.font.size, 1))
        yield MeasuredValue((*path, "right"), f"{right:g}em", how)
    spacing, how = most(lines, lambda line: round(line.font.spacing / line.font.size, 2))
    if style in _LARGE and spacing > 0:
        yield MeasuredValue((*path, "spacing"), f"{spacing:g}em", how)


def _latin(lines: Sequence[WordLine]) -> tuple[str, Evidence]:
    """Return the role of Latin letters and figures, where there are any."""
    with_latin = [line for line in lines if any(char.isascii() and char.isalnum() for char in line.text)]
    return most(with_latin, lambda line: latin_of(line.font)) if with_latin else ("", _STATED)


def _area(
    style: str, lines: Sequence[WordLine], section: WordSection, pitch: float
) -> Iterator[MeasuredValue]:
    """Yield how many grid lines a title of one, two … lines takes, and the distance of its lines; a label has one."""
    height, how = most(lines, lambda line: round(line_box(line, section)[0], 2))
    around, _ = most(lines, lambda line: round(line.before + line.after, 1))
    size, _ = most(lines, lambda line: line.font.size)
    areas: list[PlainValue] = []
    for count in range(1, _MAX_TITLE_LINES + 1):
        least = -(-((count - 1) * height + size) // pitch)
        areas.append(int(max(round((count * height + around) / pitch), least, 1)))
    leading = max(height, size) / pitch
    path = ("styles", style)
    if style == "contents_label":
        yield MeasuredValue((*path, "lines"), list(areas[:1]), how, f"{height:g} pt")
        return
    yield MeasuredValue((*path, "lines"), list(areas), how, f"{height:g} pt")
    yield MeasuredValue((*path, "leading"), f"{round(leading, 3):g} lines", how, f"{height:g} pt")


def _leads(body: Sequence[WordLine]) -> Iterator[MeasuredValue]:
    """Yield the face of what opens paragraphs in another face than the rest of them."""
    opened = [line for line in body if len(line.runs) > 1 and not number_level(line.text)]
    faces = Counter(
        role
        for line in opened
        for role in [face_of(line.runs[0].font.face, bold=line.runs[0].font.bold).role]
        if role != face_of(line.font.face).role and len(line.runs[0].text.strip()) > 1
    )
    if faces:
        role, count = faces.most_common(1)[0]
        yield MeasuredValue(
            ("styles", "lead", "face"), role, Evidence("paragraphs", count, sum(faces.values()))
        )


def _white_around(paper: WordPaper, section: WordSection, pitch: float) -> Iterator[MeasuredValue]:
    """Yield the empty lines around titles: those before later titles part reports."""
    numbers = sorted(number for number, part in paper.parts.items() if part == "title")
    firsts = [number for number in numbers if number - 1 not in numbers]
    lasts = [number for number in numbers if number + 1 not in numbers]
    if not firsts or not pitch:
        return
    below = [_empty(paper, number, 1, section, pitch) for number in lasts]
    count, times = Counter(below).most_common(1)[0]
    yield MeasuredValue(("styles", "title", "below"), count, Evidence("paragraphs", times, len(below)))
    first = _empty(paper, firsts[0], -1, section, pitch)
    if first and paper.parts.get(firsts[0] - 1 - first) not in (HEAD, None):
        yield MeasuredValue(("styles", "first_title", "above"), first, Evidence("paragraphs", 1, 1))
    above = [_empty(paper, number, -1, section, pitch) for number in firsts[1:]]
    if above:
        count, times = Counter(above).most_common(1)[0]
        yield MeasuredValue(("reports", "between"), count, Evidence("paragraphs", times, len(above)))


def _empty(paper: WordPaper, number: int, step: int, section: WordSection, pitch: float) -> int:
    """Return how many grid lines the empty paragraphs beside one take."""
    height, at = 0.0, number + step
    while at in paper.lines and not paper.lines[at].text.strip() and paper.places[at].box is None:
        height += line_box(paper.lines[at], section)[0]
        at += step
    return round(height / pitch)
