"""Charts of the year: reports by month and by city, in black and its tints.

Every chart is a figure with its numbers in words; they stand next to the bars as well, so
that no grid is needed to read them.
"""

from collections import Counter
from collections.abc import Sequence
from math import ceil
from typing import Any, Final

from bulletin_pdf.compose.single_lines import put_label, set_label
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.drawing.bar_charts import Bar, horizontal_bars, vertical_bars
from bulletin_pdf.drawing.outlines import drawing_marks
from bulletin_pdf.geometry import mm
from bulletin_pdf.layout.block import Block, FixedBlock, SpaceBlock, TextBlock
from bulletin_pdf.layout.style import Align
from bulletin_pdf.pages import Mark, Path, Rule
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.parts.front_matter import all_years, cities_of
from bulletin_pdf.volume.parts.part_pages import VolumeContext
from bulletin_pdf.volume.plan.members import NumberSeries

REPORT_KINDS: Final = ("正刊", "专刊", "增刊")
CHART_PITCH: Final = 16.0
"""Between bars that lie, pt."""
CHART_HEIGHT: Final = mm(58)
CHART_WIDTH: Final = 0.94
"""Share of the measure a chart takes."""
MAX_BARS: Final = 30
"""Cities in the chart; the table has them all."""
_ANCHORS: Final[dict[str, Align]] = {"start": "left", "middle": "center", "end": "right"}


def chart_blocks(
    issues: Sequence[BoundIssue], silent: Sequence[str], tree: TagTree, context: VolumeContext
) -> list[Block]:
    """Draw both charts; cities that were silent stand at the foot of theirs."""
    kinds = [
        kind
        for place, kind in enumerate(REPORT_KINDS)
        if any(_kind(issue.member.number_series) == place for issue in issues)
    ]
    width = CHART_WIDTH * context.design.grid.width
    months = by_month(issues)
    blocks = chart_figure(
        vertical_bars(shown_kinds(months, kinds), kinds, width, CHART_HEIGHT),
        f"图一　各月刊发篇数{all_years(issues)}",
        months,
        tree,
        context,
    )
    return [*blocks, *city_chart(by_city(issues, silent, context), kinds, tree, context)]


def city_chart(cities: list[Bar], kinds: Sequence[str], tree: TagTree, context: VolumeContext) -> list[Block]:
    """Draw the reports of each city, as many cities as the chart holds; nothing where there are none."""
    if not cities:
        return []
    title = "图二　各地区刊发篇数"
    if len(cities) > MAX_BARS:
        cities, title = cities[:MAX_BARS], f"{title}（前{MAX_BARS}位）"
    width = CHART_WIDTH * context.design.grid.width
    drawing = horizontal_bars(shown_kinds(cities, kinds), kinds, width, CHART_PITCH)
    return chart_figure(drawing, title, cities, tree, context)


def _kind(number_series: NumberSeries) -> int:
    return 2 if number_series.supplement else 1 if number_series.series else 0


def by_month(issues: Sequence[BoundIssue]) -> list[Bar]:
    """Count reports by month of issue; a month without any is shown all the same."""
    counts: Counter[tuple[str, int]] = Counter()
    for issue in issues:
        month = issue.member.issue.masthead.date.iso[5:7]
        counts[month, _kind(issue.member.number_series)] += len(issue.issue.reports)
    return [
        Bar(f"{month}月", tuple(counts[f"{month:02d}", kind] for kind in range(len(REPORT_KINDS))))
        for month in range(1, 13)
    ]


def by_city(issues: Sequence[BoundIssue], silent: Sequence[str], context: VolumeContext) -> list[Bar]:
    """Count reports by city, the busiest first; those without any last."""
    counts: Counter[tuple[str, int]] = Counter()
    heads = cities_of(issues)
    for issue in issues:
        kind = _kind(issue.member.number_series)
        counts.update((heads[report.city_name], kind) for report in issue.issue.reports if report.city_name)
    names = context.in_order({city for city, _ in counts})
    bars = [Bar(name, tuple(counts[name, kind] for kind in range(len(REPORT_KINDS)))) for name in names]
    nothing = tuple(0 for _ in REPORT_KINDS)
    return [*sorted(bars, key=lambda bar: -bar.total), *(Bar(name, nothing) for name in silent)]


def shown_kinds(bars: Sequence[Bar], kinds: Sequence[str]) -> list[Bar]:
    """Leave out the kinds that the year has none of."""
    places = [REPORT_KINDS.index(kind) for kind in kinds]
    return [bar._replace(parts=tuple(bar.parts[place] for place in places)) for bar in bars]


def chart_figure(
    drawing: Any, title: str, bars: Sequence[Bar], tree: TagTree, context: VolumeContext
) -> list[Block]:
    """Return a chart with its caption, its numbers in words for who cannot see it."""
    grid, typesetter = context.design.grid, context.typesetter
    numbers = "，".join(f"{bar.label}{bar.total}篇" for bar in bars)
    figure = tree.add("Figure", alt=f"{title}：{numbers}。")

    def set_string(text: str, x: float, y: float, size: float, anchor: str) -> list[Mark]:
        label = set_label(text, context.design.text("part_text")._replace(size=size), figure, typesetter)
        return [*put_label(label, x, y, _ANCHORS[anchor])]

    lines = ceil(drawing.height / grid.pitch)
    x, y = (grid.width - drawing.width) / 2, (lines * grid.pitch - drawing.height) / 2
    marks = [
        mark._replace(tag=figure) if isinstance(mark, Path | Rule) else mark
        for mark in drawing_marks(drawing, x, y, set_string)
    ]
    caption = TextBlock(
        title,
        context.part("part_group")._replace(align="center", keep_with_next=0, keep_together=False),
        tree.add("Caption", figure),
    )
    return [FixedBlock(tuple(marks), lines, keep_with_next=1), caption, SpaceBlock(1)]
