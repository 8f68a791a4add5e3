"""The figures of docs/proofing.md on sentences with one error each; nothing is said of their right twins."""

from pathlib import Path

import pytest

from bulletin_pdf.issue.model import Prose
from bulletin_pdf.proof.finding import Passage
from bulletin_pdf.proof.proofread import found_in
from bulletin_pdf.source_map import SourceMap
from support.narrowed import present

from .measure import DOC
from .sentences import measure_pairs, page, pairs

WIDER = {"B447", "B469", "B472"}
"""Findings that name a mark within the words that they show."""


def test_figures_of_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_PDF_MODEL", "")
    result = measure_pairs(tmp_path)
    assert not result.false
    assert result.found.total() >= 0.75 * result.total.total()
    assert page(result) == DOC.read_text("utf-8"), "run: cd tests && python -m proof.sentences --write"


def test_findings_show_the_words_they_stand_at() -> None:
    shown: set[str] = set()
    for wrong in (text for pair in pairs() for text in pair.wrong):
        passage = Passage(Prose(wrong, source=SourceMap.start("a.yaml", 1)), "paragraph", 0, 1)
        for problem in (finding.problem for finding in found_in(passage)):
            details, span = dict(problem.details), present(problem.span)
            words = wrong[span.column - 1 :][: span.length]
            if "found" in details:
                shown.add(problem.code)
                assert words in str(details["found"]) in wrong
                assert words == details["found"] or problem.code in WIDER, problem
            assert str(details.get("near", "")).strip("…") in wrong
    assert len(shown) >= 25
