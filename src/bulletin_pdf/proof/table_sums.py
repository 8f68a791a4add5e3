"""Totals in tables: a row or a column named 合计 holds the sums of the others, shares make up a hundred.

Only where the parts are surely named: one total at an edge, no subtotals, every part a bare number, and
most of the other rows or columns add up. What is found is to be checked, for either number may be wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from bulletin_pdf.issue.model import Cell, Table
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.agreement import AgreementContext
from bulletin_pdf.proof.amounts import plain_number
from bulletin_pdf.proof.finding import Finding, Passage, ProofFindings

_TOTAL = pattern("(?:全[省市州县区镇乡村])?(?:合|总|共)\u3000*\\s*计(?:数|[（(][^（()）]{1,6}[)）])?")
_PARTLY = pattern("小\\s*计|其中|分计|累计|平均|人均")
_NO_SUM = pattern(
    "率|比|占|平均|人均|单价|均价|增|减|降|升|排名|名次|位次|序号|编号|年份|年度|年龄|电话|日期|时间|得分|评分|期号|分值"
)
_SHARE = pattern("占比|比重|构成|所占比例|百分比")
_NUMBER = pattern(r"-?(?:[0-9]{1,3}(?:[,，][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_PERCENT = pattern(r"([0-9]+(?:\.[0-9]+)?)[%％]?")
_NOTHING = ("", "-", "—", "——", "/", "／", "0", "无")
_NEAR_HUNDRED = Decimal(3)
"""Shares further from a hundred are some of them."""


class _Grid(NamedTuple):
    """The cells of a table by row and column, where none is spanned but in heads and names."""

    cells: Mapping[tuple[int, int], Cell]
    rows: range
    columns: range
    heads: Sequence[str]


class _Sum(NamedTuple):
    """A total and its parts: places in the grid."""

    total: tuple[int, int]
    parts: tuple[tuple[int, int], ...]


def table_sums(setting: AgreementContext) -> ProofFindings:
    """B448: 合计 in a row or a column of a table is not what the others add up to; shares do not make up 100 %."""
    for number, report in enumerate(setting.issue.reports):
        for element in report.body:
            if isinstance(element, Table):
                grid = _grid(element)
                for sums in (_down(grid), _along(grid)):
                    yield from _told(grid, sums, number)
                yield from _shares(grid, number)


def _grid(table: Table) -> _Grid:
    cells: dict[tuple[int, int], Cell] = {}
    for row, given in enumerate(table.rows):
        column = 0
        for cell in given:
            while (row, column) in cells:
                column += 1
            for down in range(cell.rowspan):
                for along in range(cell.colspan):
                    cells[row + down, column + along] = cell
            column += cell.colspan
    first = max(table.header_rows, 1)
    width = max((column for _, column in cells), default=-1) + 1
    heads = [
        "".join(dict.fromkeys(_text(cells, row, column) for row in range(first))) for column in range(width)
    ]
    return _Grid(cells, range(first, len(table.rows)), range(width), heads)


def _text(cells: Mapping[tuple[int, int], Cell], row: int, column: int) -> str:
    cell = cells.get((row, column))
    return "" if cell is None else cell.prose.text.strip()


def _down(grid: _Grid) -> list[_Sum]:
    """Return the sums of columns: one row is named 合计, the first or the last."""
    names = {row: _text(grid.cells, row, 0) or _text(grid.cells, row, 1) for row in grid.rows}
    totals = [row for row, name in names.items() if _TOTAL.fullmatch(name)]
    if len(totals) != 1 or totals[0] not in (grid.rows[0], grid.rows[-1]):
        return []
    if any(_PARTLY.search(name) for name in names.values()):
        return []
    parts = [row for row in grid.rows if row != totals[0]]
    return [
        _Sum((totals[0], column), tuple((row, column) for row in parts))
        for column in grid.columns[1:]
        if not _NO_SUM.search(grid.heads[column])
    ]


def _along(grid: _Grid) -> list[_Sum]:
    """Return the sums of rows: one column is headed 合计, the first behind the names or the last."""
    totals = [column for column in grid.columns if _TOTAL.fullmatch(grid.heads[column])]
    if len(totals) != 1 or any(_PARTLY.search(head) for head in grid.heads):
        return []
    numbered = [
        column
        for column in grid.columns[1:]
        if column != totals[0] and all(_value(grid, (row, column)) is not None for row in grid.rows)
    ]
    parts = [column for column in numbered if not _NO_SUM.search(grid.heads[column])]
    if parts != numbered or not (totals[0] > max(parts, default=0) or totals[0] < min(parts, default=0)):
        return []
    return [_Sum((row, totals[0]), tuple((row, column) for column in parts)) for row in grid.rows]


def _told(grid: _Grid, sums: Sequence[_Sum], report: int) -> ProofFindings:
    """Yield the sums that differ, where most of them do not, or there is one alone."""
    judged = [(each, _added(grid, each)) for each in sums]
    known = [(each, added) for each, added in judged if added is not None]
    wrong = [(each, added) for each, added in known if not _fits(grid, each, added)]
    if len(known) == 1 and wrong:
        each, added = wrong[0]
        total = _value(grid, each.total) or Decimal(0)
        wrong = wrong if added and total / 2 < added < total * 2 else []
    elif 2 * len(wrong) > len(known) or (len(known) == 2 and len(wrong) == 2):
        return
    for each, added in wrong:
        yield _finding(grid, each.total, added, report)


def _added(grid: _Grid, each: _Sum) -> Decimal | None:
    values = [_value(grid, place) for place in each.parts]
    if len(values) < 2 or _value(grid, each.total) is None or not any(values):
        return None
    return sum((value for value in values if value is not None), Decimal(0)) if None not in values else None


def _fits(grid: _Grid, each: _Sum, added: Decimal) -> bool:
    """Whether a total is the sum of its parts, each of them rounded where they have decimals."""
    total = _value(grid, each.total)
    places = max(_decimals(grid, place) for place in (each.total, *each.parts))
    slack = Decimal(1).scaleb(-places) * (len(each.parts) + 1) / 2 if places else Decimal(0)
    return total is not None and abs(added - total) <= slack


def _value(grid: _Grid, place: tuple[int, int]) -> Decimal | None:
    """Return the number of a cell, 0 for an empty one; None where there is none or the cell spans others."""
    cell = grid.cells.get(place)
    if cell is None or cell.rowspan > 1 or cell.colspan > 1:
        return None
    text = cell.prose.text.strip()
    if text in _NOTHING:
        return Decimal(0)
    return Decimal(text.replace(",", "").replace("，", "")) if _NUMBER.fullmatch(text) else None


def _decimals(grid: _Grid, place: tuple[int, int]) -> int:
    return len(_text(grid.cells, *place).partition(".")[2].rstrip("%％"))


def _shares(grid: _Grid, report: int) -> ProofFindings:
    """Shares of one whole, each in a row of its own, make up a hundred but for rounding."""
    for column in grid.columns[1:]:
        if not _SHARE.search(grid.heads[column]):
            continue
        rows = [row for row in grid.rows if not _TOTAL.fullmatch(_text(grid.cells, row, 0))]
        shares = list(_percentages(grid, rows, column))
        if (
            len(shares) < 3
            or len(shares) != len(rows)
            or any(_PARTLY.search(_text(grid.cells, row, 0)) for row in rows)
        ):
            continue
        added = sum(shares, Decimal(0))
        places = max(_decimals(grid, (row, column)) for row in rows)
        slack = Decimal(1).scaleb(-places) * len(shares) / 2
        if slack < abs(added - 100) <= _NEAR_HUNDRED:
            yield _finding(grid, (rows[-1], column), added, report, whole="100%")


def _percentages(grid: _Grid, rows: Sequence[int], column: int) -> Iterator[Decimal]:
    for row in rows:
        match = _PERCENT.fullmatch(_text(grid.cells, row, column))
        if match:
            yield Decimal(match[1])


def _finding(grid: _Grid, place: tuple[int, int], added: Decimal, report: int, whole: str = "") -> Finding:
    prose = grid.cells[place].prose
    passage = Passage(prose, "cell", report)
    said = whole or prose.text.strip()
    return passage.find(
        Code.TABLE_SUM_DIFFERS,
        0,
        len(prose.text),
        found=said,
        head=grid.heads[place[1]],
        to=plain_number(added),
    )
