"""F-01…F-04, F-14: kind of file, boxes, forbidden content."""

import re

from bulletin_pdf.pdf.foreign.pdf_values import PdfStream, PdfValue
from bulletin_pdf.press.preflight.findings import JudgedFile, PreflightFindings
from bulletin_pdf.press.preflight.recognise import Leaf
from bulletin_pdf.press.schemes import SCHEMES
from bulletin_pdf.press.sheet_profile import declared_x_version, metadata_text, title_and_date
from bulletin_pdf.problem_codes import Code

_XMP_KEYS = (
    "dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate",
    "xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass", "pdf:Trapped",
)  # fmt: skip
_SLIGHT = 0.5
"""Boxes that differ by less, in pt, are equal to any machine."""
_FORBIDDEN_ROOT = ("AA", "AcroForm", "OpenAction")
_FORBIDDEN_IMAGE = ("OPI", "Alternates", "Ref")
_HARMLESS_NOTES = ("TrapNet", "PrinterMark")


def check_state_of_file(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-19: neither encrypted nor in pieces, all its pages there."""
    # 7.5.5: PDF/X and PDF/A have no encryption; a reader on a screen may.
    if subject.foreign.encrypted and subject.edition not in ("screen", "proof"):
        findings.add(Code.PRESS_ENCRYPTED)
    if subject.foreign.mended:
        findings.add(Code.PRESS_FILE_RECOVERED)
    for number in subject.foreign.pages_lost:
        findings.add(Code.PRESS_PAGE_LOST, number)


def check_conformance(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-01: R-01…R-13."""
    foreign = subject.foreign
    header = re.search(rb"%PDF-(\d\.\d)", foreign.data[:1024])
    if header is None or header[1] != b"1.6":
        findings.add(Code.PDFX_VERSION, found=header[1].decode("ascii") if header else "?")
    if foreign.trailer().get("ID") is None:
        findings.add(Code.PDFX_IDENTIFIER)
    if declared_x_version(foreign) != "PDF/X-4":
        findings.add(Code.PDFX_NOT_CLAIMED)
    _check_metadata(subject, findings)
    _check_root(subject, findings)
    for number, look in enumerate(subject.looks, start=1):
        _check_boxes(subject, number, findings)
        _check_notes(subject, number, findings)
        for state in look.states:
            _check_state(state, number, findings)
        for stream in look.streams:
            _check_stream(stream, number, findings)


def _check_metadata(subject: JudgedFile, findings: PreflightFindings) -> None:
    """R-04: XMP complete and in accord with Info."""
    xmp = xmp_of(subject)
    missing = [key for key in _XMP_KEYS if f"<{key}" not in xmp and f"{key}=" not in xmp]
    if missing:
        findings.add(Code.PDFX_METADATA, found=tuple(missing))
    trapped = re.search(r"pdf:Trapped(?:>|=[\"'])(\w+)", xmp)
    if trapped is not None and trapped[1] not in ("True", "False"):
        findings.add(Code.PDFX_TRAPPED, found=trapped[1])
    title, _ = title_and_date(subject.foreign)
    said = re.search(r"<dc:title>.*?<rdf:li[^>]*>(.*?)</rdf:li>", xmp, re.DOTALL)
    if title and said is not None and _unescaped(said[1]) != title:
        findings.add(Code.PDFX_TITLE)


def xmp_of(subject: JudgedFile) -> str:
    """Return the file's XMP packet, or nothing."""
    metadata = subject.foreign.follow(subject.foreign.root().get("Metadata"))
    return metadata.unpack().decode("utf-8", errors="replace") if isinstance(metadata, PdfStream) else ""


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)


def _check_root(subject: JudgedFile, findings: PreflightFindings) -> None:
    """R-12: nothing that acts."""
    root = subject.foreign.root()
    found = [key for key in _FORBIDDEN_ROOT if _counts(subject, root.get(key))]
    names = subject.foreign.follow(root.get("Names"))
    if isinstance(names, dict) and names.get("JavaScript") is not None:
        found.append("JavaScript")
    if found:
        findings.add(Code.PDFX_FORBIDDEN, found=tuple(found))


def _counts(subject: JudgedFile, value: PdfValue) -> bool:
    """An action counts, a destination to open at does not; nor does a form without fields."""
    value = subject.foreign.follow(value)
    if isinstance(value, dict) and "Fields" in value:
        return bool(subject.foreign.follow(value["Fields"]))
    return isinstance(value, dict)


def _check_boxes(subject: JudgedFile, number: int, findings: PreflightFindings) -> None:
    """R-10: one of TrimBox and ArtBox, inside the bleed, inside the media."""
    page = subject.foreign.page(number - 1)
    if (page.get("TrimBox") is None) == (page.get("ArtBox") is None):
        findings.add(Code.PDFX_BOXES_MISSING, number)
    boxes = [_given(subject, page.get(key)) for key in ("MediaBox", "BleedBox", "TrimBox")]
    present = [box for box in boxes if box is not None]
    for outer, inner in zip(present, present[1:], strict=False):
        if not _inside(inner, outer):
            findings.add(Code.PDFX_BOXES_NESTED, number)
    crop = _given(subject, page.get("CropBox"))
    media = boxes[0]
    if crop is not None and media is not None and max(map(_apart, crop, media)) > _SLIGHT:
        findings.add(Code.CROP_BOX_DIFFERS, number)


