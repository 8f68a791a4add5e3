"""Turned tables: text that follows one may fill the page before it (P-65), in whole paragraphs."""

from bisect import bisect_left
from collections.abc import Iterator

from bulletin_pdf.fidelity.wording import TableWords, Wording


def with_table_later(said: Wording, at: int, body: str) -> Wording | None:
    """Give the wording with a table behind the paragraphs that stand before it on a page.

    The page says `body` where `at` is the next place in the wording. None unless the page
    breaks off at the table and ends with whole passages from behind it.
    """
    for number, (first, end) in enumerate(_tables(said)):
        start, after = said.starts[first], _start(said, end)
        rest = body[start - at :]
        if not at <= start < at + len(body) or not said.text.startswith(body[: start - at], at):
            continue
        last = bisect_left(said.starts, after + len(rest), lo=end)
        whole = last > end and _start(said, last) == after + len(rest)
        if whole and said.text.startswith(rest, after):
            return _reordered(said, number, (first, end, last))
    return None


def _tables(said: Wording) -> Iterator[tuple[int, int]]:
    """Give the passages of each table as (first, after the last): caption, unit, cells."""
    kinds = [passage.kind for passage in said.passages]
    for first in range(len(kinds) - 1):
        if kinds[first : first + 2] == ["caption", "unit"]:
            end = first + 2
            while end < len(kinds) and kinds[end] == "cell":
                end += 1
            yield first, end


def _start(said: Wording, passage: int) -> int:
    return said.starts[passage] if passage < len(said.starts) else said.length


def _reordered(said: Wording, number: int, places: tuple[int, int, int]) -> Wording:
    """Say everything again, the passages first…end of table `number` behind those up to `last`."""
    first, end, last = places
    passages = said.passages
    new = Wording()
    for passage in (*passages[:first], *passages[end:last], *passages[first:end], *passages[last:]):
        new.say(passage.kind, passage.text, passage.source, lead=passage.lead, report=passage.report)
    new.numbers = list(said.numbers)
    new.anchors = dict(said.anchors)
    new.tables = list(said.tables)
    new.tables[number] = _moved(said.tables[number], _start(said, last) - _start(said, end))
    return new


def _moved(table: TableWords, by: int) -> TableWords:
    rows = tuple(
        tuple(cell._replace(start=cell.start + by, end=cell.end + by) for cell in row) for row in table.rows
    )
    return table._replace(rows=rows)
