"""The class of each character (docs/rules/typesetting.md §1).

A text's classes are a string of the same length, one letter a character, so that
patterns over classes are ordinary regular expressions.
"""

import re
from typing import Final
from unicodedata import category, east_asian_width

from bulletin_pdf.patterns import pattern

HAN: Final = "H"
OPEN: Final = "O"
CLOSE: Final = "C"
PAUSE: Final = "P"
STOP: Final = "S"
DOT: Final = "D"
HALF: Final = "h"
SOLIDUS: Final = "/"
LINK: Final = "K"
DASH: Final = "M"
"""One half of a two-em dash ——."""
LONG_DASH: Final = "W"
"""⸺, two em in one character."""
ELLIPSIS: Final = "E"
LETTER: Final = "A"
DIGIT: Final = "N"
PERCENT: Final = "n"
LATIN_MARK: Final = "p"
COMBINING: Final = "m"
UNIT: Final = "u"
"""A full-width sign that stays with what is before it: ％ ℃ ㎡."""
PREFIX: Final = "r"
"""A full-width sign that stays with what is after it: ￥ №."""
ITERATION: Final = "Y"
SPACE: Final = " "
FIXED_SPACE: Final = "F"
"""A space that aligns by hand (U+3000, U+00A0 …) and keeps its width."""

WORD: Final = LETTER + DIGIT + PERCENT + LATIN_MARK + COMBINING
"""What Latin words and numbers are made of."""
IN_WORD: Final = f"[{WORD}]"
"""The same as a pattern for one character."""

LATIN: Final = frozenset(WORD)
"""Set in the Latin face at the font's own advance."""

MARKS: Final = frozenset(OPEN + CLOSE + PAUSE + STOP)
"""Full-width marks of half an em of ink and half an em of blank."""

_MEMBERS: Final = {
    OPEN: "“‘（《〈「『【〖〔［｛〘〚｟〝﹙﹛﹝",
    CLOSE: "”’）》〉」』】〗〕］｝〙〛｠〞〟﹚﹜﹞",
    PAUSE: "，、；：．﹐﹑﹔﹕",
    STOP: "。！？｡﹒﹗﹖",
    DOT: "·",
    LINK: "—～〜―／゠＋－＝＜＞",
    LONG_DASH: "⸺",
    ELLIPSIS: "…⋯",
    PERCENT: "%‰‱°′″",
    UNIT: "％℃℉㎡㎥㎞㎝㎜㎏㎎㏄㎖℡",
    PREFIX: "￥￡￠＄№＃√",
    ITERATION: "々〻ゝゞヽヾー・゛゜ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ",
    HALF: "–",
    FIXED_SPACE: "\u3000\u00a0\u2002\u2003\u2007\u202f",
    SPACE: " \t\u2000\u2001\u2004\u2005\u2006\u2008\u2009\u200a\u205f",
    LATIN_MARK: "×÷±≈≠≤≥≡≦≧∝∶∙−·§¶†‡•«»¢£¤¥€¦©®™¬¯´¸¨ªº",
    COMBINING: "\u200d\u200c\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff",
    HAN: "〇○●★☆■□▲△▼▽◆◇※→←↑↓⇒①",
}

# Superscripts and subscripts stand inside numbers and formulas: mg·L⁻¹, (1+0.01)³⁶⁵, NH₃-N.
_SCRIPTS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⁺⁻⁼⁽⁾₊₋₌₍₎ⁿ"
# So do fractions in one character: 3½.
_FRACTIONS: Final = "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_SQUARED_UNITS: Final = range(0x3380, 0x33E0)
"""㎀ … ㏟: a unit in one full-width character."""


_WIDE_BRACKETS: Final = {"Ps": PREFIX, "Pe": UNIT}
"""Brackets that fill their em, of vertical text (︵ ︶): they stay with what they enclose."""


def _class_of(char: str) -> str:
    width, kind = east_asian_width(char), category(char)
    if kind[0] == "M" or kind == "Cf":
        return COMBINING
    if width in "WF":
        return _WIDE_BRACKETS.get(kind, HAN)
    if kind[0] == "L":
        return LETTER
    if kind == "Nd":
        return DIGIT
    if width == "A" and kind[0] in "SN":
        return HAN  # circled digits, Roman numeral signs, arrows: one em in Chinese faces
    if kind[0] == "Z":
        return SPACE
    return LATIN_MARK


_HANZI: Final = range(0x4E00, 0xA000)
"""Most of what is met for the first time; all that Unicode says of these is the same."""


