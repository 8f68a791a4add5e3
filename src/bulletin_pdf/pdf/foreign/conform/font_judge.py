"""Whether the text of fonts of existing pages may be in a file for the archive (A-07, A-08).

Checked for every code that is shown: is there a glyph, is it as wide as the file says, and
what character is it?
"""

from collections.abc import Iterable, Iterator, Mapping

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.conform import cmaps
from bulletin_pdf.pdf.foreign.conform.cff_program import Cff
from bulletin_pdf.pdf.foreign.conform.cmaps import CodeMap
from bulletin_pdf.pdf.foreign.conform.code_texts import agreed, best
from bulletin_pdf.pdf.foreign.conform.font_programs import (
    FontProgram,
    FontProgramError,
    characters_of,
    glyph_name,
    standard_encoding,
)
from bulletin_pdf.pdf.foreign.conform.page_faults import PageFault
from bulletin_pdf.pdf.foreign.conform.truetype_program import TrueType
from bulletin_pdf.pdf.foreign.conform.type1_program import Type1
from bulletin_pdf.pdf.foreign.font_facts import FontFacts, font_facts, read_to_unicode
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfStream, PdfValue

_TOLERANCE = 1.0
"""Thousandths of an em by which a width may differ from the program's (PDF/A 6.2.11.5)."""
_SYMBOLIC = 4
_MAC, _WINDOWS, _WINDOWS_SYMBOL = (1, 0), (3, 1), (3, 0)


class _Encoding(NamedTuple):
    base: str
    differences: Mapping[int, str]
    given: bool


