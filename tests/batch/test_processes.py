"""Several processes: the same results in the same order, and one that dies takes no other with it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from batch.conftest import ROOT, Run, write_yaml
from bulletin_pdf.parallel import processes_for, processors, results_of_each
from support.issues import PARAGRAPH, issue_of

DEADLY = (3, 4)


def double(number: int) -> int:
    if number in DEADLY:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_a_task_that_kills_its_process_is_named_and_the_others_are_done() -> None:
    results = list(results_of_each(double, range(12), 2, lambda place: -place))
    assert results == [-number if number in DEADLY else 2 * number for number in range(12)]


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert list(results_of_each(str, range(50), 3, str)) == [str(number) for number in range(50)]


@pytest.mark.parametrize(
    ("count", "jobs", "expected"), [(1, None, 1), (3, None, 1), (1, 8, 1), (5, 3, 3), (3, 5, 3), (0, None, 1)]
)
def test_how_many_processes(count: int, jobs: int | None, expected: int) -> None:
    assert processes_for(count, jobs) == expected


def test_many_tasks_get_every_processor() -> None:
    assert processes_for(1000, None) == processes_for(1000, 0) == processors()


def test_one_process_or_several_the_same_bytes(three: Sequence[str], run: Run, tmp_path: Path) -> None:
    run("build", *three, "-o", "one", "--jobs", "1")
    run("build", *three, "-o", "several", "--jobs", "3")
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "several" / name).read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_stopped_in_the_middle_it_goes_on_from_there(run: Run, tmp_path: Path) -> None:
    """Ctrl-C leaves whole files and their records; the next run makes the rest."""
    names = [f"{number}.yaml" for number in range(1, 61)]
    for number, name in enumerate(names, start=1):
        write_yaml(tmp_path / name, issue_of(*[PARAGRAPH] * 30) | {"number": number})
    command = [sys.executable, "-m", "bulletin_pdf", "build", *names, "--jobs", "2", "--lang", "en"]
    running = subprocess.Popen(
        command,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        # A shell that starts the tests in the background has Ctrl-C ignored, and whatever it starts as well.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while running.poll() is None and len(list(tmp_path.glob("out/*.pdf"))) < 3:
        time.sleep(0.005)
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate()
    assert (running.returncode, told) == (130, b"Stopped.\n")
    made = {path.stem for path in (tmp_path / "out").iterdir()}
    assert 3 <= len(made) < len(names)
    states = run("build", *names, "--jobs", "1").states
    unchanged = {Path(path).stem for path, state in states.items() if state == "unchanged"}
    assert unchanged == made
    assert set(states.values()) == {"built", "unchanged"}


def test_faces_kept_open_make_no_difference(office: Path, run: Run, tmp_path: Path) -> None:
    """Issues with the office's face, without it, and with it changed between: as each would be alone."""
    write_yaml(tmp_path / "plain.yaml", issue_of(PARAGRAPH, PARAGRAPH))
    issues = ("office/issues/a.yaml", "plain.yaml")
    for turn in ("first", "second"):
        assert run("build", *issues, "-o", turn, "--jobs", "1").code == 0
        for issue, name in zip(issues, ("a.pdf", "plain.pdf"), strict=True):
            command = [
                sys.executable,
                "-m",
                "bulletin_pdf",
                "build",
                "-q",
                issue,
                "-o",
                f"alone/{name}",
                "--force",
            ]
            subprocess.run(command, cwd=tmp_path, check=True, stderr=subprocess.DEVNULL)
            assert (tmp_path / turn / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()
        face = next((ROOT / "fonts/latin").glob("*Bold.*tf"))
        (office.parent / "latin.ttf").write_bytes(face.read_bytes())
