"""The text of a finished file, read from its bytes alone (text-fidelity certificate).

A small reader of its own: it knows nothing of how this program writes files, only what
ISO 32000-1 says of cross-reference tables and streams, object streams, content streams,
ToUnicode maps and the structure tree. It reads the files this program makes, and quickly;
it is no reader of files in general (`existing.py` is).
"""

import re
import sys
import zlib
from array import array
from binascii import hexlify, unhexlify
from codecs import utf_16_be_decode
from collections.abc import Iterable, Iterator, Sequence
from struct import Struct, pack, unpack
from typing import NamedTuple

Ref = int
"""Number of an object in the file."""

ARTIFACT, UNMARKED = -1, -2
"""What stands in place of a marked-content id: decoration, and content outside all marks."""


class UnreadableError(Exception):
    """The bytes are no file this reader understands; the message says what is amiss."""


class UnmappedError(Exception):
    """A code is shown that the font's ToUnicode map says nothing of."""

    def __init__(self, font: str, code: int) -> None:
        super().__init__(f"code {code:04X} of {font}")
        self.font, self.code = font, code


class Content(NamedTuple):
    """The text of one content stream in the order of painting."""

    text: str
    shown: Sequence[tuple[str, int]]
    """Stretches of it, each with the id of the marked content it belongs to."""
    data: bytes
    fonts: "dict[bytes, Font]"
    """The stream itself and its fonts by name, for `line_ends`."""


class PageText(NamedTuple):
    """The text of one page; pages that share a stream share its content."""

    ref: Ref
    contents: tuple[Content, ...]

    @property
    def text(self) -> str:
        """Everything shown, in the order of painting."""
        return "".join([content.text for content in self.contents])


class Font:
    """One font: its name, what its codes stand for, and what was shown in it."""

    def __init__(self, name: str, texts: dict[int, str]) -> None:
        self.name, self.texts = name, texts
        # Most codes are the characters themselves. Those that are not must be no characters, nor
        # may two of them look like one: then text can be decoded at once.
        codes = pack(f">{len(texts)}H", *texts)
        self.moved: dict[int, str] = {}
        if codes.decode("utf-16-be", "surrogatepass") != "".join(texts.values()):
            self.moved = {code: text for code, text in texts.items() if text != chr(code)}
        self.direct = all(0xD800 <= code < 0xDC00 for code in self.moved)
        self.shown: list[bytes] = []

    def decode(self, data: bytes) -> str:
        """Give the text of codes, two bytes each; whether all are in the map is asked later, once."""
        if not self.direct:
            return "".join(map(self.texts.__getitem__, unpack(f">{len(data) // 2}H", data)))
        text, _ = utf_16_be_decode(data, "surrogatepass", True)
        self.shown.append(data)
        return text.translate(self.moved) if self.moved else text

    @property
    def unmapped(self) -> int | None:
        """A code shown that is not in the map, if there is any."""
        codes = array("H", b"".join(self.shown))
        if sys.byteorder == "little":
            codes.byteswap()
        return min(set(codes).difference(self.texts), default=None)


class Readback(NamedTuple):
    """What a file says."""

    pages: tuple[PageText, ...]
    fonts: tuple[Font, ...]
    tagged: tuple[tuple[Ref, int], ...] | None
    """Marked content in the order of the structure tree: page and id; None without a tree."""


def read_back(data: bytes) -> Readback:
    """Read the text of a file in memory; `UnreadableError` or `UnmappedError` when that cannot be done."""
    try:
        return _read(_File(data))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, zlib.error, RecursionError) as error:
        raise UnreadableError(f"{type(error).__name__}: {error}") from error


def _read(file: "_File") -> Readback:
    catalog = file.body(file.root)
    fonts: dict[Ref, dict[bytes, Font]] = {}
    contents: dict[tuple[Ref, Ref], Content] = {}
    pages: list[PageText] = []
    for ref in _page_refs(file, _reference(catalog, _PAGES)):
        body = file.body(ref)
        resources = _reference(body, _RESOURCES)
        if resources not in fonts:
            fonts[resources] = _fonts(file, resources)
        streams = _CONTENTS.search(body)
        parts: list[Content] = []
        for stream in map(int, _REF.findall(streams[1])) if streams else ():
            content = contents.get((stream, resources))
            if content is None:
                content = _content(file.stream(stream), fonts[resources])
                contents[stream, resources] = content
            parts.append(content)
        pages.append(PageText(ref, tuple(parts)))
    tree = _STRUCTURE.search(catalog)
    tagged = None if tree is None else tuple(_tagged(file, int(tree[1])))
    every = {id(font): font for group in fonts.values() for font in group.values()}
    for font in every.values():
        if (code := font.unmapped) is not None:
            raise UnmappedError(font.name, code)
    return Readback(tuple(pages), tuple(every.values()), tagged)


