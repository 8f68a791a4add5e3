"""Works, the programs that do them, and runs that take turns."""

from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.judge import Verdict, judge
from bench.material import Bulletin
from bench.measure import Cost, Failed, run, tree_peak

OURS = "bulletin_pdf"
"""The contender that the others are compared with."""


class Contender(NamedTuple):
    """A program, and how it is told to do a work."""

    name: str
    command: tuple[str, ...]
    target: Path


class Work(NamedTuple):
    """Something to be set by every contender."""

    name: str
    about: str
    bulletins: tuple[Bulletin, ...]
    contenders: tuple[Contender, ...]
    """Ours first."""
    rounds: int
    left_out: tuple[str, ...] = ()
    """Programs that would take minutes."""


class Row(NamedTuple):
    """What became of one contender; ratios are ours divided by its own, the median of pairs of one round."""

    pages: int = 0
    outline: int = 0
    """Entries."""
    fault: str = ""
    """Why it was not timed."""
    wall: float = 0.0
    """s, median"""
    cpu: float = 0.0
    """s, median"""
    peak: float = 0.0
    """MB, the largest process, median"""
    tree: float | None = None
    """MB, all processes together"""
    size: float = 0.0
    """MB"""
    wall_ratio: float = 0.0
    cpu_ratio: float = 0.0
    tree_ratio: float = 0.0
    size_ratio: float = 0.0


class _Trial(NamedTuple):
    """The first run of a contender."""

    verdict: Verdict
    tree: float | None = None
    size: float = 0.0


def compete(work: Work, say: Callable[[str], None]) -> dict[str, Row]:
    """Let every contender do the work once, judge what came out, and time those that did it right, in turns."""
    trials: dict[str, _Trial] = {}
    for contender in work.contenders:
        say(f"{work.name}: {contender.name}")
        ours = trials.get(OURS)
        trials[contender.name] = _try(contender, work.bulletins, ours.verdict.pages if ours else None)
    fit = [contender for contender in work.contenders if not trials[contender.name].verdict.faults]
    costs: dict[str, list[Cost]] = {contender.name: [] for contender in fit}
    for turn in range(work.rounds):
        say(f"{work.name}: round {turn + 1} of {work.rounds}")
        for contender in fit:
            costs[contender.name].append(run(contender.command))
    ours = trials[OURS]
    return {
        name: _row(trial, ours, costs.get(name, ()), costs.get(OURS, ())) for name, trial in trials.items()
    }


def _try(contender: Contender, bulletins: Sequence[Bulletin], pages: int | None) -> _Trial:
    """Run a contender a first time, which also warms the caches of the machine, and judge its file."""
    try:
        tree = tree_peak(contender.command)
        verdict = judge(contender.target, bulletins, pages)
    except (Failed, OSError) as error:
        return _Trial(Verdict(0, 0, (f"failed: {str(error).strip()[-200:]}",)))
    return _Trial(verdict, tree, contender.target.stat().st_size / 1e6)


def _row(trial: _Trial, ours: _Trial, costs: Sequence[Cost], base: Sequence[Cost]) -> Row:
    pages, outline, faults = trial.verdict
    if faults or not costs or not base:
        return Row(pages, outline, "; ".join(faults[:3]) or "ours is not what it should be")
    cost, ratio = middle(costs), paired(base, costs)
    return Row(
        pages=pages,
        outline=outline,
        wall=cost.wall,
        cpu=cost.cpu,
        peak=cost.peak,
        tree=trial.tree,
        size=trial.size,
        wall_ratio=ratio.wall,
        cpu_ratio=ratio.cpu,
        tree_ratio=ours.tree / trial.tree if ours.tree and trial.tree else ratio.peak,
        size_ratio=ours.size / trial.size,
    )


def middle(costs: Sequence[Cost]) -> Cost:
    """Give the median of each figure."""
    return Cost(*(median(figures) for figures in zip(*costs, strict=True)))


def paired(ours: Sequence[Cost], theirs: Sequence[Cost]) -> Cost:
    """Give the medians of ours divided by theirs, each pair from one round."""
    return middle(
        [Cost(*(a / b for a, b in zip(*pair, strict=True))) for pair in zip(ours, theirs, strict=True)]
    )
