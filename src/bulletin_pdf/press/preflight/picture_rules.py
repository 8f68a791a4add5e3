"""F-13 and the image part of F-11: resolution, compression and ink coverage of pictures."""

from bulletin_pdf.pdf.foreign.painted_marks import ImageFacts
from bulletin_pdf.press.preflight.findings import JudgedFile, PreflightFindings
from bulletin_pdf.problem_codes import Code

_TONE = (150, 225, 450)
"""docs/rules/press.md §6: error below, warning below, too fine above; pixels an inch."""
_LINE = (550, 800, 3600)
_MAX_INK = 300
_SMALLEST = 16
"""Pixels; a smaller image is a dot or a gradient, not a picture."""
_ODD_PACKING = ("JPXDecode", "JBIG2Decode")


def check_images(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-13: resolution as placed, and how the data are packed."""
    for number, look in enumerate(subject.looks, start=1):
        for mark in look.painted:
            image = mark.image
            if image is None or min(image.width, image.height) < _SMALLEST or image.ppi <= 0:
                continue
            _judge(image, number, findings)


def _judge(image: ImageFacts, number: int, findings: PreflightFindings) -> None:
    least, good, most = _LINE if image.bits == 1 else _TONE
    found = f"{image.ppi:.0f}"
    if image.ppi < least:
        findings.add(Code.PRESS_PICTURE_TOO_COARSE, number, found=found)
    elif image.ppi < good:
        findings.add(Code.PRESS_PICTURE_COARSE, number, found=found)
    elif image.ppi > most:
        findings.add(Code.PRESS_PICTURE_TOO_FINE, number, found=found)
    for packing in image.filters:
        if packing in _ODD_PACKING:
            findings.add(Code.PRESS_PICTURE_COMPRESSION, number, found=packing)


def check_image_ink(subject: JudgedFile, findings: PreflightFindings) -> None:
    """F-11: the darkest of a CMYK image's pixels; few of them are no matter."""
    for number, look in enumerate(subject.looks, start=1):
        for mark in look.painted:
            image = mark.image
            if image is None or image.space.space not in ("DeviceCMYK", "ICCCMYK"):
                continue
            total = _heaviest(image)
            if total > _MAX_INK:
                findings.add(Code.TOO_MUCH_INK, number, found=f"{total:.0f}")


def _heaviest(image: ImageFacts) -> float:
    """Return the ink, %, that all but a hundredth of the pixels stay below."""
    from bulletin_pdf.pdf.foreign.cmyk_samples import cmyk_totals

    totals = cmyk_totals(image)
    if not totals:
        return 0.0
    totals.sort()
    return totals[min(len(totals) - 1, int(len(totals) * 0.99))] / 2.55
