"""Pictures of every mode, depth and layout: right in an independent renderer's eyes, or refused by name."""

import io
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import Rect, Size
from bulletin_pdf.messages import Term
from bulletin_pdf.pages import Document, Page, Picture
from bulletin_pdf.pdf.foreign.conform.picture_writer import _eight_bits
from bulletin_pdf.pdf.profile import PRINT, SCREEN, Profile
from bulletin_pdf.pdf.write.pdf_file import write_pdf
from bulletin_pdf.pictures.facts import picture_facts_of_data
from bulletin_pdf.pictures.open_picture import opened
from bulletin_pdf.pictures.picture_error import PictureError
from support.narrowed import untyped
from support.rasters import flat_tiff, orientation, png, tiff

SIDE = 48
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
GRAY, LIGHT = (96, 96, 96), (192, 192, 192)
RED, GREEN, BLUE, YELLOW = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 0)
Colour = tuple[int, int, int]
COLOURS = (RED, GREEN, BLUE, YELLOW)
GRAYS = (BLACK, GRAY, LIGHT, WHITE)


def quarters(*values: Any) -> list[list[Any]]:
    """Rows of pixels: four values in the quarters, the first two above."""
    half = SIDE // 2
    return [[values[0]] * half + [values[1]] * half] * half + [[values[2]] * half + [values[3]] * half] * half


def single(*values: int) -> list[list[Any]]:
    return quarters(*((value,) for value in values))


def pillow(mode: str = "RGB", colours: tuple[Colour, ...] = COLOURS) -> Image.Image:
    image = Image.new("RGB", (SIDE, SIDE))
    image.putdata([pixel for row in quarters(*colours) for pixel in row])
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def clear_quarter(mode: str, colours: tuple[Colour, ...] = COLOURS) -> Image.Image:
    """The first quarter is transparent, the second half so."""
    image = pillow("RGBA", colours)
    alpha = Image.new("L", image.size)
    alpha.putdata([value for row in quarters(0, 128, 255, 255) for value in row])
    image.putalpha(alpha)
    return image.convert(mode)


def over_white(colour: Colour) -> Colour:
    red, green, blue = (round(part * 128 / 255 + 127) for part in colour)
    return red, green, blue


def in_words(depth: int) -> tuple[int, ...]:
    """The four grays in samples of so many bits."""
    most = (1 << depth) - 1
    return tuple(round(gray[0] * most / 255) for gray in GRAYS)


def sixteen(colours: tuple[Colour, ...]) -> list[tuple[int, ...]]:
    return [tuple(part * 257 for part in colour) for colour in colours]


def tiled(colours: tuple[Colour, ...]) -> bytes:
    """Four tiles of 32 by 32, more than the picture fills."""
    rows = quarters(*colours)
    tiles = []
    for top in (0, 32):
        for left in (0, 32):
            data = bytearray()
            for y in range(top, top + 32):
                for x in range(left, left + 32):
                    data += bytes(rows[y][x] if y < SIDE and x < SIDE else (9, 9, 9))
            tiles.append(bytes(data))
    tags = {
        256: (SIDE,),
        257: (SIDE,),
        258: (8, 8, 8),
        259: (1,),
        262: (2,),
        277: (3,),
        322: (32,),
        323: (32,),
    }
    return tiff(tags, tiles, tiles=True)


def palette_tiff() -> bytes:
    table = [0] * 768
    for index, colour in enumerate(COLOURS):
        for part in range(3):
            table[256 * part + index] = colour[part] * 257
    return flat_tiff(single(0, 1, 2, 3), 8, 3, t320=table)


def bitmap(image: Image.Image) -> bytes:
    """A BMP of four channels, named by their masks (BITMAPV4HEADER)."""
    rows = image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).tobytes("raw", "BGRA")
    head = struct.pack("<IiiHHIIiiII", 108, *image.size, 1, 32, 3, len(rows), 2835, 2835, 0, 0)
    head += struct.pack("<4I", 0xFF0000, 0xFF00, 0xFF, 0xFF000000) + b"BGRs" + bytes(48)
    return b"BM" + struct.pack("<IHHI", 14 + len(head) + len(rows), 0, 0, 14 + len(head)) + head + rows


