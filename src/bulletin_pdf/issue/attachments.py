"""Titles of attachments: 附件1：任务分工表, with or without a number, with any mark after it.

On its page the label stands on a line of its own and has no colon (GB/T 9704-2012 7.3.7).
"""

from typing import Final

from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.patterns import pattern
from bulletin_pdf.yamldoc.written import PlacedText

_LABEL: Final = pattern(
    "附件(?:"
    "(?P<number>[0-9]{1,2}(?:[-－—–][0-9]{1,2})?)(?![0-9份个项张页条件])(?:[.．](?![0-9])|[、:：\u3000 ])*"
    "|(?P<spaced> [0-9]{1,2}(?:[-－—–][0-9]{1,2})?)(?:[.．](?![0-9])|[、:：\u3000 ])+"
    "|(?P<worded> ?(?:之?[一二三四五六七八九十]{1,3}|[（(][0-9一二三四五六七八九十]{1,3}[）)]))[、:：.．\u3000 ]+"
    "|(?P<lettered> ?[A-Z])[、:：.．\u3000 ]+"
    "|[:：\u3000 ]+"
    ")(?=[^\\s、:：.．])"
)
_ALONE: Final = pattern(
    "附件 ?(?:[0-9]{1,2}(?:[-－—–][0-9]{1,2})?|[A-Z]|之?[一二三四五六七八九十]{1,3}|"
    "[（(][0-9一二三四五六七八九十]{1,3}[）)])?[、:：.．]?"
)
_TRAILING: Final = "、:：.．"
_SAID: Final = "附件"
_BARE: Final = len(_SAID)
_RULE: Final = "GB/T 9704"


def label_end(text: str) -> tuple[int, int] | None:
    """Return where the label of an attachment's title ends and where the rest begins; None for other titles."""
    match = _LABEL.match(text) if text.startswith(_SAID) else None
    if match is None:
        return None
    number = match.lastgroup
    return (match.end(number) if number else _BARE), match.end()


def is_label(text: str) -> bool:
    """Whether a line is nothing but the label of an attachment: 附件1, 附件：."""
    return text.startswith(_SAID) and _ALONE.fullmatch(text) is not None


def settled_title(lines: list[PlacedText], tidier: Tidier) -> list[PlacedText]:
    """Return a title with one space between label and name, or the bare label; what goes is logged (7.3.7)."""
    if not lines or not tidier.normalize:
        return lines
    first = lines[0]
    if len(lines) > 1 and is_label(first.text):
        bare = len(first.text.rstrip(_TRAILING))
        return [tidier.replace(first, bare, len(first.text), "", _RULE), *lines[1:]]
    found = label_end(first.text)
    if len(lines) > 1 or found is None:
        return lines
    start, end = found
    if start < end:
        first = tidier.replace(first, start, end, " ", _RULE)
    if first.text[_BARE] == " " and start > _BARE:  # 附件 1
        first = tidier.replace(first, _BARE, _BARE + 1, "", _RULE)
    return [first]
