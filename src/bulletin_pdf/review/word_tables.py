"""Tables of a returned Word paper compared with those sent: added and removed rows and columns.

A row is known again by the ids of its cells. Only tables without merged cells are changed by rows and columns; of
others what came or went is named.
"""

from collections.abc import Iterator, Mapping, Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.review.paper import PaperTable, ReviewPaper
from bulletin_pdf.review.proposal import ProposalKind, ProposalPart
from bulletin_pdf.review.word_return import WordMark, WordReturn, WordRow


class TableChange(NamedTuple):
    """A row or column that came or went; without parts it is only named."""

    kind: ProposalKind
    parts: tuple[ProposalPart, ...]
    mark: WordMark
    was: str
    now: str
    paragraph: int
    """A paragraph of the returned paper near it."""


class TablesCompared(NamedTuple):
    """What came and went, and which cells and lines are reported with it."""

    changes: tuple[TableChange, ...]
    cells: frozenset[int]
    """Cells of the returned paper."""
    lines: frozenset[int]
    """Lines of the paper that was sent."""
    paired: tuple[tuple[int, int], ...]
    """Cells without an id, and the lines they are by where they stand."""


def compare_tables(paper: ReviewPaper, given: WordReturn, line_of: Sequence[int]) -> TablesCompared:
    """Compare all tables; `line_of` has the line that each returned paragraph is, -1 for none."""
    paragraphs: dict[int, list[int]] = {}
    for number, paragraph in enumerate(given.paragraphs):
        if paragraph.cell >= 0:
            paragraphs.setdefault(paragraph.cell, []).append(number)
    known = {
        cell: line
        for cell, numbers in paragraphs.items()
        if (line := next((line_of[number] for number in numbers if line_of[number] >= 0), -1)) >= 0
    }
    tables = [item for item in paper.items if isinstance(item, PaperTable)]
    changes: list[TableChange] = []
    cells, lines, paired = set[int](), set[int](), list[tuple[int, int]]()
    for rows in given.tables:
        sent = _sent_table(rows, tables, known)
        if sent is None:
            continue
        found = _TableReader(paper, given, sent, rows, known, paragraphs)
        changes += found.changes()
        cells |= found.cells
        lines |= found.lines
        paired += found.paired
    return TablesCompared(tuple(changes), frozenset(cells), frozenset(lines), tuple(paired))


def _sent_table(
    rows: Sequence[WordRow], tables: Sequence[PaperTable], known: Mapping[int, int]
) -> PaperTable | None:
    """Return the table that was sent which most of the cells are of."""
    counts = [0] * len(tables)
    for row in rows:
        for cell in row.cells:
            for number, table in enumerate(tables):
                counts[number] += any(
                    known.get(cell, -1) == line for each in table.rows for line, _, _ in each
                )
    best = max(range(len(tables)), key=counts.__getitem__, default=-1)
    return tables[best] if best >= 0 and counts[best] else None


