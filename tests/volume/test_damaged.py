"""Damaged PDFs as members: all their pages, or a word about those that are lost; drawn or copied alike."""

import io
import random
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from bulletin_pdf.messages import Term
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.volume.plan.foreign_faults import judge_foreign
from bulletin_pdf.volume.plan.read_plan import read_plan
from volume.damaged import MENDED, PAGES, WHOLE, deflated, paper, with_a_wrong_byte
from volume.odd_pdfs import DRAWING, file_of, jpeg, packed_picture, page, picture, stream, tree
from volume.test_odd_pdfs import volume_of_files


def judged(directory: Path, data: bytes, **keys: Any) -> tuple[Any, list[Problem]]:
    """Read a volume with the file and judge it for the archive; give the file and what is said of it."""
    problems = Problems()
    try:
        plan = read_plan(str(volume_of_files(directory, {"old": data}, **keys)), problems)
    except BulletinError:
        return None, list(problems)
    members = [(member.foreign, member.entry) for member in plan.members if member.foreign]
    judge_foreign(members, [PROFILES["archive"]], problems)
    return members[0][0], list(problems)


def looked_at(directory: Path, data: bytes, **keys: Any) -> tuple[int, list[str]]:
    """Give how many pages of the file are read, and the codes of what is said."""
    foreign, problems = judged(directory, data, **keys)
    return len(foreign.pages) if foreign else 0, [problem.code for problem in problems]


def told(directory: Path, data: bytes, *names: str) -> list[tuple[Any, ...]]:
    """Give these details of all that is said of a file."""
    return [tuple(dict(problem.details)[name] for name in names) for problem in judged(directory, data)[1]]


def is_refused(said: list[str]) -> bool:
    return bool({"B850", "B855", "B857", "B858", "B888"} & set(said))


def all_pages(data: bytes) -> tuple[int, tuple[int, ...]]:
    foreign = ForeignPdf(data, lenient=True)
    return foreign.page_count, foreign.pages_lost


# Damage to what opens an encrypted file is another matter.
PAIRS = [
    (kind, damage)
    for kind in WHOLE
    for damage in MENDED
    if kind != "encrypted" or not ("lengths" in damage or "trailer" in damage)
]


@pytest.mark.parametrize(("kind", "damage"), PAIRS)
def test_no_page_is_missing_from_a_file_that_is_mended(kind: str, damage: str) -> None:
    damaged = MENDED[damage](WHOLE[kind])
    assert all_pages(damaged) == (PAGES, ())


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_cut_anywhere_gives_all_its_pages_or_is_told(tmp_path: Path, kind: str) -> None:
    data = WHOLE[kind]
    for end in range(60, len(data), len(data) // 23):
        count, said = looked_at(tmp_path, data[:end])
        assert count == PAGES or is_refused(said), end
        if count == PAGES and not is_refused(said):
            assert end > len(data) * 0.6


def test_lost_pages_are_named(tmp_path: Path) -> None:
    whole = file_of(paper())
    cut = whole[: whole.index(b"14 0 obj")]
    assert told(tmp_path, cut, "page", "count") == [(3, 2), (4, 2)]


def test_a_content_that_is_cut_off_is_named_with_its_page(tmp_path: Path) -> None:
    whole = file_of(paper())
    cut = whole[: whole.index(b"17 0 obj") + 120]
    assert told(tmp_path, cut, "page", "why") == [(4, Term("pdf a stream is cut off"))]


def test_of_several_states_of_a_file_the_last_one_holds() -> None:
    """An update behind the file, its table lost: the new page 1, not the old one."""
    old = page(box="/MediaBox [0 0 100 100]")
    new = b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R >>\nendobj\n"
    foreign = ForeignPdf(old[: old.rfind(b"xref\n0")] + new, lenient=True)
    assert foreign.page(0)["MediaBox"] == [0, 0, 300, 300]


def test_a_strict_reader_takes_no_damage() -> None:
    for damage in ("no trailer", "no start of the table"):
        with pytest.raises(ForeignPdfError):
            ForeignPdf(MENDED[damage](WHOLE["a table"]))


# Drawn as copied ---------------------------------------------------------------------------

THREE = paper(3)
ALIKE = {
    "a count of one": (file_of(THREE | {2: str(THREE[2]).replace("/Count 3", "/Count 1")}), 3, ["B856"]),
    "a count of nine": (tree("3 0 R", count=9), 1, ["B856"]),
    "no table": (MENDED["no table"](WHOLE["a table"]), PAGES, []),
    "no trailer, object streams": (MENDED["no start of the table"](WHOLE["object streams"]), PAGES, []),
    "a page that is nowhere": (tree("3 0 R 77 0 R", count=2), 0, ["B855"]),
    "a content that does not unpack": (page().replace(b"\x78\x9c", b"\x00\x00"), 1, ["B888"]),
    "a picture that is missing": (page(b"/Im Do", "/XObject << /Im 77 0 R >>"), 1, ["B888"]),
    "a loop of pages": (tree("3 0 R 2 0 R", count=2), 0, ["B850"]),
    "a page without content": (tree("3 0 R").replace(b"/Contents 4 0 R", b""), 1, []),
}


@pytest.mark.parametrize("name", ALIKE)
def test_a_drawn_file_is_told_as_a_copied_one(tmp_path: Path, name: str) -> None:
    data, count, said = ALIKE[name]
    (tmp_path / "copied").mkdir()
    (tmp_path / "drawn").mkdir()
    assert looked_at(tmp_path / "copied", data) == (count, said)
    assert looked_at(tmp_path / "drawn", data, raster=72) == (count, said)


def test_a_page_that_is_drawn_blank_is_told(tmp_path: Path) -> None:
    """Text in white, or words of a font nobody has: something was meant to be seen."""
    assert looked_at(tmp_path, page(b"1 g 9 9 90 90 re f"), raster=72) == (1, ["B887"])


def test_a_drawn_page_shows_what_a_copied_one_shows(tmp_path: Path) -> None:
    """Trimmed, in its own unit, turned only by whole quarters."""
    boxes = "/MediaBox [0 0 700 500] /TrimBox [50 60 650 460]"
    for entries in ("/Rotate 359", "/Rotate 90", "/UserUnit 0.5"):
        data = page(box=boxes, entries=entries)
        copied, drawn = judged(tmp_path, data)[0], judged(tmp_path, data, raster=72)[0]
        assert copied.pages[0].size == drawn.pages[0].size


# Pictures ------------------------------------------------------------------------------------


def scanned(**options: Any) -> bytes:
    """A JPEG with enough in it to be spoilt."""
    image = Image.effect_noise((300, 400), 40).convert("L")
    drawing = ImageDraw.Draw(image)
    for line in range(0, 400, 20):
        drawing.line((20, line, 280, line + 9), fill=0, width=4)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80, **options)
    return out.getvalue()


