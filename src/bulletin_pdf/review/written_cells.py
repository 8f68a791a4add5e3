"""The characters of a line as written in their values; changes are widened or narrowed to fit them."""

from collections.abc import Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.review.paper import Line, ReviewPaper
from bulletin_pdf.review.proposal import ProposalPart
from bulletin_pdf.review.written_values import WrittenValue


class WrittenCell(NamedTuple):
    """A character of a line in its value: start..end there."""

    value: WrittenValue
    start: int
    end: int


def nearest_cell(cells: Sequence[WrittenCell | None], at: int, step: int) -> tuple[int, WrittenCell] | None:
    """Return the nearest character that stands in a file, from `at` on."""
    while 0 <= at < len(cells):
        cell = cells[at]
        if cell is not None:
            return at, cell
        at += step
    return None


def cells_of(line: Line, paper: ReviewPaper) -> list[WrittenCell | None]:
    """Return where each character of a line is written; None for what the program adds."""
    cells: list[WrittenCell | None] = []
    following: WrittenCell | None = None
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
        following = WrittenCell(value, start, end)
        cells.append(following)
    return cells[::-1]


def without_added(
    text: str, cells: Sequence[WrittenCell | None], start: int, end: int, part: ProposalPart
) -> tuple[int, int, ProposalPart]:
    """Leave out of a replacement what the program adds and stays: 第12期 that becomes 第13期 is 12 that becomes 13."""
    now = part.now
    while start < end and now and cells[start] is None and text[start] == now[0] != "\n":
        start, now = start + 1, now[1:]
    while start < end and now and cells[end - 1] is None and text[end - 1] == now[-1] != "\n":
        end, now = end - 1, now[:-1]
    return start, end, part._replace(now=now)


def whole_marks(
    lines: Sequence[Line], cells: Sequence[WrittenCell | None], start: int, end: int, part: ProposalPart
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


def is_straight(text: str, cells: Sequence[WrittenCell | None], at: int) -> bool:
    """Whether a character is printed as a quotation mark and written as a straight one."""
    cell = cells[at]
    return cell is not None and cell.value.value[cell.start] in "\"'" and text[at] not in "\"'"


def _is_rewritten(text: str, cells: Sequence[WrittenCell | None], at: int) -> bool:
    cell = cells[at]
    return text[at] in "…—" and cell is not None and cell.value.value[cell.start] != text[at]
