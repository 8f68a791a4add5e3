"""Colour spaces of an existing PDF, with default colour spaces of its resources.

Colours of a device are meant by DefaultGray, DefaultRGB or DefaultCMYK where the resources have
them (ISO 32000-1, 8.6.5.6), directly, as the base of an Indexed space, of a Pattern, or as what
Separation and DeviceN are shown by.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfStream, PdfValue

_ABBREVIATED = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
"""In inline images (8.9.7)."""
_DEFAULTS = {"DeviceGray": "DefaultGray", "DeviceRGB": "DefaultRGB", "DeviceCMYK": "DefaultCMYK"}
_MAY_BE_DEFAULT = ("CalGray", "CalRGB", "ICCBased", "Separation", "DeviceN")
"""8.6.5.6: neither a device's space again, nor Lab, Indexed or Pattern."""
_COMPONENTS = {"Gray": 1, "RGB": 3, "CMYK": 4, "Lab": 3}
_PROFILED = {1: "ICCGray", 3: "ICCRGB", 4: "ICCCMYK"}
_DEEPEST = 6


class Colour(NamedTuple):
    """A colour as it is meant; `names` are the plates of a Separation or DeviceN space."""

    space: str
    """DeviceRGB, CalRGB, ICCRGB, Lab, Separation …; of an Indexed space the one it chooses from."""
    parts: tuple[float, ...] = ()
    names: tuple[str, ...] = ()
    alternate: str = ""
    """The space by which plates are shown where there are none."""


class ColourSpace(NamedTuple):
    """A colour space: its first colour, and the table of one that chooses from another."""

    first: Colour
    table: bytes | None = None

    def colour(self, parts: tuple[float, ...]) -> Colour:
        """Return the colour of these components."""
        if self.table is None:
            return self.first._replace(parts=parts)
        count = len(self.first.parts) or 1
        at = int(parts[0]) * count if parts else 0
        chosen = (byte / 255 for byte in self.table[max(at, 0) : at + count])
        scale = 100 if self.first.space == "Lab" else 1
        return self.first._replace(parts=tuple(part * scale for part in chosen))


class ColourSpaces:
    """Reads the colour spaces of one file."""

    def __init__(self, foreign: ForeignPdf) -> None:
        """Take the file; `plates` collects the Separation and DeviceN spaces met, by their plates' names."""
        self.foreign = foreign
        self.plates: list[tuple[str, PdfValue]] = []

    def space(self, value: PdfValue, resources: Mapping[str, PdfValue], depth: int = 0) -> ColourSpace:
        """Read a colour space: a name, of a device or of the resources, or an array."""
        value = self._named(value, resources)
        if depth > _DEEPEST:
            return ColourSpace(Colour("Unknown"))
        if isinstance(value, PdfName):
            return self._by_name(value, resources, depth)
        if not isinstance(value, list) or not value:
            return ColourSpace(Colour("Unknown"))
        kind = str(self.foreign.follow(value[0]))
        kind = _ABBREVIATED.get(kind, kind)
        if len(value) == 1:
            return self._by_name(PdfName(kind), resources, depth)
        if kind in ("Separation", "DeviceN"):
            return self._inks(kind, value, resources, depth)
        if kind == "ICCBased":
            return self._profiled(value)
        if kind == "Indexed":
            return self._indexed(value, resources, depth)
        if kind == "Pattern":
            return ColourSpace(self.space(value[1], resources, depth + 1).first)
        return ColourSpace(_first(kind))

    def _named(self, value: PdfValue, resources: Mapping[str, PdfValue]) -> PdfValue:
        """Look a name up that is no device's; an abbreviation of inline images is written out."""
        value = self.foreign.follow(value)
        if not isinstance(value, PdfName) or value in _DEFAULTS:
            return value
        own = self.foreign.follow(self._shelf(resources).get(str(value)))
        return own if own is not None else PdfName(_ABBREVIATED.get(value, value))

    def _shelf(self, resources: Mapping[str, PdfValue]) -> dict[str, Any]:
        found = self.foreign.follow(resources.get("ColorSpace"))
        return found if isinstance(found, dict) else {}

    def _by_name(self, name: PdfName, resources: Mapping[str, PdfValue], depth: int) -> ColourSpace:
        found = self.foreign.follow(self._shelf(resources).get(_DEFAULTS.get(name, "")))
        if isinstance(found, list) and found and str(self.foreign.follow(found[0])) in _MAY_BE_DEFAULT:
            return self.space(found, resources, depth + 1)
        return ColourSpace(_first(str(name)))

    def _profiled(self, value: list[PdfValue]) -> ColourSpace:
        stream = self.foreign.follow(value[1])
        count = self.foreign.follow(stream.entries.get("N")) if isinstance(stream, PdfStream) else 3
        return ColourSpace(_first(_PROFILED.get(count, "ICCRGB")))

    def _indexed(self, value: list[PdfValue], resources: Mapping[str, PdfValue], depth: int) -> ColourSpace:
        base = self.space(value[1], resources, depth + 1)
        table = self.foreign.follow(value[3]) if len(value) > 3 else b""
        data = table.unpack() if isinstance(table, PdfStream) else table
        return ColourSpace(base.first, data if isinstance(data, bytes) else b"")

    def _inks(
        self, kind: str, value: list[PdfValue], resources: Mapping[str, PdfValue], depth: int
    ) -> ColourSpace:
        found = self.foreign.follow(value[1])
        inks = [self.foreign.follow(ink) for ink in found] if isinstance(found, list) else [found]
        names = tuple(map(str, inks))
        resolved = [kind, list(names), *(_resolved(self.foreign, part) for part in value[2:4])]
        self.plates.append(("+".join(names), resolved))
        alternate = (
            self.space(value[2], resources, depth + 1) if len(value) > 2 else ColourSpace(Colour("Unknown"))
        )
        return ColourSpace(Colour(kind, (1.0,) * len(names), names, alternate.first.space))


def _first(kind: str) -> Colour:
    """Return the colour a space begins with: black (8.6.8)."""
    family = next((name for name in _COMPONENTS if kind.endswith(name)), "")
    parts = (0.0,) * _COMPONENTS.get(family, 1)
    return Colour(kind, (*parts[:-1], 1.0) if family == "CMYK" else parts)


def colour_parts(operands: Iterable[PdfValue]) -> tuple[float, ...]:
    """Return the numbers among operands."""
    return tuple(float(value) for value in operands if isinstance(value, int | float))


def _resolved(foreign: ForeignPdf, value: PdfValue, depth: int = 0) -> PdfValue:
    """Follow references through and through, so that equal spaces are equal values."""
    value = foreign.follow(value)
    if depth > _DEEPEST:
        return None
    if isinstance(value, PdfStream):
        entries = {key: part for key, part in value.entries.items() if key != "Length"}
        return _resolved(foreign, entries, depth + 1), value.raw
    if isinstance(value, dict):
        return {key: _resolved(foreign, part, depth + 1) for key, part in sorted(value.items())}
    if isinstance(value, list):
        return [_resolved(foreign, part, depth + 1) for part in value]
    return value
