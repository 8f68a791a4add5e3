"""F-07, F-16: embedded fonts, text that can be read back."""

import unicodedata

from bulletin_pdf.press.preflight.findings import JudgedFile, PreflightFindings
from bulletin_pdf.problem_codes import Code

_PAIRS = {"“": "”", "《": "》", "（": "）", "〔": "〕", "【": "】"}


def check_fonts(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-07: every font embedded, no Courier in place of another."""
    for number, look in enumerate(subject.looks, start=1):
        for font in look.fonts:
            if not font.embedded:
                findings.add(Code.PRESS_FONT_NOT_EMBEDDED, number, font=font.name or "?")
            if font.name.startswith("Courier"):
                findings.add(Code.PRESS_FONT_SUBSTITUTED, number, font=font.name)


def check_text(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-16: characters behind every glyph, none of them private, quotation marks in pairs."""
    whole: list[str] = []
    for number, look in enumerate(subject.looks, start=1):
        for mark in look.painted:
            if mark.kind != "text" or mark.font is None:
                continue
            if mark.unmapped:
                findings.add(Code.PRESS_TEXT_UNREADABLE, number, font=mark.font.name)
            odd = {char for char in mark.text if _is_odd(char)}
            for char in sorted(odd):
                findings.add(Code.PRESS_PRIVATE_CHARACTER, number, found=f"U+{ord(char):04X}")
        whole += [mark.text for mark in look.painted if mark.kind == "text"]
    for opening, closing in _PAIRS.items():
        text = "".join(whole)
        if text.count(opening) != text.count(closing):
            findings.add(Code.PRESS_UNPAIRED_MARKS, found=f"{opening}{closing}")


def _is_odd(char: str) -> bool:
    return char == "\ufffd" or unicodedata.category(char) in ("Co", "Cn")
