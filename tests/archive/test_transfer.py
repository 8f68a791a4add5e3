"""The folder that is handed over: complete, by its schema, the same twice; verified as a whole."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from archive.certificates import PASSPHRASE, make_holder, make_root
from archive.conftest import YEAR, issue_of, write_issue
from archive.test_audit import flip
from bulletin_pdf.api.archives import transfer, verify_folder
from bulletin_pdf.archive.audit.judge_file import AuditTask, judge_file
from bulletin_pdf.archive.transfer import transfer_folder
from bulletin_pdf.archive.transfer.eep_signature import package_signature_holds
from bulletin_pdf.archive.transfer.transfer_folder import TransferOutcome
from bulletin_pdf.archive.transfer.transfer_xml import list_schema
from bulletin_pdf.cli.main import main
from bulletin_pdf.compose.archive_record import supplemented_title
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem
from support.verapdf import verdicts

SPACE = "{urn:bulletin-pdf:transfer:1}"
ARCHIVE = {
    "fonds": "J001",
    "retention": "D30",
    "office": "BGS",
    "fonds_name": "青河县委办公室",
    "repository": "青河县档案馆",
}


def write_volume(place: Path, year: int, count: int = 2, **keys: object) -> Path:
    for number in range(1, count + 1):
        write_issue(place / str(year) / f"{number}.yaml", issue_of(year, number))
    path = place / f"{year}.yaml"
    whole = {"title": "青河简报", "year": year, "issues": [f"{year}/*.yaml"], "archive": ARCHIVE, **keys}
    path.write_text(yaml.safe_dump(whole, allow_unicode=True), "utf-8")
    return path


class Handed(NamedTuple):
    volumes: list[Path]
    folder: Path
    bag: Path
    outcome: TransferOutcome


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Handed:
    """Two small years, and one issue that survives as a scan."""
    place = tmp_path_factory.mktemp("transfer")
    shutil.copy(YEAR / "2022-11-scan.pdf", place / "scan.pdf")
    scan = {
        "pdf": "scan.pdf",
        "number": 3,
        "date": "2015-03-13",
        "contents": [{"title": "长沙市：旧事", "page": 1}],
    }
    volumes = [write_volume(place, 2014), write_volume(place, 2015, issues=["2015/*.yaml", scan])]
    outcome = transfer(*volumes, output=place / "out")
    transfer(*volumes, output=place / "bag", bag=True)
    return Handed(volumes, place / "out", place / "bag", outcome)


def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(list_schema().encode()))


def test_the_folder_is_laid_out_as_the_rules_ask(handed: Handed) -> None:
    names = sorted(
        path.relative_to(handed.folder).as_posix() for path in handed.folder.rglob("*") if path.is_file()
    )
    codes = [
        f"J001-WS·{year}-D30-BGS-{n:04d}"
        for year, n in ((2014, 1), (2014, 2), (2015, 1), (2015, 2), (2015, 3))
    ]
    assert names == sorted(
        ["说明文件.TXT", "文件目录.XML", "其他/文件目录.xsd", "其他/摘要-SHA256.txt"]
        + (["其他/摘要-SM3.txt"] if "sm3" in handed.outcome.algorithms else [])
        + [f"电子档案/{code[8:12]}/{code}.pdf" for code in codes]
    )
    assert handed.outcome.items == 5


def test_the_list_keeps_its_schema_and_is_true(handed: Handed) -> None:
    document = etree.parse(str(handed.folder / "文件目录.XML"))
    assert etree.XMLSchema(etree.parse(str(handed.folder / "其他/文件目录.xsd"))).validate(document)
    assert (handed.folder / "其他/文件目录.xsd").read_text("utf-8") == list_schema()
    items = document.findall(f"{SPACE}电子档案")
    for item in items:
        file = handed.folder / item.findtext(f"{SPACE}存放路径")
        data = file.read_bytes()
        assert item.findtext(f"{SPACE}电子档案名称") == file.name
        assert item.findtext(f".//{SPACE}计算机文件大小") == str(len(data))
        digests = {one.get("算法"): one.text for one in item.findall(f"{SPACE}摘要")}
        assert digests["SHA-256"] == hashlib.sha256(data).hexdigest()
        assert set(digests) == {"SHA-256", "SM3"} or "sm3" not in hashlib.algorithms_available
    assert [item.findtext(f".//{SPACE}格式信息") for item in items] == ["PDF/A-3a"] * 4 + ["PDF"]
    assert items[0].findtext(f".//{SPACE}档案馆名称") == "青河县档案馆"
    assert items[0].findtext(f".//{SPACE}题名").startswith("青河简报 第1期［")


@pytest.mark.parametrize(
    ("name", "to"),
    [
        ("保管期限", "P50"),
        ("件号", "7"),
        ("题名", ""),
        ("日期", "2014年"),
        ("档号", "J001-WS·2014-D30-BGS-0002"),
        ("页数", "两"),
    ],
)
def test_the_schema_refuses_what_the_tables_do(handed: Handed, name: str, to: str) -> None:
    document = etree.parse(str(handed.folder / "文件目录.XML"))
    document.find(f".//{SPACE}{name}").text = to
    assert not schema().validate(document)
    for element in document.findall(f".//{SPACE}全宗号"):
        element.getparent().remove(element)
    assert not schema().validate(document)


def test_the_archive_files_conform_and_are_what_a_build_gives(handed: Handed) -> None:
    files = sorted((handed.folder / "电子档案").rglob("*.pdf"))[:2]
    for verdict in verdicts(files):
        assert verdict.compliant, verdict
    found = verify_folder(handed.folder)
    assert (found.whole, found.archive_files, found.problems) == (True, 4, ())


def test_the_note_says_what_is_there(handed: Handed) -> None:
    text = (handed.folder / "说明文件.TXT").read_text("utf-8-sig")
    said = dict(line.partition("：")[::2] for line in text.splitlines() if "：" in line)
    size = sum(path.stat().st_size for path in (handed.folder / "电子档案").rglob("*.pdf"))
    assert (said["件数"], said["年度"], said["全宗号"]) == ("5", "2014—2015", "J001")
    assert said["字节数"].startswith(f"{size}（")
    assert said["移交日期"] == ""


def test_the_bag_is_valid_and_keeps_its_profile(handed: Handed) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", handed.bag], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert verify_folder(handed.bag).whole
    profile = json.loads((handed.bag / "bagit-profile.json").read_text("utf-8"))
    info = (handed.bag / "bag-info.txt").read_text("utf-8")
    assert f"BagIt-Profile-Identifier: {profile['BagIt-Profile-Info']['BagIt-Profile-Identifier']}\n" in info
    assert all(f"{name}: " in info for name in profile["Bag-Info"])
    assert all((handed.bag / name).is_file() for name in profile["Payload-Files-Required"])
    for path in handed.folder.rglob("*.pdf"):
        assert (handed.bag / "data" / path.relative_to(handed.folder)).read_bytes() == path.read_bytes()


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of two issues, handed over with packages by DA/T 48."""
    place = tmp_path_factory.mktemp("eep")
    volume = write_volume(place, 2019)
    transfer(volume, output=place / "handed", eep=True)
    return place / "handed"


