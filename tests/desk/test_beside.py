"""What the desk keeps beside an issue: earlier states, and who works on it."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from bulletin_pdf.desk import history, lease
from bulletin_pdf.desk.history import History, differences
from bulletin_pdf.desk.lease import Lease
from bulletin_pdf.desk.request_values import RefusedError
from bulletin_pdf.desk.time_limit import within


def test_work_that_takes_too_long_is_given_up() -> None:
    never = threading.Event()
    with pytest.raises(RefusedError, match="too-slow"):
        within(0.01, never.wait)
    assert within(10, lambda: "done") == "done"
    with pytest.raises(ZeroDivisionError):
        within(10, lambda: 1 // 0)


def test_states_are_kept_once_and_read_again(tmp_path: Path) -> None:
    kept = History(tmp_path / "a.yaml")
    assert kept.states() == [] and not (tmp_path / history.FOLDER).exists()
    kept.keep(b"one")
    kept.keep(b"two")
    assert [kept.read(state.name) for state in kept.states()] == [b"one"]
    kept.keep(b"one", at_once=True)
    assert len(kept.states()) == 1
    assert kept.read("../../a") is None


def test_the_oldest_states_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MAX_STATES", 3)
    kept = History(tmp_path / "a.yaml")
    for day in range(1, 7):
        monkeypatch.setattr(time, "time", lambda day=day: 1_700_000_000.0 + 86400 * day)
        kept.keep(f"{day}".encode())
    assert [kept.read(state.name) for state in kept.states()] == [b"6", b"5", b"4"]


def test_differences_name_the_lines() -> None:
    lines = differences("a\nb\nc\n", "a\nB\nc\n")
    assert lines == [
        {"kind": "apart", "text": ""},
        {"kind": "gone", "text": "b"},
        {"kind": "come", "text": "B"},
    ]


def test_one_at_a_time_until_taken_over(tmp_path: Path) -> None:
    first, second = Lease(tmp_path / "a.yaml"), Lease(tmp_path / "a.yaml")
    assert first.renew() and first.other() is None
    assert not second.renew()
    holder = second.other()
    assert holder is not None and "@" in holder.who
    assert second.renew(take_over=True) and first.other() is not None and not first.renew()
    second.release()
    assert first.other() is None


def test_a_desk_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    first, second = Lease(tmp_path / "a.yaml"), Lease(tmp_path / "a.yaml")
    first.renew()
    assert second.other() is not None
    record = json.loads(first.place.read_text("utf-8"))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    first.place.write_text(json.dumps({**record, "pid": ended.pid}), "utf-8")
    assert second.other() is None and second.renew()


def test_a_lease_runs_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Lease(tmp_path / "a.yaml"), Lease(tmp_path / "a.yaml")
    first.renew()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + lease.LIFE + 1)
    assert second.other() is None and second.renew()


@pytest.mark.parametrize(
    "record", ["", "{", "[]", '{"token": 1}', json.dumps({"token": "x", "seen": "y", "who": 1, "since": 0})]
)
def test_a_damaged_lease_holds_nobody(tmp_path: Path, record: str) -> None:
    mine = Lease(tmp_path / "a.yaml")
    mine.place.parent.mkdir(parents=True)
    mine.place.write_text(record)
    assert mine.other() is None and mine.renew()