# Objects ------------------------------------------------------------------------------------

_REF = re.compile(rb"(\d+) \d+ R")
_PAGES, _RESOURCES, _ROOT, _TO_UNICODE = (
    re.compile(rb"/%b (\d+) \d+ R" % key) for key in (b"Pages", b"Resources", b"Root", b"ToUnicode")
)
_CONTENTS = re.compile(rb"/Contents (\[[^\]]*\]|\d+ \d+ R)")
_KIDS = re.compile(rb"/Kids ?\[([^\]]*)\]")
_STRUCTURE = re.compile(rb"/StructTreeRoot (\d+) \d+ R")
_LENGTH = re.compile(rb"/Length (\d+)( \d+ R)?")
_WIDTHS = re.compile(rb"/W ?\[ ?(\d+) (\d+) (\d+) ?\]")
_SIZE, _COUNT, _FIRST = (re.compile(rb"/%b (\d+)" % key) for key in (b"Size", b"N", b"First"))
_HEAD = re.compile(rb"\s*\d+ \d+ obj\s*")
_OUR_WIDTHS, _ROW = (1, 4, 2), Struct(">BIH")


def _reference(body: bytes, pattern: "re.Pattern[bytes]") -> Ref:
    found = pattern.search(body)
    if found is None:
        raise ValueError(f"no {pattern.pattern!r}")
    return int(found[1])


