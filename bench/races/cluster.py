"""A year built by two workers of a cluster on this machine, beside two processes of our own."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.material import make_bulletins
from bench.measure import plain_environment
from bench.ours import write_issue
from bench.races.race import Race, Racer

WORKERS = 2
PATIENCE = 60.0
"""s until scheduler and workers must be there."""


@contextmanager
def cluster_race(place: Path, seed: int, count: int = 48) -> Iterator[Race]:
    """Write the issues and start the cluster; it ends with the block."""
    sources = [str(write_issue(bulletin, place)) for bulletin in make_bulletins(count, seed)]
    with _cluster(place) as address:
        racers = tuple(
            _racer(name, place / name.replace(" ", "-"), sources, *options)
            for name, options in (
                (f"cluster of {WORKERS} workers", ("--cluster", address)),
                (f"{WORKERS} processes", ("--jobs", str(WORKERS))),
            )
        )
        yield Race("cluster", f"{count} issues as files of their own", racers)


def _racer(name: str, target: Path, sources: list[str], *options: str) -> Racer:
    command = (sys.executable, "-m", "bulletin_pdf", "build", "--force", "-q", *options, "-o", f"{target}/")
    return Racer(name, (*command, *sources), lambda: _fault(target, len(sources)))


def _fault(target: Path, count: int) -> str:
    found = len(list(target.glob("*.pdf")))
    return "" if found == count else f"{found} files where {count} were expected"


@contextmanager
def _cluster(place: Path) -> Iterator[str]:
    """Start a scheduler and workers on loopback; yield the scheduler's address."""
    dask = (sys.executable, "-m", "dask")
    loopback = ("--host", "127.0.0.1", "--no-dashboard")
    file = place / "scheduler.json"
    running: list[subprocess.Popen[bytes]] = []

    def start(*command: str) -> None:
        with (place / "cluster.log").open("ab") as log:
            environment = plain_environment()
            running.append(subprocess.Popen(command, stdout=log, stderr=log, env=environment))

    try:
        start(*dask, "scheduler", *loopback, "--port", "0", "--scheduler-file", str(file), "--no-show")
        address = _address(file)
        options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(place))
        for _ in range(WORKERS):
            start(*dask, "worker", address, *loopback, *options)
        yield address
    finally:
        for process in reversed(running):
            process.kill()
            process.wait()


def _address(file: Path) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            return str(json.loads(file.read_text("utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise TimeoutError("the scheduler did not start")
