"""Completeness of the year: numbers missing, duplicated, out of order; dates and running numbers (A-66).

Nothing is renumbered: what is found is said, and what is missing is printed in 编辑说明 and
备考表.
"""

from collections.abc import Iterable, Mapping, Sequence

from bulletin_pdf.issue.vocabulary import ISSUE
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.volume.plan.members import Member, NumberSeries
from bulletin_pdf.volume.plan.volume_plan import VolumePlan
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.parse import load

_MAX_NAMED = 60
"""Missing numbers named one by one; a run with more of them was not meant to begin at 1."""

_MISSING = "缺"


class Gap(NamedTuple):
    """Numbers of one run that are not there."""

    number_series: NumberSeries
    numbers: tuple[int, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """How they are named in print: 缺第7期."""
        return tuple(f"{_MISSING}{self.number_series.title}第{number}期" for number in self.numbers)


class Completeness(NamedTuple):
    """What a volume lacks and has too much of."""

    gaps: tuple[Gap, ...] = ()
    doubled: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Every missing number as it is named in print."""
        return tuple(label for gap in self.gaps for label in gap.labels)


def check_completeness(plan: VolumePlan, problems: Problems) -> Completeness:
    """Note what is wrong with the numbers and dates of a volume's issues."""
    runs: dict[NumberSeries, list[Member]] = {}
    for member in plan.members:
        runs.setdefault(member.number_series, []).append(member)
    gaps: list[Gap] = []
    doubled: list[str] = []
    for number_series, members in runs.items():
        doubled += _check_order(members, problems)
        if missing := missing_numbers([member.issue.number for member in members if member.issue.number]):
            gap = Gap(number_series, tuple(missing))
            gaps.append(gap)
            for label in gap.labels:
                problems.add(Code.ISSUE_MISSING, plan.issues_span, label=label.removeprefix(_MISSING))
    _check_years(plan, problems)
    for name in dict.fromkeys(member.bulletin for member in plan.members):
        _check_serials([member for member in plan.members if member.bulletin == name], problems)
    return Completeness(tuple(gaps), tuple(doubled))


def missing_numbers(numbers: Sequence[int]) -> list[int]:
    """Numbers that are not there, from the first; a year counted on from the last begins at its own."""
    if not numbers:
        return []
    start = 1 if min(numbers) <= 2 * len(numbers) else min(numbers)
    there = set(numbers)
    missing = [number for number in range(start, max(numbers)) if number not in there]
    return missing if len(missing) <= _MAX_NAMED else []


def _check_order(members: Sequence[Member], problems: Problems) -> Iterable[str]:
    """B841…B843: each number once and after the one before it, and so its date."""
    first: dict[int, Member] = {}
    before: Member | None = None
    doubled: list[str] = []
    for member in members:
        number = member.issue.number
        if number is None:
            problems.add(Code.ISSUE_NOT_COUNTED, _place(member, "date"), file=member.path)
            continue
        if number in first:
            other = first[number].path
            problems.add(
                Code.ISSUE_NUMBER_TWICE, _place(member, "number"), label=member.full_label, file=other
            )
            doubled.append(member.full_label)
        elif before is not None and number < (before.issue.number or 0):
            problems.add(
                Code.ISSUE_OUT_OF_ORDER,
                _place(member, "number"),
                label=member.full_label,
                other=before.full_label,
            )
        elif before is not None and member.issue.masthead.date.iso < before.issue.masthead.date.iso:
            details = {"date": member.issue.masthead.date.printed, "was": before.issue.masthead.date.printed}
            problems.add(
                Code.ISSUE_DATED_BEFORE,
                _place(member, "date"),
                label=member.full_label,
                other=before.full_label,
                **details,
            )
        first.setdefault(number, member)
        before = member
    return doubled


def _check_years(plan: VolumePlan, problems: Problems) -> None:
    for member in plan.members:
        date = member.issue.masthead.date
        if date.iso and date.iso[:4] != str(plan.year):
            place = _place(member, "date")
            problems.add(
                Code.ISSUE_NOT_IN_YEAR, place, label=member.full_label, date=date.printed, year=plan.year
            )


def _check_serials(members: Sequence[Member], problems: Problems) -> None:
    """B846…B848: total numbers run through all series; each once, without gaps, by date."""
    counted = [member for member in members if member.issue.serial]
    by_serial: dict[int, Member] = {}
    for member in counted:
        serial = member.issue.serial or 0
        if serial in by_serial:
            other = by_serial[serial].full_label
            problems.add(Code.SERIAL_TWICE, _place(member, "serial"), serial=serial, other=other)
        by_serial.setdefault(serial, member)
    _check_steps(by_serial, problems)


def _check_steps(by_serial: Mapping[int, Member], problems: Problems) -> None:
    serials = sorted(by_serial)
    for before, serial in zip(serials, serials[1:], strict=False):
        member, other = by_serial[serial], by_serial[before]
        place = _place(member, "serial")
        if serial > before + 1:
            between = f"{before + 1}" if serial == before + 2 else f"{before + 1}—{serial - 1}"
            problems.add(Code.SERIAL_JUMPS, place, serial=serial, was=before, missing=between)
        if member.issue.masthead.date.iso < other.issue.masthead.date.iso:
            problems.add(Code.SERIAL_DATED_BEFORE, place, serial=serial, was=before)


def _place(member: Member, key: str) -> Span:
    """Find the key in the issue's own text; looked through again only for what is at fault."""
    if member.foreign is not None or member.archived is not None:
        return member.entry
    issue = member.issue
    node = load(issue.sources[0], Problems())
    if node is None:
        return Span(issue.path, 1, 1)
    value = Fields(node, ISSUE, Problems()).get(key)
    return node.span if value is None else value.span
