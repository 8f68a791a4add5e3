"""The issue among the others of its directory: number, running number, date (J-20…J-23, J-36)."""

import os
import re
import stat
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from bulletin_pdf.input_states import yaml_names
from bulletin_pdf.issue.dates import DateFault, read_date
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.paths import BULLETIN_FILE
from bulletin_pdf.issue.read import MAX_NUMBER
from bulletin_pdf.issue.vocabulary import BULLETIN, ISSUE
from bulletin_pdf.messages import Detail
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problem, Problems, Span
from bulletin_pdf.proof.finding import Finding, ProofFindings
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.node import Node, load, parse_yaml
from bulletin_pdf.yamldoc.source import SourceText, decode, make_source, read_source

_MAX_NEIGHBOURS = 500
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


def numbers_agree(issue: Issue, neighbourhood: "Neighbourhood") -> ProofFindings:
    """B430 same number, B431 dates in another order, B432 running number, B433 numbers left out."""
    own = own_head(issue)
    if own is None or not own.number or not own.date:
        return
    others = [head for head in neighbourhood.beside(issue.path, own.run) if head.number and head.date]
    in_year = [head for head in others if head.year == own.year]
    repeated = list(_same_number(own, in_year))
    yield from repeated
    yield from _order(own, in_year)
    yield from _running_number(own, others)
    if not repeated:
        yield from _gap(own, in_year)


def issue_before(issue: Issue, neighbourhood: "Neighbourhood") -> IssueHead | None:
    """Return the issue of its run and year that comes next before an issue; None when there is none beside it."""
    own = own_head(issue)
    if own is None or not own.number:
        return None
    others = neighbourhood.beside(issue.path, own.run)
    earlier = (head for head in others if head.year == own.year and 0 < head.number < own.number)
    return max(earlier, key=_number, default=None)


def file_states(path: str) -> tuple[tuple[int, ...], ...]:
    """Return what changes when a file or the bulletin.yaml beside it does: times and sizes."""
    beside = _stat(os.path.join(os.path.dirname(path), BULLETIN_FILE))
    return _states_of(_stat(path), beside)


def _states_of(*statuses: os.stat_result | None) -> tuple[tuple[int, ...], ...]:
    return tuple((each.st_mtime_ns, each.st_ctime_ns, each.st_size) for each in statuses if each)


def _same_number(own: IssueHead, others: Sequence[IssueHead]) -> ProofFindings:
    for other in others:
        if other.number == own.number:
            yield _finding(Code.NUMBER_USED_TWICE, own.number_place, file=other.file, number=own.named)


def _order(own: IssueHead, others: Sequence[IssueHead]) -> ProofFindings:
    """Compare with the issues next before and next after."""
    before = max((head for head in others if head.number < own.number), key=_number, default=None)
    after = min((head for head in others if head.number > own.number), key=_number, default=None)
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


def _running_number(own: IssueHead, others: Sequence[IssueHead]) -> ProofFindings:
    if not own.serial:
        return
    counted = [head for head in others if head.serial]
    for other in counted:
        if other.serial == own.serial and other.number != own.number:
            yield _serial(own, other, own.serial + (1 if own.date > other.date else -1))
            return
    same_year = [head for head in counted if head.year == own.year and head.number < own.number]
    nearest = max(same_year, key=_number, default=None)
    if nearest is not None and own.serial - nearest.serial != own.number - nearest.number:
        yield _serial(own, nearest, nearest.serial + own.number - nearest.number)
        return
    earlier = max((head for head in counted if head.year < own.year), key=_serial_number, default=None)
    if nearest is None and earlier is not None and own.serial <= earlier.serial:
        yield _serial(own, earlier, earlier.serial + own.number)


def _gap(own: IssueHead, others: Sequence[IssueHead]) -> ProofFindings:
    before = max((head for head in others if head.number < own.number), key=_number, default=None)
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


def _number(head: IssueHead) -> int:
    return head.number