def run_bitmap() -> bytes:
    """A BMP packed in runs (RLE8), from the lowest row up; runs of 24 pixels."""
    rows = b"".join(
        bytes((24, left, 24, right, 0, 0)) for left, right in ((2, 3), (0, 1)) for _ in range(SIDE // 2)
    )
    table = b"".join(bytes((*colour[::-1], 0)) for colour in COLOURS)
    head = struct.pack("<IiiHHIIiiII", 40, SIDE, SIDE, 1, 8, 1, len(rows) + 2, 2835, 2835, 4, 0)
    start = 14 + len(head) + len(table)
    return b"BM" + struct.pack("<IHHI", start + len(rows) + 2, 0, 0, start) + head + table + rows + b"\0\1"


def portable(kind: int, most: int, rows: list[list[Any]]) -> bytes:
    """A portable map P1 to P6: samples as digits up to P3, as bytes from P4 on."""
    head = f"P{kind}\n# a comment\n{SIDE} {SIDE}\n" + (f"{most}\n" if most else "")
    samples = [value for row in rows for pixel in row for value in pixel]
    return head.encode() + (bytes(samples) if kind > 3 else " ".join(map(str, samples)).encode())


PALETTE = bytes(part for colour in COLOURS for part in colour)
GRAY_PALETTE = bytes(part for colour in GRAYS for part in colour)
GRAY_TWO_BITS = ((0,) * 3, (85,) * 3, (170,) * 3, (255,) * 3)
CLEARED = (WHITE, *COLOURS[1:])
HALF = (WHITE, over_white(GREEN), BLUE, YELLOW)
HALF_GRAY = (WHITE, over_white(GRAY), LIGHT, WHITE)
FOUR_INKS = [(0, 0, 0, 0), (0, 0, 0, 255), (0, 0, 0, 128), (255, 255, 255, 255)]

# name: file, the colours of its quarters, the components it is printed in
JPEG_OPTIONS: dict[str, dict[str, Any]] = {
    "444": {"subsampling": 0},
    "420": {"subsampling": 2},
    "progressive": {"progressive": True},
    "restarts": {"restart_marker_rows": 1},
    "RGB": {"keep_rgb": True, "subsampling": 0},
}
RIGHT: dict[str, tuple[bytes, tuple[Colour, ...], int]] = {
    # PNG
    "PNG gray 1": (png(0, 1, single(0, 1, 1, 0)), (BLACK, WHITE, WHITE, BLACK), 1),
    "PNG gray 1, white clear": (png(0, 1, single(0, 1, 1, 0), tRNS=b"\0\1"), (BLACK, WHITE, WHITE, BLACK), 1),
    "PNG gray 1, black clear": (png(0, 1, single(0, 1, 1, 0), tRNS=b"\0\0"), (WHITE,) * 4, 1),
    "PNG gray 2": (png(0, 2, single(0, 1, 2, 3)), GRAY_TWO_BITS, 1),
    "PNG gray 2, one clear": (png(0, 2, single(0, 1, 2, 3), tRNS=b"\0\1"), (BLACK, WHITE, (170,) * 3, WHITE), 1),
    "PNG gray 4": (png(0, 4, single(*in_words(4))), ((0,) * 3, (102,) * 3, (187,) * 3, WHITE), 1),
    "PNG gray 4, one clear": (png(0, 4, single(0, 6, 11, 15), tRNS=b"\0\6"), (BLACK, WHITE, (187,) * 3, WHITE), 1),
    "PNG gray 8": (png(0, 8, single(*in_words(8))), GRAYS, 1),
    "PNG gray 8, black clear": (png(0, 8, single(*in_words(8)), tRNS=b"\0\0"), (WHITE, *GRAYS[1:]), 1),
    "PNG gray 8, white clear": (png(0, 8, single(*in_words(8)), tRNS=b"\0\xff"), GRAYS, 1),
    "PNG gray 16": (png(0, 16, single(*in_words(16))), GRAYS, 1),
    "PNG gray 16, black clear": (png(0, 16, single(*in_words(16)), tRNS=b"\0\0"), (WHITE, *GRAYS[1:]), 1),
    "PNG gray 16, one clear, its neighbour not": (
        png(0, 16, single(0x6060, 0x6061, 0xC0C0, 0), tRNS=b"\x60\x60"), (WHITE, GRAY, LIGHT, BLACK), 1),
    "PNG gray and alpha 8": (saved(clear_quarter("LA", GRAYS), "PNG"), HALF_GRAY, 1),
    "PNG gray and alpha 16": (png(4, 16, quarters((0, 0), (96 * 257, 128 * 257), (192 * 257, 65535), (65535, 65535))), HALF_GRAY, 1),
    "PNG colours 8": (png(2, 8, quarters(*COLOURS)), COLOURS, 3),
    "PNG colours 8, one clear": (png(2, 8, quarters(*COLOURS), tRNS=b"\0\xff\0\0\0\0"), CLEARED, 3),
    "PNG colours 16": (png(2, 16, quarters(*sixteen(COLOURS))), COLOURS, 3),
    "PNG colours and alpha 8": (saved(clear_quarter("RGBA"), "PNG"), HALF, 3),
    "PNG colours and alpha 16": (
        png(6, 16, quarters(*((*part, alpha * 257) for part, alpha in zip(sixteen(COLOURS), (0, 128, 255, 255), strict=True)))), HALF, 3),
    "PNG colours without a colour": (png(2, 8, quarters(*GRAYS)), GRAYS, 1),
    "PNG gray kept as colours and alpha": (saved(clear_quarter("RGBA", GRAYS), "PNG"), HALF_GRAY, 1),
    **{f"PNG palette {depth}": (png(3, depth, single(0, 1, 2, 3), PLTE=PALETTE), COLOURS, 3) for depth in (2, 4, 8)},
    "PNG palette 1": (png(3, 1, single(0, 1, 1, 0), PLTE=PALETTE[:6]), (RED, GREEN, GREEN, RED), 3),
    "PNG palette, one clear": (png(3, 8, single(0, 1, 2, 3), PLTE=PALETTE, tRNS=b"\0"), CLEARED, 3),
    "PNG palette, alphas": (png(3, 4, single(0, 1, 2, 3), PLTE=PALETTE, tRNS=b"\0\x80"), HALF, 3),
    "PNG palette of grays": (png(3, 2, single(0, 1, 2, 3), PLTE=GRAY_PALETTE), GRAYS, 1),
    "PNG palette of grays, alphas": (png(3, 8, single(0, 1, 2, 3), PLTE=GRAY_PALETTE, tRNS=b"\0\x80"), HALF_GRAY, 1),
    # TIFF
    "TIFF white is 0, 1": (flat_tiff(single(0, 1, 1, 0), 1, 0), (WHITE, BLACK, BLACK, WHITE), 1),
    "TIFF white is 0, 4": (flat_tiff(single(15, 9, 4, 0), 4, 0), (BLACK, (102,) * 3, (187,) * 3, WHITE), 1),
    "TIFF white is 0, 8": (flat_tiff(single(255, 159, 63, 0), 8, 0), GRAYS, 1),
    "TIFF white is 0, 16": (flat_tiff(single(65535, 159 * 257, 63 * 257, 0), 16, 0), GRAYS, 1),
    "TIFF gray 16": (flat_tiff(single(*in_words(16)), 16, 1), GRAYS, 1),
    "TIFF gray 16, big end first": (flat_tiff(single(*in_words(16)), 16, 1, ">"), GRAYS, 1),
    "TIFF gray 12": (flat_tiff(single(0, 0x600, 0xC00, 0xFFF), 12, 1), GRAYS, 1),
    "TIFF gray and alpha": (flat_tiff(quarters((0, 0), (96, 128), (192, 255), (255, 255)), 8, 1, t338=(2,)), HALF_GRAY, 1),
    "TIFF colours": (flat_tiff(quarters(*COLOURS), 8, 2), COLOURS, 3),
    "TIFF colours, planar": (flat_tiff(quarters(*COLOURS), 8, 2, planar=True), COLOURS, 3),
    "TIFF colours, tiled": (tiled(COLOURS), COLOURS, 3),
    "TIFF colours 16": (flat_tiff(quarters(*sixteen(COLOURS)), 16, 2), COLOURS, 3),
    "TIFF colours and alpha": (flat_tiff(quarters((*RED, 0), (*GREEN, 128), (*BLUE, 255), (*YELLOW, 255)), 8, 2, t338=(2,)), HALF, 3),
    "TIFF colours times alpha": (flat_tiff(quarters((0, 0, 0, 0), (0, 64, 0, 128), (*BLUE, 255), (*YELLOW, 255)), 8, 2, t338=(1,)), HALF, 3),
    "TIFF palette": (palette_tiff(), COLOURS, 3),
    "TIFF YCbCr": (flat_tiff([[tuple(Image.new("RGB", (1, 1), pixel).convert("YCbCr").tobytes()) for pixel in row]
                              for row in quarters(*COLOURS)], 8, 6, t530=(1, 1)), COLOURS, 3),
    **{f"TIFF {packing}": (saved(pillow(), "TIFF", compression=packing), COLOURS, 3)
       for packing in ("tiff_lzw", "tiff_adobe_deflate", "packbits", "tiff_deflate")},
    "TIFF fax": (saved(pillow("1", (WHITE, BLACK, BLACK, WHITE)), "TIFF", compression="group4"), (WHITE, BLACK, BLACK, WHITE), 1),
    "TIFF JPEG": (saved(pillow(), "TIFF", compression="jpeg", quality=98), COLOURS, 3),
    # JPEG
    **{f"JPEG {name}": (saved(pillow(), "JPEG", quality=98, **options), COLOURS, 3)
       for name, options in JPEG_OPTIONS.items()},
    "JPEG gray": (saved(pillow("L", GRAYS), "JPEG", quality=98), GRAYS, 1),
    # the others
    "GIF": (saved(pillow().quantize(4), "GIF"), COLOURS, 3),
    "GIF, one clear": (saved(pillow().quantize(4), "GIF", transparency=pillow().quantize(4).getpixel((0, 0))), CLEARED, 3),
    "GIF gray": (saved(pillow("L", GRAYS), "GIF"), GRAYS, 1),
    "BMP": (saved(pillow(), "BMP"), COLOURS, 3),
    "BMP palette": (saved(pillow().quantize(4), "BMP"), COLOURS, 3),
    "BMP gray": (saved(pillow("L", GRAYS), "BMP"), GRAYS, 1),
    "BMP alpha": (bitmap(clear_quarter("RGBA")), HALF, 3),
    "WebP lossless": (saved(pillow(), "WEBP", lossless=True), COLOURS, 3),
    "WebP lossy": (saved(pillow("L", GRAYS), "WEBP", quality=95), GRAYS, 1),
    "WebP alpha": (saved(clear_quarter("RGBA"), "WEBP", lossless=True, exact=True), HALF, 3),
    "JPEG 2000": (saved(pillow(), "JPEG2000"), COLOURS, 3),
    "JPEG 2000 gray": (saved(pillow("L", GRAYS), "JPEG2000"), GRAYS, 1),
    "JPEG 2000 gray and alpha": (saved(clear_quarter("LA", GRAYS), "JPEG2000"), HALF_GRAY, 1),
    "JPEG 2000 gray 16": (saved(Image.frombytes("I;16", (SIDE, SIDE), b"".join(
        (gray[0] * 257).to_bytes(2, "little") for row in quarters(*GRAYS) for gray in row)), "JPEG2000"), GRAYS, 1),
    "BMP runs": (run_bitmap(), COLOURS, 3),
    "BMP 1": (saved(pillow("1", (WHITE, BLACK, BLACK, WHITE)), "BMP"), (WHITE, BLACK, BLACK, WHITE), 1),
    "PBM": (portable(4, 0, [[(value,) for value in row] for row in [[0] * 3 + [255] * 3] * 24 + [[255] * 3 + [0] * 3] * 24]),
            (WHITE, BLACK, BLACK, WHITE), 1),
    "PBM digits": (portable(1, 0, single(0, 1, 1, 0)), (WHITE, BLACK, BLACK, WHITE), 1),
    "PBM digits, no space": (portable(1, 0, single(0, 1, 1, 0)).replace(b" 0", b"0").replace(b" 1", b"1"), (WHITE, BLACK, BLACK, WHITE), 1),
    "PGM": (portable(5, 255, single(*in_words(8))), GRAYS, 1),
    "PGM of a hundred grays": (portable(5, 100, single(0, 50, 75, 100)), (BLACK, (128,) * 3, (191,) * 3, WHITE), 1),
    "PGM digits": (portable(2, 255, single(*in_words(8))), GRAYS, 1),
    "PGM digits to 1000": (portable(2, 1000, single(0, 500, 750, 1000)), (BLACK, (128,) * 3, (191,) * 3, WHITE), 1),
    "PPM": (portable(6, 255, quarters(*COLOURS)), COLOURS, 3),
    "PPM digits": (portable(3, 255, quarters(*COLOURS)), COLOURS, 3),
    "PPM without a colour": (portable(6, 255, quarters(*GRAYS)), GRAYS, 1),
    "PPM 16": (b"P6\n48 48\n65535\n" + b"".join(
        (part * 257).to_bytes(2, "big") for row in quarters(*COLOURS) for colour in row for part in colour), COLOURS, 3),
    "PGM 16": (b"P5\n48 48\n65535\n" + b"".join(
        (gray[0] * 257).to_bytes(2, "big") for row in quarters(*GRAYS) for gray in row), GRAYS, 1),
}  # fmt: skip

REFUSED = {
    "TIFF 32-bit integers": (flat_tiff(single(0, 1, 2, 3), 32, 1), Term("32 bits")),
    "TIFF signed": (flat_tiff(single(0, 1, 2, 3), 16, 1, t339=(2,)), Term("signed")),
    "TIFF signed, 8 bits": (flat_tiff(single(0, 1, 2, 3), 8, 1, t339=(2,)), Term("signed")),
    "TIFF float": (flat_tiff(single(0, 0x3F000000, 0x3F800000, 0), 32, 1, t339=(3,)), Term("float")),
    "TIFF Lab": (flat_tiff(quarters((0, 0, 0), (9, 9, 9), (99, 0, 0), (50, 0, 0)), 8, 8), "LAB"),
    "PNG 16 bits with a clear colour": (png(2, 16, quarters(*sixteen(COLOURS)), tRNS=bytes(6)), Term("16 bits transparent")),
    "PSD": (b"8BPS\0\1" + bytes(60), "PSD"),
    "ICO": (saved(pillow(), "ICO"), "ICO"),
    "EPS": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "EPS"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
    "HEIC": (b"\0\0\0\x18ftypheic" + bytes(60), "HEIC"),
    "PAM": (b"P7\nWIDTH 48\nHEIGHT 48\nDEPTH 1\nMAXVAL 255\nENDHDR\n" + bytes(48 * 48), "PAM"),
    "PFM": (b"Pf\n48 48\n-1.0\n" + bytes(4 * 48 * 48), "PFM"),
    "XBM": (saved(pillow("1"), "XBM"), "XBM"),
    "XPM": (b'/* XPM */\nstatic char *a[] = {"48 48 2 1"};\n', "XPM"),
    "JPEG XL": (b"\xff\x0a" + bytes(60), "JPEG XL"),
    "PCX": (saved(pillow(), "PCX"), "PCX"),
    "SGI": (saved(pillow(), "SGI"), "SGI"),
}  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, book: FontBook) -> Path:
    """All of them in one file, a page each."""
    home = tmp_path_factory.mktemp("kinds")
    return written(home, book, {name: data for name, (data, _, _) in RIGHT.items()}, SCREEN)


