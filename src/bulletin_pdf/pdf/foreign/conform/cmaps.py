"""CMaps: how strings in a composite font part into codes, and which CID each code has (ISO 32000-1, 9.7.5).

The predefined ones come from `data/cmaps.xz`, made by `scripts/make_cmaps.py`; it is read when a
file names one of them. Those in UTF-8 and UTF-32, which PDF does not predefine but producers use,
follow from those in UTF-16.
"""

import json
import os
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.foreign.to_unicode import blocks, spaces_of

_DATA: Final = os.path.join(
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))), "data"
)
_LONGEST = 4
_TWO_BYTES = ((b"\0\0", b"\xff\xff"),)
_UTF8 = (
    (b"\x00", b"\x7f"),
    (b"\xc0\x80", b"\xdf\xbf"),
    (b"\xe0\x80\x80", b"\xef\xbf\xbf"),
    (b"\xf0\x80\x80\x80", b"\xf7\xbf\xbf\xbf"),
)
_UTF32 = ((b"\0\0\0\0", b"\0\x10\xff\xff"),)
_ENCODINGS = {
    "UCS2": "utf-16-be", "UTF16": "utf-16-be", "UTF8": "utf-8", "UTF32": "utf-32-be",
    "GB": "gb2312", "GBpc": "gb2312", "GBK": "gbk", "GBKp": "gbk", "GBK2K": "gb18030",
    "B5pc": "big5", "HKscs": "big5hkscs", "ETen": "big5", "ETenms": "cp950",
    "90ms": "cp932", "90msp": "cp932", "EUC": "euc_jp", "KSC": "euc_kr", "KSCms": "cp949", "KSCpc": "euc_kr",
}  # fmt: skip
"""Characters of codes, by what stands in the name of a CMap."""

CodeSpaces = Sequence[tuple[bytes, bytes]]


class CodeRanges(NamedTuple):
    """Codes of one length: where each range begins, how many it has, the CID of its first one."""

    first: list[int]
    many: list[int]
    cid: list[int]

    def find(self, code: int) -> int:
        """Return the CID of a code; -1 when it has none."""
        place = bisect_right(self.first, code) - 1
        if place < 0 or code >= self.first[place] + self.many[place]:
            return -1
        return self.cid[place] + code - self.first[place]


class CodeMap(NamedTuple):
    """A CMap."""

    name: str
    """Empty for one that the file brings itself."""
    spaces: CodeSpaces
    ranges: Mapping[int, CodeRanges]
    """By the length of a code in bytes."""
    vertical: bool = False
    base: "CodeMap | None" = None
    """What it uses for codes it has not itself."""
    encoding: str = ""
    """For one that follows from another in UTF-16: the encoding of its codes."""
    ordering: str = ""
    """The collection of Adobe's its CIDs belong to: GB1, CNS1, Japan1 or Korea1; empty for any."""

    def split(self, string: bytes) -> list[bytes]:
        """Part a string into codes; a byte that begins none stands alone."""
        codes, at = [], 0
        while at < len(string):
            length = self._length(string, at)
            codes.append(string[at : at + length])
            at += length
        return codes

    def _length(self, string: bytes, at: int) -> int:
        for length in range(1, _LONGEST + 1):
            code = string[at : at + length]
            for low, high in self.spaces:
                if len(low) == len(code) == length and all(
                    a <= byte <= b for a, byte, b in zip(low, code, high, strict=True)
                ):
                    return length
        return min((len(low) for low, _ in self.spaces), default=1)

    def cid(self, code: bytes) -> int:
        """Return the CID of a code; -1 when it has none."""
        if self.encoding and self.base is not None:
            return self.base.cid(code.decode(self.encoding, errors="ignore").encode("utf-16-be"))
        found = self.ranges.get(len(code))
        cid = found.find(int.from_bytes(code, "big")) if found is not None else -1
        return self.base.cid(code) if cid < 0 and self.base is not None else cid

    def text(self, code: bytes) -> str:
        """Return what a code says by the name of its CMap; empty when that says nothing."""
        part = self.name.split("-")[1 if self.name.startswith("Uni") else 0]
        encoding = _ENCODINGS.get(part)
        return code.decode(encoding, errors="ignore") if encoding else ""


