"""Where reports begin: the list of contents and the titles it names, or titles by their looks.

1. Contents are looked for first: lines near the top that come again further down. Each entry takes the first such line behind
   that of the entry before it. Entries without one take, in their order, lines between their neighbours that look like
   the titles found. Contents most of whose entries are numbered sections are those of a single paper and name no reports.
2. Without contents the first title is found by `first_title`; of an issue of a bulletin, lines that look like it
   (style, size, alignment, length) and stand before text begin further reports.
"""

from collections.abc import Sequence

from bulletin_pdf.importers.first_title import first_title
from bulletin_pdf.importers.form import is_attachment_label, is_row, promulgates
from bulletin_pdf.importers.joined_titles import is_one_title
from bulletin_pdf.importers.line_kinds import (
    LABEL,
    TitleItems,
    area_at_start,
    attribution,
    has_bare_number,
    is_counted,
    is_numbered,
    is_section,
    is_short,
    is_subtitle,
    title_key,
    usual_size,
    words_of,
)
from bulletin_pdf.importers.masthead_lines import is_name, is_organisation
from bulletin_pdf.importers.material import Image, MaterialItem, Para
from bulletin_pdf.importers.no_titles import is_no_title, is_remark
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

_HAN = pattern("[一-鿿]")
_FAR = 80
"""Items among which a table of contents begins."""
_MAX_STALE = 3
"""Entries in a row that no longer stand below as they are listed."""
_SHORTEST_TEXT = 25
"""Characters of a paragraph that is the text of a report."""
MAX_UNMATCHED = 40
"""Entries without a title beyond which the list is something else."""


class FoundTitles(NamedTuple):
    """Where everything begins; indexes of items."""

    head_end: int
    titles: tuple[TitleItems, ...]
    label: int = -1
    unmatched: tuple[int, ...] = ()
    """Entries of the contents that no report answers to."""


def find_titles(
    items: Sequence[MaterialItem],
    is_head: Sequence[bool],
    first_long: int,
    *,
    numbered: bool,
    single: bool = False,
) -> FoundTitles:
    """Find the titles; `is_head` recognises lines of the masthead, known by what they say.

    `numbered`: it is an issue of a bulletin; `single`: it is one paper, and headings below its title are within its text.
    """
    label = next(
        (
            at
            for at in range(min(first_long, len(items)))
            if words_of(items[at]) and LABEL.match(words_of(items[at]))
        ),
        -1,
    )
    found = None if single else _by_contents(items, is_head, first_long, label)
    found = found or _by_looks(items, is_head, first_long, label, numbered)
    alone = single or (not numbered and bool(found.titles) and _promulgates(items, found.titles[0]))
    return found._replace(titles=found.titles[:1]) if alone else found


def _promulgates(items: Sequence[MaterialItem], title: TitleItems) -> bool:
    """Whether a paper only sends others out (关于印发…的通知): what follows, with titles of its own, belongs to it."""
    return promulgates("".join(words_of(item) for item in items[title.first : title.last + 1]))


def sections_listed(items: Sequence[MaterialItem]) -> list[int]:
    """Return the lines of a paper's table of contents: those in a style for them, or below a label, where sections come again.

    Nothing where the lines name no numbered sections: such contents name reports.
    """
    styled = [at for at, item in enumerate(items) if isinstance(item, Para) and item.listed]
    label = next((at for at, item in enumerate(items[:_FAR]) if LABEL.match(words_of(item))), -1)
    if styled or label < 0:
        return styled
    last = {title_key(words_of(item)): at for at, item in enumerate(items) if is_short(item)}
    found: list[int] = []
    for at in range(label + 1, len(items)):
        if not is_short(items[at]) or at - max([label, *found]) > _MAX_STALE:
            break
        if last[title_key(words_of(items[at]))] > at:
            found.append(at)
    sections = sum(is_numbered(words_of(items[at])) or has_bare_number(words_of(items[at])) for at in found)
    return list(range(label + 1, found[-1] + 1)) if sections * 2 > len(found) > 1 else []


# 有要目


