"""Shaping of dashes, dots and quotation marks by HarfBuzz, recorded for the shipped faces.

`shapes.json` is made by `scripts/make_shapes.py`. With it, an issue set in the shipped faces
needs no shaper, which takes as long to load as ten pages to set.
"""

import json
import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from bulletin_pdf.fonts.font_file import FontFile

GlyphShape = list[tuple[int, int]]
"""Glyphs in order, with their advances in units of the em; 0 for a glyph that is missing."""

# T-04: curly quotes stand in full-width boxes next to Han; `fwid` is where a face keeps them.
QUOTES = "“”‘’"
# Shaped for Chinese, because a plain lookup gives Latin forms (a dash of 0.89 em in Noto).
SINGLES = "—…⸺"
# T-05: units of two characters whose halves a face may join or replace by one glyph.
PAIRS = ("——", "……")


def shaped(font: Any, text: str, *, full_width: bool = False) -> GlyphShape:
    """Shape a text as Chinese with HarfBuzz; `font` is its own kind of font."""
    buffer = _shaped(font, text, {"fwid": True} if full_width else {})
    placed = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(info.codepoint, position.x_advance) for info, position in placed]


def _shaped(font: Any, text: str, features: dict[str, bool]) -> Any:
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", "Hani", "zh-Hans"
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    uharfbuzz.shape(font, buffer, features)
    return buffer


def offsets(font: Any, text: str) -> list[tuple[int, int]]:
    """Return how far to the right and up HarfBuzz puts each glyph of a text from where the pen is, in units of the em."""
    buffer = _shaped(font, text, {})
    return [(position.x_offset, position.y_offset) for position in buffer.glyph_positions]


def shape_name(text: str, full_width: bool) -> str:
    """Name a shape in `shapes.json`."""
    return f"{text} fwid" if full_width else text


def known_shapes(digest: str, file: FontFile) -> Mapping[str, GlyphShape]:
    """Return what is known of a face; nothing if its file is not what the digest was made from."""
    known = _all_known().get(digest, {})
    return known.get("shapes", {}) if known.get("sum") == file_sum(file) else {}


def file_sum(file: FontFile) -> str:
    """Return what the maker of a file wrote as its sum; head: checkSumAdjustment."""
    return file.bytes_of("head", 8, 12).hex()


@cache
def _all_known() -> dict[str, Any]:
    with open(os.path.join(os.path.dirname(__file__), "shapes.json"), encoding="utf-8") as data:
        known: dict[str, Any] = json.load(data)
    return known