EEP = "{http://www.saac.gov.cn/standards/ERM/encapsulation}"


def test_packages_keep_the_schema_of_the_standard_and_hold_the_files(packed: Path) -> None:
    eep = etree.XMLSchema(etree.parse(str(packed / "其他/EEP/eep.xsd")))
    found = sorted((packed / "其他/EEP/2019").glob("*.eep"))
    assert len(found) == 2
    for path in found:
        root = etree.parse(str(path)).getroot()
        eep.assertValid(root)
        inside = base64.b64decode(root.findtext(f".//{EEP}编码数据"))
        assert inside == (packed / "电子档案/2019" / f"{path.stem}.pdf").read_bytes()
        assert root.find(f".//{EEP}档号").text.strip() == path.stem
        assert root.findtext(f".//{EEP}电子文件号") == f"urn:sha256:{hashlib.sha256(inside).hexdigest()}"
        assert root.findtext(f".//{EEP}题名").endswith("］") and root.findtext(f".//{EEP}密级") == "未标注"
    assert verify_folder(packed).whole
    assert "DA/T 48" in (packed / "说明文件.TXT").read_text("utf-8-sig")


@pytest.mark.parametrize(
    "change",
    [
        ("封装包类型", "别的"),
        ("题名", None),
        ("年度", "二〇一九"),
        ("封装包创建时间", "2019-12-31"),
        ("编码数据", "不是 base64"),
        ("文档标识符", "1 2"),
    ],
)
def test_the_schema_of_packages_refuses_what_the_standard_does(
    packed: Path, change: tuple[str, str | None]
) -> None:
    eep = etree.XMLSchema(etree.parse(str(packed / "其他/EEP/eep.xsd")))
    root = etree.parse(str(next((packed / "其他/EEP/2019").glob("*.eep")))).getroot()
    element = root.find(f".//{EEP}{change[0]}")
    if change[1] is None:
        element.getparent().remove(element)
    else:
        element.text = change[1]
    assert not eep.validate(root)


