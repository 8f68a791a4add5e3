"""The order of the checks, and the rules that apply to an edition."""

from collections.abc import Callable, Iterator, Mapping

from bulletin_pdf.messages import Term
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import DocumentKind
from bulletin_pdf.pdf.foreign.conform.page_faults import unread_file
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.painted import read_painted_page
from bulletin_pdf.pdf.foreign.painted_marks import PaintedPage
from bulletin_pdf.press.preflight import file_rules, ink_rules, page_rules, picture_rules, text_rules
from bulletin_pdf.press.preflight.findings import JudgedFile, PreflightFindings
from bulletin_pdf.press.preflight.recognise import recognise
from bulletin_pdf.problems import Problem

Check = Callable[[JudgedFile, PreflightFindings], None]

_READABLE: tuple[Check, ...] = (
    file_rules.check_state_of_file,
    file_rules.check_pages,
    text_rules.check_fonts,
    text_rules.check_text,
)
_PRESS: tuple[Check, ...] = (
    file_rules.check_conformance,
    *_READABLE,
    file_rules.check_intent,
    ink_rules.check_overprint,
    ink_rules.check_text_ink,
    ink_rules.check_lines,
    ink_rules.check_spots,
    ink_rules.check_total_ink,
    ink_rules.check_blending,
    ink_rules.check_spaces,
    picture_rules.check_images,
    picture_rules.check_image_ink,
    page_rules.check_gb_page,
    page_rules.check_edges,
)

DEFAULT = "print"
PRESS = ("print", "overprint", "head")
"""Editions that go to a press."""

CHECKS: Mapping[str, tuple[Check, ...]] = {
    "print": (*_PRESS, file_rules.check_count),
    "overprint": (*_PRESS, file_rules.check_count),
    "head": _PRESS,
    "archive": _READABLE,
    "screen": _READABLE,
    "proof": _READABLE,
}
"""Edition → its rules. Rules of PDF/A and PDF/UA are veraPDF's to judge."""


_LOOK = (
    "Contents", "Resources", "MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox", "Rotate", "UserUnit"
)  # fmt: skip
"""What a page's look depends on."""
_GB: tuple[Check, ...] = (page_rules.check_gb_page, file_rules.check_count)
_REDUCED: tuple[Check, ...] = (
    ink_rules.check_overprint,
    ink_rules.check_text_ink,
    ink_rules.check_lines,
    picture_rules.check_images,
)
"""What depends on the size of things, which is no matter in reduced proofs."""

LEFT_OUT: Mapping[str, tuple[Check, ...]] = {
    "volume": (file_rules.check_count,),
    "cover": _GB,
    "labels": (file_rules.check_count,),
    "ticket": (file_rules.check_count,),
    # Its rulers lie along the edges of the page.
    "registration": (file_rules.check_count, page_rules.check_edges),
    "sheets": (*_GB, page_rules.check_edges),
}
"""Kind of file → the rules it does not answer to; those of pages go by what each page is."""

ADDED: Mapping[str, tuple[Check, ...]] = {"cover": (page_rules.check_cover,)}


class PreflightVerdict(NamedTuple):
    """What was found, and what it was judged as."""

    problems: tuple[Problem, ...]
    edition: str
    kind: DocumentKind = ""
    """Empty for a file of another program."""


def judge(path: str, data: bytes, edition: str = "") -> PreflightVerdict:
    """Judge a PDF as an edition; when none is named, as what it says it is, else as `print`.

    A file that cannot be read is one finding.
    """
    findings = PreflightFindings(path)
    try:
        subject = _subject(path, data, edition)
        pages = enumerate(subject.leaves, start=1)
        findings.originals = frozenset(number for number, leaf in pages if leaf.kind == "placed")
        for check in _checks(subject):
            check(subject, findings)
    except ForeignPdfError as error:
        code, reason = unread_file(error)
        details = (("file", path), ("reason", Term(reason)))
        return PreflightVerdict((Problem(code, None, details),), edition or DEFAULT)
    return PreflightVerdict(findings.problems(), subject.edition, subject.kind)


def preflight(path: str, data: bytes, edition: str = "") -> tuple[Problem, ...]:
    """Judge a PDF and give what was found."""
    return judge(path, data, edition).problems


def _checks(subject: JudgedFile) -> Iterator[Check]:
    left_out = LEFT_OUT.get(subject.kind, ())
    if any(leaf.kind == "nup" for leaf in subject.leaves):
        left_out += _REDUCED
    yield from (check for check in CHECKS[subject.edition] if check not in left_out)
    if subject.edition in PRESS:
        yield from ADDED.get(subject.kind, ())


def _subject(path: str, data: bytes, edition: str) -> JudgedFile:
    foreign = ForeignPdf(data, lenient=True)
    if not foreign.page_count:
        raise ForeignPdfError("damaged", "no pages")
    looks: dict[str, PaintedPage] = {}
    listed = []
    for place in range(foreign.page_count):
        entries = foreign.page(place)
        # Pages made of the same streams look the same; numbered copies have thousands.
        key = repr([entries.get(name) for name in _LOOK])
        if key not in looks:
            looks[key] = read_painted_page(foreign, place)
        listed.append(looks[key])
    found = recognise(foreign, listed)
    chosen = edition or found.edition or DEFAULT
    return JudgedFile(path, foreign, tuple(listed), chosen, found.kind, found.leaves, found.offset)
