"""The printed parts of a catalogue: contents by year, indexes, register of figures, statistics."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from bulletin_pdf.archive.catalogue.catalogue_entries import (
    CatalogueContents,
    CatalogueEntry,
    FigureRow,
    IssueEntry,
)
from bulletin_pdf.archive.catalogue.catalogue_tables import (
    NO_CITY,
    IndexGroup,
    by_year,
    city_years,
    entries_by_issue,
    parted,
    unit_years,
    year_label,
)
from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.drawing.bar_charts import Bar, horizontal_bars, vertical_bars
from bulletin_pdf.issue.title_place import placed_title
from bulletin_pdf.layout.block import Block, EntryBlock, LineTail, SpaceBlock, TextBlock
from bulletin_pdf.layout.style import BlockStyle
from bulletin_pdf.pages import Document, TagId
from bulletin_pdf.volume.parts.charts import (
    CHART_HEIGHT,
    CHART_PITCH,
    CHART_WIDTH,
    REPORT_KINDS,
    chart_figure,
    city_chart,
    shown_kinds,
)
from bulletin_pdf.volume.parts.part_pages import NOTHING, VolumeContext, set_pages, set_part
from bulletin_pdf.volume.parts.register import RegisterColumn, RegisterRow, RegisterTable

_COLUMNS = (
    RegisterColumn("地区", 5.0, "left"),
    RegisterColumn("数字", 6.2, "right"),
    RegisterColumn("单位", 4.7, "left"),
    RegisterColumn("所述事项", 14.4, "left"),
    RegisterColumn("期号", 9.6, "left"),
    RegisterColumn("页", 2.8, "right"),
)
_INTRODUCTION = (
    "收各年编者按、正文和表里带计量单位的数字，按地区排列，同一地区的依年度和期号先后；只存影像的各期不收。"
)
_MANY_YEARS = 16
"""More years than that are drawn as bars that lie."""


def set_year_contents(
    title: str, contents: CatalogueContents, first: int, context: VolumeContext
) -> Document:
    """总目录: the issues of each year with their dates, and their reports with the pages they begin on."""
    tree = TagTree(title)
    blocks = _opened(title, tree, context)
    for year, group in groupby(entries_by_issue(contents), key=lambda pair: pair[0].year):
        head = year_label(year)
        blocks.append(TextBlock(head, context.part("part_series"), tree.add("H2", title=head)))
        listing = tree.add("L")
        for issue, entries in group:
            blocks += _issue_blocks(issue, entries, tree, listing, context)
    return set_part(blocks, tree, context.close_grid, first, context)


def _issue_blocks(
    issue: IssueEntry,
    entries: Sequence[CatalogueEntry],
    tree: TagTree,
    listing: TagId,
    context: VolumeContext,
) -> Iterator[Block]:
    serial = f"（总第{issue.serial}期）" if issue.serial else ""
    date = f"\u3000{issue.date}" if issue.date else ""
    body = tree.add("LBody", tree.add("LI", listing))
    style = context.part("part_issue")._replace(keep_with_next=bool(entries))
    yield TextBlock(f"{issue.full_label}{serial}{date}", style, body)
    below = tree.add("L", body) if entries else body
    for entry in entries:
        text = entry.title
        if entry.city and not placed_title(entry.city, entry.title).said:
            text = f"{entry.city}：{text}"
        yield _line(text, f"第{entry.page}页", tree, below, context.part("part_entry"))


def set_catalogue_index(
    title: str, groups: Iterable[IndexGroup], first: int, context: VolumeContext, *, with_city: bool = True
) -> Document:
    """Set one index; each entry names year, issue and page."""
    tree = TagTree(title)
    blocks = _opened(title, tree, context)
    style = context.part("part_entry")
    for group in groups:
        blocks.append(TextBlock(group.head, context.part("part_group"), tree.add("H2", title=group.head)))
        listing = tree.add("L")
        for entry in group.entries:
            said = not with_city or not entry.city or placed_title(entry.city, entry.title).said
            text = entry.title if said else f"{entry.title}（{entry.city}）"
            blocks.append(_line(text, entry.place, tree, listing, style))
    if len(blocks) == 1:
        blocks.append(TextBlock(NOTHING, context.part("part_text"), tree.add("P")))
    return set_part(blocks, tree, context.close_grid, first, context)


def _line(text: str, place: str, tree: TagTree, listing: TagId, style: BlockStyle) -> TextBlock:
    """Return an entry with its place at the right."""
    body = tree.add("LBody", tree.add("LI", listing))
    tail = LineTail(place, style.text, tree.add("Span", body), 0.0)
    return TextBlock(text, style._replace(align="left"), body, tail=tail)


def set_figures_of_years(
    title: str, figures: Iterable[FigureRow], first: int, context: VolumeContext
) -> Document:
    """数据一览 over the years, by city."""
    tree = TagTree(title)
    opening = _opened(title, tree, context)
    rows = list(figures)
    if not rows:
        opening.append(TextBlock(NOTHING, context.part("part_text"), tree.add("P")))
        return set_part(opening, tree, context.design.grid, first, context)
    places = {city: place for place, city in enumerate(context.in_order({row.city for row in rows} - {""}))}
    rows.sort(key=lambda row: places.get(row.city, len(places)))
    table = RegisterTable(_COLUMNS, tree, context)
    cells = (
        RegisterRow(
            (row.city or NO_CITY, row.number, row.unit, row.words, row.issue.short_label, str(row.page))
        )
        for row in rows
    )
    opening.append(table.introduction(_INTRODUCTION))
    return set_pages(table.pages(opening, cells), tree, table.grid, first, context)


def set_statistics_of_years(
    title: str, contents: CatalogueContents, first: int, context: VolumeContext
) -> Document:
    """统计 over the years: what there is of each, reports by city and by contributing unit."""
    tree = TagTree(title)
    blocks = _opened(title, tree, context)
    blocks += [*by_year(contents).blocks(tree, context.design), SpaceBlock(1)]
    blocks += _charts(contents, tree, context)
    for table in (*parted(city_years(contents)), *parted(unit_years(contents))):
        if len(table.rows) > 1:
            blocks += [*table.blocks(tree, context.design), SpaceBlock(1)]
    return set_part(blocks, tree, context.design.grid, first, context)


def _charts(contents: CatalogueContents, tree: TagTree, context: VolumeContext) -> list[Block]:
    kinds = [kind for place, kind in enumerate(REPORT_KINDS) if any(i.kind == place for i in contents.issues)]
    years = _bars(contents, lambda entry: str(entry.issue.year or "不明"))
    years.sort(key=lambda bar: bar.label)
    width = CHART_WIDTH * context.design.grid.width
    if len(years) > _MANY_YEARS:
        drawing = horizontal_bars(shown_kinds(years, kinds), kinds, width, CHART_PITCH)
    else:
        drawing = vertical_bars(shown_kinds(years, kinds), kinds, width, CHART_HEIGHT)
    blocks = chart_figure(drawing, "图一　各年刊发篇数", years, tree, context) if years else []
    cities = [bar for bar in _bars(contents, lambda entry: entry.city) if bar.label]
    cities.sort(key=lambda bar: -bar.total)
    return [*blocks, *city_chart(cities, kinds, tree, context)]


def _bars(contents: CatalogueContents, label: Callable[[CatalogueEntry], str]) -> list[Bar]:
    counts: dict[str, list[int]] = {}
    for entry in contents.entries:
        parts = counts.setdefault(label(entry), [0] * len(REPORT_KINDS))
        parts[entry.issue.kind] += 1
    return [Bar(name, tuple(parts)) for name, parts in counts.items()]


def set_part_list(
    title: str, parts: Sequence[tuple[str, str]], first: int, context: VolumeContext
) -> Document:
    """目录: the parts that follow, each with its page; `parts` are titles and anchors."""
    tree = TagTree(title)
    blocks = _opened(title, tree, context)
    toc = tree.add("TOC")
    style = context.part("part_issue")._replace(keep_with_next=0)
    for name, anchor in parts:
        link = tree.add("Link", tree.add("Reference", tree.add("TOCI", toc)))
        blocks.append(EntryBlock(name, style, link, anchor, link, numbered=True))
    return set_part(blocks, tree, context.close_grid, first, context)


def _opened(title: str, tree: TagTree, context: VolumeContext) -> list[Block]:
    return [TextBlock(title, context.part("part_title"), tree.add("H1", title=title))]
