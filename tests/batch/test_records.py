"""Records of what was built: a doubtful one counts for nothing, and none is missed."""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import time

import pytest

from batch.conftest import ROOT, Run
from bulletin_pdf.batch import records
from bulletin_pdf.batch.program_identity import _LIBRARIES
from bulletin_pdf.input_states import file_sha256, note_files
from bulletin_pdf.safe_files import Stored, store
from support.narrowed import present


def flip(path: Path) -> None:
    """Another digit in the middle of the text."""
    data = bytearray(path.read_bytes())
    place = next(place for place in range(len(data) // 2, len(data)) if chr(data[place]).isdigit())
    data[place] = ord("1") if data[place] != ord("1") else ord("2")
    path.write_bytes(bytes(data))


def replace_by_directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-20]),
    "one digit": flip,
    "other JSON": lambda path: path.write_bytes(b"{}\n[]"),
    "not text": lambda path: path.write_bytes(os.urandom(400)),
    "deleted": lambda path: path.unlink(),
    "a directory": replace_by_directory,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_record_is_none(damage: str, three: Sequence[str], run: Run, tmp_path: Path) -> None:
    run("build", "a.yaml")
    (record,) = (tmp_path / "cache/records").iterdir()
    DAMAGE[damage](record)
    assert run("build", "a.yaml").states == {"out/a.pdf": "built"}
    again = run("build", "a.yaml").states["out/a.pdf"]
    assert again == ("built" if damage == "a directory" else "unchanged")


@pytest.mark.parametrize("place", ["", "a.yaml", "a.yaml/below"])
def test_no_place_for_records_is_no_trouble(
    place: str, three: Sequence[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETIN_PDF_CACHE", place)
    for _ in range(2):
        done = run("build", "a.yaml", "b.yaml")
        assert (done.code, set(done.states.values())) == (0, {"built"})


def test_an_input_written_to_while_it_was_read_leaves_no_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETIN_PDF_CACHE", str(tmp_path / "cache"))
    source = tmp_path / "a.yaml"
    source.write_text("一", "utf-8")
    seen = note_files([str(source)])
    output = store(str(tmp_path / "a.pdf"), b"%PDF of one")
    records.keep_record("a", "key", seen, [output], {})
    assert records.recall_record("a", "key") is not None
    source.write_text("二", "utf-8")
    records.keep_record("b", "key", seen, [output], {})
    assert records.recall_record("b", "key") is None


def test_the_digest_is_of_what_was_written_not_of_what_lies_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two runs with different material write one file: the record of the first does not vouch for the second's."""
    monkeypatch.setenv("BULLETIN_PDF_CACHE", str(tmp_path / "cache"))
    target = str(tmp_path / "a.pdf")
    first = store(target, b"%PDF of the first")
    store(target, b"%PDF of the second")
    records.keep_record("a", "key", (), [first], {})
    assert records.recall_record("a", "key") is None
    records.keep_record("b", "key", (), [Stored(target, file_sha256(target))], {})
    assert records.recall_record("b", "key") is not None


def test_two_runs_at_once_do_no_harm(three: Sequence[str], run: Run, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bulletin_pdf", "build", "-q", *three, "-o", "out"]
    runs = [subprocess.Popen(command, cwd=tmp_path, env=os.environ) for _ in range(3)]
    assert [each.wait() for each in runs] == [0, 0, 0]
    assert set(run("build", *three).states.values()) == {"unchanged"}
    assert {path.suffix for path in (tmp_path / "cache/records").iterdir()} == {".json"}


def test_the_oldest_records_go_when_there_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETIN_PDF_CACHE", str(tmp_path))
    monkeypatch.setattr(records, "MAX_RECORDS", 8)
    for number in range(9):
        records.keep_record(f"{number}", "key", (), (), number)
        os.utime(tmp_path / f"records/{number}.json", (number, number))
    records.remove_old_records()
    assert sorted(path.stem for path in (tmp_path / "records").iterdir()) == list("345678")


@pytest.mark.parametrize(("hours", "left"), [(1, 9), (25, 6), (-1, 6)])
def test_records_are_counted_once_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hours: int, left: int
) -> None:
    monkeypatch.setenv("BULLETIN_PDF_CACHE", str(tmp_path))
    records.remove_old_records()  # there are none yet
    monkeypatch.setattr(records, "MAX_RECORDS", 8)
    for number in range(9):
        records.keep_record(f"{number}", "key", (), (), number)
    counted = time() - 3600 * hours
    os.utime(tmp_path / "records.counted", (counted, counted))
    records.remove_old_records()
    assert len(list((tmp_path / "records").iterdir())) == left


def test_every_library_that_decides_bytes_is_part_of_the_program() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = [*project["dependencies"], *project["optional-dependencies"]["raster"]]
    needed = {present(re.match("[A-Za-z0-9]+", line))[0].lower() for line in declared}
    assert needed - {"justhtml", "markdown", "olefile", "openpyxl", "shtab", "striprtf", "tqdm"} <= set(
        _LIBRARIES
    ), "all but those of the terminal and of imports"


@pytest.mark.skipif(sys.platform == "win32", reason="rights of Unix")
def test_a_record_others_can_write_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_PDF_CACHE", str(tmp_path / "cache"))
    output = store(str(tmp_path / "a.pdf"), b"%PDF")
    records.keep_record("a", "key", (), [output], {})
    record = tmp_path / "cache/records/a.json"
    assert record.stat().st_mode & 0o077 == 0
    for mode in (0o620, 0o602, 0o666):
        record.chmod(mode)
        assert records.recall_record("a", "key") is None
    record.chmod(0o600)
    assert records.recall_record("a", "key") is not None


def test_a_record_that_does_not_speak_of_the_file_says_nothing_of_it(
    three: Sequence[str], run: Run, tmp_path: Path
) -> None:
    """A record with its digest made anew, but without the output: the forged file there is not unchanged."""
    run("build", *three)
    for record in (tmp_path / "cache/records").iterdir():
        _, _, text = record.read_bytes().partition(b"\n")
        key, inputs, _, story = json.loads(text)
        text = json.dumps((key, inputs, [], story)).encode()
        record.write_bytes(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
    assert set(run("build", *three).states.values()) == {"built"}
