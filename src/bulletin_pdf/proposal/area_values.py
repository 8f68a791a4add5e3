"""The type area of a paper → `page`, `grid`, `mirror` and the style of the body."""

from typing import Final

from bulletin_pdf.design.kinds import PAPERS
from bulletin_pdf.geometry import POINTS_PER_MM, Size, mm
from bulletin_pdf.layout.galley import baseline_in
from bulletin_pdf.proposal.findings import Findings
from bulletin_pdf.proposal.lengths import in_mm, in_pt, type_size, usual
from bulletin_pdf.proposal.measured_style import PlainValue
from bulletin_pdf.proposal.paper_rows import PaperPage, latin_role
from bulletin_pdf.proposal.text_area import Counted, TextArea

_MIRRORED: Final = mm(0.6)
"""Margins that differ by more from page to page are those of a sheet with a binding edge."""


_ALMOST: Final = 0.02
"""Lines: so much of one may be lost to rounding."""
_SAME_PITCH: Final = 0.02
"""pt"""
_FARTHEST_FOOT: Final = mm(30)


def paper_value(size: Size) -> PlainValue:
    """Return a trim size by its name, else its two sides."""
    wide, high = size.width / POINTS_PER_MM, size.height / POINTS_PER_MM
    for name, (width, height) in PAPERS.items():
        if abs(width - wide) < 0.6 and abs(height - high) < 0.6:
            return name
    return [in_mm(size.width), in_mm(size.height)]


def note_paper(pages: list[PaperPage], found: Findings) -> None:
    """Note the paper of most pages."""
    sizes = [page.size for page in pages]
    most = max(sizes, key=lambda size: sum(size == other for other in sizes))
    found.add("page.size", paper_value(most), "pages", sum(size == most for size in sizes), len(sizes))


def note_area(area: TextArea, found: Findings) -> None:
    """Note margins and columns."""
    _note_sides(area, found)
    if len(area.odd) > 1:
        _note_columns(area, found)


def _note_sides(area: TextArea, found: Findings) -> None:
    left, right = area.odd[0].left, area.odd[-1].right
    found.add("page.inner", in_mm(left.value), "lines", left.counted, left.of)
    found.add("page.outer", in_mm(area.size.width - right.value), "lines", right.counted, right.of)
    if not area.even:
        return
    moved = area.even[0].left.value - left.value
    even = area.even[0].left
    if abs(moved) > _MIRRORED:
        found.add("mirror", True, "lines", even.counted, even.of)
    elif abs(area.size.width - right.value - left.value) > _MIRRORED:
        found.add("mirror", False, "lines", even.counted, even.of)


def note_grid(area: TextArea, foot: float, found: Findings) -> None:
    """Note the grid from the top margin down; `foot` is the edge that 版记 stands on, 0 where there is none."""
    pitch, first = area.pitch, area.first
    if first.counted and pitch.counted:
        top = first.value - baseline_in(pitch.value, area.body.size)
        found.add("page.top", in_mm(top), "pages", first.counted, first.of)
        _note_lines(area, top, foot, found)
    else:
        found.ask("page.top", "top", "37mm")
        found.ask("grid.lines", "lines", 22)
        if pitch.counted:
            found.add("grid.pitch", in_pt(pitch.value), "lines", pitch.counted, pitch.of)
    if area.characters.counted:
        count: Counted = area.characters
        found.add("grid.characters", int(count.value), "lines", count.counted, count.of)


def _note_lines(area: TextArea, top: float, foot: float, found: Findings) -> None:
    """Note two of height, lines and their distance, those that are surest."""
    pitch, lines = area.pitch, area.lines
    height = foot - top
    known = int(height / pitch.value + _ALMOST) if foot else 0
    if known and lines.counted and 0 <= known - lines.value <= 1:
        found.add("page.bottom", in_mm(area.size.height - foot), "rules", 1, 1)
        if abs(height / known - pitch.value) < _SAME_PITCH:
            found.add("grid.lines", known, "pages", lines.counted, lines.of)
            return
        found.add("grid.pitch", in_pt(pitch.value), "lines", pitch.counted, pitch.of)
        return
    found.add("grid.pitch", in_pt(pitch.value), "lines", pitch.counted, pitch.of)
    if not lines.counted:
        found.ask("grid.lines", "lines", 22)
        return
    found.add("grid.lines", int(lines.value), "pages", lines.counted, lines.of)
    below = height - lines.value * pitch.value
    if foot and 0.5 < below < _FARTHEST_FOOT:
        found.add("foot.drop", in_mm(below), "rules", 1, 1)


def _note_columns(area: TextArea, found: Findings) -> None:
    rows = len(area.rows)
    found.add("grid.columns", len(area.odd), "lines", rows, rows)
    gap = area.odd[1].left.value - area.odd[0].right.value
    found.add("grid.gap", in_mm(gap), "lines", area.odd[1].left.counted, area.odd[1].left.of)


def note_sides(left: tuple[float, int], right: tuple[float, int], of: int, found: Findings) -> None:
    """Note the margins of odd pages: how wide each is, and in how many of the lines."""
    found.add("page.inner", in_mm(left[0]), "lines", left[1], of)
    found.add("page.outer", in_mm(right[0]), "lines", right[1], of)


def note_column_rule(pages: list[PaperPage], area: TextArea, found: Findings) -> None:
    """Note the rule between columns, or that there is none."""
    if len(area.odd) < 2:
        return
    counted, weights = 0, []
    for page in pages:
        columns = area.even if page.number % 2 == 0 and area.even else area.odd
        between = (columns[0].right.value, columns[1].left.value)
        lines = [mark for mark in page.uprights if between[0] <= mark.left and mark.right <= between[1]]
        counted += bool(lines)
        weights += [mark.right - mark.left for mark in lines]
    weight, _ = usual(weights, 0.05)
    found.add(
        "grid.rule", in_mm_fine(weight) if counted else "none", "pages", counted or len(pages), len(pages)
    )


def in_mm_fine(length: float) -> str:
    """Return the weight of a rule, which is thinner than what `in_mm` rounds to: pt where it was counted in these."""
    quarter = round(length * 4) / 4
    if quarter and abs(length - quarter) < 0.012:
        return f"{quarter:g}pt"
    return f"{max(round(length / POINTS_PER_MM, 2), 0.08):g}mm"


def note_body(area: TextArea, found: Findings) -> None:
    """Note face, size and first-line indent of the body."""
    body = area.body
    if body.role:
        found.add("styles.body.face", body.role, "lines", len(area.rows), len(area.rows))
        if latin := latin_role(area.rows, body.role):
            found.add("styles.body.latin", latin, "lines", len(area.rows), len(area.rows))
    else:
        found.ask("styles.body.face", "face", "fangsong")
    size = type_size(body.size, area.cell)
    shown = "" if size.endswith("pt") else in_pt(body.size)
    found.add("styles.body.size", size, "lines", len(area.rows), len(area.rows), shown=shown)
    indents = [
        (row.left - area.edges(row.page)[0]) / body.size
        for row in area.rows
        if 0.4 * body.size < row.left - area.edges(row.page)[0] < 4.2 * body.size
    ]
    indent, count = usual(indents, 0.1)
    if count:
        found.add("styles.body.indent", f"{round(indent * 20) / 20:g}em", "lines", count, len(indents))
