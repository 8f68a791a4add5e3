"""A program of PostScript outlines in CFF."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from bulletin_pdf.pdf.foreign.conform.font_programs import (
    FontProgram,
    characters_of,
    read_program,
    standard_encoding,
)
from bulletin_pdf.pdf.foreign.conform.truetype_program import TrueType


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

        self.top: Any = read_program(read)
        self.charset: list[str] = read_program(lambda: list(self.top.charset))
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
            self.widths[glyph] = read_program(lambda: self._width(glyph))
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
        encoding = read_program(lambda: self.top.Encoding)
        if isinstance(encoding, list):
            return dict(enumerate(encoding))
        return standard_encoding() if encoding == "StandardEncoding" else {}
