"""The progress bar: for a person who waits, and for nobody else."""

import io
import time

import pytest

from bulletin_pdf.cli import terminal as terminals
from bulletin_pdf.cli.terminal import Terminal


class Screen(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def patience(monkeypatch):
    monkeypatch.setattr(terminals, "PATIENCE", 0.2)


def watch(monkeypatch, stream, total, seconds):
    monkeypatch.setattr("sys.stderr", stream)
    terminal = Terminal("en")

    def work():
        for number in range(total):
            time.sleep(seconds)
            yield number

    assert list(terminal.watched(work(), total, "building")) == list(range(total))
    return stream.getvalue()


@pytest.mark.parametrize("total", [1, 4])
def test_long_work_shows_a_bar_and_takes_it_away(monkeypatch, patience, total):
    shown = watch(monkeypatch, Screen(), total, 0.8 / total)
    assert "setting" in shown
    assert shown.split("\r")[-2].strip() == ""
    assert shown.endswith("\r")


@pytest.mark.parametrize("total", [1, 4])
def test_short_work_shows_nothing(monkeypatch, patience, total):
    assert watch(monkeypatch, Screen(), total, 0).strip() == ""


def test_a_pipe_gets_no_bar(monkeypatch, patience):
    assert watch(monkeypatch, io.StringIO(), 2, 0.3) == ""
