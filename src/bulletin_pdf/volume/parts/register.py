"""数据一览: every figure of the year with its unit, subject, city and pages.

A year of big issues has fifteen thousand of them. So this table is not measured as a whole:
its columns are fixed, each row is set once and kept as marks, and pages are filled row by row,
each a table of its own to a reader.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.geometry import Rect, mm
from bulletin_pdf.inks import BLACK
from bulletin_pdf.layout.block import Block, FixedBlock, TextBlock
from bulletin_pdf.layout.galley import baseline_in, set_text, text_marks
from bulletin_pdf.layout.runs import SetText
from bulletin_pdf.layout.style import Align, BlockStyle, Grid
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Link, Mark, Rule, TagId, TextRun
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.issues.figure_entries import FigureEntry
from bulletin_pdf.volume.issues.issue_findings import page_anchor
from bulletin_pdf.volume.parts.front_matter import cities_of
from bulletin_pdf.volume.parts.part_pages import NOTHING, VolumeContext, set_pages, set_part
from bulletin_pdf.volume.plan.volume_vocabulary import PART_TITLES

_CLOSER: Final = 38 / 32
"""Lines of the register for each of an index: its letters are smaller."""
_THICK: Final = mm(0.35)
_THIN: Final = mm(0.18)
_KEPT: Final = 512
"""Cells kept as they were set last."""
_GAP: Final = 0.3
"""White on either side of a cell, em; between a number and its unit there is none."""
_HEAD_LINES: Final = 2
_NO_CITY: Final = "（未标地区）"
_INTRODUCTION: Final = (
    "收编者按、正文和表里带计量单位的数字，按地区排列，同一地区的依在本卷的先后；"
    "日期、期号、名次、文号等不收，只存影像的各期不收。"
)


class RegisterColumn(NamedTuple):
    """A column of a register."""

    head: str
    width: float
    """Share of the measure, em of 五号."""
    align: Align


class RegisterRow(NamedTuple):
    """A row of a register: its cells as text, and where the last one leads; empty for nowhere."""

    cells: tuple[str, ...]
    anchor: str = ""


_COLUMNS: Final = (
    RegisterColumn("地区", 5.0, "left"),
    RegisterColumn("数字", 6.2, "right"),
    RegisterColumn("单位", 4.7, "left"),
    RegisterColumn("所述事项", 14.4, "left"),
    RegisterColumn("期号", 5.7, "left"),
    RegisterColumn("原页", 2.8, "right"),
    RegisterColumn("本卷页", 3.9, "right"),
)


class _Entry(NamedTuple):
    figure: FigureEntry
    issue: str
    page: int
    anchor: str

    @property
    def row(self) -> RegisterRow:
        figure = self.figure
        city = figure.city or _NO_CITY
        cells = (
            city, figure.number, figure.unit, figure.words, self.issue, str(figure.page), str(self.page)
        )  # fmt: skip
        return RegisterRow(cells, self.anchor)


def set_register(issues: Sequence[BoundIssue], first: int, context: VolumeContext) -> Document:
    """Set the register on pages of its own; the volume pages are links."""
    title = PART_TITLES["figures"]
    tree = TagTree(title)
    blocks: list[Block] = [TextBlock(title, context.part("part_title"), tree.add("H1", title=title))]
    entries = _entries(issues, context)
    if not entries:
        blocks.append(TextBlock(NOTHING, context.part("part_text"), tree.add("P")))
        return set_part(blocks, tree, register_grid(context), first, context)
    table = RegisterTable(_COLUMNS, tree, context)
    opening = [*blocks, table.introduction(_INTRODUCTION)]
    rows = (entry.row for entry in entries)
    return set_pages(table.pages(opening, rows), tree, table.grid, first, context)


def register_grid(context: VolumeContext) -> Grid:
    """Return the grid of a register, whose letters are smaller than those of an index."""
    return context.design.grid.with_lines(round(_CLOSER * context.design.house.volume.lines))


def _entries(issues: Sequence[BoundIssue], context: VolumeContext) -> list[_Entry]:
    labels, heads = short_labels(issues), cities_of(issues)
    entries = [
        _Entry(
            figure._replace(city=heads.get(figure.city, "")),
            label,
            bound.first + figure.page - 1,
            bound.prefix + page_anchor(figure.page),
        )
        for bound, label in zip(issues, labels, strict=True)
        for figure in bound.findings.figures
    ]
    cities = {entry.figure.city for entry in entries}
    places = {city: place for place, city in enumerate(context.in_order(cities - {""}))}
    return sorted(entries, key=lambda entry: (places.get(entry.figure.city, len(places)), entry.page))


def short_labels(issues: Sequence[BoundIssue]) -> list[str]:
    """Name issues so briefly that no two series are taken for one: 专刊第3期."""
    short = short_series(bound.member.number_series.series for bound in issues)
    runs = [bound.member.number_series for bound in issues]
    shown = [
        number_series._replace(series=short.get(number_series.series, ""), bulletin="")
        for number_series in runs
    ]
    labels = [
        number_series.name_of(bound.member.label) for number_series, bound in zip(shown, issues, strict=True)
    ]
    return [number_series.bulletin + label for number_series, label in zip(runs, labels, strict=True)]


def short_series(names: Iterable[str]) -> Mapping[str, str]:
    """Return for each series its last two characters, where no other one ends in them: 专刊."""
    series = set(names) - {""}
    ends = [name[-2:] for name in series]
    return {name: name[-2:] if ends.count(name[-2:]) == 1 else name for name in series}


class RegisterTable:
    """Sets rows in fixed columns and fills pages with them."""

    def __init__(self, columns: Sequence[RegisterColumn], tree: TagTree, context: VolumeContext) -> None:
        """Take columns that share the measure."""
        self.columns, self.tree, self.grid = columns, tree, register_grid(context)
        grid = self.grid
        self.text, self.head = context.design.text("part_table"), context.design.text("part_table_head")
        self.title_lines = context.part("part_title").area[0]
        typesetter = context.typesetter
        em = grid.width / sum(column.width for column in columns)
        self.edges = [0.0]
        for column in columns:
            self.edges.append(self.edges[-1] + column.width * em)
        self.typesetter = typesetter
        # Cities, units, issues and pages come again and again, most of them soon.
        self._set = lru_cache(_KEPT)(lambda text, place: self._set_cell(text, self._room(place)))

    def _room(self, place: int) -> float:
        return self.edges[place + 1] - self.edges[place] - 2 * _GAP * self.text.size

    def introduction(self, words: str) -> FixedBlock:
        """Return what is listed, over the table."""
        style = BlockStyle(self.text, indent=2.0)
        text = set_text(TextBlock(words, style, self.tree.add("P")), self.grid.width, self.typesetter)
        marks: list[Mark] = []
        for line in range(len(text.paragraph.lines)):
            marks += text_marks(text, "justify", line, 0.0, self._baseline(line))
        return FixedBlock(tuple(marks), len(text.paragraph.lines) + 1)

    def pages(self, opening: Sequence[Block], entries: Iterable[RegisterRow]) -> Iterator[Sequence[Block]]:
        """Return the blocks of each page, all under a head of their own, the first under `opening`."""
        head, body = self._table()
        page: list[Block] = [*opening, head]
        taken = self.title_lines + sum(block.lines for block in page if isinstance(block, FixedBlock))
        before = ""
        for entry in entries:
            cells = [self._set(text, place) for place, text in enumerate(entry.cells)]
            lines = max(len(cell.paragraph.lines) for cell in cells)
            if taken + lines > self.grid.lines:
                yield self._closed(page)
                head, body = self._table()
                page, taken, before = [head], head.lines, ""
            city = entry.cells[0]
            row = self._row(entry, cells, lines, self.tree.add("TR", body), shown=city != before)
            if before not in ("", city):
                rule = Rule(0.0, 0.0, self.grid.width, 0.0, _THIN, BLACK)
                row = row._replace(marks=(rule, *row.marks))
            page.append(row)
            taken, before = taken + lines, city
        yield self._closed(page)

    def _table(self) -> tuple[FixedBlock, TagId]:
        """Begin the table of a page: its column heads, and the tag its rows go to."""
        tag = self.tree.add("Table")
        head = self._head(self.tree.add("TR", self.tree.add("THead", tag)))
        return head, self.tree.add("TBody", tag)

    def _head(self, tag: TagId) -> FixedBlock:
        height = _HEAD_LINES * self.grid.pitch
        width = self.grid.width
        marks: list[Mark] = [
            Rule(0.0, _THICK / 2, width, _THICK / 2, _THICK, BLACK),
            Rule(0.0, height, width, height, _THIN, BLACK),
        ]
        for place, column in enumerate(self.columns):
            own = self.tree.add("TH", tag)
            text = set_text(
                TextBlock(column.head, BlockStyle(self.head, align="left"), own), 1e6, self.typesetter
            )
            cell = text._replace(measure=self._room(place))
            x = self.edges[place] + _GAP * self.text.size
            marks += text_marks(cell, column.align, 0, x, baseline_in(height, self.head.size))
        return FixedBlock(tuple(marks), _HEAD_LINES)

    def _row(
        self, entry: RegisterRow, cells: Sequence[SetText], lines: int, tag: TagId, *, shown: bool
    ) -> FixedBlock:
        """Set one row; what the first column says stands where it begins, elsewhere it is only said to a reader."""
        marks: list[Mark] = []
        last = len(cells) - 1
        for place, (cell, column) in enumerate(zip(cells, self.columns, strict=True)):
            if place == 0 and not shown:
                self.tree.add("TD", tag, actual_text=entry.cells[0])
                continue
            own = self.tree.add("TD", tag)
            if place == last and entry.anchor:
                own = self.tree.add("Link", own)
                left, right = self.edges[place : place + 2]
                area = Rect(left, 0.0, right - left, lines * self.grid.pitch)
                marks.append(Link(area, entry.anchor, entry.cells[place], own))
            x = self.edges[place] + _GAP * self.text.size
            for line in range(len(cell.paragraph.lines)):
                runs = text_marks(cell, column.align, line, x, self._baseline(line))
                marks += [_tagged(run, own) for run in runs]
        return FixedBlock(tuple(marks), lines)

    def _closed(self, page: Sequence[Block]) -> Sequence[Block]:
        """Draw the rule under the last row of a page."""
        *rows, last = page
        if not isinstance(last, FixedBlock):
            return page
        y = last.lines * self.grid.pitch
        rule = Rule(0.0, y, self.grid.width, y, _THICK, BLACK)
        return [*rows, last._replace(marks=(*last.marks, rule))]

    def _baseline(self, line: int) -> float:
        return line * self.grid.pitch + baseline_in(self.grid.pitch, self.text.size)

    def _set_cell(self, text: str, room: float) -> SetText:
        return set_text(TextBlock(text, BlockStyle(self.text, align="left"), None), room, self.typesetter)


def _tagged(run: TextRun, tag: TagId) -> TextRun:
    return run._replace(tag=tag)
