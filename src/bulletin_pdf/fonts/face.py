"""One font file: its coverage, its widths, its descriptor.

The file is mapped into memory, so opening 15 MB costs a fraction of a millisecond. HarfBuzz
is asked where text must be shaped, and for outlines and character maps that `tables.py` does
not read.
"""

import os
import struct
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from bulletin_pdf.fonts.font_file import (
    EM_UNITS,
    PLAIN,
    DamagedFaceError,
    FaceChoice,
    FontFile,
    Metrics,
    Outlines,
)
from bulletin_pdf.fonts.shapes import PAIRS, QUOTES, SINGLES, known_shapes, offsets, shape_name, shaped
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.plain_files import open_plain

if TYPE_CHECKING:
    from bulletin_pdf.fonts.truetype import Known

# Hanzi that any Chinese face has, simplified or traditional, and whose ink fills the em.
_SAMPLE_HANZI = "中文明大小上下一人年"
_CENTRE_HANZI = "国中文明实"

# Tables without which there is nothing to set, and the bytes they have at least.
_NEEDED_TABLES = {"cmap": 4, "head": 54, "hhea": 36, "hmtx": 4, "maxp": 6}


_LONGEST_NAME: Final = 63
"""Of a PostScript name (OpenType, name 6): a PDF may hold no name of more than 127 bytes (ISO 19005-3, 6.1.13)."""

_ASIDE: Final = 0.25
"""A mark whose middle is so far from that of its letter stands next to it, in advances of the letter."""


class ClusterGlyph(NamedTuple):
    """One glyph of a cluster: its id, its advance in em, and the text it stands for."""

    glyph: int
    advance: float
    text: str
    x: float = 0.0
    """How far it stands to the right of where the glyphs before it end, em."""
    y: float = 0.0
    """How far it stands above the baseline, em."""


GlyphCluster = tuple[ClusterGlyph, ...]


class Descriptor(NamedTuple):
    """What a PDF font descriptor has of a face, in thousandths of an em."""

    ascent: int
    descent: int
    cap_height: int
    bbox: tuple[int, int, int, int]
    italic_angle: float
    stem: int
    serif: bool
    fixed_pitch: bool