def test_a_package_that_holds_another_file_is_named(packed: Path, tmp_path: Path) -> None:
    """The lists of digests agree: only the file in the package does not."""
    folder = tmp_path / "handed"
    shutil.copytree(packed, folder)
    package = next((folder / "其他/EEP/2019").glob("*.eep"))
    before = package.read_bytes()
    changed = before.replace(b"JVBERi0xLjc", b"JVBERi0xLjY", 1)
    package.write_bytes(changed)
    for name, algorithm in (("摘要-SHA256.txt", "sha256"), ("摘要-SM3.txt", "sm3")):
        path = folder / "其他" / name
        if path.exists():
            said, now = (hashlib.new(algorithm, data).hexdigest() for data in (before, changed))
            path.write_text(path.read_text("utf-8").replace(said, now), "utf-8")
    assert [problem.code for problem in verify_folder_problems(folder)] == [Code.PACKED_FILE_DIFFERS]


@pytest.mark.parametrize("kind", ["elliptic", "rsa"])
def test_packages_are_signed(tmp_path: Path, kind: str) -> None:
    volume = write_volume(tmp_path, 2019, 1)
    holder = make_holder(make_root(), "青河县档案局", stamps=kind == "rsa", uses=("digital_signature",))
    key = holder.p12(tmp_path / "key.p12")
    transfer(volume, output=tmp_path / "handed", eep=True, key=key, passphrase=PASSPHRASE)
    package = next((tmp_path / "handed/其他/EEP/2019").glob("*.eep"))
    etree.XMLSchema(etree.parse(str(tmp_path / "handed/其他/EEP/eep.xsd"))).assertValid(
        etree.parse(str(package))
    )
    assert verify_folder(tmp_path / "handed").whole
    data = package.read_bytes()
    assert "签名人：青河县档案局" in (tmp_path / "handed/说明文件.TXT").read_text("utf-8-sig")
    root = etree.fromstring(data)
    value, certificate = (root.findtext(f".//{EEP}{name}") for name in ("签名结果", "证书"))
    assert package_signature_holds(data, value, certificate)
    for old, new in (("未标注", "公开"), ("第1期", "第2期"), ("JVBERi0xLjc", "JVBERi0xLjY")):
        assert not package_signature_holds(data.replace(old.encode(), new.encode(), 1), value, certificate)
    assert not package_signature_holds(data, value[:-8], certificate)
    assert not package_signature_holds(data, value, "AAAA") and not package_signature_holds(
        b"", value, certificate
    )


def test_a_key_that_cannot_sign_leaves_no_folder(tmp_path: Path) -> None:
    volume = write_volume(tmp_path, 2019, 1)
    key = make_holder(make_root()).p12(tmp_path / "key.p12")
    with pytest.raises(BulletinError) as refused:
        transfer(volume, output=tmp_path / "handed", eep=True, key=key, passphrase="falsch")
    assert [problem.code for problem in refused.value.problems] == [Code.KEY_FILE_UNUSABLE]
    assert not (tmp_path / "handed").exists()


def test_the_same_volumes_give_the_same_folder(handed: Handed, tmp_path: Path) -> None:
    transfer(*handed.volumes, output=tmp_path / "again", jobs=2)
    for path in handed.folder.rglob("*"):
        if path.is_file():
            assert (tmp_path / "again" / path.relative_to(handed.folder)).read_bytes() == path.read_bytes()


