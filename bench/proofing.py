"""What proofreading a year costs: 480 issues made up from a seed, and one of them beside the others."""

import sys
import tempfile
from pathlib import Path
from time import process_time

from bench.material import SEED, make_bulletins
from bench.measure import run
from bench.ours import write_issue

YEAR = 480
FOUND = 1
"""The exit code of `check` where it found errors, which made-up issues have."""


def measure_proofing(seed: int = SEED) -> dict[str, float]:
    """Give CPU seconds: proofreading alone, from issues already read; `check` of all, which sets them too, and of one."""
    with tempfile.TemporaryDirectory(prefix="bench-") as directory:
        paths = [write_issue(bulletin, Path(directory)) for bulletin in make_bulletins(YEAR, seed)]
        alone = _proofread(paths)
        command = (sys.executable, "-m", "bulletin_pdf", "check", "-q")
        return {
            f"proofreading {YEAR} issues, CPU s": alone,
            f"`check` of {YEAR} issues, CPU s": run((*command, *map(str, paths)), FOUND).cpu,
            f"`check` of one issue beside {YEAR - 1}, CPU s": run((*command, str(paths[-1])), FOUND).cpu,
        }


def _proofread(paths: list[Path]) -> float:
    from bulletin_pdf.issue.read import read_issue
    from bulletin_pdf.proof.neighbours import Neighbourhood
    from bulletin_pdf.proof.proofread import proofread

    issues = [read_issue(str(path)) for path in paths]
    start = process_time()
    beside = Neighbourhood()
    for issue, problems in issues:
        proofread(issue, problems, beside)
    return process_time() - start


if __name__ == "__main__":
    for what, figure in measure_proofing().items():
        print(f"{what:44} {figure:8.2f}")
