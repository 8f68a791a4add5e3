"""The title of a paper among the lines above its text: by a heading's style, by the form of a paper, by its looks, by its place.

1. Lines that cannot be a title are left out: those of a masthead, labels, offices, days, addresses, salutations. Where
   nothing would remain, the weaker of these grounds are dropped one after the other.
2. Among what is left the strongest sign decides: a heading's style; the words a paper of a kind ends with (…的通知);
   a larger size or its own weight; standing in the middle; the last place above the text.
3. Lines beside the chosen one that look like it are the rest of the same title.

Which sign decided is noted as a guess for the editor.
"""

import re
from collections.abc import Sequence

from bulletin_pdf.importers.city_titles import is_place
from bulletin_pdf.importers.form import (
    is_paper_title,
    is_salutation,
    opens_with_number,
    title_label,
)
from bulletin_pdf.importers.joined_titles import is_one_title
from bulletin_pdf.importers.line_kinds import (
    CITY,
    MAX_TITLE,
    TitleItems,
    is_counted,
    is_section,
    is_short,
    is_subtitle,
    usual_size,
    words_of,
)
from bulletin_pdf.importers.masthead_lines import is_name, is_organisation
from bulletin_pdf.importers.material import MaterialItem, Para
from bulletin_pdf.importers.no_titles import is_issuer, is_no_title, is_remark
from bulletin_pdf.importers.simplified import simplified
from bulletin_pdf.issue.prose import number_level
from bulletin_pdf.patterns import pattern

_LABEL_ALONE = pattern("[【〖\\[]?(?:论文|作品|项目|文章|报告)?(?:标题|题目|名称)[】〗\\]]?[:：]?")
_FEWEST_IN_COLUMN = 3
_FEWEST_HANZI = 5
"""Hanzi of a title with a number: 第二章 is none."""
_FEWEST_HEADINGS = 2
"""Lines below that look like one above the text and so show that it is a heading."""


def first_title(
    items: Sequence[MaterialItem], is_head: Sequence[bool], first_long: int, *, numbered: bool
) -> TitleItems | None:
    """Return the title above the text; `numbered` where the paper is an issue of a bulletin."""
    above = range(min(first_long, len(items)))
    usual = usual_size(items)
    lines = [at for at in above if not is_head[at] and _may_be_title(items[at])]
    if not numbered:
        lines = _odd_title(items, is_head, usual) + [
            at for at in lines if at == lines[0] or not _is_heading(items, at, lines[0], usual)
        ]
    free = [at for at in lines if not is_no_title(words_of(items[at]))] or ([] if not numbered else lines)
    free = [at for at in free if not is_counted(words_of(items[at]))] or free
    free = [at for at in free if numbered or not is_issuer(words_of(items[at]))] or free
    column = [] if numbered else _column(items, above)
    # An office, a day or a remark in brackets below the title is none, as long as something stands above.
    while len(free) > 1 and free[-1] + 1 not in column[:1] and _is_below_title(words_of(items[free[-1]])):
        free.pop()
    if (
        len(free) == 1
        and not numbered
        and free[0] + 1 not in column[:1]
        and _is_alone_none(words_of(items[free[0]]))
    ):
        free = []
    if not free or column and _stands_over(items, column[0], free[0]):
        return TitleItems(column[0], column[-1], why="title-looks") if column else None
    labelled = [at for at in free if at and _LABEL_ALONE.fullmatch("".join(words_of(items[at - 1]).split()))]
    best = _above_column(free, column) or (
        (labelled[0], "title-form") if labelled else _best(items, free, numbered)
    )
    if best is None:
        return None
    at, why = best
    first = at
    while at + 1 in free and is_one_title(items, at, usual, first):
        at += 1
    while first > 0 and not is_head[first - 1] and is_one_title(items, first - 1, usual, at):
        first -= 1
    return TitleItems(first, column[-1] if column and at + 1 == column[0] else at, why=why)


def _may_be_title(item: MaterialItem) -> bool:
    if not is_short(item) or is_section(item) or is_subtitle(item):
        return False
    return not (isinstance(item, Para) and item.heading and is_counted(words_of(item)))


