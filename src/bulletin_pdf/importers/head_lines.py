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
from bulletin_pdf.importers.line_kinds import is_numbered, is_short
from bulletin_pdf.importers.masthead_lines import is_head_line, is_name, is_organisation, split_masthead_line
from bulletin_pdf.importers.material import ImportedTable, MaterialItem, Para
from bulletin_pdf.importers.no_titles import is_no_title
from bulletin_pdf.patterns import pattern
from bulletin_pdf.yamldoc.written import join

_NUMBERS = {"number", "serial", "label"}
_MAX_ABOVE = 4
"""Lines that stand above 发文字号: up to three offices, a degree of secrecy."""
_MAX_ROWS = 8
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
