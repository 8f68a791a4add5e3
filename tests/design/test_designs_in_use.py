"""Shipped and own designs from end to end: archive files carry them, volumes keep issues as issued."""

import pickle
from pathlib import Path
from shutil import copy

import pytest

from bulletin_pdf.cli.main import main
from bulletin_pdf.compose.design import design_for
from bulletin_pdf.design.prepared import DESIGNS
from bulletin_pdf.design.shipped import shipped
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problems import Problems
from bulletin_pdf.typeset_issue import open_fonts, typeset

ISSUES = Path(__file__).parents[2] / "issues"


def issue_in(directory: Path, design: str, extra: str = "") -> Path:
    """The model issue in a design."""
    copy(ISSUES / "bulletin.yaml", directory / "bulletin.yaml")
    path = directory / "issue.yaml"
    text = (ISSUES / "2022-zk30.yaml").read_text("utf-8")
    path.write_text(f"design: {design}\n{extra}{text}", "utf-8")
    return path


@pytest.mark.parametrize("name", DESIGNS)
def test_each_design_sets_the_model_issue_soundly(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = issue_in(tmp_path, name)
    assert main(["build", str(path), "-q", "-o", str(tmp_path / "out.pdf"), "--lang", "en"]) == 0
    capsys.readouterr()
    assert main(["preflight", str(tmp_path / "out.pdf"), "--lang", "en"]) == 0
    out, _ = capsys.readouterr()
    assert "not ready for the printer" not in out


def test_a_design_and_its_parent_ride_in_the_archive_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "own.yaml").write_text("extends: ./parent.yaml\nfolio: {place: center}\n", "utf-8")
    (tmp_path / "parent.yaml").write_text("extends: jianbao\ngrid: {pitch: 26pt}\n", "utf-8")
    path = issue_in(tmp_path, "./own.yaml")
    target = tmp_path / "out.archive.pdf"
    assert main(["build", str(path), "-q", "-o", str(target), "--edition", "archive"]) == 0
    for name in ("issue.yaml", "own.yaml", "parent.yaml", "bulletin.yaml"):
        (tmp_path / name).unlink()
    assert main(["verify", str(target), "--lang", "en"]) == 0
    assert "identical" in capsys.readouterr()[0]


def test_what_a_design_has_no_place_for_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = issue_in(tmp_path, "gongwen", "permit: 内部资料 免费交流\n")
    assert main(["check", str(path), "--lang", "en"]) in (0, 1)
    assert "B220" in capsys.readouterr()[1]


@pytest.mark.parametrize(("inset", "meets"), [("1em", False), ("9em", True)])
def test_texts_of_the_head_that_overlap_stop_the_build(
    inset: str, meets: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = f"[{{name: true}}, {{left: publisher, top: 60mm}}, {{right: date, inset: {inset}, top: 60mm, free: true}}]"
    (tmp_path / "own.yaml").write_text(f"extends: gongwen\nhead: {{rows: {rows}}}\n", "utf-8")
    path, target = issue_in(tmp_path, "./own.yaml"), tmp_path / "out.pdf"
    assert main(["build", str(path), "-q", "-o", str(target), "--lang", "en"]) == int(meets)
    assert ("B534" in capsys.readouterr().err) == meets
    assert target.exists() != meets


def test_issues_of_several_designs_are_bound_as_issued(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy(ISSUES / "bulletin.yaml", tmp_path / "bulletin.yaml")
    text = "number: {}\ndate: 2022-0{}-10\nreports: [{{title: 城关镇抓实网格治理, text: 正文。}}]\n"
    for number, design in enumerate(("gongwen", "xinhan", "tuanxue"), start=1):
        (tmp_path / f"{number}.yaml").write_text(f"design: {design}\n" + text.format(number, number), "utf-8")
    (tmp_path / "volume.yaml").write_text("title: 合订\nyear: 2022\nissues: ['[1-3].yaml']\n", "utf-8")
    target = tmp_path / "out.pdf"
    assert main(["volume", str(tmp_path / "volume.yaml"), "-q", "-o", str(target), "--lang", "en"]) == 0
    capsys.readouterr()
    assert main(["preflight", str(target), "--lang", "en"]) == 0
    assert main(["design", "xinhan", "--lang", "en"]) == 0
    assert "folio.first: false  ← xinhan" in capsys.readouterr()[0]


def test_red_in_the_text_is_sound_in_print_and_refused_for_paper_with_a_red_head(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = issue_in(tmp_path, "{styles: {level1: {ink: red}, lead: {ink: red}}}")
    target = str(tmp_path / "out.pdf")
    assert main(["build", str(path), "-q", "-o", target, "--lang", "en"]) == 0
    assert main(["preflight", target, "--lang", "en"]) == 0
    assert main(["build", str(path), "-q", "-o", target, "--edition", "overprint", "--lang", "en"]) == 1
    assert "error B227" in capsys.readouterr()[1]


def test_a_head_without_a_name_still_has_a_first_heading(tmp_path: Path) -> None:
    path = issue_in(
        tmp_path, "{head: {rows: [{left: number, right: date, top: 10mm}, {rule: red, top: 20mm}]}}"
    )
    issue = read_issue(str(path)).issue
    problems = Problems()
    document = typeset(issue, design_for(issue, problems), open_fonts(issue, problems), problems)
    roles = [tag.role for tag in document.tags if tag.role.startswith("H")]
    assert roles[0] == "H1"
    assert "H2" in roles or len(set(roles)) == 1


@pytest.mark.parametrize("name", DESIGNS)
def test_a_shipped_design_is_sent_by_its_name_and_any_other_whole(name: str) -> None:
    house = shipped(name)
    assert pickle.loads(pickle.dumps(house)) is house
    other = house._replace(about="another one")
    sent = pickle.loads(pickle.dumps(other))
    assert sent == other and type(sent) is type(other)
