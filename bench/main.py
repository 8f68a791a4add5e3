"""Measures this program beside its peers on one text and compares with the figures kept.

Without parts, everything, and the figures go into bench/results.md and bench/results.json. W1 is one issue,
W2 a year, W3 ten years; texture is how even lines are, warm one paragraph changed, imports what is imported,
proofing a year checked, soak thousands of builds, desk from a keystroke to the painted page in a browser.
tables, pictures, papers, foreign, check, find, audit and cluster are single tasks beside the programs that do them too, commands is
the first answer of every command, growth how our time grows from some things to ten times as many.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.archive import weigh
from bench.contest import compete
from bench.goals import Measured
from bench.imports import measure_imports
from bench.machine import machine, versions
from bench.material import SEED
from bench.measure import plain_environment
from bench.proofing import measure_proofing
from bench.races.cluster import cluster_race
from bench.races.commands import first_answers
from bench.races.foreign import foreign
from bench.races.papers import papers
from bench.races.pictures import pictures
from bench.races.race import MakeRace, Result, growth, race_table
from bench.races.race import compete as run_race
from bench.races.tables import tables
from bench.races.years import audit, check, find
from bench.report import changes_table, figures_table, goals_table, work_table
from bench.texture import measure_texture, texture_table
from bench.warm import PROGRAMS
from bench.works import WORKS

HERE = Path(__file__).parent
RESULTS, FIGURES = HERE / "results.md", HERE / "results.json"
RACES: dict[str, tuple[MakeRace, int]] = {
    "tables": (tables, 1000),
    "pictures": (pictures, 100),
    "papers": (papers, 60),
    "foreign": (foreign, 200),
    "check": (check, 480),
    "find": (find, 576),
    "audit": (audit, 576),
}
"""Each with how many things its material has; growth is measured from a tenth of them."""
PARTS = (
    *WORKS, "texture", "warm", "imports", "proofing", "soak", "desk", *RACES, "cluster", "commands", "growth"
)  # fmt: skip
WARM_ROUNDS = 5
PREFACE = """\
# How fast, beside whom

Written by `make bench`. The text is made up from a seed, here {seed}; `make bench BENCH="--seed 1"` takes another.
Machine: {machine}. Programs: {versions}.

