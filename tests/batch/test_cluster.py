"""The same run on a real Dask cluster: a scheduler and workers in processes of their own, on loopback."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from batch.conftest import program_of_its_own, write_yaml
from bulletin_pdf.batch import cluster
from support.issues import PARAGRAPH, issue_of
from support.program import Done, run_here

pytest.importorskip("distributed", reason="the extra 'cluster' is not installed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")

DASK = (sys.executable, "-m", "dask")
LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard")
MAX_SECONDS = 60

# The program, with less patience than a print office has.
PROGRAM = """
import sys
from bulletin_pdf.batch import cluster
cluster.TIMEOUT = 3.0
from bulletin_pdf.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


class Cluster(NamedTuple):
    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


Start = Callable[..., Cluster]


def until(true: Callable[[], bool], what: str) -> None:
    for _ in range(MAX_SECONDS * 50):
        if true():
            return
        time.sleep(0.02)
    pytest.fail(f"waited in vain for {what}")


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Start clusters; they end with the module."""
    running: list[subprocess.Popen[bytes]] = []

    def background(command: tuple[str, ...], home: Path, more: Mapping[str, str]) -> subprocess.Popen[bytes]:
        with (home / f"{len(running)}.log").open("wb") as log:
            running.append(subprocess.Popen(command, cwd=home, env=os.environ | more, stdout=log, stderr=log))
        return running[-1]

    def start_cluster(
        workers: int = 2,
        scheduling: Mapping[str, str] = {},
        secured: tuple[str, ...] = (),
        **environment: str,
    ) -> Cluster:
        home = tmp_path_factory.mktemp("cluster")
        file = home / "scheduler.json"
        protocol = ("--protocol", "tls") if secured else ()
        command = (*DASK, "scheduler", *LOOPBACK, "--port", "0", "--scheduler-file", str(file), "--no-show")
        command += (*protocol, *secured)
        scheduler = background(command, home, scheduling)
        until(lambda: file.is_file() and file.read_text("utf-8").endswith("}"), "the scheduler")
        address = json.loads(file.read_text("utf-8"))["address"]
        options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(home))
        command = (*DASK, "worker", address, *LOOPBACK, *options, *protocol, *secured)
        return Cluster(address, scheduler, [background(command, home, environment) for _ in range(workers)])

    yield start_cluster
    for process in reversed(running):
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def two(start: Start) -> Cluster:
    return start()


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, *arguments, "--lang", "en"]


def build(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command("build", *arguments), cwd=directory, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done


def build_here(directory: Path, *arguments: str) -> Done:
    """As `build`, for what is refused before Dask is used; no process is started for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster, "TIMEOUT", 3.0)
        return run_here("build", *arguments, "--lang", "en", cwd=directory)


def write_issues(directory: Path, count: int, paragraphs: int = 3) -> list[str]:
    names = [f"{number:02d}.yaml" for number in range(1, count + 1)]
    for number, name in enumerate(names, start=1):
        write_yaml(directory / name, issue_of(*[PARAGRAPH] * paragraphs) | {"number": number})
    return names


