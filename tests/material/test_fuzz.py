"""Some inputs of every kind, spoilt at random: no traceback, no failure, no hang, no file that qpdf minds."""

import pytest

from material.fuzz import KINDS, failures

EACH = 16
"""Inputs of a kind; `python tests/material/fuzz.py 3000 --seed 7` runs more."""


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("kind", KINDS)
def test_spoilt_files_are_taken_as_they_are(kind: str) -> None:
    assert list(failures(kind, 1, range(EACH))) == []
