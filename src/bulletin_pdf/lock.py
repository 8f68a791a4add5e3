"""What an archive file embeds: its source, and a lock that lists everything else it was made from.

From these `verify` makes the file again. The lock says nothing of the machine: the same
material and the same program give the same lock anywhere.
"""

import os
from collections.abc import Callable, Iterable, Mapping

from bulletin_pdf.fonts.face import file_digest, name_in
from bulletin_pdf.fonts.font_book import FontBook, FontEntry
from bulletin_pdf.fonts.font_file import PLAIN
from bulletin_pdf.fonts.shipped import icc_directory
from bulletin_pdf.installed import installed
from bulletin_pdf.issue.issue_files import design_files
from bulletin_pdf.issue.model import Issue
from bulletin_pdf.lock_record import LOCK_NAME, IssueLock, LockedFile, LockedFont, data_digest
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Attachment, Document, FaceId, Page, Picture, TextRun, every_mark
from bulletin_pdf.plain_files import open_plain
from bulletin_pdf.version import __version__
from bulletin_pdf.yamldoc.source import SourceText

_YAML = "application/yaml"
_KINDS = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".pdf": "application/pdf",
    ".gif": "image/gif",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".bmp": "image/bmp",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".yaml": _YAML,
    ".yml": _YAML,
}


def libraries() -> dict[str, str]:
    """Name the libraries whose versions decide the bytes of every file."""
    return {name: installed().get(name, "") for name in ("uharfbuzz", "deflate")}


class ProductionSettings(NamedTuple):
    """How a file was set, besides by its source."""

    edition: str
    icc: str
    """File name of the colour profile of its output intent."""
    options: Mapping[str, str] = {}


def attach_sources(document: Document, issue: Issue, book: FontBook, setting: ProductionSettings) -> Document:
    """Put the issue, its bulletin.yaml, the files they name, and the lock inside."""
    own, *others = issue.sources
    sources = [_source(own, _issue_name(own.path), "YAML source of the issue")]
    shared = ""
    for other in others:
        shared = _relative(other.path, own.path)
        name = os.path.basename(other.path)
        sources.append(_source(other, name, "YAML source: what all issues share"))
    files = _files(document, issue)
    # What stands in the file as it is comes back from there; other pictures are unpacked.
    sources += _unpacked(files)
    lock = IssueLock(
        program={"bulletin_pdf": __version__, **libraries()},
        options={"edition": setting.edition, **setting.options},
        source=LockedFile(sources[0].name, data_digest(sources[0].data)),
        shared=LockedFile(shared, data_digest(sources[1].data)) if shared else None,
        files={name: data_digest(data) for name, data in files.items()},
        fonts=locked_fonts(
            dict.fromkeys(map(book.entry, used_faces(document.pages))),
            ((face.role, face.path) for face in issue.fonts),
            lambda path: _relative(path, issue.path),
        ),
        icc={setting.icc: file_digest(os.path.join(icc_directory(), setting.icc))},
    )
    description = "What the file was made with: versions, faces, colour profile, files"
    locked = Attachment(LOCK_NAME, lock.as_json(), "application/json", "Data", description)
    return document._replace(attachments=(*sources, locked))


def _source(given: SourceText, name: str, description: str) -> Attachment:
    return Attachment(lock_as_text(name), given.data, _YAML, "Source", description)


def _issue_name(path: str) -> str:
    """Return the issue's file name, distinct from its bulletin's."""
    name = os.path.basename(path)
    return "issue.yaml" if name == "bulletin.yaml" else name


def _files(document: Document, issue: Issue) -> dict[str, bytes]:
    """Read what the issue names: path from its directory → data. Fonts are not among them: they stay outside."""
    marks = (mark for page in document.pages for mark in every_mark(page.marks))
    named = [mark.path for mark in marks if isinstance(mark, Picture)]
    named += [*design_files(issue.design), *issue.word_lists]
    return {_relative(path, issue.path): _read(path) for path in dict.fromkeys(named) if path}


def _unpacked(files: Mapping[str, bytes]) -> list[Attachment]:
    if not files:
        return []
    from bulletin_pdf.pictures.open_picture import passes_through

    return [_file(name, data) for name, data in files.items() if not passes_through(data)]


def _file(name: str, data: bytes) -> Attachment:
    return Attachment(name, data, attachment_kind(name), "Source", "File that the issue names")


def attachment_kind(name: str) -> str:
    """Return the kind of a file (MIME) by its name."""
    suffix = os.path.splitext(name)[1].lower() or name
    return _KINDS.get(suffix, "application/octet-stream")


def used_faces(pages: Iterable[Page]) -> tuple[FaceId, ...]:
    """Return the faces that text is set in, in order of first use."""
    marks = (mark for page in pages for mark in every_mark(page.marks))
    return tuple(dict.fromkeys(mark.face for mark in marks if isinstance(mark, TextRun) and mark.text))


def locked_fonts(
    used: Iterable[FontEntry], named: Iterable[tuple[str, str]], name_of: Callable[[str], str]
) -> tuple[LockedFont, ...]:
    """Describe font files: those that text is set in, and others of the office's own that the source names.

    `named` are roles and paths, `name_of` says where a file of the office's own lies as the source sees it.
    """
    used = tuple(used)
    known = {entry.path for entry in used}
    unused = [(role, path) for role, path in dict.fromkeys(named) if path not in known]
    return (
        *(
            _font(entry.role, entry.path, entry.shipped, entry.digest, name_of)._replace(face=_chosen(entry))
            for entry in used
        ),
        *(_font(role, path, False, "", name_of) for role, path in unused),
    )


def _chosen(entry: FontEntry) -> str:
    """Return which face of a collection, or which weight of a variable font, it is."""
    return "" if entry.choice == PLAIN else name_in(entry.id)


def _font(role: str, path: str, shipped: bool, digest: str, name_of: Callable[[str], str]) -> LockedFont:
    file = os.path.basename(path) if shipped else name_of(path)
    return LockedFont(role, file, digest or file_digest(path), shipped)


def _relative(path: str, source: str) -> str:
    """Return a path as seen from the source's directory; a link to a file keeps its name, which the source uses."""
    home = os.path.dirname(os.path.realpath(source))
    directory, name = os.path.split(os.path.abspath(path))
    place = os.path.join(os.path.realpath(directory), name)
    return lock_as_text(os.path.relpath(place, home).replace(os.sep, "/"))


def lock_as_text(name: str) -> str:
    """Return a name that can be written; a file system may hold bytes that are no text."""
    return name.encode("utf-8", errors="replace").decode("utf-8")


def _read(path: str) -> bytes:
    with open_plain(path) as file:
        return file.read()
