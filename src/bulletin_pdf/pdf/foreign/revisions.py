"""Revisions of a PDF: its content before a signature was appended (ISO 32000-1, 7.5.6).

A signature is put behind a file with a new table of objects; all bytes before it stay as they were.
"""

from bulletin_pdf.patterns import pattern

_END = pattern(rb"startxref\s+([0-9]{1,12})\s+%%EOF(?:\r\n|\r|\n)?")
_TABLE = pattern(rb"xref\b|[0-9]+ [0-9]+ obj\b")
_SIGNED = b"/ByteRange"


def is_signed(data: bytes) -> bool:
    """Whether something behind the first revision of a file looks like a signature."""
    return len(unsigned_revision(data)) < len(data)


def unsigned_revision(data: bytes) -> bytes:
    """Return a file as it was before it was signed; all of it when it is not signed.

    The first revision is the one whose table of objects continues no other.
    """
    if _SIGNED not in data:
        return data
    for end in _END.finditer(data):
        begin = int(end[1])
        if begin < end.start() and _TABLE.match(data, begin) and b"/Prev" not in data[begin : end.start()]:
            return data[: end.end()] if _SIGNED in data[end.end() :] else data
    return data