def written(home: Path, book: FontBook, files: dict[str, bytes], profile: Profile) -> Path:
    pages = []
    for number, data in enumerate(files.values()):
        (home / str(number)).write_bytes(data)
        pages.append(Page(Size(SIDE, SIDE), (Picture(Rect(0, 0, SIDE, SIDE), str(home / str(number))),)))
    write_pdf(Document(tuple(pages), (), (), "t"), profile, book, str(home / "all.pdf"))
    return home / "all.pdf"


def corners(image: Image.Image) -> list[Colour]:
    near, far = SIDE // 4, SIDE * 3 // 4
    pixel: Any = image.getpixel
    return [pixel(place) for place in ((near, near), (far, near), (near, far), (far, far))]


@pytest.fixture(scope="module")
def drawn(printed: Path) -> dict[str, list[list[Colour]]]:
    """The corners of each page, as two renderers draw it."""
    home = printed.parent
    subprocess.run(
        ["mutool", "draw", "-q", "-r", "72", "-A", "0", "-o", home / "m%d.png", printed], check=True
    )
    subprocess.run(["pdftoppm", "-r", "72", "-png", printed, home / "p"], check=True)
    poppler = sorted(home.glob("p-*.png"))
    found = {}
    for number, name in enumerate(RIGHT):
        pages = (home / f"m{number + 1}.png", poppler[number])
        found[name] = [corners(Image.open(page).convert("RGB")) for page in pages]
    return found


