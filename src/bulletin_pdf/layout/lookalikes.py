"""Characters that are probably typing errors, and their likely replacements."""

from unicodedata import bidirectional, name, normalize

_GBK_PUA_FIRST = 0xE815
_GBK_PUA_LAST = 0xE864
_GBK_ROW = 0xFE
_GBK_FIRST_COLUMN = 0x50
_GBK_SKIPPED = 0x7F

# Radicals that pass for hanzi in text copied from PDF files (Unicode: EquivalentUnifiedIdeograph).
_RADICALS = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻌⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "民虎西见角贝车辶长门青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)

# Scripts that join or reorder their letters; setting them letter by letter would be wrong.
_NEED_SHAPING = (
    "ARABIC",
    "MONGOLIAN",
    "TIBETAN",
    "THAI",
    "DEVANAGARI",
    "BENGALI",
    "KHMER",
    "MYANMAR",
    "SYRIAC",
)


def likely_character(char: str) -> str:
    """Return what a private-use or compatibility character probably stands for; empty if unknown.

    Old GBK fonts kept 80 characters in the private-use area (U+E815…U+E864: 䶮 was
    U+E863); GB 18030 gives the same bytes their present meaning.
    """
    code = ord(char)
    if _GBK_PUA_FIRST <= code <= _GBK_PUA_LAST:
        column = _GBK_FIRST_COLUMN + code - _GBK_PUA_FIRST
        column += column >= _GBK_SKIPPED
        meant = bytes((_GBK_ROW, column)).decode("gb18030", "ignore")
        return meant if meant != char and not _is_private(meant) else ""
    if char in _RADICALS:
        return _RADICALS[char]
    return normalize("NFKC", char) if _is_compatibility(char) else ""


def is_suspect(char: str) -> bool:
    """Whether a character that can be set is hardly the one that was meant."""
    return char >= "\u2e80" and not "\u2fe0" <= char < "\ue000" and likely_character(char) != ""


def _is_private(char: str) -> bool:
    """Whether a character has no meaning of its own."""
    return len(char) == 1 and ("\ue000" <= char <= "\uf8ff" or ord(char) >= 0xF0000)


def _is_compatibility(char: str) -> bool:
    """Whether it is a Kangxi or CJK radical or a compatibility ideograph in place of a hanzi."""
    code = ord(char)
    return (0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F) and normalize(
        "NFKC", char
    ) != char


def unsettable(char: str) -> bool:
    """Whether a character belongs to a script this engine cannot set, whatever faces there are."""
    if char < "\u0590":
        return False
    return bidirectional(char) in ("R", "AL", "AN") or name(char, "").startswith(_NEED_SHAPING)
