"""Pictures of existing pages: decoded as a check, then written as a conforming file may have them (A-05, R-13)."""

import base64
import binascii
import re
from collections.abc import Mapping

from bulletin_pdf.pdf.foreign.conform.bilevel import FaxParameters, fax_is_whole, jbig2_is_whole
from bulletin_pdf.pdf.foreign.conform.colour_writer import ColourWriter
from bulletin_pdf.pdf.foreign.conform.deflated_data import inspect_deflated
from bulletin_pdf.pdf.foreign.conform.jpeg_check import check_pdf_jpeg
from bulletin_pdf.pdf.foreign.conform.page_faults import PageFault
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdfError
from bulletin_pdf.pdf.foreign.pdf_values import PdfReference, PdfStream, PdfValue
from bulletin_pdf.pdf.objects import Ref, reference
from bulletin_pdf.pictures.open_picture import OpenedPicture, opened
from bulletin_pdf.pictures.picture_error import PictureError
from bulletin_pdf.pictures.pixels import pixels_of

_MAX_BYTES_A_PIXEL = 64
"""Thirty-two inks of sixteen bits."""
_SLACK = 1 << 16
_MAX_PIXELS = 400_000_000
_LOSSLESS = frozenset(("FlateDecode", "LZWDecode", "RunLengthDecode", "ASCII85Decode", "ASCIIHexDecode"))
_FAX_COLUMNS = 1_728
_PNG = 10
"""Predictors from here on put a byte before each row."""


