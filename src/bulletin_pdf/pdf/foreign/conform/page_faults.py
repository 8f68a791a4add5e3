"""What keeps a page out, or what it loses."""

from typing import Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdfError

PageFaultKind = Literal[
    "unembedded", "unmapped", "glyphs", "ink", "page", "notes", "hidden text", "damaged", "lost", "picture",
    "check sum", "blank", "unchecked",
]  # fmt: skip

_REASONS = frozenset((
    "a stream is cut off", "a stream does not unpack", "a stream is missing", "content is missing",
    "it unpacks to too much", "operators no PDF knows", "objects too deep", "a page has no size",
    "a page is too large", "a form has no size", "a Font is missing", "a ColorSpace is missing",
    "a Pattern is missing", "a picture is missing", "a picture is cut off", "a picture is too short",
    "a picture is too large", "a picture has no size", "a picture cannot be read", "a colour space is missing",
    "a colour profile is missing", "a colour table is missing", "a shading is missing", "a function is missing",
))  # fmt: skip
"""Details of an `ForeignPdfError` that have words for people."""


class PageFault(NamedTuple):
    """One thing found on a page; `what` names the font or ink, or counts the picture."""

    kind: PageFaultKind
    what: str = ""
    why: str = ""
    """More of it, a word of the catalogue."""


def fault_reason(error: ForeignPdfError) -> str:
    """Return the word of the catalogue for why something cannot be read."""
    return f"pdf {error.detail if error.detail in _REASONS else error.fault}"


def damage_reason(error: ForeignPdfError) -> PageFault:
    """Return what it means for a page that something on it cannot be read."""
    return PageFault("lost" if error.fault == "lost" else "damaged", why=fault_reason(error))
