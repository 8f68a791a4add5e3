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


class Result(NamedTuple):
    """What became of one contender."""

    verdict: Verdict
    costs: tuple[Cost, ...] = ()
    """One a round; none when the file was not what was asked for."""
    tree: float | None = None
    size: int = 0


def compete(work: Work, say: Callable[[str], None]) -> dict[str, Result]:
    """Let every contender do the work once, judge what came out, and time those that did it right, in turns."""
    results: dict[str, Result] = {}
    pages = None
    for contender in work.contenders:
        say(f"{work.name}: {contender.name}")
        try:
            tree = tree_peak(contender.command)
            run(contender.command)  # warms the caches of the machine
            verdict = judge(contender.target, work.bulletins, pages)
        except (Failed, OSError) as error:
            results[contender.name] = Result(Verdict(0, 0, (f"failed: {str(error).strip()[-300:]}",)))
            continue
        pages = pages or verdict.pages
        results[contender.name] = Result(verdict, (), tree, contender.target.stat().st_size)
    fit = [contender for contender in work.contenders if not results[contender.name].verdict.faults]
    for turn in range(work.rounds):
        say(f"{work.name}: round {turn + 1} of {work.rounds}")
        for contender in fit:
            result = results[contender.name]
            results[contender.name] = result._replace(costs=(*result.costs, run(contender.command)))
    return results


def middle(costs: Sequence[Cost]) -> Cost:
    """Give the median of each figure."""
    return Cost(*(median(figures) for figures in zip(*costs, strict=True)))


def paired(ours: Sequence[Cost], theirs: Sequence[Cost]) -> Cost:
    """Give the medians of ours divided by theirs, each pair from one round."""
    return middle(
        [Cost(*(a / b for a, b in zip(*pair, strict=True))) for pair in zip(ours, theirs, strict=True)]
    )
