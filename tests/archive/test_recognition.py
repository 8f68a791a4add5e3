"""Scans: a recognised text over the picture, invisible, marked, found; the page and its standard stay what they were."""

import io
import os
import re
import subprocess
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

from archive.conftest import issue_of, write_issue
from bulletin_pdf.api.archives import catalogue, find, recognise
from bulletin_pdf.archive.recognition import recognise_file as recognition
from bulletin_pdf.archive.recognition import tesseract
from bulletin_pdf.archive.recognition.tesseract import RecognisedWord, tesseract_version
from bulletin_pdf.archive.recognition.text_layer import LayerFont, layer_form
from bulletin_pdf.build import publish
from bulletin_pdf.cli.main import main
from bulletin_pdf.fonts.shipped import icc_directory
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.recognised_pages import marked, metadata_of, recognised_pages
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.verification import verify
from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from bulletin_pdf.volume.files.verify_volume import unpack_any
from support.verapdf import give_up, verdicts

XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    '"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="w"?>'
)


@pytest.fixture(scope="module")
def piece(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """The part of a page of ours with its text, as a scanner gives it; all of it takes five times as long."""
    place = tmp_path_factory.mktemp("piece")
    publish(str(write_issue(place / "1.yaml", issue_of(2014, 1))), str(place / "1.pdf"), "screen")
    with pypdfium2.PdfDocument(str(place / "1.pdf")) as document:
        text = document[0].get_textpage()
        at = text.search("年第1期说").get_next()
        _, _, _, top = text.get_charbox(at[0])
        page: Image.Image = document[0].render(scale=300 / 72, grayscale=True).to_pil()
        height = document[0].get_height()
    upper = round((height - top) * 300 / 72) - 40
    return page.crop((250, upper, page.width - 250, upper + 420))


def scan(path: Path, picture: Image.Image, dots: int = 300, turn: int = 0) -> Path:
    """A PDF/A-2b of one picture."""
    data = io.BytesIO()
    picture.save(data, "PDF", resolution=dots)
    writer = pypdf.PdfWriter(clone_from=data)
    writer.metadata = None
    if turn:
        writer.pages[0].rotate(turn)
    icc, xmp = DecodedStreamObject(), DecodedStreamObject()
    icc.set_data((Path(icc_directory()) / "sRGB.icc").read_bytes())
    icc[NameObject("/N")] = pypdf.generic.NumberObject(3)
    xmp.set_data(XMP.encode())
    xmp.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    intent = {
        "/Type": NameObject("/OutputIntent"),
        "/S": NameObject("/GTS_PDFA1"),
        "/OutputConditionIdentifier": TextStringObject("sRGB"),
        "/DestOutputProfile": writer._add_object(icc),
    }
    writer.root_object[NameObject("/OutputIntents")] = ArrayObject(
        [DictionaryObject({NameObject(key): value for key, value in intent.items()})]
    )
    writer.root_object[NameObject("/Metadata")] = writer._add_object(xmp)
    writer.generate_file_identifiers()
    writer.write(path)
    return path


def needs_tesseract() -> None:
    if not tesseract_version():
        give_up("tesseract with chi_sim is not installed (Debian: tesseract-ocr tesseract-ocr-chi-sim)")


def said(path: Path) -> str:
    shown = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return "".join(shown.stdout.decode().split())


def looks(path: Path) -> bytes:
    with pypdfium2.PdfDocument(str(path)) as document:
        return bytes(document[0].render(scale=1).to_pil().tobytes())


@pytest.fixture(scope="module")
def made(piece: Image.Image, tmp_path_factory: pytest.TempPathFactory) -> Path:
    needs_tesseract()
    place = tmp_path_factory.mktemp("recognised")
    scan(place / "2013-07.pdf", piece)
    outcome = recognise(place / "2013-07.pdf", output=place / "out")
    assert (outcome.path, outcome.pages) == (str(place / "out" / "2013-07.pdf"), (1,))
    assert outcome.problems == ()
    return place


def test_a_scan_can_be_searched_and_looks_and_conforms_as_before(made: Path) -> None:
    before, after = made / "2013-07.pdf", made / "out" / "2013-07.pdf"
    assert said(before) == "" and "村规民约" in said(after)
    assert looks(before) == looks(after)
    for verdict in verdicts([before, after], ["2b"]):
        assert verdict.compliant, verdict
    foreign = ForeignPdf(after.read_bytes())
    assert recognised_pages(foreign) == {1} and "not source" in metadata_of(foreign)
    recognise(before, output=made / "again")
    assert (made / "again" / "2013-07.pdf").read_bytes() == after.read_bytes()


def test_the_text_stays_in_a_volume_and_is_found_as_recognised(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = {
        "pdf": "out/2013-07.pdf",
        "number": 7,
        "date": "2013-07-01",
        "contents": [{"title": "长沙市：旧事"}],
    }
    plan = made / "2013.yaml"
    keys = {
        "title": "青河简报",
        "year": 2013,
        "publisher": "办公室",
        "issues": [entry],
        "parts": ["contents", "issues"],
    }
    plan.write_text(yaml.safe_dump(keys, allow_unicode=True), "utf-8")
    volume = made / "volume" / "2013.pdf"
    volume.parent.mkdir()
    outcome = publish_volume(str(plan), [VolumeTarget("archive", str(volume))])
    assert Code.INVISIBLE_TEXT_LEFT_OUT not in {one.code for one in outcome.problems}
    assert "村规民约" in said(volume)
    for verdict in verdicts([volume]):
        assert verdict.compliant, verdict
    assert "（原件影像，文字为程序识别）".encode("utf-16-be").hex() in _plain(volume)
    assert not list(verify(str(volume), volume.read_bytes(), "", unpack_any).problems)
    catalogue(volume.parent, output=made / "cat")
    assert [(one.label, one.kind) for one in find("村规民约", catalogue=made / "cat")] == [
        ("第7期", "recognised")
    ]
    assert main(["find", "村规民约", "--catalogue", str(made / "cat"), "--lang", "zh"]) == 0
    assert "扫描件，文字为程序识别" in capsys.readouterr().out


def _plain(path: Path) -> str:
    shown = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", path, "-"], capture_output=True, check=True
    )
    return shown.stdout.hex() + shown.stdout.decode("latin-1").lower()


@pytest.mark.parametrize(("turned", "rotate"), [(90, 0), (0, 270), (180, 90)])
def test_pages_that_lie_across_are_read_upright(
    piece: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turned: int, rotate: int
) -> None:
    """A picture put in askew by the scanner, a page turned by its viewer, both."""
    needs_tesseract()
    shown = (rotate - turned) % 360
    monkeypatch.setattr(recognition, "page_turn", lambda _picture: -shown % 360)
    path = scan(tmp_path / "scan.pdf", piece.rotate(turned, expand=True), turn=rotate)
    recognise(path, output=tmp_path / "out")
    assert "村规民约" in said(tmp_path / "out" / "scan.pdf")
    assert looks(path) == looks(tmp_path / "out" / "scan.pdf")
    # The words stand where they are seen: on the page, in lines that are longer than high.
    command = ["pdftotext", "-bbox", str(tmp_path / "out" / "scan.pdf"), "-"]
    found = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    width, height = map(float, re.findall(r'<page width="([0-9.]+)" height="([0-9.]+)"', found)[0])
    boxes = [tuple(map(float, box)) for box in re.findall(_BOX, found)]
    right, foot = max(box[2] for box in boxes), max(box[3] for box in boxes)
    assert sorted((right, foot)) <= [side + 1 for side in sorted((width, height))]
    sides = [sorted((box[2] - box[0], box[3] - box[1])) for box in boxes]
    assert max(thin for thin, _ in sides) < 30 and max(long for _, long in sides) > 100


_BOX = 'xMin="([-0-9.]+)" yMin="([-0-9.]+)" xMax="([-0-9.]+)" yMax="([-0-9.]+)"'


def test_what_was_scanned_too_coarsely_is_told(piece: Image.Image, tmp_path: Path) -> None:
    needs_tesseract()
    small = piece.resize((piece.width // 2, piece.height // 2))
    outcome = recognise(scan(tmp_path / "scan.pdf", small, 150), output=tmp_path / "out")
    assert [(one.code, dict(one.details)["dots"]) for one in outcome.problems] == [
        (Code.SCAN_TOO_COARSE, 150)
    ]


def test_a_page_has_its_time(piece: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_tesseract()
    path = scan(tmp_path / "scan.pdf", piece)
    monkeypatch.setattr(recognition, "tesseract_version", lambda: "5")
    monkeypatch.setattr(tesseract, "_SECONDS", 0.001)
    outcome = recognise(path, output=tmp_path / "out")
    assert [one.code for one in outcome.problems] == [Code.PAGE_RECOGNISED_TOO_SLOWLY]
    assert outcome.pages == () and not (tmp_path / "out").exists()


def test_without_tesseract_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = scan(tmp_path / "scan.pdf", Image.new("L", (300, 300), 255))
    monkeypatch.setenv("PATH", os.devnull)
    assert main(["recognise", str(path), "-o", str(tmp_path / "out"), "--lang", "en"]) == 1
    assert "B328" in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_files_that_are_no_scans_are_told_and_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "tesseract_version", lambda: "5")
    source = write_issue(tmp_path / "1.yaml", issue_of(2014, 1))
    publish(str(source), str(tmp_path / "text.pdf"), "screen")
    outcome = recognise(tmp_path / "text.pdf", output=tmp_path / "out")
    assert [one.code for one in outcome.problems] == [Code.NOTHING_TO_RECOGNISE]
    locked = pypdf.PdfWriter()
    locked.add_blank_page(100, 100)
    locked.encrypt("secret")
    locked.write(tmp_path / "locked.pdf")
    (tmp_path / "cut.pdf").write_bytes((tmp_path / "text.pdf").read_bytes()[:900])
    for name, code in (("locked.pdf", Code.FILE_ENCRYPTED), ("cut.pdf", Code.HOLDING_DAMAGED)):
        with pytest.raises(BulletinError) as caught:
            recognise(tmp_path / name, output=tmp_path / "out")
        assert [one.code for one in caught.value.problems] == [code]
    with pytest.raises(BulletinError) as caught:
        recognise(tmp_path / "text.pdf", output=tmp_path)
    assert [one.code for one in caught.value.problems] == [Code.OUTPUT_EXISTS]
    assert not (tmp_path / "out").exists()


@given(st.lists(st.text("文明a1，𠮷", min_size=1, max_size=4), min_size=1, max_size=6))
def test_any_words_come_back_from_the_layer(words: list[str]) -> None:
    """Hanzi without spaces between, Latin words with one."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(600, 100)
    font = LayerFont(writer)
    line = [RecognisedWord(word, 10 + 90 * at, 20, 80, 30) for at, word in enumerate(words)]
    form = layer_form(font, [line], (600, 100), 72)
    font.finish()
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/R"): form})}
    )
    content = DecodedStreamObject()
    content.set_data(b"/R Do")
    page[NameObject("/Contents")] = writer._add_object(content)
    data = io.BytesIO()
    writer.write(data)
    read = ForeignPdf(data.getvalue()).page_text(0)
    assert "".join(read.split()) == "".join(words)


def test_the_mark_goes_into_metadata_and_beside_them() -> None:
    assert "pages 1,3" in marked("", (1, 3), "tesseract 5")
    kept = marked(XMP, (2,), "tesseract 5")
    assert "<pdfaid:part>2</pdfaid:part>" in kept and kept.count("</rdf:RDF>") == 1
