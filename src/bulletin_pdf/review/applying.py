"""Proposals applied to the YAML: only the characters they name change."""

from collections.abc import Sequence

from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.review.issue_changes import IssueChanges
from bulletin_pdf.review.located_parts import UnfitError
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.paper_maker import paper_of
from bulletin_pdf.review.proposal import ReviewProposal
from bulletin_pdf.yamldoc.source import SourceText


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
    change = IssueChanges(paper)
    for number, proposal in enumerate(proposals):
        for part in proposal.parts:
            change.take(part)
        if proposal.kind == "picture":
            change.take_picture(proposal.picture, pictures[number] if number < len(pictures) else "new.png")
    return change.made()
