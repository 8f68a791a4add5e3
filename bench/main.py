"""The command line of the bench."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.contest import compete
from bench.material import SEED
from bench.report import show
from bench.works import WORKS


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("works", nargs="*", metavar="WORK", help=f"{', '.join(WORKS)}; default: all")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--rounds", type=int, help="runs of each program; default: as the work needs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        for name in options.works or WORKS:
            place = Path(directory) / name
            place.mkdir()
            work = WORKS[name](place, options.seed)
            if options.rounds:
                work = work._replace(rounds=options.rounds)
            print(show(work, compete(work, lambda line: print(line, file=sys.stderr))))
