"""One figure said twice: in two places of an issue, and in the issues before it.

In one issue they agree; from one issue to a later one such a figure does not fall.
"""

from collections.abc import Iterable, Sequence

from bulletin_pdf.issue.model import Issue
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.proof.amounts import Amount
from bulletin_pdf.proof.counted_figures import CountedFigure, counted_figures
from bulletin_pdf.proof.finding import Passage, ProofFindings
from bulletin_pdf.proof.neighbours import Neighbourhood, issues_before


def figures_agree(issue: Issue, passages: Sequence[Passage], beside: Neighbourhood) -> ProofFindings:
    """B449: a figure of one thing is another earlier in the issue; B479: it was greater in an issue before."""
    first: dict[tuple[str, str, str], tuple[CountedFigure, Passage]] = {}
    found = list(counted_figures(issue, passages))
    beside.note_figures(issue, [figure for _, _, figure in found])
    for passage, amount, figure in found:
        known, there = first.setdefault(figure.of, (figure, passage))
        if known.value != figure.value:
            span = there.span(0, 1)
            yield passage.find(
                Code.FIGURES_DISAGREE,
                amount.start,
                amount.end,
                found=figure.written,
                other=known.written,
                line=str(span.line if span else 0),
            )
    if found:
        own = [each for each in found if first[each[2].of][0] is each[2]]
        yield from _against_issues_before(issue, own, beside)


def _against_issues_before(
    issue: Issue, found: Sequence[tuple[Passage, Amount, CountedFigure]], beside: Neighbourhood
) -> ProofFindings:
    """Hold each figure against the last issue before that has it, however far back."""
    wanted = {figure.of: (passage, amount, figure) for passage, amount, figure in found}
    labels = {of[1] for of in wanted}
    for file in issues_before(issue, beside):
        for old in _last_said(beside.figures_of(file)) if not labels.isdisjoint(file.labels) else ():
            if old.of not in wanted:
                continue
            passage, amount, figure = wanted.pop(old.of)
            if old.value > figure.value:
                yield passage.find(
                    Code.FIGURE_HAS_FALLEN,
                    amount.start,
                    amount.end,
                    found=figure.written,
                    other=old.written,
                    number=file.head.named,
                )
        if not wanted:
            return


def _last_said(figures: Iterable[CountedFigure]) -> Iterable[CountedFigure]:
    return {figure.of: figure for figure in figures}.values()
