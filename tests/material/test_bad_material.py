"""Several hundred bad files through the command line: each is told plainly, and nothing is lost."""

import json
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletin_pdf.cli.main import main
from material.cases import Case, all_cases

CASES = all_cases()
MAX_SECONDS = 60
"""No case takes more than a second; one that hangs must not hang the suite."""


def files_under(directory: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


@pytest.fixture
def bounded() -> Iterator[None]:
    def give_up(number: int, frame: object) -> None:
        raise AssertionError("it goes on and on")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(MAX_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("bounded")
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_bad_material(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, data in case.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BULLETIN_PDF_TRACEBACK", "1")
    code = main([*case.command, "--format", "json", "--lang", "zh"])
    said = capsys.readouterr()
    after = files_under(tmp_path)

    assert "Traceback" not in said.err, said.err
    assert code in ((0, 1, 2) if case.may_pass else (1, 2)), said.err
    assert {name: after.get(name) for name in case.files} == case.files, "an input was changed"
    told = [record for line in said.err.splitlines() if "message" in (record := json.loads(line))]
    if code:
        grave = [problem for problem in told if problem["level"] in ("error", "usage")]
        assert grave or case.command[0] in ("preflight", "verify"), said.err
        made = set(after) - set(case.files)
        # What was read is kept: an import with a warning of its draft leaves the draft.
        assert not made or case.command[0] == "import", made
    assert not [name for name in after if re.search(r"(^|/)\.[^/]*$|\.tmp|\.part", name)], "left lying about"
    for problem in told:
        assert problem["level"] != "failure", problem
        assert re.search("[\u4e00-\u9fff]", problem["message"]), problem
        assert not re.search(r"\{[a-z]+\}|@[a-z]", re.sub("“[^”]*”", "", problem["message"])), problem
        if problem.get("path") and problem["path"].endswith((".yaml", ".html", ".txt", ".tsv")):
            assert problem["line"] and problem["column"], problem


def test_there_are_many() -> None:
    assert len(CASES) > 500
    assert len({case.name for case in CASES}) == len(CASES)
