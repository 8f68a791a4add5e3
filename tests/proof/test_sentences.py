"""The figures of docs/proofing.md on sentences with one error each; nothing is said of their right twins."""

from pathlib import Path

import pytest

from .measure import DOC
from .sentences import measure_pairs, page


def test_figures_of_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_PDF_MODEL", "")
    result = measure_pairs(tmp_path)
    assert not result.false
    assert result.found.total() >= 0.75 * result.total.total()
    assert page(result) == DOC.read_text("utf-8"), "run: cd tests && python -m proof.sentences --write"
