"""归档: where an issue belongs is read from YAML and stands in metadata, file list, cover, boxes and 备考表."""

import io
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pypdf
import pytest
import yaml

import bulletin_pdf as bp
from archive.conftest import issue_of, write_issue
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.write_yaml import write_issue as yaml_of
from support.narrowed import untyped
from support.verapdf import verdicts

SHARED = {
    "fonds": "J001",
    "retention": "30年",
    "office": "BGS",
    "fonds_name": "青河县委",
    "creator": "青河县委办公室",
}
GWJB = "{urn:bulletin-pdf:gwjb:1}"
PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three issues that say where they belong, together in bulletin.yaml and each with its item; one volume without 归档."""
    home = tmp_path_factory.mktemp("record")
    (home / "bulletin.yaml").write_text(yaml.safe_dump({"archive": SHARED}, allow_unicode=True), "utf-8")
    for number in (1, 2, 3):
        write_issue(home / f"issues/{number}.yaml", issue_of(2018, number, archive={"item": number + 4}))
    keys = {"title": "青河简报", "year": 2018, "issues": ["issues/*.yaml"], "binding": {"box": True},
            "parts": ["contents", "issues", "catalogue", "remarks"]}  # fmt: skip
    (home / "2018.yaml").write_text(yaml.safe_dump(keys, allow_unicode=True), "utf-8")
    return home


def metadata(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(
        untyped(pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"])["/Metadata"].get_data()
    )


def record(data: bytes) -> dict[str, str]:
    found = metadata(data).iter()
    return {each.tag.removeprefix(GWJB): each.text or "" for each in found if each.tag.startswith(GWJB)}


def text_of(data: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def test_an_archive_file_says_where_it_belongs(year: Path, tmp_path: Path) -> None:
    data = bp.Issue.read(year / "issues/2.yaml").pdf("archive").data
    said = record(data)
    wanted = {"档号": "J001-WS·2018-D30-BGS-0006", "全宗号": "J001", "年度": "2018", "保管期限": "D30", "件号": "0006",
              "机构或问题": "BGS", "类别号": "WS", "全宗名称": "青河县委", "立档单位名称": "青河县委办公室"}  # fmt: skip
    assert {key: said[key] for key in wanted} == wanted
    assert said["题名"].startswith("青河简报") and said["题名"].endswith("］")
    declared = {each.text for each in metadata(data).iter(f"{PROPERTY}name")}
    assert set(said) <= declared
    (tmp_path / "2.pdf").write_bytes(data)
    assert all(verdict.compliant for verdict in verdicts([tmp_path / "2.pdf"]))


def test_without_an_item_there_is_no_code(tmp_path: Path) -> None:
    path = write_issue(tmp_path / "1.yaml", issue_of(2018, 1, archive={"fonds": "J001"}))
    said = record(bp.Issue.read(path).pdf("archive").data)
    assert "档号" not in said and "件号" not in said
    assert (said["全宗号"], said["保管期限"], said["立档单位名称"]) == ("J001", "Y", "青河县委办公室")


def test_a_file_that_says_nothing_of_it_stays_as_it_was(tmp_path: Path) -> None:
    path = write_issue(tmp_path / "1.yaml", issue_of(2018, 1))
    said = record(bp.Issue.read(path).pdf("archive").data)
    assert not {"全宗号", "档号", "年度"} & set(said) and "［" not in said["题名"]


def test_chinese_names_say_the_same_and_the_issue_goes_before(tmp_path: Path) -> None:
    (tmp_path / "bulletin.yaml").write_text("归档: {全宗号: J001, 保管期限: 永久, 机构: BGS}\n", "utf-8")
    write_issue(tmp_path / "1.yaml", issue_of(2018, 1))
    with open(tmp_path / "1.yaml", "a", encoding="utf-8") as file:
        file.write("归档: {件号: 9, 保管期限: 10年}\n")
    issue = read_issue(str(tmp_path / "1.yaml")).issue
    assert issue.archive is not None
    assert (issue.archive.fonds, issue.archive.retention, issue.archive.item) == ("J001", "D10", 9)
    written = yaml.safe_load(yaml_of(issue))
    assert written.get("归档", written.get("archive")) and "9" not in str(written.get("archive"))


def test_what_is_wrong_with_it_is_told(tmp_path: Path) -> None:
    for archive, code in (({"item": 3}, "B136"), ({"fonds": "J001", "retention": "20年"}, ""), ({"fonds": "J001", "item": 0}, "")):  # fmt: skip
        path = write_issue(tmp_path / "1.yaml", issue_of(2018, 1, archive=archive))
        with pytest.raises(bp.BulletinError) as refused:
            read_issue(str(path))
        assert len(refused.value.problems) == 1 and code in str(refused.value), archive


def test_list_cover_boxes_and_remarks_follow_the_record(year: Path) -> None:
    bound = bp.Volume.read(year / "2018.yaml").pdf("archive")
    assert {problem.code for problem in bound.problems} <= {"B311"}
    said = record(bound.data)
    assert (said["全宗号"], said["年度"], said["保管期限"], said["全宗名称"]) == (
        "J001",
        "2018",
        "D30",
        "青河县委",
    )
    text = text_of(bound.data)
    assert "全宗名称青河县委全宗号J001年度2018保管期限30年机构（问题）BGS" in text
    assert "档号J001-WS·2018-D30-BGS-0005至0007。保管期限30年。" in text
    rows = next(data for name, data in bound.files.items() if name.endswith(".csv")).decode("utf-8-sig")
    assert "J001-WS·2018-D30-BGS-0006" in rows and "［" in rows
    printed = bp.Volume.read(year / "2018.yaml").pdf("print")
    boxes = next(data for name, data in printed.files.items() if name.endswith(".box.pdf"))
    assert len(pypdf.PdfReader(io.BytesIO(boxes)).pages) == 2 and text_of(boxes).endswith("青河县委")


def test_a_code_that_the_volume_contradicts_is_told(year: Path, tmp_path: Path) -> None:
    plan = yaml.safe_load((year / "2018.yaml").read_text("utf-8"))
    (year / "other.yaml").write_text(
        yaml.safe_dump({**plan, "archive": {**SHARED, "first": 1}}, allow_unicode=True), "utf-8"
    )
    codes = [problem.code for problem in bp.Volume.read(year / "other.yaml").check().problems]
    assert codes.count("B269") == 3