def _given(subject: JudgedFile, value: PdfValue) -> tuple[float, ...] | None:
    value = subject.foreign.follow(value)
    return tuple(map(float, value)) if isinstance(value, list) and len(value) == 4 else None


def _apart(a: float, b: float) -> float:
    return abs(a - b)


def _inside(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    low = all(inner[n] >= outer[n] - _SLIGHT for n in (0, 1))
    return low and all(inner[n] <= outer[n] + _SLIGHT for n in (2, 3))


def _check_notes(subject: JudgedFile, number: int, findings: PreflightFindings) -> None:
    """R-11: no annotations within the bleed; R-12: no page actions."""
    page = subject.foreign.page(number - 1)
    if page.get("AA") is not None:
        findings.add(Code.PDFX_FORBIDDEN, number, found="AA")
    notes = subject.foreign.follow(page.get("Annots"))
    for note in map(subject.foreign.follow, notes if isinstance(notes, list) else []):
        if not isinstance(note, dict) or note.get("Subtype") in _HARMLESS_NOTES:
            continue
        box, bleed = _given(subject, note.get("Rect")), subject.looks[number - 1].geometry.bleed
        if box is None or _touch(box, bleed):
            findings.add(Code.PDFX_ANNOTATION, number, found=str(note.get("Subtype", "?")))


def _touch(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    across = min(a[0], a[2]) < b[2] and max(a[0], a[2]) > b[0]
    return across and min(a[1], a[3]) < b[3] and max(a[1], a[3]) > b[1]


def _check_state(state: PdfValue, number: int, findings: PreflightFindings) -> None:
    """R-13: transfer functions and named halftones are the printer's business."""
    for key in ("TR", "HTP"):
        if key in state:
            findings.add(Code.PDFX_HALFTONE, number, found=key)
    if state.get("TR2", "Default") != "Default":
        findings.add(Code.PDFX_HALFTONE, number, found="TR2")


def _check_stream(stream: PdfValue, number: int, findings: PreflightFindings) -> None:
    if stream.get("Subtype") == "PS":
        findings.add(Code.PDFX_FORBIDDEN, number, found="PostScript")
    for key in _FORBIDDEN_IMAGE:
        if key in stream:
            findings.add(Code.PDFX_FORBIDDEN, number, found=key)
    filters = stream.get("Filter")
    if "LZWDecode" in (filters if isinstance(filters, list) else [filters]):
        findings.add(Code.PDFX_HALFTONE, number, found="LZW")


def check_pages(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-02, F-03, F-04: scaling, one size, empty pages, how many."""
    first = subject.looks[0].geometry
    for number, look in enumerate(subject.looks, start=1):
        if look.geometry.unit != 1:
            findings.add(Code.PAGE_SCALED, number)
        off = max(map(_apart, look.geometry.size, first.size))
        if off > _SLIGHT or look.geometry.turn != first.turn:
            findings.add(Code.PAGE_SIZES_DIFFER, number)
        if not look.painted and not _may_be_empty(subject.leaves[number - 1]):
            findings.add(Code.PAGE_EMPTY, number)


def _may_be_empty(leaf: Leaf) -> bool:
    """R-60: up to three blanks stand before the last page; a volume has others, sheets their backs."""
    if leaf.kind == "blank" or leaf.kind in SCHEMES:
        return True
    return leaf.last > 2 and leaf.last - 4 < leaf.number < leaf.last


def check_count(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-04: a saddle-stitched booklet has a multiple of four pages."""
    count = len(subject.looks)
    if count > 2 and count % 4:
        findings.add(Code.PAGES_NOT_BY_FOUR, count=count)


def check_intent(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-14: exactly one output intent of a press, no layers."""
    foreign = subject.foreign
    if foreign.root().get("OCProperties") is not None:
        findings.add(Code.PRESS_LAYERS)
    press = _press_intents(subject)
    if len(press) != 1:
        findings.add(Code.OUTPUT_INTENT_COUNT, found=len(press))
        return
    data = intent_profile(subject)
    kind = data[12:16].decode("latin-1")
    if data[36:40] != b"acsp" or kind != "prtr":
        findings.add(Code.OUTPUT_INTENT_UNUSABLE, found=kind or "–")
    elif not metadata_text(foreign.follow(press[0].get("OutputConditionIdentifier"))):
        findings.add(Code.OUTPUT_INTENT_UNUSABLE, found="OutputConditionIdentifier")


def _press_intents(subject: JudgedFile) -> list[dict[str, PdfValue]]:
    foreign = subject.foreign
    intents = foreign.follow(foreign.root().get("OutputIntents"))
    found = map(foreign.follow, intents if isinstance(intents, list) else [])
    return [intent for intent in found if isinstance(intent, dict) and intent.get("S") == "GTS_PDFX"]


def intent_profile(subject: JudgedFile) -> bytes:
    """Return the ICC profile of the press that the file is meant for; nothing when there is none."""
    for intent in _press_intents(subject):
        profile = subject.foreign.follow(intent.get("DestOutputProfile"))
        return profile.unpack() if isinstance(profile, PdfStream) else b""
    return b""
