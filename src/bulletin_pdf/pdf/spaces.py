"""Colour spaces of an existing PDF: what is meant by a colour, with what the resources say of devices heeded.

Colours of a device are meant by DefaultGray, DefaultRGB or DefaultCMYK where the resources have
them (ISO 32000-1, 8.6.5.6), directly, as the base of an Indexed space, of a Pattern, or as what
Separation and DeviceN are shown by.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.existing import Existing
from bulletin_pdf.pdf.plain import Name, Plain, Stream

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


class Space(NamedTuple):
    """A colour space: its first colour, and the table of one that chooses from another."""

    first: Colour
    table: bytes | None = None

    def colour(self, parts: tuple[float, ...]) -> Colour:
        """Give the colour of these components."""
        if self.table is None:
            return self.first._replace(parts=parts)
        count = len(self.first.parts) or 1
        at = int(parts[0]) * count if parts else 0
        chosen = (byte / 255 for byte in self.table[max(at, 0) : at + count])
        scale = 100 if self.first.space == "Lab" else 1
        return self.first._replace(parts=tuple(part * scale for part in chosen))


class Spaces:
    """Reads the colour spaces of one file."""

    def __init__(self, existing: Existing) -> None:
        """Take the file; `plates` collects the Separation and DeviceN spaces met, by their plates' names."""
        self.existing = existing
        self.plates: list[tuple[str, Plain]] = []

    def space(self, value: Plain, resources: Mapping[str, Plain], depth: int = 0) -> Space:
        """Read a colour space: a name, of a device or of the resources, or an array."""
        value = self._named(value, resources)
        if depth > _DEEPEST:
            return Space(Colour("Unknown"))
        if isinstance(value, Name):
            return self._by_name(value, resources, depth)
        if not isinstance(value, list) or not value:
            return Space(Colour("Unknown"))
        kind = str(self.existing.follow(value[0]))
        kind = _ABBREVIATED.get(kind, kind)
        if len(value) == 1:
            return self._by_name(Name(kind), resources, depth)
        if kind in ("Separation", "DeviceN"):
            return self._inks(kind, value, resources, depth)
        if kind == "ICCBased":
            return self._profiled(value)
        if kind == "Indexed":
            return self._indexed(value, resources, depth)
        if kind == "Pattern":
            return Space(self.space(value[1], resources, depth + 1).first)
        return Space(_first(kind))

    def _named(self, value: Plain, resources: Mapping[str, Plain]) -> Plain:
        """Look a name up that is no device's; an abbreviation of inline images is written out."""
        value = self.existing.follow(value)
        if not isinstance(value, Name) or value in _DEFAULTS:
            return value
        own = self.existing.follow(self._shelf(resources).get(str(value)))
        return own if own is not None else Name(_ABBREVIATED.get(value, value))

    def _shelf(self, resources: Mapping[str, Plain]) -> dict[str, Any]:
        found = self.existing.follow(resources.get("ColorSpace"))
        return found if isinstance(found, dict) else {}

    def _by_name(self, name: Name, resources: Mapping[str, Plain], depth: int) -> Space:
        found = self.existing.follow(self._shelf(resources).get(_DEFAULTS.get(name, "")))
        if isinstance(found, list) and found and str(self.existing.follow(found[0])) in _MAY_BE_DEFAULT:
            return self.space(found, resources, depth + 1)
        return Space(_first(str(name)))

    def _profiled(self, value: list[Plain]) -> Space:
        stream = self.existing.follow(value[1])
        count = self.existing.follow(stream.entries.get("N")) if isinstance(stream, Stream) else 3
        return Space(_first(_PROFILED.get(count, "ICCRGB")))

    def _indexed(self, value: list[Plain], resources: Mapping[str, Plain], depth: int) -> Space:
        base = self.space(value[1], resources, depth + 1)
        table = self.existing.follow(value[3]) if len(value) > 3 else b""
        data = table.unpack() if isinstance(table, Stream) else table
        return Space(base.first, data if isinstance(data, bytes) else b"")

    def _inks(self, kind: str, value: list[Plain], resources: Mapping[str, Plain], depth: int) -> Space:
        found = self.existing.follow(value[1])
        inks = [self.existing.follow(ink) for ink in found] if isinstance(found, list) else [found]
        names = tuple(map(str, inks))
        resolved = [kind, list(names), *(_resolved(self.existing, part) for part in value[2:4])]
        self.plates.append(("+".join(names), resolved))
        alternate = self.space(value[2], resources, depth + 1) if len(value) > 2 else Space(Colour("Unknown"))
        return Space(Colour(kind, (1.0,) * len(names), names, alternate.first.space))


def _first(kind: str) -> Colour:
    """Give the colour a space begins with: black (8.6.8)."""
    family = next((name for name in _COMPONENTS if kind.endswith(name)), "")
    parts = (0.0,) * _COMPONENTS.get(family, 1)
    return Colour(kind, (*parts[:-1], 1.0) if family == "CMYK" else parts)


def parts_of(operands: Iterable[Plain]) -> tuple[float, ...]:
    """Give the numbers among operands."""
    return tuple(float(value) for value in operands if isinstance(value, int | float))


def _resolved(existing: Existing, value: Plain, depth: int = 0) -> Plain:
    """Follow references through and through, so that equal spaces are equal values."""
    value = existing.follow(value)
    if depth > _DEEPEST:
        return None
    if isinstance(value, Stream):
        entries = {key: part for key, part in value.entries.items() if key != "Length"}
        return _resolved(existing, entries, depth + 1), value.raw
    if isinstance(value, dict):
        return {key: _resolved(existing, part, depth + 1) for key, part in sorted(value.items())}
    if isinstance(value, list):
        return [_resolved(existing, part, depth + 1) for part in value]
    return value
