"""How characters and paragraphs of a Word 97-2003 file are set ([MS-DOC] 2.4.6, 2.6 and 2.9.271).

Properties are lists of changes (sprm): a code of two bytes and an operand. Those of a stretch of the
file lie in pages of 512 bytes; those of a style stand in the style sheet.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator

from bulletin_pdf.importers.doc_file import DocFile, Piece, long, positions, word
from bulletin_pdf.named_tuples import NamedTuple

_STYLES, _CHARACTERS, _PARAGRAPHS, _FONTS = 1, 12, 13, 15
_PAGE = 512
_SIZES = (1, 1, 2, 4, 2, 2, -1, 3)
_TABLE_EDGES, _TABS = 0xD608, 0xC615
_MAX_PAGES = 20_000
_MAX_LINEAGE = 20

BOLD, STRUCK, STRUCK_TWICE, HIDDEN = 0x0835, 0x0837, 0x2A53, 0x083C
DELETED, INSERTED, SIZE, SCRIPT, DOTS = 0x0800, 0x0801, 0x4A43, 0x2A48, 0x2A34
SYMBOL, PICTURE, EAST_FONT, FONT, CHARACTER_STYLE = 0x6A09, 0x6A03, 0x4A50, 0x4A4F, 0x4A30
IN_TABLE, ROW_END, ALIGN, ALIGN_OLD, OUTLINE = 0x2416, 0x2417, 0x2461, 0x2403, 0x2640
LIST, LIST_LEVEL, EDGES, HEADER_ROW, DEPTH = 0x460B, 0x260A, _TABLE_EDGES, 0x3404, 0x6649
_SWITCHES = frozenset((BOLD, STRUCK, STRUCK_TWICE, HIDDEN, DELETED, INSERTED))

Properties = dict[int, bytes]


def read_changes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the code and the operand of each change in a list; what is cut off at its end is left out."""
    at = 0
    while at + 3 <= len(data):
        code = word(data, at)
        at += 2
        size = _SIZES[code >> 13]
        if code == _TABLE_EDGES:
            size, at = word(data, at) - 1 if at + 2 <= len(data) else 0, at + 2
        elif size < 0:
            size, at = _tabs(data, at + 1) if code == _TABS and data[at] == 255 else data[at], at + 1
        if size < 0 or at + size > len(data):
            return
        yield code, data[at : at + size]
        at += size


def _tabs(data: bytes, at: int) -> int:
    """The size of a change of many tabs, whose one byte for it does not suffice."""
    deleted = data[at] if at < len(data) else 0
    added = data[at + 1 + 4 * deleted] if at + 1 + 4 * deleted < len(data) else 0
    return 2 + 4 * deleted + 3 * added


def number_of(properties: Properties, code: int, default: int = 0) -> int:
    """Return an operand as an unsigned number."""
    return int.from_bytes(properties[code], "little") if code in properties else default


class DocStyle(NamedTuple):
    """A style: its number in Word's own list (0 text, 1-9 headings, 19-27 contents, 62 title), and what it sets."""

    kind: int = 0xFFF
    based: int = 0xFFF
    paragraph: bytes = b""
    characters: bytes = b""


