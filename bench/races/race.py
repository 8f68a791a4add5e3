"""Programs that do one task in turns. A program is timed only when what it made is right."""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from math import log10
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.contest import middle, paired
from bench.measure import Cost, Failed, run

OURS = "bulletin_pdf"
ROUNDS = 5
TENFOLD = 10


class Racer(NamedTuple):
    """A program, its command, and what is wrong with what it made: empty where nothing is."""

    name: str
    command: tuple[str, ...]
    fault: Callable[[], str]
    most: int = 0
    """The greatest exit code that is no failure."""


class Race(NamedTuple):
    """A task and the programs that do it, ours first."""

    name: str
    about: str
    racers: tuple[Racer, ...]


class Result(NamedTuple):
    """What became of one program; ratios are ours divided by its own, the median of pairs of one round."""

    fault: str = ""
    wall: float = 0.0
    """s, median"""
    cpu: float = 0.0
    """s, median"""
    peak: float = 0.0
    """MB, the largest process, median"""
    wall_ratio: float = 0.0
    cpu_ratio: float = 0.0


MakeRace = Callable[[Path, int, int], Race]
"""Writes the material of so many things, from a seed, to a directory."""


def compete(race: Race, say: Callable[[str], None], rounds: int = ROUNDS) -> dict[str, Result]:
    """Let every program do the task once, look at what it made, and time those that did it right."""
    faults: dict[str, str] = {}
    for racer in race.racers:
        say(f"{race.name}: {racer.name}")
        faults[racer.name] = _tried(racer)
    fit = [racer for racer in race.racers if not faults[racer.name]]
    costs: dict[str, list[Cost]] = {racer.name: [] for racer in fit}
    for turn in range(rounds):
        say(f"{race.name}: round {turn + 1} of {rounds}")
        for racer in fit:
            costs[racer.name].append(run(racer.command, racer.most))
    base = costs.get(race.racers[0].name, [])
    return {name: _result(fault, base, costs.get(name, [])) for name, fault in faults.items()}


def _tried(racer: Racer) -> str:
    try:
        run(racer.command, racer.most)
        return racer.fault()
    except (Failed, OSError, subprocess.SubprocessError) as error:
        return f"failed: {str(error).strip()[-120:]}"


def _result(fault: str, base: Sequence[Cost], costs: Sequence[Cost]) -> Result:
    if fault or not base:
        return Result(fault or "ours is not what it should be")
    cost, ratio = middle(costs), paired(base, costs)
    return Result("", cost.wall, cost.cpu, cost.peak, ratio.wall, ratio.cpu)


def growth(make: MakeRace, few: int, seed: int, directory: Path) -> float:
    """Return the exponent with which our CPU time grows from a few things to ten times as many: 1 is in proportion."""
    times: list[float] = []
    for count in (few, few * TENFOLD):
        place = directory / str(count)
        place.mkdir()
        ours = make(place, seed, count).racers[0]
        if fault := _tried(ours):
            raise Failed(fault)
        times.append(median(run(ours.command, ours.most).cpu for _ in range(3)))
    return log10(times[1] / times[0])


def race_table(race: Race, results: Mapping[str, Result]) -> str:
    """Return the table of one race as Markdown."""
    head = ("| | wall s | CPU s | largest process MB | wall × | CPU × |", "|---|--:|--:|--:|--:|--:|")
    return "\n".join((f"## {race.name}: {race.about}", "", *head, *map(_line, results.items()))) + "\n"


def _line(entry: tuple[str, Result]) -> str:
    name, result = entry
    if result.fault:
        return f"| {name} | not timed: {result.fault}" + " |" * 5
    return (
        f"| {name} | {result.wall:.3f} | {result.cpu:.3f} | {result.peak:.0f} "
        f"| {result.wall_ratio:.2f} | {result.cpu_ratio:.2f} |"
    )