def _odd_title(items: Sequence[MaterialItem], is_head: Sequence[bool], usual: int) -> list[int]:
    """Return the first line where it is a title though it has a number or a colon, because it stands out alone.

    2.4可以复用的代码, centred or larger than any other such line; 安装的步骤：, bold above plain text.
    """
    first = next((at for at in range(len(items)) if not is_head[at] and words_of(items[at])), -1)
    line = items[first] if first >= 0 else None
    if not isinstance(line, Para) or is_no_title(words_of(line)):
        return []
    text = words_of(line)
    if text.endswith(("：", ":")):
        return [first] if not is_section(line) and _is_bold_above_plain(items, first, usual) else []
    if number_level(text) or len(re.findall("[一-鿿]", text)) < _FEWEST_HANZI:
        return []
    if not is_section(line) or not is_short(line) or not (line.align == "center" or line.size > usual > 0):
        return []
    alike = (
        item
        for item in items[first + 1 :]
        if isinstance(item, Para) and is_section(item) and item.align == line.align
    )
    return [] if any(item.size >= line.size for item in alike) else [first]


def _is_bold_above_plain(items: Sequence[MaterialItem], at: int, usual: int) -> bool:
    line = items[at]
    if not isinstance(line, Para) or len(line.words) > MAX_TITLE or is_salutation(line.words):
        return False
    others = [item for item in items[at + 1 :] if isinstance(item, Para)]
    stands_out = line.size > usual > 0 or line.align == "center" or _is_bold(line)
    return stands_out and bool(others) and not any(map(_is_bold, others))


def _is_heading(items: Sequence[MaterialItem], at: int, first: int, usual: int) -> bool:
    """Whether a line is a heading of the text: bold, no larger, and others below look like it, but the first line does not."""
    line = items[at]
    if not isinstance(line, Para) or line.align == "center" or line.size > usual or not _is_bold(line):
        return False
    if _looks(items[first]) == _looks(line):
        return False
    below = (item for item in items[at + 1 :] if is_short(item) and not is_section(item))
    return sum(_looks(item) == _looks(line) for item in below) >= _FEWEST_HEADINGS


def _is_bold(line: Para) -> bool:
    return sum(end - start for start, end in line.bold) * 2 > len(line.words)


def _looks(item: MaterialItem) -> tuple[object, ...]:
    return (item.size, item.align, item.heading, _is_bold(item)) if isinstance(item, Para) else ()


def _best(items: Sequence[MaterialItem], free: Sequence[int], numbered: bool) -> tuple[int, str] | None:
    """Choose among the lines above the text, and say what the choice rests on: the first ground that gives one."""
    found = (ground(items, free, numbered) for ground in (_by_style, _by_form, _by_looks, _by_place))
    return next(filter(None, found), None)


def _by_style(items: Sequence[MaterialItem], free: Sequence[int], numbered: bool) -> tuple[int, str] | None:
    """What the document says: a heading's style, or a larger line above it."""
    headed = _headed(items, free)
    if not headed:
        return None
    larger = [
        at for at in free if at < headed[0] and _is_above(items[at], items[headed[0]], first=at == free[0])
    ]
    return (
        (larger[-1], "title-looks") if larger else (_first_of_title(items, headed, numbered), "title-heading")
    )


def _by_form(items: Sequence[MaterialItem], free: Sequence[int], numbered: bool) -> tuple[int, str] | None:
    """What the form of an official paper says: the kind it ends in."""
    formal = [at for at in free if is_paper_title(words_of(items[at]))]
    about = [at for at in formal if "关于" in simplified(words_of(items[at]))]
    about = [at for at in about if not opens_with_number(words_of(items[at]))] or about
    # The kind alone is weaker than a line above it that stands out more: 熟悉常用命令 below a name in large type.
    formal = about or [at for at in formal if numbered or not _is_outdone(items, free, at)]
    return (_largest(items, formal, numbered), "title-form") if formal else None


def _by_looks(items: Sequence[MaterialItem], free: Sequence[int], numbered: bool) -> tuple[int, str] | None:
    """What stands in the middle, or is larger than the text."""
    usual = usual_size(items)
    large = [at for at in free if isinstance(item := items[at], Para) and item.size > usual > 0]
    centred = [at for at in free if isinstance(item := items[at], Para) and item.align == "center"]
    looks = centred or large
    return (_largest(items, looks, numbered), "title-looks") if looks else None


