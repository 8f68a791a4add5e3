"""The fonts of a finished file, read from its bytes alone: what codes say, how wide they are, which glyphs they show."""

import re
from binascii import unhexlify
from codecs import utf_16_be_decode
from collections.abc import Iterable, Mapping, Sequence
from struct import pack, unpack, unpack_from

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.readback.file_objects import FileObjects, ObjectId, found_in, object_reference

_EM = 1000
"""Widths are thousandths of the em; `DW` is one em where it is left out (9.7.4.3)."""

_MANY = 1 << 16
"""Bytes of codes: about a hundred pages."""


class FontWidths(NamedTuple):
    """W and DW of a font."""

    given: Mapping[int, float]
    other: float
    """The width of every code that W does not name."""

    def of(self, code: int) -> float:
        """Return the width of a code, in thousandths of an em."""
        return self.given.get(code, self.other)


class EmbeddedProgram(NamedTuple):
    """An embedded font program, and how codes find their glyphs in it."""

    data: bytes
    is_cff: bool
    places: bytes
    """CIDToGIDMap of a TrueType program: two bytes a code."""

    def glyphs(self, codes: Sequence[int]) -> Sequence[int]:
        """Return the glyphs of codes: of TrueType by the map, beyond which all is glyph 0; of CFF a code is its own."""
        if self.is_cff:
            return codes
        places, end = self.places, len(self.places) // 2
        return [unpack_from(">H", places, 2 * code)[0] if code < end else 0 for code in codes]


class ReadFont:
    """One font: its name, what its codes stand for, and what was shown in it."""

    def __init__(
        self, name: str, texts: dict[int, str], widths: FontWidths, program: EmbeddedProgram
    ) -> None:
        self.name, self.texts, self.widths, self.program = name, texts, widths, program
        self.widest = max((widths.other, *widths.given.values())) / _EM
        """No code is wider, em."""
        # Most codes are the characters themselves. Those that are not must be no characters, nor
        # may two of them look like one: then text can be decoded at once.
        codes = pack(f">{len(texts)}H", *texts)
        self.moved: dict[int, str] = {}
        if codes.decode("utf-16-be", "surrogatepass") != "".join(texts.values()):
            self.moved = {code: text for code, text in texts.items() if text != chr(code)}
        self.direct = all(0xD800 <= code < 0xDC00 for code in self.moved)
        self.shown: list[bytes] = []

    def decode(self, data: bytes) -> str:
        """Return the text of codes, two bytes each; whether all are in the map is checked later, once."""
        self.shown.append(data)
        if not self.direct:
            return "".join(map(self.texts.__getitem__, unpack(f">{len(data) // 2}H", data)))
        text, _ = utf_16_be_decode(data, "surrogatepass", True)
        return text.translate(self.moved) if self.moved else text

    def measure(self, data: bytes) -> float:
        """Return the width of codes, two bytes each, in em."""
        given, other = self.widths
        return sum([given.get(code, other) for code in unpack(f">{len(data) // 2}H", data)]) / _EM

    @property
    def unmapped(self) -> int | None:
        """A code shown that is not in the map, if there is any."""
        shown = b"".join(self.shown)
        if len(shown) < _MANY:
            return min(set(unpack(f">{len(shown) // 2}H", shown)).difference(self.texts), default=None)
        # Slower to make, but faster to search with.
        known = "".join(map(chr, self.texts))
        found = re.search(f"[^{re.escape(known)}]", shown.decode("utf-16-be", "surrogatepass"))
        return ord(found[0]) if found else None


_FONTS = pattern(rb"/Font ?<<([^>]*)>>")
_NAMED = pattern(rb"/([^\s/]+) (\d+) \d+ R")
_BASE = pattern(rb"/BaseFont ?/([^\s/<>\[\]]+)")
_DESCENDANT = pattern(rb"/DescendantFonts\s*\[\s*(\d+) \d+ R\s*\]")
_OTHER_WIDTH = pattern(rb"/DW\s+(\d+)")
_WIDTHS = pattern(rb"/W\s*\[((?:[^\[\]]|\[[^\]]*\])*)\]")
_WIDTH = pattern(rb"(\d+)\s+(?:\[([^\]]*)\]|(\d+)\s+([-+.\d]+))")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_HEX = pattern(rb"<([0-9A-Fa-f]*)>")
# Rare in our files, so compiled when there is one.
_RANGE = rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])"


def fonts_of(file: FileObjects, resources: ObjectId) -> dict[bytes, ReadFont]:
    """Read the fonts of a page's resources by their names there."""
    named = _FONTS.search(file.body(resources))
    return {key: _font(file, file.body(int(ref))) for key, ref in _NAMED.findall(named[1])} if named else {}


def _font(file: FileObjects, body: bytes) -> ReadFont:
    if b"/Identity-H" not in body:
        raise ValueError("a font whose codes are not two bytes")
    name = found_in(_BASE.search(body), "BaseFont").decode("ascii", "replace")
    inner = file.body(int(found_in(_DESCENDANT.search(body), "DescendantFonts")))
    texts = to_unicode(file.stream(object_reference(body, b"/ToUnicode ")))
    return ReadFont(name, texts, _widths(inner), _program(file, inner))


def _widths(body: bytes) -> FontWidths:
    """9.7.4.3: rows of widths from a code on, or one width from a code to another."""
    other, found = _OTHER_WIDTH.search(body), _WIDTHS.search(body)
    given: dict[int, float] = {}
    for first, row, last, width in _WIDTH.findall(found[1]) if found else ():
        if last:
            given.update(dict.fromkeys(range(int(first), int(last) + 1), float(width)))
        else:
            given.update(enumerate(map(float, row.split()), start=int(first)))
    return FontWidths(given, float(other[1]) if other else _EM)


def _program(file: FileObjects, body: bytes) -> EmbeddedProgram:
    """9.7.4.2: a TrueType program with its map, or a CFF program that maps for itself."""
    descriptor = file.body(object_reference(body, b"/FontDescriptor "))
    if b"/FontFile2 " in descriptor:
        places = file.stream(object_reference(body, b"/CIDToGIDMap "))
        return EmbeddedProgram(
            file.stream(object_reference(descriptor, b"/FontFile2 ")), is_cff=False, places=places
        )
    return EmbeddedProgram(file.stream(object_reference(descriptor, b"/FontFile3 ")), is_cff=True, places=b"")


def to_unicode(cmap: bytes) -> dict[int, str]:
    """Read a ToUnicode map (9.10.3): code → text."""
    texts: dict[int, str] = {}
    for kind, block in _BLOCK.findall(cmap):
        if kind == b"bfchar":
            words = _HEX.findall(block)
            texts.update(zip(_codes(words[::2]), _texts(words[1::2]), strict=True))
            continue
        for first, last, text, row in re.findall(_RANGE, block):
            codes = range(int(first, 16), int(last, 16) + 1)
            if row:
                texts.update(zip(codes, _texts(_HEX.findall(row)), strict=True))
            else:
                (begin,) = _texts([text])
                texts.update(
                    (code, begin[:-1] + chr(ord(begin[-1]) + place)) for place, code in enumerate(codes)
                )
    return texts


def _codes(words: list[bytes]) -> tuple[int, ...]:
    return unpack(f">{len(words)}H", unhexlify(b"".join(words)))


def _texts(words: list[bytes]) -> Iterable[str]:
    joined = b"".join(words)
    if len(joined) == 4 * len(words):
        return unhexlify(joined).decode("utf-16-be")
    return [unhexlify(word).decode("utf-16-be") for word in words]
