"""The place of a part of a proposal on a paper, even if the issue has changed since."""

from bulletin_pdf.review.differences import mapped
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.proposal import ProposalPart
from bulletin_pdf.review.written_values import WrittenValue

_ALIKE = 0.5
"""How much of a line must be left for it to be taken as the same."""


class UnfitError(Exception):
    """A part that has no place in the source; `why` is a term of `messages.TERMS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


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
