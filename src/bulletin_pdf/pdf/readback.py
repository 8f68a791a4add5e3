"""The text of a finished file, read from its bytes alone (text-fidelity certificate).

A small reader of its own: it knows nothing of how this program writes files, only what
ISO 32000-1 says of cross-reference tables and streams, object streams, content streams,
ToUnicode maps and the structure tree. It reads the files this program makes, and quickly;
it is no reader of files in general (`existing.py` is).
"""

import re
import sys
import zlib
from binascii import hexlify, unhexlify
from codecs import utf_16_be_decode
from collections.abc import Iterable, Iterator, Sequence
from struct import pack, unpack
from typing import NamedTuple

from bulletin_pdf.pdf.readfile import REF, File, Ref, found_in, reference

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
        # A set of numbers is made in half the time of one of characters.
        codes = bytearray(b"".join(self.shown))
        if sys.byteorder == "little":
            codes[::2], codes[1::2] = codes[1::2], codes[::2]
        return min(set(memoryview(codes).cast("H")).difference(self.texts), default=None)


class Readback(NamedTuple):
    """What a file says."""

    pages: tuple[PageText, ...]
    fonts: tuple[Font, ...]
    tagged: tuple[tuple[Ref, int], ...] | None
    """Marked content in the order of the structure tree: page and id; None without a tree."""


def read_back(data: bytes) -> Readback:
    """Read the text of a file in memory; `UnreadableError` or `UnmappedError` when that cannot be done."""
    try:
        return _read(File(data))
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, zlib.error, RecursionError) as error:
        raise UnreadableError(f"{type(error).__name__}: {error}") from error


def _read(file: File) -> Readback:
    catalog = file.body(file.root)
    fonts: dict[Ref, dict[bytes, Font]] = {}
    contents: dict[tuple[Ref, Ref], Content] = {}
    pages: list[PageText] = []
    for ref in _page_refs(file, reference(catalog, b"/Pages ")):
        body = file.body(ref)
        resources = reference(body, b"/Resources ")
        if resources not in fonts:
            fonts[resources] = _fonts(file, resources)
        streams = _CONTENTS.search(body)
        parts: list[Content] = []
        for stream in map(int, REF.findall(streams[1])) if streams else ():
            content = contents.get((stream, resources))
            if content is None:
                content = _content(file.stream(stream), fonts[resources])
                contents[stream, resources] = content
            parts.append(content)
        pages.append(PageText(ref, tuple(parts)))
    tagged = None
    if _TREE in catalog:
        from bulletin_pdf.pdf.readtags import tagged_content

        tagged = tuple(tagged_content(file, reference(catalog, _TREE)))
    every = {id(font): font for group in fonts.values() for font in group.values()}
    for font in every.values():
        if (code := font.unmapped) is not None:
            raise UnmappedError(font.name, code)
    return Readback(tuple(pages), tuple(every.values()), tagged)


# Pages --------------------------------------------------------------------------------------

_CONTENTS = re.compile(rb"/Contents (\[[^\]]*\]|\d+ \d+ R)")
_KIDS = re.compile(rb"/Kids ?\[([^\]]*)\]")
_TREE = b"/StructTreeRoot "


def _page_refs(file: File, ref: Ref) -> Iterator[Ref]:
    kids = _KIDS.search(file.body(ref))
    if kids is None:
        yield ref
        return
    for kid in REF.findall(kids[1]):
        yield from _page_refs(file, int(kid)) if b"/Kids" in file.body(int(kid)) else (int(kid),)


# Fonts --------------------------------------------------------------------------------------

_FONTS = re.compile(rb"/Font ?<<([^>]*)>>")
_NAMED = re.compile(rb"/([^\s/]+) (\d+) \d+ R")
_BASE = re.compile(rb"/BaseFont ?/([^\s/<>\[\]]+)")
_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
# Rare in our files, so compiled when there is one.
_RANGE = rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])"


def _fonts(file: File, resources: Ref) -> dict[bytes, Font]:
    named = _FONTS.search(file.body(resources))
    fonts: dict[bytes, Font] = {}
    for key, ref in _NAMED.findall(named[1]) if named else ():
        body = file.body(int(ref))
        if b"/Identity-H" not in body:
            raise ValueError("a font whose codes are not two bytes")
        name = found_in(_BASE.search(body), "BaseFont").decode("ascii", "replace")
        fonts[key] = Font(name, to_unicode(file.stream(reference(body, b"/ToUnicode "))))
    return fonts


def to_unicode(cmap: bytes) -> dict[int, str]:
    """Read a ToUnicode map (9.10.3): code → text."""
    texts: dict[int, str] = {}
    for kind, block in _BLOCK.findall(cmap):
        if kind == b"bfchar":
            words = _HEX.findall(block)
            texts.update(zip(_codes(words[::2]), _texts(words[1::2]), strict=True))
            continue
        for first, last, text, row in re.findall(_RANGE, block):
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

STRING, LITERAL = rb"<[0-9A-Fa-f]+>", rb"\((?:[^\\()]|\\.)*\)"
NAMED_OPERATOR = rb"/[^\s/<>\[\]()]+ (?:[-+.\d]+ Tf|(?:<<.*?>>|/\S+) ?BDC|BMC)"
# Each alternative begins with one character, by which the next token is sought.
_TOKEN = re.compile(b"|".join((STRING, LITERAL, NAMED_OPERATOR, rb"EMC|q(?=\s|$)|Q(?=\s|$)")), re.DOTALL)
_MCID = re.compile(rb"/MCID (\d+)")
_ESCAPE = rb"(?s)\\([0-7]{1,3}|\r\n|.)"
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
HEX_STRING, LITERAL_STRING, NAME, END, SAVE, RESTORE = b"<(/EqQ"


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
        if kind == HEX_STRING:
            strings.append(token)
            digits += len(token) - 2
            continue
        if kind == LITERAL_STRING:
            strings.append(hexlify(unescaped(token[1:-1])))
            digits += len(strings[-1])
            continue
        if digits > start:
            spans.append((font, start, digits, mark))
            start = digits
        if kind == NAME:
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
        elif kind == END:
            mark = UNMARKED
        elif kind == SAVE:
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


def unescaped(literal: bytes) -> bytes:
    """Give what stands in a literal string (7.3.4.2)."""
    return re.sub(_ESCAPE, _character, literal) if b"\\" in literal else literal


def _character(escape: "re.Match[bytes]") -> bytes:
    word = escape[1]
    if word[:1].isdigit():
        return bytes((int(word, 8) & 255,))
    return b"" if word in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(word, word)
