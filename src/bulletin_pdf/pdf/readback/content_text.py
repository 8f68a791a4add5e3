"""The text of a content stream: what is shown, in which font, under which tag, and whether it is on its page.

Streams of one operator a line, as this program writes them, are read line by line. Any other
is gone through token by token; where its text stands is then for `run_places.py` to say.
"""

from binascii import unhexlify
from codecs import utf_16_be_decode
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from struct import error

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.readback.content_tokens import (
    ARTIFACT,
    MCID,
    UNMARKED,
    MarkedStrings,
    TokenSpan,
    by_tokens,
)
from bulletin_pdf.pdf.readback.font_codes import ReadFont
from bulletin_pdf.pdf.text_places import TextPlaces, pack_places

DESCENT, ASCENT = 0.12, 0.8
"""How far a line of text reaches below and above its baseline at least, in em."""


SMALLEST = 2.0
"""Text of this size or less cannot be read, pt."""


class TextBox(NamedTuple):
    """A rectangle in the coordinates of a page, y upwards, pt."""

    left: float
    foot: float
    right: float
    top: float


class StreamText(NamedTuple):
    """The text of a stream in the order of painting."""

    text: str
    shown: Sequence[tuple[str, int]] = ()
    """Stretches of it, each with the id of the marked content it belongs to."""
    on_page: bool = True
    """Whether all of it plainly stands inside the page; if not, each run must be looked at."""
    places: TextPlaces = b""
    """Where it stands; empty where that was not read along with the text, and `run_places` must say."""


class ContentText(NamedTuple):
    """The text of one content stream of a file, as `StreamText` has it, and what it was read from."""

    text: str
    shown: Sequence[tuple[str, int]]
    on_page: bool
    places: TextPlaces
    stream: Callable[[], bytes]
    """Gives the stream itself. `line_ends` and `placed_runs` need that of few pages, and pages are many."""
    fonts: Mapping[bytes, ReadFont]
    """The fonts by name."""


def read_content(
    data: bytes, fonts: Mapping[bytes, ReadFont], page: TextBox, chosen: "ChosenFonts | None" = None
) -> StreamText:
    """Read a stream; `page` is where its text should stand, `chosen` is kept for streams of the same fonts and page."""
    on_page, places = True, list[float]()
    try:
        marks, on_page = _by_lines(data, fonts, page, {} if chosen is None else chosen, places)
        codes = unhexlify(b"".join(marks.digits))
    except (_OtherwiseWrittenError, ValueError, error):
        marks, on_page, places = by_tokens(data, fonts), False, []
        codes = unhexlify(b"".join(marks.digits))
    if not codes:
        return StreamText("")
    text, shown = _decoded(codes, marks.spans, direct=all(font.direct for font in fonts.values()))
    return StreamText(text, shown, on_page, pack_places(places))


# Line by line -------------------------------------------------------------------------------------

# No operator that shows text or changes its state can be made of these bytes but `cm`.
_DRAWING = b"0123456789.+- []mlhcref*SsnkKgGwJjdM"
# Of other lines: colour spaces and inks by name, graphics states, pictures, marks.
_HARMLESS = pattern(
    rb"/[^\s/<>\[\]()]+ (?:gs|(?:cs|CS) [-.\d ]+ (?:scn|SCN))|(?:[-.\d]+ )+(?:scn|SCN|rg|RG)"
    rb"|q (?:[-.\d ]+ re W n )?[-.\d ]+ cm /[^\s/<>\[\]()]+ Do Q"
)
_MARKED = pattern(rb"/([^\s/<>\[\]()]+) <<(?:[^<>()]|<[0-9A-Fa-f]*>|\((?:[^\\()]|\\.)*\))*>> BDC")


class _OtherwiseWrittenError(Exception):
    """The stream is not written with one operator a line."""


class _Chosen(NamedTuple):
    """A font and size that text is shown in, and what that means for its place."""

    font: ReadFont | None
    size: float
    digit: float
    """The most that one hexadecimal digit of a code takes, pt."""
    lowest: float
    highest: float
    """Where a baseline may stand."""


ChosenFonts = dict[bytes, _Chosen]
"""By the operator that chooses them."""

_NOTHING = _Chosen(None, 0.0, 0.0, 0.0, 0.0)
_harmless = lru_cache(1 << 10)(_HARMLESS.fullmatch)

# A run of text: where its line begins, perhaps a font, and what is shown; or any other line.
_STEP = pattern(
    rb"([-+.\d]+) ([-+.\d]+) Td\n(?:(/[^\n]+ Tf)\n)?(?:<([^\n]*)> Tj|\[<([^\n]*)\] TJ)(?:\n|$)|(.+)"
)


