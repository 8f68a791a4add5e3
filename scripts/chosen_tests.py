"""Runs, as a plugin of pytest, the tests listed in a file in their order, and notes the first that fails: see `try_mutant`."""

import os
from pathlib import Path
from typing import Any

import pytest


def pytest_collection_modifyitems(items: list[Any]) -> None:
    """Leave the tests that are wanted, in their order."""
    by_name = {item.nodeid: item for item in items}
    wanted = Path(os.environ["MUTANTS_WANTED"]).read_text(encoding="utf-8").split("\n")
    items[:] = [by_name[name] for name in wanted if name in by_name]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note what failed."""
    if report.failed:
        Path(os.environ["MUTANTS_FAILED"]).write_text(report.nodeid, encoding="utf-8")