class _Table(dict[int, str]):
    """Code point → class, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = HAN if code in _HANZI else _class_of(chr(code))
        return found


def _table() -> _Table:
    table = _Table()
    for letter, members in _MEMBERS.items():
        for char in members:
            table.setdefault(ord(char), letter)
    for char in _SCRIPTS + _FRACTIONS:
        table[ord(char)] = DIGIT
    table |= dict.fromkeys(_SQUARED_UNITS, UNIT)
    return table


_TABLE: Final = _table()

_CLUSTER: Final = pattern(f".{COMBINING}*")

_FIRST_HAN: Final = "⺀"
"""From here on come the scripts of East Asia (and what lies beyond U+FFFF)."""
_NO_HAN = "\\x00-\u052f\u2010-\u2017\u201a\u201b\u201e-\u214f\u2190-\u22ff"
"""What a Latin phrase is made of, but for curly quotation marks."""
_LATIN_WORD = r"[A-Za-z0-9À-ɏ]"
# The marks that need a look stand first, so that a text without them is passed over quickly.
_CONTEXTUAL: Final = pattern(
    r"[-/~\u2010·’—“‘](?:"
    rf"(?P<dash>(?<=—)—)|(?P<apostrophe>(?<={_LATIN_WORD}’)(?={_LATIN_WORD}))"
    # -5℃ and -3% are numbers, 歼-20 and 6月-8月 are joined.
    r"|(?P<minus>(?<=-)(?=[0-9.]+ ?(?:[%％‰°℃]|摄氏度)))"
    r"|(?P<half>(?<=[-/~\u2010]))|(?P<product>(?<=[A-Za-z0-9]·)(?=[A-Za-z]))"
    rf"|(?P<quoted>(?<=“)[{_NO_HAN}‘’]*”|(?<=‘)[{_NO_HAN}“”]*’))"
)
_HAN_CONTEXT: Final = frozenset("HOCPSDYu/rKMWE")
_MORE_QUOTED: Final = pattern(r"(?:[ .,;:!?)]|[“‘][!-~ ]*[”’])*[“‘”’]*")


def class_alone(char: str) -> str:
    """Return the class a character has as far as what it stands next to does not matter."""
    return _TABLE[ord(char)]


def clusters_in(text: str) -> list[str]:
    """Take a text apart into its characters, each with the marks and selectors it carries."""
    classes = text.translate(_TABLE)
    return [text[match.start() : match.end()] for match in _CLUSTER.finditer(classes)]


def classify(text: str, alone: str = "") -> str:
    """Return the class of every character of `text`, one letter each; `alone` are their classes alone, if known.

    East Asian ambiguous marks (“ ” ‘ ’ · — …) are Chinese unless they stand in a
    purely Latin phrase (T-04).
    """
    classes = alone or text.translate(_TABLE)
    if text.isascii():
        return _classify_ascii(classes)
    if _CONTEXTUAL.search(text) is None:
        return classes
    letters = list(classes)
    _classify_contextual(text, 0, classes, letters)
    return "".join(letters)


def _classify_ascii(classes: str) -> str:
    return classes.replace(HALF, LATIN_MARK)


def _classify_contextual(text: str, base: int, classes: str, letters: list[str]) -> None:
    for match in _CONTEXTUAL.finditer(text):
        start, end = base + match.start(), base + match.end()
        kind = match.lastgroup
        if kind == "dash":
            letters[start] = letters[start + 1] = DASH
        elif kind == "apostrophe":
            letters[start] = LETTER
        elif kind == "product":
            letters[start] = LATIN_MARK
        elif kind == "minus":
            pass
        elif kind == "half":
            if _between_han(classes, start):
                letters[start] = SOLIDUS if text[match.start()] == "/" else HALF
        else:
            if _is_latin_phrase(text, match):
                letters[start] = letters[end - 1] = LATIN_MARK
            _classify_contextual(match.group()[1:-1], start + 1, classes, letters)


def _between_han(classes: str, index: int) -> bool:
    before = classes[index - 1 : index] if index else ""
    after = classes[index + 1 : index + 2]
    return before in _HAN_CONTEXT or after in _HAN_CONTEXT


def _is_latin_phrase(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()].rstrip(" “”‘’")
    beyond = _MORE_QUOTED.match(text, match.end())
    after = text[beyond.end() if beyond else match.end() :]
    if not before and not after:
        return bool(re.search(r"[A-Za-z]", match.group()))
    neighbours = before[-1:] + after[:1]
    return max(neighbours) < _FIRST_HAN
