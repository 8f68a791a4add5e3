"""The tables of a font file: glyphs, advances, bounds, names.

HarfBuzz reads all of it too, but takes as long to load as ten pages to set; it is used to
shape, and for what is not read here. Names of tables and fields are OpenType's.
"""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from struct import Struct, error, iter_unpack, unpack_from

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.plain_files import open_plain

_SHORT, _LONG, _PAIR, _BOUNDS = Struct(">H"), Struct(">L"), Struct(">2H"), Struct(">4h")

# cmap: platform and encoding of what maps Unicode, the whole of it before its first plane.
_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
# name: the PostScript name, and how the platforms write it. (1 is Mac Roman; the name is ASCII.)
_POSTSCRIPT_NAME, _ENCODINGS = 6, {3: "utf-16-be", 0: "utf-16-be", 1: "latin-1"}


EM_UNITS = range(16, 16384 + 1)
"""How finely an em may be divided (head: unitsPerEm)."""


class DamagedFaceError(RuntimeError):
    """The file is no font, ends too early, or names what is not in it."""


class FaceChoice(NamedTuple):
    """A face of a file: its place in a collection, and where on its axes a variable font is cut."""

    place: int = 0
    """Counted from 0."""
    location: tuple[tuple[str, float], ...] = ()
    """Tag and value of every axis; empty for a face that has none."""
    name: str = ""
    """PostScript name of the weight; empty: that of the face."""


PLAIN = FaceChoice()
"""The only face of a file that has one."""


class GlyphRanges(NamedTuple):
    """Neighbouring characters with neighbouring glyphs: first and last of them, glyph of the first."""

    firsts: "array[int]"
    lasts: "array[int]"
    glyphs: "array[int]"

    def glyph_of(self, code: int) -> int:
        """Return the glyph of a character; 0 where there is none."""
        place = bisect_right(self.firsts, code) - 1
        if place < 0 or code > self.lasts[place]:
            return 0
        return (self.glyphs[place] + code - self.firsts[place]) & 0xFFFF


class FontFile:
    """One face of a font file, mapped into memory: only what is used is read."""

    def __init__(self, path: str, index: int = 0, data: bytes = b"") -> None:
        """Open it, or take its `data`; `DamagedFaceError` if it is none, `OSError` if it cannot be read."""
        self._file: mmap | bytes = data
        try:
            if not data:
                with open_plain(path) as file:
                    self._file = mmap(file.fileno(), 0, access=ACCESS_READ)
            self._places = self._directory(index)
        except (error, ValueError) as damage:
            raise DamagedFaceError(f"{path}: {damage}") from damage
        self.tags = frozenset(self._places)

    @property
    def faces(self) -> int:
        """How many faces the file holds; more than one in a collection."""
        return _LONG.unpack_from(self._file, 8)[0] if self._file[:4] == b"ttcf" else 1

    def _directory(self, index: int) -> dict[str, tuple[int, int]]:
        """Read where the tables are: from the start of the file, and how long."""
        start = 0
        if self._file[:4] == b"ttcf":
            if index >= _LONG.unpack_from(self._file, 8)[0]:
                raise ValueError(f"no face {index}")
            start = _LONG.unpack_from(self._file, 12 + 4 * index)[0]
        elif index:
            raise ValueError(f"no face {index}")
        count = _SHORT.unpack_from(self._file, start + 4)[0]
        records = self._file[start + 12 : start + 12 + 16 * count]
        return {tag.decode("latin-1"): (place, size) for tag, _, place, size in iter_unpack(">4s3L", records)}

    def size_of(self, tag: str) -> int:
        """Return the bytes of a table that are there; 0 for one that is not."""
        place, size = self._places.get(tag, (0, 0))
        return max(0, min(size, len(self._file) - place))

    def table(self, tag: str) -> bytes:
        """Return a table, empty for one that is not there."""
        place, size = self._places.get(tag, (0, 0))
        return self._file[place : place + size]

    def bytes_of(self, tag: str, start: int, end: int) -> bytes:
        """Return a part of a table, as much of it as is there."""
        place, size = self._places.get(tag, (0, 0))
        return self._file[place + min(start, size) : place + min(end, size)]

    @property
    def data(self) -> mmap | bytes:
        """The whole file, for callers that read so often that they keep their own offsets."""
        return self._file

    def place_of(self, tag: str) -> int:
        """Return where a table begins in the file; `DamagedFaceError` for one that is not there."""
        if tag not in self._places:
            raise DamagedFaceError(f"no table {tag}")
        return self._places[tag][0]

    def ranges(self) -> GlyphRanges | None:
        """Read the character map; none where it is of a kind not read here."""
        cmap = self.table("cmap")
        try:
            records = iter_unpack(">2HL", cmap[4 : 4 + 8 * _SHORT.unpack_from(cmap, 2)[0]])
            places = {(platform, encoding): place for platform, encoding, place in records}
            place = next((places[kind] for kind in _UNICODE if kind in places), len(cmap))
            form = _SHORT.unpack_from(cmap, place)[0]
            if form == 12:
                return _groups(cmap, place)
            return _segments(cmap, place) if form == 4 else None
        except (error, IndexError, ValueError):
            return None

    def postscript_name(self) -> str:
        """Read the PostScript name as it stands in the file; empty when it is not there."""
        return next(self.names(_POSTSCRIPT_NAME), "")

    def names(self, wanted: int) -> Iterator[str]:
        """Read the names of a kind, one a language, as far as they can be read."""
        name = self.table("name")
        try:
            count, strings = unpack_from(">2H", name, 2)
            for platform, _, _, kind, length, place in iter_unpack(">6H", name[6 : 6 + 12 * count]):
                if kind == wanted and platform in _ENCODINGS:
                    start = strings + place
                    yield name[start : start + length].decode(_ENCODINGS[platform])
        except (error, UnicodeDecodeError):
            pass


