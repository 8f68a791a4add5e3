"""Faults that keep PDFs of issues out of the requested editions, and content lost from them."""

from collections.abc import Iterable, Sequence

from bulletin_pdf.messages import Detail, Term
from bulletin_pdf.pdf.foreign.conform.page_faults import PageFault, PageFaultKind
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.volume.plan.foreign_issue import ForeignIssue


def judge_foreign(
    members: Iterable[tuple[ForeignIssue, Span]], profiles: Sequence[Profile], problems: Problems
) -> None:
    """Report what keeps files out of the requested editions, and content lost from them."""
    archived = any(profile.a_level[0] for profile in profiles)
    printed = any(profile.intent is not None and profile.intent.components == 4 for profile in profiles)
    mixed: dict[str, tuple[str, str]] = {}
    for foreign, place in members:
        for number, page in enumerate(foreign.pages, start=1):
            for fault in page.faults:
                if archived or fault.kind not in _ARCHIVE_ONLY:
                    _tell(fault, foreign, number, place, problems)
        for ink, how in foreign.spots.items():
            other, before = mixed.setdefault(ink, (foreign.path, how))
            if before != how:
                raster = foreign.raster
                problems.add(
                    Code.INK_MIXTURES_DIFFER, place, file=foreign.path, ink=ink, other=other, raster=raster
                )
        if printed and foreign.spots:
            inks = tuple(sorted(foreign.spots))
            problems.add(Code.PDF_WITH_OWN_INKS, place, file=foreign.path, inks=inks, raster=foreign.raster)


_CODES: dict[PageFaultKind, str] = {
    "unembedded": Code.FONT_NOT_EMBEDDED,
    "notes": Code.ANNOTATIONS_LEFT_OUT,
    "unmapped": Code.FONT_TEXT_UNREADABLE,
    "glyphs": Code.FONT_NOT_FOR_ARCHIVE,
    "ink": Code.INK_MIXTURES_DIFFER,
    "page": Code.PDF_PAGE_FAULT,
    "hidden text": Code.INVISIBLE_TEXT_LEFT_OUT,
    "damaged": Code.PDF_PAGE_NOT_BOUND,
    "lost": Code.PDF_PAGE_PART_LOST,
    "limit": Code.PDF_PAGE_PAST_LIMIT,
    "picture": Code.PDF_PICTURE_BROKEN,
    "picture limit": Code.PDF_PICTURE_PAST_LIMIT,
    "check sum": Code.PDF_CHECKSUM_WRONG,
    "blank": Code.PDF_PAGE_DRAWN_BLANK,
    "unchecked": Code.PDF_PICTURE_NOT_CHECKED,
    "cropped": Code.PDF_TEXT_CROPPED,
}
_LONGEST_SHOWN = 20
_ARCHIVE_ONLY = frozenset(("unmapped", "glyphs"))


def _tell(fault: PageFault, foreign: ForeignIssue, page: int, place: Span, problems: Problems) -> None:
    path = foreign.path
    details: dict[str, Detail] = {"file": path, "page": page}
    match fault.kind:
        case "ink":
            details = {"file": path, "ink": fault.what, "other": path}
        case "page":
            details["why"] = Term(f"pdf {fault.why}")
        case "damaged" | "lost" | "limit":
            details["why"] = Term(fault.why)
        case "unchecked":
            details["picture"] = fault.what
        case "picture" | "picture limit":
            details |= {"picture": fault.what, "why": Term(fault.why)}
        case "glyphs":
            details |= {"font": fault.what, "why": Term(fault.why)}
        case "cropped":
            details["text"] = fault.what[:_LONGEST_SHOWN]
        case "unembedded" | "unmapped":
            details["font"] = fault.what
    problems.add(_CODES[fault.kind], place, raster=foreign.raster, **details)
