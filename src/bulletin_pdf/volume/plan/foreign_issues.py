"""Issues that survive only as PDF or as a scan: read, judged, set on the volume's pages.

Each page of such a file is placed whole in the middle of a page of the volume: at its own size, or
scaled down to fit if it is larger, and turned when it lies across (P-65). To a reader it is a figure with a
description. Actions, scripts, notes and forms stay behind; what only they show is missed
and named.
"""

import os
from collections.abc import Iterable, Mapping, Sequence

from bulletin_pdf.design.shipped import shipped
from bulletin_pdf.geometry import A4, Rect, Size
from bulletin_pdf.issue.blocks import optional
from bulletin_pdf.issue.dates import DateFault, read_date
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
from bulletin_pdf.issue.printed_form import printed_entry
from bulletin_pdf.issue.prose import plain, title_line, unwrapped
from bulletin_pdf.issue.prose import prose as make_prose
from bulletin_pdf.issue.read import MAX_NUMBER
from bulletin_pdf.messages import Detail, Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Anchor, Document, ForeignPdfPage, Group, Mark, OutlineItem, Page, Tag
from bulletin_pdf.pdf.foreign.conform.page_copier import PageCopier
from bulletin_pdf.pdf.foreign.conform.page_faults import PageFault, PageFaultKind, damage_reason, fault_reason
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.page_boxes import geometry_of
from bulletin_pdf.pdf.foreign.raster import can_rasterise, try_pages
from bulletin_pdf.pdf.objects import ObjectTable, Ref
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.plain_files import open_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.volume.plan.archived_issues import ArchivedIssue, open_archived
from bulletin_pdf.volume.plan.file_patterns import find_issues
from bulletin_pdf.volume.plan.volume_vocabulary import PDF_ENTRY, PDF_MEMBER, RASTER_DOTS
from bulletin_pdf.yamldoc.fields import TRUTHS, Fields
from bulletin_pdf.yamldoc.node import Node

_SAME_SIZE = 3.0
"""pt; a page that is larger than the volume's by no more stays at its own size."""
_MAX_PAGES = 20_000
_MAX_BYTES = 1 << 30
_GOOD = 300


class ForeignPage(NamedTuple):
    """One page of such a file, as far as the volume needs it."""

    size: Size
    faults: tuple[PageFault, ...] = ()
    paints: bool = True
    """Whether its content says that something is painted."""


class ForeignIssue(NamedTuple):
    """A file that stands for an issue."""

    path: str
    pages: tuple[ForeignPage, ...]
    starts: tuple[int, ...]
    """Pages its reports begin on, counted from 1."""
    pixels: int = 0
    """Dots an inch its pages are drawn in; 0 when they are copied as they are."""
    spots: Mapping[str, str] = {}
    """Inks of its own → how they are mixed."""
    raster: str = "raster"
    """What its entry calls the field that has pages drawn."""


class VolumeNames(NamedTuple):
    """What the volume says of all its issues: their name and who published them."""

    name: Prose
    publishers: tuple[Prose, ...]


class ForeignEntry(NamedTuple):
    """An issue that lies as PDF, read."""

    issue: Issue
    foreign: ForeignIssue | None
    """The file whose pages stand for it; none when it is set anew from the source inside."""
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
    looked = _look(path, _pixels(fields), place, problems)
    if archived is not None and not fields.has("date"):
        issue = archived.issue._replace(path=path)
        foreign = ForeignIssue(path, looked.pages, archived.starts(), _pixels(fields), looked.spots, raster)
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
    foreign = ForeignIssue(path, looked.pages, starts, _pixels(fields), looked.spots, raster)
    return ForeignEntry(issue, foreign, None, place) if looked.pages else None


def _pixels(fields: Fields) -> int:
    """Read `raster`: true for pages drawn well enough to print, or dots an inch; 0 for pages as they are."""
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
    """B876: what the entry says beside the source inside, which has the last word."""
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
    written = fields.text("date", required=True)
    if written is None:
        return IssueDate("", "")
    try:
        return read_date(written.text)
    except DateFault as fault:
        why = {"why": Term(fault.why)} if fault.why else {}
        fields.problems.add(fault.code, written.span(), value=written.text[:40], **why)
        return IssueDate("", "")


# Judging ------------------------------------------------------------------------------------


class _Looked(NamedTuple):
    pages: tuple[ForeignPage, ...] = ()
    spots: Mapping[str, str] = {}
    said: int = 0
    """How many pages the file says it has."""
    lost: tuple[int, ...] = ()
    """Pages it names that are not in it."""


