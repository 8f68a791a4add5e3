"""A Word 97-2003 file: its streams, its stories and the pieces its text lies in ([MS-DOC] 2.4 and 2.5).

A story is a run of characters counted by position (cp): the text, its footnotes, headers, comments,
endnotes and text boxes follow one another. The pieces say where in the file each stretch lies, and
whether as UTF-16 or as Windows-1252.
"""

import io
import struct
from collections.abc import Iterator

from bulletin_pdf.named_tuples import NamedTuple

_MAGIC = 0xA5EC
_FIRST_VERSION = 0x00C1
"""Word 97; what is older keeps text in the code page of its machine."""
BLOB = 154
"""Where the table of parts begins: pairs of offset and length."""
_CLX = 33
_STORIES = ("text", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header boxes")
_COUNTS = 76
MAX_STREAM = 64 << 20
MAX_CHARACTERS = 2_000_000
_BROKEN = (struct.error, IndexError, ValueError, OverflowError, MemoryError)


class DocError(Exception):
    """A file that cannot be read; `encrypted` gives the reason."""

    def __init__(self, *, encrypted: bool = False) -> None:
        super().__init__("encrypted" if encrypted else "damaged")
        self.encrypted = encrypted


class Piece(NamedTuple):
    """A stretch of text: its characters from `start` to before `end` lie at `offset` of the file."""

    start: int
    end: int
    offset: int
    wide: bool
    changes: bytes
    """What was set for the whole piece when it was saved (Prm)."""

    def place(self, cp: int) -> int:
        """Where in the file a character lies."""
        return self.offset + (cp - self.start) * (2 if self.wide else 1)


class DocFile:
    """An opened file."""

    def __init__(self, data: bytes) -> None:
        try:
            self._open(data)
        except _BROKEN as error:
            raise DocError from error

    def _open(self, data: bytes) -> None:
        streams = _streams(data)
        self.main = streams.get("WordDocument", b"")
        magic, version, flags = (word(self.main, at) for at in (0, 2, 10))
        if magic != _MAGIC or version < _FIRST_VERSION:
            raise DocError
        if flags & 0x0100:
            raise DocError(encrypted=True)
        self.table = streams.get("1Table" if flags & 0x0200 else "0Table", b"")
        self.data = streams.get("Data", b"")
        self.pieces = tuple(_pieces(self.part(_CLX)))
        self.stories: dict[str, tuple[int, int]] = {}
        begin = 0
        for number, name in enumerate(_STORIES):
            count = long(self.main, _COUNTS + 4 * number)
            self.stories[name] = begin, begin + count
            begin += count
        if not self.pieces or begin > MAX_CHARACTERS or begin > self.pieces[-1].end:
            raise DocError

    def part(self, number: int) -> bytes:
        """Return one of the parts that the table of parts names, by its number."""
        offset, length = long(self.main, BLOB + 8 * number), long(self.main, BLOB + 8 * number + 4)
        return self.table[offset : offset + length]

    def text(self, start: int, end: int) -> str:
        """Return the characters from one position to before another."""
        return "".join(
            self.characters(piece, max(start, piece.start), min(end, piece.end))
            for piece in self.within(start, end)
        )

    def within(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces that hold something of a stretch."""
        return (piece for piece in self.pieces if piece.start < end and start < piece.end)

    def characters(self, piece: Piece, start: int, end: int) -> str:
        """Return characters of one piece."""
        raw = self.main[piece.place(start) : piece.place(end)]
        return raw.decode("utf-16-le" if piece.wide else "cp1252", "replace")


def word(data: bytes, at: int) -> int:
    """Return an unsigned number of two bytes."""
    return int(struct.unpack_from("<H", data, at)[0])


def long(data: bytes, at: int) -> int:
    """Return an unsigned number of four bytes."""
    return int(struct.unpack_from("<I", data, at)[0])


def positions(plc: bytes, size: int) -> list[int]:
    """Return the positions of a list of them (PLC), one more than its entries, which are `size` bytes each."""
    count = max((len(plc) - 4) // (4 + size), 0)
    return [long(plc, 4 * at) for at in range(count + 1)] if len(plc) >= 4 else []


def _streams(data: bytes) -> dict[str, bytes]:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = ("WordDocument", "0Table", "1Table", "Data", "EncryptionInfo", "EncryptedPackage")
            held = {name: ole.openstream(name).read(MAX_STREAM) for name in names if ole.exists(name)}
    except (OSError, IndexError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise DocError from error
    if "EncryptedPackage" in held:
        raise DocError(encrypted=True)
    return held


def _pieces(clx: bytes) -> Iterator[Piece]:
    """Read the piece table behind the properties that quick saves left."""
    at, properties = 0, []
    while at < len(clx) and clx[at] == 1:
        size = word(clx, at + 1)
        properties.append(clx[at + 3 : at + 3 + size])
        at += 3 + size
    if at >= len(clx) or clx[at] != 2:
        return
    table = clx[at + 5 : at + 5 + long(clx, at + 1)]
    places = positions(table, 8)
    for number in range(len(places) - 1):
        entry = 4 * len(places) + 8 * number
        offset, change = long(table, entry + 2), word(table, entry + 6)
        narrow = bool(offset & 0x40000000)
        offset &= 0x3FFFFFFF
        made = properties[change >> 1] if change & 1 and change >> 1 < len(properties) else b""
        yield Piece(places[number], places[number + 1], offset // 2 if narrow else offset, not narrow, made)