class Sheets:
    """The properties of a file, by place in the file and by style."""

    def __init__(self, file: DocFile) -> None:
        self._characters = _pages(file, file.part(_CHARACTERS), _runs_of_characters)
        self._paragraphs = _pages(file, file.part(_PARAGRAPHS), _runs_of_paragraphs)
        self._character_starts = [run[0] for run in self._characters]
        self._paragraph_starts = [run[0] for run in self._paragraphs]
        self.styles = tuple(_styles(file.part(_STYLES)))
        self.fonts = tuple(_fonts(file.part(_FONTS)))

    def runs(self, piece: Piece, start: int, end: int) -> Iterator[tuple[int, int, bytes]]:
        """Yield stretches of a piece that are set alike, each with its changes."""
        at, width = start, 2 if piece.wide else 1
        while at < end:
            place = piece.place(at)
            number = bisect_right(self._character_starts, place) - 1
            stop, changes = end, b""
            if number >= 0 and place < self._characters[number][1]:
                stop = at + max((self._characters[number][1] - place) // width, 1)
                changes = self._characters[number][2]
            elif number + 1 < len(self._characters):
                stop = at + max((self._character_starts[number + 1] - place) // width, 1)
            yield at, min(stop, end), changes + piece.changes
            at = min(stop, end)

    def paragraph(self, piece: Piece, cp: int) -> tuple[int, Properties]:
        """Return the style of the paragraph that ends at a position, and what is set for it, that of its style first."""
        place = piece.place(cp)
        number = bisect_right(self._paragraph_starts, place) - 1
        held = self._paragraphs[number][2] if number >= 0 and place < self._paragraphs[number][1] else b"\0\0"
        style = word(held, 0) if len(held) >= 2 else 0
        inherited = b"".join(one.paragraph for one in reversed(self.lineage(style)))
        return style, dict(read_changes(inherited)) | dict(read_changes(held[2:])) | dict(
            read_changes(piece.changes)
        )

    def lineage(self, style: int) -> list[DocStyle]:
        """Return a style and those it is based on."""
        found: list[DocStyle] = []
        while style < len(self.styles) and len(found) < _MAX_LINEAGE:
            found.append(self.styles[style])
            style = self.styles[style].based
        return found

    def of_style(self, style: int) -> Properties:
        """Return what a style sets for characters."""
        made: Properties = {}
        for one in reversed(self.lineage(style)):
            made = with_changes(made, one.characters)
        return made


def with_changes(properties: Properties, changes: bytes) -> Properties:
    """Add changes to properties; a switch may say: as the style has it, or the other way."""
    made = dict(properties)
    for code, operand in read_changes(changes):
        if code in _SWITCHES and operand[:1] in (b"\x80", b"\x81"):
            was = number_of(properties, code) & 1
            made[code] = bytes((was if operand[0] == 0x80 else 1 - was,))
        else:
            made[code] = operand
    return made


_Run = tuple[int, int, bytes]


def _pages(
    file: DocFile, plc: bytes, read: Callable[[bytes, int], Iterator[tuple[int, bytes]]]
) -> list[_Run]:
    """Read the stretches of all pages that a list of pages names, in the order of the file."""
    count = len(positions(plc, 4)) - 1
    runs: list[_Run] = []
    for at in range(min(count, _MAX_PAGES)):
        start = (long(plc, 4 * (count + 1) + 4 * at) & 0x3FFFFF) * _PAGE
        page = file.main[start : start + _PAGE]
        if len(page) < _PAGE:
            continue
        entries = page[-1]
        for number, held in read(page, min(entries, 126)):
            runs.append((long(page, 4 * number), long(page, 4 * number + 4), held))
    return sorted(runs)


def _runs_of_characters(page: bytes, entries: int) -> Iterator[tuple[int, bytes]]:
    for number in range(entries):
        at = 2 * page[4 * (entries + 1) + number]
        yield number, page[at + 1 : at + 1 + page[at]] if at else b""


def _runs_of_paragraphs(page: bytes, entries: int) -> Iterator[tuple[int, bytes]]:
    """The style's number stands before the changes."""
    for number in range(entries):
        place = 4 * (entries + 1) + 13 * number
        at = 2 * page[place] if place < len(page) else 0
        if at and page[at]:
            yield number, page[at + 1 : at + 2 * page[at]]
        elif at and at + 1 < len(page):
            yield number, page[at + 2 : at + 2 + 2 * page[at + 1]]
        else:
            yield number, b"\0\0"


def _styles(sheet: bytes) -> Iterator[DocStyle]:
    if len(sheet) < 6:
        return
    count, base = word(sheet, 2), word(sheet, 4)
    at = 2 + word(sheet, 0)
    for _ in range(count):
        if at + 2 > len(sheet):
            return
        size = word(sheet, at)
        yield _style(sheet[at + 2 : at + 2 + size], base) if size else DocStyle()
        at += 2 + size


def _style(data: bytes, base: int) -> DocStyle:
    """Read a style: fixed fields, its name, and what it sets, each behind its size and on an even place."""
    if len(data) < base + 2:
        return DocStyle()
    kind, family = word(data, 0) & 0xFFF, word(data, 2)
    at = base + 2 + 2 * word(data, base) + 2
    sets: list[bytes] = []
    for _ in range(word(data, 4) & 0xF):
        if at + 2 > len(data):
            break
        size = word(data, at)
        sets.append(data[at + 2 : at + 2 + size])
        at += 2 + size + size % 2
    sets += [b""] * 2
    of_paragraph = family & 0xF == 1
    return DocStyle(
        kind,
        family >> 4,
        sets[0][2:] if of_paragraph else b"",
        sets[1] if of_paragraph else sets[0] if family & 0xF == 2 else b"",
    )


def _fonts(table: bytes) -> Iterator[str]:
    at = 4
    while at < len(table):
        size = table[at] + 1
        name = table[at + 40 : at + size].decode("utf-16-le", "replace")
        yield name.partition("\0")[0]
        at += size
