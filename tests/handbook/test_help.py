"""`help`, `doctor` and `completion` in one process."""

import json
import subprocess
from pathlib import Path

import pytest

from bulletin_pdf import installation
from bulletin_pdf.cli import COMMANDS
from bulletin_pdf.cli import main as program
from bulletin_pdf.handbook.key_tables import all_entries
from bulletin_pdf.handbook.page_files import page_names
from bulletin_pdf.handbook.topics import about_key, about_problem
from bulletin_pdf.problem_codes import CODES


def run(*arguments: str, lang: str = "en") -> int:
    return program.main([*arguments, "--lang", lang])


def test_every_name_of_every_key_has_its_example_in_the_handbook() -> None:
    for entry in all_entries():
        for name in entry.key.names:
            text = about_key(name, "zh")
            assert f"    {entry.key.chinese}: " in text or f"{entry.key.chinese}:" in text, name


def test_every_code_has_its_words() -> None:
    for code in CODES:
        assert about_problem(code, "zh").startswith(code) and about_problem(code, "en").count("\n") >= 1


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("编者按", "编者按: 现将"),
        ("b136", "缺少"),
        ("build", "--edition"),
        ("tutorial", "# 入门"),
        ("row.star", "星: 5mm"),
    ],
)
def test_a_topic_is_shown(topic: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("help", topic, lang="zh") == 0
    assert said in capsys.readouterr().out


def test_without_a_topic_the_pages_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("help") == 0
    assert all(name in capsys.readouterr().out for name in page_names("en")[:1])


def test_an_unknown_topic_is_told_with_a_near_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("help", "印发曰期", lang="zh") == 2
    assert "“印发日期”" in capsys.readouterr().err


def test_the_site_is_opened_or_said_to_be_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("bulletin_pdf.handbook.page_files.site_page", lambda name, lang: None)
    assert run("help", "--open") == 2
    assert "make site" in capsys.readouterr().err and not opened
    page = tmp_path / "problems.html"
    monkeypatch.setattr("bulletin_pdf.handbook.page_files.site_page", lambda name, lang: str(page))
    assert run("help", "B136", "--open") == 0
    assert opened == [page.as_uri() + "#B136"]


def test_completions_know_every_command_and_are_shell(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("completion", "bash") == 0
    script = capsys.readouterr().out
    assert all(f"_shtab_bulletin_pdf_{name}_" in script for name in COMMANDS)
    assert "--edition" in script
    assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0


def test_a_whole_installation(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("doctor", "--format", "json") == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"python", "libraries", "faces", "terminal", "folder-here", "trial", "office"} <= {
        each["check"] for each in found
    }
    assert all(each["do"] for each in found if each["state"] != "good")


def test_each_fault_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "importlib.metadata.requires", lambda name: ["pypdf>=99", "nowhere>=1", 'x; extra == "y"']
    )
    monkeypatch.setattr(installation, "_can_say", lambda encoding: False)
    monkeypatch.setattr(installation, "_may_write", lambda folder: False)
    monkeypatch.setattr(installation, "_TRIAL", "no issue")
    empty = tmp_path / "fonts"
    monkeypatch.setattr("bulletin_pdf.fonts.shipped.fonts_directory", lambda: str(empty))
    monkeypatch.setattr("bulletin_pdf.fonts.shipped.shipped_faces", dict)
    assert run("doctor", lang="zh") == 3
    said = capsys.readouterr().out
    for words in (
        "库 pypdf：要 >=99",
        '-m pip install "nowhere>=1"',
        "chcp 65001",
        "PYTHONUTF8=1",
        "TMPDIR",
        "BulletinError",
    ):
        assert words in said, said
    assert said.count("[错]") == 4


@pytest.mark.parametrize(
    ("has", "wanted", "fits"),
    [
        ("6.1", ">=6,<8", True),
        ("8.0", ">=6,<8", False),
        ("5.9.9", ">=6", False),
        ("1.10", ">=1.9", True),
        ("2", "", True),
    ],
)
def test_versions_are_compared_as_numbers(has: str, wanted: str, fits: bool) -> None:
    assert installation._fits(has, wanted) is fits
