"""A round of review: every proposal with its number and outcome, kept as YAML next to the issue.

Nothing is decided here that a person has not decided: proposals that contradict each other stay open until one is
named, and what does not fit a source that has changed is named and left.
"""

import os
from collections.abc import Iterable, Mapping, Sequence

from bulletin_pdf.issue.paths import REVIEW_ENDING
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.review.applying import Applied, apply
from bulletin_pdf.review.contradictions import contradict, line_at, placed_changes
from bulletin_pdf.review.located_parts import UnfitError, located
from bulletin_pdf.review.paper import ReviewPaper
from bulletin_pdf.review.proposal import ProposalState, ReviewProposal
from bulletin_pdf.review.returned_file import Taken
from bulletin_pdf.yamldoc.source import SourceText


class RoundEntry(NamedTuple):
    """A proposal in a round."""

    id: int
    proposal: ReviewProposal
    state: ProposalState = "open"
    decided: str = ""
    """The day it was decided, YYYY-MM-DD."""
    place: Span | None = None
    """Where it stood when it was taken."""


class Return(NamedTuple):
    """A file that was taken."""

    name: str
    digest: str
    changed: bool
    foreign: bool


class Round(NamedTuple):
    """All that was asked for an issue, and its outcome."""

    returns: tuple[Return, ...] = ()
    entries: tuple[RoundEntry, ...] = ()


class Standing(NamedTuple):
    """How an entry stands to the source as it is now."""

    entry: RoundEntry
    place: Span | None
    unfit: str = ""
    """Why it does not fit: a term of `messages.TERMS`."""
    against: tuple[int, ...] = ()
    """Open proposals that contradict it."""
    shared: bool = False
    """Whether it changes the bulletin.yaml that other issues share."""


class Decided(NamedTuple):
    """A round after a decision, and the files to write."""

    round: Round
    sources: tuple[SourceText, ...]
    pictures: tuple[tuple[str, bytes], ...]
    """File names next to the issue, and their data."""
    accepted: tuple[int, ...]
    refused: tuple[int, ...]
    problems: Problems


def record_path(issue: str) -> str:
    """Return where the record of an issue's rounds lies."""
    stem, ending = os.path.splitext(issue)
    return (stem if ending.lower() in (".yaml", ".yml") else issue) + REVIEW_ENDING


def with_taken(round_: Round, paper: ReviewPaper, taken: Taken) -> Round:
    """Add what a returned file asks for; what others ask for too gets one more name."""
    if any(each.digest == taken.digest for each in round_.returns):
        return round_
    entries = list(round_.entries)
    known = {_asked(each.proposal): at for at, each in enumerate(entries) if each.proposal.changes}
    number = max((each.id for each in entries), default=0)
    for proposal in taken.proposals:
        same = known.get(_asked(proposal), -1) if proposal.changes else -1
        if same >= 0:
            old = entries[same].proposal
            who = tuple(dict.fromkeys((*old.who, *proposal.who)))
            source = ", ".join(dict.fromkeys((*old.source.split(", "), proposal.source)))
            entries[same] = entries[same]._replace(proposal=old._replace(who=who, source=source))
            continue
        if proposal.changes:
            known[_asked(proposal)] = len(entries)
        number += 1
        entries.append(RoundEntry(number, proposal, place=_place(paper, proposal)))
    own = Return(taken.name, taken.digest, taken.changed, taken.foreign)
    return Round((*round_.returns, own), tuple(entries))


def _asked(proposal: ReviewProposal) -> tuple[object, ...]:
    """Return what a proposal asks for, whoever does."""
    return proposal.kind, proposal.parts, proposal.now, proposal.data


def _place(paper: ReviewPaper, proposal: ReviewProposal) -> Span | None:
    if proposal.kind == "picture":
        return paper.files.span(paper.pictures[proposal.picture].position)
    for part in proposal.parts[:1]:
        try:
            line, start, end = located(paper, part)
        except UnfitError:
            return None
        return _stretch_place(paper, line, start, end)
    return None


def _stretch_place(paper: ReviewPaper, line: int, start: int, end: int) -> Span | None:
    """Return where a stretch stands; its length counts what is written, marks of lead and emphasis with it."""
    first = paper.place(*line_at(paper, line, start), max(end - start, 1))
    last = paper.place(*line_at(paper, line, end - 1)) if end > start else None
    if first is None or last is None or last[:2] != first[:2] or last.column < first.column:
        return first
    return first._replace(length=last.column - first.column + 1)


# How proposals stand to the source and to each other


def standings(round_: Round, paper: ReviewPaper) -> list[Standing]:
    """Return every entry with its place now, why it does not fit, and what it contradicts."""
    open_ = [each for each in round_.entries if each.state == "open"]
    places = {each.id: placed_changes(paper, each.proposal) for each in open_}
    changing = [each for each in open_ if each.proposal.changes]
    fits = apply(paper, [each.proposal for each in open_], _names(open_, paper)) if open_ else None
    unfit = {} if fits is None else {open_[at].id: why for at, why in fits.unfit if why != "review error"}
    own = paper.files.sources[0].path
    found = []
    for entry in round_.entries:
        place = _place(paper, entry.proposal) if entry.state == "open" else entry.place
        against = tuple(
            other.id
            for other in (changing if entry.state == "open" and entry.proposal.changes else ())
            if other.id != entry.id
            and contradict(entry.proposal, other.proposal, places[entry.id], places[other.id])
        )
        why = unfit.get(entry.id, "") if entry.proposal.changes else ""
        shared = entry.proposal.changes and place is not None and place.path != own
        found.append(Standing(entry, place or entry.place, why, against, shared))
    return found


