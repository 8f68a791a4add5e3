"""Whatever is read is a plain file: anything else is told at once, and nobody waits for a pipe."""

import errno
import json
import os
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf.cli.main import main
from bulletin_pdf.plain_files import NotPlainError, open_plain
from support.issues import PARAGRAPH, write_issue

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of Unix")

VOLUME = "title: 简报\npublisher: 某办\nyear: 2022\ndate: 2023-01-10\nissues:\n  - "
COMMANDS = {
    "an issue": "build {}",
    "a checked issue": "check {}",
    "a mended issue": "check --fix {}",
    "a volume": "volume {}",
    "a profile": "build issue.yaml --intent {}",
    "recipients": "build issue.yaml --copies-from {}",
    "a file for the printer": "preflight {}",
    "a file for sheets": "impose {} --scheme saddle",
    "an archive file": "verify {}",
    "a draft": "import {} -o draft.yaml",
}
NAMED = {
    "a picture": (
        "issue.yaml",
        "reports:\n  - title: 甲\n    body:\n      - figure: {}\n        caption: 图\n",
    ),
    "artwork": ("issue.yaml", "design: {{artwork: {}}}\n"),
    "a face": ("issue.yaml", "fonts: {{song: {}}}\n"),
    "a list of words": ("issue.yaml", "wordlist: {}\n"),
    "a member of a volume": ("volume.yaml", VOLUME + "{{pdf: {}, number: 2, date: 2022-02-25}}\n"),
}


@pytest.fixture(params=["pipe", "device", "socket", "directory"])
def odd(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Something that is no plain file, in the directory of an issue."""
    monkeypatch.chdir(tmp_path)
    write_issue(tmp_path, PARAGRAPH)
    place = Path("odd.yaml")
    match request.param:
        case "pipe":
            os.mkfifo(place)
        case "device":
            place.symlink_to("/dev/zero")
        case "socket":
            socket.socket(socket.AF_UNIX).bind(str(place))
        case _:
            place.mkdir()
    return str(place)


def said(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_given_on_the_command_line(command: str, odd: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main([*command.format(odd).split(), "--format", "json"])
    problems = said(capsys)
    if code == 2 and problems and problems[0]["level"] == "usage":
        return  # a directory where only a file can be meant
    assert code == 1, problems
    # What is imported may be a directory of papers, what is verified a bag; this one has neither.
    of_directory = {"import": "B965", "verify": "B266"}.get(command.split()[0], "B702")
    expected = of_directory if Path(odd).is_dir() else "B705"
    assert expected in {problem.get("code") for problem in problems}
    assert not any(path.suffix == ".pdf" for path in Path().rglob("*"))


READ = [command for command in COMMANDS.values() if "issue.yaml" not in command] + [
    "new --like {} -o n.yaml",
    "head {}",
]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", READ)
def test_what_is_not_there(
    command: str,
    lang: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every command tells it alike: no such name, a link that leads nowhere, one that leads to itself."""
    monkeypatch.chdir(tmp_path)
    Path("gone.yaml").symlink_to("nowhere")
    Path("loop.yaml").symlink_to("loop.yaml")
    names = {"none.yaml": "B701", "none/x.yaml": "B701", "gone.yaml": "B960", "loop.yaml": "B960"}
    for name, expected in names.items():
        assert main([*command.format(name).split(), "--format", "json", "--lang", lang]) == 1
        (problem,) = [each for each in said(capsys) if each["level"] != "failed"]
        assert problem["code"] == expected and name in str(problem["message"]) and problem["hint"]
        assert str(problem["hint"])[0].isascii() == (lang == "en")


@pytest.mark.parametrize("command", READ)
def test_what_may_not_be_read(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The machine refuses: in every command with the same code, and what to do about it."""
    monkeypatch.chdir(tmp_path)
    Path("shut.yaml").touch()
    truly = os.open

    def refusing(path: Any, *arguments: Any, **options: Any) -> int:
        if str(path).endswith("shut.yaml"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return truly(path, *arguments, **options)

    monkeypatch.setattr(os, "open", refusing)
    assert main([*command.format("shut.yaml").split(), "--format", "json", "--lang", "zh"]) == 3
    (problem,) = [each for each in said(capsys) if each["level"] != "failed"]
    assert problem["message"] == "没有权限" and problem["hint"]


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize(("name", "text"), NAMED.values(), ids=NAMED)
def test_named_in_a_file(name: str, text: str, odd: str, capsys: pytest.CaptureFixture[str]) -> None:
    home = Path(name)
    before = home.read_text("utf-8") if home.exists() else ""
    if text.startswith("reports"):
        before = before[: before.index("reports")]
    home.write_text(before + text.format(odd), "utf-8")
    assert main(["volume" if name == "volume.yaml" else "check", name, "--format", "json"]) == 1
    found = {problem["code"]: problem for problem in said(capsys) if problem["level"] == "error"}
    assert found.keys() & {"B214", "B702", "B705"}, found


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_bulletin_file(odd: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(odd).rename("bulletin.yaml")
    assert main(["check", "issue.yaml", "--format", "json"]) == int(not Path("bulletin.yaml").is_dir())
    if not Path("bulletin.yaml").is_dir():
        assert "B705" in {problem["code"] for problem in said(capsys)}


def test_a_file_that_becomes_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looked at as a file, opened as a pipe: it is seen, and nobody waits."""
    plain, pipe = tmp_path / "plain", tmp_path / "pipe"
    plain.write_bytes(b"")
    os.mkfifo(pipe)
    state = os.stat(plain)
    monkeypatch.setattr(os, "stat", lambda _: state)
    with pytest.raises(NotPlainError):
        open_plain(str(pipe))
