"""What an import says in the draft itself and in its log: guesses and reasons."""

from bulletin_pdf.messages import Details, Language, say, say_noted


def edit_reason(key: str, lang: Language) -> str:
    """Return why a character was changed; after a colon stands the field it went to."""
    name, _, detail = key.partition(":")
    return say(lang, "reason", name, key=detail)


def guess(key: str, lang: Language, details: Details = ()) -> str:
    """Word one guess."""
    return say_noted(lang, "guess", key, details)
