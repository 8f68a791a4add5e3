"""报头: the rows of the design from top to bottom, each at its position or below the previous one (J-01…J-09).

A row that has a place of its own stands there, or as far below as what is over it needs. White that
stretches takes up what is left between the rows before it and the next one that has a place.
"""

from itertools import combinations
from math import ceil
from typing import Final

from bulletin_pdf.compose.design import Design
from bulletin_pdf.compose.masthead_name import set_name
from bulletin_pdf.compose.single_lines import put_label, set_label
from bulletin_pdf.compose.slots import SetLines, Shop, baselines, set_slots
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.design.model import Edge, GapRow, NameRow, PictureRow, Place, Row, RuleRow, SlotRow
from bulletin_pdf.geometry import Rect
from bulletin_pdf.inks import BLACK
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.layout.block import FixedBlock
from bulletin_pdf.layout.page_numbers import moved
from bulletin_pdf.layout.typesetter import Typesetter
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Mark, Picture, Rule, TagId, TextRun
from bulletin_pdf.problem_codes import Code

_MIN_BELOW: Final = 3
"""Grid lines the first page keeps for text; a head that leaves fewer is too high."""
_ALMOST: Final = 0.1
"""A head may reach so far into a line that text begins on, grid lines."""
_APART: Final = 0.7
"""Baselines so far apart, em, keep texts from each other: hanzi are hardly higher than this above theirs."""
_TOUCH: Final = 0.1
"""Two texts may share so much of a line, em: white at the edge of characters."""


class _SetRow(NamedTuple):
    """A row set from the top of its box; its edges are counted from there."""

    marks: tuple[Mark, ...]
    height: float
    place: Place
    em_top: float
    em_bottom: float
    edges: dict[Edge, float]
    end: float
    """Where it ends for what the head takes of the page: the middle of a rule."""
    stretches: bool = False


def set_masthead(
    issue: Issue, design: Design, typesetter: Typesetter, tree: TagTree, parent: TagId
) -> FixedBlock:
    """Arrange 报头 from the top of the type area down."""
    shop = Shop(design, typesetter, tree, parent)
    rows = [row for row in (_set(row, issue, shop) for row in design.house.head.rows) if row is not None]
    marks: list[Mark] = []
    end = 0.0
    tops = _tops(rows)
    for row, top in zip(rows, tops, strict=True):
        marks += [moved(mark, 0.0, top) for mark in row.marks]
        if row.marks:
            end = max(end, top + row.end)
    if any(row.place.free for row in rows):
        _report_overlaps(rows, tops, issue, typesetter)
    depth = max(ceil(end / design.grid.pitch - _ALMOST), design.house.head.lines)
    if depth > design.grid.lines - _MIN_BELOW:
        typesetter.problems.add(Code.MASTHEAD_TALLER_THAN_PAGE, issue.masthead.name.place)
    return FixedBlock(tuple(marks), depth, keep_with_next=1, wide=True)


def _report_overlaps(rows: list[_SetRow], tops: list[float], issue: Issue, typesetter: Typesetter) -> None:
    """Report each row with `free` whose text meets that of another row: nothing moves it out of the way."""
    texts = [
        [run for run in (moved(mark, 0.0, top) for mark in row.marks) if isinstance(run, TextRun)]
        for row, top in zip(rows, tops, strict=True)
    ]
    for (one, free), (other, also_free) in combinations(zip(texts, rows, strict=True), 2):
        if not (free.place.free or also_free.place.free):
            continue
        if any(_overlap(first, second, typesetter) for first in one for second in other):
            first, second = ("".join(run.text for run in runs) for runs in (one, other))
            typesetter.problems.add(
                Code.HEAD_TEXTS_OVERLAP, issue.masthead.name.place, text=first, other=second
            )


def _overlap(one: TextRun, other: TextRun, typesetter: Typesetter) -> bool:
    """Whether two runs stand on about one baseline and partly in one place."""
    size = min(one.size, other.size)
    if abs(one.y - other.y) > _APART * size:
        return False
    return max(one.x, other.x) + _TOUCH * size < min(_right(one, typesetter), _right(other, typesetter))


