"""What stands in a file next to a font program: ToUnicode, widths, glyphs of codes, the tag of a subset."""

import hashlib

from bulletin_pdf.fonts.face import Face
from bulletin_pdf.fonts.subset import Subset
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.objects import array, number

# A CMap may hold at most this many entries in one block (Adobe Technical Note 5014).
_CMAP_BLOCK = 100

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


class CodedGlyph(NamedTuple):
    """One code of an embedded font: glyph of the whole face, advance in em, what it says."""

    code: int
    glyph: int
    advance: float
    text: str


def glyph_map(coded: list[CodedGlyph], small: Subset) -> bytes:
    """CIDToGIDMap: two bytes for each code up to the highest one used."""
    places = bytearray(2 * (coded[-1].code + 1))
    for entry in coded:
        places[2 * entry.code : 2 * entry.code + 2] = small.glyphs[entry.glyph].to_bytes(2, "big")
    return bytes(places)


def hexadecimal(codes: str) -> str:
    """Write codes in hex, four digits each, as they stand between the brackets of a string."""
    return codes.encode("utf-16-be", "surrogatepass").hex()


def subset_tag(face: Face, coded: list[CodedGlyph]) -> str:
    """Six letters from the face and its glyphs: equal subsets have equal tags (9.6.4)."""
    glyphs = ",".join(str(entry.glyph) for entry in coded)
    digest = hashlib.sha256(f"{face.id}:{glyphs}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def width_array(coded: list[CodedGlyph]) -> str:
    """The W array: runs of neighbouring codes that are not one em wide (DW), in thousandths of an em."""
    runs: list[tuple[int, list[str]]] = []
    following = -1
    for entry in coded:
        width = number(entry.advance * 1000)
        if width == "1000":
            continue
        if entry.code == following:
            runs[-1][1].append(width)
        else:
            runs.append((entry.code, [width]))
        following = entry.code + 1
    return array(f"{code} {array(widths)}" for code, widths in runs)


def to_unicode(coded: list[CodedGlyph]) -> bytes:
    """The ToUnicode CMap: each code with its text in UTF-16, surrogate pairs above U+FFFF (A-08)."""
    lines = [f"<{entry.code:04X}> <{_utf16(entry.text)}>" for entry in coded if entry.text]
    blocks = [lines[start : start + _CMAP_BLOCK] for start in range(0, len(lines), _CMAP_BLOCK)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (_CMAP_HEAD + body + _CMAP_TAIL).encode("ascii")


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
