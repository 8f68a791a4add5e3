"""Numbers that Word counts by itself: restored as text, since nothing else shows them."""

import re
from collections import defaultdict

from bulletin_pdf.han_numerals import DIGITS, counted, in_han_digits, without_leading_one
from bulletin_pdf.importers.docx_package import W, XmlElement
from bulletin_pdf.named_tuples import NamedTuple

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CIRCLED_50 = _CIRCLED + "".join(map(chr, [*range(0x3251, 0x3260), *range(0x32B1, 0x32C0)]))
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_TABLES = {
    "decimalEnclosedCircle": _CIRCLED_50,
    "decimalEnclosedCircleChinese": _CIRCLED_50,
    "decimalEnclosedParen": "".join(map(chr, range(0x2474, 0x2488))),
    "decimalEnclosedFullstop": "".join(map(chr, range(0x2488, 0x249C))),
    "ideographEnclosedCircle": "".join(map(chr, range(0x3280, 0x328A))),
}
_CYCLES = {
    "ideographTraditional": _STEMS,
    "ideographZodiac": _BRANCHES,
    "ideographZodiacTraditional": [_STEMS[at % 10] + _BRANCHES[at % 12] for at in range(60)],
    "aiueo": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "aiueoFullWidth": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "iroha": "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
}
_DIGITS = {
    "ideographDigital": DIGITS,
    "japaneseDigitalTenThousand": DIGITS,
    "taiwaneseDigital": "○一二三四五六七八九",
    "koreanDigital2": "零一二三四五六七八九",
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
}
_LEGAL = {
    "chineseLegalSimplified": ("零壹贰叁肆伍陆柒捌玖", "拾佰仟万"),
    "ideographLegalTraditional": ("零壹貳參肆伍陸柒捌玖", "拾佰仟萬"),
    "japaneseLegal": ("〇壱弐参四伍六七八九", "拾百阡萬"),
}
_COUNTED = {
    "chineseCounting": DIGITS,
    "chineseCountingThousand": DIGITS,
    "japaneseCounting": DIGITS,
    "taiwaneseCounting": DIGITS,
    "taiwaneseCountingThousand": DIGITS,
}
_MOST = 100_000


class ListLevel(NamedTuple):
    """How one level of a list is counted and shown."""

    start: int = 1
    shape: str = "decimal"
    text: str = ""
    plain: bool = False
    """Show the levels above in figures (w:isLgl)."""
    style: str = ""
    tight: bool = False
    """No blank between number and text (w:suff)."""
    restart: int = -1
    """The level whose counting begins this one anew: -1 any above, otherwise its number, none at -2."""


class ListNumbering:
    """Counts the numbered paragraphs of one document, in reading order."""

    def __init__(self, root: XmlElement | None) -> None:
        self._abstract: dict[str, dict[int, ListLevel]] = {}
        self._lists: dict[str, dict[int, ListLevel]] = {}
        self._of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self.by_style: dict[str, tuple[str, int]] = {}
        """Style → list and level, where a level is tied to a style."""
        if root is not None:
            self._read(root)

    def _read(self, root: XmlElement) -> None:
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
                    levels[at] = levels.get(at, ListLevel())._replace(start=_int(start.get(W + "val")))
                overridden = True
            self._lists[name] = levels
            # Lists made of one pattern count on together, unless one starts anew.
            self._of[name] = f"own {name}" if overridden else f"shared {abstract_id}"
            for at, level in levels.items():
                if level.style:
                    self.by_style.setdefault(level.style, (name, at))

    def add(self, name: str, levels: dict[int, ListLevel], counted_as: str) -> None:
        """Add a list; those with the same `counted_as` count on together."""
        self._lists[name] = levels
        self._of[name] = counted_as

    def next(self, name: str, at: int) -> tuple[str, bool]:
        """Return the number of the next paragraph of this list and level, and whether it is only a bullet."""
        levels = self._lists.get(name)
        if not levels or at not in levels:
            return "", False
        counts = self._counts[self._of[name]]
        counts[at] = min(counts.get(at, levels[at].start - 1) + 1, _MOST)
        for deeper in [level for level in counts if level > at]:
            restart = levels[deeper].restart if deeper in levels else -1
            if restart == -1 or 0 <= at <= restart:
                del counts[deeper]
        level = levels[at]
        if level.shape == "bullet":
            return level.text or "•", True
        if level.shape == "none":
            return "", False

        def shown(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            of_level = levels.get(other, ListLevel())
            count = counts.get(other, of_level.start)
            return in_shape(count, "decimal" if level.plain and other != at else of_level.shape)

        number = re.sub("%([1-9])", shown, level.text)
        apart = not level.tight and number[-1:].isalnum() and number.isascii()
        return number + " " * apart, False


def _level(element: XmlElement) -> ListLevel:
    def value(name: str, default: str = "") -> str:
        child = element.find(W + name)
        return default if child is None else child.get(W + "val", default)

    legal = element.find(W + "isLgl")
    return ListLevel(
        _int(value("start", "1")),
        value("numFmt", "decimal"),
        value("lvlText")[:40],
        legal is not None and legal.get(W + "val", "1") not in ("0", "false"),
        value("pStyle"),
        value("suff") == "nothing",
        _restart(value("lvlRestart")),
    )


def _restart(value: str) -> int:
    """w:lvlRestart: 0 never, otherwise the number of a level, counted from one."""
    return -1 if not value.isdigit() else int(value) - 1 if int(value) else -2


def _int(text: str | None) -> int:
    return int(text) if text and re.fullmatch("-?[0-9]{1,6}", text) else 0


def in_shape(count: int, shape: str) -> str:
    """Write a number as Word's `numFmt` says (ISO/IEC 29500-1, 17.18.59)."""
    count = max(count, 0)
    if shape in _TABLES:
        table = _TABLES[shape]
        return table[count - 1] if 1 <= count <= len(table) else str(count)
    if shape in _CYCLES:
        return _CYCLES[shape][(count - 1) % len(_CYCLES[shape])] if count else "0"
    if shape in _DIGITS:
        return "".join(_DIGITS[shape][int(digit)] for digit in str(count))
    if shape in _LEGAL:
        return counted(count, *_LEGAL[shape])
    if shape in ("chineseCounting", "taiwaneseCounting") and count >= 100:
        return in_han_digits(str(count))
    if shape in _COUNTED:
        return without_leading_one(counted(count, _COUNTED[shape], "十百千万"))
    return _western(count, shape)


def _western(count: int, shape: str) -> str:
    if shape in ("lowerLetter", "upperLetter") and count:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9)
        return letter if shape == "lowerLetter" else letter.upper()
    if shape in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = ""
        for value, sign in _ROMAN:
            roman += sign * (count // value)
            count %= value
        return roman.lower() if shape == "lowerRoman" else roman
    if shape == "ordinal":
        last = 0 if count % 100 in (11, 12, 13) else count % 10
        return f"{count}{('th', 'st', 'nd', 'rd')[last] if last < 4 else 'th'}"
    return {"decimalZero": f"{count:02}", "hex": f"{count:X}", "numberInDash": f"- {count} -"}.get(
        shape, str(count)
    )
