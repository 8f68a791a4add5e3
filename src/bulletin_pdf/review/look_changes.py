"""Leads and emphasis that a reviewer switched on or off in a returned Word paper."""

from collections.abc import Iterator, Sequence

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.proposal import ProposalPart
from bulletin_pdf.review.word_looks import looks_of
from bulletin_pdf.review.word_proposal_parts import part_of_group
from bulletin_pdf.review.word_return import Char, WordMark
from bulletin_pdf.review.word_stretches import NOT_TRACKED, WordGroup, carried_places


class LookChange(NamedTuple):
    """A stretch whose lead or emphasis was changed; `note` says why the change cannot be taken, empty where it can."""

    part: ProposalPart
    mark: WordMark
    was: str
    now: str
    note: str = ""


def changed_looks(
    paper: ReviewPaper, group: WordGroup, stream: Sequence[Char], rejected: str
) -> Iterator[LookChange]:
    """Yield the changed leads and emphasis of characters that stay in the text."""
    looks = looks_of(paper, group)
    stays = _kept_chars(group, stream, rejected)
    yield from _switched(paper, group, "**", [(at, char.lead, char) for at, char in stays], looks.leads)
    yield from _switched(paper, group, "==", [(at, char.dots, char) for at, char in stays], looks.dots)


def _kept_chars(group: WordGroup, stream: Sequence[Char], rejected: str) -> list[tuple[int, Char]]:
    """Return the characters that were neither inserted nor deleted, each with its place in the group's text."""
    stays: list[tuple[int, Char]] = []
    at = 0
    for char in stream:
        if char.mark.state == "":
            stays.append((at, char))
        at += char.mark.state != "ins"
    if rejected == group.text:
        return stays
    places = carried_places([place for place, _ in stays], rejected, group.text)
    return [
        (place, char)
        for place, (_, char) in zip(places, stays, strict=True)
        if group.text[place : place + 1] == char.text
    ]


def _switched(
    paper: ReviewPaper,
    group: WordGroup,
    flip: str,
    stays: Sequence[tuple[int, bool | None, Char]],
    was: Sequence[bool | None],
) -> Iterator[LookChange]:
    run: list[int] = []
    by = NOT_TRACKED
    for at, now, char in [*stays, (len(group.text) + 2, None, Char("", WordMark(), None, None, WordMark()))]:
        differs = now is not None and at < len(group.text) and was[at] is not None and now != was[at]
        differs = differs and char.text not in "\n\t"
        if run and (not differs or at != run[-1] + 1 or was[at] != was[run[0]]):
            yield from _change(paper, group, run, flip, by, turned_on=not was[run[0]])
            run = []
        if differs:
            by = char.by if not run else by
            run.append(at)


def _change(
    paper: ReviewPaper, group: WordGroup, run: list[int], flip: str, by: WordMark, *, turned_on: bool
) -> Iterator[LookChange]:
    text = group.text[run[0] : run[-1] + 1]
    line = paper.lines[group.line]
    if not any(char.isalnum() for char in text):
        return
    part = part_of_group(group, run[0], run[-1] + 1)
    if line.kind != "text" or line.style.startswith("level"):
        yield LookChange(part, by, text, "", "look of a title")
        return
    marked = f"{flip}{text}{flip}"
    was, now = (text, marked) if turned_on else (marked, text)
    yield LookChange(part._replace(flip=flip), by, was, now)
