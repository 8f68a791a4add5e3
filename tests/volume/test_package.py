"""The archive package: a valid bag, the same twice, its metadata true (A-50, V-06)."""

import hashlib
import io
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from bulletin_pdf.partial_files import hidden_name
from bulletin_pdf.volume.files.archive_package import write_package
from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from bulletin_pdf.volume.files.workbook import as_xlsx
from bulletin_pdf.volume.parts.part_tables import PartTable
from support.narrowed import present
from volume.conftest import VOLUME, YEAR, Bound

SPACE = "{urn:bulletin-pdf:gwjb:1}"


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("package")
    publish_volume(
        str(VOLUME), [VolumeTarget("screen", str(place / "volume.pdf"))], package=str(place / "bag")
    )
    return place / "bag"


def test_manifests_hold(bag: Path) -> None:
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


def test_the_bagit_library_agrees(bag: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", bag], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_metadata_is_true(bag: Path) -> None:
    root = ET.parse(bag / "data/metadata.xml").getroot()
    pdf = (bag / "data/volume.pdf").read_bytes()
    electronic = present(root.find(f"{SPACE}电子属性"))
    assert electronic.findtext(f"{SPACE}文件大小") == str(len(pdf))
    assert electronic.findtext(f"{SPACE}SHA-256") == hashlib.sha256(pdf).hexdigest()
    items = root.findall(f"{SPACE}件")
    assert len(items) == int(root.findtext(f"{SPACE}件数", "")) == 14
    for item in items:
        data = (bag / "data" / present(item.findtext(f"{SPACE}计算机文件名"))).read_bytes()
        assert item.findtext(f"{SPACE}文件大小") == str(len(data))
        assert item.findtext(f"{SPACE}SHA-256") == hashlib.sha256(data).hexdigest()


def test_everything_it_was_made_of_is_inside(bag: Path) -> None:
    for path in [*YEAR.glob("*.yaml"), *YEAR.glob("*.pdf"), *YEAR.glob("pictures/*")]:
        assert (bag / "data/source" / path.relative_to(YEAR)).read_bytes() == path.read_bytes()


def test_the_package_can_be_bound_again(bag: Path, tmp_path: Path) -> None:
    target = tmp_path / "again.pdf"
    publish_volume(str(bag / "data/source/volume.yaml"), [VolumeTarget("archive", str(target))])
    assert target.read_bytes() == (bag / "data/volume.pdf").read_bytes()


def test_same_input_same_bag(bag: Path, tmp_path: Path) -> None:
    publish_volume(
        str(VOLUME), [VolumeTarget("screen", str(tmp_path / "volume.pdf"))], package=str(tmp_path / "bag")
    )
    for path in bag.rglob("*"):
        if path.is_file():
            assert (tmp_path / "bag" / path.relative_to(bag)).read_bytes() == path.read_bytes()


def test_a_taken_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag/mine.txt").write_text("x", "utf-8")
    with pytest.raises(FileExistsError):
        write_package(str(tmp_path / "bag"), {"a": b"b"})
    assert [path.name for path in tmp_path.rglob("*")] == ["bag", "mine.txt"]


def test_a_part_of_the_path_that_is_a_file_is_told_by_the_name_that_was_given(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    with pytest.raises(NotADirectoryError) as failure:
        write_package(str(tmp_path / "file" / "bag"), {"a.txt": b"a"})
    assert failure.value.filename == str(tmp_path / "file" / "bag")
    assert (tmp_path / "file").read_text() == "kept"


def test_the_record_has_the_names_of_the_standard(bag: Path) -> None:
    """DA/T 46: 来源, 电子文件号, 档号, 内容描述, 形式特征, 电子属性 (docs/rules/archive.md §5)."""
    root = ET.parse(bag / "data/metadata.xml").getroot()
    names = {element.tag.removeprefix(SPACE) for element in root.iter()}
    assert names >= {
        "来源", "全宗名称", "立档单位名称", "电子文件号", "档号", "全宗号", "年度", "保管期限", "机构或问题",
        "件号", "文档序号", "页号", "聚合层次", "题名", "文件编号", "责任者", "日期", "文种", "文件组合类型",
        "件数", "页数", "语种", "稿本", "电子属性", "格式信息", "计算机文件名", "文件大小", "创建程序", "系统描述",
    }  # fmt: skip
    assert all(element.text or len(element) for element in root.iter()), "nothing mandatory is empty"
    codes = [item.findtext(f"{SPACE}档号") for item in root.findall(f"{SPACE}件")]
    assert len(set(codes)) == len(codes) == 14


def test_the_catalogue_is_a_spreadsheet_too(bag: Path, bound: Bound) -> None:
    """Issue 5: the same rows as the CSV, numbers as numbers, nothing reckoned."""
    import csv
    import zipfile

    path = bag / "data/catalogue.xlsx"
    assert path.read_bytes() == Path(bound.outcome.workbook).read_bytes()
    with zipfile.ZipFile(path) as parts:
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in parts.infolist())
        space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
        shared = ET.fromstring(parts.read("xl/sharedStrings.xml"))
        texts = ["".join(item.itertext()) for item in shared.iter(f"{space}si")]
        sheet = ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    rows = [
        [
            texts[int(cell[0].text or 0)] if cell.get("t") == "s" else cell.findtext(f"{space}v", "")
            for cell in row
        ]
        for row in sheet.iter(f"{space}row")
    ]
    with (bag / "data/catalogue.csv").open(encoding="utf-8-sig", newline="") as file:
        assert rows == list(csv.reader(file))
    assert not list(sheet.iter(f"{space}f"))


def test_a_workbook_without_a_date_has_one_that_never_changes() -> None:
    """A year may have no last day yet; the clock is never asked."""
    import zipfile

    sheet = PartTable(("序号", "题名"), (("1", "=1+1"), ("二", "简报")))
    for date, created in (("", b"1980-01-01T00:00:00Z"), ("2022-06-16", b"2022-06-16T00:00:00Z")):
        data = as_xlsx(sheet, "归档文件目录", date)
        assert data == as_xlsx(sheet, "归档文件目录", date)
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            assert created in parts.read("docProps/core.xml")
            assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


FILES = {"bagit.txt": b"BagIt-Version: 1.0\n", "data/a/b.txt": b"text"}


def test_a_neighbour_called_like_a_part_is_nobodys_but_its_owners(tmp_path: Path) -> None:
    """What lies beside the package stays, and nothing is written through a link there."""
    (tmp_path / "bag.part").mkdir()
    (tmp_path / "bag.part/mine.txt").write_text("precious")
    write_package(str(tmp_path / "bag"), FILES)
    assert (tmp_path / "bag.part/mine.txt").read_text() == "precious"
    victim = tmp_path / "victim"
    victim.mkdir()
    (tmp_path / "other.part").symlink_to(victim)
    write_package(str(tmp_path / "other"), FILES)
    assert not list(victim.iterdir())
    assert (tmp_path / "other/data/a/b.txt").read_bytes() == b"text"
    assert {path.name for path in tmp_path.iterdir()} == {"bag", "bag.part", "other", "other.part", "victim"}


@pytest.mark.skipif(sys.platform == "win32", reason="rights and links of Unix")
def test_an_empty_directory_gives_its_rights_and_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o750)
    (tmp_path / "bag").symlink_to(tmp_path / "real")
    write_package(str(tmp_path / "bag"), FILES)
    assert (tmp_path / "bag").is_symlink()
    assert (tmp_path / "real/bagit.txt").exists()
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o750


def test_a_package_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError) as caught:
        write_package(str(tmp_path / "bag"), FILES | {"data/a": b"a file where a directory is"})
    assert caught.value.filename == str(tmp_path / "bag")
    assert not list(tmp_path.iterdir())


def test_what_a_killed_run_left_goes(tmp_path: Path) -> None:
    left = tmp_path / "part"
    left.mkdir()
    (left / "bagit.txt").write_text("half")
    left.rename(hidden_name(str(tmp_path), left.stat().st_ino))
    write_package(str(tmp_path / "bag"), FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["bag"]