@pytest.mark.parametrize("name", RIGHT)
def test_colours_are_right(name: str, drawn: dict[str, list[list[Colour]]]) -> None:
    expected = RIGHT[name][1]
    for found in drawn[name]:
        for colour, wanted in zip(found, expected, strict=True):
            assert colour == pytest.approx(wanted, abs=6)


@pytest.mark.parametrize("name", RIGHT)
def test_what_has_no_colour_is_gray(name: str) -> None:
    data, _, components = RIGHT[name]
    assert picture_facts_of_data(data).colours in {1: ("line", "gray"), 3: ("rgb",)}[components]


@pytest.mark.parametrize("name", REFUSED)
def test_refused_by_name(name: str) -> None:
    data, kind = REFUSED[name]
    with pytest.raises(PictureError) as caught:
        picture_facts_of_data(data)
    assert (caught.value.fault, caught.value.detail) == ("kind", kind)


def test_gray_stays_on_the_black_plate(tmp_path: Path, book: FontBook, run: Callable[..., str]) -> None:
    grays = {name: data for name, (data, _, components) in RIGHT.items() if components == 1}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    grays["gray with a profile"] = saved(pillow("L", GRAYS), "PNG", icc_profile=profile)
    target = written(tmp_path, book, grays, PRINT)
    run("gs", "-q", "-sDEVICE=tiffsep", "-r36", "-o", tmp_path / "plate%d.tif", target)
    for number in range(1, len(grays) + 1):
        for ink in ("Cyan", "Magenta", "Yellow"):
            with Image.open(tmp_path / f"plate{number}({ink}).tif") as plate:
                assert plate.convert("L").getextrema() == (255, 255), list(grays)[number - 1]


