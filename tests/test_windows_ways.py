"""The second ways that Windows needs, on a Windows that is played: the same files, and what is refused is told as that."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from bulletin_pdf.cli import main as program
from bulletin_pdf.cli.arguments import WrongUsage
from bulletin_pdf.cli.targets import refuse_reserved
from bulletin_pdf.cli.terminal import Terminal
from bulletin_pdf.partial_files import PartialFile
from bulletin_pdf.safe_files import replace_file
from support.narrowed import untyped
from support.windows import play_windows

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="plays Windows with the help of /proc"
)

FILES = Path(__file__).parent.parent / "docs" / "handbook" / "files"
COMMANDS = (
    ("build", "issues/*.yaml", "--edition", "print", "archive", "--jobs", "2"),
    ("volume", "year.yaml", "--edition", "archive", "--package", "bag", "--jobs", "2"),
    ("verify", "out/2024-01.archive.pdf"),
    ("import", "paper.docx", "-o", "draft.yaml", "--log", "draft.log"),
    ("new", "--like", "issues/2024-03.yaml", "-o", "next.yaml"),
    ("impose", "out/2024-01.pdf", "--scheme", "saddle", "-o", "sheets.pdf"),
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(FILES, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def run(*arguments: str) -> int:
    return program.main([*arguments, "--lang", "zh"])


def made(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_command_writes_the_same_files(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(here, tmp_path / "unix")
    for command in COMMANDS:
        assert run(*command, "-q") == 0, command
    windows = tmp_path / "unix"
    monkeypatch.chdir(windows)
    monkeypatch.setenv("BULLETIN_PDF_CACHE", str(tmp_path / "cache"))
    with monkeypatch.context() as patch:
        play_windows(patch)
        for command in COMMANDS:
            assert run(*command, "-q") == 0, command
        # Again over what is there.
        assert run("build", "issues/2024-01.yaml", "--force", "-q") == 0
    assert made(windows) == made(here)


def test_a_target_open_in_a_viewer_is_told_as_that(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("build", "base.yaml", "-q") == 0
    before = Path("out/base.pdf").read_bytes()
    Path("base.yaml").write_text(Path("base.yaml").read_text("utf-8").replace("128个", "129个"), "utf-8")
    with monkeypatch.context() as patch, open("out/base.pdf", "rb"):
        play_windows(patch)
        assert run("build", "base.yaml") == 3
    told = capsys.readouterr().err
    assert "out/base.pdf" in told and "正被占用" in told and "关掉" in told, told
    assert Path("out/base.pdf").read_bytes() == before
    assert [path.name for path in Path("out").iterdir()] == ["base.pdf"]


def test_a_target_that_may_not_be_written_is_not_called_open(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        play_windows(patch)
        patch.setattr(os, "access", lambda path, mode: False)
        Path("a.pdf").write_bytes(b"old")
        with open("a.pdf", "rb"), pytest.raises(PermissionError):
            replace_file("a.pdf", b"new")


def test_parts_of_other_runs_are_never_removed(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many at once in one folder: each part is closed for a moment before it takes its name."""
    with monkeypatch.context() as patch:
        play_windows(patch)
        parts = [PartialFile(str(here / f"{number}.pdf"), b"whole") for number in range(10)]
        for part in parts:
            part.name()
            replace_file(str(here / "another.pdf"), b"other")
        for part in parts:
            part.put()
    assert all((here / f"{number}.pdf").read_bytes() == b"whole" for number in range(10))
    assert not list(here.glob(".bulletin-*"))


def test_a_package_goes_onto_an_empty_folder_only(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bag").mkdir()
    with monkeypatch.context() as patch:
        play_windows(patch)
        assert run("volume", "year.yaml", "--edition", "archive", "--package", "bag", "-q") == 0
        before = made(here / "bag")
        assert "bagit.txt" in before
        assert run("volume", "year.yaml", "--edition", "archive", "--package", "bag", "--force", "-q") in (
            1,
            2,
        )
    assert made(here / "bag") == before
    assert "bag" in capsys.readouterr().err


def test_patterns_are_expanded_by_the_program(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "issues/2024-0?.yaml", "-q") == 0
    assert run("check", "none-*.yaml") == 1
    assert "none-*.yaml" in capsys.readouterr().err
    Path("[1].yaml").write_bytes(Path("base.yaml").read_bytes())
    assert run("build", "[1].yaml", "-q") == 0 and Path("out/[1].pdf").is_file()


@pytest.mark.parametrize(
    "path",
    ["con.pdf", "out\\NUL", "x/com1.a.pdf", "a?.pdf", "x/b:c.pdf", "out./a.pdf", "x /a.pdf", "C:\\a|b.pdf"],
)
def test_names_that_windows_cannot_hold_are_refused(path: str) -> None:
    with pytest.raises(WrongUsage):
        refuse_reserved(path, Terminal("zh"), windows=True)


TARGETS = {
    "import": ("paper.docx", "-o", "con.yaml"),
    "new": ("--like", "issues/2024-03.yaml", "-o", "con.yaml"),
    "head": ("issues/2024-03.yaml", "-o", "con.pdf"),
    "impose": ("a.pdf", "--scheme", "saddle", "-o", "con.pdf"),
    "volume": ("year.yaml", "-o", "con.pdf"),
    "review": ("issues/2024-03.yaml", "-o", "con"),
    "compare": ("a.pdf", "b.pdf", "-o", "con.pdf"),
    "sign": ("a.pdf", "--p12", "office.p12", "-o", "con.pdf"),
    "unpack": ("a.pdf", "-o", "con"),
    "catalogue": (".", "-o", "con"),
    "recognise": ("a.pdf", "-o", "con"),
    "transfer": ("year.yaml", "-o", "con"),
}


@pytest.mark.parametrize("command", TARGETS)
def test_every_command_refuses_such_names(
    command: str, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(untyped(refuse_reserved).__kwdefaults__, "windows", True)
    before = made(here)
    assert run(command, *TARGETS[command]) == 2
    assert "“con" in capsys.readouterr().err and made(here) == before


@pytest.mark.parametrize(
    "path", ["C:\\简报\\a.pdf", "..\\out\\a.pdf", "./contract.pdf", "out/", "D:/2024.05/console.pdf", ""]
)
def test_other_names_are_taken(path: str) -> None:
    refuse_reserved(path, Terminal("zh"), windows=True)
    refuse_reserved("con.pdf", Terminal("zh"), windows=False)
