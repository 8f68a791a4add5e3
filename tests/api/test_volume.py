"""A volume from a file, from text, from data."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import bulletin_pdf as bp
from api.material import TEXT
from bulletin_pdf.cli.main import main

VOLUME = "title: 湖南精神文明建设\nyear: 2022\nissues: [2022-*.yaml]\nparts: [cover, contents, issues, catalogue]\n"


@pytest.fixture
def year(tmp_path: Path) -> Path:
    for number in (30, 31):
        text = TEXT.replace("number: 30", f"number: {number}").replace("06-16", f"06-{number - 14}")
        (tmp_path / f"2022-{number}.yaml").write_text(text, "utf-8")
    return tmp_path


def test_it_is_what_the_command_writes(year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(year)
    (year / "volume.yaml").write_text(VOLUME, "utf-8")
    command = ["volume", "-q", "volume.yaml", "-o", "out", "--edition", "print", "archive", "--jobs", "1"]
    assert main(command) == 0
    bound = bp.Volume.read("volume.yaml").pdf()
    assert bound.data == (year / "out" / "volume.pdf").read_bytes()
    assert set(bound.files) == {"volume.pdf", "volume.catalogue.xlsx", "volume.catalogue.csv"}
    for name, data in bound.files.items():
        assert (year / "out" / name).read_bytes() == data
    assert bound.pages == bound.books[0].pages and bound.books[0].issues == 2
    (year / "volume.yaml").unlink()
    unsaved = bp.Volume.parse(VOLUME, base=year)
    paths = {"print": year / "a.pdf", "archive": year / "b.pdf"}
    written = unsaved.write_editions(paths, bp.PrintOptions(certificate=True))
    assert (year / "a.pdf").read_bytes() == bound.data
    assert (year / "b.pdf").read_bytes() == (year / "out" / "volume.archive.pdf").read_bytes()
    assert (year / "b.certificate.json").exists() and len(written.files) == 2
    assert bp.verify(year / "b.pdf").identical


def test_data_and_a_pdf_of_another_program_are_bound(year: Path) -> None:
    sheets = bp.impose(bp.Issue.read(year / "2022-30.yaml").pdf().data, "nup", up=2)
    sheets.write_pdf(year / "old.pdf")
    data = {
        "title": "湖南精神文明建设",
        "year": 2022,
        "issues": [
            "2022-30.yaml",
            {
                "pdf": "old.pdf",
                "number": 31,
                "date": "2022-06-20",
                "contents": [{"title": "旧文", "page": 1}],
            },
        ],
    }
    bound = bp.Volume.from_data(data, base=year).pdf("screen")
    assert bound.books[0].issues == 2 and bound.data.startswith(b"%PDF")
    (year / "old.pdf").write_bytes(b"%PDF-1.4\nnothing")
    checked = bp.Volume.from_data(data, base=year).check()
    assert not checked.can_be_built
    with pytest.raises(bp.BulletinError):
        bp.Volume.from_data(data, base=year).pdf("screen")


def test_everything_that_is_wrong_is_a_finding(year: Path) -> None:
    shutil.copy(year / "2022-30.yaml", year / "2022-32.yaml")
    (year / "2022-31.yaml").write_text("numbre: 1\n", "utf-8")
    found = bp.Volume.parse(VOLUME + "colour: red\n", base=year).check()
    assert {"B131"} <= {problem.code for problem in found.problems} and not found.can_be_built
    paths = {problem.place.path for problem in found.problems if problem.place}
    assert {str(year / "volume.yaml"), str(year / "2022-31.yaml")} <= paths


def test_a_volume_without_faults_is_told_so(year: Path) -> None:
    assert bp.Volume.parse(VOLUME, base=year).check().can_be_built


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda volume: volume.pdf("proof"), ValueError, "'print', 'archive', 'screen'"),
        (lambda volume: volume.pdf(jobs=0), ValueError, "jobs must be 1 or more"),
        (lambda volume: volume.pdf(jobs="2"), TypeError, "jobs must be a whole number"),
        (lambda volume: volume.write_editions({}), ValueError, "no edition"),
        (lambda volume: volume.write_editions(["print"]), TypeError, "a mapping of editions"),
        (lambda volume: volume.write_pdf(volume.path), ValueError, "is the volume itself"),
    ],
)
def test_a_call_that_cannot_be_meant_is_refused(
    year: Path, call: Callable[..., object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        call(bp.Volume.parse(VOLUME, base=year))