class _Identity(CodeMap):
    __slots__ = ()

    def cid(self, code: bytes) -> int:
        return int.from_bytes(code, "big") if len(code) == 2 else -1

    def text(self, code: bytes) -> str:
        return ""


def named(name: str) -> CodeMap | None:
    """Return a predefined CMap; None for a name that is none."""
    if name in ("Identity-H", "Identity-V"):
        return _Identity(name, _TWO_BYTES, {}, name.endswith("V"))
    for written, spaces, encoding in (("UTF8", _UTF8, "utf-8"), ("UTF32", _UTF32, "utf-32-be")):
        if f"-{written}-" in name:
            base = named(name.replace(written, "UTF16"))
            return base and CodeMap(name, spaces, {}, base.vertical, base, encoding, base.ordering)
    return _predefined(name)


def is_identity(found: CodeMap) -> bool:
    """Whether codes are CIDs themselves."""
    return isinstance(found, _Identity)


@cache
def _table() -> tuple[dict[str, list[Any]], bytes]:
    import lzma

    with open(os.path.join(_DATA, "cmaps.xz"), "rb") as file:
        head, _, body = lzma.decompress(file.read()).partition(b"\n")
    return json.loads(head), body


@cache
def _predefined(name: str) -> CodeMap | None:
    head, body = _table()
    entry = head.get(name)
    if entry is None:
        return None
    collection, base, spaces, counts, at = entry
    pairs = [
        (bytes.fromhex(low), bytes.fromhex(high)) for low, high in zip(spaces[::2], spaces[1::2], strict=True)
    ]
    ranges = _unpacked(body, at, counts)
    ordering = collection.removeprefix("Adobe-")
    return CodeMap(name, pairs, ranges, name.endswith("V"), _predefined(base) if base else None, "", ordering)


def _unpacked(body: bytes, at: int, counts: Sequence[int]) -> dict[int, CodeRanges]:
    """Read three columns of differences."""
    columns = []
    for _ in range(3):
        numbers = []
        for _ in range(sum(counts)):
            number = shift = 0
            while True:
                byte = body[at]
                at += 1
                number |= (byte & 127) << shift
                shift += 7
                if byte < 128:
                    break
            numbers.append(number >> 1 if number % 2 == 0 else -(number + 1 >> 1))
        columns.append(numbers)
    found, place = {}, 0
    for length, count in enumerate(counts, start=1):
        code = cid = 0
        ranges = CodeRanges([], [], [])
        for step, many, jump in zip(*(column[place : place + count] for column in columns), strict=True):
            code, cid = code + step, cid + jump
            ranges.first.append(code)
            ranges.many.append(many)
            ranges.cid.append(cid)
            code, cid = code + many, cid + many
        found[length] = ranges
        place += count
    return found


# What CIDs say ------------------------------------------------------------------------------

_UNICODE = {"GB1": "UniGB", "CNS1": "UniCNS", "Japan1": "UniJIS", "Korea1": "UniKS"}
_OTHERS = {
    "GB1": ("GBK-EUC-H", "GBK2K-H"), "CNS1": ("HKscs-B5-H",), "Japan1": ("90ms-RKSJ-H",), "Korea1": ("KSCms-UHC-H",),
}  # fmt: skip
"""These reach CIDs of half-width letters."""


@cache
def characters(ordering: str) -> Mapping[int, str]:
    """Return what the CIDs of a collection of Adobe's say: GB1, CNS1, Japan1, Korea1; nothing for another.

    Of several characters with one CID the plain one is taken: no compatibility form, the lowest.
    """
    family = _UNICODE.get(ordering)
    if family is None:
        return {}
    table: dict[int, str] = {}
    for name in (f"{family}-UTF16-H", f"{family}-UTF16-V", *_OTHERS[ordering]):
        own: dict[int, str] = {}
        if (found := _predefined(name)) is not None:
            _add_characters(found, own)
        table = {**own, **table}
    return table