def _by_lines(
    data: bytes,
    fonts: Mapping[bytes, ReadFont],
    page: TextBox,
    chosen: "ChosenFonts",
    places: list[float],
) -> tuple[MarkedStrings, bool]:
    """Read a stream of one operator a line, and say whether its text surely stands inside the page.

    A run is taken to be as wide as it can be at most: every code as wide as the widest, every shift outwards. Only
    one that might leave the page that way is measured. What `pack_places` takes goes to `places`.
    """
    strings: list[bytes] = []
    spans: list[TokenSpan] = []
    saved: list[tuple[_Chosen | None, float]] = []
    font: ReadFont | None = None
    current: _Chosen | None = None
    mark, start, digits = UNMARKED, 0, 0
    x = y = tracking = size = digit = lowest = highest = 0.0
    left, right, on_page = page.left, page.right, True
    for across, up, choice, codes, array, other in _STEP.findall(data):
        if other:
            if other == b"BT":
                x = y = 0.0
            elif other == b"EMC" or other[-2:] == b"DC":
                if digits > start:
                    spans.append((font, start, digits, mark))
                    start = digits
                begun = UNMARKED if other == b"EMC" else _mark_of(other)
                mark = mark if begun is None else begun
            elif other == b"ET" or (not other.strip(_DRAWING) and b"cm" not in other):
                pass
            elif other[-3:] == b" Tc":
                tracking = float(other[:-3]) / 4
            elif other == b"q" or (other == b"Q" and saved):
                if digits > start:
                    spans.append((font, start, digits, mark))
                    start = digits
                if other == b"q":
                    saved.append((current, tracking))
                else:
                    current, tracking = saved.pop()
                    font, size, digit, lowest, highest = current or _NOTHING
            elif not _harmless(other):
                raise _OtherwiseWrittenError
            continue
        if choice:
            if digits > start:
                spans.append((font, start, digits, mark))
                start = digits
            current = chosen.get(choice)
            if current is None:
                current = chosen[choice] = _choose(choice, fonts, page)
            font, size, digit, lowest, highest = current
        x += float(across)
        y += float(up)
        back = forth = total = 0.0
        if array:
            parts = array.replace(b">", b"<").split(b"<")
            codes = b"".join(parts[::2])
            shifts = [float(part) for part in parts[1::2] if part]
            total, most = sum(shifts) * size / 1000, sum(map(abs, shifts)) * size / 1000
            back, forth = (most + total) / 2, (most - total) / 2
        strings.append(codes)
        count = len(codes)
        digits += count
        places += (x, y, count * tracking - total)
        begin, end = x - back, x + count * (digit + tracking) + forth
        if (begin < left or end > right) and font is not None:
            before, behind = _reach(array or b"%b>" % codes, font, size, 4 * tracking)
            begin, end = x + before, x + behind
        if not (left <= begin and end <= right and lowest <= y <= highest):
            on_page = False
    if digits > start:
        spans.append((font, start, digits, mark))
    return MarkedStrings(strings, spans), on_page


def _reach(array: bytes, font: ReadFont, size: float, tracking: float) -> tuple[float, float]:
    """Return how far a run reaches to the left (below 0) and right of where it begins, pt; `array` is that of TJ without its ends."""
    before = behind = at = 0.0
    parts = array.replace(b">", b"<").split(b"<")
    for codes, shift in zip(parts[::2], parts[1::2], strict=True):
        before = min(before, at)
        at += font.measure(unhexlify(codes)) * size + len(codes) / 4 * tracking
        behind = max(behind, at, at - tracking)
        at -= float(shift or 0) * size / 1000
    return before, behind


def _choose(line: bytes, fonts: Mapping[bytes, ReadFont], page: TextBox) -> _Chosen:
    name, number = line[1:-3].split(b" ")
    font, size = fonts[name], float(number)
    if not size > SMALLEST:
        raise _OtherwiseWrittenError
    lowest, highest = page.foot + DESCENT * size, page.top - ASCENT * size
    return _Chosen(font, size, font.widest * size / 4, lowest, highest)


@lru_cache(1 << 12)
def _mark_of(line: bytes) -> int | None:
    """Return the id that a line begins marked content of; None for content inside marks that has none of its own."""
    marked = _MARKED.fullmatch(line)
    if marked is None:
        raise _OtherwiseWrittenError
    if found := MCID.search(line):
        return int(found[1])
    return ARTIFACT if marked[1] == b"Artifact" else None


# Codes → text ---------------------------------------------------------------------------------------


def _decoded(codes: bytes, spans: list[TokenSpan], *, direct: bool) -> tuple[str, list[tuple[str, int]]]:
    """Return the text of all spans, and of each mark: at once where codes are characters, else font by font."""
    for font, _, end, _ in spans:
        if font is None or end % 4:
            raise ValueError("text without a font, or half a code")
    try:
        whole, _ = utf_16_be_decode(codes, "strict", True)
    except UnicodeDecodeError:
        direct = False
    shown: list[tuple[str, int]] = []
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
