"""A TrueType file (`glyf` outlines) → a small one of few glyphs, without hinting.

Of many thousand glyphs only those used are read. What is written is what a PDF reader
needs of a font that is addressed by glyph id. Clauses are those of OpenType, by table.
"""

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate, chain
from struct import Struct, error, pack, pack_into

from bulletin_pdf.fonts.font_file import DamagedFaceError, FontFile, Metrics, Outlines
from bulletin_pdf.named_tuples import NamedTuple

_SHORT, _LONG, _PAIR = Struct(">H"), Struct(">L"), Struct(">2H")

# glyf: the number of contours and the bounds, before the last points of contours or the components.
_HEADER = 10
# glyf: flags of a component.
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX, _INSTRUCTIONS = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080, 0x0100
# loca: short offsets count pairs of bytes.
_LAST_SHORT_OFFSET = 2 * 0xFFFF
# Tables taken over with a few changes, and their bytes.
_WRITTEN = {"head": 54, "hhea": 36, "maxp": 32}
_VERSION = b"\0\1\0\0"
# head: what the sums of the whole file come to, the adjustment included.
_SUM_OF_FILE = 0xB1B0AFBA


class _Component(NamedTuple):
    """One part of a composite outline; its glyph is named after the flags."""

    place: int
    """Of the flags in the outline's data."""
    flags: int
    glyph: int
    end: int


Known = dict[int, tuple[bytes, tuple[_Component, ...]]]
"""Outlines read before: glyph → data without instructions, and the components of a composite."""


def subset_truetype(
    file: FontFile, glyphs: Iterable[int], known: Known | None = None
) -> tuple[bytes, dict[int, int]]:
    """Cut a face down to .notdef (left blank), these glyphs and their components.

    Gives the program, and old ids → new ones in the same order; `DamagedFaceError` if that cannot be done.
    `known` are the outlines of this very face that were read before; those read now are added.
    """
    try:
        return _cut(file, glyphs, {} if known is None else known)
    except (error, IndexError, ValueError) as damage:
        raise DamagedFaceError(str(damage)) from damage


def _cut(file: FontFile, glyphs: Iterable[int], known: Known) -> tuple[bytes, dict[int, int]]:
    outlines, composed = _outlines(Outlines(file), glyphs, known)
    places = {glyph: place for place, glyph in enumerate(sorted(outlines))}
    for glyph, components in composed.items():
        data = bytearray(outlines[glyph])
        for part in components:
            _PAIR.pack_into(data, part.place, part.flags & ~_INSTRUCTIONS, places[part.glyph])
        outlines[glyph] = bytes(data[: components[-1].end])
    glyf, loca, long_offsets = _located([outlines[glyph] for glyph in places])
    metrics = Metrics(file)
    hmtx, long_metrics = _metrics(list(map(metrics.record, places)))
    head, hhea, maxp = (bytearray(file.bytes_of(tag, 0, size)) for tag, size in _WRITTEN.items())
    if [len(head), len(hhea), len(maxp)] != list(_WRITTEN.values()):
        raise ValueError("a table ends too early")
    if any(table[:4] != _VERSION for table in (head, hhea, maxp)) or any(head[52:]):
        raise ValueError("tables or outlines of another version")  # head: glyphDataFormat
    pack_into(">L", head, 8, 0)  # The adjustment, to come.
    pack_into(">H", head, 50, long_offsets)
    pack_into(">H", hhea, 34, long_metrics)
    pack_into(">H", maxp, 4, len(places))
    pack_into(">7H", maxp, 14, 1, 0, 0, 0, 0, 0, 0)  # One zone, and nothing else that hinting needs.
    tables = {
        b"glyf": glyf,
        b"head": bytes(head),
        b"hhea": bytes(hhea),
        b"hmtx": hmtx,
        b"loca": loca,
        b"maxp": bytes(maxp),
    }
    return _program(tables), places


