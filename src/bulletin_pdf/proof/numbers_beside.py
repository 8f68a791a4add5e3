"""The issue among the others of its directory: number, running number, date (J-20…J-23, J-36)."""

from typing import Final

from bulletin_pdf.issue.model import Issue
from bulletin_pdf.messages import Detail
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Span
from bulletin_pdf.proof.finding import Finding, ProofFindings
from bulletin_pdf.proof.issue_heads import IssueHead, own_head
from bulletin_pdf.proof.neighbours import Neighbourhood, OtherIssues


def numbers_agree(issue: Issue, neighbourhood: Neighbourhood) -> ProofFindings:
    """B430 same number, B431 dates in another order, B432 running number, B433 numbers left out."""
    own = neighbourhood.own_head(issue)
    if own is None or not own.number or not own.date:
        return
    others = neighbourhood.run_of(issue.path, own.run)
    if next(_disagreements(own, others), None) is not None:
        yield from _disagreements(own_head(issue) or own, others)


def _disagreements(own: IssueHead, others: OtherIssues) -> ProofFindings:
    repeated = list(_same_number(own, others))
    yield from repeated
    yield from _order(own, others)
    yield from _running_number(own, others)
    if not repeated:
        yield from _gap(own, others)


MAX_FILES_NAMED: Final = 5


def _same_number(own: IssueHead, others: OtherIssues) -> ProofFindings:
    """One finding for all files of the number; of many backups the first few are named."""
    files = [other.file for other in others.numbered(own.year, own.number)]
    if files:
        named = (*files[:MAX_FILES_NAMED], *("…" for _ in files[MAX_FILES_NAMED:][:1]))
        yield _finding(Code.NUMBER_USED_TWICE, own.number_place, files=named, number=own.named)


def _order(own: IssueHead, others: OtherIssues) -> ProofFindings:
    """Compare with the issues next before and next after."""
    before, after = others.next_before(own.year, own.number), others.next_after(own.year, own.number)
    for other in (before, after):
        if other is None or other.date == own.date:
            continue
        if (other.number < own.number) != (other.date < own.date):
            yield _finding(
                Code.DATE_BEFORE_PREVIOUS,
                own.date_place,
                number=own.named,
                date=own.date,
                file=other.file,
                other_number=other.named,
                other=other.date,
            )


def _running_number(own: IssueHead, others: OtherIssues) -> ProofFindings:
    if not own.serial:
        return
    for other in others.with_serial(own.serial):
        if other.number != own.number:
            yield _serial(own, other, own.serial + (1 if own.date > other.date else -1))
            return
    nearest = others.next_before(own.year, own.number, counted=True)
    if nearest is not None and own.serial - nearest.serial != own.number - nearest.number:
        yield _serial(own, nearest, nearest.serial + own.number - nearest.number)
        return
    earlier = others.last_before(own.year) if nearest is None else None
    if earlier is not None and own.serial <= earlier.serial:
        yield _serial(own, earlier, earlier.serial + own.number)


def _gap(own: IssueHead, others: OtherIssues) -> ProofFindings:
    before = others.next_before(own.year, own.number)
    if before is None or own.number - before.number == 1:
        return
    first, last = before.number + 1, own.number - 1
    missing = f"{first}" if first == last else f"{first}～{last}"
    yield _finding(
        Code.NUMBERS_MISSING_BEFORE,
        own.number_place,
        file=before.file,
        other=str(before.number),
        missing=missing,
    )


def _serial(own: IssueHead, other: IssueHead, expected: int) -> Finding:
    return _finding(
        Code.SERIAL_OUT_OF_STEP,
        own.serial_place,
        serial=own.serial,
        file=other.file,
        other=other.serial,
        expected=expected,
    )


def _finding(code: str, place: Span, **details: Detail) -> Finding:
    return Finding(Problem(code, place, tuple(details.items())))