def _by_place(items: Sequence[MaterialItem], free: Sequence[int], numbered: bool) -> tuple[int, str] | None:
    """Last: a line behind a label for titles (作品名称：…), else the place above the text."""
    named = [at for at in free if title_label(words_of(items[at]))]
    if named:
        return named[0], "title-form"
    plain = free if numbered else [at for at in free if not _explains(words_of(items[at]))]
    if not plain and len(free) == 1 and _names_place(items, free[0]):
        plain = free  # 甲地：做了某事, alone above the text
    return (_first_of_title(items, plain, numbered), "title") if plain else None


def _is_outdone(items: Sequence[MaterialItem], free: Sequence[int], at: int) -> bool:
    """Whether a line above is larger, or centred where this one is not."""
    line = items[at]
    above = (item for item in (items[other] for other in free if other < at) if isinstance(item, Para))
    named = (item for item in above if not is_name(item.words) and not is_organisation(item.words))
    return isinstance(line, Para) and any(
        item.size > line.size > 0 or (item.align == "center" != line.align) for item in named
    )


def _names_place(items: Sequence[MaterialItem], at: int) -> bool:
    """Whether what a line puts before its colon is a place, as the text below says: 甲地：做了某事."""
    place = words_of(items[at]).replace(":", "：").partition("：")[0]
    said = "".join(map(words_of, items[at + 1 : at + 4]))
    return is_place(place, said)


def _explains(text: str) -> bool:
    """Whether a line is a word and what it means, rather than a city and what it did."""
    before, _, after = text.replace(":", "：").partition("：")
    return bool(after) and not CITY.fullmatch(before)


def _first_of_title(items: Sequence[MaterialItem], lines: Sequence[int], numbered: bool) -> int:
    """Among lines that look alike: the last below a masthead, else the first that is no bulletin's name."""
    if numbered:
        return lines[-1]
    return next((at for at in lines if not is_name(words_of(items[at]))), lines[0])


def _largest(items: Sequence[MaterialItem], lines: Sequence[int], numbered: bool) -> int:
    """The largest of some lines, as far as their sizes are known."""
    sizes = {at: item.size for at in lines if isinstance(item := items[at], Para)}
    if 0 in sizes.values():
        return lines[-1] if numbered else _first_of_title(items, lines, numbered)
    named = [at for at in lines if not is_name(words_of(items[at]))] or list(lines)
    largest = max(sizes[at] for at in named)
    return _first_of_title(items, [at for at in named if sizes[at] == largest], numbered)


def _headed(items: Sequence[MaterialItem], free: Sequence[int]) -> list[int]:
    """The lines in a heading's style, those of the highest rank among them."""
    ranks = {
        at: item.heading for at in free if isinstance(item := items[at], Para) and item.heading in (1, 2, 3)
    }
    return [at for at, rank in ranks.items() if rank == min(ranks.values())]


def _is_above(line: MaterialItem, heading: MaterialItem, *, first: bool) -> bool:
    """Whether a line above a heading is the title of what that heading is in: larger, no bulletin's name.

    It is centred, or the first of all.
    """
    if not isinstance(line, Para) or not isinstance(heading, Para):
        return False
    if line.align != "center" and (not first or is_organisation(line.words)):
        return False
    return line.size > heading.size > 0 and not is_name(line.words)


def _is_alone_none(text: str) -> bool:
    """Whether a line is no title though it is the only one above the text."""
    return is_remark(text) or is_issuer(text)


def _is_below_title(text: str) -> bool:
    return is_remark(text) or is_organisation(text)


def _column(items: Sequence[MaterialItem], above: Sequence[int]) -> list[int]:
    """Return the first lines of one hanzi each, three or more: the end of a title set letter below letter."""
    column: list[int] = []
    for at in above:
        if re.fullmatch("[一-鿿]", words_of(items[at])):
            column.append(at)
        elif len(column) >= _FEWEST_IN_COLUMN:
            break
        else:
            column = []
    return column if len(column) >= _FEWEST_IN_COLUMN else []


def _stands_over(items: Sequence[MaterialItem], at: int, other: int) -> bool:
    """Whether a line stands above another and is larger."""
    upper, lower = items[at], items[other]
    return at < other and isinstance(upper, Para) and isinstance(lower, Para) and upper.size > lower.size > 0


def _above_column(free: Sequence[int], column: Sequence[int]) -> tuple[int, str] | None:
    """Return the line a title's column stands right below."""
    return (column[0] - 1, "title-looks") if column and column[0] - 1 in free else None
