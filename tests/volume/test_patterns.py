"""Patterns that name issues: what they find, and that they come to an end."""

import os
import sys
from pathlib import Path

import pytest

from bulletin_pdf.problems import Problems
from bulletin_pdf.source_map import SourceMap
from bulletin_pdf.volume.plan import file_patterns
from bulletin_pdf.volume.plan.file_patterns import find_issues
from bulletin_pdf.yamldoc.written import PlacedText

unix = pytest.mark.skipif(sys.platform == "win32", reason="links of Unix")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "volume"
    for name in (
        "1.yaml",
        "2.yaml",
        "2022/3.yaml",
        "2022/06/4.yaml",
        ".old/5.yaml",
        "bulletin.yaml",
        "a.txt",
    ):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text("", "utf-8")
    (home / "volume.yaml").write_text("", "utf-8")
    return home


def found(home: Path, pattern: str) -> tuple[set[str], list[str]]:
    problems = Problems()
    path = str(home / "volume.yaml")
    names = find_issues(PlacedText(pattern, SourceMap.start(path)), problems)
    return {os.path.relpath(name, home) for name in names}, [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.yaml", {"1.yaml", "2.yaml"}),
        ("[1]*.yaml", {"1.yaml"}),
        ("?.yaml", {"1.yaml", "2.yaml"}),
        ("**/*.yaml", {"1.yaml", "2.yaml", "2022/3.yaml", "2022/06/4.yaml"}),
        ("2022/**/*.yaml", {"2022/3.yaml", "2022/06/4.yaml"}),
        ("20*/*.yaml", {"2022/3.yaml"}),
        ("*/06/4.yaml", {"2022/06/4.yaml"}),
        (".old/*.yaml", {".old/5.yaml"}),
        ("2022/3.yaml", {"2022/3.yaml"}),
    ],
)
def test_what_is_found(home: Path, pattern: str, names: set[str]) -> None:
    assert found(home, pattern) == (names, [])


@unix
def test_links_to_themselves(home: Path) -> None:
    for name in ("loop", "again", "2022/up", "2022/06/top"):
        (home / name).symlink_to(home)
    assert found(home, "**/*.yaml") == ({"1.yaml", "2.yaml", "2022/3.yaml", "2022/06/4.yaml"}, [])
    assert found(home, "*/" * 60 + "*.yaml")[1] == []
    assert found(home, "**/" * 60 + "*.yaml")[0] == {"1.yaml", "2.yaml", "2022/3.yaml", "2022/06/4.yaml"}


@unix
def test_a_link_to_a_neighbour_is_followed_and_one_outside_is_told(home: Path, tmp_path: Path) -> None:
    (home / "linked").symlink_to(home / "2022")
    assert found(home, "linked/*.yaml") == ({"linked/3.yaml"}, [])
    (tmp_path / "other").mkdir()
    (tmp_path / "other/9.yaml").write_text("", "utf-8")
    (home / "out").symlink_to(tmp_path / "other")
    assert found(home, "**/*.yaml") == (set(), ["B214"])


def test_too_many_files(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_patterns, "MAX_ENTRIES", 5)
    assert found(home, "**/*.yaml") == (set(), ["B710"])


@unix
def test_what_is_no_file(home: Path) -> None:
    os.mkfifo(home / "pipe.yaml")
    assert found(home, "pipe.yaml") == (set(), ["B214"])
    assert found(home, "2022") == (set(), ["B214"])
    assert found(home, "none.yaml") == (set(), ["B830"])
    assert found(home, "*.yaml")[0] == {"1.yaml", "2.yaml"}
