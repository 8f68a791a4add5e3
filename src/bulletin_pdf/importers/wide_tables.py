"""Tables no page has room for: parted by columns, the first column repeated, so that the draft builds.

A head that leaves no room for rows becomes rows. Where a column finds no room beside the first, each row becomes a
paragraph. What is tried is the standard page; a table that is surely narrow is not tried.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from bulletin_pdf.importers.table_grid import placed, regular
from bulletin_pdf.issue.model import Element, Paragraph, Prose, Table
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern

CONTINUED = "续表"
_SURE = 40.0
"""Estimated width of a table, em, up to which it fits a page."""
_SURE_HEAD = 80
"""Characters of a head up to which it leaves room for rows."""
_STRETCH = pattern("[!-~]+")
_LETTER, _LEAST = 0.6, 3.0
"""Width of a letter, and of a column at least with the white beside it, em."""


class TableTrial(NamedTuple):
    """Whether a table finds room on a page."""

    columns: bool
    head: bool


def is_surely_narrow(table: Table) -> bool:
    """Whether a table finds room without being tried."""
    least: dict[int, float] = {}
    for row in placed(table.rows):
        for column, cell in row:
            longest = max(map(len, _STRETCH.findall(cell.prose.text)), default=0) * _LETTER + 1
            each = max(longest / cell.colspan, _LEAST)
            for at in range(column, column + cell.colspan):
                least[at] = max(least.get(at, 0.0), each)
    head = sum(len(cell.prose.text) for row in table.rows[: table.header_rows] for cell in row)
    return sum(least.values()) <= _SURE and head <= _SURE_HEAD


def fitted(table: Table, trial: Callable[[Table], TableTrial]) -> list[Element]:
    """Return a table in as many parts as it needs to find room."""
    tried = trial(table)
    if not tried.head:
        table = table._replace(header_rows=0)
        tried = trial(table)
    if all(tried):
        return [table]
    count = max((row[-1].column + row[-1].cell.colspan for row in placed(table.rows) if row), default=0)
    ends = _even(table, _ends(table, count, trial), trial)
    parts = [_columns(table, begin, end) for begin, end in pairwise((1, *ends))]
    further = [part._replace(caption=Prose(CONTINUED)) for part in parts[1:]]
    return [*parts[:1], *further] if parts else list(_as_paragraphs(table))


def _ends(table: Table, count: int, trial: Callable[[Table], TableTrial]) -> list[int]:
    """Return behind which columns a table is parted, each part as wide as may be; nothing where a column finds no room."""
    ends: list[int] = []
    while (begin := ends[-1] if ends else 1) < count:
        end = _widest(table, begin, count, trial)
        if end == begin:
            return []
        ends.append(end)
    return ends


def _even(table: Table, ends: list[int], trial: Callable[[Table], TableTrial]) -> list[int]:
    """Return ends of parts of nearly as many columns each, where those find room too."""
    even = [1 + (ends[-1] - 1) * part // len(ends) for part in range(1, len(ends) + 1)] if ends else []
    fits = all(all(trial(_columns(table, begin, end))) for begin, end in pairwise((1, *even)))
    return even if fits else ends


def _widest(table: Table, begin: int, count: int, trial: Callable[[Table], TableTrial]) -> int:
    """Return the column behind the last that finds room beside the first column and those from `begin`."""
    fits, too_many = begin, count + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if all(trial(_columns(table, begin, middle))):
            fits = middle
        else:
            too_many = middle
    return fits


def _columns(table: Table, begin: int, end: int) -> Table:
    """Return the first column of a table and those from `begin`; a cell cut in two has its text in the first part, a head in both."""
    rows = []
    for number, row in enumerate(placed(table.rows)):
        made = []
        for column, cell in row:
            kept = [at for at in range(column, column + cell.colspan) if not at or begin <= at < end]
            if not kept:
                continue
            repeats = number < table.header_rows or not column or column >= begin or begin == 1
            made.append(cell._replace(prose=cell.prose if repeats else Prose(""), colspan=len(kept)))
        rows.append(made)
    return table._replace(rows=regular(rows))


def _as_paragraphs(table: Table) -> Iterator[Paragraph]:
    for row in table.rows:
        words = "；".join(cell.prose.text for cell in row if cell.prose.text.strip())
        if words:
            yield Paragraph(Prose(words))


@cache
def try_on_page() -> Callable[[Table], TableTrial]:
    """Return the trial of a table on the standard page."""
    from bulletin_pdf.compose.design import design_of
    from bulletin_pdf.compose.table_blocks import table_blocks
    from bulletin_pdf.compose.tag_tree import TagTree
    from bulletin_pdf.design.shipped import shipped
    from bulletin_pdf.fonts.font_book import open_book
    from bulletin_pdf.layout.block import TableBlock
    from bulletin_pdf.layout.tables import try_table
    from bulletin_pdf.layout.typesetter import Typesetter
    from bulletin_pdf.problems import Problems

    design, book = design_of(shipped()), open_book()

    def trial(table: Table) -> TableTrial:
        (block,) = table_blocks(table, design, TagTree(""), 0)
        if not isinstance(block, TableBlock):
            raise AssertionError(block)
        return TableTrial(*try_table(block, design.grid, Typesetter(book, design.rules, Problems())))

    return trial