class PictureWriter:
    """Writes the pictures of one file."""

    def __init__(self, colours: ColourWriter, faults: list[PageFault], *, judge: bool) -> None:
        """Take what writes their colours; what is found wrong is added to `faults`.

        `judge` decodes also what can be copied without being decoded.
        """
        self.colours, self.faults, self.judge = colours, faults, judge
        self.foreign, self.table, self.writing = colours.foreign, colours.table, colours.writing
        self.copied: dict[object, str] = {}
        self.broken: dict[PdfReference, ForeignPdfError] = {}
        self.unchecked = False
        """Whether a picture was met that cannot be decoded here."""

    def image(self, value: PdfValue, found: PdfStream) -> str:
        """Write a picture; its data stay packed as they are where that is allowed.

        `ForeignPdfError` when it is broken: a viewer would draw it grey, or half.
        """
        if not isinstance(value, PdfReference):
            return reference(self._image(found))
        if value in self.broken:
            raise self.broken[value]
        key = self.colours.key(value)
        if key not in self.copied:
            try:
                self.copied[key] = reference(self._image(found))
            except ForeignPdfError as error:
                self.broken[value] = error
                raise
        return self.copied[key]

    def _image(self, found: PdfStream, *, mask: bool = False) -> Ref:
        entries = {key: self.foreign.follow(item) for key, item in found.entries.items()}
        if any(key in entries for key in ("F", "FFilter")):
            self._fault(PageFault("page", why="outside"))
        width, height = entries.get("Width"), entries.get("Height")
        if not isinstance(width, int) or not isinstance(height, int) or width < 1 or height < 1:
            raise ForeignPdfError("damaged", "a picture has no size")
        if width * height > _MAX_PIXELS:
            self._fault(PageFault("page", why="beyond"))
            width = height = 1
        written = {"Type": "/XObject", "Subtype": "/Image", "Width": str(width), "Height": str(height)}
        names = self.writing.filters(found)
        if "JPXDecode" in names:
            return self._jpeg2000(found, entries, written)
        if entries.get("ImageMask") is True:
            written |= {"ImageMask": "true", "BitsPerComponent": "1"}
            samples, bits = 1, 1
        else:
            said: PdfValue = entries.get("BitsPerComponent")
            bits = int(said) if said in (1, 2, 4, 8, 16) else 8
            written["BitsPerComponent"] = str(bits)
            space = found.entries.get("ColorSpace")
            written["ColorSpace"] = "/DeviceGray" if mask else self.colours.space(space)
            samples = 1 if mask else self.colours.components(space)
        written |= self.writing.some(found.entries, ("Decode", "Matte") if mask else ("Decode",))
        written |= self._masks(entries, found)
        most = height * (width * _MAX_BYTES_A_PIXEL + 1) + _SLACK
        whole = self._check(found, names, height * ((width * samples * bits + 7) // 8), height, most)
        packing = self.writing.packing(found) if whole else None
        if packing is None:
            return self.table.add_stream(self._unpacked(found), written)
        return self.table.add_stream(_outer(found.raw, names), written | packing, deflate=False)

    def _check(self, found: PdfStream, names: list[str], size: int, height: int, most: int) -> bool:
        """Decode a picture of so many bytes and rows for trial; return whether it may stay as it is packed."""
        if names == ["FlateDecode"]:
            seen = inspect_deflated(found.raw, most)
            if not seen.ended and seen.length > most:
                raise ForeignPdfError("limit", "a picture unpacks to too much")
            if seen.length < size + (height if self._predictor(found) >= _PNG else 0):
                raise ForeignPdfError(
                    "lost", "a picture is cut off" if not seen.ended else "a picture is too short"
                )
            if not seen.true_sum:
                self._fault(PageFault("check sum"))
            return seen.ended and seen.true_sum
        if set(names) <= _LOSSLESS:
            if len(self._unpacked(found)) < size:
                raise ForeignPdfError("lost", "a picture is too short")
            return len(names) < 2
        data = _outer(found.raw, names)
        if self.judge:
            self._decode(data, names[-1], found, height)
        return True

    def _decode(self, data: bytes, packing: str, found: PdfStream, height: int) -> None:
        """Decode what stays packed; `ForeignPdfError` when it is not whole."""
        match packing:
            case "DCTDecode":
                self.unchecked |= not check_pdf_jpeg(data)
            case "CCITTFaxDecode":
                parms = self._parms(found)
                columns, rows, k = (parms.get(key) for key in ("Columns", "Rows", "K"))
                fax = FaxParameters(
                    columns if isinstance(columns, int) else _FAX_COLUMNS,
                    rows if isinstance(rows, int) and rows > 0 else height,
                    k if isinstance(k, int) else 0,
                )
                self.unchecked |= parms.get("EncodedByteAlign") is True
                if parms.get("EncodedByteAlign") is not True and not fax_is_whole(data, fax):
                    raise ForeignPdfError("lost", "a picture cannot be read")
            case "JBIG2Decode":
                self.unchecked = True
                if not jbig2_is_whole(data):
                    raise ForeignPdfError("lost", "a picture is cut off")

    def _predictor(self, found: PdfStream) -> int:
        predictor = self._parms(found).get("Predictor")
        return predictor if isinstance(predictor, int) else 1

    def _parms(self, found: PdfStream) -> dict[str, PdfValue]:
        """Return the parameters of the innermost filter."""
        parms = self.foreign.follow(found.entries.get("DecodeParms"))
        row = self.foreign.follow(parms[-1]) if isinstance(parms, list) and parms else parms
        return {key: self.foreign.follow(item) for key, item in row.items()} if isinstance(row, dict) else {}

    def _unpacked(self, found: PdfStream) -> bytes:
        try:
            return self.writing.unpacked(found)
        except ForeignPdfError as error:
            if error.fault == "limit":
                raise
            raise ForeignPdfError(error.fault, "a picture is cut off") from error

    def _masks(self, entries: Mapping[str, PdfValue], found: PdfStream) -> dict[str, str]:
        written: dict[str, str] = {}
        for key in ("SMask", "Mask"):
            inner = entries.get(key)
            if isinstance(inner, PdfStream):
                own = {k: v for k, v in inner.entries.items() if k not in ("SMask", "Mask")}
                if key == "Mask":
                    own["ImageMask"] = True
                pointer = found.entries.get(key)
                if isinstance(pointer, PdfReference) and pointer in self.copied:
                    written[key] = self.copied[pointer]
                    continue
                written[key] = reference(self._image(inner._replace(entries=own), mask=key == "SMask"))
                if isinstance(pointer, PdfReference):
                    self.copied[pointer] = written[key]
            elif key == "Mask" and isinstance(inner, list):
                written[key] = self.writing.value(inner)
        return written

    def _jpeg2000(self, found: PdfStream, entries: Mapping[str, PdfValue], written: dict[str, str]) -> Ref:
        """JPEG 2000 comes in kinds that an archive may not have: its pixels are taken."""
        try:
            with opened(found.raw) as picture:
                size = picture.image.size
                mode, data = _eight_bits(picture)
        except PictureError as error:
            if error.fault == "too large":
                raise ForeignPdfError("limit", "a picture is too large") from error
            raise ForeignPdfError("lost", "a picture cannot be read") from error
        written |= {"Width": str(size[0]), "Height": str(size[1]), "BitsPerComponent": "8"}
        written["ColorSpace"] = self.colours.device("DeviceGray" if mode == "L" else "DeviceRGB")
        written |= self._masks(entries, found)
        return self.table.add_stream(data, written)

    def _fault(self, fault: PageFault) -> None:
        if fault not in self.faults:
            self.faults.append(fault)


def _eight_bits(picture: OpenedPicture) -> tuple[str, bytes]:
    """Return the pixels of a JPEG 2000 as gray or RGB of eight bits; what is transparent is for the page to say."""
    if picture.image.mode.startswith("I;16"):
        pixels = pixels_of(picture)
        return pixels.mode, pixels.data
    mode = "L" if picture.image.mode in ("L", "LA") else "RGB"
    return mode, picture.image.convert(mode).tobytes()


def _outer(data: bytes, names: list[str]) -> bytes:
    """Take off what is packed around a picture's own format."""
    for name in names[:-1]:
        try:
            data = _OUTER[name](data)
        except (KeyError, ValueError, binascii.Error) as error:
            raise ForeignPdfError("lost", "a picture cannot be read") from error
    return data


def _from_hexadecimal(data: bytes) -> bytes:
    digits = re.sub(rb"[\x00\t\n\f\r ]", b"", data.partition(b">")[0])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _from_base85(data: bytes) -> bytes:
    return base64.a85decode(data.partition(b"~>")[0].strip().removeprefix(b"<~"))


def _inflated(data: bytes) -> bytes:
    import zlib

    unpacker = zlib.decompressobj()
    try:
        return unpacker.decompress(data, 1 << 28)
    except zlib.error as error:
        raise ValueError(str(error)) from error


_OUTER = {"ASCIIHexDecode": _from_hexadecimal, "ASCII85Decode": _from_base85, "FlateDecode": _inflated}
