"""Where reports begin: the list of contents and the titles it names, or titles by their looks."""

import re
from collections import Counter
from collections.abc import Sequence

from bulletin_pdf.importers.form import is_attachment, is_paper_title
from bulletin_pdf.importers.masthead_lines import DATE, is_name, is_organisation
from bulletin_pdf.importers.material import MaterialItem, Para
from bulletin_pdf.issue.normalize import BLANKS
from bulletin_pdf.issue.prose import number_level
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

MAX_TITLE = 70
_FAR = 80
"""Items among which a table of contents begins."""
_MAX_STALE = 3
"""Entries in a row that no longer stand below as they are listed."""
MAX_UNMATCHED = 40
"""Entries without a title beyond which the list is something else."""

LABEL = pattern(
    r"^[【〖\[≡◆●★☆—\-\s]*(?:本\s*期\s*)?(?:要\s*目|目\s*[录錄]|导\s*读|导\s*航|提\s*要)[】〗\]≡◆●★☆—\-:：\s]*$"
)
ENTRY_NUMBER = pattern(r"^(?:[●◆■▲★☆•·○◎※►➢]\s*|[0-9]{1,2}[.．、)）](?![0-9])\s*|[（(][0-9]{1,2}[)）]\s*)")
"""What contents put before an entry; 1.2 is the number of a heading."""
_PAGE = pattern(r"(?:[\s.…·⋯—\-_]{2,}|\s)[（(]?[0-9]{1,3}[)）]?\s*$")
_CHAPTER = pattern(r"第[一二三四五六七八九十百0-9]{1,4}(?:章|节|编|条|部分)(?![的是])")
_SECTION = pattern(r"[0-9]{1,2}(?:[.．][0-9]{1,2}){1,4}[.．、]?\s?(?![0-9%％‰万亿千百元倍个公米吨版折度级])")
_BARE_SECTION = pattern(
    r"[0-9]{1,2}\s?(?=[一-鿿A-Za-z（])(?![年月日号点时分秒届周岁个项条件所万亿千百名户家人场次种类期篇首部天支座大步星])"
)
"""2总体设计, as headings of papers are numbered; not 3个聚焦."""
_MARKS = pattern(rf"[{BLANKS}：:，,。、·…—\-“”\"'‘’《》()（）.]")
_SENTENCE_END = pattern("[。；;，,、：:]$")
_CAPTION = pattern(r"^(?:图为|图[0-9一二三四五六七八九十]*[:：、 ]|（图|\(图|表[0-9]+)|[摄攝][）)]?$")
_ATTRIBUTION = pattern(
    r"[（(]([^（()）]{3,80}(?:[（(][^（()）]{1,20}[)）][^（()）]{0,40})*)[)）]\s*[。.]?\s*$"
)
_UNIT = pattern(
    r"[部办局委厅院校司处站社会署队馆厂所]$|办公室|宣传部|委员会|中心|供稿|文明办|公司|编辑部|记者|通讯员|供图|撰稿|来源|"
    r"(?:市|县|区|州|省|镇|乡|街道)$|[部办局委]、"
)
CITY = pattern(
    r"[一-鿿]{1,9}?(?:自治州|自治县|自治区|地区|盟|旗|(?<![城都超全本各省门我该集夜股楼])市(?![场民容委直政级区])|"
    r"(?<![全各该自本我])州(?![市县区])|(?<![全各该郡我本])县(?![域级直委区])|(?<![我本该社小景园校地全各城市山库片辖新老街林灾])区(?![域划位间分]))"
)


class TitleItems(NamedTuple):
    """A report's title: the items first..last, which may be several lines."""

    first: int
    last: int
    entry: int = -1
    """The item that names it in the contents, or -1."""
    by_order: bool = False
    why: str = ""
    """What it rests on, a key of the guesses; nothing when the source says so."""


class FoundTitles(NamedTuple):
    """Where everything begins; indexes of items."""

    head_end: int
    titles: tuple[TitleItems, ...]
    label: int = -1
    unmatched: tuple[int, ...] = ()
    """Entries of the contents that no report answers to."""


def title_key(text: str) -> str:
    """What contents and title have in common: hanzi, letters and figures alone."""
    text = _PAGE.sub("", text.strip())
    return _MARKS.sub("", ENTRY_NUMBER.sub("", text))


def is_numbered(text: str) -> bool:
    """Whether a line is a heading within a text, by its number, 第一章 and 1.2 among them."""
    return bool(number_level(text) or _CHAPTER.match(text) or _SECTION.match(text))


def is_section(item: MaterialItem) -> bool:
    """Whether a line is a heading within a text, by its number; where its style makes it a heading, 2总体设计 too."""
    if not isinstance(item, Para):
        return False
    text = item.words.strip()
    return is_numbered(text) or bool(item.heading and _BARE_SECTION.match(text))


