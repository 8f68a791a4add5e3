"""Issues that survive only as PDF or as a scan: read, judged, set on the volume's pages.

Each page of such a file is placed whole on an A4 page: at its own size if it is A4, else
scaled to fit, and turned when it lies across (P-65). To a reader it is a figure with a
description. Actions, scripts, notes and forms stay behind; what only they show is missed
and named.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bulletin_pdf.diagnostics import Problems, Span
from bulletin_pdf.geometry import A4, Rect, Size
from bulletin_pdf.issue.dates import DateFault, read_date
from bulletin_pdf.issue.model import (
    Colophon,
    Distribution,
    HouseStyle,
    Issue,
    IssueDate,
    Masthead,
    Prose,
    Report,
)
from bulletin_pdf.issue.normalize import Tidier
from bulletin_pdf.issue.prose import plain, title_line
from bulletin_pdf.issue.prose import prose as make_prose
from bulletin_pdf.issue.read import MOST_NUMBER
from bulletin_pdf.pages import Anchor, Document, Group, Mark, OutlineItem, Page, PlacedPdf, Tag
from bulletin_pdf.pdf.existing import Existing, ExistingError
from bulletin_pdf.pdf.objects import ObjectTable
from bulletin_pdf.pdf.painted import look_at_page
from bulletin_pdf.pdf.placed import geometry_of, write_placed
from bulletin_pdf.pdf.plain import Plain, Stream
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pdf.unmarked import strange_operators
from bulletin_pdf.volume.paths import find_issues
from bulletin_pdf.volume.vocabulary import PDF_ENTRY, PDF_MEMBER
from bulletin_pdf.yamldoc.fields import Fields
from bulletin_pdf.yamldoc.node import Node

_SAME_SIZE = 3.0
"""pt; a page that is off by no more is A4 and stays at its own size."""
_MOST_PAGES = 2_000


class AdoptedPage(NamedTuple):
    """One page of such a file, as far as the volume must know it."""

    size: Size
    unembedded: tuple[str, ...]
    unmapped: tuple[str, ...]
    """Fonts whose text cannot be read, which an archive file may not have (A-08)."""
    notes: bool


class Adopted(NamedTuple):
    """A file that stands for an issue."""

    path: str
    pages: tuple[AdoptedPage, ...]
    starts: tuple[int, ...]
    """Pages its reports begin on, counted from 1."""


class Named(NamedTuple):
    """What the volume says of all its issues: their name and who published them."""

    name: Prose
    publishers: tuple[Prose, ...]


def read_adopted(
    node: Node, named: Named, tidier: Tidier, problems: Problems
) -> tuple[Issue, Adopted, Span] | None:
    """Read the entry of such an issue; None when it cannot be used, with the reason in `problems`."""
    fields = Fields(node, PDF_MEMBER, problems)
    written = fields.text("pdf", required=True)
    entries = [Fields(entry, PDF_ENTRY, problems) for entry in fields.items("contents") if _is_mapping(entry)]
    if written is None:
        return None
    paths = find_issues(written, problems)
    if len(paths) != 1:
        if paths:
            problems.add("B830", written.span(), file=written.text[:80])
        return None
    pages = _pages_of(paths[0], written.span(), problems)
    reports = [_report(entry, tidier) for entry in entries]
    starts = tuple(_start(entry, len(pages), problems) for entry in entries)
    own = fields.texts("publisher")
    if own:
        named = Named(named.name, tuple(plain(line, fields.name_of("publisher"), tidier) for line in own))
    issue = _issue(fields, named, tuple(reports), paths[0], tidier)
    return (issue, Adopted(paths[0], pages, starts), written.span()) if pages else None


def _is_mapping(node: Node) -> bool:
    return node.kind == "mapping"


def _report(entry: Fields, tidier: Tidier) -> Report:
    title, city, by = entry.text("title", required=True), entry.text("city"), entry.text("by")
    line = Prose("") if title is None else make_prose(title_line(title, entry.name_of("title"), tidier))
    place = "" if city is None else city.text
    # 要目 says “city：title”; an entry written so says where it comes from.
    if not place and "：" in line.text:
        place = line.text.partition("：")[0]
    bare = line._replace(text=line.text.removeprefix(f"{place}：")) if place else line
    shown = bare._replace(text=f"{place}：{bare.text}") if place else bare
    units = None if by is None else Prose(f"（{by.text.strip('（）')}）", place=by.span())
    return Report(place, (bare,), (shown,), shown, None, units, (), entry.span)


def _start(entry: Fields, count: int, problems: Problems) -> int:
    page = entry.integer("page", 1, _MOST_PAGES)
    if page is not None and count and page > count:
        node = entry.get("page")
        problems.add("B852", entry.span if node is None else node.span, page=page, count=count)
    return min(page or 1, max(count, 1))


def _issue(fields: Fields, named: Named, reports: tuple[Report, ...], path: str, tidier: Tidier) -> Issue:
    number = fields.integer("number", 1, MOST_NUMBER)
    serial = fields.integer("serial", 1, MOST_NUMBER)
    supplement = fields.flag("supplement")
    series = fields.text("series")
    line = "" if number is None else f"{'增刊' if supplement else ''}第{number}期"
    masthead = Masthead(
        name=named.name,
        series=None if series is None else plain(series, fields.name_of("series"), tidier),
        number_line=line,
        serial_line=f"（总第{serial}期）" if serial else "",
        publishers=named.publishers,
        date=_date(fields),
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
        design=HouseStyle(),
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
        why = {"why": f"@{fault.why}"} if fault.why else {}
        fields.problems.add(fault.code, written.span(), value=written.text[:40], **why)
        return IssueDate("", "")


# Judging ------------------------------------------------------------------------------------


def _pages_of(path: str, place: Span, problems: Problems) -> tuple[AdoptedPage, ...]:
    """Look at every page; whatever is wrong with the file ends as a problem of its entry."""
    try:
        with open(path, "rb") as file:
            existing = Existing(file.read())
        if not existing.page_count:
            raise ExistingError("damaged", "no pages")
        pages = tuple(_page(existing, number) for number in range(existing.page_count))
        # A trial: what cannot be copied shows itself now, while there is an entry to blame.
        write_placed((_figure(path, number) for number in range(len(pages))), ObjectTable())
        return pages
    except ExistingError as error:
        problems.add("B850", place, file=path, why=f"@pdf {error.fault}")
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, ArithmeticError):
        # A file may be broken in more ways than its reader knows.
        problems.add("B850", place, file=path, why="@pdf damaged")
    return ()


def _figure(path: str, page: int) -> PlacedPdf:
    whole = Rect(0.0, 0.0, *A4)
    return PlacedPdf(whole, path, page, whole, tag=0)


def _page(existing: Existing, number: int) -> AdoptedPage:
    look = look_at_page(existing, number)
    page = existing.page(number)
    if strange_operators(_content(existing, page.get("Contents"))):
        raise ExistingError("damaged", "operators no PDF knows")
    unread = {font.name for font in look.fonts if not font.mapped}
    unread |= {mark.font.name for mark in look.painted if mark.unmapped and mark.font is not None}
    return AdoptedPage(
        geometry_of(existing, number).size,
        tuple(sorted({font.name for font in look.fonts if not font.embedded and font.kind != "Type3"})),
        tuple(sorted(unread)),
        any(map(_is_seen, _list(existing, page.get("Annots")))),
    )


def _content(existing: Existing, value: Plain) -> bytes:
    contents = existing.follow(value)
    parts = map(existing.follow, contents if isinstance(contents, list) else [contents])
    return b"\n".join(part.unpack() for part in parts if isinstance(part, Stream))


def _list(existing: Existing, value: Plain) -> Iterable[Plain]:
    found = existing.follow(value)
    return [existing.follow(item) for item in found] if isinstance(found, list) else []


def _is_seen(note: Plain) -> bool:
    """Links and pop-ups show nothing; stamps, notes and fields do."""
    return isinstance(note, dict) and note.get("Subtype") not in ("Link", "Popup")


def judge_adopted(adopted: Adopted, place: Span, profiles: Sequence[Profile], problems: Problems) -> None:
    """Say what keeps a file out of the editions asked for (B851, B854), and what it loses (B853)."""
    archived = any(profile.a_level[0] for profile in profiles)
    for number, page in enumerate(adopted.pages, start=1):
        for font in page.unembedded:
            problems.add("B851", place, file=adopted.path, page=number, font=font)
        for font in page.unmapped:
            if archived and font not in page.unembedded:
                problems.add("B854", place, file=adopted.path, page=number, font=font)
        if page.notes:
            problems.add("B853", place, file=adopted.path, page=number)


# Setting ------------------------------------------------------------------------------------


def set_adopted(issue: Issue, adopted: Adopted, title: str) -> Document:
    """Put each page of the file on a page of the volume."""
    tags = [Tag("Document", -1, title=title)]
    pages = []
    for number, page in enumerate(adopted.pages):
        tags.append(Tag("Figure", 0, alt=f"{title}第{number + 1}页（原件影像）"))
        anchors = tuple(
            Anchor(f"report-{place}", 0.0)
            for place, start in enumerate(adopted.starts, start=1)
            if start == number + 1
        )
        marks = (_placed(page.size, adopted.path, number, len(tags) - 1),)
        pages.append(Page(A4, marks, anchors, str(number + 1)))
    outline = tuple(
        OutlineItem(1, report.contents_title.text, f"report-{place}")
        for place, report in enumerate(issue.reports, start=1)
    )
    return Document(tuple(pages), tuple(tags), outline, title, date=issue.masthead.date.iso)


def _placed(size: Size, path: str, page: int, tag: int) -> Mark:
    """Give a page upright in the middle of A4; one that lies across is turned a quarter to the left."""
    across = size.width > size.height + _SAME_SIZE
    room = Size(A4.height, A4.width) if across else A4
    scale = min(room.width / size.width, room.height / size.height)
    if abs(room.width - size.width) <= _SAME_SIZE and abs(room.height - size.height) <= _SAME_SIZE:
        scale = 1.0
    width, height = size.width * scale, size.height * scale
    rect = Rect((room.width - width) / 2, (room.height - height) / 2, width, height)
    mark = PlacedPdf(rect, path, page, Rect(0.0, 0.0, *room), tag)
    return Group((0.0, -1.0, 1.0, 0.0, 0.0, A4.height), (mark,)) if across else mark