@pytest.mark.parametrize("kind", ["CMYK TIFF", "CMYK JPEG", "YCCK JPEG", "CMYK TIFF, planar"])
def test_four_inks_stay_what_they_are(
    kind: str, tmp_path: Path, book: FontBook, run: Callable[..., str]
) -> None:
    image = Image.new("CMYK", (SIDE, SIDE))
    image.putdata([pixel for row in quarters(*FOUR_INKS) for pixel in row])
    data = {
        "CMYK TIFF": lambda: saved(image, "TIFF"),
        "CMYK TIFF, planar": lambda: flat_tiff(quarters(*FOUR_INKS), 8, 5, planar=True),
        "CMYK JPEG": lambda: saved(image, "JPEG", quality=98),
        "YCCK JPEG": lambda: ycck(image),
    }[kind]()
    target = written(tmp_path, book, {kind: data}, PRINT)
    run("gs", "-q", "-sDEVICE=tiffsep", "-r72", "-o", tmp_path / "plate.tif", target)
    for place, ink in enumerate(("Cyan", "Magenta", "Yellow", "Black")):
        with Image.open(tmp_path / f"plate({ink}).tif") as plate:
            found = [255 - untyped(value) for value in corners(plate.convert("L"))]
        assert found == pytest.approx([inks[place] for inks in FOUR_INKS], abs=8)