def _outlines(
    source: Outlines, glyphs: Iterable[int], known: Known
) -> tuple[dict[int, bytes], dict[int, tuple[_Component, ...]]]:
    """Read the outlines of glyphs and of their components, and which are composed of what."""
    outlines: dict[int, bytes] = {0: b""}
    composed: dict[int, tuple[_Component, ...]] = {}
    waiting = list(glyphs)
    while waiting:
        glyph = waiting.pop()
        if glyph in outlines:
            continue
        found = known.get(glyph) or _outline(source.data(glyph))
        outlines[glyph], parts = known[glyph] = found
        if parts:
            composed[glyph] = parts
            waiting.extend(part.glyph for part in parts)
    return outlines, composed


def _outline(data: bytes) -> tuple[bytes, tuple[_Component, ...]]:
    if data[:1] >= b"\x80":
        return data, tuple(_components(data))
    return _without_instructions(data), ()


def _without_instructions(data: bytes) -> bytes:
    """Return a simple outline without its instructions, empty if it has no contours."""
    contours = int.from_bytes(data[:2], "big")
    if not contours or len(data) < _HEADER:
        return b""
    place = _HEADER + 2 * contours
    count = _SHORT.unpack_from(data, place)[0]
    if place + 2 + count >= len(data):
        raise ValueError("an outline ends in its instructions")
    return data[:place] + b"\0\0" + data[place + 2 + count :] if count else data


def _components(data: bytes) -> Iterator[_Component]:
    place, flags = _HEADER, _MORE
    while flags & _MORE:
        flags, glyph = _PAIR.unpack_from(data, place)
        end = place + (8 if flags & _WORDS else 6)
        end += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
        if end > len(data):
            raise ValueError("an outline ends in its components")
        yield _Component(place, flags, glyph, end)
        place = end


def _located(outlines: list[bytes]) -> tuple[bytes, bytes, bool]:
    """Put outlines one after the other: glyf, loca, and whether its offsets are long."""
    even = [outline + b"\0" if len(outline) % 2 else outline for outline in outlines]
    long_offsets = sum(map(len, even)) > _LAST_SHORT_OFFSET
    if long_offsets:
        offsets = [0, *accumulate(map(len, outlines))]
        return b"".join(outlines), pack(f">{len(offsets)}L", *offsets), True
    offsets = [0, *accumulate(len(outline) // 2 for outline in even)]
    return b"".join(even), pack(f">{len(offsets)}H", *offsets), False


def _metrics(metrics: list[tuple[int, int]]) -> tuple[bytes, int]:
    """Write hmtx, and how many advances it holds: one stands for all equal ones at the end."""
    count = len(metrics)
    while count > 1 and metrics[count - 1][0] == metrics[count - 2][0]:
        count -= 1
    numbers = [*chain.from_iterable(metrics[:count]), *(bearing for _, bearing in metrics[count:])]
    return pack(f">{len(numbers)}H", *numbers), count


def _program(tables: Mapping[bytes, bytes]) -> bytes:
    """Put tables together, given in the order of their tags, with their check sums."""
    padded = {tag: data + bytes(-len(data) % 4) for tag, data in tables.items()}
    sums = {tag: _sum(data) for tag, data in padded.items()}
    directory = pack(">L4H", 0x00010000, 6, 64, 2, 32)
    offset = len(directory) + 16 * len(tables)
    for tag, data in tables.items():
        directory += pack(">4s3L", tag, sums[tag], offset, len(data))
        offset += len(padded[tag])
    adjustment = (_SUM_OF_FILE - sum(sums.values()) - _sum(directory)) % 2**32
    head = padded[b"head"]
    padded[b"head"] = head[:8] + _LONG.pack(adjustment) + head[12:]
    return b"".join((directory, *padded.values()))


def _sum(data: bytes) -> int:
    """Add up 32-bit words."""
    words = array("I", data)
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) % 2**32
