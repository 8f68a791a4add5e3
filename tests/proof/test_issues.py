"""Whole issues: the real slips of the model issue, and no errors where there are none."""

import re
from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.build import inspect
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problem_codes import Level
from bulletin_pdf.proof.proofread import proofread
from proof.measure import Result

from .measure import DOC, measure, page

ROOT = Path(__file__).parent.parent.parent
CORPUS = sorted((ROOT / "tests" / "corpus").glob("*/issue.yaml"))

SLIPS = [
    (19, 44, "B450", "截止目前"),
    (21, 68, "B451", "卫建"),
    (51, 90, "B401", "“"),
    (61, 136, "B405", "制"),
    (63, 138, "B405", "演"),
    (67, 108, "B405", "次"),
    (69, 75, "B414", "、"),
    (69, 129, "B405", "个"),
]


def proofreading(path: Path) -> Any:
    issue, problems = read_issue(path)
    return [problem for problem in proofread(issue, problems).problems if problem.code.startswith("B4")]


def test_the_model_issue() -> None:
    """Its real slips, each at the very character, and nothing else."""
    path = ROOT / "issues" / "2022-zk30.yaml"
    lines = path.read_text("utf-8").split("\n")
    found = [
        (span.line, span.column, problem.code, lines[span.line - 1][span.column - 1 :][: span.length])
        for problem in inspect(str(path)).problems
        if problem.code.startswith("B4") and (span := problem.span)
    ]
    assert found == SLIPS


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.parent.name)
def test_other_bulletins_have_no_errors(path: Path) -> None:
    assert [problem for problem in proofreading(path) if problem.level is Level.ERROR] == []


def test_false_alarms_in_other_bulletins_are_few() -> None:
    """Half-width full stops pasted from the web are true; a name misspelt on purpose is not our fault."""
    found = {(path.parent.name, problem.code): problem for path in CORPUS for problem in proofreading(path)}
    assert set(found) <= {("dirty", "B407"), ("rare-names", "B407")}


@pytest.fixture(scope="module")
def result() -> Result:
    return measure()


def test_clean_texts_are_clean(result: Result) -> None:
    assert result.clean == []


def test_the_corpus_is_large_enough(result: Result) -> None:
    assert sum(score.seeded for score in result.scores.values()) >= 200
    assert result.characters > 12 * 200


def test_precision_and_recall(result: Result) -> None:
    low = {
        code: score for code, score in result.scores.items() if score.precision < 0.98 or score.recall < 0.9
    }
    assert not low


def test_figures_of_the_page_are_fresh(result: Result) -> None:
    assert DOC.read_text("utf-8") == page(result), "run python -m proof.measure --write in tests/"


def test_codes_on_the_page_exist() -> None:
    from bulletin_pdf.problem_codes import CODES

    assert set(re.findall(r"\bB4\d\d\b", DOC.read_text("utf-8"))) <= set(CODES)
