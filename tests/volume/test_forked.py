"""Tasks done by forked processes: in order, all of them, and nothing left behind."""

import json
import subprocess
import sys
from collections import deque
from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf import parallel
from bulletin_pdf.parallel import ProcessDied, results_in_order

# In a process of its own: one with threads, as a test runner's, is not forked from.
SCRIPT = """
import itertools, json, os, signal, sys
from bulletin_pdf.parallel import ProcessDied, results_in_order

{work}

made = results_in_order(work, list(range({count})), 3)
try:
    results = list(itertools.islice(made, {taken}))
except (ProcessDied, ValueError) as error:
    results = [type(error).__name__, str(error)]
made.close()
try:
    os.waitpid(-1, os.WNOHANG)
    left = True
except ChildProcessError:
    left = False
print(json.dumps([results, left]))
"""


def outcome(work: str, count: int = 40, taken: int = 1000) -> list[Any]:
    script = SCRIPT.format(work=work, count=count, taken=taken)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    results, left = json.loads(done.stdout)
    assert not left, "a process is left"
    return list(results)


def test_results_come_in_the_order_of_the_tasks() -> None:
    # The first takes far longer than all others together.
    work = "def work(task): return [task, sum(range(3_000_000 if task == 0 else 1000))][0]"
    assert outcome(work) == list(range(40))


def test_the_steps_of_this_process_are_done_before_the_first_result() -> None:
    work = """
parent, steps = os.getpid(), []
class Own:
    def __iter__(self):
        return map(steps.append, range(50))
forked = results_in_order
def results_in_order(work, tasks, processes):
    return forked(work, tasks, processes, Own())
def work(task): return [task, os.getpid() != parent or len(steps) == 50]
"""
    assert outcome(work) == [[task, True] for task in range(40)]


def test_large_results_do_not_block() -> None:
    assert outcome("def work(task): return len(bytes(1)) and 'x' * 300_000", 12) == ["x" * 300_000] * 12


def test_more_processes_than_tasks() -> None:
    assert outcome("def work(task): return task", 1) == [0]


def test_whoever_takes_only_some_leaves_nothing_behind() -> None:
    assert outcome("def work(task): return task", 40, taken=5) == [0, 1, 2, 3, 4]


def test_what_work_raises_is_raised() -> None:
    assert outcome("def work(task):\n    if task == 7: raise ValueError('seven')\n    return task") == [
        "ValueError",
        "seven",
    ]


@pytest.mark.parametrize("first", [0, 4, 20])
def test_a_process_that_dies_is_told_with_its_task(first: int, tmp_path: Path) -> None:
    # Whichever forked process comes first to such a task notes it and dies; this one takes its time.
    work = f"""
parent = os.getpid()
def work(task):
    if os.getpid() == parent:
        sum(range(300_000))
    elif task >= {first}:
        open(f"{tmp_path}/{{task}}", "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return task
"""
    name, message = outcome(work)
    assert name == "ProcessDied"
    assert message in {f"the process with task {path.name} died" for path in tmp_path.iterdir()}


def test_where_tasks_must_be_sent_results_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "may_fork", lambda: False)
    assert list(results_in_order(abs, [-3, 2, -1], 2)) == [3, 2, 1]


def test_where_tasks_must_be_sent_death_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setattr(parallel, "may_fork", lambda: False)
    with pytest.raises(ProcessDied, match="task 0"):
        list(results_in_order(os._exit, [1, 1], 2))


class _Taker:
    """Takes tasks, and does none."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.dismissed = False

    @property
    def given(self) -> int:
        return len(self.taken)

    def give(self, place: Any) -> None:
        self.taken.append(place)

    def dismiss(self) -> None:
        self.dismissed = True


@pytest.mark.parametrize(("tasks", "ahead"), [(48, 3), (4, 2), (3, 2), (2, 1), (1, 1), (0, 0)])
def test_towards_the_end_nobody_is_given_several_tasks(tasks: int, ahead: int) -> None:
    left, other = deque(range(tasks)), _Taker()
    takers: list[Any] = [other]
    parallel._share_out(left, takers)
    assert (other.taken, list(left)) == (list(range(ahead)), list(range(ahead, tasks)))
    assert other.dismissed == (not tasks)
