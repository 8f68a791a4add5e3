"""Print digests of everything the program makes of the samples: has a change left the pages as they were?

    python scripts/digests.py > before.txt           # then change the program
    python scripts/digests.py --compare before.txt   # prints what differs; exit code 1 when something does

A line is a file's digest and its name. Built are the model issue and every issue of tests/corpus in every edition, the model issue
also with all that is for the press, and the sample year in its three editions with all that goes beside them. What the program says
of each (codes and places) is a line too, named `told`. Other issues may be named after the options; volumes with --volume.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "issues/2022-zk30.yaml"
YEAR = ROOT / "tests/corpus/year/volume.yaml"
EDITIONS = ("print", "overprint", "head", "archive", "screen", "proof")
BOUND = ("print", "archive", "screen")
PRESS = ("--red", "spot", "--marks", "--copies", "1-3", "--ticket")


def main() -> int:
    """Print the digests, or what differs from those of a file."""
    options = _parser().parse_args()
    tasks = list(_tasks(options.issues, options.volume))
    with ThreadPoolExecutor(options.jobs) as pool:
        found = [line for lines in pool.map(lambda task: list(_lines(*task)), tasks) for line in lines]
    if options.compare is None:
        print("\n".join(found))
        return 0
    return _compare(options.compare.read_text("utf-8").splitlines(), found)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("issues", nargs="*", type=Path, help="more issues than the samples")
    parser.add_argument("--volume", action="append", type=Path, default=[], help="one more volume")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="print what differs from an earlier run")
    parser.add_argument("--jobs", type=int, default=1, help="how many builds at once")
    return parser


def _tasks(issues: Sequence[Path], volumes: Sequence[Path]) -> Iterator[tuple[str, tuple[str, ...], Path]]:
    """Give a name, a command and its input for each build."""
    samples = sorted((ROOT / "tests/corpus").glob("*/issue.yaml"))
    samples.append(ROOT / "tests/corpus/two-columns/neikan.yaml")
    issue = ("build", "--edition", *EDITIONS)
    yield MODEL.stem, issue, MODEL
    yield f"{MODEL.stem} for the press", ("build", *PRESS), MODEL
    yield from ((path.parent.name, issue, path) for path in samples)
    yield from ((str(path), issue, path) for path in issues)
    volume = ("volume", "--jobs", "1", "--edition", *BOUND)
    yield "year", volume, YEAR
    yield from ((str(path), volume, path) for path in volumes)


def _lines(name: str, command: tuple[str, ...], source: Path) -> Iterator[str]:
    """Build in a directory of its own; give a line for each file there and one for what was said."""
    with tempfile.TemporaryDirectory(prefix="digests-") as directory:
        program = (sys.executable, "-m", "bulletin_pdf", command[0], "--force", "--format", "json")
        call = (*program, "-q", *command[1:], "-o", directory, str(source))
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        for path in sorted(Path(directory).rglob("*")):
            if path.is_file():
                yield f"{_digest(path.read_bytes())}  {name}/{path.relative_to(directory)}"
    yield f"{_digest(_said(done.stderr).encode())}  {name}/told, exit code {done.returncode}"


def _said(stderr: str) -> str:
    """Give the code and place of every problem; words may change, paths lie where the sample lies."""
    told = []
    for line in stderr.splitlines():
        try:
            problem = json.loads(line)
        except ValueError:
            told.append(line)
            continue
        told.append(str([problem.get(key) for key in ("code", "line", "column")]))
    return "\n".join(told)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:24]


def _compare(before: Sequence[str], now: Sequence[str]) -> int:
    """Print what is new, gone or another; give the exit code."""
    gone, come = sorted(set(before) - set(now), key=_name), sorted(set(now) - set(before), key=_name)
    for line in gone:
        print(f"- {line}")
    for line in come:
        print(f"+ {line}")
    print(f"{len(now)} digests, {len(come)} differ", file=sys.stderr)
    return int(bool(gone or come))


def _name(line: str) -> str:
    return line.partition("  ")[2]


if __name__ == "__main__":
    raise SystemExit(main())
