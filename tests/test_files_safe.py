"""Killed, out of room, or in each other's way: an output is whole, old or new, and nothing partial stays."""

import ctypes
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bulletin_pdf import partial_files
from bulletin_pdf.build import publish
from bulletin_pdf.partial_files import hidden_name
from bulletin_pdf.plain_files import NotPlainError
from bulletin_pdf.safe_files import Staged, replace_file
from support.issues import PARAGRAPH, write_issue

OLD = b"%PDF-1.7 the file of yesterday\n%%EOF\n"
KILLS = 24

BUILD = """
import sys
from bulletin_pdf.cli.main import main
sys.exit(main(["build", sys.argv[1], "-q", "-o", sys.argv[2], "--edition", "archive"]))
"""

# Writes over and over, so that a kill at any moment has a good chance of meeting a write.
WRITE_ON = """
import sys
from bulletin_pdf import files, parts
if sys.argv[2] == "named":
    parts._open_nameless = lambda *_: None
data = (b"%PDF-1.7 new " + bytes(200_000) + b"%%EOF")
while True:
    files.replace_file(sys.argv[1], data)
    print("written", flush=True)
"""

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of Unix")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="files without a name are Linux's")


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    home = tmp_path / "issue"
    home.mkdir()
    return write_issue(home, *[PARAGRAPH] * 30)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    directory = tmp_path / "out"
    directory.mkdir()
    return directory


def started(script: str, *arguments: str | Path, **more: Any) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, map(os.path.abspath, sys.path)))}
    command = [sys.executable, "-c", script, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdout=pipe, stderr=pipe, **more)


def names(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir()}


# Killed


@unix
def test_a_build_killed_at_any_moment_leaves_whole_files_only(issue: Path, out: Path) -> None:
    """Killed between being named and taking its place a file stays hidden, whole, until the next write."""
    target = out / "issue.pdf"
    began = time.perf_counter()
    assert started(BUILD, issue, target).communicate() == (b"", b"")
    duration = time.perf_counter() - began
    new = target.read_bytes()
    target.write_bytes(OLD)
    killed = 0
    for number in range(KILLS):
        process = started(BUILD, issue, target)
        # More kills towards the end of the run, where the writing is.
        try:
            process.wait(duration * (0.2 + 0.9 * (number / KILLS) ** 0.5))
        except subprocess.TimeoutExpired:
            process.kill()
            killed += 1
        process.communicate()
        assert target.read_bytes() in (OLD, new)
        hidden = names(out) - {"issue.pdf"}
        assert all(name.startswith(".bulletin-") and (out / name).read_bytes() == new for name in hidden)
        if number % 4 == 3:
            target.write_bytes(OLD)
    assert killed
    assert started(BUILD, issue, target).communicate() == (b"", b"")
    assert names(out) == {"issue.pdf"}


@unix
@pytest.mark.parametrize("way", ["nameless", "named"])
def test_a_writer_killed_while_it_writes(out: Path, way: str) -> None:
    target = out / "issue.pdf"
    replace_file(str(target), OLD)
    unnumbered: set[str] = set()
    for number in range(KILLS):
        process = started(WRITE_ON, target, way)
        assert process.stdout is not None
        process.stdout.readline()
        # Not a wait for anything: only another moment each time.
        time.sleep(number * 0.0007)
        process.kill()
        process.communicate()
        data = target.read_bytes()
        assert data == OLD or (data.startswith(b"%PDF-1.7 new") and data.endswith(b"%%EOF"))
        stray = names(out) - {"issue.pdf"} - unnumbered
        # Killed between making a file and putting its number into its name: it is empty, and nobody
        # can tell whose it is.
        unnumbered |= {name for name in stray if re.fullmatch(r"\.bulletin-[0-9a-f]{16}\.part", name)}
        assert not any((out / name).stat().st_size for name in unnumbered)
        stray -= unnumbered
        assert all(re.fullmatch(r"\.bulletin-[0-9a-f]{16}-[0-9a-f]+\.part", name) for name in stray)
        if way == "nameless" and sys.platform.startswith("linux"):
            # All that can be left is a whole file that was just about to be renamed.
            for name in stray:
                assert (out / name).read_bytes().endswith(b"%%EOF")
    # The next one to write here clears up, whatever file it writes.
    replace_file(str(out / "another.pdf"), OLD)
    assert names(out) - unnumbered == {"issue.pdf", "another.pdf"}
    assert way == "named" or not unnumbered


