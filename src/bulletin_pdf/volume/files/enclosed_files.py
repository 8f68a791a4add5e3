"""The files embedded in the archive edition of a volume: everything it was made from, and a lock (A-65).

From these `verified` binds the volume again, whatever has become of the directory it was
bound in. Only the office's own faces stay outside: what they may be given away for is said by
their maker, not by the bits of a font file, and they are as large as a year of issues.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from bulletin_pdf.fonts.face import file_digest
from bulletin_pdf.fonts.font_book import FontBook, FontEntry
from bulletin_pdf.fonts.shipped import icc_directory
from bulletin_pdf.installed import installed
from bulletin_pdf.issue.issue_files import design_files, named_files
from bulletin_pdf.lock import attachment_kind, libraries, lock_as_text, locked_fonts
from bulletin_pdf.lock_record import LOCK_NAME, VolumeLock, data_digest
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Attachment, Document, FaceId, Page, Picture, every_mark
from bulletin_pdf.pdf.own_kinds import write_leaves
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.pictures.open_picture import passes_through
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.version import __version__
from bulletin_pdf.volume.issues.bound_issue import BoundIssue
from bulletin_pdf.volume.parts.file_list import catalogue_of
from bulletin_pdf.volume.parts.part_tables import as_csv
from bulletin_pdf.volume.plan.members import Member
from bulletin_pdf.volume.plan.volume_plan import VolumePlan

if TYPE_CHECKING:
    from bulletin_pdf.volume.plan.archived_issues import ArchivedIssue

CATALOGUE_NAME = "catalogue.csv"

_ADOPTING = ("pypdf", "fonttools", "pillow", "pypdfium2")
"""Libraries that decide the bytes of pages taken from existing PDFs."""


class BookPlace(NamedTuple):
    """Which book of a volume a file is: its place, counted from 0, of so many."""

    place: int = 0
    books: int = 1


def enclosed_files(plan: VolumePlan) -> dict[str, str]:
    """Return all that a volume is made from besides faces: name below its home → path."""
    home = home_of(plan)
    own = design_files(plan.design) if plan.design is not None else ()
    paths = [plan.path, *own, *(path for member in plan.members for path in _of_member(member))]
    return {name_below(home, path): path for path in paths}


def _of_member(member: Member) -> Iterator[str]:
    if member.foreign is not None or member.archived is not None:
        yield member.path
        return
    yield from _sources_of(member)
    faces = {face.path for face in member.issue.fonts}
    yield from (path for path in named_files(member.issue) if path and path not in faces)


def _sources_of(member: Member) -> list[str]:
    """Return the YAML files of an issue that lie next to the volume's."""
    if member.foreign is not None or member.archived is not None:
        return []
    return [path for path in (member.issue.path, member.issue.bulletin) if path]


def home_of(plan: VolumePlan) -> str:
    """Return the directory that the volume and all its issues lie below."""
    paths = [plan.path, *(path for member in plan.members for path in (member.path, *_sources_of(member)))]
    return os.path.commonpath([os.path.dirname(_place(path)) for path in paths])


def name_below(home: str, path: str) -> str:
    """Return a file's name below a directory, with forward slashes."""
    return lock_as_text(os.path.relpath(_place(path), home).replace(os.sep, "/"))


def _place(path: str) -> str:
    """Return where a file is named: links to directories are followed, one to a file keeps its name."""
    directory, name = os.path.split(os.path.abspath(path))
    return os.path.join(os.path.realpath(directory), name)


# Attachments --------------------------------------------------------------------------------


def attachments_of(
    plan: VolumePlan, issues: Sequence[BoundIssue], shown: Iterable[Page] = ()
) -> tuple[Attachment, ...]:
    """Return all that a volume is made from, and 归档文件目录 as data.

    Pictures that stand on the pages `shown` as they are come back from the file and are left out.
    """
    there = set(_pictures(shown))
    texts = plan.texts()
    sources = [
        _attached(name, texts[path] if path in texts else read_plain(path))
        for name, path in enclosed_files(plan).items()
        if path not in there
    ]
    home = home_of(plan)
    for member in plan.members:
        if member.archived is not None:
            inside = _inside(member.archived, home)
            sources += [_attached(name, read_plain(path)) for path, name in inside.items()]
    rows = as_csv(catalogue_of(plan, issues))
    description = "归档文件目录: the issues of the volume as the archive lists them"
    return (*sources, Attachment(CATALOGUE_NAME, rows, "text/csv", "Data", description))


