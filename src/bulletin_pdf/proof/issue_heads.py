"""What identifies an issue, read from its file without its reports: number, running number, date, and where these stand."""

import os
import re

from bulletin_pdf.issue.dates import DateFault, read_date
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.paths import BULLETIN_FILE
from bulletin_pdf.issue.read import MAX_NUMBER
from bulletin_pdf.issue.vocabulary import BULLETIN, ISSUE
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.node import Node
from bulletin_pdf.yamldoc.parse import load, parse_yaml
from bulletin_pdf.yamldoc.source import SourceText, decode, make_source, read_text

_REPORTS = pattern("(?m)^(?:reports|报告|稿件|文章):[ ]*\\n(?:(?:[ #-].*)?\\n)+(?=[a-z_\u3400-\u9fff]|\\Z)")
"""The reports written as a block; what comes behind them begins a line."""
_INVOLVED = re.compile("^(?:---|[%{])|[*][a-z]", re.MULTILINE)
"""Documents, directives, braces, and what may stand for a part of the reports: all is read then."""
_SPACES = str.maketrans("", "", " \u3000【】〔〕[]")


class IssueHead(NamedTuple):
    """What distinguishes one issue from another, and where its number and date stand."""

    file: str
    bulletin: str
    series: str
    supplement: bool
    year: str
    number: int
    serial: int
    date: str
    number_place: Span
    serial_place: Span
    date_place: Span

    @property
    def run(self) -> tuple[str, str, bool]:
        """Issues of one run are numbered together (J-21)."""
        return self.bulletin, self.series, self.supplement

    @property
    def named(self) -> str:
        """How it is called: 2022年第30期."""
        return f"{self.year}年{'增刊' if self.supplement else ''}第{self.number}期"


def own_head(issue: Issue) -> IssueHead | None:
    """Read the issue's own text as that of its neighbours: with the bulletin.yaml right beside it."""
    if not issue.sources:
        return None
    own, *shared = issue.sources
    beside = os.path.join(os.path.dirname(own.path), BULLETIN_FILE)
    same = (text for text in shared if os.path.abspath(text.path) == os.path.abspath(beside))
    return head_in(own, next(same, None))


def read_issue_head(path: str) -> IssueHead | None:
    """Read only what identifies an issue; None for files that are no issues or cannot be read."""
    data, beside = bytes_of_issue(path), os.path.join(os.path.dirname(path), BULLETIN_FILE)
    shared = bytes_of_issue(beside)
    if data is None:
        return None
    return head_in(SourceText(path, data), None if shared is None else SourceText(beside, shared))


def bytes_of_issue(path: str) -> bytes | None:
    """Return the bytes of a file that may hold an issue."""
    found = read_text(path, Problems())
    return found.data if found else None


def head_in(own: SourceText, beside: SourceText | None) -> IssueHead | None:
    """Return the head of an issue's text, with the values of the bulletin.yaml beside it; None for what is no issue."""
    ignored = Problems()
    node = _load_head(own, ignored)
    shared = load(beside, ignored) if beside else None
    if node is None:
        return None
    defaults = Fields(shared, BULLETIN, ignored) if shared is not None else None
    fields = Fields(node, ISSUE, ignored, defaults)
    if not fields.has("reports"):
        return None
    date = _line(fields, "date")
    try:
        iso = read_date(date).iso if date else ""
    except DateFault:
        iso = ""
    year = fields.integer("year", 1900, 2199)
    return IssueHead(
        os.path.basename(node.source.path),
        _line(fields, "bulletin"),
        _line(fields, "series"),
        fields.flag("supplement"),
        str(year) if year else iso[:4],
        fields.integer("number", 1, MAX_NUMBER) or 0,
        fields.integer("serial", 1, MAX_NUMBER) or 0,
        iso,
        _place(fields, "number"),
        _place(fields, "serial"),
        _place(fields, "date"),
    )


def _load_head(own: SourceText, problems: Problems) -> Node | None:
    """Read an issue without its reports, which are nearly all of it; whole where they are not plainly parted."""
    source = decode(*own, problems)
    if source is None:
        return None
    reports = _REPORTS.search(source.text)
    if reports is None:
        return parse_yaml(source, problems)
    # As many lines as before keep the places of what follows.
    rest = f"reports: [0]{chr(10) * reports[0].count(chr(10))}"
    text = source.text[: reports.start()] + rest + source.text[reports.end() :]
    faults = Problems()
    node = None if _INVOLVED.search(text) else parse_yaml(make_source(source.path, text), faults)
    return parse_yaml(source, problems) if node is None or faults.errors else node


def _line(fields: Fields, name: str) -> str:
    written = fields.text(name)
    return "" if written is None else written.text.translate(_SPACES)


def _place(fields: Fields, name: str) -> Span:
    node = fields.get(name)
    return fields.span if node is None else node.span