def _by_contents(
    items: Sequence[MaterialItem], is_head: Sequence[bool], first_long: int, label: int
) -> FoundTitles | None:
    places = _places(items)
    entries: list[int] = []
    titles: list[TitleItems] = []
    taken = -1
    for at in range(label + 1, first_long):
        if not is_short(items[at]) or is_head[at] or any(title.first <= at <= title.last for title in titles):
            continue
        if label < 0 and not _may_be_entry(items[at]):
            continue
        key = title_key(words_of(items[at]))
        later = [place for place in places.get(key, ()) if place[0] > max(at, taken)]
        if len(key) < 4 or not later:
            continue
        first, last = later[0]
        entries.append(at)
        titles.append(TitleItems(first, last, at))
        taken = last
    if not titles or (label < 0 and not _are_contents(items, entries, titles)):
        return None
    if sum(is_section(items[title.first]) for title in titles) * 2 > len(titles):
        return None  # the contents of one paper: they name its headings
    titles.sort()
    begin = label if label >= 0 else entries[0]
    inside = [
        at
        for at in range(begin + (label >= 0), titles[0].first)
        if at not in entries and is_short(items[at]) and not is_head[at] and (label >= 0 or at < entries[-1])
    ]
    if len(inside) > MAX_UNMATCHED and len(inside) > 3 * len(titles):
        return None  # so many lines that come nowhere again are text
    every, unmatched = _by_order(items, titles, inside)
    return FoundTitles(begin, every, label, unmatched)


def _may_be_entry(item: MaterialItem) -> bool:
    """Whether a line may be an entry of contents that have no label."""
    text = words_of(item)
    return not (is_section(item) or is_no_title(text) or is_remark(text) or is_row(text))


def _are_contents(
    items: Sequence[MaterialItem], entries: Sequence[int], titles: Sequence[TitleItems]
) -> bool:
    """Whether lines that come again below are contents though no label says so: one below the other, and each has a text.

    The lines of one title, repeated on the next page, have none between them; nor do the cells of a form.
    """
    if len(titles) < 2:
        return False
    lines = sum(is_short(item) for item in items[entries[0] : entries[-1] + 1])
    ends = [*(title.first for title in sorted(titles)[1:]), len(items)]
    texts = [
        any(len(words_of(item)) > _SHORTEST_TEXT for item in items[title.last + 1 : end])
        for title, end in zip(sorted(titles), ends, strict=True)
    ]
    return len(entries) * 2 > lines and all(texts)


def _by_order(
    items: Sequence[MaterialItem], titles: list[TitleItems], unmatched: list[int]
) -> tuple[tuple[TitleItems, ...], tuple[int, ...]]:
    """Entries worded otherwise than their titles: looked for between the titles known."""
    if len(unmatched) > MAX_UNMATCHED:
        return tuple(titles), tuple(unmatched)
    left: list[int] = []
    found = list(titles)
    for at in unmatched:
        before = max((title.last for title in titles if -1 < title.entry < at), default=titles[0].first - 1)
        after = min((title.first for title in titles if title.entry > at), default=len(items))
        places = [
            place
            for place in range(max(before + 1, titles[0].first), after)
            if is_short(items[place])
            and _begins_report(items, place)
            and not any(title.first <= place <= title.last for title in found)
        ]
        if len(places) == 1:
            found.append(TitleItems(places[0], places[0], at, by_order=True))
        else:
            left.append(at)
    return tuple(sorted(found)), tuple(left)


def _begins_report(items: Sequence[MaterialItem], at: int) -> bool:
    """After a contributor and before a paragraph."""
    text = words_of(items[at])
    follows = at + 1 < len(items) and len(words_of(items[at + 1])) > 40
    return follows and not is_numbered(text) and (at == 0 or bool(attribution(words_of(items[at - 1]))))


def _places(items: Sequence[MaterialItem]) -> dict[str, list[tuple[int, int]]]:
    """Where each text stands among the short lines, also when it runs over two or three."""
    places: dict[str, list[tuple[int, int]]] = {}
    for at in range(len(items)):
        whole = ""
        for last in range(at, min(at + 3, len(items))):
            if not is_short(items[last]):
                break
            whole += words_of(items[last])
            places.setdefault(title_key(whole), []).append((at, last))
    return places


def repeated(items: Sequence[MaterialItem]) -> frozenset[int]:
    """Return the short lines that come again below: entries of the contents."""
    last = {title_key(words_of(item)): at for at, item in enumerate(items) if is_short(item)}
    return frozenset(
        at for at, item in enumerate(items) if is_short(item) and last[title_key(words_of(item))] > at
    )


