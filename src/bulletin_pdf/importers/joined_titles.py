"""Which lines, one below the other, are one title.

They look alike (centred or of one rank of headings, and nearly of one size); or the upper one does not end
and the lower one is its end: 关于甲市 / 工作情况的报告, 甲项目 / 招标文件, whatever their sizes.
"""

from collections.abc import Sequence

from bulletin_pdf.importers.form import is_kind_alone, is_long_title, is_paper_title
from bulletin_pdf.importers.line_kinds import MAX_TITLE, is_section, is_short, is_subtitle, words_of
from bulletin_pdf.importers.masthead_lines import is_name, is_organisation
from bulletin_pdf.importers.material import MaterialItem, Para
from bulletin_pdf.importers.no_titles import is_issuer, is_no_title, is_person, is_remark
from bulletin_pdf.importers.simplified import simplified
from bulletin_pdf.patterns import pattern

_LARGER = 1.2
"""How much larger than the text the lines of one title are, where their sizes differ."""
_DISPLAYED = 1.5
"""How much larger than the text a line is that is no heading, wherever it stands."""
_PUBLIC = pattern("公告|通告|公报|通报|决定|命令|令")
"""Kinds of papers that an office's name alone may stand above: 甲市公安局 / 通告."""
_OFFICE = pattern("[部委局厅署院会行府室办处]$")
_MAX_LINES = 5
_MAX_ABOVE = 2
"""Lines above one among which its sentence begins."""
_ALIKE = 0.8
"""The smaller of two lines of one title, by the larger."""
_RUNNING = pattern("关于|^[在对为]")
_OPEN = pattern("(?:关于|[的和与及、“‘《（(〈])$")
"""What a line of a title ends in where it goes on below."""


def is_one_title(items: Sequence[MaterialItem], at: int, usual: int, other: int) -> bool:
    """Whether a line and the next are one title set in several, with those from or to the line `other`."""
    here, below = items[at], items[at + 1]
    lines = [words_of(item) for item in items[min(at, other) : max(at + 1, other) + 1]]
    whole = "".join("".join(lines).split())
    if len(lines) > _MAX_LINES or (len("".join(lines)) > MAX_TITLE and not is_long_title(whole)):
        return False
    if not (isinstance(here, Para) and isinstance(below, Para) and is_short(here)):
        return False
    if is_no_title(words_of(here)) or is_no_title(words_of(below)):
        return False
    names_paper = is_paper_title(whole)
    if _OFFICE.search(words_of(here)) and _PUBLIC.fullmatch("".join(words_of(below).split())):
        return True
    if is_issuer(words_of(here)) and not names_paper:
        return False
    if is_organisation(words_of(below)) and not (names_paper and is_issuer(words_of(here))):
        return False
    if is_person(words_of(below)):
        return False
    if _completes(here, below, usual) or _is_one_sentence(items, at, other):
        return True
    same = here.align == below.align == "center" or (here.heading and here.heading == below.heading)
    return bool(same) and _are_alike(here.size, below.size, usual) and len(words_of(below)) > 1


def _is_one_sentence(items: Sequence[MaterialItem], at: int, other: int) -> bool:
    """Whether a line lies within a sentence that begins with 关于 above or in it and ends in the kind of a paper below.

    So titles are broken in texts that say nothing of their looks: 甲省政府关于加强 / 毕业生就业工作的通知.
    """
    here, below = items[at], items[at + 1]
    if not isinstance(here, Para) or not isinstance(below, Para) or here.size != below.size:
        return False
    if not is_paper_title(words_of(items[max(at + 1, other)])) or is_section(below):
        return False
    for line in reversed(items[max(at - _MAX_ABOVE, 0) : at + 1]):
        text = words_of(line)
        if not is_short(line) or is_section(line) or is_no_title(text) or is_paper_title(text):
            return False
        if "关于" in simplified(text):
            return True
    return False


def _are_alike(one: int, other: int, usual: int) -> bool:
    """Whether two lines are of one size, or both larger than the text and nearly of one."""
    if one == other or not one or not other:
        return True
    small, large = min(one, other), max(one, other)
    return small >= usual * _LARGER and small >= large * _ALIKE


def runs_on(line: str) -> bool:
    """Whether a line of a title is part of a sentence that the next one goes on with: 关于甲市, 在甲市大会上."""
    line = simplified(line)
    return _is_open(line) or (bool(_OPEN.search(line) or _RUNNING.search(line)) and not is_paper_title(line))


def _completes(upper: Para, lower: Para, usual: int) -> bool:
    """Whether a line that stands out is the end of the title that the line above it begins."""
    above, below = simplified(upper.words.strip()), simplified(lower.words.strip())
    if is_section(lower) or is_subtitle(lower):
        return False
    if _is_open(above) and upper.size == lower.size > usual:
        return True
    if not _stand_out(upper, lower, usual):
        return False
    if _OPEN.search(above):
        return True
    ended = (
        is_paper_title(above)
        or is_kind_alone(above)
        or is_remark(above)
        or is_name(above)
        or is_organisation(above)
    )
    return not ended and (is_paper_title(below) or is_kind_alone(below))


def _is_open(text: str) -> bool:
    """Whether a bracket of a line is closed on the next alone."""
    return any(text.count(first) > text.count(last) for first, last in ("（）", "“”", "《》", "()"))


def _stand_out(upper: Para, lower: Para, usual: int) -> bool:
    if upper.align == lower.align == "center":
        return True
    return min(upper.size, lower.size) >= usual * _DISPLAYED > 0
