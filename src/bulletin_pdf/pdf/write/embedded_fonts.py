"""Faces → composite fonts: codes for characters, one subset per face, ToUnicode.

A code is the character's own Unicode value, so streams stay readable and are written
before the subset is known. What has no such value of its own (characters above U+FFFF,
glyphs that stand for several characters) gets a code that no character uses. CFF outlines
cannot be mapped inside the file; there the code is the glyph's place in the face.
"""

import hashlib
import re
from collections.abc import Callable
from itertools import chain
from operator import attrgetter

from bulletin_pdf.fonts.face import Face
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.fonts.subset import Subset, subset
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import FaceId
from bulletin_pdf.pdf.objects import ObjectTable, Ref, array, dictionary, name, number, reference
from bulletin_pdf.pdf.pack import Packing, pack
from bulletin_pdf.pdf.write.font_tables import (
    CodedGlyph,
    glyph_map,
    hexadecimal,
    subset_tag,
    to_unicode,
    width_array,
)
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems

_SURROGATES = range(0xD800, 0xE000)
"""Codes that are never characters."""


CodeUnit = tuple[int, str]
"""A glyph and the text it stands for."""


class EmbeddedFont:
    """One face as a document uses it: gives runs their codes, then writes its objects.

    Codes are given as characters are met and do not depend on what else the document holds,
    but for the few that have no code of their own: they take free ones in order of use.
    """

    def __init__(self, face: Face) -> None:
        """Begin with nothing used of `face`."""
        self.face = face
        self.resource = f"F{hashlib.sha256(face.id.encode()).hexdigest()[:6]}"
        """The font's name in content streams."""
        self.portable = True
        """Whether all codes are such as any document would give."""
        self._characters: set[str] = set()
        self._met: list[str] = []
        """Text set since, whose characters are not among them yet: noting them one by one takes long."""
        self._codes: dict[CodeUnit, int] = {}
        self._translation: dict[int, str] = {}
        self._clusters: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None
        self._patterned = 0
        # Should 2,048 codes not do, private ones and at last any other serve.
        self._free = chain(_SURROGATES, range(0xE000, 0xF900), range(1, 0xD800))
        standard = () if face.is_cff else face.shaped_pairs
        self._reserved = {unit: next(self._free) for unit in dict.fromkeys(standard)}
        self._taken = set(self._reserved.values())
        self._direct = not face.is_cff
        """Whether characters up to U+FFFF are their own codes: no code taken is a character."""

    def digits(self, text: str) -> str:
        """Return the codes of a stretch without clusters in hex, four digits to a character."""
        if self._direct:
            digits = text.encode("utf-16-be").hex()
            if len(digits) == 4 * len(text):
                self._met.append(text)
                return digits
        return hexadecimal(self.codes(text))

    def codes(self, text: str) -> str:
        """Return the codes of a stretch without clusters, one to a character."""
        if new := set(text) - self._known():
            self._learn(new)
        return text.translate(self._translation) if self._translation else text

    def texts(self) -> tuple[str, ...]:
        """Return one text with all characters used, then the clusters used."""
        return ("".join(self._known()), *self._clusters)

    def use(self, texts: tuple[str, ...]) -> None:
        """Use the characters and clusters that another process has used."""
        characters, *clusters = texts
        self.digits(characters)
        self._known()
        for cluster in clusters:
            self._cluster_codes(cluster)

    def _known(self) -> set[str]:
        """Note what was met; give all characters used. Without an entry in `_codes` they have their Unicode value."""
        if self._met:
            self._characters.update("".join(self._met))
            self._met.clear()
        return self._characters

    def _learn(self, new: set[str]) -> None:
        self._characters |= new
        if max(new) <= "\uffff" and not self.face.is_cff and self._taken.isdisjoint(map(ord, new)):
            return
        for char in sorted(new):
            code = self._code_of(self._glyph_of(char), char, ord(char))
            if code != ord(char):
                self._translation[ord(char)] = chr(code)

    def _glyph_of(self, char: str) -> int:
        glyph = self.face.glyphs[char]
        if not glyph:
            raise ValueError(f"{self.face.id} has no glyph for U+{ord(char):04X}")
        return glyph

    def _code_of(self, glyph: int, text: str, own: int = 0) -> int:
        """Return the code of a unit: of a CFF face its glyph, else its `own` value, else a free code."""
        unit = (glyph, text)
        if unit not in self._codes:
            if self.face.is_cff:
                code = glyph
            elif not own and unit in self._reserved:
                code = self._reserved[unit]
            elif 0 < own <= 0xFFFF and own not in self._taken:
                return own
            else:
                code = next(
                    code for code in self._free if code not in self._taken and chr(code) not in self._known()
                )
                self.portable = False
            self._taken.add(code)
            self._direct = self._direct and code in _SURROGATES
            self._codes[unit] = code
        return self._codes[unit]

    def units(self, text: str) -> list[tuple[str, int]] | None:
        """Take a text with clusters apart: (codes, number of characters they stand for); else `None`."""
        if "—" not in text and "…" not in text and not self.face.composed:
            return None
        pattern = self._cluster_pattern()
        if pattern is None or not pattern.search(text):
            return None
        units: list[tuple[str, int]] = []
        end = 0
        for match in pattern.finditer(text):
            units.extend((code, 1) for code in self.codes(text[end : match.start()]))
            units.append((self._cluster_codes(match.group()), len(match.group())))
            end = match.end()
        units.extend((code, 1) for code in self.codes(text[end:]))
        return units

    @property
    def places_marks(self) -> bool:
        """Whether some cluster of the face has a glyph next to the place where the pen is."""
        return bool(self.face.placed)

    def offsets(self, text: str) -> list[tuple[float, float]]:
        """Return how far each code of a text with clusters stands to the right of the pen and above the line, em."""
        pattern = self._cluster_pattern()
        assert pattern is not None
        offsets: list[tuple[float, float]] = []
        end = 0
        for match in pattern.finditer(text):
            offsets += [(0.0, 0.0)] * (match.start() - end)
            offsets += [(unit.x, unit.y) for unit in self.face.clusters[match.group()]]
            end = match.end()
        return offsets + [(0.0, 0.0)] * (len(text) - end)

    def _cluster_pattern(self) -> re.Pattern[str] | None:
        clusters = self.face.clusters
        if len(clusters) != self._patterned:
            longest_first = sorted(clusters, key=len, reverse=True)
            self._pattern, self._patterned = (
                re.compile("|".join(map(re.escape, longest_first))),
                len(clusters),
            )
        return self._pattern

    def _cluster_codes(self, cluster: str) -> str:
        if cluster not in self._clusters:
            # Only this process has taught the face such a cluster.
            self.portable = self.portable and cluster not in self.face.composed
            glyphs = self.face.clusters[cluster]
            codes = [self._code_of(unit.glyph, unit.text) for unit in glyphs]
            self._clusters[cluster] = "".join(map(chr, codes))
        return self._clusters[cluster]

    @property
    def used(self) -> int:
        """How many characters are used."""
        return len(self._known())

    def state(self) -> "FontState":
        """Return all that decides what is written, besides the face."""
        return FontState(frozenset(self._known()), tuple(self._codes.items()))

    def begin_parts(self) -> "Callable[[], FontParts]":
        """Return what gives all that is written of the font: the face cut to what was used, and the tables of its codes.

        Until it is called, the program is packed while other things are done.
        """
        coded = self._coded()
        small = _subset(self.face, [entry.glyph for entry in coded])
        program = Packing(small.program)
        parts = FontParts(
            base=f"{subset_tag(self.face, coded)}+{self.face.postscript_name}",
            program=b"",
            length=len(small.program),
            widths=width_array(coded),
            glyph_map=b"" if self.face.is_cff else pack(glyph_map(coded, small)),
            unicode=pack(to_unicode(coded)),
        )
        return lambda: parts._replace(program=program.result())

    def write(self, table: ObjectTable, parts: "FontParts") -> Ref:
        """Write the font's objects; return the number of the composite font. `parts` are those of this very state."""
        descendant = self._write_descendant(table, parts)
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name(f"{parts.base}-Identity-H" if self.face.is_cff else parts.base),
            "Encoding": "/Identity-H",
            "DescendantFonts": array((reference(descendant),)),
            "ToUnicode": reference(table.add_packed(parts.unicode)),
        }
        return table.add(dictionary(font))

    def _coded(self) -> list[CodedGlyph]:
        """All codes in ascending order, one entry each; the lowest character names a shared glyph."""
        advances, advance_of = self.face.advances, self.face.glyph_advance
        own = [
            CodedGlyph(ord(char), self._glyph_of(char), advances[char], char)
            for char in self._known()
            if ord(char) not in self._translation
        ]
        given = [
            CodedGlyph(code, glyph, advance_of(glyph), text) for (glyph, text), code in self._codes.items()
        ]
        lowest_last = sorted((*own, *given), key=attrgetter("text"), reverse=True)
        rows = {entry.code: entry for entry in lowest_last}
        return [rows[code] for code in sorted(rows)]

    def _write_descendant(self, table: ObjectTable, parts: "FontParts") -> Ref:
        font = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if self.face.is_cff else "/CIDFontType2",
            "BaseFont": name(parts.base),
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "FontDescriptor": reference(self._write_descriptor(table, parts)),
            "DW": "1000",
            "W": parts.widths,
        }
        if not self.face.is_cff:
            font["CIDToGIDMap"] = reference(table.add_packed(parts.glyph_map))
        return table.add(dictionary(font))

    def _write_descriptor(self, table: ObjectTable, parts: "FontParts") -> Ref:
        facts = self.face.descriptor
        # Flags (table 123): fixed pitch 1, serif 2, symbolic 4 (set: the codes are no Latin set), italic 64.
        flags = 4 | facts.fixed_pitch | facts.serif << 1 | bool(facts.italic_angle) << 6
        if self.face.is_cff:
            key, file = "FontFile3", table.add_packed(parts.program, {"Subtype": "/CIDFontType0C"})
        else:
            key, file = "FontFile2", table.add_packed(parts.program, {"Length1": str(parts.length)})
        # no CIDSet; a wrong one is a fault and a right one adds nothing.
        entries = {
            "Type": "/FontDescriptor",
            "FontName": name(parts.base),
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


class FontState(NamedTuple):
    """The characters used and the codes given out: with the face they decide what is written of a font."""

    characters: frozenset[str]
    codes: tuple[tuple[CodeUnit, int], ...]


class FontParts(NamedTuple):
    """What is written of a font; the streams are packed."""

    base: str
    """Its name with the tag of the subset."""
    program: bytes
    length: int
    """Bytes of the program unpacked."""
    widths: str
    glyph_map: bytes
    """CIDToGIDMap; empty for PostScript outlines, which have none."""
    unicode: bytes


class EmbeddedFonts(dict[FaceId, EmbeddedFont]):
    """The fonts of a document by face, each begun when it is first set in."""

    def __init__(self, book: FontBook) -> None:
        """Take the book with the faces."""
        self._book = book

    def __missing__(self, face_id: FaceId) -> EmbeddedFont:
        font = self[face_id] = EmbeddedFont(self._book.by_id(face_id))
        return font


def _subset(face: Face, glyphs: list[int]) -> Subset:
    """Cut a face; a damaged outline of an office's own face shows only now, and is reported as any fault of a face."""
    try:
        return subset(face, glyphs)
    except RuntimeError as error:
        problems = Problems()
        problems.add(Code.FONT_UNREADABLE, None, file=face.path)
        raise BulletinError(problems) from error
