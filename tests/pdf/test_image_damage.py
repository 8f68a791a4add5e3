"""Pictures that are not whole, or cost too much, are refused with the reason before anything is made of them."""

import io
import random
import struct
from pathlib import Path

import pytest
from PIL import Image

from bulletin_pdf.build import publish
from bulletin_pdf.messages import Term
from bulletin_pdf.pictures import integrity, open_picture
from bulletin_pdf.pictures.facts import picture_facts_of_data
from bulletin_pdf.pictures.jpeg import read_jpeg
from bulletin_pdf.pictures.picture_error import PictureError
from bulletin_pdf.problems import BulletinError
from support.issues import write_issue
from support.rasters import chunk, flat_tiff, png


def noise(width: int = 160, height: int = 120, mode: str = "RGB") -> Image.Image:
    data = random.Random(width).randbytes(width * height * 3)
    return Image.frombytes("RGB", (width, height), data).resize((width * 2, height * 2)).convert(mode)


def saved(kind: str, image: Image.Image | None = None, **options: object) -> bytes:
    stream = io.BytesIO()
    (image or noise()).save(stream, kind, **options)
    return stream.getvalue()


def fault_of(data: bytes) -> tuple[str, str | Term]:
    try:
        picture_facts_of_data(data)
    except PictureError as error:
        return error.fault, error.detail
    return "", ""


SOUND = {
    "JPEG": saved("JPEG"),
    "JPEG 444": saved("JPEG", subsampling=0, quality=95),
    "JPEG optimized": saved("JPEG", optimize=True),
    "JPEG progressive": saved("JPEG", progressive=True),
    "JPEG restarts": saved("JPEG", restart_marker_blocks=3),
    "JPEG gray": saved("JPEG", noise(mode="L")),
    "JPEG CMYK": saved("JPEG", noise(mode="CMYK")),
    "JPEG odd size": saved("JPEG", noise().crop((0, 0, 141, 97))),
    "JPEG of one block a row": saved("JPEG", noise().crop((0, 0, 33, 200)), subsampling=2),
    "PNG": saved("PNG"),
    "TIFF LZW": saved("TIFF", compression="tiff_lzw"),
    "TIFF": saved("TIFF"),
    "GIF": saved("GIF"),
    "BMP": saved("BMP"),
    "WebP": saved("WEBP", lossless=True),
    "JPEG 2000": saved("JPEG2000"),
}


@pytest.mark.parametrize("name", SOUND)
def test_sound_ones_pass(name: str) -> None:
    assert fault_of(SOUND[name]) == ("", "")


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_one_cut_short_is_refused(name: str, share: float) -> None:
    data = SOUND[name]
    assert fault_of(data[: int(len(data) * share)])[0] in ("damaged", "unreadable")


@pytest.mark.parametrize("name", [name for name in SOUND if name.startswith("JPEG") and "2000" not in name])
def test_spoilt_jpeg_data_are_refused(name: str) -> None:
    """A hole of zeros, a piece left out, a piece twice: the codes do not come out even."""
    data = SOUND[name]
    scan = read_jpeg(data).scans[0]
    middle, size = (scan.start + scan.end) // 2, (scan.end - scan.start) // 8
    spoilt = {
        "hole": data[:middle] + bytes(size) + data[middle + size :],
        "left out": data[:middle] + data[middle + size :],
        "twice": data[: middle + size] + data[middle:],
        "noise": data[:middle]
        + random.Random(1).randbytes(size).replace(b"\xff", b"\0")
        + data[middle + size :],
    }
    found = {how: fault_of(changed) for how, changed in spoilt.items()}
    assert found == dict.fromkeys(spoilt, ("damaged", Term("spoilt data")))


def test_of_a_large_jpeg_the_end_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved("JPEG", noise(300, 200), quality=95)
    scan = read_jpeg(data).scans[0]
    monkeypatch.setattr(integrity, "MAX_FOLLOWED", 0)
    assert fault_of(data) == ("", "")
    assert fault_of(saved("JPEG", Image.new("RGB", (300, 200)))) == ("", "")
    middle = (scan.start + scan.end) // 2
    for changed in (data[:middle] + data[middle + 99 :], data[:middle] + data[middle - 99 :]):
        assert fault_of(changed) == ("damaged", Term("spoilt data"))


def test_bytes_that_fill_up_are_no_damage() -> None:
    data = SOUND["JPEG"]
    assert fault_of(data[:-2] + bytes(5) + data[-2:]) == ("", "")
    assert fault_of(data + b"what a camera adds") == ("", "")


