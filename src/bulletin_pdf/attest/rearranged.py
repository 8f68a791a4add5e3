"""A wording with its parts in another order, as pages print them around tables."""

from collections.abc import Callable, Iterator, Sequence

from bulletin_pdf.attest.wording import CellWords, HasPlace, TableWords, Wording, WordingPassage
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import Span

WordingStretch = tuple[int, int]
"""Start and end in a wording."""


class RearrangedWording(NamedTuple):
    """The other wording, and where a place of the old one is in it."""

    said: Wording
    place: Callable[[int], int]


class _Rest(NamedTuple):
    """What says where a text stands, for the rest of that text from character `cut` on."""

    source: HasPlace
    cut: int

    def place_of(self, index: int) -> Span | None:
        return self.source.place_of(max(0, self.cut + index))


def rearrange(said: Wording, stretches: Sequence[WordingStretch]) -> RearrangedWording:
    """Return `stretches` in their order; together they are one stretch of the wording, and the rest stays."""
    first, last = min(start for start, _ in stretches), max(end for _, end in stretches)
    order = [(0, first), *stretches, (last, said.length)]
    moves: list[tuple[int, int, int]] = []
    new = Wording()
    for start, end in order:
        moves.append((start, end, new.length))
        for passage in _passages(said, start, end):
            new.say(passage.kind, passage.text, passage.source, lead=passage.lead, report=passage.report)

    def place(at: int) -> int:
        if at >= last:
            return at
        return next(to + at - start for start, end, to in moves if start <= at < end)

    new.numbers = [number._replace(at=place(number.at)) for number in said.numbers]
    new.anchors = {name: place(at) for name, at in said.anchors.items()}
    new.tables = [_moved(table, place) for table in said.tables]
    return RearrangedWording(new, place)


def _passages(said: Wording, start: int, end: int) -> Iterator[WordingPassage]:
    """Return the passages of a stretch, those at its ends cut."""
    for number in range(said.passage_before(start), len(said.passages)):
        begin = said.starts[number]
        if begin >= end:
            return
        passage = said.passages[number]
        length = len("".join(passage.text.split()))
        low, high = max(start - begin, 0), min(end - begin, length)
        if low < high:
            yield passage if (low, high) == (0, length) else _cut(passage, low, high)


def _cut(passage: WordingPassage, low: int, high: int) -> WordingPassage:
    """Return the stretch low…high of a passage, white space not counted."""
    solid = [at for at, char in enumerate(passage.text) if not char.isspace()]
    first, last = solid[low], solid[high - 1] + 1
    source = passage.source
    if first and source is not None:
        source = _Rest(source, first - passage.lead)
    return passage._replace(text=passage.text[first:last], source=source, lead=0 if first else passage.lead)


def _moved(table: TableWords, place: Callable[[int], int]) -> TableWords:
    rows = tuple(tuple(_moved_cell(cell, place(cell.start)) for cell in row) for row in table.rows)
    return table._replace(rows=rows, start=place(table.start))


def _moved_cell(cell: CellWords, start: int) -> CellWords:
    return cell._replace(start=start, end=start + cell.end - cell.start)
