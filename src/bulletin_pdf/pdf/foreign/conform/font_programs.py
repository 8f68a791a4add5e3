"""Font programs inside an existing PDF: which glyphs they have and how wide those are.

fontTools reads TrueType and CFF; a Type 1 program is little enough to be read here.
"""

import logging
import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from bulletin_pdf.patterns import pattern

# Its remarks on odd fonts do not help the users of this program.
logging.getLogger("fontTools").setLevel(logging.CRITICAL)


class FontProgramError(Exception):
    """The program cannot be read."""


class FontProgram:
    """Glyphs by their number in the program, advances in thousandths of an em."""

    def width(self, glyph: int) -> float | None:
        """Return the advance; None when there is no such glyph."""
        raise NotImplementedError

    def named(self, name: str) -> int:
        """Return a glyph by its name; 0 when there is none."""
        raise NotImplementedError

    def built_in(self) -> Mapping[int, str]:
        """Return the program's own encoding: code → glyph name."""
        return {}

    def characters(self, glyph: int) -> frozenset[str]:
        """Return what a glyph may say, by the program's own table of characters or the glyph's name."""
        return frozenset()


class TrueType(FontProgram):
    """A program in FontFile2, or an OpenType one."""

    def __init__(self, data: bytes) -> None:
        from fontTools.ttLib import TTFont

        self.font: Any = _read(lambda: TTFont(BytesIO(data), fontNumber=0, lazy=True))
        tables = self.font
        self.unit: int = _read(lambda: tables["head"].unitsPerEm) or 1000
        self.count: int = _read(lambda: tables["maxp"].numGlyphs)
        self.advances: list[int] = _read(lambda: _advances(tables))
        self.glyph_texts: dict[int, set[str]] | None = None

    def width(self, glyph: int) -> float | None:
        """Return a glyph's advance."""
        if not 0 <= glyph < self.count or not self.advances:
            return None
        return self.advances[min(glyph, len(self.advances) - 1)] * 1000 / self.unit

    def named(self, name: str) -> int:
        """Return a glyph by its name."""
        try:
            return int(self.font.getReverseGlyphMap().get(name, 0))
        except Exception:
            return 0

    def cmaps(self) -> dict[tuple[int, int], Mapping[int, int]]:
        """Return the tables from codes to glyphs, by platform and encoding."""
        found: dict[tuple[int, int], Mapping[int, int]] = _read(self._cmaps)
        return found

    def characters(self, glyph: int) -> frozenset[str]:
        """Return what a glyph may say."""
        if self.glyph_texts is None:
            try:
                self.glyph_texts = _characters(self.font)
            except Exception:
                self.glyph_texts = {}
        return frozenset(self.glyph_texts.get(glyph, ()))

    def _cmaps(self) -> dict[tuple[int, int], Mapping[int, int]]:
        if "cmap" not in self.font:
            return {}
        numbers = self.font.getReverseGlyphMap()
        found: dict[tuple[int, int], Mapping[int, int]] = {}
        for table in self.font["cmap"].tables:
            glyphs = {code: numbers.get(glyph, 0) for code, glyph in getattr(table, "cmap", {}).items()}
            found[table.platformID, table.platEncID] = glyphs
        return found


def _characters(font: Any) -> dict[int, set[str]]:
    """Read which characters glyphs stand for: Unicode tables first, names of glyphs where those are silent."""
    numbers = font.getReverseGlyphMap()
    texts: dict[int, set[str]] = {}
    for table in font["cmap"].tables if "cmap" in font else ():
        if table.isUnicode():
            for code, name in getattr(table, "cmap", {}).items():
                texts.setdefault(numbers.get(name, 0), set()).add(chr(code))
    for name, number in numbers.items():
        if number not in texts and (text := characters_of(name)):
            texts[number] = {text}
    return texts


def _advances(font: Any) -> list[int]:
    count = font["hhea"].numberOfHMetrics
    data = font.getTableData("hmtx")
    return [
        int.from_bytes(data[place : place + 2], "big") for place in range(0, min(count * 4, len(data) - 3), 4)
    ]


