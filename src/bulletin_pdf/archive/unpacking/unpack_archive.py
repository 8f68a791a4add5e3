"""Archive files of volumes or issues → a folder that makes the same files again; differences are reported.

What comes out of a file is set again at once and compared with it, so that whoever gets the folder knows what it is worth.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from bulletin_pdf.archive.unpacking.issue_list import write_issue_lists
from bulletin_pdf.issue.paths import find_bulletin
from bulletin_pdf.laid_out_source import issue_place
from bulletin_pdf.lock_record import (
    LOCK_NAME,
    VOLUME_LOCK_FORMAT,
    format_of,
    read_issue_lock,
    read_volume_lock,
)
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.plain_files import NoFileError, read_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import BulletinError, Problem, Problems
from bulletin_pdf.safe_files import is_taken, new_directory
from bulletin_pdf.verification import as_made
from bulletin_pdf.volume.files.verify_volume import bulletins_below, unpack_any

UnpackWatch = Callable[[Iterator["UnpackedFile"], int], Iterator["UnpackedFile"]]
_ENDING: Final = ".pdf"


class UnpackedFile(NamedTuple):
    """What came of one archive file."""

    path: str
    source: str
    """Its YAML, from the folder that was written; empty when it could not be laid out whole."""
    is_volume: bool
    identical: bool
    """Whether the YAML gives the very same file here."""
    problems: tuple[Problem, ...] = ()


class UnpackedArchive(NamedTuple):
    """What was written."""

    directory: str
    files: tuple[UnpackedFile, ...]
    volumes: tuple[str, ...]
    """The YAML of volumes that issues were put together in, from the folder."""
    problems: tuple[Problem, ...]


def unwatched_files(files: "Iterator[UnpackedFile]", _total: int) -> "Iterator[UnpackedFile]":
    """Pass files on."""
    return files


def unpack_archive(
    places: Sequence[str], directory: str, files: str = "", watched: UnpackWatch = unwatched_files
) -> UnpackedArchive:
    """Unpack archive files, and those in folders, into `directory`, which is new or empty.

    One file lies there as it lay in its own home; of several each has a folder of its name. Issues are put together in the
    YAML of a volume a year. The office's own faces, which are in no file, are looked for in `files`. Raises `BulletinError` when
    nothing can be unpacked (B268), `FileExistsError` when the folder is taken.
    """
    if is_taken(directory):
        raise FileExistsError(17, "File exists", directory)
    paths = [path for place in places for path in _archive_files(place)]
    if not paths:
        raise _error(
            (Problem(Code.NOTHING_TO_UNPACK, None, (("file", places[0] if places else os.curdir),)),)
        )
    os.makedirs(os.path.dirname(os.path.realpath(directory)), exist_ok=True)
    with new_directory(directory) as place:
        run = _Unpacking(place, files)
        unpacked = tuple(watched((run.unpack(path, alone=len(paths) == 1) for path in paths), len(paths)))
        if not os.listdir(place):
            raise _error(problem for each in unpacked for problem in each.problems)
        issues = [each.source for each in unpacked if each.source and not each.is_volume]
        volumes = tuple(write_issue_lists(place, issues)) if len(issues) > 1 else ()
    problems = [problem for each in unpacked for problem in each.problems]
    return UnpackedArchive(directory, unpacked, volumes, (*problems, *_strays(directory, unpacked, run)))


def _archive_files(place: str) -> Iterator[str]:
    """Return a file, or the archive files in and below a folder."""
    if not os.path.isdir(place):
        yield place
        return
    for home, inside, names in os.walk(place):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(home, name)
            if name.lower().endswith(_ENDING) and _has_lock(path):
                yield path


def _has_lock(path: str) -> bool:
    try:
        return LOCK_NAME in ForeignPdf(read_plain(path), lenient=True).attachments()
    except ForeignPdfError:
        return False


class _Unpacking:
    """Lays out one file after the other."""

    def __init__(self, root: str, files: str) -> None:
        self.root, self.files = root, files
        self.shared: dict[str, str] = {}
        """YAML of an issue, from the root → the bulletin.yaml it shares, empty for none."""
        self._taken: set[str] = set()

    def unpack(self, path: str, *, alone: bool) -> UnpackedFile:
        problems = Problems()
        home = self.root if alone else self._own_folder(path)
        source, is_volume, whole = "", False, False
        try:
            foreign = as_made(ForeignPdf(read_plain(path)))
            inside = foreign.attachments()
            is_volume = format_of(inside) == VOLUME_LOCK_FORMAT
            whole = bool(unpack_any(foreign, path, home, problems, self.files))
            source = self._note(inside[LOCK_NAME], home, is_volume=is_volume) if LOCK_NAME in inside else ""
        except NoFileError as error:
            problems.add(error.code, None, file=path)
        except ForeignPdfError as error:
            why = Term(f"pdf {error.fault}")
            problems.add(Code.ARCHIVE_NOT_READ, None, file=path, why=why, detail=error.detail)
        if not alone and not os.listdir(home):
            os.rmdir(home)
        return UnpackedFile(path, source, is_volume, whole and not len(problems), tuple(problems))

    def _note(self, lock: bytes, home: str, *, is_volume: bool) -> str:
        """Note which bulletin.yaml each issue shares; return where the YAML of the file lies, if it does."""
        try:
            record = json.loads(lock)
            source, shared = _volume_files(record, home) if is_volume else _issue_files(record, home)
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
            return ""  # A lock nobody can read was reported when it was opened.
        if not os.path.isfile(source):
            return ""
        self.shared |= {self._below(issue): self._below(name) for issue, name in shared.items()}
        return self._below(source)

    def _own_folder(self, path: str) -> str:
        stem = os.path.splitext(os.path.basename(path))[0].removesuffix(".archive")
        name, number = stem, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(name.casefold())
        folder = os.path.join(self.root, name)
        os.mkdir(folder)
        return folder

    def _below(self, path: str) -> str:
        return os.path.relpath(path, self.root) if path else ""


def _volume_files(record: Mapping[str, object], home: str) -> tuple[str, dict[str, str]]:
    lock = read_volume_lock(record)
    return os.path.join(home, *lock.source.split("/")), bulletins_below(home, lock)


def _issue_files(record: Mapping[str, object], home: str) -> tuple[str, dict[str, str]]:
    lock = read_issue_lock(record)
    source = issue_place(lock, home)
    beside = os.path.dirname(source)
    return source, {source: os.path.normpath(os.path.join(beside, lock.shared.file)) if lock.shared else ""}


def _strays(directory: str, unpacked: Sequence[UnpackedFile], run: _Unpacking) -> Iterator[Problem]:
    """Yield where a bulletin.yaml that is none of the archive's would be taken for that of an issue."""
    told: set[str] = set()
    for issue, shared in run.shared.items():
        found = find_bulletin(os.path.join(directory, issue))
        expected = os.path.join(directory, shared) if shared else ""
        if found and os.path.realpath(found) != os.path.realpath(expected) and found not in told:
            told.add(found)
            yield Problem(Code.STRAY_BULLETIN, None, (("file", found), ("issue", issue)))


def _error(found: Iterable[Problem]) -> BulletinError:
    problems = Problems()
    for problem in found:
        problems.include(problem)
    return BulletinError(problems)