def _serial_number(head: IssueHead) -> int:
    return head.serial


def _finding(code: str, place: Span, **details: Detail) -> Finding:
    return Finding(Problem(code, place, tuple(details.items())))


class Neighbourhood:
    """The issues of directories, each file looked at once: for one run over many issues.

    What is written to the files afterwards is not seen.
    """

    def __init__(self) -> None:
        """Know nothing yet."""
        self._files: dict[str, dict[_Run | None, list[_IssueFile]]] = {}

    def beside(self, path: str, run: "_Run | None" = None) -> list[IssueHead]:
        """Return the issues in the directory of one, those nearest to it by name, without itself; all or those of a run."""
        directory = os.path.dirname(path) or "."
        if directory not in self._files:
            self._files[directory] = _by_run(_files_in(directory))
        found = self._files[directory].get(run, [])
        at = bisect_left(found, os.path.basename(path), key=_name_of)
        first = max(min(at - _MAX_NEIGHBOURS // 2, len(found) - _MAX_NEIGHBOURS), 0)
        own = _stat(path)
        itself = (own.st_dev, own.st_ino) if own else None
        return [file.head for file in found[first : first + _MAX_NEIGHBOURS] if file.identity != itself]


_Run = tuple[str, str, bool]


class _IssueFile(NamedTuple):
    """An issue of a directory: its name, the identity of its file, and its head."""

    name: str
    identity: tuple[int, int]
    head: IssueHead


def _name_of(file: _IssueFile) -> str:
    return file.name


def _by_run(files: Iterable[_IssueFile]) -> dict[_Run | None, list[_IssueFile]]:
    """Return the issues of each run, and under None all of them."""
    found: dict[_Run | None, list[_IssueFile]] = {None: []}
    for file in files:
        found[None].append(file)
        found.setdefault(file.head.run, []).append(file)
    return found


def _files_in(directory: str) -> Iterator[_IssueFile]:
    beside = os.path.join(directory, BULLETIN_FILE)
    shared = _stat(beside)
    for name in yaml_names(directory):
        path = os.path.join(directory, name)
        status = _stat(path)
        if name == BULLETIN_FILE or status is None or not stat.S_ISREG(status.st_mode):
            continue
        head = _head_of(path, status, beside, shared)
        if head is not None:
            yield _IssueFile(name, (status.st_dev, status.st_ino), head)


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def own_head(issue: Issue) -> IssueHead | None:
    """Read the issue's own text as that of its neighbours: with the bulletin.yaml right beside it."""
    if not issue.sources:
        return None
    own, *shared = issue.sources
    beside = os.path.join(os.path.dirname(own.path), BULLETIN_FILE)
    same = (text for text in shared if os.path.abspath(text.path) == os.path.abspath(beside))
    return _head_in(own, next(same, None))


def read_issue_head(path: str) -> IssueHead | None:
    """Read only what identifies an issue; None for files that are no issues or cannot be read."""
    beside = os.path.join(os.path.dirname(path), BULLETIN_FILE)
    status = _stat(path)
    return None if status is None else _head_of(path, status, beside, _stat(beside))


def _head_of(
    path: str, status: os.stat_result, beside: str, shared: os.stat_result | None
) -> IssueHead | None:
    """Return the head of a file, read again when its size or its times are others."""
    return _read_head(path, beside if shared else "", _states_of(status, shared))


@lru_cache(maxsize=4096)
def _read_head(path: str, beside: str, _states: tuple[tuple[int, ...], ...]) -> IssueHead | None:
    return _head_in(path, beside or None)


def _head_in(own: str | SourceText, beside: str | SourceText | None) -> IssueHead | None:
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


def _load_head(own: str | SourceText, problems: Problems) -> Node | None:
    """Read an issue without its reports, which are nearly all of it; whole where they are not plainly parted."""
    source = read_source(own, problems) if isinstance(own, str) else decode(*own, problems)
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
