"""Thousands of builds in one process, as a desk or a server would do: memory must not grow.

`python -m bench.soak [--builds 2000]` prints a line of JSON; each build sets another text, in turn in
another edition; every tenth opens the faces anew.
"""

import argparse
import gc
import json
import tempfile
from pathlib import Path

from bench.material import SEED, make_bulletin
from bench.ours import write_issue
from bulletin_pdf.api.session import Session

EDITIONS = ("screen", "print", "archive", "proof")
SETTLED = 0.25
"""The share of the builds after which what is built once is built."""
_PAGE = 4096


def soak(builds: int, seed: int = SEED) -> dict[str, float]:
    """Give the resident memory, MB, after a quarter of the builds and at the end, and the growth between."""
    session = Session()
    marks: list[float] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        for build in range(builds):
            source = write_issue(make_bulletin(1 + build % 997, seed + build // 997), Path(directory))
            taken = Session() if build % 10 == 9 else session
            taken.read(source).pdf(EDITIONS[build % len(EDITIONS)], prove=False)
            source.unlink()
            if build % 20 == 19:
                gc.collect()
                marks.append(resident())
    settled = int(len(marks) * SETTLED)
    return {
        "builds": builds,
        "settled, MB": max(marks[: settled + 1]),
        "end, MB": marks[-1],
        "growth, KB a build": 1e3 * _slope(marks[settled:]) / 20,
    }


def resident() -> float:
    """Give the memory of this process, MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE / 1e6


def _slope(values: list[float]) -> float:
    """Give the growth from one value to the next, by least squares."""
    middle, mean = (len(values) - 1) / 2, sum(values) / len(values)
    spread = sum((place - middle) ** 2 for place in range(len(values)))
    return sum((place - middle) * (value - mean) for place, value in enumerate(values)) / spread


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--builds", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    print(json.dumps(soak(options.builds, options.seed)))


if __name__ == "__main__":
    main()
