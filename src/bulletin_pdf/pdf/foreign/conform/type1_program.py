"""A Type 1 program (Adobe Type 1 Font Format)."""

import re
from collections.abc import Mapping

from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.foreign.conform.font_programs import (
    FontProgram,
    FontProgramError,
    characters_of,
    standard_encoding,
)


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
