"""Tables over several pages: repeated heads, and cells split between lines (T-81)."""

from collections.abc import Collection, Iterator, Sequence

from bulletin_pdf.attest.rearranged import WordingStretch, rearrange
from bulletin_pdf.attest.wording import CellWords, TableWords, Wording
from bulletin_pdf.named_tuples import NamedTuple

_MAX_READINGS = 64
"""Ways to read one page that are looked at; more than one arises where cells repeat each other's words."""


class _Placed(NamedTuple):
    cell: CellWords
    row: int
    column: int
    number: int = 0
    """Its number among the cells that begin in its row."""

    @property
    def size(self) -> int:
        """Characters of its text."""
        return self.cell.end - self.cell.start

    @property
    def last(self) -> int:
        """Number of the last row it stands in."""
        return self.row + self.cell.rows - 1


# At the head of a page ------------------------------------------------------------------------


def openings(said: Wording, at: int, body: str) -> Iterator[int]:
    """Return how many characters a page says again before it goes on in a table at the place `at`.

    That is （续表）, the heads, and cells that reach into the first row from above.
    """
    found: set[int] = set()
    for table in said.tables:
        if not body.startswith(table.continued):
            continue
        heads = table.continued + _words(said, _covering_heads(table))
        for row in _rows_at(table, at) if body.startswith(heads) else ():
            found |= _after_labels(said, table, row, body, len(heads))
    yield from sorted(found, reverse=True)


def _rows_at(table: TableWords, at: int) -> Iterator[int]:
    """Return the rows of the body that begin at a place of the wording; empty ones begin where the next does."""
    start = table.end
    for number in range(len(table.rows) - 1, max(table.heads, 1) - 1, -1):
        row = table.rows[number]
        start = row[0].start if row else start
        if start == at:
            yield number


def _after_labels(said: Wording, table: TableWords, row: int, body: str, at: int) -> set[int]:
    """Return where a page may go on behind cells from above; each is said again or not."""
    places = {at}
    for placed in _covering(table, row):
        if placed.row < row and placed.row >= table.heads:
            text = _words(said, [placed.cell])
            places |= {place + len(text) for place in places if body.startswith(text, place)}
    return places


def _words(said: Wording, cells: Sequence[CellWords]) -> str:
    return "".join(said.text[cell.start : cell.end] for cell in cells)


def _covering_heads(table: TableWords) -> list[CellWords]:
    return list(
        dict.fromkeys(placed.cell for number in range(table.heads) for placed in _covering(table, number))
    )


def _covering(table: TableWords, number: int) -> list[_Placed]:
    """Return the cells that stand in a row, from left to right."""
    standing = (placed for placed in _placed(table, number + 1) if placed.row <= number <= placed.last)
    return sorted(standing, key=lambda placed: placed.column)


def _placed(table: TableWords, rows: int) -> list[_Placed]:
    """Return the cells of the first `rows` rows with their places, row by row."""
    taken: set[tuple[int, int]] = set()
    found: list[_Placed] = []
    for row, cells in enumerate(table.rows[:rows]):
        column = 0
        for index, cell in enumerate(cells):
            while (row, column) in taken:
                column += 1
            taken.update(
                (row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)
            )
            found.append(_Placed(cell, row, column, index))
            column += cell.columns
    return found


# At the foot of a page ------------------------------------------------------------------------


def cut_rows(said: Wording, at: int, body: str, ends: Collection[int]) -> Iterator[Wording]:
    """Return wordings that say `body` next: cells cut at the page's end, their rests behind its last row.

    `ends` are the places of `body` where a line ends; cells are cut nowhere else.
    """
    common = _common(said.text, at, body)
    for number, table in enumerate(said.tables):
        if table.end > at and _first(table) <= at + common:
            yield from _cut_table(said, number, at, body, ends)


def is_inside(said: Wording, at: int) -> bool:
    """Whether a place lies inside a row of a table."""
    return any(
        _first(table) < at < table.end and not any(row and row[0].start == at for row in table.rows)
        for table in said.tables
    )