def test_every_file_that_is_damaged_is_named(handed: Handed, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    for path in sorted(path for path in handed.folder.rglob("*") if path.is_file()):
        shutil.copytree(handed.folder, folder)
        damaged = folder / path.relative_to(handed.folder)
        flip(damaged, 40)
        found = verify_folder_problems(folder)
        assert {dict(one.details)["file"] for one in found} == {str(damaged)}, path
        shutil.rmtree(folder)


def verify_folder_problems(folder: Path) -> list[Problem]:
    from bulletin_pdf.archive.transfer.check_transfer import transfer_problems

    return list(transfer_problems(str(folder)))


def test_what_is_missing_and_too_much_is_named(handed: Handed, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    shutil.copytree(handed.folder, folder)
    next((folder / "电子档案/2014").glob("*0001.pdf")).unlink()
    (folder / "Thumbs.db").write_bytes(b"x")
    assert {one.code for one in verify_folder_problems(folder)} == {
        Code.BAG_FILE_MISSING,
        Code.BAG_FILE_EXTRA,
    }


def test_a_machine_without_sm3_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    has = transfer_folder.has_algorithm
    monkeypatch.setattr(transfer_folder, "has_algorithm", lambda name: name != "sm3" and has(name))
    outcome = transfer(write_volume(tmp_path, 2014, 1), output=tmp_path / "out")
    assert Code.NO_SM3 in {one.code for one in outcome.problems}
    assert outcome.algorithms == ("sha256",)
    assert "没有 SM3" in (tmp_path / "out/说明文件.TXT").read_text("utf-8-sig")
    assert schema().validate(etree.parse(str(tmp_path / "out/文件目录.XML")))


def test_volumes_without_fonds_and_codes_given_twice_are_errors(tmp_path: Path) -> None:
    plain = write_volume(tmp_path / "a", 2014, 1)
    plain.write_text(re.sub(r"archive:\n(?:  .*\n)+", "", plain.read_text("utf-8")), "utf-8")
    with pytest.raises(BulletinError) as caught:
        transfer(plain, output=tmp_path / "out")
    assert [one.code for one in caught.value.problems] == [Code.VOLUME_WITHOUT_FONDS]
    one, other = write_volume(tmp_path / "b", 2014, 1), write_volume(tmp_path / "c", 2014, 1)
    with pytest.raises(BulletinError) as caught:
        transfer(one, other, output=tmp_path / "out")
    assert [one.code for one in caught.value.problems] == [Code.ARCHIVAL_CODE_TWICE]
    assert not (tmp_path / "out").exists()


def test_the_commands(handed: Handed, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    volume = str(write_volume(tmp_path, 2014, 1))
    assert main(["transfer", volume, "-o", str(tmp_path / "out"), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["items"] == 1
    assert main(["transfer", volume, "-o", str(tmp_path / "out")]) == 2
    assert main(["verify", str(tmp_path / "out"), "--lang", "zh"]) == 0
    assert "逐字节相同" in capsys.readouterr().out
    (tmp_path / "out" / "more.txt").write_bytes(b"x")
    assert main(["verify", str(tmp_path / "out"), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["whole"] is False
    assert main(["verify", str(tmp_path)]) == 1


# Titles -------------------------------------------------------------------------------------


@given(st.lists(st.text("甲乙丙丁", min_size=1, max_size=40), min_size=1, max_size=6))
def test_a_supplemented_title_is_short_and_begins_with_the_name(titles: list[str]) -> None:
    issue, _ = read_issue("issues/2022-zk30.yaml")
    report = issue.reports[0]
    prose = report.title[0]
    reports = tuple(
        report._replace(city=None, title=(prose._replace(text=title),), contents_title=None)
        for title in titles
    )
    said = supplemented_title("青河简报第3期", issue._replace(theme=None, reports=reports))
    assert said.startswith("青河简报第3期［") and said.endswith("］")
    assert len(said) <= len("青河简报第3期［等］") + 60 + 40
    assert titles[0] in said


def test_a_theme_is_what_an_issue_is_about() -> None:
    issue, _ = read_issue("issues/2022-zk30.yaml")
    themed = issue._replace(theme=issue.reports[0].title[0]._replace(text="〔移风易俗〕"))
    assert supplemented_title("青河简报第3期", themed) == "青河简报第3期［移风易俗］"
    assert supplemented_title("移风易俗专刊第3期", themed) == "移风易俗专刊第3期"


@pytest.mark.parametrize("kind", ["transfer", "bag"])
def test_an_audit_takes_what_was_handed_over_as_one(handed: Handed, tmp_path: Path, kind: str) -> None:
    """With its lists, not as loose PDFs; damage is named where it is."""
    folder = tmp_path / "copy"
    shutil.copytree(handed.bag if kind == "bag" else handed.folder, folder)
    payload = folder / "data" if kind == "bag" else folder
    sound = judge_file(AuditTask(str(folder)))
    assert (sound.kind, len(sound.heads)) == (kind, 4)
    assert {one.code for one in sound.problems} == {Code.FORMAT_NOT_KEPT}  # the scan
    path = next((payload / "电子档案/2014").glob("*.pdf"))
    path.chmod(0o644)
    flip(path, 5_000)
    damaged = judge_file(AuditTask(str(folder)))
    named = {(one.code, dict(one.details)["file"]) for one in {*damaged.problems} - {*sound.problems}}
    assert named == {(Code.FIXITY_BROKEN, str(path))}
    assert damaged.sha256 != sound.sha256