class _File:
    """Objects by number; an object stream is unpacked when one of its objects is asked for."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.packs: dict[Ref, list[bytes]] = {}
        start = int(data[data.rindex(b"startxref") + 9 :].split(None, 1)[0])
        if data.startswith(b"xref", start):
            self.rows, self.widths = b"", (0, 0, 0)
            self.offsets = self._classic(start)
            trailer = data[data.index(b"trailer", start) :]
        else:
            trailer, self.rows = self._stream_at(start)
            self.widths = _widths(trailer)
            self.offsets = []
        self.root = _reference(trailer, _ROOT)

    def _classic(self, start: int) -> list[int]:
        """7.5.4: one section of rows of twenty bytes."""
        first, count = self.data[start + 4 : start + 40].split(None, 2)[:2]
        if first != b"0":
            raise ValueError("a table in sections")
        begin = self.data.index(b"\n", start + 5) + 1
        rows = self.data[begin : begin + 20 * int(count)]
        return [int(rows[at : at + 10]) for at in range(0, len(rows), 20)]

    def _row(self, ref: Ref) -> tuple[int, int, int]:
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

    def body(self, ref: Ref) -> bytes:
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

    def _unpack(self, ref: Ref) -> list[bytes]:
        """7.5.7: a row of numbers and offsets, then the objects."""
        entries, data = self._stream_at(self._row(ref)[1])
        first = int(_found(_FIRST, entries))
        offsets = [first + int(offset) for offset in data[:first].split()[1::2]]
        if len(offsets) != int(_found(_COUNT, entries)):
            raise ValueError(f"object stream {ref} holds another number of objects")
        return [data[start:end] for start, end in zip(offsets, [*offsets[1:], len(data)], strict=True)]

    def stream(self, ref: Ref) -> bytes:
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


def _found(pattern: "re.Pattern[bytes]", body: bytes) -> bytes:
    found = pattern.search(body)
    if found is None:
        raise ValueError(f"no {pattern.pattern!r}")
    return found[1]


def _widths(trailer: bytes) -> tuple[int, int, int]:
    found = _WIDTHS.search(trailer)
    if found is None or b"/Index" in trailer:
        raise ValueError("no widths of the cross-reference stream, or one in sections")
    return int(found[1]), int(found[2]), int(found[3])


def _page_refs(file: _File, ref: Ref) -> Iterator[Ref]:
    kids = _KIDS.search(file.body(ref))
    if kids is None:
        yield ref
        return
    for kid in _REF.findall(kids[1]):
        yield from _page_refs(file, int(kid)) if b"/Kids" in file.body(int(kid)) else (int(kid),)


# Fonts --------------------------------------------------------------------------------------

_FONTS = re.compile(rb"/Font ?<<([^>]*)>>")
_NAMED = re.compile(rb"/([^\s/]+) (\d+) \d+ R")
_BASE = re.compile(rb"/BaseFont ?/([^\s/<>\[\]]+)")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])")


def _fonts(file: _File, resources: Ref) -> dict[bytes, Font]:
    named = _FONTS.search(file.body(resources))
    fonts: dict[bytes, Font] = {}
    for key, ref in _NAMED.findall(named[1]) if named else ():
        body = file.body(int(ref))
        if b"/Identity-H" not in body:
            raise ValueError("a font whose codes are not two bytes")
        name = _found(_BASE, body).decode("ascii", "replace")
        fonts[key] = Font(name, to_unicode(file.stream(_reference(body, _TO_UNICODE))))
    return fonts


def to_unicode(cmap: bytes) -> dict[int, str]:
    """Read a ToUnicode map (9.10.3): code → text."""
    texts: dict[int, str] = {}
    for kind, block in _BLOCK.findall(cmap):
        if kind == b"bfchar":
            words = _HEX.findall(block)
            texts.update(zip(_codes(words[::2]), _texts(words[1::2]), strict=True))
            continue
        for first, last, text, row in _RANGE.findall(block):
            codes = range(int(first, 16), int(last, 16) + 1)
            if row:
                texts.update(zip(codes, _texts(_HEX.findall(row)), strict=True))
            else:
                (begin,) = _texts([text])
                texts.update(
                    (code, begin[:-1] + chr(ord(begin[-1]) + place)) for place, code in enumerate(codes)
                )
    return texts


def _codes(words: list[bytes]) -> tuple[int, ...]:
    return unpack(f">{len(words)}H", unhexlify(b"".join(words)))


def _texts(words: list[bytes]) -> Iterable[str]:
    joined = b"".join(words)
    if len(joined) == 4 * len(words):
        return unhexlify(joined).decode("utf-16-be")
    return [unhexlify(word).decode("utf-16-be") for word in words]


# Content streams ------------------------------------------------------------------------------

_STRING, _LITERAL = rb"<[0-9A-Fa-f]+>", rb"\((?:[^\\()]|\\.)*\)"
_NAMED_OPERATOR = rb"/[^\s/<>\[\]()]+ (?:[-+.\d]+ Tf|(?:<<.*?>>|/\S+) ?BDC|BMC)"
# Each alternative begins with one character, by which the next token is sought.
_TOKEN = re.compile(b"|".join((_STRING, _LITERAL, _NAMED_OPERATOR, rb"EMC|q(?=\s|$)|Q(?=\s|$)")), re.DOTALL)
_MCID = re.compile(rb"/MCID (\d+)")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_HEX_STRING, _LITERAL_STRING, _NAME, _END, _SAVE, _RESTORE = b"<(/EqQ"


def _content(data: bytes, fonts: dict[bytes, Font]) -> Content:
    """Go through a content stream: what is shown, in which font, under which mark."""
    if b" Tr" in data:
        raise ValueError("text that may be invisible")
    strings: list[bytes] = []
    spans: list[_Span] = []
    saved: list[Font | None] = []
    chosen: dict[bytes, Font] = {}
    font: Font | None = None
    mark, start, digits = UNMARKED, 0, 0
    for token in _TOKEN.findall(data):
        kind = token[0]
        if kind == _HEX_STRING:
            strings.append(token)
            digits += len(token) - 2
            continue
        if kind == _LITERAL_STRING:
            strings.append(hexlify(_unescaped(token[1:-1])))
            digits += len(strings[-1])
            continue
        if digits > start:
            spans.append((font, start, digits, mark))
            start = digits
        if kind == _NAME:
            if token in chosen:
                font = chosen[token]
                continue
            name, _, rest = token[1:].partition(b" ")
            if rest.endswith(b"Tf"):
                font = chosen[token] = fonts[name]
            elif found := _MCID.search(rest):
                mark = int(found[1])
            elif name == b"Artifact":
                mark = ARTIFACT
        elif kind == _END:
            mark = UNMARKED
        elif kind == _SAVE:
            saved.append(font)
        else:
            font = saved.pop() if saved else None
    if digits > start:
        spans.append((font, start, digits, mark))
    codes = unhexlify(b"".join(strings).translate(None, b"<>"))
    if not codes:
        return Content("", (), data, fonts)
    if any(font is None or end % 4 for font, _, end, _ in spans):
        raise ValueError("text without a font, or half a code")
    text, shown = _decoded(codes, spans, direct=all(font.direct for font in fonts.values()))
    return Content(text, shown, data, fonts)


_Span = tuple[Font | None, int, int, int]
"""Font, first and last hexadecimal digit, marked content."""
_Shown = list[tuple[str, int]]


def _decoded(codes: bytes, spans: list[_Span], *, direct: bool) -> tuple[str, _Shown]:
    """Give the text of all spans, and of each mark: at once where codes are characters, else font by font."""
    try:
        whole, _ = utf_16_be_decode(codes, "strict", True)
    except UnicodeDecodeError:
        direct = False
    shown: _Shown = []
    if not direct or 2 * len(whole) != len(codes):
        for font, start, end, mark in spans:
            if font is not None:
                shown.append((font.decode(codes[start // 2 : end // 2]), mark))
        return "".join([text for text, _ in shown]), shown
    begin, current = 0, spans[0][3]
    for font, start, end, mark in spans:
        start //= 4
        if font is not None:
            font.shown.append(codes[2 * start : end // 2])
        if mark != current:
            shown.append((whole[begin:start], current))
            begin, current = start, mark
    shown.append((whole[begin:], current))
    return whole, shown


def _unescaped(literal: bytes) -> bytes:
    """7.3.4.2: what stands in a literal string."""
    return _ESCAPE.sub(_character, literal) if b"\\" in literal else literal


def _character(escape: "re.Match[bytes]") -> bytes:
    word = escape[1]
    if word[:1].isdigit():
        return bytes((int(word, 8) & 255,))
    return b"" if word in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(word, word)


_MOVE = re.compile(
    b"|".join(
        (rb"[-+.\d]+ T[dD]\b|T\*|[-+.\d]+ Tm\b|ET\b", _STRING, _LITERAL, _NAMED_OPERATOR, rb"[qQ](?=\s|$)")
    ),
    re.DOTALL,
)
_SAME_LINE = 4.0
"""A borrowed mark stands up to this much above or below its line's baseline, pt."""


