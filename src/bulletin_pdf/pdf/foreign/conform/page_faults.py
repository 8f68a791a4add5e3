"""Faults that keep a page out, or parts it loses."""

from typing import Literal

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdfError
from bulletin_pdf.problem_codes import Code, ProblemCode

PageFaultKind = Literal[
    "unembedded", "unmapped", "glyphs", "ink", "page", "notes", "hidden text", "damaged", "lost", "picture",
    "check sum", "blank", "unchecked", "limit", "picture limit", "cropped",
]  # fmt: skip

_REASONS = frozenset((
    "a stream is cut off", "a stream does not unpack", "a stream is missing", "content is missing",
    "it unpacks to too much", "operators no PDF knows", "objects too deep", "a page has no size",
    "a page is too large", "a form has no size", "a Font is missing", "a ColorSpace is missing",
    "a Pattern is missing", "a picture is missing", "a picture is cut off", "a picture is too short",
    "a picture is too large", "a picture has no size", "a picture cannot be read", "a colour space is missing",
    "a stream unpacks to too much", "a stream is too long", "too many operators", "a picture unpacks to too much",
    "a picture has too many pixels", "a picture has too many scans", "a picture is of another kind",
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


def unread_file(error: ForeignPdfError) -> tuple[ProblemCode, str]:
    """Return the problem for a file that cannot be read, and the term for why: a limit is no damage."""
    if error.fault == "limit":
        return Code.PDF_PAST_LIMIT, fault_reason(error)
    return Code.PDF_NOT_READ, f"pdf {error.fault}"


def damage_reason(error: ForeignPdfError) -> PageFault:
    """Return what it means for a page that something on it cannot be read."""
    kind: PageFaultKind = (
        "lost" if error.fault == "lost" else "limit" if error.fault == "limit" else "damaged"
    )
    return PageFault(kind, why=fault_reason(error))
