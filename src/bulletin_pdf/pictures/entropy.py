"""Whether the compressed data of a JPEG file are intact (ITU-T T.81, Annexes F and G).

A library that shows pictures goes on past damaged data and shows something. Here nothing is
shown: every Huffman code is followed to the end of its scan, or to the next restart. Each code
must be one of its table, each block must end where a block ends, and the last bit needed must lie
in the last byte. A changed bit that leaves all of it true changes a shade, which cannot be found.
"""

import contextlib
import sys
from array import array
from collections.abc import Callable, Sequence
from hashlib import sha256
from io import BytesIO
from math import ceil
from typing import Final, TypeVar

from bulletin_pdf.messages import Term
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pictures.huffman_steps import HuffmanSteps, SpoiltDataError, firsts, steps_of, symbols_of
from bulletin_pdf.pictures.jpeg import Component, Jpeg, Scan
from bulletin_pdf.pictures.picture_error import PictureError

T = TypeVar("T")

_RESTART: Final = pattern(rb"\xff+([\xd0-\xd7])")
_AHEAD: Final = 32
"""Bytes."""
_OTHER: Final = b"\xaa" * _AHEAD
"""Bytes that no picture needs; none begins a marker."""
_WHITE: Final = 255
_STRIP: Final = 64
"""Rows."""


Follow = Callable[["array[int]", int], int]
"""Windows of the data and a number of units → bits used."""


def check_entropy(data: bytes, jpeg: Jpeg, limit: int) -> bool:
    """Follow the scans, no more than `limit` bytes of them; `PictureError` for data that do not come out even.

    Return whether all were followed. The second passes over coefficients of progressive files are not: what
    they hold depends on all that came before.
    """
    whole, left = True, limit
    try:
        for scan in jpeg.scans:
            left -= scan.end - scan.start
            whole = left >= 0 and _check_scan(data, jpeg, scan) and whole
            if left < 0:
                break
    except (SpoiltDataError, IndexError, KeyError):
        raise PictureError("damaged", Term("spoilt data")) from None
    return whole


def check_end(data: bytes, jpeg: Jpeg) -> None:
    """Look at the end of a picture in one scan alone: a library must need all of its data, and no more.

    It reads some bytes ahead, so data that come out even within `_AHEAD` bytes pass.
    """
    scan = jpeg.scans[0]
    last = _last_row(data)
    packed = len(data[scan.start : scan.end].rstrip(b"\0\xff"))  # Some cameras fill up after the last code.
    early = data[: scan.start + max(0, packed - _AHEAD)]
    if _last_row(early, last) == last or _last_row(data[: scan.end] + _OTHER, last) != last:
        raise PictureError("damaged", Term("spoilt data"))


def check_padded(data: bytes, jpeg: Jpeg) -> None:
    """Put other bytes before the end of a picture in several scans: a picture that lacks data reads on into them.

    Such a picture is unpacked whole, which takes `unpacked_size`.
    """
    end = jpeg.scans[-1].end
    if _digest(data, jpeg) != _digest(data[:end] + _OTHER * 4 + data[end:], jpeg):
        raise PictureError("damaged", Term("spoilt data"))


def unpacked_size(jpeg: Jpeg) -> int:
    """Return the bytes that `check_padded` takes: all coefficients, and the pixels as Pillow holds them."""
    held = 1 if _gray_is_enough(jpeg) or len(jpeg.components) == 1 else 4
    return jpeg.memory + jpeg.width * jpeg.height * held


def _gray_is_enough(jpeg: Jpeg) -> bool:
    """Whether the last scan gives nothing but lightness."""
    return len(jpeg.components) == 3 and [place for place, _, _ in jpeg.scans[-1].parts] == [0]


def _digest(data: bytes, jpeg: Jpeg) -> bytes:
    from PIL.JpegImagePlugin import JpegImageFile

    with JpegImageFile(BytesIO(data)) as image:
        if _gray_is_enough(jpeg):
            image.draft("L", image.size)
        image.load()
        total = sha256()
        for top in range(0, image.height, _STRIP):
            strip = image.crop((0, top, image.width, min(top + _STRIP, image.height)))
            total.update(strip.tobytes())
    return total.digest()


def _last_row(data: bytes, other: bytes = b"") -> bytes:
    """Unpack what is there of a picture and give its last row, small.

    As long as it is not reached it is what was there before: not the row `other`.
    """
    from PIL.JpegImagePlugin import JpegImageFile

    with JpegImageFile(BytesIO(data)) as image:
        image.draft(image.mode, (1, 1))
        image.load_prepare()
        if other[:1] == b"\0":
            image.im.paste(_WHITE if image.mode == "L" else (_WHITE,) * len(image.mode), (0, 0, *image.size))
        with contextlib.suppress(OSError):  # it ends too early, as it is meant to
            image.load()
        image.tile = []  # What is unpacked is enough.
        return image.crop((0, image.height - 1, image.width, image.height)).tobytes()


def _check_scan(data: bytes, jpeg: Jpeg, scan: Scan) -> bool:
    """Follow a scan; return whether it is one that can be followed."""
    follow = _follower(jpeg, scan)
    if follow is None:
        return False
    units = _units(jpeg, scan)
    interval = scan.restart or units
    packed = data[scan.start : scan.end]
    parts = _RESTART.split(packed)
    numbers = b"".join(parts[1::2])
    if numbers != bytes(0xD0 + place % 8 for place in range(len(numbers))):
        raise SpoiltDataError
    segments = parts[0::2]
    if len(segments) != ceil(units / interval):
        raise SpoiltDataError
    for place, segment in enumerate(segments):
        _check_segment(segment, follow, min(interval, units - place * interval))
    return True


