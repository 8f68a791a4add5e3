"""The finished file: valid, one subset a face, small, the same again."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from support.narrowed import untyped
from support.verapdf import verdicts
from volume.conftest import VOLUME, YEAR, Bound, Year

EDITIONS = ("print", "archive", "screen")


def test_verapdf_has_nothing_to_say(bound: Bound) -> None:
    for verdict in verdicts([bound.file("archive")]):
        assert verdict.compliant and not verdict.failures, str(verdict)


def test_a_volume_without_cover_is_still_whole(year: Year, tmp_path: Path) -> None:
    """A-24: without the volume's title the first heading is a part's own."""
    from bulletin_pdf.volume.files.outcome import VolumeTarget
    from bulletin_pdf.volume.files.publish import publish_volume

    source = year({"issues/1": {"number": 1}}, parts=["contents", "issues", "index-title"])
    target = tmp_path / "volume.pdf"
    publish_volume(str(source), [VolumeTarget("archive", str(target))])
    for verdict in verdicts([target]):
        assert verdict.compliant, str(verdict)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_no_fault(bound: Bound, edition: str) -> None:
    done = subprocess.run(["qpdf", "--check", bound.file(edition)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("edition", EDITIONS)
def test_one_subset_a_face(bound: Bound, edition: str) -> None:
    names = set()
    for page in pypdf.PdfReader(bound.file(edition)).pages:
        for font in untyped(page["/Resources"])["/Font"].values():
            names.add(font.get_object()["/BaseFont"])
    faces = [name.partition("+")[2] for name in names]
    assert len(faces) == len(set(faces)) > 4


def test_smaller_than_its_issues(bound: Bound, singles: list[Path]) -> None:
    assert bound.file("print").stat().st_size < sum(path.stat().st_size for path in singles)


def test_tags_form_one_tree_of_parts(bound: Bound) -> None:
    root = pypdf.PdfReader(bound.file("archive")).root_object["/StructTreeRoot"]
    (document,) = untyped(root)["/K"]
    document = document.get_object()
    assert document["/S"] == "/Document"
    parts = [kid.get_object() for kid in document["/K"]]
    assert {part["/S"] for part in parts} == {"/Part"}
    assert len(parts) == len(bound.volume.issues) + len(bound.volume.plan.parts) - 1
    levels = [int(tag.role[1]) for tag in bound.volume.document.tags if re.fullmatch(r"H\d", tag.role)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_sources_ride_inside_the_archive_edition(bound: Bound) -> None:
    inside = pypdf.PdfReader(bound.file("archive")).attachments
    assert inside["volume.yaml"] == [VOLUME.read_bytes()]
    for path in YEAR.glob("2022-*.yaml"):
        assert inside[path.name] == [path.read_bytes()]
    assert inside["catalogue.csv"] == [Path(bound.outcome.catalogue).read_bytes()]


def test_same_input_same_bytes_however_many_at_once(bound: Bound, tmp_path: Path) -> None:
    script = "import sys; from bulletin_pdf.cli.main import main; sys.exit(main(sys.argv[1:]))"
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                script,
                "volume",
                str(VOLUME),
                "--force",
                "-o",
                str(tmp_path),
                "--edition",
                "archive",
            ],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": "/usr/bin:/bin", "BULLETIN_PDF_CACHE": ""},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "volume.archive.pdf").read_bytes() == bound.file("archive").read_bytes()