def is_short(item: MaterialItem) -> bool:
    """Return what may be a title."""
    if not isinstance(item, Para):
        return False
    text = item.words.strip()
    return (
        2 <= len(text) <= MAX_TITLE
        and not _SENTENCE_END.search(text)
        and not _CAPTION.search(text)
        and not item.note
    )


def attribution(text: str) -> re.Match[str] | None:
    """Find the contributor in brackets at the end of a report."""
    match = _ATTRIBUTION.search(text, max(len(text) - 200, 0))
    return match if match and _UNIT.search(match[1].strip()) else None


def find_titles(
    items: Sequence[MaterialItem], is_head: Sequence[bool], first_long: int, *, single: bool = False
) -> FoundTitles:
    """Find the titles; `is_head` recognises lines of the masthead, known by what they say.

    `single`: it is one paper, and headings below its title are within its text.
    """
    label = next(
        (
            at
            for at in range(min(first_long, len(items)))
            if _text(items[at]) and LABEL.match(_text(items[at]))
        ),
        -1,
    )
    found = None if single else _by_contents(items, is_head, first_long, label)
    found = found or _by_looks(items, is_head, first_long, label)
    return found._replace(titles=found.titles[:1]) if single else found


def _text(item: MaterialItem) -> str:
    return item.words.strip() if isinstance(item, Para) else ""


def sections_listed(items: Sequence[MaterialItem]) -> list[int]:
    """Return the lines of a paper's table of contents: those in a style for them, or below a label, where sections come again.

    Nothing where the lines name no numbered sections: such contents name reports.
    """
    styled = [at for at, item in enumerate(items) if isinstance(item, Para) and item.listed]
    label = next((at for at, item in enumerate(items[:_FAR]) if LABEL.match(_text(item))), -1)
    if styled or label < 0:
        return styled
    last = {title_key(_text(item)): at for at, item in enumerate(items) if is_short(item)}
    found: list[int] = []
    for at in range(label + 1, len(items)):
        if not is_short(items[at]) or at - max([label, *found]) > _MAX_STALE:
            break
        if last[title_key(_text(items[at]))] > at:
            found.append(at)
    sections = sum(
        is_numbered(_text(items[at])) or bool(_BARE_SECTION.match(_text(items[at]))) for at in found
    )
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
        key = title_key(_text(items[at]))
        later = [place for place in places.get(key, ()) if place[0] > max(at, taken)]
        if len(key) < 4 or not later:
            continue
        first, last = later[0]
        entries.append(at)
        titles.append(TitleItems(first, last, at))
        taken = last
    if not titles or (label < 0 and len(titles) < 2):
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
    every, unmatched = _by_order(items, titles, inside)
    return FoundTitles(begin, every, label, unmatched)


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
    text = _text(items[at])
    follows = at + 1 < len(items) and len(_text(items[at + 1])) > 40
    return follows and not is_numbered(text) and (at == 0 or bool(attribution(_text(items[at - 1]))))


def _places(items: Sequence[MaterialItem]) -> dict[str, list[tuple[int, int]]]:
    """Where each text stands among the short lines, also when it runs over two or three."""
    places: dict[str, list[tuple[int, int]]] = {}
    for at in range(len(items)):
        whole = ""
        for last in range(at, min(at + 3, len(items))):
            if not is_short(items[last]):
                break
            whole += _text(items[last])
            places.setdefault(title_key(whole), []).append((at, last))
    return places


def repeated(items: Sequence[MaterialItem]) -> frozenset[int]:
    """Return the short lines that come again below: entries of the contents."""
    last = {title_key(_text(item)): at for at, item in enumerate(items) if is_short(item)}
    return frozenset(
        at for at, item in enumerate(items) if is_short(item) and last[title_key(_text(item))] > at
    )


# 没有要目


def _by_looks(
    items: Sequence[MaterialItem], is_head: Sequence[bool], first_long: int, label: int
) -> FoundTitles:
    said = _said_titles(items, is_head)
    if said:
        return FoundTitles(said[0].first, said, label)
    first = _first_title(items, is_head, first_long)
    if first is None:
        begin = next((at for at in range(len(items)) if not is_head[at]), len(items))
        return FoundTitles(begin, (), label)
    titles = [first]
    model = items[first.first]
    at = first.last + 1
    while at < len(items):
        if _looks_like_title(items, at, model):
            last = _last_line(items, at)
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
    """Paragraphs in Word's style for titles, several in a row being one."""
    titles: list[TitleItems] = []
    for at, item in enumerate(items):
        if not isinstance(item, Para) or not item.titled or is_head[at] or is_section(item):
            continue
        if titles and titles[-1].last == at - 1:
            titles[-1] = titles[-1]._replace(last=at)
        else:
            titles.append(TitleItems(at, at))
    return tuple(titles)


