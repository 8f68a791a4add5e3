"""The title of a paper among the lines above its text: by a heading's style, by the form of a paper, by its looks, by its place."""

import re
from collections.abc import Sequence

from bulletin_pdf.importers.form import (
    is_attachment_label,
    is_labelled,
    is_paper_title,
    is_part_name,
    is_row,
    title_label,
)
from bulletin_pdf.importers.line_kinds import (
    CITY,
    LABEL,
    MAX_TITLE,
    TitleItems,
    is_counted,
    is_section,
    is_short,
    is_subtitle,
    usual_size,
    words_of,
)
from bulletin_pdf.importers.masthead_lines import DATE, is_name, is_organisation
from bulletin_pdf.importers.material import MaterialItem, Para
from bulletin_pdf.patterns import pattern

_MONTH = pattern(r"(?:[0-9]{4}|[二〇○零一三四五六七八九]{4})年(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月")
_ADDRESS = pattern(r".*(?:https?://|www\.)\S*.*|\S+@\S+|[-=*_~→>\s]{2,}.*")
_ADDRESSED = pattern(
    "[您你]们?好|(?:尊敬|敬爱|亲爱)的|各位|(?:大家|同志们|老师们|同学们|朋友们|来宾们).{0,4}好"
)
_AUTHOR = pattern(r"\S{2,6}\s*(?:编著|编写|整理|著)")
_STUDENT = pattern("[0-9]{7}")
"""A number of a person or a team; years and days have four and eight figures with marks between."""
_LARGER = 1.2
"""How much larger than the text the lines of one title are, where their sizes differ."""
_MAX_LINES = 5
_ISSUER = pattern(
    "(?:办公[室厅]|委员会|宣传部|组织部|统战部|工作部|领导小组|指挥部|[党市县区州省]委|政府|文明办|[^大支中]局|厅)$"
)
_FEWEST_IN_COLUMN = 3
_ALIKE = 0.8
"""The smaller of two lines of one title, by the larger."""


def first_title(
    items: Sequence[MaterialItem], is_head: Sequence[bool], first_long: int, *, numbered: bool
) -> TitleItems | None:
    """Return the title above the text; `numbered` where the paper is an issue of a bulletin."""
    above = range(min(first_long, len(items)))
    lines = [at for at in above if not is_head[at] and _may_be_title(items[at])]
    free = [at for at in lines if not is_no_title(words_of(items[at]))] or ([] if not numbered else lines)
    free = [at for at in free if not is_counted(words_of(items[at]))] or free
    free = [at for at in free if numbered or not _is_issuer(words_of(items[at]))] or free
    column = [] if numbered else _column(items, above)
    # An office, a day or a remark in brackets below the title is none, as long as something stands above.
    while len(free) > 1 and free[-1] + 1 not in column[:1] and _is_below_title(words_of(items[free[-1]])):
        free.pop()
    if len(free) == 1 and not numbered and _is_alone_none(words_of(items[free[0]])):
        free = []
    if not free:
        return TitleItems(column[0], column[-1], why="title-looks") if column else None
    best = _above_column(free, column) or _best(items, free, numbered)
    if best is None:
        return None
    at, why = best
    usual = usual_size(items)
    first = at
    while first > 0 and not is_head[first - 1] and is_one_title(items, first - 1, usual, at):
        first -= 1
    while at + 1 in free and is_one_title(items, at, usual, first):
        at += 1
    return TitleItems(first, column[-1] if column and at + 1 == column[0] else at, why=why)


def is_no_title(text: str) -> bool:
    """Whether a line says what it is, and that is no title: 时间：…, 附件2, 目录, 引言, a month, an address."""
    plain = "".join(text.split())
    return bool(
        is_labelled(text)
        or is_part_name(text)
        or is_row(text)
        or is_attachment_label(text)
        or LABEL.match(text)
        or _MONTH.fullmatch(plain)
        or DATE.fullmatch(plain)
        or _ADDRESS.fullmatch(text)
        or _ADDRESSED.match(text)
        or _AUTHOR.fullmatch(text)
        or (_STUDENT.search(text) and not is_paper_title(text))
    )


