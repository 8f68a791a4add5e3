"""Picture files → image objects. JPEG data passes through as it is; everything else is unpacked.

Pillow is imported only when a document has pictures.
"""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from bulletin_pdf.fonts.shipped import icc_directory
from bulletin_pdf.opened import open_plain
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, reference
from bulletin_pdf.pdf.profile import Profile

if TYPE_CHECKING:
    from PIL.Image import Image

Matrix = tuple[float, float, float, float, float, float]

# EXIF orientation → where the image's unit square lands in the upright unit square (a b c d e f).
_UPRIGHT: dict[int, Matrix] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
_EXIF_ORIENTATION = 0x0112


class PlacedImage(NamedTuple):
    """One image of the file: its resource name and how it must be turned to stand upright."""

    resource: str
    ref: Ref
    orientation: int

    def matrix(self, x: float, y: float, width: float, height: float) -> Matrix:
        """Give the matrix that fills a rectangle (pt, lower left corner) with the upright image."""
        a, b, c, d, e, f = _UPRIGHT[self.orientation]
        return (a * width, b * height, c * width, d * height, e * width + x, f * height + y)


def write_images(paths: Iterable[str], table: ObjectTable, profile: Profile) -> dict[str, PlacedImage]:
    """Write each different picture once and give path → image."""
    import hashlib

    shelf = _Shelf(table, profile)
    images: dict[str, PlacedImage] = {}
    by_digest: dict[bytes, PlacedImage] = {}
    for path in paths:
        if path in images:
            continue
        with open_plain(path) as file:
            data = file.read()
        digest = hashlib.sha256(data).digest()
        if digest not in by_digest:
            by_digest[digest] = shelf.write(data, f"Im{len(by_digest) + 1}")
        images[path] = by_digest[digest]
    return images


class _Shelf:
    """Writes images; colour profiles that several of them use are written once."""

    def __init__(self, table: ObjectTable, profile: Profile) -> None:
        self.table = table
        self.profile = profile
        self.spaces: dict[bytes, Ref] = {}

    def write(self, data: bytes, resource: str) -> PlacedImage:
        from io import BytesIO

        from PIL import Image

        with Image.open(BytesIO(data)) as image:
            orientation = image.getexif().get(_EXIF_ORIENTATION, 1)
            ref = self._write_jpeg(image, data) if _passes_through(image) else self._write_pixels(image)
        return PlacedImage(resource, ref, orientation if orientation in _UPRIGHT else 1)

    def _write_jpeg(self, image: "Image", data: bytes) -> Ref:
        entries = self._entries(image) | {"Filter": "/DCTDecode"}
        if image.mode == "CMYK" and "adobe" in image.info:
            # Adobe writes CMYK inverted and the data stay as they are.
            entries["Decode"] = "[1 0 1 0 1 0 1 0]"
        return self.table.add_stream(data, entries, deflate=False)

    def _write_pixels(self, image: "Image") -> Ref:
        plain = _plain(image)
        return self.table.add_stream(plain.tobytes(), self._entries(plain))

    def _entries(self, image: "Image") -> dict[str, str]:
        return {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": str(image.width),
            "Height": str(image.height),
            "ColorSpace": self._space(image),
            "BitsPerComponent": "1" if image.mode == "1" else "8",
        }

    def _space(self, image: "Image") -> str:
        if image.mode in ("1", "L"):
            return "/DeviceGray"
        intent = self.profile.intent
        components = 4 if image.mode == "CMYK" else 3
        device = "/DeviceCMYK" if components == 4 else "/DeviceRGB"
        if intent is None or (components == 4 and intent.components == 4):
            return device
        # what the intent does not speak of carries its own profile, else a common one.
        own = image.info.get("icc_profile") or b""
        icc = own if _is_sound(own, components) else b""
        if not icc and components == intent.components:
            return device
        return array(("/ICCBased", reference(self._profile(icc or _common_profile(components), device))))

    def _profile(self, icc: bytes, device: str) -> Ref:
        if icc not in self.spaces:
            components = "4" if device == "/DeviceCMYK" else "3"
            self.spaces[icc] = self.table.add_stream(icc, {"N": components, "Alternate": device})
        return self.spaces[icc]


def _passes_through(image: "Image") -> bool:
    return image.format == "JPEG" and image.mode in ("L", "RGB", "CMYK")


def _plain(image: "Image") -> "Image":
    """Bring an image to 1 bit, gray, RGB or CMYK; what is transparent becomes white paper."""
    from PIL import Image

    if image.has_transparency_data:
        layers = image.convert("RGBA")
        paper = Image.new("RGBA", layers.size, "white")
        gray = image.mode in ("LA", "La")
        return Image.alpha_composite(paper, layers).convert("L" if gray else "RGB")
    if image.mode in ("1", "L", "RGB", "CMYK"):
        return image
    if image.mode.startswith(("I", "F")):
        # 16 bits a pixel are more than a press can show.
        return (
            image.point(lambda value: value / 257).convert("L") if image.mode != "F" else image.convert("L")
        )
    return image.convert("RGB")


def _is_sound(icc: bytes, components: int) -> bool:
    """Look at a profile's header: of the right colours, a class for pictures, a version PDF knows."""
    colours = {3: b"RGB ", 4: b"CMYK"}[components]
    known = icc[12:16] in (b"mntr", b"prtr", b"scnr", b"spac") and icc[36:40] == b"acsp"
    return known and icc[16:20] == colours and 2 <= icc[8] <= 4 and len(icc) == int.from_bytes(icc[:4], "big")


def _common_profile(components: int) -> bytes:
    """Give the profile of pictures that bring none: sRGB, or coated offset for CMYK."""
    name = {3: "sRGB.icc", 4: "FOGRA39L_coated.icc"}[components]
    with open(os.path.join(icc_directory(), name), "rb") as file:
        return file.read()