def _first(table: TableWords) -> int:
    return min((cell.start for row in table.rows for cell in row), default=table.start)


def _common(text: str, at: int, body: str) -> int:
    """Count the characters that are the same from `at` on."""
    low, high = 0, min(len(text) - at, len(body))
    while low < high:
        middle = (low + high + 1) // 2
        if text.startswith(body[:middle], at):
            low = middle
        else:
            high = middle - 1
    return low


def _cut_table(said: Wording, number: int, at: int, body: str, ends: Collection[int]) -> Iterator[Wording]:
    table = said.tables[number]
    cells = _placed(table, len(table.rows))
    here = [placed for placed in cells if placed.cell.start >= at]
    if not here:
        return
    start = here[0].cell.start
    if not said.text.startswith(body[: start - at], at):
        return
    rows = sorted({placed.row for placed in here})
    for last in rows:
        standing = [placed for placed in here if placed.row <= last]
        for cuts in _cuts(said, standing, last, start - at, body, ends):
            yield _with_cuts(said, number, standing, last, cuts)


def _cuts(
    said: Wording, cells: Sequence[_Placed], last: int, at: int, body: str, ends: Collection[int]
) -> list[tuple[int, ...]]:
    """Return how many characters of each cell stand on a page that ends in row `last` and says `body`."""
    paths: dict[int, list[tuple[int, ...]]] = {at: [()]}
    for placed in cells:
        text = said.text[placed.cell.start : placed.cell.end]
        further: dict[int, list[tuple[int, ...]]] = {}
        for place, known in paths.items():
            for length in _lengths(text, placed.last >= last, place, body, ends):
                ways = further.setdefault(place + length, [])
                ways += [(*path, length) for path in known[: _MAX_READINGS - len(ways)]]
        paths = further
    whole = tuple(placed.cell.end - placed.cell.start for placed in cells)
    return [path for path in paths.get(len(body), []) if path != whole]


def _lengths(text: str, may_cut: bool, at: int, body: str, ends: Collection[int]) -> Iterator[int]:
    """Return how much of a cell's text may stand at the place `at` of a page, most first."""
    if body.startswith(text, at):
        yield len(text)
    if may_cut and text:
        common = _common(body, at, text)
        yield from (length for length in range(min(common, len(text) - 1), 0, -1) if at + length in ends)
        yield 0


def _with_cuts(
    said: Wording, number: int, cells: Sequence[_Placed], last: int, lengths: Sequence[int]
) -> Wording:
    """Return the rests of cut cells behind row `last`, as a row of their own."""
    start = cells[0].cell.start
    stretches: list[WordingStretch] = []
    shown: dict[tuple[int, int], CellWords] = {}
    rests: list[tuple[_Placed, int]] = []
    for placed, length in zip(cells, lengths, strict=True):
        cell = placed.cell
        rows = cell.rows + (placed.last >= last)
        if length < placed.size:
            rests.append((placed, length))
            rows = last - placed.row + 1
        shown[placed.row, placed.number] = cell._replace(start=start, end=start + length, rows=rows)
        stretches.append((cell.start, cell.start + length))
        start += length
    rests.sort(key=lambda rest: rest[0].column)
    row: list[CellWords] = []
    for placed, length in rests:
        cell, size = placed.cell, placed.size - length
        row.append(cell._replace(start=start, end=start + size, rows=placed.last - last + 1))
        stretches.append((cell.start + length, cell.end))
        start += size
    above = [
        tuple(shown.get((at, index)) or _opened(cell, at, last) for index, cell in enumerate(cells_above))
        for at, cells_above in enumerate(said.tables[number].rows[: last + 1])
    ]
    said = rearrange(said, stretches).said
    table = said.tables[number]
    said.tables[number] = table._replace(rows=(*above, tuple(row), *table.rows[last + 1 :]))
    return said


def _opened(cell: CellWords, row: int, last: int) -> CellWords:
    """Let a cell that reaches beyond row `last` reach over one more."""
    return cell._replace(rows=cell.rows + 1) if row + cell.rows - 1 >= last else cell
