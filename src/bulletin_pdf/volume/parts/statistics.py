"""统计: reports by city and month, contributing units ranked, issues by series."""

from collections import Counter
from collections.abc import Iterator, Sequence

from bulletin_pdf.compose.tag_tree import TagTree
from bulletin_pdf.layout.block import Block, SpaceBlock, TextBlock
from bulletin_pdf.pages import Document
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.parts.charts import chart_blocks
from bulletin_pdf.volume.parts.contributors import contributing_units
from bulletin_pdf.volume.parts.front_matter import all_years, cities_of
from bulletin_pdf.volume.parts.part_pages import VolumeContext, set_part
from bulletin_pdf.volume.parts.part_tables import PartTable
from bulletin_pdf.volume.parts.pinyin import name_key, pinyin_sort_key
from bulletin_pdf.volume.parts.silent_cities import CityCoverage, cities_without_reports
from bulletin_pdf.volume.parts.spellings import one_spelling, unit_key
from bulletin_pdf.volume.plan.members import number_series_of
from bulletin_pdf.volume.plan.volume_plan import VolumePlan
from bulletin_pdf.volume.plan.volume_vocabulary import PART_TITLES

_NO_CITY = "（未标地区）"
_MONTHS = tuple(f"{month:02d}" for month in range(1, 13))


def set_statistics(
    plan: VolumePlan, issues: Sequence[BoundIssue], first: int, context: VolumeContext
) -> Document:
    """Set the tables of the year."""
    title = PART_TITLES["statistics"]
    tree = TagTree(title)
    blocks: list[Block] = [TextBlock(title, context.part("part_title"), tree.add("H1", title=title))]
    cities = [report.city_name for issue in issues for report in issue.issue.reports if report.city_name]
    coverage = cities_without_reports(cities)
    blocks += [*by_series(plan, issues).blocks(tree, context.design), SpaceBlock(1)]
    blocks += chart_blocks(issues, coverage.silent if coverage else (), tree, context)
    blocks += [*by_city_and_month(issues).blocks(tree, context.design), SpaceBlock(1)]
    if words := _coverage(coverage):
        blocks += [TextBlock(words, context.part("part_text"), tree.add("P")), SpaceBlock(1)]
    units = by_unit(issues)
    if units.rows:
        blocks += units.blocks(tree, context.design)
    return set_part(blocks, tree, context.design.grid, first, context)


def _coverage(coverage: CityCoverage | None) -> str:
    if coverage is None:
        return ""
    if not coverage.silent:
        return f"{coverage.province}{coverage.total}个市州全年都有稿件刊发。"
    names = "、".join(coverage.silent)
    return f"{coverage.province}{coverage.total}个市州中，全年没有稿件刊发的有{len(coverage.silent)}个：{names}。"


def by_series(plan: VolumePlan, issues: Sequence[BoundIssue]) -> PartTable:
    """Count issues, reports and pages of each series."""
    pages = {id(issue.member): len(issue.pages) for issue in issues}
    rows = []
    for number_series, members in number_series_of(plan.members):
        reports = sum(len(member.issue.reports) for member in members)
        sides = sum(pages[id(member)] for member in members)
        counts = (len(members), reports, sides)
        rows.append((number_series.title or plan.title.text, *map(str, counts)))
    totals = [str(sum(int(row[column]) for row in rows)) for column in (1, 2, 3)]
    if len(rows) > 1:
        rows.append(("合计", *totals))
    return PartTable(("刊别", "期数", "篇数", "页数"), tuple(rows), "表一　收录情况")


def by_city_and_month(issues: Sequence[BoundIssue]) -> PartTable:
    """Count reports by city and month of issue, the busiest city first."""
    counts: Counter[tuple[str, str]] = Counter()
    heads = cities_of(issues)
    for issue in issues:
        month = issue.member.issue.masthead.date.iso[5:7]
        counts.update((heads.get(report.city_name, _NO_CITY), month) for report in issue.issue.reports)
    totals: Counter[str] = Counter()
    for (city, _), count in counts.items():
        totals[city] += count
    cities = sorted(totals, key=lambda city: (city == _NO_CITY, -totals[city], pinyin_sort_key(city)))
    rows = [
        (city, *(_figure(counts[city, month]) for month in _MONTHS), str(totals[city])) for city in cities
    ]
    whole = (_figure(sum(counts[city, month] for city in cities)) for month in _MONTHS)
    rows.append(("合计", *whole, str(totals.total())))
    head = ("地区", *(f"{int(month)}月" for month in _MONTHS), "合计")
    return PartTable(head, tuple(rows), f"表二　各地区各月刊发篇数{all_years(issues)}", "篇")


def _figure(count: int) -> str:
    return str(count) if count else ""


def by_unit(issues: Sequence[BoundIssue]) -> PartTable:
    """Rank contributing units; units with the same count share a place."""
    units = [
        unit for issue in issues for report in issue.issue.reports for unit in contributing_units(report)
    ]
    heads = one_spelling(units, unit_key)
    counts = Counter(heads[unit] for unit in units)
    ordered = sorted(counts, key=lambda unit: (-counts[unit], name_key(unit)))
    rows = tuple(
        (str(place), unit, str(counts[unit]))
        for place, unit in zip(_places([counts[unit] for unit in ordered]), ordered, strict=True)
    )
    return PartTable(("名次", "供稿单位", "篇数"), rows, "表三　供稿单位刊发篇数", "篇")


def _places(counts: Sequence[int]) -> Iterator[int]:
    place = 0
    for index, count in enumerate(counts):
        if index == 0 or count != counts[index - 1]:
            place = index + 1
        yield place
