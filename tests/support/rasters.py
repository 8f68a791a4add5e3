"""Image files written byte by byte, as no library here writes them: PNG of every depth, TIFF of every kind."""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence

Samples = Sequence[Sequence[Sequence[int]]]
"""Rows of pixels of samples."""


def packed(samples: Iterable[int], depth: int) -> bytes:
    """Pack the samples of one row, the high bits first; the row ends on a whole byte."""
    bits = "".join(f"{sample:0{depth}b}" for sample in samples)
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def packed_zeros(length: int) -> bytes:
    """Zeros as zlib packs them: one packed megabyte stands for all others, which spares packing them."""
    packer = zlib.compressobj(9)
    first, again = (packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    rest = zlib.compressobj(9, wbits=-15)
    end = rest.compress(bytes(length % (1 << 20))) + rest.flush()
    checksum = (length % 65521 << 16) + 1
    return first + again * ((length >> 20) - 1) + end + checksum.to_bytes(4, "big")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(colour: int, depth: int, rows: Samples, **chunks: bytes) -> bytes:
    """Write a PNG; further chunks by their names stand before the data."""
    head = struct.pack(">2I5B", len(rows[0]), len(rows), depth, colour, 0, 0, 0)
    data = b"".join(b"\0" + packed([part for pixel in row for part in pixel], depth) for row in rows)
    more = b"".join(chunk(kind.encode(), body) for kind, body in chunks.items())
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + more
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


def orientation(value: int) -> bytes:
    """Give the Exif data that say which way up a picture lies."""
    return b"MM\0*\0\0\0\x08" + struct.pack(">HHHIHHI", 1, 0x0112, 3, 1, value, 0, 0)


_SHORT, _LONG = 3, 4


def tiff(
    tags: Mapping[int, Sequence[int]], strips: Sequence[bytes], order: str = "<", tiles: bool = False
) -> bytes:
    """Write a TIFF of one page: tags as numbers, one strip (or tile) after the other."""
    places, data = [], b"II*\0" if order == "<" else b"MM\0*"
    data += bytes(4)
    for strip in strips:
        places.append(len(data))
        data += strip + b"\0" * (len(strip) % 2)
    tags = dict(tags) | {
        324 if tiles else 273: places,
        325 if tiles else 279: [len(strip) for strip in strips],
    }
    entries = b""
    for tag, values in sorted(tags.items()):
        kind = _LONG if max(values) > 0xFFFF or tag in (273, 279, 324, 325) else _SHORT
        body = b"".join(struct.pack(order + ("I" if kind == _LONG else "H"), value) for value in values)
        if len(body) > 4:
            place = len(data)
            data += body
            body = struct.pack(order + "I", place)
        entries += struct.pack(order + "HHI", tag, kind, len(values)) + body.ljust(4, b"\0")
    start = len(data)
    data += struct.pack(order + "H", len(entries) // 12) + entries + bytes(4)
    return data[:4] + struct.pack(order + "I", start) + data[8:]


def flat_tiff(
    samples: Samples,
    bits: int,
    photometric: int,
    order: str = "<",
    planar: bool = False,
    **more: Sequence[int],
) -> bytes:
    """Write samples in one strip, or one a component (planar); `more` are tags by number: t338=(2,)."""
    width, height, parts = len(samples[0]), len(samples), len(samples[0][0])

    def laid(numbers: Iterable[int]) -> bytes:
        values = list(numbers)
        if bits in (16, 32):
            return struct.pack(f"{order}{len(values)}{'H' if bits == 16 else 'I'}", *values)
        return packed(values, bits)

    if planar:
        strips = [b"".join(laid(pixel[part] for pixel in row) for row in samples) for part in range(parts)]
    else:
        strips = [b"".join(laid(part for pixel in row for part in pixel) for row in samples)]
    tags = {
        256: (width,),
        257: (height,),
        258: (bits,) * parts,
        259: (1,),
        262: (photometric,),
        277: (parts,),
    }
    tags |= {278: (height,), 284: (2 if planar else 1,)}
    return tiff(tags | {int(name[1:]): values for name, values in more.items()}, strips, order)
