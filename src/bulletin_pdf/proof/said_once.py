"""What a clerk types once too often or in passing: contributors, the year of a date, the star of a classification."""

import os
from collections.abc import Iterator

from bulletin_pdf.issue.model import Issue, Paragraph, Prose, Report, RightLines
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem
from bulletin_pdf.proof.agreement import AgreementContext
from bulletin_pdf.proof.finding import Finding, ProofFindings
from bulletin_pdf.proof.issue_heads import own_head

_AROUND = pattern("[（）()【】 \u3000]|供稿单位|供稿|来源|[：:。]")
_YEAR = pattern("(?<![0-9])((?:19|20)[0-9]{2})(?![0-9])")
_SIGNED = pattern("((?:19|20)[0-9]{2})年[0-9]{1,2}月[0-9]{1,2}日")
_NO_STAR = pattern("(绝密|机密|秘密)[^★]*[0-9]")
_FAR = 1
"""Years that a report, or the name of the file, may be away from the issue: December's stand in January's."""


def contributors_said_once(setting: AgreementContext) -> ProofFindings:
    """B188: who contributed a report is not typed once more as the last line of its text."""
    for report in setting.issue.reports:
        last = _last_line(report)
        if report.by is None or last is None or not (name := _bare(report.by.text)):
            continue
        if _bare(last.text) == name:
            details = (("text", last.text),)
            yield Finding(Problem(Code.CONTRIBUTOR_TWICE, last.place_of(0), details))


def _last_line(report: Report) -> Prose | None:
    match report.body[-1:]:
        case (Paragraph(prose=prose),):
            return prose
        case (RightLines(lines=lines),) if lines:
            return lines[-1]
        case _:
            return None


def _bare(text: str) -> str:
    return _AROUND.sub("", text)


def years_agree(setting: AgreementContext) -> ProofFindings:
    """B187: the year of an issue is that of its file's name, of its reports' dates and of what was signed, or next to it."""
    issue = setting.issue
    year = int(issue.masthead.date.iso[:4] or 0)
    others = list(_years(issue))
    if year and others and all(abs(year - other) > _FAR for other in others):
        details = (("year", str(year)), ("other", str(others[0])))
        head = own_head(issue)
        yield Finding(Problem(Code.YEAR_FAR_OFF, head and head.date_place, details))


def _years(issue: Issue) -> Iterator[int]:
    """Yield the years that say when an issue was made, apart from its own date."""
    named = _YEAR.match(os.path.basename(issue.path))
    if named:
        yield int(named[1])
    for report in issue.reports:
        if report.date is not None and report.date.iso[:4].isdigit():
            yield int(report.date.iso[:4])
        for element in report.body:
            if isinstance(element, RightLines):
                yield from (int(found[1]) for line in element.lines for found in _SIGNED.finditer(line.text))


def secrecy_has_its_star(setting: AgreementContext) -> ProofFindings:
    """B189: ★ stands between a classification and its term (P-20)."""
    secrecy = setting.issue.masthead.secrecy
    if secrecy is not None and _NO_STAR.match(secrecy.text):
        details = (("text", secrecy.text),)
        yield Finding(Problem(Code.SECRECY_WITHOUT_STAR, secrecy.place_of(0), details))