@unix
def test_told_to_stop_it_leaves_nothing(issue: Path, out: Path) -> None:
    target = out / "issue.pdf"
    target.write_bytes(OLD)
    for number in range(8):
        process = started(BUILD, issue, target)
        try:
            process.wait(0.05 + 0.03 * number)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGTERM)
        process.communicate()
        assert target.read_bytes().endswith(b"%%EOF\n")
        assert names(out) == {"issue.pdf"}


@unix
def test_a_file_somebody_still_writes_is_left_alone(out: Path) -> None:
    import fcntl

    busy, stale = left_over(out), left_over(out)
    with busy.open("rb") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        replace_file(str(out / "issue.pdf"), b"new")
        assert names(out) == {"issue.pdf", busy.name}
        assert not stale.exists()
    replace_file(str(out / "issue.pdf"), b"new")
    assert names(out) == {"issue.pdf"}


def left_over(directory: Path) -> Path:
    """Make what a killed run leaves: its own number is in its name."""
    path = directory / "part"
    path.write_bytes(b"whole")
    return path.rename(hidden_name(str(directory), path.stat().st_ino))


@unix
def test_what_this_program_did_not_make_is_never_removed(out: Path) -> None:
    """A name like a part's, of whatever kind, and none of them is opened: a pipe would be waited for."""
    (out / ".bulletin-0123456789abcdef.part").write_bytes(b"precious")
    (out / ".bulletin-0123456789abcdef-1.part").write_bytes(b"precious")
    os.mkfifo(out / ".bulletin-0123456789abcdef-2.part")
    pipe = out / "pipe"
    os.mkfifo(pipe)
    pipe.rename(hidden_name(str(out), pipe.stat().st_ino))
    (out / ".bulletin-0123456789abcdef-3.part").symlink_to(out)
    (out / ".bulletin-0123456789abcdef-4.part").mkdir()
    before = names(out)
    replace_file(str(out / "issue.pdf"), b"new")
    assert names(out) == before | {"issue.pdf"}


# Two at once


def test_two_builds_to_one_target_leave_one_whole_file(issue: Path, out: Path, tmp_path: Path) -> None:
    target = out / "issue.pdf"
    publish(str(issue), str(tmp_path / "alone.pdf"), "archive")
    for _ in range(3):
        processes = [started(BUILD, issue, target) for _ in range(3)]
        for process in processes:
            assert process.communicate()[1] == b""
            assert process.returncode == 0
        assert target.read_bytes() == (tmp_path / "alone.pdf").read_bytes()
        assert names(out) == {"issue.pdf"}


# Out of room


