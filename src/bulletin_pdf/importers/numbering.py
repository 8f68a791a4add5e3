"""Numbers that Word counts by itself: restored as text, since nothing else shows them."""

import re
from collections import defaultdict
from typing import NamedTuple

from bulletin_pdf.importers.docx_package import Element, W

_HAN = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_MOST = 100_000


class Level(NamedTuple):
    """How one level of a list is counted and shown."""

    start: int = 1
    shape: str = "decimal"
    text: str = ""
    plain: bool = False
    """Show the levels above in figures (w:isLgl)."""
    style: str = ""


class Numbering:
    """Counts the numbered paragraphs of one document, in reading order."""

    def __init__(self, root: Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self._of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self.by_style: dict[str, tuple[str, int]] = {}
        """Style → list and level, where a level is tied to a style."""
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        for abstract in root.iter(W + "abstractNum"):
            levels = {_int(level.get(W + "ilvl")): _level(level) for level in abstract.findall(W + "lvl")}
            self._abstract[abstract.get(W + "abstractNumId", "")] = levels
        for number in root.iter(W + "num"):
            name = number.get(W + "numId", "")
            link = number.find(W + "abstractNumId")
            abstract_id = "" if link is None else link.get(W + "val", "")
            levels = dict(self._abstract.get(abstract_id, {}))
            overridden = False
            for override in number.findall(W + "lvlOverride"):
                at = _int(override.get(W + "ilvl"))
                own, start = override.find(W + "lvl"), override.find(W + "startOverride")
                if own is not None:
                    levels[at] = _level(own)
                if start is not None:
                    levels[at] = levels.get(at, Level())._replace(start=_int(start.get(W + "val")))
                overridden = True
            self._lists[name] = levels
            # Lists made of one pattern count on together, unless one starts anew.
            self._of[name] = f"own {name}" if overridden else f"shared {abstract_id}"
            for at, level in levels.items():
                if level.style:
                    self.by_style.setdefault(level.style, (name, at))

    def next(self, name: str, at: int) -> tuple[str, bool]:
        """Give the number of the next paragraph of this list and level, and whether it is only a bullet."""
        levels = self._lists.get(name)
        if not levels or at not in levels:
            return "", False
        counts = self._counts[self._of[name]]
        counts[at] = min(counts.get(at, levels[at].start - 1) + 1, _MOST)
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]
        level = levels[at]
        if level.shape == "bullet":
            return level.text or "•", True
        if level.shape == "none":
            return "", False

        def shown(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            of_level = levels.get(other, Level())
            count = counts.get(other, of_level.start)
            return in_shape(count, "decimal" if level.plain and other != at else of_level.shape)

        return re.sub("%([1-9])", shown, level.text), False


def _level(element: Element) -> Level:
    def value(name: str, default: str = "") -> str:
        child = element.find(W + name)
        return default if child is None else child.get(W + "val", default)

    legal = element.find(W + "isLgl")
    return Level(
        _int(value("start", "1")),
        value("numFmt", "decimal"),
        value("lvlText")[:40],
        legal is not None and legal.get(W + "val", "1") not in ("0", "false"),
        value("pStyle"),
    )


def _int(text: str | None) -> int:
    return int(text) if text and re.fullmatch("-?[0-9]{1,6}", text) else 0


def in_shape(count: int, shape: str) -> str:
    """Write a number as Word's `numFmt` says."""
    count = max(count, 0)
    if shape in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                 "taiwaneseCountingThousand", "ideographDigital", "chineseLegalSimplified"):  # fmt: skip
        return _han(count)
    if shape in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"):
        return _CIRCLED[count - 1] if 1 <= count <= 20 else str(count)
    if shape == "ideographTraditional":
        return _STEMS[(count - 1) % 10] if count else "0"
    if shape == "ideographZodiac":
        return _BRANCHES[(count - 1) % 12] if count else "0"
    if shape in ("lowerLetter", "upperLetter") and count:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9)
        return letter if shape == "lowerLetter" else letter.upper()
    if shape in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (count // value)
            count %= value
        return roman.lower() if shape == "lowerRoman" else roman
    if shape == "decimalZero":
        return f"{count:02}"
    if shape in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))
    return str(count)


def _han(count: int) -> str:
    """十二, 二十, 一百零三: as headings are counted."""
    if count < 10:
        return _HAN[count]
    if count < 100:
        tens, ones = divmod(count, 10)
        return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")
    if count < 1000:
        hundreds, rest = divmod(count, 100)
        tail = (
            ""
            if not rest
            else (
                "零" + _HAN[rest]
                if rest < 10
                else _HAN[rest // 10] + "十" + (_HAN[rest % 10] if rest % 10 else "")
            )
        )
        return _HAN[hundreds] + "百" + tail
    return "".join(_HAN[int(digit)] for digit in str(count))
