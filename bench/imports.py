"""What importing costs before a single issue can be set, from `-X importtime`."""

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from bench.material import SEED, make_bulletin
from bench.measure import plain_environment, run
from bench.ours import write_issue

RUNS = 7
_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")


def measure_imports(seed: int = SEED) -> dict[str, float]:
    """Give the modules that `build` imports and the ms they take, in all and by package; the least of several runs."""
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        source = write_issue(make_bulletin(1, seed), Path(directory))
        target = str(Path(directory) / "issue.pdf")
        command = ("-m", "bulletin_pdf", "build", "--force", str(source), "-q", "-o", target)
        build = min((_imported(*command) for _ in range(RUNS)), key=lambda spent: spent.total())
    python = min((_imported("-c", "pass") for _ in range(RUNS)), key=lambda spent: spent.total())
    packages: Counter[str] = Counter()
    for name, microseconds in build.items():
        if name not in python:
            packages[_package(name)] += microseconds
    start = min(run((sys.executable, "-c", "pass")).wall for _ in range(RUNS))
    return {
        "Python alone, ms": start * 1e3,
        "modules": len(build) - len(python),
        "all, ms": packages.total() / 1e3,
        **{f"{package}, ms": spent / 1e3 for package, spent in packages.most_common()},
    }


def _imported(*command: str) -> Counter[str]:
    """Give the µs that each imported module took by itself."""
    command = (sys.executable, "-X", "importtime", *command)
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=plain_environment())
    return Counter({name: int(spent) for spent, name in _LINE.findall(done.stderr)})


def _package(module: str) -> str:
    top = module.partition(".")[0]
    return top if top not in sys.stdlib_module_names else "standard library"


if __name__ == "__main__":
    for what, figure in measure_imports().items():
        print(f"{what:28} {figure:8.1f}")