def _names(entries: Sequence[RoundEntry], paper: ReviewPaper) -> list[str]:
    """Return a new file name for each picture that is replaced."""
    return [_picture_name(each, paper) if each.proposal.kind == "picture" else "" for each in entries]


def _picture_name(entry: RoundEntry, paper: ReviewPaper) -> str:
    from bulletin_pdf.review.located_parts import picture_value

    value = picture_value(paper, entry.proposal.picture)
    stem = os.path.splitext(value.value.strip() if value is not None else "picture")[0]
    ending = os.path.splitext(entry.proposal.file)[1].lower() or ".png"
    return f"{stem}-{entry.id}{ending}"


# Decisions


def decide(
    round_: Round, paper: ReviewPaper, accept: Iterable[int] | None, refuse: Iterable[int], day: str
) -> Decided:
    """Accept and refuse proposals; `accept` None accepts all that are open, fit and contradict none.

    Raises `BulletinError` for a number that is none, or two that contradict each other.
    """
    problems = Problems()
    own = paper.files.sources[0].path
    stand = {each.entry.id: each for each in standings(round_, paper)}
    refused = tuple(dict.fromkeys(refuse))
    wanted = (
        tuple(dict.fromkeys(accept)) if accept is not None else _acceptable(stand, refused, own, problems)
    )
    _check(stand, (*wanted, *refused), own, problems)
    for number in wanted:
        clash = tuple(other for other in stand[number].against if other in wanted) if number in stand else ()
        if clash:
            problems.add(
                Code.CHOSEN_PROPOSALS_CONTRADICT, stand[number].place, id=number, others=_listed(clash)
            )
        if number in refused:
            problems.add(Code.CHOSEN_PROPOSALS_CONTRADICT, stand[number].place, id=number, others=str(number))
    problems.raise_if_errors()
    entries = {each.id: each for each in round_.entries}
    chosen = [entries[number] for number in wanted if entries[number].state == "open"]
    changing = [each for each in chosen if each.proposal.changes]
    applied = apply(paper, [each.proposal for each in changing], _names(changing, paper))
    done = {changing[at].id for at in applied.done} | {
        each.id for each in chosen if not each.proposal.changes
    }
    for at, why in applied.unfit:
        problems.add(Code.PROPOSAL_UNFIT, stand[changing[at].id].place, id=changing[at].id, why=Term(why))
    return Decided(
        _with_states(round_, stand, done, refused, day),
        applied.sources,
        _pictures(applied, changing, paper),
        tuple(sorted(done)),
        refused,
        problems,
    )


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _acceptable(
    stand: Mapping[int, Standing], refused: Sequence[int], own: str, problems: Problems
) -> tuple[int, ...]:
    """Return what may be accepted without a look at it; the rest is named."""
    found = []
    for number, each in stand.items():
        if each.entry.state != "open" or number in refused or not each.entry.proposal.changes:
            continue
        others = [other for other in each.against if other not in refused]
        if others:
            problems.add(Code.PROPOSALS_CONTRADICT, each.place, id=number, others=_listed(others))
        elif each.unfit:
            problems.add(Code.PROPOSAL_UNFIT, each.place, id=number, why=Term(each.unfit))
        elif each.shared:
            problems.add(Code.PROPOSAL_IN_SHARED_FILE, each.place, id=number)
        else:
            found.append(number)
    return tuple(found)


def _check(stand: Mapping[int, Standing], numbers: Iterable[int], own: str, problems: Problems) -> None:
    for number in numbers:
        if number not in stand:
            problems.add(Code.NO_SUCH_PROPOSAL, Span(own, 1, 1), id=number, known=len(stand))
        elif stand[number].entry.state != "open":
            state = Term(f"review {stand[number].entry.state}")
            problems.add(Code.PROPOSAL_DECIDED, stand[number].place, id=number, state=state)


def _with_states(
    round_: Round, stand: Mapping[int, Standing], done: set[int], refused: Sequence[int], day: str
) -> Round:
    entries = []
    for entry in round_.entries:
        state: ProposalState = (
            "accepted" if entry.id in done else "refused" if entry.id in refused else entry.state
        )
        if entry.state == "open" and state != "open":
            entry = entry._replace(state=state, decided=day, place=stand[entry.id].place)
        entries.append(entry)
    return round_._replace(entries=tuple(entries))


def _pictures(
    applied: Applied, changing: Sequence[RoundEntry], paper: ReviewPaper
) -> tuple[tuple[str, bytes], ...]:
    return tuple(
        (_picture_name(changing[at], paper), changing[at].proposal.data)
        for at in applied.done
        if changing[at].proposal.kind == "picture"
    )


# The record