def line_ends(content: Content) -> set[int]:
    """Say after how many characters of the stream's text its lines end, and a few that do not."""
    ends: set[int] = set()
    saved: list[Font | None] = []
    font: Font | None = None
    at = 0
    for token in _MOVE.findall(content.data):
        kind = token[0]
        if kind in (_HEX_STRING, _LITERAL_STRING):
            inner = token[1:-1]
            codes = unhexlify(inner) if kind == _HEX_STRING else _unescaped(inner)
            at += len(font.decode(codes)) if font else 0
        elif kind == _NAME:
            font = content.fonts.get(token[1:].partition(b" ")[0], font)
        elif kind == _SAVE:
            saved.append(font)
        elif kind == _RESTORE:
            font = saved.pop() if saved else None
        elif not token.endswith((b"Td", b"TD")) or abs(float(token[:-3])) > _SAME_LINE:
            ends.add(at)
    return ends


# The structure tree ------------------------------------------------------------------------------

_OWNED = re.compile(rb"/K ?(\[[^\]]*\]|\d+ \d+ R|\d+)")
_KID = re.compile(rb"<<([^>]*)>>|(\d+) \d+ R|(\d+)")
_PAGE, _OWN = re.compile(rb"/Pg (\d+) \d+ R"), re.compile(rb"/MCID (\d+)")
_Kid = Ref | tuple[Ref, int]
"""An element below, or marked content: page and id."""


def _tagged(file: _File, root: Ref) -> Iterator[tuple[Ref, int]]:
    """Go through the structure tree; give its marked content in order (14.7.4)."""
    waiting: list[_Kid] = [root]
    while waiting:
        item = waiting.pop()
        if isinstance(item, tuple):
            yield item
            continue
        body = file.body(item)
        # Most elements hold one piece of content, or other elements only.
        inner = body.rpartition(b"/K [")[2].partition(b"]")[0]
        if inner.isdigit():
            yield int(body.rpartition(b"/Pg ")[2].split(None, 1)[0]), int(inner)
            continue
        kids = inner.split()
        if b"<" not in inner and kids and kids.count(b"R") * 3 == len(kids):
            waiting.extend(map(int, kids[-3::-3]))
        elif owned := _OWNED.search(body, max(body.rfind(b"/K"), 0)):
            waiting.extend(reversed(list(_kids(body, owned[1]))))


def _kids(body: bytes, owned: bytes) -> Iterator[_Kid]:
    home = _PAGE.search(body)
    page = int(home[1]) if home else 0
    for inner, ref, mcid in _KID.findall(owned):
        if ref:
            yield int(ref)
        elif mcid:
            yield page, int(mcid)
        elif own := _OWN.search(inner):
            place = _PAGE.search(inner)
            yield int(place[1]) if place else page, int(own[1])
