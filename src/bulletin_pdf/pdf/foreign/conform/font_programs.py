"""A font program inside an existing PDF: which glyphs it has, how wide they are and what they say.

fontTools reads TrueType and CFF (`truetype_program.py`, `cff_program.py`); a Type 1 program is little enough to be read
here (`type1_program.py`).
"""

import logging
from collections.abc import Mapping
from typing import Any

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


def read_program(read: Any) -> Any:
    """Read something; a broken program breaks its reader in every way there is."""
    try:
        return read()
    except Exception as error:
        raise FontProgramError(f"{type(error).__name__}: {error}") from error