def _may_be_title(item: MaterialItem) -> bool:
    if not is_short(item) or is_section(item) or is_subtitle(item):
        return False
    return not (isinstance(item, Para) and item.heading and is_counted(words_of(item)))


def _best(items: Sequence[MaterialItem], free: Sequence[int], numbered: bool) -> tuple[int, str] | None:
    """Choose among the lines above the text, and say what the choice rests on."""
    headed = _headed(items, free)
    larger = [at for at in free if headed and at < headed[0] and _is_above(items[at], items[headed[0]])]
    if larger:
        return larger[-1], "title-looks"
    if headed:
        return _first_of_title(items, headed, numbered), "title-heading"
    formal = [at for at in free if is_paper_title(words_of(items[at]))]
    about = [at for at in formal if "关于" in words_of(items[at])]
    if formal:
        return _largest(items, about or formal, numbered), "title-form"
    usual = usual_size(items)
    large = [at for at in free if isinstance(item := items[at], Para) and item.size > usual > 0]
    centred = [at for at in free if isinstance(item := items[at], Para) and item.align == "center"]
    for looks in (centred, large):
        if looks:
            return _largest(items, looks, numbered), "title-looks"
    named = [at for at in free if title_label(words_of(items[at]))]
    if named:
        return named[0], "title-form"
    plain = free if numbered else [at for at in free if not _explains(words_of(items[at]))]
    return (_first_of_title(items, plain, numbered), "title") if plain else None


def _explains(text: str) -> bool:
    """Whether a line is a word and what it means, rather than a city and what it did."""
    before, mark, _ = text.replace(":", "：").partition("：")
    return bool(mark) and not CITY.fullmatch(before)


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


def _is_above(line: MaterialItem, heading: MaterialItem) -> bool:
    """Whether a line above a heading is the title of what that heading is in: centred and larger, no bulletin's name."""
    if not isinstance(line, Para) or not isinstance(heading, Para) or line.align != "center":
        return False
    return line.size > heading.size > 0 and not is_name(line.words)


def is_remark(text: str) -> bool:
    """Whether a line stands in brackets."""
    return text[:1] in ("（", "(") and text[-1:] in ("）", ")")


def _is_issuer(text: str) -> bool:
    """Whether a line is the name of an office that sends papers."""
    return bool(_ISSUER.search(text)) and is_organisation(text)


def _is_alone_none(text: str) -> bool:
    """Whether a line is no title though it is the only one above the text."""
    return is_remark(text) or _is_issuer(text)


def _is_below_title(text: str) -> bool:
    return is_remark(text) or is_organisation(text)


def is_one_title(items: Sequence[MaterialItem], at: int, usual: int, other: int) -> bool:
    """Whether a line and the next are one title set in several, with those from or to the line `other`."""
    here, below = items[at], items[at + 1]
    lines = [words_of(item) for item in items[min(at, other) : max(at + 1, other) + 1]]
    if len(lines) > _MAX_LINES or len("".join(lines)) > MAX_TITLE:
        return False
    if not (isinstance(here, Para) and isinstance(below, Para) and is_short(here)):
        return False
    if is_no_title(words_of(here)) or is_no_title(words_of(below)):
        return False
    if _is_issuer(words_of(here)) and not is_paper_title(lines[-1]) or is_organisation(words_of(below)):
        return False
    same = here.align == below.align == "center" or (here.heading and here.heading == below.heading)
    return bool(same) and _are_alike(here.size, below.size, usual) and len(words_of(below)) > 1


def _are_alike(one: int, other: int, usual: int) -> bool:
    """Whether two lines are of one size, or both larger than the text and nearly of one."""
    if one == other or not one or not other:
        return True
    small, large = min(one, other), max(one, other)
    return small >= usual * _LARGER and small >= large * _ALIKE


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


def _above_column(free: Sequence[int], column: Sequence[int]) -> tuple[int, str] | None:
    """Return the line a title's column stands right below."""
    return (column[0] - 1, "title-looks") if column and column[0] - 1 in free else None