def _check_segment(segment: bytes, follow: Follow, units: int) -> None:
    plain = segment.replace(b"\xff\x00", b"\xff")
    used = follow(_windows(plain), units)
    rest = plain[(used + 7) // 8 :]
    # Some cameras fill up after the last code.
    if used > 8 * len(plain) or rest.strip(b"\0") and rest.strip(b"\xff"):
        raise SpoiltDataError


def _windows(plain: bytes) -> "array[int]":
    """Return the 32 bits that begin at each byte; after the end come ones, as coders fill up."""
    padded = plain + b"\xff" * (12 + -len(plain) % 4)
    windows = array("I", bytes(4 * (len(padded) - 4)))
    for start in range(4):
        part = array("I", padded[start : start + len(windows)])
        if sys.byteorder == "little":
            part.byteswap()
        windows[start::4] = part
    return windows


def _follower(jpeg: Jpeg, scan: Scan) -> Follow | None:
    """Return the function that follows units of a scan; None for a scan that is not followed."""
    if jpeg.is_progressive and scan.refines:
        return None
    if not jpeg.is_progressive:
        pairs = [(firsts(scan.tables[0, dc]), steps_of(scan.tables[1, ac])) for _, dc, ac in scan.parts]
        blocks = _repeated(pairs, jpeg, scan)
        return lambda windows, units: _follow_blocks(windows, units, blocks)
    if scan.first == 0:
        tables = _repeated([firsts(scan.tables[0, dc]) for _, dc, _ in scan.parts], jpeg, scan)
        return lambda windows, units: _follow_firsts(windows, units, tables)
    symbols = symbols_of(scan.tables[1, scan.parts[0][2]])
    return lambda windows, units: _follow_band(windows, units, symbols, range(scan.first, scan.last + 1))


def _repeated(each: Sequence[T], jpeg: Jpeg, scan: Scan) -> list[T]:
    """Return what belongs to the components of a scan once for each of their blocks in a unit."""
    return [
        one
        for one, (place, _, _) in zip(each, scan.parts, strict=True)
        for _ in range(_blocks(jpeg.components[place], scan))
    ]


def _blocks(component: Component, scan: Scan) -> int:
    """Blocks of a component in one unit: a scan of one component goes block by block (A.2.2)."""
    return component.across * component.down if len(scan.parts) > 1 else 1


def _units(jpeg: Jpeg, scan: Scan) -> int:
    """Return how many units (MCU) a scan has."""
    across = max(part.across for part in jpeg.components)
    down = max(part.down for part in jpeg.components)
    if len(scan.parts) > 1:
        return ceil(jpeg.width / (8 * across)) * ceil(jpeg.height / (8 * down))
    own = jpeg.components[scan.parts[0][0]]
    width, height = ceil(jpeg.width * own.across / across), ceil(jpeg.height * own.down / down)
    return ceil(width / 8) * ceil(height / 8)


# Following: these loops see every code of a picture, so they hold their names and call nothing.


def _follow_blocks(
    windows: "array[int]", units: int, blocks: Sequence[tuple["array[int]", HuffmanSteps]]
) -> int:
    place = 0
    for _ in range(units):
        for dc, (single, several) in blocks:
            code = dc[windows[place >> 3] >> 16 - (place & 7) & 0xFFFF]
            if not code:
                raise SpoiltDataError
            place += code
            at = 1
            while at < 64:
                bits, far, before = several[windows[place >> 3] >> 20 - (place & 7) & 0xFFF]
                if bits and at + before < 64:
                    place += bits
                    at += far
                else:
                    code = single[windows[place >> 3] >> 16 - (place & 7) & 0xFFFF]
                    if not code:
                        raise SpoiltDataError
                    place += code & 31
                    at += code >> 5
            if 64 < at < 1000:
                raise SpoiltDataError
    return place


def _follow_firsts(windows: "array[int]", units: int, tables: Sequence["array[int]"]) -> int:
    place = 0
    for _ in range(units):
        for table in tables:
            code = table[windows[place >> 3] >> 16 - (place & 7) & 0xFFFF]
            if not code:
                raise SpoiltDataError
            place += code
    return place


def _follow_band(windows: "array[int]", units: int, symbols: "array[int]", band: range) -> int:
    """Follow one band of coefficients; a code may end the band of many blocks at once (G.1.2.2)."""
    place = done = 0
    while done < units:
        done += 1
        at = band.start
        while at < band.stop:
            window = windows[place >> 3]
            code = symbols[window >> 16 - (place & 7) & 0xFFFF]
            if not code:
                raise SpoiltDataError
            bits, run, size = code >> 8, code >> 4 & 15, code & 15
            place += bits
            if size:
                at += run + 1
                place += size
            elif run == 15:
                at += 16
            else:
                more = windows[place >> 3] >> 32 - (place & 7) - run & (1 << run) - 1
                done += (1 << run) - 1 + more
                place += run
                break
        else:
            if at > band.stop:
                raise SpoiltDataError
    if done > units:
        raise SpoiltDataError
    return place
