"""Active content of a PDF: scripts, commands, forms that submit, external content.

Names are looked for in the bytes outside packed streams and in packed objects, which is quick; where one turns up, the
objects themselves are gone through, so that neither a text nor packed data that happen to look alike are reported.
"""

import zlib
from collections.abc import Iterator

from bulletin_pdf.patterns import pattern
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfReference, PdfStream, PdfValue

_ACTIONS = frozenset(
    ("JavaScript", "Launch", "ImportData", "SubmitForm", "GoToR", "GoToE", "Rendition", "RichMediaExecute")
)
_WORDS = pattern(
    rb"/(?:JavaScript|JS|Launch|ImportData|SubmitForm|GoToR|GoToE|Rendition|RichMedia|RichMediaExecute)(?![A-Za-z])"
)
_STREAM = pattern(rb"(?s)stream\r?\n.*?endstream")
_OBJECTS = pattern(rb"(?s)/ObjStm\b[^>]{0,400}>>\s{0,8}stream\r?\n(.*?)endstream")
_ESCAPED = pattern(rb"#([0-9A-Fa-f]{2})")
_MAX_OBJECTS = 64 << 20
"""Bytes of one packed group of objects; a volume's has some hundred thousand."""


def has_active_content(foreign: ForeignPdf) -> bool:
    """Whether something in the file acts by itself."""
    return _is_suspect(foreign.data) and any(map(_acts, _dictionaries(foreign)))


def _is_suspect(data: bytes) -> bool:
    if _names_action(_STREAM.sub(b"", data)):
        return True
    return any(_names_action(_unpacked(found[1])) for found in _OBJECTS.finditer(data))


def _names_action(data: bytes) -> bool:
    if b"#" in data:  # a name may be written with its characters as numbers: /J#53
        data = _ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), data)
    return _WORDS.search(data) is not None


def _unpacked(packed: bytes) -> bytes:
    """Return packed objects in words; those packed in other ways come as a name that has them gone through."""
    try:
        return zlib.decompressobj().decompress(packed, _MAX_OBJECTS)
    except zlib.error:
        return b"/JS"


def _acts(entries: dict[str, PdfValue]) -> bool:
    kind = entries.get("S")
    return (
        (isinstance(kind, PdfName) and kind in _ACTIONS)
        or "JS" in entries
        or entries.get("Subtype") == "RichMedia"
    )


def _dictionaries(foreign: ForeignPdf) -> Iterator[dict[str, PdfValue]]:
    """Return every dictionary that the trailer leads to, each object once."""
    waiting: list[PdfValue] = [foreign.trailer()]
    seen: set[PdfReference] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, PdfReference):
            if value in seen:
                continue
            seen.add(value)
            value = foreign.follow(value)
        if isinstance(value, PdfStream):
            value = value.entries
        if isinstance(value, dict):
            yield value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
