"""The pixels of a picture as they are printed: 1 bit, gray, RGB or CMYK, on white paper.

What cannot be brought there truly (integers and floats without a scale, Lab) is refused by name.
A picture without colours is gray, whatever it is stored as: it is printed with black alone.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, Literal

from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pictures.open_picture import OpenedPicture
from bulletin_pdf.pictures.picture_error import PictureError

if TYPE_CHECKING:
    from PIL.Image import Image

Mode = Literal["1", "L", "RGB", "CMYK"]

_WHITE: Final = 255
_STRIP: Final = 1 << 20
"""Pixels that are worked on at once; each takes some bytes more."""
_SIXTEEN_BITS: Final = frozenset({"I;16", "I;16L", "I;16B", "I;16N"})
_COLOURED: Final = frozenset({"P", "PA", "RGB", "RGBX", "RGBA", "RGBa", "YCbCr"})
# TIFF: PhotometricInterpretation, and its value for samples that are white at 0; BitsPerSample; SampleFormat, and its
# values for samples that may be less than nothing.
_PHOTOMETRIC, _WHITE_IS_ZERO, _BITS, _FORMAT = 262, 0, 258, 339
_SIGNED: Final = frozenset({2, 5, 6})


class Pixels(NamedTuple):
    """Rows from top to bottom, as they lie in the file: see `orientation_of`."""

    mode: Mode
    width: int
    height: int
    data: bytes
    icc: bytes
    """The picture's own colour profile; empty for none, and for gray, which is printed as it is."""


def mode_of(found: OpenedPicture) -> Mode:
    """Return what a picture is printed in; raises `PictureError` for one that cannot be. Unpacks it."""
    mode = found.image.mode
    _demand_scale(found)
    if mode in ("1", "CMYK"):
        return "1" if mode == "1" else "CMYK"
    if found.passes_through:
        return "L" if mode == "L" else "RGB"
    return "RGB" if mode in _COLOURED and not _is_neutral(found.image) else "L"


def pixels_of(found: OpenedPicture) -> Pixels:
    """Return the pixels of a picture; what is transparent becomes white paper."""
    image, mode = found.image, mode_of(found)
    image.load()
    data = bytearray()
    convert = _converter(found)
    for strip in _strips(image):
        printed = convert(strip)
        data += (printed if printed.mode == mode else printed.convert(mode)).tobytes()
    icc = image.info.get("icc_profile") if mode in ("RGB", "CMYK") else None
    return Pixels(mode, image.width, image.height, bytes(data), icc if isinstance(icc, bytes) else b"")


def _demand_scale(found: OpenedPicture) -> None:
    """Refuse samples without a defined black and white."""
    image = found.image
    # Pillow takes signed samples of 8 bits for unsigned ones.
    if not _SIGNED.isdisjoint(_tiff_values(found, _FORMAT)):
        raise PictureError("kind", Term("signed"))
    if image.mode not in _COLOURED | _SIXTEEN_BITS | {"1", "L", "LA", "La", "CMYK"}:
        deep = {"I": Term("32 bits"), "F": Term("float")}.get(image.mode, image.mode)
        # Portable grey maps and older readers of PNG give 16 bits in this mode.
        if image.mode != "I" or found.kind not in ("PPM", "PNG"):
            raise PictureError("kind", deep)
    if _png_depth(found) == 16 and image.mode == "RGB" and "transparency" in image.info:
        raise PictureError("kind", Term("16 bits transparent"))


def _png_depth(found: OpenedPicture) -> int:
    """PNG 11.2.1: bits of a sample, the ninth byte of IHDR."""
    return found.data[24] if found.kind == "PNG" else 0


