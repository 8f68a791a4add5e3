"""Indexes and statistics over the years as rows, for workbook and volume."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from bulletin_pdf.archive.catalogue.catalogue_entries import CatalogueContents, CatalogueEntry, IssueEntry
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.volume.parts.part_tables import PartTable
from bulletin_pdf.volume.parts.pinyin import initial, name_key, pinyin_sort_key
from bulletin_pdf.volume.parts.spellings import one_spelling, theme_key

NO_CITY = "（未标地区）"
_MAX_COLUMNS = 10
"""Years in one table."""
_MAX_UNITS = 200
"""Contributing units ranked in print; the workbook has them all."""


class IndexGroup(NamedTuple):
    """A head of an index and what stands under it."""

    head: str
    entries: tuple[CatalogueEntry, ...]


def city_index(contents: CatalogueContents) -> list[IndexGroup]:
    """Return the reports by the city they come from."""
    return _groups(((entry.city, entry) for entry in contents.entries), pinyin_sort_key)


def unit_index(contents: CatalogueContents) -> list[IndexGroup]:
    """Return the reports by the units that contributed them."""
    return _groups(((unit, entry) for entry in contents.entries for unit in entry.units), name_key)


def theme_index(contents: CatalogueContents) -> list[IndexGroup]:
    """Return the reports by the theme or series of their issues."""
    heads = one_spelling((entry.issue.theme for entry in contents.entries), theme_key)
    return _groups(((heads.get(entry.issue.theme, ""), entry) for entry in contents.entries), pinyin_sort_key)


def title_index(contents: CatalogueContents) -> list[IndexGroup]:
    """Return the reports by the initials of their titles."""
    ordered = sorted(contents.entries, key=lambda entry: pinyin_sort_key(entry.title))
    groups: dict[str, list[CatalogueEntry]] = {}
    for entry in ordered:
        groups.setdefault(initial(entry.title), []).append(entry)
    return [IndexGroup(head, tuple(entries)) for head, entries in groups.items()]


def _groups(pairs: Iterable[tuple[str, CatalogueEntry]], key: Callable[[str], Any]) -> list[IndexGroup]:
    groups: dict[str, list[CatalogueEntry]] = {}
    for head, entry in pairs:
        if head:
            groups.setdefault(head, []).append(entry)
    return [IndexGroup(head, tuple(groups[head])) for head in sorted(groups, key=key)]


# Statistics ---------------------------------------------------------------------------------


def by_year(contents: CatalogueContents) -> PartTable:
    """Count issues, reports and pages of each year."""
    reports = Counter(entry.issue.year for entry in contents.entries)
    rows: list[tuple[str, ...]] = []
    for year in sorted(contents.years):
        issues = [issue for issue in contents.issues if issue.year == year]
        counts = (len(issues), reports[year], sum(issue.pages for issue in issues))
        rows.append((year_label(year), *map(str, counts)))
    rows.append(("合计", *(str(sum(int(row[place]) for row in rows)) for place in (1, 2, 3))))
    return PartTable(("年度", "期数", "篇数", "页数"), tuple(rows), "表一　各年收录情况")


def year_label(year: int) -> str:
    """Return how a year is named in tables; issues of no known year have one of their own."""
    return f"{year}年" if year else "年度不明"


def city_years(contents: CatalogueContents) -> PartTable:
    """Count reports by city and year, the busiest city first."""
    counts = Counter((entry.city or NO_CITY, entry.issue.year) for entry in contents.entries)
    caption = "表二　各地区各年刊发篇数"
    return _by_years("地区", counts, contents, caption, last=NO_CITY)


def unit_years(contents: CatalogueContents, limit: int = _MAX_UNITS) -> PartTable:
    """Count reports by contributing unit and year, the busiest first; `limit` is how many are listed, 0 for all."""
    counts = Counter((unit, entry.issue.year) for entry in contents.entries for unit in entry.units)
    table = _by_years("供稿单位", counts, contents, "表三　供稿单位各年刊发篇数")
    if not limit or len(table.rows) <= limit + 1:
        return table
    shown = (*table.rows[:limit], table.rows[-1])
    return table._replace(rows=shown, caption=f"{table.caption}（前{limit}位）")


def _by_years(
    head: str,
    counts: Mapping[tuple[str, int], int],
    contents: CatalogueContents,
    caption: str,
    last: str = "",
) -> PartTable:
    years = sorted(contents.years)
    totals: Counter[str] = Counter()
    for (name, _), count in counts.items():
        totals[name] += count
    names = sorted(totals, key=lambda name: (name == last, -totals[name], name_key(name)))
    rows = [
        (name, *(_figure(counts.get((name, year), 0)) for year in years), str(totals[name])) for name in names
    ]
    sums = (sum(counts.get((name, year), 0) for name in names) for year in years)
    rows.append(("合计", *map(_figure, sums), str(totals.total())))
    heads = tuple(str(year) if year else "不明" for year in years)
    return PartTable((head, *heads, "合计"), tuple(rows), caption, "篇")


def parted(table: PartTable, columns: int = _MAX_COLUMNS) -> list[PartTable]:
    """Part a table of many years into tables of `columns` years each; all have the names and the totals of all years."""
    years = len(table.head) - 2
    if years <= columns:
        return [table]
    parts = []
    for start in range(1, years + 1, columns):
        end = min(start + columns, years + 1)
        rows = tuple((row[0], *row[start:end], row[-1]) for row in table.rows)
        head = (table.head[0], *table.head[start:end], "各年合计")
        caption = f"{table.caption}：{table.head[start]}—{table.head[end - 1]}年"
        parts.append(PartTable(head, rows, caption, table.unit))
    return parts


def _figure(count: int) -> str:
    return str(count) if count else ""


# Contents -----------------------------------------------------------------------------------


def entries_by_issue(contents: CatalogueContents) -> Iterator[tuple[IssueEntry, Sequence[CatalogueEntry]]]:
    """Return each issue with its reports, in the order of the catalogue."""
    reports: dict[int, list[CatalogueEntry]] = {}
    for entry in contents.entries:
        reports.setdefault(entry.issue.number, []).append(entry)
    return ((issue, reports.get(issue.number, ())) for issue in contents.issues)