def _add_characters(found: CodeMap, table: dict[int, str]) -> None:
    import unicodedata

    for length, ranges in found.ranges.items():
        for first, count, cid in zip(*ranges, strict=True):
            for step in range(count):
                text = found.text((first + step).to_bytes(length, "big"))
                if len(text) != 1:
                    continue
                known = table.get(cid + step)
                if known is None or (
                    unicodedata.normalize("NFKC", known) != known
                    and unicodedata.normalize("NFKC", text) == text
                ):
                    table[cid + step] = text


# What a file brings itself ------------------------------------------------------------------

_HEX = rb"<([0-9A-Fa-f\s]*)>"
_SPACES = re.compile(rb"begincodespacerange(.*?)(?:endcodespacerange|\Z)", re.DOTALL)
_BLOCKS = re.compile(rb"begin(cidrange|cidchar)(.*?)(?:endcid|\Z)", re.DOTALL)
_USED = pattern(rb"/([^\s/<>\[\]()]+)\s+usecmap")
_MOST = 70_000


def read_cmap(data: bytes, *, vertical: bool, base: CodeMap | None) -> CodeMap:
    """Read a CMap of a file's own; `base` is what its dictionary says it uses."""
    used = _USED.search(data)
    if base is None and used is not None:
        base = named(used.group(1).decode("latin-1"))
    ends = [_bytes(word) for block in _SPACES.findall(data) for word in re.findall(_HEX, block)]
    spaces = [pair for pair in zip(ends[::2], ends[1::2], strict=False) if len(pair[0]) == len(pair[1])]
    rows: dict[int, list[tuple[int, int, int]]] = {}
    for kind, block in _BLOCKS.findall(data):
        pattern = _HEX + rb"\s*" + _HEX + rb"\s*(\d+)" if kind == b"cidrange" else _HEX + rb"()\s*(\d+)"
        for low, high, cid in re.findall(pattern, block):
            first = _bytes(low)
            last = int.from_bytes(_bytes(high) or first, "big")
            code = int.from_bytes(first, "big")
            rows.setdefault(len(first), []).append((code, max(1, min(last - code + 1, _MOST)), int(cid)))
    ranges = {length: CodeRanges(*map(list, zip(*sorted(row), strict=True))) for length, row in rows.items()}
    if not spaces and base is not None:
        spaces = list(base.spaces)
    return CodeMap("", spaces or _TWO_BYTES, ranges, vertical, base)


def _bytes(word: bytes) -> bytes:
    digits = b"".join(word.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


# Writing ------------------------------------------------------------------------------------


class CidSystem(NamedTuple):
    """Which collection CIDs belong to."""

    registry: bytes
    ordering: bytes
    supplement: int


def write_cmap(codes: Mapping[bytes, int], system: CidSystem, *, vertical: bool) -> tuple[str, bytes]:
    """Write a CMap of these codes; also return the name it has."""
    name = f"Part-{'V' if vertical else 'H'}"
    registry, ordering = (word.hex().encode("ascii") for word in system[:2])
    ordered = sorted(codes.items())
    spaces = [b"<%b> <%b>" % (_hex(low), _hex(high)) for low, high in spaces_of(codes)]
    parts = [
        b"%!PS-Adobe-3.0 Resource-CMap\n/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
        b"/CIDSystemInfo 3 dict dup begin /Registry <%b> def /Ordering <%b> def /Supplement %d def end def"
        % (registry, ordering, system.supplement),
        b"/CMapName /%b def\n/CMapType 1 def\n/WMode %d def" % (name.encode("ascii"), vertical),
        *blocks("codespacerange", spaces),
        *blocks("cidchar", [b"<%b> %d" % (_hex(code), cid) for code, cid in ordered]),
        b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n",
    ]
    return name, b"\n".join(parts)


def _hex(data: bytes) -> bytes:
    return data.hex().upper().encode("ascii")
