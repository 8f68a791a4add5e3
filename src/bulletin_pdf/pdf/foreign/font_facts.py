"""Facts about the fonts of an existing PDF: embedding, widths, which characters codes stand for."""

import re
from collections.abc import Iterator, Mapping

from bulletin_pdf.named_tuples import NamedTuple
from bulletin_pdf.pdf.foreign.foreign_pdf import ForeignPdf, ForeignPdfError
from bulletin_pdf.pdf.foreign.pdf_values import PdfName, PdfStream, PdfValue
from bulletin_pdf.pdf.foreign.to_unicode import read_map

_MAX_RANGE = 70_000


class Glyph(NamedTuple):
    """One code shown: its advance in em, what it says, and whether it is .notdef."""

    width: float
    text: str
    missing: bool
    space: bool


class FontFacts(NamedTuple):
    """One font of a file."""

    name: str
    """Without the letters of a subset."""
    kind: str
    embedded: bool
    composite: bool
    mapped: bool
    """Whether its text can be read: a ToUnicode map, or a simple font with a known encoding."""
    widths: Mapping[int, float]
    default: float
    unicode: Mapping[int, str]

    def glyphs(self, data: bytes) -> Iterator[Glyph]:
        """Go through the codes of a string."""
        step = 2 if self.composite else 1
        for place in range(0, len(data) - step + 1, step):
            code = int.from_bytes(data[place : place + step], "big")
            text = self.unicode.get(code, "")
            if not text and not self.composite and self.mapped:
                text = bytes((code,)).decode("cp1252", errors="replace")
            width = self.widths.get(code, self.default)
            yield Glyph(width, text, self.composite and code == 0, step == 1 and code == 32)


def font_facts(foreign: ForeignPdf, entries: dict[str, PdfValue]) -> FontFacts:
    """Read a font dictionary."""
    entries = {key: foreign.follow(value) for key, value in entries.items()}
    kind = str(entries.get("Subtype", ""))
    composite = kind == "Type0"
    inner = entries
    if composite:
        descendants = entries.get("DescendantFonts") or [{}]
        found = foreign.follow(descendants[0])
        inner = {k: foreign.follow(v) for k, v in found.items()} if isinstance(found, dict) else {}
    descriptor = inner.get("FontDescriptor")
    files = descriptor if isinstance(descriptor, dict) else {}
    embedded = kind == "Type3" or any(
        isinstance(foreign.follow(files.get(key)), PdfStream)
        for key in ("FontFile", "FontFile2", "FontFile3")
    )
    to_unicode = entries.get("ToUnicode")
    unicode = {int.from_bytes(code, "big"): text for code, text in read_to_unicode(to_unicode).items()}
    widths, default = _composite_widths(foreign, inner) if composite else _simple_widths(foreign, entries)
    return FontFacts(
        re.sub(r"^[A-Z]{6}\+", "", str(entries.get("BaseFont", ""))),
        kind,
        embedded,
        composite,
        bool(unicode) or (not composite and _standard_encoding(entries)),
        widths,
        default,
        unicode,
    )


def read_to_unicode(value: PdfValue) -> dict[bytes, str]:
    """Read a ToUnicode map, code → text; empty when it is none, or cannot be unpacked."""
    if not isinstance(value, PdfStream):
        return {}
    try:
        return read_map(value.unpack())
    except ForeignPdfError:
        return {}


def _standard_encoding(entries: Mapping[str, PdfValue]) -> bool:
    encoding = entries.get("Encoding")
    symbolic = str(entries.get("BaseFont", "")) in ("Symbol", "ZapfDingbats")
    return not symbolic and (encoding is None or isinstance(encoding, PdfName))


def _simple_widths(foreign: ForeignPdf, entries: Mapping[str, PdfValue]) -> tuple[dict[int, float], float]:
    first, widths = entries.get("FirstChar", 0), entries.get("Widths")
    if not isinstance(widths, list) or not isinstance(first, int):
        return {}, 0.5
    values = (foreign.follow(width) for width in widths)
    return {first + n: width / 1000 for n, width in enumerate(values) if isinstance(width, int | float)}, 0.5


def _composite_widths(foreign: ForeignPdf, inner: Mapping[str, PdfValue]) -> tuple[dict[int, float], float]:
    """Read the W array (9.7.4.3)."""
    default = inner.get("DW", 1000)
    row = inner.get("W")
    row = [foreign.follow(value) for value in row] if isinstance(row, list) else []
    widths: dict[int, float] = {}
    place = 0
    while place + 1 < len(row):
        first, second = row[place], row[place + 1]
        if isinstance(second, list):
            values = [foreign.follow(value) for value in second]
            widths.update({first + n: value / 1000 for n, value in enumerate(values)})
            place += 2
        elif place + 2 < len(row):
            last = min(int(second), int(first) + _MAX_RANGE)
            widths.update(dict.fromkeys(range(int(first), last + 1), row[place + 2] / 1000))
            place += 3
        else:
            break
    return widths, (default / 1000 if isinstance(default, int | float) else 1.0)
