"""Proposals put into the YAML: the characters they name, and nothing else."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.issue.dates import DateFault, read_date
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.vocabulary import BLOCKS
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.review.differences import mapped
from bulletin_pdf.review.paper import Line, ReviewPaper, paper_of
from bulletin_pdf.review.proposal import ProposalPart, ReviewProposal
from bulletin_pdf.review.table_structure import TABLE_FLIPS, TableEdit, table_edits
from bulletin_pdf.review.written_values import WrittenValue
from bulletin_pdf.yamldoc.edit import Cut, cut_text, edited
from bulletin_pdf.yamldoc.operations import Edit, EditError, Insert, Path, Remove, SetValue
from bulletin_pdf.yamldoc.source import SourceText

_MARK = b"\xef\xbb\xbf"
_MARKS = pattern(r"\*\*|==")
_ISO = pattern("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_KEYS = frozenset(name for table in BLOCKS.values() for name in table.keys[0].names)
_ALIKE = 0.5
"""How much of a line must be left for it to be taken as the same."""


class UnfitError(Exception):
    """A part that has no place in the source; `why` is a term of `messages.TERMS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Applied(NamedTuple):
    """The files after the proposals that could be put in, and why others could not."""

    sources: tuple[SourceText, ...]
    done: tuple[int, ...]
    """Which of the proposals are in."""
    unfit: tuple[tuple[int, str], ...]
    """Which are not, and why: terms of `messages.TERMS`."""


def apply(paper: ReviewPaper, proposals: Sequence[ReviewProposal], pictures: Sequence[str] = ()) -> Applied:
    """Put proposals into the files that a paper was made from.

    One that does not fit, or that would leave an issue with errors, is left out and named. `pictures` has the file
    name for each proposal that replaces a picture.
    """
    unfit: list[tuple[int, str]] = []
    done: list[int] = []
    for number, proposal in enumerate(proposals):
        try:
            _put_in(paper, [proposal], pictures[number : number + 1])
            done.append(number)
        except UnfitError as error:
            unfit.append((number, error.why))
    sources = _tried(paper, proposals, pictures, done)
    if sources is None:
        kept: list[int] = []
        for number in done:
            if _tried(paper, proposals, pictures, [*kept, number]) is None:
                unfit.append((number, "review error"))
            else:
                kept.append(number)
        done, sources = kept, _tried(paper, proposals, pictures, kept)
    return Applied(sources or paper.files.sources, tuple(done), tuple(sorted(unfit)))


def _tried(
    paper: ReviewPaper, proposals: Sequence[ReviewProposal], pictures: Sequence[str], numbers: Sequence[int]
) -> tuple[SourceText, ...] | None:
    """Put these proposals in together; None when they do not go together or leave errors."""
    if not numbers:
        return paper.files.sources
    try:
        names = [pictures[number] if number < len(pictures) else "" for number in numbers]
        sources = _put_in(paper, [proposals[number] for number in numbers], names)
        # A new picture is written with the source, and so is not there yet.
        others = [proposals[number] for number in numbers if proposals[number].kind != "picture"]
        read_sources(sources if len(others) == len(numbers) else _put_in(paper, others, ()))
    except (UnfitError, BulletinError):
        return None
    return sources


def read_sources(sources: Sequence[SourceText]) -> ReviewPaper:
    """Read changed files as an issue. Raises `BulletinError` when they are none."""
    bulletin = sources[1] if len(sources) > 1 else ""
    return paper_of(read_issue(sources[0], bulletin)[0])


def _put_in(
    paper: ReviewPaper, proposals: Sequence[ReviewProposal], pictures: Sequence[str]
) -> tuple[SourceText, ...]:
    change = _Change(paper)
    for number, proposal in enumerate(proposals):
        for part in proposal.parts:
            change.take(part)
        if proposal.kind == "picture":
            change.take_picture(proposal.picture, pictures[number] if number < len(pictures) else "new.png")
    return change.made()


class _Cell(NamedTuple):
    """A character of a line in its value: start..end there."""

    value: WrittenValue
    start: int
    end: int


class _Change:
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

    # What is wanted

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
            start, end, part = _without_added("\n".join(line.text for line in lines), cells, start, end, part)
        start, end, part = _whole_marks(lines, cells, start, end, part)
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

    def _cells(self, lines: Sequence[Line]) -> list[_Cell | None]:
        """Return the cell of each character, nothing for line ends and for what the program adds."""
        cells: list[_Cell | None] = []
        for number, line in enumerate(lines):
            cells += [None] if number else []
            cells += _cells_of(line, self.paper)
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

    def _flip(self, cells: Sequence[_Cell | None], start: int, end: int, mark: str) -> None:
        inside = [cell for cell in cells[start:end] if cell is not None]
        if not inside or len({self._key(cell.value) for cell in inside}) > 1:
            raise UnfitError("review added")
        self._add(inside[0].value, Cut(inside[0].start, inside[0].start, mark))
        self._add(inside[0].value, Cut(inside[-1].end, inside[-1].end, mark))

    def _delete(self, text: str, cells: Sequence[_Cell | None], start: int, end: int) -> None:
        before: _Cell | None = None
        found = False
        if any(_is_straight(text, cells, at) for at in range(start, end)):
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

    def _settle_quotes(self, text: str, cells: Sequence[_Cell | None]) -> None:
        """Write straight quotation marks as they are printed: without its partner one would stay straight."""
        for at, cell in enumerate(cells):
            if cell is not None and _is_straight(text, cells, at):
                own = self.quotes.setdefault(self._key(cell.value), set())
                own.add(Cut(cell.start, cell.end, text[at]))

    def _delete_line_end(
        self, text: str, cells: Sequence[_Cell | None], at: int, stretch: tuple[int, int]
    ) -> bool:
        """Take out a line end; what is left of a line in another value goes to the end of the line before."""
        left, right = _nearest(cells, at - 1, -1), _nearest(cells, at + 1, 1)
        if left is None or right is None:
            return False
        a, b = left[1], right[1]
        if self._key(a.value) == self._key(b.value):
            gap = a.value.value[a.end : b.start]
            if "\n" in gap:
                self._delete_between(a.value, a.end, b.start)
            return "\n" in gap
        stays = _nearest(cells, stretch[0] - 1, -1), _nearest(cells, stretch[1], 1)
        line_start = text.rfind("\n", 0, at) + 1
        line_end = text.find("\n", at + 1)
        line_end = len(text) if line_end < 0 else line_end
        if stays[0] is None or stays[1] is None or stays[0][0] < line_start or stays[1][0] >= line_end:
            return False
        first, last = stays[1][1], _nearest(cells, line_end - 1, -1)
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
        self, lines: Sequence[Line], cells: Sequence[_Cell | None], start: int, end: int, part: ProposalPart
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
            near = _nearest(cells, start - 1, -1) or _nearest(cells, start, 1)
            if near is None or abs(near[0] - start) > 2:
                raise UnfitError("review added")
            cell = near[1]
            at = cell.end if near[0] < start else cell.start
        now = part.now
        if start == end:
            at = _outside_marks(cell.value.value, at, now)
        if "\n" in now:
            marks = "".join(mark for mark in ("**", "==") if _is_inside(cell.value.value, at, mark))
            between = "\n\n" if "\n\n" in cell.value.value else "\n"
            now = now.replace("\n", f"{marks[::-1]}{between}{marks}")
        self._add(cell.value, Cut(at, at, now))

    # What is written

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
        cuts = _joined(value, [*touched, *quotes])
        new = _after(value.value, cuts)
        if not new.strip() and key not in self.cells:
            path = self._removable(value)
            structure.append((value.file, (*path, 0), Remove(path)))
            return text
        item = self._item_of(value)
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

    def _item_of(self, value: WrittenValue) -> Path:
        """Return the path of the item of a list that a text is, or is the first key of; empty for any other."""
        path = value.path
        if isinstance(path[-1], int):
            return path
        return path[:-1] if self._heads_block(path) else ()

    def _heads_block(self, path: Path) -> bool:
        """Whether a path is that of the first key of a block in the body of a report."""
        return len(path) > 4 and isinstance(path[-2], int) and str(path[-1]) in _FIRST_KEYS

    def _removable(self, value: WrittenValue) -> Path:
        """Return the path of what goes with a text that is taken out: a block with its first key, a list with its last item."""
        path = value.path
        siblings = {
            other[: len(path)]
            for other in self.paper.files.paths(value.file)
            if other[: len(path) - 1] == path[:-1]
        }
        if isinstance(path[-1], int) and len(siblings) == 1:
            path = path[:-1]
        return path[:-1] if self._heads_block(path) else path


def _order(path: Path) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)


def _nearest(cells: Sequence[_Cell | None], at: int, step: int) -> tuple[int, _Cell] | None:
    """Return the nearest character that stands in a file, from `at` on."""
    while 0 <= at < len(cells):
        cell = cells[at]
        if cell is not None:
            return at, cell
        at += step
    return None


def _cells_of(line: Line, paper: ReviewPaper) -> list[_Cell | None]:
    cells: list[_Cell | None] = []
    following: _Cell | None = None
    for at in reversed(range(len(line.text))):
        value = paper.files.value(line.positions[at])
        if value is None:
            cells.append(None)
            following = None
            continue
        start = value.index_of(line.positions[at])
        end = start + 1
        if (
            following is not None
            and following.value.path == value.path
            and following.value.file == value.file
        ):
            gap = value.value[end : following.start]
            if gap.strip(" \t\u3000*=\n"):
                end = following.start
        elif value.value[start] != line.text[at]:
            while end < len(value.value) and value.value[end] in ".-－─―…":
                end += 1
        following = _Cell(value, start, end)
        cells.append(following)
    return cells[::-1]


def _without_added(
    text: str, cells: Sequence[_Cell | None], start: int, end: int, part: ProposalPart
) -> tuple[int, int, ProposalPart]:
    """Leave out of a replacement what the program adds and stays: 第12期 that becomes 第13期 is 12 that becomes 13."""
    now = part.now
    while start < end and now and cells[start] is None and text[start] == now[0] != "\n":
        start, now = start + 1, now[1:]
    while start < end and now and cells[end - 1] is None and text[end - 1] == now[-1] != "\n":
        end, now = end - 1, now[:-1]
    return start, end, part._replace(now=now)


def _whole_marks(
    lines: Sequence[Line], cells: Sequence[_Cell | None], start: int, end: int, part: ProposalPart
) -> tuple[int, int, ProposalPart]:
    """Widen a change that parts a mark which is written otherwise than printed: `...` is one with ……."""
    text = "\n".join(line.text for line in lines)
    first, last = start, end
    while 0 < first < len(text) and _is_rewritten(text, cells, first) and text[first - 1] == text[first]:
        first -= 1
    while 0 < last < len(text) and _is_rewritten(text, cells, last) and text[last - 1] == text[last]:
        last += 1
    if (first, last) == (start, end) or part.flip:
        return start, end, part
    return first, last, part._replace(now=text[first:start] + part.now + text[end:last], side="before")


def _is_straight(text: str, cells: Sequence[_Cell | None], at: int) -> bool:
    """Whether a character is printed as a quotation mark and written as a straight one."""
    cell = cells[at]
    return cell is not None and cell.value.value[cell.start] in "\"'" and text[at] not in "\"'"


def _is_rewritten(text: str, cells: Sequence[_Cell | None], at: int) -> bool:
    cell = cells[at]
    return text[at] in "…—" and cell is not None and cell.value.value[cell.start] != text[at]


def _outside_marks(text: str, at: int, now: str) -> int:
    """Return a place outside the marks of a line for paragraphs that are put in front of it or behind it."""
    while now.endswith("\n") and text[max(at - 2, 0) : at] in ("**", "==") and not _is_closing(text, at - 2):
        at -= 2
    while now.startswith("\n") and text[at : at + 2] in ("**", "==") and _is_closing(text, at):
        at += 2
    return at


def _is_closing(text: str, at: int) -> bool:
    """Whether the mark at a place ends what one before it on the line has begun."""
    return _is_inside(text, at, text[at : at + 2])


def _is_inside(text: str, at: int, mark: str) -> bool:
    """Whether a place of a value lies between two marks of one line."""
    return text.count(mark, text.rfind("\n", 0, at) + 1, at) % 2 == 1


def _joined(value: WrittenValue, cuts: Sequence[Cut]) -> list[Cut]:
    """Put cuts in order, neighbours together, and drop pairs of marks that would say nothing."""
    ordered = sorted(cuts, key=lambda cut: (cut.start, cut.end))
    found: list[Cut] = []
    for cut in ordered:
        if found and cut.start < found[-1].end:
            raise UnfitError("review overlap")
        if found and cut.start == found[-1].end:
            found[-1] = Cut(found[-1].start, cut.end, found[-1].new + cut.new)
        else:
            found.append(cut)
    for mark in ("**", "=="):
        found = _without_empty(value.value, found, mark)
    return found


def _without_empty(text: str, cuts: list[Cut], mark: str) -> list[Cut]:
    """Take out marks that stand side by side after cuts and did not before."""
    double = mark * 2
    changed = True
    while changed:
        changed = False
        for number, cut in enumerate(cuts):
            before = text[max(cuts[number - 1].end if number else 0, cut.start - 2) : cut.start]
            until = cuts[number + 1].start if number + 1 < len(cuts) else len(text)
            behind = text[cut.end : min(cut.end + 2, until)]
            whole = before + cut.new + behind
            at = whole.find(double)
            if at < 0:
                continue
            left = max(0, len(before) - at)
            right = max(0, at + 4 - len(before) - len(cut.new))
            new = (whole[:at] + whole[at + 4 :])[len(before) - left :]
            new = new[: len(new) - (len(behind) - right)] if len(behind) > right else new
            cuts[number] = Cut(cut.start - left, cut.end + right, new)
            changed = True
            break
    return cuts


def _after(text: str, cuts: Sequence[Cut]) -> str:
    for cut in reversed(cuts):
        text = text[: cut.start] + cut.new + text[cut.end :]
    return text


def located(paper: ReviewPaper, part: ProposalPart) -> tuple[int, int, int]:
    """Return the line that a part is counted from on a paper, and its stretch. Raises `UnfitError`."""
    wanted = part.text.split("\n")
    candidates = [line.number for line in paper.lines if line.text == wanted[0]]
    for first in sorted(candidates, key=lambda number: abs(number - part.line)):
        if _texts_from(paper, first, len(wanted)) == wanted:
            return first, part.start, part.end
    best: tuple[float, int] = (0.0, -1)
    for line in paper.lines:
        texts = _texts_from(paper, line.number, len(wanted))
        if len(texts) == len(wanted) and line.text:
            alike = _alikeness("\n".join(texts), part.text) - 0.001 * abs(line.number - part.line)
            best = max(best, (alike, -line.number))
    if best[0] < _ALIKE:
        raise UnfitError("review gone")
    first = -best[1]
    found = mapped(part.text, "\n".join(_texts_from(paper, first, len(wanted))), part.start, part.end)
    if found is None:
        raise UnfitError("review changed")
    return first, *found


def _texts_from(paper: ReviewPaper, first: int, count: int) -> list[str]:
    passage = paper.passages[paper.passage_of[first]]
    at = passage.index(first)
    return [paper.lines[number].text for number in passage[at : at + count]]


def _alikeness(first: str, second: str) -> float:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def picture_value(paper: ReviewPaper, number: int) -> WrittenValue | None:
    """Return the value that names a picture."""
    picture = paper.pictures[number]
    own = [each for each in paper.pictures if each.position == picture.position]
    place = own.index(picture)
    file, at = divmod(picture.position, 1 << 32)
    found = [
        each
        for path in paper.files.paths(file)
        if (each := paper.files.value_of(file, path)) is not None and each.start > at
    ]
    return found[place] if place < len(found) else None
