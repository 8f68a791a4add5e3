"""The source of an archive file, laid out in a directory as it was originally."""

import errno
import json
import os
from collections.abc import Iterator, Mapping

from bulletin_pdf.fonts.face import file_digest
from bulletin_pdf.issue.paths import BULLETIN_FILE
from bulletin_pdf.lock_record import (
    LOCK_FORMAT,
    LOCK_NAME,
    IssueLock,
    data_digest,
    read_issue_lock,
)
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.plain_files import open_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems

MAX_BYTES = 1 << 30
"""A larger file is no bulletin."""
_NAMES_AT_FAULT = (errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.EINVAL)


class LaidOut(NamedTuple):
    """What an archive file was set from, as it lies in a directory."""

    source: str = ""
    """The path of the issue, empty when it could not be laid out."""
    lock: IssueLock | None = None


def lay_out_issue(existing: ForeignPdf, path: str, root: str, problems: Problems, files: str = "") -> LaidOut:
    """Lay out in `root` what the archive file of an issue was set from; it is not set again.

    `ForeignPdfError` when the file cannot be read.
    """
    inside = existing.attachments()
    lock = _open_lock(inside, path, problems)
    if lock is None:
        return LaidOut()
    places = (root, files or os.path.dirname(path) or ".", path)
    return LaidOut(_lay_out(existing, inside, lock, places, problems), lock)


def shown(name: str) -> str:
    """Return a name that came out of a file as it may be shown on a terminal."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name[:100])


def _open_lock(inside: Mapping[str, bytes], path: str, problems: Problems) -> IssueLock | None:
    if LOCK_NAME not in inside:
        problems.add(Code.ARCHIVE_WITHOUT_SOURCE, None, file=path)
        return None
    try:
        record = json.loads(inside[LOCK_NAME])
        if record["format"] != LOCK_FORMAT:
            problems.add(Code.ARCHIVE_OF_NEWER_VERSION, None, file=path)
            return None
        lock = read_issue_lock(record)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        problems.add(Code.ENCLOSED_FILE_CHANGED, None, file=path, inside=LOCK_NAME)
        return None
    for name, digest in lock.digests.items():
        if name not in inside or data_digest(inside[name]) != digest:
            problems.add(Code.ENCLOSED_FILE_CHANGED, None, file=path, inside=shown(name))
    return None if len(problems) else lock


def _lay_out(
    existing: ForeignPdf,
    inside: Mapping[str, bytes],
    lock: IssueLock,
    places: tuple[str, str, str],
    problems: Problems,
) -> str:
    """Lay everything out as it lay once; return the path of the issue, or nothing when something is missing."""
    root, files, path = places
    source = issue_place(lock, root)
    home = os.path.dirname(source)
    os.makedirs(home, exist_ok=True)
    put(
        source,
        inside[lock.source.file],
        Inside(path, lock.source.file),
        problems,
    )
    if lock.shared:
        target = os.path.join(root, BULLETIN_FILE)
        put(target, inside[BULLETIN_FILE], Inside(path, BULLETIN_FILE), problems)
    own_fonts = {font.file: font.sha256 for font in lock.fonts if not font.shipped}
    jpegs = existing.jpegs() if lock.files else {}
    for name, digest in {**lock.files, **own_fonts}.items():
        data = next(_candidates(name, digest, inside, jpegs, files), None)
        target = os.path.normpath(os.path.join(home, *name.split("/")))
        if data is None or not target.startswith(root + os.sep):
            problems.add(Code.FILE_NOT_ENCLOSED, None, file=shown(name), sha256=shown(digest[:16]))
        else:
            put(target, data, Inside(path, name), problems)
    return "" if len(problems) else source


def issue_place(lock: IssueLock, root: str) -> str:
    """Return where an issue is laid out below `root`: as deep as its bulletin.yaml lay above it."""
    above = lock.shared.file.count("../") if lock.shared else 0
    return os.path.join(root, *["issues"] * above, lock.source.file)


def _candidates(
    name: str, digest: str, inside: Mapping[str, bytes], jpegs: Mapping[str, bytes], files: str
) -> Iterator[bytes]:
    """Find a file by its digest: inside the PDF, else below the directory of the issue."""
    if name in inside and data_digest(inside[name]) == digest:
        yield inside[name]
    if digest in jpegs:
        yield jpegs[digest]
    path = os.path.join(files, *name.split("/"))
    if os.path.isfile(path) and file_digest(path) == digest:
        yield _read(path)


def _read(path: str) -> bytes:
    with open_plain(path) as file:
        return file.read(MAX_BYTES)


class Inside(NamedTuple):
    """A file inside another, to be reported."""

    pdf: str
    name: str


def put(target: str, data: bytes, inside: Inside, problems: Problems) -> None:
    """Lay a file out; a name that no file can have, or that another one has, is a forged lock's."""
    try:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        write_new(target, data)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno not in _NAMES_AT_FAULT:
            raise
        problems.add(Code.ENCLOSED_FILE_CHANGED, None, file=inside.pdf, inside=shown(inside.name))


def write_new(path: str, data: bytes) -> None:
    """Write a file where there is none; `OSError` when there is one."""
    with open(path, "xb") as file:
        file.write(data)