def ycck(image: Image.Image) -> bytes:
    """A CMYK JPEG written with Adobe's transform 2: CMY as YCbCr, K the other way round."""
    cmy = Image.merge("RGB", image.split()[:3]).convert("YCbCr")
    stored = Image.merge("CMYK", [*cmy.split(), image.split()[3].point(lambda value: 255 - value)])
    plain = saved(
        Image.merge("CMYK", [b.point(lambda value: 255 - value) for b in stored.split()]), "JPEG", quality=98
    )
    place = plain.index(b"Adobe")
    return plain[: place + 11] + b"\2" + plain[place + 12 :]


@pytest.mark.parametrize("value", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "TIFF lzw"])
def test_orientation_is_applied_once(
    kind: str, value: int, tmp_path: Path, book: FontBook, run: Callable[..., str]
) -> None:
    turn = Image.Transpose
    back = {2: turn.FLIP_LEFT_RIGHT, 3: turn.ROTATE_180, 4: turn.FLIP_TOP_BOTTOM, 5: turn.TRANSPOSE,
            6: turn.ROTATE_90, 7: turn.TRANSVERSE, 8: turn.ROTATE_270}  # fmt: skip
    upright = pillow().resize((SIDE * 2, SIDE), Image.Resampling.NEAREST)
    stored = upright.transpose(back[value]) if value in back else upright
    exif = Image.Exif()
    exif[0x0112] = value
    given: dict[str, dict[str, Any]] = {
        "JPEG": {"quality": 98, "subsampling": 0},
        "WEBP": {"lossless": True},
        "TIFF lzw": {"compression": "tiff_lzw"},
    }
    data = saved(stored, kind.split()[0], exif=exif, **given.get(kind, {}))
    assert (picture_facts_of_data(data).width, picture_facts_of_data(data).height) == (SIDE * 2, SIDE)
    target = written(tmp_path, book, {kind: data}, SCREEN)
    run("mutool", "draw", "-q", "-r", "72", "-A", "0", "-o", tmp_path / "page.png", target)
    for found, wanted in zip(corners(Image.open(tmp_path / "page.png").convert("RGB")), COLOURS, strict=True):
        assert found == pytest.approx(wanted, abs=12)


