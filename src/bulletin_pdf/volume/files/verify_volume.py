"""An archive file of a volume is made again from its embedded source and compared.

What is taken out of the file lies in a directory of its own for as long as the volume is bound
again. Nothing that the file or its lock says is used before it was checked: names lead
below that directory, every file has the digest the lock gives, and the result has the last word.
"""

import json
import os
from collections.abc import Iterator, Mapping

from bulletin_pdf.fonts.face import file_digest
from bulletin_pdf.laid_out_source import Inside, put, shown
from bulletin_pdf.lock_record import (
    LOCK_NAME,
    VOLUME_LOCK_FORMAT,
    VolumeLock,
    data_digest,
    format_of,
    read_volume_lock,
)
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.pdf_values import PdfStream
from bulletin_pdf.pdf.profile import PROFILES
from bulletin_pdf.plain_files import read_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problems
from bulletin_pdf.verification import Remade, as_made, explain, unpack
from bulletin_pdf.volume.files.bind_again import bind_again

_ARCHIVE = "archive"
_VOLUME_RECORD = "<gwjb:聚合层次>卷<"


def unpack_any(foreign: ForeignPdf, path: str, root: str, problems: Problems, files: str = "") -> str:
    """Lay out in `root` what an archive file of an issue or a volume was made from, make it again and compare.

    Gives the path of the YAML, empty when it could not be laid out. `ForeignPdfError` when the file cannot be read.
    """
    inside = foreign.attachments()
    if LOCK_NAME not in inside and _VOLUME_RECORD in _xmp(foreign):
        problems.add(Code.VOLUME_WITHOUT_LOCK, None, file=path)
        return ""
    if format_of(inside) != VOLUME_LOCK_FORMAT:
        return unpack(foreign, path, root, problems, files)
    foreign = as_made(foreign)
    source, lock = lay_out_volume(foreign, path, root, problems, files)
    if not source or lock is None:
        return ""
    remade = _remake(source, lock, root, path, problems)
    if remade is not None and remade.data != foreign.data:
        explain(foreign, lock, remade, path, problems)
    return source


def lay_out_volume(
    foreign: ForeignPdf, path: str, root: str, problems: Problems, files: str = ""
) -> tuple[str, VolumeLock | None]:
    """Lay out in `root` what the archive file of a volume was bound from; it is not bound again.

    Gives the path of the volume's YAML, empty when it could not be laid out, and the lock.
    `ForeignPdfError` when the file cannot be read.
    """
    inside = foreign.attachments()
    lock = _open_lock(inside, path, problems)
    if lock is None:
        return "", None
    places = (files or os.path.dirname(path) or ".", os.path.dirname(lock.source))
    if not _lay_out(_Found(foreign, inside, places), lock, root, path, problems):
        return "", lock
    return _below(root, lock.source), lock


def bulletins_below(root: str, lock: VolumeLock) -> dict[str, str]:
    """Return which bulletin.yaml each issue laid out in `root` shares, by absolute paths."""
    return {_below(root, issue): _below(root, name) if name else "" for issue, name in lock.bulletins.items()}


def _xmp(foreign: ForeignPdf) -> str:
    metadata = foreign.follow(foreign.root().get("Metadata"))
    return metadata.unpack().decode("utf-8", errors="replace") if isinstance(metadata, PdfStream) else ""


# The lock


def _open_lock(inside: Mapping[str, bytes], path: str, problems: Problems) -> VolumeLock | None:
    try:
        lock = read_volume_lock(json.loads(inside[LOCK_NAME]))
        if lock.edition != _ARCHIVE:
            raise ValueError("edition")
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        problems.add(Code.ENCLOSED_FILE_CHANGED, None, file=path, inside=LOCK_NAME)
        return None
    return lock


# The files


class _Found(NamedTuple):
    """Where files are looked for: in the PDF, and below directories of this machine."""

    foreign: ForeignPdf
    inside: Mapping[str, bytes]
    places: tuple[str, str]
    """The directory given, and where the volume's YAML lay as seen from its home."""

    def data(self, name: str, digest: str, pictures: Mapping[str, bytes]) -> bytes | None:
        """Find a file by its name and digest."""
        if name in self.inside and data_digest(self.inside[name]) == digest:
            return self.inside[name]
        if digest in pictures:
            return pictures[digest]
        for path in self._beside(name):
            if os.path.isfile(path) and file_digest(path) == digest:
                return read_plain(path)
        return None

    def _beside(self, name: str) -> Iterator[str]:
        """The directory may be the home of the volume, or that of its YAML."""
        directory, own = self.places
        yield os.path.join(directory, *name.split("/"))
        yield os.path.normpath(os.path.join(directory, os.path.relpath(name, own or ".")))


def _below(root: str, name: str) -> str:
    return os.path.join(root, *name.split("/"))


def _lay_out(found: _Found, lock: VolumeLock, root: str, path: str, problems: Problems) -> bool:
    """Lay everything out in its original places; False when something is missing, which is added to `problems`."""
    own_fonts = {font.file: font.sha256 for font in lock.fonts if not font.shipped}
    wanted = {**lock.files, **own_fonts}
    pictures = found.foreign.jpegs() if set(wanted) - set(found.inside) else {}
    for name, digest in wanted.items():
        data = found.data(name, digest, pictures)
        if data is None:
            if name in found.inside:
                problems.add(Code.ENCLOSED_FILE_CHANGED, None, file=path, inside=shown(name))
            else:
                problems.add(Code.FILE_NOT_ENCLOSED, None, file=shown(name), sha256=shown(digest[:16]))
            continue
        put(_below(root, name), data, Inside(path, name), problems)
    return not len(problems)


def _remake(source: str, lock: VolumeLock, root: str, path: str, problems: Problems) -> Remade | None:
    """Bind the volume again; what is wrong with it is reported for the files inside the PDF."""
    try:
        bulletins = bulletins_below(root, lock)
        again = bind_again(source, lock.place, PROFILES[_ARCHIVE], bulletins, early=lock.early)
    except BulletinError as error:
        problems.add(Code.ENCLOSED_SOURCE_UNUSABLE, None, file=path)
        for problem in error.problems.errors:
            span = problem.span
            if span is not None:
                inside = os.path.relpath(os.path.realpath(span.path), os.path.realpath(root))
                span = span._replace(path=f"{path}#{inside}")
            problems.include(problem._replace(span=span))
        return None
    if again.data is None:
        problems.add(Code.BOOK_COUNT_DIFFERS, None, file=path, count=lock.books, now=again.books)
        return None
    return Remade(again.data, read_volume_lock(json.loads(again.lock)), again.book)
