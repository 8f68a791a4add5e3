"""What one run of a command costs: wall and CPU time, and memory."""

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple

SAMPLING = 0.004
"""Least seconds between two looks at the memory of a process tree; large processes are looked at less often."""


class Failed(Exception):
    """A command ended with an error; the message is what it wrote."""


class Cost(NamedTuple):
    """What one run took."""

    wall: float
    """s"""
    cpu: float
    """User and system time of the process and all it waited for, s."""
    peak: float
    """Most memory of the largest process, MB."""


def run(command: Sequence[str], most: int = 0) -> Cost:
    """Run a command and give its cost; raises `Failed` when its exit code is greater than `most`."""
    start = perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=plain_environment()
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if not 0 <= process.returncode <= most:
        raise Failed(said.decode("utf-8", "replace")[-2000:])
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6)


def tree_peak(command: Sequence[str]) -> float | None:
    """Give the most memory that a command and its children held together, MB; None where that is not known.

    Memory that processes share counts once (proportional set size). Looking slows the run: time is
    measured in other runs. Raises `Failed` when the command ends with an error.
    """
    if not os.path.exists("/proc/self/smaps_rollup"):
        run(command)
        return None
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=plain_environment()) as process,
    ):
        most = 0.0
        while process.poll() is None:
            start = perf_counter()
            most = max(most, sum(map(_proportional, _tree(process.pid))))
            sleep(max(SAMPLING, 4 * (perf_counter() - start)))
        if process.returncode:
            said.seek(0)
            raise Failed(said.read().decode("utf-8", "replace")[-2000:])
    return most


def _tree(pid: int) -> Iterator[int]:
    """Go through a process and all below it."""
    yield pid
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            for child in Path(f"/proc/{pid}/task/{task}/children").read_text().split():
                yield from _tree(int(child))
    except OSError:
        return


def _proportional(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024 / 1e6
    except OSError:  # it has just ended
        pass
    return 0.0


def plain_environment() -> dict[str, str]:
    """Give an environment in which nobody's settings change what is measured."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "BULLETIN_PDF"))}
