"""Whether the glyphs of an embedded program are those of a face on the disk, outline by outline.

A TrueType program is held against the face byte by byte: points as they stand, components glyph
by glyph, instructions left out of account. CFF outlines are drawn by HarfBuzz, for subroutines
make bytes differ. Clauses are those of OpenType, by table.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from mmap import mmap
from struct import error, iter_unpack, pack, unpack_from
from typing import Any

from bulletin_pdf.fonts.face import Face
from bulletin_pdf.fonts.font_file import DamagedFaceError, numbers
from bulletin_pdf.named_tuples import NamedTuple

_HEADER = 10
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX, _INSTRUCTIONS = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080, 0x0100
_DEEPEST = 12
"""Composites in composites; faces have two or three."""


class GlyphPair(NamedTuple):
    """A glyph of the program and the glyph of the face it must be."""

    embedded: int
    meant: int


def other_glyphs(face: Face, program: bytes, pairs: Iterable[GlyphPair]) -> frozenset[GlyphPair]:
    """Return the pairs whose outlines, advances or bearings differ; `DamagedFaceError` if the program cannot be read."""
    try:
        if face.is_cff:
            return frozenset(_other_drawings(face, program, pairs))
        return frozenset(_other_outlines(face, _embedded(program), pairs))
    except (error, IndexError, KeyError, ValueError, RecursionError) as damage:
        raise DamagedFaceError(f"{face.postscript_name}: {damage}") from damage


# TrueType -----------------------------------------------------------------------------------------


class _Tables:
    """What a TrueType file says of its glyphs, in memory or on the disk."""

    def __init__(self, table: Callable[[str], bytes], data: bytes | mmap, glyf: int) -> None:
        """Take what gives a table, and the data in which the outlines begin at `glyf`."""
        head, self.hmtx, loca = table("head"), table("hmtx"), table("loca")
        self.upem = int.from_bytes(head[18:20], "big")
        self.count = int.from_bytes(table("maxp")[4:6], "big")
        self.measured = int.from_bytes(table("hhea")[34:36], "big")
        self.data, self.glyf = data, glyf
        self.starts, self.unit = (numbers("I", loca), 1) if head[51] else (numbers("H", loca), 2)

    def outline(self, glyph: int) -> bytes:
        """Return the data of an outline; `IndexError` for one that is not there."""
        start, end = self.starts[glyph], self.starts[glyph + 1]
        return self.data[self.glyf + self.unit * start : self.glyf + self.unit * end]

    def metrics(self, glyph: int) -> bytes:
        """Return advance and left side bearing as they stand."""
        if glyph < self.measured:
            return self.hmtx[4 * glyph : 4 * glyph + 4]
        last, place = 4 * self.measured - 4, 2 * (self.measured + glyph)
        return self.hmtx[last : last + 2] + self.hmtx[place : place + 2].ljust(2, b"\0")


def _embedded(program: bytes) -> _Tables:
    """Read a program in memory."""
    count = int.from_bytes(program[4:6], "big")
    records = iter_unpack(">4s3L", program[12 : 12 + 16 * count])
    places = {tag.decode("latin-1"): (place, size) for tag, _, place, size in records}

    def table(tag: str) -> bytes:
        place, size = places[tag]
        return program[place : place + size]

    return _Tables(table, program, places["glyf"][0])


def _other_outlines(face: Face, program: _Tables, pairs: Iterable[GlyphPair]) -> Iterator[GlyphPair]:
    file = face.open_file()
    whole = _Tables(file.table, file.data, file.place_of("glyf"))
    if program.upem != whole.upem:
        raise ValueError("another em")
    outlines = program.outline, whole.outline
    starts, wanted_starts, count = program.starts, whole.starts, program.count
    # Every glyph of the file comes by here: what `outline` does stands here once more.
    (data, at, unit), (file_data, file_at, file_unit) = (
        (tables.data, tables.glyf, tables.unit) for tables in (program, whole)
    )
    for pair in pairs:
        embedded, meant = pair
        mine = b""
        if embedded < count:
            mine = data[at + unit * starts[embedded] : at + unit * starts[embedded + 1]]
        wanted = file_data[
            file_at + file_unit * wanted_starts[meant] : file_at + file_unit * wanted_starts[meant + 1]
        ]
        # Most are equal byte for byte, but for one that makes the length even.
        same = (mine == wanted or mine == wanted + b"\0") and mine[:1] < b"\x80"  # noqa: PLR1714 (quicker)
        if program.metrics(embedded) != whole.metrics(meant) or not (
            same or _same_outline(outlines, mine, wanted, _DEEPEST)
        ):
            yield pair


_Outline = Callable[[int], bytes]


def _same_outline(outlines: tuple[_Outline, _Outline], mine: bytes, whole: bytes, depth: int) -> bool:
    """Compare two outlines whose bytes differ; `outlines` give those of the program and of the face."""
    if not depth:
        raise ValueError("composites without end")
    if whole[:2] in (b"", b"\0\0"):  # blank
        return not mine.strip(b"\0")
    if mine[:_HEADER] != whole[:_HEADER]:
        return False
    if whole[:1] < b"\x80":
        return _same_points(mine, whole)
    parts, wanted = list(_components(mine)), list(_components(whole))
    return [part[1:] for part in parts] == [part[1:] for part in wanted] and all(
        _same_outline(outlines, outlines[0](part[0]), outlines[1](other[0]), depth - 1)
        for part, other in zip(parts, wanted, strict=True)
    )


def _same_points(mine: bytes, whole: bytes) -> bool:
    """Compare simple outlines without instructions and without what makes lengths even."""
    end = _HEADER + 2 * int.from_bytes(whole[:2], "big")
    points, wanted = (
        data[end + 2 + int.from_bytes(data[end : end + 2], "big") :].rstrip(b"\0") for data in (mine, whole)
    )
    return mine[:end] == whole[:end] and points == wanted


def _components(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Return the components of an outline: glyph, flags, and where it is put."""
    place, flags = _HEADER, _MORE
    while flags & _MORE:
        flags, glyph = unpack_from(">2H", data, place)
        end = place + (8 if flags & _WORDS else 6)
        end += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        yield glyph, flags & ~_INSTRUCTIONS, data[place + 4 : end]
        place = end