def _right(run: TextRun, typesetter: Typesetter) -> float:
    """Return where a run ends, pt."""
    advances = typesetter.book.by_id(run.face).advances
    width = sum(advances[char] for char in run.text) * run.size + run.tracking * len(run.text)
    return run.x + width + sum(more for _, more in run.shifts)


# Where rows stand -----------------------------------------------------------------------------


class _Cursor(NamedTuple):
    """How far down the rows so far reach: their line boxes, and the em boxes of their text."""

    box: float = 0.0
    em: float = 0.0

    def below(self, row: _SetRow) -> float:
        """Return the top of a row that stands right below."""
        return self.box if row.place.above is None else self.em + row.place.above - row.em_top

    def after(self, row: _SetRow, top: float) -> "_Cursor":
        return _Cursor(max(self.box, top + row.height), max(self.em, top + row.em_bottom))


def _tops(rows: list[_SetRow]) -> list[float]:
    """Return the top of each row from that of the type area."""
    tops: list[float] = []
    cursor, stands = _Cursor(), False
    for number, row in enumerate(rows):
        top = cursor.below(row)
        if stands and row.place.at is not None and row.place.above is None:
            # Two rows that have their places say themselves how close they stand: only their text must not meet.
            top = cursor.em - row.em_top
        if row.place.free and row.place.at is not None:
            tops.append(row.place.at - row.edges[row.place.edge])
            continue
        if row.place.at is not None:
            placed = row.place.at - row.edges[row.place.edge]
            slack, first = _slack(rows, number, placed - top)
            tops[first:] = [
                each if rows[at].place.free else each + slack for at, each in enumerate(tops[first:], first)
            ]
            top = placed if placed > top or number == 0 else top
        tops.append(top)
        cursor, stands = cursor.after(row, top), row.place.at is not None
    return tops


def _slack(rows: list[_SetRow], number: int, room: float) -> tuple[float, int]:
    """Return how far the rows behind the last white that stretches move down to meet row `number`, and the first."""
    for first in range(number - 1, -1, -1):
        if rows[first].stretches:
            return max(0.0, room), first + 1
        if rows[first].place.at is not None and not rows[first].place.free:
            break
    return 0.0, number


def place_row(row: Row, issue: Issue, shop: Shop) -> tuple[Mark, ...]:
    """Set a row that has a place, from where its place is counted."""
    made = _set(row, issue, shop)
    if made is None or made.place.at is None:
        return ()
    top = made.place.at - made.edges[made.place.edge]
    return tuple(moved(mark, 0.0, top) for mark in made.marks)


# What stands in them --------------------------------------------------------------------------


def _set(row: Row, issue: Issue, shop: Shop) -> _SetRow | None:
    made = _set_in_middle(row, issue, shop)
    if made is None or not made.place.offset:
        return made
    return made._replace(marks=tuple(moved(mark, made.place.offset, 0.0) for mark in made.marks))


def _set_in_middle(row: Row, issue: Issue, shop: Shop) -> _SetRow | None:
    match row:
        case SlotRow():
            lines = set_slots(row, issue, shop)
            return None if lines is None else _set_lines(lines, row.place, shop)
        case NameRow():
            return _set_name(row, issue, shop)
        case RuleRow():
            marks = tuple(rule_marks(row, shop))
            last = row.weights[-1]
            edges: dict[Edge, float] = {"top": 0.0, "middle": row.height / 2, "bottom": row.height}
            return _SetRow(marks, row.height, row.place, 0.0, row.height, edges, row.height - last / 2)
        case PictureRow():
            return _set_picture(row, issue, shop)
        case GapRow(height, stretches):
            return _SetRow((), height, Place(), 0.0, height, {}, height, stretches)