# 没有要目


def _by_looks(
    items: Sequence[MaterialItem], is_head: Sequence[bool], first_long: int, label: int, numbered: bool
) -> FoundTitles:
    said = _said_titles(items, is_head)
    if said and _is_highest(items, is_head, said[0]):
        return FoundTitles(said[0].first, said, label)
    first = first_title(items, is_head, first_long, numbered=numbered)
    if first is None:
        begin = next((at for at in range(len(items)) if not is_head[at]), len(items))
        return FoundTitles(begin, (), label)
    titles = [first]
    model, usual = items[first.first], usual_size(items)
    at = first.last + 1
    while at < len(items):
        if _looks_like_title(items, at, model):
            last = _last_line(items, at, usual)
            titles.append(TitleItems(at, last, why="title"))
            at = last
        at += 1
    return FoundTitles(titles[0].first, tuple(_with_text(titles)), label)


def _with_text(titles: Sequence[TitleItems]) -> list[TitleItems]:
    """Leave out a title right below another: it is a heading, and the one above has its text."""
    return [
        title
        for number, title in enumerate(titles)
        if not number or titles[number - 1].last + 1 < title.first
    ]


def _said_titles(items: Sequence[MaterialItem], is_head: Sequence[bool]) -> tuple[TitleItems, ...]:
    """Paragraphs in Word's style for titles, several in a row being one; one without text below is a line of the text above."""
    titles: list[TitleItems] = []
    for at, item in enumerate(items):
        if not isinstance(item, Para) or not item.titled or is_head[at] or is_section(item):
            continue
        if item.words.rstrip().endswith(("：", ":")):
            continue
        if titles and titles[-1].last == at - 1:
            titles[-1] = titles[-1]._replace(last=at)
        else:
            titles.append(TitleItems(at, at))
    ends = [*(title.first for title in titles[1:]), len(items)]
    return tuple(
        title
        for number, title in enumerate(titles)
        if not number or _has_text(items[title.last + 1 : ends[number]])
    )


def _is_highest(items: Sequence[MaterialItem], is_head: Sequence[bool], title: TitleItems) -> bool:
    """Whether a line in a title's style is the paper's own: nothing higher stands above it.

    Higher is what is larger and centred, and a heading of the first rank.
    """
    model = items[title.first]
    if not isinstance(model, Para):
        return False
    above = (
        item
        for item, head in zip(items[: title.first], is_head, strict=False)
        if not head and isinstance(item, Para) and is_short(item) and not is_no_title(words_of(item))
    )
    return not any(
        (item.heading == 1 or item.align == "center" and item.size > model.size > 0)
        and not is_name(item.words)
        and not is_organisation(item.words)
        for item in above
    )


def _has_text(items: Sequence[MaterialItem]) -> bool:
    return any(not isinstance(item, Image) for item in items)


def _last_line(items: Sequence[MaterialItem], at: int, usual: int) -> int:
    first = at
    while (
        at + 1 < len(items)
        and is_short(items[at + 1])
        and not is_subtitle(items[at + 1])
        and not is_section(items[at + 1])
        and is_one_title(items, at, usual, first)
    ):
        at += 1
    return at


def _looks_like_title(items: Sequence[MaterialItem], at: int, model: MaterialItem) -> bool:
    item = items[at]
    text = words_of(item)
    if not is_short(item) or is_section(item) or is_subtitle(item) or len(text) < 6 or is_no_title(text):
        return False
    if _HAN.search(words_of(model)) and not _HAN.search(text):
        return False
    if is_remark(text) or is_counted(text) and not is_counted(words_of(model)):
        return False
    if not isinstance(item, Para) or not isinstance(model, Para) or item.align == "right":
        return False
    if at and is_attachment_label(words_of(items[at - 1])):
        return False  # the title of what is enclosed
    if not any(len(words_of(other)) > 40 for other in items[at + 1 : at + 5]):
        return False
    if at and attribution(words_of(items[at - 1])):
        return True
    if model.heading and item.heading:
        return item.heading <= model.heading
    if model.align == "center" and not model.heading:
        return item.align == "center" and item.size >= model.size
    return (
        bool(area_at_start(text))
        and len(text) > 8
        and not item.heading
        and "。" in words_of(items[at - 1])[-2:]
    )
