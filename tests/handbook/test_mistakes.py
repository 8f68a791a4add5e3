"""Typical mistakes of a clerk: each is told at its line, with its cause, in words that say what to do."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

import bulletin_pdf as bp
from bulletin_pdf.handbook.problem_examples import FOLDER
from bulletin_pdf.problems import Problem

from .sample_folder import FILES

MISTAKES: list[dict[str, Any]] = yaml.load(Path(FOLDER, "mistakes.yaml").read_text("utf-8"), yaml.BaseLoader)
RIGHT = (FILES / "typical.yaml").read_text("utf-8")
_SEEN_LATER = ("B108", "B186")
"""What does not fit shows only where the next entry, or the second of two, stands."""
_INTERNAL = re.compile(r"\([A-Z]-[0-9]+\)|\b[a-z_]+\.[a-z_]+\(|None|Traceback")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("mistakes")
    for name in ("photo.jpg", "paper.docx"):
        shutil.copy(FILES / name, made)
    return made


def problems_of(text: str, folder: Path) -> list[Problem]:
    path = folder / "typical.yaml"
    path.write_text(text, "utf-8")
    try:
        return list(bp.Issue.read(path).check().problems)
    except bp.BulletinError as error:
        return list(error.problems)


def test_what_is_right_is_not_told(folder: Path) -> None:
    assert not [problem.message("en") for problem in problems_of(RIGHT, folder)]


def test_there_are_enough_and_of_many_kinds() -> None:
    assert len(MISTAKES) >= 42
    assert len({mistake["code"] for mistake in MISTAKES}) >= 30


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake['code']}-{mistake['en']}")
def test_a_mistake_is_told_where_it_is(mistake: dict[str, Any], folder: Path) -> None:
    wrong, right = mistake["wrong"], mistake["right"]
    begin = RIGHT.index(right)
    found = problems_of(RIGHT[:begin] + wrong + RIGHT[begin + len(right) :], folder)
    # One mistake is one problem: nothing follows from it that she would have to read as well.
    assert [problem.code for problem in found] == [mistake["code"]]
    (problem,) = found
    first = RIGHT[:begin].count("\n") + 1
    assert problem.span is not None
    # A field that is not there is told at its report.
    lines = range(first - 1, first + wrong.count("\n") + 2)
    assert problem.span.line in lines or mistake["code"] in _SEEN_LATER, problem.span
    for lang in ("zh", "en"):
        said = f"{problem.message(lang)} {problem.hint(lang)}"
        assert problem.hint(lang) and not _INTERNAL.search(said), said
