"""Web fonts of the glyphs on displayed pages, identical to those in the PDF.

A browser chooses glyphs by the character map of a font. These fonts have a map of their own: each character leads to
the glyph that was set, full-width quotation marks and joined dashes included, so no feature of the face is needed.
"""

import io
from collections.abc import Mapping
from typing import Any

from bulletin_pdf.fonts.face import Face
from bulletin_pdf.fonts.truetype import subset_truetype


def web_font(face: Face, glyphs: Mapping[str, int]) -> bytes:
    """Return a font file with these characters, each leading to a glyph id of the face."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib import TTFont

    program, places = (
        _cut_cff(face, glyphs) if face.is_cff else subset_truetype(face.open_file(), glyphs.values())
    )
    font = TTFont(io.BytesIO(program))
    order = font.getGlyphOrder()
    builder = FontBuilder(font=font)
    builder.setupCharacterMap({ord(char): order[places[glyph]] for char, glyph in glyphs.items()})
    builder.setupNameTable({"familyName": "page", "styleName": "Regular"})
    # Line height plays no part: every glyph has its own place.
    builder.setupOS2(sTypoAscender=font["hhea"].ascent, usWinAscent=max(font["hhea"].ascent, 0))
    builder.setupPost(keepGlyphNames=False)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _cut_cff(face: Face, glyphs: Mapping[str, int]) -> tuple[bytes, Mapping[int, int]]:
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(sorted(set(glyphs.values())))
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE
    plan: Any = uharfbuzz.SubsetPlan(face.hb_face, wanted)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)
