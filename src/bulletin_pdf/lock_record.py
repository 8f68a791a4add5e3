"""The lock of an archive file, written and read: everything the file was made from, by name and digest.

One record an issue, one a book of a volume. `as_json` writes what `read_issue_lock` and `read_volume_lock`
read; these believe nothing: `ValueError`, `KeyError` or `TypeError` for what no program of ours writes.
"""

import hashlib
import json
import posixpath
import re
from collections.abc import Mapping
from typing import Any

from bulletin_pdf.issue.paths import BULLETIN_FILE
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.profile import PROFILES

LOCK_NAME = "bulletin.lock.json"
LOCK_FORMAT = "bulletin_pdf lock 1"
VOLUME_LOCK_FORMAT = "bulletin_pdf volume lock 1"

_SHARED = pattern(rf"((?:\.\./){{0,40}}){re.escape(BULLETIN_FILE)}")
_MAX_BOOKS = 100
_MAX_NAME = 1_000
_BAD_NAME = pattern(r"[\\\0\r\n:]|(?:^|/)(?:\.{0,2}(?:/|$))")
"""A path that is absolute, goes up, has empty steps, or means another thing on another machine."""


class LockedFile(NamedTuple):
    """An enclosed file and its SHA-256."""

    file: str
    sha256: str


class LockedFont(NamedTuple):
    """A font file that text is set in, or that the source names."""

    role: str
    file: str
    """As the source sees it; of a shipped face its name alone."""
    sha256: str
    shipped: bool
    face: str = ""
    """Which face of a collection, or which weight of a variable font; empty for a file of one face."""

    def as_record(self) -> dict[str, object]:
        """Return what the lock says of the file."""
        record = {"role": self.role, "file": self.file, "sha256": self.sha256, "shipped": self.shipped}
        return {**record, "face": self.face} if self.face else record


class IssueLock(NamedTuple):
    """What the archive file of an issue was made from."""

    program: Mapping[str, str]
    """This program and the libraries that decide bytes → version."""
    options: Mapping[str, str]
    """How it was set: the edition, and the other options."""
    source: LockedFile
    shared: LockedFile | None
    """bulletin.yaml, by its path from the issue's directory."""
    files: Mapping[str, str]
    """What the issue names besides fonts: path from its directory → SHA-256."""
    fonts: tuple[LockedFont, ...]
    icc: Mapping[str, str]
    """Colour profile → SHA-256."""

    @property
    def edition(self) -> str:
        """The edition the file is."""
        return self.options["edition"]

    @property
    def digests(self) -> dict[str, str]:
        """Attachments that must be there → SHA-256."""
        shared = {posixpath.basename(self.shared.file): self.shared.sha256} if self.shared else {}
        return {self.source.file: self.source.sha256, **shared}

    def as_json(self) -> bytes:
        """Write the lock."""
        return _as_json(
            {
                "format": LOCK_FORMAT,
                "program": self.program,
                "options": self.options,
                "source": self.source._asdict(),
                "shared": self.shared and self.shared._asdict(),
                "files": self.files,
                "fonts": [font.as_record() for font in self.fonts],
                "icc": self.icc,
            }
        )


class VolumeLock(NamedTuple):
    """What one book of a volume was made from; names are below the volume's home."""

    program: Mapping[str, str]
    edition: str
    early: bool
    """Whether pages were written as soon as they were set, which is another way to the same page."""
    pages: str
    """What each page is, as `write_leaves` says it."""
    source: str
    """The volume's YAML."""
    place: int
    """Which of the volume's books the file is, counted from 0."""
    books: int
    files: Mapping[str, str]
    """Everything it was made from but fonts → SHA-256."""
    bulletins: Mapping[str, str]
    """Issue → the bulletin.yaml it shares, empty for none."""
    fonts: tuple[LockedFont, ...]
    icc: Mapping[str, str]

    def as_json(self) -> bytes:
        """Write the lock."""
        return _as_json(
            {
                "format": VOLUME_LOCK_FORMAT,
                "program": self.program,
                "options": {"edition": self.edition, "early": self.early},
                "pages": self.pages,
                "source": self.source,
                "book": {"place": self.place, "count": self.books},
                "files": self.files,
                "bulletins": self.bulletins,
                "fonts": [font.as_record() for font in self.fonts],
                "icc": self.icc,
            }
        )


Lock = IssueLock | VolumeLock


def _as_json(record: Mapping[str, object]) -> bytes:
    return json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def data_digest(data: bytes) -> str:
    """Return the SHA-256 that stands for data in a lock."""
    return hashlib.sha256(data).hexdigest()


# Reading


def format_of(inside: Mapping[str, bytes]) -> str:
    """Return the format of the lock among the files inside; empty when there is none, or none that can be read."""
    try:
        record = json.loads(inside.get(LOCK_NAME, b"{}"))
        return str(record.get("format", ""))
    except (ValueError, AttributeError, RecursionError):
        return ""


def read_issue_lock(record: Mapping[str, Any]) -> IssueLock:
    """Read the lock of an issue that anyone may have written."""
    shared = None if record["shared"] is None else _file(record["shared"])
    if shared is not None and not _SHARED.fullmatch(shared.file):
        raise ValueError("path of bulletin.yaml")
    source = _file(record["source"])
    if source.file in ("", ".", "..") or re.search(r"[/\\\0]", source.file):
        raise ValueError("name of the issue")
    options = _texts(record["options"])
    if options["edition"] not in PROFILES:
        raise ValueError("edition")
    return IssueLock(
        _texts(record["program"]),
        options,
        source,
        shared,
        _texts(record["files"]),
        tuple(map(_font, record["fonts"])),
        _texts(record["icc"]),
    )


def read_volume_lock(record: Mapping[str, Any]) -> VolumeLock:
    """Read the lock of a volume that anyone may have written."""
    files = {_name(name): _text(digest) for name, digest in record["files"].items()}
    source, book = _name(record["source"]), record["book"]
    place, count = int(book["place"]), int(book["count"])
    if source not in files or not 0 <= place < count <= _MAX_BOOKS:
        raise ValueError("source or book")
    fonts = tuple(map(_font, record["fonts"]))
    for font in fonts:
        _name(font.file)
    return VolumeLock(
        program=_texts(record["program"]),
        edition=_text(record["options"]["edition"]),
        early=record["options"]["early"] is True,
        pages=_text(record.get("pages", "")),
        source=source,
        place=place,
        books=count,
        files=files,
        bulletins={_name(issue): _name(name) if name else "" for issue, name in record["bulletins"].items()},
        fonts=fonts,
        icc=_texts(record["icc"]),
    )


def _file(record: Mapping[str, Any]) -> LockedFile:
    return LockedFile(_text(record["file"]), _text(record["sha256"]))


def _font(record: Mapping[str, Any]) -> LockedFont:
    role, file, sha256 = (_text(record[key]) for key in ("role", "file", "sha256"))
    return LockedFont(role, file, sha256, record["shipped"] is True, _text(record.get("face", "")))


def _texts(record: Mapping[str, Any]) -> dict[str, str]:
    return {_text(name): _text(value) for name, value in record.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _name(value: object) -> str:
    """Return a name below the volume's home; `ValueError` for a path that leads anywhere else."""
    name = _text(value)
    if not name or len(name) > _MAX_NAME or _BAD_NAME.search(name):
        raise ValueError("a path that leads elsewhere")
    return name
