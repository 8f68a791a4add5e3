"""Faces → composite fonts: codes for characters, one subset a face, ToUnicode.

A code is the character's own Unicode value, so streams stay readable and do not depend
on the subset. What has no such value of its own (characters above U+FFFF, glyphs that
stand for several characters) gets a code that no character uses. CFF outlines cannot be
mapped inside the file; there the code is the glyph's place in the subset.
"""

import hashlib
import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from bulletin_pdf.fonts.face import Cluster, ClusterGlyph, Face
from bulletin_pdf.fonts.subset import Subset, subset
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, dictionary, name, number, reference

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


class UsedGlyphs:
    """What a document sets in one face: characters and clusters."""

    def __init__(self, face: Face) -> None:
        """Start with nothing used of `face`."""
        self.face = face
        self._characters: set[str] = set()
        self._clusters: set[str] = set()

    def note(self, text: str) -> None:
        """Note the characters and clusters of one run."""
        if "—" in text or "…" in text or self.face.composed:
            for cluster in sorted(self.face.clusters, key=len, reverse=True):
                if cluster in text:
                    self._clusters.add(cluster)
                    text = text.replace(cluster, "")
        self._characters.update(text)

    def units(self) -> Iterator[ClusterGlyph]:
        """Every glyph used with the text it stands for: characters by code point, then clusters."""
        for char in sorted(self._characters):
            glyph = self.face.glyphs[char]
            if not glyph:
                raise ValueError(f"{self.face.id} has no glyph for U+{ord(char):04X}")
            yield ClusterGlyph(glyph, self.face.advances[char], char)
        for cluster in sorted(self._clusters):
            yield from self.face.clusters[cluster]

    def clusters(self) -> dict[str, Cluster]:
        """The clusters used."""
        return {text: self.face.clusters[text] for text in sorted(self._clusters)}


class CodedGlyph(NamedTuple):
    """One code of an embedded font: glyph of the whole face, advance in em, what it says."""

    code: int
    glyph: int
    advance: float
    text: str


