"""Members that are sound but large: bound, or refused with the limit named, never called broken."""

import io
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bulletin_pdf.messages import Term
from bulletin_pdf.pdf.foreign.conform.jpeg_check import check_pdf_jpeg
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdfError
from bulletin_pdf.press.preflight.judge import preflight
from volume.odd_pdfs import packed_picture, page
from volume.test_damaged import looked_at, told

MAX_MEMORY = 400
"""MB of the whole process."""

LOOK = r"""
import re, sys
from bulletin_pdf.pdf.foreign.conform.jpeg_check import check_pdf_jpeg
print(check_pdf_jpeg(open(sys.argv[1], "rb").read()))
print(int(re.search(r"VmHWM:\s*(\d+) kB", open("/proc/self/status").read())[1]) // 1024)
"""
BOMB = zlib.compress(b"0 0 m 9 9 l S\n" * 6_000_000)
"""A content of 84 MB."""


def packed(image: Image.Image, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", **options)
    return out.getvalue()


def noisy(mode: str = "RGB", side: int = 700) -> Image.Image:
    bands = [Image.effect_noise((side, side), 40).rotate(90 * turn) for turn in range(len(mode))]
    return Image.merge(mode, bands) if len(bands) > 1 else bands[0]


def half_flat() -> Any:
    image = Image.new("RGB", (1200, 1200), "white")
    image.paste(noisy(), (0, 0))
    return image


IMAGES = {
    "white": Image.new("RGB", (1600, 1600), "white"),
    "grey": Image.new("L", (1600, 1600), 128),
    "black": Image.new("L", (1600, 1600), 0),
    "one ink": Image.new("CMYK", (900, 900), (9, 0, 0, 0)),
    "noise": noisy(side=300),
    "noise, large": noisy(side=1500),
    "noise, four inks": noisy("CMYK", side=300),
    "white below": half_flat(),
}
PACKINGS: dict[str, dict[str, Any]] = {
    "baseline": {},
    "optimized": {"optimize": True},
    "progressive": {"progressive": True},
    "restarts": {"restart_marker_blocks": 40},
    "finest": {"quality": 95, "subsampling": 0, "progressive": True},
}


@pytest.mark.parametrize("image", IMAGES)
def test_every_kind_of_sound_jpeg_passes(image: str) -> None:
    found = {how: check_pdf_jpeg(packed(IMAGES[image], **options)) for how, options in PACKINGS.items()}
    assert found == dict.fromkeys(PACKINGS, True)


def test_a_large_baseline_jpeg_of_black_is_looked_at_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that are not reached are no black rows."""
    monkeypatch.setattr("bulletin_pdf.pictures.integrity.MAX_FOLLOWED", 0)
    for image in ("black", "grey", "white", "white below", "one ink"):
        data = packed(IMAGES[image])
        assert check_pdf_jpeg(data), image
        with pytest.raises(ForeignPdfError):
            check_pdf_jpeg(data[:-400] + b"\xff\xd9")


def test_a_progressive_jpeg_that_lacks_data_is_told() -> None:
    data = packed(noisy(), progressive=True)
    for lost in (9, 99, 999):
        with pytest.raises(ForeignPdfError):
            check_pdf_jpeg(data[: -2 - lost] + b"\xff\xd9")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by Linux")
@pytest.mark.parametrize(
    ("options", "checked"), [({}, True), ({"progressive": True, "subsampling": 0}, False)]
)
def test_memory_is_bounded(tmp_path: Path, options: Any, checked: bool) -> None:
    """36 million pixels in colour; all coefficients of the second have 216 MB."""
    tile, image = noisy(side=1000), Image.new("RGB", (6000, 6000), "white")
    image.paste(tile, (0, 0))
    image.paste(tile, (0, 2000))
    (tmp_path / "a.jpg").write_bytes(packed(image, quality=90, **options))
    run = [sys.executable, "-c", LOOK, str(tmp_path / "a.jpg")]
    said, memory = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
    assert said == str(checked)
    assert int(memory) < MAX_MEMORY


def test_what_a_pdf_cannot_have_is_refused_by_name() -> None:
    data = bytearray(packed(IMAGES["grey"]))
    frame = data.index(b"\xff\xc0")
    deep, arithmetic, wide = bytearray(data), bytearray(data), bytearray(data)
    deep[frame + 4] = 12
    arithmetic[frame + 1] = 0xC9
    wide[frame + 5 : frame + 9] = b"\xff\xdc\xff\xdc"
    said = []
    for changed in (deep, arithmetic, wide):
        with pytest.raises(ForeignPdfError) as refused:
            check_pdf_jpeg(bytes(changed))
        said.append((refused.value.fault, refused.value.detail))
    other = ("lost", "a picture is of another kind")
    assert said == [other, other, ("limit", "a picture has too many pixels")]


def test_a_picture_past_a_limit_is_not_called_broken(tmp_path: Path) -> None:
    data = bytearray(packed(IMAGES["grey"]))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = b"\xff\xdc\xff\xdc"
    member = packed_picture("/DCTDecode", bytes(data), "/DeviceGray")
    assert looked_at(tmp_path, member)[1] == ["B987"]
    assert told(tmp_path, member, "why") == [(Term("pdf a picture has too many pixels"),)]


def large_content() -> bytes:
    """A page whose content, 84 MB unpacked, is packed to some thousands of bytes."""
    small = page()
    start = small.index(b"4 0 obj")
    end = small.index(b"endobj", start)
    body = b"4 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(BOMB) + BOMB + b"\nendstream\n"
    return small[:start] + body + small[end:]


def test_a_content_that_unpacks_to_too_much_is_told_with_the_limit(tmp_path: Path) -> None:
    data = large_content()
    assert looked_at(tmp_path, data)[1] == ["B986"]
    assert told(tmp_path, data, "why") == [(Term("pdf a stream unpacks to too much"),)]
    (found,) = preflight("a.pdf", data)
    assert (found.code, dict(found.details)["reason"]) == ("B985", Term("pdf a stream unpacks to too much"))
