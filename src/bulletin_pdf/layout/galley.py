"""One block → rows of type, with the rows that must stay together (T-61…T-65)."""

import re
from itertools import pairwise
from typing import Protocol, assert_never

from bulletin_pdf.layout.block import (
    FixedBlock,
    LineBlock,
    LineTail,
    PageBreak,
    RuleBlock,
    SpaceBlock,
    TextBlock,
)
from bulletin_pdf.layout.dots import dot_marks
from bulletin_pdf.layout.runs import SetText, Shaped, line_runs, prepare_runs
from bulletin_pdf.layout.shaping import shape
from bulletin_pdf.layout.style import EM_CENTRE, BlockStyle, Grid
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Mark, Rule, TextRun
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.typeset.classes import COMBINING
from bulletin_pdf.typeset.justify import set_line
from bulletin_pdf.typeset.measure import LOOSE, TOO_LOOSE, Line, ParagraphShape
from bulletin_pdf.typeset.paragraph import Rules, SetParagraph, set_paragraph

NEVER = 99
"""Lines a page would rather lose than be cut after a row: more than it has."""
_RELAXED_WIDOW = 2
"""T-62: a paragraph of two or three lines may leave its first behind to save more than this."""


class Elastic(Protocol):
    """What a row was set from when it can be set otherwise: smaller, or in two."""

    def within(self, lines: int) -> "Galley | None":
        """Return rows to take the row's place, the first at most `lines` high; None if there are none."""


class Row(NamedTuple):
    """A stretch of set type that is never cut: `lines` grid lines high.

    Marks are placed from the row's top left corner. `penalty` is how many lines a page may
    lose before it is cut after this row; a `blank` row vanishes at the top of a page.
    """

    lines: int
    marks: tuple[Mark, ...] = ()
    penalty: int = 0
    anchors: tuple[str, ...] = ()
    blank: bool = False
    starts_page: bool = False
    keep_with_previous: bool = False
    """The row before it must stand on the same page."""
    elastic: Elastic | None = None
    """Used when the row meets the foot of a page."""
    depth: float = 0.0
    """Its height to the point where it is pinned to the foot of a page, grid lines; 0: `lines`."""
    turned: bool = False
    """A page of a turned table: text that follows it may fill the page before it (P-65)."""
    headed: "Headed | None" = None
    """Of a turned table's first row: how the table stands with its headings."""
    wide: bool = False
    """It stands across all columns of its page; what is over it has ended its columns there."""
    floats: bool = False
    """Across all columns, and free to stand below the text that follows it on its page: a figure or a table."""


Galley = tuple[Row, ...]


class Headed(NamedTuple):
    """A turned table with its headings over it: what takes the place of rows before and behind its first one."""

    before: int
    """How many rows its headings are."""
    own: int
    """How many the table is by itself."""
    rows: Galley


def set_line_block(block: LineBlock, grid: Grid, typesetter: Typesetter) -> Galley:
    """Set one block in the grid's measure."""
    match block:
        case TextBlock():
            return _set_text(block, grid, typesetter)
        case RuleBlock():
            y = block.lines * grid.pitch / 2
            return (Row(block.lines, (Rule(0, y, grid.width, y, block.weight, block.ink),)),)
        case SpaceBlock():
            penalty = NEVER if block.keep_with_next else 0
            return tuple(
                Row(1, penalty=penalty, blank=True, keep_with_previous=block.keep_with_previous)
                for _ in range(block.lines)
            )
        case FixedBlock():
            return (Row(block.lines, block.marks, block.keep_with_next),)
        case PageBreak():
            return (Row(0, starts_page=True),)
        case _:
            assert_never(block)


def baseline_in(height: float, size: float) -> float:
    """Return the baseline of a line of `size` pt centred in a box of `height` pt."""
    return height / 2 + EM_CENTRE * size


# Text --------------------------------------------------------------------------------


def set_text(block: TextBlock, measure: float, typesetter: Typesetter) -> SetText:
    """Break a block's text in `measure` pt; forced ends make stretches of their own."""
    style = block.style
    size = style.text.size
    shaped = shape(block.text, block.pieces, style.text, block.tag, typesetter, block.source)
    room = (measure / size - style.left - style.right) / (1 + style.spacing)
    form = ParagraphShape(room, style.indent, style.hang, justified=style.align == "justify")
    paragraph = set_paragraph(
        block.text, shaped.advances, form, _rules(typesetter.rules, style), shaped.classes, block.more
    )
    if block.forced:
        rules = _rules(typesetter.rules, style)
        paragraph = paragraph._replace(lines=_force(paragraph, block.forced, form, shaped, rules))
    _note_faults(paragraph, block, typesetter)
    runs = prepare_runs(shaped, paragraph.spaced)
    return SetText(paragraph, runs, size, style.left * size, room * size, style.spacing * size)


