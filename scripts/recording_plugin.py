"""Records, as a plugin of pytest in a copy with probes, what each test reaches: see `covering`."""

import mmap
import os
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from covering import Record, digest


def pytest_configure(config: pytest.Config) -> None:
    """Record when a copy with probes is tried."""
    config.pluginmanager.register(_Recorder(config.rootpath))


class _Recorder:
    def __init__(self, root: Path) -> None:
        self._root = root
        self._record = Record(Path(os.environ["MUTANTS_RECORD"]))
        with Path(os.environ["MUTANTS_HITS"]).open("r+b") as file:
            self._hits = mmap.mmap(file.fileno(), 0)
        self._mine, self._shared_seconds, self._passed = 0, 0.0, True
        self._fixtures: dict[Any, int] = {}
        self._begun: set[str] = set()

    def _taken(self) -> int:
        """Return the marks since the last call as the bytes of one number."""
        taken = int.from_bytes(self._hits[:], "big")
        self._hits[:] = bytes(len(self._hits))
        return taken

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any, request: Any) -> Iterator[None]:
        if fixturedef.scope == "function":
            return (yield)
        self._mine |= self._taken()
        began, shared = _seconds(), self._shared_seconds
        try:
            return (yield)
        finally:
            self._fixtures[fixturedef] = self._taken()
            took = _seconds() - began
            self._shared_seconds = shared + took
            self._record.add_fixture(fixturedef.argname, str(fixturedef.baseid or "tests"), took)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: Any, nextitem: Any) -> Iterator[None]:
        path = item.path.relative_to(self._root).as_posix()
        if path not in self._begun:
            self._begun.add(path)
            self._record.begin(path)
        self._taken()
        self._mine, self._shared_seconds, self._passed = 0, 0.0, True
        began = _seconds()
        result = yield
        took = _seconds() - began - self._shared_seconds
        self._record.add(item.nodeid, path, self._passed, took, self._marks(item))
        if nextitem is None or nextitem.path != item.path:
            self._record.end(path, digest(item.path))
        return result

    def _marks(self, item: Any) -> bytes:
        marks = self._mine | self._taken()
        for definitions in item._fixtureinfo.name2fixturedefs.values():
            for definition in definitions:
                marks |= self._fixtures.get(definition, 0)
        return marks.to_bytes(len(self._hits), "big")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._passed = self._passed and report.passed


def _seconds() -> float:
    """Return the time by the clock: tests that wait for a browser cost more than their processor time."""
    return perf_counter()
