"""Pictures: what passes through, what is unpacked, and which way up they stand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import Rect, Size
from bulletin_pdf.pages import Document, Mark, Page, Picture
from bulletin_pdf.pdf.profile import PRINT, SCREEN, Profile
from bulletin_pdf.pdf.write.pdf_file import write_pdf
from support.narrowed import untyped

PAGE = Size(60, 60)
FRAME = Rect(10, 10, 40, 40)
RED, GREEN, BLUE, YELLOW = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 0)


def four_corners() -> Image.Image:
    """Red and green above, blue and yellow below."""
    image = Image.new("RGB", (32, 32))
    for place, colour in (((0, 0), RED), ((16, 0), GREEN), ((0, 16), BLUE), ((16, 16), YELLOW)):
        image.paste(colour, (*place, place[0] + 16, place[1] + 16))
    return image


def write(directory: Path, book: FontBook, marks: list[Mark], profile: Profile = SCREEN) -> Path:
    target = directory / "picture.pdf"
    write_pdf(Document((Page(PAGE, tuple(marks)),), (), (), "t"), profile, book, str(target))
    return target


def images_of(path: Path) -> list[Any]:
    objects = untyped(pypdf.PdfReader(path).pages[0])["/Resources"]["/XObject"]
    return [image.get_object() for image in objects.values()]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_upright_by_its_exif_orientation(
    orientation: int, book: FontBook, tmp_path: Path, run: Callable[..., str]
) -> None:
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = four_corners() if orientation == 1 else four_corners().transpose(back[orientation])
    exif = Image.Exif()
    exif[0x0112] = orientation
    source = tmp_path / "photo.jpg"
    stored.save(source, quality=95, subsampling=0, exif=exif)
    target = write(tmp_path, book, [Picture(FRAME, str(source))])
    run("mutool", "draw", "-q", "-r", "72", "-o", tmp_path / "page.png", target)
    shown = Image.open(tmp_path / "page.png").convert("RGB")
    for place, colour in (((18, 18), RED), ((42, 18), GREEN), ((18, 42), BLUE), ((42, 42), YELLOW)):
        assert shown.getpixel(place) == pytest.approx(colour, abs=12)


def test_jpeg_data_pass_through_untouched(book: FontBook, tmp_path: Path) -> None:
    source = tmp_path / "photo.jpg"
    four_corners().save(source)
    (image,) = images_of(write(tmp_path, book, [Picture(FRAME, str(source))]))
    assert image["/Filter"] == "/DCTDecode"
    assert image._data == source.read_bytes()


def test_rgb_beside_a_cmyk_intent_carries_srgb(book: FontBook, tmp_path: Path) -> None:
    #
    source = tmp_path / "photo.png"
    four_corners().save(source)
    (image,) = images_of(write(tmp_path, book, [Picture(FRAME, str(source))], PRINT))
    kind, profile = image["/ColorSpace"]
    assert kind == "/ICCBased"
    assert profile.get_object()["/N"] == 3
    (image,) = images_of(write(tmp_path, book, [Picture(FRAME, str(source))], SCREEN))
    assert image["/ColorSpace"] == "/DeviceRGB"


@pytest.mark.parametrize(
    ("mode", "space", "bits"), [("1", "/DeviceGray", 1), ("L", "/DeviceGray", 8), ("CMYK", "/DeviceCMYK", 8)]
)
def test_gray_and_cmyk_stay_in_the_space_of_the_intent(
    mode: str, space: str, bits: int, book: FontBook, tmp_path: Path, run: Callable[..., str]
) -> None:
    source = tmp_path / "picture.tif"
    four_corners().convert(mode).save(source)
    target = write(tmp_path, book, [Picture(FRAME, str(source))], PRINT)
    (image,) = images_of(target)
    assert (image["/ColorSpace"], image["/BitsPerComponent"]) == (space, bits)
    run("qpdf", "--check", target)


def test_inverted_cmyk_jpeg_is_turned_back(book: FontBook, tmp_path: Path, run: Callable[..., str]) -> None:
    source = tmp_path / "press.jpg"
    Image.new("CMYK", (32, 32), (0, 255, 255, 0)).save(source, quality=95)
    (image,) = images_of(write(tmp_path, book, [Picture(FRAME, str(source))], PRINT))
    assert image["/Decode"] == [1, 0, 1, 0, 1, 0, 1, 0]
    target = write(tmp_path, book, [Picture(FRAME, str(source))], PRINT)
    run("gs", "-q", "-sDEVICE=tiffsep", "-r72", "-o", tmp_path / "plate.tif", target)
    with (
        Image.open(tmp_path / "plate(Cyan).tif") as cyan,
        Image.open(tmp_path / "plate(Yellow).tif") as yellow,
    ):
        assert untyped(cyan.convert("L").getpixel((30, 30))) > 240
        assert untyped(yellow.convert("L").getpixel((30, 30))) < 15


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_paper(mode: str, book: FontBook, tmp_path: Path) -> None:
    # the file stays opaque.
    clear = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    source = tmp_path / "stamp.png"
    options: dict[str, Any] = {"transparency": 0} if mode == "P" else {}
    clear.convert(mode).save(source, **options)
    (image,) = images_of(write(tmp_path, book, [Picture(FRAME, str(source))], PRINT))
    assert "/SMask" not in image
    assert set(image.get_data()) == {255}


def test_sixteen_bits_keep_their_tones(book: FontBook, tmp_path: Path) -> None:
    source = tmp_path / "scan.png"
    Image.new("I;16", (4, 4), 0x8080).save(source)
    (image,) = images_of(write(tmp_path, book, [Picture(FRAME, str(source))], PRINT))
    assert set(image.get_data()) <= {127, 128, 129}


def test_the_same_picture_is_stored_once(book: FontBook, tmp_path: Path) -> None:
    paths = [tmp_path / "a.png", tmp_path / "b.png"]
    for path in paths:
        four_corners().save(path)
    assert len(images_of(write(tmp_path, book, [Picture(FRAME, str(path)) for path in paths * 2]))) == 1