def _rules(rules: Rules, style: BlockStyle) -> Rules:
    """T-73: a typed space between Han is one em in a centred title."""
    if style.align != "center":
        return rules
    return rules._replace(spacing=rules.spacing._replace(han_space=1.0))


def _force(
    paragraph: SetParagraph, forced: tuple[int, ...], form: ParagraphShape, shaped: Shaped, rules: Rules
) -> list[Line]:
    """End lines where they must; a stretch wider than the measure is broken like any other text."""
    edges = [0, *(_behind_marks(shaped.classes, at) for at in forced), len(shaped.text)]
    lines: list[Line] = []
    for start, end in pairwise(edges):
        if start < end:
            line = set_line(paragraph.spaced, form, start, end, last=True)
            fits = line.width <= form.room(start) + _ENOUGH
            lines += [line] if fits else _broken(shaped, start, end, form, rules)
    return lines


def _behind_marks(classes: str, at: int) -> int:
    """Move the end of a line behind the combining marks that its last character carries."""
    while classes.startswith(COMBINING, at):
        at += 1
    return at


_ENOUGH = 1e-6


def _broken(shaped: Shaped, start: int, end: int, form: ParagraphShape, rules: Rules) -> list[Line]:
    part = slice(start, end)
    lines = set_paragraph(shaped.text[part], shaped.advances[part], form, rules, shaped.classes[part]).lines
    return [
        line._replace(
            start=line.start + start,
            end=line.end + start,
            shifts=tuple((index + start, shift) for index, shift in line.shifts),
        )
        for line in lines
    ]


def _note_faults(paragraph: SetParagraph, block: TextBlock, typesetter: Typesetter) -> None:
    for start, _, _, _, tracking, _, relaxed in paragraph.lines:
        if relaxed == "any":
            typesetter.problems.add(Code.NO_BREAK_IN_LINE, block.source.place_of(start))
        elif relaxed:
            typesetter.problems.add(
                Code.LINE_RULE_RELAXED, block.source.place_of(start), rule=Term(f"rule {relaxed}")
            )
        elif tracking > LOOSE:
            code = Code.LINE_TOO_LOOSE if tracking > TOO_LOOSE else Code.LINE_LOOSE
            typesetter.problems.add(code, block.source.place_of(start), gap=f"{tracking:.2f}")


def text_marks(text: SetText, align: str, number: int, x: float, baseline: float) -> list[TextRun]:
    """Return the runs of line `number`, aligned in its measure."""
    paragraph, runs, size, left, measure, gap = text
    if gap:
        return _spread_marks(text, align, number, x, baseline)
    line = paragraph.lines[number]
    if align == "center":
        x += (measure - line.width * size) / 2
    elif align == "right":
        x += measure - line.width * size
    return line_runs(runs, line, x + left, baseline)


def _spread_marks(text: SetText, align: str, number: int, x: float, baseline: float) -> list[TextRun]:
    """Return the runs of a line set loose (T-74)."""
    line = text.paragraph.lines[number]
    measure = text.measure * (1 + text.gap / text.size)
    runs = line_runs(text.runs, line, 0.0, baseline)
    width = line.width * text.size + text.gap * max(0, line.end - line.start - 1)
    x += text.left + (measure - width) * {"center": 0.5, "right": 1.0}.get(align, 0.0)
    loose: list[TextRun] = []
    moved = 0.0
    for run in runs:
        loose.append(run._replace(x=run.x + x + moved, tracking=run.tracking + text.gap))
        moved += text.gap * len(run.text)
    return loose


