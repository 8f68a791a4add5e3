"""Addresses, paths and other words too long to keep whole: where they may be broken (T-15).

No hyphen is added. An address parts after its marks, at least `_FEWEST` characters from either end; any other
long word parts between two letters or digits when a line would else be too loose or too long.
"""

from typing import Final

from bulletin_pdf.patterns import pattern
from bulletin_pdf.typeset.classes import DIGIT, IN_WORD, LETTER

_LONGEST_WHOLE: Final = 16
"""Words of fewer characters (a telephone number, “telecommunication”) are never parted."""
_LONGEST_PART: Final = 10
"""Nor parts of an address of fewer: example, download."""
_SHORTEST_READ, _LONGEST_READ = 5, 28
"""What is longer than a line is no word or number that anybody reads."""
_FEWEST: Final = 2
HAS_LONG_WORD: Final = pattern(f"{IN_WORD}{{{_LONGEST_WHOLE},}}")
"""To be looked for among classes."""
_LONG_RUN: Final = pattern("[!-~]{7,}")
_SCHEME: Final = pattern(r"[A-Za-z][A-Za-z0-9+.-]*://|[A-Za-z]:\\|\\\\|www\.")
_DOI: Final = pattern(r"10\.[0-9]{4,9}/")
_MAIL: Final = pattern(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")
_PATH: Final = pattern(r"(?=[!-~]*[A-Za-z]{2})[A-Za-z0-9._~-]*/[!-~]*/[!-~]*")
_NAME: Final = pattern(
    rf"(?=[!-~]*[A-Za-z]{{2}})(?=[A-Za-z0-9]*[._=-][!-~]*[A-Za-z])(?=[!-~]{{{_LONGEST_WHOLE}}})"
    r"[._=-]?[A-Za-z0-9]+(?:[._=-][A-Za-z0-9]+)+"
)
"""Of a file, or a key: letters on both sides of a mark, unlike the numbers of books and standards."""
_AFTER_MARK: Final = pattern(r"(?<=[/?&.=_@\\-])(?=[A-Za-z0-9%])")
_LEADING: Final = "([{<\"'"
_TRAILING: Final = ".,;:!?)]}>\"'"
_UNBROKEN: Final = pattern(f"[{LETTER}{DIGIT}](?:{IN_WORD}*[{LETTER}{DIGIT}])?")
_READ: Final = pattern("A+|N+")
_WITHIN: Final = pattern("(?<=[AN])(?=[AN])")


def part_addresses(costs: bytearray, text: str, cost: int) -> None:
    """Let addresses, paths and names of files end a line after their marks, at `cost`."""
    for run in _LONG_RUN.finditer(text):
        first, last = _bounds(text, run.start(), run.end())
        for match in _AFTER_MARK.finditer(text, first, last + 1):
            costs[match.start()] = cost


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the first and the last place where the address in a run may part; 0, -1 when it holds none."""
    while start < end and text[start] in _LEADING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    if scheme := _SCHEME.search(text, start, end):
        return scheme.end() + _FEWEST, end - _FEWEST
    if publisher := _DOI.search(text, start, end):
        return publisher.end(), end - _FEWEST
    address = any(kind.match(text, start, end) for kind in (_MAIL, _PATH, _NAME))
    return (start + _FEWEST + 1, end - _FEWEST) if address else (0, -1)


def part_words(costs: bytearray, classes: str, forbidden: int, given: tuple[int, int]) -> bool:
    """Let words that have no place to part for long do so anywhere inside; return whether there are any.

    The first cost of `given` is for keys and parts of addresses, the second for words and numbers, which are read.
    """
    found = False
    for word in _UNBROKEN.finditer(classes):
        first, last = word.start() + _FEWEST, word.end() - _FEWEST
        for start, end in _whole_stretches(costs, *word.span(), forbidden):
            for match in _WITHIN.finditer(classes, max(first, start + 1), min(last + 1, end)):
                costs[match.start()] = given[_is_inside_word(classes, match.start())]
                found = True
    return found


def _is_inside_word(classes: str, index: int) -> bool:
    """Whether letters, or digits, run on long enough on both sides together to be read, and not longer than a line."""
    start = end = index
    while start and classes[start - 1] == classes[index]:
        start -= 1
    while end < len(classes) and classes[end] == classes[index]:
        end += 1
    return start < index and _SHORTEST_READ <= end - start < _LONGEST_READ


def letters_of_keys(classes: str) -> list[int]:
    """Return where white may go between the letters of addresses and keys, ascending."""
    places: list[int] = []
    for run in HAS_LONG_WORD.finditer(classes):
        if not _is_read(classes, *run.span()):
            places += (i for i in range(run.start(), run.end() - 1) if classes[i + 1] != "m")
    return places


def _is_read(classes: str, start: int, end: int) -> bool:
    """Whether a long stretch is a word or a number, and no key or address."""
    return end - start < _LONGEST_READ and _READ.fullmatch(classes, start, end) is not None


def _whole_stretches(costs: bytearray, start: int, end: int, forbidden: int) -> list[tuple[int, int]]:
    """Return the stretches of a word that have no place to part and are too long to stay whole."""
    places = [index for index in range(start + 1, end) if costs[index] != forbidden]
    edges = [start, *places, end]
    least = _LONGEST_PART if places and end - start >= _LONGEST_WHOLE else _LONGEST_WHOLE
    return [(a, b) for a, b in zip(edges, edges[1:], strict=False) if b - a >= least]
