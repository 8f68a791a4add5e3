"""The numbered lists of a Word 97-2003 file, as `numbering.py` counts them ([MS-DOC] 2.9.131 to 2.9.148)."""

from bulletin_pdf.importers.doc_file import BLOB, DocFile, long, word
from bulletin_pdf.importers.numbering import ListLevel, ListNumbering

_LISTS, _USES = 73, 74
_LIST, _LEVEL, _USE = 28, 28, 16
_MOST = 2_000
_SHAPES = {
    1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 8: "hex", 10: "ideographDigital",
    11: "japaneseCounting", 12: "aiueo", 13: "iroha", 14: "decimalFullWidth", 16: "japaneseLegal",
    17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle", 19: "decimalFullWidth2", 20: "aiueoFullWidth",
    21: "iroha", 22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese", 29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac",
    32: "ideographZodiacTraditional", 33: "taiwaneseCounting", 34: "ideographLegalTraditional",
    35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified",
    39: "chineseCountingThousand", 57: "numberInDash", 255: "none",
}  # fmt: skip
"""MSONFC → the names of ISO/IEC 29500-1, 17.18.59."""

Levels = dict[int, ListLevel]


def read_lists(file: DocFile) -> ListNumbering:
    """Return the lists of a file, each under the number its paragraphs name it by."""
    numbering = ListNumbering(None)
    patterns = _patterns(file.part(_LISTS), _behind(file, _LISTS))
    uses = file.part(_USES)
    count = min(long(uses, 0), _MOST) if len(uses) >= 4 else 0
    at = 4 + _USE * count
    for number in range(count):
        use = uses[4 + _USE * number : 4 + _USE * (number + 1)]
        if len(use) < _USE:
            break
        name = long(use, 0)
        levels, own, at = _overridden(dict(patterns.get(name, {})), uses, at + 4, use[12])
        numbering.add(str(number + 1), levels, f"own {number + 1}" if own else f"shared {name}")
    return numbering


def _behind(file: DocFile, number: int) -> bytes:
    """The bytes behind a part: the levels of the lists stand there, outside of its length."""
    offset, length = long(file.main, BLOB + 8 * number), long(file.main, BLOB + 8 * number + 4)
    return file.table[offset + length :]


def _patterns(lists: bytes, behind: bytes) -> dict[int, Levels]:
    found: dict[int, Levels] = {}
    at = 0
    for number in range(min(word(lists, 0), _MOST) if len(lists) >= 2 else 0):
        entry = lists[2 + _LIST * number : 2 + _LIST * (number + 1)]
        if len(entry) < _LIST:
            break
        levels: Levels = {}
        for level in range(1 if entry[26] & 1 else 9):
            if at + _LEVEL > len(behind):
                break
            levels[level], at = _level(behind, at)
        found[long(entry, 0)] = levels
    return found


def _level(data: bytes, at: int) -> tuple[ListLevel, int]:
    """Read a level, and where the next one begins."""
    start, shape, flags = long(data, at), data[at + 4], data[at + 5]
    follow, characters, paragraph, limit = data[at + 15], data[at + 24], data[at + 25], data[at + 26]
    text = at + _LEVEL + paragraph + characters
    length = word(data, text) if text + 2 <= len(data) else 0
    shown = data[text + 2 : text + 2 + 2 * length].decode("utf-16-le", "replace")
    level = ListLevel(
        start if start < 0x8000 else 0,
        _SHAPES.get(shape, "decimal"),
        "".join(f"%{ord(char) + 1}" if ord(char) < 9 else char for char in shown)[:40],
        bool(flags & 4),
        tight=follow == 2,
        restart=(limit - 1 if limit else -2) if flags & 8 else -1,
    )
    return level, text + 2 + 2 * length


def _overridden(levels: Levels, uses: bytes, at: int, count: int) -> tuple[Levels, bool, int]:
    """Apply what one use of a list sets otherwise; return whether it sets anything, and where the next use begins."""
    for _ in range(min(count, 9)):
        if at + 8 > len(uses):
            break
        start, flags = long(uses, at), long(uses, at + 4)
        at += 8
        level = flags & 0xF
        if flags & 0x20 and at + _LEVEL <= len(uses):
            levels[level], at = _level(uses, at)
        elif flags & 0x10:
            levels[level] = levels.get(level, ListLevel())._replace(start=start if start < 0x8000 else 0)
    return levels, bool(count), at
