"""Whether the wide spaces of a paragraph form columns: lists of names are set as typed, running text is justified."""

from typing import Final

from bulletin_pdf.patterns import pattern

_WIDE: Final = pattern("[\u3000\u00a0]+|  +")
_SPREAD_NAME: Final = pattern("[\u3000\u00a0][^\\W\\d_A-Za-z](?:[，、；。：）]|$)")
"""杨　帆，: a name spread among others makes no column."""
_STOPS: Final = frozenset("，、；：。！？")
_OPENING, _CLOSING = "“‘《〈「『（", "”’》〉」』）"
_SHORT: Final = 5
"""Names, offices and the like are at most this long; what stands next to a wide space in a slogan is longer."""


def is_aligned_by_hand(text: str) -> bool:
    """Whether a paragraph is a list of names in columns and not running text, in which a wide space parts two slogans."""
    if "\u3000" not in text and "  " not in text and "\u00a0" not in text:
        return False
    columns = 0
    for match in _WIDE.finditer(text):
        if not _SPREAD_NAME.match(text, match.start()):
            columns += _parts_columns(text, match.start(), match.end())
            if columns > 1:
                return True
    return False


def _parts_columns(text: str, start: int, end: int) -> bool:
    """Whether white parts two columns: more than one space, or one next to a short item outside quotation marks."""
    if not start:
        return True
    if _is_quoted(text, start):
        return False
    return end - start > 1 or min(_item_before(text, start), _item_after(text, end)) <= _SHORT


def _is_quoted(text: str, index: int) -> bool:
    """Whether quotation marks or brackets that opened in the sentence have not been closed at `index`."""
    before = text[text.rfind("。", 0, index) + 1 : index]
    return any(before.rfind(a) > before.rfind(b) for a, b in zip(_OPENING, _CLOSING, strict=True))


def _item_before(text: str, index: int) -> int:
    """Count the characters between `index` and the mark or white before it."""
    start = index
    while start and not (text[start - 1].isspace() or text[start - 1] in _STOPS):
        start -= 1
    return index - start


def _item_after(text: str, index: int) -> int:
    """Count the characters between `index` and the mark or white after it."""
    end = index
    while end < len(text) and not (text[end].isspace() or text[end] in _STOPS):
        end += 1
    return end - index