def _set_text(block: TextBlock, grid: Grid, typesetter: Typesetter) -> Galley:
    text = set_text(block, grid.width, typesetter)
    if block.style.area:
        row = _area_row(block, text, grid)
        if row.lines > grid.lines:
            typesetter.problems.add(
                Code.TITLE_LONGER_THAN_PAGE, block.source.whole(block.text), lines=row.lines, limit=grid.lines
            )
        return (row,)
    baseline = baseline_in(grid.pitch, text.size)
    count = len(text.paragraph.lines)
    rows = [
        Row(1, tuple(text_marks(text, block.style.align, n, 0.0, baseline)), penalty)
        for n, penalty in enumerate(_holds(count, block.style))
    ]
    if block.dots:
        rows = [_with_dots(row, text, n, block, baseline) for n, row in enumerate(rows)]
    if rows and block.style.keep_with_previous:
        rows[0] = rows[0]._replace(keep_with_previous=True)
    if block.anchor and rows:
        rows[0] = rows[0]._replace(anchors=(block.anchor,))
    if block.tail is not None and rows:
        _add_tail(rows, text, block.tail, grid, typesetter)
    return tuple(rows)


def _with_dots(row: Row, text: SetText, number: int, block: TextBlock, baseline: float) -> Row:
    spaced, line = text.paragraph.spaced, text.paragraph.lines[number]
    dots = dot_marks(spaced, line, block.dots, text.left, baseline, block.style.text)
    return row._replace(marks=(*row.marks, *dots))


def _holds(count: int, style: BlockStyle) -> list[int]:
    """Return after which lines a page may end: not after the first nor before the last."""
    holds = [0] * count
    if count > 1:
        holds[0] = NEVER if count > 3 else _RELAXED_WIDOW
        holds[count - 2] = NEVER
    if style.keep_together:
        holds = [NEVER] * count
    if count:
        holds[-1] = NEVER if style.keep_with_next else 0
    return holds


def _area_row(block: TextBlock, text: SetText, grid: Grid) -> Row:
    """T-76: headings take whole grid lines, their own lines centred in them."""
    count = len(text.paragraph.lines)
    area = block.style.area
    lines = area[count - 1] if count <= len(area) else area[-1] + 2 * (count - len(area))
    middle = lines * grid.pitch / 2 + EM_CENTRE * text.size
    pitch = block.style.area_pitch * grid.pitch
    marks: list[Mark] = []
    for number in range(count):
        baseline = middle + (number - (count - 1) / 2) * pitch
        marks += text_marks(text, block.style.align, number, 0.0, baseline)
    penalty = NEVER if block.style.keep_with_next else 0
    return Row(lines, tuple(marks), penalty, (block.anchor,) if block.anchor else ())


def _add_tail(rows: list[Row], text: SetText, tail: LineTail, grid: Grid, typesetter: Typesetter) -> None:
    """J-14: at the end of the last line when one 字 stays free, else on lines of its own."""
    style = BlockStyle(tail.style, align="right")
    block = TextBlock(tail.text, style, tail.tag, source=tail.source)
    size = tail.style.size
    baseline = baseline_in(grid.pitch, size)
    last = text.paragraph.lines[-1]
    used = text.left + (last.width + (0 if last.start else _indent(text))) * text.size
    beside = set_text(block, grid.width, typesetter)
    if (
        len(beside.paragraph.lines) == 1
        and used + size + beside.paragraph.lines[0].width * size <= grid.width
    ):
        marks = text_marks(beside, "right", 0, 0.0, baseline)
        rows[-1] = rows[-1]._replace(marks=(*rows[-1].marks, *marks))
        return
    below = set_units(block._replace(style=style._replace(right=tail.inset)), grid.width, typesetter)
    rows[-1] = rows[-1]._replace(penalty=NEVER)  # T-65: never alone on a page
    for number in range(len(below.paragraph.lines)):
        rows.append(Row(1, tuple(text_marks(below, "right", number, 0.0, baseline)), NEVER))
    rows[-1] = rows[-1]._replace(penalty=0)


def set_units(block: TextBlock, measure: float, typesetter: Typesetter) -> SetText:
    """Set names of units so that lines end after 、 and never inside a name (J-14)."""
    text = set_text(block, measure, typesetter)
    if len(text.paragraph.lines) < 2:
        return text
    positions, room = text.paragraph.spaced.positions, text.measure / text.size
    ends: list[int] = []
    start = 0
    for index in (match.end() for match in re.finditer("[、，；]", block.text)):
        following = re.search("[、，；]", block.text[index:])
        unit_end = index + following.end() if following else len(block.text)
        if positions[unit_end] - positions[start] > room + 0.5:
            ends.append(index)
            start = index
    return set_text(block._replace(forced=tuple(ends)), measure, typesetter) if ends else text


def _indent(text: SetText) -> float:
    """What the first line's own width leaves out on its left, em."""
    line = text.paragraph.lines[0]
    return max(0.0, line.x)
