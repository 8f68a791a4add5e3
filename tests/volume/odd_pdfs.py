"""PDF files as they turn up in archives, and worse: written here by hand, one oddity each."""

import functools
import io
import zlib
from pathlib import Path
from typing import Any

import pypdf
from PIL import Image

from support.rasters import packed_zeros

ROOT = Path(__file__).parent.parent.parent
FACE = ROOT / "fonts"
DRAWING = b"0.2 0.4 0.8 rg 72 600 200 100 re f 0 0 0 RG 2 w 72 72 m 500 700 l S"


def stream(data: bytes, entries: str = "", *, pack: bool = True) -> bytes:
    if pack:
        data, entries = zlib.compress(data), entries + " /Filter /FlateDecode"
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def file_of(objects: dict[int, bytes | str], trailer: str = "", version: str = "1.7") -> bytes:
    """Write objects with a classic cross-reference table; object 1 is the catalog."""
    data, places = bytearray(f"%PDF-{version}\n%\xe2\xe3\n".encode("latin-1")), {}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%b\nendobj\n" % (
            number,
            body if isinstance(body, bytes) else body.encode("utf-8"),
        )
    size, start = max(objects) + 1, len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        data += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00001 f \n"
    data += f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(data)


def page(
    content: bytes = DRAWING,
    resources: str = "",
    more: dict[int, bytes | str] | None = None,
    *,
    box: str = "/MediaBox [0 0 595.28 841.89]",
    entries: str = "",
    catalog: str = "",
    trailer: str = "",
) -> bytes:
    """A file of one page: 1 catalog, 2 page tree, 3 page, 4 content; `more` begins at 5."""
    return file_of(
        {
            1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
            2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: f"<< /Type /Page /Parent 2 0 R {box} /Contents 4 0 R /Resources << {resources} >> {entries} >>",
            4: stream(content),
            **(more or {}),
        },
        trailer,
    )


def picture(space: str, data: bytes, width: int, height: int, entries: str = "", bits: int = 8) -> bytes:
    """A page that is one image."""
    image = stream(
        data,
        f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent {bits} "
        f"/ColorSpace {space} {entries}",
    )
    return page(b"q 400 0 0 600 90 100 cm /Im Do Q", "/XObject << /Im 5 0 R >>", {5: image})


# Fonts -----------------------------------------------------------------------------------------


@functools.cache
def face(text: str = "Old issue 旧刊") -> bytes:
    """A subset of a shipped face as TrueType."""
    import uharfbuzz

    path = next(iter(sorted((FACE).rglob("*WenKai*.ttf"))))
    entry = uharfbuzz.SubsetInput()
    entry.unicode_set.update(map(ord, text))
    return bytes(uharfbuzz.subset(uharfbuzz.Face(path.read_bytes()), entry).blob.data)


