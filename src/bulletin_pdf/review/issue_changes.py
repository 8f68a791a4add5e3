"""The changes of an issue gathered by value, and the changed files."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.issue.dates import DateFault, read_date
from bulletin_pdf.patterns import pattern
from bulletin_pdf.review.located_parts import UnfitError, located, picture_value
from bulletin_pdf.review.paper import Line, ReviewPaper
from bulletin_pdf.review.proposal import ProposalPart
from bulletin_pdf.review.table_structure import TABLE_FLIPS, TableEdit, table_edits
from bulletin_pdf.review.value_cuts import after_cuts, is_between_marks, joined_cuts, outside_marks
from bulletin_pdf.review.written_cells import (
    WrittenCell,
    cells_of,
    is_straight,
    nearest_cell,
    whole_marks,
    without_added,
)
from bulletin_pdf.review.written_values import WrittenValue, item_path, removable_path
from bulletin_pdf.yamldoc.edit import Cut, cut_text, edited
from bulletin_pdf.yamldoc.operations import Edit, EditError, Insert, Path, Remove, SetValue
from bulletin_pdf.yamldoc.source import SourceText

_MARK = b"\xef\xbb\xbf"
_MARKS = pattern(r"\*\*|==")
_ISO = pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class IssueChanges:
    """All that is to change, gathered by value."""

    def __init__(self, paper: ReviewPaper) -> None:
        self.paper = paper
        self.cuts: dict[tuple[int, Path], list[Cut]] = {}
        self.values: dict[tuple[int, Path], WrittenValue] = {}
        self.cells: set[tuple[int, Path]] = set()
        self.wholes: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
        """By line and number of the whole: start, end, new text."""
        self.tables: list[TableEdit] = []
        self.quotes: dict[tuple[int, Path], set[Cut]] = {}
        """Straight quotation marks that are written as they are printed, their partner being gone."""

    # Parts of proposals

    def take(self, part: ProposalPart) -> None:
        """Find the place of a part and note what changes there."""
        first, start, end = located(self.paper, part)
        if part.flip in TABLE_FLIPS:
            self._take_table(self.paper.lines[first], part)
            return
        lines = self._lines(first, start, end)
        if any(line.kind == "cell" for line in lines):
            self.cells |= {self._key(value) for line in lines for value in self._values_of(line)}
        if self._take_whole(lines, start, end, part):
            return
        cells = self._cells(lines)
        if not part.flip:
            start, end, part = without_added("\n".join(line.text for line in lines), cells, start, end, part)
        start, end, part = whole_marks(lines, cells, start, end, part)
        if part.flip:
            self._flip(cells, start, end, part.flip)
            return
        if end > start:
            self._delete("\n".join(line.text for line in lines), cells, start, end)
        if part.now:
            self._insert(lines, cells, start, end, part)

    def _take_table(self, line: Line, part: ProposalPart) -> None:
        value = next(self._values_of(line), None)
        if value is None:
            raise UnfitError("review place")
        try:
            found = list(table_edits(value, part))
        except ValueError as error:
            raise UnfitError("review place") from error
        # Every cell of a row that goes asks for it; of rows that come each is its own.
        self.tables += [each for each in found if not each.gone or each not in self.tables]

    def take_picture(self, number: int, name: str) -> None:
        """Give the picture of that number another file name. Raises `UnfitError` where none is named."""
        found = picture_value(self.paper, number)
        if found is None:
            raise UnfitError("review place")
        self.cuts[self._key(found)] = [Cut(0, len(found.value), name)]

    def _lines(self, first: int, start: int, end: int) -> list[Line]:
        """Return the lines that a stretch reaches over, from the line it is counted from."""
        passage = self.paper.passages[self.paper.passage_of[first]]
        lines, length = [], -1
        for number in passage[passage.index(first) :]:
            lines.append(self.paper.lines[number])
            length += len(self.paper.lines[number].text) + 1
            if length >= end:
                return lines
        raise UnfitError("review place")

    def _cells(self, lines: Sequence[Line]) -> list[WrittenCell | None]:
        """Return the cell of each character, nothing for line ends and for what the program adds."""
        cells: list[WrittenCell | None] = []
        for number, line in enumerate(lines):
            cells += [None] if number else []
            cells += cells_of(line, self.paper)
        return cells

    def _values_of(self, line: Line) -> Iterator[WrittenValue]:
        for position in (*line.positions, *(whole.position for whole in line.wholes)):
            value = self.paper.files.value(position)
            if value is not None:
                yield value

    def _key(self, value: WrittenValue) -> tuple[int, Path]:
        key = value.file, value.path
        self.values.setdefault(key, value)
        return key

    def _take_whole(self, lines: Sequence[Line], start: int, end: int, part: ProposalPart) -> bool:
        """Take a change in a value that is printed otherwise than written; whether it is one."""
        line = lines[0]
        for number, whole in enumerate(line.wholes):
            if start <= whole.end and end >= whole.start:
                if start < whole.start or end > whole.end or part.flip or len(lines) > 1:
                    raise UnfitError("review added")
                self.wholes.setdefault((line.number, number), []).append((start, end, part.now))
                return True
        return False

    def _add(self, value: WrittenValue, cut: Cut) -> None:
        self.cuts.setdefault(self._key(value), []).append(cut)

    def _flip(self, cells: Sequence[WrittenCell | None], start: int, end: int, mark: str) -> None:
        inside = [cell for cell in cells[start:end] if cell is not None]
        if not inside or len({self._key(cell.value) for cell in inside}) > 1:
            raise UnfitError("review added")
        self._add(inside[0].value, Cut(inside[0].start, inside[0].start, mark))
        self._add(inside[0].value, Cut(inside[-1].end, inside[-1].end, mark))

    def _delete(self, text: str, cells: Sequence[WrittenCell | None], start: int, end: int) -> None:
        before: WrittenCell | None = None
        found = False
        if any(is_straight(text, cells, at) for at in range(start, end)):
            self._settle_quotes(text, cells)
        for at in range(start, end):
            cell = cells[at]
            if text[at] == "\n":
                found |= self._delete_line_end(text, cells, at, (start, end))
                before = None
            if cell is None:
                continue
            found = True
            if before is not None and self._key(before.value) == self._key(cell.value):
                self._delete_between(cell.value, before.end, cell.start)
            self._add(cell.value, Cut(cell.start, cell.end, ""))
            before = cell
        if not found:
            raise UnfitError("review added")

    def _settle_quotes(self, text: str, cells: Sequence[WrittenCell | None]) -> None:
        """Write straight quotation marks as they are printed: without its partner one would stay straight."""
        for at, cell in enumerate(cells):
            if cell is not None and is_straight(text, cells, at):
                own = self.quotes.setdefault(self._key(cell.value), set())
                own.add(Cut(cell.start, cell.end, text[at]))

    def _delete_line_end(
        self, text: str, cells: Sequence[WrittenCell | None], at: int, stretch: tuple[int, int]
    ) -> bool:
        """Take out a line end; what is left of a line in another value goes to the end of the line before."""
        left, right = nearest_cell(cells, at - 1, -1), nearest_cell(cells, at + 1, 1)
        if left is None or right is None:
            return False
        a, b = left[1], right[1]
        if self._key(a.value) == self._key(b.value):
            gap = a.value.value[a.end : b.start]
            if "\n" in gap:
                self._delete_between(a.value, a.end, b.start)
            return "\n" in gap
        stays = nearest_cell(cells, stretch[0] - 1, -1), nearest_cell(cells, stretch[1], 1)
        line_start = text.rfind("\n", 0, at) + 1
        line_end = text.find("\n", at + 1)
        line_end = len(text) if line_end < 0 else line_end
        if stays[0] is None or stays[1] is None or stays[0][0] < line_start or stays[1][0] >= line_end:
            return False
        first, last = stays[1][1], nearest_cell(cells, line_end - 1, -1)
        if last is None:
            return False
        until = last[1].value.value.find("\n", last[1].end)
        until = len(last[1].value.value) if until < 0 else until
        moved = first.value.value[first.start : until]
        self._add(stays[0][1].value, Cut(stays[0][1].end, stays[0][1].end, moved))
        self._add(first.value, Cut(first.start, until, ""))
        return True

    def _delete_between(self, value: WrittenValue, start: int, end: int) -> None:
        """Take out what stands between two characters, but for marks of lead and emphasis."""
        at = start
        for mark in _MARKS.finditer(value.value, start, end):
            if mark.start() > at:
                self._add(value, Cut(at, mark.start(), ""))
            at = mark.end()
        if end > at:
            self._add(value, Cut(at, end, ""))

    def _insert(
        self,
        lines: Sequence[Line],
        cells: Sequence[WrittenCell | None],
        start: int,
        end: int,
        part: ProposalPart,
    ) -> None:
        if "\n" in part.now and lines[0].kind != "text":
            raise UnfitError("review one line")
        left = cells[start - 1] if start else None
        right = cells[start] if start < len(cells) else None
        if end > start:
            right = next((cell for cell in cells[start:end] if cell is not None), right)
        cell, at = None, 0
        if right is not None and (part.side == "before" or left is None):
            cell, at = right, right.start
        elif left is not None:
            cell, at = left, left.end
        if cell is None:
            near = nearest_cell(cells, start - 1, -1) or nearest_cell(cells, start, 1)
            if near is None or abs(near[0] - start) > 2:
                raise UnfitError("review added")
            cell = near[1]
            at = cell.end if near[0] < start else cell.start
        now = part.now
        if start == end:
            at = outside_marks(cell.value.value, at, now)
        if "\n" in now:
            marks = "".join(mark for mark in ("**", "==") if is_between_marks(cell.value.value, at, mark))
            between = "\n\n" if "\n\n" in cell.value.value else "\n"
            now = now.replace("\n", f"{marks[::-1]}{between}{marks}")
        self._add(cell.value, Cut(at, at, now))

    # Files

    def made(self) -> tuple[SourceText, ...]:
        """Return the files after the changes. Raises `UnfitError` where they cannot be written."""
        self._settle_wholes()
        texts = [source.data.decode("utf-8-sig") for source in self.paper.files.sources]
        structure: list[tuple[int, Path, Edit]] = []
        try:
            gone = {(each.file, each.gone) for each in self.tables if each.gone}
            for key in sorted(self.cuts, key=lambda key: self.values[key].start, reverse=True):
                if any((key[0], key[1][:length]) in gone for length in range(len(key[1]) + 1)):
                    continue
                texts[key[0]] = self._cut(texts[key[0]], key, structure)
            structure += [(each.file, each.order, each.edit) for each in self.tables]
            for file, _, edit in sorted(structure, key=lambda each: _order(each[1]), reverse=True):
                texts[file] = edited(texts[file], [edit])
        except EditError as error:
            raise UnfitError("review yaml") from error
        return tuple(
            source._replace(data=(_MARK if source.data.startswith(_MARK) else b"") + text.encode("utf-8"))
            for source, text in zip(self.paper.files.sources, texts, strict=True)
        )

    def _settle_wholes(self) -> None:
        for (number, which), changes in self.wholes.items():
            line = self.paper.lines[number]
            whole = line.wholes[which]
            text = line.text
            for start, end, new in sorted(changes, reverse=True):
                text = text[:start] + new + text[end:]
            grown = len(text) - len(line.text)
            new = text[whole.start : whole.end + grown]
            value = self.paper.files.value(whole.position)
            if value is None:
                raise UnfitError("review place")
            if _ISO.fullmatch(value.value.strip()):
                try:
                    new = read_date(new).iso
                except DateFault:
                    raise UnfitError("review date") from None
            self.cuts[self._key(value)] = [Cut(0, len(value.value), new)]

    def _cut(self, text: str, key: tuple[int, Path], structure: list[tuple[int, Path, Edit]]) -> str:
        value = self.values[key]
        touched = self.cuts[key]
        quotes = (
            quote
            for quote in self.quotes.get(key, ())
            if not any(cut.start < quote.end and quote.start < cut.end for cut in touched)
        )
        cuts = joined_cuts(value, [*touched, *quotes])
        new = after_cuts(value.value, cuts)
        if not new.strip() and key not in self.cells:
            path = removable_path(self.paper.files, value)
            structure.append((value.file, (*path, 0), Remove(path)))
            return text
        item = item_path(value.path)
        if item and "\n" not in value.value.rstrip("\n") and "\n" in new.rstrip("\n"):
            lines = [line for line in new.split("\n") if line.strip()]
            # Paragraphs put in before a text leave it as it is.
            in_front = cuts[0].start == cuts[0].end == 0 and cuts[0].new.endswith("\n")
            own = len(cuts[0].new.rstrip("\n").split("\n")) if in_front else 0
            own = min(own, len(lines) - 1)
            at = int(item[-1])
            for number, line in enumerate(lines[own + 1 :]):
                structure.append((value.file, (*item, 1 + number), Insert((*item[:-1], at + 1), line)))
            for number, line in enumerate(lines[:own]):
                structure.append((value.file, (*item, number - len(lines)), Insert(item, line)))
            cuts = [] if lines[own] == value.value.strip() else [Cut(0, len(value.value), lines[own])]
            if not cuts:
                return text
        if not value.places or not value.value:
            return edited(text, [SetValue(value.path, new)])
        return cut_text(text, value.path, cuts, value.places)


def _order(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)
