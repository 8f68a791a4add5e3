"""付印单: the data of a print job, as one page and as JSON.

The same facts stand in both; the page carries a code with the file's digest, so that the
file at the printer's can be distinguished from an older one.
"""

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Any, Literal

from bulletin_pdf.design.kinds import paper_name
from bulletin_pdf.drawing.drawn_boxes import labelled_boxes, qr_code
from bulletin_pdf.drawing.outlines import drawing_marks
from bulletin_pdf.fonts.font_book import FontBook
from bulletin_pdf.geometry import A4, Point, Size, mm
from bulletin_pdf.inks import BLACK
from bulletin_pdf.issue.model import Distribution
from bulletin_pdf.messages import Language, say
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import Document, Leaves, Mark, Page, Rule, TextRun
from bulletin_pdf.pdf.profile import Profile
from bulletin_pdf.press.marks import document_plates, small_print
from bulletin_pdf.press.schemes import saddle
from bulletin_pdf.press.sheets import sheet_for

PAPER = 80
"""g/m²; P-71 allows 60 to 80."""
_CALIPER = 0.001346
"""R-68: thickness of offset paper, mm for each g/m²."""
_GLUE = 0.5
"""R-68: what cover and glue add to a perfect-bound spine, mm."""
_MAX_STITCHED = 64
_TOLERANCES = ("trim", "type-area", "backing", "folio", "staples", "ink")
"""docs/rules/page.md P-01, P-04, P-06, P-70, P-72."""

BindingKind = Literal["saddle", "perfect", "single"]


class PressJob(NamedTuple):
    """All that the ticket says."""

    title: str
    date: str
    file: str
    sha256: str
    edition: str
    pages: int
    trim: str
    leaves: int
    """Leaves of this size, printed on both sides."""
    sheets: int
    """Sheets a copy takes: of two pages a side when it is stitched, else leaves."""
    sheet: str
    paper: int
    spine: float
    """mm."""
    binding: BindingKind
    plates: tuple[str, ...]
    condition: str
    run: int | None
    total_sheets: int | None
    distribution: tuple[tuple[str, tuple[str, ...]], ...]


class TicketFile(NamedTuple):
    """The file a ticket is for."""

    name: str
    sha256: str


def job_of(
    document: Document, profile: Profile, file: TicketFile, distribution: Distribution, run: int | None
) -> PressJob:
    """Reckon what a job takes."""
    pages, trim = len(document.pages), document.pages[0].size
    leaves = ceil(pages / 2)
    stitched = 2 < pages <= _MAX_STITCHED
    sheets = ceil(pages / 4) if stitched else leaves
    return PressJob(
        document.title,
        document.date,
        file.name,
        file.sha256,
        profile.name,
        pages,
        _size(trim),
        leaves,
        sheets,
        sheet_for(trim) if stitched else paper_name(trim) or _size(trim),
        PAPER,
        spine_of(pages, PAPER, glued=pages > _MAX_STITCHED),
        "saddle" if stitched else "perfect" if pages > _MAX_STITCHED else "single",
        document_plates(document, profile),
        profile.intent.condition if profile.intent else "",
        run,
        run * sheets if run is not None else None,
        _recipients(distribution),
    )


def _size(trim: Size) -> str:
    return f"{trim.width / mm(1):g} × {trim.height / mm(1):g} mm"


def spine_of(pages: int, paper: int, *, glued: bool) -> float:
    """R-68: half the pages times the thickness of a leaf, and the glue."""
    return round(pages / 2 * paper * _CALIPER + (_GLUE if glued else 0.0), 2)


def _recipients(distribution: Distribution) -> tuple[tuple[str, tuple[str, ...]], ...]:
    groups = (
        ("报", distribution.report),
        ("送", distribution.send),
        ("发", distribution.issue),
        ("本期增发", distribution.extra),
    )
    return tuple((label, tuple(name.text for name in names)) for label, names in groups if names)


def as_record(job: PressJob, lang: Language) -> Mapping[str, Any]:
    """Return the ticket for JSON."""
    return job._asdict() | {
        "binding": say(lang, "ticket", job.binding),
        "distribution": {label: list(names) for label, names in job.distribution},
        "tolerances": {
            say(lang, "ticket", name): say(lang, "ticket-value", name, trim=job.trim) for name in _TOLERANCES
        },
    }


