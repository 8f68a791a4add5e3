"""What kind of file this is, by its first bytes and the parts of its package; its name says nothing."""

import io
import zipfile
import zlib
from typing import Literal

FileFormat = Literal["text", "word", "sheet", "open-document", "old-word", "rtf", "mail"]

_REFUSED = (
    (b"%PDF", "pdf"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG", "picture"),
    (b"GIF8", "picture"),
    (b"BM\x00", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"\x00\x00\x01\x00", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"ID3", "recording"),
    (b"OggS", "recording"),
    (b"MZ", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "shortcut"),
    (b"\x7fELF", "program"),
    (b"SQLite format 3", "database"),
)
_PARTS = (
    ("word/document.xml", "word"),
    ("xl/workbook.xml", "sheet"),
    ("OFD.xml", "ofd"),
    ("ppt/presentation.xml", "slides"),
)
_STREAMS = (
    ("WordDocument", "old-word"),
    ("Workbook", "old-sheet"),
    ("Book", "old-sheet"),
    ("PowerPoint Document", "slides"),
    ("VisioDocument", "drawing"),
    ("__properties_version1.0", "outlook-mail"),
)
_FOLDERS = (
    (b"word/", "word"),
    (b"wordprocessingml", "word"),
    (b"xl/", "sheet"),
    (b"spreadsheetml", "sheet"),
    (b"ppt/", "slides"),
    (b"presentationml", "slides"),
    (b"OFD.xml", "ofd"),
)
"""What the names of parts, or the list of their kinds, say of a package that is damaged."""
_OWNER_FILE = (162, 165)
"""Bytes of the file `~$…` that says who has a document open."""
_MIMES = (
    (b"application/vnd.oasis.opendocument.text", "open-document"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "open-sheet"),
    (b"application/vnd.oasis.opendocument.presentation", "slides"),
    (b"application/epub+zip", "book"),
)
_FIELDS = (
    b"mime-version:",
    b"content-type:",
    b"from:",
    b"subject:",
    b"date:",
    b"to:",
    b"received:",
    b"return-path:",
)
_FEWEST_FIELDS = 2


def file_format(data: bytes) -> str:
    """Return a `FileFormat`, or the term that says what the file is when it cannot be imported."""
    refused = next((kind for mark, kind in _REFUSED if data.startswith(mark)), "")
    if refused:
        return refused
    if len(data) in _OWNER_FILE and data[0] < 0x36 and b"\x00\x00" in data:
        return "owner-file"
    if data[:4] == b"RIFF":
        return "picture" if data[8:12] == b"WEBP" else "recording"
    if data[4:8] == b"ftyp":
        return "picture" if data[8:12] in (b"heic", b"heix", b"avif", b"mif1") else "recording"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "old-word")
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return "mail" if _is_mail(data) else "text"


def _package(data: bytes) -> str:
    """Return the format of a zip file, by its parts; what is damaged is left to the reader of its kind, which says so."""
    mime = next((kind for mark, kind in _MIMES if mark in data[:200]), "")
    if mime:
        return mime
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.lstrip("/") for name in package.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return _damaged(data)
    kind = next((kind for part, kind in _PARTS if part in names), "")
    return kind or ("word" if "[Content_Types].xml" in names else "archive")


def _damaged(data: bytes) -> str:
    """Return the format of a zip file whose directory is lost: by the names within it, or what its first part says."""
    said = data + _first_part(data)
    return next((kind for mark, kind in _FOLDERS if mark in said), "damaged-package")


def _first_part(data: bytes) -> bytes:
    """Unpack what is there of the first part, which lists the kinds of the others."""
    if len(data) < 30:
        return b""
    start = 30 + int.from_bytes(data[26:28], "little") + int.from_bytes(data[28:30], "little")
    try:
        return zlib.decompressobj(-15).decompress(data[start:], 100_000)
    except zlib.error:
        return b""


def _is_mail(data: bytes) -> bool:
    """Whether a file is a mail or a web archive (.mht), by the fields it begins with."""
    lines = data.lstrip(b"\xef\xbb\xbf\r\n")[:8192].replace(b"\r\n", b"\n").split(b"\n\n")[0].split(b"\n")
    fields = [line.lower() for line in lines if line[:1] not in (b" ", b"\t")]
    named = all(b":" in line.split(b" ")[0] for line in fields)
    return named and sum(line.startswith(_FIELDS) for line in fields) >= _FEWEST_FIELDS
