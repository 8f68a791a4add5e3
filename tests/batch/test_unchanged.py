"""What is unchanged is left as it is; whatever could make a difference has the file made again."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import yaml

from batch.conftest import ROOT, Run, artwork, picture, program_of_its_own, write_yaml
from bulletin_pdf.cli.main import main

ARGUMENTS = (
    *("build", "office/issues/a.yaml", "-o", "out", "--edition", "print", "proof"),
    *("--intent", "press.icc", "--copies-from", "list.csv", "--ticket"),
)
PRINT, PROOF = "out/a.copies.pdf", "out/a.proof.pdf"


def kept(*paths: str) -> list[tuple[int, int]]:
    """Give what a rewritten file does not share with the old one."""
    return [(os.stat(path).st_ino, os.stat(path).st_mtime_ns) for path in paths]


def test_the_same_again_is_left_as_it_is(office: Path, run: Run) -> None:
    assert set(run(*ARGUMENTS).states.values()) == {"built"}
    before = kept(PRINT, PROOF, "out/a.copies.ticket.json", "out/a.copies.ticket.pdf")
    assert run(*ARGUMENTS).states == {PRINT: "unchanged", PROOF: "unchanged"}
    assert kept(PRINT, PROOF, "out/a.copies.ticket.json", "out/a.copies.ticket.pdf") == before


def test_nothing_is_put_beside_outputs_or_inputs(office: Path, run: Run, tmp_path: Path) -> None:
    run(*ARGUMENTS)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        *("a.copies.pdf", "a.proof.pdf", "a.copies.ticket.json", "a.copies.ticket.pdf")
    }
    assert {path.name for path in office.iterdir()} == {"a.yaml", "a.png", "name.svg", "words.tsv"}


def edit(path: Path, change: Callable[[dict[str, object]], None]) -> None:
    content = yaml.safe_load(path.read_text("utf-8"))
    change(content)
    write_yaml(path, content)


def same_size_and_time(path: Path) -> None:
    """Write something else of the same length and say that it is as old as before."""
    status = path.stat()
    path.write_bytes(path.read_bytes().replace("湘西州紧盯".encode(), "湘南州紧盯".encode()))
    assert path.stat().st_size == status.st_size
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def lead_elsewhere(path: Path) -> None:
    """The picture becomes a link to another; the issue's own text stays the same."""
    picture(path.with_name("b.png"), "maroon")
    path.unlink()
    path.symlink_to("b.png")


