"""Deflated data of an existing PDF, checked piece by piece for completeness and length."""

import zlib

from bulletin_pdf.named_tuples import NamedTuple

_STEP = 1 << 20
_HEAD, _SUM = 2, 4
"""Bytes of the zlib format (RFC 1950) around what is deflated."""
_METHODS = frozenset(bytes((window << 4 | 8,)) for window in range(8))


class DeflatedData(NamedTuple):
    """What was found."""

    length: int
    """Bytes unpacked."""
    ended: bool
    """Whether the data go on to their own end; false also when there are more than were requested."""
    true_sum: bool
    """Whether their check sum is there and right: what is unpacked is what was packed."""


def inspect_deflated(packed: bytes, most: int) -> DeflatedData:
    """Unpack for trial, no more than about `most` bytes; memory stays small."""
    if int.from_bytes(packed[:_HEAD], "big") % 31 or packed[:1] not in _METHODS:
        return DeflatedData(0, False, False)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    rest, length, total = packed[_HEAD:], 0, 1
    try:
        while rest and not unpacker.eof and length <= most:
            piece = unpacker.decompress(rest, _STEP)
            length += len(piece)
            total = zlib.adler32(piece, total)
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return DeflatedData(length, False, False)
    said = unpacker.unused_data[:_SUM]
    return DeflatedData(length, unpacker.eof and length <= most, said == total.to_bytes(_SUM, "big"))
