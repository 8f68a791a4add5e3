"""The command line as a person meets it: exit codes, files, streams, language."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from signal import Signals
from typing import Any

import pytest

from support.program import Done, run_here

ROOT = Path(__file__).parent.parent
PROGRAM = Path(sys.executable).with_name("bulletin-pdf")
MODEL = ROOT / "issues/2022-zk30.yaml"

SMALL = """\
bulletin: 情况反映
number: 3
publisher: 某某市文明办
date: 2024-05-06
reports:
  - city: 甲县
    title: 开展志愿服务
    by: 甲县文明办
    text: |
      甲县,开展志愿服务,参加的有28人。
"""
FAULTY = SMALL.replace("number:", "numbre:")

pytestmark = pytest.mark.skipif(
    not PROGRAM.exists(), reason="bulletin-pdf is not installed beside this Python"
)


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text(SMALL, "utf-8")
    (tmp_path / "b.yaml").write_text(SMALL.replace("number: 3", "number: 4"), "utf-8")
    (tmp_path / "bad.yaml").write_text(FAULTY, "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/a.yaml").write_text(SMALL, "utf-8")
    return tmp_path


def environment(**changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    return kept | {"LANG": "C.UTF-8"} | changes


def started(*arguments: object, cwd: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    command = [str(PROGRAM), *map(str, arguments)]
    done = subprocess.run(
        command, cwd=cwd, env=environment(**changes), capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    return done


def run(*arguments: object, cwd: Path, **changes: str) -> Done | subprocess.CompletedProcess[str]:
    """Run the program; here, but for what only shows in another process.

    Streams follow Python's variables, and a process with threads, as that of the tests, is not forked from.
    """
    if "--jobs" in arguments or any(name.startswith("PYTHON") for name in changes):
        return started(*arguments, cwd=cwd, **changes)
    done = run_here(*arguments, cwd=cwd, variables=environment(**changes))
    assert "Traceback" not in done.stderr
    return done


def files(directory: Path) -> set[str]:
    return {path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file()}


def written(directory: Path) -> set[str]:
    return {name for name in files(directory) if not name.endswith(".yaml")}


# Arguments, exit code, files written.
BUILDS = [
    ("build a.yaml", 0, {"out/a.pdf"}),
    ("build a.yaml -o x.pdf", 0, {"x.pdf"}),
    ("build a.yaml -o X.PDF", 0, {"X.PDF"}),
    ("build a.yaml -o new/deep/x.pdf", 0, {"new/deep/x.pdf"}),
    ("build a.yaml -o new/deep", 0, {"new/deep/a.pdf"}),
    ("build a.yaml -o new/", 0, {"new/a.pdf"}),
    ("build a.yaml -o .", 0, {"a.pdf"}),
    ("build -o pdf a.yaml b.yaml", 0, {"pdf/a.pdf", "pdf/b.pdf"}),
    ("build a.yaml -o pdf b.yaml", 0, {"pdf/a.pdf", "pdf/b.pdf"}),
    ("build a.yaml b.yaml --jobs 2", 0, {"out/a.pdf", "out/b.pdf"}),
    ("build a.yaml b.yaml --jobs 0", 0, {"out/a.pdf", "out/b.pdf"}),
    ("build a.yaml --edition screen", 0, {"out/a.screen.pdf"}),
    ("build --edition screen a.yaml", 0, {"out/a.screen.pdf"}),
    ("build a.yaml --edition print screen", 0, {"out/a.pdf", "out/a.screen.pdf"}),
    ("build --edition print screen -- a.yaml", 0, {"out/a.pdf", "out/a.screen.pdf"}),
    ("build --edition print --edition screen a.yaml", 0, {"out/a.pdf", "out/a.screen.pdf"}),
    ("build a.yaml --edition screen -o x.pdf", 0, {"x.pdf"}),
    ("build a.yaml --edition print screen -o x.pdf", 0, {"x.pdf", "x.screen.pdf"}),
    ("build a.yaml --log changes.txt", 0, {"out/a.pdf", "changes.txt"}),
    ("build bad.yaml", 1, set()),
    ("build a.yaml bad.yaml b.yaml", 1, {"out/a.pdf", "out/b.pdf"}),
    ("build a.yaml bad.yaml b.yaml --jobs 3", 1, {"out/a.pdf", "out/b.pdf"}),
    ("build missing.yaml", 1, set()),
    ("build missing.yaml a.yaml", 1, {"out/a.pdf"}),
    ("build sub", 1, set()),
    ("build a.yaml sub/a.yaml", 2, set()),
    ("build a.yaml a.yaml", 2, set()),
    ("build a.yaml b.yaml -o x.pdf", 2, set()),
    ("build a.yaml -o b.yaml", 2, set()),
    ("build a.yaml -o sub/../a.yaml", 2, set()),
    ("build a.yaml --log a.yaml", 2, set()),
    ("build a.yaml --log out/a.pdf", 2, set()),
    ("build a.yaml --edition web", 2, set()),
    ("build a.yaml -o x.docx", 2, set()),
    ("build a.yaml -o new/x.DOC", 2, set()),
    ("build a.yaml b.yaml -o -", 2, set()),
    ("build a.yaml -o - --ticket", 2, set()),
    ("check --fix -", 2, set()),
    ("new -o x.docx", 2, set()),
    ("import a.yaml -o x.docx", 2, set()),
    ("build a.yaml -o 2024.05", 0, {"2024.05/a.pdf"}),
    ("build a.yaml --copies 1-2", 0, {"out/a.copies.pdf"}),
    ("build a.yaml --copies 1-2 -o x.pdf", 0, {"x.pdf"}),
    ("build a.yaml --edition 套红 红头", 0, {"out/a.overprint.pdf", "out/a.head.pdf"}),
    ("build a.yaml --edition 阅览版 --lang 英文", 0, {"out/a.screen.pdf"}),
    ("schema 合订本", 0, set()),
    ("build a.yaml --edition", 2, set()),
    ("build a.yaml --jobs -1", 2, set()),
    ("build a.yaml --jobs many", 2, set()),
    ("build a.yaml --nosuch", 2, set()),
    ("build a.yaml --lang fr", 2, set()),
    ("build", 2, set()),
    ("check a.yaml", 0, set()),
    ("check a.yaml b.yaml a.yaml", 0, set()),
    ("check bad.yaml", 1, set()),
    ("check a.yaml bad.yaml", 1, set()),
    ("check missing.yaml", 1, set()),
    ("check", 2, set()),
    ("fonts", 0, set()),
    ("fonts more", 2, set()),
    ("schema issue", 0, set()),
    ("schema bulletin", 0, set()),
    ("schema volume", 0, set()),
    ("schema year", 2, set()),
    ("schema", 2, set()),
    ("", 2, set()),
    ("biuld a.yaml", 2, set()),
    ("--nosuch", 2, set()),
    ("--lang", 2, set()),
    ("--lang fr check a.yaml", 2, set()),
    ("--lang zh check a.yaml", 0, set()),
    ("--help", 0, set()),
    ("--version", 0, set()),
    ("build --help", 0, set()),
]


IN_BOTH = [(line, code, expected, "en") for line, code, expected in BUILDS] + [
    (line, code, expected, "zh") for line, code, expected in BUILDS if code == 2 or "help" in line
]


@pytest.mark.parametrize(
    ("line", "code", "expected", "lang"),
    IN_BOTH,
    ids=[f"{lang}: {line or 'nothing'}" for line, _, _, lang in IN_BOTH],
)
def test_codes_and_files(here: Path, line: str, code: int, expected: set[str], lang: str) -> None:
    done = run(*line.split(), cwd=here, LANG={"en": "en_GB.UTF-8", "zh": "zh_CN.UTF-8"}[lang])
    assert done.returncode == code, done.stderr
    assert written(here) == expected
    assert bool(done.stderr) == bool(code)
    assert (here / "a.yaml").read_text("utf-8") == SMALL
    han = re.search("[\u4e00-\u9fff]", done.stderr)
    if code == 2 and line:
        assert bool(han) == (lang == "zh")
        assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "variables", "chinese"),
    [
        ((), {"LANG": "zh_CN.UTF-8"}, True),
        ((), {"LANG": "en_US.UTF-8"}, False),
        ((), {"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, False),
        ((), {"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, True),
        ((), {"LANG": "", "LC_ALL": ""}, False),
        ((), {"LANG": "en_US.UTF-8", "LANGUAGE": "zh_CN:en"}, True),
        ((), {"LANG": "zh_CN.UTF-8", "LANGUAGE": "en_GB"}, False),
        ((), {"LANG": "zh_CN.UTF-8", "LANGUAGE": "ug:zh"}, True),
        ((), {"LC_ALL": "C", "LANGUAGE": "zh_CN"}, False),
        (("--lang", "en"), {"LANG": "zh_CN.UTF-8"}, False),
        (("--lang=zh",), {"LANG": "en_US.UTF-8"}, True),
    ],
)
def test_language(here: Path, arguments: tuple[str, ...], variables: dict[str, str], chinese: bool) -> None:
    done = run("check", "bad.yaml", *arguments, cwd=here, **variables)
    assert ("错误" in done.stderr) == chinese
    assert ("error" in done.stderr) == (not chinese)


def test_a_result_has_path_pages_sheets_seconds(here: Path) -> None:
    done = run("build", "a.yaml", cwd=here)
    assert re.search(r"^out/a\.pdf  1 page  1 sheet  \d+\.\d\d s$", done.stdout, re.MULTILINE)
    assert not done.stderr


def test_every_change_is_in_the_log(here: Path) -> None:
    done = run("build", "a.yaml", "--log", "log/changes.txt", cwd=here)
    log = (here / "log/changes.txt").read_text("utf-8").splitlines()
    assert [line.split(": ", 1)[0] for line in log] == ["a.yaml:10:9", "a.yaml:10:16"]
    assert all(", → ，" in line for line in log)
    assert "2" in done.stdout and "log/changes.txt" in done.stdout


def test_changes_are_counted_and_listed_when_asked_for(here: Path) -> None:
    done = run("build", "a.yaml", cwd=here)
    assert "2 characters normalised" in done.stdout
    assert "line 10" not in done.stdout
    done = run("build", "a.yaml", "-v", cwd=here)
    assert "line 10: “,” → “，” col. 9, 16" in done.stdout


def test_the_model_issue(tmp_path: Path) -> None:
    done = run("build", MODEL, "-o", tmp_path, "--format", "json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (record,) = map(json.loads, done.stdout.splitlines())
    assert record["path"] == str(tmp_path / "2022-zk30.pdf")
    assert record["sheets"] == (record["pages"] + 1) // 2
    assert record["bytes"] == (tmp_path / "2022-zk30.pdf").stat().st_size
    source = MODEL.read_text("utf-8").splitlines()
    for change in record["changes"]:
        assert source[change["line"] - 1][change["column"] - 1 :].startswith(change["before"])


def test_quiet(here: Path) -> None:
    done = run("build", "-q", "a.yaml", "bad.yaml", cwd=here)
    assert done.stdout == ""
    assert "B131" in done.stderr


def test_json_on_both_streams(here: Path) -> None:
    done = run("build", "a.yaml", "bad.yaml", "--edition", "print", "screen", "--format", "json", cwd=here)
    results = [json.loads(line) for line in done.stdout.splitlines()]
    problems = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(record["path"], record["edition"]) for record in results] == [
        ("out/a.pdf", "print"),
        ("out/a.screen.pdf", "screen"),
    ]
    assert {"B131"} <= {problem["code"] for problem in problems}
    assert all(problem["path"] == "bad.yaml" for problem in problems)


def test_json_of_check(here: Path) -> None:
    done = run("check", "a.yaml", "bad.yaml", "--format", "json", cwd=here)
    good, bad = map(json.loads, done.stdout.splitlines())
    assert good == {"path": "a.yaml", "errors": 0, "warnings": 0, "notes": 0}
    assert bad["path"] == "bad.yaml" and bad["errors"]


def test_json_of_wrong_usage(here: Path) -> None:
    done = run("build", "a.yaml", "--edition", "web", "--format", "json", cwd=here)
    assert json.loads(done.stderr)["level"] == "usage"


def test_editions_of_a_faulty_issue_name_its_problems_once(here: Path) -> None:
    done = run("build", "bad.yaml", "--edition", "print", "screen", cwd=here)
    assert done.stderr.count("B131") == 1


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_order_does_not_depend_on_the_jobs(here: Path, jobs: int) -> None:
    names = [f"n{number}.yaml" for number in range(6)]
    for name in names:
        (here / name).write_text(SMALL, "utf-8")
    done = run("build", *names, "--jobs", jobs, cwd=here)
    assert re.findall(r"^out/(\w+)\.pdf", done.stdout, re.MULTILINE) == [name[:2] for name in names]


def test_jobs_write_the_same_bytes(here: Path) -> None:
    run("build", "a.yaml", "b.yaml", "-o", "one", cwd=here)
    run("build", "a.yaml", "b.yaml", "-o", "two", "--jobs", 2, cwd=here)
    assert (here / "one/b.pdf").read_bytes() == (here / "two/b.pdf").read_bytes()


def test_no_progress_bar_in_a_pipe(here: Path) -> None:
    done = run("build", "a.yaml", "b.yaml", cwd=here)
    assert done.stderr == ""


def test_a_failed_build_keeps_the_previous_file(here: Path) -> None:
    run("build", "a.yaml", "-o", "x.pdf", cwd=here)
    before = (here / "x.pdf").read_bytes()
    assert run("build", "bad.yaml", "-o", "x.pdf", cwd=here).returncode == 1
    assert (here / "x.pdf").read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_no_permission(here: Path) -> None:
    (here / "locked").mkdir(mode=0o500)
    done = run("build", "a.yaml", "-o", "locked/x.pdf", cwd=here)
    assert done.returncode == 3
    assert done.stderr.startswith("bulletin-pdf: locked/x.pdf: Permission denied\n  hint: ")


# A place that cannot be written to, whoever asks.
UNWRITABLE = [
    "a.yaml/x.pdf",
    "a.yaml/deep/x.pdf",
    f"{'long' * 80}.pdf",
    "/proc/nowhere/x.pdf",
    "/dev/null/x.pdf",
]


@pytest.mark.parametrize("target", UNWRITABLE, ids=lambda target: target[:20])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_unwritable_place_is_the_machine_s_failure(here: Path, target: str, lang: str) -> None:
    done = run("build", "a.yaml", "-o", target, "--lang", lang, cwd=here)
    assert done.returncode == 3
    assert done.stderr.startswith("bulletin-pdf")
    assert written(here) == set()


def test_a_reader_who_leaves_does_not_stop_the_work(here: Path) -> None:
    names = [f"n{number}.yaml" for number in range(4)]
    for name in names:
        (here / name).write_text(SMALL, "utf-8")
    command = f"{PROGRAM} build {' '.join(names)} 2>err.txt | true"
    subprocess.run(command, shell=True, cwd=here, env=environment(), check=True)
    assert {f"out/{name[:2]}.pdf" for name in names} <= files(here)
    assert (here / "err.txt").read_text() == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("line", ["--help", "fonts", "build a.yaml", "--version"])
def test_results_that_cannot_be_written(here: Path, line: str, unbuffered: str) -> None:
    """Held back by Python until the end, or written at once."""
    command = f"{PROGRAM} {line} >/dev/full"
    settings = environment() | {"PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(
        command, shell=True, cwd=here, env=settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr
    assert "No space left" in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams(here: Path, closed: str) -> None:
    done = subprocess.run(
        f"{PROGRAM} build a.yaml {closed}", shell=True, cwd=here, env=environment(), check=False
    )
    assert done.returncode == 0
    assert (here / "out/a.pdf").exists()


def test_a_stream_that_knows_few_characters(here: Path) -> None:
    done = run("check", "bad.yaml", "--lang", "zh", cwd=here, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "\\u9519\\u8bef" in done.stderr
    done = run("check", "bad.yaml", "--lang", "zh", "--format", "json", cwd=here, PYTHONIOENCODING="ascii")
    assert "没有" in json.loads(done.stderr.splitlines()[0])["message"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupted(here: Path, number: Signals, code: int, jobs: int) -> None:
    names = [f"n{index:03}.yaml" for index in range(400)]
    for name in names:
        (here / name).write_text(SMALL, "utf-8")
    command = [str(PROGRAM), "build", *names, "--jobs", str(jobs)]
    streams: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    # A shell that runs this in the background, or nohup, has its children ignore the signal.
    heed = lambda: signal.signal(number, signal.SIG_DFL)  # noqa: E731
    with subprocess.Popen(command, cwd=here, env=environment(), preexec_fn=heed, **streams) as process:
        while not (here / "out/n001.pdf").exists() and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == code
    assert "Traceback" not in errors
    assert all(re.fullmatch(r"out/n\d{3}\.pdf", name) for name in written(here))
    assert len(written(here)) < len(names)


def test_an_unexpected_fault_shows_no_traceback(here: Path) -> None:
    script = (
        "import sys, bulletin_pdf.cli.check as check\n"
        "def broken(*given): raise RuntimeError('planted')\n"
        "check._check_one = broken\n"
        "from bulletin_pdf.cli.main import main\n"
        "sys.exit(main(['check', 'a.yaml']))\n"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=here, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "planted" in done.stderr and "unexpected" in done.stderr and "Traceback" not in done.stderr
    asked = environment(BULLETIN_PDF_TRACEBACK="1")
    done = subprocess.run(command, cwd=here, env=asked, capture_output=True, text=True, check=False)
    assert "Traceback" in done.stderr


def test_fonts_shows_every_role(here: Path) -> None:
    done = run("fonts", "--format", "json", cwd=here)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert {"xbs", "fangsong", "kai", "hei", "song", "latin", "rare"} <= {
        record["role"] for record in records
    }
    for record in records:
        assert Path(record["file"]).is_file() == record["present"]
        assert record["missing"].get("GB 2312", 0) == 0 or record["role"] == "rare"


def test_schema_is_json(here: Path) -> None:
    for kind in ("issue", "bulletin"):
        assert "properties" in json.loads(run("schema", kind, cwd=here).stdout)


def test_the_module_is_the_same_program(here: Path) -> None:
    command = [sys.executable, "-m", "bulletin_pdf", "build", "a.yaml", "b.yaml", "--jobs", "2"]
    subprocess.run(command, cwd=here, env=environment(), check=True, capture_output=True)
    assert written(here) == {"out/a.pdf", "out/b.pdf"}


@pytest.mark.parametrize("command", ["build", "check"])
def test_what_issues_share_is_no_issue(here: Path, command: str) -> None:
    """A shell's *.yaml names it too."""
    (here / "bulletin.yaml").write_text("publisher: 某办\n", "utf-8")
    done = run(command, "a.yaml", "b.yaml", "bulletin.yaml", cwd=here)
    assert done.returncode == 0
    assert "out/bulletin.pdf" not in written(here)
    assert run(command, "bulletin.yaml", cwd=here).returncode == 1


def test_names_with_spaces_and_han(here: Path) -> None:
    source = here / "第 30 期.yaml"
    source.write_text(SMALL, "utf-8")
    assert run("build", source.name, cwd=here).returncode == 0
    assert (here / "out/第 30 期.pdf").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_a_name_that_is_not_utf_8(here: Path) -> None:
    name = os.fsdecode(b"n\xff.yaml")
    (here / name).write_text(SMALL, "utf-8")
    assert started("check", name, cwd=here).returncode == 0
    assert started("build", name, "--format", "json", cwd=here).returncode == 0