def test_an_exif_chunk_of_png_counts() -> None:
    rows = [[(0, 0, 0)] * 64] * 32
    facts = picture_facts_of_data(png(2, 8, rows, eXIf=orientation(6)))
    assert (facts.width, facts.height) == (32, 64)


def test_a_colour_profile_outlives_transparency(tmp_path: Path, book: FontBook) -> None:
    profile = (Path(__file__).parent.parent.parent / "icc/sRGB.icc").read_bytes()
    data = saved(clear_quarter("RGBA"), "PNG", icc_profile=profile + bytes(0))
    target = written(tmp_path, book, {"a": data}, PRINT)
    import pypdf

    (image,) = untyped(pypdf.PdfReader(target).pages[0])["/Resources"]["/XObject"].values()
    assert image.get_object()["/ColorSpace"][1].get_object().get_data() == profile


@pytest.mark.parametrize("kind", ["TIFF", "GIF", "WEBP", "PNG"])
def test_further_pages_are_told(kind: str) -> None:
    pages = [pillow("RGB", colours) for colours in (COLOURS, COLOURS[::-1])]
    data = saved(pages[0], kind, save_all=True, append_images=pages[1:])
    assert picture_facts_of_data(data).several
    assert not picture_facts_of_data(saved(pages[0], kind)).several


def test_sixteen_bits_of_a_members_jpeg_2000_keep_their_tones() -> None:
    with opened(RIGHT["JPEG 2000 gray 16"][0]) as found:
        assert [set(data) for data in _eight_bits(found)[1:]] == [{gray[0] for gray in GRAYS}]
