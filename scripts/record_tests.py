"""Record which tests reach which stretch of the program, for the files of tests that changed since: see `covering`."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from queue import SimpleQueue

from copied_tree import copied, python, variables
from covering import ROOT, Record, digest, put_probes


def record_stale(record: Record, place: Path, jobs: int) -> None:
    """Record the tests whose file is not recorded as it stands; of the house none, for they read the source itself."""
    paths = [path for path in sorted(Path(ROOT, "tests").rglob("test_*.py")) if "house" not in path.parts]
    known = record.files()
    stale = [
        path.relative_to(ROOT) for path in paths if known.get(str(path.relative_to(ROOT))) != digest(path)
    ]
    if not stale:
        return
    print(f"recording {len(stale)} of {len(paths)} files of tests in {place}", flush=True)
    rooms = [list(map(str, room)) for _, room in groupby(stale, key=lambda path: path.parent)]
    trees: SimpleQueue[tuple[Path, Path]] = SimpleQueue()

    def recorded(room: list[str]) -> None:
        tree = trees.get()
        try:
            _record(*tree, place, room)
        finally:
            trees.put(tree)

    with _probed_trees(min(jobs, len(rooms))) as made, ThreadPoolExecutor(len(made)) as pool:
        for tree in made:
            trees.put(tree)
        list(pool.map(recorded, rooms))


@contextmanager
def _probed_trees(count: int) -> Iterator[list[tuple[Path, Path]]]:
    """Give copies of the repository with probes, each with the file of its hits."""
    with tempfile.TemporaryDirectory(prefix="probes-") as folder:
        made = [(Path(folder, f"tree{number}"), Path(folder, f"hits{number}")) for number in range(count)]
        for tree, hits in made:
            put_probes(copied(tree), hits)
        yield made


def _record(tree: Path, hits: Path, place: Path, tests: list[str]) -> None:
    more = {"MUTANTS_RECORD": str(place), "MUTANTS_HITS": str(hits)}
    command = [
        str(python(tree)),
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "recording_plugin",
        *tests,
    ]
    done = subprocess.run(
        command, cwd=tree, env=variables(**more), capture_output=True, text=True, check=False
    )
    print(done.stdout.strip().rpartition("\n")[2] or done.stderr[-500:], file=sys.stderr, flush=True)
