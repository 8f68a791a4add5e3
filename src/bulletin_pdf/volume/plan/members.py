"""The issues of a volume and their number series (archive.md §6, J-21).

An issue is known by bulletin, series, supplement or not, year, and number. Bulletin and year
are shown only in a volume that has several: what all issues share distinguishes none.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.printed_form import number_line
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problems import Span

if TYPE_CHECKING:
    from bulletin_pdf.volume.plan.archived_issues import ArchivedIssue
    from bulletin_pdf.volume.plan.foreign_issue import ForeignIssue


class NumberSeries(NamedTuple):
    """Issues that share one row of numbers: of a bulletin and a year, a series or its supplements."""

    supplement: bool
    series: str
    bulletin: str = ""
    """Its name, where the volume has issues of several."""
    year: int = 0
    """The year it is counted in, where the volume has several."""

    @property
    def title(self) -> str:
        """What stands over its block in the contents; empty for the regular issues."""
        year = f"{self.year}年" if self.year else ""
        series = f"【{self.series}】" if self.series else ""
        return self._name + year + series + ("增刊" if self.supplement else "")

    def name_of(self, label: str) -> str:
        """Name one of its issues: 《青河简报》2022年专刊名第3期."""
        year = f"{self.year}年" if self.year and str(self.year) not in label else ""
        return self._name + self.series + year + label

    @property
    def _name(self) -> str:
        return f"《{self.bulletin}》" if self.bulletin else ""


class Member(NamedTuple):
    """One issue of a volume, and the entry of the volume's YAML that names it."""

    issue: Issue
    entry: Span
    foreign: "ForeignIssue | None" = None
    """The file that stands for it when there is no YAML."""
    archived: "ArchivedIssue | None" = None
    """The archive file whose source it was set from."""
    bulletin: str = ""
    year: int = 0
    """As in its run."""

    @property
    def path(self) -> str:
        """The file it comes from, as the editor names it."""
        return self.issue.path if self.archived is None else self.archived.path

    @property
    def number_series(self) -> NumberSeries:
        """The run of numbers it is counted in."""
        head = self.issue.masthead
        series = head.series.text if head.series else ""
        return NumberSeries(self.issue.supplement, series, self.bulletin, self.year)

    @property
    def label(self) -> str:
        """What it is called: 第3期, 增刊第1期, 创刊号; by its date when it has no number."""
        head = self.issue.masthead
        return number_line(self.issue) or head.date.printed

    @property
    def full_label(self) -> str:
        """The same with all that distinguishes it in its volume before it: 专刊名第3期."""
        return self.number_series.name_of(self.label)


def in_number_series(members: Sequence[Member]) -> list[Member]:
    """Return the members with bulletin and year shown, as far as the volume has several."""
    # An issue that survives as a PDF has the volume's name because it has none of its own.
    names = {_name_of(member) for member in members if member.foreign is None}
    if len(names) > 1:
        members = [member._replace(bulletin=_name_of(member)) for member in members]
    runs: dict[NumberSeries, list[Member]] = {}
    for member in members:
        runs.setdefault(member.number_series, []).append(member)
    if not any(_counted_by_year(number_series) for number_series in runs.values()):
        return list(members)
    return [member._replace(year=year_of(member)) for member in members]


def _name_of(member: Member) -> str:
    return "".join(member.issue.masthead.name.text.split())


def year_of(member: Member) -> int:
    """The year an issue says it is of, else that of its date; 0 when it says neither."""
    return member.issue.year or int(member.issue.masthead.date.iso[:4] or 0)


def _counted_by_year(members: Sequence[Member]) -> bool:
    """Whether numbers begin again with a year: two years share one, or a year's all lie below those of the year before.

    Numbers may also be counted on from year to year, and a wrong date is no other year.
    """
    if len({member.issue.year for member in members} - {None}) > 1:
        return True
    numbers: dict[int, set[int]] = {}
    for member in members:
        if member.issue.number is not None and (year := year_of(member)):
            numbers.setdefault(year, set()).add(member.issue.number)
    years = sorted(numbers)
    if any(numbers[year] & numbers[other] for year, other in combinations(years, 2)):
        return True
    return any(max(numbers[year]) < min(numbers.get(year - 1, {0})) for year in years)


_DIGITS = pattern("([0-9]+)")


def members_in_order(members: Sequence[Member]) -> list[Member]:
    """Sort by bulletin, in the order they come; then regular issues, each series, supplements; by number and date."""
    bulletins = {
        name: place for place, name in enumerate(dict.fromkeys(member.bulletin for member in members))
    }

    def key(member: Member) -> tuple[object, ...]:
        issue, number_series = member.issue, member.number_series
        parts = enumerate(_DIGITS.split(member.path))
        names = tuple(int(part) if place % 2 else part for place, part in parts)
        before = (
            bulletins[member.bulletin],
            number_series.year,
            number_series.supplement,
            number_series.series,
        )
        return (*before, issue.number or 0, issue.masthead.date.iso, names)

    return sorted(members, key=key)


def number_series_of(members: Sequence[Member]) -> tuple[tuple[NumberSeries, tuple[Member, ...]], ...]:
    """Return the blocks a volume's issues stand in: neighbours of one run."""
    blocks: list[tuple[NumberSeries, list[Member]]] = []
    for member in members:
        if not blocks or blocks[-1][0] != member.number_series:
            blocks.append((member.number_series, []))
        blocks[-1][1].append(member)
    return tuple((number_series, tuple(inside)) for number_series, inside in blocks)