def _look(path: str, pixels: int, place: Span, problems: Problems) -> _Looked:
    """Look at every page; whatever is wrong with the file ends as a problem of its entry."""
    try:
        if os.path.getsize(path) > _MAX_BYTES:
            raise ForeignPdfError("too large")
        looked = _copied(path)
        if pixels and not looked.lost:
            looked = _drawn(path, looked)
    except ForeignPdfError as error:
        reason = Term(fault_reason(error))
        if error.fault == "limit":
            problems.add(Code.PDF_PAST_LIMIT, place, file=path, reason=reason)
        else:
            problems.add(Code.PDF_NOT_BOUND, place, file=path, why=reason)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, ArithmeticError):
        # A file may be broken in more ways than its reader expects.
        problems.add(Code.PDF_NOT_BOUND, place, file=path, why=Term("pdf damaged"))
    else:
        return looked if _is_whole(path, looked, place, problems) else _Looked()
    return _Looked()


def damaged_pages(path: str) -> tuple[tuple[int, str], ...]:
    """Return the pages of a PDF that cannot be read whole, counted from 1, and what is at fault with each.

    Every stream and every picture is unpacked. `ForeignPdfError` when the file cannot be read at all.
    """
    try:
        looked = _copied(path)
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        ArithmeticError,
    ) as error:
        raise ForeignPdfError("damaged", f"{type(error).__name__}: {error}") from error
    lost = [(page, "lost") for page in looked.lost]
    faults = [
        (number, fault.kind)
        for number, page in enumerate(looked.pages, start=1)
        for fault in page.faults
        if fault.kind in _DAMAGED
    ]
    return (*lost, *dict.fromkeys(faults))


_DAMAGED = frozenset[PageFaultKind](("damaged", "lost", "picture", "check sum"))


def _is_whole(path: str, looked: _Looked, place: Span, problems: Problems) -> bool:
    """Whether a file has all its pages; reports lost ones (B855) and a wrong count (B856)."""
    count = len(looked.pages)
    for page in looked.lost:
        problems.add(Code.PDF_PAGE_LOST, place, file=path, page=page, count=count)
    if looked.said != count and not looked.lost:
        problems.add(Code.PDF_PAGES_MISCOUNTED, place, file=path, said=looked.said, count=count)
    return not looked.lost


class _Blotter(ObjectTable):
    """Takes objects and keeps none: only what is found on the way counts."""

    def fill(self, ref: Ref, value: str) -> None:
        """Forget an object."""

    def fill_stream(
        self, ref: Ref, data: bytes, entries: Mapping[str, str] | None = None, *, deflate: bool = True
    ) -> None:
        """Forget a stream."""


def _copied(path: str) -> _Looked:
    """Copy every page once, for trial: what cannot be copied shows itself now, while there is an entry to blame."""
    with open_plain(path) as file:
        foreign = ForeignPdf(file.read(), lenient=True)
    if not foreign.page_count:
        raise ForeignPdfError("no pages")
    table = _Blotter()
    defaults = {f"Default{kind}": table.add("null") for kind in ("RGB", "CMYK")}
    adopter = PageCopier(foreign, table, defaults)
    pages = tuple(_tried(foreign, adopter, place) for place in range(foreign.page_count))
    adopter.finish()
    return _Looked(pages, dict(adopter.colours.spots), foreign.pages_said, foreign.pages_lost)


def _tried(foreign: ForeignPdf, adopter: PageCopier, place: int) -> ForeignPage:
    adopter.faults.clear()
    try:
        size = geometry_of(foreign, place).size
        adopter.page(place, {})
    except ForeignPdfError as error:
        return ForeignPage(A4, (*adopter.faults, damage_reason(error)))
    return ForeignPage(size, tuple(adopter.faults), adopter.paints)


def _drawn(path: str, looked: _Looked) -> _Looked:
    """Draw every page for trial; of what copying found only that counts which no drawing shows."""
    lost = [tuple(fault for fault in page.faults if fault.kind in _NEVER_SEEN) for page in looked.pages]
    if any(fault.kind in ("lost", "picture") for faults in lost for fault in faults):
        return looked._replace(
            pages=tuple(map(ForeignPage, (page.size for page in looked.pages), lost)), spots={}
        )
    pages = [
        ForeignPage(tried.size, (*faults, *((PageFault("blank"),) if tried.blank and page.paints else ())))
        for page, faults, tried in zip(looked.pages, lost, try_pages(path), strict=True)
    ]
    return looked._replace(pages=tuple(pages), spots={})


_NEVER_SEEN = frozenset[PageFaultKind](("lost", "picture", "check sum", "unchecked"))


