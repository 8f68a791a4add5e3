"""One figure said twice: in two places of an issue, and in the issue before it.

Two figures are surely the same where the words before them are the same, from a place (全县, 东河县) on,
say that all is counted (共, 累计, 已), and no time stands in their sentence. In one issue they agree; from
one issue to the next such a figure does not fall.
"""

import os
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from bulletin_pdf.issue.model import Issue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError
from bulletin_pdf.proof.amounts import Amount, sentences
from bulletin_pdf.proof.finding import Passage, ProofFindings
from bulletin_pdf.proof.neighbours import Neighbourhood, file_states, issue_before
from bulletin_pdf.proof.passages import passages_of

_SCOPE = pattern("(全[省市州县区旗镇乡村]|[\u4e00-\u9fff]{2,4}[省市州县区旗])")
_ALL = pattern("共|累计|已|现有|总数|总计|合计")
_ANY = pattern("[省市州县区旗镇乡村](?:[\u3400-\u9fff]{0,4})(?:共|累计|已|现有|总)")
"""What such a sentence has in it, so that most passages need not be looked at more closely."""
_TIMED = pattern(
    "年|月|季度|上半年|下半年|同期|同比|环比|上期|本周|上周|今天|昨天|当天|原来|目标|计划|力争|预计|第[一二三四五]"
)
_PARTLY = pattern("其中|平均|每|新增|增加|增长|减少|分别|占")
_SHORTEST = 7
"""Characters of the words before a figure."""


class CountedFigure(NamedTuple):
    """A figure of all that was counted: what it is of, its value and how it is written."""

    of: tuple[str, str, str]
    """The city of the report, the words before the figure, the unit."""
    value: Decimal
    written: str


def figures_agree(issue: Issue, passages: Sequence[Passage], beside: Neighbourhood) -> ProofFindings:
    """B449: a figure of one thing is another earlier in the issue; B479: it was greater in the issue before."""
    first: dict[tuple[str, str, str], tuple[CountedFigure, Passage]] = {}
    found = list(_figures(issue, passages))
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
        yield from _against_issue_before(
            issue, [each for each in found if first[each[2].of][0] is each[2]], beside
        )


def _against_issue_before(
    issue: Issue, found: Sequence[tuple[Passage, Amount, CountedFigure]], beside: Neighbourhood
) -> ProofFindings:
    head = issue_before(issue, beside)
    if head is None:
        return
    path = os.path.join(os.path.dirname(issue.path), head.file)
    earlier = {figure.of: figure for figure in _facts_of(path, file_states(path))}
    for passage, amount, figure in found:
        old = earlier.get(figure.of)
        if old is not None and old.value > figure.value:
            yield passage.find(
                Code.FIGURE_HAS_FALLEN,
                amount.start,
                amount.end,
                found=figure.written,
                other=old.written,
                number=head.named,
            )


@lru_cache(maxsize=2048)
def _facts_of(path: str, _states: tuple[tuple[int, ...], ...]) -> tuple[CountedFigure, ...]:
    """Return the figures of an issue beside this one; they are kept while its file stays as it is."""
    from bulletin_pdf.issue.read import read_issue

    try:
        issue, _ = read_issue(path)
    except (BulletinError, OSError):
        return ()
    return tuple(figure for _, _, figure in _figures(issue, passages_of(issue)))


def _figures(issue: Issue, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Amount, CountedFigure]]:
    for passage in passages:
        if not (passage.is_prose and passage.has_digits and _ANY.search(passage.text)):
            continue
        city = issue.reports[passage.report].city_name if passage.report >= 0 else ""
        for sentence in sentences(passage.text):
            if _TIMED.search(sentence.text) or _PARTLY.search(sentence.text):
                continue
            for amount in sentence.amounts:
                label = amount.label.removeprefix("截至目前")
                if amount.is_exact and len(label) >= _SHORTEST and _SCOPE.match(label) and _ALL.search(label):
                    written = passage.text[amount.start : amount.end]
                    yield passage, amount, CountedFigure((city, label, amount.unit), amount.value, written)