# CFF ----------------------------------------------------------------------------------------------


class _Pen:
    """Takes an outline down step by step."""

    def __init__(self) -> None:
        self.steps: list[tuple[object, ...]] = []
        for name in ("moveTo", "lineTo", "qCurveTo", "curveTo", "closePath"):
            setattr(self, name, partial(self._note, name))

    def _note(self, name: str, *points: object) -> None:
        self.steps.append((name, *points))


def _other_drawings(face: Face, program: bytes, pairs: Iterable[GlyphPair]) -> Iterator[GlyphPair]:
    from uharfbuzz import Blob, Font
    from uharfbuzz import Face as HarfBuzzFace

    count, places = _read_cff(program)
    embedded, whole = Font(HarfBuzzFace(Blob(_opentype(face, program, count)))), Font(face.hb_face)
    for pair in pairs:
        mine, meant = _Pen(), _Pen()
        embedded.draw_glyph_with_pen(places(pair.embedded), mine)
        whole.draw_glyph_with_pen(pair.meant, meant)
        if mine.steps != meant.steps:
            yield pair


def _opentype(face: Face, program: bytes, count: int) -> bytes:
    """Put a bare CFF program into a font file, with the other tables HarfBuzz needs."""
    tables = {
        b"CFF ": program,
        b"head": face.open_file().table("head"),
        b"maxp": pack(">LH", 0x00005000, count),
    }
    file, offset, bodies = pack(">4s4H", b"OTTO", len(tables), 32, 1, 16), 12 + 16 * len(tables), b""
    for tag, data in tables.items():
        file += pack(">4s3L", tag, 0, offset + len(bodies), len(data))
        bodies += data + bytes(-len(data) % 4)
    return file + bodies


def _read_cff(program: bytes) -> tuple[int, Callable[[int], int]]:
    """Return how many glyphs there are, and which one a code shows.

    A code is a CID: in a program keyed by CIDs its charset says which glyph that is, else it is the glyph (9.7.4.2).
    """
    from fontTools.cffLib import CFFFontSet

    fonts = CFFFontSet()
    fonts.decompile(BytesIO(program), None)
    top: Any = fonts[0]
    count = len(top.CharStrings.charStringsIndex)
    if not hasattr(top, "ROS"):
        return count, lambda cid: cid if cid < count else 0
    places = {name: glyph for glyph, name in enumerate(top.charset)}
    return count, lambda cid: places.get(f"cid{cid:05d}", 0)
