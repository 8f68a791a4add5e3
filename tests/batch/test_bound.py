"""A volume that is unchanged is not bound again; whatever could make a difference has it bound."""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from batch.conftest import Run, artwork, picture, write_yaml
from bulletin_pdf.batch import records, volume_task
from bulletin_pdf.messages import Term
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem
from bulletin_pdf.volume.files.outcome import VolumeOutcome
from support.issues import PARAGRAPH, issue_of

PDF, ARCHIVE = "out/volume.pdf", "out/volume.archive.pdf"
ARGUMENTS = ("volume", "volume.yaml", "--edition", "print", "archive")


@pytest.fixture
def year(three: Sequence[str], run: Run, tmp_path: Path) -> Path:
    """Two issues by a pattern, one of them with a picture; one that is but a PDF; a bulletin.yaml."""
    assert run("build", "c.yaml", "-o", "old/3.pdf").code == 0
    picture(tmp_path / "a.png")
    (tmp_path / "name.svg").write_text(artwork(90), "utf-8")
    figure = {"figure": "a.png", "caption": "图为现场"}
    write_yaml(tmp_path / "a.yaml", issue_of(PARAGRAPH, figure) | {"number": 1, "serial": 5})
    write_yaml(tmp_path / "bulletin.yaml", {"secrecy": "内部资料", "design": {"artwork": "name.svg"}})
    adopted = {"pdf": "old/*.pdf", "number": 3, "date": "2022-07-01"}
    content = [{"title": "旧稿", "page": 1}]
    write_yaml(
        tmp_path / "volume.yaml",
        {
            "title": "湖南精神文明建设",
            "year": 2022,
            "issues": ["[ab].yaml", adopted | {"contents": content}],
            "binding": {"paper": 80, "cover_paper": 200},
        },
    )
    return tmp_path


def test_the_same_again_is_left_as_it_is(year: Path, run: Run) -> None:
    first = run(*ARGUMENTS)
    assert first.code == 0 and first.problems
    before = {path.name: path.stat().st_ino for path in (year / "out").iterdir()}
    assert before.keys() == {
        *(
            "volume.pdf",
            "volume.archive.pdf",
            "volume.catalogue.csv",
            "volume.catalogue.xlsx",
            "volume.cover.pdf",
        )
    }
    again = run(*ARGUMENTS)
    assert again.states == {PDF: "unchanged", ARCHIVE: "unchanged"}
    assert again.problems == first.problems
    assert {path.name: path.stat().st_ino for path in (year / "out").iterdir()} == before


def test_a_problem_with_a_word_of_the_program_is_known_again() -> None:
    said = Problem(Code.SPACE_FITTED, None, (("how", Term("longer")), ("lines", 1)))
    outcome = VolumeOutcome((), "", (), "", (said,), ())
    assert records.unpacked(records.packed(outcome), volume_task._TYPES) == outcome


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "the volume": lambda year: replaced(year / "volume.yaml", "paper: 80", "paper: 120"),
    "an issue": lambda year: replaced(year / "b.yaml", "湘西州", "长沙市"),
    "a picture": lambda year: picture(year / "a.png", "maroon"),
    "the artwork": lambda year: (year / "name.svg").write_text(artwork(70), "utf-8"),
    "what they share": lambda year: replaced(year / "bulletin.yaml", "内部资料", "机密"),
    "the PDF that is an issue": lambda year: shutil.copy(year / "out/volume.pdf", year / "old/3.pdf"),
    "the file gone": lambda year: (year / ARCHIVE).unlink(),
    "the catalogue altered": lambda year: (year / "out/volume.catalogue.csv").write_bytes(b""),
    "the cover gone": lambda year: (year / "out/volume.cover.pdf").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_difference_has_it_bound_again(change: str, year: Path, run: Run) -> None:
    run(*ARGUMENTS)
    CHANGES[change](year)
    assert set(run(*ARGUMENTS).states.values()) == {"built"}
    assert set(run(*ARGUMENTS).states.values()) == {"unchanged"}


def test_an_issue_more_that_a_pattern_finds_has_it_bound_again(year: Path, run: Run) -> None:
    replaced(year / "volume.yaml", "[ab].yaml", "[a-b]*.yaml")
    first = run(*ARGUMENTS)
    shutil.copy(year / "b.yaml", year / "b2.yaml")
    replaced(year / "b2.yaml", "number: 2", "number: 4")
    again = run(*ARGUMENTS)
    assert [each["issues"] for each in (*first.results, *again.results)] == [3, 3, 4, 4]


def test_force_and_other_options_have_it_bound(year: Path, run: Run) -> None:
    run(*ARGUMENTS)
    assert set(run(*ARGUMENTS, "--force").states.values()) == {"built"}
    assert set(run(*ARGUMENTS, "--marks").states.values()) == {"built"}
    assert set(run(*ARGUMENTS, "--marks").states.values()) == {"unchanged"}
