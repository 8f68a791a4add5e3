"""The archive package: a valid bag, the same twice, its metadata true (A-50, V-06)."""

import hashlib
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from bulletin_pdf.volume.outcome import Target
from bulletin_pdf.volume.package import write_package
from bulletin_pdf.volume.publish import publish_volume
from volume.conftest import VOLUME, YEAR

SPACE = "{urn:bulletin-pdf:gwjb:1}"


@pytest.fixture(scope="module")
def bag(tmp_path_factory):
    place = tmp_path_factory.mktemp("package")
    publish_volume(str(VOLUME), [Target("screen", str(place / "volume.pdf"))], package=str(place / "bag"))
    return place / "bag"


def test_manifests_hold(bag):
    payload = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    for algorithm in ("sha256", "sha512"):
        for name, expected in (("manifest", payload), ("tagmanifest", None)):
            lines = (bag / f"{name}-{algorithm}.txt").read_text("utf-8").splitlines()
            paths = [line.partition("  ")[2] for line in lines]
            assert paths == sorted(paths)
            for line in lines:
                digest, _, path = line.partition("  ")
                assert hashlib.new(algorithm, (bag / path).read_bytes()).hexdigest() == digest
            if expected is not None:
                assert [bag / path for path in paths] == expected
    oxum = f"{sum(path.stat().st_size for path in payload)}.{len(payload)}"
    assert f"Payload-Oxum: {oxum}\n" in (bag / "bag-info.txt").read_text("utf-8")


def test_the_bagit_library_agrees(bag):
    done = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", bag], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_metadata_is_true(bag):
    root = ET.parse(bag / "data/metadata.xml").getroot()
    pdf = (bag / "data/volume.pdf").read_bytes()
    electronic = root.find(f"{SPACE}电子属性")
    assert electronic.findtext(f"{SPACE}文件大小") == str(len(pdf))
    assert electronic.findtext(f"{SPACE}SHA-256") == hashlib.sha256(pdf).hexdigest()
    items = root.findall(f"{SPACE}件")
    assert len(items) == int(root.findtext(f"{SPACE}件数")) == 14
    for item in items:
        data = (bag / "data" / item.findtext(f"{SPACE}计算机文件名")).read_bytes()
        assert item.findtext(f"{SPACE}文件大小") == str(len(data))
        assert item.findtext(f"{SPACE}SHA-256") == hashlib.sha256(data).hexdigest()


def test_everything_it_was_made_of_is_inside(bag):
    for path in [*YEAR.glob("*.yaml"), *YEAR.glob("*.pdf"), *YEAR.glob("pictures/*")]:
        assert (bag / "data/source" / path.relative_to(YEAR)).read_bytes() == path.read_bytes()


def test_the_package_can_be_bound_again(bag, tmp_path):
    target = tmp_path / "again.pdf"
    publish_volume(str(bag / "data/source/volume.yaml"), [Target("archive", str(target))])
    assert target.read_bytes() == (bag / "data/volume.pdf").read_bytes()


def test_same_input_same_bag(bag, tmp_path):
    publish_volume(
        str(VOLUME), [Target("screen", str(tmp_path / "volume.pdf"))], package=str(tmp_path / "bag")
    )
    for path in bag.rglob("*"):
        if path.is_file():
            assert (tmp_path / "bag" / path.relative_to(bag)).read_bytes() == path.read_bytes()


def test_a_taken_name_is_left_alone(tmp_path):
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag/mine.txt").write_text("x", "utf-8")
    with pytest.raises(FileExistsError):
        write_package(str(tmp_path / "bag"), {"a": b"b"})
    assert [path.name for path in tmp_path.rglob("*")] == ["bag", "mine.txt"]
