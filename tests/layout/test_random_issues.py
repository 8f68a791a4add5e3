"""Whole issues of every kind build, or are refused for a reason of their own: never for a fault of the program."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support.random_issues import BOOK, FAULTS, any_issue, outcome_of


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("issues") / "issue.yaml"


def faults(choose: Random, path: Path, edition: str = "print") -> list[str]:
    return [code for code in outcome_of(any_issue(choose), path, BOOK, edition) if code.startswith(FAULTS)]


@given(seed=st.integers(0, 2**32), edition=st.sampled_from(["print", "archive", "screen"]))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_issue_meets_a_fault_of_the_program(path: Path, seed: int, edition: str) -> None:
    assert faults(Random(seed), path, edition) == []


@pytest.mark.parametrize("seed", [1098, 1153, 2037, 3124, 5019, 5020])
def test_issues_that_once_failed(path: Path, seed: int) -> None:
    """Long names, a title taller than its page, marks on punctuation, text taken before a turned table."""
    assert faults(Random(seed), path) == []
