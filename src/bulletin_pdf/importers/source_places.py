"""Text of a parsed page → the places in the source it came from.

The parser says where a text begins. From there the text and the source are read side by side:
a character reference is one character, and a tag the parser dropped or moved away is passed over.
"""

import html
from collections.abc import Iterator

from bulletin_pdf.patterns import pattern

_REFERENCE = pattern(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_TAG = pattern(r"<[!/?]?[A-Za-z][^<>]{0,4000}>")
_AHEAD = 12
"""Characters by which the text is found again behind something that has no part in it."""
_FAR = 100_000


def aligned(source: str, at: int, text: str) -> Iterator[tuple[str, int]]:
    """Cut a text of the page into pieces that stand together in the source, each with its place."""
    if "&" not in text and source.startswith(text, at):
        yield text, at
        return
    done = 0
    while done < len(text):
        length = _common(source, at, text, done)
        if length:
            yield text[done : done + length], at
            done, at = done + length, at + length
            continue
        reference = _REFERENCE.match(source, at)
        meant = html.unescape(reference[0]) if reference else ""
        if reference and meant != reference[0] and text.startswith(meant, done):
            yield meant, at
            done, at = done + len(meant), reference.end()
            continue
        after = _past(source, at, text[done : done + _AHEAD])
        if after <= at:  # made up by the parser: it stands where it is missing
            yield text[done], min(at, len(source) - 1)
            done += 1
        at = max(at, after)


def _common(source: str, at: int, text: str, done: int) -> int:
    """Count how many characters go on alike, up to what may be a reference or a tag."""
    limit = min(len(source) - at, len(text) - done)
    for mark in "&<":
        stop = source.find(mark, at, at + limit)
        limit = stop - at if stop >= 0 else limit
    if source[at : at + limit] == text[done : done + limit]:
        return limit or _bare_mark(source, at, text, done)
    return next(n for n in range(limit) if source[at + n] != text[done + n])


def _bare_mark(source: str, at: int, text: str, done: int) -> int:
    """A “&” or “<” that means itself."""
    mark = text[done : done + 1]
    if not mark or source[at : at + 1] != mark:
        return 0
    if mark == "<":
        return int(source.startswith(text[done : done + _AHEAD], at))
    match = _REFERENCE.match(source, at)
    return int(not match or html.unescape(match[0]) == match[0])


def _past(source: str, at: int, ahead: str) -> int:
    """Return where the text goes on behind a tag, or behind what was moved elsewhere."""
    tag = _TAG.match(source, at)
    if tag:
        return tag.end()
    if source.startswith("<!--", at):
        return source.find("-->", at, at + _FAR) + 3
    return source.find(ahead, at, at + _FAR)