def glyphs(text: str) -> list[tuple[int, int, float]]:
    """Number, code point and width of each different character."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(face()))
    numbers, names = font.getReverseGlyphMap(), font.getBestCmap()
    unit = font["head"].unitsPerEm
    return [
        (numbers[names[ord(char)]], ord(char), font["hmtx"][names[ord(char)]][0] * 1000 / unit)
        for char in dict.fromkeys(text)
    ]


TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
    "1 begincodespacerange <0000> <FFFF> endcodespacerange {count} beginbfchar {rows} endbfchar endcmap end end"
)


def composite(
    text: str = "Old issue 旧刊", *, widen: float = 0.0, mapped: bool = True, embedded: bool = True,
    encoding: str = "/Identity-H", content: bytes = b"BT /F 20 Tf 72 700 Td <%b> Tj ET", private: bool = False,
    cmap: bool = False,
) -> bytes:  # fmt: skip
    """A page of text in a composite font."""
    known = glyphs(text)
    numbers = {point: number for number, point, _ in known}
    codes = "".join(f"{numbers[ord(char)]:04X}" for char in text)
    widths = " ".join(f"{number} [{width + widen:.3f}]" for number, _, width in known)
    rows = " ".join(
        f"<{number:04X}> <{(0xE000 + number if private else point):04X}>" for number, point, _ in known
    )
    unicode = TO_UNICODE.format(count=len(known), rows=rows)
    file = "/FontFile2 9 0 R" if embedded else ""
    return page(
        content % codes.encode() if b"%b" in content else content,
        "/Font << /F 5 0 R >>",
        {
            5: f"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Old /Encoding {encoding} "
            f"/DescendantFonts [6 0 R] {'/ToUnicode 7 0 R' if mapped else ''} >>",
            6: "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Old /CIDSystemInfo << /Registry (Adobe) "
            f"/Ordering (Identity) /Supplement 0 >> /FontDescriptor 8 0 R /DW 1000 /W [{widths}] "
            "/CIDToGIDMap /Identity >>",
            7: stream(unicode.encode()),
            8: "<< /Type /FontDescriptor /FontName /ABCDEF+Old /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
            f"/Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 {file} /CIDSet 7 0 R >>",
            9: stream(face(), f"/Length1 {len(face())}"),
            **({10: stream(IDENTITY, "/Type /CMap /CMapName /Own /WMode 0")} if cmap else {}),
        },
    )


IDENTITY = (
    b"/CIDInit /ProcSet findresource begin begincmap /CMapName /Own def 1 begincodespacerange <0000> <FFFF> "
    b"endcodespacerange 1 begincidrange <0000> <FFFF> 0 endcidrange endcmap end"
)


def simple(
    encoding: str = "/WinAnsiEncoding", flags: int = 32, first: int = 32, program: bytes | None = None
) -> bytes:
    """A page of text in a simple TrueType font; `program` takes the place of the face it is measured by."""
    program = program or face()
    widths = {point: width for _, point, width in glyphs("Old issue")}
    row = " ".join(f"{widths.get(code, 0):.3f}" for code in range(first, 127))
    written = f"/Encoding {encoding}" if encoding else ""
    return page(
        b"BT /F 20 Tf 72 700 Td (Old issue) Tj ET",
        "/Font << /F 5 0 R >>",
        {
            5: "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Old /FirstChar 32 /LastChar 126 "
            f"/Widths [{row}] {written} /FontDescriptor 6 0 R >>",
            6: f"<< /Type /FontDescriptor /FontName /ABCDEF+Old /Flags {flags} /FontBBox [0 -200 1000 900] "
            "/ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 /FontFile2 7 0 R /CharSet (/O/l) >>",
            7: stream(program, f"/Length1 {len(program)}"),
        },
    )


TYPE3 = page(
    b"BT /F 20 Tf 72 700 Td (aa) Tj ET",
    "/Font << /F 5 0 R >>",
    {
        5: "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 97 "
        "/LastChar 97 /Widths [1000] /CharProcs << /a 6 0 R >> /Encoding << /Type /Encoding /Differences [97 /a] >> >>",
        6: stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f"),
    },
)


# Colours ---------------------------------------------------------------------------------------

TINT = "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 {mix} /N 1 >>"


def spot(ink: str = "PANTONE 186 C", mix: str = "[0 1 0.8 0]", second: str = "") -> bytes:
    spaces = f"/S [/Separation /{ink.replace(' ', '#20')} /DeviceCMYK {TINT.format(mix=mix)}]"
    content = b"/S cs 1 scn 72 600 200 100 re f"
    if second:
        spaces += f" /T [/Separation /{ink.replace(' ', '#20')} /DeviceCMYK {TINT.format(mix=second)}]"
        content += b" /T cs 1 scn 72 400 200 100 re f"
    return page(content, f"/ColorSpace << {spaces} >>")


def layered() -> bytes:
    """A layer that is off, with a form that cannot be seen either."""
    content = (
        b"0 g 72 600 100 50 re f /OC /Off BDC 1 0 0 rg 72 400 300 150 re f /Fx Do EMC /OC /On BDC "
        b"0 0 1 rg 72 300 50 50 re f EMC"
    )
    return page(
        content,
        "/Properties << /Off 5 0 R /On 6 0 R >> /XObject << /Fx 7 0 R >>",
        {
            5: "<< /Type /OCG /Name (draft) >>",
            6: "<< /Type /OCG /Name (text) >>",
            7: stream(b"1 0 0 rg 0 0 100 100 re f", "/Type /XObject /Subtype /Form /BBox [0 0 100 100]"),
        },
        catalog="/OCProperties << /OCGs [5 0 R 6 0 R] /D << /OFF [5 0 R] /AS [<< /Event /View /OCGs [5 0 R] "
        "/Category [/View] >>] >> >>",
    )


STATE = (
    "/ExtGState << /G << /Type /ExtGState /ca 0.5 /BM /Multiply /TR /Identity /HT 6 0 R /SMask << /S /Luminosity "
    "/G 5 0 R >> >> >>"
)
GROUP = "/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Group << /S /Transparency /CS /DeviceCMYK >>"


def form_field(appearance: bool = True, value: str = "(seen)") -> bytes:
    return page(
        DRAWING,
        "",
        {
            5: "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /F 4 /Rect [100 100 300 140] "
            f"/V {value} {'/AP << /N 6 0 R >>' if appearance else ''} /AA << /K 7 0 R >> >>",
            6: stream(b"0.9 0.9 0.2 rg 0 0 100 20 re f", "/Type /XObject /Subtype /Form /BBox [0 0 100 20]"),
            7: "<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
        },
        entries="/Annots [5 0 R] /AA << /O 7 0 R >>",
        catalog="/AcroForm << /Fields [5 0 R] /NeedAppearances true /XFA (x) >> /OpenAction 7 0 R",
    )


def many(count: int) -> bytes:
    kids = range(10, 10 + count)
    objects: dict[int, bytes | str] = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {count} /MediaBox [0 0 595 842] /Resources << >> /Kids "
        f"[{' '.join(f'{kid} 0 R' for kid in kids)}] >>",
        4: stream(b"0 g 10 10 20 20 re f"),
    }
    objects |= dict.fromkeys(kids, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>")
    return file_of(objects)


def tree(kids: str, more: dict[int, bytes | str] | None = None, count: int = 1) -> bytes:
    return file_of(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
            3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
            4: stream(DRAWING),
            **(more or {}),
        }
    )


def encrypted(data: bytes, user: str, algorithm: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user, owner_password="owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def jpeg(mode: str) -> bytes:
    colours: dict[str, Any] = {"L": 90, "RGB": (200, 30, 30), "CMYK": (0, 200, 180, 10)}
    image = Image.new(mode, (60, 80), colours[mode])
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def packed_picture(filters: str, data: bytes, space: str = "/DeviceRGB", entries: str = "") -> bytes:
    image = stream(
        data,
        f"/Type /XObject /Subtype /Image /Width 60 /Height 80 /BitsPerComponent 8 /ColorSpace {space} "
        f"/Filter {filters} {entries}",
        pack=False,
    )
    return page(b"q 400 0 0 600 90 100 cm /Im Do Q", "/XObject << /Im 5 0 R >>", {5: image})


def lzw(data: bytes) -> bytes:
    """Pack as LZW does at its simplest: a clear code before the codes grow."""
    bits, count = 0, 0
    for place, byte in enumerate(data):
        if place % 250 == 0:
            bits, count = bits << 9 | 256, count + 9
        bits, count = bits << 9 | byte, count + 9
    bits, count = bits << 9 | 257, count + 9
    pad = -count % 8
    return (bits << pad).to_bytes((count + pad) // 8, "big")


def jpeg2000() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 80), (20, 120, 60)).save(out, "JPEG2000")
    return out.getvalue()


def bomb(levels: int) -> bytes:
    """Forms that draw the next one ten times each."""
    drawing: dict[int, bytes | str] = {
        5 + level: stream(
            b"/Fx Do " * 10 if level < levels - 1 else b"0 g 0 0 1 1 re f",
            f"/Type /XObject /Subtype /Form /BBox [0 0 600 850] /Resources << /XObject << /Fx {6 + level} 0 R >> >>",
        )
        for level in range(levels)
    }
    return page(b"/Fx Do", "/XObject << /Fx 5 0 R >>", drawing)


def bomb_of_content() -> bytes:
    """A gigabyte in a kilobyte: zeros, packed twice."""
    twice = zlib.compress(packed_zeros(1_000 << 20), 9)
    return page().replace(stream(DRAWING), stream(twice, "/Filter [/FlateDecode /FlateDecode]", pack=False))


def profile(data: bytes) -> bytes:
    return page(
        b"/I cs 0.2 0.3 0.4 scn 72 600 200 100 re f",
        "/ColorSpace << /I [/ICCBased 5 0 R] >>",
        {5: stream(data, "/N 3 /Alternate /DeviceRGB")},
    )


def icc(name: str) -> bytes:
    return (ROOT / "icc" / name).read_bytes()


WHITE = "/WhitePoint [0.9505 1 1.089]"
NOTE = "<< /Type /Annot /Subtype {kind} /Rect [100 100 200 140] {more} >>"


def noted(kind: str, more: str) -> bytes:
    appearance = stream(b"1 0 0 rg 0 0 50 20 re f", "/Type /XObject /Subtype /Form /BBox [0 0 50 20]")
    return page(
        DRAWING,
        "",
        {5: NOTE.format(kind=kind, more=more), 6: appearance},
        entries="/Annots [5 0 R null 9 0 R]",
    )


BOUND: dict[str, bytes] = {
    "A3": page(box="/MediaBox [0 0 841.89 1190.55]"),
    "A3 across": page(box="/MediaBox [0 0 1190.55 841.89]"),
    "a slip": page(box="/MediaBox [0 0 200 90]"),
    "turned by 90": page(box="/MediaBox [0 0 841.89 595.28]", entries="/Rotate 90"),
    "turned by -90": page(entries="/Rotate -90"),
    "turned by 450": page(entries="/Rotate 450"),
    "turned by nonsense": page(entries="/Rotate (x)"),
    "turned by 45": page(entries="/Rotate 45"),
    "turned by 359": page(entries="/Rotate 359"),
    "turned by -45": page(entries="/Rotate -45"),
    "turned by 90.5": page(entries="/Rotate 90.5"),
    "units of ten": page(box="/MediaBox [0 0 59 84]", entries="/UserUnit 10"),
    "a negative unit": page(entries="/UserUnit -3"),
    "negative box": page(box="/MediaBox [595 842 -10 -10]"),
    "crop box": page(box="/MediaBox [-100 -100 700 950] /CropBox [0 0 595 842]"),
    "crop box outside": page(box="/MediaBox [0 0 595 842] /CropBox [900 900 1000 1000]"),
    "box as reference": page(box="/MediaBox 5 0 R", more={5: "[0 0 595 842]"}),
    "large box": page(box="/MediaBox [0 0 99999 99999]"),
    "huge numbers": page(DRAWING + b" 99999999999 0 m 0.00000000000001 99999999999999999999 l S"),
    "encrypted, RC4": encrypted(page(), "", "RC4-128"),
    "encrypted, AES-128": encrypted(page(), "", "AES-128"),
    "encrypted, AES-256": encrypted(simple(), "", "AES-256"),
    "form field": form_field(),
    "empty form field": form_field(appearance=False, value="()"),
    "stamp that prints": noted("/Stamp", "/F 4 /AP << /N 6 0 R >>"),
    "highlight turned": noted("/Highlight", "/F 4 /AP << /N 6 0 R >> /C [1 1 0]"),
    "link": noted("/Link", "/A << /S /URI /URI (http://example.org) >>"),
    "check box by state": noted("/Widget", "/F 4 /FT /Btn /AS /On /AP << /N << /On 6 0 R /Off null >> >>"),
    "hidden note": noted("/Text", "/F 2 /AP << /N 6 0 R >>"),
    "layers": layered(),
    "transparency": page(
        b"/G gs 1 0 0 rg 0 0 300 300 re f", STATE,
        {5: stream(b"0.5 g 0 0 300 300 re f", GROUP), 6: "<< /Type /Halftone /HalftoneType 1 >>"},
        entries="/Group << /S /Transparency /CS /DeviceRGB >>",
    ),
    "blend mode unknown": page(b"/G gs " + DRAWING, "/ExtGState << /G << /BM [/Strange /Screen] >> >>"),
    "overprint": page(b"/G gs 0 0 0 1 k 0 0 90 90 re f", "/ExtGState << /G << /OP true /op true /OPM 1 >> >>"),
    "old tags": page(b"/P << /MCID 0 >> BDC 0 g 72 72 90 90 re f EMC", catalog="/MarkInfo << /Marked true >>"),
    "unbalanced states": page(b"Q Q q q 0 g 72 72 90 90 re f BT ET ET"),
    "marked content left open": page(b"/A BMC 0 g 72 72 90 90 re f"),
    "rendering intents": page(b"/Wonderful ri 0 g 72 72 90 90 re f"),
    "compatibility section": page(b"BX 0 g 72 72 90 90 re f EX"),
    "inline image": page(b"q 90 0 0 90 72 72 cm BI /W 2 /H 2 /CS /RGB /BPC 8 /I true ID abcdefghij\nEI Q"),
    "LZW content": page().replace(
        stream(DRAWING), stream(lzw(DRAWING), "/Filter /LZWDecode", pack=False)
    ),
    "LZW picture": packed_picture("/LZWDecode", lzw(bytes(60 * 80 * 3))),
    "ASCII picture": packed_picture("[/ASCIIHexDecode /DCTDecode]", jpeg("RGB").hex().encode() + b">"),
    "short filter names": packed_picture("/DCT", jpeg("RGB")),
    "JPEG grey": packed_picture("/DCTDecode", jpeg("L"), "/DeviceGray"),
    "JPEG of process colour": packed_picture("/DCTDecode", jpeg("CMYK"), "/DeviceCMYK", "/Decode [1 0 1 0 1 0 1 0]"),
    "JPEG 2000": packed_picture("/JPXDecode", jpeg2000()),
    "interpolated picture": picture("/DeviceRGB", bytes(300), 10, 10, "/Interpolate true /Intent /Odd /OC 9 0 R"),
    "one bit": picture("/DeviceGray", bytes(20), 10, 10, bits=1),
    "sixteen bits": picture("/DeviceGray", bytes(200), 10, 10, bits=16),
    "indexed picture": picture("[/Indexed /DeviceCMYK 1 <00FF0000FF000000>]", bytes(20), 10, 10, bits=1),
    "colour key mask": picture("/DeviceRGB", bytes(300), 10, 10, "/Mask [0 5 0 5 0 5]"),
    "Lab": page(b"/L cs 50 20 -30 scn 9 9 90 90 re f", f"/ColorSpace << /L [/Lab << {WHITE} /Range [-99 99 -99 99] >>] >>"),
    "CalRGB": page(b"/L cs .5 .2 .3 scn 9 9 90 90 re f", f"/ColorSpace << /L [/CalRGB << {WHITE} >>] >>"),
    "CMYK": page(b"0 1 1 0 k 9 9 90 90 re f 1 0 0 0 K 9 200 m 300 300 l S"),
    "ICC": profile(icc("sRGB.icc")),
    "ICC broken": profile(b"not a profile"),
    "spot colour": spot(),
    "shading": page(
        b"/Sh sh",
        "/Shading << /Sh << /ShadingType 2 /ColorSpace /DeviceCMYK /Coords [0 0 500 500] /Extend [true true] "
        "/Function << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [1 0 0 0] /N 1 >> >> >>",
    ),
    "tiling pattern": page(
        b"/Pattern cs /P scn 0 0 300 300 re f", "/Pattern << /P 5 0 R >>",
        {5: stream(b"/X BMC 1 0 0 rg 0 0 5 5 re f EMC", "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 "
                   "/BBox [0 0 10 10] /XStep 10 /YStep 10 /Resources << >>")},
    ),
    "composite font": composite(),
    "simple font": simple(),
    "Type 3 font": TYPE3,
    "text nobody sees": composite(embedded=False, content=b"BT 3 Tr /F 20 Tf 72 700 Td <%b> Tj ET 0 g 9 9 50 50 re f"),
    "text without a map": composite(mapped=False),
    "text with a private map": composite(private=True),
    "an embedded encoding": composite(encoding="10 0 R", cmap=True),
    "inherited resources": many(1),
    "null page": tree("null 3 0 R", count=1),
    "page named twice": tree("3 0 R 3 0 R", count=2),
    "wrong page count": tree("3 0 R", count=7),
    "no catalog": page().replace(b"/Root 1 0 R", b"/Root 9 0 R").replace(b"/Type /Catalog", b"/Type /Cat"),
    "no page type": tree("3 0 R").replace(b"/Type /Page /Parent", b"/Parent"),
    "form that draws itself": page(
        b"/Fx Do 0 g 9 9 50 50 re f", "/XObject << /Fx 5 0 R >>",
        {5: stream(b"/Fx Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Fx 5 0 R >> >>")},
    ),
    "form without resources": page(
        b"/Fx Do", "/XObject << /Fx 5 0 R >> /ExtGState << /G << /CA 0.5 >> >>",
        {5: stream(b"/G gs 0 0 0 1 K 9 9 m 90 90 l S", "/Type /XObject /Subtype /Form /BBox [0 0 99 99]")},
    ),
    "PostScript inside": page(
        b"/Ps Do 0 g 9 9 50 50 re f", "/XObject << /Ps 5 0 R >>", {5: stream(b"showpage", "/Type /XObject /Subtype /PS")},
    ),
    "cross references lost": page().replace(b"startxref\n", b"startxref\n7"),
    "cross reference table cut": page().replace(b"0000000000 65535 f", b"00000000"),
    "no end mark": page().replace(b"%%EOF", b""),
    "rubbish before and behind": b"\0\0rubbish\n" + page() + b"\n" + b"\0" * 2000,
    "wrong stream length": page().replace(b"/Length ", b"/Length 9"),
    "an empty page": file_of({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                              3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"}),
    "actions and files": page(
        entries="/AA << /O 5 0 R >> /PieceInfo << /X << /LastModified (D:1) >> >> /Thumb 5 0 R",
        more={5: "<< /S /Launch /F (calc.exe) >>"},
        catalog="/OpenAction 5 0 R /AA << /WC 5 0 R >> /Names << /JavaScript << /Names [(x) 5 0 R] >> >>",
    ),
}  # fmt: skip
"""What can be bound, and conforms then."""

REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "B850"),
    "no PDF": ("工作简报".encode() * 99, "B850"),
    "a picture by name": (jpeg("L"), "B850"),
    "a head alone": (b"%PDF-1.7\n%%EOF\n", "B850"),
    "cut in the middle": (packed_picture("/DCTDecode", jpeg("RGB"))[:900], "B858"),
    "locked, RC4": (encrypted(page(), "secret", "RC4-128"), "B850"),
    "locked, AES-256": (encrypted(page(), "secret", "AES-256"), "B850"),
    "encrypted by another method": (page(trailer="/Encrypt << /Filter /FopnSecurity /V 9 >> /ID [<00> <00>]"), "B850"),
    "zero pages": (tree("", count=0), "B850"),
    "a page that is null": (tree("null 3 0 R", count=2), "B855"),
    "a page that is nowhere": (tree("3 0 R 77 0 R", count=2), "B855"),
    "a loop alone": (tree("2 0 R"), "B850"),
    "huge box": (page(box="/MediaBox [0 0 9999999999 9999999999]"), "B888"),
    "a loop beside a page": (tree("3 0 R 2 0 R", count=2), "B850"),
    "no size": (page(box="/MediaBox [0 0 0 0]"), "B888"),
    "size of words": (page(box="/MediaBox [(a) (b) (c) (d)]"), "B888"),
    "content missing": (page().replace(b"/Contents 4 0 R", b"/Contents [4 0 R 77 0 R]"), "B888"),
    "content that is noise": (page(b"\x80\x81 qwert zuiop 1 2 3 yxcv"), "B857"),
    "content packed badly": (page().replace(b"\x78\x9c", b"\x00\x00"), "B888"),
    "picture cut off": (packed_picture("/DCTDecode", jpeg("RGB")[:-90]), "B858"),
    "picture missing": (page(b"/Im Do", "/XObject << /Im 77 0 R >>"), "B888"),
    "picture without size": (picture("/DeviceGray", b"", 0, 0), "B858"),
    "colour space missing": (page(b"/Nix cs 1 scn 9 9 9 9 re f"), "B857"),
    "font missing": (page(b"BT /F 9 Tf (x) Tj ET"), "B857"),
    "twenty thousand pages and one": (many(20_001), "B850"),
    "deeply nested": (page(entries="/X " + "[" * 5_000 + "]" * 5_000), "B850"),
    "font not embedded": (
        page(b"BT /F 9 Tf (x) Tj ET", "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"), "B851",
    ),
    "composite font not embedded": (composite(embedded=False), "B851"),
    "widths that lie": (composite(widen=40.0), "B871"),
    "an encoding of its own": (composite(encoding="/GBK-EUC-H"), "B871"),
    "symbolic font with an encoding": (simple(flags=4), "B871"),
    "font without encoding": (simple(encoding=""), "B871"),
    "a font that is noise": (composite().replace(b"CIDFontType2", b"CIDFontType0"), "B871"),
    "one ink mixed twice": (spot(second="[1 0 0 0]"), "B872"),
    "inks without explanation": (
        page(b"/N cs 1 1 scn 9 9 90 90 re f", "/ColorSpace << /N [/DeviceN [/Gold /Silver] /DeviceCMYK << /FunctionType 4 "
             "/Domain [0 1 0 1] /Range [0 1 0 1 0 1 0 1] >>] >>").replace(b"/FunctionType 4", b"/FunctionType 2 /C0 [0 0 0 0] /C1 [0 0 0 1] /N 1"),
        "B872",
    ),
    "states forty deep": (page(b"q " * 40 + b"0 g 9 9 50 50 re f " + b"Q " * 40), "B873"),
    "a bomb of content": (bomb_of_content(), "B986"),
    "a bomb of a picture": (packed_picture("/FlateDecode", packed_zeros(1_000 << 20)), "B987"),
    "a bomb of forms": (bomb(10), "B873"),
    "ten megabytes of lines": (page(b"0 0 m 9 9 l S\n" * 800_000), "B873"),
    "a picture elsewhere": (picture("/DeviceGray", bytes(100), 10, 10, "/F (other.bin)"), "B873"),
    "a picture of billions": (picture("/DeviceGray", bytes(100), 99_999, 99_999), "B873"),
}  # fmt: skip
"""What cannot be bound, and the problem that says why."""