def _strips(image: "Image") -> Iterator["Image"]:
    rows = max(1, _STRIP // image.width)
    for top in range(0, image.height, rows):
        yield image.crop((0, top, image.width, min(top + rows, image.height)))


def _is_neutral(image: "Image") -> bool:
    """Whether no pixel has a colour; most pictures show one at once."""
    from PIL import ImageChops

    image.load()
    if image.mode in ("P", "PA"):
        return _is_gray_palette(image)
    for strip in _strips(image):
        red, green, blue = strip.convert("RGB").split()
        if ImageChops.difference(red, green).getbbox() or ImageChops.difference(red, blue).getbbox():
            return False
    return True


def _is_gray_palette(image: "Image") -> bool:
    """Whether all colours of the palette that are used are gray."""
    palette = image.getpalette("RGB") or []
    used = [index for index, count in enumerate(image.getchannel(0).histogram()) if count]
    return all(len(set(palette[3 * index : 3 * index + 3])) <= 1 for index in used)


def _converter(found: OpenedPicture) -> Callable[["Image"], "Image"]:
    """Return the function that brings a strip of the picture onto white paper."""
    image = found.image
    clear = image.info.get("transparency")
    if image.mode in _SIXTEEN_BITS or image.mode == "I":
        return lambda strip: _eight_bits(strip, clear, found)
    if image.mode in ("1", "L"):
        return lambda strip: strip if clear is None else _cleared(strip, _scaled(clear, found))
    if image.mode in ("LA", "La"):
        return lambda strip: _on_paper(strip.convert("LA"), "L")
    if image.mode == "RGB" and isinstance(clear, tuple):
        return lambda strip: _without_colour(strip, clear)
    if image.mode in ("RGBA", "RGBa", "PA") or (image.mode == "P" and clear is not None):
        return lambda strip: _on_paper(strip.convert("RGBA"), "RGB")
    return lambda strip: strip if strip.mode in ("RGB", "CMYK") else strip.convert("RGB")


def _on_paper(strip: "Image", mode: str) -> "Image":
    from PIL import Image

    colours, alpha = strip.convert(mode), strip.getchannel("A")
    return Image.composite(colours, Image.new(mode, strip.size, "white"), alpha)


def _scaled(clear: object, found: OpenedPicture) -> int:
    """Return the transparent value as pixels have it: PNG names it in the file's own depth (11.3.2.1)."""
    value, depth = clear if isinstance(clear, int) else -1, _png_depth(found)
    if found.image.mode == "1":
        return _WHITE if value else 0
    return value * _WHITE // ((1 << depth) - 1) if depth in (2, 4) else value


def _cleared(strip: "Image", clear: int) -> "Image":
    """Make one value of gray or of 1 bit white."""
    return strip.point([_WHITE if value == clear else value for value in range(256)])


def _without_colour(strip: "Image", clear: tuple[int, ...]) -> "Image":
    """Make one colour white (PNG 11.3.2.1)."""
    from PIL import ImageChops

    masks = [
        band.point([_WHITE * (value == part) for value in range(256)])
        for band, part in zip(strip.split(), clear, strict=False)
    ]
    mask = ImageChops.darker(ImageChops.darker(masks[0], masks[1]), masks[2])
    strip = strip.copy()
    strip.paste((_WHITE, _WHITE, _WHITE), mask=mask)
    return strip


def _sixteen_bits(strip: "Image", found: OpenedPicture) -> bytes:
    """Return samples of 16 bits, the high byte first. Pillow leaves 12 bits of a TIFF at the low end."""
    if strip.mode == "I":
        strip = strip.convert("I;16")
    if found.kind == "TIFF" and found.image.tag_v2.get(_BITS) == (12,):  # type: ignore[attr-defined]
        strip = strip.point(lambda value: value * 16)
    return strip.tobytes("raw", "I;16B")


def _tiff_values(found: OpenedPicture, tag: int) -> tuple[object, ...]:
    """Return the values of a tag; none for other kinds of pictures."""
    given = getattr(found.image, "tag_v2", {}).get(tag, ()) if found.kind == "TIFF" else ()
    return given if isinstance(given, tuple) else (given,)


def _is_inverted(found: OpenedPicture) -> bool:
    """Whether 0 is white: Pillow turns samples of 8 bits round, but not those of 16."""
    tags = getattr(found.image, "tag_v2", {}) if found.kind == "TIFF" else {}
    return bool(tags.get(_PHOTOMETRIC) == _WHITE_IS_ZERO)


def _eight_bits(strip: "Image", clear: object, found: OpenedPicture) -> "Image":
    """Bring 16 bits to the eight a press can show: the high byte. One value may be transparent."""
    from PIL import Image, ImageChops, ImageOps

    data = _sixteen_bits(strip, found)
    high = Image.frombytes("L", strip.size, data[0::2])
    if isinstance(clear, int):
        low = Image.frombytes("L", strip.size, data[1::2])
        masks = [
            half.point([_WHITE * (value == part) for value in range(256)])
            for half, part in ((high, clear >> 8), (low, clear & 255))
        ]
        high.paste(_WHITE, mask=ImageChops.darker(*masks))
    return ImageOps.invert(high) if _is_inverted(found) else high
