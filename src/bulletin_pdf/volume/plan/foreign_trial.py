"""A PDF tried before it is bound: each page is copied or drawn once, and faults are recorded.

What cannot be copied shows itself while there is an entry of the volume's YAML to name.
"""

import os
from collections.abc import Mapping

from bulletin_pdf.geometry import A4
from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.conform.page_copier import PageCopier
from bulletin_pdf.pdf.foreign.conform.page_faults import PageFault, PageFaultKind, damage_reason, fault_reason
from bulletin_pdf.pdf.foreign.cropped_text import cropped_text
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.page_boxes import geometry_of
from bulletin_pdf.pdf.foreign.raster import try_pages
from bulletin_pdf.pdf.foreign.recognised_pages import recognised_pages
from bulletin_pdf.pdf.objects import ObjectTable, Ref
from bulletin_pdf.plain_files import open_plain
from bulletin_pdf.problem_codes import Code
from bulletin_pdf.problems import Problems, Span
from bulletin_pdf.volume.plan.foreign_issue import ForeignPage

_MAX_BYTES = 1 << 30


class LookedPdf(NamedTuple):
    """What was found of a file."""

    pages: tuple[ForeignPage, ...] = ()
    spots: Mapping[str, str] = {}
    said: int = 0
    """How many pages the file says it has."""
    lost: tuple[int, ...] = ()
    """Pages it names that are not in it."""


def look_at(path: str, pixels: int, place: Span, problems: Problems) -> LookedPdf:
    """Look at every page; whatever is wrong with the file ends as a problem of its entry."""
    try:
        if os.path.getsize(path) > _MAX_BYTES:
            raise ForeignPdfError("too large")
        looked = _copied(path)
        if pixels and not looked.lost:
            looked = _drawn(path, looked)
    except ForeignPdfError as error:
        reason = Term(fault_reason(error))
        if error.fault == "limit":
            problems.add(Code.PDF_PAST_LIMIT, place, file=path, reason=reason)
        else:
            problems.add(Code.PDF_NOT_BOUND, place, file=path, why=reason)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, ArithmeticError):
        # A file may be broken in more ways than its reader expects.
        problems.add(Code.PDF_NOT_BOUND, place, file=path, why=Term("pdf damaged"))
    else:
        return looked if _is_whole(path, looked, place, problems) else LookedPdf()
    return LookedPdf()


def damaged_pages(path: str) -> tuple[tuple[int, str], ...]:
    """Return the pages of a PDF that cannot be read whole, counted from 1, and what is at fault with each.

    Every stream and every picture is unpacked. `ForeignPdfError` when the file cannot be read at all.
    """
    try:
        looked = _copied(path)
    except (
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        AttributeError,
        RecursionError,
        ArithmeticError,
    ) as error:
        raise ForeignPdfError("damaged", f"{type(error).__name__}: {error}") from error
    lost = [(page, "lost") for page in looked.lost]
    faults = [
        (number, fault.kind)
        for number, page in enumerate(looked.pages, start=1)
        for fault in page.faults
        if fault.kind in _DAMAGED
    ]
    return (*lost, *dict.fromkeys(faults))


_DAMAGED = frozenset[PageFaultKind](("damaged", "lost", "picture", "check sum"))


def _is_whole(path: str, looked: LookedPdf, place: Span, problems: Problems) -> bool:
    """Whether a file has all its pages; reports lost ones (B855) and a wrong count (B856)."""
    count = len(looked.pages)
    for page in looked.lost:
        problems.add(Code.PDF_PAGE_LOST, place, file=path, page=page, count=count)
    if looked.said != count and not looked.lost:
        problems.add(Code.PDF_PAGES_MISCOUNTED, place, file=path, said=looked.said, count=count)
    return not looked.lost


class _Blotter(ObjectTable):
    """Takes objects and keeps none: only what is found on the way counts."""

    def fill(self, ref: Ref, value: str) -> None:
        """Forget an object."""

    def fill_stream(
        self, ref: Ref, data: bytes, entries: Mapping[str, str] | None = None, *, deflate: bool = True
    ) -> None:
        """Forget a stream."""


def _copied(path: str) -> LookedPdf:
    """Copy every page once, for trial: what cannot be copied shows itself now, while there is an entry to blame."""
    with open_plain(path) as file:
        foreign = ForeignPdf(file.read(), lenient=True)
    if not foreign.page_count:
        raise ForeignPdfError("no pages")
    table = _Blotter()
    defaults = {f"Default{kind}": table.add("null") for kind in ("RGB", "CMYK")}
    adopter = PageCopier(foreign, table, defaults)
    recognised = recognised_pages(foreign)
    pages = tuple(
        _tried(foreign, adopter, place)._replace(recognised=place + 1 in recognised)
        for place in range(foreign.page_count)
    )
    adopter.finish()
    return LookedPdf(pages, dict(adopter.colours.spots), foreign.pages_said, foreign.pages_lost)


def _tried(foreign: ForeignPdf, adopter: PageCopier, place: int) -> ForeignPage:
    adopter.faults.clear()
    try:
        size = geometry_of(foreign, place).size
        adopter.page(place, {})
        cropped = cropped_text(foreign, place)
    except ForeignPdfError as error:
        return ForeignPage(A4, (*adopter.faults, damage_reason(error)))
    faults = (*adopter.faults, PageFault("cropped", cropped)) if cropped else tuple(adopter.faults)
    return ForeignPage(size, faults, adopter.paints)


def _drawn(path: str, looked: LookedPdf) -> LookedPdf:
    """Draw every page for trial; of what copying found only that counts which no drawing shows."""
    lost = [tuple(fault for fault in page.faults if fault.kind in _NEVER_SEEN) for page in looked.pages]
    if any(fault.kind in ("lost", "picture") for faults in lost for fault in faults):
        return looked._replace(
            pages=tuple(map(ForeignPage, (page.size for page in looked.pages), lost)), spots={}
        )
    pages = [
        ForeignPage(tried.size, (*faults, *((PageFault("blank"),) if tried.blank and page.paints else ())))
        for page, faults, tried in zip(looked.pages, lost, try_pages(path), strict=True)
    ]
    return looked._replace(pages=tuple(pages), spots={})


_NEVER_SEEN = frozenset[PageFaultKind](("lost", "picture", "check sum", "unchecked", "cropped"))
