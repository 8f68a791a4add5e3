"""How long each command takes, in a new process, until its first answer: its help, or that a file is not there."""

import sys

from bench.measure import run

RUNS = 5
MISSING = 3
"""No exit code is greater."""


READING = (
    "build", "volume", "check", "verify", "head", "impose", "preflight", "import", "compare", "review", "unpack", "sign",
    "audit", "catalogue", "transfer", "recognise", "find",
)  # fmt: skip
"""Commands that read a file."""


def first_answers() -> dict[str, float]:
    """Return ms by command, the least of several runs."""
    from bulletin_pdf.cli import COMMANDS

    helped = {f"{name} --help, ms": _least(name, "--help") for name in COMMANDS}
    return helped | {f"{name}, no such file, ms": _least(name, "there-is-none.yaml") for name in READING}


def _least(*arguments: str) -> float:
    program = (sys.executable, "-m", "bulletin_pdf", *arguments)
    return min(1e3 * run(program, MISSING).wall for _ in range(RUNS))