Every program is given the text in its own language and sets it in the same faces on the same page: GB/T 9704, 22 lines of
28 characters. It is timed only when its file has about as many pages as ours, every word in order, every title in the
contents with its page, an outline, and all faces embedded. `bulletin_pdf` is the print edition as the command line makes it
unasked, a volume on all processors; Typst is Typst as it comes, tagged, in its Python package. The start of Python is part
of every time but the warm ones. Ratios (×) are ours divided by theirs, the median of pairs of one round: less than 1 is
less than theirs. Memory shared by processes counts once. A busy machine (“load before” near or above its cores) blurs
the times, the ratios less.
"""


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; default: all")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed, another text")
    parser.add_argument(
        "--second-seed", type=int, help="W1, W2 and W3 once more with this seed, in the same run"
    )
    parser.add_argument("--rounds", type=int, help="runs of each program; default: as the work needs")
    parser.add_argument("--keep", action="store_true", help="write the figures of these parts alone")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    about = {"machine": machine(), "versions": versions(), "seed": str(options.seed)}
    parts = options.parts or PARTS
    measured, tables = _measure(parts, options.seed, options.rounds)
    if options.second_seed is not None:
        tables.append(f"# Seed {options.second_seed}\n")
        works = [part for part in parts if part in WORKS]
        tables += _measure(works, options.second_seed, options.rounds)[1]
    kept = {**about, **_plain(measured)}
    text = "\n".join((goals_table(measured), *tables, changes_table(_committed(), kept, _commits())))
    print(text)
    if options.keep or not options.parts:
        RESULTS.write_text(f"{_preface(about)}\n{text}", "utf-8")
        FIGURES.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _measure(parts: Sequence[str], seed: int, rounds: int | None) -> tuple[Measured, list[str]]:
    """Measure the parts asked for; give the figures, and a table of each."""
    measured, tables = Measured(), []
    for name in WORKS:
        if name in parts:
            with tempfile.TemporaryDirectory(prefix="bench-") as directory:
                work = WORKS[name](Path(directory), seed)
                work = work._replace(rounds=rounds or work.rounds)
                rows = compete(work, _say)
                if name == "W2":
                    measured = measured._replace(archive=weigh(Path(directory) / "ours.archive.pdf"))
            measured = measured._replace(works={**measured.works, name: rows})
            tables.append(work_table(work, rows))
    if "texture" in parts:
        _say("texture")
        measured = measured._replace(texture=measure_texture(seed))
        tables.append(texture_table(measured.texture))
    if "warm" in parts:
        measured = measured._replace(warm=_warm(seed))
        tables.append(figures_table("One paragraph changed, in a process that goes on: ms", measured.warm))
    if "imports" in parts:
        measured = measured._replace(imports=measure_imports(seed))
        tables.append(figures_table("Imports of `build`, cold", measured.imports))
    if "proofing" in parts:
        _say("proofing")
        measured = measured._replace(proofing=measure_proofing(seed))
        tables.append(figures_table("Proofreading a year: CPU s", measured.proofing))
    if "soak" in parts:
        measured = measured._replace(soak=_soak(seed))
        tables.append(figures_table("Soak: builds in one process", measured.soak))
    if "desk" in parts:
        _say("desk")
        measured = measured._replace(desk=dict(_json_of("bench.desk")))
        tables.append(figures_table("The desk in Chromium: keystroke to painted page, memory", measured.desk))
    for name in RACES:
        if name in parts:
            results, table = _race(name, seed, rounds)
            measured = measured._replace(races={**measured.races, name: results})
            tables.append(table)
    if "cluster" in parts:
        with (
            tempfile.TemporaryDirectory(prefix="bench-") as directory,
            cluster_race(Path(directory), seed) as race,
        ):
            results = run_race(race, _say, rounds or 3)
        measured = measured._replace(races={**measured.races, "cluster": results})
        tables.append(race_table(race, results))
    if "commands" in parts:
        _say("commands")
        measured = measured._replace(commands=first_answers())
        tables.append(figures_table("The first answer of each command, in a new process", measured.commands))
    if "growth" in parts:
        measured = measured._replace(growth=_growth(seed))
        tables.append(
            figures_table(
                "Growth of our CPU time from some things to ten times as many: exponents", measured.growth
            )
        )
    if measured.archive:
        tables.append(figures_table("The archive edition of W2 taken apart: MB", measured.archive))
    return measured, tables


def _race(name: str, seed: int, rounds: int | None) -> tuple[dict[str, Result], str]:
    make, count = RACES[name]
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        race = make(Path(directory), seed, count)
        results = run_race(race, _say, rounds or 3)
    return results, race_table(race, results)


def _growth(seed: int) -> dict[str, float]:
    exponents = {}
    for name, (make, count) in RACES.items():
        _say(f"growth: {name}")
        with tempfile.TemporaryDirectory(prefix="bench-") as directory:
            exponents[f"{name}, {count // 10} to {count}"] = growth(make, count // 10, seed, Path(directory))
    return exponents


def _warm(seed: int) -> dict[str, float]:
    """Let the programs take turns; give the medians, ms."""
    turns: dict[str, list[float]] = {}
    for turn in range(WARM_ROUNDS):
        _say(f"warm: round {turn + 1} of {WARM_ROUNDS}")
        for program in PROGRAMS:
            try:
                times = _json_of("bench.warm", program, "--seed", str(seed))
            except subprocess.CalledProcessError:
                _say(f"warm: {program} failed and is left out")
                continue
            for name, seconds in times.items():
                turns.setdefault(name, []).extend(seconds)
    return {name: 1e3 * median(seconds) for name, seconds in turns.items()}


def _soak(seed: int) -> dict[str, float]:
    _say("soak")
    return dict(_json_of("bench.soak", "--seed", str(seed)))


def _json_of(module: str, *arguments: str) -> Any:
    command = (sys.executable, "-m", module, *arguments)
    return json.loads(_output(command))


def _output(command: Sequence[str]) -> bytes:
    environment = plain_environment()
    return subprocess.run(
        command, cwd=HERE.parent, stdout=subprocess.PIPE, check=True, env=environment
    ).stdout


def _plain(measured: Measured) -> dict[str, Any]:
    works = {
        work: {name: row._asdict() for name, row in rows.items()} for work, rows in measured.works.items()
    }
    races = {
        race: {name: result._asdict() for name, result in results.items()}
        for race, results in measured.races.items()
    }
    return {**measured._asdict(), "works": works, "races": races}


def _committed() -> dict[str, Any]:
    """Give the figures that were committed last; none when there are none."""
    name = f"HEAD:./{FIGURES.name}"
    done = subprocess.run(("git", "show", name), cwd=HERE, capture_output=True, check=False)
    return json.loads(done.stdout) if done.returncode == 0 else {}


def _commits() -> str:
    """Name the commits since the figures were committed, as `git log` takes them."""
    command = ("git", "log", "-1", "--format=%h", "--", FIGURES.name)
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    return f"{done.stdout.strip()}..HEAD" if done.stdout.strip() else "no commit known"


def _preface(about: dict[str, Any]) -> str:
    told = {
        what: ", ".join(f"{key} {value}" for key, value in about[what].items())
        for what in ("machine", "versions")
    }
    return PREFACE.format(seed=about["seed"], **told)


def _say(line: str) -> None:
    print(line, file=sys.stderr)
