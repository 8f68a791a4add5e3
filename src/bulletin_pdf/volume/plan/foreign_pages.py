"""Pages of an issue's PDF, each centred on a page of the volume.

A page keeps its own size, or is scaled down to fit if it is larger, and is turned when it lies across (P-65).
To a reader it is a figure with a description. Actions, scripts, notes and forms stay behind.
"""

from bulletin_pdf.geometry import Rect, Size
from bulletin_pdf.issue.model import (
    Issue,
)
from bulletin_pdf.issue.printed_form import printed_entry
from bulletin_pdf.pages import Anchor, Document, ForeignPdfPage, Group, Mark, OutlineItem, Page, Tag
from bulletin_pdf.volume.plan.foreign_issue import ForeignIssue

_SAME_SIZE = 3.0
"""pt; a page that is larger than the volume's by no more stays at its own size."""


def set_foreign(issue: Issue, foreign: ForeignIssue, title: str, trim: Size) -> Document:
    """Put each page of the file on a page of the volume."""
    tags = [Tag("Document", -1, title=title)]
    pages = []
    for number, page in enumerate(foreign.pages):
        what = "原件影像，文字为程序识别" if page.recognised and not foreign.pixels else "原件影像"
        tags.append(Tag("Figure", 0, alt=f"{title}第{number + 1}页（{what}）"))
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