def _set_lines(lines: SetLines, place: Place, shop: Shop) -> _SetRow:
    """Put the lines of a row of slots under each other."""
    downs = baselines(lines)
    marks = [moved(mark, 0.0, downs[line]) for line, mark in lines.marks]
    height = lines.height * lines.line_count
    white = (lines.height - lines.size) / 2
    edges = _edges(white, height - white, downs[0])
    if place.edge in ("ink_top", "ink_bottom"):
        inks = [ink for mark in marks if isinstance(mark, TextRun) for ink in _ink(mark, shop)]
        edges |= {"ink_top": min(inks, default=0.0), "ink_bottom": max(inks, default=0.0)}
    return _SetRow(tuple(marks), height, place, white, height - white, edges, height)


def _ink(run: TextRun, shop: Shop) -> tuple[float, float]:
    low, high = shop.typesetter.book.by_id(run.face).ink_of(run.text)
    return run.y - high * run.size, run.y - low * run.size


def _edges(top: float, bottom: float, baseline: float) -> dict[Edge, float]:
    return {"top": top, "bottom": bottom, "baseline": baseline, "middle": (top + bottom) / 2}


def _set_name(row: NameRow, issue: Issue, shop: Shop) -> _SetRow:
    name = set_name(row, issue.masthead.name, shop)
    place = row.place
    if name.lines > 1 and place.at is not None:
        place = place._replace(at=row.at_of_two)
    edges = _edges(0.0, name.height, name.baseline) | {"ink_top": name.ink_top, "ink_bottom": name.ink_bottom}
    return _SetRow(name.marks, name.height, place, 0.0, name.height, edges, name.height)


def rule_marks(row: RuleRow, shop: Shop) -> list[Mark]:
    """Draw the rules of a row from its top down, in the middle of the measure; a star parts them."""
    ink = shop.design.red if row.ink == "red" else BLACK
    length = row.length or shop.width
    left, right = (shop.width - length) / 2, (shop.width + length) / 2
    marks: list[Mark] = []
    top = 0.0
    for weight in row.weights:
        y = top + weight / 2
        if row.star:
            half = row.star * _STAR_ROOM
            middle = shop.width / 2
            marks.append(Rule(left, y, middle - half, y, weight, ink))
            marks.append(Rule(middle + half, y, right, y, weight, ink))
        else:
            marks.append(Rule(left, y, right, y, weight, ink))
        top += weight + row.apart
    if row.star:
        from bulletin_pdf.compose.star_outline import star

        marks.append(star(shop.width / 2, row.height / 2, row.star, ink))
    return marks


_STAR_ROOM: Final = 0.75
"""From the middle of a star to the rule on either side, of its height."""


def _set_picture(row: PictureRow, issue: Issue, shop: Shop) -> _SetRow | None:
    from bulletin_pdf.compose.picture_blocks import look

    facts = look(row.path, None, shop.typesetter.problems)
    if facts is None:
        return None
    width, height = row.width, row.height
    if not height:
        height = width * facts.height / facts.width
    if not width:
        width = height * facts.width / facts.height
    tag = shop.tree.add("Figure", shop.parent or 0, alt=issue.masthead.name.text)
    marks = (Picture(Rect((shop.width - width) / 2, 0.0, width, height), row.path, tag),)
    return _SetRow(marks, height, row.place, 0.0, height, _edges(0.0, height, height), height)


def copy_number_place(issue: Issue, design: Design, typesetter: Typesetter) -> tuple[float, float] | None:
    """Return where 份号 ends and its baseline, from the upper left corner of the type area (J-01).

    None where the design has no place for it.
    """
    numbered = issue._replace(masthead=issue.masthead._replace(copy_number=_SIX_DIGITS, copy_numbers=False))
    quiet = typesetter.quiet()
    head = set_masthead(numbered, design, quiet, TagTree(""), 0)
    runs = [mark for mark in head.marks if isinstance(mark, TextRun) and mark.text == _SIX_DIGITS]
    if not runs:
        return None
    width = sum(typesetter.book.by_id(runs[0].face).advances[char] for char in _SIX_DIGITS) * runs[0].size
    return runs[0].x + width, runs[0].y


_SIX_DIGITS: Final = "000000"


def copy_number_marks(
    number: str, place: tuple[float, float], design: Design, typesetter: Typesetter
) -> list[TextRun]:
    """Set 份号 in its place."""
    return put_label(set_label(number, design.text("copy_number"), None, typesetter), *place, "right")