class Cff(FontProgram):
    """A bare CFF program in FontFile3."""

    def __init__(self, data: bytes, outer: TrueType | None = None) -> None:
        """Take the program, and the OpenType font it lies in."""
        from fontTools.cffLib import CFFFontSet

        self.outer = outer

        def read() -> Any:
            fonts = CFFFontSet()
            fonts.decompile(BytesIO(data), None)
            return fonts[0]

        self.top: Any = _read(read)
        self.charset: list[str] = _read(lambda: list(self.top.charset))
        self.keyed: bool = hasattr(self.top, "ROS")
        self.glyphs = {name: glyph for glyph, name in enumerate(self.charset)}
        self.widths: dict[int, float] = {}

    def characters(self, glyph: int) -> frozenset[str]:
        """Return what a glyph may say."""
        if self.outer is not None and (found := self.outer.characters(glyph)):
            return found
        if self.keyed or not 0 <= glyph < len(self.charset):
            return frozenset()
        return frozenset(filter(None, (characters_of(self.charset[glyph]),)))

    def of_cid(self, cid: int) -> int:
        """Return the glyph of a CID; -1 when there is none."""
        if not self.keyed:
            return cid
        return 0 if cid == 0 else self.glyphs.get(f"cid{cid:05d}", -1)

    def width(self, glyph: int) -> float | None:
        """Return a glyph's advance."""
        if not 0 <= glyph < len(self.charset):
            return None
        if glyph not in self.widths:
            self.widths[glyph] = _read(lambda: self._width(glyph))
        return self.widths[glyph]

    def _width(self, glyph: int) -> float:
        from fontTools.pens.basePen import NullPen

        string = self.top.CharStrings[self.charset[glyph]]
        string.draw(NullPen())
        matrix = getattr(self.top, "FontMatrix", [0.001])
        if self.keyed:
            inner = self.top.FDArray[self.top.FDSelect[glyph] if hasattr(self.top, "FDSelect") else 0]
            own = (
                getattr(inner, "FontMatrix", None) if "FontMatrix" in getattr(inner, "rawDict", {}) else None
            )
            if own is not None:
                matrix = own if "FontMatrix" not in self.top.rawDict else [own[0] * matrix[0]]
        return float(string.width) * float(matrix[0]) * 1000

    def named(self, name: str) -> int:
        """Return a glyph by its name."""
        return self.glyphs.get(name, 0)

    def built_in(self) -> Mapping[int, str]:
        """Return the program's own encoding."""
        encoding = _read(lambda: self.top.Encoding)
        if isinstance(encoding, list):
            return dict(enumerate(encoding))
        return standard_encoding() if encoding == "StandardEncoding" else {}


