"""Sentences of the desk that are not problems of the material."""

from bulletin_pdf import messages
from bulletin_pdf.messages import Language


def say(key: str, lang: Language = "zh", **details: str | int) -> str:
    """Return a sentence of the desk in a language."""
    return messages.say(lang, "desk", key, **details)
