"""Characters of the symbol fonts that come with Word, each font by its own table, and what shows the same elsewhere.

Such a font numbers its signs 20 to FF; Word writes them at F020 to F0FF, some converters at their plain place.
The tables of Symbol and Wingdings are those that Unicode publishes for Adobe Symbol and Microsoft Wingdings.
"""

_SYMBOL = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
_SYMBOL_FORMS = {"∗": "*", "⋅": "·", "∼": "~", "‾": "¯", "⁄": "/", "◊": "◇"}
_WINGDINGS = {
    0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x41: "✌", 0x43: "👍", 0x45: "☜", 0x46: "☞", 0x47: "☝", 0x48: "☟",
    0x4A: "☺", 0x4C: "☹", 0x4E: "☠", 0x52: "☼", 0x54: "❄", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□",
    0x71: "□", 0x72: "□", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○",
    0xA2: "○", 0xA4: "◎", 0xA6: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xAF: "☆", 0xB2: "☆", 0xD8: "➢", 0xDF: "←",
    0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "→", 0xE9: "↑", 0xEA: "↓", 0xEF: "⇐", 0xF0: "⇒", 0xF1: "⇑",
    0xF2: "⇓", 0xF3: "⇔", 0xFB: "×", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
} | {0x80 + number: char for number, char in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "×", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x56: "×", 0x97: "●", 0x98: "●", 0xA2: "■",
    0xA3: "□", 0xAE: "◆", 0xB1: "◇", 0xEA: "★",
} | {0x69 + number: char for number, char in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")}  # fmt: skip
_WINGDINGS_3 = {
    0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x74: "◀", 0x75: "▶", 0x7D: "▶", 0x7E: "◀",
    0xC7: "←", 0xC8: "→", 0xC6: "↓", 0xC5: "↑",
}  # fmt: skip
# Signs that no shipped face has, and those that offices take for them.
_USUAL = {"➢": "→", "✌": "", "⏐": "|", "⎯": "—", "◀": "◁", "▶": "▷"}


def _symbol() -> dict[int, str]:
    table = {0x20 + at: char for at, char in enumerate(_SYMBOL)}
    table |= {0xA0 + at: char for at, char in enumerate(_SYMBOL_HIGH)}
    return {code: _SYMBOL_FORMS.get(char, char) for code, char in table.items()}


_TABLES = {
    "symbol": _symbol(),
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "×", 0x3D: "●"},
}
# Where no font is named: the signs that offices use most, as Wingdings or Symbol has them.
_COMMON = {code: _WINGDINGS[code] for code in (0x6C, 0x6E, 0x75, 0xD8, 0xFC, 0xFE, 0xA8)} | {
    0x52: "☑", 0xA3: "□", 0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA4: "≤", 0xB4: "×",
}  # fmt: skip


def is_symbol_font(font: str) -> bool:
    """Whether the letters of a font are signs."""
    return font.strip().lower() in _TABLES


def usual(char: str, font: str = "") -> str:
    """Return what a character of a symbol font looks like elsewhere; the character itself when that is not known."""
    code = ord(char) - 0xF000 if 0xF000 <= ord(char) <= 0xF0FF else ord(char)
    if code > 0xFF or (not is_symbol_font(font) and code == ord(char)):
        return char
    found = _TABLES.get(font.strip().lower(), _COMMON).get(code, "")
    return _USUAL.get(found, found) or char