class Type1(FontProgram):
    """A Type 1 program in FontFile: clear text, then enciphered text."""

    def __init__(self, data: bytes) -> None:
        data = _without_segments(data)
        clear, found, cipher = data.partition(b"eexec")
        if not found:
            raise FontProgramError("no eexec")
        self.private = _deciphered(_binary(cipher.lstrip(b" \t\r\n")), 55665, 4)
        lead = re.search(rb"/lenIV\s+(\d+)", self.private)
        self.lead = int(lead.group(1)) if lead else 4
        matrix = re.search(rb"/FontMatrix\s*\[\s*([0-9.eE+-]+)", clear)
        self.scale = float(matrix.group(1)) * 1000 if matrix else 1.0
        self.strings: dict[str, bytes] = {}
        at = max(self.private.find(b"/CharStrings"), 0)
        for glyph in _GLYPH.finditer(self.private, at):
            length = int(glyph.group(2))
            self.strings.setdefault(
                glyph.group(1).decode("latin-1"), self.private[glyph.end() : glyph.end() + length]
            )
        if not self.strings:
            raise FontProgramError("no glyphs")
        self.order = sorted(self.strings, key=lambda name: (name != ".notdef", name))
        self.numbers = {name: number for number, name in enumerate(self.order)}
        self.encoding = {
            int(code): name.decode("latin-1")
            for code, name in re.findall(rb"dup\s+(\d+)\s*/(\S+)\s+put", clear)
        } or (standard_encoding() if b"StandardEncoding def" in clear else {})

    def named(self, name: str) -> int:
        """Return a glyph by its name."""
        # .notdef is number 0, there or not.
        return self.numbers.get(name, 0)

    def characters(self, glyph: int) -> frozenset[str]:
        """Return what a glyph may say, by its name."""
        text = characters_of(self.order[glyph]) if 0 <= glyph < len(self.order) else ""
        return frozenset(filter(None, (text,)))

    def built_in(self) -> Mapping[int, str]:
        """Return the program's own encoding."""
        return self.encoding

    def width(self, glyph: int) -> float | None:
        """Return a glyph's advance."""
        if not 0 <= glyph < len(self.order):
            return None
        code = _deciphered(self.strings[self.order[glyph]], 4330, self.lead)
        numbers: list[float] = []
        at = 0
        while at < len(code):
            byte = code[at]
            at += 1
            if byte >= 32:
                value, at = _charstring_number(code, byte, at)
                numbers.append(value)
            elif byte == 13 and len(numbers) >= 2:
                return numbers[-1] * self.scale
            elif byte == 12 and code[at : at + 1] == b"\x07" and len(numbers) >= 4:
                return numbers[-2] * self.scale
            elif byte == 12 and code[at : at + 1] == b"\x0c" and len(numbers) >= 2:
                divisor = numbers.pop()
                numbers[-1] = numbers[-1] / divisor if divisor else 0.0
                at += 1
            else:
                return None
        return None


_GLYPH = pattern(rb"/(\S+)\s+(\d+)\s+(?:RD|-\||\S+)\s")


def _charstring_number(code: bytes, byte: int, at: int) -> tuple[float, int]:
    if byte < 247:
        return byte - 139, at
    if byte < 251:
        return (byte - 247) * 256 + (code[at] if at < len(code) else 0) + 108, at + 1
    if byte < 255:
        return -(byte - 251) * 256 - (code[at] if at < len(code) else 0) - 108, at + 1
    return int.from_bytes(code[at : at + 4], "big", signed=True), at + 4


def _without_segments(data: bytes) -> bytes:
    """Join the segments of a PFB file."""
    if data[:1] != b"\x80":
        return data
    parts, at = [], 0
    while data[at : at + 1] == b"\x80" and data[at + 1 : at + 2] in (b"\1", b"\2"):
        length = int.from_bytes(data[at + 2 : at + 6], "little")
        parts.append(data[at + 6 : at + 6 + length])
        at += 6 + length
    return b"".join(parts)


def _binary(cipher: bytes) -> bytes:
    if re.match(rb"[0-9A-Fa-f\s]{8}", cipher):
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", cipher)
        return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    return cipher


def _deciphered(data: bytes, key: int, lead: int) -> bytes:
    """Decipher as Adobe Type 1 Font Format, 7.3, does."""
    plain = bytearray()
    for byte in data:
        plain.append(byte ^ (key >> 8))
        key = ((byte + key) * 52845 + 22719) & 0xFFFF
    return bytes(plain[lead:])


def standard_encoding() -> dict[int, str]:
    """Return StandardEncoding (ISO 32000-1, annex D)."""
    from fontTools.encodings.StandardEncoding import StandardEncoding

    return {code: name for code, name in enumerate(StandardEncoding) if name != ".notdef"}


def glyph_name(character: str) -> str:
    """Return a character's name in the Adobe Glyph List; empty when it has none there."""
    from fontTools.agl import UV2AGL

    return str(UV2AGL.get(ord(character), "")) if len(character) == 1 else ""


def characters_of(name: str) -> str:
    """Return what a glyph name says; empty when it says nothing."""
    from fontTools.agl import toUnicode

    return str(toUnicode(name))


def _read(read: Any) -> Any:
    """Read something; a broken program breaks its reader in every way there is."""
    try:
        return read()
    except Exception as error:
        raise FontProgramError(f"{type(error).__name__}: {error}") from error
