"""A task as it travels: what it is made from is inside, and nothing else is needed."""

import shutil
from pathlib import Path

import pytest

from batch.conftest import Run, write_yaml
from bulletin_pdf.batch.parcel import Packed, Reply, pack_parcel, set_parcel
from bulletin_pdf.batch.task import Task
from bulletin_pdf.press.options import PrintOptions

OPTIONS = PrintOptions(intent="press.icc", copies_from="list.csv", ticket=True, certificate=True)
SOURCE = "office/issues/a.yaml"


def opened(packed: Packed) -> Reply:
    return set_parcel(packed.parcel, {name: Path(path).read_bytes() for name, path in packed.large.items()})


@pytest.mark.parametrize("edition", ["print", "archive", "proof"])
def test_without_the_senders_disk_the_bytes_are_the_same(
    edition: str, office: Path, run: Run, tmp_path: Path
) -> None:
    write_yaml(office / "b.yaml", {"number": 29, "reports": []})
    options = ("--intent", "press.icc", "--copies-from", "list.csv", "--ticket", "--certificate")
    here = run("build", SOURCE, "-o", "out/a.pdf", "--edition", edition, *options)
    packed = pack_parcel(Task(SOURCE, edition, "out/a.pdf", OPTIONS))
    large = {name: Path(path).read_bytes() for name, path in packed.large.items()}
    assert large, "the face travels apart"
    for path in (office.parent, tmp_path / "press.icc", tmp_path / "list.csv"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    reply = set_parcel(packed.parcel, large)
    assert not reply.result.status.code
    written = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert dict(reply.files) == written
    assert [(p.code, p.span and p.span.path) for p in reply.result.status.problems] == [
        (each["code"], each["path"]) for each in here.problems
    ]
    assert all(change.place.path == SOURCE for change in reply.result.changes)


def test_a_directory_that_is_a_link_and_a_picture_that_is_one(office: Path, run: Run, tmp_path: Path) -> None:
    (office / "a.png").rename(office / "b.png")
    (office / "a.png").symlink_to("b.png")
    (tmp_path / "current").symlink_to(office)
    run("build", "current/a.yaml", "-o", "out/a.pdf")
    reply = opened(pack_parcel(Task("current/a.yaml", "print", "out/a.pdf")))
    assert dict(reply.files) == {"a.pdf": (tmp_path / "out/a.pdf").read_bytes()}


def test_a_bulletin_yaml_above_the_workers_directory_is_not_the_issues(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, three: list[str]
) -> None:
    packed = pack_parcel(Task("a.yaml", "print", "out/a.pdf"))
    run("build", "a.yaml")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    write_yaml(elsewhere / "bulletin.yaml", {"secrecy": "机密"})
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    assert dict(opened(packed).files) == {"a.pdf": (tmp_path / "out/a.pdf").read_bytes()}
    assert [path.name for path in elsewhere.iterdir()] == ["bulletin.yaml"]


def test_errors_found_at_the_other_end_are_told_with_the_senders_paths(office: Path, run: Run) -> None:
    (office / "a.png").write_bytes(b"no picture")
    here = run("build", SOURCE)
    reply = opened(pack_parcel(Task(SOURCE, "print", "out/a.pdf")))
    assert (here.code, reply.result.status.code, reply.files) == (1, 1, ())
    told = [(p.code, p.span and p.span.path) for p in reply.result.status.problems]
    assert told == [(p["code"], p["path"]) for p in here.problems if p["code"]]


def test_another_program_refuses(office: Path, run: Run) -> None:
    packed = pack_parcel(Task(SOURCE, "print", "out/a.pdf"))
    other = packed.parcel.program._replace(libraries=("uharfbuzz 0.1",))
    reply = set_parcel(packed.parcel._replace(program=other), {})
    assert not reply.files
    assert any(each.startswith("uharfbuzz 0.1 ≠ ") for each in reply.differences)