_LEFT, _VALUE, _RIGHT = mm(28), mm(62), mm(184)
_SIZE, _PITCH = 11.0, 20.0
_CODE = mm(30)


def ticket_page(job: PressJob, book: FontBook, lang: Language) -> Document:
    """Set the ticket on one page."""
    title = say(lang, "ticket", "title")
    spread = "\u2002".join(title) if lang == "zh" else title
    marks: list[Mark] = list(small_print(spread, Point(mm(90), mm(30)), 22, BLACK, book))
    y = mm(42)
    for label, value in _rows(job, lang):
        for number, line in enumerate(_broken(value, book)):
            if y > mm(270):
                break  # a list longer than the page; the JSON has it whole
            if number == 0:
                marks += small_print(label, Point(_LEFT, y), _SIZE, BLACK, book)
            marks += small_print(line, Point(_VALUE, y), _SIZE, BLACK, book)
            y += _PITCH
        marks.append(Rule(_LEFT, y - 14, _RIGHT, y - 14, 0.3, BLACK))
    marks += _drawings(job, y, book)
    page = Page(A4, tuple(marks), label="1")
    title = say(lang, "ticket", "document", title=job.title)
    return Document((page,), (), (), title, date=job.date, kind="ticket", leaves=(Leaves("ticket", 1),))


def _rows(job: PressJob, lang: Language) -> Iterator[tuple[str, str]]:
    def row(name: str, **details: object) -> tuple[str, str]:
        return say(lang, "ticket", name), say(lang, "ticket-value", name, **details)

    yield row("name", title=job.title, date=job.date)
    yield row("file", file=job.file, edition=job.edition)
    yield "SHA-256", job.sha256
    yield row("pages", pages=job.pages, leaves=job.leaves)
    yield row("paper", paper=job.paper, sheet=job.sheet, sheets=job.sheets)
    yield row("binding", binding=say(lang, "ticket", job.binding), spine=f"{job.spine:.2f}")
    plates = " + ".join(job.plates)
    yield row("plates", plates=plates, number=len(job.plates), condition=job.condition)
    if job.run:
        yield row("run", run=job.run, sheet=job.sheet, sheets=job.total_sheets)
    else:
        yield say(lang, "ticket", "run"), say(lang, "ticket", "run-unknown")
    for label, names in job.distribution:
        yield label, "，".join(names)
    yield from (row(name, trim=job.trim) for name in _TOLERANCES)


def _broken(text: str, book: FontBook) -> list[str]:
    """Cut a value into lines that fit, wherever they end."""
    room = _RIGHT - _VALUE
    lines, width = [""], 0.0
    for char in text:
        face = book.face_for(char, "song") or book.face("song")
        advance = face.advance(char if face.covers(char) else "〓") * _SIZE
        if width + advance > room:
            lines.append("")
            width = 0.0
        lines[-1] += char
        width += advance
    return lines


def _drawings(job: PressJob, y: float, book: FontBook) -> list[Mark]:
    """The file's digest as a code, and next to it the outermost sheet with its page numbers."""
    if y > mm(297) - _CODE - mm(18):
        return []

    def set_string(text: str, x: float, base: float, size: float, anchor: str) -> list[Mark]:
        runs = small_print(text, Point(0, base), size, BLACK, book)
        width = sum(book.face("song").advance(char) for char in text) * size
        shift = {"middle": width / 2, "end": width}.get(anchor, 0.0)
        return [run._replace(x=run.x + x - shift) for run in runs if isinstance(run, TextRun)]

    marks = drawing_marks(qr_code(f"sha256:{job.sha256}", _CODE), _LEFT, y, set_string)
    if job.binding == "saddle":
        marks += drawing_marks(_outer_sheet(job.pages), mm(80), y, set_string)
    return marks


def _outer_sheet(pages: int) -> Any:
    front, back = saddle(pages)[:2]
    words = [["–" if page is None else str(page) for page in side.places] for side in (front, back)]
    return labelled_boxes(words, mm(18), mm(25), mm(8))
