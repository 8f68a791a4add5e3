"""The order of judgement, and which rules an edition answers to."""

from collections.abc import Callable, Mapping

from bulletin_pdf.diagnostics import Problem
from bulletin_pdf.pdf.existing import Existing, ExistingError
from bulletin_pdf.pdf.painted import PageLook, look_at_page
from bulletin_pdf.press.preflight import images, ink, page, structure, text
from bulletin_pdf.press.preflight.findings import Findings, Subject

Check = Callable[[Subject, Findings], None]

_READABLE: tuple[Check, ...] = (structure.check_pages, text.check_fonts, text.check_text)
_PRESS: tuple[Check, ...] = (
    structure.check_conformance,
    *_READABLE,
    structure.check_intent,
    ink.check_overprint,
    ink.check_text_ink,
    ink.check_lines,
    ink.check_spots,
    ink.check_total_ink,
    ink.check_blending,
    ink.check_spaces,
    images.check_images,
    images.check_image_ink,
    page.check_gb_page,
    page.check_edges,
)

CHECKS: Mapping[str, tuple[Check, ...]] = {
    "print": (*_PRESS, structure.check_count),
    "overprint": (*_PRESS, structure.check_count),
    "head": _PRESS,
    "archive": _READABLE,
    "screen": _READABLE,
    "proof": _READABLE,
}
"""Edition → its rules. Rules of PDF/A and PDF/UA are veraPDF's to judge."""


def preflight(path: str, data: bytes, edition: str = "print") -> tuple[Problem, ...]:
    """Judge a PDF; a file that cannot be read is one finding."""
    findings = Findings(path)
    try:
        subject = _subject(path, data, edition)
        for check in CHECKS[edition]:
            check(subject, findings)
    except ExistingError as error:
        details = (("file", path), ("reason", f"@pdf {error.fault}"))
        return (Problem("B620", None, details),)
    return findings.problems()


def _subject(path: str, data: bytes, edition: str) -> Subject:
    existing = Existing(data)
    if not existing.page_count:
        raise ExistingError("damaged", "no pages")
    looks: dict[str, PageLook] = {}
    listed = []
    for place in range(existing.page_count):
        entries = existing.page(place)
        # Pages made of the same streams look the same; numbered copies have thousands.
        key = repr([entries.get(name) for name in ("Contents", "Resources", "MediaBox", "TrimBox", "Rotate")])
        if key not in looks:
            looks[key] = look_at_page(existing, place)
        listed.append(looks[key])
    return Subject(path, existing, tuple(listed), edition)