class FaceError(Exception):
    """The file is no font that can be set with; `code` says why, in the words of `FontFault`."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".rstrip())
        self.code = code
        self.detail = detail


class _Glyphs(dict[str, int]):
    """Character → glyph id, 0 where the face has none; filled as characters are met."""

    def __init__(self, find: Callable[[str], int]) -> None:
        self._find = find

    def __missing__(self, char: str) -> int:
        glyph = self[char] = self._find(char)
        return glyph


class _Advances(dict[str, float]):
    """Character or cluster → advance in em; filled as they are met."""

    def __init__(self, measure: Callable[[str], float]) -> None:
        self._measure = measure

    def __missing__(self, text: str) -> float:
        advance = self[text] = self._measure(text)
        return advance


class _Ems(dict[float, float]):
    """Units of the em → em, to a thousandth; most faces have a few advances only."""

    def __init__(self, upem: int) -> None:
        self._upem = upem

    def __missing__(self, units: float) -> float:
        em = self[units] = round(units * 1000 / self._upem) / 1000
        return em


class Face:
    """One opened font file, seen as a Chinese face or (`latin`) as a Latin one.

    A Chinese face gives “ ” ‘ ’ their full-width glyphs and —— its joined form; a Latin
    face keeps its own proportional forms. `advances` maps a character or cluster to its
    width in em and may be read directly where speed matters.
    """

    def __init__(
        self, path: str, *, choice: FaceChoice = PLAIN, digest: str = "", latin: bool = False
    ) -> None:
        """Open a face of the file; `digest` is the file's SHA-256 when that is known already."""
        if not os.path.isfile(path):
            raise FaceError("not-found")
        self.path = path
        self.choice = choice
        self.latin = latin
        try:
            self._cut = _cut(path, choice) if choice.location else b""
            self._file = self.open_file()
        except DamagedFaceError as error:
            raise FaceError("unreadable", str(error)) from error
        self._metrics = self._usable_metrics()
        self._ranges = self._file.ranges()
        self.upem = self._metrics.upem
        self._ems = _Ems(self.upem)
        self.postscript_name = _postscript_name(choice.name or self._file.postscript_name(), path)
        digest = digest or file_digest(path)
        self.id = face_id(self.postscript_name, _identity(digest, choice), latin)
        self._shapes = known_shapes(digest, self._file)
        self.glyphs = _Glyphs(self._find_glyph)
        self.advances = _Advances(self._measure)
        self._clusters: dict[str, GlyphCluster] | None = None
        self.composed: set[str] = set()
        """Clusters learnt by `compose`: characters with combining marks or variation selectors."""
        self.placed: set[str] = set()
        """Those of them with a mark that stands elsewhere than at the pen."""
        self.aside: set[str] = set()
        """Those of them with a mark that the face leaves next to its letter."""
        self.outlines_read: Known = {}
        """Outlines read to cut it, for the next time."""

    def open_file(self) -> FontFile:
        """Open the file once more: a weight of a variable font as it was cut, else what is on the disk."""
        return FontFile(self.path, data=self._cut) if self._cut else FontFile(self.path, self.choice.place)

    @cached_property
    def hb_face(self) -> Any:
        """The face as HarfBuzz sees it."""
        import uharfbuzz

        if self._cut:
            return uharfbuzz.Face(uharfbuzz.Blob(self._cut))
        return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(self.path), self.choice.place)

    @cached_property
    def _font(self) -> Any:
        import uharfbuzz

        return uharfbuzz.Font(self.hb_face)

    def _usable_metrics(self) -> Metrics:
        """Read how wide glyphs are, and refuse a file that cannot be set with."""
        file = self._file
        if any(file.size_of(tag) < least for tag, least in _NEEDED_TABLES.items()):
            raise FaceError("unreadable")
        if "fvar" in file.tags:
            raise FaceError("variable")
        if not file.tags & {"glyf", "CFF "}:
            raise FaceError("no-outlines")
        metrics = Metrics(file)
        measured = metrics.glyphs and metrics.measured and metrics.upem in EM_UNITS
        if not measured or self._is_cut_off():
            raise FaceError("unreadable")
        return metrics

    def _is_cut_off(self) -> bool:
        """Whether the file ends before its last TrueType outline does (a broken download)."""
        if self.is_cff:
            return False
        long_offsets = self._file.table("head")[51] == 1
        width, scale = (4, 1) if long_offsets else (2, 2)
        end = self._file.size_of("loca")
        last = self._file.bytes_of("loca", end - width, end)
        return len(last) < width or int.from_bytes(last, "big") * scale > self._file.size_of("glyf")

    @property
    def clusters(self) -> dict[str, GlyphCluster]:
        """The units of several characters that this face sets with glyphs of their own (T-05)."""
        if self._clusters is None:
            pairs = () if self.latin else PAIRS
            self._clusters = {pair: cluster for pair in pairs if (cluster := self._cluster_of(pair))}
        return self._clusters

    @property
    def shaped_pairs(self) -> tuple[tuple[int, str], ...]:
        """Glyph and text of every unit in the pairs every document may hold (—— and ……), in order."""
        pairs = (self.clusters.get(pair, ()) for pair in PAIRS)
        return tuple((unit.glyph, unit.text) for cluster in pairs for unit in cluster)

    def compose(self, text: str) -> bool:
        """Learn to set a character with its marks or variation selector as one unit; false if it cannot.

        A selector the face does not have leaves the character in its usual form.
        """
        if text not in self.clusters:
            shaped = self._shape(text)
            if (
                not 0 < len(shaped) <= len(text)
            ):  # a glyph that stands for no character would be lost in copying
                return False
            cluster = self._placed(text, self._cluster(text, shaped))
            self.clusters[text] = cluster
            self.composed.add(text)
            if any(unit.x or unit.y for unit in cluster):
                self.placed.add(text)
        return True

    def _find_glyph(self, char: str) -> int:
        """Look a character up, in the form that Chinese text needs (T-04)."""
        code = ord(char)
        glyph = self._ranges.glyph_of(code) if self._ranges else int(self._font.get_nominal_glyph(code) or 0)
        if self.latin or not glyph:
            return glyph
        shaped: list[tuple[int, float]] = []
        if char in QUOTES and self.glyph_advance(glyph) < 1:
            shaped = self._shape(char, full_width=True)
        elif char in SINGLES:
            shaped = self._shape(char)
        return shaped[0][0] if len(shaped) == 1 else glyph

    def _measure(self, text: str) -> float:
        if len(text) > 1:
            cluster = self.clusters.get(text)
            return sum(glyph.advance for glyph in cluster) if cluster else sum(self.advances[c] for c in text)
        glyph = self.glyphs[text]
        return self._ems[self._metrics.advance(glyph)] if glyph else 1.0

    def _cluster_of(self, pair: str) -> GlyphCluster:
        """Shape a pair; nothing when that gives no other glyphs than the characters one by one."""
        shaped = self._shape(pair)
        if not shaped or [glyph for glyph, _ in shaped] == [self.glyphs[char] for char in pair]:
            return ()
        return self._cluster(pair, shaped)

    def _cluster(self, text: str, shaped: list[tuple[int, float]]) -> GlyphCluster:
        first = len(text) - len(shaped) + 1
        texts = [text[:first], *text[first:]]
        return tuple(ClusterGlyph(*glyph, said) for glyph, said in zip(shaped, texts, strict=True))

    def _placed(self, text: str, cluster: GlyphCluster) -> GlyphCluster:
        """Return a cluster with its marks where the shaper puts them."""
        if len(cluster) == 1:
            return cluster
        places = offsets(self._font, text)
        letter = self._metrics.advance(cluster[0].glyph)
        for unit, (x, _) in zip(cluster[1:], places[1:], strict=True):
            ink = self._font.get_glyph_extents(unit.glyph)
            centre = letter + x + ink.x_bearing + ink.width / 2
            if not unit.advance and abs(centre - letter / 2) > _ASIDE * letter:
                self.aside.add(text)
        return tuple(
            unit._replace(x=self._ems[x], y=self._ems[y])
            for unit, (x, y) in zip(cluster, places, strict=True)
        )

    def _shape(self, text: str, full_width: bool = False) -> list[tuple[int, float]]:
        """Shape `text` as Chinese: (glyph, advance in em) in order, nothing when a glyph is missing."""
        shape = self._shapes.get(shape_name(text, full_width))
        if shape is None:
            shape = shaped(self._font, text, full_width=full_width)
        return (
            [(glyph, self._ems[advance]) for glyph, advance in shape]
            if all(glyph for glyph, _ in shape)
            else []
        )

    def covers(self, char: str) -> bool:
        """Whether the face has a glyph for this one character."""
        return self.glyphs[char] != 0

    def advance(self, text: str) -> float:
        """Return the advance of one character or cluster in em; 1.0 for a character it has not."""
        return self.advances[text]

    def glyph_advance(self, glyph: int) -> float:
        """Return the advance of a glyph by id, in em, to a thousandth.

        Some readers keep the widths a PDF gives as whole thousandths; what is measured here
        and what they add up must be the same, or long Latin lines end next to the measure.
        """
        return self._ems[self._metrics.advance(glyph)]

    def glyph_advances(self, glyphs: Iterable[int]) -> list[float]:
        """Return the same of many glyphs."""
        return [self._ems[units] for units in map(self._metrics.advance, glyphs)]

    @property
    def characters(self) -> frozenset[int]:
        """Every code point the face has a glyph for."""
        return frozenset(self.hb_face.unicodes)

    @property
    def centre(self) -> float:
        """The mean height of a hanzi's centre above the baseline, in em.

        A face that falls back inside another's line is shifted by the difference.
        """
        heights = [height for char in _CENTRE_HANZI if (height := self.centre_of(char)) is not None]
        return sum(heights) / len(heights) if heights else 0.38

    def centre_of(self, char: str) -> float | None:
        """Return the height of a character's centre above the baseline, in em; `None` without ink."""
        if not self.covers(char):
            return None
        bottom, top = self._extent(self.glyphs[char])
        return (bottom + top) / 2 / self.upem

    def ink_of(self, text: str) -> tuple[float, float]:
        """Return the lowest and the highest ink of a text's characters above the baseline, in em."""
        found = [self._extent(self.glyphs[char]) for char in text if not char.isspace() and self.covers(char)]
        if not found:
            return 0.0, 0.0
        return min(low for low, _ in found) / self.upem, max(high for _, high in found) / self.upem

    @cached_property
    def _outlines(self) -> Outlines:
        return Outlines(self._file)

    def _extent(self, glyph: int) -> tuple[int, int]:
        """Return the lowest and the highest point of a glyph, in units of the em."""
        if not self.is_cff:
            _, bottom, _, top = self._outlines.bounds(glyph)
            return bottom, top
        extents = self._font.get_glyph_extents(glyph)
        return (extents.y_bearing + extents.height, extents.y_bearing) if extents else (0, 0)

    @property
    def hanzi_advances(self) -> tuple[float, ...]:
        """The advances in em of those common hanzi that the face has."""
        return tuple(self.advances[char] for char in _SAMPLE_HANZI if self.covers(char))

    @property
    def is_cff(self) -> bool:
        """Whether the outlines are PostScript (CFF) rather than TrueType (glyf)."""
        return "glyf" not in self._file.tags

    @property
    def embedding_rights(self) -> int:
        """OS/2 fsType as it stands in the file; 0 (installable) where the file says nothing."""
        table = self._file.table("OS/2")
        return int(struct.unpack_from(">H", table, 8)[0]) if len(table) >= 10 else 0

    @property
    def embeddable(self) -> bool:
        """Whether the maker allows outlines in a document: not “restricted” alone, not bitmaps only."""
        # OpenType OS/2 fsType: usage bits 1 restricted, 2 preview and print, 3 editable; bit 9 bitmaps only.
        return self.embedding_rights & 0x000E != 0x0002 and not self.embedding_rights & 0x0200

    @property
    def subsettable(self) -> bool:
        """Whether the maker allows a part of the font to be embedded (fsType bit 8 not set)."""
        return not self.embedding_rights & 0x0100

    @property
    def descriptor(self) -> Descriptor:
        """Measure what the PDF font descriptor needs."""
        head, os2, post = (
            self._file.table("head"),
            self._file.table("OS/2"),
            self._file.table("post").ljust(16, b"\0"),
        )
        scale = 1000 / self.upem
        left, bottom, right, top = struct.unpack_from(">4h", head, 36)
        ascent, descent = self._ascent_and_descent(os2)
        angle, fixed = struct.unpack_from(">i", post, 4)[0] / 65536, struct.unpack_from(">I", post, 12)[0]
        weight = struct.unpack_from(">H", os2, 4)[0] if len(os2) >= 6 else 400
        return Descriptor(
            ascent=round(ascent * scale),
            descent=round(descent * scale),
            cap_height=round(self._cap_height(os2, ascent) * scale),
            bbox=(round(left * scale), round(bottom * scale), round(right * scale), round(top * scale)),
            italic_angle=round(angle, 3),
            # No table holds the stem; readers use it only to imitate a lost font, so the weight class serves.
            stem=round(50 + (weight / 65) ** 2),
            serif=len(os2) >= 42 and os2[32] == 2 and os2[33] not in range(11, 16),
            fixed_pitch=bool(fixed),
        )

    def _ascent_and_descent(self, os2: bytes) -> tuple[int, int]:
        # hhea is often swollen for line spacing; the typographic values describe the design (docs/rules/typesetting.md §11).
        ascent, descent = struct.unpack_from(">2h", os2, 68) if len(os2) >= 72 else (0, 0)
        return (ascent, descent) if ascent else struct.unpack_from(">2h", self._file.table("hhea"), 4)

    def _cap_height(self, os2: bytes, ascent: int) -> int:
        version = struct.unpack_from(">H", os2)[0] if os2 else 0
        if version >= 2 and len(os2) >= 90 and (height := struct.unpack_from(">h", os2, 88)[0]) > 0:
            return int(height)
        return self._extent(self.glyphs["H"])[1] if self.covers("H") else ascent


