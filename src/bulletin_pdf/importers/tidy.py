"""What cannot stay in a text as it was pasted, each change with its place.

Widths of marks are not touched: `build` puts them right and logs it, and the draft stays
what the office wrote. What goes here cannot be seen, cannot be printed, or was layout.
"""

import unicodedata

from bulletin_pdf.importers.material import (
    ImportedCell,
    ImportedTable,
    MaterialItem,
    Para,
    SourceEdit,
    edited,
)
from bulletin_pdf.issue.character_kinds import BLANKS, is_wide
from bulletin_pdf.patterns import pattern
from bulletin_pdf.yamldoc.source import INVISIBLE, NONCHARACTERS

MISSING = "〓"
"""What Chinese typesetters set for a character they do not have."""

_SPACES = pattern(f"[{BLANKS}]+")
_CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufe00-\ufe0f" + NONCHARACTERS + "]")
_UNSEEN = pattern(f"(?:{INVISIBLE.pattern}|{_CONTROL.pattern})+")
_LOST = pattern("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\ud800-\udfff]")
_RADICAL = pattern("[\u2e80-\u2eff\u2f00-\u2fdf]")
# Compatibility forms; letters and figures for mathematics, which no text face has.
_FORM = pattern("[\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe6f\U0001d400-\U0001d7ff]")
_STARS = pattern(r"\*{2,}")
# Bullets of the Symbol and Wingdings fonts, which are private characters elsewhere.
_BULLETS = pattern("[\uf06c-\uf0ff\uf0b7\u2022\u25cf\u25aa\u25c6\u25a0\u27a2\u2714](?=[ \t\u3000\xa0])")
# Dingbats of word processors that no shipped face has, and the signs that stand for them.
DINGBATS = dict(
    zip("➔➙➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯➱➲✔✘✖❌✅❏❐❑❒∘∗", "→→→→→→→→→→→→→→→→→→→→→→→→→✓✗××✓□□□□°*", strict=True)
)
_DINGBAT = pattern(f"[{''.join(DINGBATS)}]")
# Old GBK kept these in its private area; GB 18030-2022 gives them places of their own.
_FROM_PRIVATE = {"\ue5e5": "\u3000", "\ue7c7": "ḿ", "\ue7c8": "ǹ", "\ue76c": "ⅰ"}
_RADICALS = {"⺎": "兀", "⺠": "民", "⻓": "长", "⻔": "门", "⻋": "车", "⻅": "见", "⻉": "贝", "⻘": "青", "⻚": "页",
    "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻨": "麦", "⻩": "黄", "⻬": "齐",
    "⻮": "齿", "⻰": "龙", "⺟": "母", "⺨": "犬", "⺩": "王", "⺫": "目", "⺬": "示", "⺮": "竹", "⺯": "纟", "⺷": "羊",
    "⺸": "羊", "⺼": "月", "⺽": "臼", "⻁": "虎", "⻄": "西", "⻆": "角", "⻊": "足", "⻌": "辶", "⻐": "钅", "⻑": "長",
    "⻒": "長", "⻖": "阝", "⻙": "韦", "⻣": "骨", "⻧": "卤", "⻳": "龟"}  # fmt: skip


def tidy_item(item: MaterialItem, log: list[SourceEdit]) -> MaterialItem | None:
    """Put a paragraph or a table right; None for one with nothing left."""
    if isinstance(item, ImportedTable):
        return item._replace(rows=tuple(tuple(_cell(cell, log) for cell in row) for row in item.rows))
    if not isinstance(item, Para):
        return item
    para = tidy_text(item, log)
    return para if para.words else None


def _cell(cell: ImportedCell, log: list[SourceEdit]) -> ImportedCell:
    return cell._replace(text=tidy_text(Para(cell.text), log).text)


def tidy_text(para: Para, log: list[SourceEdit]) -> Para:
    """Put a paragraph right."""
    for find in (_bullet, _characters, _spaces):
        edits = find(para.words)
        for start, end, new, why in edits:
            log.append(SourceEdit(para.text.span(start, end), para.words[start:end], new, why))
        para = edited(para, [(start, end, new) for start, end, new, _ in edits])
    return para


_CONTROLS = frozenset(("Cc", "Cf", "Cs", "Cn"))
TidyChange = tuple[int, int, str, str]


def _characters(text: str) -> list[TidyChange]:
    """Characters that cannot be printed, or stand for others."""
    if text.isascii() and "**" not in text and text.isprintable():
        return []
    found: list[TidyChange] = []
    found += [(match.start(), match.end(), "", "invisible") for match in _UNSEEN.finditer(text)]
    for match in _RADICAL.finditer(text):
        meant = _RADICALS.get(match[0]) or unicodedata.normalize("NFKC", match[0])
        if meant != match[0]:
            found.append((match.start(), match.end(), meant, "radical"))
    for match in _FORM.finditer(text):
        meant = unicodedata.normalize("NFKC", match[0])
        if meant != match[0] and meant.strip():
            found.append((match.start(), match.end(), meant, "form"))
    for match in _DINGBAT.finditer(text):
        found.append((match.start(), match.end(), DINGBATS[match[0]], "symbol"))
    for match in _LOST.finditer(text):
        meant = _FROM_PRIVATE.get(match[0], MISSING)
        found.append((match.start(), match.end(), meant, "private" if meant != MISSING else "lost"))
    for match in _STARS.finditer(text):
        found.append((match.start(), match.end(), "＊" * len(match[0]), "stars"))
    return _apart(found)


def _apart(found: list[TidyChange]) -> list[TidyChange]:
    """In order, and none over another."""
    kept: list[TidyChange] = []
    for change in sorted(found):
        if not kept or kept[-1][1] <= change[0]:
            kept.append(change)
    return kept


def _bullet(text: str) -> list[TidyChange]:
    """A bullet at the start of a paragraph: bulletins have none."""
    start = len(text) - len(text.lstrip(BLANKS))
    match = _BULLETS.match(text, start)
    return [(match.start(), match.end(), "", "bullet")] if match else []


def _spaces(text: str) -> list[TidyChange]:
    """Blanks that were layout: at the ends, beside wide marks, and more than one."""
    found: list[TidyChange] = []
    for match in _SPACES.finditer(text):
        start, end = match.span()
        if start == 0 or end == len(text):
            found.append((start, end, "", "layout"))
        elif match[0] != " ":
            found.append((start, end, " ", "layout"))
    return found


def without_controls(text: str) -> str:
    """Return a text that stands outside the source's own without what cannot be seen: of properties, of pictures."""
    return "".join(char for char in text if unicodedata.category(char) not in _CONTROLS)


def spread_out(text: str) -> str:
    """Take out the blanks that spread a short name over a line: 工 作 简 报."""
    parts = _SPACES.split(text)
    single = sum(len(part) == 1 for part in parts)
    short = all(len(part) <= 2 and all(map(is_wide, part)) for part in parts)
    if len(parts) > 2 and short and single * 2 >= len(parts):
        return "".join(parts)
    return text
