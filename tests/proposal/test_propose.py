"""`design --from` and `propose_design`: what is proposed, what is written, what is refused."""

import json
from pathlib import Path

import pytest

import bulletin_pdf as bp
from bulletin_pdf.cli.main import main

ISSUE = """
bulletin: 县域工作简报
number: 30
publisher: 县委办公室
date: 2022-06-16
reports:
  - title: 突出“四字”要诀
    text: |
"""
TEXT = "      各级各部门健全组织体系，建成一支队伍，推动文明实践工作落地见效，群众满意度持续提升。\n" * 40


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("papers") / "旧简报.pdf"
    issue = bp.Issue.parse("design: renda\n" + ISSUE + TEXT)
    target.write_bytes(issue.pdf().data)
    return target


def test_a_design_is_proposed_and_used(paper: Path, tmp_path: Path) -> None:
    proposed = bp.propose_design(paper, name="本局", lang="en")
    assert proposed.extends == "renda" and not proposed.changes and not proposed.problems
    proposed.write(tmp_path / "own.yaml")
    again = bp.Issue.parse("design: ./own.yaml\n" + ISSUE + TEXT, base=tmp_path)
    assert bp.compare(paper, again.pdf().data).alike
    with pytest.raises(bp.BulletinError, match="B907|exists"):
        proposed.write(tmp_path / "own.yaml")
    proposed.write(tmp_path / "own.yaml", force=True)


@pytest.mark.parametrize("design", ["gongwen", "neikan", "zhuanbao"])
def test_the_model_issue_gives_back_its_design(design: str) -> None:
    """Its publisher nearly meets the date, and lines begin with quotes whose white is taken away."""
    issues = Path(__file__).parents[2] / "issues"
    text = f"design: {design}\n" + (issues / "2022-zk30.yaml").read_text("utf-8")
    found = bp.propose_design(bp.Issue.parse(text, base=issues).pdf().data)
    assert (found.extends, found.changes) == (design, ())


def test_several_papers_as_bytes(paper: Path) -> None:
    other = bp.Issue.parse(ISSUE + TEXT).pdf().data
    found = bp.propose_design(paper, other, ("new.pdf", other))
    assert found.extends == "gongwen"
    assert found.measured.papers == ("旧简报.pdf", "paper", "new.pdf")


def test_the_command_writes_a_design(paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "本局.yaml"
    assert main(["design", "--from", str(paper), "-o", str(target), "--lang", "en"]) == 0
    assert capsys.readouterr().out == f"{target}: extends renda, 0 settings changed\n"
    assert "design: 本局\n" in target.read_text("utf-8")
    assert main(["design", str(target)]) == 0
    capsys.readouterr()
    assert main(["design", "--from", str(paper), "-o", str(target), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().err)["code"] == "B907"


def test_without_a_target_it_is_shown(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["design", "--from", str(paper), "--lang", "zh"]) == 0
    assert capsys.readouterr().out.startswith("# 版式提案，量自 旧简报.pdf")
    assert main(["design", "--from", str(paper), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["extends"] == "renda" and told["kind"] == "pdf"
    assert {"key": "page.inner", "value": "28mm", "changes": False}.items() <= next(
        each for each in told["settings"] if each["key"] == "page.inner"
    ).items()


def test_all_papers_that_cannot_be_measured_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\nnothing")
    (tmp_path / "b.pdf").write_text("no PDF", "utf-8")
    files = [str(tmp_path / name) for name in ("a.pdf", "b.pdf", "c.pdf")]
    assert main(["design", "--from", *files, "-o", str(tmp_path / "own.yaml"), "--lang", "en"]) == 1
    told = capsys.readouterr().err
    assert all(name in told for name in ("a.pdf", "b.pdf", "c.pdf"))
    assert not (tmp_path / "own.yaml").exists()


@pytest.mark.parametrize(
    "wrong", [["renda", "--from", "a.pdf"], ["-o", "own.yaml"], ["--from", "a.pdf", "-o", "own.pdf"]]
)
def test_wrong_usage(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["design", *wrong]) == 2
    assert capsys.readouterr().err
