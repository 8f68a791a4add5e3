"""Titles of a paper → their styles, the grid lines they take and those between two reports."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import Final

from bulletin_pdf.layout.galley import baseline_in
from bulletin_pdf.layout.style import EM_CENTRE
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.proposal.findings import Findings
from bulletin_pdf.proposal.lengths import usual
from bulletin_pdf.proposal.measured_style import PlainValue
from bulletin_pdf.proposal.paper_rows import PaperPage, PaperRow
from bulletin_pdf.proposal.paper_text import alignment, is_heading, note_type
from bulletin_pdf.proposal.text_area import TextArea, is_of
from bulletin_pdf.yamldoc.key_table import is_han

_LARGER: Final = 1.2
"""pt that a title is larger than the text, at least."""
_ALMOST: Final = 0.1
"""Lines: a head may reach so far into one that text begins on."""
_MARK: Final = pattern(r"[■□●○◆◇★☆▲△▶►※＊*]")


class TitleGroup(NamedTuple):
    """The rows of one title."""

    rows: tuple[PaperRow, ...]
    above: PaperRow | None
    """The row before it on the page, if it is one of the text."""
    below: PaperRow | None
    """The row after it, if it is one of the body."""


def find_titles(pages: Sequence[PaperPage], area: TextArea, taken: set[PaperRow]) -> list[TitleGroup]:
    """Return the titles in their order; `taken` are rows that are something else."""
    found: list[TitleGroup] = []
    for page in pages:
        rows = sorted(page.rows, key=lambda row: row.baseline)
        at = 0
        while at < len(rows):
            end = at
            while end < len(rows) and rows[end] not in taken and _goes_on(rows, at, end, area):
                end += 1
            if end > at:
                above = rows[at - 1] if at and rows[at - 1] not in taken else None
                below = rows[end] if end < len(rows) and is_of(rows[end], area.body) else None
                found.append(TitleGroup(tuple(rows[at:end]), above, below))
            at = max(end, at + 1)
    return found


def _goes_on(rows: Sequence[PaperRow], start: int, at: int, area: TextArea) -> bool:
    row = rows[at]
    if row.size < area.body.size + _LARGER or not row.role or is_heading(row):
        return False
    if at == start:
        return True
    above = rows[at - 1]
    return abs(row.size - above.size) < 0.3 and row.baseline - above.baseline < 2.4 * row.size


def note_titles(groups: Sequence[TitleGroup], area: TextArea, found: Findings) -> None:
    """Note the styles of titles: the first one may look otherwise."""
    if not groups:
        return
    first, others = groups[0], groups[1:]
    sizes = Counter(round(group.rows[0].size, 1) for group in others)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    rest = [group for group in others if abs(group.rows[0].size - size) < 0.3]
    _note_title("first_title", [first], area, found)
    _note_lines("first_title", [first], area, found)
    if rest or first.rows[0].page > 1:
        _note_title("title", rest or [first], area, found)
        alike = abs(first.rows[0].size - size) < 0.3 and _stand_alike(first, rest, area)
        _note_lines("title", [*rest, first] if alike else rest or [first], area, found)
    else:
        found.ask("styles.title.size", "titles", "二号")
    betweens = [between for group in rest if (between := _between(group, area)) is not None]
    if betweens:
        most, count = Counter(betweens).most_common(1)[0]
        found.add("reports.between", max(most, 0), "marks", count, len(betweens))


def _stand_alike(first: TitleGroup, rest: Sequence[TitleGroup], area: TextArea) -> bool:
    """Whether the first title stands in its measure as the others do."""
    rows = [row for group in rest for row in group.rows]
    return bool(rows) and alignment(first.rows, area)[0] == alignment(rows, area)[0]


def _note_title(style: str, groups: Sequence[TitleGroup], area: TextArea, found: Findings) -> None:
    rows = [row for group in groups for row in group.rows]
    note_type(style, rows, area, found)
    align, count = alignment(rows, area)
    found.add(f"styles.{style}.align", align, "marks", count, len(rows))
    marked = [group for group in groups if _MARK.match(group.rows[0].text)]
    if marked:
        found.add(f"styles.{style}.mark", marked[0].rows[0].text[0], "marks", len(marked), len(groups))
    elif style == "first_title":
        found.add(f"styles.{style}.mark", "none", "marks", len(groups), len(groups))
    spaced = [row for row in rows if _is_even(row)]
    spacing, near = usual(map(_spacing, spaced), 0.02)
    if near:
        value = f"{round(spacing * 20) / 20:g}em" if spacing > 0.035 else "0"
        found.add(f"styles.{style}.spacing", value, "marks", near, len(rows))
    steps = [
        b.baseline - a.baseline for group in groups for a, b in zip(group.rows, group.rows[1:], strict=False)
    ]
    if steps and area.pitch.counted:
        step, near = usual(steps, 0.2)
        leading = f"{round(step / area.pitch.value, 2):g} lines"
        found.add(f"styles.{style}.leading", leading, "marks", near, len(steps))


def note_head_lines(first: TitleGroup, head_end: float, area: TextArea, found: Findings) -> None:
    """Note how many grid lines the head takes where the first title follows it."""
    height = title_height(first, area)
    if first.rows[0].page > 1 or first.below is None or height is None or not area.first.counted:
        return
    pitch = area.pitch.value
    top = area.first.value - baseline_in(pitch, area.body.size)
    whole = round((first.below.baseline - area.first.value) / pitch)
    depth = max(ceil((head_end - top) / pitch - _ALMOST), 0)
    height = min(height, whole - depth)
    if height < len(first.rows):
        return
    found.add("styles.first_title.lines", [*[0] * (len(first.rows) - 1), height], "marks", 1, 1)
    if whole - height > depth:
        found.add("head.lines", whole - height, "marks", 1, 1)


def _note_lines(style: str, groups: Sequence[TitleGroup], area: TextArea, found: Findings) -> None:
    """Note how many grid lines titles of one, two … lines take, 0 where none of so many shows it."""
    heights: dict[int, list[int]] = defaultdict(list)
    for group in groups:
        if (height := title_height(group, area)) is not None:
            heights[len(group.rows)].append(height)
    if not heights:
        return
    known = {count: Counter(each).most_common(1)[0][0] for count, each in heights.items()}
    lines: list[PlainValue] = [max(known.get(count, 0), 0) for count in range(1, max(known) + 1)]
    seen = sum(map(len, heights.values()))
    found.add(f"styles.{style}.lines", lines, "marks", seen, len(groups))


def title_height(group: TitleGroup, area: TextArea) -> int | None:
    """Return how many grid lines a title takes: it stands in their middle, and the text begins below them."""
    below, pitch = group.below, area.pitch.value
    if below is None or not pitch or len(area.odd) > 1:
        return None
    lower = below.baseline - EM_CENTRE * area.body.size - pitch / 2
    height = round(2 * (lower - _middle(group)) / pitch)
    return height if height >= len(group.rows) else None


def _middle(group: TitleGroup) -> float:
    middles = [row.baseline - EM_CENTRE * row.size for row in group.rows]
    return (middles[0] + middles[-1]) / 2


def _between(group: TitleGroup, area: TextArea) -> int | None:
    """Return how many empty grid lines stand before a title; None where it does not show."""
    above, below, height = group.above, group.below, title_height(group, area)
    if above is None or below is None or height is None or abs(above.size - area.body.size) > 0.3:
        return None
    whole = (below.baseline - above.baseline) / area.pitch.value - 1
    return round(whole) - height if whole > 0 else None


def _is_even(row: PaperRow) -> bool:
    """Whether a row has Chinese characters alone and no blank among them."""
    blank = any(below.left - above.right > 0.5 * row.size for above, below in pairwise(row.parts))
    return (
        len(row.text) > 3
        and all(map(is_han, row.text))
        and not blank
        and not any(" " in part.text for part in row.parts)
    )


def _spacing(row: PaperRow) -> float:
    """Return the white after each character, em, of a row of Chinese characters alone."""
    return (row.width / row.size - len(row.text)) / (len(row.text) - 1)
