"""What an existing PDF says of its fonts: embedding, widths, which characters codes stand for."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bulletin_pdf.pdf.existing import Existing
from bulletin_pdf.pdf.plain import Name, Plain, Stream

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end(?:bfchar|bfrange)", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_MOST_RANGE = 70_000


class Glyph(NamedTuple):
    """One code shown: its advance in em, what it says, and whether it is .notdef."""

    width: float
    text: str
    missing: bool
    space: bool


class FontFacts(NamedTuple):
    """One font of a file."""

    name: str
    """Without the letters of a subset."""
    kind: str
    embedded: bool
    composite: bool
    mapped: bool
    """Whether its text can be read: a ToUnicode map, or a simple font with a known encoding."""
    widths: Mapping[int, float]
    default: float
    unicode: Mapping[int, str]

    def glyphs(self, data: bytes) -> Iterator[Glyph]:
        """Go through the codes of a string."""
        step = 2 if self.composite else 1
        for place in range(0, len(data) - step + 1, step):
            code = int.from_bytes(data[place : place + step], "big")
            text = self.unicode.get(code, "")
            if not text and not self.composite and self.mapped:
                text = bytes((code,)).decode("cp1252", errors="replace")
            width = self.widths.get(code, self.default)
            yield Glyph(width, text, self.composite and code == 0, step == 1 and code == 32)


def font_facts(existing: Existing, entries: dict[str, Plain]) -> FontFacts:
    """Read a font dictionary."""
    entries = {key: existing.follow(value) for key, value in entries.items()}
    kind = str(entries.get("Subtype", ""))
    composite = kind == "Type0"
    inner = entries
    if composite:
        descendants = entries.get("DescendantFonts") or [{}]
        found = existing.follow(descendants[0])
        inner = {k: existing.follow(v) for k, v in found.items()} if isinstance(found, dict) else {}
    descriptor = inner.get("FontDescriptor")
    files = descriptor if isinstance(descriptor, dict) else {}
    embedded = kind == "Type3" or any(
        isinstance(existing.follow(files.get(key)), Stream) for key in ("FontFile", "FontFile2", "FontFile3")
    )
    to_unicode = entries.get("ToUnicode")
    unicode = _unicode(to_unicode.unpack()) if isinstance(to_unicode, Stream) else {}
    widths, default = _composite_widths(existing, inner) if composite else _simple_widths(existing, entries)
    return FontFacts(
        re.sub(r"^[A-Z]{6}\+", "", str(entries.get("BaseFont", ""))),
        kind,
        embedded,
        composite,
        bool(unicode) or (not composite and _standard_encoding(entries)),
        widths,
        default,
        unicode,
    )


def _standard_encoding(entries: Mapping[str, Plain]) -> bool:
    encoding = entries.get("Encoding")
    symbolic = str(entries.get("BaseFont", "")) in ("Symbol", "ZapfDingbats")
    return not symbolic and (encoding is None or isinstance(encoding, Name))


def _simple_widths(existing: Existing, entries: Mapping[str, Plain]) -> tuple[dict[int, float], float]:
    first, widths = entries.get("FirstChar", 0), entries.get("Widths")
    if not isinstance(widths, list) or not isinstance(first, int):
        return {}, 0.5
    values = (existing.follow(width) for width in widths)
    return {first + n: width / 1000 for n, width in enumerate(values) if isinstance(width, int | float)}, 0.5


def _composite_widths(existing: Existing, inner: Mapping[str, Plain]) -> tuple[dict[int, float], float]:
    """Read the W array (9.7.4.3)."""
    default = inner.get("DW", 1000)
    row = inner.get("W")
    row = [existing.follow(value) for value in row] if isinstance(row, list) else []
    widths: dict[int, float] = {}
    place = 0
    while place + 1 < len(row):
        first, second = row[place], row[place + 1]
        if isinstance(second, list):
            values = [existing.follow(value) for value in second]
            widths.update({first + n: value / 1000 for n, value in enumerate(values)})
            place += 2
        elif place + 2 < len(row):
            last = min(int(second), int(first) + _MOST_RANGE)
            widths.update(dict.fromkeys(range(int(first), last + 1), row[place + 2] / 1000))
            place += 3
        else:
            break
    return widths, (default / 1000 if isinstance(default, int | float) else 1.0)


def _unicode(cmap: bytes) -> dict[int, str]:
    """Read a ToUnicode map: code → text."""
    table: dict[int, str] = {}
    for kind, body in _BLOCK.findall(cmap):
        words = [match.group(0) for match in _TOKEN.finditer(body)]
        if kind == b"bfchar":
            for code, text in zip(words[::2], words[1::2], strict=False):
                table[_code(code)] = _text(text)
        else:
            _read_ranges(words, table)
    return table


def _read_ranges(words: list[bytes], table: dict[int, str]) -> None:
    place = 0
    while place + 2 < len(words):
        first, last = _code(words[place]), _code(words[place + 1])
        if words[place + 2] == b"[":
            end = words.index(b"]", place)
            table.update({first + n: _text(word) for n, word in enumerate(words[place + 3 : end])})
            place = end + 1
            continue
        start = _text(words[place + 2])
        for code in range(first, min(last, first + _MOST_RANGE) + 1) if start else ():
            table[code] = start[:-1] + chr(min(ord(start[-1]) + code - first, 0x10FFFF))
        place += 3


def _code(word: bytes) -> int:
    return int(b"".join(word.strip(b"<>").split()) or b"0", 16)


def _text(word: bytes) -> str:
    digits = b"".join(word.strip(b"<>").split()).decode("ascii")
    return bytes.fromhex(digits + "0" * (len(digits) % 2)).decode("utf-16-be", errors="replace")