class FontJudge:
    """One font of a file; what was found for a code is kept."""

    def __init__(self, foreign: ForeignPdf, entries: dict[str, PdfValue]) -> None:
        """Take a font dictionary; nothing is read of its program before it is needed."""
        self.foreign = foreign
        self.entries = {key: foreign.follow(value) for key, value in entries.items()}
        self.facts: FontFacts = font_facts(foreign, entries)
        self.inner = self._inner()
        self.name = self.facts.name or "?"
        self.known: dict[bytes, PageFault | None] = {}
        self.texts: dict[bytes, str] = {}
        """The texts of the codes looked up."""
        self.whole: PageFault | None = None
        self.program: FontProgram | None = None
        self.cmap: CodeMap | None = None
        """How strings part into codes, of a composite font."""
        self.opened = False

    def _inner(self) -> dict[str, PdfValue]:
        row = self.entries.get("DescendantFonts")
        found = self.foreign.follow(row[0]) if isinstance(row, list) and row else None
        if not isinstance(found, dict):
            return self.entries
        return {key: self.foreign.follow(value) for key, value in found.items()}

    def faults(self, strings: Iterable[bytes]) -> set[PageFault]:
        """Return what is wrong with the font as far as these strings use it."""
        if not self.facts.embedded:
            return {PageFault("unembedded", self.name)}
        if not self.opened:
            self.opened = True
            try:
                self.whole = self._open()
            except (FontProgramError, ForeignPdfError):
                self.whole = PageFault("glyphs", self.name, "font program")
        if self.whole is not None:
            return {self.whole}
        codes = {code for string in strings for code in self._codes(string)}
        for code in codes - self.known.keys():
            try:
                self.known[code] = self._judge(code)
            except FontProgramError:
                self.known[code] = PageFault("glyphs", self.name, "font program")
        return {fault for code in codes if (fault := self.known[code]) is not None}

    def _codes(self, string: bytes) -> Iterable[bytes]:
        if self.cmap is None:
            return [bytes((byte,)) for byte in string]
        return self.cmap.split(string)

    # The font as a whole

    def _open(self) -> PageFault | None:
        self.to_unicode = self._read_to_unicode()
        if self.facts.kind == "Type3":
            self.encoding = self._read_encoding()
            return None
        self.flags = 0
        descriptor = self.inner.get("FontDescriptor")
        files = descriptor if isinstance(descriptor, dict) else {}
        flags = self.foreign.follow(files.get("Flags"))
        self.flags = flags if isinstance(flags, int) else 0
        self.program = self._program(files)
        if self.facts.composite:
            return self._open_composite()
        self.encoding = self._read_encoding()
        widths = self.entries.get("Widths")
        if not isinstance(widths, list) or not isinstance(self.entries.get("FirstChar"), int):
            return PageFault("glyphs", self.name, "font widths")
        if isinstance(self.program, TrueType) and self.facts.kind == "TrueType":
            return self._open_truetype(self.program)
        return None

    def _program(self, files: Mapping[str, PdfValue]) -> FontProgram:
        for key in ("FontFile2", "FontFile", "FontFile3"):
            stream = self.foreign.follow(files.get(key))
            if not isinstance(stream, PdfStream):
                continue
            data = stream.unpack()
            if key == "FontFile":
                return Type1(data)
            if data[:4] in (b"\0\1\0\0", b"true", b"OTTO", b"ttcf"):
                font = TrueType(data)
                if "CFF " in font.font and self.facts.composite:
                    return Cff(font.font.getTableData("CFF "), font)
                return font
            return Cff(data)
        raise FontProgramError("none")

    def _open_composite(self) -> PageFault | None:
        system = self.inner.get("CIDSystemInfo")
        said = self.foreign.follow(system.get("Ordering")) if isinstance(system, dict) else b""
        self.ordering = said.decode("latin-1") if isinstance(said, bytes) else ""
        self.cmap = self._code_map()
        if self.cmap is None:
            return PageFault("glyphs", self.name, "font encoding")
        if self.cmap.ordering not in ("", self.ordering):
            # PDF/A 6.2.11.3.1: CIDs mean the same to the encoding and to the font.
            return PageFault("glyphs", self.name, "font collection")
        kind = self.inner.get("Subtype")
        if (kind == "CIDFontType2") != isinstance(self.program, TrueType):
            return PageFault("glyphs", self.name, "font program")
        mapping = self.inner.get("CIDToGIDMap")
        self.glyph_map = mapping.unpack() if isinstance(mapping, PdfStream) else b""
        return None

    def _code_map(self) -> CodeMap | None:
        """Read the encoding: the name of a predefined CMap, or one that the file brings itself."""
        encoding = self.entries.get("Encoding")
        if isinstance(encoding, PdfName):
            return cmaps.named(encoding)
        if not isinstance(encoding, PdfStream):
            return None
        used = self.foreign.follow(encoding.entries.get("UseCMap"))
        base = cmaps.named(used) if isinstance(used, PdfName) else None
        vertical = self.foreign.follow(encoding.entries.get("WMode")) == 1
        return cmaps.read_cmap(encoding.unpack(), vertical=vertical, base=base)

    def _read_to_unicode(self) -> dict[bytes, str]:
        value = self.entries.get("ToUnicode")
        if isinstance(value, PdfName) and value.startswith("Identity"):
            two = (number.to_bytes(2, "big") for number in range(0x10000))
            return {code: code.decode("utf-16-be", errors="ignore") for code in two}
        return read_to_unicode(value)

    def _open_truetype(self, program: TrueType) -> PageFault | None:
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
        return None if sound else PageFault("glyphs", self.name, "font encoding")

    def _read_encoding(self) -> _Encoding:
        value = self.entries.get("Encoding")
        if isinstance(value, PdfName):
            return _Encoding(str(value), {}, True)
        if not isinstance(value, dict):
            return _Encoding("", {}, False)
        base = self.foreign.follow(value.get("BaseEncoding"))
        row = self.foreign.follow(value.get("Differences"))
        differences: dict[int, str] = {}
        code = 0
        for item in map(self.foreign.follow, row if isinstance(row, list) else []):
            if isinstance(item, PdfName):
                differences[code] = str(item)
                code += 1
            elif isinstance(item, int):
                code = item
        return _Encoding(str(base) if base else "", differences, True)

    # One code

    def _judge(self, code: bytes) -> PageFault | None:
        glyph = self._glyph(code) if self.program is not None else 0
        said = best(self._candidates(code, glyph))
        if not said:
            return PageFault("unmapped", self.name)
        self.texts[code] = said
        if self.program is None:
            return None
        real = self.program.width(glyph) if glyph > 0 else None
        if real is None:
            return PageFault("glyphs", self.name, "font glyph")
        width = self.facts.widths.get(self._number(code), self._missing_width()) * 1000
        return None if abs(width - real) <= _TOLERANCE else PageFault("glyphs", self.name, "font widths")

    def _candidates(self, code: bytes, glyph: int) -> Iterator[str]:
        """Return what a code may say, from the best authority on."""
        if mapped := self.to_unicode.get(code) or self.to_unicode.get(code.rjust(2, b"\0"), ""):
            yield mapped
        collection = ""
        if self.cmap is not None:
            yield self.cmap.text(code)
            collection = cmaps.characters(self.ordering).get(self.cmap.cid(code), "")
        elif name := self._glyph_name(code[0]):
            yield characters_of(name)
        program = self.program.characters(glyph) if self.program is not None and glyph > 0 else frozenset()
        yield from agreed(collection, program)

    def _number(self, code: bytes) -> int:
        """Return the number of a code in the font: its CID in a composite one."""
        return code[0] if self.cmap is None else self.cmap.cid(code)

    def _missing_width(self) -> float:
        if self.facts.composite:
            return self.facts.default
        descriptor = self.inner.get("FontDescriptor")
        width = self.foreign.follow(descriptor.get("MissingWidth")) if isinstance(descriptor, dict) else 0
        return width / 1000 if isinstance(width, int | float) else 0.0

    def _glyph(self, code: bytes) -> int:
        program, number = self.program, self._number(code)
        if self.facts.composite:
            if number < 0 or isinstance(program, Cff):
                return program.of_cid(number) if isinstance(program, Cff) and number >= 0 else -1
            pair = self.glyph_map[2 * number : 2 * number + 2]
            return int.from_bytes(pair, "big") if self.glyph_map else number
        if isinstance(program, TrueType) and self.facts.kind == "TrueType":
            return self._truetype_glyph(program, number)
        return program.named(self._glyph_name(number)) if program is not None else 0

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
