"""The table of checks: each measures every instance of one rule in one printed issue."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from bulletin_pdf.issue.model import Issue
from bulletin_pdf.problems import Problem
from conformance.elements import Found, Line
from support.printed import Printed


class Sample(NamedTuple):
    """One issue of the corpus, read, built and taken apart."""

    name: str
    issue: Issue
    problems: tuple[Problem, ...]
    printed: Printed
    found: Found


class Seen(NamedTuple):
    """One instance of a rule that was measured; `fault` says what is wrong with it."""

    place: str
    fault: str = ""


class Check(NamedTuple):
    """A rule and how it is measured."""

    rule: str
    """Ids of the reference, as `P-16` or `T-10 T-12`."""
    name: str
    measure: Callable[[Sample], Iterator[Seen]]


CHECKS: Final[list[Check]] = []


def rule(ids: str) -> Callable[[Callable[[Sample], Iterator[Seen]]], Callable[[Sample], Iterator[Seen]]]:
    """Put a check in the table under the ids of the rules it measures."""

    def enter(measure: Callable[[Sample], Iterator[Seen]]) -> Callable[[Sample], Iterator[Seen]]:
        CHECKS.append(Check(ids, measure.__name__, measure))
        return measure

    return enter


def at(line: Line) -> str:
    """Name a line by its page and words."""
    return f"page {line.page} “{line.text[:40]}”"


def near(what: str, found: float, wanted: float, tolerance: float) -> str:
    """Say by how much a measure is off; empty when it is not."""
    off = found - wanted
    return "" if abs(off) <= tolerance else f"{what} {found:.3f}, not {wanted:.3f} ({off:+.3f})"


def within(what: str, found: float, low: float, high: float) -> str:
    """Say on which side a measure leaves its range; empty when it does not."""
    return "" if low <= found <= high else f"{what} {found:.3f}, not in {low:.3f}…{high:.3f}"
