"""The order of judgement, and which rules an edition answers to."""

from collections.abc import Callable, Iterator, Mapping

from bulletin_pdf.diagnostics import Problem
from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pages import DocumentKind
from bulletin_pdf.pdf.existing import Existing, ExistingError
from bulletin_pdf.pdf.painted import PageLook, look_at_page
from bulletin_pdf.press.preflight import images, ink, page, structure, text
from bulletin_pdf.press.preflight.findings import Findings, Subject
from bulletin_pdf.press.preflight.recognise import recognise

Check = Callable[[Subject, Findings], None]

_READABLE: tuple[Check, ...] = (
    structure.check_state_of_file,
    structure.check_pages,
    text.check_fonts,
    text.check_text,
)
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

DEFAULT = "print"
PRESS = ("print", "overprint", "head")
"""Editions that go to a press."""

CHECKS: Mapping[str, tuple[Check, ...]] = {
    "print": (*_PRESS, structure.check_count),
    "overprint": (*_PRESS, structure.check_count),
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
_GB: tuple[Check, ...] = (page.check_gb_page, structure.check_count)
_REDUCED: tuple[Check, ...] = (ink.check_overprint, ink.check_text_ink, ink.check_lines, images.check_images)
"""What depends on the size of things, which is no matter in reduced proofs."""

LEFT_OUT: Mapping[str, tuple[Check, ...]] = {
    "volume": (structure.check_count,),
    "cover": _GB,
    "labels": (structure.check_count,),
    "ticket": (structure.check_count,),
    # Its rulers lie along the edges of the page.
    "registration": (structure.check_count, page.check_edges),
    "sheets": (*_GB, page.check_edges),
}
"""Kind of file → the rules it does not answer to; those of pages go by what each page is."""

ADDED: Mapping[str, tuple[Check, ...]] = {"cover": (page.check_cover,)}


class Verdict(NamedTuple):
    """What was found, and what it was judged as."""

    problems: tuple[Problem, ...]
    edition: str
    kind: DocumentKind = ""
    """Empty for a file of another program."""


def judge(path: str, data: bytes, edition: str = "") -> Verdict:
    """Judge a PDF as an edition; when none is asked for, as what it says it is, else as `print`.

    A file that cannot be read is one finding.
    """
    findings = Findings(path)
    try:
        subject = _subject(path, data, edition)
        pages = enumerate(subject.leaves, start=1)
        findings.originals = frozenset(number for number, leaf in pages if leaf.kind == "placed")
        for check in _checks(subject):
            check(subject, findings)
    except ExistingError as error:
        details = (("file", path), ("reason", f"@pdf {error.fault}"))
        return Verdict((Problem("B620", None, details),), edition or DEFAULT)
    return Verdict(findings.problems(), subject.edition, subject.kind)


def preflight(path: str, data: bytes, edition: str = "") -> tuple[Problem, ...]:
    """Judge a PDF and give what was found."""
    return judge(path, data, edition).problems


def _checks(subject: Subject) -> Iterator[Check]:
    left_out = LEFT_OUT.get(subject.kind, ())
    if any(leaf.kind == "nup" for leaf in subject.leaves):
        left_out += _REDUCED
    yield from (check for check in CHECKS[subject.edition] if check not in left_out)
    if subject.edition in PRESS:
        yield from ADDED.get(subject.kind, ())


def _subject(path: str, data: bytes, edition: str) -> Subject:
    existing = Existing(data, lenient=True)
    if not existing.page_count:
        raise ExistingError("damaged", "no pages")
    looks: dict[str, PageLook] = {}
    listed = []
    for place in range(existing.page_count):
        entries = existing.page(place)
        # Pages made of the same streams look the same; numbered copies have thousands.
        key = repr([entries.get(name) for name in _LOOK])
        if key not in looks:
            looks[key] = look_at_page(existing, place)
        listed.append(looks[key])
    found = recognise(existing, listed)
    chosen = edition or found.edition or DEFAULT
    return Subject(path, existing, tuple(listed), chosen, found.kind, found.leaves, found.offset)
