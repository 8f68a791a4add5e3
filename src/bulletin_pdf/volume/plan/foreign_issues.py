"""Entries of a volume's YAML for issues that survive only as PDF or scan.

What is wrong with the file is found by `foreign_trial.py` and told by `foreign_faults.py`; `foreign_pages.py`
sets its pages.
"""

from bulletin_pdf.design.shipped import shipped
from bulletin_pdf.issue.blocks import optional
from bulletin_pdf.issue.dates import read_day
from bulletin_pdf.issue.model import (
    Colophon,
    Distribution,
    Issue,
    IssueDate,
    Masthead,
    Prose,
    Report,
)
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.issue.prose import plain, title_line, unwrapped
from bulletin_pdf.issue.prose import prose as make_prose
from bulletin_pdf.issue.read import MAX_NUMBER
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.raster import can_rasterise
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.volume.plan.archived_issues import ArchivedIssue, open_archived
from bulletin_pdf.volume.plan.file_patterns import find_issues
from bulletin_pdf.volume.plan.foreign_issue import ForeignIssue
from bulletin_pdf.volume.plan.foreign_trial import look_at
from bulletin_pdf.volume.plan.volume_vocabulary import PDF_ENTRY, PDF_MEMBER, RASTER_DOTS
from bulletin_pdf.yamldoc.fields import TRUTHS, Fields
from bulletin_pdf.yamldoc.node import Node

_MAX_PAGES = 20_000
_GOOD = 300


class VolumeNames(NamedTuple):
    """What the volume says of all its issues: their name and who published them."""

    name: Prose
    publishers: tuple[Prose, ...]


class ForeignEntry(NamedTuple):
    """An issue that lies as PDF, read."""

    issue: Issue
    foreign: ForeignIssue | None
    """The file whose pages stand for it; none when it is typeset again from the source inside."""
    archived: ArchivedIssue | None
    place: Span


def read_foreign(node: Node, named: VolumeNames, tidier: Tidier, problems: Problems) -> ForeignEntry | None:
    """Read the entry of such an issue; None when it cannot be used, with the reason in `problems`."""
    fields = Fields(node, PDF_MEMBER, problems)
    written = fields.text("pdf", required=True)
    if written is None:
        return None
    paths = find_issues(written, problems)
    if len(paths) != 1:
        if paths:
            problems.add(Code.PATTERN_WITHOUT_FILES, written.span(), file=written.text[:80])
        return None
    place, path = written.span(), paths[0]
    archived = open_archived(path, place, problems)
    if archived is not None and archived.true:
        _compare(fields, archived.issue, problems)
        return ForeignEntry(archived.issue, None, archived, place)
    raster = fields.name_of("raster")
    looked = look_at(path, read_pixels(fields), place, problems)
    if archived is not None and not fields.has("date"):
        issue = archived.issue._replace(path=path)
        foreign = ForeignIssue(
            path, looked.pages, archived.starts(), read_pixels(fields), looked.spots, raster
        )
        return ForeignEntry(issue, foreign, None, place) if looked.pages else None
    entries = [Fields(entry, PDF_ENTRY, problems) for entry in fields.items("contents") if _is_mapping(entry)]
    reports = [_report(entry, tidier) for entry in entries]
    starts = tuple(_start(entry, len(looked.pages), problems) for entry in entries)
    own = fields.texts("publisher")
    if own:
        named = VolumeNames(
            named.name, tuple(plain(line, fields.name_of("publisher"), tidier) for line in own)
        )
    issue = _issue(fields, named, tuple(reports), path, tidier)
    foreign = ForeignIssue(path, looked.pages, starts, read_pixels(fields), looked.spots, raster)
    return ForeignEntry(issue, foreign, None, place) if looked.pages else None


def read_pixels(fields: Fields) -> int:
    """Read `raster`: true for pages drawn well enough to print, or dpi; 0 for pages as they are."""
    node = fields.value("raster")
    if node is None:
        return 0
    if node.kind == "text" and node.value.strip().lower() in TRUTHS:
        dots = _GOOD if fields.flag("raster") else 0
    else:
        dots = fields.integer("raster", *RASTER_DOTS) or 0
    if dots and not can_rasterise():
        fields.problems.add(Code.PDFIUM_NOT_INSTALLED, node.span)
        return 0
    return dots


def _compare(fields: Fields, issue: Issue, problems: Problems) -> None:
    """B876: what the entry says next to the source inside, which has the last word."""
    for key in PDF_MEMBER.keys:
        node = fields.get(key.name)
        if key.name == "pdf" or node is None or node.is_blank:
            continue
        if key.name == "number" and fields.integer("number", 1, MAX_NUMBER) == issue.number:
            continue
        if key.name == "date" and _date(fields).iso == issue.masthead.date.iso:
            continue
        if key.name == "serial" and fields.integer("serial", 1, MAX_NUMBER) == issue.serial:
            continue
        problems.add(Code.ENTRY_KEY_UNUSED, node.span, key=fields.name_of(key.name))


def _is_mapping(node: Node) -> bool:
    return node.kind == "mapping"


def _report(entry: Fields, tidier: Tidier) -> Report:
    title, city, by = entry.text("title", required=True), entry.text("city"), entry.text("by")
    line = Prose("") if title is None else make_prose(title_line(title, entry.name_of("title"), tidier))
    place = None if city is None or not city.text else make_prose(city)
    # 要目 says “city：title”; an entry written so says where it comes from.
    if place is None and "：" in line.text:
        place = Prose(line.text.partition("：")[0], source=line.source)
    before = f"{place.text}：" if place else ""
    bare = line
    if before and line.text.startswith(before):
        bare = Prose(line.text.removeprefix(before), source=line.source.after(len(before)))
    shown = Prose(before + bare.text, source=bare.source.behind(len(before)))
    units = None if by is None else make_prose(unwrapped(by, "（）"))
    return Report(place, (bare,), (shown,), shown, None, units, (), entry.span)


def _start(entry: Fields, count: int, problems: Problems) -> int:
    page = entry.integer("page", 1, _MAX_PAGES)
    if page is not None and count and page > count:
        node = entry.get("page")
        problems.add(Code.NO_SUCH_PDF_PAGE, entry.span if node is None else node.span, page=page, count=count)
    return min(page or 1, max(count, 1))


def _issue(
    fields: Fields, named: VolumeNames, reports: tuple[Report, ...], path: str, tidier: Tidier
) -> Issue:
    number = fields.integer("number", 1, MAX_NUMBER)
    serial = fields.integer("serial", 1, MAX_NUMBER)
    supplement = fields.flag("supplement")
    series = fields.text("series")
    masthead = Masthead(
        name=named.name,
        series=None if series is None else plain(series, fields.name_of("series"), tidier),
        label=None,
        publishers=named.publishers,
        date=_date(fields),
        secrecy=optional(fields, "secrecy", tidier),
    )
    return Issue(
        path=path,
        masthead=masthead,
        theme=None,
        note=(),
        contents="none",
        reports=reports,
        distribution=Distribution(),
        colophon=Colophon(),
        lang="zh-Hans",
        number=number,
        supplement=supplement,
        year=None,
        serial=serial,
        design=shipped(),
        fit=True,
        fonts=(),
        changes=(),
    )


def _date(fields: Fields) -> IssueDate:
    return read_day(fields, "date", fields.problems, required=True) or IssueDate("", "")