def pdfs(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_a_cluster_gives_the_same_bytes_and_says_the_same(two: Cluster, office: Path, tmp_path: Path) -> None:
    (office / "bad.yaml").write_text("numbre: 3\n", "utf-8")
    issues = ("office/issues/a.yaml", "office/issues/bad.yaml", "office/issues/missing.yaml")
    options = (
        "--edition",
        "print",
        "archive",
        "--intent",
        "press.icc",
        "--copies-from",
        "list.csv",
        "--ticket",
    )
    here = build(tmp_path, *issues, *options, "-o", "here", "--force", "--format", "json")
    there = build(
        tmp_path, *issues, *options, "-o", "there", "--force", "--format", "json", "--cluster", two.address
    )
    assert (here.returncode, there.returncode) == (1, 1)
    assert len(pdfs(tmp_path / "here")) == 4
    assert pdfs(tmp_path / "there") == pdfs(tmp_path / "here")
    assert there.stderr == here.stderr.replace('"here/', '"there/')
    results = [
        [json.loads(line) | {"seconds": 0} for line in done.stdout.splitlines()] for done in (here, there)
    ]
    for result in results[0]:
        result["path"] = result["path"].replace("here/", "there/")
    assert results[0] == results[1]


def test_what_came_back_is_remembered(two: Cluster, tmp_path: Path) -> None:
    names = write_issues(tmp_path, 3)
    assert build(tmp_path, *names, "--cluster", two.address).returncode == 0
    again = build(tmp_path, *names)
    assert "3 files: 0 built, 3 unchanged, 0 failed" in again.stdout


def test_an_unchanged_run_asks_no_cluster(tmp_path: Path) -> None:
    (name,) = write_issues(tmp_path, 1)
    first = build(tmp_path, name)
    done = build(tmp_path, name, "--cluster", "tcp://127.0.0.1:9")
    assert (done.returncode, done.stderr) == (0, first.stderr)


def test_a_worker_killed_in_the_middle_loses_nothing(start: Start, tmp_path: Path) -> None:
    """Its parcels, those it had begun and those it still had to begin, go to the other worker."""
    from distributed import Client

    cluster = start()
    names = write_issues(tmp_path, 20, paragraphs=40)
    connect: Any = Client
    with connect(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=MAX_SECONDS)
        running = subprocess.Popen(
            command("build", *names, "--cluster", cluster.address, "-o", "there", "-q"), cwd=tmp_path
        )
        until(lambda: len(list(tmp_path.glob("there/*.pdf"))) >= 2, "the first files")
        both = {worker: len(keys) for worker, keys in client.processing().items()}
        cluster.workers[0].send_signal(signal.SIGKILL)
        assert len(both) == 2 and all(both.values()), "the worker was killed with work in hand"
        assert running.wait(MAX_SECONDS) == 0
        assert len(client.nthreads()) == 1
    there = pdfs(tmp_path / "there")
    assert len(there) == len(names)
    build(tmp_path, *names[::8], "-o", "here", "-q")
    here = pdfs(tmp_path / "here")
    assert here == {name: there[name] for name in here}


def build_while_a_worker_dies(
    directory: Path, names: list[str], cluster: Cluster
) -> tuple[subprocess.Popen[str], str, str]:
    """Kill a worker when the first files are back; give the ended run and what it said."""
    running = subprocess.Popen(
        command("build", *names, "--cluster", cluster.address, "--format", "json"),
        cwd=directory,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: len(list(directory.glob("out/*.pdf"))) >= 2, "the first files")
    cluster.workers[0].send_signal(signal.SIGKILL)
    return running, *running.communicate(timeout=MAX_SECONDS)


def test_all_workers_lost_is_told_and_the_rest_made_later(start: Start, tmp_path: Path) -> None:
    cluster = start(workers=1)
    names = write_issues(tmp_path, 9, paragraphs=40)
    running, out, err = build_while_a_worker_dies(tmp_path, names, cluster)
    assert running.returncode == 3
    made = [json.loads(line)["path"] for line in out.splitlines()]
    assert 2 <= len(made) < 9
    problems = [json.loads(line) for line in err.splitlines()]
    assert {each["code"] for each in problems} == {"B885", None}
    alone = build(tmp_path, names[0], "-o", "x.pdf", "--cluster", cluster.address)
    assert (alone.returncode, "B882" in alone.stderr) == (3, True)
    rest = build(tmp_path, *names)
    assert f"9 files: {9 - len(made)} built, {len(made)} unchanged, 0 failed" in rest.stdout


def test_a_parcel_that_brings_workers_down_is_named_and_the_others_are_done(
    start: Start, tmp_path: Path
) -> None:
    """The engine counts how often a worker died over a parcel; here once is too often."""
    cluster = start(scheduling={"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"})
    names = write_issues(tmp_path, 9, paragraphs=40)
    running, out, err = build_while_a_worker_dies(tmp_path, names, cluster)
    problems = [json.loads(line) for line in err.splitlines()]
    given_up = {each["details"]["file"] for each in problems if each["code"] == "B884"}
    made = {Path(json.loads(line)["source"]).name for line in out.splitlines()}
    assert given_up and running.returncode == 3
    assert given_up | made == set(names)


def test_a_worker_with_another_program_is_refused(start: Start, tmp_path: Path) -> None:
    source = program_of_its_own(tmp_path / "program")
    module = source / "bulletin_pdf/layout/style.py"
    module.write_bytes(module.read_bytes() + b"# changed\n")
    cluster = start(workers=1, PYTHONPATH=str(source))
    (name,) = write_issues(tmp_path, 1)
    done = build(tmp_path, name, "--cluster", cluster.address)
    assert done.returncode == 3
    assert "error B883: worker tcp://127.0.0.1:" in done.stderr
    assert not (tmp_path / "out").exists()


def test_no_scheduler_there(tmp_path: Path) -> None:
    (name,) = write_issues(tmp_path, 1)
    done = build(tmp_path, name, "--cluster", "tcp://127.0.0.1:9")
    assert done.returncode == 3
    assert done.stderr.startswith("error B881: the scheduler tcp://127.0.0.1:9 did not answer within 3 s")
    assert not (tmp_path / "out").exists()


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    (name,) = write_issues(tmp_path, 1)
    script = f"import sys\nsys.modules['distributed'] = None\n{PROGRAM}"
    arguments = ["build", name, "--cluster", "tcp://127.0.0.1:9", "--lang", "en"]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "B886" in done.stderr and "pip install 'bulletin-pdf[cluster]'" in done.stderr


def test_processes_here_and_a_cluster_exclude_each_other(tmp_path: Path) -> None:
    (name,) = write_issues(tmp_path, 1)
    done = build_here(tmp_path, name, "--cluster", "tcp://127.0.0.1:9", "--jobs", "2")
    assert (done.returncode, "not allowed with argument" in done.stderr) == (2, True)


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "http://127.0.0.1:8786", "here"])
def test_an_address_that_is_none(address: str, tmp_path: Path) -> None:
    (name,) = write_issues(tmp_path, 1)
    done = build_here(tmp_path, name, "--cluster", address)
    assert (done.returncode, address in done.stderr) == (2, True)


FORGER = """
import bulletin_pdf.batch.sealed_reply as sealed
right = sealed.set_and_seal
def forged(parcel, large):
    data = right(parcel, large)
    if parcel.task.source.endswith("01.yaml"):
        return data[:-9] + bytes(9)
    if parcel.task.source.endswith("02.yaml"):
        return data.replace(b'"pdf"', b'"../../pdf"', 1)
    return (data, "out/a.pdf")
sealed.set_and_seal = forged
"""


def test_a_worker_that_sends_something_else_is_not_believed(start: Start, tmp_path: Path) -> None:
    place = tmp_path / "forger"
    place.mkdir()
    (place / "sitecustomize.py").write_text(FORGER, "utf-8")
    cluster = start(workers=1, PYTHONPATH=str(place))
    names = write_issues(tmp_path, 3)
    done = build(tmp_path, *names, "--cluster", cluster.address)
    assert done.returncode == 3
    for name, why in zip(names, ("digest", "header", "no reply"), strict=True):
        said = f"error B990: the cluster returned something unexpected for “{name}” ({why}"
        assert said in done.stderr
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())
