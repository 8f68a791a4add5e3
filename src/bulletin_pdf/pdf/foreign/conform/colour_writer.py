"""Colour spaces and shadings of existing pages, by what a conforming file may have (A-05, A-06)."""

import hashlib
from collections.abc import Mapping

from bulletin_pdf.pdf.foreign.conform.page_faults import PageFault
from bulletin_pdf.pdf.foreign.conform.value_writer import ValueWriter
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfReference, PdfStream, PdfValue
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, dictionary, name, reference

DEFAULTS = ("DefaultGray", "DefaultRGB", "DefaultCMYK")
_COMPONENTS = {1: "Gray", 3: "RGB", 4: "CMYK"}
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
_SHADING = (
    "ShadingType", "Background", "BBox", "AntiAlias", "Coords", "Domain", "Extend", "Matrix", "BitsPerCoordinate",
    "BitsPerComponent", "BitsPerFlag", "Decode", "VerticesPerRow",
)  # fmt: skip
_FUNCTION = ("FunctionType", "Domain", "Range", "Size", "BitsPerSample", "Order", "Encode", "Decode", "C0", "C1",
             "N", "Bounds")  # fmt: skip
_DEEPEST = 8
_NO_PLATE = frozenset(("All", "None", "Cyan", "Magenta", "Yellow", "Black"))


