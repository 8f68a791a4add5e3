"""What printer's sheets inherit from their source file: output intent, PDF/X, title, date."""

import re

from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf
from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfStream
from bulletin_pdf.pdf.profile import OutputIntent, Profile


def profile_like(foreign: ForeignPdf) -> Profile:
    """Return the kind of file that holds pages of this one: its output intent, and PDF/X-4 if it was."""
    intents = foreign.follow(foreign.root().get("OutputIntents"))
    for value in intents if isinstance(intents, list) else []:
        intent = foreign.follow(value)
        if isinstance(intent, dict) and intent.get("S") == "GTS_PDFX":
            found = _intent(foreign, intent)
            if found is not None:
                like = _X4_SHEETS if declared_x_version(foreign) == "PDF/X-4" else _SHEETS
                return like._replace(intent=found)
    return _SHEETS


_SHEETS = Profile(name="sheets", version="1.7", inks="process", outline=False)
_X4_SHEETS = _SHEETS._replace(version="1.6", x_version="PDF/X-4")
"""R-01: PDF/X-4 is PDF 1.6."""


def _intent(foreign: ForeignPdf, intent: dict[str, object]) -> OutputIntent | None:
    profile = foreign.follow(intent.get("DestOutputProfile"))
    if not isinstance(profile, PdfStream):
        return None
    data = profile.unpack()
    if data[36:40] != b"acsp":
        return None
    components = {b"CMYK": 4, b"RGB ": 3, b"GRAY": 1}.get(data[16:20], 4)
    condition, info = (
        metadata_text(foreign.follow(intent.get(key))) for key in ("OutputConditionIdentifier", "Info")
    )
    registered = intent.get("RegistryName") is not None
    return OutputIntent(
        condition or "Custom", info or condition, "", registered, components=components, data=data
    )


def declared_x_version(foreign: ForeignPdf) -> str:
    """Read GTS_PDFXVersion from the XMP, which alone counts for PDF/X-4 (R-03)."""
    metadata = foreign.follow(foreign.root().get("Metadata"))
    xmp = metadata.unpack().decode("utf-8", errors="replace") if isinstance(metadata, PdfStream) else ""
    match = re.search(r"GTS_PDFXVersion(?:>|=[\"'])([^<\"']+)", xmp)
    return match[1].strip() if match else ""


def title_and_date(foreign: ForeignPdf) -> tuple[str, str]:
    """Read title and day of creation from Info."""
    info = foreign.follow(foreign.trailer().get("Info"))
    info = info if isinstance(info, dict) else {}
    made = metadata_text(foreign.follow(info.get("CreationDate"))).removeprefix("D:")[:8]
    date = f"{made[:4]}-{made[4:6]}-{made[6:]}" if len(made) == 8 and made.isdigit() else ""
    return metadata_text(foreign.follow(info.get("Title"))), date


def metadata_text(value: object) -> str:
    """Read a text string (7.9.2.2)."""
    if isinstance(value, PdfName):
        return str(value)
    if not isinstance(value, bytes):
        return ""
    if value[:2] == b"\xfe\xff":
        return value[2:].decode("utf-16-be", errors="replace")
    encoding = "utf-8-sig" if value[:3] == b"\xef\xbb\xbf" else "latin-1"
    return value.decode(encoding, errors="replace")