def _first_title(
    items: Sequence[MaterialItem], is_head: Sequence[bool], first_long: int
) -> TitleItems | None:
    """The title above the text: by a heading's style, by the form of a paper, by its looks, by its place."""
    free = [
        at
        for at in range(min(first_long, len(items)))
        if is_short(items[at])
        and not is_head[at]
        and not is_section(items[at])
        and not LABEL.match(_text(items[at]))
        and not _is_subtitle(items[at])
        and not is_attachment(_text(items[at]))
    ]
    # An office, a day or a remark in brackets below the title is none, as long as something stands above.
    while len(free) > 1 and _is_below_title(_text(items[free[-1]])):
        free.pop()
    if not free:
        return None
    at, why = _best(items, free)
    first = at
    while first > 0 and _goes_on(items, first - 1, is_head):
        first -= 1
    while at + 1 in free and _goes_on(items, at, is_head):
        at += 1
    return TitleItems(first, at, why=why)


def _best(items: Sequence[MaterialItem], free: Sequence[int]) -> tuple[int, str]:
    """Choose among the lines above the text, and say what the choice rests on."""
    headed = _headed(items, free)
    larger = [at for at in free if headed and at < headed[0] and _is_above(items[at], items[headed[0]])]
    if larger:
        return larger[-1], "title-looks"
    if headed:
        return headed[-1], "title-heading"
    formal = [at for at in free if is_paper_title(_text(items[at]))]
    if formal:
        return formal[-1], "title-form"
    usual = usual_size(items)
    large = [at for at in free if isinstance(item := items[at], Para) and item.size > usual > 0]
    centred = [at for at in free if isinstance(item := items[at], Para) and item.align == "center"]
    for looks in (centred, large):
        if looks:
            return looks[-1], "title-looks"
    return free[-1], "title"


def _headed(items: Sequence[MaterialItem], free: Sequence[int]) -> list[int]:
    """The lines in a heading's style, those of the highest rank among them."""
    ranks = {
        at: item.heading for at in free if isinstance(item := items[at], Para) and item.heading in (1, 2, 3)
    }
    return [at for at, rank in ranks.items() if rank == min(ranks.values())]


def _is_above(line: MaterialItem, heading: MaterialItem) -> bool:
    """Whether a line above a heading is the title of what that heading is in: centred and larger, no bulletin's name."""
    if not isinstance(line, Para) or not isinstance(heading, Para) or line.align != "center":
        return False
    return line.size > heading.size > 0 and not is_name(line.words)


def usual_size(items: Sequence[MaterialItem]) -> int:
    """Return the size most letters have, in half points; 0 when none is known."""
    letters: Counter[int] = Counter()
    for item in items:
        if isinstance(item, Para):
            letters[item.size] += len(item.words)
    return letters.most_common(1)[0][0] if letters else 0


def _is_below_title(text: str) -> bool:
    if text[:1] in "（(" and text[-1:] in "）)":
        return True
    return is_organisation(text) or bool(DATE.fullmatch("".join(text.split())))


def _is_subtitle(item: MaterialItem) -> bool:
    return _text(item).startswith(("——", "--", "—"))


def _goes_on(items: Sequence[MaterialItem], at: int, is_head: Sequence[bool]) -> bool:
    """Whether a line and the next are one title set in two."""
    here, below = items[at], items[at + 1]
    if not (isinstance(here, Para) and isinstance(below, Para)) or is_head[at] or not is_short(here):
        return False
    same = here.align == below.align == "center" or (here.heading and here.heading == below.heading)
    return bool(same) and len(_text(here)) + len(_text(below)) <= MAX_TITLE and len(_text(below)) > 1


def _last_line(items: Sequence[MaterialItem], at: int) -> int:
    never = [False] * len(items)
    while (
        at + 1 < len(items)
        and is_short(items[at + 1])
        and not _is_subtitle(items[at + 1])
        and not is_section(items[at + 1])
        and _goes_on(items, at, never)
    ):
        at += 1
    return at


def _looks_like_title(items: Sequence[MaterialItem], at: int, model: MaterialItem) -> bool:
    item = items[at]
    text = _text(item)
    if not is_short(item) or is_section(item) or _is_subtitle(item) or len(text) < 6:
        return False
    if not isinstance(item, Para) or not isinstance(model, Para) or item.align == "right":
        return False
    if not any(len(_text(other)) > 40 for other in items[at + 1 : at + 5]):
        return False
    if at and attribution(_text(items[at - 1])):
        return True
    if model.heading and item.heading:
        return item.heading <= model.heading
    if model.align == "center" and not model.heading:
        return item.align == "center" and not 0 < item.size < model.size
    city = CITY.match(text)
    return bool(city) and len(text) > 8 and not item.heading and "。" in _text(items[at - 1])[-2:]
