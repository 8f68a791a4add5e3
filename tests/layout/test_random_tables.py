"""Every valid table builds: its file says all its words in order, and nothing stands outside the page."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin_pdf.fonts.font_book import open_book
from support.random_tables import problems_of, random_issue

BOOK = open_book()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables") / "issue.yaml"


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_random_table_builds(path: Path, seed: int) -> None:
    assert problems_of(random_issue(Random(seed)), path, BOOK) == []


@pytest.mark.parametrize(
    "seed", [99, 107, 1178, 5075, 10147, 31180, 600597, 703002, 2000850, 2001317, 2001878]
)
def test_tables_that_once_failed_build(path: Path, seed: int) -> None:
    assert problems_of(random_issue(Random(seed)), path, BOOK) == []


@pytest.mark.parametrize("seed", range(6))
def test_tagged_files_of_random_tables_build(path: Path, seed: int) -> None:
    assert problems_of(random_issue(Random(seed)), path, BOOK, edition="archive") == []
