"""Text for the full-text index: every letter, digit, hanzi and mark is a word of its own.

A word searched for is then a phrase of neighbours, so that any stretch of a text is found, as by `grep`. SQLite's
own tokenizers do not give that: `unicode61` takes a run of hanzi for one word, and `trigram` finds no word of two
characters.

What setting changes in a text makes no difference: capitals count as small letters, full-width characters as
half-width ones, all quotation marks of a kind as one, runs of dashes and of dots as one sign; white space, which a
line's end swallows, does not count. So a phrase is found as it is written in the source and as it is printed.
"""

from bulletin_pdf.patterns import pattern

_KNOWN = pattern("[0-9a-z\u3400-\u4db5\u4e00-\u9fcb\U00020000-\U0002a6d6\U0002a700-\U0002b734]")
"""Characters that `unicode61` takes for letters whatever its version; all others are written by their number."""
_ALIKE = str.maketrans(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | dict.fromkeys(map(ord, "“”„‟「」｢｣『』"), '"')
    | dict.fromkeys(map(ord, "‘’‚‛"), "'")
    | dict.fromkeys(map(ord, "–—―─－"), "-")
    | dict.fromkeys(map(ord, "•・‧∙⋅･"), "·")
    | {ord("､"): "、", ord("｡"): "。"}
)
_RUNS = pattern(r"-{2,}|\.{3,}|…{2,}")


def folded(text: str) -> str:
    """Return a text with all that makes no difference to a search taken out."""
    text = "".join(text.translate(_ALIKE).lower().split())
    return _RUNS.sub(lambda found: "-" if found[0][0] == "-" else "…", text)


def indexed(text: str) -> str:
    """Return a text as it is indexed: its characters with spaces between."""
    return " ".join(char if _KNOWN.match(char) else f"u{ord(char):x}" for char in folded(text))


def phrase(text: str) -> str:
    """Return what finds a text in the index, in the language of FTS5; empty for white space."""
    words = indexed(text)
    return f'"{words}"' if words else ""


def holds(text: str, word: str) -> bool:
    """Whether a text has a word in it, whatever their widths and capitals."""
    return folded(word) in folded(text)


def place_of(text: str, word: str) -> tuple[int, int]:
    """Return where a word begins and ends in a text it stands in; (0, 0) where it does not."""
    wanted = folded(word)
    at = folded(text).find(wanted)
    if at < 0:
        return (0, 0)
    # Folding shortens: the longest beginning that folds to no more than what stands before the word, then the word.
    start = _last(text, at)
    return start, max(_last(text, at + len(wanted)), start)


def _last(text: str, length: int) -> int:
    """Return how much of a text folds to so many characters."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if len(folded(text[:middle])) <= length:
            low = middle
        else:
            high = middle - 1
    return low