def with_jpeg(data: bytes) -> bytes:
    return packed_picture("/DCTDecode", data, "/DeviceGray").replace(
        b"/Width 60 /Height 80", b"/Width 300 /Height 400"
    )


SOUND = {
    "baseline": scanned(),
    "progressive": scanned(progressive=True),
    "restarted": scanned(restart_marker_rows=4),
    "filled before its end": scanned()[:-2] + b"\0" * 40 + b"\xff\xd9",
    "followed by something": scanned() + b"\0" * 30,
    "tiny": jpeg("RGB"),
}


def test_a_file_without_its_header_is_read_from_its_objects(tmp_path: Path) -> None:
    whole = WHOLE["a table"]
    pages, codes = looked_at(tmp_path, whole[whole.index(b"1 0 obj") :])
    assert pages == PAGES and "B850" not in codes


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_jpeg_is_bound(tmp_path: Path, name: str) -> None:
    data = packed_picture("/DCTDecode", SOUND[name]) if name == "tiny" else with_jpeg(SOUND[name])
    assert looked_at(tmp_path, data)[1] == []


def test_a_spoilt_jpeg_is_told_with_page_and_picture(tmp_path: Path) -> None:
    whole = scanned()
    start = whole.index(b"\xff\xda") + 20
    spoilt = {
        "cut off": whole[: len(whole) // 2] + b"\xff\xd9",
        "without its end": whole[: len(whole) // 2],
        "a piece missing": whole[: start + 2000] + whole[start + 3000 :],
        "zeros inside": whole[: start + 2000] + bytes(3000) + whole[start + 5000 :],
        "a marker inside": whole[: start + 2000] + b"\xff\xc4" + whole[start + 2002 :],
        "no head": whole[200:],
    }
    for name, data in spoilt.items():
        assert told(tmp_path, with_jpeg(data), "page", "picture") == [(1, "1")], name


def test_most_bytes_that_shift_a_jpeg_are_noticed(tmp_path: Path) -> None:
    """Runs of other bytes at random places."""
    whole, chance = scanned(), random.Random(7)
    start, told = whole.index(b"\xff\xda") + 20, 0
    for _ in range(20):
        at = chance.randrange(start, len(whole) - 400)
        spoilt = whole[:at] + bytes(chance.randrange(255) for _ in range(300)) + whole[at + 300 :]
        told += looked_at(tmp_path, with_jpeg(spoilt))[1] == ["B858"]
    assert told >= 18


SHORT = {
    "deflated": picture("/DeviceGray", bytes(99), 10, 10),
    "deflated, three colours": picture("/DeviceRGB", bytes(299), 10, 10),
    "deflated, four colours": picture("/DeviceCMYK", bytes(399), 10, 10),
    "deflated, one bit": picture("/DeviceGray", bytes(19), 10, 10, bits=1),
    "with a predictor": picture("/DeviceGray", bytes(105), 10, 10, "/DecodeParms << /Predictor 15 /Columns 10 >>"),
    "as it is": page(
        b"/Im Do", "/XObject << /Im 5 0 R >>",
        {5: stream(bytes(90), "/Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceGray", pack=False)},
    ),
    "its mask": page(
        b"/Im Do", "/XObject << /Im 5 0 R >>",
        {5: stream(bytes(100), "/Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask 6 0 R"),
         6: stream(bytes(40), "/Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceGray")},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHORT)
def test_a_picture_with_too_few_data_is_told(tmp_path: Path, name: str) -> None:
    assert looked_at(tmp_path, SHORT[name])[1] == ["B858"]


def test_pictures_are_counted_as_they_are_drawn(tmp_path: Path) -> None:
    entries = "/Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    data = page(
        b"/A Do /C Do /B Do",
        "/XObject << /A 5 0 R /B 6 0 R /C 5 0 R >>",
        {5: stream(bytes(100), entries), 6: stream(bytes(50), entries)},
    )
    assert told(tmp_path, data, "picture") == [("3",)]


def test_data_that_do_not_agree_with_their_check_sum_are_told_and_packed_anew(tmp_path: Path) -> None:
    member = page(DRAWING)
    packed = deflated(DRAWING)
    member = member.replace(packed, with_a_wrong_byte(packed))
    assert looked_at(tmp_path, member)[1] == ["B859"]


def fax(*, rows: int = 80, cut: int | None = None, k: int = -1) -> bytes:
    """A page that is one picture in fax code."""
    image = Image.new("1", (64, 80), 1)
    ImageDraw.Draw(image).ellipse((8, 8, 50, 70), fill=0)
    out = io.BytesIO()
    image.save(out, "TIFF", compression="group4" if k < 0 else "group3", tiffinfo={278: 80})
    found: Any
    with Image.open(out) as found:
        place, length = found.tag_v2[273][0], found.tag_v2[279][0]
    data = out.getvalue()[place : place + length][:cut]
    parms = f"/DecodeParms << /K {k} /Columns 64 /Rows {rows} >>"
    member = packed_picture("/CCITTFaxDecode", data, "/DeviceGray", parms)
    return member.replace(b"/Width 60", b"/Width 64").replace(b"/BitsPerComponent 8", b"/BitsPerComponent 1")


@pytest.mark.parametrize("k", [-1, 0])
def test_fax_data_are_decoded(tmp_path: Path, k: int) -> None:
    assert looked_at(tmp_path, fax(k=k))[1] == []
    assert looked_at(tmp_path, fax(k=k, cut=60))[1] == ["B858"]


JBIG2 = b"\0\0\0\0\x30\0\1\0\0\0\x13" + bytes(19) + b"\0\0\0\1\x31\0\1\0\0\0\0"
"""A page information segment and the end of a page (ITU-T T.88, 7.2)."""


def test_jbig2_is_followed_and_the_rest_said(tmp_path: Path) -> None:
    assert looked_at(tmp_path, packed_picture("/JBIG2Decode", JBIG2, "/DeviceGray"))[1] == ["B889"]
    assert looked_at(tmp_path, packed_picture("/JBIG2Decode", JBIG2[:20], "/DeviceGray"))[1] == ["B858"]


def test_what_is_packed_around_a_picture_is_taken_off(tmp_path: Path) -> None:
    """Signs that are none of the code are told; they would go into the volume."""
    digits = jpeg("RGB").hex().encode()
    assert looked_at(tmp_path, packed_picture("[/ASCIIHexDecode /DCTDecode]", digits + b">"))[1] == []
    spoilt = digits[:500] + b"T" + digits[500:] + b">"
    assert looked_at(tmp_path, packed_picture("[/ASCIIHexDecode /DCTDecode]", spoilt))[1] == ["B858"]


def test_an_object_that_is_noise_does_not_stop_the_search() -> None:
    """Found by chance: a catalog that is lost, and a page tree that cannot be read."""
    data = (
        tree("3 0 R")
        .replace(b"/Type /Catalog", b"/Type /Cat")
        .replace(b"<< /Type /Pages", b"] << /Type /Pages")
    )
    with pytest.raises(ForeignPdfError):
        ForeignPdf(data, lenient=True)
