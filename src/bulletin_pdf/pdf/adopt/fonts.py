"""Fonts of existing pages: may their text stand in a file for the archive? (A-07, A-08)

Asked of every code that is shown: is there a glyph, is it as wide as the file says, and
what character is it? Encodings that only an outside table explains are not guessed at.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bulletin_pdf.pdf.adopt.faults import Fault
from bulletin_pdf.pdf.adopt.programs import (
    Cff,
    FontProgram,
    FontProgramError,
    TrueType,
    Type1,
    characters_of,
    glyph_name,
    standard_encoding,
)
from bulletin_pdf.pdf.existing import Existing, ExistingError
from bulletin_pdf.pdf.fontfacts import FontFacts, font_facts
from bulletin_pdf.pdf.plain import Name, Plain, Stream

_TOLERANCE = 1.0
"""Thousandths of an em by which a width may differ from the program's (PDF/A 6.2.11.5)."""
_SYMBOLIC = 4
_MAC, _WINDOWS, _WINDOWS_SYMBOL = (1, 0), (3, 1), (3, 0)
_NO_CHARACTER = frozenset("\0\ufeff\ufffe")


class _Encoding(NamedTuple):
    base: str
    differences: Mapping[int, str]
    given: bool


class FontJudge:
    """One font of a file; what was asked of a code once is remembered."""

    def __init__(self, existing: Existing, entries: dict[str, Plain]) -> None:
        """Take a font dictionary; nothing is read of its program before it is needed."""
        self.existing = existing
        self.entries = {key: existing.follow(value) for key, value in entries.items()}
        self.facts: FontFacts = font_facts(existing, entries)
        self.inner = self._inner()
        self.name = self.facts.name or "?"
        self.known: dict[int, Fault | None] = {}
        self.whole: Fault | None = None
        self.program: FontProgram | None = None
        self.opened = False

    def _inner(self) -> dict[str, Plain]:
        row = self.entries.get("DescendantFonts")
        found = self.existing.follow(row[0]) if isinstance(row, list) and row else None
        if not isinstance(found, dict):
            return self.entries
        return {key: self.existing.follow(value) for key, value in found.items()}

    def faults(self, strings: Iterable[bytes]) -> set[Fault]:
        """Say what is wrong with the font as far as these strings use it."""
        if not self.facts.embedded:
            return {Fault("unembedded", self.name)}
        if not self.opened:
            self.opened = True
            try:
                self.whole = self._open()
            except (FontProgramError, ExistingError):
                self.whole = Fault("glyphs", self.name, "font program")
        if self.whole is not None:
            return {self.whole}
        codes = {code for string in strings for code in self._codes(string)}
        for code in codes - self.known.keys():
            try:
                self.known[code] = self._judge(code)
            except FontProgramError:
                self.known[code] = Fault("glyphs", self.name, "font program")
        return {fault for code in codes if (fault := self.known[code]) is not None}

    def _codes(self, string: bytes) -> Iterable[int]:
        if not self.facts.composite:
            return string
        return [int.from_bytes(string[at : at + 2], "big") for at in range(0, len(string) - 1, 2)]

    # The font as a whole

    def _open(self) -> Fault | None:
        if self.facts.kind == "Type3":
            self.encoding = self._read_encoding()
            return None
        self.flags = 0
        descriptor = self.inner.get("FontDescriptor")
        files = descriptor if isinstance(descriptor, dict) else {}
        flags = self.existing.follow(files.get("Flags"))
        self.flags = flags if isinstance(flags, int) else 0
        self.program = self._program(files)
        if self.facts.composite:
            return self._open_composite()
        self.encoding = self._read_encoding()
        widths = self.entries.get("Widths")
        if not isinstance(widths, list) or not isinstance(self.entries.get("FirstChar"), int):
            return Fault("glyphs", self.name, "font widths")
        if isinstance(self.program, TrueType) and self.facts.kind == "TrueType":
            return self._open_truetype(self.program)
        return None

    def _program(self, files: Mapping[str, Plain]) -> FontProgram:
        for key in ("FontFile2", "FontFile", "FontFile3"):
            stream = self.existing.follow(files.get(key))
            if not isinstance(stream, Stream):
                continue
            data = stream.unpack()
            if key == "FontFile":
                return Type1(data)
            if data[:4] in (b"\0\1\0\0", b"true", b"OTTO", b"ttcf"):
                font = TrueType(data)
                if "CFF " in font.font and self.facts.composite:
                    return Cff(font.font.getTableData("CFF "))
                return font
            return Cff(data)
        raise FontProgramError("none")

    def _open_composite(self) -> Fault | None:
        encoding = self.entries.get("Encoding")
        if encoding not in ("Identity-H", "Identity-V"):
            return Fault("glyphs", self.name, "font encoding")
        kind = self.inner.get("Subtype")
        if (kind == "CIDFontType2") != isinstance(self.program, TrueType):
            return Fault("glyphs", self.name, "font program")
        mapping = self.inner.get("CIDToGIDMap")
        self.glyph_map = mapping.unpack() if isinstance(mapping, Stream) else b""
        return None

    def _open_truetype(self, program: TrueType) -> Fault | None:
        """PDF/A 6.2.11.6: how codes of a simple TrueType font find their glyphs."""
        self.cmaps = program.cmaps()
        symbolic = bool(self.flags & _SYMBOLIC)
        encoding = self.encoding
        if symbolic:
            sound = not encoding.given and (len(self.cmaps) == 1 or _WINDOWS_SYMBOL in self.cmaps)
        else:
            sound = encoding.base in ("WinAnsiEncoding", "MacRomanEncoding") and bool(
                self.cmaps.keys() & {_WINDOWS, _MAC}
            )
            if encoding.differences:
                sound &= _WINDOWS in self.cmaps and all(map(characters_of, encoding.differences.values()))
        return None if sound else Fault("glyphs", self.name, "font encoding")

    def _read_encoding(self) -> _Encoding:
        value = self.entries.get("Encoding")
        if isinstance(value, Name):
            return _Encoding(str(value), {}, True)
        if not isinstance(value, dict):
            return _Encoding("", {}, False)
        base = self.existing.follow(value.get("BaseEncoding"))
        row = self.existing.follow(value.get("Differences"))
        differences: dict[int, str] = {}
        code = 0
        for item in map(self.existing.follow, row if isinstance(row, list) else []):
            if isinstance(item, Name):
                differences[code] = str(item)
                code += 1
            elif isinstance(item, int):
                code = item
        return _Encoding(str(base) if base else "", differences, True)

    # One code

    def _judge(self, code: int) -> Fault | None:
        said = self.facts.unicode.get(code, "")
        if not said and not self.facts.composite:
            said = characters_of(self._glyph_name(code)) if self._glyph_name(code) else ""
        if not said or set(said) & _NO_CHARACTER or any(_is_private(char) for char in said):
            return Fault("unmapped", self.name)
        if self.program is None:
            return None
        glyph = self._glyph(code)
        real = self.program.width(glyph) if glyph > 0 else None
        if real is None:
            return Fault("glyphs", self.name, "font glyph")
        width = self.facts.widths.get(code, self._missing_width()) * 1000
        return None if abs(width - real) <= _TOLERANCE else Fault("glyphs", self.name, "font widths")

    def _missing_width(self) -> float:
        if self.facts.composite:
            return self.facts.default
        descriptor = self.inner.get("FontDescriptor")
        width = self.existing.follow(descriptor.get("MissingWidth")) if isinstance(descriptor, dict) else 0
        return width / 1000 if isinstance(width, int | float) else 0.0

    def _glyph(self, code: int) -> int:
        program = self.program
        if self.facts.composite:
            if isinstance(program, Cff):
                return program.of_cid(code)
            pair = self.glyph_map[2 * code : 2 * code + 2]
            return int.from_bytes(pair, "big") if self.glyph_map else code
        if isinstance(program, TrueType) and self.facts.kind == "TrueType":
            return self._truetype_glyph(program, code)
        return program.named(self._glyph_name(code)) if program is not None else 0

    def _truetype_glyph(self, program: TrueType, code: int) -> int:
        if self.flags & _SYMBOLIC:
            symbols = self.cmaps.get(_WINDOWS_SYMBOL)
            if symbols is not None:
                return next(
                    (symbols[high + code] for high in (0xF000, 0, 0xF100, 0xF200) if high + code in symbols),
                    0,
                )
            return next(iter(self.cmaps.values())).get(code, 0)
        name = self._glyph_name(code)
        said = characters_of(name) if name else ""
        if _WINDOWS in self.cmaps and said and (found := self.cmaps[_WINDOWS].get(ord(said[0]), 0)):
            return found
        if _MAC in self.cmaps and said:
            place = said[0].encode("mac_roman", errors="ignore")
            if place and (found := self.cmaps[_MAC].get(place[0], 0)):
                return found
        return program.named(name)

    def _glyph_name(self, code: int) -> str:
        encoding = self.encoding
        if code in encoding.differences:
            return encoding.differences[code]
        match encoding.base:
            case "WinAnsiEncoding":
                return glyph_name(_decoded(code, "cp1252"))
            case "MacRomanEncoding":
                return glyph_name(_decoded(code, "mac_roman"))
            case "StandardEncoding":
                return standard_encoding().get(code, "")
        if self.program is not None:
            return self.program.built_in().get(code, "")
        return ""


def _decoded(code: int, encoding: str) -> str:
    return bytes((code,)).decode(encoding, errors="ignore")


def _is_private(char: str) -> bool:
    """PDF/A-3a, 6.2.11.7.3: what only its maker understands says nothing."""
    return "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000"