def judge_foreign(
    members: Iterable[tuple[ForeignIssue, Span]], profiles: Sequence[Profile], problems: Problems
) -> None:
    """Say what keeps files out of the editions requested, and what is lost of them."""
    archived = any(profile.a_level[0] for profile in profiles)
    printed = any(profile.intent is not None and profile.intent.components == 4 for profile in profiles)
    mixed: dict[str, tuple[str, str]] = {}
    for foreign, place in members:
        for number, page in enumerate(foreign.pages, start=1):
            for fault in page.faults:
                if archived or fault.kind not in _ARCHIVE_ONLY:
                    _tell(fault, foreign, number, place, problems)
        for ink, how in foreign.spots.items():
            other, before = mixed.setdefault(ink, (foreign.path, how))
            if before != how:
                raster = foreign.raster
                problems.add(
                    Code.INK_MIXTURES_DIFFER, place, file=foreign.path, ink=ink, other=other, raster=raster
                )
        if printed and foreign.spots:
            inks = tuple(sorted(foreign.spots))
            problems.add(Code.PDF_WITH_OWN_INKS, place, file=foreign.path, inks=inks, raster=foreign.raster)


_CODES: dict[PageFaultKind, str] = {
    "unembedded": Code.FONT_NOT_EMBEDDED,
    "notes": Code.ANNOTATIONS_LEFT_OUT,
    "unmapped": Code.FONT_TEXT_UNREADABLE,
    "glyphs": Code.FONT_NOT_FOR_ARCHIVE,
    "ink": Code.INK_MIXTURES_DIFFER,
    "page": Code.PDF_PAGE_FAULT,
    "hidden text": Code.INVISIBLE_TEXT_LEFT_OUT,
    "damaged": Code.PDF_PAGE_NOT_BOUND,
    "lost": Code.PDF_PAGE_PART_LOST,
    "limit": Code.PDF_PAGE_PAST_LIMIT,
    "picture": Code.PDF_PICTURE_BROKEN,
    "picture limit": Code.PDF_PICTURE_PAST_LIMIT,
    "check sum": Code.PDF_CHECKSUM_WRONG,
    "blank": Code.PDF_PAGE_DRAWN_BLANK,
    "unchecked": Code.PDF_PICTURE_NOT_CHECKED,
}
_ARCHIVE_ONLY = frozenset(("unmapped", "glyphs"))


def _tell(fault: PageFault, foreign: ForeignIssue, page: int, place: Span, problems: Problems) -> None:
    path = foreign.path
    details: dict[str, Detail] = {"file": path, "page": page}
    match fault.kind:
        case "ink":
            details = {"file": path, "ink": fault.what, "other": path}
        case "page":
            details["why"] = Term(f"pdf {fault.why}")
        case "damaged" | "lost" | "limit":
            details["why"] = Term(fault.why)
        case "unchecked":
            details["picture"] = fault.what
        case "picture" | "picture limit":
            details |= {"picture": fault.what, "why": Term(fault.why)}
        case "glyphs":
            details |= {"font": fault.what, "why": Term(fault.why)}
        case "unembedded" | "unmapped":
            details["font"] = fault.what
    problems.add(_CODES[fault.kind], place, raster=foreign.raster, **details)


# Setting ------------------------------------------------------------------------------------


def set_foreign(issue: Issue, foreign: ForeignIssue, title: str, trim: Size) -> Document:
    """Put each page of the file on a page of the volume."""
    tags = [Tag("Document", -1, title=title)]
    pages = []
    for number, page in enumerate(foreign.pages):
        tags.append(Tag("Figure", 0, alt=f"{title}第{number + 1}页（原件影像）"))
        anchors = tuple(
            Anchor(f"report-{place}", 0.0)
            for place, start in enumerate(foreign.starts, start=1)
            if start == number + 1
        )
        marks = (_placed(page.size, foreign, number, len(tags) - 1, trim),)
        pages.append(Page(trim, marks, anchors, str(number + 1)))
    outline = tuple(
        OutlineItem(1, printed_entry(report).text, f"report-{place}")
        for place, report in enumerate(issue.reports, start=1)
    )
    return Document(tuple(pages), tuple(tags), outline, title, date=issue.masthead.date.iso)


def _placed(size: Size, foreign: ForeignIssue, page: int, tag: int, trim: Size) -> Mark:
    """Return a page upright in the middle of the volume's; one that lies across is turned a quarter to the left."""
    across, room = _room(size, trim)
    width, height = _fitted(size, trim)
    rect = Rect((room.width - width) / 2, (room.height - height) / 2, width, height)
    mark = ForeignPdfPage(rect, foreign.path, page, Rect(0.0, 0.0, *room), tag, foreign.pixels)
    return Group((0.0, -1.0, 1.0, 0.0, 0.0, trim.height), (mark,)) if across else mark


def _room(size: Size, trim: Size) -> tuple[bool, Size]:
    across = size.width > size.height + _SAME_SIZE
    return across, Size(trim.height, trim.width) if across else trim


def _fitted(size: Size, trim: Size) -> Size:
    """Return the size a page takes: its own (16开, A5, B5, A4), or as large as the volume's page lets it be."""
    _, room = _room(size, trim)
    if size.width <= room.width + _SAME_SIZE and size.height <= room.height + _SAME_SIZE:
        return size
    scale = min(room.width / size.width, room.height / size.height)
    return Size(size.width * scale, size.height * scale)