class EmbeddedFont:
    """One face as a document uses it: gives runs their codes, then writes its objects."""

    def __init__(self, resource: str, used: UsedGlyphs) -> None:
        """Fix the codes of all glyphs used; `resource` is the font's name in content streams."""
        self.resource = resource
        self.face = used.face
        units = dict.fromkeys((unit.glyph, unit.text) for unit in used.units())
        self.subset: Subset = subset(used.face, (glyph for glyph, _ in units))
        self._codes = self._glyph_codes(list(units)) if used.face.is_cff else _unicode_codes(list(units))
        self._translation = {
            ord(text): chr(self._codes[glyph, text])
            for glyph, text in units
            if len(text) == 1 and used.face.glyphs[text] == glyph and self._codes[glyph, text] != ord(text)
        }
        self._clusters = {
            text: "".join(chr(self._codes[unit.glyph, unit.text]) for unit in cluster)
            for text, cluster in used.clusters().items()
        }
        longest_first = sorted(self._clusters, key=len, reverse=True)
        self._pattern = re.compile("|".join(longest_first)) if self._clusters else None

    def _glyph_codes(self, units: list[tuple[int, str]]) -> dict[tuple[int, str], int]:
        """Codes of a CFF face: places in the subset. Characters that share a glyph share its code."""
        return {unit: self.subset.glyphs[unit[0]] for unit in units}

    def codes(self, text: str) -> str:
        """Give the codes of a stretch without clusters, one to a character."""
        return text.translate(self._translation) if self._translation else text

    def units(self, text: str) -> list[tuple[str, int]] | None:
        """Take a text with clusters apart: (codes, number of characters they stand for); else `None`."""
        if self._pattern is None or not self._pattern.search(text):
            return None
        units: list[tuple[str, int]] = []
        end = 0
        for match in self._pattern.finditer(text):
            units.extend((code, 1) for code in self.codes(text[end : match.start()]))
            units.append((self._clusters[match.group()], len(match.group())))
            end = match.end()
        units.extend((code, 1) for code in self.codes(text[end:]))
        return units

    def write(self, table: ObjectTable) -> Ref:
        """Write the font's objects; give the number of the composite font."""
        coded = self._coded()
        base = f"{_subset_tag(self.face, coded)}+{self.face.postscript_name}"
        descendant = self._write_descendant(table, base, coded)
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name(f"{base}-Identity-H" if self.face.is_cff else base),
            "Encoding": "/Identity-H",
            "DescendantFonts": array((reference(descendant),)),
            "ToUnicode": reference(table.add_stream(_to_unicode(coded))),
        }
        return table.add(dictionary(font))

    def _coded(self) -> list[CodedGlyph]:
        """All codes in ascending order, one entry each; the lowest character names a shared glyph."""
        rows: dict[int, CodedGlyph] = {}
        for (glyph, text), code in self._codes.items():
            rows.setdefault(code, CodedGlyph(code, glyph, self.face.glyph_advance(glyph), text))
        return [rows[code] for code in sorted(rows)]

    def _write_descendant(self, table: ObjectTable, base: str, coded: list[CodedGlyph]) -> Ref:
        font = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if self.face.is_cff else "/CIDFontType2",
            "BaseFont": name(base),
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "FontDescriptor": reference(self._write_descriptor(table, base)),
            "DW": "1000",
            "W": _widths(coded),
        }
        if not self.face.is_cff:
            font["CIDToGIDMap"] = reference(table.add_stream(self._glyph_map(coded)))
        return table.add(dictionary(font))

    def _write_descriptor(self, table: ObjectTable, base: str) -> Ref:
        facts = self.face.descriptor
        # Flags (table 123): fixed pitch 1, serif 2, symbolic 4 (set: the codes are no Latin set), italic 64.
        flags = 4 | facts.fixed_pitch | facts.serif << 1 | bool(facts.italic_angle) << 6
        program = self.subset.program
        if self.face.is_cff:
            key, file = "FontFile3", table.add_stream(program, {"Subtype": "/CIDFontType0C"})
        else:
            key, file = "FontFile2", table.add_stream(program, {"Length1": str(len(program))})
        # no CIDSet; a wrong one is a fault and a right one tells nothing.
        entries = {
            "Type": "/FontDescriptor",
            "FontName": name(base),
            "Flags": str(flags),
            "FontBBox": array(map(str, facts.bbox)),
            "ItalicAngle": number(facts.italic_angle),
            "Ascent": str(facts.ascent),
            "Descent": str(facts.descent),
            "CapHeight": str(facts.cap_height),
            "StemV": str(facts.stem),
            key: reference(file),
        }
        return table.add(dictionary(entries))

    def _glyph_map(self, coded: list[CodedGlyph]) -> bytes:
        """CIDToGIDMap: two bytes for each code up to the highest one used."""
        places = bytearray(2 * (coded[-1].code + 1))
        for entry in coded:
            places[2 * entry.code : 2 * entry.code + 2] = self.subset.glyphs[entry.glyph].to_bytes(2, "big")
        return bytes(places)


def hexadecimal(codes: str) -> str:
    """Write codes as a string for Tj or TJ, two bytes each."""
    return f"<{codes.encode('utf-16-be', 'surrogatepass').hex()}>"


def _unicode_codes(units: list[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """Codes of a glyf face: Unicode where a character has a 16-bit value, else codes free of characters."""
    codes: dict[tuple[int, str], int] = {}
    taken: set[int] = set()
    rest = []
    for unit in units:
        code = ord(unit[1]) if len(unit[1]) == 1 else 0
        if 0 < code <= 0xFFFF and code not in taken:
            codes[unit] = code
            taken.add(code)
        else:
            rest.append(unit)
    # Surrogates are never characters; should 2,048 not do, any code the document leaves unused serves.
    free = (code for code in chain(range(0xD800, 0xE000), range(1, 0xD800)) if code not in taken)
    codes.update(zip(rest, free, strict=False))
    return codes


def _subset_tag(face: Face, coded: list[CodedGlyph]) -> str:
    """Six letters from the face and its glyphs: equal subsets have equal tags (9.6.4)."""
    glyphs = ",".join(str(entry.glyph) for entry in coded)
    digest = hashlib.sha256(f"{face.id}:{glyphs}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _widths(coded: list[CodedGlyph]) -> str:
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


def _to_unicode(coded: list[CodedGlyph]) -> bytes:
    """The ToUnicode CMap: each code with its text in UTF-16, surrogate pairs above U+FFFF (A-08)."""
    lines = [f"<{entry.code:04X}> <{_utf16(entry.text)}>" for entry in coded if entry.text]
    blocks = [lines[start : start + _CMAP_BLOCK] for start in range(0, len(lines), _CMAP_BLOCK)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (_CMAP_HEAD + body + _CMAP_TAIL).encode("ascii")


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()