def test_a_wrong_sum_in_a_png_is_refused() -> None:
    data = bytearray(SOUND["PNG"])
    place = data.index(b"IDAT")
    data[place + 40] ^= 1
    assert fault_of(bytes(data)) == ("damaged", Term("wrong sum"))
    text = png(0, 8, [[(9,)] * 40] * 40, tEXt=b"Comment\0gut")
    assert fault_of(text) == ("", "")


def test_many_passes_are_refused() -> None:
    """A scan costs a walk over the whole picture, however short it is in the file."""
    data = SOUND["JPEG progressive"]
    scans = read_jpeg(data).scans
    start = data.rindex(b"\xff\xda", 0, scans[-1].start)
    assert fault_of(data[:-2] + data[start:-2] * 120 + data[-2:]) == ("damaged", Term("too many scans"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", 40_000, 40_000, 8, 0, 0, 0, 0)) + chunk(b"IDAT", b""), "Mpx"),
        (b"RIFF\x22\0\0\0WEBPVP8L\x10\0\0\0\x2f\xff\x3f\xff\x0f" + bytes(20), "Mpx"),
        (saved("GIF").replace((320).to_bytes(2, "little") + (240).to_bytes(2, "little"), b"\xff\xff\xff\xff"), "Mpx"),
    ],
    ids=["PNG", "WebP", "GIF"],
)  # fmt: skip
def test_what_unpacks_to_too_much_is_refused_by_its_head(data: bytes, words: str) -> None:
    fault, detail = fault_of(data)
    assert fault == "too large"
    assert words in detail


def test_memory_is_bounded_before_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_picture, "MAX_MEMORY", 1 << 19)
    fault, detail = fault_of(SOUND["PNG"])
    assert (fault, detail) == ("too large", "320 × 240 px, 0 MB > 0 MB")
    assert fault_of(SOUND["JPEG"]) == ("", "")  # passes through, unpacked to an eighth


@pytest.mark.parametrize(
    ("data", "each"),
    [
        (saved("PNG"), 7),
        (saved("PNG", noise(mode="L")), 2),
        (saved("PNG", noise(mode="LA")), 5),
        (saved("TIFF"), 7),
        (saved("TIFF", noise(mode="CMYK")), 8),
        (flat_tiff([[(1, 2, 3)] * 320] * 240, 16, 2), 10),
        (saved("WEBP"), 20),
    ],
    ids=["RGB", "gray", "gray and alpha", "TIFF", "TIFF of four inks", "TIFF of 16 bits", "WebP"],
)
def test_the_memory_of_a_pixel_is_known_from_the_head(
    data: bytes, each: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_picture, "MAX_MEMORY", 320 * 240 * each)
    assert fault_of(data) == ("", "")
    monkeypatch.setattr(open_picture, "MAX_MEMORY", 320 * 240 * each - 1)
    assert fault_of(data)[0] == "too large"


def test_libraries_say_nothing_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """libtiff writes to the stream itself; warnings of Pillow would stand among lines of JSON."""
    data = SOUND["TIFF LZW"]
    for place in range(200, len(data) - 400, len(data) // 12):
        fault_of(data[:place] + bytes(60) + data[place + 60 :])
    fault_of(png(0, 8, [[(0,)] * 40] * 40, tEXt=b"x" * 99, iCCP=b"bad\0\0bad"))
    assert capfd.readouterr() == ("", "")


def test_the_issue_is_told_and_nothing_written(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(SOUND["JPEG"][:-400])
    (tmp_path / "b.eps").write_bytes(b"%!PS-Adobe-3.0\n")
    source = write_issue(tmp_path, {"figure": "a.jpg", "caption": "甲"}, {"figure": "b.eps", "caption": "乙"})
    with pytest.raises(BulletinError) as caught:
        publish(str(source), str(tmp_path / "out.pdf"))
    problems = {problem.code: problem for problem in caught.value.problems.errors}
    assert dict(problems["B706"].details) == {"file": "a.jpg", "why": Term("cut off")}
    assert dict(problems["B707"].details) == {"file": "b.eps", "kind": "EPS"}
    assert problems["B706"].span and problems["B706"].span.line
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize("planar", [False, True])
def test_a_tiff_that_lacks_strips_is_refused(planar: bool) -> None:
    """Pillow leaves the rows or the planes it has no data for black, and says nothing."""
    picture = [[(200, 30, 30)] * 48] * 48
    assert fault_of(flat_tiff(picture, 8, 2, planar=planar)) == ("", "")
    if planar:
        short = flat_tiff([[row[0][:1]] * 48 for row in picture], 8, 2, t277=(3,), t258=(8, 8, 8), t284=(2,))
    else:
        short = flat_tiff(picture, 8, 2, t278=(10,))
    assert fault_of(short) == ("damaged", Term("cut off"))
