"""Text as the full-text index takes it: every letter, digit and hanzi is a word of its own.

A word searched for is then a phrase of neighbours, so that any stretch of a text is found, as by `grep`. SQLite's
own tokenizers do not give that: `unicode61` takes a run of hanzi for one word, and `trigram` finds no word of two
characters. Marks and spaces are not indexed; `holds` has the last word on them.
"""

from bulletin_pdf.patterns import pattern

_KNOWN = pattern("[0-9a-z\u3400-\u4db5\u4e00-\u9fcb\U00020000-\U0002a6d6\U0002a700-\U0002b734]")
"""Characters that `unicode61` takes for letters whatever its version; all others are written by their number."""


def indexed(text: str) -> str:
    """Return a text as it is indexed: its letters, digits and hanzi with spaces between."""
    return " ".join(
        char if _KNOWN.match(char) else f"u{ord(char):x}" for char in text.lower() if char.isalnum()
    )


def phrase(text: str) -> str:
    """Return what finds a text in the index, in the language of FTS5; empty when nothing of it is indexed."""
    words = indexed(text)
    return f'"{words}"' if words else ""


def holds(text: str, word: str) -> bool:
    """Whether a text has a word in it, character for character; capitals count as small letters."""
    return word.lower() in text.lower()
