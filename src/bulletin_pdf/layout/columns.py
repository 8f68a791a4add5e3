"""The widths of a table's columns, chosen from their content.

Each cell needs at least its longest unbreakable stretch and naturally its text on one line; a column needs the
largest of each of its cells, and what a cell over several columns needs besides is shared among them.

- Where all natural widths go into the measure, columns have them, columns of figures alike, and the table is opened: to the
  whole measure, or a narrow one a little.
- Where not even the least widths do, there are none: a smaller size, a turned page or an error comes next.
- Between the two, what is left over the least widths is first shared out by how much each column lacks of its
  natural width. Then width changes hands, half an em or a little more at a time, from the one column to the other
  where that saves most: lines of the table first, lines of all cells next. It ends when no exchange saves a line. Lines are
  counted from widths alone, nothing is set for that, and of long tables only the fullest rows are looked at.
"""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

from bulletin_pdf.named_tuples import NamedTuple

_FULL_FROM: Final = 0.6
"""A table that fills this share of the measure by itself is opened to the whole of it."""
_MAX_OPENED: Final = 1.8
"""A narrower one is opened to this many times its natural width and stands centred."""
_AMOUNTS: Final = (1, 2, 4)
"""Steps that change hands at a time."""
_STEP: Final = 0.5
"""How much width changes hands while columns are weighed against each other, em."""
_MAX_STEPS: Final = 400
_MAX_LOOKS: Final = 3_000_000
"""Cells looked at while width changes hands: a wide table of long texts is left as it is then."""
_SHORTFALL: Final = 0.5
"""What a broken line leaves free on average, em."""
_WEIGHED_ROWS: Final = 40
"""Rows looked at while columns are weighed: the fullest ones decide."""
_WIDEST_CELLS: Final = 4
"""Cells of each column whose rows are looked at besides."""


_LONGEST_NAME: Final = 7.0
"""A text of a column without weight that is longer takes two lines, em."""
_LONGEST_WORD: Final = 8.0
"""A word that is longer may be parted where a table fits in no other way, em."""
_MIN_SHARE: Final = 2.0
"""What a column of weight 1 must have for its texts to be read with ease, em."""
_MIN_KEPT: Final = 1.6
"""What it keeps when it gives to others of its kind."""


class Need(NamedTuple):
    """The widths one cell's text needs in its columns, em.

    `least` is its longest unbreakable stretch, `natural` its text on one line.
    """

    row: int
    column: int
    columns: int
    least: float
    natural: float


def choose_columns(
    needs: Sequence[Need], count: int, measure: float, sides: float, alike: Sequence[int] = ()
) -> tuple[float, ...] | None:
    """Return the widths of `count` columns, em, none if `measure` cannot hold them.

    `sides` is the white left and right of a text in its column, both together; `alike`
    are columns of figures, which are set as wide as each other if there is room.
    """
    least, natural = _columns(needs, count, sides)
    if sum(natural) <= measure:
        return _open(_level(natural, alike, measure), measure)
    if sum(least) > measure:
        return None
    return _weigh(needs, least, natural, measure, sides)


def share_columns(
    needs: Sequence[Need], weights: Sequence[int], measure: float, sides: float
) -> tuple[float, ...] | None:
    """Return widths of which those with a weight share what the others leave; none if that is too little.

    A column without weight is as wide as its text on one line, or on two where it is long.
    """
    least, natural = _columns(needs, len(weights), sides)
    widths = [
        0.0 if weight else min(want, max(must, _LONGEST_NAME + sides))
        for weight, must, want in zip(weights, least, natural, strict=True)
    ]
    share = (measure - sum(widths)) / sum(weights)
    if share < _MIN_SHARE:
        return None
    given = [weight * share if weight else width for weight, width in zip(weights, widths, strict=True)]
    # Only these give to each other: what is no text has the room it needs.
    floor = [_MIN_KEPT * weight if weight else width for weight, width in zip(weights, widths, strict=True)]
    return _moved(needs, given, floor, sides)


def fits_naturally(needs: Sequence[Need], count: int, measure: float, sides: float) -> bool:
    """Whether every text goes on one line."""
    return sum(_columns(needs, count, sides)[1]) <= measure


def squeeze_columns(needs: Sequence[Need], count: int, measure: float, sides: float) -> tuple[float, ...]:
    """Return widths that fill the measure whatever the cells need (the table is at fault, B513)."""
    least, _ = _columns(needs, count, sides)
    total = sum(least) or 1.0
    return tuple(width * measure / total for width in least)


def with_one_relaxed(
    needs: Sequence[Need], relaxed: Sequence[Need], count: int, figures: Sequence[int]
) -> Iterator[list[Need]]:
    """Return the needs of a table with those of one column after the other relaxed, the one that gives most first.

    `relaxed` are the needs of the first cells of `needs`, in the same order.
    """
    gains = {column: _widest(needs, column) - _widest(relaxed, column) for column in range(count)}
    for column in sorted(gains, key=lambda column: -gains[column]):
        if gains[column] > 0 and column not in figures:
            own = [
                other if need.column == column else need for need, other in zip(needs, relaxed, strict=False)
            ]
            yield [*own, *needs[len(own) :]]


def with_words_parted(needs: Sequence[Need]) -> list[Need]:
    """Return the needs of texts whose longest words go over line ends: addresses, strings of letters or figures."""
    return [need._replace(least=min(need.least, _LONGEST_WORD)) for need in needs]


