"""Issues that survive only as PDF: placed whole, made to conform, or named and refused."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image
from pypdf._writer import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from bulletin_pdf.build import publish
from bulletin_pdf.pages import ForeignPdfPage, Group, every_mark
from bulletin_pdf.pdf.foreign.conform.content_filter import StreamChoice, cleaned
from bulletin_pdf.pdf.foreign.page_boxes import turn_of
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.volume.files.outcome import VolumeTarget
from bulletin_pdf.volume.files.publish import publish_volume
from support.measured import squashed
from support.narrowed import present, untyped
from support.verapdf import verdicts
from volume.conftest import YEAR, Bound, Year, volume_of

SCAN = YEAR / "2022-11-scan.pdf"
A4 = (595.28, 841.89)


def scan(mode: str = "L", size: tuple[float, float] = A4, turn: int = 0, pages: int = 1) -> bytes:
    """A page of a scanner: one picture."""
    colours: dict[str, Any] = {"L": 200, "RGB": (200, 10, 10), "CMYK": (0, 200, 200, 0)}
    image = Image.new(mode, (60, 85), colours[mode])
    data = io.BytesIO()
    image.save(data, "PDF", resolution=72 * 60 / size[0], save_all=True, append_images=[image] * (pages - 1))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data.getvalue()))
    for page in writer.pages:
        page.scale_to(*size)
        page.rotate(turn)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def changed(change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=str(SCAN))
    change(writer)
    return written(writer)


def scripted(writer: PdfWriter) -> None:
    action = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    writer.root_object[NameObject("/OpenAction")] = writer._add_object(DictionaryObject(action))


def noted(writer: PdfWriter) -> None:
    """A stamp, which stays behind, and a script, which nobody will miss."""
    stamp = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): ArrayObject(map(NumberObject, (10, 10, 90, 40))),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(stamp)])
    scripted(writer)
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): TextStringObject("x")})


def unembedded(writer: pypdf.PdfWriter) -> None:
    page = writer.pages[0]
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    untyped(page["/Resources"])[NameObject("/Font")] = DictionaryObject(
        {NameObject("/F1"): writer._add_object(font)}
    )
    stream = pypdf.generic.DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 72 72 Td (Hello) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(stream)


def locked(writer: pypdf.PdfWriter) -> None:
    writer.encrypt("secret", algorithm="RC4-128")


GOOD = {
    "grey": scan(),
    "colour": scan("RGB"),
    "process colour": scan("CMYK"),
    "two pages": scan(pages=2),
    "A3 across": scan(size=(1190.55, 841.89)),
    "turned": scan(size=(841.89, 595.28), turn=90),
    "upside down": scan(turn=180),
    "a slip": scan(size=(200, 300)),
    "with a script": changed(scripted),
    "cross references lost": re.sub(rb"startxref\n[0-9]+", b"startxref\n7", SCAN.read_bytes()),
}

BAD = {
    "nothing": (b"", "B850"),
    "text": (b"no PDF at all", "B850"),
    "a head alone": (b"%PDF-1.7\n%%EOF\n", "B850"),
    "cut off": (SCAN.read_bytes()[:20_000], "B888"),
    "locked": (changed(locked), "B850"),
    "no pages": (written(pypdf.PdfWriter()), "B850"),
    "a loop of pages": (SCAN.read_bytes().replace(b"/Kids[3 0 R]", b"/Kids[2 0 R]"), "B850"),
    "no size": (
        SCAN.read_bytes().replace(b"/MediaBox[0 0 595.28 841.89]", b"/MediaBox[0 0 0 0]" + b" " * 10),
        "B888",
    ),
    "font not embedded": (changed(unembedded), "B851"),
    "no such page": (scan(), "B852"),
}


def volume_with(year: Year, tmp_path: Path, data: bytes, page: int = 1, edition: str = "archive") -> Any:
    member = {
        "pdf": "old.pdf",
        "number": 2,
        "date": "2022-04-01",
        "contents": [{"title": "长沙市：旧事", "page": page}],
    }
    path = year({"issues/1": {"number": 1}}, issues=["issues/1.yaml", member])
    (tmp_path / "old.pdf").write_bytes(data)
    target = tmp_path / "volume.pdf"
    return path, target, lambda: publish_volume(str(path), [VolumeTarget(edition, str(target))])


def test_what_is_placed_conforms(year: Year, tmp_path: Path) -> None:
    made = []
    for number, data in enumerate(GOOD.values()):
        _, target, make = volume_with(year, tmp_path, data)
        make()
        made.append(target.rename(tmp_path / f"{number}.pdf"))
    for verdict, name in zip(
        verdicts(made, ("3u", "ua1")), (name for name in GOOD for _ in range(2)), strict=True
    ):
        assert verdict.compliant, f"{name}: {verdict}"


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_placed_is_named(year: Year, tmp_path: Path, name: str) -> None:
    data, code = BAD[name]
    path, target, make = volume_with(year, tmp_path, data, page=2 if code == "B852" else 1)
    with pytest.raises(BulletinError) as error:
        make()
    found = [problem for problem in error.value.problems.errors if problem.code == code]
    assert found and present(found[0].span).path == str(path)
    assert not target.exists()


def test_what_is_left_behind_is_said(year: Year, tmp_path: Path) -> None:
    _, target, make = volume_with(year, tmp_path, changed(noted))
    assert "B853" in [problem.code for problem in make().problems]
    reader = pypdf.PdfReader(target)
    assert "/OpenAction" not in reader.root_object
    assert not any("/AA" in page for page in reader.pages)


def test_our_own_files_can_be_placed(year: Year, tmp_path: Path) -> None:
    """Tagged text with faces of its own: the old tags go, the text stays."""
    old = tmp_path / "tagged.pdf"
    publish(str(YEAR / "2022-05.yaml"), str(old), "archive")
    _, target, make = volume_with(year, tmp_path, old.read_bytes())
    make()
    for verdict in verdicts([target], ("3u", "ua1")):
        assert verdict.compliant, str(verdict)
    text = squashed("".join(page.extract_text() for page in pypdf.PdfReader(target).pages))
    assert "各村公约执行情况" in text or "23个村公约执行情况" in text


def test_entries_lead_to_its_pages(year: Year, tmp_path: Path) -> None:
    path, _, _ = volume_with(year, tmp_path, scan(pages=3), page=3)
    volume = volume_of(path)
    labels = [page.label for page in volume.document.pages]
    anchors = {
        anchor.name: labels[place]
        for place, page in enumerate(volume.document.pages)
        for anchor in page.anchors
    }
    assert (anchors["issue-2-top"], anchors["issue-2-report-1"]) == ("3", "5")
    assert volume.issues[1].member.issue.reports[0].city_name == "长沙市"


SIZES = {  # the page's own size, and the size it takes
    "16K": ((552.8, 773.9), (552.8, 773.9)),
    "A5": ((419.53, 595.28), (419.53, 595.28)),
    "B5": ((498.9, 708.66), (498.9, 708.66)),
    "A4": (A4, A4),
    "A3": ((841.89, 1190.55), (595.28, 841.81)),
    "A5 across": ((595.28, 419.53), (595.28, 419.53)),
}


@pytest.mark.parametrize("name", SIZES)
def test_small_pages_keep_their_size_and_stand_in_the_middle(year: Year, tmp_path: Path, name: str) -> None:
    own, taken = SIZES[name]
    path, _, _ = volume_with(year, tmp_path, scan(size=own))
    marks = [mark for page in volume_of(path).document.pages for mark in page.marks]
    (placed,) = [mark for mark in every_mark(marks) if isinstance(mark, ForeignPdfPage)]
    room = (A4[1], A4[0]) if own[0] > own[1] else A4
    assert (placed.rect.width, placed.rect.height) == pytest.approx(taken, abs=0.1)
    assert placed.rect.x == pytest.approx((room[0] - taken[0]) / 2, abs=0.1)
    assert placed.rect.y == pytest.approx((room[1] - taken[1]) / 2, abs=0.1)


def test_only_whole_quarters_turn_a_page() -> None:
    """As viewers do; ISO 32000-1, table 30: a multiple of 90."""
    turns = {0: 0, 90: 90, 450: 90, -90: 270, -270: 90, 720: 0, 180.0: 180}
    nothing = (45, 359, -45, 1, 90.5, float("inf"), float("nan"), True, None, b"90", [90], "90")
    assert {turn: turn_of(turn) for turn in turns} == turns
    assert {turn_of(turn) for turn in nothing} == {0}


def test_pages_that_lie_across_are_turned(year: Year, tmp_path: Path) -> None:
    path, _, _ = volume_with(year, tmp_path, GOOD["A3 across"])
    pages = [
        page for page in volume_of(path).document.pages if any(isinstance(mark, Group) for mark in page.marks)
    ]
    assert len(pages) == 1


def test_marks_of_old_tags_go_and_painting_stays() -> None:
    content = b"/P <</MCID 0>> BDC BT (a(b) BDC \\) EMC) Tj ET EMC q BI /W 1 ID xEMC EI Q /A BMC 0 g"
    left = cleaned(content, StreamChoice())
    assert left.split() == b"BT (a(b) BDC \\) EMC) Tj ET q BI /W 1 ID xEMC EI Q 0 g".split()
    assert cleaned(b"0 g 1 0 0 rg", StreamChoice()) == b"0 g 1 0 0 rg"


def test_the_scan_of_the_sample_year(bound: Bound) -> None:
    (issue,) = [issue for issue in bound.volume.issues if issue.member.foreign]
    assert Path(issue.member.issue.path) == SCAN
    assert issue.member.issue.masthead.publishers
