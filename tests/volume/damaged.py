"""Files of several pages, and the ways in which files are damaged."""

import re
import zlib
from collections.abc import Callable

from volume.odd_pdfs import encrypted, file_of, stream

PAGES = 4


def paper(pages: int = PAGES) -> dict[int, bytes | str]:
    """The objects of a file whose pages differ."""
    kids = " ".join(f"{10 + 2 * place} 0 R" for place in range(pages))
    objects: dict[int, bytes | str] = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {pages} /MediaBox [0 0 595 842] /Resources << >> /Kids [{kids}] >>",
    }
    for place in range(pages):
        lines = b"".join(b"%d %d m %d 700 l S\n" % (place + 9, n * 7 % 300, n * 3) for n in range(60))
        objects[10 + 2 * place] = f"<< /Type /Page /Parent 2 0 R /Contents {11 + 2 * place} 0 R >>"
        objects[11 + 2 * place] = stream(b"0 g 9 %d 90 90 re f\n" % (place * 99 + 9) + lines)
    return objects


def in_streams(objects: dict[int, bytes | str]) -> bytes:
    """Write a file as PDF 1.5 has it: dictionaries packed together, the table a stream."""
    loose = {number: body for number, body in objects.items() if isinstance(body, bytes)}
    packed = {number: body for number, body in objects.items() if isinstance(body, str)}
    bodies, row = "", ""
    for number, body in packed.items():
        row += f"{number} {len(bodies)} "
        bodies += body + "\n"
    own = max(objects) + 1
    loose[own] = stream((row + bodies).encode(), f"/Type /ObjStm /N {len(packed)} /First {len(row)}")
    data, rows = b"%PDF-1.5\n", {}
    for number, content in loose.items():
        rows[number] = b"\1" + len(data).to_bytes(4, "big") + b"\0"
        data += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    for place, number in enumerate(packed):
        rows[number] = b"\2" + own.to_bytes(4, "big") + bytes((place,))
    rows[own + 1] = b"\1" + len(data).to_bytes(4, "big") + b"\0"
    table = b"".join(rows.get(number, bytes(6)) for number in range(own + 2))
    entries = f"/Type /XRef /Size {own + 2} /W [1 4 1] /Root 1 0 R"
    start = len(data)
    data += b"%d 0 obj\n%b\nendobj\n" % (own + 1, stream(table, entries))
    return data + b"startxref\n%d\n%%%%EOF\n" % start


WHOLE = {
    "a table": file_of(paper()),
    "object streams": in_streams(paper()),
    "encrypted": encrypted(file_of(paper()), "", "AES-256"),
}

MENDED: dict[str, Callable[[bytes], bytes]] = {
    "no trailer": lambda data: data[: data.rfind(b"trailer")],
    "no table": lambda data: data[: data.rfind(b"\nxref")],
    "no start of the table": lambda data: data[: data.rfind(b"startxref")],
    "a table of nonsense": lambda data: re.sub(rb"\n\d{10} (\d{5} n)", rb"\n0000000077 \1", data),
    "rubbish before": lambda data: b"rubbish\n" * 300 + data,
    "lengths too small": lambda data: re.sub(rb"/Length \d+\b(?! 0 R)", b"/Length 5", data),
    "lengths too large": lambda data: re.sub(rb"/Length \d+\b(?! 0 R)", b"/Length 77777", data),
    "no ends of objects": lambda data: data.replace(b"endobj\n", b""),
    "lines that end otherwise": lambda data: data.replace(b"endobj\n", b"endobj\r\n"),
    "an older state before": lambda data: data.replace(b"%%EOF\n", b""),
}
"""Damage after which every page is still there."""


def with_a_wrong_byte(packed: bytes) -> bytes:
    """Deflated data with another check sum."""
    return packed[:-1] + bytes((packed[-1] ^ 1,))


def deflated(data: bytes) -> bytes:
    return zlib.compress(data)