class Metrics:
    """Advances and left side bearings of glyphs, in units of the em."""

    def __init__(self, file: FontFile) -> None:
        """Take the file; its tables must be long enough to say what they hold."""
        self._hmtx = file.table("hmtx")
        self.measured = min(_SHORT.unpack_from(file.table("hhea"), 34)[0], len(self._hmtx) // 4)
        """How many glyphs have an advance of their own; the last one is that of all after it."""
        self.glyphs: int = _SHORT.unpack_from(file.table("maxp"), 4)[0]
        self.upem: int = _SHORT.unpack_from(file.table("head"), 18)[0]
        """Units of an em."""

    def advance(self, glyph: int) -> int:
        """Return an advance; 0 for a glyph that is not there."""
        if not self.measured or glyph >= self.glyphs:
            return 0
        advance: int = _SHORT.unpack_from(self._hmtx, 4 * min(glyph, self.measured - 1))[0]
        return advance

    def record(self, glyph: int) -> tuple[int, int]:
        """Return an advance and a left side bearing, as 16 bits each."""
        if glyph < self.measured and glyph < self.glyphs:
            return _PAIR.unpack_from(self._hmtx, 4 * glyph)
        return self.advance(glyph), self.bearing(glyph)

    def bearing(self, glyph: int) -> int:
        """Return a left side bearing, as 16 bits; 0 where the table leaves it out, as some makers do."""
        place = 4 * glyph + 2 if glyph < self.measured else 2 * (self.measured + glyph)
        return int.from_bytes(self._hmtx[place : place + 2].ljust(2, b"\0"), "big")


class Outlines:
    """The TrueType outlines of a face; only those used are read."""

    def __init__(self, file: FontFile) -> None:
        """Take the file; head: indexToLocFormat says how loca counts."""
        self._file = file.data
        self._offsets, self._unit = (Struct(">2L"), 1) if file.table("head")[51] else (Struct(">2H"), 2)
        self._loca, self._loca_size = file.place_of("loca"), file.size_of("loca")
        self._glyf, self._glyf_size = file.place_of("glyf"), file.size_of("glyf")

    def data(self, glyph: int) -> bytes:
        """Return the data of an outline, empty for a blank one; `DamagedFaceError` if it is not all there."""
        size = self._offsets.size
        place = size // 2 * glyph
        if 0 <= place <= self._loca_size - size:
            start, end = self._offsets.unpack_from(self._file, self._loca + place)
            start, end = self._unit * start, self._unit * end
            if start <= end <= self._glyf_size:
                return self._file[self._glyf + start : self._glyf + end]
        raise DamagedFaceError(f"no outline {glyph}")

    def bounds(self, glyph: int) -> tuple[int, int, int, int]:
        """Return left, bottom, right, top of an outline; all 0 for a blank one, or one that is not there."""
        try:
            left, bottom, right, top = _BOUNDS.unpack_from(self.data(glyph), 2)
        except (error, DamagedFaceError):
            return 0, 0, 0, 0
        return left, bottom, right, top


def _groups(cmap: bytes, place: int) -> GlyphRanges:
    """Read format 12: groups of first, last, glyph."""
    count = _LONG.unpack_from(cmap, place + 12)[0]
    found = numbers("I", cmap[place + 16 : place + 16 + 12 * count])
    return GlyphRanges(found[0::3], found[1::3], found[2::3])


def _segments(cmap: bytes, place: int) -> GlyphRanges:
    """Read format 4: segments, some of which name their glyphs one by one."""
    count = _SHORT.unpack_from(cmap, place + 6)[0] // 2
    rows = [place + 14 + start for start in (0, 2 * count + 2, 4 * count + 2, 6 * count + 2)]
    lasts, firsts, deltas, offsets = (numbers("H", cmap[row : row + 2 * count]) for row in rows)
    found = GlyphRanges(array("I"), array("I"), array("I"))
    for number, (first, last, delta, offset) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
        if not offset:
            _add(found, first, last, (first + delta) & 0xFFFF)
            continue
        start = rows[3] + 2 * number + offset
        named = numbers("H", cmap[start : start + 2 * (last - first + 1)])
        for code, glyph in enumerate(named, start=first):
            if glyph:
                _add(found, code, code, (glyph + delta) & 0xFFFF)
    return found


def _add(ranges: GlyphRanges, first: int, last: int, glyph: int) -> None:
    ranges.firsts.append(first)
    ranges.lasts.append(last)
    ranges.glyphs.append(glyph)


def numbers(kind: str, data: bytes) -> "array[int]":
    """Read the numbers of a table; `kind` is H for 16 bits, I for 32."""
    found = array(kind, data)
    if sys.byteorder == "little":
        found.byteswap()
    return found