CHANGES: dict[str, Callable[[Path], object]] = {
    "the issue": lambda office: edit(office / "a.yaml", lambda issue: issue.update(number=31)),
    "the issue, same size, same time": lambda office: same_size_and_time(office / "a.yaml"),
    "its bulletin.yaml": lambda office: edit(
        office.parent / "bulletin.yaml", lambda shared: shared.update(secrecy="内部资料 注意保存")
    ),
    "a nearer bulletin.yaml": lambda office: write_yaml(office / "bulletin.yaml", {"secrecy": "机密"}),
    "no bulletin.yaml": lambda office: (office.parent / "bulletin.yaml").unlink(),
    "a picture": lambda office: picture(office / "a.png", "maroon"),
    "a picture's link": lambda office: lead_elsewhere(office / "a.png"),
    "the artwork": lambda office: (office / "name.svg").write_text(artwork(80), "utf-8"),
    "the office's face": lambda office: (office.parent / "latin.ttf").write_bytes(
        next((ROOT / "fonts/latin").glob("*Bold.*tf")).read_bytes()
    ),
    "the list of recipients": lambda office: (office.parents[1] / "list.csv").write_text(
        "number,recipient\n4-6,甲县\n", "utf-8"
    ),
    "the printer's profile": lambda office: (office.parents[1] / "press.icc").write_bytes(
        (ROOT / "icc/FOGRA47L.icc").read_bytes()
    ),
    "the file gone": lambda office: (office.parents[1] / PRINT).unlink(),
    "the file altered": lambda office: (office.parents[1] / PRINT).write_bytes(b"%PDF-1.7"),
    "its ticket gone": lambda office: (office.parents[1] / "out/a.copies.ticket.json").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_difference_has_the_file_made_again(change: str, office: Path, run: Run, tmp_path: Path) -> None:
    run(*ARGUMENTS)
    CHANGES[change](office)
    again = run(*ARGUMENTS)
    assert again.states[PRINT] == "built"
    made = (tmp_path / PRINT).read_bytes()
    run(*ARGUMENTS, "--force")
    assert (tmp_path / PRINT).read_bytes() == made


# The word list and the neighbours are read for the proof alone.
@pytest.mark.parametrize("name", ["words.tsv", "next.yaml"])
def test_what_only_proofreading_reads_has_only_the_proof_made_again(
    name: str, office: Path, run: Run
) -> None:
    run(*ARGUMENTS)
    if name == "words.tsv":
        (office / name).write_text("湘西洲\t湘西州\n", "utf-8")
    else:
        shutil.copy(office / "a.yaml", office / name)
    assert run(*ARGUMENTS).states[PROOF] == "built"


@pytest.mark.parametrize(
    "more", [("--red", "gb"), ("--marks",), ("--intent", "fogra39"), ("--copies-from", "other.csv")]
)
def test_other_options_give_another_file(more: Sequence[str], office: Path, run: Run) -> None:
    shutil.copy("list.csv", "other.csv")
    run(*ARGUMENTS)
    assert run(*ARGUMENTS, *more).states[PRINT] == "built"
    assert run(*ARGUMENTS).states[PRINT] == "built", "back to what it was before"
    assert run(*ARGUMENTS).states[PRINT] == "unchanged"


def test_the_language_is_a_difference_where_it_is_printed(office: Path, run: Run) -> None:
    arguments = ("build", "office/issues/a.yaml", "--edition", "print", "proof")
    run(*arguments, "--lang", "zh")
    assert run(*arguments, "--lang", "en").states == {"out/a.pdf": "unchanged", PROOF: "built"}


def test_force_makes_it_all_the_same(office: Path, run: Run) -> None:
    run(*ARGUMENTS)
    assert run(*ARGUMENTS, "--force").states == {PRINT: "built", PROOF: "built"}


def test_a_new_date_on_the_same_content_is_no_difference(office: Path, run: Run) -> None:
    run(*ARGUMENTS)
    for path in (*office.iterdir(), office.parent / "latin.ttf"):
        os.utime(path, (1, 1))
    assert run(*ARGUMENTS).states == {PRINT: "unchanged", PROOF: "unchanged"}


def test_an_edit_taken_back_is_no_difference(office: Path, run: Run) -> None:
    run(*ARGUMENTS)
    original = (office / "a.yaml").read_bytes()
    (office / "a.yaml").write_bytes(original.replace(b"number: 30", b"numbre: 30"))
    assert run(*ARGUMENTS).code == 1
    (office / "a.yaml").write_bytes(original)
    assert run(*ARGUMENTS).states[PRINT] == "unchanged"


def test_another_source_for_the_same_file_is_a_difference(office: Path, run: Run, tmp_path: Path) -> None:
    shutil.copytree(office.parent, tmp_path / "copy")
    run("build", "office/issues/a.yaml", "-o", "out")
    assert run("build", "copy/issues/a.yaml", "-o", "out").states == {"out/a.pdf": "built"}


def test_what_was_found_is_told_again(three: Sequence[str], run: Run) -> None:
    first = run("build", "b.yaml", "--log", "first.txt")
    again = run("build", "b.yaml", "--log", "again.txt")
    assert again.states == {"out/b.pdf": "unchanged"}
    assert first.problems and again.problems == first.problems
    volatile = {"state": None, "seconds": None}
    assert again.results[0] | volatile == first.results[0] | volatile
    assert first.results[0]["changes"]
    assert Path("again.txt").read_bytes() == Path("first.txt").read_bytes() != b""


def test_from_another_directory_it_is_the_same_file(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(office / "a.yaml", lambda issue: issue.update(label="创刊号", supplement=True))
    first = run("build", "office/issues/a.yaml", "-o", "out")
    monkeypatch.chdir(office)
    again = run("build", "a.yaml", "-o", "../../out")
    assert again.states == {"../../out/a.pdf": "unchanged"}
    assert {each["path"] for each in first.problems} == {"office/issues/a.yaml"}
    assert {each["path"] for each in again.problems} == {"a.yaml"}


def test_everything_that_is_opened_is_remembered(office: Path, tmp_path: Path) -> None:
    """An audit hook of Python sees every file opened; those of the office are all in the records."""
    script = (
        "import os, sys\n"
        "opened = set()\n"
        "def hook(event, details):\n"
        "    if event == 'open' and isinstance(details[0], str) and details[1] in ('r', 'rb'):\n"
        "        opened.add(os.path.realpath(details[0]))\n"
        "sys.addaudithook(hook)\n"
        "from bulletin_pdf.cli.main import main\n"
        f"code = main({[*ARGUMENTS, '-q']!r})\n"
        "print(code, *opened, sep='\\n')\n"
    )
    environment = os.environ | {"BULLETIN_PDF_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    code, *opened = done.stdout.splitlines()
    assert code == "0", done.stderr
    inputs = set()
    for path in (tmp_path / "cache/records").iterdir():
        _, known, _, _ = json.loads(path.read_text("utf-8").partition("\n")[2])
        inputs |= {file for kind, file, *_ in known if kind == "file"}
    within = {path for path in opened if path.startswith(f"{tmp_path}/") and "/out/" not in path}
    assert {Path(path).name for path in within} >= {
        "a.yaml",
        "bulletin.yaml",
        "a.png",
        "name.svg",
        "list.csv",
    }
    assert within - inputs <= {path for path in within if "/cache/" in path}


def test_another_program_makes_it_again(three: Sequence[str], tmp_path: Path) -> None:
    source = program_of_its_own(tmp_path / "program")
    environment = os.environ | {
        "BULLETIN_PDF_CACHE": str(tmp_path / "cache"),
        "PYTHONPATH": str(source),
        "PYTHONDONTWRITEBYTECODE": "1",
    }

    def state() -> str:
        command = [sys.executable, "-m", "bulletin_pdf", "build", "a.yaml", "--format", "json"]
        done = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
        )
        return str(json.loads(done.stdout)["state"])

    assert [state(), state()] == ["built", "unchanged"]
    module = source / "bulletin_pdf/layout/style.py"
    status = module.stat()
    module.write_bytes(module.read_bytes().replace(b"the", b"The", 1))
    os.utime(module, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert module.stat().st_size == status.st_size
    assert [state(), state()] == ["built", "unchanged"]


def test_the_summary_names_what_became_of_each(
    three: Sequence[str], run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build", "a.yaml", "b.yaml")
    Path("b.yaml").write_text(Path("b.yaml").read_text("utf-8").replace("湘西州", "长沙市"), "utf-8")
    Path("c.yaml").write_text("number: many\n", "utf-8")
    capsys.readouterr()
    assert main(["build", *three, "--lang", "en"]) == 1
    summary = [line for line in capsys.readouterr().out.splitlines() if "proofread" not in line][-4:]
    assert summary[0].startswith("3 files: 1 built, 1 unchanged, 1 failed; 2 pages, 2 sheets, ")
    assert summary[1:] == ["  built: out/b.pdf", "  unchanged: out/a.pdf", "  failed: c.yaml"]
    again = run("build", *three)
    assert again.states == {"out/a.pdf": "unchanged", "out/b.pdf": "unchanged"}
    assert {"level": "failed", "code": None, "path": "c.yaml", "edition": "print", "target": "out/c.pdf"} in (
        again.problems
    )


def test_seeing_that_nothing_changed_imports_no_typesetting(three: Sequence[str], tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from bulletin_pdf.cli.main import main\n"
        "assert main(['build', '-q', 'a.yaml', 'b.yaml']) == 0\n"
        "heavy = ('yaml', 'uharfbuzz', 'PIL', 'pypdf', 'concurrent', 'multiprocessing', 'bulletin_pdf.build',"
        " 'bulletin_pdf.layout', 'bulletin_pdf.compose', 'bulletin_pdf.issue.read')\n"
        "print(*(name for name in heavy if name in sys.modules))\n"
    )
    environment = os.environ | {"BULLETIN_PDF_CACHE": str(tmp_path / "cache")}
    loaded = [
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for _ in range(2)
    ]
    assert "bulletin_pdf.build" in loaded[0]
    assert loaded[1] == []
