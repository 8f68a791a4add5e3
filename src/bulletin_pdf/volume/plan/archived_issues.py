"""Archive files of this program as issues of a volume: typeset again from the embedded source if that reproduces them."""

import os
import shutil
import tempfile
import weakref

from bulletin_pdf.issue.model import Issue
from bulletin_pdf.issue.printed_form import printed_heading
from bulletin_pdf.issue.read import read_issue
from bulletin_pdf.issue.title_place import one_line
from bulletin_pdf.laid_out_source import MAX_BYTES
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.plain_files import open_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems, Span
from bulletin_pdf.verification import has_source, unpack


class UnpackedFolder:
    """A directory that lasts as long as the issue laid out in it."""

    def __init__(self) -> None:
        """Make it; it goes with this object."""
        self.path = os.path.realpath(tempfile.mkdtemp(prefix="bulletin-volume-"))
        weakref.finalize(self, shutil.rmtree, self.path, ignore_errors=True)


class ArchivedIssue(NamedTuple):
    """What an archive file brought with it."""

    path: str
    room: UnpackedFolder
    issue: Issue
    true: bool
    """Whether the source gives the very same file again."""
    bookmarks: tuple[tuple[str, int], ...]

    def starts(self) -> tuple[int, ...]:
        """Return the pages of the file its reports begin on, counted from 1, by its bookmarks."""
        pages: list[int] = []
        at = 0
        titles = [title for title, _ in self.bookmarks]
        for report in self.issue.reports:
            heading = one_line([line.text for line in printed_heading(report)])
            found = titles.index(heading, at) if heading in titles[at:] else -1
            pages.append(max(1, self.bookmarks[found][1]) if found >= 0 else (pages or [1])[-1])
            at = max(at, found + 1)
        return tuple(pages)

    def shown(self, place: Span | None) -> Span | None:
        """Return a place in the source inside as it may be shown."""
        if place is None or not place.path.startswith(self.room.path + os.sep):
            return place
        return place._replace(path=f"{self.path}#{os.path.basename(place.path)}")


def open_archived(path: str, place: Span, problems: Problems) -> ArchivedIssue | None:
    """Read the source inside an archive file; None for a file that has none, or none that can be read.

    A source that does not give the same file again is reported (B870): the file's own pages count then.
    """
    found = Problems()
    try:
        if os.path.getsize(path) > MAX_BYTES:
            return None
        with open_plain(path) as file:
            foreign = ForeignPdf(file.read(), lenient=True)
        if not has_source(foreign):
            return None
        room = UnpackedFolder()
        source = unpack(foreign, path, room.path, found)
        bookmarks = tuple(foreign.bookmarks())
    except ForeignPdfError:
        return None
    reason = next(iter(found), None)
    if reason is not None:
        problems.add(Code.ARCHIVE_BOUND_AS_PAGES, place, file=path, code=reason.code)
    try:
        issue = read_issue(source, _shared(source, room)).issue if source else None
    except BulletinError:
        issue = None
    if issue is None:
        return None
    archived = ArchivedIssue(path, room, issue, reason is None, bookmarks)
    changes = (change._replace(place=archived.shown(change.place) or place) for change in issue.changes)
    return archived._replace(issue=issue._replace(changes=tuple(changes)))


def _shared(source: str, room: UnpackedFolder) -> str:
    """Find the bulletin.yaml that was laid out with the issue, and no other."""
    home = os.path.dirname(source)
    while home.startswith(room.path):
        beside = os.path.join(home, "bulletin.yaml")
        if os.path.isfile(beside):
            return beside
        home = os.path.dirname(home)
    return ""
