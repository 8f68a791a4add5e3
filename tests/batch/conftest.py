"""An office with everything an issue can be made of, and the program run in it."""

import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from PIL import Image

from bulletin_pdf.cli.main import main
from support.issues import PARAGRAPH, issue_of

ROOT = Path(__file__).parent.parent.parent
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 90"><path d="M0 0H400V{height}H0Z"/></svg>'


class Ran(NamedTuple):
    code: int
    states: dict[str, str]
    """Path of each file written or left → what became of it."""
    results: list[dict[str, Any]]
    problems: list[dict[str, Any]]


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the program in the test's directory with JSON for output."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BULLETIN_PDF_CACHE", str(tmp_path / "cache"))

    def run_program(*arguments: str) -> Ran:
        capsys.readouterr()
        code = main([*arguments, "--format", "json"])
        captured = capsys.readouterr()
        results = [json.loads(line) for line in captured.out.splitlines()]
        problems = [json.loads(line) for line in captured.err.splitlines()]
        return Ran(code, {each["path"]: each["state"] for each in results}, results, problems)

    return run_program


def picture(path: Path, colour: str = "navy") -> None:
    Image.new("RGB", (640, 480), colour).save(path)


def write_yaml(path: Path, value: object) -> None:
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")


def artwork(height: int) -> str:
    return SVG.format(height=height)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An issue with a picture, artwork, a face of its own, a word list, a bulletin.yaml one directory up."""
    issues = tmp_path / "office/issues"
    issues.mkdir(parents=True)
    write_yaml(
        issues / "a.yaml",
        issue_of(PARAGRAPH, {"figure": "a.png", "caption": "图为现场"})
        | {"design": {"artwork": "name.svg"}, "wordlist": ["words.tsv"], "distribution": {"copies": 3}},
    )
    write_yaml(tmp_path / "office/bulletin.yaml", {"secrecy": "内部资料", "fonts": {"latin": "latin.ttf"}})
    picture(issues / "a.png")
    (issues / "name.svg").write_text(artwork(90), "utf-8")
    (issues / "words.tsv").write_text("志原者\t志愿者\n", "utf-8")
    face = next((ROOT / "fonts/latin").glob("*Regular.*tf"))
    (tmp_path / "office/latin.ttf").write_bytes(face.read_bytes())
    (tmp_path / "press.icc").write_bytes((ROOT / "icc/FOGRA39L_coated.icc").read_bytes())
    (tmp_path / "list.csv").write_text("number,recipient\n1-3,甲县\n", "utf-8")
    return issues


@pytest.fixture
def three(tmp_path: Path) -> Sequence[str]:
    """Three small issues, the second with a warning and a change to tell."""
    for number, name in enumerate("abc", start=1):
        issue = issue_of(PARAGRAPH + ("参加的有28人,增加了3%。" if name == "b" else "")) | {"number": number}
        more = {"label": "创刊号", "supplement": True} if name == "b" else {}
        write_yaml(tmp_path / f"{name}.yaml", issue | more)
    return ("a.yaml", "b.yaml", "c.yaml")


def program_of_its_own(directory: Path) -> Path:
    """Copy the program, so that it can be changed; faces and profiles are linked."""
    shutil.copytree(ROOT / "src", directory / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("fonts", "icc"):
        (directory / name).symlink_to(ROOT / name)
    return directory / "src"
