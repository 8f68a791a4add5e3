"""Raised and lowered figures: the characters Unicode has for them (m², 10⁻⁶, CO₂)."""

from typing import Literal

Script = Literal["", "sup", "sub"]

_PLAIN = "0123456789+-−–=()"
_RAISED = dict(zip(map(ord, _PLAIN + "ni"), "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
_LOWERED = dict(zip(map(ord, _PLAIN), "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎", strict=True))


def scripted(text: str, script: Script) -> str:
    """Return the text raised or lowered, character for character; as it is where Unicode lacks one of them."""
    table = _RAISED if script == "sup" else _LOWERED
    words = text.strip()
    if not script or not words or any(ord(char) not in table for char in words):
        return text
    return text.translate(table)
