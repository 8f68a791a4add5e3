"""The objects of a finished file by number, read from its bytes alone (ISO 32000-1, 7.3 and 7.5)."""

import re
import zlib
from struct import Struct

from bulletin_pdf.patterns import pattern

ObjectId = int
"""Number of an object in the file."""

REF = pattern(rb"(\d+) \d+ R")
_NUMBER = pattern(rb"(\d+)")
_LENGTH = pattern(rb"/Length (\d+)( \d+ R)?")
_WIDTHS = pattern(rb"/W ?\[ ?(\d+) (\d+) (\d+) ?\]")
_HEAD = pattern(rb"\s*\d+ \d+ obj\s*")
_OUR_WIDTHS, _ROW = (1, 4, 2), Struct(">BIH")


def object_reference(body: bytes, key: bytes) -> ObjectId:
    """Return the number of the object an entry refers to; `key` ends in a space, as in our files."""
    return int(found_in(REF.match(body, _behind(body, key)), key))


def _number(body: bytes, key: bytes) -> int:
    return int(found_in(_NUMBER.match(body, _behind(body, key)), key))


def _behind(body: bytes, key: bytes) -> int:
    place = body.find(key)
    return len(body) if place < 0 else place + len(key)


def found_in(found: "re.Match[bytes] | None", what: object) -> bytes:
    """Return what a pattern found; a file without `what` cannot be read."""
    if found is None:
        raise ValueError(f"no {what!r}")
    return found[1]


class FileObjects:
    """Objects by number; an object stream is unpacked when one of its objects is first read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.packs: dict[ObjectId, list[bytes]] = {}
        start = int(data[data.rindex(b"startxref") + 9 :].split(None, 1)[0])
        if data.startswith(b"xref", start):
            self.rows, self.widths = b"", (0, 0, 0)
            self.offsets = self._classic(start)
            trailer = data[data.index(b"trailer", start) :]
        else:
            trailer, self.rows = self._stream_at(start)
            self.widths = _widths(trailer)
            self.offsets = []
        self.root = object_reference(trailer, b"/Root ")

    def _classic(self, start: int) -> list[int]:
        """7.5.4: one section of rows of twenty bytes."""
        first, count = self.data[start + 4 : start + 40].split(None, 2)[:2]
        if first != b"0":
            raise ValueError("a table in sections")
        begin = self.data.index(b"\n", start + 5) + 1
        rows = self.data[begin : begin + 20 * int(count)]
        return [int(rows[at : at + 10]) for at in range(0, len(rows), 20)]

    def _row(self, ref: ObjectId) -> tuple[int, int, int]:
        """7.5.8: kind, offset or object stream, generation or place in the stream."""
        if not self.rows:
            return 1, self.offsets[ref], 0
        kind, second, third = self.widths
        at = ref * (kind + second + third)
        row = self.rows[at : at + kind + second + third]
        return (
            int.from_bytes(row[:kind], "big") if kind else 1,
            int.from_bytes(row[kind : kind + second], "big"),
            int.from_bytes(row[kind + second :], "big"),
        )

    def body(self, ref: ObjectId) -> bytes:
        """What stands between `obj` and `endobj`, or in its object stream; of a stream the dictionary."""
        row: tuple[int, int, int]
        row = _ROW.unpack_from(self.rows, 7 * ref) if self.widths == _OUR_WIDTHS else self._row(ref)
        kind, where, place = row
        if kind == 2:
            pack = self.packs.get(where)
            if pack is None:
                pack = self.packs[where] = self._unpack(where)
            return pack[place]
        head = _HEAD.match(self.data, where)
        if kind != 1 or head is None:
            raise ValueError(f"object {ref} is not at {where}")
        ends = (self.data.find(word, head.end()) for word in (b"endobj", b"stream"))
        return self.data[head.end() : min(end for end in ends if end >= 0)]

    def _unpack(self, ref: ObjectId) -> list[bytes]:
        """7.5.7: a row of numbers and offsets, then the objects."""
        entries, data = self._stream_at(self._row(ref)[1])
        first = _number(entries, b"/First ")
        offsets = [first + int(offset) for offset in data[:first].split()[1::2]]
        if len(offsets) != _number(entries, b"/N "):
            raise ValueError(f"object stream {ref} holds another number of objects")
        return [data[start:end] for start, end in zip(offsets, [*offsets[1:], len(data)], strict=True)]

    def stream(self, ref: ObjectId) -> bytes:
        """The bytes of a stream, inflated."""
        kind, where, _ = self._row(ref)
        if kind != 1:
            raise ValueError(f"object {ref} is no stream")
        return self._stream_at(where)[1]

    def _stream_at(self, offset: int) -> tuple[bytes, bytes]:
        begin = self.data.index(b"stream", offset)
        entries = self.data[offset:begin]
        begin += 8 if self.data[begin + 6 : begin + 7] == b"\r" else 7
        length = _LENGTH.search(entries)
        if length is None:
            raise ValueError("a stream without length")
        data = self.data[begin : begin + int(self.body(int(length[1])) if length[2] else length[1])]
        if b"/FlateDecode" in entries:
            data = zlib.decompress(data)
        elif b"/Filter" in entries:
            raise ValueError("a filter this reader does not know")
        if b"/Predictor" in entries:
            raise ValueError("a predictor this reader does not know")
        return entries, data


def _widths(trailer: bytes) -> tuple[int, int, int]:
    found = _WIDTHS.search(trailer)
    if found is None or b"/Index" in trailer:
        raise ValueError("no widths of the cross-reference stream, or one in sections")
    return int(found[1]), int(found[2]), int(found[3])
