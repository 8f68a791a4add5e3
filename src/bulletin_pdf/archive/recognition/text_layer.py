"""Recognised lines → invisible text (PDF, text rendering mode 3), each word over its picture."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from bulletin_pdf.archive.recognition.tesseract import RecognisedWord
from bulletin_pdf.named_tuples import NamedTuple

_EM = 1000
_NAME = "BulletinRecognised"
_MAX_GAP = 2
"""Heights of a line that part its words into two runs."""


class LayerFont:
    """A face without shapes, every character one em wide, that says which character each code is."""

    def __init__(self, writer: PdfWriter) -> None:
        """Take the file it is to stand in."""
        self.writer = writer
        self.codes: dict[str, int] = {}
        self.ref = writer._add_object(DictionaryObject())

    def encoded(self, text: str) -> str:
        """Return a text as the operand of Tj."""
        codes = (self.codes.setdefault(char, len(self.codes) + 1) for char in text)
        return "<" + "".join(f"{code:04X}" for code in codes) + ">"

    def finish(self) -> None:
        """Write it with the characters that were used."""
        descendant = _names(Type="Font", Subtype="CIDFontType2", BaseFont=_NAME)
        program = _stream(_empty_face())
        program[NameObject("/Length1")] = NumberObject(len(program.get_data()))
        box = ArrayObject(map(NumberObject, (0, 0, _EM, _EM)))
        flat = {
            "/Flags": 4,
            "/ItalicAngle": 0,
            "/Ascent": _EM,
            "/Descent": 0,
            "/CapHeight": _EM,
            "/StemV": 80,
        }
        descriptor = _names(Type="FontDescriptor", FontName=_NAME)
        descriptor.update({NameObject(key): NumberObject(value) for key, value in flat.items()})
        descriptor.update({NameObject("/FontBBox"): box, NameObject("/FontFile2"): self._add(program)})
        system = DictionaryObject(
            {
                NameObject("/Registry"): TextStringObject("Adobe"),
                NameObject("/Ordering"): TextStringObject("Identity"),
                NameObject("/Supplement"): NumberObject(0),
            }
        )
        descendant.update(
            {
                NameObject("/CIDSystemInfo"): system,
                NameObject("/DW"): NumberObject(_EM),
                NameObject("/FontDescriptor"): self._add(descriptor),
                NameObject("/CIDToGIDMap"): self._add(_stream(b"\0\0" + b"\0\1" * len(self.codes))),
            }
        )
        font = self.ref.get_object()
        assert isinstance(font, DictionaryObject)
        font.update(_names(Type="Font", Subtype="Type0", BaseFont=_NAME, Encoding="Identity-H"))
        font[NameObject("/DescendantFonts")] = ArrayObject((self._add(descendant),))
        font[NameObject("/ToUnicode")] = self._add(_stream(_to_unicode(self.codes)))

    def _add(self, value: PdfObject) -> IndirectObject:
        return self.writer._add_object(value)


def layer_form(
    font: LayerFont, lines: Sequence[Sequence[RecognisedWord]], size: tuple[float, float], dots: float
) -> IndirectObject:
    """Write the layer of one page as a form, its lower left corner at the origin; `size` is its width and height, pt."""
    form = _stream("\n".join(_shown(font, lines, size[1], 72 / dots)).encode("ascii"))
    form.update(_names(Type="XObject", Subtype="Form"))
    form[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, *size)))
    fonts = DictionaryObject({NameObject("/F"): font.ref})
    form[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    return font.writer._add_object(form)


def _shown(
    font: LayerFont, lines: Sequence[Sequence[RecognisedWord]], height: float, scale: float
) -> Iterator[str]:
    for line in lines:
        foot = max(word.top + word.height for word in line)
        size = max(foot - min(word.top for word in line), 1)
        for run in _runs(line, size):
            last = run.words[-1]
            stretch = 100 * max(last.left + last.width - run.words[0].left, 1) / (size * len(run.text))
            at = f"{run.words[0].left * scale:.2f} {height - foot * scale:.2f}"
            shown = font.encoded(run.text)
            yield f"BT 3 Tr /F {size * scale:.2f} Tf {stretch:.2f} Tz 1 0 0 1 {at} Tm {shown} Tj ET"


class _Run(NamedTuple):
    text: str
    words: Sequence[RecognisedWord]


def _runs(line: Sequence[RecognisedWord], size: int) -> Iterator[_Run]:
    """Return words that stand side by side as one run of even characters, so that readers take them for one line.

    Hanzi follow each other without a space, Latin words with one.
    """
    text, words = line[0].text, [line[0]]
    for word, following in pairwise(line):
        if following.left - word.left - word.width > _MAX_GAP * size:
            yield _Run(text, words)
            text, words = "", []
        elif word.text[-1].isascii() and following.text[0].isascii():
            text += " "
        text, words = text + following.text, [*words, following]
    yield _Run(text, words)


def _names(**entries: str) -> DictionaryObject:
    return DictionaryObject(
        {NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in entries.items()}
    )


def _stream(data: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(data)
    return stream


def _to_unicode(codes: dict[str, int]) -> bytes:
    pairs = [f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for char, code in codes.items()]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return "\n".join(lines).encode("ascii")


def _empty_face() -> bytes:
    """Make a face with one empty glyph besides .notdef, which PDF/A forbids to show; the same on any day."""
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "blank"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": Glyph(), "blank": Glyph()})
    builder.setupHorizontalMetrics({".notdef": (_EM, 0), "blank": (_EM, 0)})
    builder.setupHorizontalHeader(ascent=_EM, descent=0)
    builder.setupNameTable({"familyName": _NAME, "styleName": "Regular", "psName": _NAME})
    builder.setupOS2()
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    data = BytesIO()
    builder.font.save(data)
    return data.getvalue()
