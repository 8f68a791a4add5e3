"""Whether two proposals of a review round contradict each other."""

from collections.abc import Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.review.located_parts import UnfitError, located
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.proposal import ReviewProposal


def line_at(paper: ReviewPaper, line: int, index: int) -> tuple[int, int]:
    """Return the line that a character of a text over several lines stands on, and its place there."""
    passage = paper.passages[paper.passage_of[line]]
    for number in passage[passage.index(line) :]:
        length = len(paper.lines[number].text)
        if index <= length:
            return number, index
        index -= length + 1
    return line, 0


class PlacedChange(NamedTuple):
    """A change at its place on the paper."""

    start: tuple[int, int]
    """Line, and place in it."""
    end: tuple[int, int]
    now: str
    flip: str
    """The look that is changed: `**` or `==`, empty for a change of text."""


def placed_changes(paper: ReviewPaper, proposal: ReviewProposal) -> list[PlacedChange]:
    """Return where the parts of a proposal stand now; parts that no longer fit are left out."""
    found: list[PlacedChange] = []
    for part in proposal.parts if proposal.changes else ():
        try:
            line, start, end = located(paper, part)
        except UnfitError:
            continue
        first, last = line_at(paper, line, start), line_at(paper, line, end)
        found.append(PlacedChange(first, last, part.now, part.flip))
    return found


def contradict(
    first: ReviewProposal, second: ReviewProposal, own: Sequence[PlacedChange], other: Sequence[PlacedChange]
) -> bool:
    """Whether two proposals contradict each other; `own` and `other` are their placed changes."""
    if first.kind == second.kind == "picture":
        return first.picture == second.picture
    return any(_clash(a, b) for a in own for b in other)


def _clash(first: PlacedChange, second: PlacedChange) -> bool:
    """Whether two changes cannot both be made, or not in an order that somebody has named."""
    a, b, c, d = first.start, first.end, second.start, second.end
    if first.flip or second.flip:
        return (
            bool(first.flip and second.flip)
            and a < d
            and c < b
            and first != second
            or (bool(first.flip) != bool(second.flip) and a < d and c < b)
        )
    if a == b and c == d:
        return a == c
    if a == b or c == d:
        point, start, end = (a, c, d) if a == b else (c, a, b)
        both = bool(first.now) and bool(second.now)
        return start < point < end or (both and point in (start, end))
    return a < d and c < b