def _pictures(pages: Iterable[Page]) -> Iterator[str]:
    """Return the pictures on the pages whose data go into the file as they are."""
    marks = (mark for page in pages for mark in every_mark(page.marks))
    for path in dict.fromkeys(mark.path for mark in marks if isinstance(mark, Picture)):
        if passes_through(read_plain(path)):
            yield path


def _inside(archived: "ArchivedIssue", home: str) -> dict[str, str]:
    """Name the YAML that came out of an archive file by that file."""
    stem = os.path.splitext(name_below(home, archived.path))[0]
    paths = [path for path in (archived.issue.path, archived.issue.bulletin) if path]
    return {os.path.realpath(path): f"{stem}/{os.path.basename(path)}" for path in paths}


def _attached(name: str, data: bytes) -> Attachment:
    mime = attachment_kind(name)
    is_yaml = mime == attachment_kind(".yaml")
    words = "YAML source of the volume or of an issue" if is_yaml else "File that the volume is made from"
    return Attachment(name, data, mime, "Source", words, packed=is_yaml)


# The lock -----------------------------------------------------------------------------------


class Locked(NamedTuple):
    """What the lock of one book is about."""

    plan: VolumePlan
    document: Document
    book: BookPlace
    fonts: FontBook
    faces: tuple[FaceId, ...]
    """Faces that its pages are set in."""
    profile: Profile
    early: bool
    """Whether pages were written as soon as they were set, which is another way to the same page."""


def with_lock(locked: Locked, attachments: tuple[Attachment, ...]) -> Document:
    """Put attachments inside a book, and the lock on what it is made from."""
    plan, document = locked.plan, locked.document
    inside = {file.name: file.data for file in attachments}
    files = {
        name: data_digest(inside.get(name) or read_plain(path)) for name, path in enclosed_files(plan).items()
    }
    home = home_of(plan)
    icc = locked.profile.intent.profile if locked.profile.intent else ""
    lock = VolumeLock(
        program={"bulletin_pdf": __version__, **libraries(), **_adopting(plan)},
        edition=locked.profile.name,
        early=locked.early,
        pages=write_leaves(document.leaves),
        source=name_below(home, plan.path),
        place=locked.book.place,
        books=locked.book.books,
        files=files,
        bulletins=dict(_bulletins(plan, home)),
        fonts=locked_fonts(_faces(locked), _own_fonts(plan), lambda path: _font_name(path, plan, home)),
        icc={icc: file_digest(os.path.join(icc_directory(), icc))} if icc else {},
    )
    description = "What the volume was made with: versions, faces, colour profile, files"
    attached = Attachment(LOCK_NAME, lock.as_json(), "application/json", "Data", description)
    return document._replace(attachments=(*attachments, attached))


def _adopting(plan: VolumePlan) -> dict[str, str]:
    """Name the libraries that pages of existing PDFs went through, where there are any."""
    if all(member.foreign is None and member.archived is None for member in plan.members):
        return {}
    return {name: installed().get(name, "") for name in _ADOPTING}


def _bulletins(plan: VolumePlan, home: str) -> Iterator[tuple[str, str]]:
    """Return for each issue which bulletin.yaml it shares; empty for none."""
    for member in plan.members:
        if member.foreign is None and member.archived is None:
            shared = member.issue.bulletin
            yield name_below(home, member.issue.path), name_below(home, shared) if shared else ""


def _faces(locked: Locked) -> list[FontEntry]:
    used = dict.fromkeys(map(locked.fonts.entry, locked.faces))
    return sorted(used, key=lambda entry: (entry.role, os.path.basename(entry.path)))


def _own_fonts(plan: VolumePlan) -> Iterator[tuple[str, str]]:
    """Return roles and paths of the office's own faces that the issues name."""
    for member in plan.members:
        if member.foreign is None:
            yield from ((face.role, face.path) for face in member.issue.fonts)


def _font_name(path: str, plan: VolumePlan, home: str) -> str:
    """A face that was found for an archive file lies as that file's source names it."""
    for member in plan.members:
        if member.archived is not None and path.startswith(member.archived.room.path + os.sep):
            beside = os.path.relpath(path, os.path.dirname(member.archived.issue.path))
            return name_below(home, os.path.join(os.path.dirname(member.archived.path), beside))
    return name_below(home, path)