def _widest(needs: Sequence[Need], column: int) -> float:
    return max((need.least for need in needs if (need.column, need.columns) == (column, 1)), default=0.0)


def all_but_one(needs: Sequence[Need], count: int, measure: float, sides: float) -> tuple[float, ...] | None:
    """Return widths with every text on one line but for one column's at most; None where that is too wide."""
    least, natural = _columns(needs, count, sides)
    surplus = sum(natural) - measure
    if surplus <= 0:
        return _open(natural, measure)
    able = [column for column in range(count) if natural[column] - least[column] >= surplus]
    if not able:
        return None
    widest = max(able, key=natural.__getitem__)
    return tuple(width - surplus * (column == widest) for column, width in enumerate(natural))


def _columns(needs: Sequence[Need], count: int, sides: float) -> tuple[list[float], list[float]]:
    """Return what each column needs at least and naturally; cells over several come last."""
    least, natural = [0.0] * count, [0.0] * count
    for need in sorted(needs, key=lambda need: need.columns):
        columns = range(need.column, need.column + need.columns)
        _share(least, columns, need.least + sides)
        _share(natural, columns, need.natural + sides)
    return least, [max(pair) for pair in zip(least, natural, strict=True)]


def _share(widths: list[float], columns: range, wanted: float) -> None:
    missing = wanted - sum(widths[column] for column in columns)
    if missing > 0:
        for column in columns:
            widths[column] += missing / len(columns)


def _level(natural: list[float], alike: Sequence[int], measure: float) -> list[float]:
    widest = max((natural[column] for column in alike), default=0.0)
    level = [widest if column in alike else width for column, width in enumerate(natural)]
    return level if sum(level) <= measure else natural


def _open(widths: list[float], measure: float) -> tuple[float, ...]:
    """Open natural widths: to the whole measure, or a narrow table a little."""
    total = sum(widths)
    wanted = measure if total >= _FULL_FROM * measure else min(measure, total * _MAX_OPENED)
    extra = (wanted - total) / len(widths)
    return tuple(width + extra for width in widths)


# Columns that must break their text ---------------------------------------------------


def _weigh(
    needs: Sequence[Need], least: list[float], natural: list[float], measure: float, sides: float
) -> tuple[float, ...]:
    """Share the measure out, then move width to where it saves lines."""
    spare = measure - sum(least)
    wishes = [want - must for want, must in zip(natural, least, strict=True)]
    total = sum(wishes) or 1.0
    widths = [must + spare * wish / total for must, wish in zip(least, wishes, strict=True)]
    return _moved(needs, widths, least, sides)


def _moved(
    needs: Sequence[Need], widths: list[float], least: Sequence[float], sides: float
) -> tuple[float, ...]:
    """Move width to where it saves lines; no column gets less than its least."""
    rows = _fullest(needs)
    cost = _cost(rows, widths, sides)
    a_step = len(_AMOUNTS) * len(widths) ** 2 * sum(map(len, rows))
    for _ in range(min(_MAX_STEPS, _MAX_LOOKS // a_step)):
        better = _best_move(rows, widths, least, cost, sides)
        if better is None:
            break
        cost, widths = better
    return tuple(widths)


def _fullest(needs: Sequence[Need]) -> list[list[Need]]:
    rows: dict[int, list[Need]] = {}
    for need in needs:
        rows.setdefault(need.row, []).append(need)
    ordered = sorted(rows.values(), key=lambda row: -max(need.natural for need in row))
    if len(ordered) <= _WEIGHED_ROWS:
        return ordered
    widest: dict[int, list[Need]] = {}
    for need in sorted(needs, key=lambda need: -need.natural):
        if len(of_column := widest.setdefault(need.column, [])) < _WIDEST_CELLS:
            of_column.append(need)
    chosen = dict.fromkeys(need.row for cells in widest.values() for need in cells)
    fullest = [row for row in ordered if row[0].row not in chosen]
    return [*(rows[row] for row in chosen), *fullest][:_WEIGHED_ROWS]


def _cost(rows: Sequence[Sequence[Need]], widths: Sequence[float], sides: float) -> tuple[int, int]:
    """Lines of the whole table, then lines of all cells: fewer are better."""
    height = filled = 0
    for row in rows:
        counts = [
            _lines(need.natural, sum(widths[need.column : need.column + need.columns]) - sides)
            for need in row
        ]
        height += max(counts)
        filled += sum(counts)
    return height, filled


def _lines(natural: float, room: float) -> int:
    """Count the lines of a text of so many em, roughly: broken lines are seldom quite full."""
    return 1 if natural <= room + 1e-6 else ceil(natural / max(room - _SHORTFALL, 1.0))


def _best_move(
    rows: Sequence[Sequence[Need]],
    widths: list[float],
    least: Sequence[float],
    cost: tuple[int, int],
    sides: float,
) -> tuple[tuple[int, int], list[float]] | None:
    """Try to give each column a step or more from each other one; the best gain wins."""
    best: tuple[tuple[int, int], list[float]] | None = None
    for steps in _AMOUNTS:
        amount = steps * _STEP
        for giver in range(len(widths)):
            if widths[giver] - amount < least[giver]:
                continue
            for taker in range(len(widths)):
                if taker == giver:
                    continue
                tried = list(widths)
                tried[giver] -= amount
                tried[taker] += amount
                tried_cost = _cost(rows, tried, sides)
                if tried_cost < (best[0] if best else cost):
                    best = tried_cost, tried
        if best is not None:
            return best
    return None
