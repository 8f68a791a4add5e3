"""Archival evidence of a round: its record and 修改情况, the page made from it."""

import os

from bulletin_pdf.build import make
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.review.paper_maker import paper_of
from bulletin_pdf.review.report import report_data
from bulletin_pdf.review.round import record_path, standings
from bulletin_pdf.review.round_file import read_round
from bulletin_pdf.yamldoc.dump import write_data
from bulletin_pdf.yamldoc.source import SourceText

RECORD_ENDING = ".review.yml"
PAGE_ENDING = ".修改情况.pdf"
_MAX_RECORD = 64 << 20


class ReviewEvidence(NamedTuple):
    """The evidence of one issue."""

    record: bytes
    page: bytes
    """修改情况 (PDF/A-3a)."""
    day: str
    """Of the last decision, YYYY-MM-DD; empty when none was made."""
    counts: tuple[int, int, int]
    """Proposals accepted, refused, open."""

    @property
    def said(self) -> str:
        """What was done, in a sentence."""
        accepted, refused, left = self.counts
        rest = f"，待定{left}条" if left else ""
        return f"审签提出{accepted + refused + left}条，采纳{accepted}条，不采纳{refused}条{rest}"


def evidence_of(issue: Issue, problems: Problems) -> ReviewEvidence | None:
    """Return the evidence of an issue's rounds; None where there was none.

    Proposals that are still open are reported (B286). Raises `BulletinError` for a damaged record.
    """
    path = record_path(issue.path)
    if not os.path.isfile(path) or not issue.sources:
        return None
    record = read_plain(path, _MAX_RECORD)
    round_ = read_round(path, SourceText(path, record), issue.path)
    if not round_.entries:
        return None
    states = [each.state for each in round_.entries]
    counts = (states.count("accepted"), states.count("refused"), states.count("open") + states.count("unfit"))
    if counts[2]:
        problems.add(Code.REVIEW_STILL_OPEN, Span(path, 1, 1), count=counts[2])
    paper = paper_of(issue)
    name = f"{os.path.splitext(issue.path)[0]}.review.yaml"
    text = write_data(report_data(paper, standings(round_, paper), "zh"))
    own = Problems()
    page, _ = read_issue(SourceText(name, text.encode("utf-8")), "")
    data = make(page, own, "archive", target=os.path.basename(name).replace(".review.yaml", PAGE_ENDING)).data
    day = max((each.decided for each in round_.entries), default="")
    return ReviewEvidence(record, data, day, counts)
