"""What the desk says that no problem of the material is."""

from bulletin_pdf import words
from bulletin_pdf.words import Tongue


def say(key: str, lang: Tongue = "zh", **details: str | int) -> str:
    """Return a sentence of the desk in a language."""
    return words.say(lang, "desk", key, **details)
