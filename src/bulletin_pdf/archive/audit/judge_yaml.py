"""The issues contained in or described by a YAML file."""

from bulletin_pdf.archive.audit.judge_listing import judge_listing
from bulletin_pdf.archive.audit.judged_file import HeldIssue, JudgedHolding
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.printed_form import number_line
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.vocabulary import ISSUE
from bulletin_pdf.problems import Problems
from bulletin_pdf.volume.plan.volume_vocabulary import VOLUME
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.parse import load
from bulletin_pdf.yamldoc.source import read_text


def judge_yaml(plain: JudgedHolding) -> JudgedHolding:
    """Judge a YAML file; raises `BulletinError` when it cannot be read."""
    problems = Problems()
    source = read_text(plain.path, problems)
    problems.raise_if_errors()
    node = None if source is None else load(source, problems)
    problems.raise_if_errors()
    if node is None or node.kind != "mapping":
        return plain
    if Fields(node, VOLUME, Problems()).has("issues"):
        return judge_listing(plain, node)
    if not Fields(node, ISSUE, Problems()).has("reports"):
        return plain
    issue, _ = read_issue(plain.path)
    return plain._replace(kind="issue", heads=(head_of(issue),))


def head_of(issue: Issue) -> HeldIssue:
    """Return what an issue is known by."""
    head = issue.masthead
    series = head.series.text if head.series else ""
    year = issue.year or int(head.date.iso[:4] or 0)
    name = "".join(head.name.text.split())
    label = number_line(issue) or head.date.printed
    return HeldIssue(name, series, issue.supplement, year, issue.number, label, "", issue.serial or 0)
