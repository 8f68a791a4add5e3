"""What a review leaves goes into the archive: into the package of a volume and into what is handed over, verified as a part of it."""

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import pypdf
import pytest

import bulletin_pdf as bp
from archive.test_transfer import write_volume
from bulletin_pdf.api.archives import transfer, verify_folder
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from review.edited_word import WordFile, edited

SPACE = "{urn:bulletin-pdf:gwjb:1}"


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    """A volume of two issues, of which the second was reviewed: one change accepted, one still open."""
    volume = write_volume(tmp_path, 2014)
    issue = tmp_path / "2014" / "2.yaml"
    review = bp.Review.open(issue)
    lines = [line for line in review._paper.lines if line.kind == "text"]

    def change(file: WordFile) -> None:
        for line in lines:
            file.put(line.number, [(line.text, ""), ("（据各县上报）", "ins")], "陈部长")

    review.take(("陈部长.docx", edited(review.paper(), change)))
    review.decide([1], day="2014-02-13")
    return volume


def test_a_package_has_the_record_and_its_page(volume: Path, tmp_path: Path) -> None:
    screen = VolumeTarget("screen", str(tmp_path / "v.pdf"))
    outcome = publish_volume(str(volume), [screen], package=str(tmp_path / "bag"))
    assert Code.REVIEW_STILL_OPEN in [each.code for each in outcome.problems]
    data = tmp_path / "bag" / "data"
    record, page = data / "review/2014/2.review.yml", data / "review/2014/2.修改情况.pdf"
    assert record.read_bytes() == (tmp_path / "2014" / "2.review.yml").read_bytes()
    text = pypdf.PdfReader(io.BytesIO(page.read_bytes())).pages[0].extract_text().replace(" ", "")
    assert "陈部长" in text and "据各县上报" in text
    assert not (data / "review/2014/1.review.yml").exists()
    items = ET.parse(data / "metadata.xml").getroot().findall(f"{SPACE}件")
    done = items[1].find(f"{SPACE}业务实体")
    assert items[0].find(f"{SPACE}业务实体") is None and done is not None
    assert [each.text for each in done] == [
        "审签",
        "2014-02-13",
        "审签提出2条，采纳1条，不采纳0条，待定1条；见review/2014/2.review.yml、review/2014/2.修改情况.pdf",
    ]
    assert not list(verify_folder(str(tmp_path / "bag")).problems)
    page.write_bytes(page.read_bytes() + b"\n")
    (broken,) = verify_folder(str(tmp_path / "bag")).problems
    assert broken.code == Code.FIXITY_BROKEN and "修改情况" in str(dict(broken.details)["file"])


def test_what_is_handed_over_has_them_beside_the_items(volume: Path, tmp_path: Path) -> None:
    outcome = transfer(str(volume), output=str(tmp_path / "out"))
    assert [each.code for each in outcome.problems].count(Code.REVIEW_STILL_OPEN) == 1
    found = sorted(path.name for path in (tmp_path / "out" / "其他" / "审签").iterdir())
    assert [name.partition(".")[2] for name in found] == ["review.yml", "修改情况.pdf"]
    assert "审签记录：1件" in (tmp_path / "out" / "说明文件.TXT").read_text("utf-8-sig")
    listed = (tmp_path / "out" / "其他" / "摘要-SHA256.txt").read_text("utf-8")
    assert all(name in listed for name in found)
    assert not list(verify_folder(str(tmp_path / "out")).problems)