@unix
@pytest.mark.parametrize("way", ["nameless", "named"])
def test_a_file_larger_than_allowed(
    issue: Path, out: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    target = out / "issue.pdf"
    target.write_bytes(OLD)
    script = "from bulletin_pdf import partial_files as parts\nimport resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (20000,) * 2)\n"
    if way == "named":
        script += "parts._open_nameless = lambda *_: None\n"
    process = started(script + BUILD, issue, target)
    out_words, words = process.communicate()
    assert process.returncode == 3
    assert out_words == b""
    assert "issue.pdf" in words.decode()
    assert b"Traceback" not in words
    assert b".part" not in words
    assert target.read_bytes() == OLD
    assert names(out) == {"issue.pdf"}


@linux
def test_a_full_disk(issue: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not mounted(disk, "size=64k"):
        pytest.skip("a small disk can be mounted by root only")
    try:
        target = disk / "issue.pdf"
        target.write_bytes(OLD)
        process = started(BUILD, issue, target)
        _, words = process.communicate()
        assert process.returncode == 3
        assert "issue.pdf" in words.decode()
        assert target.read_bytes() == OLD
        assert names(disk) == {"issue.pdf"}
    finally:
        ctypes.CDLL(None).umount(str(disk).encode())


def mounted(place: Path, options: str) -> bool:
    mount = ctypes.CDLL(None, use_errno=True).mount
    return os.getuid() == 0 and mount(b"tmpfs", str(place).encode(), b"tmpfs", 0, options.encode()) == 0


# Elsewhere


@linux
def test_without_proc_a_hidden_name_does(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.path.isdir
    monkeypatch.setattr(os.path, "isdir", lambda path: path != "/proc/self/fd" and real(path))
    replace_file(str(out / "issue.pdf"), b"new")
    assert (out / "issue.pdf").read_bytes() == b"new"


@linux
def test_a_system_that_does_not_link_nameless_files(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    replace_file(str(out / "issue.pdf"), b"new")
    assert (out / "issue.pdf").read_bytes() == b"new"
    assert names(out) == {"issue.pdf"}


def test_a_system_without_locks(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partial_files, "_fcntl", None)
    monkeypatch.setattr(partial_files, "_open_nameless", lambda *_: None)
    old, new = left_over(out), left_over(out)
    os.utime(old, (0, 0))
    replace_file(str(out / "issue.pdf"), b"new")
    # Nobody can say whether the young one is still being written.
    assert names(out) == {"issue.pdf", new.name}


@unix
def test_a_new_file_has_the_rights_new_files_have(out: Path) -> None:
    mask = os.umask(0o027)
    try:
        replace_file(str(out / "issue.pdf"), b"new")
    finally:
        os.umask(mask)
    assert (out / "issue.pdf").stat().st_mode & 0o777 == 0o640


@unix
@pytest.mark.parametrize("way", ["nameless", "named"])
def test_a_file_that_is_replaced_keeps_its_rights(
    out: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "named":
        monkeypatch.setattr(partial_files, "_open_nameless", lambda *_: None)
    target, link = out / "issue.pdf", out / "link.pdf"
    link.symlink_to(target)
    for mode in (0o600, 0o640, 0o666, 0o400, 0o755):
        target.write_bytes(b"old") if not target.exists() else None
        target.chmod(mode)
        replace_file(str(link), b"new")
        assert target.read_bytes() == b"new"
        assert target.stat().st_mode & 0o7777 == mode
        target.chmod(0o600)


@unix
@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root gives files away")
def test_a_file_that_is_replaced_keeps_its_owner(out: Path) -> None:
    target = out / "issue.pdf"
    target.write_bytes(b"old")
    os.chown(target, 1234, 2345)
    replace_file(str(target), b"new")
    assert (target.stat().st_uid, target.stat().st_gid) == (1234, 2345)


@unix
def test_a_group_that_cannot_be_kept_gets_no_more_than_others(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError(1, "Operation not permitted")

    target = out / "issue.pdf"
    target.write_bytes(b"old")
    target.chmod(0o664)
    before = target.stat()
    there = os.stat_result((*before[:5], before.st_gid + 1, *before[6:]))
    monkeypatch.setattr(partial_files, "_present", lambda _: there)
    monkeypatch.setattr(os, "fchown", refuse)
    replace_file(str(target), b"new")
    assert target.stat().st_mode & 0o777 == 0o644


@unix
def test_only_a_file_is_replaced(out: Path) -> None:
    pipe, directory = out / "pipe.pdf", out / "directory.pdf"
    os.mkfifo(pipe)
    directory.mkdir()
    for target in (pipe, directory):
        with pytest.raises(NotPlainError) as caught:
            replace_file(str(target), b"new")
        assert caught.value.filename == str(target)
    assert names(out) == {"pipe.pdf", "directory.pdf"}


# Sets

WRITE_SETS = """
import sys
from bulletin_pdf.safe_files import Staged
for number in range(int(sys.argv[3])):
    with Staged() as staged:
        staged.store(sys.argv[1], sys.argv[2].encode())
        staged.store(sys.argv[1] + ".about", f"about {sys.argv[2]}".encode(), about=True)
"""


def test_a_set_is_of_one_writer(out: Path) -> None:
    target = out / "a.pdf"
    for _ in range(3):
        for process in [started(WRITE_SETS, target, word, "40") for word in ("one", "two", "three")]:
            assert process.communicate() == (b"", b"")
        assert (out / "a.pdf.about").read_text() == f"about {target.read_text()}"
        assert names(out) == {"a.pdf", "a.pdf.about"}


@unix
def test_what_speaks_of_a_file_never_lies_beside_another(out: Path) -> None:
    """Killed at any moment: both new, both old, or the file alone."""
    target = out / "a.pdf"
    for number in range(KILLS):
        process = started(WRITE_SETS.replace("sys.argv[2]", "str(number)"), target, "-", "100000")
        while process.poll() is None and not target.exists():
            time.sleep(0.001)
        time.sleep(0.002 + number * 0.0007)
        process.kill()
        process.communicate()
        if (about := out / "a.pdf.about").exists():
            assert about.read_text() == f"about {target.read_text()}"


def test_a_set_that_is_not_finished_changes_nothing(out: Path) -> None:
    (out / "a.pdf").write_bytes(OLD)
    with pytest.raises(FileNotFoundError), Staged() as staged:
        staged.store(str(out / "a.pdf"), b"new")
        staged.store(str(out / "none" / "b.pdf"), b"new")
    assert (out / "a.pdf").read_bytes() == OLD
    assert names(out) == {"a.pdf"}


@unix
def test_the_failure_names_the_file_asked_for(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        replace_file(str(tmp_path / "none" / "issue.pdf"), b"new")
    assert caught.value.filename == str(tmp_path / "none" / "issue.pdf")