def face_id(postscript_name: str, digest: str, latin: bool) -> str:
    """Name a face by its content: PostScript name, 8 hex digits, and how it is looked at."""
    return f"{postscript_name}-{digest[:8]}" + ("-latin" if latin else "")


def name_in(identity: str) -> str:
    """Return the PostScript name that a face's id begins with."""
    return identity.removesuffix("-latin").rpartition("-")[0]


def file_digest(path: str) -> str:
    """Return the SHA-256 of a file in hex."""
    import hashlib

    with open_plain(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _cut(path: str, choice: FaceChoice) -> bytes:
    # Few faces are variable: the others do not pay for what cuts them.
    from bulletin_pdf.fonts.face_choice import cut_weight

    return cut_weight(path, choice)


def _identity(digest: str, choice: FaceChoice) -> str:
    """Return what identifies a face: two of one file may have the same name."""
    if choice == PLAIN:
        return digest
    import hashlib

    return hashlib.sha256(f"{digest} {choice.place} {choice.location}".encode()).hexdigest()


def _postscript_name(given: str, path: str) -> str:
    """Return a name fit for a PDF /BaseFont: ASCII without delimiters, from the face, else from the file."""
    name = _plain(given) or "Face" + _plain(os.path.splitext(os.path.basename(path))[0])
    if len(name) <= _LONGEST_NAME:
        return name
    import hashlib

    return name[: _LONGEST_NAME - 9] + "-" + hashlib.sha256(name.encode()).hexdigest()[:8]


def _plain(name: str) -> str:
    return "".join(char for char in name if char.isascii() and (char.isalnum() or char in "-_."))
