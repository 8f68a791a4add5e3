"""ToUnicode maps (ISO 32000-1, 9.10.3): read as far as they are valid, and rebuilt."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from bulletin_pdf.patterns import pattern

_BLOCK = re.compile(rb"begin(bfchar|bfrange)\b(.*?)(?:endbf|(?=begin)|\Z)", re.DOTALL)
_TOKEN = pattern(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MAX_RANGE = 70_000
_MAX_ROWS = 100
"""Rows of one block (Adobe Technical Note 5014)."""


def read_map(cmap: bytes) -> dict[bytes, str]:
    """Read a map, code → text; what is damaged in it is passed over."""
    table: dict[bytes, str] = {}
    for kind, body in _BLOCK.findall(cmap):
        words = [match.group(0) for match in _TOKEN.finditer(body)]
        if kind == b"bfchar":
            for code, text in zip(words[::2], words[1::2], strict=False):
                if (known := _code(code)) and text not in (b"[", b"]"):
                    table[known] = _text(text)
        else:
            _read_ranges(words, table)
    return table


def _read_ranges(words: Sequence[bytes], table: dict[bytes, str]) -> None:
    place = 0
    while place + 2 < len(words):
        low, high = _code(words[place]), _code(words[place + 1])
        codes = _between(low, high)
        if words[place + 2] == b"[":
            end = place + 3
            while end < len(words) and words[end] not in (b"]", b"["):
                end += 1
            table.update(zip(codes, map(_text, words[place + 3 : end]), strict=False))
            place = end + 1
            continue
        start = _text(words[place + 2])
        for step, code in enumerate(codes if start else ()):
            table[code] = start[:-1] + chr(min(ord(start[-1]) + step, 0x10FFFF))
        place += 3


def _between(low: bytes, high: bytes) -> list[bytes]:
    if not low or len(low) > 4:
        return []
    first = int.from_bytes(low, "big")
    last = min(int.from_bytes(high, "big"), first + _MAX_RANGE, 256 ** len(low) - 1)
    return [code.to_bytes(len(low), "big") for code in range(first, last + 1)]


def _code(word: bytes) -> bytes:
    digits = b"".join(word.strip(b"<>[]").split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _text(word: bytes) -> str:
    return _code(word).decode("utf-16-be", errors="replace")


def write_map(texts: Mapping[bytes, str]) -> bytes:
    """Write a map of these codes."""
    rows = [
        b"<%b> <%b>" % (_hex(code), _hex(text.encode("utf-16-be"))) for code, text in sorted(texts.items())
    ]
    parts = [
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
        *blocks("codespacerange", [b"<%b> <%b>" % (_hex(low), _hex(high)) for low, high in spaces_of(texts)]),
        *blocks("bfchar", rows),
        b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n",
    ]
    return b"\n".join(parts)


def blocks(kind: str, rows: Sequence[bytes]) -> list[bytes]:
    """Write rows as blocks of no more than may stand in one."""
    name = kind.encode("ascii")
    return [
        b"%d begin%b\n%b\nend%b" % (len(part), name, b"\n".join(part), name)
        for part in (rows[at : at + _MAX_ROWS] for at in range(0, len(rows), _MAX_ROWS))
    ]


def spaces_of(codes: Iterable[bytes]) -> list[tuple[bytes, bytes]]:
    """Return code space ranges that hold these codes and part no string of theirs wrongly.

    Codes of one length with one first byte make a range: from the least to the greatest of each
    further byte.
    """
    spaces = []
    ordered = sorted(codes, key=lambda code: (code[:1], len(code)))
    for _, group in groupby(ordered, key=lambda code: (code[:1], len(code))):
        columns = list(zip(*group, strict=True))
        spaces.append((bytes(map(min, columns)), bytes(map(max, columns))))
    return spaces


def _hex(data: bytes) -> bytes:
    return data.hex().upper().encode("ascii")
