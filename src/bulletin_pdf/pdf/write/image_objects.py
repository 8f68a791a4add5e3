"""Picture files → image objects. JPEG data passes through as it is; everything else is unpacked.

Pillow is imported only when a document has pictures.
"""

import os
from collections.abc import Iterable

from bulletin_pdf.fonts.shipped import icc_directory
from bulletin_pdf.geometry import Matrix
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, reference
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pictures.open_picture import OpenedPicture, opened
from bulletin_pdf.pictures.orientation import orientation_of
from bulletin_pdf.pictures.picture_error import PictureError
from bulletin_pdf.pictures.pixels import pixels_of
from bulletin_pdf.plain_files import open_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems

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


class PlacedImage(NamedTuple):
    """One image of the file: its resource name and how it must be turned to stand upright."""

    resource: str
    ref: Ref
    orientation: int

    def matrix(self, x: float, y: float, width: float, height: float) -> Matrix:
        """Return the matrix that fills a rectangle (pt, lower left corner) with the upright image."""
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
            try:
                by_digest[digest] = shelf.write(data, f"Im{len(by_digest) + 1}")
            except PictureError:  # it was looked at before; it has changed since
                problems = Problems()
                problems.add(Code.PICTURE_NOT_READ, None, file=path)
                raise BulletinError(problems) from None
        images[path] = by_digest[digest]
    return images


class _Shelf:
    """Writes images; colour profiles that several of them use are written once."""

    def __init__(self, table: ObjectTable, profile: Profile) -> None:
        self.table = table
        self.profile = profile
        self.spaces: dict[bytes, Ref] = {}

    def write(self, data: bytes, resource: str) -> PlacedImage:
        with opened(data) as found:
            orientation = orientation_of(found)
            ref = self._write_jpeg(found) if found.passes_through else self._write_pixels(found)
        return PlacedImage(resource, ref, orientation)

    def _write_jpeg(self, found: OpenedPicture) -> Ref:
        image = found.image
        icc = image.info.get("icc_profile") or b""
        entries = self._entries(image.mode, image.width, image.height, icc) | {"Filter": "/DCTDecode"}
        if image.mode == "CMYK" and "adobe" in image.info:
            # Adobe writes CMYK inverted and the data stay as they are.
            entries["Decode"] = "[1 0 1 0 1 0 1 0]"
        return self.table.add_stream(found.data, entries, deflate=False)

    def _write_pixels(self, found: OpenedPicture) -> Ref:
        pixels = pixels_of(found)
        found.image.close()  # Its memory is needed for packing.
        entries = self._entries(pixels.mode, pixels.width, pixels.height, pixels.icc)
        return self.table.add_stream(pixels.data, entries)

    def _entries(self, mode: str, width: int, height: int, icc: bytes) -> dict[str, str]:
        return {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": str(width),
            "Height": str(height),
            "ColorSpace": self._space(mode, icc),
            "BitsPerComponent": "1" if mode == "1" else "8",
        }

    def _space(self, mode: str, own: bytes) -> str:
        if mode in ("1", "L"):
            return "/DeviceGray"
        intent = self.profile.intent
        components = 4 if mode == "CMYK" else 3
        device = "/DeviceCMYK" if components == 4 else "/DeviceRGB"
        if intent is None or (components == 4 and intent.components == 4):
            return device
        # what the intent does not cover carries its own profile, else a common one.
        icc = own if _is_sound(own, components) else b""
        if not icc and components == intent.components:
            return device
        return array(("/ICCBased", reference(self._profile(icc or _common_profile(components), device))))

    def _profile(self, icc: bytes, device: str) -> Ref:
        if icc not in self.spaces:
            components = "4" if device == "/DeviceCMYK" else "3"
            self.spaces[icc] = self.table.add_stream(icc, {"N": components, "Alternate": device})
        return self.spaces[icc]


def _is_sound(icc: bytes, components: int) -> bool:
    """Look at a profile's header: of the right colours, a class for pictures, a version PDF allows."""
    colours = {3: b"RGB ", 4: b"CMYK"}[components]
    known = icc[12:16] in (b"mntr", b"prtr", b"scnr", b"spac") and icc[36:40] == b"acsp"
    return known and icc[16:20] == colours and 2 <= icc[8] <= 4 and len(icc) == int.from_bytes(icc[:4], "big")


def _common_profile(components: int) -> bytes:
    """Return the profile of pictures that bring none: sRGB, or coated offset for CMYK."""
    name = {3: "sRGB.icc", 4: "FOGRA39L_coated.icc"}[components]
    with open(os.path.join(icc_directory(), name), "rb") as file:
        return file.read()
