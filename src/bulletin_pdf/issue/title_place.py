"""A report's title combined with its 地区, without repetition.

Over a report 地区 stands before the title, in 要目 before it and a colon. A title that says the place
itself (色达县坚持……) or its last part (甘孜州色达县 + 色达县坚持……) is not given it again; one that names
a body of the place (色达县委……) keeps its own words in 要目 too.
"""

from collections.abc import Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_ENDS = "省市县区州旗盟乡镇村"
_NO_END = "委政级域情直属民场容"
"""县委, 市民, 州级: behind the name of a place its last character begins another word with one of these."""
_BEHIND_CITY = " ：:，,"
_WITHIN = pattern("(?:中共)?(?:[^\\W\\d_a-zA-Z]{1,6}(?:省|市|州|区|盟))?$")
"""What may stand before the place in a title that begins with it: 四川省色达县, 中共色达县委."""


class TitlePlace(NamedTuple):
    """Where a title says its place."""

    city: str
    """The place in full, as the title completes it."""
    start: int
    """The title's first `start` characters say the end of `city` …"""
    bare: int
    """… and what is left when 要目 has said the place begins here; 0 if the title keeps all its words."""
    said: bool
    """Whether the title says the place, and is not to be given it."""


def placed_title(city: str, title: str) -> TitlePlace:
    """Find what of its place a title says."""
    if not city:
        return TitlePlace("", 0, 0, said=False)
    if title.startswith(city):
        return _placed_in_front(city, title)
    tail = next((city[at:] for at in range(1, len(city) - 1) if _is_tail(city[at:], title)), "")
    if tail:
        found = _placed_in_front(tail, title)
        return TitlePlace(city, len(tail), found.bare, said=False)
    before, found_city, _ = title.partition(city)
    within = bool(found_city) and _WITHIN.match(before) is not None
    return TitlePlace(city, 0, 0, said=within)


def _is_tail(tail: str, title: str) -> bool:
    return tail[-1] in _ENDS and title.startswith(tail)


def _placed_in_front(city: str, title: str) -> TitlePlace:
    """Take a title that begins with its place: 色达 and 色达县坚持…… are one place, 色达县委 is a body of it."""
    end = len(city)
    after = title[end : end + 1]
    if after in _ENDS and after and city[-1] not in _ENDS and title[end + 1 : end + 2] not in _NO_END:
        end += 1
    elif after == "委" and city[-1] in _ENDS:
        return TitlePlace(city, end, 0, said=True)
    bare = len(title) - len(title[end:].lstrip(_BEHIND_CITY))
    return TitlePlace(title[:end], end, bare, said=True)


def before_title(city: str, title: str) -> str:
    """Return what of the place has to stand before the title over a report."""
    found = placed_title(city, title)
    return "" if found.said else city[: len(city) - found.start]


def before_entry(city: str, title: str) -> tuple[str, int]:
    """Return what stands before the title in 要目, and how many of its first characters that says."""
    found = placed_title(city, title)
    if not city or not title or (found.said and not found.bare):
        return "", 0
    return f"{found.city}：", found.bare


def one_line(lines: Sequence[str]) -> str:
    """Put the lines of a title together: without a gap, but for one between Latin words."""
    text = ""
    for line in lines:
        text += gap_between(text, line) + line
    return text


def gap_between(before: str, after: str) -> str:
    """Return what parts two lines of a title on one line."""
    latin = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii() and after[:1].isalnum()
    return " " if latin else ""
