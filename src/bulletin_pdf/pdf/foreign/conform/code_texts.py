"""The characters of a font's codes, from all sources in a file.

A ToUnicode map comes first, as far as it makes sense; then the encoding, the collection of
characters, the program's own table and the names of its glyphs.
"""

import unicodedata
from collections.abc import Iterable, Iterator

_NO_CHARACTER = frozenset("\0\ufeff\ufffe\uffff\ufffd")
"""PDF/A-3u, 6.2.11.7.2; and U+FFFD, which stands for what could not be read."""


def best(candidates: Iterable[str]) -> str:
    """Return the first text that says something; a control character only when nothing else does."""
    fallback = ""
    for text in candidates:
        if not is_plausible_text(text):
            continue
        if not all(unicodedata.category(char) == "Cc" for char in text):
            return text
        fallback = fallback or text
    return fallback


def is_plausible_text(text: str) -> bool:
    """Whether a text says something to everybody (PDF/A-3a, 6.2.11.7.3)."""
    return bool(text) and not any(char in _NO_CHARACTER or _is_private(char) for char in text)


def _is_private(char: str) -> bool:
    """Whether a character means something only to its maker, or is half of one."""
    return "\ud800" <= char <= "\uf8ff" or char >= "\U000f0000" or ord(char) & 0xFFFE == 0xFFFE


def agreed(collection: str, program: frozenset[str]) -> Iterator[str]:
    """Return what a collection of characters or a program says; nothing when they contradict each other.

    A file may call its glyphs by the numbers of a collection without their being those.
    """
    known = frozenset(filter(is_plausible_text, program))
    if collection and known and not {_folded(text) for text in known} & {_folded(collection)}:
        return
    if collection:
        yield collection
    yield from sorted(known, key=lambda text: (_folded(text) != text, text))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
