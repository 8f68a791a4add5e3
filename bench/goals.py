"""What the figures should be, and what they are.

Goals are ratios to Typst in the same run, tagged as it comes, and budgets of our own.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bench.contest import OURS, Row
from bench.races.race import Result
from bench.warm import OUR_PAGES, OUR_PDF, TYPST_PDF
from bench.works import ARCHIVE, TYPST


class Goal(NamedTuple):
    """A figure that must not be greater than a limit."""

    about: str
    limit: float
    figure: float
    unit: str


class Measured(NamedTuple):
    """All that was measured; what was left out is empty."""

    works: Mapping[str, Mapping[str, Row]] = {}
    warm: Mapping[str, float] = {}
    """ms a turn, the median, by program."""
    imports: Mapping[str, float] = {}
    proofing: Mapping[str, float] = {}
    """CPU s, by what was proofread."""
    soak: Mapping[str, float] = {}
    archive: Mapping[str, float] = {}
    """The archive edition of W2 taken apart, MB."""
    desk: Mapping[str, float] = {}
    """ms from a keystroke to the painted page, MB of memory, by what was measured."""
    texture: Mapping[str, Mapping[str, float]] = {}
    """How even lines are, by text and program."""
    races: Mapping[str, Mapping[str, Result]] = {}
    """Single tasks, by task and program."""
    commands: Mapping[str, float] = {}
    """ms until the first answer, by command."""
    growth: Mapping[str, float] = {}
    """Exponents, by what grows."""


def goals(measured: Measured) -> Iterator[Goal]:
    """Give the goals whose figures are known."""
    works = measured.works
    for name, limit in (("W1", 0.95), ("W2", 0.8), ("W3", 0.6)):
        typst = _timed(works, name, TYPST)
        if typst:
            yield Goal(f"{name}, wall", limit, typst.wall_ratio, "× Typst")
    year = _timed(works, "W2", TYPST)
    if year:
        yield Goal("W2, memory of all processes", 0.5, year.tree_ratio, "× Typst")
        yield Goal("W2, size of the file", 0.6, year.size_ratio, "× Typst")
    ours, archive = _timed(works, "W2", OURS), _timed(works, "W2", ARCHIVE)
    if ours and archive:
        yield Goal("W2, archive edition, wall", 1.3, 1 / archive.wall_ratio, "× print edition")
        yield Goal("W2, CPU", 1.5, 1e3 * ours.cpu / ours.pages, "ms a page")
        yield Goal("W2, memory", 150, ours.tree or ours.peak, "MB")
    decade = _timed(works, "W3", OURS)
    if decade:
        yield Goal("W3, memory", 350, decade.tree or decade.peak, "MB")
    if "pages and fonts a 300 pages" in measured.archive:
        size = measured.archive["pages and fonts a 300 pages"]
        yield Goal("archive edition without profile and source", 0.95, size, "MB a 300 pages")
    if (pages := measured.warm.get(OUR_PAGES)) is not None:
        yield Goal("one paragraph changed, new pages", 3, pages, "ms")
    if OUR_PDF in measured.warm and TYPST_PDF in measured.warm:
        ratio = measured.warm[OUR_PDF] / measured.warm[TYPST_PDF]
        yield Goal("one paragraph changed, new PDF", 0.8, ratio, "× Typst")
    for name, limit in (("model issue", 100), ("20000 characters", 200)):
        if (latency := measured.desk.get(f"{name}, p95, ms")) is not None:
            yield Goal(f"the desk, {name}: keystroke to painted page, p95", limit, latency, "ms")
    if measured.commands:
        slowest = max(measured.commands, key=measured.commands.__getitem__)
        yield Goal(
            f"slowest first answer ({slowest.rpartition(',')[0]})", 250, measured.commands[slowest], "ms"
        )
    for name, exponent in measured.growth.items():
        yield Goal(f"growth: {name}", 1.05, exponent, "as exponent")


def _timed(works: Mapping[str, Mapping[str, Row]], work: str, name: str) -> Row | None:
    row = works.get(work, {}).get(name)
    return row if row and not row.fault else None