class ColourWriter:
    """Writes the colours of one file."""

    def __init__(
        self, foreign: ForeignPdf, table: ObjectTable, defaults: Mapping[str, Ref], faults: list[PageFault]
    ) -> None:
        """Take the file; what is found wrong is added to `faults`."""
        self.foreign, self.table, self.defaults, self.faults = foreign, table, defaults, faults
        self.writing = ValueWriter(foreign, table, faults)
        self.copied: dict[object, str] = {}
        self.own: dict[str, PdfValue] = {}
        """Spaces by which the stream in hand means those of devices (8.6.5.6)."""
        self.spots: dict[str, str] = {}
        """Inks of their own → how they are mixed, as a digest."""

    def enter(self, spaces: Mapping[str, PdfValue]) -> dict[str, PdfValue]:
        """Go into a stream with these colour spaces; return what to go back to."""
        before, self.own = self.own, {key: spaces[key] for key in DEFAULTS if spaces.get(key) is not None}
        return before

    def key(self, value: PdfReference) -> object:
        """Return what a copy is known by: an object drawn under other spaces of devices is another one."""
        return (value, repr(self.own)) if self.own else value

    # Spaces

    def space(self, value: PdfValue, depth: int = 0) -> str:
        """Write a colour space; one of a device that is not the document's is written as what is meant by it."""
        if not isinstance(value, PdfReference):
            return self._space(value, depth)
        key = self.key(value)
        if key not in self.copied:
            written = self._space(self.foreign.follow(value), depth)
            self.copied[key] = reference(self.table.add(written)) if written.startswith("[") else written
        return self.copied[key]

    def _space(self, found: PdfValue, depth: int) -> str:
        if depth > _DEEPEST:
            raise ForeignPdfError("damaged", "objects too deep")
        if isinstance(found, list) and len(found) == 1:
            found = self.foreign.follow(found[0])
        if isinstance(found, PdfName):
            return self.device(_SHORT.get(found, str(found)))
        if not isinstance(found, list) or len(found) < 2:
            raise ForeignPdfError("damaged", "a colour space is missing")
        kind = self.foreign.follow(found[0])
        match str(kind):
            case "ICCBased":
                return self._icc(found[1], depth)
            case "CalGray" | "CalRGB" | "Lab":
                return array((name(str(kind)), self.writing.value(found[1])))
            case "Indexed" | "I" if len(found) > 3:
                return self._indexed(found, depth)
            case "Separation" if len(found) > 3:
                return self._separation(found, depth)
            case "DeviceN" if len(found) > 3:
                return self._device_n(found, depth)
            case "Pattern":
                return array(("/Pattern", self.space(found[1], depth + 1)))
        raise ForeignPdfError("damaged", "a colour space is missing")

    def device(self, kind: str) -> str:
        """Write a space of a device, as what is meant by it where the document is of another."""
        meant = f"Default{kind[6:]}" if kind.startswith("Device") else ""
        if meant in self.own:
            own, self.own = self.own, {}
            try:
                return self.space(own[meant])
            finally:
                self.own = own
        default = self.defaults.get(meant)
        if default is not None:
            return reference(default)
        if kind not in ("DeviceGray", "DeviceRGB", "DeviceCMYK", "Pattern"):
            raise ForeignPdfError("damaged", "a colour space is missing")
        return name(kind)

    def _icc(self, value: PdfValue, depth: int) -> str:
        """An unsound profile counts for nothing: readers take the space it stands for."""
        stream = self.foreign.follow(value)
        if not isinstance(stream, PdfStream):
            raise ForeignPdfError("damaged", "a colour profile is missing")
        count = self.foreign.follow(stream.entries.get("N"))
        try:
            data = stream.unpack()
        except ForeignPdfError:
            data = b""
        if count in _COMPONENTS and is_sound(data, count):
            return array(("/ICCBased", self.writing.stream(value, ("N",))))
        alternate = stream.entries.get("Alternate")
        if alternate is not None:
            return self.space(alternate, depth + 1)
        if count not in _COMPONENTS:
            raise ForeignPdfError("damaged", "a colour profile is missing")
        return self.device(f"Device{_COMPONENTS[count]}")

    def components(self, value: PdfValue) -> int:
        """Return how many numbers make a colour in a space."""
        found = self.foreign.follow(value)
        row = found if isinstance(found, list) else [found]
        kind = str(self.foreign.follow(row[0])) if row else ""
        second = self.foreign.follow(row[1]) if len(row) > 1 else None
        if kind == "ICCBased" and isinstance(second, PdfStream):
            count = self.foreign.follow(second.entries.get("N"))
            return count if isinstance(count, int) else 1
        if kind == "DeviceN":
            return len(second) if isinstance(second, list) else 1
        return {"DeviceRGB": 3, "RGB": 3, "CalRGB": 3, "Lab": 3, "DeviceCMYK": 4, "CMYK": 4}.get(kind, 1)

    def _indexed(self, found: list[PdfValue], depth: int) -> str:
        table = self.foreign.follow(found[3])
        data = table.unpack() if isinstance(table, PdfStream) else table
        last = self.foreign.follow(found[2])
        if not isinstance(data, bytes) or not isinstance(last, int):
            raise ForeignPdfError("damaged", "a colour table is missing")
        # A string that is long goes into a stream.
        lookup = f"<{data.hex().upper()}>" if len(data) <= 1024 else reference(self.table.add_stream(data))
        base = self.space(found[1], depth + 1)
        return array(("/Indexed", base, str(max(0, min(255, last))), lookup))

    def _separation(self, found: list[PdfValue], depth: int) -> str:
        ink = self.foreign.follow(found[1])
        tint = self.function(found[3])
        alternate = self.space(found[2], depth + 1)
        if str(ink) not in _NO_PLATE:
            self._note_ink(str(ink), found)
        return array(("/Separation", name(str(ink)), alternate, tint))

    def _note_ink(self, ink: str, found: list[PdfValue]) -> None:
        """A-06: an ink of one name is mixed in one way throughout a file."""
        mixed = self._digest(found[2:4])
        if self.spots.setdefault(ink, mixed) != mixed:
            self._fault(PageFault("ink", ink))

    def _device_n(self, found: list[PdfValue], depth: int) -> str:
        names = self.foreign.follow(found[1])
        inks = [str(self.foreign.follow(item)) for item in names] if isinstance(names, list) else []
        attributes = self.foreign.follow(found[4]) if len(found) > 4 else None
        given = self.foreign.follow(attributes.get("Colorants")) if isinstance(attributes, dict) else None
        colorants = {
            ink: self.space(given[ink], depth + 1) for ink in inks if isinstance(given, dict) and ink in given
        }
        if any(ink not in colorants for ink in inks if ink not in _NO_PLATE):
            # PDF/A 6.2.4.4: what such an ink looks like alone must be said.
            self._fault(PageFault("ink", "、".join(ink for ink in inks if ink not in _NO_PLATE)))
        written = [
            "/DeviceN",
            array(map(name, inks)),
            self.space(found[2], depth + 1),
            self.function(found[3]),
        ]
        if colorants:
            inside = dictionary({name(ink)[1:]: space for ink, space in colorants.items()})
            written.append(dictionary({"Colorants": inside}))
        return array(written)

    def _digest(self, value: PdfValue, depth: int = 0) -> str:
        found = self.foreign.follow(value)
        if depth > _DEEPEST:
            return ""
        if isinstance(found, PdfStream):
            entries = self._digest({k: v for k, v in found.entries.items() if k in _FUNCTION}, depth + 1)
            return hashlib.sha256(entries.encode() + found.unpack()).hexdigest()
        if isinstance(found, dict):
            return repr([(key, self._digest(item, depth + 1)) for key, item in sorted(found.items())])
        if isinstance(found, list):
            return repr([self._digest(item, depth + 1) for item in found])
        return repr(found)

    def function(self, value: PdfValue, depth: int = 0) -> str:
        """Write a function, or an array of them."""
        found = self.foreign.follow(value)
        if depth > _DEEPEST:
            raise ForeignPdfError("damaged", "objects too deep")
        if isinstance(found, list):
            return array(self.function(item, depth + 1) for item in found)
        if isinstance(found, PdfStream):
            return self.writing.stream(value if isinstance(value, PdfReference) else found, _FUNCTION)
        if isinstance(found, dict):
            entries = self.writing.some(found, _FUNCTION)
            if found.get("Functions") is not None:
                entries["Functions"] = self.function(found["Functions"], depth + 1)
            return dictionary(entries)
        if found == "Identity":
            return "/Identity"
        raise ForeignPdfError("damaged", "a function is missing")

    def shading(self, value: PdfValue) -> str:
        """Write a shading."""
        if isinstance(value, PdfReference) and self.key(value) in self.copied:
            return self.copied[self.key(value)]
        found = self.foreign.follow(value)
        entries = found.entries if isinstance(found, PdfStream) else found
        if not isinstance(entries, dict):
            raise ForeignPdfError("damaged", "a shading is missing")
        written = self.writing.some(entries, _SHADING)
        written["ColorSpace"] = self.space(entries.get("ColorSpace"))
        if entries.get("Function") is not None:
            written["Function"] = self.function(entries["Function"])
        ref = (
            self.table.add_stream(found.unpack(), written)
            if isinstance(found, PdfStream)
            else self.table.add(dictionary(written))
        )
        if isinstance(value, PdfReference):
            self.copied[self.key(value)] = reference(ref)
        return reference(ref)

    def _fault(self, fault: PageFault) -> None:
        if fault not in self.faults:
            self.faults.append(fault)


def is_sound(icc: bytes, components: int) -> bool:
    """Look at a profile's header: of the right colours, a class for pictures, a version PDF allows (6.2.4.2)."""
    if len(icc) < 128 or icc[36:40] != b"acsp" or len(icc) < int.from_bytes(icc[:4], "big"):
        return False
    known = icc[12:16] in (b"mntr", b"prtr", b"scnr", b"spac") and 2 <= icc[8] <= 4
    return known and icc[16:20] in {1: (b"GRAY",), 3: (b"RGB ", b"Lab "), 4: (b"CMYK",)}[components]
