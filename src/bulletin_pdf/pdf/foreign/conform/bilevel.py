"""Black and white pictures of existing PDFs: CCITT fax data and JBIG2 (ISO 32000-1, 7.4.6 and 7.4.7).

Fax data are decoded by libtiff, through Pillow, in a process of its own: libtiff reports what is wrong
with them on standard error and nowhere else. JBIG2 has no decoder here; its segments are followed.
"""

import struct
import subprocess
import sys
from io import BytesIO

from bulletin_pdf.named_tuples import NamedTuple

_BROKEN = 3
"""How the process ends when the data are spoilt or cut off."""
_SECONDS = 60
_PADDING = bytes((0x35, 0x96, 0xA3, 0x5C)) * 32
_GROUP_3, _GROUP_4 = 3, 4
_LONG, _SHORT = 4, 3
_UNKNOWN_LENGTH = 0xFFFFFFFF
_IMMEDIATE_REGION = 38
"""The one kind of segment that may end where its data end."""


class FaxParameters(NamedTuple):
    """How a picture is packed."""

    columns: int
    rows: int
    k: int
    """Below 0 Group 4; 0 Group 3, one row after the other; above 0 Group 3 in two dimensions."""


def fax_is_whole(data: bytes, fax: FaxParameters) -> bool:
    """Decode fax data; whether they are whole."""
    words = [sys.executable, "-P", "-m", __name__]
    try:
        done = subprocess.run(
            words, input=tiff(data, fax), capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode != _BROKEN and not done.stderr


def tiff(data: bytes, fax: FaxParameters) -> bytes:
    """Put fax data into a TIFF file of one strip."""
    tags = [
        (256, _LONG, fax.columns), (257, _LONG, fax.rows), (258, _SHORT, 1),
        (259, _SHORT, _GROUP_4 if fax.k < 0 else _GROUP_3), (262, _SHORT, 0), (273, _LONG, 8), (277, _SHORT, 1),
        (278, _LONG, fax.rows), (279, _LONG, len(data)),
    ]  # fmt: skip
    if fax.k >= 0:
        tags.append((292, _LONG, 1 if fax.k > 0 else 0))
    even = data + bytes(len(data) % 2)
    rows = b"".join(struct.pack("<HHII", number, kind, 1, value) for number, kind, value in tags)
    return b"II*\0" + struct.pack("<I", 8 + len(even)) + even + struct.pack("<H", len(tags)) + rows + bytes(4)


def jbig2_is_whole(data: bytes) -> bool:
    """Follow the segments of JBIG2 data (ITU-T T.88, 7.2); whether the last one ends in them."""
    at = 0
    while at < len(data):
        head = data[at : at + 6]
        if len(head) < 6:
            return False
        number, flags, referred = struct.unpack(">IBB", head)
        count, at = referred >> 5, at + 6
        if count == 7:
            count = int.from_bytes(data[at - 1 : at + 3], "big") & 0x1FFFFFFF
            at += 3 + (count + 8) // 8
        at += count * (1 if number <= 256 else 2 if number <= 65_536 else 4) + (4 if flags & 0x40 else 1)
        length = int.from_bytes(data[at : at + 4], "big")
        at += 4
        if at > len(data):
            return False
        if length == _UNKNOWN_LENGTH:
            return bool(flags & 0x3F == _IMMEDIATE_REGION)
        at += length
    return at == len(data)


def _serve(whole: bytes) -> int:
    """Decode a file and the same with bytes put behind its data: what is whole needs none of them."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    length = struct.unpack("<I", whole[4:8])[0] - 8
    data, (columns, rows, kind, options) = whole[8 : 8 + length], _facts(whole)
    fax = FaxParameters(columns, rows, -1 if kind == _GROUP_4 else options & 1)
    seen = []
    for packed in (data, data + _PADDING):
        with Image.open(BytesIO(tiff(packed, fax))) as image:
            seen.append(image.tobytes())
    return 0 if seen[0] == seen[1] else _BROKEN


def _facts(whole: bytes) -> tuple[int, int, int, int]:
    at = struct.unpack("<I", whole[4:8])[0]
    count = struct.unpack("<H", whole[at : at + 2])[0]
    rows = struct.iter_unpack("<HHII", whole[at + 2 : at + 2 + 12 * count])
    tags = {number: value for number, _, _, value in rows}
    return tags[256], tags[257], tags[259], tags.get(292, 0)


if __name__ == "__main__":
    try:
        sys.exit(_serve(sys.stdin.buffer.read()))
    except (OSError, ValueError, SyntaxError):
        sys.exit(_BROKEN)
