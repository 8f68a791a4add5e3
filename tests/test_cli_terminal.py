"""The progress bar: for a person who waits, and for nobody else."""

import io
import time
from _io import StringIO
from collections.abc import Iterator

import pytest

from bulletin_pdf.cli import terminal as terminals
from bulletin_pdf.cli.terminal import Terminal


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminals, "PATIENCE", 0.2)


def watch(monkeypatch: pytest.MonkeyPatch, stream: Screen | StringIO, total: int, seconds: float) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    terminal = Terminal("en")

    def work() -> Iterator[int]:
        for number in range(total):
            time.sleep(seconds)
            yield number

    assert list(terminal.watched(work(), total, "building")) == list(range(total))
    return stream.getvalue()


@pytest.mark.parametrize("total", [1, 4])
def test_long_work_shows_a_bar_and_takes_it_away(
    monkeypatch: pytest.MonkeyPatch, patience: None, total: int
) -> None:
    shown = watch(monkeypatch, Screen(), total, 0.8 / total)
    assert "setting" in shown
    assert shown.split("\r")[-2].strip() == ""
    assert shown.endswith("\r")


@pytest.mark.parametrize("total", [1, 4])
def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch, patience: None, total: int) -> None:
    assert watch(monkeypatch, Screen(), total, 0).strip() == ""


def test_a_pipe_gets_no_bar(monkeypatch: pytest.MonkeyPatch, patience: None) -> None:
    assert watch(monkeypatch, io.StringIO(), 2, 0.3) == ""
