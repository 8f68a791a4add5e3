"""A TrueType program, or an OpenType one."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from bulletin_pdf.pdf.foreign.conform.font_programs import FontProgram, characters_of, read_program


class TrueType(FontProgram):
    """A program in FontFile2, or an OpenType one."""

    def __init__(self, data: bytes) -> None:
        from fontTools.ttLib import TTFont

        self.font: Any = read_program(lambda: TTFont(BytesIO(data), fontNumber=0, lazy=True))
        tables = self.font
        self.unit: int = read_program(lambda: tables["head"].unitsPerEm) or 1000
        self.count: int = read_program(lambda: tables["maxp"].numGlyphs)
        self.advances: list[int] = read_program(lambda: _advances(tables))
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
        found: dict[tuple[int, int], Mapping[int, int]] = read_program(self._cmaps)
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
