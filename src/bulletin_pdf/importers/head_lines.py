"""Which lines above the text are of a head: a masthead, or 发文机关标志 and 发文字号 of a paper.

1. What a line says: a number, a day, an office with 文件 (`is_of_head`).
2. What stands above 发文字号 where a title stands below it: GB/T 9704-2012 7.2 puts 发文机关标志 there.
3. Tables that only arrange such lines are read row by row.
"""

from collections.abc import Sequence

from bulletin_pdf.importers.form import (
    is_document_number,
    is_paper_number,
    is_red_head,
    is_salutation,
)
from bulletin_pdf.importers.line_kinds import LABEL, is_numbered, is_short
from bulletin_pdf.importers.masthead_lines import is_head_line, is_name, is_organisation, split_masthead_line
from bulletin_pdf.importers.material import ImportedTable, MaterialItem, Para
from bulletin_pdf.importers.no_titles import is_no_title
from bulletin_pdf.patterns import pattern
from bulletin_pdf.yamldoc.written import join

_NUMBERS = {"number", "serial", "label"}
_MAX_ABOVE = 4
"""Lines that stand above 发文字号: up to three offices, a degree of secrecy."""
_MAX_ROWS = 8
_SHORT_NAME = 10
_HEAD_KIND = pattern(r"文\s*件|函|.*(?:会议|办公|专题)?纪\s*要|.*命?\s*令|.*公\s*[报告]|明\s*电|.*通\s*报")


def is_of_head(item: MaterialItem) -> bool:
    """Whether a line can only stand above the text: of a masthead, 红头 or 发文字号."""
    if not isinstance(item, Para):
        return False
    text = item.words
    return is_head_line(text) or is_document_number(text) or is_paper_number(text) or is_red_head(text)


def has_number(item: MaterialItem) -> bool:
    """Whether a line gives the number of an issue."""
    return isinstance(item, Para) and bool(_NUMBERS & set(split_masthead_line(item.words).given))


def above_number(items: Sequence[MaterialItem], first_long: int) -> range:
    """Return the lines above 发文字号 that are the head of a paper: offices, 文件, 会议纪要; none where no title stands below."""
    found = (
        at
        for at in range(1, min(first_long, len(items)))
        if isinstance(item := items[at], Para) and is_document_number(item.words)
    )
    number = next(found, 0)
    below = (item for item in items[number + 1 : first_long] if not is_of_head(item))
    titled = any(
        isinstance(item, Para)
        and is_short(item)
        and not is_no_title(item.words)
        and not is_salutation(item.words)
        and not is_numbered(item.words)
        for item in below
    )
    above = items[:number]
    return range(number if titled and len(above) <= _MAX_ABOVE and all(map(_may_name_issuer, above)) else 0)


def _may_name_issuer(item: MaterialItem) -> bool:
    if not isinstance(item, Para):
        return False
    plain = "".join(item.words.split())
    return is_of_head(item) or is_organisation(plain) or bool(_HEAD_KIND.fullmatch(plain))


def opened_tables(items: Sequence[MaterialItem], first_long: int) -> list[MaterialItem]:
    """Read tables above the text that only arrange the lines of a head, row by row."""
    opened: list[MaterialItem] = []
    for at, item in enumerate(items):
        if at < first_long and isinstance(item, ImportedTable) and _is_head_table(item):
            opened += _rows(item)
        else:
            opened.append(item)
    return opened


def _is_head_table(table: ImportedTable) -> bool:
    """Whether every cell of a table is of a head, and one gives a number, a day or 文件."""
    texts = [cell.text.text.strip() for row in table.rows for cell in row if cell.text.text.strip()]
    if not texts or len(table.rows) > _MAX_ROWS:
        return False
    sure = [
        text for text in texts if is_head_line(text) or is_document_number(text) or text in ("文件", "函")
    ]
    return bool(sure) and all(text in sure or is_organisation(text) or is_name(text) for text in texts)


def _rows(table: ImportedTable) -> list[MaterialItem]:
    rows = ([cell.text for cell in row if cell.text.text.strip()] for row in table.rows)
    return [Para(join(texts, " "), align="center") for texts in rows if texts]


def is_label(item: MaterialItem) -> bool:
    """Whether a line says that contents follow: 本期要目."""
    return isinstance(item, Para) and bool(LABEL.match(item.words))


def marked_head(items: Sequence[MaterialItem], first_long: int) -> tuple[Sequence[MaterialItem], list[bool]]:
    """Return which lines are of the masthead; where no number is, a day below a title is put before it."""
    above = above_number(items, first_long)
    is_head = [at < first_long and (at in above or is_of_head(item)) for at, item in enumerate(items)]
    if any(is_head[at] and has_number(items[at]) for at in range(first_long)):
        _spread_head(items, is_head, first_long)
        return items, is_head
    order = sorted(range(len(items)), key=lambda at: not is_head[at])
    return [items[at] for at in order], [is_head[at] for at in order]


def _spread_head(items: Sequence[MaterialItem], is_head: list[bool], first_long: int) -> None:
    """Lines above and between those known are of the masthead too."""
    numbered = [at for at in range(first_long) if is_head[at] and has_number(items[at])]
    last = max(numbered)
    for at in range(last + 1, first_long):
        # A day below the title is of the report: between it and the number stand offices alone.
        between = range(last + 1, at)
        if is_head[at] and _is_strong(items[at]) and all(_may_stand_in_head(items[n]) for n in between):
            last = at
    label = next((at for at in range(first_long) if is_label(items[at])), -1)
    for at in range(last):
        if (label < 0 or at < label) and isinstance(items[at], Para):
            is_head[at] = True
    if last + 1 < first_long and isinstance(item := items[last + 1], Para) and is_organisation(item.words):
        is_head[last + 1] = True


def _may_stand_in_head(item: MaterialItem) -> bool:
    """Whether a line may stand in a masthead: known as such, an office, or short."""
    if not isinstance(item, Para):
        return False
    return is_of_head(item) or is_organisation(item.words) or len(item.words) <= _SHORT_NAME


def _is_strong(item: MaterialItem) -> bool:
    if not isinstance(item, Para):
        return False
    given = split_masthead_line(item.words).given
    return bool(_NUMBERS & set(given)) or ("date" in given and "theme" not in given)