class _TableReader:
    def __init__(
        self,
        paper: ReviewPaper,
        given: WordReturn,
        sent: PaperTable,
        rows: Sequence[WordRow],
        known: Mapping[int, int],
        paragraphs: Mapping[int, list[int]],
    ) -> None:
        self.paper, self.given, self.sent, self.rows = paper, given, sent, rows
        self.known, self.paragraphs = known, paragraphs
        self.plain = all(columns == down == 1 for row in sent.rows for _, columns, down in row)
        self.cells: set[int] = set()
        self.lines: set[int] = set()
        self.paired: list[tuple[int, int]] = []
        self.at = {line: number for number, row in enumerate(sent.rows) for line, _, _ in row}

    def changes(self) -> list[TableChange]:
        """Return what came and went."""
        places = [self._row_of(row) for row in self.rows]
        taken = set(places)
        missing = [number for number in range(len(self.sent.rows)) if number not in taken]
        self._pair(places, missing)
        found = [*self._removed(places, missing), *self._added(places)]
        stay = [
            (row, at)
            for row, at in zip(self.rows, places, strict=True)
            if at >= 0 and row.mark.state != "del"
        ]
        return [*found, *self._moved(places), *self._columns(stay)]

    def _row_of(self, row: WordRow) -> int:
        """Return which row that was sent a row is, -1 for none."""
        if row.mark.state == "ins":
            return -1
        found = [self.at[self.known[cell]] for cell in row.cells if self.known.get(cell, -1) in self.at]
        return max(set(found), key=found.count, default=-1)

    def _pair(self, places: list[int], missing: list[int]) -> None:
        """Take rows without ids between two that are known for those that are missing there, if they are as many."""
        at = 0
        while at < len(places):
            stop = at
            while stop < len(places) and places[stop] < 0 and self.rows[stop].mark.state != "ins":
                stop += 1
            if stop > at:
                before = places[at - 1] if at else -1
                after = places[stop] if stop < len(places) else len(self.sent.rows)
                between = [number for number in missing if before < number < after]
                if len(between) == stop - at:
                    for step, number in enumerate(between):
                        places[at + step] = number
                        missing.remove(number)
                        self._pair_cells(self.rows[at + step], number)
            at = max(stop, at + 1)

    def _pair_cells(self, row: WordRow, number: int) -> None:
        sent = self.sent.rows[number]
        if len(sent) == len(row.cells):
            self.paired += [(cell, line) for cell, (line, _, _) in zip(row.cells, sent, strict=True)]

    # Rows

    def _removed(self, places: Sequence[int], missing: Sequence[int]) -> Iterator[TableChange]:
        gone = {number: WordMark() for number in missing}
        for row, at in zip(self.rows, places, strict=True):
            if row.mark.state == "del" and at >= 0:
                gone[at] = row.mark
                self.cells |= set(row.cells)
        for number, mark in sorted(gone.items()):
            lines = [line for line, _, _ in self.sent.rows[number]]
            self.lines |= set(lines)
            parts = tuple(self._gone(line, "row") for line in lines) if self._is_plain(number) else ()
            was = _shown([self.paper.lines[line].text for line in lines])
            yield TableChange("row removed", parts, mark, was, "", self._near(places, number))

    def _is_plain(self, number: int) -> bool:
        """Whether a row may go without another: it has no merged cells, and is no head."""
        return self.plain and number >= self.sent.head

    def _gone(self, line: int, what: str) -> ProposalPart:
        text = self.paper.lines[line].text
        return ProposalPart(line, text, 0, len(text), flip=what)

    def _near(self, places: Sequence[int], number: int) -> int:
        """Return a paragraph near a row that is gone."""
        best = min(
            (at for at in range(len(places)) if places[at] >= 0),
            key=lambda at: abs(places[at] - number),
            default=0,
        )
        return self._first(self.rows[best])

    def _first(self, row: WordRow) -> int:
        return next((number for cell in row.cells for number in self.paragraphs.get(cell, ())), 0)

    def _added(self, places: Sequence[int]) -> Iterator[TableChange]:
        at = 0
        while at < len(places):
            stop = at
            while stop < len(places) and places[stop] < 0 and self.rows[stop].mark == self.rows[at].mark:
                stop += 1
            if stop > at:
                before = next((place for place in reversed(places[:at]) if place >= 0), -1)
                yield from self._added_after(before, self.rows[at:stop])
            at = max(stop, at + 1)

    def _added_after(self, before: int, rows: Sequence[WordRow]) -> Iterator[TableChange]:
        texts = [[self._text(cell) for cell in row.cells] for row in rows]
        for row in rows:
            self.cells |= set(row.cells)
        if not any(text for row in texts for text in row) and rows[0].mark.state != "ins":
            return
        now = " / ".join(_shown(row) for row in texts)
        width = len(self.sent.rows[0])
        fits = self.plain and all(len(row) == width for row in texts) and before + 1 >= self.sent.head
        parts: tuple[ProposalPart, ...] = ()
        if fits:
            line = self.sent.rows[max(before, 0)][0][0]
            text = self.paper.lines[line].text
            at = len(text) if before >= 0 else 0
            written = "\n".join("\t".join(row) for row in texts)
            parts = (ProposalPart(line, text, at, at, written, "after" if before >= 0 else "before", "row+"),)
        yield TableChange("row added", parts, rows[0].mark, "", now, self._first(rows[0]))

    def _text(self, cell: int) -> str:
        chars = (
            char.text
            for number in self.paragraphs.get(cell, ())
            for char in self.given.paragraphs[number].chars
            if char.mark.state != "del"
        )
        return " ".join("".join(chars).split())

    def _moved(self, places: Sequence[int]) -> Iterator[TableChange]:
        """Name rows that stand before one they stood behind."""
        highest = -1
        for row, at in zip(self.rows, places, strict=True):
            if 0 <= at < highest:
                was = _shown([self.paper.lines[line].text for line, _, _ in self.sent.rows[at]])
                yield TableChange("row moved", (), row.mark, was, "", self._first(row))
            highest = max(highest, at)

    # Columns

    def _columns(self, rows: Sequence[tuple[WordRow, int]]) -> Iterator[TableChange]:
        more = {len(row.cells) - len(self.sent.rows[at]) for row, at in rows}
        if len(more) != 1 or more == {0}:
            return
        if more.pop() > 0:
            yield from self._columns_added(rows)
        else:
            yield from self._columns_removed(rows)

    def _columns_added(self, rows: Sequence[tuple[WordRow, int]]) -> Iterator[TableChange]:
        new = {tuple(n for n, cell in enumerate(row.cells) if cell not in self.known) for row, _ in rows}
        if len(new) != 1:
            return
        for step, column in enumerate(new.pop()):
            texts = [self._text(row.cells[column]) for row, _ in rows]
            self.cells |= {row.cells[column] for row, _ in rows}
            beside = max(column - step - 1, 0)
            side = "after" if column > step else "before"
            parts = []
            for (_, at), text in zip(rows, texts, strict=True):
                line = self.sent.rows[at][min(beside, len(self.sent.rows[at]) - 1)][0]
                said = self.paper.lines[line].text
                place = len(said) if side == "after" else 0
                parts.append(ProposalPart(line, said, place, place, text, side, "cell+"))  # type: ignore[arg-type]
            whole = self.plain and len(rows) == len(self.sent.rows)
            yield TableChange(
                "column added",
                tuple(parts) if whole else (),
                WordMark(),
                "",
                _shown(texts),
                self._first(rows[0][0]),
            )

    def _columns_removed(self, rows: Sequence[tuple[WordRow, int]]) -> Iterator[TableChange]:
        gone = set()
        for row, at in rows:
            there = {self.known.get(cell, -1) for cell in row.cells}
            gone.add(tuple(n for n, (line, _, _) in enumerate(self.sent.rows[at]) if line not in there))
        if len(gone) != 1:
            return
        for column in gone.pop():
            lines = [self.sent.rows[at][column][0] for _, at in rows]
            self.lines |= set(lines)
            whole = self.plain and len(rows) == len(self.sent.rows)
            parts = tuple(self._gone(line, "cell") for line in lines) if whole else ()
            was = _shown([self.paper.lines[line].text for line in lines])
            yield TableChange("column removed", parts, WordMark(), was, "", self._first(rows[0][0]))


def _shown(texts: Sequence[str]) -> str:
    return " | ".join(texts)
